//! Tokens by the names of their algorithms, to be held against other people's.

use crate::crypto::{AuthenticatedCipher, SigningKey};
use crate::error::{Error, Result, Status};
use crate::jose::{
    ClaimRules, Claims, Decryption, Encryption, Jwk, JwsAlgorithm, KeyManagement, Signing,
    Verification,
};
use crate::limits::Limits;
use crate::secret::Secret;

const SIGNATURES: [JwsAlgorithm; 4] = [
    JwsAlgorithm::Ps256,
    JwsAlgorithm::Rs256,
    JwsAlgorithm::Es256,
    JwsAlgorithm::Es384,
];

const KEY_MANAGEMENTS: [KeyManagement; 7] = [
    KeyManagement::RsaOaep256,
    KeyManagement::EcdhEs,
    KeyManagement::EcdhEsA128Kw,
    KeyManagement::EcdhEsA256Kw,
    KeyManagement::A128Kw,
    KeyManagement::A256Kw,
    KeyManagement::Direct,
];

const CIPHERS: [(&str, AuthenticatedCipher); 3] = [
    ("A128GCM", AuthenticatedCipher::Aes128Gcm),
    ("A256GCM", AuthenticatedCipher::Aes256Gcm),
    ("A128CBC-HS256", AuthenticatedCipher::Aes128CbcHmacSha256),
];

/// Signs a payload with a private key.
pub fn sign(key: &Jwk, algorithm: &str, payload: &[u8]) -> Result<String> {
    let signing = Signing {
        algorithm: JwsAlgorithm::from_name(algorithm).ok_or_else(unknown)?,
        token_type: Some("JWT"),
        key_id: key.key_id(),
        key: Some(key),
    };
    signing.sign(
        &SigningKey::from_pkcs8(key.to_pkcs8()?.as_bytes())?,
        payload,
    )
}

/// The payload of a token that this key signed, by any algorithm.
pub fn verify(key: &Jwk, token: &str) -> Result<Vec<u8>> {
    let verification = Verification {
        algorithms: &SIGNATURES,
        keys: std::slice::from_ref(key),
        token_type: None,
        limits: &Limits::default(),
    };
    verification.verify(token)
}

/// Checks the claims in a payload as of this moment, and gives the `sub`.
pub fn check_claims(payload: &[u8], issuer: &str, audience: &str, now: i64) -> Result<String> {
    let claims = Claims::parse(payload, &Limits::default())?;
    claims.check(&ClaimRules {
        now,
        skew: 60,
        issuer: Some(issuer),
        audience: Some(audience),
        lifetime: None,
    })?;
    Ok(claims.text("sub")?.unwrap_or_default().to_owned())
}

/// Encrypts for a key.
pub fn encrypt(key: &Jwk, algorithm: &str, cipher: &str, clear: &[u8]) -> Result<String> {
    let by_name = |management: &KeyManagement| management.name() == algorithm;
    let encryption = Encryption {
        key_management: KEY_MANAGEMENTS
            .into_iter()
            .find(by_name)
            .ok_or_else(unknown)?,
        cipher: CIPHERS
            .into_iter()
            .find_map(|(name, known)| (name == cipher).then_some(known))
            .ok_or_else(unknown)?,
        content_type: Some("text/plain"),
        parties: [b"Alice", b"Bob"],
    };
    encryption.encrypt(key, clear)
}

/// The clear text of a token for this key, by any algorithm.
pub fn decrypt(key: &Jwk, token: &str) -> Result<Secret> {
    let decryption = Decryption {
        key_managements: &KEY_MANAGEMENTS,
        ciphers: &CIPHERS.map(|(_, cipher)| cipher),
        limits: &Limits::default(),
    };
    decryption.decrypt(key, token)
}

fn unknown() -> Error {
    Error::new(Status::InvalidArgument, "there is no such algorithm")
}
