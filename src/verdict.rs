//! The verdicts on a message and on an encryption token: the checks, in the order of the
//! official library, and the reports on what they found.

mod certificate;
mod digests;
mod judge;
mod layer;
mod policy;
mod refusal;
mod report;
mod signature;
mod signing_time;
mod token;
mod words;

pub(crate) use digests::{Digests, Taken};
pub(crate) use judge::{ExpectedSigners, Judge, Outer, same_holder};
pub use refusal::Refusal;
pub(crate) use refusal::{deciding, refused};
pub use report::{EncryptionReport, LayerReport, Report, SigningTimeSource, Validity};
pub use token::{TokenChecker, TokenReport};
