//! Attestation: what an authenticator says about a key that it made.

use super::error::etee_error;
use super::guard::{guard, guard_free, guard_value};
use super::jwk::etee_jwk;
use super::pointer::{borrow, free, handle, lend, out, peek};
use super::status::etee_status;
use crate::webauthn::Attestation;
use crate::x509::Certificate;
use core::ffi::c_char;

/// An attestation (Web Authentication) that was verified: an authenticator made this key. In the
/// format "none" nobody has signed it; with certificates, the first of them did; otherwise the key
/// itself. Immutable; may be used by many threads at once. Freed with etee_attestation_free().
pub struct etee_attestation {
    attestation: Attestation,
}

handle!(etee_attestation, b"ETEE_ATT");

impl etee_attestation {
    pub(super) fn new(attestation: Attestation) -> Self {
        Self { attestation }
    }
}

/// The format: "packed" or "none", NUL-terminated. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_attestation_format(
    attestation: *const etee_attestation,
) -> *const c_char {
    guard_value(core::ptr::null(), || {
        let format = match peek(attestation)?.attestation.format() {
            "packed" => c"packed",
            _ => c"none",
        };
        Some(format.as_ptr())
    })
}

/// The attestation object (CBOR) as it came, and its length. Lives as long as the attestation, as
/// the following do; `len` may be NULL. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_attestation_object(
    attestation: *const etee_attestation,
    len: *mut usize,
) -> *const u8 {
    guard_value(core::ptr::null(), || {
        let attestation = peek(attestation).map(|a| &a.attestation);
        lend(attestation.map(Attestation::object), len)
    })
}

/// What the client saw of the registration (clientDataJSON) as it came, and its length. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_attestation_client_data(
    attestation: *const etee_attestation,
    len: *mut usize,
) -> *const u8 {
    guard_value(core::ptr::null(), || {
        let attestation = peek(attestation).map(|a| &a.attestation);
        lend(attestation.map(Attestation::client_data), len)
    })
}

/// The model of the authenticator (AAGUID), 16 octets; all zero if it does not say. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_attestation_model(
    attestation: *const etee_attestation,
    len: *mut usize,
) -> *const u8 {
    guard_value(core::ptr::null(), || {
        let attestation = peek(attestation).map(|a| &a.attestation);
        lend(attestation.map(Attestation::model), len)
    })
}

/// A certificate (DER) of the authenticator's maker, that of the signer first, and its length; NULL
/// and 0 beyond the last. Nobody has judged it. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_attestation_certificate(
    attestation: *const etee_attestation,
    index: usize,
    len: *mut usize,
) -> *const u8 {
    guard_value(core::ptr::null(), || {
        let attestation = peek(attestation).map(|a| &a.attestation);
        lend(
            attestation
                .and_then(|a| a.certificates().get(index))
                .map(Certificate::as_der),
            len,
        )
    })
}

/// The public key that the authenticator made, named by the identifier that the platform computes of
/// it.
///
/// `*jwk` is the caller's, to be freed with etee_jwk_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_attestation_key(
    attestation: *const etee_attestation,
    jwk: *mut *mut etee_jwk,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(jwk)?;
        place.give(etee_jwk::new(
            borrow(attestation)?.attestation.key().clone(),
        ));
        Ok(())
    })
}

/// 1 if the authenticator says that it made sure who its user was, else 0. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_attestation_is_user_verified(
    attestation: *const etee_attestation,
) -> i32 {
    guard_value(0, || {
        Some(peek(attestation)?.attestation.is_user_verified().into())
    })
}

/// When the key was registered, in seconds since 1970-01-01T00:00:00Z; 0 if the depot does not say.
/// Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_attestation_registered_at(
    attestation: *const etee_attestation,
) -> i64 {
    guard_value(0, || peek(attestation)?.attestation.registered_at())
}

/// Frees an attestation; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_attestation_free(attestation: *mut etee_attestation) {
    guard_free(|| free(attestation))
}
