//! What was checked in a message, and what was found.

use super::finding::{Fatal, Finding, Warning};
use crate::x509::Certificate;
use core::fmt;
use core::time::Duration;
use der::DateTime;
use serde_json::{Value, json};

/// The judgement on one message.
#[derive(Clone, Default)]
pub struct Report {
    pub(super) released: bool,
    pub(super) fatal: Option<Fatal>,
    pub(super) errors: Vec<Finding>,
    pub(super) warnings: Vec<Warning>,
    pub(super) content_length: Option<u64>,
    pub(super) signing_time: Option<i64>,
    pub(super) authentication_certificate: Option<Certificate>,
    pub(super) signature_certificate: Option<Certificate>,
}

impl Report {
    /// Whether the content was released.
    pub fn released(&self) -> bool {
        self.released
    }

    /// What ended the judgement, if anything did.
    pub fn fatal(&self) -> Option<Fatal> {
        self.fatal
    }

    /// What is wrong with the message, in the order of the checks.
    pub fn errors(&self) -> &[Finding] {
        &self.errors
    }

    /// What the recipient should know, in the order of the checks.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// Octets of clear text, where it was released.
    pub fn content_length(&self) -> Option<u64> {
        self.content_length
    }

    /// When the sender claims to have signed, in seconds since 1970-01-01T00:00:00Z.
    pub fn signing_time(&self) -> Option<i64> {
        self.signing_time
    }

    /// The certificate of the outer signature: who sent the message.
    pub fn authentication_certificate(&self) -> Option<&Certificate> {
        self.authentication_certificate.as_ref()
    }

    /// The certificate of the inner signature, where the message has one of its own for it
    /// (an eID card does); else the outer one covers both.
    pub fn signature_certificate(&self) -> Option<&Certificate> {
        self.signature_certificate.as_ref()
    }

    /// The signing time as RFC 3339 text.
    pub fn signing_time_text(&self) -> Option<String> {
        let seconds = u64::try_from(self.signing_time?).ok()?;
        DateTime::from_unix_duration(Duration::from_secs(seconds))
            .ok()
            .map(|time| time.to_string())
    }

    /// The report as JSON, in the form that the example programs write.
    pub fn to_json(&self) -> String {
        let subject = |certificate: &Option<Certificate>| {
            certificate
                .as_ref()
                .map_or(Value::Null, |c| Value::String(c.subject_text()))
        };
        json!({
            "judgement": "strict",
            "released": self.released,
            "fatal": self.fatal.map(Fatal::name),
            "errors": self.errors.iter().map(|finding| finding.name()).collect::<Vec<_>>(),
            "warnings": self.warnings.iter().map(|warning| warning.name()).collect::<Vec<_>>(),
            "content_length": self.content_length,
            "signing_time": self.signing_time_text(),
            "authentication_subject": subject(&self.authentication_certificate),
            "signature_subject": subject(&self.signature_certificate),
        })
        .to_string()
    }
}

/// The findings alone: a subject holds personal data.
impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Report")
            .field("released", &self.released)
            .field("fatal", &self.fatal.map(Fatal::name))
            .field(
                "errors",
                &self
                    .errors
                    .iter()
                    .map(|finding| finding.name())
                    .collect::<Vec<_>>(),
            )
            .field(
                "warnings",
                &self.warnings.iter().map(|w| w.name()).collect::<Vec<_>>(),
            )
            .finish_non_exhaustive()
    }
}
