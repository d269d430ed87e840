//! Who may answer for a certificate (RFC 6960, 4.2.2.2): its issuer, or whom the issuer itself
//! certified for it.

use super::{Inquiry, Standing, Subject};
use crate::asn1::oid;
use crate::finding::Finding;
use crate::trust::path::{PathFault, build_path};
use crate::x509::{BasicOcspResponse, Certificate};

impl Inquiry<'_> {
    /// Whether the response about the certificate at this place of the path is signed by one
    /// who may.
    pub(super) fn judge_responder(
        &mut self,
        response: &BasicOcspResponse<'_>,
        index: usize,
    ) -> Result<(), Finding> {
        const UNTRUSTED: Finding = Finding::OcspResponderTrust;
        let issuers: Vec<Certificate> = self
            .path
            .iter()
            .skip(index.saturating_add(1))
            .cloned()
            .collect();
        let issuer = issuers.first().ok_or(UNTRUSTED)?;
        if response.is_sha1() && !self.lists.takes_sha1 {
            return Err(UNTRUSTED);
        }
        if response.names_responder(issuer) && response.is_signed_by(issuer.public_key()) {
            return if self.context.now() <= issuer.not_after() {
                Ok(())
            } else {
                Err(Finding::OcspResponderExpired)
            };
        }
        let limit = self.context.limits().certificates;
        let certificates = response.certificates(limit).map_err(|_| UNTRUSTED)?;
        let signer = certificates
            .iter()
            .find(|certificate| {
                response.names_responder(certificate)
                    && response.is_signed_by(certificate.public_key())
            })
            .ok_or(UNTRUSTED)?;
        self.judge_delegate(signer, &issuers)
    }

    /// Whether the signer is certified for this by the first of the issuers, is still to be
    /// trusted, and is not revoked.
    fn judge_delegate(
        &mut self,
        signer: &Certificate,
        issuers: &[Certificate],
    ) -> Result<(), Finding> {
        const UNTRUSTED: Finding = Finding::OcspResponderTrust;
        let issuer = issuers.first().ok_or(UNTRUSTED)?;
        let is_delegate = signer.has_extended_key_usage(&oid::ID_KP_OCSP_SIGNING)
            && signer.issuer().matches(issuer.subject())
            && signer.is_signed_by(issuer.public_key());
        if !is_delegate {
            return Err(UNTRUSTED);
        }
        let now = self.context.now();
        let pool: Vec<Certificate> = [signer].into_iter().chain(issuers).cloned().collect();
        match build_path(self.context, signer, &pool, self.anchors, now) {
            Ok(path) if path.get(1).is_some_and(|above| is_same(above, issuer)) => {}
            Err(PathFault::Expired) => return Err(Finding::OcspResponderExpired),
            _ => return Err(UNTRUSTED),
        }
        if signer.has_ocsp_no_check() {
            return Ok(());
        }
        let subject = Subject {
            certificate: signer,
            issuer,
            moment: now,
            until: i64::MAX,
        };
        let used = &mut self.evidence.crls;
        let standing = match self.lists.search_embedded(&subject, used) {
            Standing::NoSource => {
                self.lists
                    .search_distribution_points(&subject, &mut self.fetcher, used)
            }
            found => found,
        };
        match standing {
            Standing::Good => Ok(()),
            Standing::Revoked => Err(Finding::OcspResponderRevoked),
            Standing::NoSource | Standing::Failed => Err(UNTRUSTED),
        }
    }
}

/// Whether two certificates are of the same authority with the same key.
fn is_same(one: &Certificate, other: &Certificate) -> bool {
    one.subject().matches(other.subject()) && one.spki() == other.spki()
}
