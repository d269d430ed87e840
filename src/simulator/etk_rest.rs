//! The ETK depot over REST: `GET /etks`.

use super::register::{Record, Register};
use super::server::{HttpReply, HttpRequest};
use super::service::{Outcome, REST_PATH, search};
use crate::depot::{APPLICATION, Identifier};
use base64ct::{Base64, Encoding};
use serde_json::{Map, Value, json};

pub(super) fn answer(register: &Register, request: &HttpRequest) -> HttpReply {
    if request.path.strip_prefix(REST_PATH) != Some("/etks") {
        return problem(404, "resourceNotFound", "Not Found", "no such resource");
    }
    if request.method != "GET" {
        return problem(405, "methodNotAllowed", "Method Not Allowed", "only GET");
    }
    let Some(wanted) = identifier(&request.query) else {
        return problem(
            400,
            "badRequest",
            "Bad Request",
            "identifier and type are needed",
        );
    };
    match search(register, &[wanted]) {
        Outcome::Invalid(code) => problem(400, "badRequest", "Bad Request", code),
        Outcome::Found(records) if records.is_empty() => {
            problem(404, "resourceNotFound", "Not Found", "no ETK matches")
        }
        Outcome::Found(records) => {
            let tokens = records.into_iter().map(token).collect();
            HttpReply::new(200, "application/json", text(&Value::Array(tokens)))
        }
    }
}

pub(super) fn unavailable() -> HttpReply {
    problem(
        503,
        "serviceUnavailable",
        "Service Unavailable",
        "try later",
    )
}

pub(super) fn failed() -> HttpReply {
    problem(
        500,
        "internalServerError",
        "Internal Server Error",
        "the service has failed",
    )
}

fn problem(status: u16, kind: &str, title: &str, detail: &str) -> HttpReply {
    let problem = json!({
        "type": format!("urn:problem-type:belgif:{kind}"),
        "title": title,
        "status": status,
        "detail": detail,
    });
    HttpReply::new(status, "application/problem+json", text(&problem))
}

fn text(value: &Value) -> Vec<u8> {
    value.to_string().into_bytes()
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
    let parameter = |name: &str| {
        query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .find(|(key, _)| *key == name)
            .and_then(|(_, value)| percent_decoded(value))
    };
    Some(Identifier::verbatim(
        parameter("type")?.to_ascii_uppercase(),
        parameter("identifier")?,
        parameter(APPLICATION).filter(|application| !application.is_empty()),
    ))
}

/// The text behind `%XX` and `+`; `None` if it is not UTF-8.
fn percent_decoded(text: &str) -> Option<String> {
    let mut octets = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(octet) = rest.next() {
        octets.push(match octet {
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                u8::from_str_radix(core::str::from_utf8(&digits).ok()?, 16).ok()?
            }
            b'+' => b' ',
            other => other,
        });
    }
    String::from_utf8(octets).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_encoding() {
        for (text, decoded) in [
            ("A%26B%3D%20%C3%A9", Some("A&B= é")),
            ("a+b", Some("a b")),
            ("%", None),
            ("%4", None),
            ("%zz", None),
            ("%ff", None),
        ] {
            assert_eq!(percent_decoded(text).as_deref(), decoded);
        }
    }
}
