//! Encryption under a password: PBES1 with the algorithms of PKCS #12 (RFC 7292, appendix C)
//! and PBES2 (RFC 8018, 6.2).

use super::ITERATIONS;
use super::password::Password;
use crate::asn1::{Element, oid, tag, write, write_oid, write_unsigned};
use crate::crypto::{
    DigestAlgorithm, Purpose, StoreCipher, encrypt_aes, fill_random, pbkdf2, pkcs12_derive,
};
use crate::error::{Error, Result, Status};
use crate::secret::Secret;
use core::num::NonZeroU32;
use std::borrow::Cow;

/// How something is encrypted.
pub(super) struct Scheme<'a> {
    cipher: StoreCipher,
    salt: Cow<'a, [u8]>,
    iterations: u32,
    kind: Kind<'a>,
}

enum Kind<'a> {
    /// Key and initialisation vector are both derived, always with SHA-1.
    Pbes1,
    Pbes2 {
        prf: DigestAlgorithm,
        iv: Cow<'a, [u8]>,
    },
}

impl<'a> Scheme<'a> {
    /// Takes an AlgorithmIdentifier.
    pub(super) fn parse(algorithm: &Element<'a>) -> Result<Self> {
        let mut members = algorithm.of_type(tag::SEQUENCE)?.children();
        let identifier = members.read()?.oid()?;
        let cipher = match identifier {
            oid::PBE_WITH_SHA_AND_3_KEY_TRIPLE_DES_CBC => StoreCipher::TripleDes,
            oid::PBE_WITH_SHA_AND_2_KEY_TRIPLE_DES_CBC => StoreCipher::TripleDesOfTwoKeys,
            oid::PBE_WITH_SHA_AND_128_BIT_RC2_CBC => StoreCipher::Rc2Of128Bits,
            oid::PBE_WITH_SHA_AND_40_BIT_RC2_CBC => StoreCipher::Rc2Of40Bits,
            oid::ID_PBES2 => return Self::parse_pbes2(&members.read_as(tag::SEQUENCE)?),
            other => return Err(unsupported().with_oid(Some(other))),
        };
        let mut parameters = members.read_as(tag::SEQUENCE)?.children();
        members.finish()?;
        let salt = octets(&parameters.read()?)?;
        let iterations = parameters.read()?.small_integer()?;
        parameters.finish()?;
        Ok(Self {
            cipher,
            salt,
            iterations,
            kind: Kind::Pbes1,
        })
    }

    fn parse_pbes2(parameters: &Element<'a>) -> Result<Self> {
        let mut members = parameters.children();
        let mut derivation = members.read_as(tag::SEQUENCE)?.children();
        let mut encryption = members.read_as(tag::SEQUENCE)?.children();
        members.finish()?;
        let function = derivation.read()?.oid()?;
        if function != oid::ID_PBKDF2 {
            return Err(unsupported().with_oid(Some(function)));
        }
        let cipher = pbes2_cipher(&encryption.read()?)?;
        let iv = octets(&encryption.read()?)?;
        encryption.finish()?;

        let mut members = derivation.read_as(tag::SEQUENCE)?.children();
        let salt = octets(&members.read()?)?;
        let iterations = members.read()?.small_integer()?;
        let key_len = members.read_optional(tag::INTEGER)?;
        let prf = match members.read_optional(tag::SEQUENCE)? {
            Some(algorithm) => prf_digest(&algorithm.children().read()?)?,
            None => DigestAlgorithm::Sha1,
        };
        members.finish()?;
        if let Some(length) = key_len
            && usize::try_from(length.small_integer()?) != Ok(cipher.key_len())
        {
            return Err(Error::malformed("a derived key does not fit its cipher"));
        }
        Ok(Self {
            cipher,
            salt,
            iterations,
            kind: Kind::Pbes2 { prf, iv },
        })
    }

    /// Decrypts what must be one ASN.1 SEQUENCE; `None` if the password does not lead there.
    pub(super) fn decrypt(
        &self,
        password: &mut Password<'_>,
        data: &[u8],
    ) -> Result<Option<Secret>> {
        let iterations = password.spend(self.iterations)?;
        let is_right = |plain: &Secret| Element::parse_as(plain.as_bytes(), tag::SEQUENCE).is_ok();
        Ok(match &self.kind {
            Kind::Pbes1 => password.forms().iter().find_map(|form| {
                self.decrypt_pbes1(form.as_bytes(), iterations, data)
                    .filter(is_right)
            }),
            Kind::Pbes2 { prf, iv } => {
                let length = self.cipher.key_len();
                let key = pbkdf2(*prf, password.utf8(), &self.salt, iterations, length)?;
                self.cipher.decrypt(&key, iv, data).filter(is_right)
            }
        })
    }

    fn decrypt_pbes1(&self, form: &[u8], iterations: NonZeroU32, data: &[u8]) -> Option<Secret> {
        let derive = |purpose, length| {
            let digest = DigestAlgorithm::Sha1;
            pkcs12_derive(digest, purpose, form, &self.salt, iterations, length)
        };
        let key = derive(Purpose::Key, self.cipher.key_len());
        let iv = derive(Purpose::Iv, self.cipher.block_len());
        self.cipher.decrypt(&key, &iv, data)
    }
}

fn octets<'a>(element: &Element<'a>) -> Result<Cow<'a, [u8]>> {
    if element.tag & !tag::CONSTRUCTED != tag::OCTET_STRING {
        return Err(Error::malformed(
            "a parameter of a cipher is of another type",
        ));
    }
    element.octets()
}

fn pbes2_cipher(identifier: &Element<'_>) -> Result<StoreCipher> {
    match identifier.oid()? {
        oid::ID_AES128_CBC => Ok(StoreCipher::Aes128),
        oid::ID_AES192_CBC => Ok(StoreCipher::Aes192),
        oid::ID_AES256_CBC => Ok(StoreCipher::Aes256),
        oid::DES_EDE3_CBC => Ok(StoreCipher::TripleDes),
        other => Err(unsupported().with_oid(Some(other))),
    }
}

fn prf_digest(identifier: &Element<'_>) -> Result<DigestAlgorithm> {
    match identifier.oid()? {
        oid::ID_HMAC_WITH_SHA1 => Ok(DigestAlgorithm::Sha1),
        oid::ID_HMAC_WITH_SHA256 => Ok(DigestAlgorithm::Sha256),
        oid::ID_HMAC_WITH_SHA384 => Ok(DigestAlgorithm::Sha384),
        oid::ID_HMAC_WITH_SHA512 => Ok(DigestAlgorithm::Sha512),
        other => Err(unsupported().with_oid(Some(other))),
    }
}

fn unsupported() -> Error {
    Error::new(
        Status::Unsupported,
        "the key store is encrypted in a way that is not supported",
    )
}

/// What [`encrypt`] made: an AlgorithmIdentifier in DER, and the encrypted octets.
pub(super) struct Encrypted {
    pub(super) algorithm: Vec<u8>,
    pub(super) data: Vec<u8>,
}

/// Encrypts with PBES2: PBKDF2 with HMAC-SHA-256, and AES-256 in CBC mode.
pub(super) fn encrypt(password: &str, plain: &[u8]) -> Result<Encrypted> {
    let (mut salt, mut iv) = ([0; 16], [0; 16]);
    fill_random(&mut salt)?;
    fill_random(&mut iv)?;
    let digest = DigestAlgorithm::Sha256;
    let length = StoreCipher::Aes256.key_len();
    let key = pbkdf2(digest, password.as_bytes(), &salt, ITERATIONS, length)?;
    let data = encrypt_aes(&key, iv, plain)?;
    let mut algorithm = Vec::new();
    write(&mut algorithm, tag::SEQUENCE, |out| {
        write_oid(out, &oid::ID_PBES2);
        write(out, tag::SEQUENCE, |out| {
            write_pbkdf2(out, &salt);
            write(out, tag::SEQUENCE, |out| {
                write_oid(out, &oid::ID_AES256_CBC);
                write(out, tag::OCTET_STRING, |out| out.extend_from_slice(&iv));
            });
        });
    });
    Ok(Encrypted { algorithm, data })
}

fn write_pbkdf2(out: &mut Vec<u8>, salt: &[u8]) {
    write(out, tag::SEQUENCE, |out| {
        write_oid(out, &oid::ID_PBKDF2);
        write(out, tag::SEQUENCE, |out| {
            write(out, tag::OCTET_STRING, |out| out.extend_from_slice(salt));
            write_unsigned(out, &ITERATIONS.get().to_be_bytes());
            write(out, tag::SEQUENCE, |out| {
                write_oid(out, &oid::ID_HMAC_WITH_SHA256);
                write(out, tag::NULL, |_| {});
            });
        });
    });
}
