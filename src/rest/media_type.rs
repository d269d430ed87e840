//! Of which type an answer is.

use super::{RestInterface, RestName};
use crate::error::{Error, Result, Status};
use crate::transport::Reply;

/// Which of the expected types an answer is of; `None` if it does not say, as when a host's
/// transport passes no headers on.
///
/// # Errors
/// [`Status::BadReply`] for any other type: a page for people is no answer, whatever its status.
pub(crate) fn media_type(
    reply: &Reply,
    interface: &RestInterface,
    expected: &[RestName],
) -> Result<Option<RestName>> {
    let Some(stated) = reply.header("Content-Type") else {
        return Ok(None);
    };
    let essence = stated.split(';').next().unwrap_or_default().trim();
    let known = expected
        .iter()
        .find(|name| essence.eq_ignore_ascii_case(interface.get(**name)));
    known.map(|name| Some(*name)).ok_or_else(|| {
        let message = "the answer of the service is of another media type than was asked for";
        Error::new(Status::BadReply, message).with_http_status(reply.status())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_and_case_do_not_matter() {
        let read = |stated: Option<&str>| {
            let headers = stated.map(|stated| ("content-type".to_owned(), stated.to_owned()));
            let reply = Reply::new(200, headers.into_iter().collect(), Vec::new());
            let expected = [RestName::Json, RestName::Jwt];
            media_type(&reply, &RestInterface::new(), &expected)
        };
        assert_eq!(read(None).unwrap(), None);
        for (stated, name) in [
            ("application/json", RestName::Json),
            ("Application/JSON ; charset=utf-8", RestName::Json),
            ("application/jwt", RestName::Jwt),
        ] {
            assert_eq!(read(Some(stated)).unwrap(), Some(name));
        }
        for other in [
            "",
            "text/html",
            "application/jsonp",
            "application/problem+json",
        ] {
            assert_eq!(read(Some(other)).unwrap_err().status(), Status::BadReply);
        }
    }
}
