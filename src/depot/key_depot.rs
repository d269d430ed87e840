//! The KeyDepot: public keys without certificates, and whose they are.

mod challenge;
mod holding;
mod key_information;
mod proof;
mod reading;
mod registered_key;
mod registration;
mod search;

use super::key_holder::Statement;
use super::{Identifier, KeyHolder, KeyUse};
use crate::auth::AccessTokens;
use crate::context::Context;
use crate::error::{Error, Result, Status};
use crate::jose::{JwkSet, decode_key_identifier, encode_key_identifier};
use crate::rest::{RestCall, RestInterface, RestName};
use crate::transport::{Endpoints, Environment, Method, Reply, Step, Transport};
use crate::webauthn::{Attestation, RelyingParty};
use core::fmt;
use reading::Reading;
use search::Search;
use std::sync::Arc;

pub use challenge::Challenge;
pub use key_information::KeyInformation;
pub use registered_key::RegisteredKey;
pub use registration::Registration;

/// The platform's KeyDepot over REST: public keys without certificates. Everybody finds them;
/// their holders, citizens among them, register them with an access token.
///
/// That there is such a service, and what it can do, is published; its interface is not. Paths,
/// members and media types are a design of this library, which [`Self::with_interface`] corrects:
/// see [`RestInterface`].
///
/// A key is named by its `kid`: the identifier that the platform computes of it (see
/// [`Jwk::subject_key_identifier`](crate::Jwk::subject_key_identifier)) in base64url, as 40
/// hexadecimal digits or in plain Base64. Of every key that is found it is checked that it is the
/// one of this identifier.
///
/// Cloning is cheap; many threads may use one. Nothing is kept but what the access tokens keep.
#[derive(Clone)]
pub struct KeyDepot(Arc<Parts>);

#[derive(Clone)]
struct Parts {
    endpoints: Endpoints,
    transport: Arc<dyn Transport>,
    context: Arc<Context>,
    interface: RestInterface,
    access: Option<AccessTokens>,
    /// Those that sign statements about holders, if these have to be signed.
    trusted_keys: Option<JwkSet>,
    relying_party: RelyingParty,
}

impl KeyDepot {
    /// The service at this base URL or these, for example `https://api.ehealth.fgov.be/etee/v1`.
    pub fn new(
        at: impl Into<Endpoints>,
        transport: Arc<dyn Transport>,
        context: Arc<Context>,
    ) -> Self {
        Self(Arc::new(Parts {
            endpoints: at.into(),
            transport,
            context,
            interface: RestInterface::new(),
            access: None,
            trusted_keys: None,
            relying_party: RelyingParty::default(),
        }))
    }

    /// The service of an environment.
    pub fn for_environment(
        environment: Environment,
        transport: Arc<dyn Transport>,
        context: Arc<Context>,
    ) -> Self {
        Self::new(environment.rest_url("/etee/v1"), transport, context)
    }

    /// Acts as the one whose access tokens these are: to register keys, change and delete them.
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

    /// Takes attestations that authenticators made for this relying party, a host name, as clients
    /// of these origins saw it (`https://app.example.be`); without any origin, those over TLS on
    /// that host or below it. Unless this says another, the relying party is `ehealth.fgov.be`.
    #[must_use]
    pub fn with_relying_party<O: Into<String>>(
        self,
        host: &str,
        origins: impl IntoIterator<Item = O>,
    ) -> Self {
        let party = RelyingParty::new(host, origins.into_iter().map(Into::into).collect());
        self.changed(|parts| parts.relying_party = party)
    }

    fn changed(self, change: impl FnOnce(&mut Parts)) -> Self {
        let mut parts = Arc::unwrap_or_clone(self.0);
        change(&mut parts);
        Self(Arc::new(parts))
    }

    /// The key of this name.
    ///
    /// # Errors
    /// [`Status::NotFound`] if there is no such key; [`Status::InvalidArgument`] for a `kid` that
    /// is none; [`Status::Refused`] if the key has come to its end by the clock of the context;
    /// [`Status::BadReply`] also if the service sent another key; otherwise as for
    /// [`Self::challenge`], but that nobody needs an access token for it and none is sent.
    pub fn key(&self, kid: &str) -> Result<RegisteredKey> {
        self.begin_key(kid)?.run(&*self.0.transport)
    }

    /// Looks up a key, by a host that sends the requests itself; see [`Step`].
    ///
    /// # Errors
    /// Those of [`Self::key`].
    pub fn begin_key(&self, kid: &str) -> Result<Step<RegisteredKey>> {
        let identifier = identifier(kid)?;
        let call = self
            .call(Method::Get, RestName::WebKeys, &KEY_TYPES)
            .segment(&encode_key_identifier(&identifier));
        let (reading, now) = (self.reading(), self.0.context.now());
        self.ask(call, move |reply| {
            let key = reading.key(reply, &[200], &identifier)?;
            match key.holds_at(now) {
                true => Ok(key),
                false => Err(Error::new(Status::Refused, "a key of the depot has ended")),
            }
        })
    }

    /// The keys of a holder, at least one: those that have not ended, or had not at `moment`, in
    /// seconds since 1970-01-01T00:00:00Z. Whom to search for is said as in
    /// [`Depot::token`](super::Depot::token); without a use, keys for both are found.
    ///
    /// The depot is asked about the holder of each of them, and has to name the one that was
    /// searched for.
    ///
    /// # Errors
    /// As for [`Self::key`] and [`Self::holder`]; [`Status::NotFound`] if there is none;
    /// [`Status::BadReply`] also for a key of another use or holder; [`Status::LimitExceeded`]
    /// also if there are more than the limit.
    pub fn keys(
        &self,
        identifier_type: &str,
        identifier: &str,
        application: Option<&str>,
        key_use: Option<KeyUse>,
        moment: Option<i64>,
    ) -> Result<Vec<RegisteredKey>> {
        self.begin_keys(identifier_type, identifier, application, key_use, moment)?
            .run(&*self.0.transport)
    }

    /// Looks up the keys of a holder, by a host that sends the requests itself; see [`Step`].
    ///
    /// # Errors
    /// Those of [`Self::keys`].
    pub fn begin_keys(
        &self,
        identifier_type: &str,
        identifier: &str,
        application: Option<&str>,
        key_use: Option<KeyUse>,
        moment: Option<i64>,
    ) -> Result<Step<Vec<RegisteredKey>>> {
        let search = Search {
            wanted: Identifier::new(identifier_type, identifier, application)?,
            key_use,
            moment,
        };
        let interface = &self.0.interface;
        let call = self.call(Method::Get, RestName::WebKeys, &[RestName::Json]);
        let call = search.parameters(call, interface)?;
        let (reading, now) = (self.reading(), self.0.context.now());
        let wanted = search.wanted.clone();
        let found = self.ask(call, move |reply| search.choose(reading.keys(reply)?, now))?;
        let depot = self.clone();
        found.then(move |keys| depot.check_holders(wanted, keys.into_iter(), Vec::new()))
    }

    /// What an authenticator said when it made the key of this name. It is verified, and about
    /// this key.
    ///
    /// # Errors
    /// As for [`Self::key`]; [`Status::NotFound`] also of a key that was registered without;
    /// [`Status::SignatureInvalid`]; [`Status::CertificateUntrusted`] if it is signed by a
    /// certificate that is not one of an authenticator; [`Status::Refused`] if it is from another
    /// occasion, origin or relying party, or nobody was there; [`Status::Unsupported`] for another
    /// format than packed and none, and another algorithm than ES256, ES384, RS256 and PS256.
    pub fn attestation(&self, kid: &str) -> Result<Attestation> {
        self.begin_attestation(kid)?.run(&*self.0.transport)
    }

    /// Looks up an attestation, by a host that sends the requests itself; see [`Step`].
    ///
    /// # Errors
    /// Those of [`Self::attestation`].
    pub fn begin_attestation(&self, kid: &str) -> Result<Step<Attestation>> {
        let identifier = identifier(kid)?;
        let call = self
            .call(Method::Get, RestName::Attestations, &[RestName::Json])
            .segment(&encode_key_identifier(&identifier));
        let (reading, party) = (self.reading(), self.0.relying_party.clone());
        self.ask(call, move |reply| {
            reading.attestation(reply, &party, &identifier)
        })
    }

    /// Whom the depot says that the key of this name belongs to.
    ///
    /// # Errors
    /// As for [`Self::key`]; those of [`Depot::key_holder`](super::Depot::key_holder).
    pub fn holder(&self, kid: &str) -> Result<KeyHolder> {
        self.begin_holder(kid)?.run(&*self.0.transport)
    }

    /// Looks up the holder of a key, by a host that sends the requests itself; see [`Step`].
    ///
    /// # Errors
    /// Those of [`Self::holder`].
    pub fn begin_holder(&self, kid: &str) -> Result<Step<KeyHolder>> {
        let call = self
            .call(
                Method::Get,
                RestName::WebKeyHolders,
                &Statement::MEDIA_TYPES,
            )
            .segment(&encode_key_identifier(&identifier(kid)?));
        let statement = Statement {
            interface: self.0.interface.clone(),
            keys: self.0.trusted_keys.clone(),
            limits: self.0.context.limits().clone(),
        };
        self.ask(call, move |reply| statement.read(reply))
    }

    fn call(&self, method: Method, path: RestName, accepted: &[RestName]) -> RestCall {
        RestCall::new(method, &self.0.interface, path, accepted)
    }

    /// Asks what everybody may know, without saying who asks.
    fn ask<T: 'static>(
        &self,
        call: RestCall,
        read: impl Fn(&Reply) -> Result<T> + Send + Sync + 'static,
    ) -> Result<Step<T>> {
        call.step(&self.0.endpoints, read)
    }

    fn reading(&self) -> Reading {
        Reading {
            interface: self.0.interface.clone(),
            limits: self.0.context.limits().clone(),
        }
    }

    /// Asks for the holder of each key, who must be the wanted one.
    fn check_holders(
        self,
        wanted: Identifier,
        mut keys: std::vec::IntoIter<RegisteredKey>,
        mut checked: Vec<RegisteredKey>,
    ) -> Result<Step<Vec<RegisteredKey>>> {
        let Some(key) = keys.next() else {
            return Ok(Step::Done(checked));
        };
        self.begin_holder(key.key_id())?.then(move |holder| {
            if !search::is_wanted(&holder, &wanted) {
                let message = "the service sent a key of somebody else";
                return Err(Error::new(Status::BadReply, message));
            }
            checked.push(key);
            self.check_holders(wanted, keys, checked)
        })
    }
}

/// The media types of one key.
const KEY_TYPES: [RestName; 2] = [RestName::Json, RestName::JwkJson];

/// The identifier that a `kid` stands for: that of a key in the depot is always a computed one.
fn identifier(kid: &str) -> Result<Vec<u8>> {
    let identifier = decode_key_identifier(kid)?;
    match identifier.len() {
        20 => Ok(identifier),
        _ => Err(invalid("the kid is not that of a key in the KeyDepot")),
    }
}

fn invalid(message: &'static str) -> Error {
    Error::new(Status::InvalidArgument, message)
}

/// Shows nothing: a URL may hold credentials.
impl fmt::Debug for KeyDepot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyDepot")
    }
}
