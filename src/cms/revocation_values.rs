//! RevocationValues (RFC 5126, 6.3.4): what a signer embeds to show that it was not revoked.

use crate::asn1::{Element, tag, write};
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

    /// Whether there is nothing in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.crls.is_empty() && self.ocsp_responses.is_empty()
    }

    /// The encoding in the form of the official library: crlVals is there even when it is empty.
    pub(crate) fn to_der(&self) -> Vec<u8> {
        let mut out = Vec::new();
        write(&mut out, tag::SEQUENCE, |out| {
            write_list(out, 0, &self.crls);
            if !self.ocsp_responses.is_empty() {
                write_list(out, 1, &self.ocsp_responses);
            }
        });
        out
    }
}

fn write_list(out: &mut Vec<u8>, number: u8, members: &[Vec<u8>]) {
    write(out, tag::context(number), |out| {
        write(out, tag::SEQUENCE, |out| out.extend(members.concat()));
    });
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_and_read() {
        let member = |octet: u8| vec![tag::SEQUENCE, 1, octet];
        for (crls, ocsp_responses, expected) in [
            (vec![], vec![], &[0x30, 4, 0xa0, 2, 0x30, 0][..]),
            (
                vec![],
                vec![member(7)],
                &[0x30, 11, 0xa0, 2, 0x30, 0, 0xa1, 5, 0x30, 3, 0x30, 1, 7],
            ),
            (
                vec![member(8), member(9)],
                vec![],
                &[0x30, 10, 0xa0, 8, 0x30, 6, 0x30, 1, 8, 0x30, 1, 9],
            ),
        ] {
            let values = RevocationValues {
                crls,
                ocsp_responses,
            };
            let der = values.to_der();
            assert_eq!(der, expected);
            let element = Element::parse(&der).unwrap();
            assert_eq!(RevocationValues::parse(&element).unwrap(), values);
        }
    }
}
