//! Whom a depot says that a key belongs to.

use super::{bad, spoilt_by};
use crate::context::Clock;
use crate::error::{Error, Result, Status};
use crate::jose::{
    ClaimRules, Claims, JwkSet, JwsAlgorithm, Verification, payload_without_verification,
};
use crate::limits::Limits;
use crate::rest::{RestInterface, RestName, media_type, refusal};
use crate::transport::Reply;
use core::fmt;
use serde_json::{Map, Value};

/// Seconds that the depot's clock may be away from ours.
const SKEW: i64 = 300;

/// The members for identifiers, in the order in which they count if there are several.
const IDENTIFIERS: [&str; 5] = ["ssin", "cbe", "nihii", "nihii11", "ehp"];

/// The members that describe a holder, and are no identifiers.
const DESCRIPTIONS: [&str; 4] = ["type", "identifier", "name", "firstName"];

/// The holder of a public key, as the depot states it.
///
/// The platform has published one example of such a statement, about an enterprise; that people
/// and other organisations are described likewise is assumed, and read leniently.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyHolder {
    identifier_type: String,
    identifier: String,
    name: Option<String>,
    first_name: Option<String>,
}

impl KeyHolder {
    /// The type of the identifier in capitals, for example `SSIN`, `CBE` or `NIHII-HOSPITAL`.
    pub fn identifier_type(&self) -> &str {
        &self.identifier_type
    }

    /// The value of the identifier.
    pub fn identifier(&self) -> &str {
        &self.identifier
    }

    /// The name of the organisation, or the last name of the person, if the depot says it.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The first name of the person, if the depot says it.
    pub fn first_name(&self) -> Option<&str> {
        self.first_name.as_deref()
    }

    /// Reads `{"enterprise": {"cbe": …}}` and its kin; the outer object may be missing.
    fn from_member(member: &Value) -> Option<Self> {
        let member = member.as_object()?;
        let inner = member.values().find_map(Value::as_object);
        let group = inner.unwrap_or(member);
        let text = |name: &str| group.get(name).and_then(Value::as_str);
        let owned = |name: &str| text(name).map(str::to_owned);
        let (kind, identifier) = match (text("type"), text("identifier")) {
            (Some(kind), Some(identifier)) => (kind, identifier),
            _ => identifier_in(group)?,
        };
        Some(Self {
            identifier_type: kind.to_ascii_uppercase(),
            identifier: Some(identifier)
                .filter(|value| !value.is_empty())?
                .to_owned(),
            name: owned("name"),
            first_name: owned("firstName"),
        })
    }
}

/// The identifier that is a member of its own name. A type that is stated beside it is more
/// exact: `nihii` may be that of a hospital.
fn identifier_in(group: &Map<String, Value>) -> Option<(&str, &str)> {
    let rank = |name: &str| {
        let known = IDENTIFIERS.iter().position(|known| *known == name);
        known.unwrap_or(IDENTIFIERS.len())
    };
    let (name, value) = group
        .iter()
        .filter(|(name, _)| !DESCRIPTIONS.contains(&name.as_str()))
        .filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)))
        .min_by_key(|(name, _)| rank(name))?;
    let stated = group.get("type").and_then(Value::as_str);
    let is_of_this_name = |stated: &&str| {
        let family = stated.split('-').next().unwrap_or_default();
        family.eq_ignore_ascii_case(name.split('-').next().unwrap_or_default())
    };
    Some((stated.filter(is_of_this_name).unwrap_or(name), value))
}

/// Shows nothing: whom a key belongs to is personal data.
impl fmt::Debug for KeyHolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyHolder")
    }
}

/// What a statement about a holder must be like.
pub(super) struct Statement {
    pub(super) interface: RestInterface,
    /// Those that may have signed it, if somebody must have.
    pub(super) keys: Option<JwkSet>,
    pub(super) limits: Limits,
}

impl Statement {
    /// What the answer may be: plain claims, or a token with them.
    pub(super) const MEDIA_TYPES: [RestName; 3] = [RestName::Json, RestName::Jwt, RestName::Jose];

    /// The holder that the answer names.
    pub(super) fn read(&self, reply: &Reply) -> Result<KeyHolder> {
        reply.check_size(self.limits.reply_size)?;
        if reply.status() != 200 {
            let missing = "the depot knows no such key and no holder of it";
            return Err(refusal(reply, &self.interface, missing));
        }
        let claims = match media_type(reply, &self.interface, &Self::MEDIA_TYPES)? {
            Some(RestName::Json) => self.plain(reply)?,
            None if reply.body().trim_ascii_start().starts_with(b"{") => self.plain(reply)?,
            _ => self.signed(reply)?,
        };
        self.check_times(&claims, Clock::default().now())?;
        let claims: Value = serde_json::from_slice(&claims)
            .map_err(|_| bad(reply, "the statement about a holder is not JSON"))?;
        claims
            .get(self.interface.get(RestName::KeyHolder))
            .and_then(KeyHolder::from_member)
            .ok_or_else(|| bad(reply, "the statement about a holder names none"))
    }

    fn plain(&self, reply: &Reply) -> Result<Vec<u8>> {
        if self.keys.is_some() {
            return Err(Error::new(
                Status::SignatureInvalid,
                "the statement about a holder is not signed",
            ));
        }
        Ok(reply.body().to_vec())
    }

    /// Without keys to verify it, a signature adds nothing to what TLS vouches for, and takes
    /// nothing away.
    fn signed(&self, reply: &Reply) -> Result<Vec<u8>> {
        let token = core::str::from_utf8(reply.body())
            .unwrap_or_default()
            .trim();
        let payload = match &self.keys {
            None => payload_without_verification(token, &self.limits),
            Some(keys) => Verification {
                algorithms: &JwsAlgorithm::ALL,
                keys: keys.keys(),
                token_type: None,
                limits: &self.limits,
            }
            .verify(token),
        };
        payload.map_err(|cause| match cause.status() {
            Status::Malformed => spoilt_by(cause, UNREADABLE),
            _ => cause,
        })
    }

    /// Plain claims need not say when they end, since they come fresh from the depot.
    fn check_times(&self, claims: &[u8], now: i64) -> Result<()> {
        let unreadable = |cause| spoilt_by(cause, UNREADABLE);
        let claims = Claims::parse(claims, &self.limits).map_err(unreadable)?;
        let ends = claims.time("exp").map_err(unreadable)?.is_some();
        if self.keys.is_none() && !ends {
            return Ok(());
        }
        let rules = ClaimRules {
            now,
            skew: SKEW,
            issuer: None,
            audience: None,
            lifetime: None,
        };
        claims.check(&rules).map_err(|cause| match cause.status() {
            Status::Malformed => unreadable(cause),
            _ => cause,
        })
    }
}

const UNREADABLE: &str = "the statement about a holder cannot be read";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::{NewKey, SigningKey};
    use crate::jose::{Jwk, Signing};

    fn statement(keys: Option<JwkSet>) -> Statement {
        Statement {
            interface: RestInterface::new(),
            keys,
            limits: Limits::default(),
        }
    }

    fn reply(media_type: &str, body: &str) -> Reply {
        reply_with(200, media_type, body)
    }

    /// An answer that says of which type it is, unless that is empty.
    fn reply_with(status: u16, media_type: &str, body: &str) -> Reply {
        let header = ("Content-Type".to_owned(), media_type.to_owned());
        let headers = if media_type.is_empty() {
            vec![]
        } else {
            vec![header]
        };
        Reply::new(status, headers, body.as_bytes().to_vec())
    }

    fn read(body: &str) -> Result<KeyHolder> {
        statement(None).read(&reply("", body))
    }

    fn holder(member: &str) -> Option<(String, String, Option<String>)> {
        let holder = read(&format!("{{\"keyholder\":{member}}}")).ok()?;
        assert_eq!(format!("{holder:?}"), "KeyHolder");
        Some((holder.identifier_type, holder.identifier, holder.name))
    }

    #[test]
    fn holders_are_read_leniently() {
        for (member, kind, identifier, name) in [
            (
                r#"{"enterprise":{"cbe":"0200000142","name":"EXAMPLE LAB"}}"#,
                "CBE",
                "0200000142",
                Some("EXAMPLE LAB"),
            ),
            (
                r#"{"person":{"firstName":"EMMA","name":"JANSSENS","ssin":"85010100115"}}"#,
                "SSIN",
                "85010100115",
                Some("JANSSENS"),
            ),
            (
                r#"{"organization":{"type":"NIHII-HOSPITAL","nihii":"71000040"}}"#,
                "NIHII-HOSPITAL",
                "71000040",
                None,
            ),
            (
                r#"{"nihii-pharmacy":"30000120"}"#,
                "NIHII-PHARMACY",
                "30000120",
                None,
            ),
            (r#"{"x":{"type":"ehp","identifier":"1"}}"#, "EHP", "1", None),
            (
                r#"{"person":{"type":"physical","nihii":"10001490","ssin":"85010100115"}}"#,
                "SSIN",
                "85010100115",
                None,
            ),
        ] {
            let expected = (
                kind.to_owned(),
                identifier.to_owned(),
                name.map(str::to_owned),
            );
            assert_eq!(holder(member), Some(expected), "{member}");
        }
        for nobody in [
            "{}",
            "null",
            "[]",
            "\"x\"",
            r#"{"person":{"name":"X"}}"#,
            r#"{"cbe":""}"#,
        ] {
            assert_eq!(holder(nobody), None, "{nobody}");
        }
        let person = read(r#"{"keyholder":{"person":{"ssin":"1","firstName":"EMMA"}}}"#).unwrap();
        assert_eq!((person.first_name(), person.name()), (Some("EMMA"), None));
    }

    #[test]
    fn answers_that_are_none() {
        use Status::{BadReply, LimitExceeded, NotFound, Refused, ServiceRefused};
        let fine = r#"{"keyholder":{"enterprise":{"cbe":"0200000142"}}}"#;
        for (status, media_type, body, expected) in [
            (200, "text/html", fine, BadReply),
            (200, "application/jwt", fine, BadReply),
            (200, "application/json", "e30.e30.AAAA", BadReply),
            (200, "", "", BadReply),
            (200, "", "{}", BadReply),
            (200, "", r#"{"exp":"soon"}"#, BadReply),
            (200, "", r#"{"exp":1}"#, Refused),
            (404, "application/problem+json", "{}", NotFound),
            (404, "text/html", "<html/>", ServiceRefused),
            (500, "application/problem+json", "{}", ServiceRefused),
            (200, "", &" ".repeat(9 << 20), LimitExceeded),
        ] {
            let reply = reply_with(status, media_type, body);
            let error = statement(None).read(&reply).unwrap_err();
            assert_eq!(error.status(), expected, "{status} {media_type}");
        }
    }

    #[test]
    fn statements_are_verified_if_keys_are_given() {
        let key = NewKey::ec_p256().unwrap();
        let signer = SigningKey::from_pkcs8(key.to_pkcs8().unwrap().as_bytes()).unwrap();
        let public = Jwk::from_spki(&key.to_spki().unwrap()).unwrap();
        let other = NewKey::ec_p256().unwrap().to_spki().unwrap();
        let other = JwkSet::from(vec![Jwk::from_spki(&other).unwrap()]);
        let signing = Signing {
            algorithm: JwsAlgorithm::Es256,
            token_type: None,
            key_id: None,
            key: None,
        };
        let claims = |end: i64| {
            format!(r#"{{"exp":{end},"keyholder":{{"enterprise":{{"cbe":"0200000142"}}}}}}"#)
        };
        let later = Clock::default().now() + 3600;
        let sign = |claims: &str| signing.sign(&signer, claims.as_bytes()).unwrap();
        let trusting = statement(Some(JwkSet::from(vec![public])));
        let token = sign(&claims(later));
        for statement in [&trusting, &statement(None)] {
            for media_type in ["application/jwt", "application/jose", ""] {
                let holder = statement.read(&reply(media_type, &token)).unwrap();
                assert_eq!(holder.identifier(), "0200000142");
            }
        }
        let refused = |statement: &Statement, media_type: &str, body: &str| {
            statement
                .read(&reply(media_type, body))
                .unwrap_err()
                .status()
        };
        let jwt = "application/jwt";
        assert_eq!(
            refused(&statement(Some(other)), jwt, &token),
            Status::SignatureInvalid
        );
        assert_eq!(
            refused(&trusting, "application/json", &claims(later)),
            Status::SignatureInvalid
        );
        assert_eq!(refused(&trusting, jwt, &sign(&claims(1))), Status::Refused);
        let endless = sign(&claims(later).replace("exp", "end"));
        assert_eq!(refused(&trusting, jwt, &endless), Status::Refused);
        assert_eq!(
            refused(&statement(Some(JwkSet::default())), jwt, &token),
            Status::KeyNotFound
        );
    }
}
