//! What the simulated platform knows about people and organisations, and what it lets them say
//! of themselves.

use crate::auth::{Attribute, CERTIFIED, IDENTIFICATION};
use crate::keys::Holder;

/// What is certified of the holder of an identifier: names with one value each.
struct Entry {
    kind: &'static str,
    identifier: &'static str,
    facts: &'static [(&'static str, &'static str)],
}

const REGISTER: &[Entry] = &[
    Entry {
        kind: "SSIN",
        identifier: "85010100115",
        facts: &[
            (
                "urn:be:fgov:person:ssin:ehealth:1.0:doctor:nihii11",
                "10001490004",
            ),
            ("urn:be:fgov:person:ssin:doctor:boolean", "true"),
            (
                "urn:be:fgov:person:ssin:ehealth:1.0:professional:doctor:boolean",
                "true",
            ),
            (
                "urn:be:fgov:person:ssin:ehealth:1.0:fpsph:doctor:boolean",
                "true",
            ),
            ("urn:be:fgov:person:ssin:ehealth:1.0:givenname", "EMMA"),
            ("urn:be:fgov:person:ssin:ehealth:1.0:surname", "JANSSENS"),
        ],
    },
    Entry {
        kind: "SSIN",
        identifier: "63020301469",
        facts: &[
            (
                "urn:be:fgov:person:ssin:ehealth:1.0:doctor:nihii11",
                "10002381004",
            ),
            ("urn:be:fgov:person:ssin:doctor:boolean", "true"),
            ("urn:be:fgov:person:ssin:ehealth:1.0:givenname", "LOUIS"),
            ("urn:be:fgov:person:ssin:ehealth:1.0:surname", "MAES"),
        ],
    },
    Entry {
        kind: "SSIN",
        identifier: "90051500218",
        facts: &[
            (
                "urn:be:fgov:person:ssin:ehealth:1.0:nihii:nurse:nihii11",
                "40001216001",
            ),
            (
                "urn:be:fgov:person:ssin:ehealth:1.0:professional:nurse:boolean",
                "true",
            ),
            (
                "urn:be:fgov:person:ssin:ehealth:1.0:fpsph:nurse:boolean",
                "true",
            ),
            ("urn:be:fgov:person:ssin:ehealth:1.0:givenname", "NORA"),
            ("urn:be:fgov:person:ssin:ehealth:1.0:surname", "PEETERS"),
        ],
    },
    Entry {
        kind: "NIHII-PHARMACY",
        identifier: "30000120",
        facts: &[
            (
                "urn:be:fgov:ehealth:1.0:pharmacy:nihii-number:recognisedpharmacy:nihii11",
                "30000120000",
            ),
            (
                "urn:be:fgov:ehealth:1.0:pharmacy:nihii-number:recognisedpharmacy:boolean",
                "true",
            ),
            (RECOGNISED, "true"),
        ],
    },
    Entry {
        kind: "NIHII-HOSPITAL",
        identifier: "71000040",
        facts: &[
            (
                "urn:be:fgov:ehealth:1.0:hospital:nihii-number:recognisedhospital:nihii11",
                "71000040000",
            ),
            (
                "urn:be:fgov:ehealth:1.0:hospital:nihii-number:recognisedhospital:boolean",
                "true",
            ),
            ("urn:be:fgov:ehealth:1.0:hospital:nihii-number", "71000040"),
            (RECOGNISED, "true"),
        ],
    },
];

const RECOGNISED: &str = "urn:be:fgov:ehealth:1.0:certificateholder:recognisedorganization:boolean";

/// The names of the identifiers of persons and enterprises.
const IDENTIFIERS: [&str; 4] = [
    "urn:be:fgov:person:ssin",
    "urn:be:fgov:ehealth:1.0:certificateholder:person:ssin",
    "urn:be:fgov:kbo-bce:organization:cbe-number",
    "urn:be:fgov:ehealth:1.0:certificateholder:enterprise:cbe-number",
];

/// The two certificates that a caller proved to have the keys of, by whom they are for.
pub(super) struct Subject {
    pub(super) identification: Holder,
    pub(super) holder_of_key: Holder,
}

impl Subject {
    /// What the platform vouches for: all that is said, which must be true, and of what is asked
    /// for that which is known. `None` if something that is said is not true.
    ///
    /// A namespace that is empty was not sent.
    pub(super) fn vouch(&self, said: &[Attribute], asked: &[Attribute]) -> Option<Vec<Attribute>> {
        let mut vouched = Vec::new();
        for attribute in said {
            let known = self.known(attribute)?;
            if attribute
                .values()
                .iter()
                .any(|value| !known.values().contains(value))
            {
                return None;
            }
            vouched.push(known);
        }
        for attribute in asked {
            let known = self.known(attribute);
            vouched.extend(known.filter(|known| !vouched.contains(known)));
        }
        Some(vouched)
    }

    /// Somebody who has one certificate only.
    pub(super) fn alone(holder: Holder) -> Self {
        let same = Holder {
            kind: holder.kind.clone(),
            identifier: holder.identifier.clone(),
            application: holder.application.clone(),
        };
        Self {
            identification: holder,
            holder_of_key: same,
        }
    }

    /// All that is known, for tokens that do not say what they are asked for.
    pub(super) fn everything(&self) -> Vec<Attribute> {
        let own = [&self.identification, &self.holder_of_key];
        let organisations = own.into_iter().flat_map(|holder| {
            let kind = holder.kind.replace('_', "").to_ascii_lowercase();
            let kind = kind.strip_prefix("nihii-").unwrap_or_default().to_owned();
            [
                format!("urn:be:fgov:ehealth:1.0:{kind}:nihii-number"),
                format!("urn:be:fgov:ehealth:1.0:certificateholder:{kind}:nihii-number"),
            ]
        });
        let facts = REGISTER.iter().flat_map(|entry| entry.facts);
        let names = IDENTIFIERS
            .iter()
            .map(|name| (*name).to_owned())
            .chain(organisations)
            .chain(facts.map(|(name, _)| (*name).to_owned()));
        let asked: Vec<_> = names.map(|name| Attribute::new("", &name, [])).collect();
        self.vouch(&[], &asked).unwrap_or_default()
    }

    /// What is known under the name of an attribute, in its namespace.
    fn known(&self, attribute: &Attribute) -> Option<Attribute> {
        let name = attribute.name();
        let known = match self.identifier(name) {
            Some(identifier) => Attribute::new(IDENTIFICATION, name, [identifier]),
            None => Attribute::new(CERTIFIED, name, [self.fact(name)?]),
        };
        let asked = attribute.namespace();
        (asked.is_empty() || asked == known.namespace()).then_some(known)
    }

    /// What a certificate says. Names about the holder of the certificate are about the one that
    /// the session is bound to.
    fn identifier(&self, name: &str) -> Option<&str> {
        const HOLDER: &str = "urn:be:fgov:ehealth:1.0:certificateholder:";
        let (own, other) = (&self.identification, &self.holder_of_key);
        if let Some(name) = name.strip_prefix(HOLDER) {
            return match name {
                "person:ssin" => value(other, "SSIN"),
                "enterprise:cbe-number" => value(other, "CBE"),
                _ => value(other, &organisation(name.strip_suffix(":nihii-number")?)),
            };
        }
        match name {
            "urn:be:fgov:person:ssin" => value(own, "SSIN"),
            "urn:be:fgov:kbo-bce:organization:cbe-number" => {
                value(own, "CBE").or_else(|| value(other, "CBE"))
            }
            _ => {
                let name = name.strip_prefix("urn:be:fgov:ehealth:1.0:")?;
                let kind = organisation(name.strip_suffix(":nihii-number")?);
                value(own, &kind).or_else(|| value(other, &kind))
            }
        }
    }

    fn fact(&self, name: &str) -> Option<&'static str> {
        let is_about = |entry: &&Entry| {
            [&self.identification, &self.holder_of_key]
                .iter()
                .any(|holder| value(holder, entry.kind) == Some(entry.identifier))
        };
        REGISTER
            .iter()
            .filter(is_about)
            .flat_map(|entry| entry.facts)
            .find(|(known, _)| *known == name)
            .map(|(_, value)| *value)
    }
}

/// The type of identifier for an organisation of this kind, but for the underscores in some.
fn organisation(kind: &str) -> String {
    format!("NIHII-{}", kind.to_ascii_uppercase())
}

fn value<'a>(holder: &'a Holder, kind: &str) -> Option<&'a str> {
    (holder.kind.replace('_', "") == kind).then_some(holder.identifier.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holder(kind: &str, identifier: &str) -> Holder {
        Holder {
            kind: kind.to_owned(),
            identifier: identifier.to_owned(),
            application: String::new(),
        }
    }

    fn vouched(subject: &Subject, said: &[(&str, &str)], asked: &[&str]) -> Option<Vec<String>> {
        let attribute =
            |name: &str, values: &[&str]| Attribute::new("", name, values.iter().copied());
        let said: Vec<_> = said.iter().map(|(n, v)| attribute(n, &[v])).collect();
        let asked: Vec<_> = asked.iter().map(|name| attribute(name, &[])).collect();
        let known = subject.vouch(&said, &asked)?;
        Some(known.iter().map(|a| a.values().join(";")).collect())
    }

    const SSIN: &str = "urn:be:fgov:person:ssin";
    const HOLDER_SSIN: &str = "urn:be:fgov:ehealth:1.0:certificateholder:person:ssin";
    const DOCTOR: &str = "urn:be:fgov:person:ssin:doctor:boolean";
    const PHARMACY: &str = "urn:be:fgov:ehealth:1.0:pharmacy:nihii-number";

    #[test]
    fn what_is_said_must_be_true() {
        let doctor = Subject {
            identification: holder("SSIN", "85010100115"),
            holder_of_key: holder("NIHII-PHARMACY", "30000120"),
        };
        let check = |said: &[(&str, &str)], asked: &[&str], expected: Option<&[&str]>| {
            let found = vouched(&doctor, said, asked);
            let found = found
                .as_ref()
                .map(|all| all.iter().map(String::as_str).collect());
            assert_eq!(found, expected.map(<[&str]>::to_vec), "{said:?} {asked:?}");
        };
        let own = (SSIN, "85010100115");
        check(
            &[own],
            &[SSIN, DOCTOR, RECOGNISED],
            Some(&[own.1, "true", "true"]),
        );
        check(&[(PHARMACY, "30000120")], &[], Some(&["30000120"]));
        check(&[(DOCTOR, "true")], &[], Some(&["true"]));
        check(&[], &["urn:nothing", HOLDER_SSIN], Some(&[]));
        check(&[(SSIN, "63020301469")], &[], None);
        check(&[(HOLDER_SSIN, "85010100115")], &[], None);
        check(&[(DOCTOR, "false")], &[], None);
        check(&[("urn:nothing", "true")], &[], None);
    }

    #[test]
    fn everything_is_known_of_one_holder() {
        for (kind, identifier, count) in [
            ("SSIN", "85010100115", 8),
            ("SSIN", "75070400148", 2),
            ("CBE", "0200000142", 2),
            ("NIHII-HOSPITAL", "71000040", 5),
            ("NIHII-PHARMACY", "30000120", 5),
            ("NIHII", "10001490", 0),
        ] {
            let known = Subject::alone(holder(kind, identifier)).everything();
            assert_eq!(known.len(), count, "{kind} {known:?}");
            assert!(known.iter().all(|attribute| attribute.values().len() == 1));
        }
    }

    #[test]
    fn a_namespace_that_is_sent_counts() {
        let ssin = || holder("SSIN", "85010100115");
        let doctor = Subject {
            identification: ssin(),
            holder_of_key: ssin(),
        };
        let certified = [Attribute::new(CERTIFIED, SSIN, [])];
        assert!(doctor.vouch(&[], &certified).unwrap().is_empty());
        let said = [Attribute::new(CERTIFIED, SSIN, ["85010100115"])];
        assert!(doctor.vouch(&said, &[]).is_none());
    }
}
