//! Request and reply: what passes between the library and a host's HTTP client.

use super::error::etee_error;
use super::exclusive::Exclusive;
use super::guard::{guard, guard_free, guard_value};
use super::pointer::{borrow, bytes, free, handle, lend, out, peek, text};
use super::status::etee_status;
use crate::error::{Error, Result, Status};
use crate::transport::{Reply, Request};
use core::ffi::c_char;
use std::ffi::CString;

/// An HTTP request to a service of the platform, for a host that sends it. The library lends it:
/// it lives as long as what gave it, and is not freed by the host. Immutable.
pub struct etee_request {
    url: CString,
    method: CString,
    headers: Vec<[CString; 2]>,
    body: Vec<u8>,
}

handle!(etee_request, b"ETEE_REQ");

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

impl etee_request {
    pub(super) fn new(request: &Request) -> Self {
        let text = |text: &str| CString::new(text).unwrap_or_default();
        Self {
            url: text(request.url()),
            method: text(request.method().as_str()),
            headers: request
                .headers()
                .map(|(name, value)| [text(name), text(value)])
                .collect(),
            body: request.body().to_vec(),
        }
    }
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

/// The method, "GET" or "POST", NUL-terminated. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_request_method(request: *const etee_request) -> *const c_char {
    guard_value(core::ptr::null(), || Some(peek(request)?.method.as_ptr()))
}

/// The URL with its query, NUL-terminated. It may hold personal data: do not log it. Redirects
/// must not be followed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_request_url(request: *const etee_request) -> *const c_char {
    guard_value(core::ptr::null(), || Some(peek(request)?.url.as_ptr()))
}

/// The number of headers, without those that every HTTP client sets itself. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_request_header_count(request: *const etee_request) -> usize {
    guard_value(0, || Some(peek(request)?.headers.len()))
}

/// The name of a header, NUL-terminated; NULL beyond the last. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_request_header_name(
    request: *const etee_request,
    index: usize,
) -> *const c_char {
    guard_value(core::ptr::null(), || {
        let [name, _] = peek(request)?.headers.get(index)?;
        Some(name.as_ptr())
    })
}

/// The value of a header, NUL-terminated; NULL beyond the last. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_request_header_value(
    request: *const etee_request,
    index: usize,
) -> *const c_char {
    guard_value(core::ptr::null(), || {
        let [_, value] = peek(request)?.headers.get(index)?;
        Some(value.as_ptr())
    })
}

/// The body and its length, 0 for a GET. It may hold personal data. `len` may be NULL. Since
/// 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_request_body(
    request: *const etee_request,
    len: *mut usize,
) -> *const u8 {
    guard_value(core::ptr::null(), || {
        lend(peek(request).map(|request| &*request.body), len)
    })
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
