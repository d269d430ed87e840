//! The REST protocol of the depot: one request, one answer, no network in between.

use super::{Identifier, bad, not_found, token, too_many};
use crate::error::{Error, Result, ServiceCode, Status};
use crate::keys::Token;
use crate::limits::Limits;
use crate::transport::{Reply, Request};
use serde_json::Value;

/// The application, in a query and in the key of a token.
pub(crate) const APPLICATION: &str = "applicationIdentifier";

/// The search for all tokens of an identifier.
pub(super) fn request(base_url: &str, wanted: &Identifier) -> Request {
    let mut url = format!(
        "{}/etks?identifier={}&type={}",
        base_url.trim_end_matches('/'),
        percent_encoded(wanted.value()),
        percent_encoded(wanted.identifier_type())
    );
    if let Some(application) = wanted.application() {
        url.push_str(&format!("&{APPLICATION}={}", percent_encoded(application)));
    }
    Request::get(url).with_header("Accept", "application/json, application/problem+json")
}

/// The tokens in the answer, at least one.
pub(super) fn answer(reply: &Reply, wanted: &Identifier, limits: &Limits) -> Result<Vec<Token>> {
    reply.check_size(limits.reply_size)?;
    if reply.status() != 200 {
        return Err(refusal(reply));
    }
    let entries: Vec<Value> = serde_json::from_slice(reply.body()).map_err(|_| {
        bad(
            reply,
            "the answer of the service is not the JSON it should be",
        )
    })?;
    if entries.len() > limits.matches {
        return Err(too_many());
    }
    let mut tokens = Vec::new();
    // The service may take an empty application for a missing one.
    for entry in entries
        .iter()
        .filter(|entry| wanted.application() != Some("") || has_no_application(entry))
    {
        let value = entry.get("value").and_then(Value::as_str);
        let value = value.ok_or_else(|| bad(reply, "an entry of the answer has no token"))?;
        tokens.push(token(value, limits)?);
    }
    if tokens.is_empty() {
        return Err(not_found());
    }
    Ok(tokens)
}

fn has_no_application(entry: &Value) -> bool {
    let application = entry.get("key").and_then(|key| key.get(APPLICATION));
    application
        .and_then(Value::as_str)
        .is_none_or(str::is_empty)
}

/// A 404 speaks about tokens only if it comes with a problem document; without one the URL
/// is wrong, or something stands between us and the service.
fn refusal(reply: &Reply) -> Error {
    let problem: Option<Value> = serde_json::from_slice(reply.body()).ok();
    let problem = problem.filter(Value::is_object);
    let code = problem
        .as_ref()
        .and_then(|problem| problem.get("type"))
        .and_then(Value::as_str)
        .filter(|name| *name != "about:blank")
        .and_then(ServiceCode::parse);
    if reply.status() == 404 && problem.is_some() {
        return Error::new(Status::NotFound, "no encryption token matches")
            .with_http_status(404)
            .with_service_code(code);
    }
    reply.refusal(code)
}

/// A value in a query (RFC 3986, 2.3): all but unreserved characters as `%XX`.
fn percent_encoded(value: &str) -> String {
    let mut encoded = String::with_capacity(value.len());
    for octet in value.bytes() {
        if octet.is_ascii_alphanumeric() || b"-._~".contains(&octet) {
            encoded.push(char::from(octet));
        } else {
            encoded.push_str(&format!("%{octet:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(application: Option<&str>) -> String {
        let wanted = Identifier::new("NIHII-HOSPITAL", "71000040", application).unwrap();
        request("https://x.example.be/etee/v1", &wanted)
            .url()
            .to_owned()
    }

    #[test]
    fn three_states_of_the_application() {
        let base = "https://x.example.be/etee/v1/etks?identifier=71000040&type=NIHII-HOSPITAL";
        assert_eq!(url(None), base);
        let wanted = Identifier::new("NIHII-HOSPITAL", "71000040", None).unwrap();
        assert_eq!(
            request("https://x.example.be/etee/v1//", &wanted).url(),
            base
        );
        assert_eq!(url(Some("")), format!("{base}&applicationIdentifier="));
        assert_eq!(
            url(Some("A&B= é#")),
            format!("{base}&applicationIdentifier=A%26B%3D%20%C3%A9%23")
        );
    }

    #[test]
    fn refusals() {
        let status_of = |status: u16, body: &str| {
            let reply = Reply::new(status, Vec::new(), body.as_bytes().to_vec());
            let wanted = Identifier::new("SSIN", "1", None).unwrap();
            answer(&reply, &wanted, &Limits::default())
                .err()
                .map(|error| (error.status(), error.is_retryable()))
        };
        for (status, body, expected, retryable) in [
            (404, "{}", Status::NotFound, false),
            (404, "<html/>", Status::ServiceRefused, false),
            (301, "", Status::ServiceRefused, false),
            (400, "{}", Status::ServiceRefused, false),
            (503, "", Status::ServiceRefused, true),
            (200, "[]", Status::NotFound, false),
            (200, "", Status::BadReply, false),
            (200, "{}", Status::BadReply, false),
            (200, "[{}]", Status::BadReply, false),
            (200, "[{\"value\":7}]", Status::BadReply, false),
            (200, "[{\"value\":\"AAAA\"}]", Status::BadReply, false),
            (200, "[{\"value\":\"*\"}]", Status::BadReply, false),
        ] {
            assert_eq!(
                status_of(status, body),
                Some((expected, retryable)),
                "{body}"
            );
        }
        let deep = "[".repeat(100_000);
        assert_eq!(status_of(200, &deep), Some((Status::BadReply, false)));
        let wide = format!("[{}1]", "1,".repeat(100));
        assert_eq!(status_of(200, &wide), Some((Status::LimitExceeded, false)));
    }
}
