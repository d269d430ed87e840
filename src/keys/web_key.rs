//! A web key: one that is named by an identifier instead of a certificate.

use crate::crypto::{NewKey, PublicKey, RsaDecryptionKey, RsaEncryptionKey, SigningKey};
use crate::error::{Error, Result, Status};
use crate::jose::{Jwk, decode_key_identifier, encode_key_identifier};
use base64ct::{Base64, Encoding};
use core::fmt;
use std::sync::Arc;
use zeroize::Zeroizing;

/// The longest identifier that is taken; those that digests make have 20 or 32 octets.
const MAX_IDENTIFIER: usize = 1024;

/// A public key, or a key pair, that messages name by an identifier (WEB_AUTHN). It never
/// changes; clones share it.
///
/// The identifier is what both sides agree on. It is not computed from the key.
#[derive(Clone)]
pub struct WebKey(Arc<Parts>);

struct Parts {
    identifier: Vec<u8>,
    spki: Vec<u8>,
    public: PublicKey,
    signing: Option<SigningKey>,
    decryption: Option<RsaDecryptionKey>,
}

impl WebKey {
    /// Makes a key pair for RSA with 2048 bits, which signs messages and opens them. Its
    /// identifier is the one that the platform computes of it (see
    /// [`Jwk::subject_key_identifier`]). The private key is nowhere but here, until
    /// [`Self::to_private_jwk`] hands it out to be kept.
    ///
    /// # Errors
    /// [`Status::Internal`] if the system has no randomness.
    pub fn generate_rsa() -> Result<Self> {
        Self::generated(&NewKey::rsa()?)
    }

    /// Makes a key pair on the curve P-256, which signs, but not messages: WEB_AUTHN has those
    /// signed with RSA. Otherwise as [`Self::generate_rsa`].
    ///
    /// # Errors
    /// Those of [`Self::generate_rsa`].
    pub fn generate_ec() -> Result<Self> {
        Self::generated(&NewKey::ec_p256()?)
    }

    /// Makes a key pair on the curve P-384; otherwise as [`Self::generate_ec`].
    ///
    /// # Errors
    /// Those of [`Self::generate_rsa`].
    pub fn generate_ec_p384() -> Result<Self> {
        Self::generated(&NewKey::ec_p384()?)
    }

    fn generated(key: &NewKey) -> Result<Self> {
        let pkcs8 = key.to_pkcs8()?;
        let identifier = Jwk::from_spki(&key.to_spki()?)?.subject_key_identifier();
        Self::from_pkcs8(&identifier.unwrap_or_default(), pkcs8.as_bytes())
    }

    /// Takes a public key as SubjectPublicKeyInfo (DER). Messages can be sealed for it, if it is
    /// one of RSA, and its signatures verified.
    ///
    /// # Errors
    /// [`Status::Malformed`]; [`Status::InvalidArgument`] for an identifier that is empty or
    /// longer than 1024 octets.
    pub fn from_spki(identifier: &[u8], spki: &[u8]) -> Result<Self> {
        Self::new(identifier, spki, None, None)
    }

    /// Takes a private key as an unencrypted PKCS #8 PrivateKeyInfo (RFC 5958), which signs
    /// messages and opens them.
    ///
    /// # Errors
    /// [`Status::KeyUnsupported`] if the key is neither RSA of at least 2048 bits nor EC on
    /// P-256 or P-384; [`Status::InvalidArgument`] as [`Self::from_spki`].
    pub fn from_pkcs8(identifier: &[u8], pkcs8: &[u8]) -> Result<Self> {
        let signing = SigningKey::from_pkcs8(pkcs8)?;
        let spki = signing.to_spki()?;
        let decryption = RsaDecryptionKey::from_pkcs8(pkcs8).ok();
        Self::new(identifier, &spki, Some(signing), decryption)
    }

    /// As [`Self::from_spki`], with identifier and key in base64.
    ///
    /// # Errors
    /// Those of [`Self::from_spki`], and [`Status::InvalidArgument`] if a text is not base64.
    pub fn from_spki_base64(identifier: &str, spki: &str) -> Result<Self> {
        Self::from_spki(&decode(identifier)?, &decode(spki)?)
    }

    /// As [`Self::from_pkcs8`], with identifier and key in base64.
    ///
    /// # Errors
    /// Those of [`Self::from_pkcs8`], and [`Status::InvalidArgument`] if a text is not base64.
    pub fn from_pkcs8_base64(identifier: &str, pkcs8: &str) -> Result<Self> {
        Self::from_pkcs8(&decode(identifier)?, &decode(pkcs8)?)
    }

    /// Takes a JSON web key, public or private. Its `kid` is the identifier in base64url; one of
    /// 20 octets may also stand as 40 hexadecimal digits or in plain Base64.
    ///
    /// A `kid` is a name that somebody gave: that it is the one that the platform computes of
    /// this very key, [`Jwk::subject_key_identifier`] tells.
    ///
    /// # Errors
    /// [`Status::InvalidArgument`] for a `kid` that is missing or no identifier, and for a
    /// symmetric key; [`Status::KeyUnsupported`] for a private key that is neither RSA nor EC on
    /// P-256 or P-384.
    pub fn from_jwk(key: &Jwk) -> Result<Self> {
        let key_id = key
            .key_id()
            .ok_or_else(|| Error::new(Status::InvalidArgument, "a web key has no kid"))?;
        let identifier = decode_key_identifier(key_id)?;
        let spki = key.to_spki()?;
        if !key.is_private() {
            return Self::from_spki(&identifier, &spki);
        }
        Self::from_pkcs8(&identifier, key.to_pkcs8()?.as_bytes())
    }

    /// The public key as a JSON web key, its `kid` the identifier in base64url.
    ///
    /// # Errors
    /// [`Status::KeyUnsupported`] if it is neither RSA of 2048 to 8192 bits nor EC on P-256, P-384
    /// or P-521.
    pub fn to_jwk(&self) -> Result<Jwk> {
        let key = Jwk::from_spki(&self.0.spki)?;
        Ok(key.with_key_id(&encode_key_identifier(&self.0.identifier)))
    }

    /// The whole key pair as a JSON web key, its `kid` the identifier in base64url.
    ///
    /// # Errors
    /// [`Status::KeyNotFound`] if the private key is not known.
    pub fn to_private_jwk(&self) -> Result<Jwk> {
        let pkcs8 = match &self.0.signing {
            Some(key) => key.to_pkcs8()?,
            None => None,
        };
        let pkcs8 = pkcs8.ok_or_else(|| {
            Error::new(
                Status::KeyNotFound,
                "the private part of a web key is not there",
            )
        })?;
        let key = Jwk::from_pkcs8(pkcs8.as_bytes())?;
        Ok(key.with_key_id(&encode_key_identifier(&self.0.identifier)))
    }

    fn new(
        identifier: &[u8],
        spki: &[u8],
        signing: Option<SigningKey>,
        decryption: Option<RsaDecryptionKey>,
    ) -> Result<Self> {
        if identifier.is_empty() || identifier.len() > MAX_IDENTIFIER {
            return Err(Error::new(
                Status::InvalidArgument,
                "the identifier of a web key is empty or too long",
            ));
        }
        Ok(Self(Arc::new(Parts {
            identifier: identifier.to_vec(),
            spki: spki.to_vec(),
            public: PublicKey::from_spki(spki)?,
            signing,
            decryption,
        })))
    }

    /// The identifier, as it stands in messages.
    pub fn identifier(&self) -> &[u8] {
        &self.0.identifier
    }

    pub(crate) fn public_key(&self) -> &PublicKey {
        &self.0.public
    }

    /// The key that messages are sealed for.
    pub(crate) fn encryption_key(&self) -> Result<RsaEncryptionKey> {
        RsaEncryptionKey::from_spki(&self.0.spki)
    }

    /// The key that signs messages, if the private key is known.
    pub(crate) fn signing_key(&self) -> Option<&SigningKey> {
        self.0.signing.as_ref()
    }

    /// The key that opens messages, if the private key is known.
    pub(crate) fn rsa(&self) -> Option<&RsaDecryptionKey> {
        self.0.decryption.as_ref()
    }
}

fn decode(text: &str) -> Result<Zeroizing<Vec<u8>>> {
    let dense: Zeroizing<String> = Zeroizing::new(text.split_ascii_whitespace().collect());
    Base64::decode_vec(&dense).map(Zeroizing::new).map_err(|_| {
        Error::new(
            Status::InvalidArgument,
            "the identifier of a web key, or the key, is not base64",
        )
    })
}

impl fmt::Debug for WebKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebKey")
            .field("signs", &self.0.signing.is_some())
            .field("opens", &self.0.decryption.is_some())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [&[u8]; 3] = [
        include_bytes!("../../tests/vectors/synthetic/pki/bob-enc.key.der"),
        include_bytes!("../../tests/vectors/agreement/p256.key.der"),
        include_bytes!("../../tests/vectors/agreement/p384.key.der"),
    ];

    #[test]
    fn keys_pass_through_json_web_keys() {
        for pkcs8 in KEYS {
            let key = WebKey::from_pkcs8(&[7; 20], pkcs8).unwrap();
            let whole = key.to_private_jwk().unwrap();
            assert_eq!(whole.key_id().map(str::len), Some(27));
            let again = WebKey::from_jwk(&whole).unwrap();
            assert_eq!(again.identifier(), key.identifier());
            assert_eq!(again.public_key(), key.public_key());
            assert_eq!(again.signing_key().is_some(), key.signing_key().is_some());
            assert_eq!(again.rsa().is_some(), key.rsa().is_some());

            let public = key.to_jwk().unwrap();
            assert!(!public.is_private() && public.key_id() == whole.key_id());
            let public = WebKey::from_jwk(&public).unwrap();
            assert_eq!(public.public_key(), key.public_key());
            assert!(public.signing_key().is_none() && public.rsa().is_none());
            let error = public.to_private_jwk().unwrap_err();
            assert_eq!(error.status(), Status::KeyNotFound);
        }
    }

    #[test]
    fn keys_without_an_identifier_are_refused() {
        let key = Jwk::from_pkcs8(KEYS[0]).unwrap();
        let computed = key.clone().with_computed_key_id();
        let identifier = key.subject_key_identifier().unwrap();
        assert_eq!(
            WebKey::from_jwk(&computed).unwrap().identifier(),
            identifier
        );
        let symmetric = Jwk::from_symmetric(&[1; 16]).unwrap().with_key_id("AAAA");
        for wrong in [
            key.clone(),
            key.clone().with_key_id(""),
            key.with_key_id("a key"),
            symmetric,
        ] {
            let error = WebKey::from_jwk(&wrong).unwrap_err();
            assert_eq!(error.status(), Status::InvalidArgument);
        }
    }
}
