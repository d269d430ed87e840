//! Keys that an authenticator made, and what it says about them (W3C Web Authentication, level 2).
//!
//! Only registrations are read, and only in the formats `packed` and `none`. Nothing is trusted
//! that is not signed, and of a signature by certificates only that it is theirs.

mod attestation;
mod attestation_rules;
mod authenticator_data;
mod cbor;
mod cose;
mod relying_party;
mod statement;
#[cfg(test)]
mod tests;

pub use attestation::Attestation;
pub(crate) use attestation_rules::AttestationRules;
#[cfg(feature = "simulator")]
pub(crate) use attestation_rules::answered_challenge;
#[cfg(feature = "simulator")]
pub(crate) use cose::numbers as cose_numbers;
pub(crate) use relying_party::RelyingParty;
