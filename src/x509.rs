//! X.509 certificates (RFC 5280).

mod certificate;
mod name;
mod pem;

pub use certificate::Certificate;
pub(crate) use certificate::{KeyUsage, decimal, encode_time, time};
pub(crate) use name::Name;
