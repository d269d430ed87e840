//! Key information: what the holder of a registered key changes about it.

use super::error::etee_error;
use super::exclusive::Exclusive;
use super::guard::{guard, guard_free};
use super::pointer::{borrow, bytes, free, handle, optional_text, out};
use super::status::etee_status;
use crate::depot::KeyInformation;
use crate::error::Result;
use core::ffi::c_char;

/// What the holder of a registered key changes about it; what is not set stays as it is. It is read
/// by the call that takes it and can be used again. One thread at a time; freed with
/// etee_key_information_free().
pub struct etee_key_information {
    information: Exclusive<KeyInformation>,
}

handle!(etee_key_information, b"ETEE_KIN");

impl etee_key_information {
    /// The information as it is now.
    pub(super) fn get(&self) -> Result<KeyInformation> {
        self.information.get()
    }
}

fn change(
    information: *mut etee_key_information,
    change: impl FnOnce(KeyInformation) -> KeyInformation,
) -> Result<()> {
    borrow(information.cast_const())?.information.change(change)
}

/// Begins with nothing to change.
///
/// `*information` is the caller's, to be freed with etee_key_information_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_information_new(
    information: *mut *mut etee_key_information,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        out(information)?.give(etee_key_information {
            information: Exclusive::new(KeyInformation::new()),
        });
        Ok(())
    })
}

/// Sets the application of the holder that the key is for; NULL for none. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_information_set_application(
    information: *mut etee_key_information,
    application: *const c_char,
    application_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let application = optional_text(application, application_len)?;
        change(information, |information| {
            information.with_application(application)
        })
    })
}

/// Sets what the holder calls the key; NULL for nothing. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_information_set_label(
    information: *mut etee_key_information,
    label: *const c_char,
    label_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let label = optional_text(label, label_len)?;
        change(information, |information| information.with_label(label))
    })
}

/// Sets when the key ends, in seconds since 1970-01-01T00:00:00Z; 0 for never. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_information_set_expiry(
    information: *mut etee_key_information,
    expiry: i64,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let expiry = (expiry != 0).then_some(expiry);
        change(information, |information| information.with_expiry(expiry))
    })
}

/// Adds what an authenticator said when it made the key: the attestation object (CBOR) and the
/// clientDataJSON. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_information_set_attestation(
    information: *mut etee_key_information,
    object: *const u8,
    object_len: usize,
    client_data: *const u8,
    client_data_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let object = bytes(object, object_len)?;
        let client_data = bytes(client_data, client_data_len)?;
        change(information, |information| {
            information.with_attestation(object, client_data)
        })
    })
}

/// Frees information about a key; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_information_free(information: *mut etee_key_information) {
    guard_free(|| free(information))
}
