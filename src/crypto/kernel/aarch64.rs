//! The kernel for ARMv8, with its extensions for SHA-256 and AES.

mod interleaving;

use super::aes_key::AES_ROUNDS;
use super::{CipherLane, DigestLane, ENCRYPT, STEP, State};
use core::arch::aarch64::{
    uint8x16_t, uint32x4_t, vaddq_u32, vaesdq_u8, vaeseq_u8, vaesimcq_u8, vaesmcq_u8, vdupq_n_u8,
    vdupq_n_u32, veorq_u8, vgetq_lane_u32, vld1q_u8, vld1q_u32, vreinterpretq_u8_u32,
    vreinterpretq_u32_u8, vrev32q_u8, vsha256h2q_u32, vsha256hq_u32, vsha256su0q_u32,
    vsha256su1q_u32, vst1q_u8, vst1q_u32,
};
use interleaving::{ROUNDS, define_run, steps};
use std::arch::is_aarch64_feature_detected;

/// Proof that the processor has what the kernel needs.
#[derive(Clone, Copy)]
pub(in crate::crypto) struct Kernel(());

impl Kernel {
    pub(in crate::crypto) fn detect() -> Option<Self> {
        let usable = is_aarch64_feature_detected!("sha2") && is_aarch64_feature_detected!("aes");
        usable.then_some(Self(()))
    }

    /// Every kernel that this processor runs, for the tests.
    #[cfg(test)]
    pub(in crate::crypto) fn all() -> Vec<Self> {
        Self::detect().into_iter().collect()
    }

    /// Takes as many steps as the shortest lane has.
    pub(super) fn run<const LANES: usize, const CIPHER: u8>(
        self,
        lanes: [DigestLane<'_>; LANES],
        cipher: Option<CipherLane<'_>>,
    ) {
        // SAFETY: there is no `Kernel` but where `detect` saw the features.
        unsafe { run::<LANES, CIPHER>(lanes, cipher) }
    }

    /// SubWord (FIPS 197, 5.2).
    pub(super) fn substitute(self, word: [u8; 4]) -> [u8; 4] {
        // SAFETY: there is no `Kernel` but where `detect` saw the features.
        unsafe { substitute(word) }
    }

    /// InvMixColumns (FIPS 197, 5.3.3).
    pub(super) fn mix_columns_back(self, round: &[u8; 16]) -> [u8; 16] {
        // SAFETY: there is no `Kernel` but where `detect` saw the features.
        unsafe { mix_columns_back(round) }
    }
}

define_run!("sha2,aes", first_half);

/// A digest on its way through a block: the state, and the last sixteen words of the message
/// schedule.
#[derive(Clone, Copy)]
struct Lane {
    abcd: uint32x4_t,
    efgh: uint32x4_t,
    words: [uint32x4_t; 4],
}

impl Lane {
    #[inline]
    #[target_feature(enable = "neon")]
    fn load(state: &State) -> Self {
        let [a, b, c, d, e, f, g, h] = *state;
        Self {
            abcd: row(&[a, b, c, d]),
            efgh: row(&[e, f, g, h]),
            words: [vdupq_n_u32(0); 4],
        }
    }

    #[inline]
    #[target_feature(enable = "neon")]
    fn state(&self) -> State {
        let [a, b, c, d] = numbers(self.abcd);
        let [e, f, g, h] = numbers(self.efgh);
        [a, b, c, d, e, f, g, h]
    }

    /// The rows of the schedule, the oldest first.
    #[inline]
    #[target_feature(enable = "neon")]
    fn words_from(&self, row: usize) -> [uint32x4_t; 4] {
        let words = &self.words;
        [
            words[row % 4],
            words[(row + 1) % 4],
            words[(row + 2) % 4],
            words[(row + 3) % 4],
        ]
    }

    /// Four rounds.
    #[inline]
    #[target_feature(enable = "sha2")]
    fn rounds(&mut self, words: uint32x4_t, constants: &[u32; 4]) {
        let sum = vaddq_u32(words, row(constants));
        let abcd = self.abcd;
        self.abcd = vsha256hq_u32(abcd, self.efgh, sum);
        self.efgh = vsha256h2q_u32(self.efgh, abcd, sum);
    }

    #[inline]
    #[target_feature(enable = "neon")]
    fn add(&mut self, before: &Self) {
        self.abcd = vaddq_u32(self.abcd, before.abcd);
        self.efgh = vaddq_u32(self.efgh, before.efgh);
    }
}

/// Four words of a block: big-endian, as SHA-256 reads them.
#[inline]
#[target_feature(enable = "neon")]
fn words(block: &[u8; STEP], row: usize) -> uint32x4_t {
    vreinterpretq_u32_u8(vrev32q_u8(load(quarter(block, row))))
}

/// The next four words of the schedule but for the second half of the sum: the words of sixteen
/// rounds ago, and sigma 0 of those of fifteen rounds ago.
#[inline]
#[target_feature(enable = "sha2")]
fn first_half(w0: uint32x4_t, w1: uint32x4_t) -> uint32x4_t {
    vsha256su0q_u32(w0, w1)
}

/// Adds the words of seven rounds ago, and sigma 1 of those of two rounds ago.
#[inline]
#[target_feature(enable = "sha2")]
fn second_half(first_half: uint32x4_t, w2: uint32x4_t, w3: uint32x4_t) -> uint32x4_t {
    vsha256su1q_u32(first_half, w2, w3)
}

/// A chain of blocks on its way through AES-128. The instructions add the round key before they
/// substitute, so that the last two keys stand apart.
struct Chain {
    rounds: [uint8x16_t; AES_ROUNDS + 1],
    last: uint8x16_t,
}

impl Chain {
    #[inline]
    #[target_feature(enable = "neon")]
    fn load(lane: Option<&CipherLane<'_>>) -> Self {
        let mut chain = Self {
            rounds: [vdupq_n_u8(0); AES_ROUNDS + 1],
            last: vdupq_n_u8(0),
        };
        if let Some(lane) = lane {
            for (to, from) in chain.rounds.iter_mut().zip(&lane.key.rounds) {
                *to = load(from);
            }
            chain.last = load(lane.chain);
        }
        chain
    }

    #[inline]
    #[target_feature(enable = "aes")]
    fn encrypt(&mut self, at: usize, from: &[u8; STEP], to: &mut [u8; STEP]) {
        let [first @ .., second_to_last, last] = &self.rounds;
        let mut block = veorq_u8(load(quarter(from, at)), self.last);
        for round in first {
            block = vaesmcq_u8(vaeseq_u8(block, *round));
        }
        self.last = veorq_u8(vaeseq_u8(block, *second_to_last), *last);
        *quarter_mut(to, at) = store(self.last);
    }

    #[inline]
    #[target_feature(enable = "aes")]
    fn decrypt(&mut self, at: usize, from: &[u8; STEP], to: &mut [u8; STEP]) {
        let [first @ .., second_to_last, last] = &self.rounds;
        let sealed = load(quarter(from, at));
        let mut block = sealed;
        for round in first {
            block = vaesimcq_u8(vaesdq_u8(block, *round));
        }
        block = veorq_u8(vaesdq_u8(block, *second_to_last), *last);
        *quarter_mut(to, at) = store(veorq_u8(block, self.last));
        self.last = sealed;
    }
}

/// In four columns that are the same, the instruction shifts nothing; the key that it adds is
/// zero.
#[target_feature(enable = "aes")]
fn substitute(word: [u8; 4]) -> [u8; 4] {
    let columns = vreinterpretq_u8_u32(vdupq_n_u32(u32::from_le_bytes(word)));
    let substituted = vaeseq_u8(columns, vdupq_n_u8(0));
    vgetq_lane_u32::<0>(vreinterpretq_u32_u8(substituted)).to_le_bytes()
}

#[target_feature(enable = "aes")]
fn mix_columns_back(round: &[u8; 16]) -> [u8; 16] {
    store(vaesimcq_u8(load(round)))
}

#[inline]
fn quarter(block: &[u8; STEP], at: usize) -> &[u8; 16] {
    &block.as_chunks().0[at]
}

#[inline]
fn quarter_mut(block: &mut [u8; STEP], at: usize) -> &mut [u8; 16] {
    &mut block.as_chunks_mut().0[at]
}

#[inline]
#[target_feature(enable = "neon")]
fn load(octets: &[u8; 16]) -> uint8x16_t {
    // SAFETY: sixteen octets are there to be read; the instruction asks for no alignment.
    unsafe { vld1q_u8(octets.as_ptr()) }
}

#[inline]
#[target_feature(enable = "neon")]
fn store(value: uint8x16_t) -> [u8; 16] {
    let mut octets = [0; 16];
    // SAFETY: there is room for sixteen octets; the instruction asks for no alignment.
    unsafe { vst1q_u8(octets.as_mut_ptr(), value) };
    octets
}

/// Four numbers, the first in the lowest place.
#[inline]
#[target_feature(enable = "neon")]
fn row(numbers: &[u32; 4]) -> uint32x4_t {
    // SAFETY: four numbers are there to be read.
    unsafe { vld1q_u32(numbers.as_ptr()) }
}

#[inline]
#[target_feature(enable = "neon")]
fn numbers(value: uint32x4_t) -> [u32; 4] {
    let mut numbers = [0; 4];
    // SAFETY: there is room for four numbers.
    unsafe { vst1q_u32(numbers.as_mut_ptr(), value) };
    numbers
}
