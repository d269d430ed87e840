//! The verdict on a message: the checks of a signed layer, in the order of the official
//! library, and the report on what they found.

mod layer;
mod report;

pub(crate) use layer::ExpectedSigners;
pub(crate) use layer::belong_together;
pub(crate) use layer::{Digests, Outer, judge_inner, judge_outer};
pub(crate) use report::Collected;
pub use report::{EncryptionReport, LayerReport, Report, SigningTimeSource, Validity};
