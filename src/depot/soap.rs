//! The SOAP protocol of the depot: `GetEtk`, one request, one answer, no network in between.

use super::{Answer, Identifier, NO_MATCH, bad, not_found, token, too_many};
use crate::error::{Error, Result, ServiceCode};
use crate::limits::Limits;
use crate::soap::{child, children, envelope, escape, parse_reply, post, reply_body, text};
use crate::transport::{Reply, Request};
use roxmltree::Node;

/// The namespace of the operation; all its own elements are in it.
pub(crate) const PROTOCOL: &str = "urn:be:fgov:ehealth:etkdepot:1_0:protocol";
/// The namespace of `Status`, whose children have none.
pub(crate) const STATUS: &str = "urn:be:fgov:ehealth:commons:1_0:core";

/// The search for the token of an identifier.
pub(super) fn request(url: &str, wanted: &Identifier) -> Request {
    let body = format!(
        "<d:GetEtkRequest xmlns:d=\"{PROTOCOL}\"><d:SearchCriteria>{}</d:SearchCriteria>\
         </d:GetEtkRequest>",
        write_identifier(wanted)
    );
    post(url, "\"\"", &envelope(&body))
}

/// Reads the answer.
pub(super) fn answer(reply: &Reply, limits: &Limits) -> Result<Answer> {
    let document = parse_reply(reply, limits)?;
    let element = reply_body(reply, &document)?;
    if !element.has_tag_name((PROTOCOL, "GetEtkResponse")) {
        return Err(bad(reply, "the answer is not that of an ETK depot"));
    }
    check_status(reply, element)?;
    if let Some(error) = child(element, Some(PROTOCOL), "Error") {
        return Err(business_error(reply, error));
    }
    found(reply, element, limits)
}

/// 200 stands for a request that was processed, even if nothing was found.
fn check_status(reply: &Reply, response: Node<'_, '_>) -> Result<()> {
    let code = child(response, Some(STATUS), "Status")
        .and_then(|status| child(status, None, "Code"))
        .map(text)
        .ok_or_else(|| bad(reply, "the answer has no status"))?;
    match code.trim() {
        "200" => Ok(()),
        other => Err(reply.refusal(ServiceCode::parse(other))),
    }
}

fn business_error(reply: &Reply, error: Node<'_, '_>) -> Error {
    let code = child(error, Some(PROTOCOL), "Code").map(text);
    match code.as_deref().map(str::trim) {
        Some(NO_MATCH) => not_found(),
        code => reply.refusal(code.and_then(ServiceCode::parse)),
    }
}

fn found(reply: &Reply, response: Node<'_, '_>, limits: &Limits) -> Result<Answer> {
    let mut tokens = children(response, Some(PROTOCOL), "ETK");
    match (tokens.next(), tokens.next()) {
        (Some(only), None) => return Ok(Answer::Tokens(vec![token(&text(only), limits)?])),
        (Some(_), Some(_)) => return Err(bad(reply, "the answer holds several tokens")),
        (None, _) => {}
    }
    let mut matches = Vec::new();
    for candidate in children(response, Some(PROTOCOL), "MatchingEtk") {
        if matches.len() >= limits.matches {
            return Err(too_many());
        }
        // Each of its identifiers leads to the token; the first is enough.
        let first = read_identifiers(candidate).and_then(|all| all.into_iter().next());
        matches.push(first.ok_or_else(|| bad(reply, "a match of the answer has no identifier"))?);
    }
    if matches.is_empty() {
        return Err(not_found());
    }
    Ok(Answer::Matches(matches))
}

/// Writes an `Identifier`; the prefix `d` stands for [`PROTOCOL`].
pub(crate) fn write_identifier(identifier: &Identifier) -> String {
    let application = identifier.application().map_or_else(String::new, |text| {
        format!("<d:ApplicationID>{}</d:ApplicationID>", escape(text))
    });
    format!(
        "<d:Identifier><d:Type>{}</d:Type><d:Value>{}</d:Value>{application}</d:Identifier>",
        escape(identifier.identifier_type()),
        escape(identifier.value())
    )
}

/// The `Identifier`s in an element; `None` if one of them lacks type or value.
pub(crate) fn read_identifiers(parent: Node<'_, '_>) -> Option<Vec<Identifier>> {
    children(parent, Some(PROTOCOL), "Identifier")
        .map(|identifier| {
            let member = |name| child(identifier, Some(PROTOCOL), name).map(text);
            Some(Identifier::verbatim(
                member("Type")?,
                member("Value")?,
                member("ApplicationID"),
            ))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Status;

    fn body_of(application: Option<&str>) -> String {
        let wanted = Identifier::new("NIHII", "10001490", application).unwrap();
        let request = request("https://x.example.be/EtkDepot/v1", &wanted);
        assert!(
            request
                .headers()
                .any(|header| header == ("SOAPAction", "\"\""))
        );
        String::from_utf8(request.body().to_vec()).unwrap()
    }

    #[test]
    fn three_states_of_the_application() {
        assert!(!body_of(None).contains("ApplicationID"));
        assert!(body_of(Some("")).contains("<d:ApplicationID></d:ApplicationID>"));
        assert!(body_of(Some("A<B")).contains("<d:ApplicationID>A&lt;B</d:ApplicationID>"));
    }

    fn read(status: &str, rest: &str, limits: &Limits) -> Result<Answer> {
        let body = format!(
            "<d:GetEtkResponse xmlns:d=\"{PROTOCOL}\" xmlns:c=\"{STATUS}\">{status}{rest}\
             </d:GetEtkResponse>"
        );
        answer(&Reply::new(200, Vec::new(), envelope(&body)), limits)
    }

    const PROCESSED: &str =
        "<c:Status><Code>200</Code><Message Lang=\"EN\">ok</Message></c:Status>";

    #[test]
    fn the_children_of_status_have_no_namespace() {
        let limits = Limits::default();
        let status_of = |status| read(status, "", &limits).err().unwrap().status();
        assert_eq!(status_of(PROCESSED), Status::NotFound);
        for status in [
            "<c:Status><c:Code>200</c:Code></c:Status>",
            "<Status><Code>200</Code></Status>",
            "<d:Status><Code>200</Code></d:Status>",
            "",
        ] {
            assert_eq!(status_of(status), Status::BadReply, "{status}");
        }
        let refused = status_of("<c:Status><Code>500</Code></c:Status>");
        assert_eq!(refused, Status::ServiceRefused);
    }

    #[test]
    fn errors_and_matches() {
        let limits = Limits {
            matches: 2,
            ..Limits::default()
        };
        let status_of = |rest: &str| read(PROCESSED, rest, &limits).err().map(|e| e.status());
        let error = |code: &str| format!("<d:Error><d:Code>{code}</d:Code></d:Error>");
        assert_eq!(status_of(&error(NO_MATCH)), Some(Status::NotFound));
        let refused = read(PROCESSED, &error("INVALID_SSIN_NUMBER"), &limits).err();
        assert_eq!(refused.unwrap().service_code(), Some("INVALID_SSIN_NUMBER"));
        let one = "<d:MatchingEtk><d:Identifier><d:Type>CBE</d:Type><d:Value>1</d:Value>\
                   <d:ApplicationID/></d:Identifier></d:MatchingEtk>";
        let Ok(Answer::Matches(matches)) = read(PROCESSED, &one.repeat(2), &limits) else {
            panic!("two matches");
        };
        assert_eq!(matches[0].application(), Some(""));
        assert_eq!(matches[0].value(), "1");
        assert_eq!(status_of(&one.repeat(3)), Some(Status::LimitExceeded));
        assert_eq!(status_of("<d:MatchingEtk/>"), Some(Status::BadReply));
        assert_eq!(status_of("<d:ETK>AAAA</d:ETK>"), Some(Status::BadReply));
        assert_eq!(
            status_of("<d:ETK>AAAA</d:ETK><d:ETK>AAAA</d:ETK>"),
            Some(Status::BadReply)
        );
    }
}
