//! The status that every fallible function answers with.

// Most constants are read only by the header that is made from this file.
#![allow(dead_code)]

use super::guard::guard_value;
use crate::error::Status;
use core::ffi::c_char;

/// The result of a call: ETEE_OK (0), or why it failed. Hundreds are families (1xx the caller,
/// 2xx the bytes, 3xx the keys, 4xx the trust, 5xx the services, 6xx the host, 9xx the
/// library); a number is never reused. Be ready for numbers that this header does not list.
pub type etee_status = i32;

/// The call succeeded.
pub const ETEE_OK: etee_status = 0;

/// A pointer that must not be NULL was NULL.
pub const ETEE_NULL_POINTER: etee_status = 101;

/// An argument has a value that the function does not take.
pub const ETEE_INVALID_ARGUMENT: etee_status = 102;

/// Text that must be UTF-8 is not.
pub const ETEE_INVALID_UTF8: etee_status = 103;

/// The handle is not in the state that this call needs (for example read before finish).
pub const ETEE_WRONG_STATE: etee_status = 104;

/// Another thread is using this handle.
pub const ETEE_BUSY: etee_status = 105;

/// An earlier call on this handle panicked; it can only be freed.
pub const ETEE_POISONED: etee_status = 106;

/// Too much output waits to be read; read it, then repeat the call.
pub const ETEE_OUTPUT_PENDING: etee_status = 107;

/// The room that the caller gave is too small for the results.
pub const ETEE_TOO_SMALL: etee_status = 108;

/// The bytes are not what they should be (ASN.1, CMS, certificate, JSON or XML).
pub const ETEE_MALFORMED: etee_status = 201;

/// The bytes end too early.
pub const ETEE_TRUNCATED: etee_status = 202;

/// The bytes are well-formed but use an algorithm or a structure that is not supported.
pub const ETEE_UNSUPPORTED: etee_status = 203;

/// A size, depth or count limit of the context was exceeded.
pub const ETEE_LIMIT_EXCEEDED: etee_status = 204;

/// The key store cannot be read: not PKCS#12, or damaged.
pub const ETEE_STORE_MALFORMED: etee_status = 301;

/// The password does not open the key store.
pub const ETEE_WRONG_PASSWORD: etee_status = 302;

/// The key store has no key for this purpose.
pub const ETEE_KEY_NOT_FOUND: etee_status = 303;

/// A key has a type or size that cannot be used here.
pub const ETEE_KEY_UNSUPPORTED: etee_status = 304;

/// The message is not addressed to any of the given keys.
pub const ETEE_NOT_ADDRESSED: etee_status = 305;

/// The message could not be decrypted. One code for every cause, on purpose.
pub const ETEE_UNSEAL_FAILED: etee_status = 306;

/// Nothing can be sealed for this recipient.
pub const ETEE_RECIPIENT_UNSUPPORTED: etee_status = 307;

/// A message needs at least one recipient.
pub const ETEE_NO_RECIPIENT: etee_status = 308;

/// A signature is wrong or could not be verified.
pub const ETEE_SIGNATURE_INVALID: etee_status = 401;

/// The certificate of the signer is missing.
pub const ETEE_CERTIFICATE_MISSING: etee_status = 402;

/// The certificate of the signer is not fit for its use, or does not lead to a trust anchor.
pub const ETEE_CERTIFICATE_UNTRUSTED: etee_status = 403;

/// The certificate of the signer was not valid at the time of signing.
pub const ETEE_CERTIFICATE_EXPIRED: etee_status = 404;

/// The message breaks the platform's rules in another way; the report says how.
pub const ETEE_REFUSED: etee_status = 405;

/// The certificate of the signer had been revoked.
pub const ETEE_CERTIFICATE_REVOKED: etee_status = 406;

/// The service cannot be reached.
pub const ETEE_SERVICE_UNREACHABLE: etee_status = 501;

/// The service did not answer in time.
pub const ETEE_SERVICE_TIMEOUT: etee_status = 502;

/// The service answered with an error; the error carries its own code.
pub const ETEE_SERVICE_REFUSED: etee_status = 503;

/// The service has no match for the search.
pub const ETEE_NOT_FOUND: etee_status = 504;

/// There are several matches where one was asked for.
pub const ETEE_AMBIGUOUS: etee_status = 505;

/// The answer of the service cannot be understood.
pub const ETEE_BAD_REPLY: etee_status = 506;

/// The host asked to stop.
pub const ETEE_CANCELLED: etee_status = 601;

/// A function that the host supplied failed.
pub const ETEE_HOST_FAILED: etee_status = 602;

/// A file could not be read or written.
pub const ETEE_IO: etee_status = 603;

/// The library panicked; a defect. The handle of the call is poisoned, all else lives on.
pub const ETEE_PANIC: etee_status = 901;

/// The library failed in a way that should not happen; a defect, or no randomness.
pub const ETEE_INTERNAL: etee_status = 902;

/// The name of the constant for a status, for example "ETEE_MALFORMED"; NULL for an unknown
/// number. The text is static and never freed. Since 0.1.
#[unsafe(no_mangle)]
pub extern "C" fn etee_status_name(status: etee_status) -> *const c_char {
    guard_value(core::ptr::null(), || {
        if status == ETEE_OK {
            return Some(c"ETEE_OK".as_ptr());
        }
        let known = Status::ALL.iter().find(|known| known.code() == status)?;
        Some(known.name_with_nul().as_ptr())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every status of the library has its constant, with the same number.
    #[test]
    fn constants_match_the_statuses() {
        let source = include_str!("status.rs");
        for status in Status::ALL {
            let line = format!(
                "pub const {}: etee_status = {};",
                status.name(),
                status.code()
            );
            assert!(source.contains(&line), "{line}");
        }
        let constants = source
            .lines()
            .filter(|line| line.starts_with("pub const ETEE_"))
            .count();
        assert_eq!(constants, Status::ALL.len() + 1);
    }
}
