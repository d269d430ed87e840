//! The ETK depot over REST: tokens, the keys in them, and whose those are.

use super::key_holder::statement;
use super::problem::Problem;
use super::query::parameter;
use super::register::{Record, Register};
use super::server::{HttpReply, HttpRequest};
use super::service::{Outcome, REST_PATH, search};
use crate::depot::Identifier;
use crate::error::Result;
use crate::jose::{Jwk, JwkSet};
use crate::keys::Token;
use crate::limits::Limits;
use crate::soap::read_date_time;
use crate::x509::Certificate;
use base64ct::{Base64, Encoding};
use serde_json::{Map, Value, json};

/// The application, in a query and in the key of a token.
const APPLICATION: &str = "applicationIdentifier";

const TOKENS: &str = "/etks";
const KEYS: &str = "/pubKeys/cacerts/jwks";
/// Where the platform has the holders is not published; here they are wherever they may be.
const KEY_HOLDERS: [&str; 3] = [
    "/pubKeys/cacerts/keyholders",
    "/pubKeys/keyholders",
    "/keyholders",
];

/// Who states whom a key belongs to.
const ISSUER: &str = "urn:be:fgov:ehealth:etee:etkdepot";

const NO_KEY: Problem = Problem::not_found("no such key");

type Answer = core::result::Result<HttpReply, Problem>;

pub(super) fn answer(register: &Register, request: &HttpRequest, now: i64) -> HttpReply {
    respond(register, request, now).unwrap_or_else(Problem::reply)
}

fn respond(register: &Register, request: &HttpRequest, now: i64) -> Answer {
    let path = request.path.strip_prefix(REST_PATH).unwrap_or_default();
    let (above, name) = path.rsplit_once('/').unwrap_or_default();
    let of_holder = KEY_HOLDERS.contains(&above);
    if !of_holder && ![TOKENS, KEYS].contains(&path) && above != KEYS {
        return Err(Problem::not_found("no such resource"));
    }
    if request.method != "GET" {
        return Err(Problem::wrong_method());
    }
    match path {
        TOKENS => tokens(register, &request.query),
        KEYS => keys(register, &request.query, now),
        _ if of_holder => key_holder(register, name, now),
        _ => key(register, name),
    }
}

fn tokens(register: &Register, query: &str) -> Answer {
    let tokens = find(register, query)?.into_iter().map(token).collect();
    Ok(json_reply(&Value::Array(tokens)))
}

/// The keys of a use, of those certificates that are valid at a moment.
fn keys(register: &Register, query: &str, now: i64) -> Answer {
    let key_use = parameter(query, "use");
    let key_use = key_use.filter(|key_use| ["sig", "enc"].contains(&key_use.as_str()));
    let key_use = key_use.ok_or(Problem::bad_request("use is needed"))?;
    let moment = match parameter(query, "time") {
        Some(time) => read_date_time(&time).ok_or(Problem::bad_request("time is not a moment"))?,
        None => now,
    };
    let keys = find(register, query)?
        .into_iter()
        .flat_map(certified_keys)
        .filter(|(certificate, key)| {
            key.key_use() == Some(&key_use)
                && (certificate.not_before()..=certificate.not_after()).contains(&moment)
        });
    let keys: Vec<_> = keys.map(|(_, key)| key).collect();
    if keys.is_empty() {
        return Err(NO_KEY);
    }
    text_reply(JwkSet::from(keys).to_json())
}

fn key(register: &Register, kid: &str) -> Answer {
    let (_, key) = named(register, kid).ok_or(NO_KEY)?;
    text_reply(key.to_json())
}

fn key_holder(register: &Register, kid: &str, now: i64) -> Answer {
    let (record, _) = named(register, kid).ok_or(NO_KEY)?;
    Ok(json_reply(&statement(ISSUER, record.holder(), now)?))
}

/// The key of this name, and whose it is.
fn named<'a>(register: &'a Register, kid: &str) -> Option<(&'a Record, Jwk)> {
    register.records().find_map(|record| {
        let mut keys = certified_keys(record).into_iter().map(|(_, key)| key);
        let key = keys.find(|key| key.key_id() == Some(kid))?;
        Some((record, key))
    })
}

/// The two certificates in a token with their keys; none in one that is broken.
fn certified_keys(record: &Record) -> Vec<(Certificate, Jwk)> {
    let Ok(token) = Token::from_bytes(record.token(), &Limits::default()) else {
        return Vec::new();
    };
    let certificates = [
        (token.authentication_certificate(), "sig"),
        (token.encryption_certificate(), "enc"),
    ];
    let key = |(certificate, key_use): (&Certificate, &str)| {
        let key = Jwk::from_certificate(certificate).ok()?;
        Some((certificate.clone(), key.with_use(key_use)))
    };
    certificates.into_iter().filter_map(key).collect()
}

/// The records that a query matches, at least one.
fn find<'a>(register: &'a Register, query: &str) -> core::result::Result<Vec<&'a Record>, Problem> {
    let wanted = identifier(query);
    let wanted = wanted.ok_or(Problem::bad_request("identifier and type are needed"))?;
    match search(register, &[wanted]) {
        Outcome::Invalid(code) => Err(Problem::bad_request(code)),
        Outcome::Found(records) if records.is_empty() => Err(Problem::not_found("no ETK matches")),
        Outcome::Found(records) => Ok(records),
    }
}

fn json_reply(value: &Value) -> HttpReply {
    HttpReply::new(200, "application/json", value.to_string().into_bytes())
}

fn text_reply(json: Result<String>) -> Answer {
    let text = json.map_err(|_| Problem::failed())?;
    Ok(HttpReply::new(200, "application/json", text.into_bytes()))
}

fn token(record: &Record) -> Value {
    let holder = record.holder();
    let mut key = Map::new();
    if !holder.application().is_empty() {
        key.insert(APPLICATION.to_owned(), holder.application().into());
    }
    let name = holder.identifier_type().to_ascii_lowercase();
    key.insert(name, holder.identifier().into());
    json!({ "key": key, "value": Base64::encode_string(record.token()) })
}

/// What a query asks for. An application that is empty counts as missing.
fn identifier(query: &str) -> Option<Identifier> {
    Some(Identifier::verbatim(
        parameter(query, "type")?.to_ascii_uppercase(),
        parameter(query, "identifier")?,
        parameter(query, APPLICATION).filter(|application| !application.is_empty()),
    ))
}
