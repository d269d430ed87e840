//! Whether a time-stamp (RFC 3161) is to be trusted.

use super::path::{PathFault, build_path, in_order, judge_validity, official_path};
use super::revocation::{CrlOutcome, check_path_crls};
use crate::asn1::oid;
use crate::cms::{RevocationValues, SignerVerification, TimeStampToken};
use crate::context::{Context, Judgement};
use crate::crypto::{DigestAlgorithm, SignatureAlgorithm};
use crate::finding::Finding;
use crate::x509::{Certificate, KeyUsage};

/// What is wrong with a token whose imprint is known to match; nothing if it is to be trusted.
///
/// The official library judges the path of the authority at the present moment, so that its
/// tokens die with the authority's certificate, and leaves the path alone where no anchors are
/// set. Strict judges it at the moment of the token, and trusts no authority without an anchor.
pub(crate) fn judge_time_stamp(
    context: &Context,
    token: &TimeStampToken,
    values: Option<&RevocationValues>,
) -> Vec<Finding> {
    let outcome = match context.validation().judgement {
        Judgement::Parity => judge_officially(context, token, values),
        Judgement::Strict => judge_strictly(context, token, values),
    };
    outcome.err().unwrap_or_default()
}

fn judge_officially(
    context: &Context,
    token: &TimeStampToken,
    values: Option<&RevocationValues>,
) -> Result<(), Vec<Finding>> {
    let (signer, certificates) = signer_of(token)?;
    verify(token, &signer, Judgement::Parity)?;
    let Some(anchors) = context.time_stamp_anchors() else {
        return Ok(());
    };
    // The first as the token has them, which need not be the authority's own.
    if let Some(first) = certificates.first().filter(|first| anchors.contains(first)) {
        return judge_validity(first, context.now()).map_err(path_finding);
    }
    let path: Vec<Certificate> = in_order(&certificates).into_iter().cloned().collect();
    official_path(&signer, &certificates, anchors, context.now()).map_err(path_finding)?;
    judge_revocation(context, &path, anchors, values)
}

fn judge_strictly(
    context: &Context,
    token: &TimeStampToken,
    values: Option<&RevocationValues>,
) -> Result<(), Vec<Finding>> {
    let (signer, certificates) = signer_of(token)?;
    verify(token, &signer, Judgement::Strict)?;
    let anchors = context.time_stamp_anchors().unwrap_or_default();
    let ahead = token.gen_time().saturating_sub(context.now());
    if ahead > context.validation().clock_skew {
        return Err(vec![Finding::TimeStampTrust]);
    }
    let path = build_path(context, &signer, &certificates, anchors, token.gen_time())
        .map_err(path_finding)?;
    let is_legacy = path
        .last()
        .is_some_and(|anchor| context.legacy_anchors().contains(anchor));
    match token.signer().algorithm().map(SignatureAlgorithm::digest) {
        Some(DigestAlgorithm::Sha1) if !is_legacy => return Err(vec![Finding::TimeStampTrust]),
        Some(DigestAlgorithm::Md5) => return Err(vec![Finding::TimeStampTrust]),
        _ => {}
    }
    judge_revocation(context, &path, anchors, values)
}

/// The certificate of the token's signer, and all that came with it.
fn signer_of(token: &TimeStampToken) -> Result<(Certificate, Vec<Certificate>), Vec<Finding>> {
    let certificates = token.certificates().unwrap_or_default();
    let signer = certificates
        .iter()
        .find(|certificate| token.signer().signer.matches(certificate))
        .cloned();
    match signer {
        Some(signer) => Ok((signer, certificates)),
        None => Err(vec![Finding::TimeStampTrust]),
    }
}

/// The checks of RFC 3161, 2.3 and 2.4.2, and the signature. What speaks against the token is
/// told from what kept it from being verified.
fn verify(
    token: &TimeStampToken,
    signer: &Certificate,
    judgement: Judgement,
) -> Result<(), Vec<Finding>> {
    let invalid = Err(vec![Finding::TimeStampInvalid]);
    let unverified = Err(vec![Finding::TimeStampTrust]);
    let time = token.gen_time();
    let was_valid = signer.not_before() <= time && time <= signer.not_after();
    match token.means(signer) {
        Some(true) if is_for_time_stamps(signer) && was_valid => {}
        None => return unverified,
        Some(_) => return invalid,
    }
    if judgement == Judgement::Strict && !may_sign(signer) {
        return invalid;
    }
    let outcome = token.verify(signer);
    match token.signer().algorithm() {
        // The official library verifies RSASSA-PKCS1-v1_5, whatever the algorithm.
        _ if judgement == Judgement::Strict => {}
        Some(SignatureAlgorithm::RsaPkcs1(_)) => {}
        Some(SignatureAlgorithm::RsaPss(_)) if outcome != SignerVerification::NotCovered => {
            return invalid;
        }
        _ => return unverified,
    }
    match outcome {
        SignerVerification::Valid => Ok(()),
        SignerVerification::Mismatch => invalid,
        SignerVerification::NotCovered => unverified,
    }
}

/// RFC 3161, 2.3: the one purpose, in a critical extension.
fn is_for_time_stamps(certificate: &Certificate) -> bool {
    certificate
        .extended_key_usage()
        .is_some_and(|(purposes, critical)| critical && purposes == [oid::ID_KP_TIME_STAMPING])
}

fn may_sign(certificate: &Certificate) -> bool {
    certificate.key_usage().is_none()
        || certificate.has_key_usage(KeyUsage::DigitalSignature)
        || certificate.has_key_usage(KeyUsage::NonRepudiation)
}

fn path_finding(fault: PathFault) -> Vec<Finding> {
    vec![match fault {
        PathFault::Expired => Finding::TimeStampExpired,
        PathFault::Untrusted => Finding::TimeStampTrust,
    }]
}

fn judge_revocation(
    context: &Context,
    path: &[Certificate],
    anchors: &[Certificate],
    values: Option<&RevocationValues>,
) -> Result<(), Vec<Finding>> {
    let verdict = check_path_crls(context, path, anchors, values);
    let mut findings = verdict.errors;
    match verdict.outcome {
        CrlOutcome::Valid => return Ok(()),
        CrlOutcome::Revoked => findings.push(Finding::TimeStampRevoked),
        CrlOutcome::Failed => findings.push(Finding::TimeStampTrust),
    }
    Err(findings)
}
