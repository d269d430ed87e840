//! Request: what the library has a host's HTTP client send.

use super::guard::{guard_text, guard_value};
use super::pointer::{handle, lend, peek};
use crate::transport::Request;
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

/// The method, "GET" or "POST", NUL-terminated. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_request_method(request: *const etee_request) -> *const c_char {
    guard_text(|| Some(&peek(request)?.method))
}

/// The URL with its query, NUL-terminated. It may hold personal data: do not log it. Redirects
/// must not be followed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_request_url(request: *const etee_request) -> *const c_char {
    guard_text(|| Some(&peek(request)?.url))
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
