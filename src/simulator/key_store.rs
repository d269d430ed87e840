//! The keys of the simulated KGSS.

use crate::crypto::fill_random;
use crate::error::Result;
use crate::keys::Holder;
use crate::kgss::AccessList;
use crate::secret::{Secret, Wiped};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Octets of a key, and of its identifier.
const SIZE: usize = 16;

/// Keys by their identifiers, each with those who may have it.
#[derive(Default)]
pub(super) struct KeyStore(Mutex<HashMap<Vec<u8>, Entry>>);

struct Entry {
    key: Secret,
    /// Who made it, and may delete it.
    owner: Holder,
    list: AccessList,
}

impl KeyStore {
    /// Makes a key for those on the list, and returns it with its identifier.
    pub(super) fn make(&self, owner: Holder, list: AccessList) -> Result<(Vec<u8>, Secret)> {
        let identifier = random()?.to_vec();
        let key = Secret::from(random()?.as_slice());
        let entry = Entry {
            key: key.clone(),
            owner,
            list,
        };
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
    pub(super) fn delete(&self, identifier: &[u8], caller: &Holder) -> bool {
        let mut keys = self.lock();
        let is_owner = |entry: &Entry| {
            entry.owner.kind == caller.kind && entry.owner.identifier == caller.identifier
        };
        keys.get(identifier).is_some_and(is_owner) && keys.remove(identifier).is_some()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Vec<u8>, Entry>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
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

    #[test]
    fn keys_are_deleted_by_who_made_them() {
        let holder = |identifier: &str, application: &str| Holder {
            kind: "CBE".to_owned(),
            identifier: identifier.to_owned(),
            application: application.to_owned(),
        };
        let store = KeyStore::default();
        let (identifier, _) = store.make(holder("1", "A"), AccessList::new()).unwrap();
        assert!(!store.delete(&identifier, &holder("2", "A")));
        assert!(!store.delete(b"unknown", &holder("1", "A")));
        assert!(store.delete(&identifier, &holder("1", "B")));
        assert!(store.get(&identifier, |_| true).is_none());
        assert!(!store.delete(&identifier, &holder("1", "A")));
    }
}
