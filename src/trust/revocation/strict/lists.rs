//! Revocation lists by the rules of RFC 5280, 6.3: only what is complete, signed and in force
//! shows that a certificate is not revoked.

use super::super::fetch::Fetcher;
use super::super::not_after;
use crate::x509::{Certificate, CertificateList, KeyUsage};

/// How a certificate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    Good,
    Revoked,
    /// Nothing tells.
    NoSource,
    /// What should tell cannot be had or used.
    Failed,
}

/// The lists at hand, and the rules for them.
pub(crate) struct Lists<'a> {
    pub(crate) embedded: &'a [Vec<u8>],
    pub(crate) now: i64,
    pub(crate) clock_skew: i64,
    pub(crate) takes_sha1: bool,
}

/// A certificate that is looked up.
pub(crate) struct Subject<'a> {
    pub(crate) certificate: &'a Certificate,
    pub(crate) issuer: &'a Certificate,
    /// An embedded list must have been in force at this moment or later.
    pub(crate) moment: i64,
    /// What was revoked after this moment does not count.
    pub(crate) until: i64,
}

impl Lists<'_> {
    /// Looks in the embedded lists. One that names the certificate prevails.
    pub(crate) fn search_embedded(
        &self,
        subject: &Subject<'_>,
        used: &mut Vec<Vec<u8>>,
    ) -> Standing {
        let mut good = None;
        for der in self.embedded {
            match self.read(der, subject, subject.moment) {
                Standing::Revoked => {
                    keep(used, der);
                    return Standing::Revoked;
                }
                Standing::Good => good = good.or(Some(der)),
                Standing::NoSource | Standing::Failed => {}
            }
        }
        match good {
            Some(der) => {
                keep(used, der);
                Standing::Good
            }
            None => Standing::NoSource,
        }
    }

    /// Downloads the lists that the certificate points to, up to the first one of use.
    pub(crate) fn search_distribution_points(
        &self,
        subject: &Subject<'_>,
        fetcher: &mut Fetcher<'_>,
        used: &mut Vec<Vec<u8>>,
    ) -> Standing {
        let mut standing = Standing::NoSource;
        for uri in subject.certificate.crl_uris() {
            standing = Standing::Failed;
            let Ok(der) = fetcher.crl(uri) else {
                continue;
            };
            let found = self.read(&der, subject, self.now);
            if matches!(found, Standing::Good | Standing::Revoked) {
                keep(used, &der);
                return found;
            }
        }
        standing
    }

    /// What one list says, if it was in force at the moment or made after it.
    fn read(&self, der: &[u8], subject: &Subject<'_>, moment: i64) -> Standing {
        let Some(list) = self.usable(der, subject) else {
            return Standing::Failed;
        };
        let Ok(revoked_since) = list.revoked_since(subject.certificate.serial()) else {
            return Standing::Failed;
        };
        if revoked_since.is_some_and(|since| since <= subject.until) {
            return Standing::Revoked;
        }
        // An issuer may forget a certificate that has expired (RFC 5280, 3.3).
        let knows = list.this_update() <= subject.certificate.not_after();
        let is_in_force = not_after(list.this_update(), self.now, self.clock_skew)
            && list
                .next_update()
                .is_some_and(|next| not_after(moment, next, self.clock_skew));
        if knows && is_in_force {
            Standing::Good
        } else {
            Standing::Failed
        }
    }

    /// The list if its issuer is that of the certificate, signed it, and covers the certificate.
    fn usable<'d>(&self, der: &'d [u8], subject: &Subject<'_>) -> Option<CertificateList<'d>> {
        let list = CertificateList::parse(der).ok()?;
        let issuer = subject.issuer;
        let may_sign = issuer.key_usage().is_none() || issuer.has_key_usage(KeyUsage::CrlSign);
        let is_usable = list.issuer().matches(subject.certificate.issuer())
            && list.issuer().matches(issuer.subject())
            && may_sign
            && (self.takes_sha1 || !list.is_sha1())
            && list.is_signed_by(issuer.public_key())
            && list.covers(subject.certificate);
        is_usable.then_some(list)
    }
}

/// Adds what is not there yet.
pub(super) fn keep(list: &mut Vec<Vec<u8>>, der: &[u8]) {
    if !list.iter().any(|kept| kept == der) {
        list.push(der.to_vec());
    }
}
