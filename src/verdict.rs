//! The verdict on a message: the checks of a signed layer, in the order of the official
//! library, and the report on what they found.

mod certificate;
mod digests;
mod judge;
mod layer;
mod policy;
mod refusal;
mod report;
mod signature;
mod signing_time;
mod words;

pub(crate) use digests::Digests;
pub(crate) use judge::{ExpectedSigners, Judge, Outer};
pub use refusal::Refusal;
pub(crate) use refusal::refused;
pub use report::{EncryptionReport, LayerReport, Report, SigningTimeSource, Validity};
