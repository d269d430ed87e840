//! Random octets from the operating system.

use crate::error::{Error, Result};

/// Fills the buffer with random octets.
pub(crate) fn fill_random(buffer: &mut [u8]) -> Result<()> {
    aws_lc_rs::rand::fill(buffer).map_err(|_| Error::internal("no random octets to be had"))
}
