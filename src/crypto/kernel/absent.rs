//! The kernel of processors without one: it cannot be had.

use super::{AesKey, CipherLane, DigestLane};

/// No value of this exists.
#[derive(Clone, Copy)]
pub(in crate::crypto) enum Kernel {}

impl Kernel {
    pub(in crate::crypto) fn detect() -> Option<Self> {
        None
    }

    #[cfg(test)]
    pub(in crate::crypto) fn all() -> Vec<Self> {
        Vec::new()
    }

    pub(in crate::crypto) fn digest(self, _: DigestLane<'_>) {
        match self {}
    }

    pub(in crate::crypto) fn digest_two(self, _: [DigestLane<'_>; 2]) {
        match self {}
    }

    pub(in crate::crypto) fn digest_two_and_encrypt(
        self,
        _: [DigestLane<'_>; 2],
        _: CipherLane<'_>,
    ) {
        match self {}
    }

    pub(in crate::crypto) fn digest_two_and_decrypt(
        self,
        _: [DigestLane<'_>; 2],
        _: CipherLane<'_>,
    ) {
        match self {}
    }

    pub(in crate::crypto) fn encryption_key(self, _: &[u8; 16]) -> AesKey {
        match self {}
    }

    pub(in crate::crypto) fn decryption_key(self, _: &[u8; 16]) -> AesKey {
        match self {}
    }
}
