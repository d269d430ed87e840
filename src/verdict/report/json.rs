//! The report as JSON, for programs.

use super::{EncryptionReport, LayerReport, Report, SigningTimeSource, Validity};
use crate::context::SigningPolicy;
use crate::finding::{Fatal, Finding, Warning};
use crate::x509::Certificate;
use base64ct::{Base64, Encoding};
use serde_json::{Value, json};

impl Report {
    /// The report as JSON, in one line: what [`Report`] itself tells, and under `layers` what
    /// was found in `outer`, `encryption` and `inner`. What is not known is `null`.
    pub fn to_json(&self) -> String {
        json!({
            "judgement": self.judgement.name(),
            "released": self.released,
            "fatal": self.fatal.map(Fatal::name),
            "errors": names_of_errors(&self.errors),
            "warnings": names_of_warnings(&self.warnings),
            "content_length": self.content_length,
            "signing_time": self.signing_time_text(),
            "signing_time_source": self.signing_time_source().map(SigningTimeSource::name),
            "authentication_subject": subject(self.authentication_certificate()),
            "signature_subject": subject(self.signature_certificate()),
            "layers": {
                "outer": signed_layer(&self.outer),
                "encryption": encryption_layer(&self.encryption),
                "inner": signed_layer(&self.inner),
            },
        })
        .to_string()
    }
}

fn signed_layer(layer: &LayerReport) -> Value {
    let certificate = layer.certificate();
    json!({
        "validity": layer.validity.name(),
        "trust": layer.trust.name(),
        "errors": names_of_errors(&layer.errors),
        "warnings": names_of_warnings(&layer.warnings),
        "policy": layer.policy.map(SigningPolicy::name),
        "subject": subject(certificate),
        "issuer": certificate.map(Certificate::issuer_text),
        "serial": certificate.map(Certificate::serial_decimal),
        "key_identifier": layer.key_identifier().map(Base64::encode_string),
        "signing_time": layer.signing_time_text(),
    })
}

/// The same members as those of a signed layer, so that one reader does for all three.
fn encryption_layer(layer: &EncryptionReport) -> Value {
    json!({
        "validity": layer.validity.name(),
        "trust": Validity::NotJudged.name(),
        "errors": names_of_errors(&layer.errors),
        "warnings": [],
        "policy": null,
        "subject": null,
        "issuer": null,
        "serial": layer.recipient_serial(),
        "key_identifier": layer.key_identifier().map(Base64::encode_string),
        "signing_time": null,
    })
}

fn names_of_errors(errors: &[Finding]) -> Vec<&'static str> {
    errors.iter().map(|finding| finding.name()).collect()
}

fn names_of_warnings(warnings: &[Warning]) -> Vec<&'static str> {
    warnings.iter().map(|warning| warning.name()).collect()
}

fn subject(certificate: Option<&Certificate>) -> Option<String> {
    certificate.map(Certificate::subject_text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::Judgement;

    fn alice() -> Certificate {
        let der = include_bytes!("../../../tests/vectors/official/keys/alice-auth.cer");
        Certificate::from_der(der).unwrap()
    }

    fn parsed(report: &Report) -> Value {
        serde_json::from_str(&report.to_json()).unwrap()
    }

    #[test]
    fn every_member_is_there_even_if_nothing_is_known() {
        let json = parsed(&Report::default());
        let members =
            |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
        assert_eq!(
            members(&json),
            [
                "authentication_subject",
                "content_length",
                "errors",
                "fatal",
                "judgement",
                "layers",
                "released",
                "signature_subject",
                "signing_time",
                "signing_time_source",
                "warnings",
            ]
        );
        assert_eq!(members(&json["layers"]), ["encryption", "inner", "outer"]);
        for layer in ["encryption", "inner", "outer"] {
            let layer = &json["layers"][layer];
            assert_eq!(layer["validity"], "not judged");
            assert_eq!(members(layer), members(&json["layers"]["outer"]));
            assert_eq!(members(layer).len(), 10);
        }
    }

    #[test]
    fn what_is_known_is_told() {
        let report = Report {
            judgement: Judgement::Parity,
            released: true,
            errors: vec![Finding::OuterChain, Finding::ContentAlgorithm],
            warnings: vec![Warning::SigningTimeExpired],
            signing_time: Some((1_795_296_771, SigningTimeSource::TimeStamp)),
            outer: LayerReport {
                validity: Validity::Good,
                trust: Validity::Bad,
                errors: vec![Finding::OuterChain],
                warnings: vec![Warning::SigningTimeExpired],
                policy: Some(SigningPolicy::EhealthCertificate),
                certificate: Some(alice()),
                signing_time: Some(1_795_296_771),
                ..LayerReport::default()
            },
            encryption: EncryptionReport {
                validity: Validity::Bad,
                errors: vec![Finding::ContentAlgorithm],
                recipient_serial: Some("42".to_owned()),
                ..EncryptionReport::default()
            },
            inner: LayerReport {
                key_identifier: Some(vec![1, 2, 3]),
                ..LayerReport::default()
            },
            ..Report::default()
        };
        let json = parsed(&report);
        assert_eq!(json["judgement"], "parity");
        assert_eq!(json["signing_time"], "2026-11-21T21:32:51Z");
        assert_eq!(json["signing_time_source"], "time-stamp");
        assert_eq!(json["authentication_subject"], alice().subject_text());
        assert_eq!(json["signature_subject"], Value::Null);
        let outer = &json["layers"]["outer"];
        assert_eq!(
            (&outer["validity"], &outer["trust"]),
            (&json!("good"), &json!("bad"))
        );
        assert_eq!(
            outer["errors"],
            json!(["OUTER_CERTIFICATE_CHAIN_NOT_TRUSTED"])
        );
        assert_eq!(outer["warnings"], json!(["SIGNING_TIME_EXPIRED"]));
        assert_eq!(outer["policy"], "EHEALTH_CERT");
        assert_eq!(outer["subject"], alice().subject_text());
        assert_eq!(outer["issuer"], alice().issuer_text());
        assert_eq!(outer["serial"], alice().serial_decimal());
        assert_eq!(outer["signing_time"], "2026-11-21T21:32:51Z");
        assert_eq!(json["layers"]["encryption"]["serial"], "42");
        assert_eq!(json["layers"]["inner"]["key_identifier"], "AQID");
        let shown = format!("{report:?} {:?} {:?}", report.outer, report.encryption);
        assert!(!shown.contains("SSIN") && !shown.contains("42"), "{shown}");
    }
}
