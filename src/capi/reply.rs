//! Reply: what a host's HTTP client got.

use super::error::etee_error;
use super::exclusive::Exclusive;
use super::guard::{guard, guard_free};
use super::pointer::{borrow, bytes, free, handle, out, text};
use super::status::etee_status;
use crate::error::{Error, Result, Status};
use crate::transport::Reply;
use core::ffi::c_char;

/// The answer that a host got, put together before it is passed on. One thread at a time. Freed
/// with etee_reply_free() by whoever made it with etee_reply_new().
pub struct etee_reply {
    state: Exclusive<Parts>,
}

handle!(etee_reply, b"ETEE_REP");

#[derive(Default)]
struct Parts {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl etee_reply {
    pub(super) fn new() -> Self {
        Self {
            state: Exclusive::new(Parts::default()),
        }
    }

    /// What was put together so far, which then is empty again.
    pub(super) fn take(&self) -> Result<Reply> {
        let parts = core::mem::take(&mut *self.state.enter()?);
        if parts.status == 0 {
            return Err(Error::new(Status::HostFailed, "a reply has no HTTP status"));
        }
        Ok(Reply::new(parts.status, parts.headers, parts.body))
    }
}

/// Makes an empty reply. `*reply` is the caller's, to be freed with etee_reply_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_reply_new(
    reply: *mut *mut etee_reply,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        out(reply)?.give(etee_reply::new());
        Ok(())
    })
}

/// Sets the HTTP status, 100 to 999, without which a reply is none.
///
/// Returns ETEE_INVALID_ARGUMENT for another number. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_reply_set_status(
    reply: *mut etee_reply,
    http_status: i32,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let status = u16::try_from(http_status).ok();
        let status = status.filter(|status| (100..1000).contains(status));
        borrow(reply)?.state.enter()?.status = status
            .ok_or_else(|| Error::new(Status::InvalidArgument, "there is no such HTTP status"))?;
        Ok(())
    })
}

/// Adds a header. Content-Type is the only one that the library reads today. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_reply_add_header(
    reply: *mut etee_reply,
    name: *const c_char,
    name_len: usize,
    value: *const c_char,
    value_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let header = (text(name, name_len)?.into(), text(value, value_len)?.into());
        borrow(reply)?.state.enter()?.headers.push(header);
        Ok(())
    })
}

/// Appends octets to the body. What is beyond the context's limit for answers is refused when
/// the reply is passed on, so a host may stop there. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_reply_append(
    reply: *mut etee_reply,
    body: *const u8,
    body_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let body = bytes(body, body_len)?;
        borrow(reply)?.state.enter()?.body.extend_from_slice(body);
        Ok(())
    })
}

/// Frees a reply; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_reply_free(reply: *mut etee_reply) {
    guard_free(|| free(reply))
}
