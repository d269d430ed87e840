//! Whom the KGSS seals its answers for.

use crate::crypto::fill_random;
use crate::error::Result;
use crate::keys::Token;
use crate::secret::{Secret, Wiped};

/// What a client has all answers sealed for.
#[derive(Clone)]
pub(super) enum Answers {
    /// The token of the caller's identity, which the depot knows.
    OwnToken,
    GivenToken(Token),
    /// A fresh key for each.
    FreshKeys,
}

/// Whom one answer is sealed for.
pub(super) enum Reader {
    Holder(Token),
    FreshKey(FreshKey),
}

/// A key for one answer.
pub(super) struct FreshKey {
    pub(super) identifier: [u8; 16],
    pub(super) key: Secret,
}

impl Reader {
    /// Whoever has a key that is made now: AES with 128 bits, as the platform's own software
    /// makes it.
    pub(super) fn fresh() -> Result<Self> {
        let mut identifier = [0; 16];
        fill_random(&mut identifier)?;
        let mut key = Wiped::with_capacity(16);
        key.resize(16, 0);
        fill_random(&mut key)?;
        Ok(Self::FreshKey(FreshKey {
            identifier,
            key: Secret::from(key.as_slice()),
        }))
    }
}
