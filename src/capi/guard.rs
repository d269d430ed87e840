//! The guard around every export.

use super::error::etee_error;
use super::pointer::out;
use super::status::{ETEE_OK, etee_status};
use crate::error::{Error, Result};
use core::ffi::c_char;
use std::ffi::CString;
use std::panic::{AssertUnwindSafe, catch_unwind};

fn run<T>(body: impl FnOnce() -> Result<T>) -> Result<T> {
    // A panic can leave only a handle broken whose lock it holds; the lock is then poisoned
    // and the handle answers ETEE_POISONED from there on.
    catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|_| Err(Error::panicked()))
}

/// Runs what an export does: the error goes to its place (which may be NULL), the status back.
pub(super) fn guard(error: *mut *mut etee_error, body: impl FnOnce() -> Result<()>) -> etee_status {
    let place = out(error).ok();
    match run(body) {
        Ok(()) => ETEE_OK,
        Err(failure) => {
            let status = failure.status().code();
            if let Some(place) = place {
                place.give(etee_error::new(failure));
            }
            status
        }
    }
}

/// Runs an accessor, which answers `otherwise` where there is nothing to tell.
pub(super) fn guard_value<T>(otherwise: T, body: impl FnOnce() -> Option<T>) -> T {
    run(|| Ok(body())).ok().flatten().unwrap_or(otherwise)
}

/// Runs an accessor that lends a text, which is NULL where there is none.
pub(super) fn guard_text<'a>(find: impl FnOnce() -> Option<&'a CString>) -> *const c_char {
    guard_value(core::ptr::null(), || Some(find()?.as_ptr()))
}

/// Runs a free, which cannot fail.
pub(super) fn guard_free(body: impl FnOnce()) {
    guard_value((), || {
        body();
        Some(())
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Status;
    use std::sync::Mutex;

    #[test]
    fn a_panic_becomes_a_status_and_poisons_what_it_held() {
        let handle = Mutex::new(0);
        let mut error = core::ptr::null_mut();
        let status = guard(&raw mut error, || {
            let _held = handle.lock();
            panic!("on purpose");
        });
        assert_eq!(status, Status::Panic.code());
        assert!(!error.is_null() && handle.is_poisoned());
        super::super::pointer::free(error);
        assert_eq!(guard_value(7, || panic!("on purpose")), 7);
        guard_free(|| panic!("on purpose"));
    }

    #[test]
    fn the_error_place_is_optional_and_emptied() {
        assert_eq!(
            guard(core::ptr::null_mut(), || Err(Error::internal("x"))),
            902
        );
        let mut error = core::ptr::dangling_mut();
        assert_eq!(guard(&raw mut error, || Ok(())), ETEE_OK);
        assert!(error.is_null());
    }
}
