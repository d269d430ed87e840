//! Certificate revocation lists (RFC 5280, 5), read in place: a list may be large.

use super::extension::{self, Extension, full_name_uris};
use super::signed::Signed;
use super::{Certificate, Name, time};
use crate::asn1::{Element, oid, tag};
use crate::crypto::PublicKey;
use crate::error::{Error, Result};

/// A CertificateList.
pub(crate) struct CertificateList<'a> {
    signed: Signed<'a>,
    issuer: Name,
    this_update: i64,
    next_update: Option<i64>,
    entries: Option<Element<'a>>,
    extensions: Vec<Extension>,
}

impl<'a> CertificateList<'a> {
    pub(crate) fn parse(der: &'a [u8]) -> Result<Self> {
        let mut whole = Element::parse_as(der, tag::SEQUENCE)?.children();
        let signed = Signed::read(&mut whole)?;
        whole.finish()?;
        let mut fields = signed.to_be_signed.children();
        fields.read_optional(tag::INTEGER)?;
        if fields.read_as(tag::SEQUENCE)?.raw != signed.algorithm.raw {
            return Err(Error::malformed(
                "a revocation list names two signature algorithms",
            ));
        }
        let issuer = Name::from_der(fields.read()?.raw)?;
        let this_update = time(&fields.read()?)?;
        let next_update = match fields.peek() {
            Some(tag::UTC_TIME | tag::GENERALIZED_TIME) => Some(time(&fields.read()?)?),
            _ => None,
        };
        let entries = fields.read_optional(tag::SEQUENCE)?;
        let extensions = match fields.read_optional(tag::context(0))? {
            Some(wrapped) => extension::read_all(wrapped.content)?,
            None => Vec::new(),
        };
        fields.finish()?;
        Ok(Self {
            signed,
            issuer,
            this_update,
            next_update,
            entries,
            extensions,
        })
    }

    pub(crate) fn issuer(&self) -> &Name {
        &self.issuer
    }

    /// When the list was made.
    pub(crate) fn this_update(&self) -> i64 {
        self.this_update
    }

    /// When the next list is made at the latest.
    pub(crate) fn next_update(&self) -> Option<i64> {
        self.next_update
    }

    pub(crate) fn is_signed_by(&self, issuer: &PublicKey) -> bool {
        self.signed.is_signed_by(issuer)
    }

    /// Whether the signature is over a SHA-1 digest.
    pub(crate) fn is_sha1(&self) -> bool {
        self.signed.is_sha1()
    }

    /// Since when the certificate with this serial number is revoked, if it is.
    ///
    /// # Errors
    /// `Malformed` if any of the entries, whichever it is, is badly encoded.
    pub(crate) fn revoked_since(&self, serial: &[u8]) -> Result<Option<i64>> {
        let mut found = None;
        for_each_entry(self.entries.as_ref(), |entry_serial, date, _| {
            if entry_serial == serial {
                found = Some(time(&date)?);
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// Whether the list, if it does not name this certificate of its issuer, says that it is
    /// not revoked: it is complete for certificates of the kind, for all reasons, direct, and
    /// has no critical extension that is not understood (RFC 5280, 5.2, 5.3 and 6.3.3).
    pub(crate) fn covers(&self, certificate: &Certificate) -> bool {
        let understood = self.extensions.iter().all(|extension| {
            !extension.critical || extension.oid == oid::ID_CE_ISSUING_DISTRIBUTION_POINT
        });
        let scope = self
            .extensions
            .iter()
            .find(|extension| extension.oid == oid::ID_CE_ISSUING_DISTRIBUTION_POINT);
        understood
            && scope.is_none_or(|scope| is_in_scope(&scope.value, certificate).unwrap_or(false))
            && !self.has_critical_entry().unwrap_or(true)
    }

    /// Whether an entry has a critical extension. CertificateIssuer, which makes a list an
    /// indirect one, is such; none is understood.
    fn has_critical_entry(&self) -> Result<bool> {
        let mut critical = false;
        for_each_entry(self.entries.as_ref(), |_, _, extensions| {
            if let Some(extensions) = extensions {
                let extensions = extension::read_all(extensions.raw)?;
                critical |= extensions.iter().any(|extension| extension.critical);
            }
            Ok(())
        })?;
        Ok(critical)
    }
}

/// Hands out serial number, revocation date and extensions of each entry.
fn for_each_entry<'a>(
    entries: Option<&Element<'a>>,
    mut take: impl FnMut(&'a [u8], Element<'a>, Option<Element<'a>>) -> Result<()>,
) -> Result<()> {
    let Some(entries) = entries else {
        return Ok(());
    };
    let mut rest = entries.children();
    while !rest.is_empty() {
        let mut members = rest.read_as(tag::SEQUENCE)?.children();
        let serial = members.read_as(tag::INTEGER)?.content;
        let date = members.read()?;
        let extensions = members.read_optional(tag::SEQUENCE)?;
        members.finish()?;
        take(serial, date, extensions)?;
    }
    Ok(())
}

/// Whether an IssuingDistributionPoint (RFC 5280, 5.2.5) leaves this certificate in.
fn is_in_scope(value: &[u8], certificate: &Certificate) -> Result<bool> {
    const DISTRIBUTION_POINT: u8 = tag::context(0);
    const ONLY_USER_CERTIFICATES: u8 = tag::context_primitive(1);
    const ONLY_CA_CERTIFICATES: u8 = tag::context_primitive(2);
    const INDIRECT_CRL: u8 = tag::context_primitive(4);
    const ONLY_ATTRIBUTE_CERTIFICATES: u8 = tag::context_primitive(5);
    let mut members = Element::parse_as(value, tag::SEQUENCE)?.children();
    while !members.is_empty() {
        let member = members.read()?;
        let is_set = member.content != [0];
        let leaves_in = match member.tag {
            DISTRIBUTION_POINT => {
                let own = certificate.crl_uris();
                let named = full_name_uris(&member)?;
                named.iter().any(|uri| own.contains(uri))
            }
            ONLY_USER_CERTIFICATES => !is_set || !certificate.is_ca(),
            ONLY_CA_CERTIFICATES => !is_set || certificate.is_ca(),
            INDIRECT_CRL | ONLY_ATTRIBUTE_CERTIFICATES => !is_set,
            // onlySomeReasons, or what is not known.
            _ => false,
        };
        if !leaves_in {
            return Ok(false);
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_two() {
        let entry =
            |serial: u8| [&[0x30, 18, 2, 1, serial, 0x17, 13][..], b"240601120000Z"].concat();
        let algorithm = [0x30, 5, 6, 3, 0x2a, 3, 4];
        let time = [&[0x17, 13][..], b"240601120001Z"].concat();
        let entries = [&[0x30, 40][..], &entry(5), &entry(6)].concat();
        let fields = [&algorithm[..], &[0x30, 0], &time, &time, &entries].concat();
        let length = u8::try_from(fields.len()).unwrap();
        let to_be_signed = [&[0x30, length][..], &fields].concat();
        let rest = [&algorithm[..], &[3, 2, 0, 1]].concat();
        let length = u8::try_from(to_be_signed.len() + rest.len()).unwrap();
        let der = [&[0x30, length][..], &to_be_signed, &rest].concat();

        let list = CertificateList::parse(&der).unwrap();
        assert_eq!(list.this_update(), 1_717_243_201);
        assert_eq!(list.next_update(), Some(1_717_243_201));
        assert_eq!(list.revoked_since(&[6]).unwrap(), Some(1_717_243_200));
        assert_eq!(list.revoked_since(&[7]).unwrap(), None);
        for end in 0..der.len() {
            assert!(CertificateList::parse(&der[..end]).is_err());
        }
    }
}
