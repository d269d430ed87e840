//! The challenges that the KeyDepot has given out.

use crate::crypto::fill_random;
use crate::error::Result;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// For how many seconds a challenge is good.
pub(super) const LIFETIME: i64 = 5 * 60;
/// Octets of a challenge.
const SIZE: usize = 32;
/// How many may be open.
const MAX_OPEN: usize = 10_000;

/// Challenges, each with the one that it was given to and its end.
#[derive(Default)]
pub(super) struct Challenges(Mutex<BTreeMap<Vec<u8>, (String, i64)>>);

impl Challenges {
    /// Makes a challenge for somebody; `None` if too many are open.
    pub(super) fn make(&self, subject: &str, now: i64) -> Result<Option<Vec<u8>>> {
        let mut challenge = vec![0; SIZE];
        fill_random(&mut challenge)?;
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|_, (_, end)| *end > now);
        if open.len() >= MAX_OPEN {
            return Ok(None);
        }
        let end = now.saturating_add(LIFETIME);
        open.insert(challenge.clone(), (subject.to_owned(), end));
        Ok(Some(challenge))
    }

    /// Takes the answer to a challenge: whether it was open, and for this one.
    pub(super) fn take(&self, challenge: &[u8], subject: &str, now: i64) -> bool {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_own = |(owner, end): &(String, i64)| owner == subject && *end > now;
        match open.get(challenge).is_some_and(is_own) {
            true => open.remove(challenge).is_some(),
            false => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn challenges_are_good_once_for_one() {
        let challenges = Challenges::default();
        let first = challenges.make("a", 0).unwrap().unwrap();
        let second = challenges.make("a", 0).unwrap().unwrap();
        assert!(first != second && first.len() == SIZE);
        assert!(!challenges.take(&first, "b", 1));
        assert!(challenges.take(&first, "a", 1));
        assert!(!challenges.take(&first, "a", 1));
        assert!(!challenges.take(&second, "a", LIFETIME));
        assert!(!challenges.take(b"unknown", "a", 1));
    }
}
