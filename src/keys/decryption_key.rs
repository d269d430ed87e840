//! A private key that opens messages.

use crate::cms::{KeyAgreeRecipientInfo, KeyAgreement, Originator};
use crate::crypto::{AgreementKey, RsaDecryptionKey};
use crate::error::{Error, Result, Status};
use crate::secret::Secret;
use crate::x509::Certificate;
use core::fmt;

/// A private key that opens messages: one of RSA, or one of EC that keys are agreed on with.
pub struct DecryptionKey {
    alias: String,
    certificate: Option<Certificate>,
    /// `None` for a key of a store that is of no use here.
    key: Option<PrivateKey>,
}

enum PrivateKey {
    Rsa(RsaDecryptionKey),
    Agreement(AgreementKey),
}

impl PrivateKey {
    fn from_pkcs8(pkcs8: &[u8]) -> Option<Self> {
        AgreementKey::from_pkcs8(pkcs8)
            .map(Self::Agreement)
            .or_else(|_| RsaDecryptionKey::from_pkcs8(pkcs8).map(Self::Rsa))
            .ok()
    }
}

impl DecryptionKey {
    /// Takes an unencrypted PKCS #8 PrivateKeyInfo (RFC 5958) and the encryption certificate of
    /// the key: RSA, or EC on P-256, P-384 or P-521.
    ///
    /// # Errors
    /// [`Status::KeyUnsupported`] if the key cannot open messages.
    pub fn from_pkcs8(pkcs8: &[u8], certificate: Certificate) -> Result<Self> {
        let key = PrivateKey::from_pkcs8(pkcs8).ok_or_else(|| {
            Error::new(
                Status::KeyUnsupported,
                "a decryption key is neither a usable RSA key nor an EC key on P-256, P-384 or \
                 P-521",
            )
        })?;
        Ok(Self {
            alias: certificate.serial_decimal(),
            certificate: Some(certificate),
            key: Some(key),
        })
    }

    /// The key of a store's entry, of whatever kind it is.
    pub(super) fn from_entry(
        alias: &str,
        pkcs8: &Secret,
        certificate: Option<Certificate>,
    ) -> Self {
        Self {
            alias: alias.to_owned(),
            certificate,
            key: PrivateKey::from_pkcs8(pkcs8.as_bytes()),
        }
    }

    /// The encryption certificate of this key; `None` if the store has lost it, which stores
    /// of long ago have, and only the serial number is known.
    pub fn certificate(&self) -> Option<&Certificate> {
        self.certificate.as_ref()
    }

    /// The serial number of the encryption certificate, in decimal: the platform's name for
    /// this key.
    pub fn serial(&self) -> String {
        match &self.certificate {
            Some(certificate) => certificate.serial_decimal(),
            None => self.alias.clone(),
        }
    }

    /// The key, if it is one of RSA.
    pub(crate) fn rsa(&self) -> Option<&RsaDecryptionKey> {
        match &self.key {
            Some(PrivateKey::Rsa(key)) => Some(key),
            Some(PrivateKey::Agreement(_)) | None => None,
        }
    }

    /// The key, if it is one of EC.
    pub(crate) fn agreement(&self) -> Option<&AgreementKey> {
        match &self.key {
            Some(PrivateKey::Agreement(key)) => Some(key),
            Some(PrivateKey::Rsa(_)) | None => None,
        }
    }

    /// The content-encryption key in one of the encrypted keys of this recipient. `None`,
    /// whatever the reason: an algorithm or a curve that is not ours, a point that is none, or
    /// a key that was wrapped for someone else.
    pub(crate) fn unwrap_agreed(
        &self,
        recipient: &KeyAgreeRecipientInfo,
        encrypted_key: &[u8],
    ) -> Option<Secret> {
        let key = self.agreement()?;
        let Originator::Key { curve, point } = &recipient.originator else {
            return None;
        };
        if curve.is_some_and(|curve| curve != key.curve()) {
            return None;
        }
        let derivation = KeyAgreement::from_algorithm(&recipient.algorithm)?
            .derivation(recipient.user_keying_material.as_deref());
        key.key_encryption_key(point, &derivation)?
            .unwrap(encrypted_key)
    }
}

/// Shows of what kind the key is, not whose it is.
impl fmt::Debug for DecryptionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecryptionKey")
            .field("certificate", &self.certificate.is_some())
            .field("rsa", &self.rsa().is_some())
            .field("agreement", &self.agreement().is_some())
            .finish()
    }
}
