//! The KeyDepot over REST, in the assumed form: `/pubKeys/webauthn`.

mod challenges;
mod registration;

use super::connect::{Bearer, Connect};
use super::key_holder::statement;
use super::kgss::LONG_AFTER;
use super::one_time::OneTime;
use super::problem::Problem;
use super::query::{parameter, parameters};
use super::register::{Register, Spoilt};
use super::server::{HttpReply, HttpRequest};
use super::service::{KEY_DEPOT_PATH, REST_PATH, flaw};
use super::web_key_store::{Registered, Unchanged, WebKeyEntry, WebKeyStore};
use crate::depot::Identifier;
use crate::error::Result;
use crate::jose::{decode_key_identifier, encode_key_identifier};
use crate::soap::{read_date_time, write_date_time};
use crate::webauthn::cose_numbers;
use base64ct::{Base64UrlUnpadded, Encoding};
use challenges::Challenges;
use registration::{Checked, Examination, public_key, text};
use serde_json::{Map, Value, json};

/// Octets of a request.
const MAX_BODY: usize = 64 << 10;
/// Who states whom a key belongs to.
const ISSUER: &str = "urn:be:fgov:ehealth:etee:keydepot";

const NO_KEY: Problem = Problem::not_found("no such key");
const NOT_HOLDER: Problem = Problem::forbidden("the key is somebody else's");

/// The service: the keys, and what it has to remember for the next registrations.
#[derive(Default)]
pub(super) struct KeyDepotService {
    keys: WebKeyStore,
    challenges: Challenges,
    proofs: OneTime,
}

impl KeyDepotService {
    pub(super) fn new(keys: WebKeyStore) -> Self {
        Self {
            keys,
            ..Self::default()
        }
    }

    pub(super) fn answer(
        &self,
        register: &Register,
        connect: &Connect,
        request: &HttpRequest,
        now: i64,
        spoilt: Option<Spoilt>,
    ) -> HttpReply {
        let desk = Desk {
            service: self,
            register,
            connect,
            now,
            spoilt,
        };
        desk.respond(request).unwrap_or_else(Problem::reply)
    }
}

/// The service at one request.
struct Desk<'a> {
    service: &'a KeyDepotService,
    register: &'a Register,
    connect: &'a Connect,
    now: i64,
    /// What is wrong with its answers.
    spoilt: Option<Spoilt>,
}

impl Desk<'_> {
    fn respond(&self, request: &HttpRequest) -> Checked<HttpReply> {
        if request.body.len() > MAX_BODY {
            return Err(Problem::too_large());
        }
        let path = request.path.strip_prefix(KEY_DEPOT_PATH);
        let path = path.unwrap_or_default().trim_start_matches('/');
        let (resource, kid) = match path.split_once('/') {
            Some((resource, kid)) => (resource, Some(kid)),
            None => (path, None),
        };
        match (request.method.as_str(), resource, kid) {
            ("POST", "challenges", None) => self.challenge(request),
            ("POST", "jwks", None) => self.register(request),
            ("PATCH", "jwks", Some(kid)) => self.change(kid, request),
            ("DELETE", "jwks", kid) => self.delete(kid, request),
            ("GET", "jwks", None) => self.search(request),
            ("GET", "jwks", Some(kid)) => self.key(kid, request),
            ("GET", "attestations", Some(kid)) => self.attestation(kid, request),
            ("GET", "keyholders", Some(kid)) => self.key_holder(kid, request),
            (_, "challenges" | "jwks" | "attestations" | "keyholders", _) => {
                Err(Problem::wrong_method())
            }
            _ => Err(Problem::not_found("no such resource")),
        }
    }

    /// Who sends a request that only a holder may send.
    fn caller(&self, request: &HttpRequest) -> Checked<Bearer> {
        self.bearer(request)?.ok_or(Problem::no_access_token())
    }

    /// Everybody may look, but a token that is sent has to be one.
    fn bearer(&self, request: &HttpRequest) -> Checked<Option<Bearer>> {
        let now = match (self.spoilt, request.method.as_str()) {
            (Some(Spoilt::Validity), "POST" | "PATCH" | "DELETE") => {
                self.now.saturating_add(LONG_AFTER)
            }
            _ => self.now,
        };
        let bearer = self.connect.bearer(request, now);
        bearer.map_err(Problem::invalid_access_token)
    }

    fn challenge(&self, request: &HttpRequest) -> Checked<HttpReply> {
        let caller = self.caller(request)?;
        let challenge = self.service.challenges.make(&caller.subject, self.now);
        let challenge = challenge.map_err(|_| Problem::failed())?;
        let challenge = challenge.ok_or(Problem::unavailable())?;
        let expires = write_date_time(self.now.saturating_add(challenges::LIFETIME));
        let algorithms = cose_numbers();
        let algorithms = algorithms.map(|number| json!({ "type": "public-key", "alg": number }));
        let answer = json!({
            "challenge": Base64UrlUnpadded::encode_string(&challenge),
            "rp": { "id": "ehealth.fgov.be", "name": "eHealth" },
            "user": {
                "id": Base64UrlUnpadded::encode_string(caller.subject.as_bytes()),
                "name": caller.subject,
            },
            "pubKeyCredParams": algorithms,
            "expires": expires.map_err(|_| Problem::failed())?,
        });
        Ok(json_reply(201, &answer))
    }

    fn register(&self, request: &HttpRequest) -> Checked<HttpReply> {
        let caller = self.caller(request)?;
        let members = members(request, "application/json")?;
        let key = public_key(&members)?;
        let base = self.connect.url(REST_PATH);
        let examination = self.examination(&caller, &base);
        let attestation = examination.attestation(&members, &key)?;
        if attestation.is_none() {
            examination.proof(&members, &key)?;
        }
        let identifier = key.subject_key_identifier().unwrap_or_default();
        let entry = WebKeyEntry {
            application: text(&members, "applicationIdentifier")?.flatten(),
            label: None,
            expiry: None,
            attestation,
            registered_at: self.now,
            owner: caller.holder,
            key,
        };
        let registered = self.service.keys.register(&identifier, entry.clone());
        match registered.map_err(|_| Problem::failed())? {
            Registered::New => {
                let kid = encode_key_identifier(&identifier);
                let location = format!("{KEY_DEPOT_PATH}/jwks/{kid}");
                Ok(self.key_reply(201, &entry)?.with_location(location))
            }
            Registered::Before(entry) => self.key_reply(200, &entry),
            Registered::BySomebodyElse => Err(Problem::conflict("somebody else has this key")),
        }
    }

    fn change(&self, kid: &str, request: &HttpRequest) -> Checked<HttpReply> {
        let caller = self.caller(request)?;
        let members = members(request, "application/merge-patch+json")?;
        let changeable = ["applicationIdentifier", "label", "exp", "attestation"];
        if members
            .keys()
            .any(|name| !changeable.contains(&name.as_str()))
        {
            return Err(Problem::bad_request("a member cannot be changed"));
        }
        let application = text(&members, "applicationIdentifier")?;
        let label = text(&members, "label")?;
        let expiry = match members.get("exp") {
            None => None,
            Some(Value::Null) => Some(None),
            Some(end) => Some(Some(end.as_i64().ok_or(Problem::bad_request("exp"))?)),
        };
        let present = self.entry(kid)?;
        let base = self.connect.url(REST_PATH);
        let examination = self.examination(&caller, &base);
        let attestation = examination.attestation(&members, &present.key)?;
        let identifier = present.key.subject_key_identifier().unwrap_or_default();
        let changed = self
            .service
            .keys
            .change(&identifier, &caller.holder, |entry| {
                entry.application = application.unwrap_or(entry.application.take());
                entry.label = label.unwrap_or(entry.label.take());
                entry.expiry = expiry.unwrap_or(entry.expiry);
                entry.attestation = attestation.or(entry.attestation.take());
            });
        self.key_reply(200, &changed.map_err(problem)?)
    }

    /// One key, or those that the query names.
    fn delete(&self, kid: Option<&str>, request: &HttpRequest) -> Checked<HttpReply> {
        let caller = self.caller(request)?;
        let kids = match kid {
            Some(kid) => vec![kid.to_owned()],
            None => parameters(&request.query, "kid"),
        };
        if kids.is_empty() {
            return Err(Problem::bad_request("kid is needed"));
        }
        if self.spoilt == Some(Spoilt::Missing) {
            return Err(NO_KEY);
        }
        let identifiers = kids.iter().map(|kid| decode_key_identifier(kid));
        let identifiers: Result<Vec<_>> = identifiers.collect();
        let identifiers = identifiers.map_err(|_| NO_KEY)?;
        let deleted = self.service.keys.delete(&identifiers, &caller.holder);
        deleted.map_err(problem)?;
        Ok(HttpReply::new(204, "", Vec::new()))
    }

    fn key(&self, kid: &str, request: &HttpRequest) -> Checked<HttpReply> {
        self.bearer(request)?;
        self.key_reply(200, &self.entry(kid)?)
    }

    /// The keys of a holder, of a use and an application if that matters, and of a moment.
    fn search(&self, request: &HttpRequest) -> Checked<HttpReply> {
        self.bearer(request)?;
        let query = request.query.as_str();
        let wanted = parameter(query, "type").zip(parameter(query, "identifier"));
        let wanted = wanted.ok_or(Problem::bad_request("identifier and type are needed"))?;
        let (kind, identifier) = (wanted.0.to_ascii_uppercase(), wanted.1);
        let wanted = Identifier::verbatim(kind.clone(), identifier.clone(), None);
        if let Some(code) = flaw(&wanted) {
            return Err(Problem::bad_request("identifier").with_code(code));
        }
        let moment = match parameter(query, "time") {
            Some(time) => {
                read_date_time(&time).ok_or(Problem::bad_request("time is not a moment"))?
            }
            None => self.now,
        };
        let (key_use, application) = (
            parameter(query, "use"),
            parameter(query, "applicationIdentifier"),
        );
        let own = self.service.keys.of_holder(&kind, &identifier);
        let found = own.iter().filter(|entry| {
            let is_valid =
                entry.registered_at <= moment && entry.expiry.is_none_or(|end| moment < end);
            let fits = |wanted: &Option<String>, stated: Option<&str>| {
                wanted
                    .as_deref()
                    .is_none_or(|wanted| wanted == stated.unwrap_or_default())
            };
            is_valid
                && self.spoilt != Some(Spoilt::Missing)
                && fits(&key_use, entry.key.key_use())
                && fits(&application, entry.application.as_deref())
        });
        let keys: Vec<Value> = found
            .map(|entry| self.shown(entry))
            .collect::<Checked<_>>()?;
        Ok(json_reply(200, &json!({ "keys": keys })))
    }

    fn attestation(&self, kid: &str, request: &HttpRequest) -> Checked<HttpReply> {
        self.bearer(request)?;
        let entry = self.entry(kid)?;
        let (object, mut client_data) = entry.attestation.ok_or(NO_KEY)?;
        if self.spoilt == Some(Spoilt::Signature) {
            // It says the same, but is not what was signed.
            client_data.push(b' ');
        }
        let registered_at = write_date_time(entry.registered_at);
        Ok(json_reply(
            200,
            &json!({
                "kid": entry.key.key_id(),
                "attestationObject": Base64UrlUnpadded::encode_string(&object),
                "clientDataJSON": Base64UrlUnpadded::encode_string(&client_data),
                "registeredAt": registered_at.map_err(|_| Problem::failed())?,
            }),
        ))
    }

    fn key_holder(&self, kid: &str, request: &HttpRequest) -> Checked<HttpReply> {
        self.bearer(request)?;
        let owner = self.entry(kid)?.owner;
        let mut holders = self.register.holders();
        let holder = holders.find(|holder| {
            holder.identifier_type() == owner.kind && holder.identifier() == owner.identifier
        });
        let made = match self.spoilt {
            Some(Spoilt::Validity) => self.now.saturating_sub(LONG_AFTER),
            _ => self.now,
        };
        let holder = holder.ok_or(Problem::failed())?;
        Ok(json_reply(200, &statement(ISSUER, holder, made)?))
    }

    fn entry(&self, kid: &str) -> Checked<WebKeyEntry> {
        let identifier = decode_key_identifier(kid).map_err(|_| NO_KEY)?;
        let entry = self.service.keys.get(&identifier);
        entry
            .filter(|_| self.spoilt != Some(Spoilt::Missing))
            .ok_or(NO_KEY)
    }

    fn examination<'a>(&'a self, caller: &'a Bearer, base: &'a str) -> Examination<'a> {
        Examination {
            service: self.service,
            caller,
            base,
            now: self.now,
        }
    }

    fn key_reply(&self, status: u16, entry: &WebKeyEntry) -> Checked<HttpReply> {
        Ok(json_reply(status, &self.shown(entry)?))
    }

    /// A key with what its holder says about it.
    fn shown(&self, entry: &WebKeyEntry) -> Checked<Value> {
        let key = entry.key.to_json().map_err(|_| Problem::failed())?;
        let mut members: Map<String, Value> =
            serde_json::from_str(&key).map_err(|_| Problem::failed())?;
        let expiry = match self.spoilt {
            Some(Spoilt::Validity) => Some(self.now.saturating_sub(LONG_AFTER)),
            _ => entry.expiry,
        };
        let said = [
            (
                "applicationIdentifier",
                entry.application.as_ref().map(|text| json!(text)),
            ),
            ("label", entry.label.as_ref().map(|text| json!(text))),
            ("exp", expiry.map(|moment| json!(moment))),
        ];
        for (name, value) in said {
            members.extend(value.map(|value| (name.to_owned(), value)));
        }
        Ok(Value::Object(members))
    }
}

/// The members of a request of this media type.
fn members(request: &HttpRequest, expected: &str) -> Checked<Map<String, Value>> {
    let media_type = request.header("Content-Type").unwrap_or_default();
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    if !essence.eq_ignore_ascii_case(expected) {
        return Err(Problem::wrong_media_type());
    }
    serde_json::from_slice(&request.body)
        .map_err(|_| Problem::bad_request("the body is not a JSON object"))
}

fn decoded(text: &str) -> Option<Vec<u8>> {
    Base64UrlUnpadded::decode_vec(text).ok()
}

fn problem(unchanged: Unchanged) -> Problem {
    match unchanged {
        Unchanged::Missing => NO_KEY,
        Unchanged::OfSomebodyElse => NOT_HOLDER,
        Unchanged::Failed => Problem::failed(),
    }
}

fn json_reply(status: u16, content: &Value) -> HttpReply {
    HttpReply::new(status, "application/json", content.to_string().into_bytes())
}
