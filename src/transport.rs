//! How requests reach a service: the trait that a host can implement, and what passes
//! through it.

mod endpoints;
mod environment;
mod exchange;
#[cfg(feature = "http")]
mod http;
#[cfg(feature = "http")]
mod roots;

use crate::error::{Error, Result, ServiceCode, Status};
use core::fmt;
use core::net::IpAddr;
use std::borrow::Cow;
use zeroize::Zeroize;

pub use endpoints::Endpoints;
pub use environment::Environment;
pub use exchange::{Exchange, Step};
#[cfg(feature = "http")]
pub use http::{HttpTransport, HttpTransportBuilder};

/// Sends requests to services. `HttpTransport` (feature `http`) is the default one; a host
/// with its own HTTP client, proxy rules or recording implements this instead.
pub trait Transport: Send + Sync {
    /// Sends the request and returns the answer, whatever its HTTP status is. Redirects are
    /// not followed.
    ///
    /// # Errors
    /// [`Status::ServiceUnreachable`] or [`Status::ServiceTimeout`] if there is no answer.
    fn send(&self, request: &Request) -> Result<Reply>;
}

/// The HTTP methods that the services use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
}

impl Method {
    /// The method as it stands in a request.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// A request to a service.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    method: Method,
    url: String,
    headers: Vec<(Cow<'static, str>, String)>,
    body: Vec<u8>,
}

impl Request {
    pub(crate) fn new(method: Method, url: String) -> Self {
        Self {
            method,
            url,
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    pub(crate) fn get(url: String) -> Self {
        Self::new(Method::Get, url)
    }

    pub(crate) fn post(url: String, content_type: &str, body: Vec<u8>) -> Self {
        Self::new(Method::Post, url).with_content(content_type, body)
    }

    pub(crate) fn with_content(mut self, content_type: &str, body: Vec<u8>) -> Self {
        self.body = body;
        self.with_header("Content-Type", content_type)
    }

    pub(crate) fn with_header(mut self, name: impl Into<Cow<'static, str>>, value: &str) -> Self {
        self.headers.push((name.into(), value.to_owned()));
        self
    }

    /// The method.
    pub fn method(&self) -> Method {
        self.method
    }

    /// The URL with its query. It may hold personal data: do not log it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The headers by name and value, without those that every HTTP client sets itself.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers
            .iter()
            .map(|(name, value)| (name.as_ref(), value.as_str()))
    }

    /// The body; empty for [`Method::Get`] and [`Method::Delete`].
    pub fn body(&self) -> &[u8] {
        &self.body
    }
}

/// Headers may hold an access token, and a body a key.
impl Drop for Request {
    fn drop(&mut self) {
        for (_, value) in &mut self.headers {
            value.zeroize();
        }
        self.body.zeroize();
    }
}

/// Shows the method and sizes only: URL and body hold personal data.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Request({}, {} octets)",
            self.method.as_str(),
            self.body.len()
        )
    }
}

/// The answer of a service.
#[derive(Clone, PartialEq, Eq)]
pub struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Reply {
    /// An answer with this HTTP status, these headers and this body.
    pub fn new(status: u16, headers: Vec<(String, String)>, body: Vec<u8>) -> Self {
        Self {
            status,
            headers,
            body,
        }
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The value of the first header of this name, in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(other, _)| other.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The body.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// Fails if the body is larger than `size`; a host's transport may not know the limit.
    pub(crate) fn check_size(&self, size: usize) -> Result<()> {
        if self.body.len() > size {
            return Err(too_large());
        }
        Ok(())
    }

    /// The error for an answer that refuses the request, with the code that it names.
    pub(crate) fn refusal(&self, code: Option<ServiceCode>) -> Error {
        let error = Error::new(Status::ServiceRefused, "the service refused the request")
            .with_http_status(self.status)
            .with_service_code(code);
        // Too many requests, and the three ways to say that it is down for now.
        if matches!(self.status, 429 | 502 | 503 | 504) {
            return error.retryable();
        }
        error
    }
}

/// A body may hold an access token or a key.
impl Drop for Reply {
    fn drop(&mut self) {
        self.body.zeroize();
    }
}

/// Shows status and size only: headers and body may hold personal data.
impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reply({}, {} octets)", self.status, self.body.len())
    }
}

/// Whether a host is this machine.
fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare == "localhost"
        || bare
            .parse()
            .is_ok_and(|address: IpAddr| address.is_loopback())
}

fn too_large() -> Error {
    Error::new(
        Status::LimitExceeded,
        "the answer of the service is larger than the limit",
    )
}
