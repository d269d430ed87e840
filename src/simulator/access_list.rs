//! Access lists as the KGSS reads and applies them.

use super::schema::{MANY, members};
use crate::auth::Attribute;
use crate::kgss::{AccessList, KGSS};
use crate::soap::{child, children, text};
use roxmltree::Node;
use serde_json::Value;

/// The list in the content of a request; `None` if a credential in it breaks the schema.
pub(super) fn read(content: Node<'_, '_>) -> Option<AccessList> {
    let list = AccessList::new();
    let mut allowed = children(content, Some(KGSS), "AllowedReader");
    let list = allowed.try_fold(list, |list, reader| Some(list.allow(credential(reader)?)))?;
    let mut excluded = children(content, Some(KGSS), "ExludedReader");
    excluded.try_fold(list, |list, reader| Some(list.exclude(credential(reader)?)))
}

/// An empty value stands for any, as no value does.
fn credential(reader: Node<'_, '_>) -> Option<Attribute> {
    members(
        reader,
        KGSS,
        &[("Namespace", 1, 1), ("Name", 1, 1), ("Value", 0, MANY)],
    )?;
    let member = |name| child(reader, Some(KGSS), name).map(text);
    let values: Vec<String> = children(reader, Some(KGSS), "Value").map(text).collect();
    let values = values.iter().map(String::as_str);
    Some(Attribute::new(
        &member("Namespace")?,
        &member("Name")?,
        values.filter(|value| !value.is_empty()),
    ))
}

/// The list in a JSON document; `None` if nobody is allowed or an attribute is broken.
pub(super) fn from_json(body: &Value) -> Option<AccessList> {
    let attributes = |name: &str| match body.get(name) {
        None => Some(Vec::new()),
        Some(all) => all.as_array()?.iter().map(attribute).collect(),
    };
    let allowed = attributes("allowedReaders").filter(|allowed| !allowed.is_empty())?;
    let list = allowed
        .into_iter()
        .fold(AccessList::new(), AccessList::allow);
    let excluded = attributes("excludedReaders")?;
    Some(excluded.into_iter().fold(list, AccessList::exclude))
}

/// Values may be missing, and an empty one stands for any, as in XML.
fn attribute(attribute: &Value) -> Option<Attribute> {
    let text = |name: &str| {
        attribute
            .get(name)?
            .as_str()
            .filter(|text| !text.is_empty())
    };
    let values = match attribute.get("values") {
        None => Vec::new(),
        Some(values) => {
            let values = values.as_array()?.iter().map(Value::as_str);
            values.collect::<Option<Vec<_>>>()?
        }
    };
    let values = values.into_iter().filter(|value| !value.is_empty());
    Some(Attribute::new(text("namespace")?, text("name")?, values))
}

/// Whether somebody with these attributes is on the list: matches one that is allowed, and none
/// that is excluded.
pub(super) fn admits(list: &AccessList, attributes: &[Attribute]) -> bool {
    let has = |wanted: &Attribute| attributes.iter().any(|held| matches(wanted, held));
    list.allowed().iter().any(has) && !list.excluded().iter().any(has)
}

fn matches(wanted: &Attribute, held: &Attribute) -> bool {
    let is_same = wanted.namespace() == held.namespace() && wanted.name() == held.name();
    let has_value = |value| held.values().contains(value);
    is_same && (wanted.values().is_empty() || wanted.values().iter().any(has_value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use roxmltree::Document;

    fn list(content: &str) -> Option<AccessList> {
        let xml = format!("<r xmlns='{KGSS}'>{content}</r>");
        read(Document::parse(&xml).unwrap().root_element())
    }

    fn reader(element: &str, values: &str) -> String {
        format!("<{element}><Namespace>n</Namespace><Name>a</Name>{values}</{element}>")
    }

    #[test]
    fn lists_are_applied() {
        let anyone = reader("AllowedReader", "");
        let empty = reader("AllowedReader", "<Value/>");
        let some = reader("AllowedReader", "<Value>1</Value><Value>2</Value>");
        let not_3 = reader("ExludedReader", "<Value>3</Value>");
        let nobody = reader("ExludedReader", "");
        for (content, values, admitted) in [
            (&anyone, &["x"][..], true),
            (&anyone, &[], true),
            (&empty, &["x"], true),
            (&some, &["x", "2"], true),
            (&some, &["x"], false),
            (&some, &["1 "], false),
            (&format!("{anyone}{not_3}"), &["4"], true),
            (&format!("{anyone}{not_3}"), &["4", "3"], false),
            (&format!("{some}{nobody}"), &["1"], false),
        ] {
            let list = list(content).unwrap();
            let held = |namespace, name| Attribute::new(namespace, name, values.iter().copied());
            assert_eq!(admits(&list, &[held("n", "a")]), admitted, "{content}");
            assert!(!admits(&list, &[held("m", "a"), held("n", "b")]));
        }
        assert!(!admits(&AccessList::new(), &[]));
    }

    #[test]
    fn json_and_xml_say_the_same() {
        let xml = format!(
            "{}{}",
            reader("AllowedReader", "<Value>1</Value>"),
            reader("ExludedReader", "<Value/>")
        );
        let json = serde_json::json!({
            "allowedReaders": [{ "namespace": "n", "name": "a", "values": ["1"] }],
            "excludedReaders": [{ "namespace": "n", "name": "a", "values": [""] }],
        });
        assert_eq!(from_json(&json), list(&xml));
        let anyone = r#"{"allowedReaders":[{"namespace":"n","name":"a"}]}"#;
        let read = |text: &str| from_json(&serde_json::from_str(text).unwrap());
        assert_eq!(read(anyone), list(&reader("AllowedReader", "")));
        for broken in [
            "{}",
            "[]",
            r#"{"allowedReaders":[]}"#,
            r#"{"allowedReaders":{"namespace":"n","name":"a"}}"#,
            r#"{"allowedReaders":[{"namespace":"n"}]}"#,
            r#"{"allowedReaders":[{"namespace":"","name":"a"}]}"#,
            r#"{"allowedReaders":[{"namespace":"n","name":"a","values":"1"}]}"#,
            r#"{"allowedReaders":[{"namespace":"n","name":"a","values":[1]}]}"#,
            r#"{"allowedReaders":[{"namespace":"n","name":"a"}],"excludedReaders":7}"#,
        ] {
            assert_eq!(read(broken), None, "{broken}");
        }
    }

    #[test]
    fn credentials_follow_the_schema() {
        for broken in [
            "<AllowedReader/>",
            "<AllowedReader><Name>a</Name><Namespace>n</Namespace></AllowedReader>",
            "<ExludedReader><Namespace>n</Namespace></ExludedReader>",
        ] {
            assert!(list(broken).is_none(), "{broken}");
        }
        // Nobody reads the other spelling.
        let list = list(&reader("ExcludedReader", "")).unwrap();
        assert!(list.excluded().is_empty());
    }
}
