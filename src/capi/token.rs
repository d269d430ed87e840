//! Token: somebody's encryption token (ETK).

use super::context::etee_context;
use super::error::etee_error;
use super::guard::{guard, guard_free, guard_value};
use super::pointer::{borrow, bytes, free, handle, lend, out, peek, text};
use super::status::etee_status;
use super::token_report::etee_token_report;
use crate::keys::Token;
use crate::verdict::TokenChecker;
use core::ffi::c_char;
use std::ffi::CString;

/// Somebody's encryption token (ETK): who it is for, and the certificate to encrypt to.
/// Immutable; may be used by many threads at once. Freed with etee_token_free().
pub struct etee_token {
    token: Token,
    identifier_type: CString,
    identifier: CString,
    application: CString,
}

handle!(etee_token, b"ETEE_TOK");

impl etee_token {
    pub(super) fn new(token: Token) -> Self {
        let text = |text: &str| CString::new(text).unwrap_or_default();
        Self {
            identifier_type: text(token.identifier_type()),
            identifier: text(token.identifier()),
            application: text(token.application()),
            token,
        }
    }

    pub(super) fn token(&self) -> &Token {
        &self.token
    }
}

/// Reads a token as the ETK depot gives it (BER or DER).
///
/// Returns ETEE_MALFORMED, ETEE_TRUNCATED, ETEE_LIMIT_EXCEEDED. Whether the token is valid,
/// etee_token_check() tells. `*token` is the caller's, to be freed with etee_token_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_token_from_bytes(
    context: *const etee_context,
    data: *const u8,
    data_len: usize,
    token: *mut *mut etee_token,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let token = out(token)?;
        let context = borrow(context)?.freeze();
        token.give(etee_token::new(Token::from_bytes(
            bytes(data, data_len)?,
            context.limits(),
        )?));
        Ok(())
    })
}

/// Reads a token from base64 text; white space is skipped.
///
/// Returns and ownership as etee_token_from_bytes(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_token_from_base64(
    context: *const etee_context,
    base64: *const c_char,
    base64_len: usize,
    token: *mut *mut etee_token,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let token = out(token)?;
        let context = borrow(context)?.freeze();
        let base64 = text(base64, base64_len)?;
        token.give(etee_token::new(Token::from_base64(
            base64,
            context.limits(),
        )?));
        Ok(())
    })
}

/// Judges a token at the present moment, under the rules of a context: signatures, usages,
/// validity, and whether the holder is to be trusted. With an OCSP policy the holder's status is
/// asked for over the network, where etee_context_allow_revocation_host() allows it.
///
/// Returns ETEE_OK whatever is found; the report tells. `*report` is the caller's, to be freed
/// with etee_token_report_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_token_check(
    context: *const etee_context,
    token: *const etee_token,
    report: *mut *mut etee_token_report,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(report)?;
        let checker = TokenChecker::new(borrow(context)?.freeze());
        place.give(etee_token_report::new(
            checker.check(borrow(token)?.token()),
        ));
        Ok(())
    })
}

/// The token as it was read, and its length. Lives as long as the token; `len` may be NULL.
/// Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_token_bytes(token: *const etee_token, len: *mut usize) -> *const u8 {
    guard_value(core::ptr::null(), || {
        lend(peek(token).map(|t| t.token.as_bytes()), len)
    })
}

/// The certificate (DER) to encrypt to, and its length. Lives as long as the token; `len` may
/// be NULL. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_token_encryption_certificate(
    token: *const etee_token,
    len: *mut usize,
) -> *const u8 {
    guard_value(core::ptr::null(), || {
        lend(
            peek(token).map(|t| t.token.encryption_certificate().as_der()),
            len,
        )
    })
}

/// The certificate (DER) by which the holder vouches for the encryption certificate, and its
/// length. Lives as long as the token; `len` may be NULL. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_token_authentication_certificate(
    token: *const etee_token,
    len: *mut usize,
) -> *const u8 {
    guard_value(core::ptr::null(), || {
        lend(
            peek(token).map(|t| t.token.authentication_certificate().as_der()),
            len,
        )
    })
}

/// The type of the holder's identifier, for example "NIHII" or "SSIN", NUL-terminated; "" if
/// the certificate names none. Lives as long as the token. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_token_identifier_type(token: *const etee_token) -> *const c_char {
    guard_value(c"".as_ptr(), || Some(peek(token)?.identifier_type.as_ptr()))
}

/// The holder's identifier, NUL-terminated; "" if the certificate names none. Lives as long as
/// the token. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_token_identifier(token: *const etee_token) -> *const c_char {
    guard_value(c"".as_ptr(), || Some(peek(token)?.identifier.as_ptr()))
}

/// The application that the token is for, NUL-terminated; "" for none. Lives as long as the
/// token. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_token_application(token: *const etee_token) -> *const c_char {
    guard_value(c"".as_ptr(), || Some(peek(token)?.application.as_ptr()))
}

/// Frees a token; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_token_free(token: *mut etee_token) {
    guard_free(|| free(token))
}
