//! Keys that an authenticator made, and what it says about them (W3C Web Authentication, level 2).

mod attestation;
mod relying_party;

pub use attestation::Attestation;
pub(crate) use relying_party::RelyingParty;
