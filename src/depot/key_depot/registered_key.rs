//! A public key of the KeyDepot.

use crate::error::Result;
use crate::jose::Jwk;
use crate::keys::WebKey;

/// A public key of the KeyDepot with what its holder says about it. It never changes.
#[derive(Clone, Debug)]
pub struct RegisteredKey {
    pub(super) key: Jwk,
    pub(super) application: Option<String>,
    pub(super) label: Option<String>,
    pub(super) expiry: Option<i64>,
}

impl RegisteredKey {
    /// Whether it has not ended at a moment.
    pub(super) fn holds_at(&self, moment: i64) -> bool {
        self.expiry.is_none_or(|end| moment < end)
    }

    /// The key. Its `kid` is the identifier that the platform computes of it.
    pub fn jwk(&self) -> &Jwk {
        &self.key
    }

    /// The key as messages are sealed for it, or verified with it.
    ///
    /// # Errors
    /// [`Status::KeyUnsupported`](crate::Status::KeyUnsupported) for a key that messages cannot
    /// have.
    pub fn web_key(&self) -> Result<WebKey> {
        WebKey::from_jwk(&self.key)
    }

    /// The identifier of the key in base64url, 27 characters.
    pub fn key_id(&self) -> &str {
        self.key.key_id().unwrap_or_default()
    }

    /// The application of the holder that it is for, if it is for one.
    pub fn application(&self) -> Option<&str> {
        self.application.as_deref()
    }

    /// What the holder calls it, if that was said.
    pub fn label(&self) -> Option<&str> {
        self.label.as_deref()
    }

    /// When it ends, in seconds since 1970-01-01T00:00:00Z, if it does.
    pub fn expiry(&self) -> Option<i64> {
        self.expiry
    }
}
