//! Certification path validation (RFC 5280, 6.1) at a given moment.

mod name_constraints;
mod policies;
mod search;
mod walk;

use crate::context::Context;
use crate::x509::Certificate;
use search::Search;
pub(super) use walk::judge_validity;
use walk::{Rules, Walk};

/// Why a path does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PathFault {
    /// A certificate on it had expired.
    Expired,
    /// Anything else.
    Untrusted,
}

/// The path from `leaf` to an anchor, which is its last member. The certificates in `pool` may
/// be used or not. Any anchor ends a path, and a leaf that is one itself is a path.
///
/// SHA-1 and RSA keys of CAs below 2048 bits are taken only below an anchor of
/// [`Context::legacy_anchors`].
pub(crate) fn build_path(
    context: &Context,
    leaf: &Certificate,
    pool: &[Certificate],
    anchors: &[Certificate],
    moment: i64,
) -> Result<Vec<Certificate>, PathFault> {
    if anchors.contains(leaf) {
        judge_validity(leaf, moment)?;
        return Ok(vec![leaf.clone()]);
    }
    Search::new(context, pool, anchors, moment).run(leaf)
}

/// Judges the path as the official library does: all of `embedded` together is the path,
/// whatever the order, each one must be part of it, and the top must be issued by an anchor
/// (an anchor that issued itself may be embedded too). `leaf` is one of them; that it stands
/// lowest is not asked for. Revocation is not looked at.
pub(crate) fn official_path(
    leaf: &Certificate,
    embedded: &[Certificate],
    anchors: &[Certificate],
    moment: i64,
) -> Result<(), PathFault> {
    let path = in_order(embedded);
    let top = path.last().filter(|_| embedded.contains(leaf));
    let top = top.ok_or(PathFault::Untrusted)?;
    let mut outcome = Err(PathFault::Untrusted);
    for anchor in anchors.iter().filter(|anchor| may_have_issued(anchor, top)) {
        outcome = walk_down(anchor, &path, moment, Rules::Official);
        if outcome.is_ok() {
            break;
        }
    }
    outcome
}

/// Judges a path, from its leaf to the certificate below the anchor.
fn walk_down(
    anchor: &Certificate,
    path: &[&Certificate],
    moment: i64,
    rules: Rules,
) -> Result<(), PathFault> {
    let mut walk = Walk::new(anchor, path.len(), moment, rules)?;
    path.iter()
        .rev()
        .try_for_each(|certificate| walk.descend(certificate))
}

/// The certificates from the leaf up, if names link all of them in one way; else as they came.
pub(super) fn in_order(embedded: &[Certificate]) -> Vec<&Certificate> {
    let given: Vec<&Certificate> = embedded.iter().collect();
    let linked = |pair: &[&Certificate]| match pair {
        [subject, issuer] => subject.issuer().matches(issuer.subject()),
        _ => true,
    };
    if given.windows(2).all(linked) {
        return given;
    }
    let mut rest = given.clone();
    let issues_none = |candidate: &&Certificate| {
        !embedded
            .iter()
            .any(|other| other.issuer().matches(candidate.subject()))
    };
    let leaves = rest.iter().filter(|c| issues_none(c)).count();
    let mut ordered: Vec<&Certificate> = Vec::new();
    let mut next = rest.iter().position(issues_none).filter(|_| leaves == 1);
    while let Some(found) = next {
        let subject = rest.swap_remove(found);
        ordered.push(subject);
        next = rest
            .iter()
            .position(|issuer| subject.issuer().matches(issuer.subject()));
    }
    if rest.is_empty() { ordered } else { given }
}

/// Whether the name, and the key identifiers where both have one, fit.
fn may_have_issued(issuer: &Certificate, subject: &Certificate) -> bool {
    let identifiers_fit = match (
        subject.authority_key_identifier(),
        issuer.subject_key_identifier(),
    ) {
        (Some(stated), Some(own)) => stated == own,
        _ => true,
    };
    identifiers_fit && issuer.subject().matches(subject.issuer())
}

#[cfg(test)]
mod tests;
