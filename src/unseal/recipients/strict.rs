//! Recipients as strict looks for them: by all that names them, and with every key of ours.

use super::{ContentKey, Opening, certified_keys, content_algorithm, is_aes_128_cbc, of_kind};
use crate::asn1::oid;
use crate::cms::{
    AlgorithmIdentifier, EntityIdentifier, EnvelopedDataReader, KekRecipientInfo,
    KeyAgreeRecipientInfo, KeyTransRecipientInfo, RecipientInfo,
};
use crate::crypto::{
    ContentAlgorithm, KeyWrapAlgorithm, OaepParameters, RsaDecryptionKey, fill_random,
};
use crate::error::Result;
use crate::finding::{Fatal, Finding};
use crate::keys::{DecryptionKey, SecretKey, WebKey};
use crate::secret::Secret;
use crate::unseal::Unsealer;
use crate::unseal::decryption::Decryption;
use crate::verdict::Taken;
use crate::x509;

/// Private-key operations on one message. A message that asks for more is made to keep us busy.
const MOST_OPERATIONS: usize = 8;

pub(super) fn open(
    envelope: &EnvelopedDataReader,
    unsealer: &Unsealer,
    taken: Taken,
) -> Result<Opening> {
    let Some(algorithm) = content_algorithm(envelope) else {
        return Ok(Opening::Shut(
            Fatal::EnvelopeStructure,
            vec![Finding::ContentAlgorithm],
        ));
    };
    if envelope.content_type() != Some(&oid::ID_DATA) || !envelope.has_known_version() {
        return Ok(Opening::Shut(Fatal::EnvelopeStructure, Vec::new()));
    }
    let search = Search::new(envelope, unsealer, &algorithm);
    let mut keys = search.keys()?;
    if keys.is_empty() {
        let (fatal, findings) = search.failure();
        return Ok(Opening::Shut(fatal, findings));
    }
    let is_plain =
        is_aes_128_cbc(envelope.content_encryption_algorithm()) && !envelope.is_authenticated();
    if !is_plain {
        for key in &mut keys {
            key.findings.insert(0, Finding::ContentAlgorithm);
        }
    }
    Decryption::begin(envelope, algorithm, keys, unsealer, taken)
}

struct Search<'a> {
    unsealer: &'a Unsealer,
    wrapped: Vec<&'a KekRecipientInfo>,
    transported: Vec<&'a KeyTransRecipientInfo>,
    agreed: Vec<&'a KeyAgreeRecipientInfo>,
    /// Octets of the content-encryption key.
    length: usize,
}

/// How a recipient has to name a key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    Fully,
    /// As the official library does: private keys by serial number, keys of the KGSS not at all.
    Loosely,
}

impl<'a> Search<'a> {
    fn new(
        envelope: &'a EnvelopedDataReader,
        unsealer: &'a Unsealer,
        algorithm: &ContentAlgorithm,
    ) -> Self {
        Self {
            unsealer,
            wrapped: of_kind(envelope, |recipient| match recipient {
                RecipientInfo::Kek(recipient) => Some(recipient),
                _ => None,
            }),
            transported: of_kind(envelope, |recipient| match recipient {
                RecipientInfo::KeyTrans(recipient) => Some(recipient),
                _ => None,
            }),
            agreed: of_kind(envelope, |recipient| match recipient {
                RecipientInfo::KeyAgree(recipient) => Some(recipient),
                _ => None,
            }),
            length: algorithm.key_length(),
        }
    }

    /// A key of the KGSS that fits is known to be right, so it stands alone. Of private keys
    /// only the content shows whether they are, so all that are named are tried.
    fn keys(&self) -> Result<Vec<ContentKey>> {
        for named in [Named::Fully, Named::Loosely] {
            if let Some(key) = self.unwrapped(named)? {
                return Ok(vec![key]);
            }
            let mut keys = self.decrypted(named);
            if named == Named::Fully {
                keys.extend(self.agreed_on()?);
            }
            keys.truncate(MOST_OPERATIONS);
            if !keys.is_empty() {
                return Ok(keys);
            }
        }
        Ok(Vec::new())
    }

    fn unwrapped(&self, named: Named) -> Result<Option<ContentKey>> {
        let fits = |recipient: &KekRecipientInfo, key: &SecretKey| {
            named == Named::Loosely || key.identifier() == recipient.key_identifier
        };
        for recipient in &self.wrapped {
            let Some(algorithm) = KeyWrapAlgorithm::from_oid(&recipient.algorithm.oid) else {
                continue;
            };
            let unwrapped = self
                .unsealer
                .secret_keys
                .iter()
                .filter(|key| fits(recipient, key))
                .find_map(|key| key.key().unwrap_as(algorithm, &recipient.encrypted_key));
            if let Some(key) = unwrapped {
                return Ok(Some(ContentKey {
                    key: self.fitting(key)?,
                    findings: unauthorised(recipient.algorithm.oid != oid::ID_AES128_WRAP),
                    serial: None,
                    identifier: Some(recipient.key_identifier.clone()),
                }));
            }
        }
        Ok(None)
    }

    fn decrypted(&self, named: Named) -> Vec<ContentKey> {
        let mut keys = Vec::new();
        for recipient in &self.transported {
            let own = certified_keys(self.unsealer)
                .filter(|key| is_named(recipient, key, named))
                .filter_map(DecryptionKey::rsa);
            let web = self
                .unsealer
                .web_keys
                .iter()
                .filter(|key| named == Named::Fully && names_web_key(recipient, key))
                .filter_map(WebKey::rsa);
            let room = MOST_OPERATIONS.saturating_sub(keys.len());
            let found = own.chain(web).take(room);
            keys.extend(found.filter_map(|key| self.decrypt(recipient, key)));
        }
        keys
    }

    fn decrypt(
        &self,
        recipient: &KeyTransRecipientInfo,
        key: &RsaDecryptionKey,
    ) -> Option<ContentKey> {
        let (content_key, is_authorised) = match Transport::of(&recipient.algorithm)? {
            Transport::Pkcs1 => (key.decrypt(&recipient.encrypted_key, self.length), true),
            Transport::Oaep(parameters) => {
                let decrypted =
                    key.decrypt_oaep(&recipient.encrypted_key, &parameters, self.length);
                (decrypted, false)
            }
        };
        let mut opened = ContentKey::of(&recipient.recipient, content_key);
        opened.findings = unauthorised(!is_authorised);
        if key.bits() < 2048 {
            opened.findings.push(Finding::DecryptionKeyLength);
        }
        Some(opened)
    }

    fn agreed_on(&self) -> Result<Vec<ContentKey>> {
        let mut keys = Vec::new();
        let mut operations = 0;
        for recipient in &self.agreed {
            for encrypted in &recipient.encrypted_keys {
                let named = certified_keys(self.unsealer).filter(|key| {
                    key.certificate()
                        .is_some_and(|own| encrypted.recipient.matches(own))
                });
                for key in named {
                    operations += 1;
                    if operations > MOST_OPERATIONS {
                        return Ok(keys);
                    }
                    let unwrapped = key.unwrap_agreed(recipient, &encrypted.encrypted_key);
                    if let Some(content_key) = unwrapped {
                        keys.push(ContentKey {
                            key: self.fitting(content_key)?,
                            findings: unauthorised(true),
                            serial: Some(key.serial()),
                            identifier: None,
                        });
                    }
                }
            }
        }
        Ok(keys)
    }

    /// A key that was unwrapped but has a length that the cipher does not take is like any
    /// other wrong key: what it opens is noise.
    fn fitting(&self, content_key: Secret) -> Result<Secret> {
        if content_key.len() == self.length {
            return Ok(content_key);
        }
        let mut noise = vec![0; self.length];
        fill_random(&mut noise)?;
        Ok(Secret::from(noise))
    }

    /// Why there is no key, as anyone can see who has the message and the names of our keys.
    fn failure(&self) -> (Fatal, Vec<Finding>) {
        let unsealer = self.unsealer;
        let has_private =
            certified_keys(unsealer).next().is_some() || !unsealer.web_keys.is_empty();
        let is_ours = |recipient: &&&KeyTransRecipientInfo| {
            certified_keys(unsealer).any(|key| is_named(recipient, key, Named::Loosely))
        };
        if self.transported.iter().any(|recipient| is_ours(&recipient)) {
            return (Fatal::EnvelopeStructure, unauthorised(true));
        }
        let fatal = match (
            unsealer.secret_keys.is_empty(),
            self.wrapped.is_empty(),
            self.transported.is_empty() && self.agreed.is_empty(),
        ) {
            (false, false, _) => Fatal::SecretKeyMismatch,
            (false, true, _) if !has_private => Fatal::NoKekRecipient,
            (_, _, true) => Fatal::NoKeyTransRecipient,
            _ => Fatal::PrivateKeyNotFound,
        };
        (fatal, Vec::new())
    }
}

/// The ways in which a content-encryption key can be encrypted to an RSA key.
enum Transport {
    Pkcs1,
    Oaep(OaepParameters),
}

impl Transport {
    fn of(algorithm: &AlgorithmIdentifier) -> Option<Self> {
        match algorithm.oid {
            oid::RSA_ENCRYPTION => Some(Self::Pkcs1),
            oid::ID_RSAES_OAEP => {
                OaepParameters::parse(algorithm.parameters.as_deref()).map(Self::Oaep)
            }
            _ => None,
        }
    }
}

fn is_named(recipient: &KeyTransRecipientInfo, key: &DecryptionKey, named: Named) -> bool {
    match (named, &recipient.recipient) {
        (Named::Fully, identifier) => key
            .certificate()
            .is_some_and(|certificate| identifier.matches(certificate)),
        (Named::Loosely, EntityIdentifier::IssuerAndSerialNumber { serial, .. }) => {
            x509::decimal(serial) == key.serial()
        }
        (Named::Loosely, EntityIdentifier::SubjectKeyIdentifier(_)) => false,
    }
}

fn names_web_key(recipient: &KeyTransRecipientInfo, key: &WebKey) -> bool {
    match &recipient.recipient {
        EntityIdentifier::SubjectKeyIdentifier(identifier) => identifier == key.identifier(),
        EntityIdentifier::IssuerAndSerialNumber { .. } => false,
    }
}

/// The finding for another key encryption than the platform's.
fn unauthorised(is_unauthorised: bool) -> Vec<Finding> {
    if is_unauthorised {
        vec![Finding::KeyTransportAlgorithm]
    } else {
        Vec::new()
    }
}
