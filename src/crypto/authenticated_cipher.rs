//! Ciphers that authenticate what they encrypt, for contents that are there whole: AES in
//! Galois/Counter Mode (NIST SP 800-38D), and AES in CBC mode with HMAC (RFC 7518, 5.2).

use super::{BLOCK, CbcDecryptor, CbcEncryptor, DigestAlgorithm, fill_random, hmac, pad, unpad};
use crate::error::{Error, Result};
use crate::secret::Secret;
use aes_gcm::aead::{AeadInOut, KeyInit, Nonce, Tag};
use aes_gcm::{Aes128Gcm, Aes256Gcm};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// Octets of the tag of every cipher here.
const TAG: usize = 16;

/// Octets of each half of the key of AES-128 with HMAC-SHA-256.
const HALF_KEY: usize = 16;

/// A cipher for contents, together with its size of key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AuthenticatedCipher {
    Aes128Gcm,
    Aes256Gcm,
    /// AES-128 in CBC mode and HMAC-SHA-256, cut to 16 octets. The first half of the key
    /// authenticates, the second encrypts.
    Aes128CbcHmacSha256,
}

/// What a cipher made of clear text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SealedContent {
    /// The nonce, or the initialisation vector.
    pub(crate) nonce: Vec<u8>,
    pub(crate) ciphertext: Vec<u8>,
    pub(crate) tag: Vec<u8>,
}

impl AuthenticatedCipher {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::Aes128Gcm, Self::Aes256Gcm, Self::Aes128CbcHmacSha256];

    /// Octets of the key.
    pub(crate) fn key_size(self) -> usize {
        match self {
            Self::Aes128Gcm => 16,
            Self::Aes256Gcm | Self::Aes128CbcHmacSha256 => 32,
        }
    }

    /// Octets of the nonce.
    pub(crate) fn nonce_size(self) -> usize {
        match self {
            Self::Aes128Gcm | Self::Aes256Gcm => 12,
            Self::Aes128CbcHmacSha256 => BLOCK,
        }
    }

    /// Octets of the tag.
    pub(crate) fn tag_size(self) -> usize {
        TAG
    }

    /// Encrypts with a random nonce, and authenticates the additional data with it. A key is
    /// used for one content only, so that nonces never meet.
    pub(crate) fn seal(self, key: &[u8], additional: &[u8], clear: &[u8]) -> Result<SealedContent> {
        let mut nonce = vec![0; self.nonce_size()];
        fill_random(&mut nonce)?;
        let room = clear.len().saturating_add(BLOCK);
        let mut content = Zeroizing::new(Vec::with_capacity(room));
        content.extend_from_slice(clear);
        let tag = match self {
            Self::Aes128Gcm => seal_gcm::<Aes128Gcm>(key, &nonce, additional, &mut content),
            Self::Aes256Gcm => seal_gcm::<Aes256Gcm>(key, &nonce, additional, &mut content),
            Self::Aes128CbcHmacSha256 => seal_cbc(key, &nonce, additional, &mut content),
        };
        Ok(SealedContent {
            tag: tag.ok_or_else(|| Error::internal("the content could not be encrypted"))?,
            ciphertext: core::mem::take(&mut *content),
            nonce,
        })
    }

    /// The clear text, if key, nonce, additional data, ciphertext and tag all are as they were
    /// when it was encrypted. The tag is compared in constant time and before anything is
    /// decrypted that could be seen.
    pub(crate) fn open(
        self,
        key: &[u8],
        additional: &[u8],
        sealed: &SealedContent,
    ) -> Option<Secret> {
        if sealed.nonce.len() != self.nonce_size() || sealed.tag.len() != self.tag_size() {
            return None;
        }
        match self {
            Self::Aes128Gcm => open_gcm::<Aes128Gcm>(key, additional, sealed),
            Self::Aes256Gcm => open_gcm::<Aes256Gcm>(key, additional, sealed),
            Self::Aes128CbcHmacSha256 => open_cbc(key, additional, sealed),
        }
    }
}

fn seal_gcm<C: KeyInit + AeadInOut>(
    key: &[u8],
    nonce: &[u8],
    additional: &[u8],
    content: &mut Zeroizing<Vec<u8>>,
) -> Option<Vec<u8>> {
    let cipher = C::new_from_slice(key).ok()?;
    let nonce = Nonce::<C>::try_from(nonce).ok()?;
    let buffer = content.as_mut_slice().into();
    let tag = cipher.encrypt_inout_detached(&nonce, additional, buffer);
    tag.ok().map(|tag| tag.to_vec())
}

fn open_gcm<C: KeyInit + AeadInOut>(
    key: &[u8],
    additional: &[u8],
    sealed: &SealedContent,
) -> Option<Secret> {
    let cipher = C::new_from_slice(key).ok()?;
    let nonce = Nonce::<C>::try_from(sealed.nonce.as_slice()).ok()?;
    let tag = Tag::<C>::try_from(sealed.tag.as_slice()).ok()?;
    let mut content = Zeroizing::new(sealed.ciphertext.clone());
    let buffer = content.as_mut_slice().into();
    let opened = cipher.decrypt_inout_detached(&nonce, additional, buffer, &tag);
    opened.ok()?;
    Some(Secret::from(core::mem::take(&mut *content)))
}

fn seal_cbc(
    key: &[u8],
    nonce: &[u8],
    additional: &[u8],
    content: &mut Zeroizing<Vec<u8>>,
) -> Option<Vec<u8>> {
    let (authentication, encryption) = halves(key)?;
    pad(content);
    let mut encryptor = CbcEncryptor::new(encryption, nonce.try_into().ok()?).ok()?;
    encryptor.encrypt(content).ok()?;
    cbc_tag(authentication, nonce, additional, content)
}

/// The padding is looked at only once the tag was found right: then it was the sender's.
fn open_cbc(key: &[u8], additional: &[u8], sealed: &SealedContent) -> Option<Secret> {
    let (authentication, encryption) = halves(key)?;
    let tag = cbc_tag(
        authentication,
        &sealed.nonce,
        additional,
        &sealed.ciphertext,
    )?;
    let whole = sealed.ciphertext.len().is_multiple_of(BLOCK);
    if !bool::from(tag.ct_eq(&sealed.tag)) || !whole {
        return None;
    }
    let iv = sealed.nonce.as_slice().try_into().ok()?;
    let mut content = Zeroizing::new(sealed.ciphertext.clone());
    let mut decryptor = CbcDecryptor::new(encryption, iv).ok()?;
    decryptor.decrypt(&mut content).ok()?;
    let (right, kept) = unpad(content.last_chunk::<BLOCK>()?);
    let before = content.len().checked_sub(BLOCK)?;
    content.truncate(before.saturating_add(usize::from(kept)));
    bool::from(right).then(|| Secret::from(core::mem::take(&mut *content)))
}

fn halves(key: &[u8]) -> Option<(&[u8], &[u8])> {
    let halves = key.split_at_checked(HALF_KEY)?;
    (halves.1.len() == HALF_KEY).then_some(halves)
}

/// RFC 7518, 5.2.2.1, steps 4 and 5.
fn cbc_tag(key: &[u8], nonce: &[u8], additional: &[u8], ciphertext: &[u8]) -> Option<Vec<u8>> {
    let bits = (additional.len() as u64).checked_mul(8)?.to_be_bytes();
    let data = [additional, nonce, ciphertext, &bits].concat();
    let mut tag = hmac(DigestAlgorithm::Sha256, key, &data).ok()?;
    tag.truncate(TAG);
    Some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;
    use AuthenticatedCipher::{Aes128CbcHmacSha256, Aes128Gcm, Aes256Gcm};

    #[test]
    fn what_was_sealed_opens_and_nothing_else() {
        for cipher in [Aes128Gcm, Aes256Gcm, Aes128CbcHmacSha256] {
            let key: Vec<u8> = (0u8..).take(cipher.key_size()).collect();
            for length in [0, 1, 15, 16, 17, 1000] {
                let clear = vec![7; length];
                let sealed = cipher.seal(&key, b"header", &clear).unwrap();
                let opened = cipher.open(&key, b"header", &sealed).unwrap();
                assert_eq!(opened.as_bytes(), clear);
                assert!(cipher.open(&key, b"Header", &sealed).is_none());
                assert!(cipher.open(&key[1..], b"header", &sealed).is_none());
                let mut other = key.clone();
                other[0] ^= 1;
                assert!(cipher.open(&other, b"header", &sealed).is_none());
                let again = cipher.seal(&key, b"header", &clear).unwrap();
                assert_ne!(again.nonce, sealed.nonce);
            }
            assert!(cipher.seal(&key[1..], b"", b"").is_err());
        }
    }

    #[test]
    fn every_changed_octet_is_noticed() {
        for cipher in [Aes128Gcm, Aes256Gcm, Aes128CbcHmacSha256] {
            let key = vec![3; cipher.key_size()];
            let sealed = cipher.seal(&key, b"", b"twenty octets or so.").unwrap();
            let parts: [fn(&mut SealedContent) -> &mut Vec<u8>; 3] = [
                |sealed| &mut sealed.nonce,
                |sealed| &mut sealed.ciphertext,
                |sealed| &mut sealed.tag,
            ];
            for part in parts {
                let mut changed = sealed.clone();
                for at in 0..part(&mut changed).len() {
                    part(&mut changed)[at] ^= 0x80;
                    assert!(cipher.open(&key, b"", &changed).is_none());
                    part(&mut changed)[at] ^= 0x80;
                }
                part(&mut changed).pop();
                assert!(cipher.open(&key, b"", &changed).is_none());
                part(&mut changed).extend([0, 0]);
                assert!(cipher.open(&key, b"", &changed).is_none());
            }
        }
    }
}
