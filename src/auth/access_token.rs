//! An access token of I.AM Connect: whoever has it may do what its owner may.

use super::keeper::Expiring;
use crate::error::{Error, Result, Status};
use crate::jose::Claims;
use crate::limits::Limits;
use crate::secret::Secret;
use crate::transport::Reply;
use core::fmt;
use serde_json::{Map, Value};
use zeroize::Zeroizing;

/// An access token of I.AM Connect. It is wiped when it is dropped, and `Debug` shows nothing of
/// it.
///
/// It is the bearer's: whoever reads it may use it until it expires. Send it over TLS only, to
/// the service that it is for, and never log it.
pub struct AccessToken {
    text: Zeroizing<String>,
    /// When it came, and from when on it is no longer used.
    validity: (i64, i64),
}

impl AccessToken {
    /// One that has always been over: what there is before the first.
    pub(super) fn over() -> Self {
        Self {
            text: Zeroizing::default(),
            validity: (i64::MIN, i64::MIN),
        }
    }

    /// Takes a token of a host, which knows by itself when it expires.
    pub(super) fn from_host(token: &Secret, limits: &Limits) -> Result<Self> {
        let text = core::str::from_utf8(token.as_bytes()).unwrap_or_default();
        let text = Zeroizing::new(text.to_owned());
        check(&text, limits)
            .map_err(|message| Error::new(Status::HostFailed, message))
            .map(|()| Self {
                text,
                validity: (i64::MIN, i64::MAX),
            })
    }

    /// Reads the answer of a token endpoint (RFC 6749, 5.1). Of the end that it states and the
    /// one in the token itself the earlier counts: the first does not depend on our clock. A
    /// token that has neither is used once.
    pub(super) fn from_reply(reply: &Reply, now: i64, limits: &Limits) -> Result<Self> {
        let bad = |message| Error::new(Status::BadReply, message).with_http_status(reply.status());
        let mut members: Map<String, Value> = serde_json::from_slice(reply.body())
            .map_err(|_| bad("the answer with an access token is not a JSON object"))?;
        let Some(Value::String(text)) = members.remove("access_token") else {
            return Err(bad("the answer has no access token"));
        };
        let text = Zeroizing::new(text);
        check(&text, limits).map_err(bad)?;
        let kind = members.get("token_type").and_then(Value::as_str);
        if !kind.is_some_and(|kind| kind.eq_ignore_ascii_case("bearer")) {
            return Err(bad("an access token is not one for its bearer"));
        }
        let by_answer = match members.get("expires_in") {
            None => None,
            Some(seconds) => {
                let seconds = seconds.as_i64().filter(|seconds| *seconds >= 0);
                let seconds =
                    seconds.ok_or_else(|| bad("the lifetime of an access token is no number"))?;
                Some(now.saturating_add(seconds))
            }
        };
        // A token that is no JWT is none of our business.
        let claims = Claims::unverified(&text, limits).ok();
        let by_token = claims.and_then(|claims| claims.time("exp").ok()?);
        let end = [by_answer, by_token].into_iter().flatten().min();
        Ok(Self {
            text,
            validity: (now, end.unwrap_or(now)),
        })
    }

    /// The token as it stands in a request, behind `Bearer `.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// From when on it is no longer valid, in seconds since 1970-01-01T00:00:00Z; `None` of one
    /// that a host supplied.
    pub fn expiry(&self) -> Option<i64> {
        let (_, end) = self.validity;
        (end != i64::MAX).then_some(end)
    }
}

impl Expiring for AccessToken {
    /// As the platform's own clients have it.
    const MARGIN: i64 = 30;

    fn holds(&self, now: i64) -> bool {
        now < self.validity.1
    }

    fn validity(&self) -> (i64, i64) {
        self.validity
    }
}

/// What can stand in a request (RFC 6750, 2.1): nothing in it ends a line.
fn check(text: &str, limits: &Limits) -> core::result::Result<(), &'static str> {
    let is_plain = |octet: u8| octet.is_ascii_alphanumeric() || b"-._~+/".contains(&octet);
    let bare = text.trim_end_matches('=');
    if bare.is_empty() || !bare.bytes().all(is_plain) {
        return Err("an access token is empty or has characters that it cannot have");
    }
    if text.len() > limits.jose_size {
        return Err("an access token is larger than the limit");
    }
    Ok(())
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessToken")
    }
}

#[cfg(test)]
mod tests {
    use super::super::keeper::{Keeper, Manner, Turn, Wish};
    use super::*;

    fn read(body: &str) -> Result<AccessToken> {
        let reply = Reply::new(200, Vec::new(), body.as_bytes().to_vec());
        AccessToken::from_reply(&reply, 1000, &Limits::default())
    }

    #[test]
    fn the_earlier_end_counts() {
        // {"exp":1100}
        const JWT: &str = "x.eyJleHAiOjExMDB9.y";
        for (token, lifetime, end) in [
            (JWT, "", 1100),
            (JWT, r#","expires_in":300"#, 1100),
            (JWT, r#","expires_in":60"#, 1060),
            ("opaque", r#","expires_in":300"#, 1300),
            ("opaque", "", 1000),
        ] {
            let body = format!(r#"{{"access_token":"{token}","token_type":"bearer"{lifetime}}}"#);
            let read = read(&body).unwrap();
            assert_eq!((read.as_str(), read.expiry()), (token, Some(end)));
            assert!(read.holds(end - 1) && !read.holds(end));
            assert_eq!(format!("{read:?}"), "AccessToken");
        }
    }

    #[test]
    fn renewal_begins_half_a_minute_before_the_end() {
        for (lifetime, now, is_due) in [
            (300, 1000, false),
            (300, 1269, false),
            (300, 1270, true),
            (300, 1300, true),
            // Half of a short time is the margin.
            (20, 1009, false),
            (20, 1010, true),
            (0, 1000, true),
        ] {
            let body = r#"{"access_token":"a","token_type":"Bearer","expires_in":"#;
            let keeper = Keeper::new(read(&format!("{body}{lifetime}}}")).unwrap());
            let turn = keeper.turn(now, Wish::Valid, Manner::AtOnce).unwrap();
            assert_eq!(matches!(turn, Turn::Renew(_)), is_due, "{lifetime} {now}");
        }
    }

    #[test]
    fn what_is_no_access_token() {
        for body in [
            "",
            "[]",
            "<html>",
            "{}",
            r#"{"access_token":"a"}"#,
            r#"{"access_token":"a","token_type":"mac"}"#,
            r#"{"access_token":1,"token_type":"Bearer"}"#,
            r#"{"access_token":"","token_type":"Bearer"}"#,
            r#"{"access_token":"a b","token_type":"Bearer"}"#,
            r#"{"access_token":"a\r\nX: y","token_type":"Bearer"}"#,
            r#"{"access_token":"a","token_type":"Bearer","expires_in":"300"}"#,
            r#"{"access_token":"a","token_type":"Bearer","expires_in":-1}"#,
        ] {
            assert_eq!(read(body).unwrap_err().status(), Status::BadReply, "{body}");
        }
    }

    #[test]
    fn what_a_host_supplies() {
        let limits = Limits {
            jose_size: 8,
            ..Limits::default()
        };
        let take = |octets: &[u8]| AccessToken::from_host(&Secret::from(octets), &limits);
        let token = take(b"aB1-._~=").unwrap();
        assert_eq!((token.as_str(), token.expiry()), ("aB1-._~=", None));
        for wrong in [&b""[..], b"=", b"a\n", b"a=b", b"\xff", b"123456789"] {
            assert_eq!(take(wrong).unwrap_err().status(), Status::HostFailed);
        }
        assert!(!AccessToken::over().holds(i64::MIN));
    }
}
