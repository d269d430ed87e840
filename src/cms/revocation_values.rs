//! RevocationValues (RFC 5126, 6.3.4): what a signer embeds to show that it was not revoked.

use crate::asn1::{Element, tag};
use crate::error::Result;

/// The values of the unsigned attribute id-aa-ets-revocationValues, undecoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RevocationValues {
    /// CertificateLists.
    pub(crate) crls: Vec<Vec<u8>>,
    /// BasicOCSPResponses.
    pub(crate) ocsp_responses: Vec<Vec<u8>>,
}

impl RevocationValues {
    pub(crate) fn parse(element: &Element<'_>) -> Result<Self> {
        let mut members = element.of_type(tag::SEQUENCE)?.children();
        let crls = members.read_optional(tag::context(0))?;
        let ocsp_responses = members.read_optional(tag::context(1))?;
        members.read_optional(tag::context(2))?;
        members.finish()?;
        Ok(Self {
            crls: list(crls.as_ref())?,
            ocsp_responses: list(ocsp_responses.as_ref())?,
        })
    }
}

/// The members of an explicitly tagged SEQUENCE OF.
fn list(wrapped: Option<&Element<'_>>) -> Result<Vec<Vec<u8>>> {
    let mut found = Vec::new();
    if let Some(wrapped) = wrapped {
        let mut members = Element::parse_as(wrapped.content, tag::SEQUENCE)?.children();
        while !members.is_empty() {
            found.push(members.read_as(tag::SEQUENCE)?.raw.to_vec());
        }
    }
    Ok(found)
}
