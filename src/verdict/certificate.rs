//! The checks on a signer's certificate.

use super::layer::Layer;
use super::policy;
use super::signing_time::Moment;
use crate::asn1::oid;
use crate::cms::RevocationValues;
use crate::context::SigningPolicy;
use crate::crypto::PublicKey;
use crate::finding::{Fatal, Finding, Warning};
use crate::trust::{self, Revocation, RevocationOutcome};
use crate::x509::{Certificate, KeyUsage};
use der::oid::ObjectIdentifier;

/// The extended key usages that a critical extension may limit a signer to.
const SIGNER_USAGES: [ObjectIdentifier; 3] = [
    oid::ANY_EXTENDED_KEY_USAGE,
    oid::ID_KP_CLIENT_AUTH,
    oid::ID_KP_EMAIL_PROTECTION,
];

impl Layer<'_> {
    /// digitalSignature or nonRepudiation; only the latter where `non_repudiation` is asked for.
    pub(super) fn judge_key_usage(
        &self,
        certificate: &Certificate,
        non_repudiation: bool,
        errors: &mut Vec<Finding>,
    ) {
        let signs = certificate.has_key_usage(KeyUsage::NonRepudiation)
            || (!non_repudiation && certificate.has_key_usage(KeyUsage::DigitalSignature));
        if !signs || (self.is_strict() && !is_for_people(certificate)) {
            errors.push(self.words.key_usage);
        }
    }

    pub(super) fn judge_key_length(
        &self,
        policy: Option<SigningPolicy>,
        key: &PublicKey,
        errors: &mut Vec<Finding>,
    ) {
        if !policy.is_some_and(|policy| policy::takes_key(policy, key)) {
            errors.push(self.words.key_length);
        }
    }

    /// Validity, path and revocation at the moment of signing. Where nobody but the signer
    /// stands for that moment, strict judges the validity at present as well, and takes note of
    /// what was revoked until now. The answer is what showed whether the certificate was revoked.
    pub(super) fn judge_trust(
        &self,
        certificate: &Certificate,
        moment: Moment,
        errors: &mut Vec<Finding>,
        warnings: &mut Vec<Warning>,
    ) -> Result<Option<RevocationValues>, Fatal> {
        self.judge_validity(certificate, moment.time, errors);
        self.judge_path(certificate, moment.time, errors)?;
        if self.is_strict() && !moment.is_established {
            let mut at_present = Vec::new();
            let now = self.context.now();
            self.judge_validity(certificate, now, &mut at_present);
            self.judge_path(certificate, now, &mut at_present)?;
            at_present.retain(|finding| !errors.contains(finding));
            errors.append(&mut at_present);
        }
        Ok(self.judge_revocation(certificate, moment, errors, warnings))
    }

    fn judge_validity(&self, certificate: &Certificate, moment: i64, errors: &mut Vec<Finding>) {
        if moment < certificate.not_before() {
            errors.push(self.words.not_yet_valid);
        } else if moment > certificate.not_after() {
            errors.push(self.words.expired);
        }
    }

    fn judge_path(
        &self,
        certificate: &Certificate,
        moment: i64,
        errors: &mut Vec<Finding>,
    ) -> Result<(), Fatal> {
        let pool = &self.certificates;
        let holds = match (self.context.trust_anchors(), self.is_strict()) {
            (None, true) => true,
            (None, false) => return Err(Fatal::CertificationPathCheckFailed),
            (Some(anchors), true) => {
                trust::build_path(self.context, certificate, pool, anchors, moment).is_ok()
            }
            (Some(anchors), false) => {
                trust::official_path(certificate, pool, anchors, moment).is_ok()
            }
        };
        if !holds {
            errors.push(self.words.chain);
        }
        Ok(())
    }

    fn judge_revocation(
        &self,
        certificate: &Certificate,
        moment: Moment,
        errors: &mut Vec<Finding>,
        warnings: &mut Vec<Warning>,
    ) -> Option<RevocationValues> {
        let alone = std::slice::from_ref(certificate);
        let until = if moment.is_established {
            moment.time
        } else {
            self.context.now()
        };
        let verdict = Revocation {
            context: self.context,
            certificate,
            pool: if self.is_strict() {
                &self.certificates
            } else {
                alone
            },
            moment: moment.time,
            until,
            values: self.attributes.revocation_values.as_ref(),
        }
        .judge();
        warnings.extend(verdict.warnings);
        errors.extend(verdict.errors);
        match verdict.outcome {
            RevocationOutcome::Valid => {}
            RevocationOutcome::Revoked => errors.push(self.words.revoked),
            RevocationOutcome::Unknown => errors.push(self.words.status_unknown),
        }
        verdict.evidence
    }
}

/// Not for an authority, and not limited to something else than what people sign.
fn is_for_people(certificate: &Certificate) -> bool {
    let is_limited_to_others =
        certificate
            .extended_key_usage()
            .is_some_and(|(usages, is_critical)| {
                is_critical && !usages.iter().any(|usage| SIGNER_USAGES.contains(usage))
            });
    !certificate.is_ca() && !is_limited_to_others
}
