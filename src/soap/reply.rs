//! The answer of a service: an envelope, or a refusal.

use super::envelope::{body, parse};
use super::fault::Fault;
use crate::error::{Error, Result, Status};
use crate::limits::Limits;
use crate::transport::Reply;
use roxmltree::{Document, Node};

/// Parses the envelope of an answer that is no refusal by its HTTP status.
pub(crate) fn parse_reply<'a>(reply: &'a Reply, limits: &Limits) -> Result<Document<'a>> {
    reply.check_size(limits.reply_size)?;
    if reply.status() != 200 {
        return Err(refusal(reply, limits));
    }
    parse(reply.body(), limits)
}

/// The element in its body. A fault is a refusal with any HTTP status.
pub(crate) fn reply_body<'a, 'i>(
    reply: &Reply,
    document: &'a Document<'i>,
) -> Result<Node<'a, 'i>> {
    let element = body(document)?.ok_or_else(|| {
        Error::new(Status::BadReply, "the SOAP body is empty").with_http_status(reply.status())
    })?;
    match Fault::read(element) {
        Some(fault) => Err(refused(reply, fault)),
        None => Ok(element),
    }
}

/// An answer with another HTTP status mostly, but not always, holds a fault.
fn refusal(reply: &Reply, limits: &Limits) -> Error {
    let named = || {
        let document = parse(reply.body(), limits).ok()?;
        let element = body(&document).ok()??;
        Some(refused(reply, Fault::read(element)?))
    };
    named().unwrap_or_else(|| reply.refusal(None))
}

fn refused(reply: &Reply, fault: Fault) -> Error {
    let error = reply.refusal(fault.code);
    if fault.retryable {
        return error.retryable();
    }
    error
}

#[cfg(test)]
mod tests {
    use super::super::envelope;
    use super::*;

    fn read(status: u16, body: Vec<u8>) -> Result<String> {
        let reply = Reply::new(status, Vec::new(), body);
        let document = parse_reply(&reply, &Limits::default())?;
        let element = reply_body(&reply, &document)?;
        Ok(element.tag_name().name().to_owned())
    }

    #[test]
    fn envelopes_and_refusals() {
        let fault = || envelope("<s:Fault><faultstring>SOA-02002</faultstring></s:Fault>");
        let named = |code| envelope(&format!("<s:Fault><faultcode>{code}</faultcode></s:Fault>"));
        assert_eq!(read(200, envelope("<a/>")).unwrap(), "a");
        for (status, body, expected, code) in [
            (200, envelope(""), Status::BadReply, None),
            (200, b"<html/>".to_vec(), Status::BadReply, None),
            (200, fault(), Status::ServiceRefused, Some("SOA-02002")),
            (500, fault(), Status::ServiceRefused, Some("SOA-02002")),
            (500, envelope("<a/>"), Status::ServiceRefused, None),
            (404, b"<html".to_vec(), Status::ServiceRefused, None),
            (500, named("s:Server"), Status::ServiceRefused, None),
            (
                500,
                named("w:InvalidSecurity"),
                Status::ServiceRefused,
                Some("InvalidSecurity"),
            ),
        ] {
            let error = read(status, body).unwrap_err();
            assert_eq!(error.status(), expected);
            assert_eq!(error.service_code(), code);
            assert_eq!(error.is_retryable(), code == Some("SOA-02002"));
        }
    }
}
