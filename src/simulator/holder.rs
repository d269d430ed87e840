//! The people and organisations that the simulator invents. The check digits of their
//! identifiers are right, nothing else about them is.

/// Somebody with a key store and an encryption token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    identifier_type: &'static str,
    identifier: &'static str,
    application: &'static str,
    name: &'static str,
}

impl Holder {
    /// The type of the identifier, for example `NIHII-HOSPITAL`.
    pub fn identifier_type(&self) -> &str {
        self.identifier_type
    }

    /// The value of the identifier.
    pub fn identifier(&self) -> &str {
        self.identifier
    }

    /// The application; empty for none.
    pub fn application(&self) -> &str {
        self.application
    }

    /// The name in the certificates.
    pub fn name(&self) -> &str {
        self.name
    }
}

/// A holder, and what is special about the keys and the entry in the depots.
pub(super) struct Profile {
    pub(super) holder: Holder,
    /// A further identifier under which the depots know the same token.
    pub(super) alias: Option<(&'static str, &'static str)>,
    /// The authentication key is on P-384, not RSA.
    pub(super) elliptic: bool,
    /// The store also has the encryption key from before a renewal.
    pub(super) renewed: bool,
}

const fn profile(
    identifier_type: &'static str,
    identifier: &'static str,
    application: &'static str,
    name: &'static str,
) -> Profile {
    Profile {
        holder: Holder {
            identifier_type,
            identifier,
            application,
            name,
        },
        alias: None,
        elliptic: false,
        renewed: false,
    }
}

/// Everybody, in the order in which [`super::Simulator::holders`] lists them.
pub(super) const PROFILES: [Profile; 12] = [
    // A doctor, known by number and in person.
    profile("NIHII", "10001490", "", "JANSSENS EMMA"),
    profile("SSIN", "85010100115", "", "JANSSENS EMMA"),
    profile("NIHII-HOSPITAL", "71000040", "RADIO", "EXAMPLE HOSPITAL"),
    // One holder with two tokens.
    profile("CBE", "0200000142", "", "EXAMPLE LAB"),
    profile("CBE", "0200000142", "LABX", "EXAMPLE LAB"),
    // Another doctor: a search for the number finds the personal token too.
    profile("NIHII", "10002381", "", "MAES LOUIS"),
    Profile {
        alias: Some(("NIHII", "10002381")),
        ..profile("SSIN", "63020301469", "", "MAES LOUIS")
    },
    profile("CBE", "0809394427", "KGSS", "TEST KGSS"),
    Profile {
        elliptic: true,
        ..profile("CBE", "0200000241", "", "EXAMPLE INSURANCE")
    },
    Profile {
        renewed: true,
        ..profile("NIHII-PHARMACY", "30000120", "", "EXAMPLE PHARMACY")
    },
    // A nurse, and somebody who is nothing but a person.
    profile("SSIN", "90051500218", "", "PEETERS NORA"),
    profile("SSIN", "75070400148", "", "DUBOIS PAUL"),
];

/// Those who have an eID card: SSIN and name. The second doctor has none.
pub(super) const CARDS: [(&str, &str); 3] = [
    ("85010100115", "Emma Janssens"),
    ("90051500218", "Nora Peeters"),
    ("75070400148", "Paul Dubois"),
];
