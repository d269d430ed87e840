//! Whether a time-stamp (RFC 3161) is to be trusted.

use crate::cms::{RevocationValues, TimeStampToken};
use crate::context::Context;
use crate::finding::Finding;

/// What is wrong with a token whose imprint is known to match; nothing if it is to be trusted.
pub(crate) fn judge_time_stamp(
    _context: &Context,
    _token: &TimeStampToken,
    _values: Option<&RevocationValues>,
) -> Vec<Finding> {
    vec![Finding::TimeStampTrust]
}
