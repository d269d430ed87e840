//! What a client signs to show who it is (RFC 7523, 3).

use crate::auth::log_on::credential;
use crate::auth::random_name::uuid;
use crate::crypto::KeyKind;
use crate::error::{Error, Result, Status};
use crate::jose::{Jwk, JwsAlgorithm, Signing};
use crate::keys::Identity;
use serde_json::json;

/// For how many seconds an assertion is valid once it is signed.
const LIFETIME: i64 = 60;

/// An assertion of a client about itself, for one realm and for once.
pub(super) struct ClientAssertion<'a> {
    pub(super) client_id: &'a str,
    /// The realm by its URL: the platform has that for the audience, not the URL of the tokens.
    pub(super) realm: &'a str,
    /// Whether an RSA key signs with RSASSA-PSS.
    pub(super) uses_pss: bool,
    pub(super) now: i64,
}

impl ClientAssertion<'_> {
    /// Signs with the authentication key. The name of the key is the one under which the ETK
    /// depot shows its certificate: there the platform finds it.
    pub(super) fn sign(&self, identity: &Identity) -> Result<String> {
        let credential = credential(identity)?;
        let key = credential.signing_key()?;
        let public = Jwk::from_certificate(credential.certificate())?;
        let signing = Signing {
            algorithm: self.algorithm(key.kind())?,
            token_type: Some("JWT"),
            key_id: public.key_id(),
            key: None,
        };
        signing.sign(key, self.claims()?.as_bytes())
    }

    fn claims(&self) -> Result<String> {
        let claims = json!({
            "iss": self.client_id,
            "sub": self.client_id,
            "aud": self.realm,
            "jti": uuid()?,
            "iat": self.now,
            "exp": self.now.saturating_add(LIFETIME),
        });
        Ok(claims.to_string())
    }

    fn algorithm(&self, kind: KeyKind) -> Result<JwsAlgorithm> {
        match kind {
            KeyKind::Rsa { .. } if self.uses_pss => Ok(JwsAlgorithm::Ps256),
            KeyKind::Rsa { .. } => Ok(JwsAlgorithm::Rs256),
            KeyKind::EcP256 => Ok(JwsAlgorithm::Es256),
            KeyKind::EcP384 => Ok(JwsAlgorithm::Es384),
            _ => Err(Error::new(
                Status::KeyUnsupported,
                "a key does not sign tokens",
            )),
        }
    }
}
