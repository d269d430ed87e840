//! The key-agreement algorithms of CMS on elliptic curves (RFC 5753, 7).

use super::AlgorithmIdentifier;
use super::algorithm::not_encoded;
use crate::asn1::{Element, oid, tag, write, write_oid};
use crate::crypto::{Curve, DerivationDigest, KeyDerivation};
use crate::error::Result;
use der::Decode;
use der::asn1::Any;
use der::oid::ObjectIdentifier;
use x509_cert::spki::AlgorithmIdentifierOwned;

/// A scheme of ephemeral-static ECDH, and the key wrap that it makes a key for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeyAgreement {
    scheme: ObjectIdentifier,
    digest: DerivationDigest,
    /// The AlgorithmIdentifier of the key wrap, in DER.
    wrap: Vec<u8>,
    /// Octets of a key for the key wrap.
    size: usize,
}

impl KeyAgreement {
    /// Takes a keyEncryptionAlgorithm. `None` for what is not ECDH with AES key wrap: MQV,
    /// which needs a second key of the recipient, and Triple DES among it.
    pub(crate) fn from_algorithm(algorithm: &AlgorithmIdentifier) -> Option<Self> {
        let wrap = Element::parse_as(algorithm.parameters.as_deref()?, tag::SEQUENCE).ok()?;
        Some(Self {
            scheme: algorithm.oid,
            digest: digest(&algorithm.oid)?,
            size: key_size(&AlgorithmIdentifier::parse(&wrap).ok()?.oid)?,
            wrap: wrap.to_der().ok()?,
        })
    }

    /// What messages are sealed with for a recipient on this curve: the standard primitive, a
    /// digest of the strength of the curve, and a key wrap to go with it.
    pub(crate) fn on(curve: Curve) -> Self {
        let (scheme, digest, wrap, size) = match curve {
            Curve::P256 => (
                oid::DH_SINGLE_PASS_STD_DH_SHA256KDF_SCHEME,
                DerivationDigest::Sha256,
                oid::ID_AES128_WRAP,
                16,
            ),
            Curve::P384 => (
                oid::DH_SINGLE_PASS_STD_DH_SHA384KDF_SCHEME,
                DerivationDigest::Sha384,
                oid::ID_AES256_WRAP,
                32,
            ),
            Curve::P521 => (
                oid::DH_SINGLE_PASS_STD_DH_SHA512KDF_SCHEME,
                DerivationDigest::Sha512,
                oid::ID_AES256_WRAP,
                32,
            ),
        };
        let mut identifier = Vec::new();
        // RFC 3565, 2.3.2: the parameters are absent.
        write(&mut identifier, tag::SEQUENCE, |out| write_oid(out, &wrap));
        Self {
            scheme,
            digest,
            wrap: identifier,
            size,
        }
    }

    /// How the key-encryption key is made of the shared secret, bound to its use by an
    /// ECC-CMS-SharedInfo (RFC 5753, 7.2).
    pub(crate) fn derivation(&self, user_keying_material: Option<&[u8]>) -> KeyDerivation {
        let bits = u32::try_from(self.size.saturating_mul(8)).unwrap_or(u32::MAX);
        let mut shared_info = Vec::new();
        write(&mut shared_info, tag::SEQUENCE, |out| {
            out.extend_from_slice(&self.wrap);
            if let Some(material) = user_keying_material {
                write_explicit(out, 0, material);
            }
            write_explicit(out, 2, &bits.to_be_bytes());
        });
        KeyDerivation {
            digest: self.digest,
            shared_info,
            size: self.size,
        }
    }

    /// The keyEncryptionAlgorithm as it is written.
    pub(super) fn to_algorithm(&self) -> Result<AlgorithmIdentifierOwned> {
        Ok(AlgorithmIdentifierOwned {
            oid: self.scheme,
            parameters: Some(Any::from_der(&self.wrap).map_err(not_encoded)?),
        })
    }
}

/// An OCTET STRING under an explicit tag.
fn write_explicit(out: &mut Vec<u8>, number: u8, octets: &[u8]) {
    write(out, tag::context(number), |out| {
        write(out, tag::OCTET_STRING, |out| out.extend_from_slice(octets));
    });
}

fn digest(scheme: &ObjectIdentifier) -> Option<DerivationDigest> {
    Some(match *scheme {
        oid::DH_SINGLE_PASS_STD_DH_SHA1KDF_SCHEME
        | oid::DH_SINGLE_PASS_COFACTOR_DH_SHA1KDF_SCHEME => DerivationDigest::Sha1,
        oid::DH_SINGLE_PASS_STD_DH_SHA224KDF_SCHEME
        | oid::DH_SINGLE_PASS_COFACTOR_DH_SHA224KDF_SCHEME => DerivationDigest::Sha224,
        oid::DH_SINGLE_PASS_STD_DH_SHA256KDF_SCHEME
        | oid::DH_SINGLE_PASS_COFACTOR_DH_SHA256KDF_SCHEME => DerivationDigest::Sha256,
        oid::DH_SINGLE_PASS_STD_DH_SHA384KDF_SCHEME
        | oid::DH_SINGLE_PASS_COFACTOR_DH_SHA384KDF_SCHEME => DerivationDigest::Sha384,
        oid::DH_SINGLE_PASS_STD_DH_SHA512KDF_SCHEME
        | oid::DH_SINGLE_PASS_COFACTOR_DH_SHA512KDF_SCHEME => DerivationDigest::Sha512,
        _ => return None,
    })
}

fn key_size(wrap: &ObjectIdentifier) -> Option<usize> {
    match *wrap {
        oid::ID_AES128_WRAP => Some(16),
        oid::ID_AES192_WRAP => Some(24),
        oid::ID_AES256_WRAP => Some(32),
        _ => None,
    }
}
