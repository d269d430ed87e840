//! Secret key: a key of the KGSS, for recipients who are not known beforehand.

use super::error::etee_error;
use super::guard::{guard, guard_free, guard_value};
use super::jwk::etee_jwk;
use super::pointer::{borrow, bytes, free, handle, lend, out, peek, text};
use super::status::etee_status;
use crate::keys::SecretKey;
use core::ffi::c_char;

/// A symmetric key that the KGSS keeps under an identifier, and gives to those who meet its
/// conditions. Immutable; may be used by many threads at once; wiped when it is freed with
/// etee_secret_key_free() and nothing made with it needs it any more.
pub struct etee_secret_key {
    key: SecretKey,
}

handle!(etee_secret_key, b"ETEE_SKY");

impl etee_secret_key {
    pub(super) fn new(key: SecretKey) -> Self {
        Self { key }
    }

    pub(super) fn key(&self) -> &SecretKey {
        &self.key
    }
}

/// Takes an identifier (1 to 1024 octets) and a key (16, 24 or 32 octets).
///
/// Returns ETEE_KEY_UNSUPPORTED for a key of another length, ETEE_INVALID_ARGUMENT for such an
/// identifier. `*secret_key` is the caller's, to be freed with etee_secret_key_free(). Since
/// 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_secret_key_from_bytes(
    identifier: *const u8,
    identifier_len: usize,
    key: *const u8,
    key_len: usize,
    secret_key: *mut *mut etee_secret_key,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(secret_key)?;
        let key = SecretKey::new(bytes(identifier, identifier_len)?, bytes(key, key_len)?)?;
        place.give(etee_secret_key { key });
        Ok(())
    })
}

/// Takes an identifier and a key in base64, as the KGSS gives them.
///
/// Returns and ownership as etee_secret_key_from_bytes(); also ETEE_INVALID_ARGUMENT if a text
/// is not base64. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_secret_key_from_base64(
    identifier: *const c_char,
    identifier_len: usize,
    key: *const c_char,
    key_len: usize,
    secret_key: *mut *mut etee_secret_key,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(secret_key)?;
        let key = SecretKey::from_base64(text(identifier, identifier_len)?, text(key, key_len)?)?;
        place.give(etee_secret_key { key });
        Ok(())
    })
}

/// Takes a symmetric JSON web key, whose name ("kid") is the identifier in base64url.
///
/// Returns ETEE_INVALID_ARGUMENT for a name that is missing or no identifier, ETEE_KEY_UNSUPPORTED
/// for another type or length of key. Ownership as etee_secret_key_from_bytes(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_secret_key_from_jwk(
    jwk: *const etee_jwk,
    secret_key: *mut *mut etee_secret_key,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(secret_key)?;
        let key = SecretKey::from_jwk(borrow(jwk)?.jwk())?;
        place.give(etee_secret_key { key });
        Ok(())
    })
}

/// The key as a symmetric JSON web key, its name the identifier in base64url.
///
/// `*jwk` is the caller's, to be freed with etee_jwk_free(), which wipes it. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_secret_key_to_jwk(
    secret_key: *const etee_secret_key,
    jwk: *mut *mut etee_jwk,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(jwk)?;
        place.give(etee_jwk::new(borrow(secret_key)?.key.to_jwk()?));
        Ok(())
    })
}

/// The identifier of the key and its length. Lives as long as the secret key; `len` may be
/// NULL. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_secret_key_identifier(
    secret_key: *const etee_secret_key,
    len: *mut usize,
) -> *const u8 {
    guard_value(core::ptr::null(), || {
        lend(peek(secret_key).map(|s| s.key.identifier()), len)
    })
}

/// Frees a secret key; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_secret_key_free(secret_key: *mut etee_secret_key) {
    guard_free(|| free(secret_key))
}
