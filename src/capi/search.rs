//! What depots are asked for, and what they found.

use super::jwk::etee_jwk;
use super::pointer::{borrow, optional_text, row, text};
use crate::depot::Identifier;
use crate::error::Result;
use crate::jose::JwkSet;
use crate::secret::Secret;
use core::ffi::c_char;

/// What is searched for, in three texts from C, of which the last may be NULL.
pub(super) struct Search<'a> {
    identifier_type: &'a str,
    identifier: &'a str,
    application: Option<&'a str>,
}

impl Search<'_> {
    pub(super) fn new(
        identifier_type: (*const c_char, usize),
        identifier: (*const c_char, usize),
        application: (*const c_char, usize),
    ) -> Result<Self> {
        Ok(Self {
            identifier_type: text(identifier_type.0, identifier_type.1)?,
            identifier: text(identifier.0, identifier.1)?,
            application: optional_text(application.0, application.1)?,
        })
    }

    /// Does something with the three.
    pub(super) fn run<T>(&self, search: impl FnOnce(&str, &str, Option<&str>) -> T) -> T {
        search(self.identifier_type, self.identifier, self.application)
    }
}

/// The moment of a look-up; 0 is the present.
pub(super) fn moment_of(seconds: i64) -> Option<i64> {
    (seconds != 0).then_some(seconds)
}

/// A row of keys from C.
pub(super) fn jwk_set(keys: *const *const etee_jwk, count: usize) -> Result<JwkSet> {
    let keys = row(keys, count)?.iter();
    let keys: Result<Vec<_>> = keys.map(|key| Ok(borrow(*key)?.jwk().clone())).collect();
    Ok(JwkSet::from(keys?))
}

/// Matches as an array of JSON.
pub(super) fn json(matches: &[Identifier]) -> Secret {
    let matches: Vec<_> = matches
        .iter()
        .map(|found| {
            let mut members = serde_json::Map::new();
            members.insert("type".to_owned(), found.identifier_type().into());
            members.insert("value".to_owned(), found.value().into());
            if let Some(application) = found.application() {
                members.insert("application".to_owned(), application.into());
            }
            serde_json::Value::Object(members)
        })
        .collect();
    Secret::from(serde_json::Value::Array(matches).to_string().into_bytes())
}
