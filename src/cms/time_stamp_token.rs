//! TimeStampToken (RFC 3161, 2.4.2): a SignedData over a TSTInfo.

use crate::error::{Error, Result, Status};
use crate::limits::Limits;

/// A time-stamp token, decoded and not yet judged.
pub(crate) struct TimeStampToken {
    gen_time: i64,
}

impl TimeStampToken {
    /// Reads the ContentInfo.
    pub(crate) fn parse(_der: &[u8], _limits: &Limits) -> Result<Self> {
        Err(Error::new(
            Status::Unsupported,
            "time-stamp tokens cannot be read yet",
        ))
    }

    /// When the token was made, in seconds since 1970-01-01T00:00:00Z.
    pub(crate) fn gen_time(&self) -> i64 {
        self.gen_time
    }

    /// Whether the token was made for these octets.
    pub(crate) fn matches(&self, _octets: &[u8]) -> bool {
        false
    }
}
