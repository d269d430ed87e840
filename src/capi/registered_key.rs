//! Registered key: a public key of the KeyDepot.

use super::error::etee_error;
use super::guard::{guard, guard_free, guard_text, guard_value};
use super::jwk::etee_jwk;
use super::pointer::{borrow, free, handle, out, peek};
use super::status::etee_status;
use super::web_key::etee_web_key;
use crate::depot::RegisteredKey;
use core::ffi::c_char;
use std::ffi::CString;

/// A public key of the KeyDepot with what its holder says about it. Immutable; may be used by many
/// threads at once. Freed with etee_registered_key_free().
pub struct etee_registered_key {
    key: RegisteredKey,
    key_id: CString,
    application: Option<CString>,
    label: Option<CString>,
}

handle!(etee_registered_key, b"ETEE_RKY");

impl etee_registered_key {
    pub(super) fn new(key: RegisteredKey) -> Self {
        let text = |text: &str| CString::new(text).unwrap_or_default();
        Self {
            key_id: text(key.key_id()),
            application: key.application().map(text),
            label: key.label().map(text),
            key,
        }
    }
}

/// The key as messages are sealed for it, or verified with it.
///
/// Returns ETEE_KEY_UNSUPPORTED for a key that messages cannot have. `*web_key` is the caller's, to
/// be freed with etee_web_key_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_registered_key_web_key(
    key: *const etee_registered_key,
    web_key: *mut *mut etee_web_key,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(web_key)?;
        place.give(etee_web_key::new(borrow(key)?.key.web_key()?));
        Ok(())
    })
}

/// The key as a JSON web key.
///
/// `*jwk` is the caller's, to be freed with etee_jwk_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_registered_key_jwk(
    key: *const etee_registered_key,
    jwk: *mut *mut etee_jwk,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(jwk)?;
        place.give(etee_jwk::new(borrow(key)?.key.jwk().clone()));
        Ok(())
    })
}

/// The name of the key ("kid"): its identifier in base64url, 27 characters, NUL-terminated. Lives as
/// long as the registered key, as the following do. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_registered_key_id(key: *const etee_registered_key) -> *const c_char {
    guard_text(|| Some(&peek(key)?.key_id))
}

/// The application of the holder that the key is for, NUL-terminated; NULL if it is for none. Since
/// 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_registered_key_application(
    key: *const etee_registered_key,
) -> *const c_char {
    guard_text(|| peek(key)?.application.as_ref())
}

/// What the holder calls the key, NUL-terminated; NULL if nothing was said. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_registered_key_label(
    key: *const etee_registered_key,
) -> *const c_char {
    guard_text(|| peek(key)?.label.as_ref())
}

/// When the key ends, in seconds since 1970-01-01T00:00:00Z; 0 if it does not. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_registered_key_expiry(key: *const etee_registered_key) -> i64 {
    guard_value(0, || peek(key)?.key.expiry())
}

/// Frees a registered key; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_registered_key_free(key: *mut etee_registered_key) {
    guard_free(|| free(key))
}
