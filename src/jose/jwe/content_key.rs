//! The key of the content, on its way to the recipient (RFC 7518, 4.3 to 4.6).

use super::{Encryption, Header, Jwk, KeyManagement, cipher_name, not_for_this, random_key};
use crate::crypto::{
    AgreementKey, AuthenticatedCipher, EphemeralAgreement, KeyEncryptionKey, OaepParameters,
    RsaDecryptionKey, RsaEncryptionKey,
};
use crate::error::{Error, Result};
use crate::jose::base64url;
use crate::limits::Limits;
use crate::secret::Secret;

/// The key of a content that is to be encrypted, and what tells it to the recipient.
pub(super) struct Sent {
    pub(super) content_key: Secret,
    /// Empty where nothing is encrypted or wrapped.
    pub(super) encrypted_key: Vec<u8>,
    /// The ephemeral public key as JSON.
    pub(super) ephemeral_key: Option<String>,
}

impl Sent {
    pub(super) fn new(encryption: &Encryption<'_>, recipient: &Jwk) -> Result<Self> {
        use KeyManagement::{
            A128Kw, A256Kw, Direct, EcdhEs, EcdhEsA128Kw, EcdhEsA256Kw, RsaOaep256,
        };
        let cipher = encryption.cipher;
        match encryption.key_management {
            RsaOaep256 if recipient.key_type() == "RSA" => {
                let content_key = random_key(cipher)?;
                let key = RsaEncryptionKey::from_spki(&recipient.to_spki()?)?;
                let encrypted_key = key.encrypt_oaep(content_key.as_bytes())?;
                Ok(Self::simple(content_key, encrypted_key))
            }
            EcdhEs | EcdhEsA128Kw | EcdhEsA256Kw if recipient.key_type() == "EC" => {
                Self::agreed(encryption, recipient)
            }
            A128Kw | A256Kw => {
                let wrapping = wrapping_key(encryption.key_management, recipient)?;
                let content_key = random_key(cipher)?;
                let encrypted_key = wrapping.wrap(content_key.as_bytes())?;
                Ok(Self::simple(content_key, encrypted_key))
            }
            Direct => Ok(Self::simple(direct_key(cipher, recipient)?, Vec::new())),
            _ => Err(not_for_this()),
        }
    }

    fn simple(content_key: Secret, encrypted_key: Vec<u8>) -> Self {
        Self {
            content_key,
            encrypted_key,
            ephemeral_key: None,
        }
    }

    fn agreed(encryption: &Encryption<'_>, recipient: &Jwk) -> Result<Self> {
        let ephemeral = EphemeralAgreement::with(&recipient.to_spki()?)?;
        let (management, cipher) = (encryption.key_management, encryption.cipher);
        let (info, size) = derivation(management, cipher, encryption.parties);
        let agreed = ephemeral.concatenated_key(&info, size)?;
        let (content_key, encrypted_key) = match management.wrapping_size() {
            None => (agreed, Vec::new()),
            Some(_) => {
                let content_key = random_key(cipher)?;
                let wrapping = KeyEncryptionKey::new(agreed.as_bytes())?;
                let encrypted_key = wrapping.wrap(content_key.as_bytes())?;
                (content_key, encrypted_key)
            }
        };
        let public = Jwk::from_curve(ephemeral.curve(), ephemeral.point())?;
        Ok(Self {
            content_key,
            encrypted_key,
            ephemeral_key: Some(public.to_json()?),
        })
    }
}

/// What the header of a token says about the agreement on a key.
pub(super) struct Agreement {
    /// The ephemeral public key, a point of the curve that it names.
    point: Vec<u8>,
    parties: [Vec<u8>; 2],
}

impl Agreement {
    /// `None` where no key is agreed on.
    pub(super) fn of(
        header: &Header,
        key_management: KeyManagement,
        limits: &Limits,
    ) -> Result<Option<Self>> {
        if !key_management.agrees() {
            return Ok(None);
        }
        let broken = || Error::malformed("the ephemeral key of a token is not a public EC key");
        let ephemeral = Jwk::from_object(header.object("epk")?.ok_or_else(broken)?, limits)?;
        if ephemeral.is_private() {
            return Err(broken());
        }
        let party = |name| match header.text(name)? {
            Some(text) => base64url::decode(text).map(|octets| octets.to_vec()),
            None => Ok(Vec::new()),
        };
        Ok(Some(Self {
            point: ephemeral.point().ok_or_else(broken)?.to_vec(),
            parties: [party("apu")?, party("apv")?],
        }))
    }
}

/// How a token that came tells the key of its content.
pub(super) struct Announced {
    pub(super) key_management: KeyManagement,
    pub(super) cipher: AuthenticatedCipher,
    pub(super) encrypted_key: Vec<u8>,
    pub(super) agreement: Option<Agreement>,
}

impl Announced {
    /// The key, or `None` if it was not meant for this one, or changed on its way.
    ///
    /// # Errors
    /// What has nothing to do with the values of keys: another type or size of key, an encrypted
    /// key where there should be none.
    pub(super) fn content_key(&self, key: &Jwk) -> Result<Option<Secret>> {
        use KeyManagement::{
            A128Kw, A256Kw, Direct, EcdhEs, EcdhEsA128Kw, EcdhEsA256Kw, RsaOaep256,
        };
        match self.key_management {
            RsaOaep256 if key.key_type() == "RSA" => {
                let key = RsaDecryptionKey::from_pkcs8(key.to_pkcs8()?.as_bytes())?;
                let parameters = OaepParameters::sha256();
                let size = self.cipher.key_size();
                Ok(Some(key.decrypt_oaep(
                    &self.encrypted_key,
                    &parameters,
                    size,
                )))
            }
            EcdhEs | EcdhEsA128Kw | EcdhEsA256Kw if key.key_type() == "EC" => self.agreed(key),
            A128Kw | A256Kw => {
                let wrapping = wrapping_key(self.key_management, key)?;
                Ok(self.unwrapped(&wrapping))
            }
            Direct => {
                self.check_no_encrypted_key()?;
                direct_key(self.cipher, key).map(Some)
            }
            _ => Err(not_for_this()),
        }
    }

    fn agreed(&self, key: &Jwk) -> Result<Option<Secret>> {
        let key = AgreementKey::from_pkcs8(key.to_pkcs8()?.as_bytes())?;
        let agreement = self.agreement.as_ref().ok_or_else(not_for_this)?;
        let parties = agreement.parties.each_ref().map(Vec::as_slice);
        let (info, size) = derivation(self.key_management, self.cipher, parties);
        let agreed = key.concatenated_key(&agreement.point, &info, size);
        if self.key_management.wrapping_size().is_none() {
            self.check_no_encrypted_key()?;
            return Ok(agreed);
        }
        let wrapping = agreed.and_then(|agreed| KeyEncryptionKey::new(agreed.as_bytes()).ok());
        Ok(wrapping.and_then(|wrapping| self.unwrapped(&wrapping)))
    }

    fn unwrapped(&self, wrapping: &KeyEncryptionKey) -> Option<Secret> {
        let key = wrapping.unwrap(&self.encrypted_key);
        key.filter(|key| key.len() == self.cipher.key_size())
    }

    fn check_no_encrypted_key(&self) -> Result<()> {
        if self.encrypted_key.is_empty() {
            return Ok(());
        }
        Err(Error::malformed(
            "a token has an encrypted key where it should have none",
        ))
    }
}

fn wrapping_key(key_management: KeyManagement, key: &Jwk) -> Result<KeyEncryptionKey> {
    let fits = |octets: &&Secret| Some(octets.len()) == key_management.wrapping_size();
    let octets = key.symmetric().filter(fits).ok_or_else(not_for_this)?;
    KeyEncryptionKey::new(octets.as_bytes())
}

fn direct_key(cipher: AuthenticatedCipher, key: &Jwk) -> Result<Secret> {
    let fits = |octets: &&Secret| octets.len() == cipher.key_size();
    key.symmetric()
        .filter(fits)
        .cloned()
        .ok_or_else(not_for_this)
}

/// The OtherInfo of a derivation (RFC 7518, 4.6.2), and the octets of the key that it gives.
fn derivation(
    key_management: KeyManagement,
    cipher: AuthenticatedCipher,
    parties: [&[u8]; 2],
) -> (Vec<u8>, usize) {
    let (name, size) = match key_management.wrapping_size() {
        Some(size) => (key_management.name(), size),
        None => (cipher_name(cipher), cipher.key_size()),
    };
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes();
    let mut info = Vec::new();
    let [sender, recipient] = parties;
    for part in [name.as_bytes(), sender, recipient] {
        info.extend(number(part.len()));
        info.extend_from_slice(part);
    }
    info.extend(number(size.saturating_mul(8)));
    (info, size)
}
