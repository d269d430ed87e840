//! State that one call at a time may change.

use crate::error::{Error, Result, Status};
use std::sync::{Mutex, MutexGuard, TryLockError};

/// State behind a lock that never waits: a second caller is told that the handle is busy, and
/// a handle whose call panicked that it is poisoned.
pub(super) struct Exclusive<T>(Mutex<T>);

impl<T> Exclusive<T> {
    pub(super) fn new(state: T) -> Self {
        Self(Mutex::new(state))
    }

    pub(super) fn enter(&self) -> Result<MutexGuard<'_, T>> {
        self.0.try_lock().map_err(|e| match e {
            TryLockError::WouldBlock => {
                Error::new(Status::Busy, "another thread is using this handle")
            }
            TryLockError::Poisoned(_) => Error::new(
                Status::Poisoned,
                "an earlier call on this handle panicked; it can only be freed",
            ),
        })
    }
}

impl<T: Clone> Exclusive<T> {
    /// The state as it is now.
    pub(super) fn get(&self) -> Result<T> {
        Ok(self.enter()?.clone())
    }

    /// Replaces the state by what a setter makes of it.
    pub(super) fn change(&self, change: impl FnOnce(T) -> T) -> Result<()> {
        let mut state = self.enter()?;
        let changed = change(state.clone());
        *state = changed;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    #[test]
    fn busy_and_poisoned() {
        let state = Exclusive::new(1);
        let held = state.enter().unwrap();
        assert_eq!(state.enter().unwrap_err().status(), Status::Busy);
        drop(held);
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            let _held = state.enter();
            panic!("on purpose");
        }));
        assert!(panicked.is_err());
        assert_eq!(state.enter().unwrap_err().status(), Status::Poisoned);
    }
}
