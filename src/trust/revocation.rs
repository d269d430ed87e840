//! Whether a certificate had been revoked: OCSP (RFC 6960) and CRLs (RFC 5280, 5).

mod crl;

pub(crate) use crl::{CrlOutcome, CrlVerdict, check_path_crls};

use crate::cms::RevocationValues;
use crate::context::{Context, OcspPolicy};
use crate::finding::{Finding, Warning};
use crate::x509::Certificate;

/// The question whether a certificate had been revoked at a moment.
pub(crate) struct Revocation<'a> {
    pub(crate) context: &'a Context,
    pub(crate) certificate: &'a Certificate,
    /// The certificates that came with it, itself included. Parity in a message: the
    /// certificate alone; in a token: all of them.
    pub(crate) pool: &'a [Certificate],
    /// When the signature was made, as far as is known.
    pub(crate) moment: i64,
    /// What the signer embedded beside its signature.
    pub(crate) values: Option<&'a RevocationValues>,
}

/// The answer to a [`Revocation`].
pub(crate) struct RevocationVerdict {
    pub(crate) outcome: RevocationOutcome,
    pub(crate) errors: Vec<Finding>,
    pub(crate) warnings: Vec<Warning>,
    /// The response and the CRLs that decided, for those who embed them.
    pub(crate) evidence: Option<RevocationValues>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RevocationOutcome {
    Valid,
    Revoked,
    Unknown,
}

impl Revocation<'_> {
    /// Answers the question under the OCSP policy of the context.
    pub(crate) fn judge(&self) -> RevocationVerdict {
        let outcome = match self.context.validation().ocsp_policy {
            OcspPolicy::None => RevocationOutcome::Valid,
            _ => RevocationOutcome::Unknown,
        };
        RevocationVerdict {
            outcome,
            errors: Vec::new(),
            warnings: Vec::new(),
            evidence: None,
        }
    }
}
