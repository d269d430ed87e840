//! Octets that the library hands out.

use super::guard::{guard_free, guard_value};
use super::pointer::{free, handle, peek};
use crate::secret::Secret;

/// Octets that the library hands out: a sealed message, a clear text, a key store. Immutable;
/// the octets are wiped when the buffer is freed with etee_buffer_free().
pub struct etee_buffer {
    octets: Secret,
}

handle!(etee_buffer, b"ETEE_BUF");

impl etee_buffer {
    pub(super) fn new(octets: Secret) -> Self {
        Self { octets }
    }
}

/// The octets; never NULL unless `buffer` is. They live as long as the buffer. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_buffer_data(buffer: *const etee_buffer) -> *const u8 {
    guard_value(core::ptr::null(), || {
        Some(peek(buffer)?.octets.as_bytes().as_ptr())
    })
}

/// The number of octets; 0 if `buffer` is NULL. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_buffer_len(buffer: *const etee_buffer) -> usize {
    guard_value(0, || Some(peek(buffer)?.octets.len()))
}

/// Wipes and frees a buffer; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_buffer_free(buffer: *mut etee_buffer) {
    guard_free(|| free(buffer))
}
