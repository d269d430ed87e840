//! The search for a certification path among certificates that may belong to it.

use super::walk::Rules;
use super::{PathFault, may_have_issued, walk_down};
use crate::context::Context;
use crate::x509::Certificate;

/// A search that goes from the leaf up, one issuer at a time. It ends when it has found a path
/// that holds or has verified as many signatures as it may.
pub(super) struct Search<'a> {
    context: &'a Context,
    pool: &'a [Certificate],
    anchors: &'a [Certificate],
    moment: i64,
    /// How many more signatures may be verified.
    signatures: usize,
    fault: PathFault,
}

impl<'a> Search<'a> {
    pub(super) fn new(
        context: &'a Context,
        pool: &'a [Certificate],
        anchors: &'a [Certificate],
        moment: i64,
    ) -> Self {
        Self {
            context,
            pool,
            anchors,
            moment,
            signatures: context.limits().path_signatures,
            fault: PathFault::Untrusted,
        }
    }

    /// The path from the leaf to its anchor. Of the paths that do not hold, one that has
    /// expired tells more than the others.
    pub(super) fn run(mut self, leaf: &'a Certificate) -> Result<Vec<Certificate>, PathFault> {
        let mut path = vec![leaf];
        match self.extend(&mut path) {
            Some(anchor) => Ok(path.into_iter().chain([anchor]).cloned().collect()),
            None => Err(self.fault),
        }
    }

    /// Extends the path until it holds; `None` leaves it as it was.
    fn extend(&mut self, path: &mut Vec<&'a Certificate>) -> Option<&'a Certificate> {
        let top = *path.last()?;
        if path.len() >= self.context.limits().path_length {
            return None;
        }
        for anchor in self.anchors {
            if self.issued(anchor, top) && self.holds(anchor, path) {
                return Some(anchor);
            }
        }
        for issuer in self.pool {
            if path.contains(&issuer) || !self.issued(issuer, top) {
                continue;
            }
            path.push(issuer);
            let anchor = self.extend(path);
            if anchor.is_some() {
                return anchor;
            }
            path.pop();
        }
        None
    }

    /// Whether the issuer signed the subject.
    fn issued(&mut self, issuer: &Certificate, subject: &Certificate) -> bool {
        may_have_issued(issuer, subject)
            && self.spend(1)
            && subject.is_signed_by(issuer.public_key())
    }

    fn holds(&mut self, anchor: &Certificate, path: &[&Certificate]) -> bool {
        let rules = Rules::Strict {
            legacy: self.context.legacy_anchors().contains(anchor),
        };
        let outcome = match self.spend(path.len()) {
            true => walk_down(anchor, path, self.moment, rules),
            false => Err(PathFault::Untrusted),
        };
        if outcome == Err(PathFault::Expired) {
            self.fault = PathFault::Expired;
        }
        outcome.is_ok()
    }

    /// Takes so many signatures off those that may be verified. To walk down a path counts like
    /// verifying it again.
    fn spend(&mut self, signatures: usize) -> bool {
        match self.signatures.checked_sub(signatures) {
            Some(left) => {
                self.signatures = left;
                true
            }
            None => false,
        }
    }
}
