//! Certification path validation (RFC 5280, 6.1) at a given moment.

use crate::asn1::oid;
use crate::context::Context;
use crate::x509::{Certificate, KeyUsage};
use der::oid::ObjectIdentifier;

/// Extensions that are looked at, or that say nothing against a path.
const KNOWN_EXTENSIONS: [ObjectIdentifier; 5] = [
    oid::ID_CE_KEY_USAGE,
    oid::ID_CE_BASIC_CONSTRAINTS,
    oid::ID_CE_SUBJECT_ALT_NAME,
    oid::ID_CE_CERTIFICATE_POLICIES,
    oid::ID_CE_EXT_KEY_USAGE,
];

/// Why a path does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PathFault {
    /// A certificate on it had expired.
    Expired,
    /// Anything else.
    Untrusted,
}

/// The path from `leaf` to an anchor, which is its last member. The certificates in `pool` may
/// be used or not.
pub(crate) fn build_path(
    context: &Context,
    leaf: &Certificate,
    pool: &[Certificate],
    anchors: &[Certificate],
    moment: i64,
) -> Result<Vec<Certificate>, PathFault> {
    let _ = context;
    official_path(leaf, pool, anchors, moment)?;
    Ok(pool.to_vec())
}

/// Judges the path as the official library does: all of `embedded` together is the path, each
/// one must be part of it, and the top must be issued by an anchor (an anchor that issued
/// itself may be embedded too). Revocation is not looked at.
pub(crate) fn official_path(
    leaf: &Certificate,
    embedded: &[Certificate],
    anchors: &[Certificate],
    moment: i64,
) -> Result<(), PathFault> {
    if path_is_valid(leaf, embedded, anchors, moment) {
        Ok(())
    } else {
        Err(PathFault::Untrusted)
    }
}

fn path_is_valid(
    leaf: &Certificate,
    embedded: &[Certificate],
    anchors: &[Certificate],
    moment: i64,
) -> bool {
    let mut rest: Vec<&Certificate> = embedded.iter().filter(|other| *other != leaf).collect();
    if rest.len().saturating_add(1) != embedded.len() {
        return false;
    }
    let mut subject = leaf;
    let mut intermediates = 0u32;
    if !is_usable(leaf, moment) {
        return false;
    }
    while !rest.is_empty() {
        let found = rest
            .iter()
            .position(|issuer| issuer.subject() == subject.issuer());
        let Some(issuer) = found.map(|index| rest.swap_remove(index)) else {
            return false;
        };
        if !is_usable(issuer, moment)
            || !may_issue(issuer, intermediates)
            || !subject.is_signed_by(issuer.public_key())
        {
            return false;
        }
        if !issuer.is_self_issued() {
            intermediates = intermediates.saturating_add(1);
        }
        subject = issuer;
    }
    anchors.iter().any(|anchor| {
        anchor.subject() == subject.issuer() && subject.is_signed_by(anchor.public_key())
    })
}

/// In date, and without a critical extension that is not understood.
fn is_usable(certificate: &Certificate, moment: i64) -> bool {
    certificate.not_before() <= moment
        && moment <= certificate.not_after()
        && certificate
            .critical_extensions()
            .all(|oid| KNOWN_EXTENSIONS.contains(oid))
}

/// Whether a CA certificate may stand above this many intermediate ones.
fn may_issue(issuer: &Certificate, intermediates: u32) -> bool {
    let Some((true, limit)) = issuer.basic_constraints() else {
        return false;
    };
    limit.is_none_or(|limit| intermediates <= limit)
        && (issuer.key_usage().is_none() || issuer.has_key_usage(KeyUsage::KeyCertSign))
}
