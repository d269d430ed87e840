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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cms::SignedDataReader;
    use crate::context::{Clock, Validation};
    use crate::limits::Limits;
    use der::oid::ObjectIdentifier;
    use std::fs;
    use std::path::Path;

    const ID_AA_SIGNATURE_TIME_STAMP_TOKEN: ObjectIdentifier =
        ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.14");
    /// 2026-11-21T20:00:00Z, the clock of the official verdicts.
    const NOW: i64 = 1_795_291_200;

    fn read(path: &str) -> Vec<u8> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/synthetic");
        fs::read(folder.join(path)).unwrap()
    }

    /// The encoded token on the outer signature of a message, and that signature.
    fn stamp(message: &str) -> (Vec<u8>, Vec<u8>) {
        let message = read(&format!("msg/{message}.msg"));
        let mut reader = SignedDataReader::new(&Limits::default());
        let mut input = message.as_slice();
        while reader.next(&mut input).unwrap().is_some() {}
        let signer = reader.finish().unwrap().signer_info().unwrap();
        let mut attributes = signer.unsigned_attributes.into_iter();
        let stamp = attributes
            .find(|attribute| attribute.oid == ID_AA_SIGNATURE_TIME_STAMP_TOKEN)
            .unwrap();
        (stamp.values.into_iter().next().unwrap(), signer.signature)
    }

    fn token(message: &str) -> TimeStampToken {
        TimeStampToken::parse(&stamp(message).0, &Limits::default()).unwrap()
    }

    fn context(judgement: Judgement, anchors: &str, now: i64) -> Context {
        let validation = Validation {
            judgement,
            ..Validation::default()
        };
        anchors.split_whitespace().fold(
            Context::new()
                .with_clock(Clock::Fixed(now))
                .with_validation(validation)
                .with_empty_trust_store(),
            |context, name| {
                let der = read(&format!("pki/{name}.cer"));
                context.with_trust_anchor(Certificate::from_der(&der).unwrap())
            },
        )
    }

    /// What the official library found, and what strict makes of the same token.
    #[test]
    fn the_verdicts_on_tokens() {
        use Finding::{TimeStampExpired, TimeStampTrust};
        for (message, anchors, official, strict) in [
            ("tst_ok_single", "ca root", None, None),
            (
                "tst_single_rootonly",
                "root",
                Some(TimeStampTrust),
                Some(TimeStampTrust),
            ),
            ("tst_late_9min", "root", None, None),
            ("tst_no_signing_time", "root", None, None),
            (
                "tst_untrusted",
                "root",
                Some(TimeStampTrust),
                Some(TimeStampTrust),
            ),
            ("tst_tsa_in_truststore", "root tsa", None, None),
            ("tst_expired_tsa", "root", Some(TimeStampExpired), None),
            // No list can be had, or only one that is out of date.
            (
                "tst_crldp_404",
                "root",
                Some(TimeStampTrust),
                Some(TimeStampTrust),
            ),
            (
                "tst_crl_embedded_stale",
                "root",
                Some(TimeStampTrust),
                Some(TimeStampTrust),
            ),
            (
                "tst_late_9min",
                "",
                Some(TimeStampTrust),
                Some(TimeStampTrust),
            ),
        ] {
            let token = token(message);
            for (judgement, expected) in
                [(Judgement::Parity, official), (Judgement::Strict, strict)]
            {
                let context = context(judgement, anchors, NOW);
                let found = judge_time_stamp(&context, &token, None);
                let expected: Vec<Finding> = expected.into_iter().collect();
                assert_eq!(found, expected, "{message}, {judgement:?}");
            }
        }
    }

    #[test]
    fn without_anchors_only_the_official_library_trusts() {
        let token = token("tst_untrusted");
        for (judgement, expected) in [
            (Judgement::Parity, vec![]),
            (Judgement::Strict, vec![Finding::TimeStampTrust]),
        ] {
            let validation = Validation {
                judgement,
                ..Validation::default()
            };
            let context = Context::new()
                .with_clock(Clock::Fixed(NOW))
                .with_validation(validation);
            assert_eq!(judge_time_stamp(&context, &token, None), expected);
        }
    }

    /// A token of the future is none.
    #[test]
    fn the_time_of_a_token_has_come() {
        let token = token("tst_late_9min");
        let at = |now| {
            let context = context(Judgement::Strict, "root", now);
            judge_time_stamp(&context, &token, None)
        };
        assert_eq!(at(token.gen_time() - 300), []);
        assert_eq!(at(token.gen_time() - 301), [Finding::TimeStampTrust]);
    }

    /// Whatever bit of a token is changed, it is refused, and nothing panics; except for what
    /// is not signed and does not count.
    #[test]
    fn damage_is_found() {
        let (der, signature) = stamp("tst_late_9min");
        let context = context(Judgement::Strict, "root", NOW);
        let mut accepted = 0;
        for bit in (0..der.len() * 8).step_by(5) {
            let mut damaged = der.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            let Ok(token) = TimeStampToken::parse(&damaged, &Limits::default()) else {
                continue;
            };
            if token.matches(&signature) && judge_time_stamp(&context, &token, None).is_empty() {
                accepted += 1;
            }
        }
        // Versions, NULLs, the digest algorithms before the content.
        assert!(accepted < 40, "{accepted} were accepted");
        for end in 0..der.len() {
            assert!(TimeStampToken::parse(&der[..end], &Limits::default()).is_err());
        }
    }

    #[test]
    fn imprints() {
        let (der, signature) = stamp("tst_late_9min");
        let token = TimeStampToken::parse(&der, &Limits::default()).unwrap();
        assert!(token.matches(&signature) && !token.matches(&der));
        let (_, signature) = stamp("tst_wrong_imprint");
        assert!(!self::token("tst_wrong_imprint").matches(&signature));
        let (garbage, _) = stamp("tst_garbage");
        assert!(TimeStampToken::parse(&garbage, &Limits::default()).is_err());
    }
}
