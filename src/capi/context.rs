//! Context: what a host decides once.

use super::error::etee_error;
use super::guard::{guard, guard_free};
use super::pointer::{borrow, bytes, free, handle, out, path};
use super::status::etee_status;
use crate::context::{Clock, Context};
use crate::error::{Error, Result, Status};
use crate::limits::Limits;
use crate::x509::Certificate;
use once_cell::sync::OnceCell;
use std::sync::{Arc, Mutex, PoisonError};

/// What a host decides once: limits, clock, trust, places. The setters may be called until the
/// context is first used to make something; from then on it is immutable and may be used by
/// many threads at once. Freed with etee_context_free(), also before what was made with it.
pub struct etee_context {
    settings: Mutex<Context>,
    frozen: OnceCell<Arc<Context>>,
}

handle!(etee_context, b"ETEE_CTX");

impl etee_context {
    /// The settings as they are from now on.
    pub(super) fn freeze(&self) -> Arc<Context> {
        let settings = self.settings.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(self.frozen.get_or_init(|| Arc::new(settings.clone())))
    }

    fn change(&self, change: impl FnOnce(Context) -> Result<Context>) -> Result<()> {
        let mut settings = self.settings.lock().unwrap_or_else(PoisonError::into_inner);
        if self.frozen.get().is_some() {
            return Err(Error::new(
                Status::WrongState,
                "the context is in use and cannot be changed any more",
            ));
        }
        *settings = change(settings.clone())?;
        Ok(())
    }
}

/// Octets that one part of a message, such as a certificate, may have. Default 131072.
pub const ETEE_LIMIT_ELEMENT_SIZE: i32 = 1;
/// Certificates that one layer of a message may have. Default 64.
pub const ETEE_LIMIT_CERTIFICATES: i32 = 2;
/// Recipients that a message may have. Default 4096.
pub const ETEE_LIMIT_RECIPIENTS: i32 = 3;
/// Octets that a message, or the clear text in it, may have. Default 2^40.
pub const ETEE_LIMIT_MESSAGE_SIZE: i32 = 4;
/// Octets of clear text that the stream style of an unsealer keeps in memory before it goes to
/// an encrypted temporary file. Default 4194304.
pub const ETEE_LIMIT_SPOOL_MEMORY: i32 = 5;
/// Octets of output of the stream style of a sealer that may wait to be read before
/// etee_sealer_write() answers ETEE_OUTPUT_PENDING. Default 1048576.
pub const ETEE_LIMIT_PENDING_OUTPUT: i32 = 6;
/// Octets that a key store may have. Default 4194304.
pub const ETEE_LIMIT_STORE_SIZE: i32 = 7;
/// Iterations of key derivation that a key store may ask for. Default 5000000.
pub const ETEE_LIMIT_PASSWORD_ITERATIONS: i32 = 8;
/// Octets that an encryption token may have. Default 1048576.
pub const ETEE_LIMIT_TOKEN_SIZE: i32 = 9;
/// Octets that the answer of a service may have. Default 8388608.
pub const ETEE_LIMIT_REPLY_SIZE: i32 = 10;

fn with_limit(mut limits: Limits, limit: i32, value: u64) -> Result<Limits> {
    let size = || usize::try_from(value).unwrap_or(usize::MAX);
    match limit {
        ETEE_LIMIT_ELEMENT_SIZE => limits.element_size = size(),
        ETEE_LIMIT_CERTIFICATES => limits.certificates = size(),
        ETEE_LIMIT_RECIPIENTS => limits.recipients = size(),
        ETEE_LIMIT_MESSAGE_SIZE => limits.message_size = value,
        ETEE_LIMIT_SPOOL_MEMORY => limits.spool_memory = size(),
        ETEE_LIMIT_PENDING_OUTPUT => limits.pending_output = size(),
        ETEE_LIMIT_STORE_SIZE => limits.store_size = size(),
        ETEE_LIMIT_PASSWORD_ITERATIONS => {
            limits.password_iterations = u32::try_from(value).unwrap_or(u32::MAX);
        }
        ETEE_LIMIT_TOKEN_SIZE => limits.token_size = size(),
        ETEE_LIMIT_REPLY_SIZE => limits.reply_size = size(),
        _ => {
            return Err(Error::new(
                Status::InvalidArgument,
                "there is no such limit",
            ));
        }
    }
    Ok(limits)
}

/// Makes a context with the default settings.
///
/// `*context` is the caller's, to be freed with etee_context_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_context_new(
    context: *mut *mut etee_context,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        out(context)?.give(etee_context {
            settings: Mutex::new(Context::new()),
            frozen: OnceCell::new(),
        });
        Ok(())
    })
}

/// Changes a limit (one of ETEE_LIMIT_...).
///
/// Returns ETEE_INVALID_ARGUMENT for an unknown limit, ETEE_WRONG_STATE once the context was
/// used. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_context_set_limit(
    context: *mut etee_context,
    limit: i32,
    value: u64,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        borrow(context)?.change(|settings| {
            let limits = with_limit(settings.limits().clone(), limit, value)?;
            Ok(settings.with_limits(limits))
        })
    })
}

/// Stops the clock of the context at a moment, in seconds since 1970-01-01T00:00:00Z: for
/// archives and for tests.
///
/// Returns ETEE_WRONG_STATE once the context was used. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_context_set_clock(
    context: *mut etee_context,
    seconds: i64,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        borrow(context)?.change(|settings| Ok(settings.with_clock(Clock::Fixed(seconds))))
    })
}

/// Sets the directory of the encrypted temporary files of the stream style of unsealers; /tmp
/// unless set. The path is UTF-8.
///
/// Returns ETEE_WRONG_STATE once the context was used. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_context_set_spool_directory(
    context: *mut etee_context,
    directory: *const core::ffi::c_char,
    directory_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let directory = path(directory, directory_len)?;
        borrow(context)?.change(|settings| Ok(settings.with_spool_directory(directory)))
    })
}

/// Adds a certificate (DER) that the certificates of signers must lead to. With no anchor at
/// all, the trust in a signer is not judged: the report names the signer, and whether to
/// believe it is for the caller to decide.
///
/// Returns ETEE_MALFORMED or ETEE_TRUNCATED if it is no certificate, ETEE_WRONG_STATE once the
/// context was used. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_context_add_trust_anchor(
    context: *mut etee_context,
    certificate: *const u8,
    certificate_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let anchor = Certificate::from_der(bytes(certificate, certificate_len)?)?;
        borrow(context)?.change(|settings| Ok(settings.with_trust_anchor(anchor)))
    })
}

/// Frees a context; NULL is allowed. What was made with it lives on. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_context_free(context: *mut etee_context) {
    guard_free(|| free(context))
}
