//! A message that is refused, with the reason and the report on it.

use super::report::Report;
use crate::error::{Error, Status};
use crate::finding::Finding;
use core::fmt;

/// A message that is refused: nothing of it is released, nothing is written.
#[derive(Clone)]
pub struct Refusal {
    /// Why; for a message with several faults, the first. That nobody stands for its age comes
    /// after all others.
    pub error: Error,
    /// What was found, if the message could be judged at all.
    pub report: Option<Box<Report>>,
}

/// The finding that decides on the error of a refusal.
pub(crate) fn deciding(findings: &[Finding]) -> Option<Finding> {
    let decides = |finding: &&Finding| !finding.is_about_age();
    findings.iter().find(decides).or(findings.first()).copied()
}

/// The error of a message that is refused with this status.
pub(crate) fn refused(status: Status) -> Error {
    Error::new(status, explanation(status))
}

fn explanation(status: Status) -> &'static str {
    match status {
        Status::Malformed => "a layer of the message is not what it should be",
        Status::NotAddressed => "the message is not addressed to any of the given keys",
        Status::UnsealFailed => "the message could not be decrypted",
        Status::SignatureInvalid => "a signature of the message is not valid",
        Status::CertificateMissing => "the certificate of the signer is not in the message",
        Status::CertificateUntrusted => "the certificate of the signer is not to be trusted",
        Status::CertificateExpired => "the certificate of the signer was not valid when it signed",
        Status::CertificateRevoked => "the certificate of the signer had been revoked",
        _ => "the message breaks a rule of the platform",
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self {
            error,
            report: None,
        }
    }
}

impl fmt::Debug for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}; {:?}", self.error, self.report)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.error)
    }
}

impl std::error::Error for Refusal {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}
