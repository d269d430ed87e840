//! The verification of a SignerInfo over content that is there whole (RFC 5652, 5.4 and 5.6).

use super::{Attribute, SignerInfo};
use crate::asn1::{oid, tag};
use crate::crypto::{Digest, DigestAlgorithm, SignatureAlgorithm};
use crate::error::{Error, Result};
use crate::x509::{self, Certificate};
use der::oid::ObjectIdentifier;

/// What a verification comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignerVerification {
    /// The signature is that of the signer over the content.
    Valid,
    /// It was made with another key, or over something else.
    Mismatch,
    /// The signature was not tried, because it would not cover the content, the signer was not
    /// valid when it says that it signed, or its algorithm is not known.
    NotCovered,
}

impl SignerInfo {
    /// How the signature was made, if that is known here.
    pub(crate) fn algorithm(&self) -> Option<SignatureAlgorithm> {
        let digest = DigestAlgorithm::from_oid(&self.digest_algorithm.oid)?;
        SignatureAlgorithm::of(&self.signature_algorithm.oid, digest)
    }

    /// Verifies the signature over the content of a SignedData.
    pub(crate) fn verify(
        &self,
        content_type: Option<ObjectIdentifier>,
        content: &[u8],
        certificate: &Certificate,
    ) -> SignerVerification {
        let key = certificate.public_key();
        let Some(algorithm) = self.algorithm().filter(|algorithm| key.fits(*algorithm)) else {
            return SignerVerification::NotCovered;
        };
        if !matches!(self.covers(content_type, content, certificate), Ok(true)) {
            return SignerVerification::NotCovered;
        }
        let attributes = self.signed_octets();
        let octets = attributes.as_deref().unwrap_or(content);
        if key.verifies(algorithm, octets, &self.signature) {
            SignerVerification::Valid
        } else {
            SignerVerification::Mismatch
        }
    }

    /// Whether the attributes are those of a signature over the content by a signer who was
    /// valid at the time.
    fn covers(
        &self,
        content_type: Option<ObjectIdentifier>,
        content: &[u8],
        certificate: &Certificate,
    ) -> Result<bool> {
        if self.has_unsigned(&oid::ID_SIGNING_TIME) {
            return Ok(false);
        }
        if let Some(value) = self.signed_value(&oid::ID_SIGNING_TIME)? {
            let time = x509::time(&value)?;
            if time < certificate.not_before() || certificate.not_after() < time {
                return Ok(false);
            }
        }
        let Some(attributes) = self.signed_attributes.as_deref() else {
            return Ok(true);
        };
        let missing = || Error::malformed("a signed attribute is missing");
        let signed_type = self.signed_value(&oid::ID_CONTENT_TYPE)?;
        let signed_digest = self.signed_value(&oid::ID_MESSAGE_DIGEST)?;
        let signed_digest = signed_digest.ok_or_else(missing)?;
        let algorithm =
            DigestAlgorithm::from_oid(&self.digest_algorithm.oid).ok_or_else(missing)?;
        let countersigned = |attribute: &Attribute| attribute.oid == oid::ID_COUNTERSIGNATURE;
        Ok(
            Some(signed_type.ok_or_else(missing)?.oid()?) == content_type
                && self.algorithms_are_protected()?
                && signed_digest.of_type(tag::OCTET_STRING)?.content
                    == Digest::of(algorithm, content)
                && !attributes.iter().any(countersigned),
        )
    }
}
