//! Work that does not depend on each other, done at the same time by one thread.
//!
//! Sealing takes two digests and encrypts; unsealing takes two digests and decrypts. Where these
//! are of neighbouring pieces of a message they do not wait for one another. With a kernel they
//! run interleaved; otherwise, one after the other.

use super::Digest;
use super::cipher::{CbcDecryptor, CbcEncryptor, copy};
use super::kernel::{CipherLane, Kernel, STEP};
use crate::error::Result;

/// Data that goes into a digest. Without a digest it goes nowhere.
#[derive(Default)]
pub(crate) struct Lane<'a> {
    pub(crate) digest: Option<&'a mut Digest>,
    pub(crate) data: &'a [u8],
}

impl<'a> Lane<'a> {
    pub(crate) fn new(digest: &'a mut Digest, data: &'a [u8]) -> Self {
        Self {
            digest: Some(digest),
            data,
        }
    }

    fn update(self) {
        if let Some(digest) = self.digest {
            digest.update(self.data);
        }
    }
}

/// What a cipher does beside the digests.
enum Work<'a> {
    Encryption(CipherLane<'a>),
    Decryption(CipherLane<'a>),
}

impl Work<'_> {
    fn steps(&self) -> usize {
        match self {
            Self::Encryption(lane) | Self::Decryption(lane) => lane.from.len().min(lane.to.len()),
        }
    }
}

/// Takes data into two digests.
pub(crate) fn digest_two(one: Lane<'_>, other: Lane<'_>) {
    interleave(one, other, None);
}

/// Takes data into two digests, and encrypts whole blocks into a place of the same length.
pub(crate) fn encrypt_beside(
    cipher: &mut CbcEncryptor,
    clear: &[u8],
    sealed: &mut [u8],
    one: Lane<'_>,
    other: Lane<'_>,
) -> Result<()> {
    let lane = cipher
        .chain()
        .lane(clear.as_chunks().0, sealed.as_chunks_mut().0);
    let steps = interleave(one, other, lane.map(Work::Encryption));
    cipher.encrypt(copy_rest(steps, clear, sealed))
}

/// Takes data into two digests, and decrypts whole blocks into a place of the same length.
pub(crate) fn decrypt_beside(
    cipher: &mut CbcDecryptor,
    sealed: &[u8],
    clear: &mut [u8],
    one: Lane<'_>,
    other: Lane<'_>,
) -> Result<()> {
    let lane = cipher
        .chain()
        .lane(sealed.as_chunks().0, clear.as_chunks_mut().0);
    let steps = interleave(one, other, lane.map(Work::Decryption));
    cipher.decrypt(copy_rest(steps, sealed, clear))
}

/// Copies what follows the steps that are done, and answers with it.
fn copy_rest<'a>(steps: usize, from: &[u8], to: &'a mut [u8]) -> &'a mut [u8] {
    let done = steps.saturating_mul(STEP);
    let rest = to.get_mut(done..).unwrap_or_default();
    let missing = from.get(done..).unwrap_or_default();
    copy(missing, rest);
    rest
}

/// Takes all data of both lanes, and as much of the work as goes beside it. Answers with the
/// steps of the work that are done.
fn interleave(mut one: Lane<'_>, mut other: Lane<'_>, work: Option<Work<'_>>) -> usize {
    let (Some(kernel), Some(first), Some(second)) = (
        Kernel::detect(),
        one.digest.as_mut().and_then(|digest| digest.on_kernel()),
        other.digest.as_mut().and_then(|digest| digest.on_kernel()),
    ) else {
        one.update();
        other.update();
        return 0;
    };
    let (mut blocks, rest) = first.align(one.data);
    let (mut other_blocks, other_rest) = second.align(other.data);
    let both = blocks.len().min(other_blocks.len());
    let worked = work.as_ref().map_or(0, Work::steps).min(both);
    if let Some(work) = work.filter(|_| worked > 0) {
        let lanes = [
            first.lane(split(&mut blocks, worked)),
            second.lane(split(&mut other_blocks, worked)),
        ];
        match work {
            Work::Encryption(cipher) => kernel.digest_two_and_encrypt(lanes, cipher),
            Work::Decryption(cipher) => kernel.digest_two_and_decrypt(lanes, cipher),
        }
    }
    let left = both.saturating_sub(worked);
    kernel.digest_two([
        first.lane(split(&mut blocks, left)),
        second.lane(split(&mut other_blocks, left)),
    ]);
    first.take(blocks);
    first.keep(rest);
    second.take(other_blocks);
    second.keep(other_rest);
    worked
}

/// Takes this many from the front.
fn split<'a, T>(items: &mut &'a [T], count: usize) -> &'a [T] {
    let (now, later) = items.split_at_checked(count).unwrap_or((items, &[]));
    *items = later;
    now
}

#[cfg(test)]
mod tests {
    use super::super::dice::Dice;
    use super::super::{BLOCK, DigestAlgorithm};
    use super::*;

    /// Keys that select AES-128 and, unknown to the kernels, AES-256.
    const KEY_SIZES: [usize; 2] = [16, 32];

    const CHUNKS: [usize; 2] = [16 * 1024, 64 * 1024];

    /// A digest, or none, and all that it was given.
    struct Subject {
        digest: Option<Digest>,
        data: Vec<u8>,
    }

    impl Subject {
        fn new(algorithm: Option<DigestAlgorithm>) -> Self {
            Self {
                digest: algorithm.map(Digest::new),
                data: Vec::new(),
            }
        }

        /// A SHA-256 that took this many octets before.
        fn begun(dice: &mut Dice, octets: usize) -> Self {
            let mut subject = Self::new(Some(DigestAlgorithm::Sha256));
            subject.lane(&dice.octets(octets)).update();
            subject
        }

        fn lane<'a>(&'a mut self, data: &'a [u8]) -> Lane<'a> {
            self.data.extend_from_slice(data);
            Lane {
                digest: self.digest.as_mut(),
                data,
            }
        }

        /// Compares with the plain way, where there is one.
        fn check(self) {
            let Some(digest) = self.digest else {
                return;
            };
            let algorithm = digest.algorithm();
            let plain = algorithm.aws().map_or_else(
                || Digest::of(algorithm, &self.data),
                |aws| aws_lc_rs::digest::digest(aws, &self.data).as_ref().to_vec(),
            );
            assert_eq!(digest.finish(), plain, "{algorithm:?}");
        }
    }

    /// A cipher, or none, each with its like for the plain way.
    enum Cipher {
        None,
        Encryption(Box<[CbcEncryptor; 2]>),
        Decryption(Box<[CbcDecryptor; 2]>),
    }

    impl Cipher {
        /// Of each kind one.
        fn all(dice: &mut Dice, key_size: usize) -> [Self; 3] {
            let (key, iv) = (dice.octets(key_size), dice.array());
            let encryptor = || CbcEncryptor::new(&key, iv).unwrap();
            let decryptor = || CbcDecryptor::new(&key, iv).unwrap();
            [
                Self::None,
                Self::Encryption(Box::new([encryptor(), encryptor()])),
                Self::Decryption(Box::new([decryptor(), decryptor()])),
            ]
        }

        /// Does both, and compares what the cipher answered.
        fn beside(&mut self, from: &[u8], one: Lane<'_>, other: Lane<'_>) {
            let mut expected = from.to_vec();
            let mut to = vec![0xaa; from.len()];
            match self {
                Self::None => return digest_two(one, other),
                Self::Encryption(pair) => {
                    let [cipher, plain] = &mut **pair;
                    encrypt_beside(cipher, from, &mut to, one, other).unwrap();
                    plain.encrypt(&mut expected).unwrap();
                }
                Self::Decryption(pair) => {
                    let [cipher, plain] = &mut **pair;
                    decrypt_beside(cipher, from, &mut to, one, other).unwrap();
                    plain.decrypt(&mut expected).unwrap();
                }
            }
            assert!(to == expected, "{} octets", from.len());
        }
    }

    /// Gives data of these lengths to the lanes, with every cipher, and then, to see that what
    /// is carried on is right, a little more.
    fn try_lengths(dice: &mut Dice, begun: [usize; 2], lengths: [usize; 2], ciphered: usize) {
        let key_size = dice.one_of(&KEY_SIZES);
        for mut cipher in Cipher::all(dice, key_size) {
            let [mut one, mut other] = begun.map(|octets| Subject::begun(dice, octets));
            for [length, other_length, ciphered] in
                [[lengths[0], lengths[1], ciphered], [77, 70, 5 * BLOCK]]
            {
                let (data, other_data) = (dice.octets(length), dice.octets(other_length));
                let from = dice.octets(ciphered);
                cipher.beside(&from, one.lane(&data), other.lane(&other_data));
            }
            one.check();
            other.check();
        }
    }

    #[test]
    fn every_length_around_blocks_and_steps() {
        let mut dice = Dice::new(1);
        for length in 0..=3 * STEP + 1 {
            for blocks in 0..=13 {
                let begun = [dice.below(STEP), dice.below(STEP)];
                let other = dice.below(4 * STEP);
                try_lengths(&mut dice, begun, [length, other], blocks * BLOCK);
                try_lengths(&mut dice, begun, [other, length], blocks * BLOCK);
                try_lengths(&mut dice, [0, 0], [length, length], blocks * BLOCK);
            }
        }
    }

    #[test]
    fn every_length_around_chunks() {
        let mut dice = Dice::new(2);
        for chunk in CHUNKS {
            for length in chunk - BLOCK - 1..=chunk + BLOCK + 1 {
                let begun = [dice.below(STEP), 0];
                try_lengths(&mut dice, begun, [length, chunk], chunk);
                try_lengths(&mut dice, begun, [chunk, length], chunk);
            }
            for blocks in 0..=2 * STEP / BLOCK {
                let ciphered = chunk - STEP + blocks * BLOCK;
                try_lengths(&mut dice, [0, 0], [chunk, chunk], ciphered);
                try_lengths(&mut dice, [0, 5], [ciphered, chunk], ciphered);
            }
        }
    }

    #[test]
    fn every_begun_block() {
        let mut dice = Dice::new(3);
        for begun in 0..=STEP {
            for length in [0, 1, STEP - begun, STEP + 1, 2 * STEP - begun, 3 * STEP] {
                let other = [dice.below(STEP), dice.below(4 * STEP)];
                try_lengths(&mut dice, [begun, other[0]], [length, other[1]], 3 * STEP);
                try_lengths(&mut dice, [other[0], begun], [other[1], length], 3 * STEP);
            }
        }
    }

    /// Lanes without a digest, and with digests for which there is no kernel.
    #[test]
    fn every_pair_of_digests() {
        let mut dice = Dice::new(4);
        let known = DigestAlgorithm::ALL.iter().copied().map(Some);
        let digests: Vec<_> = known.chain([None]).collect();
        for &first in &digests {
            for &second in &digests {
                for size in KEY_SIZES {
                    for mut cipher in Cipher::all(&mut dice, size) {
                        let [mut one, mut other] = [first, second].map(Subject::new);
                        for length in [1, 300, 1000] {
                            let [data, other_data] = [dice.octets(length), dice.octets(length)];
                            let from = dice.octets(20 * BLOCK);
                            cipher.beside(&from, one.lane(&data), other.lane(&other_data));
                        }
                        one.check();
                        other.check();
                    }
                }
            }
        }
    }

    /// The rounds of [`anything_at_all`]: `ETEE_FUZZ_ROUNDS`, or enough for every day.
    fn rounds() -> u64 {
        std::env::var("ETEE_FUZZ_ROUNDS").map_or(3000, |rounds| rounds.parse().unwrap())
    }

    /// Messages in parts of any length, through any digests and ciphers. A round that fails
    /// states its number, which is all that the dice depend on.
    #[test]
    fn anything_at_all() {
        for round in 0..rounds() {
            let outcome = std::panic::catch_unwind(|| any_message(&mut Dice::new(round)));
            assert!(outcome.is_ok(), "round {round}");
        }
    }

    fn any_message(dice: &mut Dice) {
        let [mut one, mut other] = [(); 2].map(|()| Subject::new(any_digest(dice)));
        let key_size = dice.one_of(&KEY_SIZES);
        let kind = dice.below(3);
        let [nothing, encryption, decryption] = Cipher::all(dice, key_size);
        let mut cipher = match kind {
            0 => nothing,
            1 => encryption,
            _ => decryption,
        };
        for _ in 0..=dice.below(6) {
            let limit = dice.one_of(&[1, 18, 140, 1100, 10_000]);
            let [data, other_data, mut from] = [(); 3].map(|()| {
                let length = dice.below(limit);
                dice.octets(length)
            });
            from.truncate(from.len() / BLOCK * BLOCK);
            cipher.beside(&from, one.lane(&data), other.lane(&other_data));
        }
        one.check();
        other.check();
    }

    /// Mostly the one for which there are kernels.
    fn any_digest(dice: &mut Dice) -> Option<DigestAlgorithm> {
        match dice.below(8) {
            0 => None,
            1 => Some(dice.one_of(DigestAlgorithm::ALL)),
            _ => Some(DigestAlgorithm::Sha256),
        }
    }
}
