//! What holders do with their keys in the KeyDepot: they register, change and delete them.

use super::proof::proof;
use super::{
    Challenge, KEY_TYPES, KeyDepot, KeyInformation, RegisteredKey, Registration, identifier,
    invalid,
};
use crate::depot::too_many;
use crate::error::{Error, Result, Status};
use crate::jose::{Jwk, encode_key_identifier};
use crate::keys::WebKey;
use crate::rest::{RestCall, RestName};
use crate::transport::{Method, Reply, Step};
use crate::webauthn::AttestationRules;
use base64ct::{Base64UrlUnpadded, Encoding};
use serde_json::{Map, Value, json};

impl KeyDepot {
    /// A challenge for a registration. [`Self::register`] asks for one by itself; this is for a
    /// host that has an authenticator make the key.
    ///
    /// # Errors
    /// [`Status::InvalidArgument`] if there are no access tokens, or one would go over plain HTTP;
    /// [`Status::ServiceRefused`] with the code of the service; [`Status::ServiceUnreachable`],
    /// [`Status::ServiceTimeout`], [`Status::BadReply`], [`Status::LimitExceeded`]; those of the
    /// source of access tokens.
    pub fn challenge(&self) -> Result<Challenge> {
        self.begin_challenge()?.run(&*self.0.transport)
    }

    /// Gets a challenge, by a host that sends the requests itself; see [`Step`].
    ///
    /// # Errors
    /// Those of [`Self::challenge`].
    pub fn begin_challenge(&self) -> Result<Step<Challenge>> {
        let call = self.call(Method::Post, RestName::Challenges, &[RestName::Json]);
        let reading = self.reading();
        self.ask_as_holder(
            self.with_json(call, RestName::Json, &json!({})),
            move |reply| reading.challenge(reply),
        )
    }

    /// Registers the public part of a key, as a key of the one whose access tokens these are. The
    /// private part does not leave the caller: it signs a challenge of the depot, unless an
    /// attestation shows where the key is. The same key may be registered again by its holder.
    ///
    /// The identifier of the key has to be the one that the platform computes of it, as that of
    /// [`WebKey::generate_rsa`] is.
    ///
    /// # Errors
    /// As for [`Self::challenge`]; [`Status::InvalidArgument`] for another identifier, and for an
    /// attestation of another key; [`Status::KeyUnsupported`] for a key of EC that is to encrypt;
    /// [`Status::KeyNotFound`] if there is neither private key nor attestation; those of
    /// [`Self::attestation`] if the attestation does not hold. A key that somebody else has
    /// registered is refused with HTTP status 409.
    pub fn register(&self, key: &WebKey, registration: &Registration) -> Result<RegisteredKey> {
        self.begin_register(key, registration)?
            .run(&*self.0.transport)
    }

    /// Registers a key, by a host that sends the requests itself; see [`Step`].
    ///
    /// # Errors
    /// Those of [`Self::register`].
    pub fn begin_register(
        &self,
        key: &WebKey,
        registration: &Registration,
    ) -> Result<Step<RegisteredKey>> {
        let public = registration.public_key(key)?;
        let mut body = self.registration_members(&public, registration)?;
        if let Some(attestation) = &registration.attestation {
            self.check_attestation(attestation, &public)?;
            return self.post_registration(body, &public);
        }
        if key.signing_key().is_none() {
            let message = "a key without its private part and without an attestation";
            return Err(Error::new(Status::KeyNotFound, message));
        }
        let (depot, key) = (self.clone(), key.clone());
        self.begin_challenge()?.then(move |challenge| {
            let base = depot.0.endpoints.url(0).trim_end_matches('/');
            let proof = proof(&key, &public, base, &challenge, depot.0.context.now())?;
            body.insert(depot.name(RestName::Proof), proof.into());
            depot.post_registration(body, &public)
        })
    }

    /// Changes what is said about a key of the one whose access tokens these are.
    ///
    /// # Errors
    /// As for [`Self::challenge`]; [`Status::NotFound`] if there is no such key;
    /// [`Status::InvalidArgument`] for a `kid` that is none, and if nothing is to be changed;
    /// those of [`Self::attestation`] if an attestation does not hold. A key of somebody else is
    /// refused with HTTP status 403.
    pub fn add_information(
        &self,
        kid: &str,
        information: &KeyInformation,
    ) -> Result<RegisteredKey> {
        self.begin_add_information(kid, information)?
            .run(&*self.0.transport)
    }

    /// Changes what is said about a key, by a host that sends the requests itself; see [`Step`].
    ///
    /// # Errors
    /// Those of [`Self::add_information`].
    pub fn begin_add_information(
        &self,
        kid: &str,
        information: &KeyInformation,
    ) -> Result<Step<RegisteredKey>> {
        let identifier = identifier(kid)?;
        let members = self.information_members(information, &identifier)?;
        let call = self
            .call(Method::Patch, RestName::WebKeys, &KEY_TYPES)
            .segment(&encode_key_identifier(&identifier));
        let call = self.with_json(call, RestName::MergePatch, &Value::Object(members));
        let reading = self.reading();
        self.ask_as_holder(call, move |reply| reading.key(reply, &[200], &identifier))
    }

    /// Deletes a key of the one whose access tokens these are. Nobody finds it any more.
    ///
    /// # Errors
    /// [`Status::NotFound`] if there is no such key; [`Status::InvalidArgument`] for a `kid` that
    /// is none; otherwise as for [`Self::challenge`]. A key of somebody else is refused with HTTP
    /// status 403.
    pub fn delete(&self, kid: &str) -> Result<()> {
        self.begin_delete(kid)?.run(&*self.0.transport)
    }

    /// Deletes a key, by a host that sends the requests itself; see [`Step`].
    ///
    /// # Errors
    /// Those of [`Self::delete`].
    pub fn begin_delete(&self, kid: &str) -> Result<Step<()>> {
        let call = self
            .call(Method::Delete, RestName::WebKeys, &[])
            .segment(&encode_key_identifier(&identifier(kid)?));
        let reading = self.reading();
        self.ask_as_holder(call, move |reply| reading.deletion(reply))
    }

    /// Deletes several keys with one request. That the service deletes all of them or none is
    /// assumed.
    ///
    /// # Errors
    /// As for [`Self::delete`]; [`Status::InvalidArgument`] also for no key at all;
    /// [`Status::LimitExceeded`] for more than `matches` of the limits.
    pub fn delete_all(&self, kids: &[&str]) -> Result<()> {
        self.begin_delete_all(kids)?.run(&*self.0.transport)
    }

    /// Deletes several keys, by a host that sends the requests itself; see [`Step`].
    ///
    /// # Errors
    /// Those of [`Self::delete_all`].
    pub fn begin_delete_all(&self, kids: &[&str]) -> Result<Step<()>> {
        if kids.is_empty() {
            return Err(invalid("there is no key to delete"));
        }
        if kids.len() > self.0.context.limits().matches {
            return Err(too_many());
        }
        let mut call = self.call(Method::Delete, RestName::WebKeys, &[]);
        for kid in kids {
            let kid = encode_key_identifier(&identifier(kid)?);
            call = call.parameter(self.0.interface.get(RestName::KeyId), &kid);
        }
        let reading = self.reading();
        self.ask_as_holder(call, move |reply| reading.deletion(reply))
    }

    fn with_json(&self, call: RestCall, media_type: RestName, content: &Value) -> RestCall {
        let media_type = self.0.interface.get(media_type);
        call.content(media_type, content.to_string().into_bytes())
    }

    /// Asks for what only a holder may do.
    fn ask_as_holder<T: 'static>(
        &self,
        call: RestCall,
        read: impl Fn(&Reply) -> Result<T> + Send + Sync + 'static,
    ) -> Result<Step<T>> {
        match &self.0.access {
            Some(access) => access.call(call, &self.0.endpoints, read),
            None => Err(invalid("a holder of keys needs access tokens")),
        }
    }

    fn name(&self, name: RestName) -> String {
        self.0.interface.get(name).to_owned()
    }

    fn registration_members(
        &self,
        public: &Jwk,
        registration: &Registration,
    ) -> Result<Map<String, Value>> {
        let mut members = Map::new();
        members.insert(self.name(RestName::Jwk), as_value(public)?);
        if let Some(application) = &registration.application {
            let name = self.name(RestName::Application);
            members.insert(name, application.as_str().into());
        }
        if let Some(attestation) = &registration.attestation {
            let name = self.name(RestName::Attestation);
            members.insert(name, self.attestation_member(attestation));
        }
        Ok(members)
    }

    fn post_registration(
        &self,
        body: Map<String, Value>,
        public: &Jwk,
    ) -> Result<Step<RegisteredKey>> {
        let call = self.call(Method::Post, RestName::WebKeys, &KEY_TYPES);
        let call = self.with_json(call, RestName::Json, &Value::Object(body));
        let identifier = public.subject_key_identifier().unwrap_or_default();
        let reading = self.reading();
        self.ask_as_holder(call, move |reply| {
            reading.key(reply, &[200, 201], &identifier)
        })
    }

    /// What is to be changed; what is to be removed is null (RFC 7396).
    fn information_members(
        &self,
        information: &KeyInformation,
        identifier: &[u8],
    ) -> Result<Map<String, Value>> {
        let mut members = Map::new();
        let texts = [
            (RestName::Application, &information.application),
            (RestName::Label, &information.label),
        ];
        for (name, text) in texts {
            if let Some(text) = text {
                members.insert(self.name(name), json!(text));
            }
        }
        if let Some(expiry) = information.expiry {
            members.insert(self.name(RestName::Expiry), json!(expiry));
        }
        if let Some(attestation) = &information.attestation {
            let attested = self.attested_key(attestation)?;
            check_attested(&attested, identifier)?;
            let name = self.name(RestName::Attestation);
            members.insert(name, self.attestation_member(attestation));
        }
        match members.is_empty() {
            true => Err(invalid("nothing is to be changed about a key")),
            false => Ok(members),
        }
    }

    fn attestation_member(&self, (object, client_data): &(Vec<u8>, Vec<u8>)) -> Value {
        let members = [
            (RestName::AttestationObject, object),
            (RestName::ClientData, client_data),
        ];
        let members = members.map(|(name, octets)| {
            let text = Base64UrlUnpadded::encode_string(octets);
            (self.name(name), Value::String(text))
        });
        Value::Object(members.into_iter().collect())
    }

    /// Holds an attestation that is to be sent against the key that it shall be about.
    fn check_attestation(&self, attestation: &(Vec<u8>, Vec<u8>), key: &Jwk) -> Result<()> {
        let attested = self.attested_key(attestation)?;
        check_attested(&attested, &key.subject_key_identifier().unwrap_or_default())
    }

    fn attested_key(&self, (object, client_data): &(Vec<u8>, Vec<u8>)) -> Result<Jwk> {
        let rules = AttestationRules {
            relying_party: &self.0.relying_party,
            challenge: None,
            limits: self.0.context.limits(),
        };
        Ok(rules.verify(object, client_data)?.key().clone())
    }
}

fn check_attested(attested: &Jwk, identifier: &[u8]) -> Result<()> {
    match attested.subject_key_identifier().as_deref() == Some(identifier) {
        true => Ok(()),
        false => Err(invalid("an attestation is about another key")),
    }
}

fn as_value(key: &Jwk) -> Result<Value> {
    serde_json::from_str(&key.to_json()?).map_err(|_| Error::internal("a web key is not JSON"))
}
