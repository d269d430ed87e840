//! The KGSS over REST, in the assumed form: `/symKeys`.

use super::access_list::{admits, from_json};
use super::connect::{Bearer, Connect};
use super::key_store::KeyStore;
use super::kgss::LONG_AFTER;
use super::problem::Problem;
use super::register::Spoilt;
use super::server::{HttpReply, HttpRequest};
use super::service::KGSS_REST_PATH;
use crate::crypto::AuthenticatedCipher;
use crate::jose::{Encryption, Jwk, KeyManagement, decode_key_identifier, encode_key_identifier};
use crate::keys::SecretKey;
use crate::kgss::NO_KEY;
use crate::limits::Limits;
use crate::secret::Secret;
use base64ct::{Base64UrlUnpadded, Encoding};
use serde_json::Value;

/// Whoever may not have a key learns as much about it as whoever asks for none.
const NO_KEY_FOUND: Problem = Problem::not_found("no such key for this caller").with_code(NO_KEY);

type Answer = core::result::Result<HttpReply, Problem>;

/// Answers a request of whoever an access token is for.
pub(super) fn answer(
    keys: &KeyStore,
    connect: &Connect,
    request: &HttpRequest,
    now: i64,
    spoilt: Option<Spoilt>,
) -> HttpReply {
    let now = match spoilt {
        Some(Spoilt::Validity) => now.saturating_add(LONG_AFTER),
        _ => now,
    };
    let answer = match connect.bearer(request, now) {
        Ok(Some(caller)) => Desk {
            keys,
            caller,
            spoilt,
        }
        .respond(request),
        Ok(None) => Err(Problem::no_access_token()),
        Err(detail) => Err(Problem::invalid_access_token(detail)),
    };
    answer.unwrap_or_else(Problem::reply)
}

/// The service at a request of one caller.
struct Desk<'a> {
    keys: &'a KeyStore,
    caller: Bearer,
    /// What is wrong with its answers.
    spoilt: Option<Spoilt>,
}

impl Desk<'_> {
    fn respond(&self, request: &HttpRequest) -> Answer {
        let path = request.path.strip_prefix(KGSS_REST_PATH);
        let name = path.and_then(|path| path.strip_prefix('/'));
        match (request.method.as_str(), name) {
            ("POST", None) => self.make(request),
            ("GET", Some(kid)) => self.get(kid, request),
            ("DELETE", Some(kid)) => self.delete(kid),
            _ => Err(Problem::wrong_method()),
        }
    }

    fn make(&self, request: &HttpRequest) -> Answer {
        let media_type = request.header("Content-Type").unwrap_or_default();
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        if !essence.eq_ignore_ascii_case("application/json") {
            return Err(Problem::wrong_media_type());
        }
        let body: Value = serde_json::from_slice(&request.body)
            .map_err(|_| Problem::bad_request("the body is not JSON"))?;
        let list = from_json(&body).ok_or(Problem::bad_request("the access list is broken"))?;
        let recipient = match body.get("encryptTo") {
            Some(key) => Some(recipient(key.to_string().as_bytes())?),
            None => None,
        };
        let made = self.keys.make(self.caller.holder.clone(), list);
        let (identifier, key) = made.map_err(|_| Problem::failed())?;
        self.representation(201, &identifier, &key, recipient.as_ref())
    }

    fn get(&self, kid: &str, request: &HttpRequest) -> Answer {
        let identifier = decode_key_identifier(kid).map_err(|_| NO_KEY_FOUND)?;
        let recipient = match request.header("X-Encrypt-To") {
            Some(key) => {
                let broken = Problem::bad_request("X-Encrypt-To is not base64url");
                let key = Base64UrlUnpadded::decode_vec(key).map_err(|_| broken)?;
                Some(recipient(&key)?)
            }
            None => None,
        };
        let key = self.keys.get(&identifier, |list| {
            self.spoilt != Some(Spoilt::Missing) && admits(list, &self.caller.attributes)
        });
        let key = key.ok_or(NO_KEY_FOUND)?;
        self.representation(200, &identifier, &key, recipient.as_ref())
    }

    fn delete(&self, kid: &str) -> Answer {
        let identifier = decode_key_identifier(kid).map_err(|_| NO_KEY_FOUND)?;
        if self.spoilt == Some(Spoilt::Missing) {
            return Err(NO_KEY_FOUND);
        }
        match self.keys.delete(&identifier, &self.caller.holder) {
            Ok(true) => Ok(HttpReply::new(204, "", Vec::new())),
            Ok(false) => Err(NO_KEY_FOUND),
            Err(_) => Err(Problem::failed()),
        }
    }

    /// A key as a symmetric web key, encrypted if there is somebody to encrypt it for.
    fn representation(
        &self,
        status: u16,
        identifier: &[u8],
        key: &Secret,
        recipient: Option<&Jwk>,
    ) -> Answer {
        let key = SecretKey::new(identifier, key.as_bytes()).and_then(|key| key.to_jwk());
        let key = key.map_err(|_| Problem::failed())?.to_private_json();
        let reply = match recipient {
            None => HttpReply::new(status, "application/jwk+json", key.into_vec()),
            Some(recipient) => {
                let token = self.encrypted(&key, recipient)?;
                HttpReply::new(status, "application/jose", token.into_bytes())
            }
        };
        let location = format!("{KGSS_REST_PATH}/{}", encode_key_identifier(identifier));
        Ok(reply.with_location(location))
    }

    fn encrypted(&self, key: &Secret, recipient: &Jwk) -> core::result::Result<String, Problem> {
        let key_management = match recipient.key_type() {
            "RSA" => KeyManagement::RsaOaep256,
            _ => KeyManagement::EcdhEsA128Kw,
        };
        let encryption = Encryption {
            key_management,
            cipher: AuthenticatedCipher::Aes128Gcm,
            content_type: Some("jwk+json"),
            parties: [b"", b""],
        };
        let token = encryption.encrypt(recipient, key.as_bytes());
        let token = token.map_err(|_| Problem::bad_request("nothing can be encrypted for this"))?;
        Ok(match self.spoilt {
            Some(Spoilt::Signature) => with_broken_tag(&token),
            _ => token,
        })
    }
}

fn recipient(key: &[u8]) -> core::result::Result<Jwk, Problem> {
    let key = Jwk::from_json(key, &Limits::default()).and_then(|key| key.to_public());
    key.map_err(|_| Problem::bad_request("the key to encrypt for is none"))
}

/// A token that does not open, though its form is right.
fn with_broken_tag(token: &str) -> String {
    let (rest, tag) = token.rsplit_once('.').unwrap_or_default();
    let (first, others) = tag.split_at_checked(1).unwrap_or_default();
    let other = if first == "A" { "B" } else { "A" };
    format!("{rest}.{other}{others}")
}
