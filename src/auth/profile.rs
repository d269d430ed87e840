//! What callers of each kind usually say of themselves and ask the platform for.

/// Names of attributes. `*` stands for the profession or the kind of organisation, by the
/// platform's word for it.
pub(super) struct Profile {
    /// In the identification namespace: said with the caller's number, and asked for.
    pub(super) identifiers: &'static [&'static str],
    /// In the certified namespace: asked for.
    pub(super) certified: &'static [&'static str],
}

const PERSONAL: &[&str] = &[
    "urn:be:fgov:person:ssin",
    "urn:be:fgov:ehealth:1.0:certificateholder:person:ssin",
];

pub(super) const PERSON: Profile = Profile {
    identifiers: PERSONAL,
    certified: &[],
};

pub(super) const DOCTOR: Profile = Profile {
    identifiers: PERSONAL,
    certified: &[
        "urn:be:fgov:person:ssin:ehealth:1.0:doctor:nihii11",
        "urn:be:fgov:person:ssin:doctor:boolean",
    ],
};

pub(super) const PROFESSIONAL: Profile = Profile {
    identifiers: PERSONAL,
    certified: &[
        "urn:be:fgov:person:ssin:ehealth:1.0:nihii:*:nihii11",
        "urn:be:fgov:person:ssin:ehealth:1.0:professional:*:boolean",
        "urn:be:fgov:person:ssin:ehealth:1.0:fpsph:*:boolean",
        "urn:be:fgov:person:ssin:ehealth:1.0:givenname",
        "urn:be:fgov:person:ssin:ehealth:1.0:surname",
    ],
};

pub(super) const ORGANIZATION: Profile = Profile {
    identifiers: &[
        "urn:be:fgov:ehealth:1.0:*:nihii-number",
        "urn:be:fgov:ehealth:1.0:certificateholder:*:nihii-number",
    ],
    certified: &[
        "urn:be:fgov:ehealth:1.0:*:nihii-number:recognised*:nihii11",
        "urn:be:fgov:ehealth:1.0:*:nihii-number:recognised*:boolean",
        "urn:be:fgov:ehealth:1.0:certificateholder:recognisedorganization:boolean",
    ],
};
