//! The KGSS over REST.

use super::AccessList;
use crate::auth::{AccessTokens, Attribute};
use crate::context::Context;
use crate::crypto::{AuthenticatedCipher, NewKey};
use crate::error::{Error, Result, Status};
use crate::jose::{Decryption, Jwk, KeyManagement, encode_key_identifier};
use crate::keys::SecretKey;
use crate::limits::Limits;
use crate::rest::{RestCall, RestInterface, RestName, media_type, refusal};
use crate::transport::{Endpoints, Environment, Method, Reply, Step, Transport};
use base64ct::{Base64UrlUnpadded, Encoding};
use core::fmt;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// What an answer may be encrypted with.
const KEY_MANAGEMENTS: [KeyManagement; 2] =
    [KeyManagement::EcdhEsA128Kw, KeyManagement::EcdhEsA256Kw];
const CIPHERS: [AuthenticatedCipher; 2] = [
    AuthenticatedCipher::Aes128Gcm,
    AuthenticatedCipher::Aes256Gcm,
];

/// Makes, gets and deletes keys at the platform's KGSS over REST. A caller is known by an access
/// token and needs no encryption token; keys are the same as those of [`Kgss`](super::Kgss), with
/// the same access lists, and either gets what the other made.
///
/// That there is such a service, and what it can do, is published; its interface is not. Paths,
/// members and media types are a design of this library, which [`Self::with_interface`] corrects:
/// see [`RestInterface`].
///
/// Cloning is cheap; many threads may use one. Nothing is kept but what the access tokens keep.
#[derive(Clone)]
pub struct KgssRest(Arc<Parts>);

#[derive(Clone)]
struct Parts {
    endpoints: Endpoints,
    transport: Arc<dyn Transport>,
    context: Arc<Context>,
    access: AccessTokens,
    interface: RestInterface,
    encrypted: bool,
}

impl KgssRest {
    /// The service at this base URL or these, for example `https://api.ehealth.fgov.be/etee/v1`.
    pub fn new(
        at: impl Into<Endpoints>,
        transport: Arc<dyn Transport>,
        context: Arc<Context>,
        access: AccessTokens,
    ) -> Self {
        Self(Arc::new(Parts {
            endpoints: at.into(),
            transport,
            context,
            access,
            interface: RestInterface::new(),
            encrypted: false,
        }))
    }

    /// The service of an environment.
    pub fn for_environment(
        environment: Environment,
        transport: Arc<dyn Transport>,
        context: Arc<Context>,
        access: AccessTokens,
    ) -> Self {
        let at = environment.rest_url("/etee/v1");
        Self::new(at, transport, context, access)
    }

    /// Uses other names in the REST interface than those that this version knows.
    #[must_use]
    pub fn with_interface(self, interface: RestInterface) -> Self {
        self.changed(|parts| parts.interface = interface)
    }

    /// Has each key encrypted for a fresh EC key (a JWE by ECDH-ES), so that nothing between the
    /// KGSS and this library can read it, not even where TLS ends before. An answer that is not
    /// encrypted is then refused.
    #[must_use]
    pub fn with_encrypted_answers(self) -> Self {
        self.changed(|parts| parts.encrypted = true)
    }

    fn changed(self, change: impl FnOnce(&mut Parts)) -> Self {
        let mut parts = Arc::unwrap_or_clone(self.0);
        change(&mut parts);
        Self(Arc::new(parts))
    }

    /// Makes a key that those on the list can get, and the caller can delete.
    ///
    /// # Errors
    /// [`Status::InvalidArgument`] if nobody is allowed, an attribute has an empty namespace, name
    /// or value, or the access token would go over plain HTTP; [`Status::ServiceRefused`] with the
    /// code of the service; [`Status::ServiceUnreachable`], [`Status::ServiceTimeout`],
    /// [`Status::BadReply`], [`Status::LimitExceeded`]; those of the source of access tokens.
    pub fn new_key(&self, list: &AccessList) -> Result<SecretKey> {
        self.begin_new_key(list)?.run(&*self.0.transport)
    }

    /// Makes a key, by a host that sends the requests itself; see [`Step`].
    ///
    /// # Errors
    /// Those of [`Self::new_key`].
    pub fn begin_new_key(&self, list: &AccessList) -> Result<Step<SecretKey>> {
        list.check()?;
        let reading = self.reading()?;
        let mut body = self.list_members(list);
        if let Some(key) = &reading.decryption_key {
            let key: Value = serde_json::from_str(&key.to_json()?)
                .map_err(|_| Error::internal("a web key is not JSON"))?;
            body.insert(self.name(RestName::EncryptTo), key);
        }
        let json = self.0.interface.get(RestName::Json);
        let body = Value::Object(body).to_string().into_bytes();
        let call = self.call(Method::Post, reading.media_types());
        let call = call.content(json, body);
        self.ask(call, move |reply| reading.read(reply))
    }

    /// Gets the key with this identifier (the octets that its `kid` and the Base64 of the SOAP
    /// service stand for), as the one whose access tokens these are.
    ///
    /// # Errors
    /// [`Status::NotFound`] with the code `NO_KEY_FOUND` if there is no such key or the caller does
    /// not satisfy its list, which are one and the same; [`Status::InvalidArgument`] if the
    /// identifier is empty or longer than 1024 octets; otherwise as for [`Self::new_key`].
    pub fn key(&self, identifier: &[u8]) -> Result<SecretKey> {
        self.begin_key(identifier)?.run(&*self.0.transport)
    }

    /// Gets a key, by a host that sends the requests itself; see [`Step`].
    ///
    /// # Errors
    /// Those of [`Self::key`].
    pub fn begin_key(&self, identifier: &[u8]) -> Result<Step<SecretKey>> {
        SecretKey::check_identifier(identifier)?;
        let reading = self.reading()?;
        let mut call = self
            .call(Method::Get, reading.media_types())
            .segment(&encode_key_identifier(identifier));
        if let Some(key) = &reading.decryption_key {
            let key = Base64UrlUnpadded::encode_string(key.to_json()?.as_bytes());
            call = call.header(self.0.interface.get(RestName::EncryptToHeader), &key);
        }
        let identifier = identifier.to_vec();
        self.ask(call, move |reply| {
            let key = reading.read(reply)?;
            if key.identifier() != identifier {
                return Err(bad(reply, "the KGSS sent another key than the wanted one"));
            }
            Ok(key)
        })
    }

    /// Deletes the key with this identifier, which the caller must have made. What is sealed with
    /// it can be opened by nobody any more who does not have it already. The SOAP service has
    /// nothing like this.
    ///
    /// # Errors
    /// [`Status::NotFound`] with the code `NO_KEY_FOUND` if there is no such key or the caller did
    /// not make it; otherwise as for [`Self::key`].
    pub fn delete_key(&self, identifier: &[u8]) -> Result<()> {
        self.begin_delete_key(identifier)?.run(&*self.0.transport)
    }

    /// Deletes a key, by a host that sends the requests itself; see [`Step`].
    ///
    /// # Errors
    /// Those of [`Self::delete_key`].
    pub fn begin_delete_key(&self, identifier: &[u8]) -> Result<Step<()>> {
        SecretKey::check_identifier(identifier)?;
        let call = self
            .call(Method::Delete, &[])
            .segment(&encode_key_identifier(identifier));
        let interface = self.0.interface.clone();
        self.ask(call, move |reply| match reply.status() {
            200 | 204 => Ok(()),
            _ => Err(refusal(reply, &interface, NOT_FOUND)),
        })
    }

    fn call(&self, method: Method, accepted: &[RestName]) -> RestCall {
        RestCall::new(method, &self.0.interface, RestName::SecretKeys, accepted)
    }

    fn ask<T: 'static>(
        &self,
        call: RestCall,
        read: impl Fn(&Reply) -> Result<T> + Send + Sync + 'static,
    ) -> Result<Step<T>> {
        self.0.access.call(call, &self.0.endpoints, read)
    }

    fn reading(&self) -> Result<Reading> {
        let decryption_key = match self.0.encrypted {
            true => Some(fresh_key()?),
            false => None,
        };
        Ok(Reading {
            decryption_key,
            interface: self.0.interface.clone(),
            limits: self.0.context.limits().clone(),
        })
    }

    /// The access list as members of a request.
    fn list_members(&self, list: &AccessList) -> Map<String, Value> {
        let all = |attributes: &[Attribute]| -> Value {
            attributes.iter().map(|one| self.attribute(one)).collect()
        };
        let mut members = Map::new();
        members.insert(self.name(RestName::AllowedReaders), all(list.allowed()));
        members.insert(self.name(RestName::ExcludedReaders), all(list.excluded()));
        if list.has_deletion_strategy() {
            members.insert(self.name(RestName::DeletionStrategy), json!({}));
        }
        members
    }

    /// An attribute as an object; without values it stands for any value.
    fn attribute(&self, attribute: &Attribute) -> Value {
        let members = [
            (RestName::Namespace, json!(attribute.namespace())),
            (RestName::AttributeName, json!(attribute.name())),
            (RestName::Values, json!(attribute.values())),
        ];
        let members = members.map(|(name, value)| (self.name(name), value));
        Value::Object(members.into_iter().collect())
    }

    fn name(&self, name: RestName) -> String {
        self.0.interface.get(name).to_owned()
    }
}

/// Shows nothing: a URL may hold credentials.
impl fmt::Debug for KgssRest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KgssRest")
    }
}

const NOT_FOUND: &str = "no key for this caller";

/// How an answer with a key is read.
struct Reading {
    /// What it is encrypted for, if it has to be.
    decryption_key: Option<Jwk>,
    interface: RestInterface,
    limits: Limits,
}

impl Reading {
    fn media_types(&self) -> &'static [RestName] {
        match self.decryption_key {
            Some(_) => &[RestName::Jose],
            None => &[RestName::JwkJson, RestName::Json],
        }
    }

    fn read(&self, reply: &Reply) -> Result<SecretKey> {
        reply.check_size(self.limits.reply_size)?;
        if !matches!(reply.status(), 200 | 201) {
            return Err(refusal(reply, &self.interface, NOT_FOUND));
        }
        media_type(reply, &self.interface, self.media_types())?;
        self.key(reply).map_err(|cause| match cause.status() {
            Status::LimitExceeded => cause,
            _ => bad(reply, "the KGSS sent a key that cannot be one").caused_by(cause),
        })
    }

    fn key(&self, reply: &Reply) -> Result<SecretKey> {
        let key = match &self.decryption_key {
            None => Jwk::from_json(reply.body(), &self.limits)?,
            Some(key) => {
                let token = core::str::from_utf8(reply.body()).unwrap_or_default();
                let clear = self.decryption().decrypt(key, token.trim())?;
                Jwk::from_json(clear.as_bytes(), &self.limits)?
            }
        };
        SecretKey::from_jwk(&key)
    }

    fn decryption(&self) -> Decryption<'_> {
        Decryption {
            key_managements: &KEY_MANAGEMENTS,
            ciphers: &CIPHERS,
            limits: &self.limits,
        }
    }
}

/// A key for one answer.
fn fresh_key() -> Result<Jwk> {
    let key = NewKey::ec_p256()?.to_pkcs8()?;
    Ok(Jwk::from_pkcs8(key.as_bytes())?
        .with_computed_key_id()
        .with_use("enc"))
}

fn bad(reply: &Reply, message: &'static str) -> Error {
    Error::new(Status::BadReply, message).with_http_status(reply.status())
}
