//! Octets that the library hands out.

use super::dump::OutOfDumps;
use super::guard::{guard_free, guard_value};
use super::pointer::{free, handle, peek};
use crate::secret::Secret;

/// Octets that the library hands out: a sealed message, a clear text, a key store. Immutable.
/// Clear text and key stores are wiped when the buffer is freed with etee_buffer_free(), and on
/// Linux kept out of core dumps until then (whole pages of them).
pub struct etee_buffer(Octets);

enum Octets {
    /// Anyone may see them.
    Open(Vec<u8>),
    /// Only the caller may see them. What keeps them out of dumps comes first, so that it is
    /// dropped before their memory is given back.
    Closed(#[expect(dead_code)] OutOfDumps, Secret),
}

handle!(etee_buffer, b"ETEE_BUF");

impl etee_buffer {
    /// Octets that anyone may see, such as a sealed message.
    pub(super) fn open(octets: Vec<u8>) -> Self {
        Self(Octets::Open(octets))
    }

    /// Octets that only the caller may see.
    pub(super) fn secret(octets: Secret) -> Self {
        let out_of_dumps = OutOfDumps::new(octets.as_bytes());
        Self(Octets::Closed(out_of_dumps, octets))
    }

    fn as_bytes(&self) -> &[u8] {
        match &self.0 {
            Octets::Open(octets) => octets,
            Octets::Closed(_, octets) => octets.as_bytes(),
        }
    }
}

/// The octets; never NULL unless `buffer` is. They live as long as the buffer. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_buffer_data(buffer: *const etee_buffer) -> *const u8 {
    guard_value(core::ptr::null(), || {
        Some(peek(buffer)?.as_bytes().as_ptr())
    })
}

/// The number of octets; 0 if `buffer` is NULL. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_buffer_len(buffer: *const etee_buffer) -> usize {
    guard_value(0, || Some(peek(buffer)?.as_bytes().len()))
}

/// Frees a buffer; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_buffer_free(buffer: *mut etee_buffer) {
    guard_free(|| free(buffer))
}
