//! JSON as web keys and tokens have it: read strictly, without a trace of what was secret in it.

use crate::error::{Error, Result, Status};
use crate::secret::Secret;
use core::fmt;
use serde_core::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use zeroize::Zeroizing;

/// A JSON value. Nesting ends where the reader of `serde_json` ends it, at 128.
pub(super) enum Json {
    Integer(i64),
    /// A number that is no integer of 64 bits.
    Number(f64),
    Text(Zeroizing<String>),
    List(Vec<Json>),
    Object(Object),
    True,
    /// `false` or `null`.
    Nothing,
}

/// A JSON object. No member is there twice.
#[derive(Default)]
pub(super) struct Object(BTreeMap<String, Json>);

impl Object {
    /// Reads an object of at most `limit` octets, with nothing behind it.
    pub(super) fn parse(text: &[u8], limit: usize) -> Result<Self> {
        if text.len() > limit {
            return Err(Error::new(
                Status::LimitExceeded,
                "a web key or token is larger than the limit",
            ));
        }
        match serde_json::from_slice(text) {
            Ok(Json::Object(object)) => Ok(object),
            _ => Err(Error::malformed(
                "a web key or token is not a JSON object whose members all differ",
            )),
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&Json> {
        self.0.get(name)
    }

    /// A member that is text, if it is there.
    pub(super) fn text(&self, name: &str) -> Result<Option<&str>> {
        match self.0.get(name) {
            None => Ok(None),
            Some(Json::Text(text)) => Ok(Some(text)),
            Some(_) => Err(wrong_type()),
        }
    }

    /// A member that is a list of texts, empty if it is not there.
    pub(super) fn texts(&self, name: &str) -> Result<Vec<&str>> {
        let items = match self.0.get(name) {
            None => return Ok(Vec::new()),
            Some(Json::List(items)) => items,
            Some(_) => return Err(wrong_type()),
        };
        items
            .iter()
            .map(|item| match item {
                Json::Text(text) => Ok(text.as_str()),
                _ => Err(wrong_type()),
            })
            .collect()
    }

    /// A member that is an object, if it is there.
    pub(super) fn object(&self, name: &str) -> Result<Option<&Object>> {
        match self.0.get(name) {
            None => Ok(None),
            Some(Json::Object(object)) => Ok(Some(object)),
            Some(_) => Err(wrong_type()),
        }
    }

    /// A member that is a list of objects.
    pub(super) fn objects(&self, name: &str) -> Result<Vec<&Object>> {
        let Some(Json::List(items)) = self.0.get(name) else {
            return Err(wrong_type());
        };
        items
            .iter()
            .map(|item| match item {
                Json::Object(object) => Ok(object),
                _ => Err(wrong_type()),
            })
            .collect()
    }
}

fn wrong_type() -> Error {
    Error::malformed("a member of a web key or token is missing or has another type")
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> core::result::Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON without a member twice")
    }

    fn visit_bool<E>(self, value: bool) -> core::result::Result<Json, E> {
        Ok(if value { Json::True } else { Json::Nothing })
    }

    fn visit_unit<E>(self) -> core::result::Result<Json, E> {
        Ok(Json::Nothing)
    }

    fn visit_i64<E>(self, value: i64) -> core::result::Result<Json, E> {
        Ok(Json::Integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> core::result::Result<Json, E> {
        let integer = i64::try_from(value).map(Json::Integer);
        Ok(integer.unwrap_or(Json::Number(f64::INFINITY)))
    }

    fn visit_f64<E>(self, value: f64) -> core::result::Result<Json, E> {
        Ok(Json::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> core::result::Result<Json, E> {
        Ok(Json::Text(Zeroizing::new(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> core::result::Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> core::result::Result<Json, A::Error> {
        let mut object = BTreeMap::new();
        while let Some((name, value)) = entries.next_entry::<String, Json>()? {
            if object.insert(name, value).is_some() {
                return Err(A::Error::custom("a member twice"));
            }
        }
        Ok(Json::Object(Object(object)))
    }
}

/// Writes a JSON object, member by member, into a place that is wiped.
pub(super) struct ObjectWriter(Secret);

impl ObjectWriter {
    pub(super) fn new() -> Self {
        Self(Secret::from(&b"{"[..]))
    }

    /// A member that is JSON already.
    pub(super) fn raw(&mut self, name: &str, value: &[u8]) {
        if self.0.len() > 1 {
            self.0.extend(b",");
        }
        self.0.extend(quoted(name).as_bytes());
        self.0.extend(b":");
        self.0.extend(value);
    }

    pub(super) fn text(&mut self, name: &str, value: &str) {
        self.raw(name, quoted(value).as_bytes());
    }

    pub(super) fn texts<'a>(&mut self, name: &str, values: impl Iterator<Item = &'a str>) {
        let items: Vec<Zeroizing<String>> = values.map(quoted).collect();
        let items: Vec<&str> = items.iter().map(|item| item.as_str()).collect();
        self.raw(name, format!("[{}]", items.join(",")).as_bytes());
    }

    /// A member if there is something to write.
    pub(super) fn optional(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(name, value);
        }
    }

    pub(super) fn finish(mut self) -> Secret {
        self.0.extend(b"}");
        self.0
    }
}

/// A text as JSON has it.
fn quoted(text: &str) -> Zeroizing<String> {
    // What is secret is base64url, which has nothing to escape: so it never outgrows this room,
    // and no move leaves it behind.
    let mut out = Zeroizing::new(Vec::with_capacity(text.len().saturating_add(2)));
    // Neither a text nor a vector has a way to fail.
    let written = serde_json::to_writer(&mut *out, text).map(|()| core::mem::take(&mut *out));
    Zeroizing::new(String::from_utf8(written.unwrap_or_default()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(text: &str) -> Option<Status> {
        let refusal = Object::parse(text.as_bytes(), 1000).err();
        refusal.map(|error| error.status())
    }

    #[test]
    fn a_member_twice_and_whatever_is_no_object_is_refused() {
        let deep = "{\"a\":".repeat(150);
        for wrong in [
            "",
            "[]",
            "\"a\"",
            "{\"a\":1,\"a\":1}",
            "{\"a\":{\"b\":1,\"b\":2}}",
            "{\"a\":[{\"b\":1,\"\\u0062\":2}]}",
            "{\"a\":1} x",
            "{\"a\":1}{}",
            "{a:1}",
            "{\"a\":1,}",
            "{\"a\":\"\u{0}\"}",
            &deep,
        ] {
            assert_eq!(status(wrong), Some(Status::Malformed), "{wrong}");
        }
        assert_eq!(status("{\"a\":1,\"b\":[true,null,1.5,\"x\"]}"), None);
        let long = format!("{{\"a\":\"{}\"}}", "x".repeat(1000));
        assert_eq!(status(&long), Some(Status::LimitExceeded));
        assert!(Object::parse(&[b'{', b'"', 0xff, b'"', b':', b'1', b'}'], 100).is_err());
    }

    #[test]
    fn members_have_their_types() {
        let text = br#"{"t":"x","l":["a","b"],"m":["a",1],"o":{"p":"q"},"n":null}"#;
        let object = Object::parse(text, 1000).unwrap();
        assert_eq!(object.text("t").unwrap(), Some("x"));
        assert_eq!(object.texts("l").unwrap(), ["a", "b"]);
        assert_eq!(object.text("?").unwrap(), None);
        assert!(object.texts("?").unwrap().is_empty());
        let inner = object.object("o").unwrap().unwrap();
        assert_eq!(inner.text("p").unwrap(), Some("q"));
        assert!(object.text("n").is_err() && object.text("l").is_err());
        assert!(object.texts("m").is_err() && object.texts("t").is_err());
        assert!(object.object("t").is_err() && object.objects("l").is_err());
    }

    #[test]
    fn what_is_written_can_be_read() {
        let mut writer = ObjectWriter::new();
        writer.text("a\"", "line\nand \"quote\"");
        writer.texts("l", ["x", "y"].into_iter());
        writer.raw("o", b"{}");
        writer.optional("none", None);
        let text = writer.finish();
        let object = Object::parse(text.as_bytes(), 1000).unwrap();
        assert_eq!(object.text("a\"").unwrap(), Some("line\nand \"quote\""));
        assert_eq!(object.texts("l").unwrap(), ["x", "y"]);
        assert!(object.object("o").unwrap().is_some() && object.get("none").is_none());
        assert_eq!(ObjectWriter::new().finish().as_bytes(), b"{}");
    }
}
