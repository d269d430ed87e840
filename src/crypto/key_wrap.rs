//! Key wrap, by which a key-encryption key carries a content-encryption key: AES (RFC 3394)
//! and, only to unwrap, Triple-DES (RFC 3217).

use super::triple_des_wrap;
use crate::asn1::oid;
use crate::error::{Error, Result, Status};
use crate::secret::Secret;
use aes_kw::{KeyInit, KwAes192};
use aws_lc_rs::key_wrap::{AES_128, AES_256, AesKek, KeyWrap};
use der::oid::ObjectIdentifier;
use zeroize::Zeroizing;

/// Octets that AES key wrap adds.
const OVERHEAD: usize = 8;

/// The shortest key that RFC 3394 wraps, wrapped.
const MIN_WRAPPED: usize = 24;

/// How a content-encryption key was wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyWrapAlgorithm {
    Aes128,
    Aes192,
    Aes256,
    TripleDes,
}

impl KeyWrapAlgorithm {
    pub(crate) fn from_oid(oid: &ObjectIdentifier) -> Option<Self> {
        match *oid {
            oid::ID_AES128_WRAP => Some(Self::Aes128),
            oid::ID_AES192_WRAP => Some(Self::Aes192),
            oid::ID_AES256_WRAP => Some(Self::Aes256),
            oid::ID_ALG_CMS_3DES_WRAP => Some(Self::TripleDes),
            _ => None,
        }
    }

    /// Octets of the key-encryption key.
    pub(crate) fn key_size(self) -> usize {
        match self {
            Self::Aes128 => 16,
            Self::Aes192 | Self::TripleDes => 24,
            Self::Aes256 => 32,
        }
    }
}

/// A key-encryption key of 16, 24 or 32 octets.
pub(crate) struct KeyEncryptionKey(Secret);

impl KeyEncryptionKey {
    pub(crate) fn new(key: &[u8]) -> Result<Self> {
        match key.len() {
            16 | 24 | 32 => Ok(Self(Secret::from(key))),
            _ => Err(Error::new(
                Status::KeyUnsupported,
                "a key-encryption key has neither 16 nor 24 nor 32 octets",
            )),
        }
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Octets of the key.
    pub(crate) fn size(&self) -> usize {
        self.0.len()
    }

    /// Wraps with AES of the size of the key.
    pub(crate) fn wrap(&self, content_key: &[u8]) -> Result<Vec<u8>> {
        let failed = || Error::internal("the key could not be wrapped");
        let mut wrapped = vec![0; content_key.len().saturating_add(OVERHEAD)];
        let done = match self.backend()? {
            Some(cipher) => cipher.wrap(content_key, &mut wrapped).is_ok(),
            None => self
                .aes192()?
                .wrap_key(content_key, &mut wrapped)
                .is_ok_and(|wrapped| wrapped.len() >= MIN_WRAPPED),
        };
        done.then_some(wrapped).ok_or_else(failed)
    }

    /// The key that was wrapped, if it was wrapped with this one and AES.
    pub(crate) fn unwrap(&self, wrapped: &[u8]) -> Option<Secret> {
        if wrapped.len() < MIN_WRAPPED {
            return None;
        }
        let length = wrapped.len().checked_sub(OVERHEAD)?;
        let mut content_key = Zeroizing::new(vec![0; length]);
        match self.backend().ok()? {
            Some(cipher) => cipher.unwrap(wrapped, &mut content_key).is_ok(),
            None => self
                .aes192()
                .ok()?
                .unwrap_key(wrapped, &mut content_key)
                .is_ok(),
        }
        .then(|| Secret::from(core::mem::take(&mut *content_key)))
    }

    /// The key that was wrapped, if it was wrapped with this one and this algorithm.
    pub(crate) fn unwrap_as(&self, algorithm: KeyWrapAlgorithm, wrapped: &[u8]) -> Option<Secret> {
        if algorithm.key_size() != self.size() {
            return None;
        }
        match algorithm {
            KeyWrapAlgorithm::TripleDes => triple_des_wrap::unwrap(self.0.as_bytes(), wrapped),
            _ => self.unwrap(wrapped),
        }
    }

    /// The backend's key, which can be used once; there is none of 24 octets.
    fn backend(&self) -> Result<Option<AesKek>> {
        let cipher = match self.size() {
            16 => &AES_128,
            24 => return Ok(None),
            _ => &AES_256,
        };
        AesKek::new(cipher, self.0.as_bytes())
            .map(Some)
            .map_err(|_| another_length())
    }

    fn aes192(&self) -> Result<KwAes192> {
        KwAes192::new_from_slice(self.0.as_bytes()).map_err(|_| another_length())
    }
}

fn another_length() -> Error {
    Error::internal("a key-encryption key has another length")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counting(first: u8, count: u8) -> Vec<u8> {
        (0..count)
            .map(|n| first.wrapping_add(n.wrapping_mul(0x11)))
            .collect()
    }

    /// RFC 3394, 4.1, 4.2 and 4.3.
    #[test]
    fn known_answers() {
        let data = counting(0, 16);
        for (size, wrapped) in [
            (
                16u8,
                [
                    0x1f, 0xa6, 0x8b, 0x0a, 0x81, 0x12, 0xb4, 0x47, 0xae, 0xf3, 0x4b, 0xd8, 0xfb,
                    0x5a, 0x7b, 0x82, 0x9d, 0x3e, 0x86, 0x23, 0x71, 0xd2, 0xcf, 0xe5,
                ],
            ),
            (
                24,
                [
                    0x96, 0x77, 0x8b, 0x25, 0xae, 0x6c, 0xa4, 0x35, 0xf9, 0x2b, 0x5b, 0x97, 0xc0,
                    0x50, 0xae, 0xd2, 0x46, 0x8a, 0xb8, 0xa1, 0x7a, 0xd8, 0x4e, 0x5d,
                ],
            ),
            (
                32,
                [
                    0x64, 0xe8, 0xc3, 0xf9, 0xce, 0x0f, 0x5b, 0xa2, 0x63, 0xe9, 0x77, 0x79, 0x05,
                    0x81, 0x8a, 0x2a, 0x93, 0xc8, 0x19, 0x1e, 0x7d, 0x6e, 0x8a, 0xe7,
                ],
            ),
        ] {
            let key: Vec<u8> = (0..size).collect();
            let key = KeyEncryptionKey::new(&key).unwrap();
            assert_eq!(key.wrap(&data).unwrap(), wrapped);
            assert_eq!(key.unwrap(&wrapped).unwrap().as_bytes(), data);
            assert!(key.wrap(&data[..8]).is_err());
            assert!(key.unwrap(&[0xa6; 8]).is_none());
            for octet in 0..wrapped.len() {
                let mut changed = wrapped;
                changed[octet] ^= 1;
                assert!(key.unwrap(&changed).is_none());
                assert!(key.unwrap(&wrapped[..octet]).is_none());
            }
        }
    }

    #[test]
    fn other_sizes_are_refused() {
        for size in [0, 8, 15, 17, 23, 33] {
            let refused = KeyEncryptionKey::new(&vec![1; size]).err().unwrap();
            assert_eq!(refused.status(), Status::KeyUnsupported);
        }
    }
    #[test]
    fn an_algorithm_goes_with_its_size() {
        for (identifier, size) in [
            (oid::ID_AES128_WRAP, 16),
            (oid::ID_AES192_WRAP, 24),
            (oid::ID_AES256_WRAP, 32),
            (oid::ID_ALG_CMS_3DES_WRAP, 24),
        ] {
            let algorithm = KeyWrapAlgorithm::from_oid(&identifier).unwrap();
            assert_eq!(algorithm.key_size(), size);
            for other in [16, 24, 32] {
                let key = KeyEncryptionKey::new(&vec![1; other]).unwrap();
                let wrapped = key.wrap(&[2; 16]).unwrap();
                let unwrapped = key.unwrap_as(algorithm, &wrapped);
                let fits = other == size && algorithm != KeyWrapAlgorithm::TripleDes;
                assert_eq!(unwrapped.is_some(), fits);
            }
        }
        assert!(KeyWrapAlgorithm::from_oid(&oid::ID_DATA).is_none());
    }
}
