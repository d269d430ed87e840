//! The keys of the simulated KGSS.

use crate::crypto::fill_random;
use crate::error::Result;
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
    list: AccessList,
}

impl KeyStore {
    /// Makes a key for those on the list, and returns it with its identifier.
    pub(super) fn make(&self, list: AccessList) -> Result<(Vec<u8>, Secret)> {
        let identifier = random()?.to_vec();
        let key = Secret::from(random()?.as_slice());
        let entry = Entry {
            key: key.clone(),
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
        let (first, key) = store.make(AccessList::new()).unwrap();
        let (second, other) = store.make(AccessList::new()).unwrap();
        assert!(first != second && key != other && key.len() == SIZE);
        assert!(store.get(&first, |_| true) == Some(key));
        assert!(store.get(&first, |_| false).is_none());
        assert!(store.get(b"unknown", |_| true).is_none());
    }
}
