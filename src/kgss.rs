//! The KGSS: keys for recipients whom the sender does not know.

use crate::auth::{Attribute, Session};
use crate::context::Context;
use crate::depot::Depot;
use crate::error::{Error, Result};
use crate::keys::{Identity, SecretKey, Token};
use crate::transport::{Endpoints, Environment, Step, Transport};
use core::fmt;
use std::sync::Arc;

/// Makes and gets keys at the platform's KGSS. Requests are sealed for the KGSS, answers for
/// the caller. Cloning is cheap; many threads may use one.
#[derive(Clone)]
pub struct Kgss(Arc<Parts>);

#[derive(Clone)]
struct Parts {
    endpoints: Endpoints,
    transport: Arc<dyn Transport>,
    context: Arc<Context>,
    depot: Depot,
    identity: Arc<Identity>,
}

/// Who may get a key: whoever has one of the allowed attributes and none of the excluded ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccessList {
    allowed: Vec<Attribute>,
    excluded: Vec<Attribute>,
    has_deletion_strategy: bool,
}

impl AccessList {
    /// A list that allows nobody yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Allows those with this attribute; without values, with any value of it.
    #[must_use]
    pub fn allow(mut self, attribute: Attribute) -> Self {
        self.allowed.push(attribute);
        self
    }

    /// Excludes those with this attribute, whatever else they have.
    #[must_use]
    pub fn exclude(mut self, attribute: Attribute) -> Self {
        self.excluded.push(attribute);
        self
    }

    /// Sends the element `DeletionStrategy`, which the schema has without content.
    #[must_use]
    pub fn with_deletion_strategy(mut self) -> Self {
        self.has_deletion_strategy = true;
        self
    }
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
        let url = environment.soap_url("/Kgss/v1");
        Self::soap(url, transport, context, depot, identity)
    }

    /// Looks the KGSS up in the depot under another identifier than that of the platform's:
    /// type `CBE`, value `0809394427`, application `KGSS`.
    #[must_use]
    pub fn with_service(
        self,
        _identifier_type: &str,
        _identifier: &str,
        _application: &str,
    ) -> Self {
        self
    }

    /// Has answers sealed for this token of the caller, which then is not looked up.
    #[must_use]
    pub fn with_token(self, _token: Token) -> Self {
        self
    }

    /// Has answers sealed for a fresh key each: for readers without a token, who cannot make
    /// keys.
    #[must_use]
    pub fn without_token(self) -> Self {
        self
    }

    /// Keeps up to this many keys in memory, and asks for them no more.
    #[must_use]
    pub fn with_cache(self, _keys: usize) -> Self {
        self
    }

    /// Makes a key that those on the list can get.
    ///
    /// # Errors
    /// [`Status::InvalidArgument`](crate::Status::InvalidArgument) if nobody is allowed;
    /// [`Status::ServiceRefused`](crate::Status::ServiceRefused) with the code of the service;
    /// those of [`Depot::token`] and of [`Sealer`](crate::Sealer);
    /// [`Status::BadReply`](crate::Status::BadReply) if the answer is not one of the KGSS.
    pub fn new_key(&self, list: &AccessList) -> Result<SecretKey> {
        self.begin_new_key(list)?.run(&*self.0.transport)
    }

    /// Makes a key, by a host that sends the requests itself; see [`Step`].
    ///
    /// # Errors
    /// Those of [`Self::new_key`].
    pub fn begin_new_key(&self, _list: &AccessList) -> Result<Step<SecretKey>> {
        Err(Error::internal("not built"))
    }

    /// Gets the key with this identifier (the octets that Base64 stands for), as the one whose
    /// session this is.
    ///
    /// # Errors
    /// [`Status::NotFound`](crate::Status::NotFound) with the code `NO_KEY_FOUND` if there is no
    /// such key or the session does not satisfy its list, which are one and the same; otherwise
    /// as for [`Self::new_key`] and [`TokenService::log_on`](crate::TokenService::log_on).
    pub fn key(&self, identifier: &[u8], session: &Session) -> Result<SecretKey> {
        self.begin_key(identifier, session)?.run(&*self.0.transport)
    }

    /// Gets a key, by a host that sends the requests itself; see [`Step`].
    ///
    /// # Errors
    /// Those of [`Self::key`].
    pub fn begin_key(&self, _identifier: &[u8], _session: &Session) -> Result<Step<SecretKey>> {
        Err(Error::internal("not built"))
    }

    /// Forgets the keys that it keeps; they are wiped.
    pub fn forget(&self) {}
}

/// Shows nothing: a URL may hold credentials.
impl fmt::Debug for Kgss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kgss")
    }
}
