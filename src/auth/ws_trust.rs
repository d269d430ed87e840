//! WS-Trust 1.3 as the platform's token service speaks it: requests and answers, no network in
//! between.

use super::assertion::{ASSERTION, SIGNATURE};
use super::fragment::cut_out;
use super::{Assertion, Attribute, LogOn};
use crate::error::{Error, Result, Status};
pub(crate) use crate::soap::{SAML_V11 as TOKEN_TYPE, SECURITY, UTILITY};
use crate::soap::{escape, only, text, write_date_time};
use crate::x509::Certificate;
use base64ct::{Base64, Encoding};
use roxmltree::Node;

/// The namespace of WS-Trust.
pub(crate) const TRUST: &str = "http://docs.oasis-open.org/ws-sx/ws-trust/200512";
/// The namespace of claims.
pub(crate) const CLAIMS: &str = "http://docs.oasis-open.org/wsfed/authorization/200706";
/// What a request is for.
pub(crate) const ISSUE: &str = "http://docs.oasis-open.org/ws-sx/ws-trust/200512/Issue";
pub(crate) const RENEW: &str = "http://docs.oasis-open.org/ws-sx/ws-trust/200512/Renew";
/// The language of the claims.
pub(crate) const DIALECT: &str = "http://docs.oasis-open.org/wsfed/authorization/200706/authclaims";
/// The type of the key; the platform spells `wstrust` so.
pub(crate) const KEY_TYPE: &str = "http://docs.oasis-open.org/ws-sx/wstrust/200512/PublicKey";

/// The SOAPAction of requests to issue and to renew.
pub(super) const REQUEST_ACTION: &str =
    "\"urn:be:fgov:ehealth:sts:protocol:v1:RequestSecurityToken\"";
/// The SOAPAction of the answer to a challenge.
pub(super) const CHALLENGE_ACTION: &str = "\"urn:be:fgov:ehealth:sts:protocol:v1:Challenge\"";

/// The longest challenge that is signed: more than any service needs, and no room for more.
const MAX_CHALLENGE: usize = 4096;

/// What the service answers.
pub(super) enum Answer {
    /// An assertion, as a document of its own.
    Token(String),
    /// What the holder of the key has to sign first.
    Challenge(String),
}

/// The body of a request for a session that is bound to the key of this certificate.
pub(super) fn issue(
    context: &str,
    log_on: &LogOn,
    holder: &Certificate,
    now: i64,
) -> Result<String> {
    Ok(format!(
        "{}<wst:Claims Dialect=\"{DIALECT}\">{}</wst:Claims>{}\
         <wst:KeyType>{KEY_TYPE}</wst:KeyType>\
         <wst:UseKey><wsse:SecurityTokenReference><ds:X509Data><ds:X509Certificate>{}\
         </ds:X509Certificate></ds:X509Data></wsse:SecurityTokenReference></wst:UseKey>\
         </wst:RequestSecurityToken>",
        head(context, ISSUE),
        claims(log_on)?,
        lifetime(log_on, now)?,
        Base64::encode_string(holder.as_der())
    ))
}

/// The body of a request to renew a session. The holder of its key signs the envelope.
pub(super) fn renew(
    context: &str,
    log_on: &LogOn,
    old: &Assertion,
    token_id: &str,
    now: i64,
) -> Result<String> {
    Ok(format!(
        "{}<wst:RenewTarget><wsse:SecurityTokenReference>\
         <wsse:Embedded wsu:Id=\"token-{token_id}\">{}</wsse:Embedded>\
         </wsse:SecurityTokenReference></wst:RenewTarget>{}</wst:RequestSecurityToken>",
        head(context, RENEW),
        old.xml(),
        lifetime(log_on, now)?
    ))
}

/// The body of the answer to a challenge. The holder of the key signs the envelope.
pub(super) fn challenge_response(context: &str, challenge: &str) -> String {
    format!(
        "<wst:RequestSecurityTokenResponse xmlns:wst=\"{TRUST}\" Context=\"{}\">\
         <wst:SignChallengeResponse><wst:Challenge>{}</wst:Challenge>\
         </wst:SignChallengeResponse></wst:RequestSecurityTokenResponse>",
        escape(context),
        escape(challenge)
    )
}

fn head(context: &str, request_type: &str) -> String {
    format!(
        "<wst:RequestSecurityToken xmlns:wst=\"{TRUST}\" xmlns:auth=\"{CLAIMS}\" \
         xmlns:wsu=\"{UTILITY}\" xmlns:wsse=\"{SECURITY}\" xmlns:ds=\"{SIGNATURE}\" \
         Context=\"{}\"><wst:TokenType>{TOKEN_TYPE}</wst:TokenType>\
         <wst:RequestType>{request_type}</wst:RequestType>",
        escape(context)
    )
}

fn lifetime(log_on: &LogOn, now: i64) -> Result<String> {
    let (start, end) = log_on.period(now);
    Ok(format!(
        "<wst:Lifetime><wsu:Created>{}</wsu:Created><wsu:Expires>{}</wsu:Expires></wst:Lifetime>",
        write_date_time(start)?,
        write_date_time(end)?
    ))
}

/// What is said, then what is asked for and was not said. Namespaces are not sent.
fn claims(log_on: &LogOn) -> Result<String> {
    let mut names: Vec<&str> = Vec::new();
    let mut claims = String::new();
    for attribute in log_on.attributes() {
        names.push(attribute.name());
        claims.push_str(&said(attribute)?);
    }
    for designator in log_on.designators() {
        if !names.contains(&designator.name()) {
            names.push(designator.name());
            let name = escape(designator.name());
            claims.push_str(&format!("<auth:ClaimType Uri=\"{name}\"/>"));
        }
    }
    Ok(claims)
}

fn said(attribute: &Attribute) -> Result<String> {
    if attribute.values().iter().any(|value| value.contains(';')) {
        return Err(Error::new(
            Status::InvalidArgument,
            "a value holds the character that stands between values in WS-Trust",
        ));
    }
    Ok(format!(
        "<auth:ClaimType Uri=\"{}\"><auth:Value>{}</auth:Value></auth:ClaimType>",
        escape(attribute.name()),
        escape(&attribute.values().join(";"))
    ))
}

/// Reads the answer to a request with this context.
///
/// An answer with another context is refused. One without any is taken: the platform's own
/// software writes the context in a way that services need not see, and an assertion that was
/// not meant for the caller is refused for its key anyway.
pub(super) fn read(element: Node<'_, '_>, context: &str) -> Result<Answer> {
    const RESPONSE: &str = "RequestSecurityTokenResponse";
    let response = if element.has_tag_name((TRUST, "RequestSecurityTokenResponseCollection")) {
        only(element, TRUST, RESPONSE)
    } else {
        Some(element).filter(|element| element.has_tag_name((TRUST, RESPONSE)))
    };
    let response = response.ok_or_else(|| bad("the answer is not one of WS-Trust"))?;
    if context_of(response).is_some_and(|other| other != context) {
        return Err(bad("the answer is one to another request"));
    }
    let token = only(response, TRUST, "RequestedSecurityToken")
        .and_then(|token| only(token, ASSERTION, "Assertion"));
    if let Some(assertion) = token {
        return Ok(Answer::Token(cut_out(assertion)));
    }
    let challenge = only(response, TRUST, "SignChallenge")
        .and_then(|challenge| only(challenge, TRUST, "Challenge"))
        .map(text)
        .ok_or_else(|| bad("the answer has neither a token nor a challenge"))?;
    if challenge.is_empty() || challenge.len() > MAX_CHALLENGE {
        return Err(bad("a challenge is empty or too long"));
    }
    Ok(Answer::Challenge(challenge))
}

/// The context of a request or an answer, in whatever namespace it is written.
pub(crate) fn context_of<'a>(element: Node<'a, '_>) -> Option<&'a str> {
    let mut attributes = element.attributes();
    attributes
        .find(|attribute| attribute.name() == "Context")
        .map(|attribute| attribute.value())
}

fn bad(message: &'static str) -> Error {
    Error::new(Status::BadReply, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use roxmltree::Document;

    fn answer(content: &str) -> Result<Answer> {
        let xml = content
            .replace("<t:", "<wst:")
            .replace("</t:", "</wst:")
            .replacen(
                '>',
                &format!(" xmlns:wst=\"{TRUST}\" xmlns:a=\"{ASSERTION}\">"),
                1,
            );
        read(Document::parse(&xml).unwrap().root_element(), "c1")
    }

    fn response(attributes: &str, content: &str) -> String {
        let name = "RequestSecurityTokenResponse";
        format!("<t:{name} {attributes}>{content}</t:{name}>")
    }

    #[test]
    fn a_token_or_a_challenge() {
        let token = "<t:RequestedSecurityToken><a:Assertion>x</a:Assertion>\
                     </t:RequestedSecurityToken>";
        for attributes in ["Context=\"c1\"", "wst:Context=\"c1\"", ""] {
            let Ok(Answer::Token(xml)) = answer(&response(attributes, token)) else {
                panic!("{attributes}");
            };
            assert!(xml.starts_with("<a:Assertion xmlns:") && xml.contains(ASSERTION));
        }
        let name = "RequestSecurityTokenResponseCollection";
        let one = response("", token);
        let collection = |content: &str| answer(&format!("<t:{name} >{content}</t:{name}>"));
        assert!(matches!(collection(&one), Ok(Answer::Token(_))));
        for wrong in [String::new(), one.repeat(2), token.to_owned()] {
            assert_eq!(collection(&wrong).err().unwrap().status(), Status::BadReply);
        }
        let challenge = "<t:SignChallenge><t:Challenge>a&lt;b</t:Challenge></t:SignChallenge>";
        let Ok(Answer::Challenge(text)) = answer(&response("", challenge)) else {
            panic!("no challenge");
        };
        assert_eq!(text, "a<b");
        assert!(challenge_response("c1", &text).contains("a&lt;b"));
        let long = challenge.replace("a&lt;b", &"x".repeat(MAX_CHALLENGE + 1));
        for (attributes, content) in [
            ("Context=\"c2\"", token),
            ("wst:Context=\"c2\"", token),
            ("", ""),
            ("", "<t:RequestedSecurityToken/>"),
            ("", "<t:SignChallenge><t:Challenge/></t:SignChallenge>"),
            ("", &token.repeat(2)),
            ("", &long),
        ] {
            let error = answer(&response(attributes, content)).err().unwrap();
            assert_eq!(error.status(), Status::BadReply, "{attributes} {content}");
        }
    }
}
