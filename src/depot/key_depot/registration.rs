//! What is said about a key when it is registered.

use crate::depot::KeyUse;
use crate::error::{Error, Result, Status};
use crate::jose::Jwk;
use crate::keys::WebKey;
use core::fmt;

/// What is said about a key when it is registered.
#[derive(Clone)]
pub struct Registration {
    pub(super) key_use: KeyUse,
    pub(super) application: Option<String>,
    pub(super) attestation: Option<(Vec<u8>, Vec<u8>)>,
}

impl Registration {
    /// The registration of a key for this use. Messages are sealed for RSA keys, and by RSA keys,
    /// only; whoever signs them and receives others registers two keys.
    pub fn new(key_use: KeyUse) -> Self {
        Self {
            key_use,
            application: None,
            attestation: None,
        }
    }

    /// The same for an application of the holder.
    #[must_use]
    pub fn with_application(mut self, application: &str) -> Self {
        self.application = Some(application.to_owned());
        self
    }

    /// The same with what an authenticator said when it made the key, an answer to a
    /// [`Challenge`](super::Challenge): the attestation object (CBOR) and the `clientDataJSON`.
    /// It stands for the proof that the caller has the private key, which then need not be known.
    #[must_use]
    pub fn with_attestation(mut self, object: &[u8], client_data: &[u8]) -> Self {
        self.attestation = Some((object.to_vec(), client_data.to_vec()));
        self
    }

    /// The public part of a key as it is registered.
    pub(super) fn public_key(&self, key: &WebKey) -> Result<Jwk> {
        let public = key.to_jwk()?;
        if public.subject_key_identifier().as_deref() != Some(key.identifier()) {
            return Err(Error::new(
                Status::InvalidArgument,
                "the identifier of a web key is not the one that the platform computes",
            ));
        }
        if self.key_use == KeyUse::Encryption && public.key_type() != "RSA" {
            return Err(Error::new(
                Status::KeyUnsupported,
                "messages are sealed for RSA keys only",
            ));
        }
        Ok(public.with_use(self.key_use.as_str()))
    }
}

/// Shows the use alone.
impl fmt::Debug for Registration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Registration({:?})", self.key_use)
    }
}
