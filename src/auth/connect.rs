//! I.AM Connect: access tokens for software that logs on with an eHealth certificate.

mod client_assertion;
mod discovery;

use super::AccessToken;
use super::keeper::{Keeper, Manner, Ticket, Turn, Wish};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::keys::Identity;
use crate::rest::{RestCall, RestInterface, RestName, percent_encoded, refusal};
use crate::secret::Secret;
use crate::transport::{Endpoints, Environment, Method, Reply, Request, Step, Transport};
use client_assertion::ClientAssertion;
use core::fmt;
use discovery::TokenEndpoint;
use std::sync::Arc;

const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/// What there is not where a realm answers with 404.
const NO_REALM: &str = "there is no such realm";

/// A client of I.AM Connect that logs on by itself: with the client credentials grant (RFC 6749,
/// 4.4), for which it signs an assertion with its eHealth certificate (RFC 7523, `private_key_jwt`).
///
/// The token is kept and renewed by the first call that needs it, from 30 seconds before its end
/// on (or from half of its time on, if that is less). Of the threads that call
/// [`Self::access_token`] one renews: the others go on with what is still valid, or wait. Should
/// a renewal fail, the token is used as it is until it ends, with an attempt every half minute.
/// Where a host sends the requests itself, nothing ever waits.
///
/// The realm says where its tokens are (OpenID Connect Discovery); it is believed if it gives its
/// own name as the issuer, and only about places on its own host. Everything goes over TLS, or to
/// this machine.
///
/// Clones share the token; many threads may use them.
#[derive(Clone)]
pub struct ConnectClient(Arc<Parts>);

#[derive(Clone)]
struct Parts {
    /// The URL of the realm, which is its name too.
    realm: String,
    client_id: String,
    identity: Arc<Identity>,
    scope: Option<String>,
    uses_pss: bool,
    discovers: bool,
    interface: RestInterface,
    transport: Arc<dyn Transport>,
    context: Arc<Context>,
    keeper: Arc<Keeper<AccessToken>>,
    endpoint: Arc<TokenEndpoint>,
}

impl ConnectClient {
    /// The client of this name in the realm with this URL, for example
    /// `https://api.ehealth.fgov.be/auth/realms/M2M`. The name is the one that the platform has
    /// registered, often `cbe-` and the number of the enterprise; the identity has the key of its
    /// certificate. The context gives the limits and the clock.
    pub fn new(
        realm_url: &str,
        transport: Arc<dyn Transport>,
        context: Arc<Context>,
        client_id: &str,
        identity: Arc<Identity>,
    ) -> Self {
        Self(Arc::new(Parts {
            realm: realm_url.trim_end_matches('/').to_owned(),
            client_id: client_id.to_owned(),
            identity,
            scope: None,
            uses_pss: false,
            discovers: true,
            interface: RestInterface::new(),
            transport,
            context,
            keeper: Keeper::new(AccessToken::over()),
            endpoint: Arc::default(),
        }))
    }

    /// The client of this name in the realm `M2M` of an environment.
    pub fn for_environment(
        environment: Environment,
        transport: Arc<dyn Transport>,
        context: Arc<Context>,
        client_id: &str,
        identity: Arc<Identity>,
    ) -> Self {
        let realm = environment.rest_url("/auth/realms/M2M");
        Self::new(&realm, transport, context, client_id, identity)
    }

    /// Asks for these scopes, separated by spaces.
    #[must_use]
    pub fn with_scope(self, scope: &str) -> Self {
        self.changed(|parts| parts.scope = Some(scope.to_owned()))
    }

    /// Signs with RSASSA-PSS (`PS256`) where the key is RSA, in place of `RS256`, which is what
    /// the platform is known to take. EC keys sign with the algorithm of their curve.
    #[must_use]
    pub fn with_pss(self) -> Self {
        self.changed(|parts| parts.uses_pss = true)
    }

    /// Does not ask the realm where its tokens are: they are at the path `connect.tokens` of the
    /// [`RestInterface`].
    #[must_use]
    pub fn without_discovery(self) -> Self {
        self.changed(|parts| parts.discovers = false)
    }

    /// Replaces paths and media types.
    #[must_use]
    pub fn with_interface(self, interface: RestInterface) -> Self {
        self.changed(|parts| parts.interface = interface)
    }

    /// The same client but for one thing, with a token of its own.
    fn changed(self, change: impl FnOnce(&mut Parts)) -> Self {
        let mut parts = Arc::unwrap_or_clone(self.0);
        change(&mut parts);
        parts.keeper = Keeper::new(AccessToken::over());
        parts.endpoint = Arc::default();
        Self(Arc::new(parts))
    }

    /// The access token, renewed if it comes to its end.
    ///
    /// # Errors
    /// [`Status::InvalidArgument`](crate::Status::InvalidArgument) if the realm is not reached
    /// over TLS; [`Status::KeyNotFound`](crate::Status::KeyNotFound) or
    /// [`Status::KeyUnsupported`](crate::Status::KeyUnsupported) if the identity has no key that
    /// signs; [`Status::ServiceRefused`](crate::Status::ServiceRefused) with the code of the
    /// realm, for example `invalid_client`; [`Status::NotFound`](crate::Status::NotFound) if
    /// there is no such realm; [`Status::BadReply`](crate::Status::BadReply); and those of a
    /// transport and of a host that signs.
    pub fn access_token(&self) -> Result<Arc<AccessToken>> {
        self.at_once(Wish::Valid)
    }

    /// The access token, by a host that sends the requests itself; see [`Step`]. A request is
    /// signed before it is handed out, and valid for a minute.
    ///
    /// # Errors
    /// Those of [`Self::access_token`].
    pub fn begin_access_token(&self) -> Result<Step<Arc<AccessToken>>> {
        self.begin(Wish::Valid)
    }

    /// Fetches a new token even if the present one is far from its end: for when a service no
    /// longer takes that. If another thread does so already, waits for what comes of it. Where it
    /// fails, the token stays what it was.
    ///
    /// # Errors
    /// Those of [`Self::access_token`].
    pub fn renew(&self) -> Result<()> {
        self.at_once(Wish::New).map(drop)
    }

    /// Fetches a new token, by a host that sends the requests itself; see [`Step`].
    ///
    /// # Errors
    /// Those of [`Self::access_token`].
    pub fn begin_renew(&self) -> Result<Step<()>> {
        self.begin(Wish::New)?.then(|_| Ok(Step::Done(())))
    }

    /// Sees to it that a token that a service no longer takes is not used again.
    pub(super) fn discard(&self, refused: &Arc<AccessToken>) {
        self.0.keeper.discard(refused, AccessToken::over());
    }

    fn at_once(&self, wish: Wish) -> Result<Arc<AccessToken>> {
        match self.0.keeper.turn(self.now(), wish, Manner::AtOnce)? {
            Turn::Use(token) => Ok(token),
            Turn::Renew(ticket) => self.begin_renewal(ticket)?.run(&*self.0.transport),
        }
    }

    fn begin(&self, wish: Wish) -> Result<Step<Arc<AccessToken>>> {
        match self.0.keeper.turn(self.now(), wish, Manner::InHalves)? {
            Turn::Use(token) => Ok(Step::Done(token)),
            Turn::Renew(ticket) => self.begin_renewal(ticket),
        }
    }

    fn begin_renewal(&self, ticket: Ticket<AccessToken>) -> Result<Step<Arc<AccessToken>>> {
        let context = Arc::clone(&self.0.context);
        ticket.renew(self.begin_grant(), move || context.now())
    }

    /// Asks for a new token, and where to ask for it if that is not known. After a failure that
    /// is not known any longer.
    fn begin_grant(&self) -> Result<Step<AccessToken>> {
        let (client, endpoint) = (self.clone(), Arc::clone(&self.0.endpoint));
        self.begin_endpoint()?
            .then(move |url| client.begin_grant_at(&url))?
            .finally(move |outcome| outcome.inspect_err(|_| endpoint.forget()))
    }

    /// Where tokens are to be asked for.
    fn begin_endpoint(&self) -> Result<Step<String>> {
        let parts = &*self.0;
        let realm = Endpoints::from(&parts.realm);
        realm.check_confidential()?;
        if !parts.discovers {
            let path = parts.interface.get(RestName::AccessTokens);
            return Ok(Step::Done(format!("{}{path}", parts.realm)));
        }
        if let Some(url) = parts.endpoint.get(self.now()) {
            return Ok(Step::Done(url));
        }
        let client = self.clone();
        RestCall::new(
            Method::Get,
            &parts.interface,
            RestName::Discovery,
            &[RestName::Json],
        )
        .step(&realm, move |reply| {
            client.check(reply)?;
            let parts = &*client.0;
            let url = discovery::token_endpoint(reply.body(), &parts.realm)?;
            parts.endpoint.keep(&url, client.now());
            Ok(url)
        })
    }

    /// Asks for a new token there.
    fn begin_grant_at(&self, url: &str) -> Result<Step<AccessToken>> {
        let endpoints = Endpoints::from(url);
        endpoints.check_confidential()?;
        let form = self.form()?;
        let interface = &self.0.interface;
        let media_type = interface.get(RestName::Form).to_owned();
        let accepted = interface.get(RestName::Json).to_owned();
        let request = move |url: &str| {
            Request::post(url.to_owned(), &media_type, form.as_bytes().to_vec())
                .with_header("Accept", &accepted)
        };
        let client = self.clone();
        Ok(Step::call(&endpoints, request, move |reply| {
            client.check(reply)?;
            AccessToken::from_reply(reply, client.now(), client.0.context.limits())
        }))
    }

    /// The question for a token, with an assertion that is good for this once.
    fn form(&self) -> Result<Secret> {
        let parts = &*self.0;
        let assertion = ClientAssertion {
            client_id: &parts.client_id,
            realm: &parts.realm,
            uses_pss: parts.uses_pss,
            now: self.now(),
        };
        let assertion = assertion.sign(&parts.identity)?;
        let scope = parts.scope.as_deref().map(|scope| ("scope", scope));
        let fields = [
            ("grant_type", "client_credentials"),
            ("client_id", &parts.client_id),
            ("client_assertion_type", ASSERTION_TYPE),
            ("client_assertion", &assertion),
        ];
        let fields = fields.into_iter().chain(scope);
        let fields: Vec<_> = fields
            .map(|(name, value)| format!("{name}={}", percent_encoded(value)))
            .collect();
        Ok(Secret::from(fields.join("&").into_bytes()))
    }

    /// Fails unless the answer is of a sensible size and says that all is well.
    fn check(&self, reply: &Reply) -> Result<()> {
        let parts = &*self.0;
        reply.check_size(parts.context.limits().reply_size)?;
        if reply.status() == 200 {
            return Ok(());
        }
        let error: Error = refusal(reply, &parts.interface, NO_REALM);
        Err(match error.service_code() {
            // RFC 6749 has these for what HTTP has 500 and 503 for.
            Some("temporarily_unavailable" | "server_error") => error.retryable(),
            _ => error,
        })
    }

    fn now(&self) -> i64 {
        self.0.context.now()
    }
}

/// Shows nothing: a name of a client often is the number of a person or an enterprise.
impl fmt::Debug for ConnectClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ConnectClient")
    }
}
