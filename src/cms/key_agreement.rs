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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::write_unsigned;
    use der::Encode;

    fn algorithm(scheme: ObjectIdentifier, fill: impl FnOnce(&mut Vec<u8>)) -> AlgorithmIdentifier {
        let mut parameters = Vec::new();
        write(&mut parameters, tag::SEQUENCE, fill);
        AlgorithmIdentifier {
            oid: scheme,
            parameters: Some(parameters),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        for curve in [Curve::P256, Curve::P384, Curve::P521] {
            let agreement = KeyAgreement::on(curve);
            let der = agreement.to_algorithm().unwrap().to_der().unwrap();
            let read = AlgorithmIdentifier::parse(&Element::parse(&der).unwrap()).unwrap();
            assert_eq!(KeyAgreement::from_algorithm(&read), Some(agreement));
        }
    }

    #[test]
    fn all_schemes_of_single_pass_diffie_hellman() {
        use DerivationDigest::{Sha1, Sha224, Sha256, Sha384, Sha512};
        for (standard, cofactor, digest) in [
            ("1.3.133.16.840.63.0.2", "1.3.133.16.840.63.0.3", Sha1),
            ("1.3.132.1.11.0", "1.3.132.1.14.0", Sha224),
            ("1.3.132.1.11.1", "1.3.132.1.14.1", Sha256),
            ("1.3.132.1.11.2", "1.3.132.1.14.2", Sha384),
            ("1.3.132.1.11.3", "1.3.132.1.14.3", Sha512),
        ] {
            for scheme in [standard, cofactor] {
                for (wrap, size) in [
                    (oid::ID_AES128_WRAP, 16),
                    (oid::ID_AES192_WRAP, 24),
                    (oid::ID_AES256_WRAP, 32),
                ] {
                    let scheme = ObjectIdentifier::new_unwrap(scheme);
                    let algorithm = algorithm(scheme, |out| write_oid(out, &wrap));
                    let derivation = KeyAgreement::from_algorithm(&algorithm)
                        .unwrap()
                        .derivation(None);
                    assert_eq!((derivation.digest, derivation.size), (digest, size));
                }
            }
        }
    }

    #[test]
    fn other_algorithms_are_refused() {
        const MQV: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.1.15.1");
        const TRIPLE_DES_WRAP: ObjectIdentifier =
            ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.3.6");
        let ours = oid::DH_SINGLE_PASS_STD_DH_SHA256KDF_SCHEME;
        for refused in [
            algorithm(MQV, |out| write_oid(out, &oid::ID_AES128_WRAP)),
            algorithm(ours, |out| write_oid(out, &TRIPLE_DES_WRAP)),
            algorithm(ours, |_| {}),
            algorithm(ours, |out| write_unsigned(out, &[1])),
            AlgorithmIdentifier {
                oid: ours,
                parameters: None,
            },
        ] {
            assert_eq!(KeyAgreement::from_algorithm(&refused), None);
        }
    }

    /// The parameters of the key wrap are bound as they stand: NULL is not the same as none.
    #[test]
    fn shared_info_is_der() {
        let wrap = [&[0x06, 9][..], oid::ID_AES128_WRAP.as_bytes()].concat();
        let bits = [0xa2, 6, 4, 4, 0, 0, 0, 128];
        let agreement = KeyAgreement::on(Curve::P256);
        assert_eq!(
            agreement.derivation(None).shared_info,
            [&[0x30, 21, 0x30, 11][..], &wrap, &bits].concat()
        );
        assert_eq!(
            agreement.derivation(Some(b"ukm")).shared_info,
            [
                &[0x30, 28, 0x30, 11][..],
                &wrap,
                &[0xa0, 5, 4, 3],
                b"ukm",
                &bits
            ]
            .concat()
        );
        let parameters = [&[0x30, 0x80][..], &wrap, &[5, 0, 0, 0]].concat();
        let algorithm = AlgorithmIdentifier {
            oid: oid::DH_SINGLE_PASS_STD_DH_SHA1KDF_SCHEME,
            parameters: Some(parameters),
        };
        let agreement = KeyAgreement::from_algorithm(&algorithm).unwrap();
        assert_eq!(
            agreement.derivation(None).shared_info,
            [&[0x30, 23, 0x30, 13][..], &wrap, &[5, 0], &bits].concat()
        );
    }
}
