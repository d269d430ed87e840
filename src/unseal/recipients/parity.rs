//! Recipients as the official library looks for them, with all that it tells.

use super::{ContentKey, Opening, certified_keys, content_algorithm, is_aes_128_cbc, of_kind};
use crate::asn1::oid;
use crate::cms::{
    EntityIdentifier, EnvelopedDataReader, KekRecipientInfo, KeyTransRecipientInfo, RecipientInfo,
};
use crate::crypto::{KeyWrapAlgorithm, OaepParameters, RsaDecryptionKey};
use crate::error::Result;
use crate::finding::{Fatal, Finding};
use crate::keys::{DecryptionKey, WebKey};
use crate::secret::Secret;
use crate::unseal::Unsealer;
use crate::unseal::decryption::Decryption;
use crate::verdict::Taken;
use crate::x509;

/// Keys of the KGSS, where one was given, else private keys: never the one after the other.
pub(super) fn open(
    envelope: &EnvelopedDataReader,
    unsealer: &Unsealer,
    taken: Taken,
) -> Result<Opening> {
    if envelope.is_authenticated() {
        return Ok(Opening::Shut(Fatal::EnvelopeStructure, Vec::new()));
    }
    let attempt = Attempt { envelope, unsealer };
    let mut findings = Vec::new();
    let opened = if unsealer.secret_keys.is_empty() {
        attempt.with_private_keys(&mut findings)
    } else {
        attempt.with_secret_keys(&mut findings)
    };
    let mut key = match opened {
        Ok(key) => key,
        Err(fatal) => return Ok(Opening::Shut(fatal, findings)),
    };
    let Some(algorithm) = content_algorithm(envelope) else {
        return Ok(Opening::Shut(Fatal::EnvelopeStructure, findings));
    };
    match key.key.len() {
        length if algorithm.takes(length) => {}
        0 => return Ok(Opening::Shut(Fatal::EnvelopeStructure, findings)),
        _ => {
            findings.push(Finding::ContentKeyLength);
            return Ok(Opening::WithoutContent(findings));
        }
    }
    key.findings = findings.clone();
    Ok(
        Decryption::begin(envelope, algorithm, vec![key], unsealer, taken)
            .unwrap_or(Opening::Shut(Fatal::EnvelopeStructure, findings)),
    )
}

struct Attempt<'a> {
    envelope: &'a EnvelopedDataReader,
    unsealer: &'a Unsealer,
}

impl Attempt<'_> {
    /// Every given key is tried on every recipient, whatever the identifiers.
    fn with_secret_keys(&self, findings: &mut Vec<Finding>) -> Result<ContentKey, Fatal> {
        let recipients: Vec<&KekRecipientInfo> =
            of_kind(self.envelope, |recipient| match recipient {
                RecipientInfo::Kek(recipient) => Some(recipient),
                _ => None,
            });
        if recipients.is_empty() {
            return Err(Fatal::NoKekRecipient);
        }
        for recipient in recipients {
            self.judge_content_algorithm(findings);
            if recipient.algorithm.oid != oid::ID_AES128_WRAP {
                findings.push(Finding::KeyTransportAlgorithm);
            }
            if let Some(key) = self.unwrap(recipient) {
                return Ok(ContentKey {
                    key,
                    findings: Vec::new(),
                    serial: None,
                    identifier: Some(recipient.key_identifier.clone()),
                });
            }
        }
        Err(Fatal::SecretKeyMismatch)
    }

    fn unwrap(&self, recipient: &KekRecipientInfo) -> Option<Secret> {
        let algorithm = KeyWrapAlgorithm::from_oid(&recipient.algorithm.oid)?;
        self.unsealer
            .secret_keys
            .iter()
            .find_map(|key| key.key().unwrap_as(algorithm, &recipient.encrypted_key))
    }

    /// The first recipient for which there is a key decides. Those before it are judged, too.
    fn with_private_keys(&self, findings: &mut Vec<Finding>) -> Result<ContentKey, Fatal> {
        let recipients: Vec<&KeyTransRecipientInfo> =
            of_kind(self.envelope, |recipient| match recipient {
                RecipientInfo::KeyTrans(recipient) => Some(recipient),
                _ => None,
            });
        if recipients.is_empty() {
            return Err(Fatal::NoKeyTransRecipient);
        }
        for recipient in recipients {
            self.judge_content_algorithm(findings);
            if recipient.algorithm.oid != oid::RSA_ENCRYPTION {
                findings.push(Finding::KeyTransportAlgorithm);
            }
            if let Some(key) = self.private_key(&recipient.recipient) {
                if key.bits() < 2048 {
                    findings.push(Finding::DecryptionKeyLength);
                }
                let content_key = decrypt(key, recipient).ok_or(Fatal::EnvelopeStructure)?;
                return Ok(ContentKey::of(&recipient.recipient, content_key));
            }
        }
        Err(Fatal::PrivateKeyNotFound)
    }

    fn judge_content_algorithm(&self, findings: &mut Vec<Finding>) {
        if !is_aes_128_cbc(self.envelope.content_encryption_algorithm()) {
            findings.push(Finding::ContentAlgorithm);
        }
    }

    /// By serial number, whatever the issuer; of several such keys that of the right issuer,
    /// because a caller of the official library gives only that one.
    fn private_key(&self, recipient: &EntityIdentifier) -> Option<&RsaDecryptionKey> {
        match recipient {
            EntityIdentifier::IssuerAndSerialNumber { serial, .. } => {
                let serial = x509::decimal(serial);
                let by_serial = || certified_keys(self.unsealer).filter(|k| k.serial() == serial);
                let is_named = |key: &&DecryptionKey| {
                    key.certificate().is_some_and(|own| recipient.matches(own))
                };
                by_serial()
                    .find(is_named)
                    .or_else(|| by_serial().next())?
                    .rsa()
            }
            EntityIdentifier::SubjectKeyIdentifier(identifier) => {
                let is_named = |key: &&WebKey| key.identifier() == identifier;
                self.unsealer.web_keys.iter().find(is_named)?.rsa()
            }
        }
    }
}

fn decrypt(key: &RsaDecryptionKey, recipient: &KeyTransRecipientInfo) -> Option<Secret> {
    match recipient.algorithm.oid {
        oid::RSA_ENCRYPTION => key.decrypt_openly(&recipient.encrypted_key),
        oid::ID_RSAES_OAEP => {
            let parameters = OaepParameters::parse(recipient.algorithm.parameters.as_deref())?;
            key.decrypt_oaep_openly(&recipient.encrypted_key, &parameters)
        }
        _ => None,
    }
}
