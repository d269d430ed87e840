//! The ETK depot: who can be sealed for, and with which key.

mod cache;
mod identifier;
mod rest;
mod soap;

use crate::error::{Error, Result, ServiceCode, Status};
use crate::keys::Identity;
use crate::keys::Token;
use crate::limits::Limits;
use crate::transport::{Endpoints, Environment, Reply, Step, Transport};
use core::fmt;
use std::sync::Arc;

pub use cache::TokenCache;
pub(crate) use identifier::Identifier;
#[cfg(feature = "simulator")]
pub(crate) use identifier::is_known;
#[cfg(feature = "simulator")]
pub(crate) use rest::APPLICATION;
#[cfg(feature = "simulator")]
pub(crate) use soap::{PROTOCOL, STATUS, read_identifiers, write_identifier};

/// The code of the depot for a search without a match.
pub(crate) const NO_MATCH: &str = "NO_MATCHING_ETK";

/// Looks up encryption tokens. Cloning is cheap; many threads may use one depot.
///
/// A recipient is found by the type of an identifier (`SSIN`, `NIHII`, `NIHII-HOSPITAL`,
/// `CBE`, …; the list is open), its value, and an application. For the application `None`,
/// `Some("")` and `Some("X")` are three different questions: any application, none, and
/// that one.
#[derive(Clone)]
pub struct Depot(Arc<Parts>);

struct Parts {
    protocol: Protocol,
    endpoints: Endpoints,
    transport: Arc<dyn Transport>,
    limits: Limits,
}

#[derive(Clone, Copy)]
enum Protocol {
    Rest,
    Soap,
}

impl Depot {
    /// The REST service at this base URL, for example `https://api.ehealth.fgov.be/etee/v1`.
    pub fn rest(at: impl Into<Endpoints>, transport: Arc<dyn Transport>, limits: Limits) -> Self {
        Self::new(Protocol::Rest, at.into(), transport, limits)
    }

    /// The REST service of an environment.
    pub fn rest_for(env: Environment, transport: Arc<dyn Transport>, limits: Limits) -> Self {
        Self::rest(env.rest_url("/etee/v1"), transport, limits)
    }

    /// The SOAP service at this URL, for example
    /// `https://services.ehealth.fgov.be/EtkDepot/v1`.
    pub fn soap(at: impl Into<Endpoints>, transport: Arc<dyn Transport>, limits: Limits) -> Self {
        Self::new(Protocol::Soap, at.into(), transport, limits)
    }

    /// The SOAP service of an environment.
    pub fn soap_for(env: Environment, transport: Arc<dyn Transport>, limits: Limits) -> Self {
        Self::soap(env.soap_url("/EtkDepot/v1"), transport, limits)
    }

    fn new(
        protocol: Protocol,
        endpoints: Endpoints,
        transport: Arc<dyn Transport>,
        limits: Limits,
    ) -> Self {
        Self(Arc::new(Parts {
            protocol,
            endpoints,
            transport,
            limits,
        }))
    }

    /// The one token that matches.
    ///
    /// Values of the known types are filled up with zeros on the left, as the platform's own
    /// software does; nothing is ever cut off.
    ///
    /// # Errors
    /// - [`Status::InvalidArgument`] if a value cannot be of its type;
    /// - [`Status::NotFound`] if nothing matches, [`Status::Ambiguous`] if several tokens do;
    /// - [`Status::ServiceRefused`] with the code of the service, for example
    ///   `INVALID_SSIN_NUMBER`; [`Status::ServiceUnreachable`], [`Status::ServiceTimeout`],
    ///   [`Status::BadReply`], [`Status::LimitExceeded`].
    pub fn token(
        &self,
        identifier_type: &str,
        identifier: &str,
        application: Option<&str>,
    ) -> Result<Token> {
        let wanted = Identifier::new(identifier_type, identifier, application)?;
        match self.0.protocol {
            Protocol::Rest => one(self.ask_rest(&wanted)?),
            Protocol::Soap => match self.ask_soap(&wanted)? {
                soap::Answer::Token(token) => Ok(*token),
                soap::Answer::Matches(_) => Err(ambiguous()),
            },
        }
    }

    /// All tokens that match, at least one. Over SOAP that may take a request for each.
    ///
    /// Where the SOAP service names several candidates, those are kept whose certificate is
    /// for the wanted identifier, and for a `NIHII` those for an `SSIN` too: a doctor's
    /// personal certificate.
    ///
    /// # Errors
    /// As for [`Self::token`]; [`Status::LimitExceeded`] also if there are more matches than
    /// the limit.
    pub fn tokens(
        &self,
        identifier_type: &str,
        identifier: &str,
        application: Option<&str>,
    ) -> Result<Vec<Token>> {
        let wanted = Identifier::new(identifier_type, identifier, application)?;
        match self.0.protocol {
            Protocol::Rest => self.ask_rest(&wanted),
            Protocol::Soap => match self.ask_soap(&wanted)? {
                soap::Answer::Token(token) => Ok(vec![*token]),
                soap::Answer::Matches(_) if application.is_some() => Err(ambiguous()),
                soap::Answer::Matches(matches) => self.resolve(&wanted, &matches),
            },
        }
    }

    /// Keeps answers as the cache says. Clones of this depot share it.
    #[must_use]
    pub fn with_cache(self, _cache: TokenCache) -> Self {
        self
    }

    /// The token of the holder of an identity, found by the authentication certificate: by its
    /// identifier and application, which may be empty.
    ///
    /// # Errors
    /// As for [`Self::token`]; [`Status::KeyNotFound`] if the identity has no authentication
    /// certificate; [`Status::InvalidArgument`] if that does not say whose it is.
    pub fn own_token(&self, identity: &Identity) -> Result<Token> {
        self.begin_own_token(identity)?.run(&*self.0.transport)
    }

    /// Looks up the token of an identity, by a host that sends the requests itself; see [`Step`].
    ///
    /// # Errors
    /// Those of [`Self::own_token`].
    pub fn begin_own_token(&self, _identity: &Identity) -> Result<Step<Token>> {
        Err(Error::internal("not built"))
    }

    /// Looks up the one token that matches, by a host that sends the requests itself; see
    /// [`Step`].
    ///
    /// # Errors
    /// Those of [`Self::token`].
    pub fn begin_token(
        &self,
        _identifier_type: &str,
        _identifier: &str,
        _application: Option<&str>,
    ) -> Result<Step<Token>> {
        Err(Error::internal("not built"))
    }

    /// Looks up all tokens that match, by a host that sends the requests itself; see [`Step`].
    ///
    /// # Errors
    /// Those of [`Self::tokens`].
    pub fn begin_tokens(
        &self,
        _identifier_type: &str,
        _identifier: &str,
        _application: Option<&str>,
    ) -> Result<Step<Vec<Token>>> {
        Err(Error::internal("not built"))
    }

    fn resolve(&self, wanted: &Identifier, matches: &[Identifier]) -> Result<Vec<Token>> {
        let mut tokens = Vec::new();
        for candidate in matches {
            match self.ask_soap(candidate)? {
                soap::Answer::Token(token) if is_for(&token, wanted) => tokens.push(*token),
                soap::Answer::Token(_) => {}
                soap::Answer::Matches(_) => return Err(ambiguous()),
            }
        }
        if tokens.is_empty() {
            return Err(not_found());
        }
        Ok(tokens)
    }

    fn ask_rest(&self, wanted: &Identifier) -> Result<Vec<Token>> {
        let reply = self
            .0
            .transport
            .send(&rest::request(self.0.endpoints.url(0), wanted))?;
        reply.check_size(self.0.limits.reply_size)?;
        rest::answer(&reply, wanted, &self.0.limits)
    }

    fn ask_soap(&self, wanted: &Identifier) -> Result<soap::Answer> {
        let reply = self
            .0
            .transport
            .send(&soap::request(self.0.endpoints.url(0), wanted))?;
        reply.check_size(self.0.limits.reply_size)?;
        soap::answer(&reply, &self.0.limits)
    }
}

/// Shows which protocol, not where: a URL may hold credentials.
impl fmt::Debug for Depot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0.protocol {
            Protocol::Rest => "Depot(REST)",
            Protocol::Soap => "Depot(SOAP)",
        })
    }
}

fn one(tokens: Vec<Token>) -> Result<Token> {
    let mut tokens = tokens.into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(token), None) => Ok(token),
        (None, _) => Err(not_found()),
        (Some(_), Some(_)) => Err(ambiguous()),
    }
}

/// Whether the certificates in the token are for the wanted identifier.
fn is_for(token: &Token, wanted: &Identifier) -> bool {
    let same =
        token.identifier_type() == wanted.identifier_type() && token.identifier() == wanted.value();
    same || (wanted.identifier_type() == "NIHII" && token.identifier_type() == "SSIN")
}

fn ambiguous() -> Error {
    Error::new(Status::Ambiguous, "several encryption tokens match")
}

fn not_found() -> Error {
    Error::new(Status::NotFound, "no encryption token matches")
        .with_service_code(ServiceCode::parse(NO_MATCH))
}

/// The token in an answer; what is wrong in it is the fault of the service.
fn token(base64: &str, limits: &Limits) -> Result<Token> {
    Token::from_base64(base64, limits).map_err(|cause| match cause.status() {
        Status::LimitExceeded => cause,
        _ => Error::new(
            Status::BadReply,
            "the service sent a token that cannot be read",
        )
        .caused_by(cause),
    })
}

fn bad(reply: &Reply, message: &'static str) -> Error {
    Error::new(Status::BadReply, message).with_http_status(reply.status())
}

fn too_many() -> Error {
    Error::new(
        Status::LimitExceeded,
        "the search has more matches than the limit",
    )
}
