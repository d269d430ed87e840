//! Public keys as certificates carry them, and what they verify.

use super::legacy_signature::{self, DsaPublicKey};
use super::parsed_key::ParsedKey;
use super::{Digest, DigestAlgorithm, PssParameters, SignatureAlgorithm};
use crate::asn1::{Element, oid, tag};
use crate::error::Result;
use aws_lc_rs::digest as aws_digest;
use aws_lc_rs::signature::{self as aws, VerificationAlgorithm};

/// The type of a public key, with the size that policies look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyKind {
    /// The bits of the modulus.
    Rsa {
        bits: usize,
    },
    EcP256,
    EcP384,
    EcP521,
    /// The bits of the public value, which the official library takes for the size.
    Dsa {
        bits: usize,
    },
    Other,
}

/// The sizes of RSA keys that verify anything.
const RSA_BITS: core::ops::RangeInclusive<usize> = 512..=8192;

/// A public key as certificates carry it.
#[derive(Debug)]
pub(crate) struct PublicKey {
    kind: KeyKind,
    /// The subjectPublicKey: an RSAPublicKey, a point, or the public value of a DSA key.
    bits: Vec<u8>,
    /// The Dss-Parms of a DSA key.
    domain: Vec<u8>,
    parsed: ParsedKey,
}

impl PublicKey {
    /// Takes a SubjectPublicKeyInfo. A key of an unknown type is taken too, but verifies nothing.
    pub(crate) fn from_spki(spki: &[u8]) -> Result<Self> {
        let mut spki = Element::parse_as(spki, tag::SEQUENCE)?.children();
        let mut algorithm = spki.read_as(tag::SEQUENCE)?.children();
        let identifier = algorithm.read()?.oid()?;
        let bits = spki.read()?.bit_string()?;
        spki.finish()?;
        let mut domain = Vec::new();
        let kind = match identifier {
            oid::RSA_ENCRYPTION | oid::ID_RSASSA_PSS => KeyKind::Rsa {
                bits: modulus_bits(bits)?,
            },
            oid::ID_EC_PUBLIC_KEY => match algorithm.read()?.oid() {
                Ok(oid::SECP256R1) => KeyKind::EcP256,
                Ok(oid::SECP384R1) => KeyKind::EcP384,
                Ok(oid::SECP521R1) => KeyKind::EcP521,
                _ => KeyKind::Other,
            },
            // A key that inherits its parameters from the issuer (RFC 3279, 2.3.2) has none.
            oid::ID_DSA if !algorithm.is_empty() => {
                domain.extend_from_slice(algorithm.read()?.raw);
                KeyKind::Dsa {
                    bits: integer_bits(Element::parse_as(bits, tag::INTEGER)?.content),
                }
            }
            _ => KeyKind::Other,
        };
        Ok(Self {
            kind,
            bits: bits.to_vec(),
            domain,
            parsed: ParsedKey::default(),
        })
    }

    pub(crate) fn kind(&self) -> KeyKind {
        self.kind
    }

    /// The subjectPublicKey.
    pub(super) fn bits(&self) -> &[u8] {
        &self.bits
    }

    /// Whether keys of this type make signatures by the algorithm.
    pub(crate) fn fits(&self, algorithm: SignatureAlgorithm) -> bool {
        use SignatureAlgorithm::{Dsa, Ecdsa, RsaPkcs1, RsaPss, RsaPssWith};
        match self.kind {
            KeyKind::Rsa { .. } => matches!(algorithm, RsaPss(_) | RsaPssWith(_) | RsaPkcs1(_)),
            KeyKind::EcP256 | KeyKind::EcP384 | KeyKind::EcP521 => matches!(algorithm, Ecdsa(_)),
            KeyKind::Dsa { .. } => matches!(algorithm, Dsa(_)),
            KeyKind::Other => false,
        }
    }

    /// Whether the signature over the message was made with this key and algorithm.
    pub(crate) fn verifies(
        &self,
        algorithm: SignatureAlgorithm,
        message: &[u8],
        signature: &[u8],
    ) -> bool {
        let digest = Digest::of(algorithm.digest(), message);
        self.verifies_digest(algorithm, &digest, signature)
    }

    /// Whether the signature over a message with this digest was made with this key and
    /// algorithm. The digest is that of [`SignatureAlgorithm::digest`]; one of another length
    /// verifies nothing.
    pub(crate) fn verifies_digest(
        &self,
        algorithm: SignatureAlgorithm,
        digest: &[u8],
        signature: &[u8],
    ) -> bool {
        if digest.len() != algorithm.digest().size() {
            return false;
        }
        if let Some(verification) = verification(self.kind, algorithm) {
            return self.verifies_with((algorithm, verification), digest, signature);
        }
        self.verifies_legacy(algorithm, digest, signature)
            .unwrap_or_default()
    }

    fn verifies_with(
        &self,
        (algorithm, verification): (SignatureAlgorithm, &'static dyn VerificationAlgorithm),
        digest: &[u8],
        signature: &[u8],
    ) -> bool {
        let digest = algorithm
            .digest()
            .aws()
            .and_then(|aws| aws_digest::Digest::import_less_safe(digest, aws).ok());
        digest.is_some_and(|digest| {
            let algorithm = (algorithm, verification);
            self.parsed
                .verifies(&self.bits, algorithm, &digest, signature)
        })
    }

    /// What the backend does not verify. `None` where the algorithm does not go with the key,
    /// or the key is broken.
    fn verifies_legacy(
        &self,
        algorithm: SignatureAlgorithm,
        digest: &[u8],
        signature: &[u8],
    ) -> Option<bool> {
        match (self.kind, algorithm) {
            (KeyKind::Rsa { bits }, _) if !RSA_BITS.contains(&bits) => None,
            (KeyKind::Rsa { .. }, SignatureAlgorithm::RsaPss(algorithm)) => {
                let parameters = PssParameters::of(algorithm);
                legacy_signature::verifies_pss(&self.bits, &parameters, digest, signature)
            }
            (KeyKind::Rsa { .. }, SignatureAlgorithm::RsaPssWith(parameters)) => {
                legacy_signature::verifies_pss(&self.bits, &parameters, digest, signature)
            }
            (KeyKind::Rsa { .. }, SignatureAlgorithm::RsaPkcs1(algorithm)) => {
                legacy_signature::verifies_pkcs1(&self.bits, algorithm, digest, signature)
            }
            (KeyKind::EcP256 | KeyKind::EcP384, SignatureAlgorithm::Ecdsa(algorithm)) => {
                self.verifies_short_digest(algorithm, digest, signature)
            }
            (KeyKind::Dsa { .. }, SignatureAlgorithm::Dsa(_)) => {
                DsaPublicKey::parse(&self.domain, &self.bits)?.verifies(digest, signature)
            }
            _ => None,
        }
    }

    /// ECDSA reads a digest as an integer (SEC 1, 4.1.4), so leading zeros make a SHA-1 or
    /// SHA-224 value one of SHA-256 without a change; the backend takes those with every curve.
    fn verifies_short_digest(
        &self,
        algorithm: DigestAlgorithm,
        digest: &[u8],
        signature: &[u8],
    ) -> Option<bool> {
        if algorithm == DigestAlgorithm::Md5 {
            return None;
        }
        let mut padded = [0; 32];
        for (to, from) in padded.iter_mut().rev().zip(digest.iter().rev()) {
            *to = *from;
        }
        let algorithm = SignatureAlgorithm::Ecdsa(DigestAlgorithm::Sha256);
        let verification = verification(self.kind, algorithm)?;
        Some(self.verifies_with((algorithm, verification), &padded, signature))
    }
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind && self.bits == other.bits && self.domain == other.domain
    }
}

impl Eq for PublicKey {}

fn modulus_bits(rsa_public_key: &[u8]) -> Result<usize> {
    let mut key = Element::parse_as(rsa_public_key, tag::SEQUENCE)?.children();
    Ok(integer_bits(key.read_as(tag::INTEGER)?.content))
}

/// The bits of an unsigned number.
fn integer_bits(octets: &[u8]) -> usize {
    let start = octets.iter().position(|octet| *octet != 0);
    let significant = octets
        .get(start.unwrap_or(octets.len())..)
        .unwrap_or_default();
    let zeros = significant
        .first()
        .map_or(0, |first| first.leading_zeros() as usize);
    significant.len().saturating_mul(8).saturating_sub(zeros)
}

/// How the backend verifies: RSA from 2048 bits, where PKCS #1 v1.5 would do from 1024, and
/// ECDSA with digests that are not much shorter than the curve.
fn verification(
    kind: KeyKind,
    algorithm: SignatureAlgorithm,
) -> Option<&'static dyn VerificationAlgorithm> {
    match (kind, algorithm) {
        (KeyKind::Rsa { bits: 2048..=8192 }, SignatureAlgorithm::RsaPss(digest)) => {
            pss_verification(digest)
        }
        (KeyKind::Rsa { bits: 2048..=8192 }, SignatureAlgorithm::RsaPkcs1(digest)) => {
            pkcs1_verification(digest)
        }
        (_, SignatureAlgorithm::Ecdsa(digest)) => ecdsa_verification(kind, digest),
        _ => None,
    }
}

fn pss_verification(digest: DigestAlgorithm) -> Option<&'static dyn VerificationAlgorithm> {
    match digest {
        DigestAlgorithm::Sha256 => Some(&aws::RSA_PSS_2048_8192_SHA256),
        DigestAlgorithm::Sha384 => Some(&aws::RSA_PSS_2048_8192_SHA384),
        DigestAlgorithm::Sha512 => Some(&aws::RSA_PSS_2048_8192_SHA512),
        DigestAlgorithm::Md5 | DigestAlgorithm::Sha1 | DigestAlgorithm::Sha224 => None,
    }
}

fn pkcs1_verification(digest: DigestAlgorithm) -> Option<&'static dyn VerificationAlgorithm> {
    match digest {
        DigestAlgorithm::Sha1 => Some(&aws::RSA_PKCS1_2048_8192_SHA1_FOR_LEGACY_USE_ONLY),
        DigestAlgorithm::Sha256 => Some(&aws::RSA_PKCS1_2048_8192_SHA256),
        DigestAlgorithm::Sha384 => Some(&aws::RSA_PKCS1_2048_8192_SHA384),
        DigestAlgorithm::Sha512 => Some(&aws::RSA_PKCS1_2048_8192_SHA512),
        DigestAlgorithm::Md5 | DigestAlgorithm::Sha224 => None,
    }
}

fn ecdsa_verification(
    curve: KeyKind,
    digest: DigestAlgorithm,
) -> Option<&'static dyn VerificationAlgorithm> {
    use DigestAlgorithm::{Sha1, Sha224, Sha256, Sha384, Sha512};
    Some(match (curve, digest) {
        (KeyKind::EcP256, Sha256) => &aws::ECDSA_P256_SHA256_ASN1,
        (KeyKind::EcP256, Sha384) => &aws::ECDSA_P256_SHA384_ASN1,
        (KeyKind::EcP256, Sha512) => &aws::ECDSA_P256_SHA512_ASN1,
        (KeyKind::EcP384, Sha256) => &aws::ECDSA_P384_SHA256_ASN1,
        (KeyKind::EcP384, Sha384) => &aws::ECDSA_P384_SHA384_ASN1,
        (KeyKind::EcP384, Sha512) => &aws::ECDSA_P384_SHA512_ASN1,
        (KeyKind::EcP521, Sha1) => &aws::ECDSA_P521_SHA1_ASN1,
        (KeyKind::EcP521, Sha224) => &aws::ECDSA_P521_SHA224_ASN1,
        (KeyKind::EcP521, Sha256) => &aws::ECDSA_P521_SHA256_ASN1,
        (KeyKind::EcP521, Sha384) => &aws::ECDSA_P521_SHA384_ASN1,
        (KeyKind::EcP521, Sha512) => &aws::ECDSA_P521_SHA512_ASN1,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::{write, write_oid, write_unsigned};
    use std::collections::HashMap;

    /// Keys and signatures over `message`, made with openssl.
    const TABLE: &str = include_str!("../../tests/vectors/legacy/signatures.tsv");

    fn octets(hex: &str) -> Vec<u8> {
        let digits = hex.as_bytes().chunks(2);
        digits
            .map(|pair| u8::from_str_radix(core::str::from_utf8(pair).unwrap(), 16).unwrap())
            .collect()
    }

    fn digest(name: &str) -> DigestAlgorithm {
        match name {
            "md5" => DigestAlgorithm::Md5,
            "sha1" => DigestAlgorithm::Sha1,
            "sha224" => DigestAlgorithm::Sha224,
            "sha256" => DigestAlgorithm::Sha256,
            "sha384" => DigestAlgorithm::Sha384,
            "sha512" => DigestAlgorithm::Sha512,
            other => unreachable!("{other}"),
        }
    }

    fn keys() -> HashMap<&'static str, PublicKey> {
        let lines = TABLE.lines().map(|line| line.split('\t').collect());
        let keys = lines.filter_map(|columns: Vec<&str>| match columns[..] {
            ["key", name, spki] => Some((name, PublicKey::from_spki(&octets(spki)).unwrap())),
            _ => None,
        });
        keys.collect()
    }

    fn signatures() -> Vec<(&'static str, SignatureAlgorithm, Vec<u8>)> {
        let lines = TABLE.lines().map(|line| line.split('\t').collect());
        let signatures = lines.filter_map(|columns: Vec<&str>| {
            let ["signature", key, scheme, name, mask, salt, signature] = columns[..] else {
                return None;
            };
            let algorithm = match scheme {
                "pss" => SignatureAlgorithm::from(PssParameters {
                    digest: digest(name),
                    mask_digest: digest(mask),
                    salt_length: salt.parse().unwrap(),
                }),
                "pkcs1" => SignatureAlgorithm::RsaPkcs1(digest(name)),
                "ecdsa" => SignatureAlgorithm::Ecdsa(digest(name)),
                _ => SignatureAlgorithm::Dsa(digest(name)),
            };
            Some((key, algorithm, octets(signature)))
        });
        signatures.collect()
    }

    #[test]
    fn signatures_of_openssl_verify() {
        let (keys, signatures) = (keys(), signatures());
        assert_eq!((keys.len(), signatures.len()), (10, 58));
        for (name, algorithm, signature) in &signatures {
            let key = &keys[name];
            let verifies = |message, signature: &[u8]| key.verifies(*algorithm, message, signature);
            assert!(verifies(b"message", signature), "{name} {algorithm:?}");
            assert!(!verifies(b"Message", signature), "{name} {algorithm:?}");
            let mut changed = signature.clone();
            *changed.last_mut().unwrap() ^= 1;
            assert!(!verifies(b"message", &changed));
            let longer = [&[0], signature.as_slice()].concat();
            for wrong in [&longer, &signature[1..], &[], &vec![0; signature.len()]] {
                assert!(!verifies(b"message", wrong), "{name} {algorithm:?}");
            }
        }
    }

    /// A signature verifies with no other key and under no other algorithm.
    #[test]
    fn keys_and_algorithms_are_not_confused() {
        let (keys, signatures) = (keys(), signatures());
        for (name, algorithm, signature) in &signatures {
            for (other, key) in &keys {
                let right = other == name;
                assert_eq!(key.verifies(*algorithm, b"message", signature), right);
            }
            for (_, other, _) in signatures.iter().filter(|(_, other, _)| other != algorithm) {
                assert!(!keys[name].verifies(*other, b"message", signature));
            }
        }
    }

    /// What the backend verifies, the other path verifies too.
    #[test]
    fn both_paths_agree() {
        let keys = keys();
        for (name, algorithm, signature) in signatures() {
            let key = &keys[name];
            let digest = Digest::of(algorithm.digest(), b"message");
            if matches!(key.kind, KeyKind::Rsa { .. }) {
                let legacy = key.verifies_legacy(algorithm, &digest, &signature);
                assert_eq!(legacy, Some(true), "{name} {algorithm:?}");
            }
            assert!(key.verifies_digest(algorithm, &digest, &signature));
            assert!(!key.verifies_digest(algorithm, &digest[1..], &signature));
        }
    }

    #[test]
    fn kinds_and_sizes() {
        let keys = keys();
        assert_eq!(keys["rsa2047"].kind(), KeyKind::Rsa { bits: 2047 });
        assert_eq!(keys["rsa1025"].kind(), KeyKind::Rsa { bits: 1025 });
        assert_eq!(keys["P-521"].kind(), KeyKind::EcP521);
        let KeyKind::Dsa { bits } = keys["dsa2048"].kind() else {
            unreachable!()
        };
        assert!((2000..=2048).contains(&bits));
    }

    fn rsa(modulus: &[u8], exponent: &[u8]) -> PublicKey {
        let mut spki = Vec::new();
        write(&mut spki, tag::SEQUENCE, |out| {
            write(out, tag::SEQUENCE, |out| {
                write_oid(out, &oid::RSA_ENCRYPTION)
            });
            write(out, tag::BIT_STRING, |out| {
                out.push(0);
                write(out, tag::SEQUENCE, |out| {
                    write_unsigned(out, modulus);
                    write_unsigned(out, exponent);
                });
            });
        });
        PublicKey::from_spki(&spki).unwrap()
    }

    /// Keys that are no keys verify nothing, and do no harm.
    #[test]
    fn broken_rsa_keys() {
        let sha256 = DigestAlgorithm::Sha256;
        for (modulus, exponent) in [
            (vec![0xff; 64], &[1][..]),
            (vec![0xff; 64], &[2]),
            (vec![0xff; 64], &[0]),
            (vec![0xff; 64], &[0xff; 5]),
            (vec![0xff; 64], &[0xff; 65]),
            (vec![0xfe; 64], &[3]),
            (vec![], &[3]),
            (vec![3], &[3]),
            (vec![0xff; 63], &[3]),
            (vec![0xff; 1025], &[3]),
            (vec![0xff; 4000], &[3]),
        ] {
            let key = rsa(&modulus, exponent);
            for signature in [vec![1; modulus.len()], vec![0xff; modulus.len()], vec![]] {
                for algorithm in [
                    SignatureAlgorithm::RsaPss(sha256),
                    SignatureAlgorithm::RsaPkcs1(sha256),
                    SignatureAlgorithm::RsaPssWith(PssParameters {
                        salt_length: usize::MAX,
                        ..PssParameters::of(sha256)
                    }),
                ] {
                    assert!(!key.verifies(algorithm, b"message", &signature));
                }
            }
        }
    }

    #[test]
    fn broken_dsa_keys() {
        let numbers = |numbers: &[&[u8]]| {
            let mut out = Vec::new();
            write(&mut out, tag::SEQUENCE, |out| {
                numbers
                    .iter()
                    .for_each(|number| write_unsigned(out, number));
            });
            out
        };
        let signature = numbers(&[&[1], &[1]]);
        for (p, q, g, y) in [
            (&[][..], &[][..], &[][..], &[][..]),
            (&[1], &[1], &[1], &[1]),
            (&[23], &[11], &[1], &[1]),
            (&[23], &[11], &[4], &[1]),
            (&[23], &[10], &[4], &[4]),
            (&[22], &[11], &[4], &[4]),
            (&[11], &[23], &[4], &[4]),
            (&[23], &[11], &[23], &[4]),
            (&[23], &[11], &[4], &[24]),
            (&[0xff; 2000], &[11], &[4], &[4]),
        ] {
            let domain = numbers(&[p, q, g]);
            let mut spki = Vec::new();
            write(&mut spki, tag::SEQUENCE, |out| {
                write(out, tag::SEQUENCE, |out| {
                    write_oid(out, &oid::ID_DSA);
                    out.extend_from_slice(&domain);
                });
                write(out, tag::BIT_STRING, |out| {
                    out.push(0);
                    write_unsigned(out, y);
                });
            });
            let key = PublicKey::from_spki(&spki).unwrap();
            let algorithm = SignatureAlgorithm::Dsa(DigestAlgorithm::Sha1);
            assert!(!key.verifies(algorithm, b"message", &signature));
        }
        let key = &keys()["dsa2048"];
        let algorithm = SignatureAlgorithm::Dsa(DigestAlgorithm::Sha256);
        for (r, s) in [(&[0][..], &[1][..]), (&[1], &[0]), (&[0xff; 64], &[1])] {
            assert!(!key.verifies(algorithm, b"message", &numbers(&[r, s])));
        }
    }
}
