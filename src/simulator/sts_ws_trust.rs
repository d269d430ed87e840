//! The secure token service over WS-Trust 1.3: issue, challenge, renew.

use super::server::{HttpReply, HttpRequest};
use super::sts::{Outcome, Refusal, SCHEMA, TokenService, Wanted};
use crate::auth::ws_trust::{
    CLAIMS, DIALECT, ISSUE, KEY_TYPE, RENEW, SECURITY, TOKEN_TYPE, TRUST, UTILITY, context_of,
};
use crate::auth::{ASSERTION, Attribute, SIGNATURE};
use crate::soap::{base64, children, escape, only, read_date_time, text};
use crate::x509::Certificate;
use roxmltree::Node;

const INVALID: Refusal = Refusal {
    code: "ws-trust:InvalidRequest",
    message: "the request is not one that is known here",
};

pub(super) fn answer(service: &TokenService, request: &HttpRequest, now: i64) -> HttpReply {
    service.answer(request, now, |body, caller| {
        respond(service, body, caller, now)
    })
}

/// Answers what stands in a signed Body.
pub(super) fn respond(
    service: &TokenService,
    body: Node<'_, '_>,
    caller: Certificate,
    now: i64,
) -> Outcome<String> {
    let context = context_of(body).ok_or(SCHEMA)?;
    if body.has_tag_name((TRUST, "RequestSecurityToken")) {
        return match request_type(body)?.as_str() {
            ISSUE => issue(service, body, context, caller, now),
            RENEW => renew(service, body, context, &caller, now),
            _ => Err(INVALID),
        };
    }
    if body.has_tag_name((TRUST, "RequestSecurityTokenResponse")) {
        return respond_to_challenge(service, body, context, &caller, now);
    }
    Err(Refusal {
        code: "SOA-03005",
        message: "WSDL compliance failure",
    })
}

fn request_type(request: Node<'_, '_>) -> Outcome<String> {
    if member(request, TRUST, "TokenType")? != TOKEN_TYPE {
        return Err(INVALID);
    }
    member(request, TRUST, "RequestType")
}

fn issue(
    service: &TokenService,
    request: Node<'_, '_>,
    context: &str,
    caller: Certificate,
    now: i64,
) -> Outcome<String> {
    if member(request, TRUST, "KeyType")? != KEY_TYPE {
        return Err(INVALID);
    }
    let (said, asked) = claims(request)?;
    let wanted = Wanted {
        said,
        asked,
        expires: expires(request)?,
        holder: use_key(request).ok_or(SCHEMA)?,
        identification: caller,
    };
    if wanted.holder == wanted.identification {
        return Ok(collection(context, &service.issue(&wanted, now)?));
    }
    let challenge = service.challenge(context, wanted, now)?;
    let challenge = escape(&challenge);
    Ok(response(
        context,
        &format!(
            "<wst:SignChallenge><wst:Challenge>{challenge}</wst:Challenge></wst:SignChallenge>"
        ),
    ))
}

/// What is said of the caller, and what is asked for. Namespaces are not sent.
fn claims(request: Node<'_, '_>) -> Outcome<(Vec<Attribute>, Vec<Attribute>)> {
    let claims = only(request, TRUST, "Claims").ok_or(SCHEMA)?;
    if claims.attribute("Dialect") != Some(DIALECT) {
        return Err(INVALID);
    }
    let (mut said, mut asked) = (Vec::new(), Vec::new());
    for claim in children(claims, Some(CLAIMS), "ClaimType") {
        let name = claim.attribute("Uri").ok_or(SCHEMA)?;
        match only(claim, CLAIMS, "Value").map(text) {
            Some(values) => said.push(Attribute::new("", name, values.split(';'))),
            None => asked.push(Attribute::new("", name, [])),
        }
    }
    Ok((said, asked))
}

fn expires(request: Node<'_, '_>) -> Outcome<i64> {
    let lifetime = only(request, TRUST, "Lifetime").ok_or(SCHEMA)?;
    read_date_time(&member(lifetime, UTILITY, "Created")?).ok_or(SCHEMA)?;
    read_date_time(&member(lifetime, UTILITY, "Expires")?).ok_or(SCHEMA)
}

fn use_key(request: Node<'_, '_>) -> Option<Certificate> {
    let key = only(request, TRUST, "UseKey")?;
    let reference = only(key, SECURITY, "SecurityTokenReference")?;
    let data = only(reference, SIGNATURE, "X509Data")?;
    let certificate = base64(only(data, SIGNATURE, "X509Certificate")?).ok()?;
    Certificate::from_der(&certificate).ok()
}

fn renew(
    service: &TokenService,
    request: Node<'_, '_>,
    context: &str,
    caller: &Certificate,
    now: i64,
) -> Outcome<String> {
    let old = only(request, TRUST, "RenewTarget")
        .and_then(|target| only(target, SECURITY, "SecurityTokenReference"))
        .and_then(|reference| only(reference, SECURITY, "Embedded"))
        .and_then(|embedded| only(embedded, ASSERTION, "Assertion"))
        .ok_or(SCHEMA)?;
    let token = service.renew(old, caller, expires(request)?, now)?;
    Ok(response(context, &requested(&token)))
}

/// The answer to a challenge has to be signed with the key that the session is to be bound to.
fn respond_to_challenge(
    service: &TokenService,
    response: Node<'_, '_>,
    context: &str,
    caller: &Certificate,
    now: i64,
) -> Outcome<String> {
    let signed = only(response, TRUST, "SignChallengeResponse").ok_or(SCHEMA)?;
    let text = member(signed, TRUST, "Challenge")?;
    let challenge = service
        .take_challenge(&text, now)
        .filter(|challenge| challenge.context == context && challenge.wanted.holder == *caller)
        .ok_or(Refusal {
            code: "ws-trust:FailedAuthentication",
            message: "the challenge is not answered by the holder of the key",
        })?;
    Ok(collection(context, &service.issue(&challenge.wanted, now)?))
}

fn member(parent: Node<'_, '_>, namespace: &str, name: &str) -> Outcome<String> {
    only(parent, namespace, name).map(text).ok_or(SCHEMA)
}

fn requested(token: &str) -> String {
    format!(
        "<wst:TokenType>{TOKEN_TYPE}</wst:TokenType>\
         <wst:RequestedSecurityToken>{token}</wst:RequestedSecurityToken>"
    )
}

fn response(context: &str, content: &str) -> String {
    format!(
        "<wst:RequestSecurityTokenResponse xmlns:wst=\"{TRUST}\" Context=\"{}\">{content}\
         </wst:RequestSecurityTokenResponse>",
        escape(context)
    )
}

/// New tokens come in a collection of one.
fn collection(context: &str, token: &str) -> String {
    format!(
        "<wst:RequestSecurityTokenResponseCollection xmlns:wst=\"{TRUST}\">{}\
         </wst:RequestSecurityTokenResponseCollection>",
        response(context, &requested(token))
    )
}
