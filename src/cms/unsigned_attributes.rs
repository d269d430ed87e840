//! The unsigned attributes of a SignerInfo (RFC 5652, 5.3) rewritten, all else left as it is.

use crate::asn1::{Cursor, END_OF_CONTENTS, Element, Header, Length, tag, write, write_oid};
use crate::error::{Error, Result};
use der::oid::ObjectIdentifier;

const UNSIGNED_ATTRIBUTES: u8 = tag::context(1);

/// The SignerInfo with this value for an unsigned attribute, instead of those that it had. The
/// unsigned attributes become a DER SET OF, as the official library writes them; every other
/// octet stays, so the signature stays right.
pub(super) fn with_unsigned_attribute(
    signer_info: &[u8],
    oid: &ObjectIdentifier,
    value: &[u8],
) -> Result<Vec<u8>> {
    let element = Element::parse_as(signer_info, tag::SEQUENCE)?;
    let header = Header::decode(signer_info)?
        .ok_or_else(|| Error::malformed("a SignerInfo has no header"))?;
    let mut content = Vec::with_capacity(signer_info.len().saturating_add(value.len()));
    let mut attributes = vec![attribute(oid, value)];
    let mut members = element.children();
    while !members.is_empty() {
        let member = members.read()?;
        if member.tag == UNSIGNED_ATTRIBUTES {
            keep_others(member.children(), oid, &mut attributes)?;
        } else {
            content.extend_from_slice(member.raw);
        }
    }
    attributes.sort_unstable();
    write(&mut content, UNSIGNED_ATTRIBUTES, |out| {
        out.extend(attributes.concat());
    });
    let mut out = header.with_length(content.len() as u64);
    out.extend(content);
    if header.length == Length::Indefinite {
        out.extend(END_OF_CONTENTS);
    }
    Ok(out)
}

fn keep_others(
    mut attributes: Cursor<'_>,
    oid: &ObjectIdentifier,
    kept: &mut Vec<Vec<u8>>,
) -> Result<()> {
    while !attributes.is_empty() {
        let attribute = attributes.read_as(tag::SEQUENCE)?;
        if attribute.children().read()?.oid()? != *oid {
            kept.push(attribute.raw.to_vec());
        }
    }
    Ok(())
}

fn attribute(oid: &ObjectIdentifier, value: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    write(&mut out, tag::SEQUENCE, |out| {
        write_oid(out, oid);
        write(out, tag::SET, |out| out.extend_from_slice(value));
    });
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::oid;

    const VALUE: &[u8] = &[0x04, 1, b'v'];

    /// A SignerInfo in name only: something, and unsigned attributes.
    fn signer_info(attributes: Option<&[Vec<u8>]>) -> Vec<u8> {
        let mut out = Vec::new();
        write(&mut out, tag::SEQUENCE, |out| {
            out.extend([0x24, 0x80, 0x04, 1, b's', 0, 0]);
            if let Some(attributes) = attributes {
                write(out, UNSIGNED_ATTRIBUTES, |out| {
                    out.extend(attributes.concat());
                });
            }
        });
        out
    }

    fn stamp(value: &[u8]) -> Vec<u8> {
        attribute(&oid::ID_AA_SIGNATURE_TIME_STAMP_TOKEN, value)
    }

    fn with_stamp(signer_info: &[u8]) -> Vec<u8> {
        let kind = oid::ID_AA_SIGNATURE_TIME_STAMP_TOKEN;
        with_unsigned_attribute(signer_info, &kind, VALUE).unwrap()
    }

    #[test]
    fn added_or_replaced() {
        let expected = signer_info(Some(&[stamp(VALUE)]));
        let old = [stamp(&[0x05, 0]), stamp(&[])];
        for before in [
            signer_info(None),
            signer_info(Some(&[])),
            signer_info(Some(&old)),
            expected.clone(),
        ] {
            assert_eq!(with_stamp(&before), expected);
        }
    }

    #[test]
    fn others_are_kept_and_sorted() {
        let long = attribute(&oid::ID_AA_ETS_REVOCATION_VALUES, &[7; 200]);
        let short = attribute(&oid::ID_COUNTERSIGNATURE, &[0x24, 0x80, 0, 0]);
        let before = signer_info(Some(&[long.clone(), stamp(&[1]), short.clone()]));
        let after = signer_info(Some(&[short, stamp(VALUE), long]));
        assert_eq!(with_stamp(&before), after);
    }

    #[test]
    fn an_indefinite_length_stays() {
        let header = [0x30, 0x80];
        let before = [&header[..], &[0x02, 1, 1, 0xa1, 0x80, 0, 0], &[0, 0]].concat();
        let mut set = Vec::new();
        write(&mut set, UNSIGNED_ATTRIBUTES, |out| {
            out.extend(stamp(VALUE));
        });
        let after = [&header[..], &[0x02, 1, 1], &set, &[0, 0]].concat();
        assert_eq!(with_stamp(&before), after);
    }

    #[test]
    fn what_is_no_signer_info_fails() {
        let kind = oid::ID_AA_SIGNATURE_TIME_STAMP_TOKEN;
        for bad in [
            &[][..],
            &[0x31, 0],
            &[0x30, 2, 0x02, 5],
            &[0x30, 4, 0xa1, 2, 0x02, 0],
            &[0x30, 4, 0xa1, 2, 0x30, 0],
            &[0x30, 0, 0],
        ] {
            assert!(with_unsigned_attribute(bad, &kind, VALUE).is_err());
        }
    }
}
