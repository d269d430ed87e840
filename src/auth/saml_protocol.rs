//! The SAML 1.1 protocol as the platform's older token service speaks it: requests and answers,
//! no network in between.

use super::assertion::{ASSERTION, HOLDER_OF_KEY, SIGNATURE};
use super::fragment::cut_out;
use super::{Attribute, LogOn};
use crate::error::{Error, Result, ServiceCode, Status};
use crate::soap::{child, escape, only, write_date_time};
use crate::x509::Certificate;
use base64ct::{Base64, Encoding};
use roxmltree::Node;

/// The namespace of the protocol.
pub(crate) const PROTOCOL: &str = "urn:oasis:names:tc:SAML:1.0:protocol";
/// The attribute that identifies a request, and by which its signature refers to it.
pub(crate) const REQUEST_ID: &str = "RequestID";
/// How subjects are named.
pub(crate) const NAME_FORMAT: &str = "urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName";
/// The SOAPAction of requests.
pub(super) const REQUEST_ACTION: &str =
    "\"urn:be:fgov:ehealth:sts:protocol:v1:RequestSecureToken\"";

/// A request for a session that is bound to the key of a certificate.
pub(super) struct Query<'a> {
    pub(super) log_on: &'a LogOn,
    pub(super) holder: &'a Certificate,
    /// The RequestID.
    pub(super) request_id: &'a str,
    /// The AssertionID of what the caller says of himself.
    pub(super) assertion_id: &'a str,
    pub(super) now: i64,
}

impl Query<'_> {
    /// Writes the body. Nothing in it is signed yet.
    pub(super) fn write(&self) -> Result<String> {
        let now = write_date_time(self.now)?;
        let designators: String = self.log_on.designators().iter().map(designator).collect();
        let name = self.name_identifier();
        Ok(format!(
            "<samlp:Request xmlns:samlp=\"{PROTOCOL}\" xmlns:saml=\"{ASSERTION}\" \
             xmlns:ds=\"{SIGNATURE}\" {REQUEST_ID}=\"{}\" MajorVersion=\"1\" MinorVersion=\"1\" \
             IssueInstant=\"{now}\"><samlp:AttributeQuery><saml:Subject>{name}\
             <saml:SubjectConfirmation>\
             <saml:ConfirmationMethod>{HOLDER_OF_KEY}</saml:ConfirmationMethod>\
             <saml:SubjectConfirmationData>{}</saml:SubjectConfirmationData>\
             <ds:KeyInfo><ds:X509Data><ds:X509Certificate>{}</ds:X509Certificate></ds:X509Data>\
             </ds:KeyInfo></saml:SubjectConfirmation></saml:Subject>{designators}\
             </samlp:AttributeQuery></samlp:Request>",
            escape(self.request_id),
            self.own_assertion(&now, &name)?,
            Base64::encode_string(self.holder.as_der())
        ))
    }

    /// What the caller says of himself, and how long the session is to last.
    fn own_assertion(&self, now: &str, name: &str) -> Result<String> {
        if self.log_on.attributes().is_empty() {
            return Err(Error::new(
                Status::InvalidArgument,
                "the SAML protocol needs something to be said of the caller",
            ));
        }
        let (start, end) = self.log_on.period(self.now);
        let attributes: String = self.log_on.attributes().iter().map(attribute).collect();
        Ok(format!(
            "<saml:Assertion AssertionID=\"{}\" Issuer=\"{}\" IssueInstant=\"{now}\" \
             MajorVersion=\"1\" MinorVersion=\"1\">\
             <saml:Conditions NotBefore=\"{}\" NotOnOrAfter=\"{}\"/>\
             <saml:AttributeStatement><saml:Subject>{name}</saml:Subject>{attributes}\
             </saml:AttributeStatement></saml:Assertion>",
            escape(self.assertion_id),
            escape(&self.holder.subject_text()),
            write_date_time(start)?,
            write_date_time(end)?
        ))
    }

    fn name_identifier(&self) -> String {
        format!(
            "<saml:NameIdentifier Format=\"{NAME_FORMAT}\" NameQualifier=\"{}\">{}\
             </saml:NameIdentifier>",
            escape(&self.holder.issuer_text()),
            escape(&self.holder.subject_text())
        )
    }
}

fn attribute(attribute: &Attribute) -> String {
    let values = attribute.values().iter();
    let values: String = values
        .map(|value| {
            let value = escape(value);
            format!("<saml:AttributeValue>{value}</saml:AttributeValue>")
        })
        .collect();
    format!(
        "<saml:Attribute {}>{values}</saml:Attribute>",
        names(attribute)
    )
}

fn designator(attribute: &Attribute) -> String {
    format!("<saml:AttributeDesignator {}/>", names(attribute))
}

fn names(attribute: &Attribute) -> String {
    format!(
        "AttributeName=\"{}\" AttributeNamespace=\"{}\"",
        escape(attribute.name()),
        escape(attribute.namespace())
    )
}

/// Reads the answer to the request with this RequestID: an assertion, as a document of its own.
pub(super) fn read(element: Node<'_, '_>, request_id: &str) -> Result<String> {
    if !element.has_tag_name((PROTOCOL, "Response")) {
        return Err(bad("the answer is not one of the SAML protocol"));
    }
    if element.attribute("InResponseTo") != Some(request_id) {
        return Err(bad("the answer is one to another request"));
    }
    let status = only(element, PROTOCOL, "Status")
        .and_then(|status| only(status, PROTOCOL, "StatusCode"))
        .ok_or_else(|| bad("the answer has no status"))?;
    if local(status) != Some("Success") {
        let refused = Error::new(Status::ServiceRefused, "the service refused the request");
        return Err(refused.with_service_code(reason(status)));
    }
    only(element, ASSERTION, "Assertion")
        .map(cut_out)
        .ok_or_else(|| bad("the answer has no assertion"))
}

/// The innermost of the codes, which says most; each may hold a closer one.
fn reason(status: Node<'_, '_>) -> Option<ServiceCode> {
    let mut innermost = status;
    while let Some(closer) = child(innermost, Some(PROTOCOL), "StatusCode") {
        innermost = closer;
    }
    ServiceCode::parse(local(innermost)?)
}

/// The code without its prefix.
fn local<'a>(status_code: Node<'a, '_>) -> Option<&'a str> {
    status_code.attribute("Value")?.trim().rsplit(':').next()
}

fn bad(message: &'static str) -> Error {
    Error::new(Status::BadReply, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use roxmltree::Document;

    const SUCCESS: &str = "<p:Status><p:StatusCode Value=\"p:Success\"/></p:Status>";
    const TOKEN: &str = "<a:Assertion>x</a:Assertion>";

    fn answer(attributes: &str, content: &str) -> Result<String> {
        let xml = format!(
            "<p:Response xmlns:p=\"{PROTOCOL}\" xmlns:a=\"{ASSERTION}\" {attributes}>{content}\
             </p:Response>"
        );
        read(Document::parse(&xml).unwrap().root_element(), "r1")
    }

    #[test]
    fn an_assertion_to_this_request() {
        let to_us = "InResponseTo=\"r1\"";
        let xml = answer(to_us, &format!("{SUCCESS}{TOKEN}")).unwrap();
        assert!(xml.starts_with("<a:Assertion ") && xml.ends_with(">x</a:Assertion>"));
        for (attributes, content) in [
            ("", format!("{SUCCESS}{TOKEN}")),
            ("InResponseTo=\"r2\"", format!("{SUCCESS}{TOKEN}")),
            (to_us, TOKEN.to_owned()),
            (to_us, SUCCESS.to_owned()),
            (to_us, format!("{SUCCESS}{TOKEN}{TOKEN}")),
            (to_us, format!("{SUCCESS}{SUCCESS}{TOKEN}")),
        ] {
            let error = answer(attributes, &content).err().unwrap();
            assert_eq!(error.status(), Status::BadReply, "{attributes} {content}");
        }
    }

    #[test]
    fn a_refusal_has_the_closest_code() {
        let refusal = |inner: &str| {
            let status = format!(
                "<p:Status><p:StatusCode Value=\"p:Requester\">{inner}</p:StatusCode>\
                 <p:StatusMessage>Jane Doe</p:StatusMessage></p:Status>{TOKEN}"
            );
            answer("InResponseTo=\"r1\"", &status).err().unwrap()
        };
        assert_eq!(refusal("").service_code(), Some("Requester"));
        let inner = refusal("<p:StatusCode Value=\"p:RequestDenied\"/>");
        assert_eq!(inner.service_code(), Some("RequestDenied"));
        assert_eq!(inner.status(), Status::ServiceRefused);
        assert!(!inner.is_retryable());
        let deep = "<p:StatusCode Value=\"p:Success\"/>";
        assert_eq!(refusal(deep).status(), Status::ServiceRefused);
    }
}
