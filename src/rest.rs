//! What the platform's REST services have in common: names, calls and problems.

mod call;
mod interface;
mod media_type;
mod problem;

pub(crate) use call::{RestCall, percent_encoded};
pub use interface::RestInterface;
pub(crate) use interface::RestName;
pub(crate) use media_type::media_type;
pub(crate) use problem::refusal;
