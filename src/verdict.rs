//! The verdicts on a message and on an encryption token: the checks, in the order of the
//! official library, and the reports on what they found.

mod layer;
mod report;
mod token;

pub(crate) use layer::ExpectedSigners;
pub(crate) use layer::{Digests, Outer, judge_inner, judge_outer};
pub(crate) use report::Collected;
pub use report::{EncryptionReport, LayerReport, Report, SigningTimeSource, Validity};
pub use token::{TokenChecker, TokenReport};
