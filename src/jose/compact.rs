//! Tokens in the compact form, by the names of their algorithms.

use super::jwe::cipher_name;
use super::{Decryption, Encryption, Jwk, JwsAlgorithm, KeyManagement, Signing, Verification};
use crate::crypto::{AuthenticatedCipher, SigningKey};
use crate::error::{Error, Result, Status};
use crate::limits::Limits;
use crate::secret::Secret;

impl Jwk {
    /// Signs a payload with this private key, under its name: a signed token in the compact form
    /// (RFC 7515, 7.1). The algorithm is `PS256`, `RS256`, `ES256` or `ES384`.
    ///
    /// # Errors
    /// [`Status::InvalidArgument`] for another algorithm, and for a symmetric key;
    /// [`Status::KeyNotFound`] if the private part is not there; [`Status::KeyUnsupported`] if the
    /// key does not sign so.
    pub fn sign(&self, algorithm: &str, payload: &[u8]) -> Result<String> {
        let signing = Signing {
            algorithm: JwsAlgorithm::from_name(algorithm).ok_or_else(unknown)?,
            token_type: None,
            key_id: self.key_id(),
            key: None,
        };
        if !self.permits("sig", &[algorithm], &["sign"]) {
            return Err(Error::new(
                Status::KeyUnsupported,
                "a web key is not for signatures by this algorithm",
            ));
        }
        let key = SigningKey::from_pkcs8(self.to_pkcs8()?.as_bytes())?;
        signing.sign(&key, payload)
    }

    /// The payload of a signed token, if this public key signed it by one of these algorithms (of
    /// those that [`Self::sign`] knows; without any, by one that fits the key). What the token
    /// says of its own key does not count, and neither do its claims: who it is for, and until
    /// when, is for the caller to read.
    ///
    /// # Errors
    /// [`Status::Malformed`]; [`Status::LimitExceeded`] beyond `jose_size`;
    /// [`Status::Unsupported`] for an algorithm that is not among the allowed, `none` above all,
    /// and for what would have to be understood; [`Status::KeyNotFound`] if the key does not fit
    /// the token; [`Status::SignatureInvalid`]; [`Status::InvalidArgument`] for an unknown
    /// algorithm.
    pub fn verify(&self, token: &str, algorithms: &[&str], limits: &Limits) -> Result<Vec<u8>> {
        let allowed = allowed(&JwsAlgorithm::ALL, JwsAlgorithm::name, algorithms)?;
        let verification = Verification {
            algorithms: &allowed,
            keys: core::slice::from_ref(self),
            token_type: None,
            limits,
        };
        verification.verify(token)
    }

    /// Encrypts for the holder of this key, under its name: an encrypted token in the compact form
    /// (RFC 7516, 7.1). The algorithm is `RSA-OAEP-256`, `ECDH-ES`, `ECDH-ES+A128KW` or
    /// `ECDH-ES+A256KW` for a public key, `A128KW`, `A256KW` or `dir` for a symmetric one; the
    /// cipher is `A128GCM`, `A256GCM` or `A128CBC-HS256`.
    ///
    /// # Errors
    /// [`Status::InvalidArgument`] for another algorithm or cipher; [`Status::KeyUnsupported`] if
    /// the key does not go with them.
    pub fn encrypt(&self, algorithm: &str, cipher: &str, clear: &[u8]) -> Result<String> {
        let [key_management] = allowed(&KeyManagement::ALL, KeyManagement::name, &[algorithm])?[..]
        else {
            return Err(unknown());
        };
        let mut ciphers = AuthenticatedCipher::ALL.into_iter();
        let encryption = Encryption {
            key_management,
            cipher: ciphers
                .find(|known| cipher_name(*known) == cipher)
                .ok_or_else(unknown)?,
            content_type: None,
            parties: [&[], &[]],
        };
        encryption.encrypt(self, clear)
    }

    /// The clear text of a token that is encrypted for this private or symmetric key, by one of
    /// these algorithms (of those that [`Self::encrypt`] knows; without any, by one that fits the
    /// key).
    ///
    /// # Errors
    /// What can be seen without the key: [`Status::Malformed`]; [`Status::LimitExceeded`] beyond
    /// `jose_size`; [`Status::Unsupported`] for an algorithm that is not among the allowed;
    /// [`Status::NotAddressed`] if the token names another key; [`Status::KeyUnsupported`] if the
    /// key does not go with it; [`Status::InvalidArgument`] for an unknown algorithm. Everything
    /// else is [`Status::UnsealFailed`], with one sentence and after the same steps.
    pub fn decrypt(&self, token: &str, algorithms: &[&str], limits: &Limits) -> Result<Secret> {
        let allowed = allowed(&KeyManagement::ALL, KeyManagement::name, algorithms)?;
        let decryption = Decryption {
            key_managements: &allowed,
            ciphers: &AuthenticatedCipher::ALL,
            limits,
        };
        decryption.decrypt(self, token)
    }
}

/// The algorithms of these names; all of them without names.
fn allowed<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str, names: &[&str]) -> Result<Vec<T>> {
    if names.is_empty() {
        return Ok(all.to_vec());
    }
    let named = |wanted: &&str| all.iter().copied().find(|known| name(*known) == *wanted);
    names
        .iter()
        .map(|wanted| named(wanted).ok_or_else(unknown))
        .collect()
}

fn unknown() -> Error {
    Error::new(Status::InvalidArgument, "there is no such algorithm")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::NewKey;

    fn ec() -> Jwk {
        Jwk::from_pkcs8(NewKey::ec_p256().unwrap().to_pkcs8().unwrap().as_bytes())
            .unwrap()
            .with_key_id("ours")
    }

    #[test]
    fn tokens_are_signed_and_verified() {
        let (key, limits) = (ec(), Limits::default());
        let public = key.to_public().unwrap();
        let token = key.sign("ES256", b"payload").unwrap();
        for algorithms in [&[][..], &["ES256"], &["PS256", "ES256"]] {
            let payload = public.verify(&token, algorithms, &limits).unwrap();
            assert_eq!(payload, b"payload");
        }
        let refused = |key: &Jwk, algorithms: &[&str]| {
            let outcome = key.verify(&token, algorithms, &limits);
            outcome.unwrap_err().status()
        };
        assert_eq!(refused(&public, &["PS256"]), Status::Unsupported);
        assert_eq!(refused(&public, &["none"]), Status::InvalidArgument);
        assert_eq!(refused(&ec(), &[]), Status::SignatureInvalid);
        let status = |key: &Jwk, algorithm| key.sign(algorithm, b"").unwrap_err().status();
        assert_eq!(status(&key, "none"), Status::InvalidArgument);
        assert_eq!(status(&key, "PS256"), Status::KeyUnsupported);
        assert_eq!(status(&public, "ES256"), Status::KeyNotFound);
        let encrypts = key.with_use("enc");
        assert_eq!(status(&encrypts, "ES256"), Status::KeyUnsupported);
    }

    #[test]
    fn tokens_are_encrypted_and_decrypted() {
        let limits = Limits::default();
        let symmetric = |size| Jwk::from_symmetric(&vec![7; size]).unwrap();
        let ec = ec();
        for (key, algorithm, cipher) in [
            (&ec, "ECDH-ES", "A128GCM"),
            (&ec, "ECDH-ES+A128KW", "A256GCM"),
            (&ec, "ECDH-ES+A256KW", "A128CBC-HS256"),
            (&symmetric(16), "A128KW", "A128GCM"),
            (&symmetric(32), "A256KW", "A256GCM"),
            (&symmetric(16), "dir", "A128GCM"),
        ] {
            let token = key.encrypt(algorithm, cipher, b"clear").unwrap();
            for algorithms in [&[][..], &[algorithm]] {
                let clear = key.decrypt(&token, algorithms, &limits).unwrap();
                assert_eq!(clear.as_bytes(), b"clear");
            }
            let other = key.decrypt(&token, &["RSA-OAEP-256"], &limits);
            assert_eq!(other.unwrap_err().status(), Status::Unsupported);
        }
        let status = |algorithm, cipher| ec.encrypt(algorithm, cipher, b"").unwrap_err().status();
        assert_eq!(status("RSA1_5", "A128GCM"), Status::InvalidArgument);
        assert_eq!(status("ECDH-ES", "A128CTR"), Status::InvalidArgument);
        assert_eq!(status("A128KW", "A128GCM"), Status::KeyUnsupported);
    }
}
