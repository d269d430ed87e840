//! Problem documents (RFC 9457), by which the REST services refuse.

use super::server::HttpReply;
use serde_json::json;

/// Why a request is refused.
#[derive(Clone, Copy)]
pub(super) struct Problem {
    status: u16,
    /// What the Belgian government's guide to REST calls it.
    kind: &'static str,
    title: &'static str,
    detail: &'static str,
    /// A code of the platform's own.
    code: Option<&'static str>,
}

impl Problem {
    const fn new(
        status: u16,
        kind: &'static str,
        title: &'static str,
        detail: &'static str,
    ) -> Self {
        Self {
            status,
            kind,
            title,
            detail,
            code: None,
        }
    }

    pub(super) const fn bad_request(detail: &'static str) -> Self {
        Self::new(400, "badRequest", "Bad Request", detail)
    }

    pub(super) const fn no_access_token() -> Self {
        Self::new(401, "noAccessToken", "Unauthorized", "no access token")
    }

    pub(super) const fn invalid_access_token(detail: &'static str) -> Self {
        Self::new(401, "invalidAccessToken", "Unauthorized", detail)
    }

    pub(super) const fn not_found(detail: &'static str) -> Self {
        Self::new(404, "resourceNotFound", "Not Found", detail)
    }

    pub(super) const fn forbidden(detail: &'static str) -> Self {
        Self::new(403, "missingPermission", "Forbidden", detail)
    }

    pub(super) const fn conflict(detail: &'static str) -> Self {
        Self::new(409, "conflict", "Conflict", detail)
    }

    pub(super) const fn too_large() -> Self {
        let detail = "the body is larger than the limit";
        Self::new(413, "payloadTooLarge", "Content Too Large", detail)
    }

    pub(super) const fn wrong_method() -> Self {
        let detail = "the resource has no such method";
        Self::new(405, "methodNotAllowed", "Method Not Allowed", detail)
    }

    pub(super) const fn wrong_media_type() -> Self {
        let detail = "the body is of another media type";
        Self::new(
            415,
            "unsupportedMediaType",
            "Unsupported Media Type",
            detail,
        )
    }

    pub(super) const fn failed() -> Self {
        let detail = "the service has failed";
        Self::new(500, "internalServerError", "Internal Server Error", detail)
    }

    pub(super) const fn unavailable() -> Self {
        Self::new(
            503,
            "serviceUnavailable",
            "Service Unavailable",
            "try later",
        )
    }

    pub(super) const fn with_code(mut self, code: &'static str) -> Self {
        self.code = Some(code);
        self
    }

    pub(super) fn reply(self) -> HttpReply {
        let mut problem = json!({
            "type": format!("urn:problem-type:belgif:{}", self.kind),
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
        });
        if let (Some(code), Some(members)) = (self.code, problem.as_object_mut()) {
            members.insert("code".to_owned(), code.into());
        }
        let text = problem.to_string().into_bytes();
        HttpReply::new(self.status, "application/problem+json", text)
    }
}
