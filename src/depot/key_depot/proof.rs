//! The proof that whoever registers a key has its private part.

use super::Challenge;
use crate::auth::uuid;
use crate::crypto::KeyKind;
use crate::error::{Error, Result, Status};
use crate::jose::{Jwk, JwsAlgorithm, Signing};
use crate::keys::WebKey;
use base64ct::{Base64UrlUnpadded, Encoding};
use serde_json::json;

/// Seconds for which a proof is meant.
const LIFETIME: i64 = 60;

/// A signed token that answers to a challenge of the depot with this base URL.
pub(super) fn proof(
    key: &WebKey,
    public: &Jwk,
    base: &str,
    challenge: &Challenge,
    now: i64,
) -> Result<String> {
    let message = "a key without its private part proves nothing";
    let signer = key.signing_key();
    let signer = signer.ok_or_else(|| Error::new(Status::KeyNotFound, message))?;
    let algorithm = match signer.kind() {
        KeyKind::EcP256 => JwsAlgorithm::Es256,
        KeyKind::EcP384 => JwsAlgorithm::Es384,
        _ => JwsAlgorithm::Ps256,
    };
    let claims = json!({
        "aud": base,
        "sub": core::str::from_utf8(challenge.user()).unwrap_or_default(),
        "nonce": Base64UrlUnpadded::encode_string(challenge.as_bytes()),
        "jti": uuid()?,
        "iat": now,
        "exp": now.saturating_add(LIFETIME),
    });
    let signing = Signing {
        algorithm,
        token_type: None,
        key_id: None,
        key: Some(public),
    };
    signing.sign(signer, claims.to_string().as_bytes())
}
