//! The protected header of a token (RFC 7515, 4; RFC 7516, 4).

use super::base64url;
use super::json::{Json, Object};
use crate::error::{Error, Result, Status};
use crate::limits::Limits;

/// A header that asks for nothing that must be understood and is not.
pub(super) struct Header(Object);

impl Header {
    /// Reads the first part of a token.
    pub(super) fn parse(part: &str, limits: &Limits) -> Result<Self> {
        let header = Object::parse(&base64url::decode(part)?, limits.jose_size)?;
        if header.get("crit").is_some() {
            return Err(unsupported("a token has a critical header parameter"));
        }
        if header.get("zip").is_some() {
            return Err(unsupported("a token is compressed"));
        }
        if !matches!(header.get("b64"), None | Some(Json::True)) {
            return Err(unsupported("the payload of a token is not encoded"));
        }
        Ok(Self(header))
    }

    /// The name of the algorithm.
    pub(super) fn algorithm(&self) -> Result<&str> {
        let algorithm = self.text("alg")?;
        algorithm.ok_or_else(|| Error::malformed("a token names no algorithm"))
    }

    /// A parameter that is text.
    pub(super) fn text(&self, name: &str) -> Result<Option<&str>> {
        self.0.text(name)
    }

    /// A parameter that is an object.
    pub(super) fn object(&self, name: &str) -> Result<Option<&Object>> {
        self.0.object(name)
    }

    /// Checks that `typ` is this media type, where one is wanted.
    pub(super) fn check_type(&self, wanted: Option<&str>) -> Result<()> {
        let Some(wanted) = wanted else {
            return Ok(());
        };
        match self.text("typ")? {
            Some(stated) if media_type(stated) == media_type(wanted) => Ok(()),
            _ => Err(Error::new(
                Status::Refused,
                "a token is of another type than the one wanted",
            )),
        }
    }
}

pub(super) fn unsupported(message: &'static str) -> Error {
    Error::new(Status::Unsupported, message)
}

/// The parts of a token in the compact form.
pub(super) fn parts<'a, const COUNT: usize>(
    token: &'a str,
    limits: &Limits,
) -> Result<[&'a str; COUNT]> {
    if token.len() > limits.jose_size {
        return Err(Error::new(
            Status::LimitExceeded,
            "a web key or token is larger than the limit",
        ));
    }
    // One more than wanted shows that there are too many, without a list of all of them.
    let parts: Vec<&str> = token.split('.').take(COUNT.saturating_add(1)).collect();
    parts
        .try_into()
        .map_err(|_| Error::malformed("a token has not the number of parts that it should have"))
}

/// RFC 7515, 4.1.9: `application/` may be left out where no other slash is.
fn media_type(stated: &str) -> String {
    let stated = stated.to_ascii_lowercase();
    match stated.strip_prefix("application/") {
        Some(short) if !short.contains('/') => short.to_owned(),
        _ => stated,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(text: &str) -> Result<Header> {
        let part = base64url::encode(text.as_bytes());
        Header::parse(&part, &Limits::default())
    }

    #[test]
    fn what_must_be_understood_is_refused() {
        for text in [
            r#"{"alg":"ES256","crit":["exp"],"exp":1}"#,
            r#"{"alg":"ES256","crit":[]}"#,
            r#"{"alg":"ES256","crit":["b64"],"b64":false}"#,
            r#"{"alg":"ES256","b64":false}"#,
            r#"{"alg":"ES256","b64":"true"}"#,
            r#"{"alg":"dir","zip":"DEF"}"#,
        ] {
            let error = header(text).err().unwrap();
            assert_eq!(error.status(), Status::Unsupported, "{text}");
        }
        assert!(header(r#"{"alg":"ES256","b64":true}"#).is_ok());
        for text in [r#"{"typ":"JWT"}"#, r#"{"alg":1}"#] {
            let error = header(text).unwrap().algorithm().unwrap_err().status();
            assert_eq!(error, Status::Malformed);
        }
    }

    #[test]
    fn types_are_media_types() {
        let header = header(r#"{"typ":"application/JWT"}"#).unwrap();
        assert!(header.check_type(Some("jwt")).is_ok() && header.check_type(None).is_ok());
        for other in ["at+jwt", "a/jwt", ""] {
            let error = header.check_type(Some(other)).unwrap_err();
            assert_eq!(error.status(), Status::Refused);
        }
    }

    #[test]
    fn parts_are_counted() {
        let limits = Limits {
            jose_size: 8,
            ..Limits::default()
        };
        assert_eq!(parts::<3>("a..b", &limits).unwrap(), ["a", "", "b"]);
        for wrong in ["", "a.b", "a.b.c.d"] {
            assert!(parts::<3>(wrong, &limits).is_err());
        }
        let error = parts::<3>("a.b.c....", &limits).unwrap_err();
        assert_eq!(error.status(), Status::LimitExceeded);
    }
}
