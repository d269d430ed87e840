//! The look-up of tokens over REST: one request, one answer, no network in between.

use super::{Identifier, bad, not_found, token, too_many};
use crate::error::Result;
use crate::keys::Token;
use crate::limits::Limits;
use crate::rest::{RestCall, RestInterface, RestName, refusal};
use crate::transport::{Method, Reply};
use serde_json::Value;

/// The search for all tokens of an identifier.
pub(super) fn search(interface: &RestInterface, wanted: &Identifier) -> RestCall {
    let call = RestCall::new(Method::Get, interface, RestName::Tokens, &[RestName::Json]);
    with_identifier(call, interface, wanted)
}

/// Says whom a search is about.
pub(super) fn with_identifier(
    call: RestCall,
    interface: &RestInterface,
    wanted: &Identifier,
) -> RestCall {
    let call = call
        .parameter(interface.get(RestName::Identifier), wanted.value())
        .parameter(
            interface.get(RestName::IdentifierType),
            wanted.identifier_type(),
        );
    match wanted.application() {
        Some(application) => call.parameter(interface.get(RestName::Application), application),
        None => call,
    }
}

/// The tokens in the answer, at least one.
pub(super) fn answer(
    reply: &Reply,
    wanted: &Identifier,
    interface: &RestInterface,
    limits: &Limits,
) -> Result<Vec<Token>> {
    reply.check_size(limits.reply_size)?;
    if reply.status() != 200 {
        return Err(refusal(reply, interface, "no encryption token matches"));
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
    let application = interface.get(RestName::Application);
    // The service may take an empty application for a missing one.
    for entry in entries
        .iter()
        .filter(|entry| wanted.application() != Some("") || is_without(entry, application))
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

/// Whether the key of an entry has no such member, or an empty one.
fn is_without(entry: &Value, member: &str) -> bool {
    let member = entry.get("key").and_then(|key| key.get(member));
    member.and_then(Value::as_str).is_none_or(str::is_empty)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Status;
    use crate::transport::{Endpoints, Step};

    fn url_at(base: &str, application: Option<&str>) -> String {
        let wanted = Identifier::new("NIHII-HOSPITAL", "71000040", application).unwrap();
        let call = search(&RestInterface::new(), &wanted);
        match call.step(&Endpoints::from(base), |_| Ok(())).unwrap() {
            Step::Ask(exchange) => exchange.request().url().to_owned(),
            Step::Done(()) => panic!("nothing was asked"),
        }
    }

    #[test]
    fn three_states_of_the_application() {
        let url = |application| url_at("https://x.example.be/etee/v1", application);
        let base = "https://x.example.be/etee/v1/etks?identifier=71000040&type=NIHII-HOSPITAL";
        assert_eq!(url(None), base);
        assert_eq!(url_at("https://x.example.be/etee/v1//", None), base);
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
            answer(&reply, &wanted, &RestInterface::new(), &Limits::default())
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
