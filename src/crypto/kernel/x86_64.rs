//! The kernel for x86-64, with SHA-NI and AES-NI.
//!
//! SHA-NI exists in the legacy encoding alone. While a register wider than 128 bits is in use,
//! each such instruction costs an Intel processor hundreds of cycles, so nothing here is wider,
//! and `VZEROUPPER` stands before each loop.

mod interleaving;

use super::aes_key::AES_ROUNDS;
use super::{CipherLane, DigestLane, ENCRYPT, STEP, State};
use core::arch::x86_64::{
    __cpuid, __m128i, _mm_add_epi32, _mm_aesdec_si128, _mm_aesdeclast_si128, _mm_aesenc_si128,
    _mm_aesenclast_si128, _mm_aesimc_si128, _mm_alignr_epi8, _mm_cvtsi128_si32, _mm_loadu_si128,
    _mm_ror_epi32, _mm_set_epi64x, _mm_set1_epi32, _mm_setzero_si128, _mm_sha256msg1_epu32,
    _mm_sha256msg2_epu32, _mm_sha256rnds2_epu32, _mm_shuffle_epi8, _mm_shuffle_epi32,
    _mm_srli_epi32, _mm_storeu_si128, _mm_ternarylogic_epi32, _mm_xor_si128, _mm256_zeroupper,
};
use interleaving::{ROUNDS, define_run, steps};
use std::sync::OnceLock;

/// Proof that the processor has what the kernel needs.
#[derive(Clone, Copy)]
pub(in crate::crypto) struct Kernel(Schedule);

/// How the message schedule is made.
#[derive(Clone, Copy)]
enum Schedule {
    /// By the instructions made for it.
    Native,
    /// Its first half by plain vector instructions: on Intel processors `SHA256MSG1` keeps the
    /// port busy that the rounds need.
    Vector,
}

impl Kernel {
    pub(in crate::crypto) fn detect() -> Option<Self> {
        // CPUID is slow under a hypervisor.
        static DETECTED: OnceLock<Option<Kernel>> = OnceLock::new();
        *DETECTED.get_or_init(|| {
            let usable = is_x86_feature_detected!("sha")
                && is_x86_feature_detected!("aes")
                && is_x86_feature_detected!("avx");
            let vector = is_intel()
                && is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512vl");
            let schedule = if vector {
                Schedule::Vector
            } else {
                Schedule::Native
            };
            usable.then_some(Self(schedule))
        })
    }

    /// Every kernel that this processor runs, for the tests.
    #[cfg(test)]
    pub(in crate::crypto) fn all() -> Vec<Self> {
        let detected = Self::detect();
        let native = detected.map(|_| Self(Schedule::Native));
        native.into_iter().chain(detected).collect()
    }

    /// Takes as many steps as the shortest lane has.
    pub(super) fn run<const LANES: usize, const CIPHER: u8>(
        self,
        lanes: [DigestLane<'_>; LANES],
        cipher: Option<CipherLane<'_>>,
    ) {
        match self.0 {
            // SAFETY: there is no `Kernel` but where `detect` saw the features.
            Schedule::Native => unsafe { native::run::<LANES, CIPHER>(lanes, cipher) },
            // SAFETY: as above; this schedule is chosen only where AVX-512 was seen too.
            Schedule::Vector => unsafe { vector::run::<LANES, CIPHER>(lanes, cipher) },
        }
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

fn is_intel() -> bool {
    let identity = __cpuid(0);
    [identity.ebx, identity.edx, identity.ecx].map(u32::to_le_bytes)
        == [*b"Genu", *b"ineI", *b"ntel"]
}

mod native {
    use super::*;

    define_run!("sha,aes,avx", first_half, _mm256_zeroupper());
}

mod vector {
    use super::*;

    define_run!(
        "sha,aes,avx512f,avx512vl",
        first_half_by_vectors,
        _mm256_zeroupper()
    );
}

/// A digest on its way through a block: the state in the order that the instructions take, and
/// the last sixteen words of the message schedule.
#[derive(Clone, Copy)]
struct Lane {
    abef: __m128i,
    cdgh: __m128i,
    words: [__m128i; 4],
}

impl Lane {
    #[inline]
    #[target_feature(enable = "ssse3,sse4.1")]
    fn load(state: &State) -> Self {
        let [a, b, c, d, e, f, g, h] = *state;
        Self {
            abef: row(&[f, e, b, a]),
            cdgh: row(&[h, g, d, c]),
            words: [_mm_setzero_si128(); 4],
        }
    }

    #[inline]
    #[target_feature(enable = "ssse3,sse4.1")]
    fn state(&self) -> State {
        let [f, e, b, a] = numbers(self.abef);
        let [h, g, d, c] = numbers(self.cdgh);
        [a, b, c, d, e, f, g, h]
    }

    /// The rows of the schedule, the oldest first.
    #[inline]
    #[target_feature(enable = "ssse3,sse4.1")]
    fn words_from(&self, row: usize) -> [__m128i; 4] {
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
    #[target_feature(enable = "sha,ssse3,sse4.1")]
    fn rounds(&mut self, words: __m128i, constants: &[u32; 4]) {
        let sum = _mm_add_epi32(words, row(constants));
        self.cdgh = _mm_sha256rnds2_epu32(self.cdgh, self.abef, sum);
        self.abef = _mm_sha256rnds2_epu32(self.abef, self.cdgh, _mm_shuffle_epi32(sum, 0x0e));
    }

    #[inline]
    #[target_feature(enable = "ssse3,sse4.1")]
    fn add(&mut self, before: &Self) {
        self.abef = _mm_add_epi32(self.abef, before.abef);
        self.cdgh = _mm_add_epi32(self.cdgh, before.cdgh);
    }
}

/// Four words of a block: big-endian, as SHA-256 reads them.
#[inline]
#[target_feature(enable = "ssse3,sse4.1")]
fn words(block: &[u8; STEP], row: usize) -> __m128i {
    let swap = _mm_set_epi64x(0x0c0d_0e0f_0809_0a0b, 0x0405_0607_0001_0203);
    _mm_shuffle_epi8(load(quarter(block, row)), swap)
}

/// The next four words of the schedule but for the second half of the sum: the words of sixteen
/// rounds ago, and sigma 0 of those of fifteen rounds ago.
#[inline]
#[target_feature(enable = "sha,ssse3,sse4.1")]
fn first_half(w0: __m128i, w1: __m128i) -> __m128i {
    _mm_sha256msg1_epu32(w0, w1)
}

/// The same without the instruction for it.
#[inline]
#[target_feature(enable = "ssse3,avx512f,avx512vl")]
fn first_half_by_vectors(w0: __m128i, w1: __m128i) -> __m128i {
    const EXCLUSIVE_OR: i32 = 0x96;
    let word = _mm_alignr_epi8(w1, w0, 4);
    let sigma = _mm_ternarylogic_epi32(
        _mm_ror_epi32(word, 7),
        _mm_ror_epi32(word, 18),
        _mm_srli_epi32(word, 3),
        EXCLUSIVE_OR,
    );
    _mm_add_epi32(w0, sigma)
}

/// Adds the words of seven rounds ago, and sigma 1 of those of two rounds ago.
#[inline]
#[target_feature(enable = "sha,ssse3,sse4.1")]
fn second_half(first_half: __m128i, w2: __m128i, w3: __m128i) -> __m128i {
    let sum = _mm_add_epi32(first_half, _mm_alignr_epi8(w3, w2, 4));
    _mm_sha256msg2_epu32(sum, w3)
}

/// A chain of blocks on its way through AES-128.
struct Chain {
    rounds: [__m128i; AES_ROUNDS + 1],
    last: __m128i,
}

impl Chain {
    #[inline]
    #[target_feature(enable = "ssse3,sse4.1")]
    fn load(lane: Option<&CipherLane<'_>>) -> Self {
        let mut chain = Self {
            rounds: [_mm_setzero_si128(); AES_ROUNDS + 1],
            last: _mm_setzero_si128(),
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
    #[target_feature(enable = "aes,ssse3,sse4.1")]
    fn encrypt(&mut self, at: usize, from: &[u8; STEP], to: &mut [u8; STEP]) {
        let [first, middle @ .., last] = &self.rounds;
        let clear = _mm_xor_si128(load(quarter(from, at)), *first);
        let mut block = _mm_xor_si128(clear, self.last);
        for round in middle {
            block = _mm_aesenc_si128(block, *round);
        }
        self.last = _mm_aesenclast_si128(block, *last);
        *quarter_mut(to, at) = store(self.last);
    }

    #[inline]
    #[target_feature(enable = "aes,ssse3,sse4.1")]
    fn decrypt(&mut self, at: usize, from: &[u8; STEP], to: &mut [u8; STEP]) {
        let [first, middle @ .., last] = &self.rounds;
        let sealed = load(quarter(from, at));
        let mut block = _mm_xor_si128(sealed, *first);
        for round in middle {
            block = _mm_aesdec_si128(block, *round);
        }
        block = _mm_aesdeclast_si128(block, *last);
        *quarter_mut(to, at) = store(_mm_xor_si128(block, self.last));
        self.last = sealed;
    }
}

/// In four columns that are the same, the last round shifts nothing and mixes nothing.
#[target_feature(enable = "aes,sse4.1")]
fn substitute(word: [u8; 4]) -> [u8; 4] {
    let columns = _mm_set1_epi32(i32::from_le_bytes(word));
    let substituted = _mm_aesenclast_si128(columns, _mm_setzero_si128());
    _mm_cvtsi128_si32(substituted).to_le_bytes()
}

#[target_feature(enable = "aes,sse4.1")]
fn mix_columns_back(round: &[u8; 16]) -> [u8; 16] {
    store(_mm_aesimc_si128(load(round)))
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
#[target_feature(enable = "sse4.1")]
fn load(octets: &[u8; 16]) -> __m128i {
    // SAFETY: sixteen octets are there to be read; the instruction asks for no alignment.
    unsafe { _mm_loadu_si128(octets.as_ptr().cast()) }
}

#[inline]
#[target_feature(enable = "sse4.1")]
fn store(value: __m128i) -> [u8; 16] {
    let mut octets = [0; 16];
    // SAFETY: there is room for sixteen octets; the instruction asks for no alignment.
    unsafe { _mm_storeu_si128(octets.as_mut_ptr().cast(), value) };
    octets
}

/// Four numbers, the first in the lowest place.
#[inline]
#[target_feature(enable = "sse4.1")]
fn row(numbers: &[u32; 4]) -> __m128i {
    // SAFETY: sixteen octets are there to be read; the instruction asks for no alignment.
    unsafe { _mm_loadu_si128(numbers.as_ptr().cast()) }
}

#[inline]
#[target_feature(enable = "sse4.1")]
fn numbers(value: __m128i) -> [u32; 4] {
    let mut numbers = [0; 4];
    // SAFETY: there is room for sixteen octets; the instruction asks for no alignment.
    unsafe { _mm_storeu_si128(numbers.as_mut_ptr().cast(), value) };
    numbers
}
