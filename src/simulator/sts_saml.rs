//! The secure token service over the older SAML 1.1 protocol.

use super::server::{HttpReply, HttpRequest};
use super::sts::{Outcome, Refusal, SCHEMA, TokenService, UNTRUE, Wanted};
use crate::auth::saml_protocol::{NAME_FORMAT, PROTOCOL, REQUEST_ID};
use crate::auth::{ASSERTION, HOLDER_OF_KEY, SIGNATURE, read_attribute, uuid};
use crate::soap::{
    SignatureRules, child, children, escape, key_info_certificate, only, read_date_time, text,
    verify_enveloped, write_date_time,
};
use crate::x509::Certificate;
use roxmltree::Node;

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
    if !body.has_tag_name((PROTOCOL, "Request")) {
        return Err(Refusal {
            code: "SOA-03005",
            message: "WSDL compliance failure",
        });
    }
    let request_id = body.attribute(REQUEST_ID).ok_or(SCHEMA)?;
    let wanted = wanted(body, caller)?;
    check_inner_signature(body, &wanted)?;
    let content = match service.issue(&wanted, now) {
        Ok(token) => format!("{}{token}", status("samlp:Success", "", "")),
        Err(UNTRUE) => status("samlp:Requester", "samlp:RequestDenied", UNTRUE.message),
        Err(refusal) => return Err(refusal),
    };
    response(request_id, &content, now)
}

fn wanted(request: Node<'_, '_>, caller: Certificate) -> Outcome<Wanted> {
    check_versions(request)?;
    let query = only(request, PROTOCOL, "AttributeQuery").ok_or(SCHEMA)?;
    let subject = only(query, ASSERTION, "Subject").ok_or(SCHEMA)?;
    check_name(subject)?;
    let confirmation = only(subject, ASSERTION, "SubjectConfirmation").ok_or(SCHEMA)?;
    let method = only(confirmation, ASSERTION, "ConfirmationMethod").ok_or(SCHEMA)?;
    if text(method) != HOLDER_OF_KEY {
        return Err(SCHEMA);
    }
    let data = only(confirmation, ASSERTION, "SubjectConfirmationData").ok_or(SCHEMA)?;
    let own = only(data, ASSERTION, "Assertion").ok_or(SCHEMA)?;
    check_versions(own)?;
    let statement = only(own, ASSERTION, "AttributeStatement").ok_or(SCHEMA)?;
    check_name(only(statement, ASSERTION, "Subject").ok_or(SCHEMA)?)?;
    let said = children(statement, Some(ASSERTION), "Attribute")
        .map(|element| read_attribute(element).map_err(|_| SCHEMA));
    let asked = children(query, Some(ASSERTION), "AttributeDesignator")
        .map(|element| read_attribute(element).map_err(|_| SCHEMA));
    Ok(Wanted {
        said: said.collect::<Outcome<_>>()?,
        asked: asked.collect::<Outcome<_>>()?,
        expires: expires(own)?,
        holder: key_info_certificate(confirmation).map_err(|_| SCHEMA)?,
        identification: caller,
    })
}

fn check_versions(element: Node<'_, '_>) -> Outcome<()> {
    let is_one = |name| element.attribute(name) == Some("1");
    let issued = element.attribute("IssueInstant").and_then(read_date_time);
    match issued {
        Some(_) if is_one("MajorVersion") && is_one("MinorVersion") => Ok(()),
        _ => Err(SCHEMA),
    }
}

fn check_name(subject: Node<'_, '_>) -> Outcome<()> {
    let name = only(subject, ASSERTION, "NameIdentifier").ok_or(SCHEMA)?;
    let is_qualified = name.attribute("NameQualifier").is_some();
    match name.attribute("Format") {
        Some(NAME_FORMAT) if is_qualified => Ok(()),
        _ => Err(SCHEMA),
    }
}

fn expires(own: Node<'_, '_>) -> Outcome<i64> {
    let conditions = only(own, ASSERTION, "Conditions").ok_or(SCHEMA)?;
    let moment = |name| conditions.attribute(name).and_then(read_date_time);
    moment("NotBefore").ok_or(SCHEMA)?;
    moment("NotOnOrAfter").ok_or(SCHEMA)
}

/// Who is identified by another certificate signs the request with the key that the session is
/// to be bound to as well.
fn check_inner_signature(request: Node<'_, '_>, wanted: &Wanted) -> Outcome<()> {
    let is_signed = child(request, Some(SIGNATURE), "Signature").is_some();
    if !is_signed && wanted.holder == wanted.identification {
        return Ok(());
    }
    let signer = verify_enveloped(request, REQUEST_ID, SignatureRules::default());
    if signer.ok().as_ref() == Some(&wanted.holder) {
        return Ok(());
    }
    Err(Refusal {
        code: "wsse:FailedCheck",
        message: "the request is not signed by the holder of the key",
    })
}

fn status(code: &str, closer: &str, message: &str) -> String {
    if closer.is_empty() {
        return format!("<samlp:Status><samlp:StatusCode Value=\"{code}\"/></samlp:Status>");
    }
    format!(
        "<samlp:Status><samlp:StatusCode Value=\"{code}\"><samlp:StatusCode Value=\"{closer}\"/>\
         </samlp:StatusCode><samlp:StatusMessage>{}</samlp:StatusMessage></samlp:Status>",
        escape(message)
    )
}

fn response(request_id: &str, content: &str, now: i64) -> Outcome<String> {
    let (Ok(id), Ok(now)) = (uuid(), write_date_time(now)) else {
        return Err(SCHEMA);
    };
    Ok(format!(
        "<samlp:Response xmlns:samlp=\"{PROTOCOL}\" ResponseID=\"response-{id}\" \
         InResponseTo=\"{}\" MajorVersion=\"1\" MinorVersion=\"1\" IssueInstant=\"{now}\">{content}\
         </samlp:Response>",
        escape(request_id)
    ))
}
