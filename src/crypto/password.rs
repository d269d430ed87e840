//! What stands between a password and what it protects: PBKDF2 (RFC 8018), the derivation of
//! PKCS #12 (RFC 7292, appendix B), HMAC, and the ciphers of old and new key stores in CBC
//! mode. RC2 and DES are only taken off; nothing is encrypted with them.

use super::{BLOCK, CbcDecryptor, CbcEncryptor, Digest, DigestAlgorithm, pad, unpad};
use crate::error::{Error, Result, Status};
use crate::secret::Secret;
use aws_lc_rs::{hmac as aws_hmac, pbkdf2 as aws_pbkdf2};
use cbc::Decryptor;
use core::num::NonZeroU32;
use des::cipher::block_padding::Pkcs7;
use des::cipher::{BlockCipherDecrypt, BlockModeDecrypt, InnerIvInit, KeyInit};
use des::{TdesEde2, TdesEde3};
use rc2::Rc2;
use zeroize::Zeroizing;

/// PBKDF2 with HMAC.
pub(crate) fn pbkdf2(
    digest: DigestAlgorithm,
    password: &[u8],
    salt: &[u8],
    iterations: NonZeroU32,
    length: usize,
) -> Result<Zeroizing<Vec<u8>>> {
    let algorithm = match digest {
        DigestAlgorithm::Sha1 => aws_pbkdf2::PBKDF2_HMAC_SHA1,
        DigestAlgorithm::Sha256 => aws_pbkdf2::PBKDF2_HMAC_SHA256,
        DigestAlgorithm::Sha384 => aws_pbkdf2::PBKDF2_HMAC_SHA384,
        DigestAlgorithm::Sha512 => aws_pbkdf2::PBKDF2_HMAC_SHA512,
        DigestAlgorithm::Md5 | DigestAlgorithm::Sha224 => return Err(not_for_passwords()),
    };
    let mut derived = Zeroizing::new(vec![0; length]);
    aws_pbkdf2::derive(algorithm, iterations, salt, password, &mut derived);
    Ok(derived)
}

fn not_for_passwords() -> Error {
    Error::new(
        Status::Unsupported,
        "a password is used with a digest that is not supported",
    )
}

/// What octets are derived for (RFC 7292, B.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Purpose {
    Key = 1,
    Iv = 2,
    Mac = 3,
}

/// The derivation of PKCS #12 (RFC 7292, B.2). The password is big-endian UTF-16 with a
/// terminator of two zero octets.
pub(crate) fn pkcs12_derive(
    digest: DigestAlgorithm,
    purpose: Purpose,
    password: &[u8],
    salt: &[u8],
    iterations: NonZeroU32,
    length: usize,
) -> Zeroizing<Vec<u8>> {
    let block = match digest {
        DigestAlgorithm::Md5
        | DigestAlgorithm::Sha1
        | DigestAlgorithm::Sha224
        | DigestAlgorithm::Sha256 => 64,
        DigestAlgorithm::Sha384 | DigestAlgorithm::Sha512 => 128,
    };
    let diversifier = vec![purpose as u8; block];
    let mut input = Zeroizing::new(repeated(salt, block));
    let password = Zeroizing::new(repeated(password, block));
    input = Zeroizing::new([input.as_slice(), password.as_slice()].concat());
    // Room for a whole digest more than asked for, so that nothing is left behind by a move.
    let mut derived = Zeroizing::new(Vec::with_capacity(length.saturating_add(64)));
    while derived.len() < length {
        let mut first = Digest::new(digest);
        first.update(&diversifier);
        first.update(&input);
        let mut hash = Zeroizing::new(first.finish());
        for _ in 1..iterations.get() {
            hash = Zeroizing::new(Digest::of(digest, &hash));
        }
        derived.extend_from_slice(&hash);
        advance(&mut input, &hash, block);
    }
    derived.truncate(length);
    derived
}

/// The text again and again, until whole blocks are filled; nothing for no text.
fn repeated(text: &[u8], block: usize) -> Vec<u8> {
    let length = text.len().next_multiple_of(block);
    text.iter().copied().cycle().take(length).collect()
}

/// Adds the repeated hash and one to every block, each a big-endian number.
fn advance(input: &mut [u8], hash: &[u8], block: usize) {
    let addend: Zeroizing<Vec<u8>> =
        Zeroizing::new(hash.iter().copied().cycle().take(block).collect());
    for part in input.chunks_mut(block) {
        let mut carry = 1;
        for (octet, add) in part.iter_mut().rev().zip(addend.iter().rev()) {
            let sum = u16::from(*octet) + u16::from(*add) + carry;
            let [high, low] = sum.to_be_bytes();
            (*octet, carry) = (low, u16::from(high));
        }
    }
}

fn hmac_key(digest: DigestAlgorithm, key: &[u8]) -> Result<aws_hmac::Key> {
    let algorithm = match digest {
        DigestAlgorithm::Md5 => return Err(not_for_passwords()),
        DigestAlgorithm::Sha1 => aws_hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY,
        DigestAlgorithm::Sha224 => aws_hmac::HMAC_SHA224,
        DigestAlgorithm::Sha256 => aws_hmac::HMAC_SHA256,
        DigestAlgorithm::Sha384 => aws_hmac::HMAC_SHA384,
        DigestAlgorithm::Sha512 => aws_hmac::HMAC_SHA512,
    };
    Ok(aws_hmac::Key::new(algorithm, key))
}

/// HMAC (RFC 2104).
pub(crate) fn hmac(digest: DigestAlgorithm, key: &[u8], data: &[u8]) -> Result<Vec<u8>> {
    let mac = aws_hmac::sign(&hmac_key(digest, key)?, data);
    Ok(mac.as_ref().to_vec())
}

/// Whether this is the HMAC of the data; compared in constant time.
pub(crate) fn hmac_verifies(digest: DigestAlgorithm, key: &[u8], data: &[u8], mac: &[u8]) -> bool {
    hmac_key(digest, key).is_ok_and(|key| aws_hmac::verify(&key, data, mac).is_ok())
}

/// A cipher in CBC mode that protects what a key store holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StoreCipher {
    Rc2Of40Bits,
    Rc2Of128Bits,
    TripleDesOfTwoKeys,
    TripleDes,
    Aes128,
    Aes192,
    Aes256,
}

impl StoreCipher {
    /// Octets in a key.
    pub(crate) fn key_len(self) -> usize {
        match self {
            Self::Rc2Of40Bits => 5,
            Self::Rc2Of128Bits | Self::TripleDesOfTwoKeys | Self::Aes128 => 16,
            Self::TripleDes | Self::Aes192 => 24,
            Self::Aes256 => 32,
        }
    }

    /// Octets in a block and in an initialisation vector.
    pub(crate) fn block_len(self) -> usize {
        match self {
            Self::Aes128 | Self::Aes192 | Self::Aes256 => BLOCK,
            _ => 8,
        }
    }

    /// Decrypts and takes the padding off; `None` if the lengths or the padding are wrong.
    pub(crate) fn decrypt(self, key: &[u8], iv: &[u8], data: &[u8]) -> Option<Secret> {
        if key.len() != self.key_len() || data.is_empty() {
            return None;
        }
        let mut plain = Zeroizing::new(data.to_vec());
        let length = match self {
            Self::Rc2Of40Bits | Self::Rc2Of128Bits => {
                let bits = key.len().checked_mul(8)?;
                open(Rc2::new_with_eff_key_len(key, bits), iv, &mut plain)
            }
            Self::TripleDesOfTwoKeys => open(TdesEde2::new_from_slice(key).ok()?, iv, &mut plain),
            Self::TripleDes => open(TdesEde3::new_from_slice(key).ok()?, iv, &mut plain),
            Self::Aes128 | Self::Aes192 | Self::Aes256 => open_aes(key, iv, &mut plain),
        }?;
        plain.truncate(length);
        Some(Secret::from(core::mem::take(&mut *plain)))
    }
}

fn open<C: BlockCipherDecrypt>(cipher: C, iv: &[u8], data: &mut [u8]) -> Option<usize> {
    let mode = Decryptor::inner_iv_slice_init(cipher, iv).ok()?;
    mode.decrypt_padded::<Pkcs7>(data).ok().map(<[u8]>::len)
}

fn open_aes(key: &[u8], iv: &[u8], data: &mut [u8]) -> Option<usize> {
    if !data.len().is_multiple_of(BLOCK) {
        return None;
    }
    let mut decryptor = CbcDecryptor::new(key, iv.try_into().ok()?).ok()?;
    decryptor.decrypt(data).ok()?;
    let (right, kept) = unpad(data.last_chunk::<BLOCK>()?);
    let before = data.len().checked_sub(BLOCK)?;
    bool::from(right).then(|| before.saturating_add(usize::from(kept)))
}

/// Pads and encrypts with AES in CBC mode.
pub(crate) fn encrypt_aes(key: &[u8], iv: [u8; BLOCK], plain: &[u8]) -> Result<Vec<u8>> {
    // Room for all of it at once, so that no move leaves clear text behind.
    let mut data = Zeroizing::new(Vec::with_capacity(plain.len().saturating_add(BLOCK)));
    data.extend_from_slice(plain);
    pad(&mut data);
    CbcEncryptor::new(key, iv)?.encrypt(&mut data)?;
    Ok(core::mem::take(&mut *data))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSWORD: &[u8] = &[0, b't', 0, b'e', 0, b's', 0, b't', 0, 0];

    fn derive(digest: DigestAlgorithm, purpose: Purpose, iterations: u32, length: usize) -> String {
        let iterations = NonZeroU32::new(iterations).unwrap();
        let salt = [1, 2, 3, 4, 5, 6, 7, 8];
        pkcs12_derive(digest, purpose, PASSWORD, &salt, iterations, length)
            .iter()
            .map(|octet| format!("{octet:02x}"))
            .collect()
    }

    /// Expected values: `openssl kdf … PKCS12KDF`.
    #[test]
    fn pkcs12_derivation() {
        for (purpose, expected) in [
            (
                Purpose::Key,
                "d243bc19e27bf0eca87af1c005b96aebb9e1c3f8f107f9bf",
            ),
            (
                Purpose::Iv,
                "ad39a02341eac1dfeab99e5d9d85105ef483d04bd3dbd35c",
            ),
            (
                Purpose::Mac,
                "2081d35612a652763db659c9fb0ea5a5f56d1ab3fdfbe2c4",
            ),
        ] {
            assert_eq!(derive(DigestAlgorithm::Sha1, purpose, 5, 24), expected);
        }
        assert_eq!(
            derive(DigestAlgorithm::Sha256, Purpose::Key, 5, 70),
            "b48f63c422bc2d8b375ec52ed2a522d8e2459010f83b89bdacbad0f8d0220e24\
             66c99c392ccd31e7928af15e45231ca9463458801950aacddd9ccacd29dbd32ca62733f09dd2"
        );
        let long = derive(DigestAlgorithm::Sha512, Purpose::Mac, 2, 130);
        assert!(long.starts_with("8d1b4a8c70d534295d4943077843c5e4"));
        assert!(long.ends_with("928a19fe41c2e9f9c9"));
    }

    #[test]
    fn padding_and_lengths_are_checked() {
        let (key, iv) = ([7; 32], [9; 16]);
        for length in [0, 1, 15, 16, 17] {
            let plain = vec![3; length];
            let cipher = encrypt_aes(&key, iv, &plain).unwrap();
            assert_eq!(cipher.len() % 16, 0);
            let opened = StoreCipher::Aes256.decrypt(&key, &iv, &cipher).unwrap();
            assert_eq!(opened.as_bytes(), plain);
        }
        let cipher = encrypt_aes(&key, iv, &[0; 16]).unwrap();
        for cipher in [&cipher[..16], &cipher[..17], &[]] {
            assert!(StoreCipher::Aes256.decrypt(&key, &iv, cipher).is_none());
        }
        for other in [StoreCipher::Aes128, StoreCipher::TripleDes] {
            assert!(other.decrypt(&key, &iv, &cipher).is_none());
        }
        let short = &iv[..8];
        assert!(StoreCipher::Aes256.decrypt(&key, short, &cipher).is_none());
        assert!(
            StoreCipher::TripleDes
                .decrypt(&key[..24], &iv, &cipher)
                .is_none()
        );
    }
}
