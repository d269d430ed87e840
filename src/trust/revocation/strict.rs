//! Revocation by the rules of RFC 6960 and RFC 5280, for the whole path of a certificate, and
//! closed: what cannot be found out does not pass.
//!
//! The signer's own certificate needs an OCSP response, from where the policy says. The
//! certificates of the authorities above it need a response or a revocation list; what is
//! embedded goes first, and the services are asked for the rest, except under
//! `SENDER_OPTIONAL`. Nothing is asked for before the path is known to lead to an anchor.

mod lists;
mod responder;
mod responses;

pub(super) use lists::{Lists, Standing, Subject};

use super::fetch::Fetcher;
use super::{Revocation, RevocationOutcome, RevocationVerdict, takes_sha1};
use crate::cms::RevocationValues;
use crate::context::{Context, OcspPolicy};
use crate::finding::{Finding, Warning};
use crate::trust::path::build_path;
use crate::x509::Certificate;
use responses::Heard;

pub(super) fn judge(question: &Revocation<'_>) -> RevocationVerdict {
    let context = question.context;
    let policy = context.validation().ocsp_policy;
    if policy == OcspPolicy::None {
        return RevocationVerdict::valid();
    }
    let Some(anchors) = context.trust_anchors() else {
        return RevocationVerdict::unknown(Vec::new());
    };
    match build_path(
        context,
        question.certificate,
        question.pool,
        anchors,
        question.moment,
    ) {
        // An anchor is trusted by decision, and nobody speaks for it.
        Ok(path) if path.len() > 1 => Inquiry::new(question, anchors, path).judge(policy),
        _ => RevocationVerdict::unknown(Vec::new()),
    }
}

/// The inquiry into the certificates of a path that leads to an anchor.
struct Inquiry<'a> {
    context: &'a Context,
    anchors: &'a [Certificate],
    /// From the signer's certificate to the anchor, which is not inquired into.
    path: Vec<Certificate>,
    moment: i64,
    /// What was revoked later does not count.
    until: i64,
    /// The responses that the policy lets count.
    responses: &'a [Vec<u8>],
    lists: Lists<'a>,
    fetcher: Fetcher<'a>,
    evidence: RevocationValues,
}

/// How far the inquiry into one certificate got.
enum Found {
    Good,
    Revoked,
    /// There is nothing about it where the policy has us look.
    Nothing,
    /// What there is does not tell.
    Unknown(Vec<Finding>),
}

impl<'a> Inquiry<'a> {
    fn new(question: &Revocation<'a>, anchors: &'a [Certificate], path: Vec<Certificate>) -> Self {
        let context = question.context;
        let is_counted = context.validation().ocsp_policy != OcspPolicy::ReceiverMandatory;
        let values = question.values.filter(|_| is_counted);
        Self {
            context,
            anchors,
            moment: question.moment,
            until: question.until,
            responses: values.map_or(&[], |values| &values.ocsp_responses),
            lists: Lists {
                embedded: values.map_or(&[], |values| &values.crls),
                now: context.now(),
                clock_skew: context.validation().clock_skew,
                takes_sha1: takes_sha1(context, path.last()),
            },
            fetcher: Fetcher::new(context),
            evidence: RevocationValues::default(),
            path,
        }
    }

    fn judge(mut self, policy: OcspPolicy) -> RevocationVerdict {
        let mut warnings = Vec::new();
        for index in 0..self.path.len().saturating_sub(1) {
            let found = if index == 0 {
                self.inquire_signer(policy)
            } else {
                self.inquire_authority(index, policy != OcspPolicy::SenderOptional)
            };
            match found {
                Found::Good => {}
                Found::Nothing if policy == OcspPolicy::SenderOptional => {
                    warnings = vec![Warning::OcspNotEmbedded];
                }
                Found::Nothing => return RevocationVerdict::unknown(Vec::new()),
                Found::Unknown(errors) => return RevocationVerdict::unknown(errors),
                Found::Revoked => return self.verdict(RevocationOutcome::Revoked, warnings),
            }
        }
        self.verdict(RevocationOutcome::Valid, warnings)
    }

    fn verdict(self, outcome: RevocationOutcome, warnings: Vec<Warning>) -> RevocationVerdict {
        let is_empty = self.evidence == RevocationValues::default();
        RevocationVerdict {
            outcome,
            errors: Vec::new(),
            warnings,
            evidence: (!is_empty).then_some(self.evidence),
        }
    }

    fn inquire_signer(&mut self, policy: OcspPolicy) -> Found {
        let found = if self.responses.is_empty() {
            match policy {
                OcspPolicy::None | OcspPolicy::SenderOptional => Found::Nothing,
                OcspPolicy::SenderMandatory => Found::Unknown(vec![Finding::OcspNotEmbedded]),
                OcspPolicy::ReceiverOptional | OcspPolicy::ReceiverMandatory => self.ask(0),
            }
        } else {
            match self.hear(0) {
                Heard::Good => Found::Good,
                Heard::Revoked => Found::Revoked,
                Heard::Outdated if policy == OcspPolicy::ReceiverOptional => self.ask(0),
                // As the official library has it, whatever the policy.
                Heard::Faulty(faults) if faults.iter().any(is_responder_gone) => self.ask(0),
                Heard::Faulty(faults) => Found::Unknown(faults),
                Heard::Nothing | Heard::Outdated => {
                    Found::Unknown(vec![Finding::OcspResponseInvalid])
                }
            }
        };
        // A list may not take the place of the response, but it may speak against it.
        match found {
            Found::Good | Found::Nothing if self.search_embedded(0) == Standing::Revoked => {
                Found::Revoked
            }
            found => found,
        }
    }

    fn inquire_authority(&mut self, index: usize, may_ask: bool) -> Found {
        let mut faults = match self.hear(index) {
            Heard::Good => return Found::Good,
            Heard::Revoked => return Found::Revoked,
            Heard::Faulty(faults) => faults,
            Heard::Nothing | Heard::Outdated => Vec::new(),
        };
        match self.search_embedded(index) {
            Standing::Good => return Found::Good,
            Standing::Revoked => return Found::Revoked,
            Standing::NoSource | Standing::Failed => {}
        }
        if may_ask {
            match self.ask(index) {
                Found::Unknown(more) => faults.extend(more),
                Found::Nothing => {}
                found => return found,
            }
            match self.search_distribution_points(index) {
                Standing::Good => return Found::Good,
                Standing::Revoked => return Found::Revoked,
                Standing::NoSource | Standing::Failed => {}
            }
        }
        if faults.is_empty() {
            Found::Nothing
        } else {
            Found::Unknown(faults)
        }
    }

    fn search_embedded(&mut self, index: usize) -> Standing {
        let Some(subject) = subject(&self.path, index, self.moment, self.until) else {
            return Standing::NoSource;
        };
        self.lists
            .search_embedded(&subject, &mut self.evidence.crls)
    }

    fn search_distribution_points(&mut self, index: usize) -> Standing {
        let Some(subject) = subject(&self.path, index, self.moment, self.until) else {
            return Standing::NoSource;
        };
        let used = &mut self.evidence.crls;
        self.lists
            .search_distribution_points(&subject, &mut self.fetcher, used)
    }
}

/// A certificate of the path and its issuer.
fn subject(path: &[Certificate], index: usize, moment: i64, until: i64) -> Option<Subject<'_>> {
    let mut members = path.iter().skip(index);
    Some(Subject {
        certificate: members.next()?,
        issuer: members.next()?,
        moment,
        until,
    })
}

fn is_responder_gone(fault: &Finding) -> bool {
    matches!(
        fault,
        Finding::OcspResponderExpired | Finding::OcspResponderRevoked
    )
}
