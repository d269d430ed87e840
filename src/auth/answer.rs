//! What a token service answers with over SOAP: an element, or a fault.

use crate::error::{Error, Result, ServiceCode, Status};
use crate::limits::Limits;
use crate::soap::{Fault, body, child, parse, text};
use crate::transport::Reply;
use roxmltree::Node;

/// Reads the element in the body of an answer, or why there is none.
pub(super) fn read_answer<T>(
    reply: &Reply,
    limits: &Limits,
    read: impl FnOnce(Node<'_, '_>) -> Result<T>,
) -> Result<T> {
    reply.check_size(limits.reply_size)?;
    if reply.status() != 200 {
        return Err(refusal(reply, limits));
    }
    let document = parse(reply.body(), limits)?;
    let element = body(&document)?.ok_or_else(|| bad("the SOAP body is empty"))?;
    match Fault::read(element) {
        Some(fault) => Err(refused(reply, element, fault)),
        None => read(element),
    }
}

/// An answer with another HTTP status mostly, but not always, holds a fault.
fn refusal(reply: &Reply, limits: &Limits) -> Error {
    let named = || {
        let document = parse(reply.body(), limits).ok()?;
        let element = body(&document).ok()??;
        Some(refused(reply, element, Fault::read(element)?))
    };
    named().unwrap_or_else(|| reply.refusal(None))
}

/// The code of the platform, or else that of WS-Trust or WS-Security.
fn refused(reply: &Reply, element: Node<'_, '_>, fault: Fault) -> Error {
    let error = reply.refusal(fault.code.or_else(|| fault_code(element)));
    if fault.retryable {
        return error.retryable();
    }
    error
}

/// The faultcode without its prefix, which each service chooses for itself. Those of SOAP say
/// nothing.
fn fault_code(fault: Node<'_, '_>) -> Option<ServiceCode> {
    let code = text(child(fault, None, "faultcode")?);
    let local = code.trim().rsplit(':').next()?;
    let is_of_soap = ["Client", "Server", "MustUnderstand", "VersionMismatch"].contains(&local);
    ServiceCode::parse(local).filter(|_| !is_of_soap)
}

/// The error for an answer that is not what was asked for.
pub(super) fn bad(message: &'static str) -> Error {
    Error::new(Status::BadReply, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::soap::envelope;

    fn outcome(status: u16, body: Vec<u8>) -> (Status, Option<String>, bool) {
        let reply = Reply::new(status, Vec::new(), body);
        let error = read_answer(&reply, &Limits::default(), |_| Ok(())).unwrap_err();
        let code = error.service_code().map(str::to_owned);
        (error.status(), code, error.is_retryable())
    }

    fn fault(code: &str, detail: &str) -> Vec<u8> {
        envelope(&format!(
            "<s:Fault><faultcode>{code}</faultcode><faultstring>x</faultstring>{detail}</s:Fault>"
        ))
    }

    #[test]
    fn refusals_have_the_code_of_the_service() {
        use Status::{BadReply, ServiceRefused};
        let detail = "<detail><e:SystemError xmlns:e=\"urn:be:fgov:ehealth:errors:soa:v1\">\
                      <Code>SOA-02002</Code></e:SystemError></detail>";
        for (status, body, expected) in [
            (
                500,
                fault("ws-trust:InvalidRequest", ""),
                (ServiceRefused, "InvalidRequest", false),
            ),
            (
                200,
                fault("wsse:FailedAuthentication", ""),
                (ServiceRefused, "FailedAuthentication", false),
            ),
            (
                500,
                fault("s:Server", detail),
                (ServiceRefused, "SOA-02002", true),
            ),
            (
                500,
                fault("ws-trust:RequestFailed", detail),
                (ServiceRefused, "SOA-02002", true),
            ),
            (500, fault("s:Server", ""), (ServiceRefused, "", false)),
            (500, fault("Jane Doe", ""), (ServiceRefused, "", false)),
            (503, b"down".to_vec(), (ServiceRefused, "", true)),
            (500, Vec::new(), (ServiceRefused, "", false)),
            (200, envelope(""), (BadReply, "", false)),
            (200, b"<html/>".to_vec(), (BadReply, "", false)),
        ] {
            let (family, code, retryable) = outcome(status, body);
            assert_eq!((family, code.as_deref().unwrap_or(""), retryable), expected);
        }
        let large = vec![b' '; Limits::default().reply_size + 1];
        assert_eq!(outcome(200, large).0, Status::LimitExceeded);
    }
}
