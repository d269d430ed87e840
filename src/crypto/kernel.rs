//! SHA-256 and AES-128-CBC in one stream of instructions.
//!
//! A digest and a CBC encryption are each a chain of instructions that wait for one another; the
//! processor is idle most of the time. Two digests and a chain of blocks that do not depend on
//! each other fill that time: together they take hardly longer than the slowest of them alone.
//! No library offers that, hence these kernels, one an architecture. Where the processor lacks
//! the instructions, or `--cfg etee_portable` leaves the kernels out, [`Kernel::detect`] finds
//! none, and everything takes its plain way.
//!
//! All that a kernel does is exact and without branches or look-ups that depend on data.

// The instructions of a processor cannot be had otherwise, and what they add was measured.
#[allow(unsafe_code)]
// Every index is bounded by the length of an array or by [`steps`].
#[allow(clippy::indexing_slicing)]
#[cfg_attr(
    all(target_arch = "x86_64", not(etee_portable)),
    path = "kernel/x86_64.rs"
)]
#[cfg_attr(
    all(target_arch = "aarch64", not(etee_portable)),
    path = "kernel/aarch64.rs"
)]
#[cfg_attr(
    any(
        etee_portable,
        not(any(target_arch = "x86_64", target_arch = "aarch64"))
    ),
    path = "kernel/absent.rs"
)]
mod instructions;

mod constants;
#[cfg(test)]
mod tests;

pub(super) use instructions::Kernel;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Octets that a kernel takes in one step: a block of SHA-256, four blocks of AES.
pub(super) const STEP: usize = 64;

/// The state of SHA-256 between blocks (FIPS 180-4, 6.2.2).
pub(super) type State = [u32; 8];

/// A digest and the blocks that it takes.
pub(super) struct DigestLane<'a> {
    pub(super) state: &'a mut State,
    pub(super) blocks: &'a [[u8; STEP]],
}

/// A chain of blocks and where it goes.
pub(super) struct CipherLane<'a> {
    pub(super) key: &'a AesKey,
    /// The initialisation vector, or the last block of ciphertext.
    pub(super) chain: &'a mut [u8; 16],
    pub(super) from: &'a [[u8; STEP]],
    /// As many as in `from`.
    pub(super) to: &'a mut [[u8; STEP]],
}

/// Rounds of AES-128.
const AES_ROUNDS: usize = 10;

/// The round keys of AES-128, for one direction.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(super) struct AesKey {
    rounds: [[u8; 16]; AES_ROUNDS + 1],
}

impl AesKey {
    /// The round keys for encryption (FIPS 197, 5.2).
    fn expand(key: &[u8; 16], substitute: impl Fn([u8; 4]) -> [u8; 4]) -> Self {
        let mut expanded = Self {
            rounds: [[0; 16]; AES_ROUNDS + 1],
        };
        let words = expanded.rounds.as_flattened_mut().as_chunks_mut::<4>().0;
        words[..4].copy_from_slice(key.as_chunks::<4>().0);
        let mut constant = 1u8;
        for at in 4..words.len() {
            let mut word = words[at - 1];
            if at % 4 == 0 {
                word.rotate_left(1);
                word = substitute(word);
                word[0] ^= constant;
                // Doubled in the field of AES.
                constant = (constant << 1) ^ (0x1b * (constant >> 7));
            }
            for (octet, old) in word.iter_mut().zip(words[at - 4]) {
                *octet ^= old;
            }
            words[at] = word;
        }
        expanded
    }
}

/// The steps that every lane has.
fn steps(digests: &[DigestLane<'_>], cipher: Option<&CipherLane<'_>>) -> usize {
    let digests = digests.iter().map(|lane| lane.blocks.len());
    let cipher = cipher.map(|lane| lane.from.len().min(lane.to.len()));
    digests.chain(cipher).min().unwrap_or(0)
}
