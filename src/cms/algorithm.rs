//! AlgorithmIdentifier (RFC 5280, 4.1.1.2).

use crate::asn1::{Element, oid, tag, write, write_oid, write_unsigned};
use crate::crypto::SignatureAlgorithm;
use crate::error::{Error, Result};
use der::Decode;
use der::asn1::Any;
use der::oid::ObjectIdentifier;
use x509_cert::spki::AlgorithmIdentifierOwned;

/// An algorithm with its parameters, undecoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AlgorithmIdentifier {
    pub(crate) oid: ObjectIdentifier,
    /// All octets of the parameters; `None` for absent ones and for NULL, which RFC 5754
    /// tells readers to take for the same.
    pub(crate) parameters: Option<Vec<u8>>,
}

impl AlgorithmIdentifier {
    /// Takes the SEQUENCE, or whatever stands for it under an implicit tag.
    pub(crate) fn parse(element: &Element<'_>) -> Result<Self> {
        if element.tag & tag::CONSTRUCTED == 0 {
            return Err(Error::malformed(
                "an algorithm identifier is not a SEQUENCE",
            ));
        }
        let mut members = element.children();
        let oid = members.read()?.oid()?;
        let parameters = if members.is_empty() {
            None
        } else {
            Some(members.read()?)
        };
        members.finish()?;
        let parameters = match parameters {
            Some(null) if null.tag == tag::NULL && null.content.is_empty() => None,
            Some(null) if null.tag == tag::NULL => {
                return Err(Error::malformed("a NULL is not empty"));
            }
            other => other.map(|parameters| parameters.raw.to_vec()),
        };
        Ok(Self { oid, parameters })
    }
}

/// An algorithm with NULL as its parameters, as the official library writes it.
pub(super) fn with_null(oid: ObjectIdentifier) -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned {
        oid,
        parameters: Some(Any::null()),
    }
}

/// How a SignerInfo names a signature algorithm.
pub(super) fn signature_algorithm(
    algorithm: SignatureAlgorithm,
) -> Result<AlgorithmIdentifierOwned> {
    match algorithm {
        SignatureAlgorithm::RsaPss(_) => Ok(AlgorithmIdentifierOwned {
            oid: oid::ID_RSASSA_PSS,
            parameters: Some(Any::from_der(&pss_parameters()).map_err(not_encoded)?),
        }),
        SignatureAlgorithm::RsaPkcs1(_) => Ok(with_null(oid::SHA256_WITH_RSA_ENCRYPTION)),
        SignatureAlgorithm::Ecdsa(_) => Ok(AlgorithmIdentifierOwned {
            oid: oid::ECDSA_WITH_SHA256,
            parameters: None,
        }),
        SignatureAlgorithm::RsaPssWith(_) | SignatureAlgorithm::Dsa(_) => {
            Err(Error::internal("nothing is signed with such an algorithm"))
        }
    }
}

/// RSASSA-PSS-params (RFC 4055, 3.1): SHA-256, MGF1 with SHA-256, a salt of 32 octets.
fn pss_parameters() -> Vec<u8> {
    let mut out = Vec::new();
    write(&mut out, tag::SEQUENCE, |out| {
        write(out, tag::context(0), write_sha256);
        write(out, tag::context(1), |out| {
            write(out, tag::SEQUENCE, |out| {
                write_oid(out, &oid::ID_MGF1);
                write_sha256(out);
            });
        });
        write(out, tag::context(2), |out| write_unsigned(out, &[32]));
    });
    out
}

/// Writes the AlgorithmIdentifier of SHA-256, with NULL.
pub(super) fn write_sha256(out: &mut Vec<u8>) {
    write(out, tag::SEQUENCE, |out| {
        write_oid(out, &oid::ID_SHA256);
        write(out, tag::NULL, |_| {});
    });
}

/// The error for what the encoder refuses, which only a defect can bring about.
pub(super) fn not_encoded(_: der::Error) -> Error {
    Error::internal("a part of the message could not be encoded")
}
