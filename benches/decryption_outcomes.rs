//! Whether the time that a refusal takes tells why a message could not be decrypted.
//!
//! `cargo bench --bench decryption_outcomes [-- ROUNDS]` unseals messages that are alike but
//! for what is wrong with their envelope: all have a good outer signature of a trusted signer,
//! the same length, and are answered with the same status and the same sentence. In each round
//! every kind is unsealed once, in an order drawn anew. The kind `wrong key` is measured twice:
//! how far its two series lie apart is what chance alone brings about.
//!
//! Printed for each kind: the median, its distance from that of the first series, and Welch's t
//! of the means of the faster nine tenths. A kind that could be told apart from afar would have
//! a distance far above that of the two series of one kind, and a t that grows with the rounds.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::indexing_slicing)]

use etee::{Certificate, Clock, Context, DecryptionKey, Unsealer};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// Each kind of fault, and the message that has it.
const KINDS: [(&str, &str); 11] = [
    ("wrong key", "cek_wrong"),
    ("wrong key, again", "cek_wrong"),
    ("wrong RSA padding", "ek_flip"),
    ("sealed for another key", "ek_for_other_key"),
    ("key of 17 octets", "cek_17"),
    ("key of 24 octets", "cek_24_aes128"),
    ("bad inner structure", "ct_first_flip"),
    ("bad CBC padding", "ct_pad_flip"),
    ("bad CBC padding, 17", "pad_17"),
    ("bad last block", "ct_last_block_flip"),
    ("octets after the end", "inner_trailing_garbage"),
];

/// 2026-11-21T20:00:00Z, at which the certificates are valid.
const NOW: i64 = 1_795_291_200;

fn vectors() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/synthetic")
}

fn read(path: &str) -> Vec<u8> {
    std::fs::read(vectors().join(path)).unwrap()
}

fn unsealer() -> Unsealer {
    let certificate =
        |name: &str| Certificate::from_der(&read(&format!("pki/{name}.cer"))).unwrap();
    let context = Context::new()
        .with_clock(Clock::Fixed(NOW))
        .with_trust_anchor(certificate("root"));
    let key = DecryptionKey::from_pkcs8(&read("pki/bob-enc.key.der"), certificate("bob-enc"));
    let mut unsealer = Unsealer::new(Arc::new(context));
    unsealer.add_decryption_key(Arc::new(key.unwrap()));
    unsealer
}

/// A small generator (xorshift), so that the order of a round is not that of the one before.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }

    fn shuffle(&mut self, items: &mut [usize]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

/// Mean, variance and number of the faster nine tenths.
fn moments(sorted: &[f64]) -> (f64, f64, f64) {
    let kept: Vec<f64> = sorted.iter().copied().take(sorted.len() * 9 / 10).collect();
    let count = kept.len() as f64;
    let mean = kept.iter().sum::<f64>() / count;
    let variance = kept.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (count - 1.0);
    (mean, variance, count)
}

fn welch_t(a: &[f64], b: &[f64]) -> f64 {
    let ((mean_a, var_a, n_a), (mean_b, var_b, n_b)) = (moments(a), moments(b));
    (mean_a - mean_b) / (var_a / n_a + var_b / n_b).sqrt()
}

fn main() {
    let rounds = std::env::args()
        .skip(1)
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(3000);
    let unsealer = unsealer();
    let messages = KINDS.map(|(_, name)| read(&format!("msg/{name}.msg")));
    let answers: Vec<String> = messages
        .iter()
        .map(|message| unsealer.unseal(message).unwrap_err().to_string())
        .collect();
    assert!(
        answers.iter().all(|answer| *answer == answers[0]),
        "{answers:?}"
    );

    let mut series = vec![Vec::with_capacity(rounds); KINDS.len()];
    let mut order: Vec<usize> = (0..KINDS.len()).collect();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for _ in 0..rounds {
        random.shuffle(&mut order);
        for &kind in &order {
            let start = Instant::now();
            let _ = black_box(unsealer.unseal(black_box(&messages[kind])));
            series[kind].push(start.elapsed().as_nanos() as f64 / 1000.0);
        }
    }
    for times in &mut series {
        times.sort_by(f64::total_cmp);
    }
    println!("every kind answers: {}", answers[0]);
    println!("{rounds} rounds; microseconds");
    println!(
        "{:24} {:>10} {:>10} {:>8}",
        "kind", "median", "distance", "t"
    );
    let base = series[0][rounds / 2];
    for ((name, _), times) in KINDS.iter().zip(&series) {
        let median = times[rounds / 2];
        let t = welch_t(times, &series[0]);
        println!("{name:24} {median:10.1} {:+10.1} {t:+8.1}", median - base);
    }
}
