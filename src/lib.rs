//! End-to-end encryption for Belgian healthcare: the eHealth platform's ETEE, natively.

mod asn1;
mod cms;
mod context;
mod crypto;
mod depot;
mod error;
mod file;
mod keys;
mod limits;
mod seal;
mod secret;
#[cfg(feature = "simulator")]
mod simulator;
mod soap;
mod transport;
mod unseal;
mod x509;

pub use context::{Clock, Context};
pub use depot::{Depot, Environment};
pub use error::{Error, Result, ServiceCode, Status};
pub use keys::{DecryptionKey, Identity, change_password};
pub use limits::Limits;
pub use seal::{SealStream, Sealer};
pub use secret::Secret;
#[cfg(feature = "simulator")]
pub use simulator::{Fault, Holder, Simulator};
#[cfg(feature = "http")]
pub use transport::{HttpTransport, HttpTransportBuilder};
pub use transport::{Method, Reply, Request, Transport};
pub use unseal::{Fatal, Finding, Refusal, Released, Report, UnsealStream, Unsealed, Unsealer, Warning};
pub use x509::Certificate;
