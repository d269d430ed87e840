//! Answers of OCSP responders and of distribution points, through the transport of the context.

use super::address::may_be_asked;
use crate::context::Context;
use crate::error::{Error, Result, Status};
use crate::transport::Request;
use crate::x509::BasicOcspResponse;

/// Asks for the status of certificates. Without a transport in the context every request
/// fails, and nothing reaches the network.
pub(super) struct Fetcher<'a> {
    context: &'a Context,
    requests_left: usize,
}

impl<'a> Fetcher<'a> {
    pub(super) fn new(context: &'a Context) -> Self {
        Self {
            context,
            requests_left: context.limits().revocation_requests,
        }
    }

    /// Asks an OCSP responder (RFC 6960, appendix A.1).
    pub(super) fn ocsp_response(&mut self, url: &str, request: Vec<u8>) -> Result<Vec<u8>> {
        let request = Request::post(url.to_owned(), "application/ocsp-request", request);
        // A response is embedded in messages, so it has to be as small as what is read there.
        let reply = self.send(&request, self.context.limits().element_size)?;
        BasicOcspResponse::in_reply(&reply)
    }

    /// Downloads a CertificateList.
    pub(super) fn crl(&mut self, url: &str) -> Result<Vec<u8>> {
        self.send(
            &Request::get(url.to_owned()),
            self.context.limits().reply_size,
        )
    }

    fn send(&mut self, request: &Request, size: usize) -> Result<Vec<u8>> {
        let Some((transport, hosts)) = self.context.revocation_transport() else {
            return Err(Error::new(
                Status::ServiceUnreachable,
                "revocation services may not be asked",
            ));
        };
        if !may_be_asked(request.url(), hosts) {
            return Err(Error::new(
                Status::InvalidArgument,
                "a certificate names a revocation service that may not be asked",
            ));
        }
        self.requests_left = self.requests_left.checked_sub(1).ok_or_else(|| {
            Error::new(
                Status::LimitExceeded,
                "the status of a certificate takes more requests than the limit",
            )
        })?;
        let reply = transport.send(request)?;
        if reply.status() != 200 {
            return Err(reply.refusal(None));
        }
        reply.check_size(size)?;
        Ok(reply.body().to_vec())
    }
}
