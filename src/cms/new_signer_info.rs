//! A SignerInfo in the making, in the form of the official library.

use super::algorithm::{not_encoded, signature_algorithm, with_null};
use super::identifier::EntityName;
use crate::asn1::{oid, tag, write};
use crate::crypto::SignatureAlgorithm;
use crate::error::Result;
use crate::x509;
use cms::content_info::CmsVersion;
use cms::signed_data::{SignedAttributes, SignerInfo};
use der::asn1::{Any, ObjectIdentifier, OctetString, SetOfVec};
use der::{Decode, Encode};
use x509_cert::attr::Attribute;
use x509_cert::spki::AlgorithmIdentifierOwned;

/// A SignerInfo in the making: the signed attributes are fixed, the signature is not yet made.
pub(crate) struct UnsignedSignerInfo(SignerInfo);

/// Starts a SignerInfo of the official library's form: content type, signing time, message
/// digest and algorithm protection as signed attributes, and an empty set of unsigned ones.
/// The version is that of RFC 5652, 5.3, for the way in which the signer is named.
pub(crate) fn signer_info<'a>(
    signer: impl Into<EntityName<'a>>,
    algorithm: SignatureAlgorithm,
    signing_time: i64,
    message_digest: &[u8],
) -> Result<UnsignedSignerInfo> {
    let signer = signer.into();
    let signature_algorithm = signature_algorithm(algorithm)?;
    let digest_algorithm = with_null(oid::ID_SHA256);
    let attributes = [
        attribute(oid::ID_CONTENT_TYPE, &oid::ID_DATA)?,
        Attribute {
            oid: oid::ID_SIGNING_TIME,
            values: one(Any::from_der(&x509::encode_time(signing_time)?).map_err(not_encoded)?)?,
        },
        attribute(
            oid::ID_MESSAGE_DIGEST,
            &OctetString::new(message_digest).map_err(not_encoded)?,
        )?,
        Attribute {
            oid: oid::ID_CMS_ALGORITHM_PROTECTION,
            values: one(algorithm_protection(
                &digest_algorithm,
                &signature_algorithm,
            )?)?,
        },
    ];
    Ok(UnsignedSignerInfo(SignerInfo {
        version: match signer {
            EntityName::Certificate(_) => CmsVersion::V1,
            EntityName::KeyIdentifier(_) => CmsVersion::V3,
        },
        sid: signer.to_signer()?,
        digest_alg: digest_algorithm,
        signed_attrs: Some(SignedAttributes::try_from(attributes.to_vec()).map_err(not_encoded)?),
        signature_algorithm,
        signature: OctetString::new([]).map_err(not_encoded)?,
        unsigned_attrs: Some(SetOfVec::new()),
    }))
}

impl UnsignedSignerInfo {
    /// The octets to sign: the signed attributes as a DER SET OF (RFC 5652, 5.4).
    pub(crate) fn signed_octets(&self) -> Result<Vec<u8>> {
        self.0.signed_attrs.to_der().map_err(not_encoded)
    }

    /// The encoded SignerInfo with this signature.
    pub(crate) fn with_signature(mut self, signature: Vec<u8>) -> Result<Vec<u8>> {
        self.0.signature = OctetString::new(signature).map_err(not_encoded)?;
        self.0.to_der().map_err(not_encoded)
    }
}

/// The value of CMSAlgorithmProtection (RFC 6211, 2).
fn algorithm_protection(
    digest: &AlgorithmIdentifierOwned,
    signature: &AlgorithmIdentifierOwned,
) -> Result<Any> {
    let digest = digest.to_der().map_err(not_encoded)?;
    let mut signature = signature.to_der().map_err(not_encoded)?;
    // signatureAlgorithm [1] IMPLICIT
    if let Some(identifier) = signature.first_mut() {
        *identifier = tag::context(1);
    }
    let mut out = Vec::new();
    write(&mut out, tag::SEQUENCE, |out| {
        out.extend(digest);
        out.extend(signature);
    });
    Any::from_der(&out).map_err(not_encoded)
}

fn one(value: Any) -> Result<SetOfVec<Any>> {
    SetOfVec::try_from(vec![value]).map_err(not_encoded)
}

fn attribute(oid: ObjectIdentifier, value: &impl Encode) -> Result<Attribute> {
    let value = value
        .to_der()
        .and_then(|der| Any::from_der(&der))
        .map_err(not_encoded)?;
    Ok(Attribute {
        oid,
        values: one(value)?,
    })
}
