//! Refusals: problem documents (RFC 9457), and what stands in their place.

use super::{RestInterface, RestName};
use crate::error::{Error, ServiceCode, Status};
use crate::transport::Reply;
use serde_json::Value;

/// The error for an answer that refuses. A 404 speaks about the resource only if it comes with a
/// problem document: then `missing` says what there is not; without one the URL is wrong, or
/// something stands between us and the service.
pub(crate) fn refusal(reply: &Reply, interface: &RestInterface, missing: &'static str) -> Error {
    let problem: Option<Value> = serde_json::from_slice(reply.body()).ok();
    let problem = problem.filter(Value::is_object);
    let member = |name: &str| problem.as_ref()?.get(name)?.as_str();
    let code = member(interface.get(RestName::Code))
        .or_else(|| member("type").filter(|name| *name != "about:blank"))
        // What an authorization server calls its refusal (RFC 6749, 5.2).
        .or_else(|| member("error"))
        .and_then(ServiceCode::parse);
    if reply.status() == 404 && problem.is_some() {
        return Error::new(Status::NotFound, missing)
            .with_http_status(404)
            .with_service_code(code);
    }
    reply.refusal(code)
}
