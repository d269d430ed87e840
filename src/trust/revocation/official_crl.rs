//! Revocation lists as the official library reads them: what it cannot find out passes.

use super::crl::{CrlOutcome, CrlVerdict, links};
use super::fetch::Fetcher;
use crate::error::Result;
use crate::finding::Finding;
use crate::x509::{Certificate, CertificateList};

/// Checks the certificates of the path below its first anchor whose issuer is known. What is
/// revoked counts as of now.
pub(super) fn check(
    fetcher: &mut Fetcher<'_>,
    now: i64,
    path: &[Certificate],
    anchors: &[Certificate],
    embedded: &[Vec<u8>],
) -> CrlVerdict {
    let mut checker = Checker {
        fetcher,
        now,
        embedded,
        errors: Vec::new(),
        crls: Vec::new(),
    };
    let mut outcome = CrlOutcome::Valid;
    for (certificate, issuer) in links(path, anchors) {
        if let Some(issuer) = issuer {
            outcome = match checker.is_revoked(certificate, issuer) {
                Ok(_) if !checker.errors.is_empty() => CrlOutcome::Failed,
                Ok(true) => CrlOutcome::Revoked,
                Ok(false) => CrlOutcome::Valid,
                Err(_) => CrlOutcome::Failed,
            };
        }
        if outcome != CrlOutcome::Valid {
            break;
        }
    }
    CrlVerdict {
        outcome,
        errors: checker.errors,
        crls: checker.crls,
    }
}

struct Checker<'a, 'f> {
    fetcher: &'a mut Fetcher<'f>,
    now: i64,
    embedded: &'a [Vec<u8>],
    errors: Vec<Finding>,
    crls: Vec<Vec<u8>>,
}

impl Checker<'_, '_> {
    fn is_revoked(&mut self, certificate: &Certificate, issuer: &Certificate) -> Result<bool> {
        let mut lists = self.embedded_lists(certificate)?;
        if lists.is_empty() {
            lists = self.downloaded_lists(certificate)?;
        }
        let mut is_revoked = false;
        for der in lists {
            let list = CertificateList::parse(&der)?;
            if !certificate.is_signed_by(issuer.public_key()) {
                self.errors.push(Finding::CrlTrust);
            }
            if !list.is_signed_by(issuer.public_key()) {
                self.errors.push(Finding::CrlTrust);
            }
            is_revoked |= list.revoked_since(certificate.serial())?.is_some();
            self.crls.push(der);
        }
        Ok(is_revoked)
    }

    /// The embedded lists of the issuer that are in force now.
    fn embedded_lists(&self, certificate: &Certificate) -> Result<Vec<Vec<u8>>> {
        let mut found = Vec::new();
        for der in self.embedded {
            let list = CertificateList::parse(der)?;
            if list.issuer().matches(certificate.issuer())
                && list.this_update() <= self.now
                && list.next_update().is_some_and(|next| self.now <= next)
            {
                found.push(der.clone());
            }
        }
        Ok(found)
    }

    /// The lists that the certificate points to, whether they are in force or not.
    fn downloaded_lists(&mut self, certificate: &Certificate) -> Result<Vec<Vec<u8>>> {
        let is_known = |uri: &&str| {
            ["http", "https", "ftp"].iter().any(|known| {
                uri.split_once(':')
                    .is_some_and(|(scheme, _)| scheme.eq_ignore_ascii_case(known))
            })
        };
        certificate
            .crl_uris()
            .into_iter()
            .filter(is_known)
            .map(|uri| self.fetcher.crl(uri))
            .collect()
    }
}
