//! Requests to SOAP services.

use crate::transport::Request;

/// An envelope as it is posted (SOAP 1.1, 6). The action stands in quotes.
pub(crate) fn post(url: &str, action: &str, envelope: &[u8]) -> Request {
    Request::post(url.to_owned(), super::MEDIA_TYPE, envelope.to_vec())
        .with_header("SOAPAction", action)
}
