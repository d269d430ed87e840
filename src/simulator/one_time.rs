//! What is good for one time only.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// How many names are remembered.
const MAX_NAMES: usize = 10_000;

/// Remembers names that were used, each until it would no longer be taken anyway.
#[derive(Default)]
pub(super) struct OneTime(Mutex<BTreeMap<(String, String), i64>>);

/// Whether a name was good.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Taken {
    Now,
    Before,
    /// Nobody can tell for now: too many are remembered.
    Never,
}

impl OneTime {
    /// Takes a name that somebody gave, which is of no use from `end` on.
    pub(super) fn take(&self, owner: &str, name: &str, end: i64, now: i64) -> Taken {
        let mut used = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        used.retain(|_, end| *end > now);
        if used.len() >= MAX_NAMES {
            return Taken::Never;
        }
        match used.insert((owner.to_owned(), name.to_owned()), end) {
            None => Taken::Now,
            Some(_) => Taken::Before,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_good_once() {
        let names = OneTime::default();
        assert_eq!(names.take("a", "1", 10, 5), Taken::Now);
        assert_eq!(names.take("a", "1", 10, 9), Taken::Before);
        assert_eq!(names.take("b", "1", 10, 9), Taken::Now);
        assert_eq!(names.take("a", "1", 20, 10), Taken::Now);
        for number in 0..MAX_NAMES {
            names.take("c", &number.to_string(), 20, 10);
        }
        assert_eq!(names.take("d", "1", 20, 10), Taken::Never);
    }
}
