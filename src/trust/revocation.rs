//! Whether a certificate had been revoked: OCSP (RFC 6960) and CRLs (RFC 5280, 5).

mod address;
mod crl;
mod fetch;
mod official;
mod official_crl;
mod strict;
#[cfg(test)]
mod tests;

pub(crate) use crl::{CrlOutcome, check_path_crls};

use crate::cms::RevocationValues;
use crate::context::{Context, Judgement};
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
    /// What was revoked after this moment does not count, for whatever reason it was; what was
    /// revoked at this very moment does. Strict only: parity takes `moment`.
    pub(crate) until: i64,
    /// What the signer embedded beside its signature.
    pub(crate) values: Option<&'a RevocationValues>,
}

/// The answer to a [`Revocation`].
pub(crate) struct RevocationVerdict {
    pub(crate) outcome: RevocationOutcome,
    pub(crate) errors: Vec<Finding>,
    pub(crate) warnings: Vec<Warning>,
    /// The responses and the CRLs that decided, that of the signer first, for those who embed
    /// them. Only if they did decide.
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
        match self.context.validation().judgement {
            Judgement::Parity => official::judge(self),
            Judgement::Strict => strict::judge(self),
        }
    }
}

impl RevocationVerdict {
    /// Nothing is against the certificate.
    fn valid() -> Self {
        Self {
            outcome: RevocationOutcome::Valid,
            errors: Vec::new(),
            warnings: Vec::new(),
            evidence: None,
        }
    }

    /// The status could not be found out.
    fn unknown(errors: Vec<Finding>) -> Self {
        Self {
            outcome: RevocationOutcome::Unknown,
            errors,
            ..Self::valid()
        }
    }
}

/// Whether a moment does not come after another, if the clocks may differ by `skew` seconds.
fn not_after(earlier: i64, later: i64, skew: i64) -> bool {
    earlier.saturating_sub(later) < skew.max(1)
}

/// Whether what leads to this anchor may be signed with SHA-1.
fn takes_sha1(context: &Context, anchor: Option<&Certificate>) -> bool {
    anchor.is_some_and(|anchor| context.legacy_anchors().contains(anchor))
}
