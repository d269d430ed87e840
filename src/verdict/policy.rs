//! The signing policies: which algorithms and keys each of them takes.

use crate::asn1::{Element, oid, tag};
use crate::cms::{AlgorithmIdentifier, EntityIdentifier, SignerInfo};
use crate::context::{Judgement, SigningPolicy, Validation};
use crate::crypto::{KeyKind, PublicKey};
use crate::error::Result;

/// The policy that a signature was made under. A signer with a key identifier is one of
/// WEB_AUTHN whether that policy is accepted or not.
pub(super) fn policy_of(signer: &SignerInfo, validation: &Validation) -> Option<SigningPolicy> {
    if let EntityIdentifier::SubjectKeyIdentifier(_) = signer.signer {
        return Some(SigningPolicy::WebAuthn);
    }
    let accepted = |policy: &SigningPolicy| match policy {
        SigningPolicy::WebAuthn => false,
        SigningPolicy::EllipticCurve => validation.judgement == Judgement::Strict,
        _ => true,
    };
    validation
        .signing_policies
        .iter()
        .copied()
        .filter(accepted)
        .find(|policy| takes_algorithm(*policy, &signer.signature_algorithm))
}

/// Whether this is a signature algorithm of the policy. Parameters are not looked at.
pub(super) fn takes_algorithm(policy: SigningPolicy, algorithm: &AlgorithmIdentifier) -> bool {
    match policy {
        SigningPolicy::EhealthCertificate | SigningPolicy::WebAuthn => {
            algorithm.oid == oid::ID_RSASSA_PSS
        }
        SigningPolicy::Eid => {
            [oid::SHA256_WITH_RSA_ENCRYPTION, oid::RSA_ENCRYPTION].contains(&algorithm.oid)
        }
        SigningPolicy::EllipticCurve => algorithm.oid == oid::ECDSA_WITH_SHA256,
    }
}

/// Whether the parameters are those of the algorithm that is really verified with.
pub(super) fn has_right_parameters(algorithm: &AlgorithmIdentifier) -> bool {
    match algorithm.oid {
        oid::ID_RSASSA_PSS => is_pss_of_profile(algorithm).unwrap_or(false),
        _ => algorithm.parameters.is_none(),
    }
}

/// Whether a key is long enough for the policy.
pub(super) fn takes_key(policy: SigningPolicy, key: &PublicKey) -> bool {
    match (policy, key.kind()) {
        (SigningPolicy::EhealthCertificate | SigningPolicy::WebAuthn, KeyKind::Rsa { bits }) => {
            bits >= 2048
        }
        (SigningPolicy::Eid, KeyKind::Rsa { bits }) => bits >= 1024,
        (SigningPolicy::EllipticCurve, KeyKind::EcP256 | KeyKind::EcP384) => true,
        _ => false,
    }
}

/// Whether RSASSA-PSS-params (RFC 4055, 3.1) are SHA-256, MGF1 with SHA-256, salt 32.
fn is_pss_of_profile(algorithm: &AlgorithmIdentifier) -> Result<bool> {
    let Some(parameters) = &algorithm.parameters else {
        return Ok(false);
    };
    let mut members = Element::parse_as(parameters, tag::SEQUENCE)?.children();
    let digest = Element::parse(members.read_as(tag::context(0))?.content)?;
    let mask = Element::parse(members.read_as(tag::context(1))?.content)?;
    let salt = Element::parse(members.read_as(tag::context(2))?.content)?;
    let trailer = members.read_optional(tag::context(3))?;
    members.finish()?;
    let mask = AlgorithmIdentifier::parse(&mask)?;
    let mask_digest = mask.parameters.unwrap_or_default();
    let mask_digest = AlgorithmIdentifier::parse(&Element::parse(&mask_digest)?)?;
    Ok(is_plain_sha256(&AlgorithmIdentifier::parse(&digest)?)
        && mask.oid == oid::ID_MGF1
        && is_plain_sha256(&mask_digest)
        && salt.small_integer()? == 32
        && trailer.is_none_or(|trailer| trailer.content == [tag::INTEGER, 1, 1]))
}

/// SHA-256 without parameters, or with NULL.
pub(super) fn is_plain_sha256(algorithm: &AlgorithmIdentifier) -> bool {
    algorithm.oid == oid::ID_SHA256 && algorithm.parameters.is_none()
}
