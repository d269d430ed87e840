//! What a token says (RFC 7519, 4), and whether it holds now.

use super::base64url;
use super::header::parts;
use super::json::{Json, Object};
use crate::error::{Error, Result, Status};
use crate::limits::Limits;

/// The claims of a token. Those that are read by [`Self::parse`] are of one whose signature was
/// verified.
pub(crate) struct Claims(Object);

/// What claims have to be like. Times are in seconds since 1970-01-01T00:00:00Z.
pub(crate) struct ClaimRules<'a> {
    /// This moment.
    pub(crate) now: i64,
    /// Seconds that another clock may be away from ours.
    pub(crate) skew: i64,
    /// Who must have issued the token (`iss`), if that matters.
    pub(crate) issuer: Option<&'a str>,
    /// Who the token must be for (`aud`), if that matters.
    pub(crate) audience: Option<&'a str>,
    /// Seconds after its `iat` for which the token holds, which it then has to state. Without
    /// this it has to state its `exp`: no token holds for ever.
    pub(crate) lifetime: Option<i64>,
}

impl Claims {
    /// Reads the payload of a token.
    pub(crate) fn parse(payload: &[u8], limits: &Limits) -> Result<Self> {
        Object::parse(payload, limits.jose_size).map(Self)
    }

    /// Reads what a token says that nobody has verified: to find the key to verify it with, or
    /// when a token for somebody else ends.
    pub(crate) fn unverified(token: &str, limits: &Limits) -> Result<Self> {
        let [_, payload, _] = parts::<3>(token, limits)?;
        Self::parse(&base64url::decode(payload)?, limits)
    }

    /// A claim that is text, if it is there.
    pub(crate) fn text(&self, name: &str) -> Result<Option<&str>> {
        self.0.text(name)
    }

    /// Whether a claim is there and true.
    pub(crate) fn is_true(&self, name: &str) -> bool {
        matches!(self.0.get(name), Some(Json::True))
    }

    /// A moment (NumericDate), of which fractions of a second are cut off.
    pub(crate) fn time(&self, name: &str) -> Result<Option<i64>> {
        match self.0.get(name) {
            None => Ok(None),
            Some(Json::Integer(seconds)) => Ok(Some(*seconds)),
            Some(Json::Number(seconds)) => whole_seconds(*seconds).map(Some),
            Some(_) => Err(no_moment()),
        }
    }

    /// Checks issuer, audience and times.
    ///
    /// # Errors
    /// [`Status::Malformed`] for a claim of another type; [`Status::Refused`] where the rules are
    /// broken.
    pub(crate) fn check(&self, rules: &ClaimRules<'_>) -> Result<()> {
        self.check_times(rules)?;
        let issuer = self.text("iss")?;
        if rules.issuer.is_some_and(|wanted| issuer != Some(wanted)) {
            return Err(refused("a token is from another issuer"));
        }
        let audience = self.audience()?;
        if rules
            .audience
            .is_some_and(|wanted| !audience.contains(&wanted))
        {
            return Err(refused("a token is for another audience"));
        }
        Ok(())
    }

    fn check_times(&self, rules: &ClaimRules<'_>) -> Result<()> {
        let earliest = rules.now.saturating_sub(rules.skew);
        let latest = rules.now.saturating_add(rules.skew);
        let issued = self.time("iat")?;
        let from = self.time("nbf")?;
        if issued.is_some_and(|time| time > latest) || from.is_some_and(|time| time > latest) {
            return Err(refused("a token is not valid yet"));
        }
        let stated = self.time("exp")?;
        let by_age = match (rules.lifetime, issued) {
            (None, _) => None,
            (Some(lifetime), Some(issued)) => Some(issued.saturating_add(lifetime)),
            (Some(_), None) => return Err(refused("a token does not say when it was issued")),
        };
        let ends = [stated, by_age].into_iter().flatten().min();
        match ends {
            Some(end) if end > earliest => Ok(()),
            Some(_) => Err(refused("a token has expired")),
            None => Err(refused("a token does not say when it expires")),
        }
    }

    /// One text or several.
    fn audience(&self) -> Result<Vec<&str>> {
        match self.0.get("aud") {
            Some(Json::Text(one)) => Ok(vec![one.as_str()]),
            _ => self.0.texts("aud"),
        }
    }
}

/// No cast cuts off what it cannot hold: a number beyond these bounds is no moment.
fn whole_seconds(seconds: f64) -> Result<i64> {
    const BOUND: f64 = 253_402_300_800.0; // The year 10000.
    if !(0.0..BOUND).contains(&seconds) {
        return Err(no_moment());
    }
    let text = format!("{:.0}", seconds.floor());
    text.parse().map_err(|_| no_moment())
}

fn no_moment() -> Error {
    Error::malformed("a time in a token is not a number of seconds")
}

fn refused(message: &'static str) -> Error {
    Error::new(Status::Refused, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: ClaimRules<'static> = ClaimRules {
        now: 1_000_000,
        skew: 30,
        issuer: Some("me"),
        audience: Some("you"),
        lifetime: None,
    };

    fn check(text: &str, rules: &ClaimRules<'_>) -> Option<Status> {
        let claims = Claims::parse(text.as_bytes(), &Limits::default()).unwrap();
        claims.check(rules).err().map(|error| error.status())
    }

    #[test]
    fn claims_hold_or_are_refused() {
        use Status::{Malformed, Refused};
        for (text, expected) in [
            (r#"{"iss":"me","aud":"you","exp":1000001}"#, None),
            (r#"{"iss":"me","aud":["them","you"],"exp":1000001.9}"#, None),
            (r#"{"iss":"me","aud":"you","exp":999971}"#, None),
            (r#"{"iss":"me","aud":"you","exp":999970}"#, Some(Refused)),
            (r#"{"iss":"me","aud":"you","exp":999970.9}"#, Some(Refused)),
            (r#"{"iss":"me","aud":"you"}"#, Some(Refused)),
            (r#"{"iss":"me","exp":1000001}"#, Some(Refused)),
            (r#"{"aud":"you","exp":1000001}"#, Some(Refused)),
            (r#"{"iss":"me","aud":"your","exp":1000001}"#, Some(Refused)),
            (r#"{"iss":"me","aud":[],"exp":1000001}"#, Some(Refused)),
            (r#"{"iss":"you","aud":"you","exp":1000001}"#, Some(Refused)),
            (
                r#"{"iss":"me","aud":"you","exp":1000001,"nbf":1000030}"#,
                None,
            ),
            (
                r#"{"iss":"me","aud":"you","exp":1000099,"nbf":1000031}"#,
                Some(Refused),
            ),
            (
                r#"{"iss":"me","aud":"you","exp":1000099,"iat":1000031}"#,
                Some(Refused),
            ),
            (
                r#"{"iss":"me","aud":"you","exp":"1000001"}"#,
                Some(Malformed),
            ),
            (r#"{"iss":"me","aud":"you","exp":null}"#, Some(Malformed)),
            (r#"{"iss":"me","aud":"you","exp":1e300}"#, Some(Malformed)),
            (
                r#"{"iss":"me","aud":"you","exp":18446744073709551615}"#,
                Some(Malformed),
            ),
            (r#"{"iss":"me","aud":"you","exp":-0.5}"#, Some(Malformed)),
            (
                r#"{"iss":["me"],"aud":"you","exp":1000001}"#,
                Some(Malformed),
            ),
            (
                r#"{"iss":"me","aud":{"a":1},"exp":1000001}"#,
                Some(Malformed),
            ),
            (
                r#"{"iss":"me","aud":["you",1],"exp":1000001}"#,
                Some(Malformed),
            ),
        ] {
            assert_eq!(check(text, &RULES), expected, "{text}");
        }
    }

    #[test]
    fn what_nobody_verified_can_be_read() {
        let limits = Limits::default();
        // {"exp":7}
        let claims = Claims::unverified("x.eyJleHAiOjd9.y", &limits).unwrap();
        assert_eq!(claims.time("exp").unwrap(), Some(7));
        for wrong in ["", "opaque", "x.eyJleHAiOjd9", "x.!.y", "x..y"] {
            let error = Claims::unverified(wrong, &limits).err().unwrap();
            assert_eq!(error.status(), Status::Malformed, "{wrong}");
        }
    }

    #[test]
    fn an_age_can_stand_for_the_expiry() {
        let rules = ClaimRules {
            issuer: None,
            audience: None,
            lifetime: Some(60),
            ..RULES
        };
        for (text, expected) in [
            (r#"{"iat":1000000}"#, None),
            (r#"{"iat":999911}"#, None),
            (r#"{"iat":999910}"#, Some(Status::Refused)),
            (r#"{"iat":1000000,"exp":999900}"#, Some(Status::Refused)),
            (r#"{"exp":1000050}"#, Some(Status::Refused)),
        ] {
            assert_eq!(check(text, &rules), expected, "{text}");
        }
    }
}
