//! The question of a client for a token, and what it has to show (RFC 6749, 4.4; RFC 7523, 3).

use super::client::Client;
use super::{HttpReply, HttpRequest, failure};
use crate::jose::{ClaimRules, Claims, JwsAlgorithm, Verification};
use crate::limits::Limits;
use crate::simulator::one_time::{OneTime, Taken};
use crate::simulator::query::percent_decoded;
use std::collections::BTreeMap;

const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/// By how many seconds the clock of a client may be wrong.
const SKEW: i64 = 5;
/// The longest that an assertion may be valid, in seconds.
const LONGEST: i64 = 60 * 60;

/// The assertions that were used: each is good for once.
#[derive(Default)]
pub(super) struct Grants(OneTime);

/// Who gets a token, and for what.
pub(super) struct Granted<'a> {
    pub(super) client: &'a Client,
    pub(super) scope: Option<String>,
}

/// Why there is no token: HTTP status, code and sentence.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    status: u16,
    code: &'static str,
    description: &'static str,
}

pub(super) type Outcome<T> = core::result::Result<T, Refusal>;

impl Refusal {
    pub(super) fn new(status: u16, code: &'static str, description: &'static str) -> Self {
        Self {
            status,
            code,
            description,
        }
    }

    pub(super) fn reply(&self) -> HttpReply {
        failure(self.status, self.code, self.description)
    }
}

impl Grants {
    /// Checks a question to the realm with this URL.
    pub(super) fn check<'a>(
        &self,
        request: &HttpRequest,
        clients: &'a [Client],
        realm: &str,
        now: i64,
    ) -> Outcome<Granted<'a>> {
        let form = Form::read(request)?;
        if form.get("grant_type")? != "client_credentials" {
            let description = "only client_credentials";
            return Err(Refusal::new(400, "unsupported_grant_type", description));
        }
        if form.get("client_assertion_type")? != ASSERTION_TYPE {
            return Err(invalid_client("a client shows who it is by a signed token"));
        }
        let assertion = form.get("client_assertion")?;
        let client = claimed_client(assertion, clients)?;
        if form
            .optional("client_id")
            .is_some_and(|id| id != client.id())
        {
            return Err(invalid_client("the assertion is that of another client"));
        }
        let claims = verified_claims(assertion, client)?;
        let (name, end) = check_claims(&claims, client, realm, now)?;
        self.take(client, name, end, now)?;
        Ok(Granted {
            client,
            scope: form.optional("scope").map(str::to_owned),
        })
    }

    /// Remembers an assertion for as long as it is valid.
    fn take(&self, client: &Client, name: &str, end: i64, now: i64) -> Outcome<()> {
        let end = end.saturating_add(SKEW);
        match self.0.take(client.id(), name, end, now) {
            Taken::Now => Ok(()),
            Taken::Before => Err(invalid_client("the assertion was used before")),
            Taken::Never => Err(Refusal::new(
                503,
                "temporarily_unavailable",
                "too many clients",
            )),
        }
    }
}

/// The client that an assertion says it is from.
fn claimed_client<'a>(assertion: &str, clients: &'a [Client]) -> Outcome<&'a Client> {
    let claims = Claims::unverified(assertion, &Limits::default());
    let claims = claims.map_err(|_| invalid_client("the assertion is no signed token"))?;
    let issuer = claims.text("iss").ok().flatten();
    let client = clients.iter().find(|client| Some(client.id()) == issuer);
    client.ok_or_else(|| invalid_client("there is no such client"))
}

fn verified_claims(assertion: &str, client: &Client) -> Outcome<Claims> {
    let limits = Limits::default();
    let verification = Verification {
        algorithms: &JwsAlgorithm::ALL,
        keys: core::slice::from_ref(client.key()),
        token_type: None,
        limits: &limits,
    };
    let payload = verification.verify(assertion);
    let claims = payload.and_then(|payload| Claims::parse(&payload, &limits));
    claims.map_err(|_| invalid_client("the assertion is not signed by the client"))
}

/// The name of the assertion, and its end.
fn check_claims<'a>(
    claims: &'a Claims,
    client: &Client,
    realm: &str,
    now: i64,
) -> Outcome<(&'a str, i64)> {
    let rules = ClaimRules {
        now,
        skew: SKEW,
        issuer: Some(client.id()),
        audience: Some(realm),
        lifetime: None,
    };
    if claims.check(&rules).is_err() || claims.text("sub").ok().flatten() != Some(client.id()) {
        return Err(invalid_client(
            "the assertion is not for this realm, or not valid now",
        ));
    }
    let end = claims.time("exp").ok().flatten().unwrap_or(i64::MAX);
    if end.saturating_sub(now) > LONGEST {
        return Err(invalid_client("the assertion is valid for too long"));
    }
    match claims.text("jti") {
        Ok(Some(name)) if !name.is_empty() => Ok((name, end)),
        _ => Err(invalid_client("the assertion has no name")),
    }
}

fn invalid_client(description: &'static str) -> Refusal {
    Refusal::new(401, "invalid_client", description)
}

fn invalid_request(description: &'static str) -> Refusal {
    Refusal::new(400, "invalid_request", description)
}

/// The fields of a form, none of them twice.
struct Form(BTreeMap<String, String>);

impl Form {
    fn read(request: &HttpRequest) -> Outcome<Self> {
        let media_type = request.header("Content-Type").unwrap_or_default();
        let media_type = media_type.split(';').next().unwrap_or_default();
        if media_type.trim() != "application/x-www-form-urlencoded" {
            return Err(invalid_request("the question is no form"));
        }
        let text = core::str::from_utf8(&request.body).unwrap_or_default();
        let mut fields = BTreeMap::new();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let field = percent_decoded(name).zip(percent_decoded(value));
            let (name, value) = field.ok_or_else(|| invalid_request("a field is not UTF-8"))?;
            if fields.insert(name, value).is_some() {
                return Err(invalid_request("a field is there twice"));
            }
        }
        Ok(Self(fields))
    }

    fn optional(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    fn get(&self, name: &str) -> Outcome<&str> {
        let value = self.optional(name);
        value.ok_or_else(|| invalid_request("a field is missing"))
    }
}
