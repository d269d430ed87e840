//! Trust at a given moment: certification paths, revocation, time-stamps.

mod path;
mod revocation;
mod time_stamp;

pub(crate) use path::{PathFault, build_path, official_path};
pub(crate) use revocation::{Revocation, RevocationOutcome};
pub(crate) use time_stamp::judge_time_stamp;
