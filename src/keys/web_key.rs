//! A web key: one that is named by an identifier instead of a certificate.

use crate::crypto::{PublicKey, RsaDecryptionKey};
use crate::error::Result;
use core::fmt;
use std::sync::Arc;

/// A public key, or a key pair, that messages name by an identifier (WEB_AUTHN). It never
/// changes; clones share it.
#[derive(Clone)]
pub struct WebKey(Arc<Parts>);

struct Parts {
    identifier: Vec<u8>,
    public: PublicKey,
    decryption: Option<RsaDecryptionKey>,
}

impl WebKey {
    /// Takes a public key as SubjectPublicKeyInfo (DER).
    ///
    /// # Errors
    /// [`Status::Malformed`](crate::Status::Malformed).
    pub fn from_spki(identifier: &[u8], spki: &[u8]) -> Result<Self> {
        Ok(Self(Arc::new(Parts {
            identifier: identifier.to_vec(),
            public: PublicKey::from_spki(spki)?,
            decryption: None,
        })))
    }

    /// The identifier, as it stands in messages.
    pub fn identifier(&self) -> &[u8] {
        &self.0.identifier
    }

    pub(crate) fn public_key(&self) -> &PublicKey {
        &self.0.public
    }

    /// The key that opens messages, if the private key is known.
    pub(crate) fn rsa(&self) -> Option<&RsaDecryptionKey> {
        self.0.decryption.as_ref()
    }
}

impl fmt::Debug for WebKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebKey")
            .field("opens", &self.0.decryption.is_some())
            .finish_non_exhaustive()
    }
}
