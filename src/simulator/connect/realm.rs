//! A realm: its key, what it says of itself, and its access tokens.

use super::{HttpReply, Spoilt, State};
use crate::auth::uuid;
use crate::crypto::{NewKey, SigningKey};
use crate::error::Result;
use crate::jose::{ClaimRules, Claims, Jwk, JwkSet, JwsAlgorithm, Signing, Verification};
use crate::limits::Limits;
use crate::secret::Secret;
use serde_json::{Map, Value, json};

/// For how many seconds an access token is valid.
pub(super) const LIFETIME: i64 = 5 * 60;
/// The claim for what the platform vouches for, as the services read it.
pub(super) const ATTRIBUTES: &str = "etee_attributes";
/// Whom access tokens are for.
const AUDIENCE: &str = "ehealth";

/// A realm of this name, with an RSA key.
pub(super) struct Realm {
    name: &'static str,
    key: SigningKey,
    public: Jwk,
}

impl Realm {
    /// With the key of the last start if it is kept, or a new one, which is then kept.
    pub(super) fn of(name: &'static str, state: Option<&State>) -> Result<Self> {
        let fact = format!("realm-{name}.key");
        let kept = match state {
            Some(state) => state.fact(&fact)?.map(Secret::from),
            None => None,
        };
        if let Some(key) = kept {
            return Self::new(name, &key);
        }
        let key = NewKey::rsa()?.to_pkcs8()?;
        if let Some(state) = state {
            state.keep(&[(fact, key.as_bytes().to_vec())])?;
        }
        Self::new(name, &key)
    }

    fn new(name: &'static str, key: &Secret) -> Result<Self> {
        let key = SigningKey::from_pkcs8(key.as_bytes())?;
        let public = Jwk::from_spki(&key.to_spki()?)?;
        let thumbprint = public.thumbprint();
        Ok(Self {
            name,
            key,
            public: public
                .with_key_id(&thumbprint)
                .with_use("sig")
                .with_algorithm(JwsAlgorithm::Rs256.name()),
        })
    }

    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    /// Its metadata (OpenID Connect Discovery 1.0, 3).
    pub(super) fn metadata(&self, url: &str) -> Value {
        let at = |resource: &str| format!("{url}/protocol/openid-connect/{resource}");
        json!({
            "issuer": url,
            "authorization_endpoint": at("auth"),
            "token_endpoint": at("token"),
            "userinfo_endpoint": at("userinfo"),
            "jwks_uri": at("certs"),
            "grant_types_supported": ["client_credentials"],
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            "token_endpoint_auth_signing_alg_values_supported":
                JwsAlgorithm::ALL.map(JwsAlgorithm::name),
        })
    }

    /// The key that verifies its tokens.
    pub(super) fn certs(&self) -> HttpReply {
        match JwkSet::from(vec![self.public.clone()]).to_json() {
            Ok(set) => HttpReply::new(200, "application/json", set.into_bytes()),
            Err(_) => super::failed(),
        }
    }

    /// An access token that says this.
    pub(super) fn issue(
        &self,
        url: &str,
        mut claims: Map<String, Value>,
        now: i64,
        spoilt: Option<Spoilt>,
    ) -> Result<String> {
        let start = match spoilt {
            Some(Spoilt::Validity) => now.saturating_sub(LIFETIME.saturating_mul(2)),
            _ => now,
        };
        let stated: [(&str, Value); 6] = [
            ("iss", url.into()),
            ("aud", AUDIENCE.into()),
            ("typ", "Bearer".into()),
            ("jti", uuid()?.into()),
            ("iat", start.into()),
            ("exp", start.saturating_add(LIFETIME).into()),
        ];
        claims.extend(stated.map(|(name, value)| (name.to_owned(), value)));
        let token = self.sign(&claims)?;
        if spoilt != Some(Spoilt::Signature) {
            return Ok(token);
        }
        // The signature of another token.
        claims.insert("jti".to_owned(), uuid()?.into());
        let other = self.sign(&claims)?;
        let parts = token.rsplit_once('.').zip(other.rsplit_once('.'));
        Ok(
            parts.map_or(token.clone(), |((signed, _), (_, signature))| {
                format!("{signed}.{signature}")
            }),
        )
    }

    fn sign(&self, claims: &Map<String, Value>) -> Result<String> {
        let signing = Signing {
            algorithm: JwsAlgorithm::Rs256,
            token_type: Some("JWT"),
            key_id: self.public.key_id(),
            key: None,
        };
        let claims = Value::Object(claims.clone()).to_string();
        signing.sign(&self.key, claims.as_bytes())
    }

    /// What a token of this realm says. The sentence says why it is none.
    pub(super) fn verify(
        &self,
        token: &str,
        url: &str,
        now: i64,
    ) -> core::result::Result<Vec<u8>, &'static str> {
        let limits = Limits::default();
        let verification = Verification {
            algorithms: &[JwsAlgorithm::Rs256],
            keys: core::slice::from_ref(&self.public),
            token_type: None,
            limits: &limits,
        };
        let payload = verification.verify(token);
        let payload = payload.map_err(|_| "the access token is not one of I.AM Connect")?;
        let rules = ClaimRules {
            now,
            skew: 0,
            issuer: Some(url),
            audience: Some(AUDIENCE),
            lifetime: None,
        };
        let claims = Claims::parse(&payload, &limits);
        let checked = claims.and_then(|claims| claims.check(&rules));
        checked.map_err(|_| "the access token is not valid now")?;
        Ok(payload)
    }
}
