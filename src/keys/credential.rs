//! A credential: a key that signs, and the certificates that speak for it.

use crate::crypto::{Signer, SigningKey};
use crate::error::{Error, Result, Status};
use crate::x509::Certificate;
use std::sync::Arc;

/// A key and its certificates, leaf first.
pub(crate) struct Credential {
    key: Option<SigningKey>,
    certificate: Certificate,
    chain: Vec<Certificate>,
}

impl Credential {
    /// Takes an entry of a key store; `None` without a certificate. A key that cannot sign is
    /// taken too, so that it does not keep the rest of the store from being used.
    pub(super) fn from_entry(pkcs8: &[u8], chain: Vec<Certificate>) -> Option<Self> {
        let certificate = chain.first()?.clone();
        Some(Self {
            key: SigningKey::from_pkcs8(pkcs8).ok(),
            chain: without_repeated_leaf(chain),
            certificate,
        })
    }

    /// Takes a PKCS #8 PrivateKeyInfo and the certificates, leaf first.
    pub(super) fn from_pkcs8(pkcs8: &[u8], chain: Vec<Certificate>) -> Result<Self> {
        let credential = Self::new(chain, |_| SigningKey::from_pkcs8(pkcs8))?;
        credential.signing_key()?;
        Ok(credential)
    }

    /// Takes a host that signs with the key of the first of these certificates, leaf first.
    pub(super) fn of_host(signer: Arc<dyn Signer>, chain: Vec<Certificate>) -> Result<Self> {
        Self::new(chain, |leaf| SigningKey::of_host(signer, leaf.spki()))
    }

    fn new(
        chain: Vec<Certificate>,
        key: impl FnOnce(&Certificate) -> Result<SigningKey>,
    ) -> Result<Self> {
        let certificate = chain.first().cloned().ok_or_else(|| {
            Error::new(
                Status::InvalidArgument,
                "a signing key comes without a certificate",
            )
        })?;
        Ok(Self {
            key: Some(key(&certificate)?),
            chain: without_repeated_leaf(chain),
            certificate,
        })
    }

    /// The key.
    ///
    /// # Errors
    /// [`Status::KeyUnsupported`] if it cannot sign here, or is not that of the certificate.
    pub(crate) fn signing_key(&self) -> Result<&SigningKey> {
        let unsupported = |message| Error::new(Status::KeyUnsupported, message);
        let key = self.key.as_ref().ok_or_else(|| {
            unsupported(
                "a signing key is neither RSA of at least 2048 bits nor EC on P-256 or P-384",
            )
        })?;
        if key.matches(self.certificate.public_key()) {
            Ok(key)
        } else {
            Err(unsupported(
                "a signing key does not belong to its certificate",
            ))
        }
    }

    /// Whether there is a key that can sign.
    pub(crate) fn has_key(&self) -> bool {
        self.key.is_some()
    }

    /// The certificate of the key.
    pub(crate) fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// That certificate, and those of the authorities above it as they came.
    pub(crate) fn chain(&self) -> &[Certificate] {
        &self.chain
    }
}

/// The chain as messages carry it: the leaf stands in it once.
fn without_repeated_leaf(chain: Vec<Certificate>) -> Vec<Certificate> {
    let leaf = chain.first().cloned();
    let mut first = true;
    chain
        .into_iter()
        .filter(|certificate| core::mem::take(&mut first) || Some(certificate) != leaf.as_ref())
        .collect()
}
