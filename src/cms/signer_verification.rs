//! The verification of a SignerInfo (RFC 5652, 5.4 to 5.6, 11; RFC 6211).

use super::SignerInfo;
use crate::asn1::{oid, tag};
use crate::crypto::{Digest, DigestAlgorithm, PublicKey, SignatureAlgorithm};
use crate::error::Result;
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

/// What a signature is verified against.
pub(crate) struct Signed<'a> {
    pub(crate) content_type: Option<ObjectIdentifier>,
    /// By the digest algorithm of the SignerInfo.
    pub(crate) content_digest: &'a [u8],
    pub(crate) key: &'a PublicKey,
    /// Must have been valid when its holder says that it signed.
    pub(crate) certificate: Option<&'a Certificate>,
}

impl SignerInfo {
    /// How the signature was made, if that is known here.
    pub(crate) fn algorithm(&self) -> Option<SignatureAlgorithm> {
        let digest = DigestAlgorithm::from_oid(&self.digest_algorithm.oid)?;
        SignatureAlgorithm::of(&self.signature_algorithm.oid, digest)
    }

    /// Verifies the signature over the content of a SignedData that is there whole.
    pub(crate) fn verify_content(
        &self,
        content_type: Option<ObjectIdentifier>,
        content: &[u8],
        certificate: &Certificate,
    ) -> SignerVerification {
        let Some(digest) = DigestAlgorithm::from_oid(&self.digest_algorithm.oid) else {
            return SignerVerification::NotCovered;
        };
        self.verify(&Signed {
            content_type,
            content_digest: &Digest::of(digest, content),
            key: certificate.public_key(),
            certificate: Some(certificate),
        })
    }

    /// Verifies the signature.
    pub(crate) fn verify(&self, signed: &Signed<'_>) -> SignerVerification {
        let key = signed.key;
        let Some(algorithm) = self.algorithm().filter(|algorithm| key.fits(*algorithm)) else {
            return SignerVerification::NotCovered;
        };
        if !matches!(self.covers(signed), Ok(true)) {
            return SignerVerification::NotCovered;
        }
        let is_right = match self.signed_octets() {
            Some(octets) => key.verifies(algorithm, &octets, &self.signature),
            None => key.verifies_digest(algorithm, signed.content_digest, &self.signature),
        };
        if is_right {
            SignerVerification::Valid
        } else {
            SignerVerification::Mismatch
        }
    }

    /// Whether the attributes are those of a signature over the content by a signer who was
    /// valid at the time.
    fn covers(&self, signed: &Signed<'_>) -> Result<bool> {
        if self.has_unsigned(&oid::ID_SIGNING_TIME)
            || self.has_unsigned(&oid::ID_CMS_ALGORITHM_PROTECTION)
        {
            return Ok(false);
        }
        if let Some(value) = self.signed_value(&oid::ID_SIGNING_TIME)? {
            let time = x509::time(&value)?;
            let was_valid = |c: &Certificate| c.not_before() <= time && time <= c.not_after();
            if !signed.certificate.is_none_or(was_valid) {
                return Ok(false);
            }
        }
        match self.signed_attributes {
            Some(_) => self.attributes_cover(signed),
            None => Ok(true),
        }
    }

    fn attributes_cover(&self, signed: &Signed<'_>) -> Result<bool> {
        let (Some(content_type), Some(message_digest)) = (
            self.signed_value(&oid::ID_CONTENT_TYPE)?,
            self.signed_value(&oid::ID_MESSAGE_DIGEST)?,
        ) else {
            return Ok(false);
        };
        let is_countersigned = self
            .signed_attributes
            .iter()
            .flatten()
            .any(|attribute| attribute.oid == oid::ID_COUNTERSIGNATURE);
        Ok(Some(content_type.oid()?) == signed.content_type
            && message_digest.of_type(tag::OCTET_STRING)?.content == signed.content_digest
            && self.algorithms_are_protected()?
            && !is_countersigned)
    }
}
