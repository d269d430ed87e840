//! Certificate revocation lists (RFC 5280, 5) on a certification path.

use super::fetch::Fetcher;
use super::strict::{Lists, Standing, Subject};
use super::{official_crl, takes_sha1};
use crate::cms::RevocationValues;
use crate::context::{Context, Judgement, OcspPolicy};
use crate::finding::Finding;
use crate::x509::Certificate;

/// What the revocation lists say of a certification path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CrlOutcome {
    /// Nothing against it.
    Valid,
    /// A certificate on it is revoked, since whenever.
    Revoked,
    /// It could not be found out; the errors of the verdict say why, if there is a word for it.
    Failed,
}

/// The outcome with what led to it.
pub(crate) struct CrlVerdict {
    pub(crate) outcome: CrlOutcome,
    pub(crate) errors: Vec<Finding>,
    /// The CertificateLists that were looked at.
    pub(crate) crls: Vec<Vec<u8>>,
}

/// Looks up each certificate of the path, from its leaf up to the first one among `anchors`,
/// in the revocation lists among `values`, or else in those that the certificate points to.
///
/// Strict takes no list that is out of date, and does not let a certificate pass that points
/// to lists of which none can be had. One that points to none passes, unless the OCSP policy
/// asks for a status of everything.
pub(crate) fn check_path_crls(
    context: &Context,
    path: &[Certificate],
    anchors: &[Certificate],
    values: Option<&RevocationValues>,
) -> CrlVerdict {
    let embedded = values.map_or(&[][..], |values| &values.crls);
    let mut fetcher = Fetcher::new(context);
    match context.validation().judgement {
        Judgement::Parity => {
            official_crl::check(&mut fetcher, context.now(), path, anchors, embedded)
        }
        Judgement::Strict => check_strictly(context, &mut fetcher, path, anchors, embedded),
    }
}

/// The certificates below the first anchor, each with its issuer if that is known.
pub(super) fn links<'a>(
    path: &'a [Certificate],
    anchors: &'a [Certificate],
) -> impl Iterator<Item = (&'a Certificate, Option<&'a Certificate>)> {
    let above = path.iter().skip(1).map(Some).chain([None]);
    path.iter()
        .zip(above)
        .take_while(|(certificate, _)| !anchors.contains(certificate))
        .map(|(certificate, above)| {
            let is_issuer = |other: &&Certificate| other.subject().matches(certificate.issuer());
            let issuer = above
                .filter(is_issuer)
                .or_else(|| anchors.iter().find(is_issuer));
            (certificate, issuer)
        })
}

fn check_strictly(
    context: &Context,
    fetcher: &mut Fetcher<'_>,
    path: &[Certificate],
    anchors: &[Certificate],
    embedded: &[Vec<u8>],
) -> CrlVerdict {
    let top = links(path, anchors).last().and_then(|(_, issuer)| issuer);
    let lists = Lists {
        embedded,
        now: context.now(),
        clock_skew: context.validation().clock_skew,
        takes_sha1: takes_sha1(context, top),
    };
    let needs_source = !matches!(
        context.validation().ocsp_policy,
        OcspPolicy::None | OcspPolicy::SenderOptional
    );
    let mut verdict = CrlVerdict {
        outcome: CrlOutcome::Valid,
        errors: Vec::new(),
        crls: Vec::new(),
    };
    for (certificate, issuer) in links(path, anchors) {
        let standing = issuer.map_or(Standing::Failed, |issuer| {
            let subject = Subject {
                certificate,
                issuer,
                moment: context.now(),
                until: i64::MAX,
            };
            match lists.search_embedded(&subject, &mut verdict.crls) {
                Standing::NoSource => {
                    lists.search_distribution_points(&subject, fetcher, &mut verdict.crls)
                }
                found => found,
            }
        });
        verdict.outcome = match standing {
            Standing::Good => continue,
            Standing::NoSource if !needs_source => continue,
            Standing::Revoked => CrlOutcome::Revoked,
            Standing::NoSource | Standing::Failed => CrlOutcome::Failed,
        };
        return verdict;
    }
    verdict
}
