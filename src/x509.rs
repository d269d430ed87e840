//! X.509 certificates (RFC 5280).

mod certificate;
mod name;
mod path;

pub use certificate::Certificate;
pub(crate) use certificate::{KeyUsage, decimal, encode_time, time};
pub(crate) use name::Name;
pub(crate) use path::path_is_valid;
