//! RSAES-PKCS1-v1_5 and RSAES-OAEP (RFC 8017, 7) for content-encryption keys.

use super::random::SystemRng;
use super::{DigestAlgorithm, OaepParameters};
use crate::error::{Error, Result, Status};
use crate::secret::Secret;
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::hmac;
use aws_lc_rs::rsa::{
    OAEP_SHA1_MGF1SHA1, OAEP_SHA256_MGF1SHA256, OAEP_SHA384_MGF1SHA384, OAEP_SHA512_MGF1SHA512,
    OaepAlgorithm, OaepPrivateDecryptingKey, OaepPublicEncryptingKey, Pkcs1PrivateDecryptingKey,
    Pkcs1PublicEncryptingKey, PrivateDecryptingKey, PublicEncryptingKey,
};
use rsa::hazmat::rsa_decrypt_and_check;
use rsa::pkcs8::DecodePrivateKey;
use rsa::traits::PublicKeyParts;
use rsa::{BoxedUint, Pkcs1v15Encrypt, RsaPrivateKey};
use subtle::{ConditionallySelectable, ConstantTimeEq};
use zeroize::Zeroizing;

/// An RSA public key that a content-encryption key is encrypted to.
pub(crate) struct RsaEncryptionKey {
    pkcs1: Pkcs1PublicEncryptingKey,
    oaep: OaepPublicEncryptingKey,
}

impl RsaEncryptionKey {
    /// Takes a SubjectPublicKeyInfo with an RSA key of 2048 to 8192 bits.
    pub(crate) fn from_spki(spki: &[u8]) -> Result<Self> {
        PublicEncryptingKey::from_der(spki)
            .ok()
            .and_then(|key| {
                Some(Self {
                    pkcs1: Pkcs1PublicEncryptingKey::new(key.clone()).ok()?,
                    oaep: OaepPublicEncryptingKey::new(key).ok()?,
                })
            })
            .ok_or_else(|| {
                Error::new(
                    Status::RecipientUnsupported,
                    "the encryption key of the recipient is not an RSA key of 2048 to 8192 bits",
                )
            })
    }

    pub(crate) fn encrypt(&self, content_key: &[u8]) -> Result<Vec<u8>> {
        let mut encrypted = vec![0; self.pkcs1.ciphertext_size()];
        self.pkcs1
            .encrypt(content_key, &mut encrypted)
            .map_err(|_| Error::internal("the RSA encryption failed"))?;
        Ok(encrypted)
    }

    /// Encrypts with RSAES-OAEP, SHA-256, MGF1 with SHA-256, and no label.
    pub(crate) fn encrypt_oaep(&self, content_key: &[u8]) -> Result<Vec<u8>> {
        let mut encrypted = vec![0; self.oaep.ciphertext_size()];
        self.oaep
            .encrypt(&OAEP_SHA256_MGF1SHA256, content_key, &mut encrypted, None)
            .map_err(|_| Error::internal("the RSA encryption failed"))?;
        Ok(encrypted)
    }
}

enum PrivateKey {
    Standard(PrivateDecryptingKey, Pkcs1PrivateDecryptingKey),
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
            .and_then(|key| Some((key.clone(), Pkcs1PrivateDecryptingKey::new(key).ok()?)))
            .map(|(key, pkcs1)| PrivateKey::Standard(key, pkcs1));
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
            PrivateKey::Standard(key, _) => key.key_size_bits(),
            PrivateKey::Legacy(key) => key.n().bits() as usize,
        }
    }

    /// Decrypts a content-encryption key of `length` octets, 32 at most. Never fails: where
    /// the padding or the length is wrong, the answer is a key that depends on nothing but
    /// this private key and the ciphertext, chosen without a branch (RFC 3218, 2.3.2). What
    /// is decrypted with it is noise, and the caller treats noise as it treats any other
    /// broken message.
    pub(crate) fn decrypt(&self, encrypted: &[u8], length: usize) -> Secret {
        self.or_substitute(&self.open(encrypted), encrypted, length)
    }

    /// Decrypts a content-encryption key of any length; `None` where the padding is wrong or
    /// nothing is in it. Whoever sees which of both it was has an oracle that decrypts with
    /// this key (Bleichenbacher's attack), so this is only for a judgement that must tell
    /// them apart.
    pub(crate) fn decrypt_openly(&self, encrypted: &[u8]) -> Option<Secret> {
        self.open(encrypted).into_secret()
    }

    /// As [`Self::decrypt`], with RSAES-OAEP.
    pub(crate) fn decrypt_oaep(
        &self,
        encrypted: &[u8],
        parameters: &OaepParameters,
        length: usize,
    ) -> Secret {
        self.or_substitute(&self.open_oaep(encrypted, parameters), encrypted, length)
    }

    /// As [`Self::decrypt_openly`], with RSAES-OAEP, where the answer tells less (RFC 8017,
    /// 7.1.2, note).
    pub(crate) fn decrypt_oaep_openly(
        &self,
        encrypted: &[u8],
        parameters: &OaepParameters,
    ) -> Option<Secret> {
        self.open_oaep(encrypted, parameters).into_secret()
    }

    fn or_substitute(&self, opened: &Opened, encrypted: &[u8], length: usize) -> Secret {
        let substitute = hmac::sign(&self.rejection, encrypted);
        let mut key = Zeroizing::new(vec![0; length]);
        let right = opened.length.ct_eq(&(length as u64));
        // Where there was nothing to open, the buffer is empty.
        let buffer = opened.buffer.iter().chain(core::iter::repeat(&0));
        for ((octet, real), fake) in key.iter_mut().zip(buffer).zip(substitute.as_ref()) {
            *octet = u8::conditional_select(fake, real, right);
        }
        Secret::from(core::mem::take(&mut *key))
    }

    fn open(&self, encrypted: &[u8]) -> Opened {
        match &self.key {
            PrivateKey::Standard(_, key) => {
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

    fn open_oaep(&self, encrypted: &[u8], parameters: &OaepParameters) -> Opened {
        match (&self.key, backend_oaep(parameters)) {
            (PrivateKey::Standard(key, _), Some(algorithm)) => {
                open_standard_oaep(key, encrypted, algorithm, &parameters.label)
            }
            (PrivateKey::Standard(key, _), None) => {
                let pkcs8 = AsDer::<Pkcs8V1Der<'_>>::as_der(key).ok();
                let key = pkcs8.and_then(|der| RsaPrivateKey::from_pkcs8_der(der.as_ref()).ok());
                key.map_or_else(Opened::default, |key| {
                    open_legacy_oaep(&key, encrypted, parameters)
                })
            }
            (PrivateKey::Legacy(key), _) => open_legacy_oaep(key, encrypted, parameters),
        }
    }
}

/// RSAES-OAEP as the backend does it: not with SHA-224, and MGF1 always with the same digest.
fn backend_oaep(parameters: &OaepParameters) -> Option<&'static OaepAlgorithm> {
    if parameters.digest != parameters.mask_digest {
        return None;
    }
    match parameters.digest {
        DigestAlgorithm::Sha1 => Some(&OAEP_SHA1_MGF1SHA1),
        DigestAlgorithm::Sha256 => Some(&OAEP_SHA256_MGF1SHA256),
        DigestAlgorithm::Sha384 => Some(&OAEP_SHA384_MGF1SHA384),
        DigestAlgorithm::Sha512 => Some(&OAEP_SHA512_MGF1SHA512),
        DigestAlgorithm::Md5 | DigestAlgorithm::Sha224 => None,
    }
}

fn open_standard_oaep(
    key: &PrivateDecryptingKey,
    encrypted: &[u8],
    algorithm: &'static OaepAlgorithm,
    label: &[u8],
) -> Opened {
    let Ok(key) = OaepPrivateDecryptingKey::new(key.clone()) else {
        return Opened::default();
    };
    let mut buffer = Zeroizing::new(vec![0; key.min_output_size()]);
    let length = key
        .decrypt(algorithm, encrypted, &mut buffer, Some(label))
        .map_or(0, |plain| plain.len());
    Opened {
        buffer,
        length: length as u64,
    }
}

fn open_legacy_oaep(key: &RsaPrivateKey, encrypted: &[u8], parameters: &OaepParameters) -> Opened {
    let raw = || {
        if encrypted.len() != key.size() {
            return None;
        }
        let number = BoxedUint::from_be_slice(encrypted, key.n_bits_precision()).ok()?;
        rsa_decrypt_and_check(key, Some(&mut SystemRng), &number).ok()
    };
    let Some(number) = raw() else {
        return Opened::default();
    };
    let number = Zeroizing::new(number);
    let octets = Zeroizing::new(number.to_be_bytes());
    let above = octets.len().saturating_sub(key.size());
    let encoded = octets.get(above..).unwrap_or_default().to_vec();
    let mut buffer = Zeroizing::new(encoded);
    let length = parameters.decode(&mut buffer);
    Opened { buffer, length }
}

/// The result of the RSA operation; a length of 0 stands for a failure.
#[derive(Default)]
struct Opened {
    /// As large as the modulus, whatever the padding was like.
    buffer: Zeroizing<Vec<u8>>,
    length: u64,
}

impl Opened {
    fn into_secret(self) -> Option<Secret> {
        let length = usize::try_from(self.length).ok()?;
        let key = self.buffer.get(..length)?;
        (!key.is_empty()).then(|| Secret::from(key))
    }
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
        assert!(matches!(private.key, PrivateKey::Standard(..)));
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
    /// Keys' names, digests of OAEP and MGF1, labels, and [`KEY`] encrypted with openssl.
    const OAEP: &str = include_str!("../../tests/vectors/legacy/oaep.tsv");

    fn oaep_cases() -> Vec<(&'static str, OaepParameters, Vec<u8>)> {
        let octets = |hex: &str| -> Vec<u8> {
            let digits = hex.as_bytes().chunks(2);
            digits
                .map(|pair| u8::from_str_radix(core::str::from_utf8(pair).unwrap(), 16).unwrap())
                .collect()
        };
        let digest = |name: &str| match name {
            "sha1" => DigestAlgorithm::Sha1,
            "sha224" => DigestAlgorithm::Sha224,
            "sha256" => DigestAlgorithm::Sha256,
            "sha384" => DigestAlgorithm::Sha384,
            _ => DigestAlgorithm::Sha512,
        };
        let lines = OAEP.lines().map(|line| line.split('\t').collect());
        let cases = lines.map(|columns: Vec<&'static str>| {
            let [key, name, mask, label, encrypted] = columns[..] else {
                unreachable!()
            };
            let parameters = OaepParameters {
                digest: digest(name),
                mask_digest: digest(mask),
                label: if label == "-" {
                    Vec::new()
                } else {
                    octets(label)
                },
            };
            (key, parameters, octets(encrypted))
        });
        cases.collect()
    }

    #[test]
    fn oaep_of_openssl() {
        let pkcs8 = include_bytes!("../../tests/vectors/synthetic/pki/bob-enc.key.der");
        let standard = RsaDecryptionKey::from_pkcs8(pkcs8).unwrap();
        let legacy = legacy();
        let cases = oaep_cases();
        assert_eq!(cases.len(), 15);
        for (name, parameters, encrypted) in cases {
            let key = if name == "rsa1024" {
                &legacy
            } else {
                &standard
            };
            let opened = key.decrypt_oaep(&encrypted, &parameters, 16);
            assert_eq!(opened.as_bytes(), KEY, "{name} {parameters:?}");
            let opened = key.decrypt_oaep_openly(&encrypted, &parameters);
            assert_eq!(opened.unwrap().as_bytes(), KEY);
            let mut other = parameters.clone();
            other.label.push(1);
            let mut flipped = encrypted.clone();
            flipped[20] ^= 1;
            let mut seen = vec![key.decrypt_oaep(&encrypted, &parameters, 24)];
            seen.push(key.decrypt_oaep(&encrypted, &other, 32));
            for wrong in [&flipped[..], &encrypted[1..], &[], &[0xff; 256], &[0; 128]] {
                assert!(key.decrypt_oaep_openly(wrong, &parameters).is_none());
                let substitute = key.decrypt_oaep(wrong, &parameters, 16);
                assert!(substitute == key.decrypt_oaep(wrong, &parameters, 16));
                seen.push(substitute);
            }
            assert!(key.decrypt_oaep_openly(&encrypted, &other).is_none());
            for (index, one) in seen.iter().enumerate() {
                assert!(one.as_bytes().iter().any(|octet| *octet != 0));
                assert!(seen.iter().skip(index + 1).all(|other| other != one));
            }
        }
    }

    #[test]
    fn openly_tells_what_was_wrong() {
        let (private, public) = standard();
        for length in [1, 15, 16, 32, 200] {
            let content_key = vec![9; length];
            let encrypted = public.encrypt(&content_key).unwrap();
            let opened = private.decrypt_openly(&encrypted).unwrap();
            assert_eq!(opened.as_bytes(), content_key);
        }
        for wrong in [&[1; 256][..], &[], &[0; 255]] {
            assert!(private.decrypt_openly(wrong).is_none());
        }
    }
}
