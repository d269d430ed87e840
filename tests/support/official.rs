//! The test PKI of `tests/vectors/official`, and its holders.

use etee::{Certificate, Clock, Context, Identity, Limits, SecretKey, Token, Unsealer};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub fn vectors() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/official")
}

/// What `sealed-at.txt` says, 2026-11-21T21:32:51Z: the official library sealed within a minute
/// of it, and the strict judgement takes no message of another day for one of today.
pub const SEALED_AT: i64 = 1_795_296_771;

/// A context that trusts the roots of the test PKI, at the time when the vectors were made.
pub fn context() -> Context {
    let context = Context::new().with_clock(Clock::Fixed(SEALED_AT));
    ["root.cer", "ec-root.cer"]
        .iter()
        .fold(context, |context, name| {
            let der = fs::read(vectors().join("pki").join(name)).unwrap();
            context.with_trust_anchor(Certificate::from_der(&der).unwrap())
        })
}

pub fn identity(name: &str) -> Arc<Identity> {
    let store = fs::read(vectors().join(format!("keys/{name}.p12"))).unwrap();
    Arc::new(Identity::from_pkcs12(&store, "test", &Limits::default()).unwrap())
}

pub fn token(name: &str) -> Token {
    let bytes = fs::read(vectors().join(format!("etk/{name}.etk"))).unwrap();
    Token::from_bytes(&bytes, &Limits::default()).unwrap()
}

/// An unsealer with the keys of these holders.
pub fn unsealer(names: &[&str]) -> Unsealer {
    unsealer_in(context(), names)
}

pub fn unsealer_in(context: Context, names: &[&str]) -> Unsealer {
    let mut unsealer = Unsealer::new(Arc::new(context));
    names
        .iter()
        .for_each(|name| unsealer.add_identity(identity(name)));
    unsealer
}

/// The key that the messages named `*-key*` are sealed with.
pub fn secret_key() -> SecretKey {
    let json = fs::read(vectors().join("kgss-key.json")).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    let text = |name: &str| json[name].as_str().unwrap();
    SecretKey::from_base64(text("keyId"), text("key")).unwrap()
}
