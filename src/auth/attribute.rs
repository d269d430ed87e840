//! What the platform says or is asked about a person or an organisation.

use core::fmt;

/// The namespace of what a caller says of himself.
pub(crate) const IDENTIFICATION: &str = "urn:be:fgov:identification-namespace";
/// The namespace of what the platform vouches for.
pub(crate) const CERTIFIED: &str = "urn:be:fgov:certified-namespace:ehealth";

/// An attribute of a session, or a condition on one: a namespace, a name, and values. As a
/// condition of the KGSS, none stands for any value.
#[derive(Clone, PartialEq, Eq)]
pub struct Attribute {
    namespace: String,
    name: String,
    values: Vec<String>,
}

impl Attribute {
    /// An attribute with these values.
    pub fn new<'a>(namespace: &str, name: &str, values: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            namespace: namespace.to_owned(),
            name: name.to_owned(),
            values: values.into_iter().map(str::to_owned).collect(),
        }
    }

    /// The namespace, for example `urn:be:fgov:certified-namespace:ehealth`.
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// The name, for example `urn:be:fgov:person:ssin:doctor:boolean`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The values.
    pub fn values(&self) -> &[String] {
        &self.values
    }
}

/// Shows what it is about, not whom: values are personal data.
impl fmt::Debug for Attribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Attribute({}, {} values)", self.name, self.values.len())
    }
}
