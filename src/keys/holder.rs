//! Who a certificate of the platform is for, as its subject tells.

use crate::asn1::oid;
use crate::x509::Name;

/// Who a certificate of the platform is for.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Holder {
    /// The type of the identifier; empty if the subject does not tell.
    pub(crate) kind: String,
    pub(crate) identifier: String,
    /// Empty for none.
    pub(crate) application: String,
}

impl Holder {
    /// Reads the subject as the platform's own software does. A certificate of an eID card
    /// has the SSIN as its serialNumber. The others have an organizational unit
    /// `<type>=<identifier>`, and if they are for an application another one with its name,
    /// with which the common name ends.
    pub(crate) fn of(subject: &Name) -> Self {
        let attributes = subject.attributes().unwrap_or_default();
        let values = |kind| {
            let matching = attributes.iter().filter(move |(other, _)| *other == kind);
            matching.map(|(_, value)| value.as_str())
        };
        if let Some(ssin) = values(oid::ID_AT_SERIAL_NUMBER).next() {
            return Self {
                kind: "SSIN".to_owned(),
                identifier: ssin.to_owned(),
                application: String::new(),
            };
        }
        let units = || values(oid::ID_AT_ORGANIZATIONAL_UNIT_NAME);
        let (kind, identifier) = units().find_map(typed_identifier).unwrap_or_default();
        let is_application = |unit: &&str| {
            typed_identifier(unit).is_none()
                && !["eHealth-platform Belgium", "Federal Government"].contains(unit)
                && values(oid::ID_AT_COMMON_NAME).any(|name| name.ends_with(unit))
        };
        Self {
            kind: kind.to_owned(),
            identifier: identifier.to_owned(),
            application: units().find(is_application).unwrap_or_default().to_owned(),
        }
    }
}

/// The two halves of `<type>=<identifier>`: the platform takes any character from `(` to `|`
/// in a type, and digits in an identifier.
fn typed_identifier(unit: &str) -> Option<(&str, &str)> {
    let (kind, identifier) = unit.rsplit_once('=')?;
    let fits = !kind.is_empty()
        && kind.bytes().all(|octet| (b'('..=b'|').contains(&octet))
        && !identifier.is_empty()
        && identifier.bytes().all(|octet| octet.is_ascii_digit());
    fits.then_some((kind, identifier))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::{tag, write, write_oid};
    use der::oid::ObjectIdentifier;

    const C: ObjectIdentifier = oid::ID_AT_COUNTRY_NAME;
    const O: ObjectIdentifier = oid::ID_AT_ORGANIZATION_NAME;
    const OU: ObjectIdentifier = oid::ID_AT_ORGANIZATIONAL_UNIT_NAME;
    const CN: ObjectIdentifier = oid::ID_AT_COMMON_NAME;
    const SERIAL_NUMBER: ObjectIdentifier = oid::ID_AT_SERIAL_NUMBER;

    fn name(attributes: &[(ObjectIdentifier, &str)]) -> Name {
        const UTF8_STRING: u8 = 0x0c;
        let mut der = Vec::new();
        write(&mut der, tag::SEQUENCE, |out| {
            for (kind, value) in attributes {
                write(out, tag::SET, |out| {
                    write(out, tag::SEQUENCE, |out| {
                        write_oid(out, kind);
                        write(out, UTF8_STRING, |out| out.extend(value.as_bytes()));
                    });
                });
            }
        });
        Name::from_der(&der).unwrap()
    }

    fn check(attributes: &[(ObjectIdentifier, &str)], expected: [&str; 3]) {
        let holder = Holder::of(&name(attributes));
        let found = [&holder.kind, &holder.identifier, &holder.application];
        assert_eq!(found, expected, "{attributes:?}");
    }

    #[test]
    fn holders() {
        let platform = (OU, "eHealth-platform Belgium");
        check(
            &[
                (C, "BE"),
                (O, "Federal Government"),
                (OU, "RADIO"),
                (OU, "NIHII-HOSPITAL=71000040"),
                (OU, "EXAMPLE HOSPITAL"),
                platform,
                (CN, "NIHII-HOSPITAL=71000040, RADIO"),
            ],
            ["NIHII-HOSPITAL", "71000040", "RADIO"],
        );
        check(
            &[
                (C, "BE"),
                (OU, "SSIN=85010100115"),
                (OU, "JANE DOE"),
                platform,
                (CN, "SSIN=85010100115"),
            ],
            ["SSIN", "85010100115", ""],
        );
        check(
            &[
                (CN, "Jane Doe (Authentication)"),
                (SERIAL_NUMBER, "85010100115"),
            ],
            ["SSIN", "85010100115", ""],
        );
        // A unit of the platform's own name is no application, even where a CN ends with it.
        check(
            &[platform, (CN, "The eHealth-platform Belgium")],
            ["", "", ""],
        );
        check(
            &[(OU, "NIHII=12a"), (OU, "A B=1"), (OU, "=1")],
            ["", "", ""],
        );
        check(&[], ["", "", ""]);
    }
}
