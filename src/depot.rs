//! The ETK depot: who can be sealed for, and with which key.

mod answer;
mod cache;
mod cache_file;
mod certified_key;
mod identifier;
mod key_depot;
mod key_holder;
mod key_use;
mod rest;
mod soap;

use crate::auth::AccessTokens;
use crate::crypto::{Digest, DigestAlgorithm};
use crate::error::{Error, Result, ServiceCode, Status};
use crate::jose::JwkSet;
use crate::keys::{Holder, Identity, Token};
use crate::limits::Limits;
use crate::rest::{RestCall, RestInterface, RestName};
use crate::transport::{Endpoints, Environment, Reply, Step, Transport};
use answer::Answer;
use cache::{Cache, Key};
use core::fmt;
use std::sync::Arc;

pub use cache::TokenCache;
pub use identifier::Identifier;
#[cfg(feature = "simulator")]
pub(crate) use identifier::is_known;
pub use key_depot::{Challenge, KeyDepot, KeyInformation, RegisteredKey, Registration};
pub use key_holder::KeyHolder;
pub use key_use::KeyUse;
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
///
/// What each of the two services has:
///
/// | | REST | SOAP |
/// |---|---|---|
/// | [`Self::token`], [`Self::tokens`], [`Self::matches`], [`Self::own_token`] | yes | yes |
/// | [`Self::certified_keys`], [`Self::certified_key`], [`Self::key_holder`] | yes | [`Status::Unsupported`] |
/// | [`Self::with_access`], [`Self::with_interface`], [`Self::with_trusted_keys`] | yes | without effect |
///
/// With several endpoints a question is asked at the next one when one cannot be reached, does
/// not answer in time, or says that it is not available or does not know the caller.
#[derive(Clone)]
pub struct Depot(Arc<Parts>);

#[derive(Clone)]
struct Parts {
    protocol: Protocol,
    endpoints: Endpoints,
    transport: Arc<dyn Transport>,
    limits: Limits,
    interface: RestInterface,
    access: Option<AccessTokens>,
    /// Those that sign statements about holders, if these have to be signed.
    trusted_keys: Option<JwkSet>,
    cache: Option<Arc<Cache>>,
}

#[derive(Clone, Copy)]
enum Protocol {
    Rest,
    Soap,
}

impl Depot {
    /// The REST service at this base URL or these, for example
    /// `https://api.ehealth.fgov.be/etee/v1`.
    pub fn rest(at: impl Into<Endpoints>, transport: Arc<dyn Transport>, limits: Limits) -> Self {
        Self::new(Protocol::Rest, at.into(), transport, limits)
    }

    /// The REST service of an environment.
    pub fn rest_for(env: Environment, transport: Arc<dyn Transport>, limits: Limits) -> Self {
        Self::rest(env.rest_url("/etee/v1"), transport, limits)
    }

    /// The SOAP service at this URL or these, for example
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
            interface: RestInterface::new(),
            access: None,
            trusted_keys: None,
            cache: None,
        }))
    }

    /// Keeps answers as the cache says. Clones of this depot share it.
    #[must_use]
    pub fn with_cache(self, cache: TokenCache) -> Self {
        let cache = Arc::new(Cache::new(cache, &self.0.limits));
        self.caching(Some(cache))
    }

    /// The same depot, which always asks: neither looks at the cache nor adds to it.
    #[must_use]
    pub fn without_cache(&self) -> Self {
        self.clone().caching(None)
    }

    fn caching(self, cache: Option<Arc<Cache>>) -> Self {
        self.changed(|parts| parts.cache = cache)
    }

    /// Sends an access token along with every request to the REST service, over TLS or to this
    /// machine only. The depot is open to everybody: without this no token is sent, and over SOAP
    /// none ever is.
    #[must_use]
    pub fn with_access(self, access: AccessTokens) -> Self {
        self.changed(|parts| parts.access = Some(access))
    }

    /// Uses other names in the REST interface than those that this version knows.
    #[must_use]
    pub fn with_interface(self, interface: RestInterface) -> Self {
        self.changed(|parts| parts.interface = interface)
    }

    /// Believes a statement about the holder of a key only if one of these keys signed it. Without
    /// this it may be unsigned, and a signature is not looked at: then TLS alone vouches for it.
    #[must_use]
    pub fn with_trusted_keys(self, keys: JwkSet) -> Self {
        self.changed(|parts| parts.trusted_keys = Some(keys))
    }

    fn changed(self, change: impl FnOnce(&mut Parts)) -> Self {
        let mut parts = Arc::unwrap_or_clone(self.0);
        change(&mut parts);
        Self(Arc::new(parts))
    }

    /// Forgets all answers that are kept, in memory and in the file. A look-up that is under way
    /// may still add its own.
    pub fn forget(&self) {
        if let Some(cache) = &self.0.cache {
            cache.forget();
        }
    }

    /// The one token that matches.
    ///
    /// Values of the known types are filled up with zeros on the left, as the platform's own
    /// software does; nothing is ever cut off.
    ///
    /// # Errors
    /// - [`Status::InvalidArgument`] if a value cannot be of its type;
    /// - [`Status::NotFound`] if nothing matches, [`Status::Ambiguous`] if several tokens do:
    ///   then [`Self::matches`] lists them;
    /// - [`Status::ServiceRefused`] with the code of the service, for example
    ///   `INVALID_SSIN_NUMBER`; [`Status::ServiceUnreachable`], [`Status::ServiceTimeout`],
    ///   [`Status::BadReply`], [`Status::LimitExceeded`].
    pub fn token(
        &self,
        identifier_type: &str,
        identifier: &str,
        application: Option<&str>,
    ) -> Result<Token> {
        self.begin_token(identifier_type, identifier, application)?
            .run(&*self.0.transport)
    }

    /// Looks up the one token that matches, by a host that sends the requests itself; see
    /// [`Step`].
    ///
    /// # Errors
    /// Those of [`Self::token`].
    pub fn begin_token(
        &self,
        identifier_type: &str,
        identifier: &str,
        application: Option<&str>,
    ) -> Result<Step<Token>> {
        let wanted = Identifier::new(identifier_type, identifier, application)?;
        self.ask(&wanted)?.then(|answer| match answer {
            Answer::Tokens(tokens) => one(tokens).map(Step::Done),
            Answer::Matches(_) => Err(ambiguous()),
        })
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
        self.begin_tokens(identifier_type, identifier, application)?
            .run(&*self.0.transport)
    }

    /// Looks up all tokens that match, by a host that sends the requests itself; see [`Step`].
    ///
    /// # Errors
    /// Those of [`Self::tokens`].
    pub fn begin_tokens(
        &self,
        identifier_type: &str,
        identifier: &str,
        application: Option<&str>,
    ) -> Result<Step<Vec<Token>>> {
        let wanted = Identifier::new(identifier_type, identifier, application)?;
        let depot = self.clone();
        self.ask(&wanted)?.then(move |answer| match answer {
            Answer::Tokens(tokens) => Ok(Step::Done(tokens)),
            Answer::Matches(_) if wanted.application().is_some() => Err(ambiguous()),
            Answer::Matches(matches) => depot.resolve(wanted, matches.into_iter(), Vec::new()),
        })
    }

    /// What matches, at least one, as searches that each have exactly one token as their answer:
    /// to let somebody choose. Over SOAP that takes one request, as the service lists them; of
    /// REST the tokens themselves tell whom they are for.
    ///
    /// # Errors
    /// As for [`Self::tokens`].
    pub fn matches(
        &self,
        identifier_type: &str,
        identifier: &str,
        application: Option<&str>,
    ) -> Result<Vec<Identifier>> {
        self.begin_matches(identifier_type, identifier, application)?
            .run(&*self.0.transport)
    }

    /// Lists what matches, by a host that sends the requests itself; see [`Step`].
    ///
    /// # Errors
    /// Those of [`Self::matches`].
    pub fn begin_matches(
        &self,
        identifier_type: &str,
        identifier: &str,
        application: Option<&str>,
    ) -> Result<Step<Vec<Identifier>>> {
        let wanted = Identifier::new(identifier_type, identifier, application)?;
        self.ask(&wanted)?.then(|answer| {
            Ok(Step::Done(match answer {
                Answer::Tokens(tokens) => tokens.iter().map(holder_of).collect(),
                Answer::Matches(matches) => matches,
            }))
        })
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
    pub fn begin_own_token(&self, identity: &Identity) -> Result<Step<Token>> {
        let certificate = identity.authentication_certificate().ok_or_else(|| {
            Error::new(
                Status::KeyNotFound,
                "an identity has no authentication certificate",
            )
        })?;
        let holder = Holder::of(certificate.subject());
        if holder.kind.is_empty() {
            return Err(Error::new(
                Status::InvalidArgument,
                "an authentication certificate does not say whose it is",
            ));
        }
        self.begin_token(&holder.kind, &holder.identifier, Some(&holder.application))
    }

    /// Asks, unless the answer is kept.
    fn ask(&self, wanted: &Identifier) -> Result<Step<Answer>> {
        let Some(cache) = &self.0.cache else {
            return self.call(wanted);
        };
        let key = self.key(wanted);
        if let Some(outcome) = cache.fresh(&key) {
            return outcome.map(Step::Done);
        }
        let cache = Arc::clone(cache);
        self.call(wanted)?
            .finally(move |outcome| cache.settle(key, outcome))
    }

    fn call(&self, wanted: &Identifier) -> Result<Step<Answer>> {
        let (asked, wanted) = (wanted.clone(), wanted.clone());
        let (limits, interface) = (self.0.limits.clone(), self.0.interface.clone());
        match self.0.protocol {
            Protocol::Rest => self.ask_rest(rest::search(&interface, &asked), move |reply| {
                rest::answer(reply, &wanted, &interface, &limits).map(Answer::Tokens)
            }),
            Protocol::Soap => Ok(Step::call(
                &self.0.endpoints,
                move |url| soap::request(url, &asked),
                move |reply| soap::answer(reply, &limits),
            )),
        }
    }

    /// Asks the REST service, with an access token if it is to have one.
    fn ask_rest<T: 'static>(
        &self,
        call: RestCall,
        read: impl Fn(&Reply) -> Result<T> + Send + Sync + 'static,
    ) -> Result<Step<T>> {
        let endpoints = self.0.endpoints.clone();
        match &self.0.access {
            Some(access) => access.call(call, &endpoints, read),
            None => call.step(&endpoints, read),
        }
    }

    /// What a question is kept under. Each part is preceded by its length, so that no two
    /// questions look alike.
    fn key(&self, wanted: &Identifier) -> Key {
        let endpoints = &self.0.endpoints;
        let urls = (0..endpoints.count()).map(|index| endpoints.url(index));
        let mut parts: Vec<&str> = urls.collect();
        parts.extend([wanted.identifier_type(), wanted.value()]);
        parts.extend(wanted.application());
        parts.push(self.0.interface.get(RestName::Tokens));
        let mut question = vec![
            u8::from(matches!(self.0.protocol, Protocol::Soap)),
            u8::from(wanted.application().is_some()),
        ];
        for part in parts {
            question.extend_from_slice(&(part.len() as u64).to_be_bytes());
            question.extend_from_slice(part.as_bytes());
        }
        let digest = Digest::of(DigestAlgorithm::Sha256, &question);
        let mut key = Key::default();
        key.iter_mut()
            .zip(digest.iter())
            .for_each(|(to, from)| *to = *from);
        key
    }

    /// Asks for each of the candidates, of which some may have kept answers, and keeps those that
    /// are for the wanted identifier.
    fn resolve(
        self,
        wanted: Identifier,
        mut candidates: std::vec::IntoIter<Identifier>,
        mut tokens: Vec<Token>,
    ) -> Result<Step<Vec<Token>>> {
        while let Some(candidate) = candidates.next() {
            match self.ask(&candidate)? {
                Step::Done(answer) => tokens.extend(answer_for(answer, &wanted)?),
                step @ Step::Ask(_) => {
                    return step.then(move |answer| {
                        tokens.extend(answer_for(answer, &wanted)?);
                        self.resolve(wanted, candidates, tokens)
                    });
                }
            }
        }
        if tokens.is_empty() {
            return Err(not_found());
        }
        Ok(Step::Done(tokens))
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

/// The token of a candidate, if it is for the wanted identifier.
fn answer_for(answer: Answer, wanted: &Identifier) -> Result<Option<Token>> {
    match answer {
        Answer::Tokens(tokens) => {
            one(tokens).map(|token| Some(token).filter(|t| is_for(t, wanted)))
        }
        Answer::Matches(_) => Err(ambiguous()),
    }
}

/// Whether the certificates in the token are for the wanted identifier.
fn is_for(token: &Token, wanted: &Identifier) -> bool {
    let same =
        token.identifier_type() == wanted.identifier_type() && token.identifier() == wanted.value();
    same || (wanted.identifier_type() == "NIHII" && token.identifier_type() == "SSIN")
}

/// The search for this token alone.
fn holder_of(token: &Token) -> Identifier {
    Identifier::verbatim(
        token.identifier_type().to_owned(),
        token.identifier().to_owned(),
        Some(token.application().to_owned()),
    )
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
    Token::from_base64(base64, limits)
        .map_err(|cause| spoilt_by(cause, "the service sent a token that cannot be read"))
}

/// What is wrong in an answer is the fault of the service, but for our own limits.
fn spoilt_by(cause: Error, message: &'static str) -> Error {
    match cause.status() {
        Status::LimitExceeded => cause,
        _ => Error::new(Status::BadReply, message).caused_by(cause),
    }
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
