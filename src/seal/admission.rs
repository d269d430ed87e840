//! What has to be in order before a message is sealed, and what the caller puts up with.

use crate::error::{Error, Result, Status};
use crate::finding::Finding;
use crate::x509::Certificate;

/// The findings for the dates of a certificate.
pub(super) struct Names {
    pub(super) not_yet_valid: Finding,
    pub(super) expired: Finding,
}

/// Whether a certificate is valid at a moment.
pub(super) fn judge_validity(
    certificate: &Certificate,
    moment: i64,
    names: &Names,
) -> Option<Finding> {
    if moment < certificate.not_before() {
        Some(names.not_yet_valid)
    } else if moment > certificate.not_after() {
        Some(names.expired)
    } else {
        None
    }
}

/// Findings in spite of which the caller seals.
#[derive(Default)]
pub(super) struct Accepted(Vec<Finding>);

impl Accepted {
    pub(super) fn add(&mut self, finding: Finding) {
        self.0.push(finding);
    }

    /// Refuses for the first finding that is not accepted. The cause of the error is the
    /// official name of it.
    pub(super) fn admit(&self, findings: impl IntoIterator<Item = Finding>) -> Result<()> {
        let refused = findings
            .into_iter()
            .find(|finding| !self.0.contains(finding));
        match refused {
            Some(finding) => {
                let name = Error::new(finding.status(), finding.name());
                Err(Error::new(finding.status(), explanation(finding)).caused_by(name))
            }
            None => Ok(()),
        }
    }
}

fn explanation(finding: Finding) -> &'static str {
    let is_token = finding.name().starts_with("ETK_");
    match (finding, finding.status(), is_token) {
        (Finding::Integrity, _, _) => "the two certificates of the sender have different holders",
        (Finding::TokenSignature | Finding::TokenAuthenticationKey, _, _) => {
            "the encryption certificate of a recipient is not signed with the authentication key"
        }
        (Finding::TokenEncryptionKeyUsage, _, _) => {
            "the encryption certificate of a recipient is not for encryption"
        }
        (_, Status::CertificateExpired, true) => {
            "a certificate of the token of a recipient is not valid now"
        }
        (_, _, true) => "the token of a recipient is not to be trusted",
        (_, Status::CertificateExpired, false) => "a certificate of the sender is not valid now",
        (_, _, false) => "a certificate of the sender is not for signatures",
    }
}
