//! A SignerInfo in the making, in the form of the official library.

use super::algorithm::{not_encoded, signature_algorithm, with_null};
use super::identifier::EntityName;
use crate::asn1::{oid, tag, write, write_oid, write_unsigned};
use crate::crypto::SignatureAlgorithm;
use crate::error::Result;
use crate::x509;
use der::Encode;
use der::oid::ObjectIdentifier;

/// What all SignerInfos of one signer have in common, encoded once.
///
/// They have the official library's form: content type, signing time, message digest and
/// algorithm protection as signed attributes, and an empty set of unsigned ones. The version is
/// that of RFC 5652, 5.3, for the way in which the signer is named.
pub(crate) struct SignerInfoForm {
    /// version, sid and digestAlgorithm.
    head: Vec<u8>,
    /// The attributes that are always the same.
    content_type: Vec<u8>,
    algorithm_protection: Vec<u8>,
    signature_algorithm: Vec<u8>,
}

/// A SignerInfo in the making: the signed attributes are fixed, the signature is not yet made.
pub(crate) struct UnsignedSignerInfo<'a> {
    form: &'a SignerInfoForm,
    /// The signed attributes as a DER SET OF.
    attributes: Vec<u8>,
}

impl SignerInfoForm {
    pub(crate) fn new<'a>(
        signer: impl Into<EntityName<'a>>,
        algorithm: SignatureAlgorithm,
    ) -> Result<Self> {
        let signer = signer.into();
        let digest = with_null(oid::ID_SHA256).to_der().map_err(not_encoded)?;
        let signature = signature_algorithm(algorithm)?
            .to_der()
            .map_err(not_encoded)?;
        let version = match signer {
            EntityName::Certificate(_) => 1,
            EntityName::KeyIdentifier(_) => 3,
        };
        let mut head = Vec::new();
        write_unsigned(&mut head, &[version]);
        head.extend(signer.to_signer()?.to_der().map_err(not_encoded)?);
        head.extend_from_slice(&digest);
        Ok(Self {
            head,
            content_type: attribute(&oid::ID_CONTENT_TYPE, |out| write_oid(out, &oid::ID_DATA)),
            algorithm_protection: attribute(&oid::ID_CMS_ALGORITHM_PROTECTION, |out| {
                write_algorithm_protection(out, &digest, &signature);
            }),
            signature_algorithm: signature,
        })
    }

    /// Starts the SignerInfo of a content with this digest.
    pub(crate) fn begin(
        &self,
        signing_time: i64,
        message_digest: &[u8],
    ) -> Result<UnsignedSignerInfo<'_>> {
        let time = x509::encode_time(signing_time)?;
        let signing_time = attribute(&oid::ID_SIGNING_TIME, |out| out.extend(time));
        let message_digest = attribute(&oid::ID_MESSAGE_DIGEST, |out| {
            write(out, tag::OCTET_STRING, |out| {
                out.extend_from_slice(message_digest);
            });
        });
        let mut encodings = [
            &self.content_type,
            &signing_time,
            &message_digest,
            &self.algorithm_protection,
        ];
        encodings.sort_unstable();
        let mut attributes = Vec::new();
        write(&mut attributes, tag::SET, |out| {
            for encoding in encodings {
                out.extend_from_slice(encoding);
            }
        });
        Ok(UnsignedSignerInfo {
            form: self,
            attributes,
        })
    }
}

impl UnsignedSignerInfo<'_> {
    /// The octets to sign: the signed attributes as a DER SET OF (RFC 5652, 5.4).
    pub(crate) fn signed_octets(&self) -> &[u8] {
        &self.attributes
    }

    /// The encoded SignerInfo with this signature.
    pub(crate) fn with_signature(mut self, signature: &[u8]) -> Vec<u8> {
        // signedAttrs [0] IMPLICIT
        if let Some(identifier) = self.attributes.first_mut() {
            *identifier = tag::context(0);
        }
        let mut out = Vec::new();
        write(&mut out, tag::SEQUENCE, |out| {
            out.extend_from_slice(&self.form.head);
            out.extend_from_slice(&self.attributes);
            out.extend_from_slice(&self.form.signature_algorithm);
            write(out, tag::OCTET_STRING, |out| {
                out.extend_from_slice(signature);
            });
            // unsignedAttrs [1] IMPLICIT
            write(out, tag::context(1), |_| {});
        });
        out
    }
}

/// The value of CMSAlgorithmProtection (RFC 6211, 2) of these AlgorithmIdentifiers.
fn write_algorithm_protection(out: &mut Vec<u8>, digest: &[u8], signature: &[u8]) {
    write(out, tag::SEQUENCE, |out| {
        out.extend_from_slice(digest);
        // signatureAlgorithm [1] IMPLICIT
        out.push(tag::context(1));
        out.extend(signature.iter().skip(1));
    });
}

/// An Attribute with one value.
fn attribute(oid: &ObjectIdentifier, write_value: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut out = Vec::new();
    write(&mut out, tag::SEQUENCE, |out| {
        write_oid(out, oid);
        write(out, tag::SET, write_value);
    });
    out
}
