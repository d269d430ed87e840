//! Octets that the library hands out.

use super::dump::OutOfDumps;
use super::guard::{guard_free, guard_value};
use super::pointer::{free, handle, peek};
use crate::secret::Secret;

/// Octets that the library hands out: a sealed message, a clear text, a key store. Immutable;
/// the octets are wiped when the buffer is freed with etee_buffer_free(), and on Linux those
/// of clear text and key stores are kept out of core dumps until then (whole pages of them).
pub struct etee_buffer {
    // Before the octets, so that it is dropped before their memory is given back.
    _out_of_dumps: Option<OutOfDumps>,
    octets: Secret,
}

handle!(etee_buffer, b"ETEE_BUF");

impl etee_buffer {
    /// Octets that anyone may see, such as a sealed message.
    pub(super) fn open(octets: Vec<u8>) -> Self {
        Self {
            _out_of_dumps: None,
            octets: Secret::from(octets),
        }
    }

    /// Octets that only the caller may see.
    pub(super) fn secret(octets: Secret) -> Self {
        Self {
            _out_of_dumps: Some(OutOfDumps::new(octets.as_bytes())),
            octets,
        }
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
