//! Distinguished names (RFC 5280, 4.1.2.4).

use crate::asn1::{Element, tag};
use crate::error::{Error, Result};
use core::fmt;
use der::Decode;
use der::oid::ObjectIdentifier;
use std::collections::BTreeSet;

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

    /// Whether both are the same name by the rules of X.500 (RFC 5280, 7.1): letter case and
    /// the amount of white space do not count, and PrintableString and UTF8String are alike.
    /// The order of the relative names counts.
    pub(crate) fn matches(&self, other: &Self) -> bool {
        if self.0 == other.0 {
            return true;
        }
        if self.differs_soon(other).unwrap_or_default() {
            return false;
        }
        match (self.canonical_names(), other.canonical_names()) {
            (Some(own), Some(others)) => own == others,
            _ => false,
        }
    }

    /// Whether the first relative name that is written in another way is another one, too. Names
    /// that are not the same mostly are told apart by that, without a look at the rest of them.
    fn differs_soon(&self, other: &Self) -> Result<bool> {
        let mut own = Element::parse_as(&self.0, tag::SEQUENCE)?.children();
        let mut others = Element::parse_as(&other.0, tag::SEQUENCE)?.children();
        while !own.is_empty() && !others.is_empty() {
            let (own, other) = (own.read_as(tag::SET)?, others.read_as(tag::SET)?);
            if own.raw != other.raw {
                let is_short = own.raw.len().max(other.raw.len()) <= MAX_CANONICAL;
                return Ok(is_short
                    && relative_name(&own, canonical)? != relative_name(&other, canonical)?);
            }
        }
        Ok(own.is_empty() != others.is_empty())
    }

    /// Whether the name is in the subtree of `base`: it begins with the same relative names.
    pub(crate) fn is_within(&self, base: &Self) -> bool {
        match (self.canonical_names(), base.canonical_names()) {
            (Some(own), Some(base)) => own.starts_with(&base),
            _ => false,
        }
    }

    /// The relative names in the form that X.500 compares. Names are compared many times over
    /// in the search for a path, so one of absurd size has no such form.
    fn canonical_names(&self) -> Option<Vec<RelativeName>> {
        if self.0.len() > MAX_CANONICAL {
            return None;
        }
        self.relative_names(canonical).ok()
    }

    /// Whether both read the same as text (RFC 1779), letter case aside. In contrast to
    /// [`Self::matches`], every string type is alike and white space counts.
    pub(crate) fn reads_like(&self, other: &Self) -> Result<bool> {
        let read = |value: &Element<'_>| Ok(text(value)?.to_uppercase().into_bytes());
        Ok(self.relative_names(read)? == other.relative_names(read)?)
    }

    /// Whether the name has no attribute at all.
    pub(crate) fn is_empty(&self) -> bool {
        Element::parse(&self.0).is_ok_and(|sequence| sequence.content.is_empty())
    }

    /// The relative names in order.
    fn relative_names(
        &self,
        comparable: impl Fn(&Element<'_>) -> Result<Vec<u8>>,
    ) -> Result<Vec<RelativeName>> {
        let mut found = Vec::new();
        let mut sets = Element::parse_as(&self.0, tag::SEQUENCE)?.children();
        while !sets.is_empty() {
            found.push(relative_name(&sets.read_as(tag::SET)?, &comparable)?);
        }
        Ok(found)
    }
}

/// The attributes of a RelativeDistinguishedName, which have no order.
fn relative_name(
    set: &Element<'_>,
    comparable: impl Fn(&Element<'_>) -> Result<Vec<u8>>,
) -> Result<RelativeName> {
    let mut relative = RelativeName::new();
    let mut set = set.children();
    while !set.is_empty() {
        let mut attribute = set.read_as(tag::SEQUENCE)?.children();
        let kind = attribute.read()?.oid()?;
        relative.insert((kind, comparable(&attribute.read()?)?));
        attribute.finish()?;
    }
    Ok(relative)
}

/// The attributes of a RelativeDistinguishedName, each with what it is compared by.
type RelativeName = BTreeSet<(ObjectIdentifier, Vec<u8>)>;

/// What stands for a value in a comparison. Only the two string types that DirectoryString
/// prescribes are folded; values of other types are the same if their encodings are.
fn canonical(value: &Element<'_>) -> Result<Vec<u8>> {
    if ![UTF8_STRING, PRINTABLE_STRING].contains(&value.tag) {
        return Ok(value.raw.to_vec());
    }
    let text = text(value)?.to_lowercase();
    let words: Vec<&str> = text.split_whitespace().collect();
    Ok(words.join(" ").into_bytes())
}

/// Octets of the longest name that is compared by anything but its encoding.
const MAX_CANONICAL: usize = 4096;

const UTF8_STRING: u8 = 0x0c;
const PRINTABLE_STRING: u8 = 0x13;

/// The text of a DirectoryString or of one of its older relatives.
fn text(value: &Element<'_>) -> Result<String> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::{oid, write, write_oid};

    const IA5_STRING: u8 = 0x16;
    const C: ObjectIdentifier = oid::ID_AT_COUNTRY_NAME;
    const CN: ObjectIdentifier = oid::ID_AT_COMMON_NAME;

    /// A name of relative names of attributes with a string type and a value.
    fn name(relative_names: &[&[(ObjectIdentifier, u8, &str)]]) -> Name {
        let mut der = Vec::new();
        write(&mut der, tag::SEQUENCE, |out| {
            for attributes in relative_names {
                write(out, tag::SET, |out| {
                    for (kind, string, value) in *attributes {
                        write(out, tag::SEQUENCE, |out| {
                            write_oid(out, kind);
                            write(out, *string, |out| out.extend(value.as_bytes()));
                        });
                    }
                });
            }
        });
        Name::from_der(&der).unwrap()
    }

    #[test]
    fn names_match_by_the_rules_of_x500() {
        let base = name(&[
            &[(C, PRINTABLE_STRING, "BE")],
            &[(CN, PRINTABLE_STRING, "eH CA")],
        ]);
        let same = name(&[
            &[(C, UTF8_STRING, "be")],
            &[(CN, UTF8_STRING, "  EH   ca ")],
        ]);
        assert!(base.matches(&base) && base.matches(&same) && same.matches(&base));
        assert!(base != same);
        let country = [(C, PRINTABLE_STRING, "BE")];
        for other in [
            name(&[&[(CN, PRINTABLE_STRING, "eH CA")], &country]),
            name(&[&country]),
            name(&[&country, &[(CN, PRINTABLE_STRING, "eHCA")]]),
            name(&[&country, &[(CN, IA5_STRING, "eH CA")]]),
            name(&[&[(C, PRINTABLE_STRING, "BE"), (CN, PRINTABLE_STRING, "eH CA")]]),
        ] {
            assert!(!base.matches(&other), "{other}");
        }
        let both = |first, second| name(&[&[first, second]]);
        let (c, cn) = ((C, PRINTABLE_STRING, "BE"), (CN, PRINTABLE_STRING, "x"));
        assert!(both(c, cn).matches(&both(cn, c)));
        assert!(base.is_within(&name(&[&country])) && base.is_within(&name(&[])));
        assert!(!name(&[&country]).is_within(&base));
        assert!(name(&[]).is_empty() && !base.is_empty());
        let (upper, lower) = ("X".repeat(5000), "x".repeat(5000));
        let long = |value: &str| name(&[&[(CN, UTF8_STRING, value)]]);
        assert!(long(&upper).matches(&long(&upper)) && !long(&upper).matches(&long(&lower)));
    }

    #[test]
    fn names_read_alike_whatever_their_strings_are() {
        let base = name(&[&[(CN, PRINTABLE_STRING, "eH CA")]]);
        let alike = |other: &Name| base.reads_like(other).unwrap();
        assert!(alike(&name(&[&[(CN, IA5_STRING, "EH ca")]])));
        assert!(!alike(&name(&[&[(CN, PRINTABLE_STRING, "eH  CA")]])));
        let broken = name(&[&[(CN, tag::BMP_STRING, "odd")]]);
        assert!(base.reads_like(&broken).is_err());
        assert!(!broken.matches(&base) && broken.matches(&broken));
    }
}
