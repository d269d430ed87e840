//! The error object that a failed call can hand out.

use super::guard::{guard_free, guard_value};
use super::pointer::{Tagged, free, handle, peek};
use super::status::{ETEE_OK, etee_status};
use crate::error::Error;
use core::ffi::c_char;
use std::ffi::CString;

/// Why a call failed, with the facts around it. Immutable; holds no personal data and no
/// secret, so that it can be logged. Made by a failed call, freed with etee_error_free().
pub struct etee_error {
    error: Error,
    message: CString,
    service_code: Option<CString>,
    cause: Option<Box<Tagged<etee_error>>>,
}

handle!(etee_error, b"ETEE_ERR");

impl etee_error {
    pub(super) fn new(error: Error) -> Self {
        // The texts are made here, without NUL in them, and never fail to convert.
        let text = |text: String| CString::new(text).unwrap_or_default();
        Self {
            message: text(error.to_string()),
            service_code: error.service_code().map(|code| text(code.to_owned())),
            cause: error
                .cause()
                .map(|cause| Tagged::new(Self::new(cause.clone()))),
            error,
        }
    }
}

/// The status of the call that failed; ETEE_OK if `error` is NULL. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_error_code(error: *const etee_error) -> etee_status {
    guard_value(ETEE_OK, || Some(peek(error)?.error.status().code()))
}

/// One English sentence without personal data, NUL-terminated; "" if `error` is NULL. Lives as
/// long as the error. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_error_message(error: *const etee_error) -> *const c_char {
    guard_value(c"".as_ptr(), || Some(peek(error)?.message.as_ptr()))
}

/// The failure that led to this one, or NULL. Lives as long as the error and must not be freed.
/// Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_error_cause(error: *const etee_error) -> *const etee_error {
    guard_value(core::ptr::null(), || {
        Some(peek(error)?.cause.as_deref()?.as_pointer())
    })
}

/// The code that a service gave to its refusal, for example "NO_MATCHING_ETK" or "SOA-02002",
/// or NULL. Lives as long as the error. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_error_service_code(error: *const etee_error) -> *const c_char {
    guard_value(core::ptr::null(), || {
        Some(peek(error)?.service_code.as_ref()?.as_ptr())
    })
}

/// The HTTP status that a service answered with, or 0. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_error_http_status(error: *const etee_error) -> i32 {
    guard_value(0, || peek(error)?.error.http_status().map(i32::from))
}

/// The error number of the operating system, with ETEE_IO, or 0. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_error_system_code(error: *const etee_error) -> i32 {
    guard_value(0, || peek(error)?.error.os_code())
}

/// 1 if the same call may succeed later without any change, else 0. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_error_is_retryable(error: *const etee_error) -> i32 {
    guard_value(0, || Some(i32::from(peek(error)?.error.is_retryable())))
}

/// Frees an error; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_error_free(error: *mut etee_error) {
    guard_free(|| free(error))
}
