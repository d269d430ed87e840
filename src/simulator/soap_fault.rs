//! Faults as the platform's SOAP services answer them.

use super::server::HttpReply;
use crate::auth::ws_trust::{SECURITY, TRUST};
use crate::soap::{ERRORS, escape};

/// Why a request is not processed at all.
pub(super) struct SoapFault {
    code: &'static str,
    detail: String,
}

impl SoapFault {
    /// What the caller did wrong.
    pub(super) fn consumer(code: &'static str, message: &str) -> Self {
        Self {
            code: "s:Client",
            detail: detail("Consumer", code, message),
        }
    }

    /// What the service fails in.
    pub(super) fn provider(code: &'static str, message: &str) -> Self {
        Self {
            code: "s:Server",
            detail: detail("Provider", code, message),
        }
    }

    /// A security header that is missing or wrong, which no code of the platform stands for.
    pub(super) fn security(message: &str) -> Self {
        Self::standard("wsse:InvalidSecurity", message)
    }

    /// A code of WS-Security (prefix `wsse`) or of WS-Trust (prefix `ws-trust`).
    pub(super) fn standard(code: &'static str, message: &str) -> Self {
        Self {
            code,
            detail: format!("<faultstring>{}</faultstring>", escape(message)),
        }
    }

    pub(super) fn reply(&self) -> HttpReply {
        let Self { code, detail } = self;
        let body = format!(
            "<s:Fault><faultcode xmlns:wsse=\"{SECURITY}\" xmlns:ws-trust=\"{TRUST}\">{code}\
             </faultcode>{detail}</s:Fault>"
        );
        HttpReply::soap(500, &body)
    }
}

/// A body that is no envelope.
pub(super) fn not_soap() -> SoapFault {
    SoapFault::consumer("SOA-03002", "Not a SOAP message")
}

/// A fault with this code of the platform, of which the first figures say whose doing it is.
pub(super) fn coded(code: &'static str) -> SoapFault {
    if code.starts_with("SOA-01") || code.starts_with("SOA-03") {
        SoapFault::consumer(code, "The request is refused")
    } else {
        SoapFault::provider(code, "The service has failed")
    }
}

/// A service that is down for now.
pub(super) fn unavailable() -> SoapFault {
    let message = "Service temporarily not available. Please try later";
    SoapFault::provider("SOA-02002", message)
}

fn detail(origin: &str, code: &str, message: &str) -> String {
    format!(
        "<faultstring>{code}</faultstring><detail><e:SystemError xmlns:e=\"{ERRORS}\" \
         Id=\"simulator\"><Origin>{origin}</Origin><Code>{code}</Code>\
         <Message xml:lang=\"en\">{}</Message><Retry>{}</Retry>\
         <e:Environment>Simulation</e:Environment></e:SystemError></detail>",
        escape(message),
        code.starts_with("SOA-02")
    )
}
