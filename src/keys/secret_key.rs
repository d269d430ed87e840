//! A KGSS key: what a message is sealed with for recipients who are not known beforehand.

use crate::crypto::KeyEncryptionKey;
use crate::error::{Error, Result, Status};
use base64ct::{Base64, Encoding};
use core::fmt;
use std::sync::Arc;
use zeroize::Zeroizing;

/// The longest identifier that is taken; those of the KGSS have 16 octets.
const MAX_IDENTIFIER: usize = 1024;

/// A symmetric key that the KGSS keeps under an identifier. It never changes; clones share it,
/// and it is wiped with the last of them.
#[derive(Clone)]
pub struct SecretKey(Arc<Parts>);

struct Parts {
    identifier: Vec<u8>,
    key: KeyEncryptionKey,
}

impl SecretKey {
    /// Takes an identifier and a key of 16, 24 or 32 octets, as the KGSS gives them
    /// (decoded from base64).
    ///
    /// # Errors
    /// [`Status::KeyUnsupported`] for a key of another length; [`Status::InvalidArgument`] for
    /// an identifier that is empty or longer than 1024 octets.
    pub fn new(identifier: &[u8], key: &[u8]) -> Result<Self> {
        Self::check_identifier(identifier)?;
        let key = KeyEncryptionKey::new(key)?;
        Ok(Self(Arc::new(Parts {
            identifier: identifier.to_vec(),
            key,
        })))
    }

    /// As [`SecretKey::new`], from the base64 text in which the KGSS gives both.
    ///
    /// # Errors
    /// Those of [`SecretKey::new`], and [`Status::InvalidArgument`] if a text is not base64.
    pub fn from_base64(identifier: &str, key: &str) -> Result<Self> {
        let decode = |text: &str| {
            Base64::decode_vec(text.trim())
                .map(Zeroizing::new)
                .map_err(|_| {
                    let message = "the identifier of a secret key, or the key, is not base64";
                    Error::new(Status::InvalidArgument, message)
                })
        };
        Self::new(&decode(identifier)?, &decode(key)?)
    }

    /// Refuses what cannot be an identifier.
    pub(crate) fn check_identifier(identifier: &[u8]) -> Result<()> {
        if identifier.is_empty() || identifier.len() > MAX_IDENTIFIER {
            return Err(Error::new(
                Status::InvalidArgument,
                "the identifier of a secret key is empty or too long",
            ));
        }
        Ok(())
    }

    /// The identifier, under which the KGSS gives the key to those who may have it.
    pub fn identifier(&self) -> &[u8] {
        &self.0.identifier
    }

    pub(crate) fn key(&self) -> &KeyEncryptionKey {
        &self.0.key
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey({} octets)", self.0.key.size())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_texts_are_checked() {
        let key = SecretKey::from_base64("QoJdL6WFLA7E+Lx3PmYOaA==\n", "uvvxVjb0/DefgX3abmXy1g==");
        assert_eq!(key.as_ref().unwrap().identifier().len(), 16);
        assert_eq!(format!("{:?}", key.unwrap()), "SecretKey(16 octets)");
        let key = SecretKey::new(&[1], &[1; 24]).unwrap();
        assert_eq!(format!("{key:?}"), "SecretKey(24 octets)");
        for (identifier, key, expected) in [
            (&[][..], &[1; 16][..], Status::InvalidArgument),
            (&[1; 1025], &[1; 16], Status::InvalidArgument),
            (&[1], &[1; 15], Status::KeyUnsupported),
            (&[1], &[1; 25], Status::KeyUnsupported),
        ] {
            assert_eq!(
                SecretKey::new(identifier, key).unwrap_err().status(),
                expected
            );
        }
        for (identifier, key) in [("?", "AAAA"), ("AAAA", "?")] {
            let refused = SecretKey::from_base64(identifier, key).unwrap_err();
            assert_eq!(refused.status(), Status::InvalidArgument);
        }
    }
}
