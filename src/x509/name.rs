//! Distinguished names (RFC 5280, 4.1.2.4).

use crate::asn1::{Element, tag};
use crate::error::{Error, Result};
use core::fmt;
use der::Decode;
use der::oid::ObjectIdentifier;

/// A distinguished name, kept as its DER encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name(Vec<u8>);

impl Name {
    pub(crate) fn from_der(der: &[u8]) -> Result<Self> {
        Element::parse_as(der, tag::SEQUENCE)?;
        Ok(Self(der.to_vec()))
    }

    /// The encoding, byte for byte as it stood in the certificate.
    pub(crate) fn as_der(&self) -> &[u8] {
        &self.0
    }

    /// Every attribute in the order of the encoding, with its value as text.
    pub(crate) fn attributes(&self) -> Result<Vec<(ObjectIdentifier, String)>> {
        let mut attributes = Vec::new();
        let mut rdns = Element::parse_as(&self.0, tag::SEQUENCE)?.children();
        while !rdns.is_empty() {
            let mut set = rdns.read_as(tag::SET)?.children();
            while !set.is_empty() {
                let mut attribute = set.read_as(tag::SEQUENCE)?.children();
                let kind = attribute.read()?.oid()?;
                let value = text(&attribute.read()?)?;
                attributes.push((kind, value));
            }
        }
        Ok(attributes)
    }
}

/// The text of a DirectoryString or of one of its older relatives.
fn text(value: &Element<'_>) -> Result<String> {
    const UTF8_STRING: u8 = 0x0c;
    const UNIVERSAL_STRING: u8 = 0x1c;
    let bad = || Error::malformed("a name holds text that is badly encoded");
    match value.tag {
        UTF8_STRING => String::from_utf8(value.content.to_vec()).map_err(|_| bad()),
        tag::BMP_STRING => {
            let (units, odd) = value.content.as_chunks::<2>();
            if !odd.is_empty() {
                return Err(bad());
            }
            let units: Vec<u16> = units.iter().map(|unit| u16::from_be_bytes(*unit)).collect();
            String::from_utf16(&units).map_err(|_| bad())
        }
        UNIVERSAL_STRING => Err(bad()),
        // PrintableString, IA5String, NumericString, and TeletexString, in which certificates
        // hold Latin-1.
        _ => Ok(value
            .content
            .iter()
            .map(|octet| char::from(*octet))
            .collect()),
    }
}

/// RFC 4514 text, for example `CN=SSIN\=71010100130,OU=…,C=BE`.
impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match x509_cert::name::Name::from_der(&self.0) {
            Ok(name) => write!(f, "{name}"),
            Err(_) => Ok(()),
        }
    }
}
