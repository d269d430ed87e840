//! Who may get a key.

use crate::auth::Attribute;
use crate::error::{Error, Result, Status};
use crate::soap::is_transportable;

/// Who may get a key: whoever has one of the allowed attributes and none of the excluded ones.
///
/// That an exclusion counts more than any permission is how the platform is understood; it has
/// not published it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccessList {
    allowed: Vec<Attribute>,
    excluded: Vec<Attribute>,
    has_deletion_strategy: bool,
}

impl AccessList {
    /// A list that allows nobody yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Allows those with this attribute; without values, with any value of it.
    #[must_use]
    pub fn allow(mut self, attribute: Attribute) -> Self {
        self.allowed.push(attribute);
        self
    }

    /// Excludes those with this attribute, whatever else they have; without values, with any
    /// value of it.
    #[must_use]
    pub fn exclude(mut self, attribute: Attribute) -> Self {
        self.excluded.push(attribute);
        self
    }

    /// Sends the element `DeletionStrategy`, which the schema has without content.
    #[must_use]
    pub fn with_deletion_strategy(mut self) -> Self {
        self.has_deletion_strategy = true;
        self
    }

    pub(crate) fn allowed(&self) -> &[Attribute] {
        &self.allowed
    }

    pub(crate) fn excluded(&self) -> &[Attribute] {
        &self.excluded
    }

    pub(super) fn has_deletion_strategy(&self) -> bool {
        self.has_deletion_strategy
    }

    /// Refuses a list that nobody is on, and text that no XML can carry. An empty value is
    /// refused too: it could be meant as one, but there it stands for any.
    pub(super) fn check(&self) -> Result<()> {
        if self.allowed.is_empty() {
            return Err(invalid("an access list allows nobody"));
        }
        for attribute in self.allowed.iter().chain(&self.excluded) {
            let name = [attribute.namespace(), attribute.name()].into_iter();
            let texts = || {
                name.clone()
                    .chain(attribute.values().iter().map(String::as_str))
            };
            if texts().any(str::is_empty) {
                return Err(invalid(
                    "an attribute of an access list has an empty namespace, name or value",
                ));
            }
            if !texts().all(|text| text.chars().all(is_transportable)) {
                return Err(invalid(
                    "an attribute of an access list holds control characters",
                ));
            }
        }
        Ok(())
    }
}

fn invalid(message: &'static str) -> Error {
    Error::new(Status::InvalidArgument, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_that_are_refused() {
        let attribute = |namespace, name, values: &[&'static str]| {
            Attribute::new(namespace, name, values.iter().copied())
        };
        let list = || AccessList::new().allow(attribute("n", "a", &[]));
        assert!(list().check().is_ok());
        assert!(list().exclude(attribute("n", "b", &["é"])).check().is_ok());
        for refused in [
            AccessList::new(),
            AccessList::new().exclude(attribute("n", "a", &[])),
            list().allow(attribute("", "a", &[])),
            list().allow(attribute("n", "", &[])),
            list().exclude(attribute("n", "a", &["1", ""])),
            list().exclude(attribute("n", "a", &["\u{1}"])),
            list().allow(attribute("n\n", "a", &[])),
        ] {
            let error = refused.check().unwrap_err();
            assert_eq!(error.status(), Status::InvalidArgument);
        }
    }
}
