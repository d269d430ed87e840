//! The KeyDepot: public keys without certificates, and whose they are.

mod challenge;
mod key_information;
mod registered_key;
mod registration;

use super::{KeyHolder, KeyUse};
use crate::auth::AccessTokens;
use crate::context::Context;
use crate::error::{Error, Result, Status};
use crate::jose::JwkSet;
use crate::keys::WebKey;
use crate::rest::RestInterface;
use crate::transport::{Endpoints, Environment, Step, Transport};
use crate::webauthn::{Attestation, RelyingParty};
use core::fmt;
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

    /// Stub.
    pub fn challenge(&self) -> Result<Challenge> {
        self.begin_challenge()?.run(&*self.0.transport)
    }

    /// Stub.
    pub fn begin_challenge(&self) -> Result<Step<Challenge>> {
        Err(unfinished())
    }

    /// Stub.
    pub fn register(&self, key: &WebKey, registration: &Registration) -> Result<RegisteredKey> {
        self.begin_register(key, registration)?
            .run(&*self.0.transport)
    }

    /// Stub.
    pub fn begin_register(
        &self,
        key: &WebKey,
        registration: &Registration,
    ) -> Result<Step<RegisteredKey>> {
        let _ = key;
        let _ = registration;
        Err(unfinished())
    }

    /// Stub.
    pub fn add_information(
        &self,
        kid: &str,
        information: &KeyInformation,
    ) -> Result<RegisteredKey> {
        self.begin_add_information(kid, information)?
            .run(&*self.0.transport)
    }

    /// Stub.
    pub fn begin_add_information(
        &self,
        kid: &str,
        information: &KeyInformation,
    ) -> Result<Step<RegisteredKey>> {
        let _ = kid;
        let _ = information;
        Err(unfinished())
    }

    /// Stub.
    pub fn key(&self, kid: &str) -> Result<RegisteredKey> {
        self.begin_key(kid)?.run(&*self.0.transport)
    }

    /// Stub.
    pub fn begin_key(&self, kid: &str) -> Result<Step<RegisteredKey>> {
        let _ = kid;
        Err(unfinished())
    }

    /// Stub.
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

    /// Stub.
    pub fn begin_keys(
        &self,
        identifier_type: &str,
        identifier: &str,
        application: Option<&str>,
        key_use: Option<KeyUse>,
        moment: Option<i64>,
    ) -> Result<Step<Vec<RegisteredKey>>> {
        let _ = identifier_type;
        let _ = identifier;
        let _ = application;
        let _ = key_use;
        let _ = moment;
        Err(unfinished())
    }

    /// Stub.
    pub fn attestation(&self, kid: &str) -> Result<Attestation> {
        self.begin_attestation(kid)?.run(&*self.0.transport)
    }

    /// Stub.
    pub fn begin_attestation(&self, kid: &str) -> Result<Step<Attestation>> {
        let _ = kid;
        Err(unfinished())
    }

    /// Stub.
    pub fn holder(&self, kid: &str) -> Result<KeyHolder> {
        self.begin_holder(kid)?.run(&*self.0.transport)
    }

    /// Stub.
    pub fn begin_holder(&self, kid: &str) -> Result<Step<KeyHolder>> {
        let _ = kid;
        Err(unfinished())
    }

    /// Stub.
    pub fn delete(&self, kid: &str) -> Result<()> {
        self.begin_delete(kid)?.run(&*self.0.transport)
    }

    /// Stub.
    pub fn begin_delete(&self, kid: &str) -> Result<Step<()>> {
        let _ = kid;
        Err(unfinished())
    }

    /// Stub.
    pub fn delete_all(&self, kids: &[&str]) -> Result<()> {
        self.begin_delete_all(kids)?.run(&*self.0.transport)
    }

    /// Stub.
    pub fn begin_delete_all(&self, kids: &[&str]) -> Result<Step<()>> {
        let _ = kids;
        Err(unfinished())
    }
}

fn unfinished() -> Error {
    Error::new(Status::Unsupported, "not there yet")
}

/// Shows nothing: a URL may hold credentials.
impl fmt::Debug for KeyDepot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyDepot")
    }
}
