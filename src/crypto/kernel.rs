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

mod aes_key;
// The instructions of a processor cannot be had otherwise, and what they add was measured.
#[allow(unsafe_code)]
// Every index is bounded by the length of an array or by the number of common steps.
#[allow(clippy::indexing_slicing)]
#[cfg_attr(
    all(target_arch = "x86_64", not(etee_portable)),
    path = "kernel/x86_64.rs"
)]
#[cfg_attr(
    all(target_arch = "aarch64", target_endian = "little", not(etee_portable)),
    path = "kernel/aarch64.rs"
)]
#[cfg_attr(
    any(
        etee_portable,
        not(any(
            target_arch = "x86_64",
            all(target_arch = "aarch64", target_endian = "little")
        ))
    ),
    path = "kernel/absent.rs"
)]
mod instructions;
#[cfg(test)]
mod tests;

pub(super) use aes_key::AesKey;
pub(super) use instructions::Kernel;

/// Octets that a kernel takes in one step: a block of SHA-256, four blocks of AES.
pub(super) const STEP: usize = 64;

/// The state of SHA-256 between blocks (FIPS 180-4, 6.2.2).
pub(super) type State = [u32; 8];

/// A digest and the blocks that it takes.
#[allow(dead_code)] // Without a kernel, nobody reads it.
pub(super) struct DigestLane<'a> {
    pub(super) state: &'a mut State,
    pub(super) blocks: &'a [[u8; STEP]],
}

/// A chain of blocks and where it goes.
#[allow(dead_code)] // Without a kernel, nobody reads it.
pub(super) struct CipherLane<'a> {
    pub(super) key: &'a AesKey,
    /// The initialisation vector, or the last block of ciphertext.
    pub(super) chain: &'a mut [u8; 16],
    pub(super) from: &'a [[u8; STEP]],
    /// As many as in `from`.
    pub(super) to: &'a mut [[u8; STEP]],
}

/// What a kernel does beside the digests. It is known when the kernel is compiled, so that no
/// step has to ask.
const NO_CIPHER: u8 = 0;
const ENCRYPT: u8 = 1;
const DECRYPT: u8 = 2;

impl Kernel {
    /// Takes blocks into a digest.
    pub(super) fn digest(self, lane: DigestLane<'_>) {
        self.run::<1, NO_CIPHER>([lane], None);
    }

    /// Takes blocks into two digests: as many as both lanes have.
    pub(super) fn digest_two(self, lanes: [DigestLane<'_>; 2]) {
        self.run::<2, NO_CIPHER>(lanes, None);
    }

    /// The same, with as many steps of an encryption. The key is one for encryption.
    pub(super) fn digest_two_and_encrypt(self, lanes: [DigestLane<'_>; 2], cipher: CipherLane<'_>) {
        self.run::<2, ENCRYPT>(lanes, Some(cipher));
    }

    /// The same, with as many steps of a decryption. The key is one for decryption.
    pub(super) fn digest_two_and_decrypt(self, lanes: [DigestLane<'_>; 2], cipher: CipherLane<'_>) {
        self.run::<2, DECRYPT>(lanes, Some(cipher));
    }

    pub(super) fn encryption_key(self, key: &[u8; 16]) -> AesKey {
        AesKey::expand(key, |word| self.substitute(word))
    }

    pub(super) fn decryption_key(self, key: &[u8; 16]) -> AesKey {
        let key = self.encryption_key(key);
        key.turned(|round| self.mix_columns_back(round))
    }
}
