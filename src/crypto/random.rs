//! Random octets from the operating system.

use crate::error::{Error, Result};
use rsa::rand_core::{TryCryptoRng, TryRng};

/// Fills the buffer with random octets.
pub(crate) fn fill_random(buffer: &mut [u8]) -> Result<()> {
    aws_lc_rs::rand::fill(buffer).map_err(|_| Error::internal("no random octets to be had"))
}

/// The same for the `rsa` crate, which blinds with it.
pub(super) struct SystemRng;

impl TryRng for SystemRng {
    type Error = Error;

    fn try_next_u32(&mut self) -> Result<u32> {
        let mut octets = [0; 4];
        fill_random(&mut octets).map(|()| u32::from_ne_bytes(octets))
    }

    fn try_next_u64(&mut self) -> Result<u64> {
        let mut octets = [0; 8];
        fill_random(&mut octets).map(|()| u64::from_ne_bytes(octets))
    }

    fn try_fill_bytes(&mut self, buffer: &mut [u8]) -> Result<()> {
        fill_random(buffer)
    }
}

impl TryCryptoRng for SystemRng {}
