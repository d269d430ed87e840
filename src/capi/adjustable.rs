//! What setters may change while calls are at work.

use core::convert::Infallible;
use std::sync::{PoisonError, RwLock};

/// A value that is cheap to clone: calls work on their own clone, and a setter changes what later
/// calls get.
pub(super) struct Adjustable<T>(RwLock<T>);

impl<T: Clone> Adjustable<T> {
    pub(super) fn new(value: T) -> Self {
        Self(RwLock::new(value))
    }

    /// The value as it is now.
    pub(super) fn get(&self) -> T {
        let value = self.0.read().unwrap_or_else(PoisonError::into_inner);
        value.clone()
    }

    pub(super) fn change(&self, change: impl FnOnce(T) -> T) {
        let changed: Result<(), Infallible> = self.try_change(|value| Ok(change(value)));
        let Ok(()) = changed;
    }

    /// The same where a change may be refused; then the value stays as it is.
    pub(super) fn try_change<E>(&self, change: impl FnOnce(T) -> Result<T, E>) -> Result<(), E> {
        let mut value = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let changed = change(value.clone())?;
        *value = changed;
        Ok(())
    }
}
