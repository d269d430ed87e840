//! The judgement of an encryption token, check by check in the order of the official library.

use crate::cms::SignerVerification;
use crate::context::{Context, Judgement, OcspPolicy};
use crate::crypto::{DigestAlgorithm, KeyKind, SignatureAlgorithm};
use crate::finding::{Fatal, Finding, Warning};
use crate::keys::Token;
use crate::trust::{self, PathFault, Revocation, RevocationOutcome};
use crate::x509::{Certificate, KeyUsage};
use core::fmt;
use serde_json::json;
use std::sync::Arc;

/// Judges encryption tokens at the present moment, before something is sealed for them. The
/// trust in a token rests on the authentication certificate in it.
///
/// The strict judgement adds to the official one: the authentication certificate is the one
/// that signed the encryption certificate; the key is RSA of 2048 bits or more, or EC on a NIST
/// curve; there is one signer, and nothing follows. Where a context has anchors for registration
/// authorities, their signature counts as well. Without trust anchors, strict leaves the trust
/// in the authentication certificate to the caller.
#[derive(Clone, Debug)]
pub struct TokenChecker {
    context: Arc<Context>,
}

impl TokenChecker {
    /// A checker under these settings. A token has no revocation status in it, so every OCSP
    /// policy but [`OcspPolicy::None`] has the responder asked.
    pub fn new(context: Arc<Context>) -> Self {
        let mut validation = context.validation().clone();
        if matches!(
            validation.ocsp_policy,
            OcspPolicy::None | OcspPolicy::ReceiverMandatory
        ) {
            return Self { context };
        }
        validation.ocsp_policy = OcspPolicy::ReceiverMandatory;
        let context = Context::clone(&context).with_validation(validation);
        Self {
            context: Arc::new(context),
        }
    }

    /// Judges a token.
    pub fn check(&self, token: &Token) -> TokenReport {
        let judgement = self.context.validation().judgement;
        let authentication = match judgement {
            Judgement::Parity => token.last_holder(),
            Judgement::Strict => token.authentication_certificate(),
        };
        let mut report = TokenReport {
            judgement,
            fatal: None,
            errors: Vec::new(),
            warnings: Vec::new(),
            encryption: token.encryption_certificate().clone(),
            authentication: authentication.clone(),
        };
        report.judge_signature();
        report.judge_validity(self.context.now());
        report.judge_usage();
        report.judge_holders();
        if judgement == Judgement::Strict {
            report.judge_form(token);
        }
        self.judge_trust(token, &mut report);
        if judgement == Judgement::Strict && report.fatal.is_none() {
            self.judge_registration_authority(token, &mut report);
        }
        report
    }

    /// The path of the authentication certificate, and whether it was revoked.
    fn judge_trust(&self, token: &Token, report: &mut TokenReport) {
        let anchors = match (self.context.trust_anchors(), report.judgement) {
            (None, Judgement::Strict) => return,
            (anchors, _) => anchors.unwrap_or_default(),
        };
        if anchors.is_empty() {
            report.fatal = Some(Fatal::CertificationPathCheckFailed);
            return;
        }
        let mut pool = vec![report.authentication.clone()];
        pool.extend_from_slice(token.certificate_authorities());
        let now = self.context.now();
        let leaf = &report.authentication;
        let outcome = match report.judgement {
            Judgement::Parity => trust::official_path(leaf, &pool, anchors, now),
            Judgement::Strict => trust::build_path(&self.context, leaf, &pool, anchors, now)
                .and_then(|path| self.judge_digest(report.encryption.signature_digest(), &path)),
        };
        match outcome {
            Err(PathFault::Expired) => report.errors.push(Finding::TokenAuthenticationExpired),
            Err(PathFault::Untrusted) => report.errors.push(Finding::TokenAuthenticationUnknown),
            Ok(()) => self.judge_revocation(&pool, report),
        }
    }

    /// Whether a signature at the end of the path may have a digest like this: SHA-1 only below
    /// a legacy anchor, and nothing weaker.
    fn judge_digest(
        &self,
        digest: Option<DigestAlgorithm>,
        path: &[Certificate],
    ) -> Result<(), PathFault> {
        use DigestAlgorithm::{Sha1, Sha224, Sha256, Sha384, Sha512};
        let is_legacy = path
            .last()
            .is_some_and(|anchor| self.context.legacy_anchors().contains(anchor));
        match digest {
            Some(Sha224 | Sha256 | Sha384 | Sha512) => Ok(()),
            Some(Sha1) if is_legacy => Ok(()),
            _ => Err(PathFault::Untrusted),
        }
    }

    fn judge_revocation(&self, pool: &[Certificate], report: &mut TokenReport) {
        let verdict = Revocation {
            context: &self.context,
            certificate: &report.authentication,
            pool,
            moment: self.context.now(),
            until: self.context.now(),
            values: None,
        }
        .judge();
        report.warnings.extend(verdict.warnings);
        report.errors.extend(verdict.errors);
        match verdict.outcome {
            RevocationOutcome::Valid => {}
            RevocationOutcome::Revoked => report.errors.push(Finding::TokenAuthenticationRevoked),
            RevocationOutcome::Unknown => report.errors.push(Finding::TokenAuthenticationUnknown),
        }
    }

    /// The signature of the registration authority, its path, and whether it was revoked.
    fn judge_registration_authority(&self, token: &Token, report: &mut TokenReport) {
        let anchors = self.context.registration_authority_anchors();
        let Some(authority) = token
            .registration_authority()
            .filter(|_| !anchors.is_empty())
        else {
            return;
        };
        let pool = token.certificate_authorities();
        let now = self.context.now();
        let finding = match trust::build_path(&self.context, authority, pool, anchors, now)
            .and_then(|path| {
                let algorithm = token.signer().algorithm();
                self.judge_digest(algorithm.map(SignatureAlgorithm::digest), &path)
            }) {
            _ if token.verify() != SignerVerification::Valid => Finding::TokenAuthorityUnknown,
            Err(PathFault::Untrusted) => Finding::TokenAuthorityUnknown,
            Err(PathFault::Expired) => Finding::TokenAuthorityExpired,
            Ok(()) => match self.authority_status(authority, pool) {
                RevocationOutcome::Valid => return,
                RevocationOutcome::Revoked => Finding::TokenAuthorityRevoked,
                RevocationOutcome::Unknown => Finding::TokenAuthorityUnknown,
            },
        };
        report.errors.push(finding);
    }

    fn authority_status(&self, authority: &Certificate, pool: &[Certificate]) -> RevocationOutcome {
        // The question of revocation looks for its path among the trust anchors.
        let anchors = self.context.registration_authority_anchors();
        let context = anchors
            .iter()
            .cloned()
            .fold(Context::clone(&self.context), Context::with_trust_anchor);
        let verdict = Revocation {
            context: &context,
            certificate: authority,
            pool,
            moment: self.context.now(),
            until: self.context.now(),
            values: None,
        }
        .judge();
        verdict.outcome
    }
}

/// The judgement on one token.
#[derive(Clone)]
pub struct TokenReport {
    judgement: Judgement,
    fatal: Option<Fatal>,
    errors: Vec<Finding>,
    warnings: Vec<Warning>,
    encryption: Certificate,
    authentication: Certificate,
}

impl TokenReport {
    /// Strict or parity.
    pub fn judgement(&self) -> Judgement {
        self.judgement
    }

    /// What ended the judgement, if anything did.
    pub fn fatal(&self) -> Option<Fatal> {
        self.fatal
    }

    /// What is wrong with the token, in the order of the checks.
    pub fn errors(&self) -> &[Finding] {
        &self.errors
    }

    /// What whoever seals for the holder should know.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// Whether nothing was found wrong.
    pub fn is_good(&self) -> bool {
        self.fatal.is_none() && self.errors.is_empty()
    }

    /// The certificate that was judged as the holder's authentication certificate.
    pub fn authentication_certificate(&self) -> &Certificate {
        &self.authentication
    }

    /// The report as JSON, in the form that the example programs write.
    pub fn to_json(&self) -> String {
        json!({
            "judgement": self.judgement.name(),
            "good": self.is_good(),
            "fatal": self.fatal.map(Fatal::name),
            "errors": self.errors.iter().map(|finding| finding.name()).collect::<Vec<_>>(),
            "warnings": self.warnings.iter().map(|warning| warning.name()).collect::<Vec<_>>(),
            "encryption_subject": self.encryption.subject_text(),
            "authentication_subject": self.authentication.subject_text(),
        })
        .to_string()
    }

    /// Whether the holder's authentication key signed the encryption certificate.
    fn judge_signature(&mut self) {
        let key = self.authentication.public_key();
        match self.encryption.signature_algorithm() {
            None => self.errors.push(Finding::TokenCertificates),
            Some(algorithm) if !key.fits(algorithm) => {
                self.errors.push(Finding::TokenAuthenticationKey);
            }
            Some(_) if !self.encryption.is_signed_by(key) => {
                self.errors.push(Finding::TokenSignature);
            }
            Some(_) => {}
        }
    }

    fn judge_validity(&mut self, now: i64) {
        for (certificate, expired, not_yet_valid) in [
            (
                &self.encryption,
                Finding::TokenEncryptionExpired,
                Finding::TokenEncryptionNotYetValid,
            ),
            (
                &self.authentication,
                Finding::TokenAuthenticationExpired,
                Finding::TokenAuthenticationNotYetValid,
            ),
        ] {
            if now > certificate.not_after() {
                self.errors.push(expired);
            } else if now < certificate.not_before() {
                self.errors.push(not_yet_valid);
            }
        }
    }

    fn judge_usage(&mut self) {
        let is_for = |certificate: &Certificate, usages: &[KeyUsage]| {
            let mut usages = usages.iter();
            !certificate.is_ca() && usages.all(|usage| certificate.has_key_usage(*usage))
        };
        let encryption = [KeyUsage::KeyEncipherment, KeyUsage::DataEncipherment];
        if !is_for(&self.encryption, &encryption) {
            self.errors.push(Finding::TokenEncryptionKeyUsage);
        }
        if !is_for(&self.authentication, &[KeyUsage::DigitalSignature]) {
            self.errors.push(Finding::TokenAuthenticationKeyUsage);
        }
    }

    fn judge_holders(&mut self) {
        let holder = self.authentication.subject();
        match self.encryption.subject().reads_like(holder) {
            Ok(true) => {}
            Ok(false) => self.errors.push(Finding::TokenHolders),
            Err(_) => self.errors.push(Finding::TokenCertificates),
        }
    }

    /// Whether the token is one and no more, with a key that can be sealed for.
    fn judge_form(&mut self, token: &Token) {
        let is_strong = match self.encryption.public_key().kind() {
            KeyKind::Rsa { bits } => bits >= 2048,
            KeyKind::EcP256 | KeyKind::EcP384 | KeyKind::EcP521 => true,
            KeyKind::Dsa { .. } | KeyKind::Other => false,
        };
        if !is_strong || !token.is_exact() {
            self.errors.push(Finding::TokenCertificates);
        }
    }
}

/// The findings alone: a subject holds personal data.
impl fmt::Debug for TokenReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errors: Vec<_> = self.errors.iter().map(|finding| finding.name()).collect();
        let warnings: Vec<_> = self.warnings.iter().map(|w| w.name()).collect();
        f.debug_struct("TokenReport")
            .field("judgement", &self.judgement.name())
            .field("fatal", &self.fatal.map(Fatal::name))
            .field("errors", &errors)
            .field("warnings", &warnings)
            .finish_non_exhaustive()
    }
}
