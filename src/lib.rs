//! End-to-end encryption for Belgian healthcare: the eHealth platform's ETEE, natively.

mod asn1;
mod cms;
mod crypto;
mod error;
mod limits;
mod secret;
mod x509;

pub use error::{Error, Result, ServiceCode, Status};
pub use limits::Limits;
pub use secret::Secret;
pub use x509::Certificate;
