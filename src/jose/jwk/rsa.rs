//! The parts of an RSA key (RFC 7518, 6.3).

use super::pkcs8::{self, write_algorithm};
use super::{member, secret_member, unsupported};
use crate::asn1::{Cursor, Element, oid, tag, write, write_unsigned};
use crate::crypto::{RsaEncryptionKey, SigningKey};
use crate::error::{Error, Result};
use crate::jose::base64url;
use crate::jose::json::{Object, ObjectWriter};
use crate::secret::Secret;
use zeroize::Zeroizing;

/// The names of the private parts, in the order in which an RSAPrivateKey has them.
const PRIVATE: [&str; 6] = ["d", "p", "q", "dp", "dq", "qi"];

/// Octets that the header of one number takes at most, with a zero octet before it.
const HEADER: usize = 6;

/// An RSA key. Numbers are big-endian and have no leading zero octet.
#[derive(Clone)]
pub(super) struct RsaKey {
    modulus: Vec<u8>,
    exponent: Vec<u8>,
    private: Option<[Secret; 6]>,
}

impl RsaKey {
    pub(super) fn from_object(object: &Object) -> Result<Self> {
        if object.get("oth").is_some() {
            return Err(unsupported("an RSA key has more than two primes"));
        }
        let there = PRIVATE.map(|name| object.get(name).is_some());
        let private = match there {
            [true, true, true, true, true, true] => Some(private_members(object)?),
            [false, false, false, false, false, false] => None,
            [true, false, false, false, false, false] => {
                return Err(unsupported("a private RSA key comes without its primes"));
            }
            _ => return Err(Error::malformed("a private RSA key lacks a part")),
        };
        Ok(Self {
            modulus: modulus(member(object, "n")?)?,
            exponent: minimal(member(object, "e")?)?,
            private,
        })
    }

    /// Takes an RSAPublicKey (RFC 8017, A.1.1).
    pub(super) fn from_public_der(der: &[u8]) -> Result<Self> {
        let mut numbers = Element::parse_as(der, tag::SEQUENCE)?.children();
        let key = Self {
            modulus: number(&mut numbers)?.to_vec(),
            exponent: number(&mut numbers)?.to_vec(),
            private: None,
        };
        numbers.finish()?;
        Ok(key)
    }

    /// Takes an RSAPrivateKey (RFC 8017, A.1.2).
    pub(super) fn from_private_der(der: &[u8]) -> Result<Self> {
        let mut numbers = Element::parse_as(der, tag::SEQUENCE)?.children();
        if numbers.read_as(tag::INTEGER)?.small_integer()? != 0 {
            return Err(unsupported("an RSA key has more than two primes"));
        }
        let modulus = number(&mut numbers)?.to_vec();
        let exponent = number(&mut numbers)?.to_vec();
        let mut private = PRIVATE.map(|_| Secret::default());
        for part in &mut private {
            *part = Secret::from(number(&mut numbers)?);
        }
        numbers.finish()?;
        Ok(Self {
            modulus,
            exponent,
            private: Some(private),
        })
    }

    /// Whether the size is one that is taken, and the private part belongs to the public one.
    pub(super) fn check(&self) -> Result<()> {
        RsaEncryptionKey::from_spki(&self.to_spki())
            .map_err(|_| unsupported("an RSA web key has not 2048 to 8192 bits"))?;
        if let Some(pkcs8) = self.to_pkcs8() {
            SigningKey::from_pkcs8(pkcs8.as_bytes()).map_err(|_| {
                Error::malformed("the parts of a private RSA key do not belong together")
            })?;
        }
        Ok(())
    }

    pub(super) fn is_private(&self) -> bool {
        self.private.is_some()
    }

    pub(super) fn to_public(&self) -> Self {
        Self {
            modulus: self.modulus.clone(),
            exponent: self.exponent.clone(),
            private: None,
        }
    }

    pub(super) fn modulus(&self) -> Zeroizing<String> {
        base64url::encode(&self.modulus)
    }

    pub(super) fn exponent(&self) -> Zeroizing<String> {
        base64url::encode(&self.exponent)
    }

    pub(super) fn write(&self, members: &mut ObjectWriter) {
        members.text("n", &self.modulus());
        members.text("e", &self.exponent());
        for (name, part) in PRIVATE.iter().zip(self.private.iter().flatten()) {
            members.text(name, &base64url::encode(part.as_bytes()));
        }
    }

    /// The key as an RSAPublicKey.
    pub(super) fn to_public_der(&self) -> Vec<u8> {
        let mut out = Vec::new();
        write(&mut out, tag::SEQUENCE, |out| {
            write_unsigned(out, &self.modulus);
            write_unsigned(out, &self.exponent);
        });
        out
    }

    pub(super) fn to_spki(&self) -> Vec<u8> {
        pkcs8::public(algorithm, &self.to_public_der())
    }

    pub(super) fn to_pkcs8(&self) -> Option<Secret> {
        let private = self.private.as_ref()?;
        let numbers = || {
            let public = [self.modulus.as_slice(), &self.exponent];
            public
                .into_iter()
                .chain(private.iter().map(Secret::as_bytes))
        };
        let sizes = numbers().map(|number| number.len().saturating_add(HEADER));
        Some(pkcs8::wrap(sizes.sum(), algorithm, |out| {
            write(out, tag::SEQUENCE, |out| {
                write_unsigned(out, &[0]);
                numbers().for_each(|number| write_unsigned(out, number));
            });
        }))
    }
}

fn algorithm(out: &mut Vec<u8>) {
    write_algorithm(out, &oid::RSA_ENCRYPTION, |out| {
        write(out, tag::NULL, |_| {});
    });
}

fn private_members(object: &Object) -> Result<[Secret; 6]> {
    let mut private = PRIVATE.map(|_| Secret::default());
    for (part, name) in private.iter_mut().zip(PRIVATE) {
        *part = secret_member(object, name)?;
        if part.as_bytes().first().is_none_or(|first| *first == 0) {
            return Err(not_minimal());
        }
    }
    Ok(private)
}

/// The modulus may have one zero octet before a bit that is set, as a signed number has it: the
/// depot writes it so.
fn modulus(octets: Vec<u8>) -> Result<Vec<u8>> {
    match octets.as_slice() {
        [0, rest @ ..] if rest.first().is_some_and(|first| *first >= 0x80) => Ok(rest.to_vec()),
        _ => minimal(octets),
    }
}

fn minimal(octets: Vec<u8>) -> Result<Vec<u8>> {
    match octets.first() {
        None | Some(0) => Err(not_minimal()),
        Some(_) => Ok(octets),
    }
}

fn not_minimal() -> Error {
    Error::malformed("a number of an RSA web key is empty or has leading zeros")
}

/// A positive INTEGER in DER, as unsigned octets.
fn number<'a>(numbers: &mut Cursor<'a>) -> Result<&'a [u8]> {
    match numbers.read_as(tag::INTEGER)?.content {
        [0, rest @ ..] if rest.first().is_some_and(|first| *first >= 0x80) => Ok(rest),
        octets @ [1..=0x7f, ..] => Ok(octets),
        _ => Err(Error::malformed("a number of an RSA key is not positive")),
    }
}
