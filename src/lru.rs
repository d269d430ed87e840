//! A bounded map from which the entry goes first that was not used for the longest time.

use std::collections::HashMap;
use std::hash::Hash;

/// Keeps up to a number of entries.
pub(crate) struct Lru<K, V> {
    entries: HashMap<K, Entry<V>>,
    capacity: usize,
    /// Counts the uses: the larger, the later.
    uses: u64,
}

struct Entry<V> {
    value: V,
    last_use: u64,
}

impl<K: Eq + Hash + Clone, V> Lru<K, V> {
    pub(crate) fn new(capacity: usize) -> Self {
        Self {
            entries: HashMap::new(),
            capacity,
            uses: 0,
        }
    }

    /// The value of a key, which counts as a use.
    pub(crate) fn get(&mut self, key: &K) -> Option<&V> {
        self.uses = self.uses.wrapping_add(1);
        let entry = self.entries.get_mut(key)?;
        entry.last_use = self.uses;
        Some(&entry.value)
    }

    /// Keeps a value in the place of a former one. Returns the key that had to go for it: its
    /// own if there is no room for any.
    pub(crate) fn insert(&mut self, key: K, value: V) -> Option<K> {
        if self.capacity == 0 {
            return Some(key);
        }
        let is_full = self.entries.len() >= self.capacity && !self.entries.contains_key(&key);
        let gone = if is_full { self.oldest() } else { None };
        if let Some(gone) = &gone {
            self.entries.remove(gone);
        }
        self.uses = self.uses.wrapping_add(1);
        let last_use = self.uses;
        self.entries.insert(key, Entry { value, last_use });
        gone
    }

    pub(crate) fn clear(&mut self) {
        self.entries.clear();
    }

    fn oldest(&self) -> Option<K> {
        let oldest = self.entries.iter().min_by_key(|(_, entry)| entry.last_use);
        oldest.map(|(key, _)| key.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_recently_used_goes_first() {
        let mut kept = Lru::new(2);
        assert_eq!(kept.insert("a", 1), None);
        assert_eq!(kept.insert("b", 2), None);
        assert_eq!(kept.get(&"a"), Some(&1));
        assert_eq!(kept.insert("c", 3), Some("b"));
        assert_eq!(kept.insert("a", 4), None);
        assert_eq!(kept.get(&"a"), Some(&4));
        assert_eq!(kept.get(&"b"), None);
        kept.clear();
        assert_eq!(kept.get(&"a"), None);
        assert_eq!(Lru::new(0).insert("a", 1), Some("a"));
    }
}
