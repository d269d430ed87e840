//! The built-in HTTP transport, where the library has it.

use crate::error::Result;
use crate::limits::Limits;
use crate::transport::Transport;
use std::sync::Arc;

#[cfg(feature = "http")]
fn builder(limits: &Limits) -> crate::transport::HttpTransportBuilder {
    crate::transport::HttpTransport::builder(limits)
}

/// The transport to the services of the platform.
#[cfg(feature = "http")]
pub(super) fn to_services(limits: &Limits) -> Result<Arc<dyn Transport>> {
    Ok(Arc::new(builder(limits).build()?))
}

/// The transport to OCSP responders and revocation lists, most of which stand behind plain HTTP.
#[cfg(feature = "http")]
pub(super) fn to_revocation_services(limits: &Limits) -> Result<Arc<dyn Transport>> {
    Ok(Arc::new(builder(limits).plain_http().build()?))
}

#[cfg(not(feature = "http"))]
fn missing() -> crate::error::Error {
    crate::error::Error::new(
        crate::error::Status::Unsupported,
        "the library was built without an HTTP transport",
    )
}

#[cfg(not(feature = "http"))]
pub(super) fn to_services(_: &Limits) -> Result<Arc<dyn Transport>> {
    Err(missing())
}

#[cfg(not(feature = "http"))]
pub(super) fn to_revocation_services(_: &Limits) -> Result<Arc<dyn Transport>> {
    Err(missing())
}
