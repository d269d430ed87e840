//! Where a realm has its tokens, as it says itself (OpenID Connect Discovery 1.0, 4).

use crate::error::{Error, Result, Status};
use serde_json::{Map, Value};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How long it is believed without being asked again, in seconds.
const LIFETIME: i64 = 24 * 60 * 60;

/// The URL to ask for tokens at, as long as it is known.
#[derive(Default)]
pub(super) struct TokenEndpoint(Mutex<Option<(String, i64)>>);

impl TokenEndpoint {
    pub(super) fn get(&self, now: i64) -> Option<String> {
        let known = self.lock();
        let (url, since) = known.as_ref()?;
        let is_fresh = (*since..since.saturating_add(LIFETIME)).contains(&now);
        is_fresh.then(|| url.clone())
    }

    pub(super) fn keep(&self, url: &str, now: i64) {
        *self.lock() = Some((url.to_owned(), now));
    }

    pub(super) fn forget(&self) {
        *self.lock() = None;
    }

    fn lock(&self) -> MutexGuard<'_, Option<(String, i64)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The URL to ask for tokens at, out of the metadata of the realm with this URL.
pub(super) fn token_endpoint(metadata: &[u8], realm: &str) -> Result<String> {
    let metadata: Map<String, Value> = serde_json::from_slice(metadata)
        .map_err(|_| bad("the metadata of a realm is not a JSON object"))?;
    let text = |name: &str| metadata.get(name).and_then(Value::as_str);
    // Without this one realm could pass for another (the same document, 4.3).
    if text("issuer") != Some(realm) {
        return Err(bad("a realm names another issuer than itself"));
    }
    match text("token_endpoint") {
        Some(url) if is_at(url, origin(realm)) => Ok(url.to_owned()),
        _ => Err(bad("a realm has its tokens on another host, or nowhere")),
    }
}

/// Scheme, host and port of a URL.
fn origin(url: &str) -> &str {
    let start = url.find("://").map_or(0, |place| place.saturating_add(3));
    let rest = url.get(start..).unwrap_or_default();
    let length = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    url.get(..start.saturating_add(length)).unwrap_or_default()
}

/// Whether a URL is a path at that origin, and nothing else.
fn is_at(url: &str, origin: &str) -> bool {
    let is_plain = |octet: u8| octet.is_ascii_graphic() && !b"\\?#\"<>".contains(&octet);
    url.strip_prefix(origin)
        .is_some_and(|path| path.starts_with('/') && path.bytes().all(is_plain))
}

fn bad(message: &'static str) -> Error {
    Error::new(Status::BadReply, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    const REALM: &str = "https://api.example.be/auth/realms/M2M";

    #[test]
    fn a_realm_speaks_for_itself_only() {
        let read = |issuer: &str, url: &str| {
            let text = format!(r#"{{"issuer":"{issuer}","token_endpoint":"{url}"}}"#);
            token_endpoint(text.as_bytes(), REALM)
        };
        let url = "https://api.example.be/any/where";
        assert_eq!(read(REALM, url).unwrap(), url);
        for (issuer, url) in [
            ("https://api.example.be/auth/realms/other", url),
            ("https://api.example.be/auth/realms/M2M/", url),
            (REALM, "https://api.example.be.evil.example/x"),
            (REALM, "https://api.example.be:8443/x"),
            (REALM, "https://api.example.be@evil.example/x"),
            (REALM, "http://api.example.be/x"),
            (REALM, "https://api.example.be"),
            (REALM, "https://api.example.be/x y"),
            (REALM, "https://api.example.be/x?y"),
            (REALM, "/x"),
            (REALM, ""),
        ] {
            let error = read(issuer, url).unwrap_err();
            assert_eq!(error.status(), Status::BadReply, "{issuer} {url}");
        }
        for wrong in ["", "[]", "{}", r#"{"issuer":1}"#] {
            assert!(token_endpoint(wrong.as_bytes(), REALM).is_err());
        }
        assert!(token_endpoint(format!(r#"{{"issuer":"{REALM}"}}"#).as_bytes(), REALM).is_err());
    }

    #[test]
    fn it_is_believed_for_a_day() {
        let known = TokenEndpoint::default();
        assert_eq!(known.get(0), None);
        known.keep(REALM, 100);
        assert_eq!(known.get(100).as_deref(), Some(REALM));
        assert_eq!(known.get(100 + LIFETIME), None);
        assert_eq!(known.get(99), None);
        known.forget();
        assert_eq!(known.get(100), None);
    }
}
