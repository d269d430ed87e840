//! The identifiers of a document's elements, by which signatures refer to them.

use super::security::UTILITY;
use crate::error::{Error, Result, Status};
use roxmltree::{Attribute, Document, Node};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Attributes without a namespace that one standard or another takes for an identifier.
const NAMES: [&str; 5] = ["Id", "ID", "AssertionID", "RequestID", "ResponseID"];

/// The namespace of `xml:id`.
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Every element of a document by its identifiers. None occurs twice, whatever the attributes
/// are called: who signs, who verifies and who uses an element may each look for other ones.
pub(super) struct Identifiers<'a, 'i>(HashMap<&'a str, Node<'a, 'i>>);

impl<'a, 'i> Identifiers<'a, 'i> {
    /// Collects them.
    ///
    /// # Errors
    /// [`Status::SignatureInvalid`] if one occurs twice.
    pub(super) fn of(document: &'a Document<'i>) -> Result<Self> {
        let mut found = HashMap::new();
        for node in document.descendants() {
            for attribute in node.attributes().filter(is_identifier) {
                match found.entry(attribute.value()) {
                    Entry::Vacant(vacant) => vacant.insert(node),
                    Entry::Occupied(_) => {
                        return Err(Error::new(
                            Status::SignatureInvalid,
                            "an identifier in an XML document occurs twice",
                        ));
                    }
                };
            }
        }
        Ok(Self(found))
    }

    /// The element with this identifier.
    pub(super) fn element(&self, identifier: &str) -> Option<Node<'a, 'i>> {
        self.0.get(identifier).copied()
    }
}

fn is_identifier(attribute: &Attribute<'_, '_>) -> bool {
    match attribute.namespace() {
        None => NAMES.contains(&attribute.name()),
        Some(UTILITY) => attribute.name() == "Id",
        Some(XML) => attribute.name() == "id",
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_by_their_identifiers() {
        let xml = format!(
            "<a xmlns:u='{UTILITY}' u:Id='1' Id='2'><b xml:id='3' u:ID='1' id='1'/>\
             <c AssertionID='4'/></a>"
        );
        let document = Document::parse(&xml).unwrap();
        let identifiers = Identifiers::of(&document).unwrap();
        for (identifier, name) in [("1", "a"), ("2", "a"), ("3", "b"), ("4", "c")] {
            let element = identifiers.element(identifier).unwrap();
            assert_eq!(element.tag_name().name(), name);
        }
        assert!(identifiers.element("5").is_none());
    }

    #[test]
    fn none_occurs_twice() {
        let all = ["Id", "ID", "AssertionID", "RequestID", "ResponseID", "u:Id"];
        for one in all.iter().chain(&["xml:id"]) {
            for other in all {
                let xml = format!("<a xmlns:u='{UTILITY}' {one}='x'><b {other}='x'/></a>");
                let document = Document::parse(&xml).unwrap();
                let status = Identifiers::of(&document).err().map(|error| error.status());
                assert_eq!(status, Some(Status::SignatureInvalid), "{xml}");
            }
        }
    }
}
