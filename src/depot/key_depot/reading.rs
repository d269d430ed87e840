//! How the answers of the KeyDepot are read. What is wrong in them is the fault of the service.

use super::{Challenge, RegisteredKey};
use crate::depot::{bad, spoilt_by, too_many};
use crate::error::{Error, Result, Status};
use crate::jose::{Jwk, decode_key_identifier};
use crate::limits::Limits;
use crate::rest::{RestInterface, RestName, media_type, refusal};
use crate::soap::read_date_time;
use crate::transport::Reply;
use crate::webauthn::{Attestation, AttestationRules, RelyingParty};
use base64ct::{Base64UrlUnpadded, Encoding};
use serde_json::{Map, Value};

/// Octets of a challenge, and of what a caller is known by.
const MAX_OCTETS: usize = 1024;

const MISSING: &str = "no web key matches";

/// What it takes to read an answer.
pub(super) struct Reading {
    pub(super) interface: RestInterface,
    pub(super) limits: Limits,
}

impl Reading {
    pub(super) fn challenge(&self, reply: &Reply) -> Result<Challenge> {
        let members = self.object(reply, &[200, 201], &[RestName::Json])?;
        self.challenge_in(&members)
            .ok_or_else(|| bad(reply, "the challenge of the service cannot be read"))
    }

    fn challenge_in(&self, members: &Map<String, Value>) -> Option<Challenge> {
        let text = |member: &str, name: &str| members.get(member)?.get(name)?.as_str();
        let octets = |text: &str| {
            let octets = Base64UrlUnpadded::decode_vec(text).ok()?;
            (1..=MAX_OCTETS).contains(&octets.len()).then_some(octets)
        };
        let algorithms: &[Value] = match members.get("pubKeyCredParams") {
            Some(list) => list.as_array()?,
            None => &[],
        };
        let algorithms = algorithms.iter().map(|one| one.get("alg")?.as_i64());
        let expiry = match members.get(self.interface.get(RestName::ChallengeExpiry)) {
            Some(moment) => Some(read_date_time(moment.as_str()?)?),
            None => None,
        };
        let challenge = members.get(self.interface.get(RestName::Challenge))?;
        Some(Challenge {
            octets: octets(challenge.as_str()?)?,
            relying_party: text("rp", "id")?.to_owned(),
            user: octets(text("user", "id")?)?,
            user_name: text("user", "name").unwrap_or_default().to_owned(),
            algorithms: algorithms.collect::<Option<_>>()?,
            expiry,
        })
    }

    /// The key with this identifier.
    pub(super) fn key(
        &self,
        reply: &Reply,
        expected: &[u16],
        identifier: &[u8],
    ) -> Result<RegisteredKey> {
        let members = self.object(reply, expected, &super::KEY_TYPES)?;
        let key = self.key_in(reply, &members)?;
        match key.jwk().subject_key_identifier().as_deref() == Some(identifier) {
            true => Ok(key),
            false => Err(bad(
                reply,
                "the service sent another key than the wanted one",
            )),
        }
    }

    /// The keys of a set. Those of a type, size or curve that this library does not have are left
    /// out, for the others may do.
    pub(super) fn keys(&self, reply: &Reply) -> Result<Vec<RegisteredKey>> {
        let members = self.object(reply, &[200], &[RestName::Json])?;
        let keys = members.get("keys").and_then(Value::as_array);
        let keys = keys.ok_or_else(|| bad(reply, "the service sent no set of keys"))?;
        if keys.len() > self.limits.matches {
            return Err(too_many());
        }
        let mut read = Vec::new();
        for key in keys {
            let members = key.as_object();
            let members = members.ok_or_else(|| bad(reply, "a key of the service is none"))?;
            match self.key_in(reply, members) {
                Ok(key) => read.push(key),
                Err(error) if is_unsupported(&error) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(read)
    }

    /// A key, and what its holder says about it.
    fn key_in(&self, reply: &Reply, members: &Map<String, Value>) -> Result<RegisteredKey> {
        let json = serde_json::to_vec(members).map_err(|_| Error::internal("JSON is none"))?;
        let key = Jwk::from_json(&json, &self.limits)
            .map_err(|cause| spoilt_by(cause, "the service sent a key that cannot be read"))?;
        if key.is_private() {
            return Err(bad(reply, "the service sent a key that is not public"));
        }
        check_name(reply, &key)?;
        let optional = |name: RestName| {
            let member = members.get(self.interface.get(name));
            member.filter(|member| !member.is_null())
        };
        let wrong = || bad(reply, "what is said about a key cannot be read");
        let text = |name: RestName| match optional(name) {
            Some(text) => text.as_str().map(str::to_owned).ok_or_else(wrong).map(Some),
            None => Ok(None),
        };
        let expiry = match optional(RestName::Expiry) {
            Some(moment) => Some(moment.as_i64().ok_or_else(wrong)?),
            None => None,
        };
        Ok(RegisteredKey {
            application: text(RestName::Application)?,
            label: text(RestName::Label)?,
            expiry,
            key: key.with_computed_key_id(),
        })
    }

    /// The attestation of the key with this identifier.
    pub(super) fn attestation(
        &self,
        reply: &Reply,
        relying_party: &RelyingParty,
        identifier: &[u8],
    ) -> Result<Attestation> {
        let members = self.object(reply, &[200], &[RestName::Json])?;
        let wrong = || bad(reply, "the service sent an attestation that cannot be read");
        let text = |name: RestName| members.get(self.interface.get(name))?.as_str();
        let octets = |name| Base64UrlUnpadded::decode_vec(text(name)?).ok();
        let object = octets(RestName::AttestationObject).ok_or_else(wrong)?;
        let client_data = octets(RestName::ClientData).ok_or_else(wrong)?;
        let registered_at = match text(RestName::RegisteredAt) {
            Some(moment) => Some(read_date_time(moment).ok_or_else(wrong)?),
            None => None,
        };
        let rules = AttestationRules {
            relying_party,
            challenge: None,
            limits: &self.limits,
        };
        let attestation = rules.verify(&object, &client_data);
        let attestation = attestation.map_err(|cause| match cause.status() {
            Status::Malformed => wrong().caused_by(cause),
            _ => cause,
        })?;
        if attestation.key().subject_key_identifier().as_deref() != Some(identifier) {
            return Err(bad(reply, "the service sent an attestation of another key"));
        }
        Ok(attestation.with_registration(registered_at))
    }

    /// That keys were deleted.
    pub(super) fn deletion(&self, reply: &Reply) -> Result<()> {
        match reply.status() {
            200 | 204 => Ok(()),
            _ => Err(refusal(reply, &self.interface, MISSING)),
        }
    }

    fn object(
        &self,
        reply: &Reply,
        expected: &[u16],
        types: &[RestName],
    ) -> Result<Map<String, Value>> {
        reply.check_size(self.limits.reply_size)?;
        if !expected.contains(&reply.status()) {
            return Err(refusal(reply, &self.interface, MISSING));
        }
        media_type(reply, &self.interface, types)?;
        serde_json::from_slice(reply.body()).map_err(|_| {
            bad(
                reply,
                "the answer of the service is not the JSON it should be",
            )
        })
    }
}

/// A key that states a name has its own: the identifier, or the thumbprint of RFC 7638.
fn check_name(reply: &Reply, key: &Jwk) -> Result<()> {
    let Some(name) = key.key_id() else {
        return Ok(());
    };
    let identifier = decode_key_identifier(name).ok();
    let is_own = identifier == key.subject_key_identifier() || name == key.thumbprint();
    match is_own {
        true => Ok(()),
        false => Err(bad(reply, "the kid of a key is not its own")),
    }
}

fn is_unsupported(error: &Error) -> bool {
    let cause = error.cause();
    cause.is_some_and(|cause| cause.status() == Status::KeyUnsupported)
}
