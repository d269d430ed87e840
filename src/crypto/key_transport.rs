//! RSAES-PKCS1-v1_5 (RFC 8017, 7.2) for content-encryption keys.

use crate::error::{Error, Result, Status};
use crate::secret::Secret;
use aws_lc_rs::hmac;
use aws_lc_rs::rsa::{
    Pkcs1PrivateDecryptingKey, Pkcs1PublicEncryptingKey, PrivateDecryptingKey, PublicEncryptingKey,
};
use rsa::pkcs8::DecodePrivateKey;
use rsa::traits::PublicKeyParts;
use rsa::{Pkcs1v15Encrypt, RsaPrivateKey};
use subtle::{ConditionallySelectable, ConstantTimeEq};
use zeroize::Zeroizing;

/// An RSA public key that a content-encryption key is encrypted to.
pub(crate) struct RsaEncryptionKey(Pkcs1PublicEncryptingKey);

impl RsaEncryptionKey {
    /// Takes a SubjectPublicKeyInfo with an RSA key of 2048 to 8192 bits.
    pub(crate) fn from_spki(spki: &[u8]) -> Result<Self> {
        PublicEncryptingKey::from_der(spki)
            .ok()
            .and_then(|key| Pkcs1PublicEncryptingKey::new(key).ok())
            .map(Self)
            .ok_or_else(|| {
                Error::new(
                    Status::RecipientUnsupported,
                    "the encryption key of the recipient is not an RSA key of 2048 to 8192 bits",
                )
            })
    }

    pub(crate) fn encrypt(&self, content_key: &[u8]) -> Result<Vec<u8>> {
        let mut encrypted = vec![0; self.0.ciphertext_size()];
        self.0
            .encrypt(content_key, &mut encrypted)
            .map_err(|_| Error::internal("the RSA encryption failed"))?;
        Ok(encrypted)
    }
}

enum PrivateKey {
    Standard(Pkcs1PrivateDecryptingKey),
    /// Sizes that aws-lc refuses; found only in stores of long ago.
    Legacy(Box<RsaPrivateKey>),
}

/// An RSA private key that opens content-encryption keys.
pub(crate) struct RsaDecryptionKey {
    key: PrivateKey,
    /// Keys the substitutes for what cannot be decrypted.
    rejection: hmac::Key,
}

impl RsaDecryptionKey {
    /// Takes an unencrypted PKCS #8 PrivateKeyInfo.
    pub(crate) fn from_pkcs8(pkcs8: &[u8]) -> Result<Self> {
        let standard = PrivateDecryptingKey::from_pkcs8(pkcs8)
            .ok()
            .and_then(|key| Pkcs1PrivateDecryptingKey::new(key).ok())
            .map(PrivateKey::Standard);
        let key = match standard {
            Some(key) => key,
            None => RsaPrivateKey::from_pkcs8_der(pkcs8)
                .map(|key| PrivateKey::Legacy(Box::new(key)))
                .map_err(|_| {
                    Error::new(
                        Status::KeyUnsupported,
                        "a decryption key is not a usable RSA key",
                    )
                })?,
        };
        let seed = Zeroizing::new(super::Digest::of(super::DigestAlgorithm::Sha256, pkcs8));
        Ok(Self {
            key,
            rejection: hmac::Key::new(hmac::HMAC_SHA256, &seed),
        })
    }

    /// The size of the modulus.
    pub(crate) fn bits(&self) -> usize {
        match &self.key {
            PrivateKey::Standard(key) => key.key_size_bits(),
            PrivateKey::Legacy(key) => key.n().bits() as usize,
        }
    }

    /// Decrypts a content-encryption key of `length` octets, 32 at most. Never fails: where
    /// the padding or the length is wrong, the answer is a key that depends on nothing but
    /// this private key and the ciphertext, chosen without a branch (RFC 3218, 2.3.2). What
    /// is decrypted with it is noise, and the caller treats noise as it treats any other
    /// broken message.
    pub(crate) fn decrypt(&self, encrypted: &[u8], length: usize) -> Secret {
        let substitute = hmac::sign(&self.rejection, encrypted);
        let mut key = Zeroizing::new(vec![0; length]);
        let opened = self.open(encrypted);
        let right = opened.length.ct_eq(&(length as u64));
        for ((octet, real), fake) in key
            .iter_mut()
            .zip(opened.buffer.iter())
            .zip(substitute.as_ref())
        {
            *octet = u8::conditional_select(fake, real, right);
        }
        Secret::from(core::mem::take(&mut *key))
    }

    fn open(&self, encrypted: &[u8]) -> Opened {
        match &self.key {
            PrivateKey::Standard(key) => {
                let mut buffer = Zeroizing::new(vec![0; key.min_output_size()]);
                let length = key
                    .decrypt(encrypted, &mut buffer)
                    .map_or(0, |plain| plain.len());
                Opened {
                    buffer,
                    length: length as u64,
                }
            }
            PrivateKey::Legacy(key) => {
                let plain = key.decrypt(Pkcs1v15Encrypt, encrypted).unwrap_or_default();
                let plain = Zeroizing::new(plain);
                let mut buffer = Zeroizing::new(vec![0; key.size()]);
                for (to, from) in buffer.iter_mut().zip(plain.iter()) {
                    *to = *from;
                }
                Opened {
                    buffer,
                    length: plain.len() as u64,
                }
            }
        }
    }
}

/// The result of the RSA operation; a length of 0 stands for a failure.
struct Opened {
    /// As large as the modulus, whatever the result.
    buffer: Zeroizing<Vec<u8>>,
    length: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: [u8; 16] = *b"sixteen octets!!";

    fn legacy() -> RsaDecryptionKey {
        let pkcs8 = include_bytes!("../../tests/vectors/legacy/rsa1024.key.der");
        RsaDecryptionKey::from_pkcs8(pkcs8).unwrap()
    }

    fn standard() -> (RsaDecryptionKey, RsaEncryptionKey) {
        let key = PrivateDecryptingKey::generate(aws_lc_rs::rsa::KeySize::Rsa2048).unwrap();
        let spki = aws_lc_rs::encoding::AsDer::<aws_lc_rs::encoding::PublicKeyX509Der<'_>>::as_der(
            &key.public_key(),
        )
        .unwrap();
        let pkcs8 = aws_lc_rs::encoding::AsDer::<aws_lc_rs::encoding::Pkcs8V1Der<'_>>::as_der(&key)
            .unwrap();
        (
            RsaDecryptionKey::from_pkcs8(pkcs8.as_ref()).unwrap(),
            RsaEncryptionKey::from_spki(spki.as_ref()).unwrap(),
        )
    }

    /// Whatever is wrong, the answer is a key of the wanted length: always the same one for
    /// the same ciphertext, another one for another.
    fn rejects_implicitly(key: &RsaDecryptionKey, good: &[u8]) {
        assert_eq!(key.decrypt(good, 16).as_bytes(), KEY);
        let size = key.bits() / 8;
        let mut flipped = good.to_vec();
        flipped[size / 2] ^= 1;
        let mut seen = vec![key.decrypt(good, 24), key.decrypt(good, 32)];
        for bad in [
            &flipped[..],
            &vec![0; size],
            &vec![255; size],
            &[],
            &good[1..],
            &[7; 2000],
        ] {
            let substitute = key.decrypt(bad, 16);
            assert_eq!(substitute.len(), 16);
            assert!(substitute == key.decrypt(bad, 16), "not the same twice");
            seen.push(substitute);
        }
        for (index, one) in seen.iter().enumerate() {
            assert!(seen.iter().skip(index + 1).all(|other| other != one));
            assert!(one.as_bytes() != KEY);
        }
    }

    #[test]
    fn wrong_padding_yields_a_key_and_no_error() {
        let (private, public) = standard();
        assert_eq!(private.bits(), 2048);
        assert!(matches!(private.key, PrivateKey::Standard(_)));
        rejects_implicitly(&private, &public.encrypt(&KEY).unwrap());
    }

    #[test]
    fn legacy_sizes_do_the_same() {
        let private = legacy();
        assert_eq!(private.bits(), 1024);
        assert!(matches!(private.key, PrivateKey::Legacy(_)));
        let good = include_bytes!("../../tests/vectors/legacy/rsa1024.wrapped");
        rejects_implicitly(&private, good);
    }

    /// Two keys do not share their substitutes.
    #[test]
    fn a_substitute_depends_on_the_private_key() {
        let ((one, _), (other, _)) = (standard(), standard());
        let noise = [1; 256];
        assert!(one.decrypt(&noise, 16) != other.decrypt(&noise, 16));
    }

    #[test]
    fn short_keys_are_not_encrypted_to() {
        let spki = {
            use rsa::pkcs8::EncodePublicKey;
            let PrivateKey::Legacy(key) = legacy().key else {
                unreachable!()
            };
            key.to_public_key().to_public_key_der().unwrap()
        };
        let refused = RsaEncryptionKey::from_spki(spki.as_bytes()).err().unwrap();
        assert_eq!(refused.status(), Status::RecipientUnsupported);
    }
}
