//! End-to-end encryption for Belgian healthcare: the eHealth platform's ETEE, natively.

mod asn1;
mod capi;
mod cms;
mod context;
mod crypto;
mod error;
mod file;
mod keys;
mod limits;
mod seal;
mod secret;
mod unseal;
mod x509;

pub use context::{Clock, Context};
pub use error::{Error, Result, ServiceCode, Status};
pub use keys::{DecryptionKey, Identity, Token, change_password};
pub use limits::Limits;
pub use seal::{SealStream, Sealer};
pub use secret::Secret;
pub use unseal::{
    Fatal, Finding, Refusal, Released, Report, UnsealStream, Unsealed, Unsealer, Warning,
};
pub use x509::Certificate;
