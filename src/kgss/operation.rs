//! The two operations of the KGSS as messages: one request, one answer, with sealed content.

use crate::error::{Error, Result, ServiceCode, Status};
use crate::limits::Limits;
use crate::soap::{base64, child, children, only, parse_reply, reply_body, text};
use crate::transport::Reply;
use base64ct::{Base64, Encoding};
use roxmltree::Node;

/// The namespace of the messages, the outer ones and those in the sealed content. `Status` and
/// `Error` of the answers, and all in them, have none.
pub(crate) const KGSS: &str = "urn:be:fgov:ehealth:etee:kgss:1_0:protocol";

/// The code of the KGSS for a key that does not exist, or is not for this caller.
pub(crate) const NO_KEY: &str = "NO_KEY_FOUND";

/// What is asked of the KGSS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operation {
    /// A new key.
    NewKey,
    /// A key that exists.
    Key,
}

impl Operation {
    /// The name of the request.
    pub(crate) const fn request(self) -> &'static str {
        match self {
            Self::NewKey => "GetNewKeyRequest",
            Self::Key => "GetKeyRequest",
        }
    }

    /// The name of the answer.
    pub(crate) const fn response(self) -> &'static str {
        match self {
            Self::NewKey => "GetNewKeyResponse",
            Self::Key => "GetKeyResponse",
        }
    }

    /// The name of what holds the sealed content of the request.
    pub(crate) const fn sealed_request(self) -> &'static str {
        match self {
            Self::NewKey => "SealedNewKeyRequest",
            Self::Key => "SealedKeyRequest",
        }
    }

    /// The name of what holds the sealed content of the answer.
    pub(crate) const fn sealed_response(self) -> &'static str {
        match self {
            Self::NewKey => "SealedNewKeyResponse",
            Self::Key => "SealedKeyResponse",
        }
    }

    /// The XML of the request with this sealed content.
    pub(super) fn write(self, sealed: &[u8]) -> String {
        format!(
            "<k:{0} xmlns:k=\"{KGSS}\"><k:{1}><k:SealedContent>{2}</k:SealedContent></k:{1}>\
             </k:{0}>",
            self.request(),
            self.sealed_request(),
            Base64::encode_string(sealed)
        )
    }

    /// The sealed content of the answer.
    pub(super) fn read(self, reply: &Reply, limits: &Limits) -> Result<Vec<u8>> {
        let document = parse_reply(reply, limits)?;
        let element = reply_body(reply, &document)?;
        if !element.has_tag_name((KGSS, self.response())) {
            return Err(bad(reply, "the answer is not that of a KGSS"));
        }
        self.check_status(reply, element)?;
        child(element, Some(KGSS), self.sealed_response())
            .and_then(sealed_content)
            .ok_or_else(|| bad(reply, "the answer of the KGSS has no sealed content"))
    }

    /// 100 and 200 stand for a request that was processed, even where it ended in an error.
    fn check_status(self, reply: &Reply, response: Node<'_, '_>) -> Result<()> {
        let status = child(response, None, "Status")
            .and_then(|status| child(status, None, "Code"))
            .map(text)
            .ok_or_else(|| bad(reply, "the answer has no status"))?;
        let is_processed = matches!(status.trim(), "100" | "200");
        let mut errors = children(response, None, "Error");
        let error = errors.next();
        let code = error.and_then(|error| child(error, None, "Code")).map(text);
        let code = code.as_deref().and_then(ServiceCode::parse);
        match code {
            None if is_processed && error.is_none() => Ok(()),
            Some(code) if is_processed && self == Self::Key && code.as_str() == NO_KEY => {
                Err(Error::new(Status::NotFound, "no key for this caller")
                    .with_service_code(Some(code)))
            }
            code => Err(reply.refusal(code)),
        }
    }
}

/// The octets of the one `SealedContent` in an element.
pub(crate) fn sealed_content(parent: Node<'_, '_>) -> Option<Vec<u8>> {
    let sealed = base64(only(parent, KGSS, "SealedContent")?).ok()?;
    (!sealed.is_empty()).then_some(sealed)
}

fn bad(reply: &Reply, message: &'static str) -> Error {
    Error::new(Status::BadReply, message).with_http_status(reply.status())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::soap::envelope;

    const PROCESSED: &str = "<Status><Code>200</Code><Message>ok</Message></Status>";

    fn read(operation: Operation, content: &str) -> Result<Vec<u8>> {
        let name = operation.response();
        let body = format!("<k:{name} xmlns:k=\"{KGSS}\" Id=\"1\">{content}</k:{name}>");
        let reply = Reply::new(200, Vec::new(), envelope(&body));
        operation.read(&reply, &Limits::default())
    }

    fn sealed(operation: Operation, content: &str) -> String {
        let name = operation.sealed_response();
        format!("<k:{name}><k:SealedContent>{content}</k:SealedContent></k:{name}>")
    }

    #[test]
    fn sealed_content_is_found() {
        for operation in [Operation::NewKey, Operation::Key] {
            for status in ["100", " 200\n"] {
                let status = PROCESSED.replace("200", status);
                let content = sealed(operation, "AQ\n ID");
                assert_eq!(
                    read(operation, &format!("{status}{content}")).unwrap(),
                    [1, 2, 3]
                );
            }
        }
    }

    #[test]
    fn answers_that_are_none() {
        let good = sealed(Operation::Key, "AQID");
        for content in [
            good.clone(),
            format!("<k:Status><k:Code>200</k:Code></k:Status>{good}"),
            format!("<Status><k:Code>200</k:Code></Status>{good}"),
            PROCESSED.to_owned(),
            format!("{PROCESSED}{}", sealed(Operation::NewKey, "AQID")),
            format!(
                "{PROCESSED}{}",
                good.replace("k:SealedContent", "SealedContent")
            ),
            format!("{PROCESSED}{}", sealed(Operation::Key, "?")),
            format!("{PROCESSED}{}", sealed(Operation::Key, "")),
        ] {
            let error = read(Operation::Key, &content).unwrap_err();
            assert_eq!(error.status(), Status::BadReply, "{content}");
        }
        let other = read(Operation::NewKey, PROCESSED).unwrap_err();
        assert_eq!(other.status(), Status::BadReply);
    }

    #[test]
    fn refusals_keep_their_code() {
        let error = |code: &str| format!("<Error><Code>{code}</Code><Message>m</Message></Error>");
        let busy = PROCESSED.replace("200", "300");
        for (operation, content, status, code) in [
            (
                Operation::Key,
                format!("{PROCESSED}{}", error(NO_KEY)),
                Status::NotFound,
                Some(NO_KEY),
            ),
            (
                Operation::NewKey,
                format!("{PROCESSED}{}", error(NO_KEY)),
                Status::ServiceRefused,
                Some(NO_KEY),
            ),
            (
                Operation::Key,
                format!(
                    "{PROCESSED}{}{}",
                    error("OTHER"),
                    sealed(Operation::Key, "AQID")
                ),
                Status::ServiceRefused,
                Some("OTHER"),
            ),
            (
                Operation::Key,
                format!("{PROCESSED}<Error/>{}", sealed(Operation::Key, "AQID")),
                Status::ServiceRefused,
                None,
            ),
            (
                Operation::Key,
                format!("{busy}{}", sealed(Operation::Key, "AQID")),
                Status::ServiceRefused,
                None,
            ),
            (
                Operation::Key,
                format!("{busy}{}", error(NO_KEY)),
                Status::ServiceRefused,
                Some(NO_KEY),
            ),
        ] {
            let error = read(operation, &content).unwrap_err();
            assert_eq!(error.status(), status, "{content}");
            assert_eq!(error.service_code(), code);
        }
    }
}
