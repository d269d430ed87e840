//! A set of JSON web keys (RFC 7517, 5).

use super::json::{Object, ObjectWriter};
use super::jwk::Jwk;
use crate::error::{Result, Status};
use crate::limits::Limits;

/// A set of JSON web keys, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub struct JwkSet(Vec<Jwk>);

impl JwkSet {
    /// Reads a set from JSON (UTF-8), each key as [`Jwk::from_json`] does. A key of a type, size
    /// or curve that this library does not have is left out, for the others may do; one that is
    /// broken makes the whole set suspect.
    ///
    /// # Errors
    /// [`Status::Malformed`]; [`Status::LimitExceeded`] beyond `jose_size`.
    pub fn from_json(json: &[u8], limits: &Limits) -> Result<Self> {
        let set = Object::parse(json, limits.jose_size)?;
        let mut keys = Vec::new();
        for object in set.objects("keys")? {
            match Jwk::from_object(object, limits) {
                Ok(key) => keys.push(key),
                Err(error) if error.status() == Status::KeyUnsupported => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Self(keys))
    }

    /// The keys.
    pub fn keys(&self) -> &[Jwk] {
        &self.0
    }

    /// The first key of this name (`kid`).
    pub fn find(&self, key_id: &str) -> Option<&Jwk> {
        self.0.iter().find(|key| key.key_id() == Some(key_id))
    }

    /// The public parts of the keys as JSON.
    ///
    /// # Errors
    /// [`Status::InvalidArgument`] if one of them is symmetric.
    pub fn to_json(&self) -> Result<String> {
        let keys: Vec<String> = self.0.iter().map(Jwk::to_json).collect::<Result<_>>()?;
        let mut set = ObjectWriter::new();
        set.raw("keys", format!("[{}]", keys.join(",")).as_bytes());
        Ok(String::from_utf8_lossy(set.finish().as_bytes()).into_owned())
    }
}

impl From<Vec<Jwk>> for JwkSet {
    fn from(keys: Vec<Jwk>) -> Self {
        Self(keys)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<JwkSet> {
        JwkSet::from_json(text.as_bytes(), &Limits::default())
    }

    #[test]
    fn unknown_keys_are_left_out_and_broken_ones_refused() {
        let set = read(
            r#"{"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qY"},
                {"kty":"EC","crv":"secp256k1","x":"11qY","y":"11qY"},
                {"kty":"oct","kid":"a","k":"AAAA"}]}"#,
        );
        let set = set.unwrap();
        assert_eq!(set.keys().len(), 1);
        assert!(set.find("a").is_some() && set.find("b").is_none());
        assert_eq!(set.to_json().unwrap_err().status(), Status::InvalidArgument);
        for wrong in [
            r#"{"keys":[{"kty":"oct","k":"A"}]}"#,
            r#"{"keys":[{"k":"AAAA"}]}"#,
            r#"{"keys":{"kty":"oct","k":"AAAA"}}"#,
            r#"{"keys":["oct"]}"#,
            r#"{"kty":"oct","k":"AAAA"}"#,
        ] {
            let error = read(wrong).unwrap_err();
            assert_eq!(error.status(), Status::Malformed, "{wrong}");
        }
    }
}
