//! Registration: what is said about a key when it is registered.

use super::error::etee_error;
use super::exclusive::Exclusive;
use super::guard::{guard, guard_free};
use super::jwk::key_use as use_of;
use super::pointer::{borrow, bytes, free, handle, out, text};
use super::status::etee_status;
use crate::depot::Registration;
use crate::error::Result;
use core::ffi::c_char;

/// What is said about a key when it is registered at the KeyDepot. It is read by the call that takes
/// it and can be used again. One thread at a time; freed with etee_registration_free().
pub struct etee_registration {
    registration: Exclusive<Registration>,
}

handle!(etee_registration, b"ETEE_REG");

impl etee_registration {
    /// The registration as it is now.
    pub(super) fn get(&self) -> Result<Registration> {
        self.registration.get()
    }
}

fn change(
    registration: *mut etee_registration,
    change: impl FnOnce(Registration) -> Registration,
) -> Result<()> {
    borrow(registration.cast_const())?
        .registration
        .change(change)
}

/// Begins the registration of a key for a use (ETEE_KEY_USE_SIGNATURE or _ENCRYPTION). Messages are
/// sealed for RSA keys only; whoever signs them and receives others registers two keys.
///
/// `*registration` is the caller's, to be freed with etee_registration_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_registration_new(
    key_use: i32,
    registration: *mut *mut etee_registration,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(registration)?;
        let registration = Registration::new(use_of(key_use)?);
        place.give(etee_registration {
            registration: Exclusive::new(registration),
        });
        Ok(())
    })
}

/// Registers the key for an application of the holder. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_registration_set_application(
    registration: *mut etee_registration,
    application: *const c_char,
    application_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let application = text(application, application_len)?;
        change(registration, |registration| {
            registration.with_application(application)
        })
    })
}

/// Adds what an authenticator said when it made the key, in answer to etee_key_depot_challenge():
/// the attestation object (CBOR) and the clientDataJSON. It stands for the proof that the caller has
/// the private key, which then need not be known here. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_registration_set_attestation(
    registration: *mut etee_registration,
    object: *const u8,
    object_len: usize,
    client_data: *const u8,
    client_data_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let object = bytes(object, object_len)?;
        let client_data = bytes(client_data, client_data_len)?;
        change(registration, |registration| {
            registration.with_attestation(object, client_data)
        })
    })
}

/// Frees a registration; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_registration_free(registration: *mut etee_registration) {
    guard_free(|| free(registration))
}
