//! Whether a signature is right (RFC 5652, 5.4 to 5.6, 11; RFC 6211).

use super::layer::Layer;
use crate::asn1::{oid, tag};
use crate::crypto::{DigestAlgorithm, KeyKind, PublicKey, SignatureAlgorithm};
use crate::error::Result;
use crate::finding::{Fatal, Finding};
use crate::x509::{self, Certificate};

/// The outcome of a verification, by what the official library tells apart.
enum Verification {
    Right,
    /// A check of the message failed before the signature could be looked at.
    NotVerified,
    /// The signature itself is wrong.
    Mismatch,
    /// The official library ends with an exception.
    Broken,
}

impl Layer<'_> {
    /// Checks the signature with this key, and the signing time against the certificate, if
    /// there is one.
    pub(super) fn judge_signature(
        &mut self,
        key: &PublicKey,
        certificate: Option<&Certificate>,
        errors: &mut Vec<Finding>,
    ) -> Result<(), Fatal> {
        let verification = self
            .verify(key, certificate)
            .unwrap_or(Verification::NotVerified);
        match verification {
            Verification::Right => {}
            Verification::NotVerified => errors.push(self.words.not_verified),
            Verification::Mismatch => errors.push(self.words.mismatch),
            Verification::Broken if self.is_strict() => errors.push(self.words.mismatch),
            Verification::Broken => return Err(self.words.structure),
        }
        Ok(())
    }

    fn verify(
        &mut self,
        key: &PublicKey,
        certificate: Option<&Certificate>,
    ) -> Result<Verification> {
        let signer = &self.signer;
        let Some(digest) = DigestAlgorithm::from_oid(&signer.digest_algorithm.oid) else {
            return Ok(Verification::NotVerified);
        };
        let Some(algorithm) = SignatureAlgorithm::of(&signer.signature_algorithm.oid, digest)
        else {
            return Ok(Verification::NotVerified);
        };
        let Some(content_digest) = self.digests.finish(&self.data, digest) else {
            return Ok(Verification::NotVerified);
        };
        if !self.is_in_time(certificate)?
            || !algorithm.fits(key.kind())
            || signer.has_unsigned(&oid::ID_CMS_ALGORITHM_PROTECTION)
        {
            return Ok(Verification::NotVerified);
        }
        let is_right = match signer.signed_octets() {
            Some(_) if !self.is_covered(&content_digest)? => {
                return Ok(Verification::NotVerified);
            }
            Some(octets) => key.verifies(algorithm, &octets, &signer.signature),
            None => key.verifies_digest(algorithm, &content_digest, &signer.signature),
        };
        Ok(match (is_right, algorithm, key.kind()) {
            (true, _, _) => Verification::Right,
            (false, SignatureAlgorithm::RsaPkcs1(_), KeyKind::Rsa { bits })
                if signer.signature.len() != bits.div_ceil(8) =>
            {
                Verification::Broken
            }
            _ => Verification::Mismatch,
        })
    }

    /// Whether there is one signing time at most, and the signer was valid then.
    fn is_in_time(&self, certificate: Option<&Certificate>) -> Result<bool> {
        if self.signer.has_unsigned(&oid::ID_SIGNING_TIME) {
            return Ok(false);
        }
        let Some(value) = self.signer.signed_value(&oid::ID_SIGNING_TIME)? else {
            return Ok(true);
        };
        let time = x509::time(&value)?;
        Ok(certificate.is_none_or(|c| c.not_before() <= time && time <= c.not_after()))
    }

    /// Whether the signed attributes are complete and cover the content.
    fn is_covered(&self, content_digest: &[u8]) -> Result<bool> {
        let signer = &self.signer;
        let content_type = match signer.signed_value(&oid::ID_CONTENT_TYPE)? {
            Some(value) => Some(value.oid()?),
            None => None,
        };
        let digest_matches = match signer.signed_value(&oid::ID_MESSAGE_DIGEST)? {
            Some(stated) => stated.of_type(tag::OCTET_STRING)?.content == content_digest,
            None => false,
        };
        let is_countersigned = signer
            .signed_attributes
            .iter()
            .flatten()
            .any(|attribute| attribute.oid == oid::ID_COUNTERSIGNATURE);
        Ok(content_type.is_some()
            && content_type == self.data.content_type
            && signer.algorithms_are_protected()?
            && digest_matches
            && !is_countersigned)
    }
}
