//! The keys of the simulated KGSS.

use super::state::{State, damaged};
use crate::auth::Attribute;
use crate::crypto::fill_random;
use crate::error::Result;
use crate::kgss::AccessList;
use crate::secret::{Secret, Wiped};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Octets of a key, and of its identifier.
const SIZE: usize = 16;

/// The two parts of a list that is kept.
const ALLOWED: &str = "allowed";
const EXCLUDED: &str = "excluded";

/// Keys by their identifiers, each with those who may have it.
#[derive(Default)]
pub(super) struct KeyStore {
    keys: Mutex<HashMap<Vec<u8>, Entry>>,
    /// Where they are kept beyond the end of the simulator, if anywhere.
    state: Option<State>,
}

struct Entry {
    key: Secret,
    list: AccessList,
}

impl KeyStore {
    /// Takes up the keys that are kept there, and keeps new ones there.
    pub(super) fn of(state: State) -> Result<Self> {
        let mut keys = HashMap::new();
        for (identifier, entry) in state.keys()? {
            keys.insert(identifier, Entry::read(&entry).ok_or_else(damaged)?);
        }
        Ok(Self {
            keys: Mutex::new(keys),
            state: Some(state),
        })
    }

    /// Makes a key for those on the list, and returns it with its identifier.
    pub(super) fn make(&self, list: AccessList) -> Result<(Vec<u8>, Secret)> {
        let identifier = random()?.to_vec();
        let key = Secret::from(random()?.as_slice());
        let entry = Entry {
            key: key.clone(),
            list,
        };
        if let Some(state) = &self.state {
            state.keep_key(&identifier, entry.write().as_bytes())?;
        }
        self.lock().insert(identifier.clone(), entry);
        Ok((identifier, key))
    }

    /// The key with this identifier, if its list is one that admits the caller.
    pub(super) fn get(
        &self,
        identifier: &[u8],
        admits: impl FnOnce(&AccessList) -> bool,
    ) -> Option<Secret> {
        let keys = self.lock();
        let entry = keys.get(identifier)?;
        admits(&entry.list).then(|| entry.key.clone())
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Vec<u8>, Entry>> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entry {
    /// The key, and the list as JSON.
    fn write(&self) -> Secret {
        let attributes = |attributes: &[Attribute]| -> Value {
            let parts = |attribute: &Attribute| {
                json!([attribute.namespace(), attribute.name(), attribute.values()])
            };
            attributes.iter().map(parts).collect()
        };
        let list = json!({
            ALLOWED: attributes(self.list.allowed()),
            EXCLUDED: attributes(self.list.excluded()),
        });
        let mut entry = self.key.clone();
        entry.extend(list.to_string().as_bytes());
        entry
    }

    fn read(entry: &[u8]) -> Option<Self> {
        let (key, list) = entry.split_at_checked(SIZE)?;
        let json: Value = serde_json::from_slice(list).ok()?;
        let mut list = AccessList::new();
        for attribute in attributes(&json, ALLOWED)? {
            list = list.allow(attribute);
        }
        for attribute in attributes(&json, EXCLUDED)? {
            list = list.exclude(attribute);
        }
        Some(Self {
            key: Secret::from(key),
            list,
        })
    }
}

fn attributes(list: &Value, name: &str) -> Option<Vec<Attribute>> {
    let attribute = |parts: &Value| {
        let part = |index: usize| parts.get(index)?.as_str();
        let values = parts.get(2)?.as_array()?.iter().filter_map(Value::as_str);
        Some(Attribute::new(part(0)?, part(1)?, values))
    };
    list.get(name)?.as_array()?.iter().map(attribute).collect()
}

fn random() -> Result<Wiped> {
    let mut octets = Wiped::with_capacity(SIZE);
    octets.resize(SIZE, 0);
    fill_random(&mut octets)?;
    Ok(octets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_for_those_on_their_list() {
        let store = KeyStore::default();
        let (first, key) = store.make(AccessList::new()).unwrap();
        let (second, other) = store.make(AccessList::new()).unwrap();
        assert!(first != second && key != other && key.len() == SIZE);
        assert!(store.get(&first, |_| true) == Some(key));
        assert!(store.get(&first, |_| false).is_none());
        assert!(store.get(b"unknown", |_| true).is_none());
    }

    #[test]
    fn keys_are_kept_with_their_lists() {
        let folder = tempfile::tempdir().unwrap();
        let attribute = |name| Attribute::new("n", name, ["1", "\u{e9}\""]);
        let list = AccessList::new()
            .allow(attribute("a"))
            .exclude(attribute("b"));
        let open = || KeyStore::of(State::open(folder.path()).unwrap()).unwrap();
        let (identifier, key) = open().make(list).unwrap();
        let store = open();
        let kept = store.get(&identifier, |list| {
            assert!(*list.allowed() == [attribute("a")]);
            *list.excluded() == [attribute("b")]
        });
        assert!(kept == Some(key));
        let second = State::open(folder.path()).err().unwrap();
        assert_eq!(second.status(), crate::error::Status::Io);
    }
}
