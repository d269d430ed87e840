//! A KGSS key: what a message is sealed with for recipients who are not known beforehand.

use crate::crypto::KeyEncryptionKey;
use crate::error::{Error, Result, Status};
use crate::jose::{Jwk, decode_key_identifier, encode_key_identifier};
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

    /// Takes a symmetric JSON web key (`oct`), whose `kid` is the identifier in base64url: the key
    /// that the KGSS gives over REST is the one that it gives over SOAP.
    ///
    /// # Errors
    /// Those of [`SecretKey::new`]; [`Status::InvalidArgument`] for a `kid` that is missing or no
    /// identifier; [`Status::KeyUnsupported`] for another type of key.
    pub fn from_jwk(key: &Jwk) -> Result<Self> {
        let key_id = key
            .key_id()
            .ok_or_else(|| Error::new(Status::InvalidArgument, "a secret key has no kid"))?;
        let octets = key.symmetric().ok_or_else(|| {
            Error::new(
                Status::KeyUnsupported,
                "a secret key is not a symmetric one",
            )
        })?;
        Self::new(&decode_key_identifier(key_id)?, octets.as_bytes())
    }

    /// The key as a symmetric JSON web key, for encryption by AES key wrap.
    ///
    /// # Errors
    /// [`Status::Internal`]: none that a caller could cause.
    pub fn to_jwk(&self) -> Result<Jwk> {
        let algorithm = match self.0.key.size() {
            16 => "A128KW",
            24 => "A192KW",
            _ => "A256KW",
        };
        Ok(Jwk::from_symmetric(self.0.key.as_bytes())?
            .with_key_id(&encode_key_identifier(&self.0.identifier))
            .with_use("enc")
            .with_algorithm(algorithm))
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
    fn keys_pass_through_json_web_keys() {
        for size in [16, 24, 32] {
            let key = SecretKey::new(&[0xff; 16], &vec![9; size]).unwrap();
            let jwk = key.to_jwk().unwrap();
            assert_eq!(jwk.key_id(), Some("_____________________w"));
            assert_eq!(jwk.algorithm(), Some(format!("A{}KW", size * 8).as_str()));
            let again = SecretKey::from_jwk(&jwk).unwrap();
            assert_eq!(again.identifier(), key.identifier());
            assert_eq!(again.key().as_bytes(), key.key().as_bytes());
        }
        let pkcs8 = include_bytes!("../../tests/vectors/agreement/p256.key.der");
        let pair = Jwk::from_pkcs8(pkcs8).unwrap().with_key_id("AAAA");
        let short = Jwk::from_symmetric(&[1; 15]).unwrap().with_key_id("AAAA");
        for wrong in [pair, short] {
            let error = SecretKey::from_jwk(&wrong).unwrap_err();
            assert_eq!(error.status(), Status::KeyUnsupported);
        }
        let key = Jwk::from_symmetric(&[1; 16]).unwrap();
        for wrong in [key.clone(), key.with_key_id("*")] {
            let error = SecretKey::from_jwk(&wrong).unwrap_err();
            assert_eq!(error.status(), Status::InvalidArgument);
        }
    }

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
