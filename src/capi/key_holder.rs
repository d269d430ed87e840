//! Key holder: whose a public key is.

use super::guard::{guard_free, guard_text};
use super::pointer::{free, handle, peek};
use crate::depot::KeyHolder;
use core::ffi::c_char;
use std::ffi::CString;

/// The holder of a public key, as a depot states it. It is personal data. Immutable; may be used by
/// many threads at once. Freed with etee_key_holder_free().
pub struct etee_key_holder {
    identifier_type: CString,
    identifier: CString,
    name: Option<CString>,
    first_name: Option<CString>,
}

handle!(etee_key_holder, b"ETEE_KHO");

impl etee_key_holder {
    pub(super) fn new(holder: &KeyHolder) -> Self {
        let text = |text: &str| CString::new(text).unwrap_or_default();
        Self {
            identifier_type: text(holder.identifier_type()),
            identifier: text(holder.identifier()),
            name: holder.name().map(text),
            first_name: holder.first_name().map(text),
        }
    }
}

/// The type of the identifier in capitals, for example "SSIN", "CBE" or "NIHII-HOSPITAL",
/// NUL-terminated. Lives as long as the holder, as all of the following do. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_holder_identifier_type(
    holder: *const etee_key_holder,
) -> *const c_char {
    guard_text(|| Some(&peek(holder)?.identifier_type))
}

/// The value of the identifier, NUL-terminated. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_holder_identifier(
    holder: *const etee_key_holder,
) -> *const c_char {
    guard_text(|| Some(&peek(holder)?.identifier))
}

/// The name of the organisation, or the last name of the person, NUL-terminated; NULL if it is not
/// said. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_holder_name(holder: *const etee_key_holder) -> *const c_char {
    guard_text(|| peek(holder)?.name.as_ref())
}

/// The first name of the person, NUL-terminated; NULL if it is not said. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_holder_first_name(
    holder: *const etee_key_holder,
) -> *const c_char {
    guard_text(|| peek(holder)?.first_name.as_ref())
}

/// Frees a holder; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_holder_free(holder: *mut etee_key_holder) {
    guard_free(|| free(holder))
}
