//! AES key wrap (RFC 3394), by which a key-encryption key carries a content-encryption key.

use crate::error::{Error, Result, Status};
use crate::secret::Secret;
use aws_lc_rs::key_wrap::{AES_128, AES_256, AesKek, KeyWrap};
use zeroize::Zeroizing;

/// Octets that wrapping adds.
const OVERHEAD: usize = 8;

/// A key-encryption key of 16 or 32 octets.
pub(crate) struct KeyEncryptionKey(Secret);

impl KeyEncryptionKey {
    pub(crate) fn new(key: &[u8]) -> Result<Self> {
        match key.len() {
            16 | 32 => Ok(Self(Secret::from(key))),
            _ => Err(Error::new(
                Status::KeyUnsupported,
                "a key-encryption key has neither 16 nor 32 octets",
            )),
        }
    }

    /// Octets of the key.
    pub(crate) fn size(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn wrap(&self, content_key: &[u8]) -> Result<Vec<u8>> {
        let failed = |_| Error::internal("the key could not be wrapped");
        let mut wrapped = vec![0; content_key.len().saturating_add(OVERHEAD)];
        self.cipher()?
            .wrap(content_key, &mut wrapped)
            .map_err(failed)?;
        Ok(wrapped)
    }

    /// The key that was wrapped, if it was wrapped with this one.
    pub(crate) fn unwrap(&self, wrapped: &[u8]) -> Option<Secret> {
        let length = wrapped.len().checked_sub(OVERHEAD)?;
        let mut content_key = Zeroizing::new(vec![0; length]);
        self.cipher().ok()?.unwrap(wrapped, &mut content_key).ok()?;
        Some(Secret::from(core::mem::take(&mut *content_key)))
    }

    /// The backend's key can be used once.
    fn cipher(&self) -> Result<AesKek> {
        let cipher = if self.size() == 16 {
            &AES_128
        } else {
            &AES_256
        };
        AesKek::new(cipher, self.0.as_bytes())
            .map_err(|_| Error::internal("a key-encryption key has another length"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counting(first: u8, count: u8) -> Vec<u8> {
        (0..count)
            .map(|n| first.wrapping_add(n.wrapping_mul(0x11)))
            .collect()
    }

    /// RFC 3394, 4.1 and 4.3.
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
        for size in [0, 8, 15, 17, 24, 33] {
            let refused = KeyEncryptionKey::new(&vec![1; size]).err().unwrap();
            assert_eq!(refused.status(), Status::KeyUnsupported);
        }
    }
}
