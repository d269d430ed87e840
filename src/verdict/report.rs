//! What was checked in a message, and what was found.

mod json;
mod text;

use crate::context::{Judgement, SigningPolicy};
use crate::finding::{Fatal, Finding, Warning};
use crate::x509::Certificate;
use core::fmt;
use core::time::Duration;
use der::DateTime;

/// The judgement on one message, as a whole and layer by layer.
#[derive(Clone, Default)]
pub struct Report {
    pub(crate) judgement: Judgement,
    pub(crate) released: bool,
    pub(crate) fatal: Option<Fatal>,
    pub(crate) errors: Vec<Finding>,
    pub(crate) warnings: Vec<Warning>,
    pub(crate) content_length: Option<u64>,
    pub(crate) signing_time: Option<(i64, SigningTimeSource)>,
    pub(crate) outer: LayerReport,
    pub(crate) encryption: EncryptionReport,
    pub(crate) inner: LayerReport,
}

/// Where the signing time of a report comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SigningTimeSource {
    /// The signer's claim: the signing-time attribute.
    Signer,
    /// A time-stamp on the outer signature.
    TimeStamp,
    /// The caller, who knows when the message was received.
    Caller,
    /// Nobody: the moment of the judgement stands in.
    Clock,
}

impl SigningTimeSource {
    /// The word for it in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Signer => "signer",
            Self::TimeStamp => "time-stamp",
            Self::Caller => "caller",
            Self::Clock => "clock",
        }
    }
}

/// The outcome of one side of the judgement on a layer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Validity {
    /// The judgement did not come to this, or was not asked for it.
    #[default]
    NotJudged,
    /// Nothing was found wrong.
    Good,
    /// Something was found wrong.
    Bad,
}

impl Validity {
    /// The word for it in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotJudged => "not judged",
            Self::Good => "good",
            Self::Bad => "bad",
        }
    }
}

/// The judgement on one of the two signed layers.
#[derive(Clone, Default)]
pub struct LayerReport {
    /// Whether the signature is right: algorithms, attributes, the signature itself.
    pub(crate) validity: Validity,
    /// Whether the signer is to be trusted: certificate, path, revocation, time.
    pub(crate) trust: Validity,
    pub(crate) errors: Vec<Finding>,
    pub(crate) warnings: Vec<Warning>,
    pub(crate) policy: Option<SigningPolicy>,
    pub(crate) certificate: Option<Certificate>,
    pub(crate) certificates: Vec<Certificate>,
    pub(crate) key_identifier: Option<Vec<u8>>,
    /// The claim of this layer's signer, in seconds since 1970.
    pub(crate) signing_time: Option<i64>,
    pub(crate) signature: Vec<u8>,
}

/// The judgement on the envelope.
#[derive(Clone, Default)]
pub struct EncryptionReport {
    pub(crate) validity: Validity,
    pub(crate) errors: Vec<Finding>,
    /// The decimal serial number of the encryption certificate that the message was opened as.
    pub(crate) recipient_serial: Option<String>,
    /// The identifier of the key (of the KGSS, or a web key) that the message was opened with.
    pub(crate) key_identifier: Option<Vec<u8>>,
}

impl Report {
    /// Puts the findings of the layers together, in the order of the checks.
    pub(crate) fn collect(&mut self) {
        let layers = [
            &self.outer.errors,
            &self.encryption.errors,
            &self.inner.errors,
        ];
        self.errors = layers.into_iter().flatten().copied().collect();
        self.warnings = [&self.outer.warnings, &self.inner.warnings]
            .into_iter()
            .flatten()
            .copied()
            .collect();
        if !self.encryption.errors.is_empty() {
            self.encryption.validity = Validity::Bad;
        }
    }

    /// Strict or parity.
    pub fn judgement(&self) -> Judgement {
        self.judgement
    }

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

    /// When the message was signed, as far as is known, in seconds since
    /// 1970-01-01T00:00:00Z; [`Self::signing_time_source`] tells who says so.
    pub fn signing_time(&self) -> Option<i64> {
        self.signing_time.map(|(time, _)| time)
    }

    /// Who says when the message was signed.
    pub fn signing_time_source(&self) -> Option<SigningTimeSource> {
        self.signing_time.map(|(_, source)| source)
    }

    /// The layer that the sender signed.
    pub fn outer(&self) -> &LayerReport {
        &self.outer
    }

    /// The envelope.
    pub fn encryption(&self) -> &EncryptionReport {
        &self.encryption
    }

    /// The layer that the author signed.
    pub fn inner(&self) -> &LayerReport {
        &self.inner
    }

    /// The certificate of the outer signature: who sent the message.
    pub fn authentication_certificate(&self) -> Option<&Certificate> {
        self.outer.certificate.as_ref()
    }

    /// The certificate of the inner signature, where the message has one of its own for it
    /// (an eID card does); else the outer one covers both.
    pub fn signature_certificate(&self) -> Option<&Certificate> {
        self.inner.certificate.as_ref()
    }

    /// The octets of the outer signature, which a time-stamp is made for; `None` if the message
    /// could not be read that far.
    pub fn signature(&self) -> Option<&[u8]> {
        Some(self.outer.signature.as_slice()).filter(|signature| !signature.is_empty())
    }

    /// The signing time as RFC 3339 text.
    pub fn signing_time_text(&self) -> Option<String> {
        self.signing_time().and_then(time_text)
    }
}

impl LayerReport {
    /// Whether the signature is right: algorithms, attributes, the signature itself.
    pub fn validity(&self) -> Validity {
        self.validity
    }

    /// Whether the signer is to be trusted: certificate, path, revocation, time.
    pub fn trust(&self) -> Validity {
        self.trust
    }

    /// What is wrong with this layer, in the order of the checks.
    pub fn errors(&self) -> &[Finding] {
        &self.errors
    }

    /// What the recipient should know of this layer, in the order of the checks.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// The policy that the signature was judged under, if it was made under a known one.
    pub fn policy(&self) -> Option<SigningPolicy> {
        self.policy
    }

    /// The certificate of the signer, if this layer has it.
    pub fn certificate(&self) -> Option<&Certificate> {
        self.certificate.as_ref()
    }

    /// Every certificate of this layer, in the order of the message.
    pub fn certificates(&self) -> &[Certificate] {
        &self.certificates
    }

    /// The identifier of the signer's key, where the signer is named by it and not by a
    /// certificate (a web key).
    pub fn key_identifier(&self) -> Option<&[u8]> {
        self.key_identifier.as_deref()
    }

    /// When the signer of this layer says that it signed, in seconds since
    /// 1970-01-01T00:00:00Z. Nobody else vouches for it; see [`Report::signing_time`].
    pub fn signing_time(&self) -> Option<i64> {
        self.signing_time
    }

    /// The same as RFC 3339 text.
    pub fn signing_time_text(&self) -> Option<String> {
        self.signing_time.and_then(time_text)
    }
}

impl EncryptionReport {
    /// Whether the message was encrypted as it should be, and could be opened.
    pub fn validity(&self) -> Validity {
        self.validity
    }

    /// What is wrong with the encryption, in the order of the checks.
    pub fn errors(&self) -> &[Finding] {
        &self.errors
    }

    /// The decimal serial number of the encryption certificate that the message was opened as.
    pub fn recipient_serial(&self) -> Option<&str> {
        self.recipient_serial.as_deref()
    }

    /// The identifier of the key (of the KGSS, or a web key) that the message was opened with.
    pub fn key_identifier(&self) -> Option<&[u8]> {
        self.key_identifier.as_deref()
    }
}

/// RFC 3339 text of seconds since 1970.
fn time_text(seconds: i64) -> Option<String> {
    let seconds = u64::try_from(seconds).ok()?;
    DateTime::from_unix_duration(Duration::from_secs(seconds))
        .ok()
        .map(|time| time.to_string())
}

/// The findings alone: a subject holds personal data.
impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errors: Vec<_> = self.errors.iter().map(|finding| finding.name()).collect();
        let warnings: Vec<_> = self.warnings.iter().map(|w| w.name()).collect();
        f.debug_struct("Report")
            .field("judgement", &self.judgement.name())
            .field("released", &self.released)
            .field("fatal", &self.fatal.map(Fatal::name))
            .field("errors", &errors)
            .field("warnings", &warnings)
            .finish_non_exhaustive()
    }
}

/// The findings alone: a subject holds personal data.
impl fmt::Debug for LayerReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errors: Vec<_> = self.errors.iter().map(|finding| finding.name()).collect();
        let warnings: Vec<_> = self.warnings.iter().map(|w| w.name()).collect();
        f.debug_struct("LayerReport")
            .field("validity", &self.validity.name())
            .field("trust", &self.trust.name())
            .field("errors", &errors)
            .field("warnings", &warnings)
            .finish_non_exhaustive()
    }
}

/// The findings alone: a serial number names a person's certificate.
impl fmt::Debug for EncryptionReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errors: Vec<_> = self.errors.iter().map(|finding| finding.name()).collect();
        f.debug_struct("EncryptionReport")
            .field("validity", &self.validity.name())
            .field("errors", &errors)
            .finish_non_exhaustive()
    }
}
