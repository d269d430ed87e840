//! I.AM Connect: the realms `M2M` and `healthcare`, and who is behind an access token.

mod client;
mod grant;
mod realm;

use super::attribute_register::Subject;
use super::register::{Register, Spoilt};
use super::server::{HttpReply, HttpRequest};
use super::state::State;
use crate::auth::Attribute;
use crate::error::Result;
use crate::jose::Claims;
use crate::keys::Holder;
use crate::limits::Limits;
use client::Client;
use grant::{Grants, Refusal};
use realm::{ATTRIBUTES, Realm};
use serde_json::{Map, Value, json};
use std::sync::OnceLock;

/// Where the realms are, each under its name.
pub(super) const REALMS_PATH: &str = "/auth/realms/";
/// For software, and for people.
pub(super) const MACHINES: &str = "M2M";
pub(super) const PEOPLE: &str = "healthcare";

/// The realms and whom they know.
pub(super) struct Connect {
    machines: Realm,
    people: Realm,
    clients: Vec<Client>,
    /// The SSINs of those who can log on by themselves.
    persons: Vec<String>,
    grants: Grants,
    /// Scheme, host and port of the simulator, which it knows once it listens.
    origin: OnceLock<String>,
}

/// Who may do what an access token is for.
pub(super) struct Bearer {
    /// Whose certificate a client logged on with, or the person.
    pub(super) holder: Holder,
    /// What the platform calls the bearer: the name of the client, or the SSIN of the person.
    pub(super) subject: String,
    /// What the platform vouches for.
    pub(super) attributes: Vec<Attribute>,
}

impl Connect {
    /// The realms for everybody in the register, with keys that are kept if there is a place.
    pub(super) fn new(register: &Register, state: Option<&State>) -> Result<Self> {
        let persons = register
            .holders()
            .filter(|holder| holder.identifier_type() == "SSIN")
            .map(|holder| holder.identifier().to_owned());
        Ok(Self {
            machines: Realm::of(MACHINES, state)?,
            people: Realm::of(PEOPLE, state)?,
            clients: Client::all(register)?,
            persons: persons.collect(),
            grants: Grants::default(),
            origin: OnceLock::new(),
        })
    }

    /// Says where the simulator listens; the first time counts.
    pub(super) fn set_origin(&self, origin: String) {
        // Nobody could have called before, so there is no other.
        let _ = self.origin.set(origin);
    }

    /// The URL of a realm, which is its name as an issuer and an audience too.
    pub(super) fn realm_url(&self, realm: &str) -> String {
        self.url(&format!("{REALMS_PATH}{realm}"))
    }

    /// The URL of what is at this path.
    pub(super) fn url(&self, path: &str) -> String {
        let origin = self.origin.get().map_or("", String::as_str);
        format!("{origin}{path}")
    }

    /// Answers a request to a realm.
    pub(super) fn answer(
        &self,
        request: &HttpRequest,
        now: i64,
        spoilt: Option<Spoilt>,
    ) -> HttpReply {
        let path = request.path.strip_prefix(REALMS_PATH).unwrap_or_default();
        let (name, resource) = path.split_once('/').unwrap_or((path, ""));
        let realm = [&self.machines, &self.people]
            .into_iter()
            .find(|realm| realm.name() == name);
        let Some(realm) = realm else {
            return failure(404, "not_found", "there is no such realm");
        };
        let url = self.realm_url(realm.name());
        match (request.method.as_str(), resource) {
            ("GET", ".well-known/openid-configuration") => reply(200, &realm.metadata(&url)),
            ("GET", "protocol/openid-connect/certs") => realm.certs(),
            ("GET", "protocol/openid-connect/userinfo") => self.user_info(realm, request, now),
            ("POST", "protocol/openid-connect/token") => self
                .grant(realm, request, now, spoilt)
                .unwrap_or_else(|refusal| refusal.reply()),
            _ => failure(404, "not_found", "there is no such resource"),
        }
    }

    /// An access token for a client that shows by an assertion who it is.
    fn grant(
        &self,
        realm: &Realm,
        request: &HttpRequest,
        now: i64,
        spoilt: Option<Spoilt>,
    ) -> grant::Outcome<HttpReply> {
        let url = self.realm_url(realm.name());
        if realm.name() != MACHINES {
            return Err(Refusal::new(
                400,
                "unauthorized_client",
                "this realm is for people",
            ));
        }
        let granted = self.grants.check(request, &self.clients, &url, now)?;
        let client = granted.client;
        let mut claims = claims(&Subject::alone(client.holder()));
        claims.insert("sub".to_owned(), client.id().into());
        claims.insert("azp".to_owned(), client.id().into());
        if let Some(scope) = &granted.scope {
            claims.insert("scope".to_owned(), scope.as_str().into());
        }
        let token = realm.issue(&url, claims, now, spoilt);
        let token =
            token.map_err(|_| Refusal::new(500, "server_error", "no token could be made"))?;
        let mut answer = json!({
            "access_token": token,
            "expires_in": realm::LIFETIME,
            "refresh_expires_in": 0,
            "token_type": "Bearer",
            "not-before-policy": 0,
        });
        if let (Some(answer), Some(scope)) = (answer.as_object_mut(), granted.scope) {
            answer.insert("scope".to_owned(), scope.into());
        }
        Ok(reply(200, &answer))
    }

    /// An access token of a person who logged on; `None` if there is nobody with this SSIN.
    pub(super) fn user_token(&self, ssin: &str, now: i64) -> Option<String> {
        self.persons.iter().find(|person| *person == ssin)?;
        let mut claims = claims(&Subject::alone(person(ssin)));
        claims.insert("sub".to_owned(), format!("f:ehealth:{ssin}").into());
        claims.insert("ssin".to_owned(), ssin.into());
        let url = self.realm_url(PEOPLE);
        self.people.issue(&url, claims, now, None).ok()
    }

    /// Who sent a request, by the access token in it; `None` if there is none. The sentence says
    /// what is wrong with a token.
    pub(super) fn bearer(
        &self,
        request: &HttpRequest,
        now: i64,
    ) -> core::result::Result<Option<Bearer>, &'static str> {
        let Some(authorization) = request.header("Authorization") else {
            return Ok(None);
        };
        let token = token_in(authorization);
        let token = token.ok_or("the authorization is not that of a bearer")?;
        self.verify(token, now).map(Some)
    }

    /// Who is behind an access token of one of the realms. The sentence says what is wrong with
    /// it.
    pub(super) fn verify(
        &self,
        token: &str,
        now: i64,
    ) -> core::result::Result<Bearer, &'static str> {
        let of = |realm: &Realm| realm.verify(token, &self.realm_url(realm.name()), now);
        let payload = of(&self.machines).or_else(|_| of(&self.people))?;
        self.bearer_of(&payload)
            .ok_or("the access token is for nobody")
    }

    fn bearer_of(&self, payload: &[u8]) -> Option<Bearer> {
        let claims = Claims::parse(payload, &Limits::default()).ok()?;
        let (subject, holder) = match claims.text("ssin").ok()? {
            Some(ssin) => (ssin.to_owned(), person(ssin)),
            None => {
                let id = claims.text("azp").ok()??;
                let client = self.clients.iter().find(|client| client.id() == id)?;
                (id.to_owned(), client.holder())
            }
        };
        let claims: Value = serde_json::from_slice(payload).ok()?;
        let attributes = claims.get(ATTRIBUTES).and_then(Value::as_array)?;
        let attributes = attributes.iter().map(read_attribute);
        Some(Bearer {
            holder,
            subject,
            attributes: attributes.collect::<Option<_>>()?,
        })
    }

    /// Tells a bearer what is known of him (OpenID Connect Core 1.0, 5.3).
    fn user_info(&self, realm: &Realm, request: &HttpRequest, now: i64) -> HttpReply {
        let url = self.realm_url(realm.name());
        let bearer = request
            .header("Authorization")
            .and_then(|text| realm.verify(token_in(text)?, &url, now).ok())
            .and_then(|payload| self.bearer_of(&payload));
        match bearer {
            Some(bearer) => reply(
                200,
                &json!({
                    "sub": format!("{}-{}", bearer.holder.kind, bearer.holder.identifier),
                    "applicationIdentifier": bearer.holder.application,
                    ATTRIBUTES: write_attributes(&bearer.attributes),
                }),
            ),
            None => failure(
                401,
                "invalid_token",
                "the access token is missing or not valid",
            ),
        }
    }
}

/// The token behind `Bearer` (RFC 6750, 2.1).
fn token_in(authorization: &str) -> Option<&str> {
    let (scheme, token) = authorization.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// What a token says of a subject.
fn claims(subject: &Subject) -> Map<String, Value> {
    let attributes = write_attributes(&subject.everything());
    Map::from_iter([(ATTRIBUTES.to_owned(), attributes)])
}

fn person(ssin: &str) -> Holder {
    Holder {
        kind: "SSIN".to_owned(),
        identifier: ssin.to_owned(),
        application: String::new(),
    }
}

fn write_attributes(attributes: &[Attribute]) -> Value {
    let write = |attribute: &Attribute| {
        json!({
            "namespace": attribute.namespace(),
            "name": attribute.name(),
            "values": attribute.values(),
        })
    };
    attributes.iter().map(write).collect()
}

fn read_attribute(value: &Value) -> Option<Attribute> {
    let text = |name: &str| value.get(name)?.as_str();
    let values = value.get("values")?.as_array()?.iter().map(Value::as_str);
    let values: Option<Vec<&str>> = values.collect();
    Some(Attribute::new(text("namespace")?, text("name")?, values?))
}

/// What a realm answers when it is down for now, and when it has failed.
pub(super) fn unavailable() -> HttpReply {
    failure(503, "temporarily_unavailable", "try later")
}

pub(super) fn failed() -> HttpReply {
    failure(500, "server_error", "the service has failed")
}

/// A refusal (RFC 6749, 5.2).
fn failure(status: u16, code: &str, description: &str) -> HttpReply {
    let failure = json!({ "error": code, "error_description": description });
    reply(status, &failure)
}

fn reply(status: u16, content: &Value) -> HttpReply {
    HttpReply::new(status, "application/json", content.to_string().into_bytes())
}
