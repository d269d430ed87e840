//! The signing policies: which algorithms and keys each of them takes.

use crate::asn1::oid;
use crate::cms::{AlgorithmIdentifier, EntityIdentifier, SignerInfo};
use crate::context::{Judgement, SigningPolicy, Validation};
use crate::crypto::{DigestAlgorithm, KeyKind, PublicKey, SignatureAlgorithm};

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

/// Whether the parameters are those of the algorithm that is really verified with: of RSASSA-PSS,
/// SHA-256, MGF1 with SHA-256, and a salt of 32 octets.
pub(super) fn has_right_parameters(algorithm: &AlgorithmIdentifier) -> bool {
    let parameters = algorithm.parameters.as_deref();
    match algorithm.oid {
        oid::ID_RSASSA_PSS => {
            SignatureAlgorithm::stated(&algorithm.oid, parameters)
                == Some(SignatureAlgorithm::RsaPss(DigestAlgorithm::Sha256))
        }
        _ => parameters.is_none(),
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
