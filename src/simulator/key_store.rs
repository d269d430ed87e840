//! The keys of the simulated KGSS.

use super::state::{Shelf, State, damaged};
use crate::auth::Attribute;
use crate::crypto::fill_random;
use crate::error::Result;
use crate::keys::Holder;
use crate::kgss::AccessList;
use crate::secret::{Secret, Wiped};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Octets of a key, and of its identifier.
const SIZE: usize = 16;

/// The two parts of a list that is kept.
const ALLOWED: &str = "allowed";
const EXCLUDED: &str = "excluded";
/// Who made the key, beside them.
const OWNER: &str = "owner";

/// Keys by their identifiers, each with those who may have it.
#[derive(Default)]
pub(super) struct KeyStore {
    keys: Mutex<HashMap<Vec<u8>, Entry>>,
    /// Where they are kept beyond the end of the simulator, if anywhere.
    state: Option<Arc<State>>,
}

struct Entry {
    key: Secret,
    /// Who made it, and may delete it.
    owner: Holder,
    list: AccessList,
}

impl KeyStore {
    /// Takes up the keys that are kept there, and keeps new ones there.
    pub(super) fn of(state: Arc<State>) -> Result<Self> {
        let mut keys = HashMap::new();
        for (identifier, entry) in state.entries(Shelf::SecretKeys)? {
            keys.insert(identifier, Entry::read(&entry).ok_or_else(damaged)?);
        }
        Ok(Self {
            keys: Mutex::new(keys),
            state: Some(state),
        })
    }

    /// Makes a key for those on the list, and returns it with its identifier.
    pub(super) fn make(&self, owner: Holder, list: AccessList) -> Result<(Vec<u8>, Secret)> {
        let identifier = random()?.to_vec();
        let key = Secret::from(random()?.as_slice());
        let entry = Entry {
            key: key.clone(),
            owner,
            list,
        };
        if let Some(state) = &self.state {
            state.keep_entry(Shelf::SecretKeys, &identifier, entry.write().as_bytes())?;
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

    /// Deletes the key with this identifier, if it is the caller's: made by the same holder, with
    /// whichever application.
    pub(super) fn delete(&self, identifier: &[u8], caller: &Holder) -> Result<bool> {
        let mut keys = self.lock();
        let is_owner = |entry: &Entry| {
            entry.owner.kind == caller.kind && entry.owner.identifier == caller.identifier
        };
        if !keys.get(identifier).is_some_and(is_owner) {
            return Ok(false);
        }
        if let Some(state) = &self.state {
            state.delete_entries(Shelf::SecretKeys, &[identifier.to_vec()])?;
        }
        Ok(keys.remove(identifier).is_some())
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Vec<u8>, Entry>> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entry {
    /// The key, and the list and the owner as JSON.
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
            OWNER: [&self.owner.kind, &self.owner.identifier, &self.owner.application],
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
        let owner: [String; 3] = serde_json::from_value(json.get(OWNER)?.clone()).ok()?;
        let [kind, identifier, application] = owner;
        Some(Self {
            key: Secret::from(key),
            owner: Holder {
                kind,
                identifier,
                application,
            },
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
        let make = || store.make(Holder::default(), AccessList::new()).unwrap();
        let (first, key) = make();
        let (second, other) = make();
        assert!(first != second && key != other && key.len() == SIZE);
        assert!(store.get(&first, |_| true) == Some(key));
        assert!(store.get(&first, |_| false).is_none());
        assert!(store.get(b"unknown", |_| true).is_none());
    }

    fn holder(identifier: &str, application: &str) -> Holder {
        Holder {
            kind: "CBE".to_owned(),
            identifier: identifier.to_owned(),
            application: application.to_owned(),
        }
    }

    #[test]
    fn keys_are_deleted_by_who_made_them() {
        let store = KeyStore::default();
        let (identifier, _) = store.make(holder("1", "A"), AccessList::new()).unwrap();
        assert!(!store.delete(&identifier, &holder("2", "A")).unwrap());
        assert!(!store.delete(b"unknown", &holder("1", "A")).unwrap());
        assert!(store.delete(&identifier, &holder("1", "B")).unwrap());
        assert!(store.get(&identifier, |_| true).is_none());
        assert!(!store.delete(&identifier, &holder("1", "A")).unwrap());
    }

    #[test]
    fn keys_are_kept_with_their_lists() {
        let folder = tempfile::tempdir().unwrap();
        let attribute = |name| Attribute::new("n", name, ["1", "\u{e9}\""]);
        let list = AccessList::new()
            .allow(attribute("a"))
            .exclude(attribute("b"));
        let open = || KeyStore::of(Arc::new(State::open(folder.path()).unwrap())).unwrap();
        let (identifier, key) = open().make(holder("1", "A"), list).unwrap();
        let store = open();
        let kept = store.get(&identifier, |list| {
            assert!(*list.allowed() == [attribute("a")]);
            *list.excluded() == [attribute("b")]
        });
        assert!(kept == Some(key));
        let second = State::open(folder.path()).err().unwrap();
        assert_eq!(second.status(), crate::error::Status::Io);
        // Whose it is was kept too, and what is deleted stays so.
        assert!(!store.delete(&identifier, &holder("2", "A")).unwrap());
        assert!(store.delete(&identifier, &holder("1", "A")).unwrap());
        drop(store);
        assert!(open().get(&identifier, |_| true).is_none());
    }
}
