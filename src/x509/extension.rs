//! Extensions (RFC 5280, 4.2 and 5.2), and those that tell where the status of a certificate
//! is known.

use super::Certificate;
use crate::asn1::{Cursor, Element, oid, tag};
use crate::error::{Error, Result};
use der::oid::ObjectIdentifier;
use std::collections::BTreeSet;

/// An extension, its value not decoded.
pub(super) struct Extension {
    pub(super) oid: ObjectIdentifier,
    pub(super) critical: bool,
    /// The content of the OCTET STRING.
    pub(super) value: Vec<u8>,
}

/// Reads Extensions, of which none may be there twice.
pub(super) fn read_all(der: &[u8]) -> Result<Vec<Extension>> {
    let mut list = Element::parse_as(der, tag::SEQUENCE)?.children();
    let mut extensions: Vec<Extension> = Vec::new();
    let mut seen = BTreeSet::new();
    while !list.is_empty() {
        let mut members = list.read_as(tag::SEQUENCE)?.children();
        let oid = members.read()?.oid()?;
        let critical = members
            .read_optional(tag::BOOLEAN)?
            .is_some_and(|flag| flag.content != [0]);
        let value = members.read_as(tag::OCTET_STRING)?.content.to_vec();
        members.finish()?;
        if !seen.insert(oid) {
            return Err(Error::malformed("an extension is there twice"));
        }
        extensions.push(Extension {
            oid,
            critical,
            value,
        });
    }
    Ok(extensions)
}

impl Certificate {
    /// The keyIdentifier of the AuthorityKeyIdentifier extension.
    pub(crate) fn authority_key_identifier(&self) -> Option<&[u8]> {
        let value = self.extension(&oid::ID_CE_AUTHORITY_KEY_IDENTIFIER)?;
        let mut members = Element::parse_as(value, tag::SEQUENCE).ok()?.children();
        let identifier = members.read_optional(tag::context_primitive(0)).ok()??;
        Some(identifier.content)
    }

    /// The URIs of OCSP responders in the AuthorityInfoAccess extension.
    pub(crate) fn ocsp_uris(&self) -> Vec<&str> {
        self.extension(&oid::ID_PE_AUTHORITY_INFO_ACCESS)
            .and_then(|value| access_uris(value, &oid::ID_AD_OCSP).ok())
            .unwrap_or_default()
    }

    /// The URIs in the full names of the CRLDistributionPoints extension.
    pub(crate) fn crl_uris(&self) -> Vec<&str> {
        self.extension(&oid::ID_CE_CRL_DISTRIBUTION_POINTS)
            .and_then(|value| distribution_uris(value).ok())
            .unwrap_or_default()
    }

    /// Whether the ExtendedKeyUsage extension is there and has this purpose.
    pub(crate) fn has_extended_key_usage(&self, purpose: &ObjectIdentifier) -> bool {
        self.extended_key_usage()
            .is_some_and(|(purposes, _)| purposes.contains(purpose))
    }

    /// Whether the issuer vouches for this OCSP responder as long as its certificate lives
    /// (RFC 6960, 4.2.2.2.1).
    pub(crate) fn has_ocsp_no_check(&self) -> bool {
        self.extension(&oid::ID_PKIX_OCSP_NOCHECK).is_some()
    }
}

fn access_uris<'a>(value: &'a [u8], method: &ObjectIdentifier) -> Result<Vec<&'a str>> {
    let mut uris = Vec::new();
    let mut descriptions = Element::parse_as(value, tag::SEQUENCE)?.children();
    while !descriptions.is_empty() {
        let mut members = descriptions.read_as(tag::SEQUENCE)?.children();
        let is_wanted = members.read()?.oid()? == *method;
        let location = members.read()?;
        if is_wanted {
            uris.extend(uri(&location));
        }
    }
    Ok(uris)
}

fn distribution_uris(value: &[u8]) -> Result<Vec<&str>> {
    let mut uris = Vec::new();
    let mut points = Element::parse_as(value, tag::SEQUENCE)?.children();
    while !points.is_empty() {
        let mut members = points.read_as(tag::SEQUENCE)?.children();
        if let Some(name) = members.read_optional(tag::context(0))? {
            uris.extend(full_name_uris(&name)?);
        }
    }
    Ok(uris)
}

/// The URIs in a tagged DistributionPointName, if it is a full name.
pub(super) fn full_name_uris<'a>(point_name: &Element<'a>) -> Result<Vec<&'a str>> {
    let mut uris = Vec::new();
    let mut choice = point_name.children();
    if let Some(full_name) = choice.read_optional(tag::context(0))? {
        let mut names: Cursor<'a> = full_name.children();
        while !names.is_empty() {
            uris.extend(uri(&names.read()?));
        }
    }
    Ok(uris)
}

/// The GeneralName if it is a uniformResourceIdentifier.
fn uri<'a>(name: &Element<'a>) -> Option<&'a str> {
    const UNIFORM_RESOURCE_IDENTIFIER: u8 = tag::context_primitive(6);
    (name.tag == UNIFORM_RESOURCE_IDENTIFIER && name.content.is_ascii())
        .then(|| core::str::from_utf8(name.content).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn synthetic(name: &str) -> Certificate {
        let path = format!(
            "{}/tests/vectors/synthetic/pki/{name}.cer",
            env!("CARGO_MANIFEST_DIR")
        );
        Certificate::from_der(&std::fs::read(path).unwrap()).unwrap()
    }

    #[test]
    fn where_the_status_is_known() {
        let alice = synthetic("alice-ocsp");
        assert_eq!(alice.ocsp_uris(), ["http://127.0.0.1:8899/ocsp"]);
        assert!(alice.crl_uris().is_empty());
        let ca = synthetic("ca");
        assert_eq!(
            alice.authority_key_identifier(),
            ca.subject_key_identifier()
        );
        let authority = synthetic("tsa-crl");
        assert_eq!(authority.crl_uris(), ["http://127.0.0.1:8899/ca.crl"]);
        assert!(authority.ocsp_uris().is_empty());
        assert_eq!(synthetic("crl-ldap").crl_uris(), ["ldap://127.0.0.1/x"]);
    }

    #[test]
    fn who_may_sign_responses() {
        let responder = synthetic("ocsp");
        assert!(responder.has_extended_key_usage(&oid::ID_KP_OCSP_SIGNING));
        assert!(responder.has_ocsp_no_check());
        let other = synthetic("ocsp-check");
        assert!(other.has_extended_key_usage(&oid::ID_KP_OCSP_SIGNING));
        assert!(!other.has_ocsp_no_check());
        assert!(!synthetic("ocsp-noeku").has_extended_key_usage(&oid::ID_KP_OCSP_SIGNING));
        assert!(!synthetic("tsa").has_extended_key_usage(&oid::ID_KP_OCSP_SIGNING));
    }

    #[test]
    fn extensions_are_there_once() {
        let extension = [0x30, 7, 6, 2, 0x2a, 3, 4, 1, 5];
        let list = [&[0x30, 9][..], &extension].concat();
        assert_eq!(read_all(&list).unwrap().len(), 1);
        let list = [&[0x30, 18][..], &extension, &extension].concat();
        assert!(read_all(&list).is_err());
    }
}
