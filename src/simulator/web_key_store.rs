//! The keys of the simulated KeyDepot.

use super::state::{Shelf, State, damaged};
use crate::error::Result;
use crate::jose::Jwk;
use crate::keys::Holder;
use crate::limits::Limits;
use base64ct::{Base64UrlUnpadded, Encoding};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Public keys by their identifiers.
#[derive(Default)]
pub(super) struct WebKeyStore {
    keys: Mutex<BTreeMap<Vec<u8>, WebKeyEntry>>,
    /// Where they are kept beyond the end of the simulator, if anywhere.
    state: Option<Arc<State>>,
}

/// A key, and what is known about it.
#[derive(Clone)]
pub(super) struct WebKeyEntry {
    /// With its use and its identifier.
    pub(super) key: Jwk,
    pub(super) owner: Holder,
    pub(super) application: Option<String>,
    pub(super) label: Option<String>,
    pub(super) expiry: Option<i64>,
    /// The attestation object, and what the client saw.
    pub(super) attestation: Option<(Vec<u8>, Vec<u8>)>,
    pub(super) registered_at: i64,
}

/// What becomes of a wish to register a key.
pub(super) enum Registered {
    New,
    /// The same holder had registered it before, as it is here.
    Before(Box<WebKeyEntry>),
    BySomebodyElse,
}

/// Why a key is not changed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unchanged {
    Missing,
    OfSomebodyElse,
    Failed,
}

impl WebKeyStore {
    /// Takes up the keys that are kept there, and keeps new ones there.
    pub(super) fn of(state: Arc<State>) -> Result<Self> {
        let mut keys = BTreeMap::new();
        for (identifier, entry) in state.entries(Shelf::WebKeys)? {
            keys.insert(identifier, WebKeyEntry::read(&entry).ok_or_else(damaged)?);
        }
        Ok(Self {
            keys: Mutex::new(keys),
            state: Some(state),
        })
    }

    pub(super) fn register(&self, identifier: &[u8], entry: WebKeyEntry) -> Result<Registered> {
        let mut keys = self.lock();
        if let Some(present) = keys.get(identifier) {
            return Ok(match is_same(&present.owner, &entry.owner) {
                true => Registered::Before(Box::new(present.clone())),
                false => Registered::BySomebodyElse,
            });
        }
        self.keep(identifier, &entry)?;
        keys.insert(identifier.to_vec(), entry);
        Ok(Registered::New)
    }

    pub(super) fn get(&self, identifier: &[u8]) -> Option<WebKeyEntry> {
        self.lock().get(identifier).cloned()
    }

    /// All keys of a holder.
    pub(super) fn of_holder(&self, kind: &str, identifier: &str) -> Vec<WebKeyEntry> {
        let keys = self.lock();
        let own = keys.values().filter(|entry| {
            entry.owner.kind.eq_ignore_ascii_case(kind) && entry.owner.identifier == identifier
        });
        own.cloned().collect()
    }

    /// Changes what is said about a key of this holder.
    pub(super) fn change(
        &self,
        identifier: &[u8],
        owner: &Holder,
        change: impl FnOnce(&mut WebKeyEntry),
    ) -> core::result::Result<WebKeyEntry, Unchanged> {
        let mut keys = self.lock();
        let present = keys.get_mut(identifier).ok_or(Unchanged::Missing)?;
        if !is_same(&present.owner, owner) {
            return Err(Unchanged::OfSomebodyElse);
        }
        let mut changed = present.clone();
        change(&mut changed);
        self.keep(identifier, &changed)
            .map_err(|_| Unchanged::Failed)?;
        *present = changed.clone();
        Ok(changed)
    }

    /// Deletes keys of this holder, all of them or none.
    pub(super) fn delete(
        &self,
        identifiers: &[Vec<u8>],
        owner: &Holder,
    ) -> core::result::Result<(), Unchanged> {
        let mut keys = self.lock();
        for identifier in identifiers {
            let present = keys.get(identifier).ok_or(Unchanged::Missing)?;
            if !is_same(&present.owner, owner) {
                return Err(Unchanged::OfSomebodyElse);
            }
        }
        if let Some(state) = &self.state {
            let deleted = state.delete_entries(Shelf::WebKeys, identifiers);
            deleted.map_err(|_| Unchanged::Failed)?;
        }
        keys.retain(|identifier, _| !identifiers.contains(identifier));
        Ok(())
    }

    fn keep(&self, identifier: &[u8], entry: &WebKeyEntry) -> Result<()> {
        match &self.state {
            Some(state) => state.keep_entry(Shelf::WebKeys, identifier, &entry.write()?),
            None => Ok(()),
        }
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Vec<u8>, WebKeyEntry>> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A key is its holder's, with whichever application.
fn is_same(one: &Holder, other: &Holder) -> bool {
    one.kind == other.kind && one.identifier == other.identifier
}

impl WebKeyEntry {
    fn write(&self) -> Result<Vec<u8>> {
        let attestation = self.attestation.as_ref().map(|(object, client_data)| {
            [object, client_data].map(|octets| Base64UrlUnpadded::encode_string(octets))
        });
        let owner = &self.owner;
        let entry = json!({
            "key": self.key.to_json()?,
            "owner": [&owner.kind, &owner.identifier, &owner.application],
            "application": self.application,
            "label": self.label,
            "expiry": self.expiry,
            "attestation": attestation,
            "registered": self.registered_at,
        });
        Ok(entry.to_string().into_bytes())
    }

    fn read(entry: &[u8]) -> Option<Self> {
        let entry: Value = serde_json::from_slice(entry).ok()?;
        let text = |name: &str| entry.get(name)?.as_str();
        let [kind, identifier, application] =
            serde_json::from_value(entry.get("owner")?.clone()).ok()?;
        let attestation: Option<[String; 2]> =
            serde_json::from_value(entry.get("attestation")?.clone()).ok()?;
        let attestation = match attestation {
            Some([object, client_data]) => Some((
                Base64UrlUnpadded::decode_vec(&object).ok()?,
                Base64UrlUnpadded::decode_vec(&client_data).ok()?,
            )),
            None => None,
        };
        Some(Self {
            key: Jwk::from_json(text("key")?.as_bytes(), &Limits::default()).ok()?,
            owner: Holder {
                kind,
                identifier,
                application,
            },
            application: text("application").map(str::to_owned),
            label: text("label").map(str::to_owned),
            expiry: entry.get("expiry")?.as_i64(),
            attestation,
            registered_at: entry.get("registered")?.as_i64()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holder(identifier: &str) -> Holder {
        Holder {
            kind: "CBE".to_owned(),
            identifier: identifier.to_owned(),
            application: "A".to_owned(),
        }
    }

    fn entry(owner: &str) -> WebKeyEntry {
        let key = include_bytes!("../../tests/vectors/agreement/p256.key.der");
        let key = Jwk::from_pkcs8(key).unwrap().to_public().unwrap();
        WebKeyEntry {
            key: key.with_computed_key_id().with_use("sig"),
            owner: holder(owner),
            application: Some("B".to_owned()),
            label: None,
            expiry: Some(7),
            attestation: Some((vec![1], vec![2, 3])),
            registered_at: 5,
        }
    }

    #[test]
    fn keys_are_their_holders() {
        let store = WebKeyStore::default();
        assert!(matches!(
            store.register(b"1", entry("1")).unwrap(),
            Registered::New
        ));
        let again = store.register(b"1", entry("1")).unwrap();
        assert!(matches!(again, Registered::Before(_)));
        let other = store.register(b"1", entry("2")).unwrap();
        assert!(matches!(other, Registered::BySomebodyElse));
        assert_eq!(store.of_holder("cbe", "1").len(), 1);
        assert!(store.of_holder("CBE", "2").is_empty());
        let relabel = |identifier: &[u8], owner: &str| {
            let changed = store.change(identifier, &holder(owner), |entry| {
                entry.label = Some("new".to_owned());
            });
            changed.map(|entry| entry.label)
        };
        assert_eq!(relabel(b"1", "1"), Ok(Some("new".to_owned())));
        assert_eq!(relabel(b"1", "2"), Err(Unchanged::OfSomebodyElse));
        assert_eq!(relabel(b"2", "1"), Err(Unchanged::Missing));
        store.register(b"2", entry("2")).unwrap();
        let delete = |names: &[&[u8]]| {
            let names: Vec<_> = names.iter().map(|name| name.to_vec()).collect();
            store.delete(&names, &holder("1"))
        };
        assert_eq!(delete(&[b"1", b"2"]), Err(Unchanged::OfSomebodyElse));
        assert_eq!(delete(&[b"1", b"3"]), Err(Unchanged::Missing));
        assert!(store.get(b"1").is_some());
        assert_eq!(delete(&[b"1"]), Ok(()));
        assert!(store.get(b"1").is_none() && store.get(b"2").is_some());
    }

    #[test]
    fn keys_are_kept_with_all_about_them() {
        let folder = tempfile::tempdir().unwrap();
        let open = || WebKeyStore::of(Arc::new(State::open(folder.path()).unwrap())).unwrap();
        open().register(b"1", entry("1")).unwrap();
        let store = open();
        let kept = store.get(b"1").unwrap();
        assert_eq!(kept.write().unwrap(), entry("1").write().unwrap());
        assert_eq!(kept.attestation, Some((vec![1], vec![2, 3])));
        store.delete(&[b"1".to_vec()], &holder("1")).unwrap();
        drop(store);
        assert!(open().get(b"1").is_none());
    }
}
