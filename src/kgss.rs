//! The KGSS: keys for recipients whom the sender does not know.

mod access_list;
mod content;
mod kept;
mod opener;
mod operation;
mod reader;
mod rest;

use crate::auth::{Assertion, Session};
use crate::context::Context;
use crate::depot::{Depot, Identifier};
use crate::error::{Error, Result, Status};
use crate::keys::{Identity, SecretKey, Token};
use crate::seal::Sealer;
use crate::secret::Secret;
use crate::soap::{SecuredEnvelope, SecurityToken, envelope, post};
use crate::transport::{Endpoints, Environment, Step, Transport};
use core::fmt;
use kept::{KeptKeys, KeptToken};
use opener::{Opener, is_named};
use reader::{Answers, Reader};
use std::sync::Arc;

pub use access_list::AccessList;
pub(crate) use operation::Operation;
pub use rest::KgssRest;
#[cfg(feature = "simulator")]
pub(crate) use {
    content::decoded,
    operation::{KGSS, NO_KEY, sealed_content},
};

/// How long a signed request is valid, in seconds, as on the platform.
const REQUEST_LIFETIME: i64 = 60;

/// Makes and gets keys at the platform's KGSS. Requests are sealed for the KGSS, answers for
/// the caller, and none is believed that the KGSS did not sign: its certificate has to name the
/// KGSS, and the context has to trust it. A context without trust anchors has only the
/// certificate in the KGSS's own token to go by.
///
/// Cloning is cheap; many threads may use one. Clones share what is kept: the tokens of the
/// KGSS and of the caller, for a day and not beyond their validity (that of the KGSS only until
/// it refuses a request, which may mean that it has a new one), and keys if
/// [`Self::with_cache`] says so.
#[derive(Clone)]
pub struct Kgss(Arc<Parts>);

#[derive(Clone)]
struct Parts {
    endpoints: Endpoints,
    transport: Arc<dyn Transport>,
    context: Arc<Context>,
    depot: Depot,
    identity: Arc<Identity>,
    /// Type, value and application of the KGSS.
    service: [String; 3],
    answers: Answers,
    service_token: Arc<KeptToken>,
    own_token: Arc<KeptToken>,
    keys: Arc<KeptKeys>,
}

/// How the KGSS of this call is known, and by which token it can be sealed for.
#[derive(Clone)]
struct Service {
    identifier: Identifier,
    token: Token,
}

impl Kgss {
    /// The SOAP service at this URL or these. The depot knows the token of the KGSS and, unless
    /// [`Self::with_token`] gives it, that of the caller. The identity seals the requests and
    /// opens the answers.
    pub fn soap(
        at: impl Into<Endpoints>,
        transport: Arc<dyn Transport>,
        context: Arc<Context>,
        depot: Depot,
        identity: Arc<Identity>,
    ) -> Self {
        Self(Arc::new(Parts {
            endpoints: at.into(),
            transport,
            context,
            depot,
            identity,
            service: ["CBE", "0809394427", "KGSS"].map(str::to_owned),
            answers: Answers::OwnToken,
            service_token: Arc::default(),
            own_token: Arc::default(),
            keys: Arc::new(KeptKeys::new(0)),
        }))
    }

    /// The SOAP service of an environment.
    pub fn soap_for(
        environment: Environment,
        transport: Arc<dyn Transport>,
        context: Arc<Context>,
        depot: Depot,
        identity: Arc<Identity>,
    ) -> Self {
        let at = Self::soap_endpoints(environment);
        Self::soap(at, transport, context, depot, identity)
    }

    /// Where the SOAP service of an environment is.
    pub(crate) fn soap_endpoints(environment: Environment) -> Endpoints {
        environment.soap_url("/Kgss/v1").into()
    }

    /// Looks the KGSS up in the depot under another identifier than that of the platform's:
    /// type `CBE`, value `0809394427`, application `KGSS`. The certificate that signs its
    /// answers has to name it too. An empty application stands for none.
    #[must_use]
    pub fn with_service(self, identifier_type: &str, identifier: &str, application: &str) -> Self {
        self.changed(|parts| {
            parts.service = [identifier_type, identifier, application].map(str::to_owned);
            parts.service_token = Arc::default();
        })
    }

    /// Has answers sealed for this token of the caller, which then is not looked up.
    #[must_use]
    pub fn with_token(self, token: Token) -> Self {
        self.changed(|parts| parts.answers = Answers::GivenToken(token))
    }

    /// Has answers sealed for a fresh key each: for readers without a token, who cannot make
    /// keys.
    #[must_use]
    pub fn without_token(self) -> Self {
        self.changed(|parts| parts.answers = Answers::FreshKeys)
    }

    /// Keeps up to this many keys in memory that is wiped, and asks no more for them as long as
    /// the session with which they were got lasts. Any other session has to get them itself.
    #[must_use]
    pub fn with_cache(self, keys: usize) -> Self {
        self.changed(|parts| parts.keys = Arc::new(KeptKeys::new(keys)))
    }

    fn changed(self, change: impl FnOnce(&mut Parts)) -> Self {
        let mut parts = Arc::unwrap_or_clone(self.0);
        change(&mut parts);
        Self(Arc::new(parts))
    }

    /// Makes a key that those on the list can get.
    ///
    /// # Errors
    /// [`Status::InvalidArgument`] if nobody is allowed, an attribute has an empty namespace, name
    /// or value, or the answer cannot be sealed for a token ([`Self::without_token`]);
    /// [`Status::ServiceRefused`] with the code of the service; those of [`Depot::token`] and of
    /// [`Sealer`]; [`Status::BadReply`] if the answer is not one of the KGSS: the cause says what
    /// was found wrong with it.
    pub fn new_key(&self, list: &AccessList) -> Result<SecretKey> {
        self.begin_new_key(list)?.run(&*self.0.transport)
    }

    /// Makes a key, by a host that sends the requests itself; see [`Step`].
    ///
    /// # Errors
    /// Those of [`Self::new_key`].
    pub fn begin_new_key(&self, list: &AccessList) -> Result<Step<SecretKey>> {
        list.check()?;
        if matches!(self.0.answers, Answers::FreshKeys) {
            return Err(invalid(
                "a new key can only be sent to the holder of a token",
            ));
        }
        let (kgss, list) = (self.clone(), list.clone());
        self.begin_service()?.then(move |service| {
            let asking = kgss.clone();
            kgss.begin_reader()?
                .then(move |reader| asking.ask_new_key(&list, &service, &reader))
        })
    }

    /// Gets the key with this identifier (the octets that Base64 stands for), as the one whose
    /// session this is.
    ///
    /// # Errors
    /// [`Status::NotFound`] with the code `NO_KEY_FOUND` if there is no such key or the session
    /// does not satisfy its list, which are one and the same; [`Status::InvalidArgument`] if the
    /// identifier is empty or longer than 1024 octets; otherwise as for [`Self::new_key`] and
    /// [`TokenService::log_on`](crate::TokenService::log_on).
    pub fn key(&self, identifier: &[u8], session: &Session) -> Result<SecretKey> {
        if let Some(key) = self.kept(identifier, session)? {
            return Ok(key);
        }
        // Of many threads that come with a session that is over, one opens it anew.
        session.refresh()?;
        self.begin_fetch(identifier, session)?
            .run(&*self.0.transport)
    }

    /// Gets a key, by a host that sends the requests itself; see [`Step`].
    ///
    /// # Errors
    /// Those of [`Self::key`].
    pub fn begin_key(&self, identifier: &[u8], session: &Session) -> Result<Step<SecretKey>> {
        match self.kept(identifier, session)? {
            Some(key) => Ok(Step::Done(key)),
            None => self.begin_fetch(identifier, session),
        }
    }

    /// The key with this identifier, if this session got it before.
    fn kept(&self, identifier: &[u8], session: &Session) -> Result<Option<SecretKey>> {
        SecretKey::check_identifier(identifier)?;
        Ok(self.0.keys.get(session, identifier))
    }

    fn begin_fetch(&self, identifier: &[u8], session: &Session) -> Result<Step<SecretKey>> {
        let (kgss, session) = (self.clone(), session.clone());
        let identifier = identifier.to_vec();
        self.begin_service()?.then(move |service| {
            let asking = kgss.clone();
            kgss.begin_reader()?.then(move |reader| {
                session.begin_use()?.then(move |assertion| {
                    asking.ask_key(&identifier, &session, &assertion, &service, &reader)
                })
            })
        })
    }

    /// Forgets the keys that it keeps, which are wiped, and the tokens.
    pub fn forget(&self) {
        self.0.keys.forget();
        self.0.service_token.forget();
        self.0.own_token.forget();
    }

    /// The KGSS, as the depot knows it.
    fn begin_service(&self) -> Result<Step<Service>> {
        let [kind, value, application] = &self.0.service;
        let identifier = Identifier::new(kind, value, Some(application))?;
        let now = self.0.context.now();
        if let Some(token) = self.0.service_token.get(now) {
            return Ok(Step::Done(Service { identifier, token }));
        }
        let kept = Arc::clone(&self.0.service_token);
        let found = self.0.depot.begin_token(kind, value, Some(application))?;
        found.then(move |token| {
            if !is_named(token.authentication_certificate(), &identifier) {
                let message = "the depot's token for the KGSS is one for somebody else";
                return Err(Error::new(Status::BadReply, message));
            }
            kept.keep(&token, now);
            Ok(Step::Done(Service { identifier, token }))
        })
    }

    /// Whom the answer is to be sealed for.
    fn begin_reader(&self) -> Result<Step<Reader>> {
        match &self.0.answers {
            Answers::GivenToken(token) => Ok(Step::Done(Reader::Holder(token.clone()))),
            Answers::FreshKeys => Ok(Step::Done(Reader::fresh()?)),
            Answers::OwnToken => {
                let now = self.0.context.now();
                if let Some(token) = self.0.own_token.get(now) {
                    return Ok(Step::Done(Reader::Holder(token)));
                }
                let kept = Arc::clone(&self.0.own_token);
                let found = self.0.depot.begin_own_token(&self.0.identity)?;
                found.then(move |token| {
                    kept.keep(&token, now);
                    Ok(Step::Done(Reader::Holder(token)))
                })
            }
        }
    }

    /// The request for a new key goes without a security header: its seal says who asks.
    fn ask_new_key(
        &self,
        list: &AccessList,
        service: &Service,
        reader: &Reader,
    ) -> Result<Step<SecretKey>> {
        let Reader::Holder(token) = reader else {
            return Err(Error::internal("a new key was to be sent to a fresh key"));
        };
        let request = content::new_key_request(list, token)?;
        let body = Operation::NewKey.write(&self.seal(&request, service)?);
        let limits = self.0.context.limits().clone();
        self.call(
            Operation::NewKey,
            envelope(&body),
            self.opener(service, reader)?,
            move |content| content::read_new_key(&content, &limits),
        )
    }

    /// The request for a key is signed as the holder of the key of the session, just before it is
    /// sent.
    fn ask_key(
        &self,
        identifier: &[u8],
        session: &Session,
        assertion: &Assertion,
        service: &Service,
        reader: &Reader,
    ) -> Result<Step<SecretKey>> {
        let request = content::key_request(identifier, reader)?;
        let body = Operation::Key.write(&self.seal(&request, service)?);
        let holder = session.holder_of_key().authentication();
        let holder = holder.ok_or_else(|| {
            Error::new(
                Status::KeyNotFound,
                "the identity of a session has no authentication key",
            )
        })?;
        let message = SecuredEnvelope {
            body: &body,
            key: holder.signing_key()?,
            token: SecurityToken::Assertion {
                xml: assertion.xml(),
                id: assertion.id(),
            },
            created: self.0.context.now(),
            lifetime: REQUEST_LIFETIME,
        };
        let limits = self.0.context.limits().clone();
        let keys = Arc::clone(&self.0.keys);
        let (identifier, assertion_id) = (identifier.to_vec(), assertion.id().to_owned());
        let opener = self.opener(service, reader)?;
        let key = self.call(Operation::Key, message.write()?, opener, move |content| {
            content::read_key(&content, &identifier, &limits)
        })?;
        key.then(move |key| {
            keys.keep(&assertion_id, &key);
            Ok(Step::Done(key))
        })
    }

    fn call(
        &self,
        operation: Operation,
        message: Vec<u8>,
        opener: Opener,
        read: impl Fn(Secret) -> Result<SecretKey> + Send + Sync + 'static,
    ) -> Result<Step<SecretKey>> {
        let limits = self.0.context.limits().clone();
        let service_token = Arc::clone(&self.0.service_token);
        let call = Step::call(
            &self.0.endpoints,
            move |url| post(url, "\"\"", &message),
            move |reply| read(opener.open(&operation.read(reply, &limits)?)?),
        );
        call.finally(move |outcome| {
            // Perhaps it has another token by now; the next call asks for it.
            if matches!(&outcome, Err(error) if error.status() == Status::ServiceRefused) {
                service_token.forget();
            }
            outcome
        })
    }

    fn seal(&self, request: &Secret, service: &Service) -> Result<Vec<u8>> {
        let (context, identity) = (&self.0.context, &self.0.identity);
        let mut sealer = Sealer::new(Arc::clone(context), Arc::clone(identity))?;
        sealer.add_recipient(&service.token)?;
        sealer.seal(request.as_bytes())
    }

    fn opener(&self, service: &Service, reader: &Reader) -> Result<Opener> {
        let parts = &self.0;
        Opener::new(
            &parts.context,
            &parts.identity,
            reader,
            &service.identifier,
            &service.token,
        )
    }
}

/// Shows nothing: a URL may hold credentials.
impl fmt::Debug for Kgss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kgss")
    }
}

fn invalid(message: &'static str) -> Error {
    Error::new(Status::InvalidArgument, message)
}
