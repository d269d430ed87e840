//! The kernel of processors without one: it cannot be had.

use super::{CipherLane, DigestLane};

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

    pub(super) fn run<const LANES: usize, const CIPHER: u8>(
        self,
        _: [DigestLane<'_>; LANES],
        _: Option<CipherLane<'_>>,
    ) {
        match self {}
    }

    pub(super) fn substitute(self, _: [u8; 4]) -> [u8; 4] {
        match self {}
    }

    pub(super) fn mix_columns_back(self, _: &[u8; 16]) -> [u8; 16] {
        match self {}
    }
}
