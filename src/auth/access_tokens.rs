//! Where the access tokens for REST services come from.

use super::{AccessToken, ConnectClient};
use crate::error::{Error, Result, Status};
use crate::limits::Limits;
use crate::secret::Secret;
use crate::transport::Step;
use core::fmt;
use std::sync::Arc;

/// Supplies access tokens that a host has: of a user who logged on to I.AM Connect in his browser
/// (authorization code with PKCE), which is for the host to do.
pub trait TokenSupplier: Send + Sync {
    /// The access token for a call, as it stands behind `Bearer `. It is called for each use, if
    /// need be on several threads at once; the host keeps the token and renews it in time.
    ///
    /// # Errors
    /// Whatever keeps the host from it; the call ends with that error.
    fn access_token(&self) -> Result<Secret>;
}

/// Where the access tokens for REST services come from. Cloning is cheap; clones share the token,
/// and many threads may use them. A token that a service refuses (HTTP status 401) is not used
/// again: the next call gets a new one.
#[derive(Clone)]
pub struct AccessTokens(Source);

#[derive(Clone)]
enum Source {
    Host(Arc<dyn TokenSupplier>),
    Client(ConnectClient),
}

impl AccessTokens {
    /// From a host, which is asked for each call.
    pub fn from_host(supplier: Arc<dyn TokenSupplier>) -> Self {
        Self(Source::Host(supplier))
    }

    /// From a client of I.AM Connect, which logs on by itself.
    pub fn from_client(client: ConnectClient) -> Self {
        Self(Source::Client(client))
    }

    /// The token, of a host or of a client, renewed if it comes to its end.
    ///
    /// # Errors
    /// Those of [`Self::begin_use`].
    pub fn access_token(&self) -> Result<Arc<AccessToken>> {
        match &self.0 {
            Source::Host(supplier) => supplied(&**supplier),
            Source::Client(client) => client.access_token(),
        }
    }

    /// The same with another client of I.AM Connect, if it is one.
    pub(crate) fn with_client(
        self,
        change: impl FnOnce(ConnectClient) -> ConnectClient,
    ) -> Result<Self> {
        match self.0 {
            Source::Client(client) => Ok(Self::from_client(change(client))),
            Source::Host(_) => Err(Error::new(
                Status::WrongState,
                "the access tokens of a host have no settings",
            )),
        }
    }

    /// Has a token at hand that is valid for a while: of many threads that call it one fetches it
    /// and the others wait. Does nothing where a host supplies the tokens.
    ///
    /// # Errors
    /// Those of [`ConnectClient::access_token`].
    pub fn refresh(&self) -> Result<()> {
        match &self.0 {
            Source::Host(_) => Ok(()),
            Source::Client(client) => client.access_token().map(drop),
        }
    }

    /// The token to call a service with, by a host that sends the requests itself; see [`Step`].
    ///
    /// # Errors
    /// What a [`TokenSupplier`] answers, and
    /// [`Status::HostFailed`](crate::Status::HostFailed) if its token cannot stand in a request;
    /// those of [`ConnectClient::access_token`].
    pub fn begin_use(&self) -> Result<Step<Arc<AccessToken>>> {
        match &self.0 {
            Source::Host(supplier) => Ok(Step::Done(supplied(&**supplier)?)),
            Source::Client(client) => client.begin_access_token(),
        }
    }

    /// Sees to it that a token that a service no longer takes is not used again. A host knows its
    /// own by itself.
    pub(super) fn discard(&self, refused: &Arc<AccessToken>) {
        if let Source::Client(client) = &self.0 {
            client.discard(refused);
        }
    }
}

fn supplied(supplier: &dyn TokenSupplier) -> Result<Arc<AccessToken>> {
    let token = supplier.access_token()?;
    AccessToken::from_host(&token, &Limits::default()).map(Arc::new)
}

impl From<ConnectClient> for AccessTokens {
    fn from(client: ConnectClient) -> Self {
        Self::from_client(client)
    }
}

impl fmt::Debug for AccessTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Source::Host(_) => "AccessTokens(Host)",
            Source::Client(_) => "AccessTokens(Client)",
        })
    }
}
