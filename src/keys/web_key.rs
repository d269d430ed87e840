//! A web key: one that is named by an identifier instead of a certificate.

use crate::crypto::{PublicKey, RsaDecryptionKey, RsaEncryptionKey, SigningKey};
use crate::error::{Error, Result, Status};
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
