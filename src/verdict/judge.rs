//! The order of the checks, layer by layer.

use super::digests::Digests;
use super::layer::Layer;
use super::report::{LayerReport, Report, Validity};
use super::signing_time::Moment;
use super::words::{INNER, OUTER};
use crate::asn1::oid;
use crate::cms::{RevocationValues, SignedData};
use crate::context::{Context, Judgement, SigningPolicy};
use crate::finding::{Fatal, Finding, Warning};
use crate::keys::WebKey;
use crate::x509::Certificate;

/// The signers that a caller expects.
#[derive(Clone, Default)]
pub(crate) struct ExpectedSigners {
    pub(crate) certificates: Vec<Certificate>,
    pub(crate) web_keys: Vec<WebKey>,
}

impl ExpectedSigners {
    fn is_empty(&self) -> bool {
        self.certificates.is_empty() && self.web_keys.is_empty()
    }

    fn web_key(&self, identifier: &[u8]) -> Option<&WebKey> {
        self.web_keys
            .iter()
            .find(|key| key.identifier() == identifier)
    }

    /// Whether a certificate is one of those expected, or has a key of one of those.
    fn include(&self, certificate: &Certificate) -> bool {
        let key = certificate.public_key();
        self.certificates
            .iter()
            .any(|expected| expected == certificate || expected.public_key() == key)
            || self.web_keys.iter().any(|web| web.public_key() == key)
    }
}

/// What messages are judged by.
pub(crate) struct Judge<'a> {
    pub(crate) context: &'a Context,
    pub(crate) expected_signers: &'a ExpectedSigners,
    pub(crate) trusted_time: Option<i64>,
}

/// What the judgement of the outer layer leaves for that of the inner one.
pub(crate) struct Outer {
    certificate: Option<Certificate>,
    certificates: Vec<Certificate>,
    key_identifier: Option<Vec<u8>>,
    policy: Option<SigningPolicy>,
    moment: Moment,
    /// What showed that the signer was not revoked, for those who embed it.
    pub(crate) evidence: Option<RevocationValues>,
}

/// What is found in one layer, in the order of the checks.
#[derive(Default)]
struct Found {
    errors: Vec<Finding>,
    warnings: Vec<Warning>,
    evidence: Option<RevocationValues>,
}

impl Judge<'_> {
    fn is_strict(&self) -> bool {
        self.context.validation().judgement == Judgement::Strict
    }

    /// Judges the outer layer and notes what it finds in the report.
    pub(crate) fn judge_outer(
        &self,
        data: SignedData,
        digests: Digests,
        report: &mut Report,
    ) -> Result<Outer, Fatal> {
        let mut layer = Layer::new(self.context, &OUTER, data, digests)?;
        let mut found = Found::default();
        layer.judge_algorithms(&mut found.errors);
        layer.judge_attributes(&mut found.errors);
        let moment =
            layer.judge_signing_time(self.trusted_time, &mut found.errors, &mut found.warnings);
        report.signing_time = Some((moment.time, moment.source));
        let mut outer = Outer {
            certificate: layer.signer_certificate().cloned(),
            certificates: layer.certificates.clone(),
            key_identifier: layer.key_identifier().map(<[u8]>::to_vec),
            policy: layer.policy,
            moment,
            evidence: None,
        };
        let ended = self.judge_outer_signer(&mut layer, &outer, &mut found);
        outer.evidence = found.evidence.take();
        report.outer = layer_report(&layer, found, ended.is_ok());
        ended.map(|()| outer)
    }

    fn judge_outer_signer(
        &self,
        layer: &mut Layer<'_>,
        outer: &Outer,
        found: &mut Found,
    ) -> Result<(), Fatal> {
        if outer.policy == Some(SigningPolicy::WebAuthn) {
            return self.judge_web_key(layer, outer.policy, found);
        }
        let Some(certificate) = &outer.certificate else {
            found.errors.push(Finding::OuterCertificateMissing);
            return if self.is_strict() {
                Err(Fatal::OuterCertificateMissing)
            } else {
                Ok(())
            };
        };
        self.judge_expected(layer, certificate, found);
        self.judge_certificate_signer(layer, certificate, outer, found)
    }

    /// Judges the inner layer against the outer one and notes what it finds in the report.
    pub(crate) fn judge_inner(
        &self,
        data: SignedData,
        digests: Digests,
        outer: &Outer,
        report: &mut Report,
    ) -> Result<(), Fatal> {
        let mut layer = Layer::new(self.context, &INNER, data, digests)?;
        let mut found = Found::default();
        layer.judge_algorithms(&mut found.errors);
        if outer.policy.is_some() && layer.policy.is_some() && outer.policy != layer.policy {
            found.errors.push(Finding::Integrity);
        }
        layer.judge_attributes(&mut found.errors);
        let ended = self.judge_inner_signer(&mut layer, outer, &mut found);
        report.inner = layer_report(&layer, found, ended.is_ok());
        ended
    }

    fn judge_inner_signer(
        &self,
        layer: &mut Layer<'_>,
        outer: &Outer,
        found: &mut Found,
    ) -> Result<(), Fatal> {
        let policy = outer.policy.or(layer.policy);
        if layer.policy == Some(SigningPolicy::WebAuthn) {
            self.judge_web_key(layer, policy, found)?;
            if outer.key_identifier.as_deref() != layer.key_identifier() {
                found.errors.push(Finding::Integrity);
            }
            return Ok(());
        }
        let non_repudiation = self.context.validation().non_repudiation;
        match (layer.signer_certificate().cloned(), &outer.certificate) {
            (Some(certificate), outer_certificate) => {
                self.judge_expected(layer, &certificate, found);
                if let Some(outer_certificate) = outer_certificate
                    && !self.belong_together(outer, outer_certificate, layer, &certificate)
                {
                    found.errors.push(Finding::Integrity);
                }
                self.judge_certificate_signer(layer, &certificate, outer, found)
            }
            (None, Some(certificate)) => {
                if self.is_strict() && !layer.signer.signer.equals(certificate) {
                    found.errors.push(Finding::Integrity);
                }
                let key = certificate.public_key();
                layer.judge_signature(key, Some(certificate), &mut found.errors)?;
                layer.judge_key_usage(certificate, non_repudiation, &mut found.errors);
                self.judge_expected(layer, certificate, found);
                Ok(())
            }
            // The official library verifies nothing here; strict does not come to this.
            (None, None) => Ok(()),
        }
    }

    /// A signer without certificate: its key has to come from the caller.
    fn judge_web_key(
        &self,
        layer: &mut Layer<'_>,
        policy: Option<SigningPolicy>,
        found: &mut Found,
    ) -> Result<(), Fatal> {
        let policies = &self.context.validation().signing_policies;
        if self.is_strict() && !policies.contains(&SigningPolicy::WebAuthn) {
            if !layer.words.is_inner {
                found.errors.push(Finding::OuterCertificateMissing);
                return Err(Fatal::OuterCertificateMissing);
            }
            found.errors.push(layer.words.algorithm);
        }
        let web_key = layer
            .key_identifier()
            .and_then(|identifier| self.expected_signers.web_key(identifier));
        match web_key {
            Some(web_key) => {
                let key = web_key.public_key();
                layer.judge_signature(key, None, &mut found.errors)?;
                layer.judge_key_length(policy, key, &mut found.errors);
            }
            None => found.errors.push(layer.words.not_verified),
        }
        Ok(())
    }

    fn judge_expected(&self, layer: &Layer<'_>, certificate: &Certificate, found: &mut Found) {
        if !self.expected_signers.is_empty() && !self.expected_signers.include(certificate) {
            found.errors.push(layer.words.not_expected);
        }
    }

    /// Signature, key usage, key length, validity, path and revocation of a signer whose
    /// certificate came with this layer.
    fn judge_certificate_signer(
        &self,
        layer: &mut Layer<'_>,
        certificate: &Certificate,
        outer: &Outer,
        found: &mut Found,
    ) -> Result<(), Fatal> {
        let key = certificate.public_key();
        let errors = &mut found.errors;
        layer.judge_signature(key, Some(certificate), errors)?;
        let non_repudiation = layer.words.is_inner && self.context.validation().non_repudiation;
        layer.judge_key_usage(certificate, non_repudiation, errors);
        layer.judge_key_length(outer.policy.or(layer.policy), key, errors);
        found.evidence =
            layer.judge_trust(certificate, outer.moment, errors, &mut found.warnings)?;
        Ok(())
    }

    /// Whether two certificates are of the same holder. Strict wants them from the same issuer,
    /// too, or on paths to the same anchor.
    fn belong_together(
        &self,
        outer: &Outer,
        outer_certificate: &Certificate,
        layer: &Layer<'_>,
        inner: &Certificate,
    ) -> bool {
        let same_issuer = || outer_certificate.issuer().matches(inner.issuer());
        let path = |leaf, pool| {
            let anchors = self.context.trust_anchors()?;
            crate::trust::build_path(self.context, leaf, pool, anchors, outer.moment.time).ok()
        };
        same_holder(outer_certificate, inner)
            && (!self.is_strict()
                || match (
                    path(outer_certificate, &outer.certificates[..]),
                    path(inner, &layer.certificates[..]),
                ) {
                    (Some(one), Some(other)) => {
                        one.last() == other.last()
                            || same_issuer() && have_same_issuing_key(&one, &other)
                    }
                    _ => same_issuer(),
                })
    }
}

/// Whether no key is seen to have signed one of two certificates and not the other: two
/// authorities may have the same name. An anchor stands without an issuer.
fn have_same_issuing_key(one: &[Certificate], other: &[Certificate]) -> bool {
    match (one.get(1), other.get(1)) {
        (Some(one), Some(other)) => one.public_key() == other.public_key(),
        _ => true,
    }
}

/// Whether two certificates are of the same holder: the same serialNumber in the subject, or none
/// in both and the same subject.
pub(crate) fn same_holder(outer: &Certificate, inner: &Certificate) -> bool {
    match (serial_number(outer), serial_number(inner)) {
        (Some(outer), Some(inner)) => outer == inner,
        (None, None) => outer.subject().matches(inner.subject()),
        _ => false,
    }
}

/// The attribute serialNumber of the subject.
fn serial_number(certificate: &Certificate) -> Option<String> {
    let attributes = certificate.subject().attributes().ok()?;
    attributes
        .into_iter()
        .find(|(kind, _)| *kind == oid::ID_AT_SERIAL_NUMBER)
        .map(|(_, value)| value)
}

fn layer_report(layer: &Layer<'_>, found: Found, was_judged: bool) -> LayerReport {
    let side = |about_trust: bool| {
        let is_bad = found
            .errors
            .iter()
            .any(|finding| finding.is_about_trust() == about_trust);
        match (is_bad, was_judged) {
            (true, _) => Validity::Bad,
            (false, true) => Validity::Good,
            (false, false) => Validity::NotJudged,
        }
    };
    let judges_trust = layer.context.trust_anchors().is_some();
    LayerReport {
        validity: side(false),
        trust: match side(true) {
            Validity::Good if !judges_trust => Validity::NotJudged,
            other => other,
        },
        policy: layer.policy,
        certificate: layer.signer_certificate().cloned(),
        certificates: layer.certificates.clone(),
        key_identifier: layer.key_identifier().map(<[u8]>::to_vec),
        signing_time: layer.attributes.signing_time,
        signature: layer.signer.signature.clone(),
        errors: found.errors,
        warnings: found.warnings,
    }
}
