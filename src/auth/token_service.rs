//! The secure token service (STS).

use super::{LogOn, Session};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::transport::{Endpoints, Environment, Step, Transport};
use core::fmt;
use std::sync::Arc;

/// Opens sessions at the platform's secure token service, over WS-Trust 1.3 or over the older
/// SAML 1.1 protocol; both give the same sessions. Cloning is cheap; many threads may use one.
#[derive(Clone)]
pub struct TokenService(Arc<Parts>);

struct Parts {
    protocol: Protocol,
    endpoints: Endpoints,
    transport: Arc<dyn Transport>,
    context: Arc<Context>,
}

#[derive(Clone, Copy, Debug)]
enum Protocol {
    WsTrust,
    Saml,
}

impl TokenService {
    /// The service that speaks WS-Trust 1.3, at this URL or these.
    pub fn ws_trust(
        at: impl Into<Endpoints>,
        transport: Arc<dyn Transport>,
        context: Arc<Context>,
    ) -> Self {
        Self::new(Protocol::WsTrust, at.into(), transport, context)
    }

    /// The service that speaks WS-Trust 1.3, of an environment.
    pub fn ws_trust_for(
        environment: Environment,
        transport: Arc<dyn Transport>,
        context: Arc<Context>,
    ) -> Self {
        let url = environment.soap_url("/IAM/SecurityTokenService/v1");
        Self::ws_trust(url, transport, context)
    }

    /// The service that speaks the SAML 1.1 protocol, at this URL or these.
    pub fn saml(
        at: impl Into<Endpoints>,
        transport: Arc<dyn Transport>,
        context: Arc<Context>,
    ) -> Self {
        Self::new(Protocol::Saml, at.into(), transport, context)
    }

    /// The service that speaks the SAML 1.1 protocol, of an environment.
    pub fn saml_for(
        environment: Environment,
        transport: Arc<dyn Transport>,
        context: Arc<Context>,
    ) -> Self {
        let url = environment.soap_url("/IAM/Saml11TokenService/v1");
        Self::saml(url, transport, context)
    }

    fn new(
        protocol: Protocol,
        endpoints: Endpoints,
        transport: Arc<dyn Transport>,
        context: Arc<Context>,
    ) -> Self {
        Self(Arc::new(Parts {
            protocol,
            endpoints,
            transport,
            context,
        }))
    }

    /// Opens a session.
    ///
    /// # Errors
    /// [`Status::KeyNotFound`](crate::Status::KeyNotFound) if an identity lacks its
    /// authentication key; [`Status::ServiceRefused`](crate::Status::ServiceRefused) with the
    /// code of the service; [`Status::BadReply`](crate::Status::BadReply) if the assertion is
    /// not one for the caller's key; and those of a transport.
    pub fn log_on(&self, log_on: LogOn) -> Result<Session> {
        self.begin_log_on(log_on)?.run(&*self.0.transport)
    }

    /// Opens a session, by a host that sends the requests itself; see [`Step`].
    ///
    /// # Errors
    /// Those of [`Self::log_on`].
    pub fn begin_log_on(&self, _log_on: LogOn) -> Result<Step<Session>> {
        Err(Error::internal("not built"))
    }

    /// Takes up a session that [`Session::export`] gave. The request says how it was opened:
    /// with it the session is renewed.
    ///
    /// # Errors
    /// [`Status::Malformed`](crate::Status::Malformed) if the octets are no assertion;
    /// [`Status::KeyNotFound`](crate::Status::KeyNotFound) if it is bound to another key.
    pub fn load(&self, _exported: &[u8], _log_on: LogOn) -> Result<Session> {
        Err(Error::internal("not built"))
    }
}

/// Shows which protocol, not where: a URL may hold credentials.
impl fmt::Debug for TokenService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TokenService({:?})", self.0.protocol)
    }
}
