//! JSON web keys, signed and encrypted tokens (JOSE: RFC 7515 to 7519), in the compact form.
//!
//! Only what the platform's REST services and I.AM Connect need, and nothing that has proven
//! dangerous: the caller says which algorithms may stand in a token, `none` and shared secrets
//! never sign, compression is refused, and what a header says about keys (`jku`, `x5u`, `jwk`,
//! `x5c`) is neither fetched nor trusted.

mod base64url;
mod claims;
mod compact;
mod header;
mod json;
mod jwe;
mod jwk;
mod jwk_set;
mod jws;
mod key_identifier;

pub(crate) use claims::{ClaimRules, Claims};
pub(crate) use jwe::{Decryption, Encryption, KeyManagement};
pub use jwk::Jwk;
pub use jwk_set::JwkSet;
pub(crate) use jws::{JwsAlgorithm, Signing, Verification, payload_without_verification};
pub(crate) use key_identifier::{decode as decode_key_identifier, encode as encode_key_identifier};
