//! Faults (SOAP 1.1, 4.4) with the platform's detail in them.

use super::ENVELOPE;
use super::envelope::{child, text};
use crate::error::ServiceCode;
use roxmltree::Node;

/// The namespace of `SystemError` and `BusinessError`. Their children have none.
pub(crate) const ERRORS: &str = "urn:be:fgov:ehealth:errors:soa:v1";

/// How a service refuses a request.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The code of the platform, for example `SOA-02002`, or else that of WS-Trust or
    /// WS-Security, for example `InvalidRequest`.
    pub(crate) code: Option<ServiceCode>,
    /// Whether the service says, or the code means, that it is worth trying again.
    pub(crate) retryable: bool,
}

impl Fault {
    /// Reads the element in the body of an answer; `None` if it is something else.
    pub(crate) fn read(element: Node<'_, '_>) -> Option<Self> {
        if !element.has_tag_name((ENVELOPE, "Fault")) {
            return None;
        }
        let detail = child(element, None, "detail").and_then(|detail| {
            child(detail, Some(ERRORS), "SystemError")
                .or_else(|| child(detail, Some(ERRORS), "BusinessError"))
        });
        let member = |name| Some(text(child(detail?, None, name)?));
        let code = member("Code").or_else(|| soa_code(element));
        let code = code.as_deref().and_then(ServiceCode::parse);
        let code = code.or_else(|| fault_code(element));
        let retry = member("Retry").is_some_and(|retry| matches!(retry.trim(), "true" | "1"));
        Some(Self {
            retryable: retry || code.as_ref().is_some_and(is_unavailable),
            code,
        })
    }
}

/// The code in the text of a fault without a detail, which otherwise is free text.
fn soa_code(element: Node<'_, '_>) -> Option<String> {
    let text = text(child(element, None, "faultstring")?);
    text.trim().starts_with("SOA-").then_some(text)
}

/// The faultcode without its prefix, which each service chooses for itself. Those of SOAP say
/// nothing.
fn fault_code(element: Node<'_, '_>) -> Option<ServiceCode> {
    let code = text(child(element, None, "faultcode")?);
    let local = code.trim().rsplit(':').next()?;
    let is_of_soap = ["Client", "Server", "MustUnderstand", "VersionMismatch"].contains(&local);
    ServiceCode::parse(local).filter(|_| !is_of_soap)
}

/// Service not available, for now or until further notice.
fn is_unavailable(code: &ServiceCode) -> bool {
    matches!(code.as_str(), "SOA-02001" | "SOA-02002")
}

#[cfg(test)]
mod tests {
    use super::super::{body, envelope, parse};
    use super::*;
    use crate::limits::Limits;

    fn read(inner: &str) -> Option<(Option<String>, bool)> {
        let xml = envelope(inner);
        let document = parse(&xml, &Limits::default()).unwrap();
        let fault = Fault::read(body(&document).unwrap().unwrap())?;
        let code = fault.code.map(|code| code.as_str().to_owned());
        Some((code, fault.retryable))
    }

    fn detailed(code: &str, retry: &str) -> Option<(Option<String>, bool)> {
        read(&format!(
            "<s:Fault><faultcode>s:Server</faultcode><faultstring>Jane Doe</faultstring><detail>\
             <e:SystemError xmlns:e=\"{ERRORS}\"><Origin>Provider</Origin><Code>{code}</Code>\
             {retry}</e:SystemError></detail></s:Fault>"
        ))
    }

    #[test]
    fn the_code_and_whether_to_retry() {
        for (code, retry, expected) in [
            ("SOA-02002", "", (Some("SOA-02002"), true)),
            ("SOA-02001", "", (Some("SOA-02001"), true)),
            ("SOA-03001", "", (Some("SOA-03001"), false)),
            (
                "SOA-00001",
                "<Retry>true</Retry>",
                (Some("SOA-00001"), true),
            ),
            (
                "SOA-00001",
                "<Retry>false</Retry>",
                (Some("SOA-00001"), false),
            ),
            ("Jane Doe", "", (None, false)),
        ] {
            let expected = (expected.0.map(str::to_owned), expected.1);
            assert_eq!(detailed(code, retry), Some(expected));
        }
    }

    #[test]
    fn faults_without_a_detail() {
        let plain = |text: &str| {
            read(&format!(
                "<s:Fault><faultstring>{text}</faultstring></s:Fault>"
            ))
        };
        let unavailable = Some((Some("SOA-02002".to_owned()), true));
        assert_eq!(plain("SOA-02002"), unavailable);
        assert_eq!(plain("Internal"), Some((None, false)));
        assert_eq!(read("<Fault/>"), None);
    }

    #[test]
    fn codes_of_other_standards() {
        for (code, expected) in [
            ("ws-trust:InvalidRequest", Some("InvalidRequest")),
            ("FailedAuthentication", Some("FailedAuthentication")),
            ("s:Server", None),
            ("Jane Doe", None),
        ] {
            let fault = format!("<s:Fault><faultcode>{code}</faultcode></s:Fault>");
            assert_eq!(read(&fault), Some((expected.map(str::to_owned), false)));
        }
        let (code, _) = detailed("SOA-01001", "").unwrap();
        assert_eq!(code.as_deref(), Some("SOA-01001"));
    }
}
