//! What a client of the KGSS keeps from one call to the next.

use crate::auth::Session;
use crate::keys::{SecretKey, Token};
use crate::lru::Lru;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How long a token is used without asking the depot again, in seconds.
const TOKEN_LIFETIME: i64 = 24 * 60 * 60;

/// A token that is asked for with every call.
#[derive(Default)]
pub(super) struct KeptToken(Mutex<Option<(Token, i64)>>);

impl KeptToken {
    /// The token, as long as it may be used.
    pub(super) fn get(&self, now: i64) -> Option<Token> {
        let kept = lock(&self.0);
        let (token, looked_up) = kept.as_ref()?;
        let is_fresh = (*looked_up..looked_up.saturating_add(TOKEN_LIFETIME)).contains(&now);
        let is_valid = now <= token.encryption_certificate().not_after()
            && now <= token.authentication_certificate().not_after();
        (is_fresh && is_valid).then(|| token.clone())
    }

    pub(super) fn keep(&self, token: &Token, now: i64) {
        *lock(&self.0) = Some((token.clone(), now));
    }

    pub(super) fn forget(&self) {
        *lock(&self.0) = None;
    }
}

/// Keys by the assertion with which they were got: another session has to show for itself that it
/// may have them, and so has the same one once it was renewed.
pub(super) struct KeptKeys(Mutex<Lru<(String, Vec<u8>), SecretKey>>);

impl KeptKeys {
    pub(super) fn new(capacity: usize) -> Self {
        Self(Mutex::new(Lru::new(capacity)))
    }

    /// The key that this session got before, as long as it is valid.
    pub(super) fn get(&self, session: &Session, identifier: &[u8]) -> Option<SecretKey> {
        if !session.is_valid() {
            return None;
        }
        let name = (session.assertion_id(), identifier.to_vec());
        lock(&self.0).get(&name).cloned()
    }

    pub(super) fn keep(&self, assertion_id: &str, key: &SecretKey) {
        let name = (assertion_id.to_owned(), key.identifier().to_vec());
        lock(&self.0).insert(name, key.clone());
    }

    pub(super) fn forget(&self) {
        lock(&self.0).clear();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
