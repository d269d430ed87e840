//! X.509 certificates (RFC 5280) and what their issuers say of them later: CRLs and OCSP
//! responses (RFC 6960).

mod certificate;
mod crl;
mod extension;
mod name;
mod ocsp;
mod pem;
mod signed;

pub use certificate::Certificate;
pub(crate) use certificate::{KeyUsage, decimal, encode_time, time};
pub(crate) use crl::CertificateList;
pub(crate) use name::Name;
pub(crate) use ocsp::{BasicOcspResponse, CertStatus, SingleResponse, key_hash, ocsp_request};
