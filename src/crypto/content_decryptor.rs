//! Content decryption: the ciphers that an envelope may use, over ciphertext that arrives in
//! parts.

use super::camellia::CamelliaCbc;
use super::cipher::{BLOCK, CbcDecryptor, copy, unpad};
use super::gcm::GcmDecryptor;
use super::lanes::{Lane, decrypt_beside, digest_two};
use crate::error::{Error, Result};
use cbc::Decryptor;
use des::TdesEde3;
use des::cipher::{BlockModeDecrypt, KeyIvInit};
use zeroize::Zeroizing;

/// Octets that wait for what follows them: at least the last block or the tag.
const HELD_BACK: usize = 16;

/// Octets in a block of DES.
const DES_BLOCK: usize = 8;

/// A content-encryption algorithm with its parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ContentAlgorithm {
    AesCbc {
        key_length: usize,
        iv: [u8; BLOCK],
    },
    DesEde3Cbc {
        iv: [u8; DES_BLOCK],
    },
    CamelliaCbc {
        key_length: usize,
        iv: [u8; BLOCK],
    },
    AesGcm {
        key_length: usize,
        nonce: Vec<u8>,
        tag_length: usize,
    },
}

impl ContentAlgorithm {
    /// Octets of the key that the identifier of the algorithm asks for.
    pub(crate) fn key_length(&self) -> usize {
        match self {
            Self::AesCbc { key_length, .. }
            | Self::CamelliaCbc { key_length, .. }
            | Self::AesGcm { key_length, .. } => *key_length,
            Self::DesEde3Cbc { .. } => 24,
        }
    }

    /// Whether [`ContentDecryptor::new`] takes a key of this length. AES and Camellia take all
    /// of their three, whichever the identifier names, as the official library does.
    pub(crate) fn takes(&self, key_length: usize) -> bool {
        match self {
            Self::AesCbc { .. } | Self::CamelliaCbc { .. } | Self::AesGcm { .. } => {
                [16, 24, 32].contains(&key_length)
            }
            Self::DesEde3Cbc { .. } => key_length == 24,
        }
    }
}

/// Where the tag of an authenticated cipher stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TagPlace {
    /// At the end of the ciphertext, as the official library reads an EnvelopedData.
    Appended,
    /// In a field of its own, as in an AuthEnvelopedData (RFC 5083).
    Separate,
}

enum Cipher {
    AesCbc(CbcDecryptor),
    DesEde3Cbc(Decryptor<TdesEde3>),
    CamelliaCbc(Box<CamelliaCbc>),
    AesGcm(Box<GcmDecryptor>),
}

impl Cipher {
    fn new(algorithm: &ContentAlgorithm, key: &[u8]) -> Result<Self> {
        let refused =
            || Error::internal("a content key has a length that its cipher does not take");
        match algorithm {
            ContentAlgorithm::AesCbc { iv, .. } => CbcDecryptor::new(key, *iv).map(Self::AesCbc),
            ContentAlgorithm::DesEde3Cbc { iv } => Decryptor::new_from_slices(key, iv)
                .map(Self::DesEde3Cbc)
                .map_err(|_| refused()),
            ContentAlgorithm::CamelliaCbc { iv, .. } => CamelliaCbc::new(key, iv)
                .map(|cipher| Self::CamelliaCbc(Box::new(cipher)))
                .ok_or_else(refused),
            ContentAlgorithm::AesGcm { nonce, .. } => GcmDecryptor::new(key, nonce)
                .map(|gcm| Self::AesGcm(Box::new(gcm)))
                .ok_or_else(refused),
        }
    }

    /// Decrypts whole blocks into a place of the same length, and takes the digests beside it.
    fn decrypt_to(
        &mut self,
        sealed: &[u8],
        clear: &mut [u8],
        one: Lane<'_>,
        other: Lane<'_>,
    ) -> Result<()> {
        if let Self::AesCbc(cipher) = self {
            return decrypt_beside(cipher, sealed, clear, one, other);
        }
        digest_two(one, other);
        copy(sealed, clear);
        self.decrypt(clear)
    }

    /// Decrypts in place: whole blocks, or the last octets of all.
    fn decrypt(&mut self, data: &mut [u8]) -> Result<()> {
        match self {
            Self::AesCbc(cipher) => cipher.decrypt(data),
            Self::DesEde3Cbc(cipher) => {
                for block in data.as_chunks_mut::<DES_BLOCK>().0 {
                    cipher.decrypt_block((&mut *block).into());
                }
                Ok(())
            }
            Self::CamelliaCbc(cipher) => {
                cipher.decrypt(data);
                Ok(())
            }
            Self::AesGcm(cipher) => cipher.decrypt(data),
        }
    }
}

/// Decrypts content.
///
/// Whether the key was right shows only at the end, and then only to the caller: noise is
/// decrypted and handed out to the end like a message.
pub(crate) struct ContentDecryptor {
    cipher: Cipher,
    /// Octets of the tag, and where it stands; 0 for a cipher without.
    tag_length: usize,
    tag_place: TagPlace,
    /// Ciphertext that waits to be decrypted, the last block or the tag always among it.
    waiting: Vec<u8>,
}

impl ContentDecryptor {
    /// Takes a key of a length that [`ContentAlgorithm::takes`]. The place of the tag counts
    /// only where there is one.
    pub(crate) fn new(algorithm: &ContentAlgorithm, key: &[u8], tag: TagPlace) -> Result<Self> {
        let tag_length = match algorithm {
            ContentAlgorithm::AesGcm { tag_length, .. } => *tag_length,
            ContentAlgorithm::AesCbc { .. }
            | ContentAlgorithm::DesEde3Cbc { .. }
            | ContentAlgorithm::CamelliaCbc { .. } => 0,
        };
        Ok(Self {
            cipher: Cipher::new(algorithm, key)?,
            tag_length,
            tag_place: tag,
            waiting: Vec::with_capacity(4 * BLOCK),
        })
    }

    /// Takes ciphertext. What can be decrypted replaces what was in `clear`; the digests of the
    /// two lanes are taken beside it.
    pub(crate) fn update(
        &mut self,
        ciphertext: &[u8],
        clear: &mut Vec<u8>,
        one: Lane<'_>,
        other: Lane<'_>,
    ) -> Result<()> {
        let begun = self.waiting.len() % BLOCK;
        let missing = BLOCK.saturating_sub(begun) % BLOCK;
        let (completing, rest) = ciphertext.split_at(missing.min(ciphertext.len()));
        self.waiting.extend_from_slice(completing);

        let there = self.waiting.len().saturating_add(rest.len());
        let ready = there.saturating_sub(HELD_BACK) / BLOCK * BLOCK;
        let from_waiting = ready.min(self.waiting.len());
        let (direct, later) = rest.split_at(ready.saturating_sub(from_waiting));
        clear.resize(ready, 0);
        let (first, second) = clear.split_at_mut(from_waiting);
        copy(&self.waiting, first);
        self.cipher.decrypt(first)?;
        self.cipher.decrypt_to(direct, second, one, other)?;
        self.waiting.drain(..from_waiting);
        self.waiting.extend_from_slice(later);
        Ok(())
    }

    /// Ends the ciphertext, and answers whether padding and length, or the tag, are right. The
    /// rest of the clear text replaces what was in `clear`. `tag` is the separate one;
    /// `additional_data` is what it covers beside the ciphertext. Ciphers without a tag look at
    /// neither.
    pub(crate) fn finish(
        mut self,
        tag: Option<&[u8]>,
        additional_data: &[u8],
        clear: &mut Vec<u8>,
    ) -> Result<bool> {
        clear.clear();
        match self.cipher {
            Cipher::AesCbc(_) | Cipher::CamelliaCbc(_) => self.finish_padded::<BLOCK>(clear),
            Cipher::DesEde3Cbc(_) => self.finish_padded::<DES_BLOCK>(clear),
            Cipher::AesGcm(_) => {
                let tag = tag.unwrap_or_default();
                self.finish_authenticated(tag, additional_data, clear)
            }
        }
    }

    /// What of the last block is not padding is handed out; all of it, where that is wrong.
    fn finish_padded<const SIZE: usize>(&mut self, clear: &mut Vec<u8>) -> Result<bool> {
        let (blocks, ragged) = self.waiting.as_chunks::<SIZE>();
        clear.extend_from_slice(blocks.as_flattened());
        self.cipher.decrypt(clear)?;
        let last = Zeroizing::new(clear.last_chunk().copied().unwrap_or([0; SIZE]));
        let (padding_is_right, kept) = unpad(&last);
        let padding = SIZE.saturating_sub(usize::from(kept));
        clear.truncate(clear.len().saturating_sub(padding));
        Ok(ragged.is_empty() & !blocks.is_empty() & bool::from(padding_is_right))
    }

    fn finish_authenticated(
        mut self,
        separate: &[u8],
        additional_data: &[u8],
        clear: &mut Vec<u8>,
    ) -> Result<bool> {
        let tag_length = match self.tag_place {
            TagPlace::Appended => self.tag_length,
            TagPlace::Separate => 0,
        };
        let body = self.waiting.len().saturating_sub(tag_length);
        let (body, appended) = self.waiting.split_at(body);
        clear.extend_from_slice(body);
        self.cipher.decrypt(clear)?;
        let tag = match self.tag_place {
            TagPlace::Appended => appended,
            TagPlace::Separate => separate,
        };
        match self.cipher {
            Cipher::AesGcm(cipher) if tag.len() == self.tag_length => {
                Ok(cipher.verifies(additional_data, tag))
            }
            _ => Ok(false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CbcEncryptor, pad};
    use super::*;
    use aes_gcm::aead::AeadInOut;
    use aes_gcm::{Aes128Gcm, KeyInit, Nonce};
    use cbc::Encryptor;
    use des::cipher::BlockModeEncrypt;
    use des::cipher::block_padding::Pkcs7;

    const LENGTHS: [usize; 13] = [
        0, 1, 7, 8, 15, 16, 17, 100, 65519, 65520, 65536, 65552, 200_000,
    ];

    /// The clear text, and whether it was right.
    fn open(
        algorithm: &ContentAlgorithm,
        key: &[u8],
        cipher: &[u8],
        tag: Option<&[u8]>,
        step: usize,
    ) -> (Vec<u8>, bool) {
        let place = match tag {
            Some(_) => TagPlace::Separate,
            None => TagPlace::Appended,
        };
        let (mut out, mut clear) = (Vec::new(), Vec::new());
        let mut decryptor = ContentDecryptor::new(algorithm, key, place).unwrap();
        for part in cipher.chunks(step) {
            let (one, other) = (Lane::default(), Lane::default());
            decryptor.update(part, &mut clear, one, other).unwrap();
            out.extend_from_slice(&clear);
        }
        let right = decryptor.finish(tag, b"attributes", &mut clear).unwrap();
        out.extend_from_slice(&clear);
        (out, right)
    }

    fn content(length: usize) -> Vec<u8> {
        (0..length).map(|n| ((n * 31) >> 3) as u8).collect()
    }

    /// What is right opens in any parts; what is wrong is noise to the end.
    fn padded_content(
        algorithm: &ContentAlgorithm,
        key: &[u8],
        block: usize,
        seal: impl Fn(&[u8]) -> Vec<u8>,
    ) {
        for length in LENGTHS {
            let plain = content(length);
            let cipher = seal(&plain);
            for step in [1 << 20, 4096, 1000, 33, 16] {
                assert!(open(algorithm, key, &cipher, None, step) == (plain.clone(), true));
            }
            let (noise, right) = open(algorithm, key, &cipher[..cipher.len() - 1], None, 4096);
            assert!(!right && noise.len() >= (cipher.len() - block));
            let longer = [&cipher[..], &[0]].concat();
            assert!(!open(algorithm, key, &longer, None, 4096).1);
            let mut wrong = cipher.clone();
            *wrong.last_mut().unwrap() ^= 1;
            let (noise, right) = open(algorithm, key, &wrong, None, 4096);
            assert!(!right || noise.len() < plain.len() + block);
        }
        assert!(!open(algorithm, key, &[], None, 1).1);
    }

    #[test]
    fn aes_cbc() {
        let iv = [3; 16];
        for named in [16, 24, 32] {
            let algorithm = ContentAlgorithm::AesCbc {
                key_length: named,
                iv,
            };
            // A key of another size than the identifier names is taken too.
            let key = [5; 32];
            padded_content(&algorithm, &key, 16, |plain| {
                let mut data = plain.to_vec();
                pad(&mut data);
                CbcEncryptor::new(&key, iv)
                    .unwrap()
                    .encrypt(&mut data)
                    .unwrap();
                data
            });
            assert!(ContentDecryptor::new(&algorithm, &[5; 20], TagPlace::Separate).is_err());
        }
    }

    #[test]
    fn triple_des() {
        let key: [u8; 24] = core::array::from_fn(|n| n as u8);
        let algorithm = ContentAlgorithm::DesEde3Cbc { iv: [4; 8] };
        padded_content(&algorithm, &key, 8, |plain| {
            let cipher = Encryptor::<TdesEde3>::new_from_slices(&key, &[4; 8]).unwrap();
            let mut data = [plain, &[0; 8]].concat();
            let sealed = cipher.encrypt_padded::<Pkcs7>(&mut data, plain.len());
            sealed.unwrap().to_vec()
        });
        assert!(ContentDecryptor::new(&algorithm, &[5; 16], TagPlace::Separate).is_err());
    }

    #[test]
    fn aes_gcm() {
        let key = [6; 16];
        for (length, tag_length) in LENGTHS.iter().zip([12, 13, 14, 15, 16].iter().cycle()) {
            let algorithm = ContentAlgorithm::AesGcm {
                key_length: 16,
                nonce: vec![7; 12],
                tag_length: *tag_length,
            };
            let plain = content(*length);
            let mut cipher = plain.clone();
            let tag = Aes128Gcm::new_from_slice(&key)
                .unwrap()
                .encrypt_inout_detached(
                    &Nonce::from([7; 12]),
                    b"attributes",
                    cipher.as_mut_slice().into(),
                )
                .unwrap();
            let tag = &tag[..*tag_length];
            let appended = [&cipher[..], tag].concat();
            for step in [1 << 20, 4096, 999] {
                let opened = open(&algorithm, &key, &cipher, Some(tag), step);
                assert!(opened == (plain.clone(), true));
                let opened = open(&algorithm, &key, &appended, None, step);
                assert!(opened == (plain.clone(), true));
            }
            // Whatever is wrong with the tag, all is handed out.
            for wrong in [&tag[1..], &[0; 16], &[]] {
                let opened = open(&algorithm, &key, &cipher, Some(wrong), 4096);
                assert!(opened == (plain.clone(), false));
            }
            let mut changed = appended.clone();
            changed[0] ^= 1;
            assert!(!open(&algorithm, &key, &changed, None, 4096).1);
            for short in 0..*tag_length {
                let (clear, right) = open(&algorithm, &key, &appended[..short], None, 3);
                assert!(clear.is_empty() && !right);
            }
        }
    }
}
