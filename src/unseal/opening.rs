//! The envelope: finding our key, decrypting, and reading the inner layer.

use super::Unsealer;
use super::spool::Sink;
use crate::asn1::{Element, oid, tag};
use crate::cms::{
    AlgorithmIdentifier, EntityIdentifier, EnvelopedDataReader, KekRecipientInfo,
    KeyTransRecipientInfo, RecipientInfo, SignedData, SignedDataReader,
};
use crate::crypto::{BLOCK, CbcDecryptor, RsaDecryptionKey, fill_random, unpad};
use crate::error::Result;
use crate::finding::{Fatal, Finding};
use crate::keys::{DecryptionKey, SecretKey};
use crate::secret::Secret;
use crate::verdict::Digests;
use crate::x509;
use std::collections::BTreeMap;
use zeroize::Zeroizing;

/// Octets that are decrypted at once.
const CHUNK: usize = 64 << 10;

/// How far the envelope has been opened.
pub(super) enum Opening {
    /// The recipients have not all been read.
    Waiting,
    /// It cannot be opened, for a reason that anyone can see who has the message.
    Shut(Fatal, Vec<Finding>),
    Open(Box<Decryption>),
}

impl Opening {
    /// Looks for a recipient that is one of our keys, and decrypts its content-encryption key.
    pub(super) fn of(envelope: &EnvelopedDataReader, unsealer: &Unsealer) -> Result<Self> {
        // As the official library, which knows no other envelope.
        if envelope.is_authenticated() {
            return Ok(Self::Shut(Fatal::EnvelopeStructure, Vec::new()));
        }
        let Some((key_length, iv)) = envelope
            .content_encryption_algorithm()
            .and_then(content_encryption)
        else {
            return Ok(Self::Shut(
                Fatal::EnvelopeStructure,
                vec![Finding::ContentAlgorithm],
            ));
        };
        if envelope.content_type() != Some(&oid::ID_DATA) {
            return Ok(Self::Shut(Fatal::EnvelopeStructure, Vec::new()));
        }
        let mut findings = Vec::new();
        if key_length != 16 {
            findings.push(Finding::ContentAlgorithm);
        }
        let content_key = match find_key(envelope.recipients(), unsealer) {
            Ok(Found::Unwrapped(recipient, content_key)) => {
                if recipient.algorithm.oid != oid::ID_AES128_WRAP {
                    findings.push(Finding::KeyTransportAlgorithm);
                }
                fitting(content_key, key_length)?
            }
            Ok(Found::Private(recipient, key)) => {
                if recipient.algorithm.oid != oid::RSA_ENCRYPTION {
                    findings.push(Finding::KeyTransportAlgorithm);
                    return Ok(Self::Shut(Fatal::EnvelopeStructure, findings));
                }
                if key.bits() < 2048 {
                    findings.push(Finding::DecryptionKeyLength);
                }
                key.decrypt(&recipient.encrypted_key, key_length)
            }
            Err(fatal) => return Ok(Self::Shut(fatal, Vec::new())),
        };
        let cipher = CbcDecryptor::new(content_key.as_bytes(), iv)?;
        Ok(Self::Open(Box::new(Decryption::new(
            cipher, findings, unsealer,
        ))))
    }
}

/// A key that was wrapped but has a length that the cipher does not take is like any other
/// wrong key: what it opens is noise.
fn fitting(content_key: Secret, length: usize) -> Result<Secret> {
    if content_key.len() == length {
        return Ok(content_key);
    }
    let mut noise = vec![0; length];
    fill_random(&mut noise)?;
    Ok(Secret::from(noise))
}

/// The key length and the initialisation vector of an AES-CBC algorithm (RFC 3565, 2.3).
fn content_encryption(algorithm: &AlgorithmIdentifier) -> Option<(usize, [u8; BLOCK])> {
    let key_length = match algorithm.oid {
        oid::ID_AES128_CBC => 16,
        oid::ID_AES192_CBC => 24,
        oid::ID_AES256_CBC => 32,
        _ => return None,
    };
    let parameters = algorithm.parameters.as_ref()?;
    let iv = Element::parse_as(parameters, tag::OCTET_STRING)
        .ok()?
        .content;
    Some((key_length, iv.try_into().ok()?))
}

/// The recipient that a message is opened as.
enum Found<'a> {
    Unwrapped(&'a KekRecipientInfo, Secret),
    Private(&'a KeyTransRecipientInfo, &'a RsaDecryptionKey),
}

/// Looks for a key of the KGSS first, then for a private key.
fn find_key<'a>(
    recipients: &'a [RecipientInfo],
    unsealer: &'a Unsealer,
) -> core::result::Result<Found<'a>, Fatal> {
    let wrapped: Vec<&KekRecipientInfo> = recipients
        .iter()
        .filter_map(|recipient| match recipient {
            RecipientInfo::Kek(recipient) => Some(recipient),
            RecipientInfo::KeyTrans(_) | RecipientInfo::KeyAgree(_) | RecipientInfo::Other => None,
        })
        .collect();
    if let Some((recipient, content_key)) = unwrap(&wrapped, &unsealer.secret_keys) {
        return Ok(Found::Unwrapped(recipient, content_key));
    }
    let transported: Vec<&KeyTransRecipientInfo> = recipients
        .iter()
        .filter_map(|recipient| match recipient {
            RecipientInfo::KeyTrans(recipient) => Some(recipient),
            RecipientInfo::Kek(_) | RecipientInfo::KeyAgree(_) | RecipientInfo::Other => None,
        })
        .collect();
    if let Some((recipient, key)) = find_private_key(&transported, unsealer) {
        return Ok(Found::Private(recipient, key));
    }
    Err(
        match (
            unsealer.secret_keys.is_empty(),
            wrapped.is_empty(),
            transported.is_empty(),
        ) {
            (false, false, _) => Fatal::SecretKeyMismatch,
            (false, true, _) if unsealer.identities.is_empty() => Fatal::NoKekRecipient,
            (_, _, true) => Fatal::NoKeyTransRecipient,
            _ => Fatal::PrivateKeyNotFound,
        },
    )
}

/// The first recipient that one of the keys unwraps; those with the identifier of a key come
/// first, then all, as the official library does not look at identifiers.
fn unwrap<'a>(
    recipients: &[&'a KekRecipientInfo],
    keys: &[SecretKey],
) -> Option<(&'a KekRecipientInfo, Secret)> {
    let attempt = |named: bool| {
        recipients.iter().find_map(|recipient| {
            keys.iter()
                .filter(|key| !named || key.identifier() == recipient.key_identifier)
                .filter(|key| key.key().size() == kek_size(&recipient.algorithm))
                .find_map(|key| Some((*recipient, key.key().unwrap(&recipient.encrypted_key)?)))
        })
    };
    attempt(true).or_else(|| attempt(false))
}

fn kek_size(algorithm: &AlgorithmIdentifier) -> usize {
    match algorithm.oid {
        oid::ID_AES128_WRAP => 16,
        oid::ID_AES256_WRAP => 32,
        _ => 0,
    }
}

/// The first recipient that is one of our keys by issuer and serial number; if none is, the
/// first by serial number alone, as the official library looks (it keeps keys by serial).
fn find_private_key<'a>(
    recipients: &[&'a KeyTransRecipientInfo],
    unsealer: &'a Unsealer,
) -> Option<(&'a KeyTransRecipientInfo, &'a RsaDecryptionKey)> {
    let keys = || {
        unsealer
            .identities
            .iter()
            .flat_map(|identity| identity.decryption_keys())
    };
    let named_fully = recipients.iter().find_map(|recipient| {
        let is_named = |key: &&DecryptionKey| {
            key.certificate()
                .is_some_and(|certificate| recipient.recipient.matches(certificate))
        };
        let key = keys().filter(is_named).find_map(DecryptionKey::rsa)?;
        Some((*recipient, key))
    });
    named_fully.or_else(|| {
        let serials: BTreeMap<String, &RsaDecryptionKey> = keys()
            .filter_map(|key| Some((key.serial(), key.rsa()?)))
            .collect();
        recipients
            .iter()
            .find_map(|recipient| match &recipient.recipient {
                EntityIdentifier::IssuerAndSerialNumber { serial, .. } => {
                    Some((*recipient, *serials.get(&x509::decimal(serial))?))
                }
                EntityIdentifier::SubjectKeyIdentifier(_) => None,
            })
    })
}

/// The cipher and the reader of the inner layer behind it.
///
/// Whether the key was right shows only in what comes out, so nothing here stops at a fault:
/// noise is decrypted to the end and digested like a message.
pub(super) struct Decryption {
    pub(super) findings: Vec<Finding>,
    cipher: CbcDecryptor,
    /// Ciphertext that waits to be decrypted, the last block always among it.
    waiting: Zeroizing<Vec<u8>>,
    inner: SignedDataReader,
    digests: Digests,
    content_length: u64,
    failed: bool,
}

/// An inner layer that could be decrypted and read to its end.
pub(super) struct Inner {
    pub(super) data: SignedData,
    pub(super) digests: Digests,
    pub(super) content_length: u64,
}

impl Decryption {
    fn new(cipher: CbcDecryptor, findings: Vec<Finding>, unsealer: &Unsealer) -> Self {
        Self {
            findings,
            cipher,
            waiting: Zeroizing::new(Vec::with_capacity(CHUNK)),
            inner: SignedDataReader::new(unsealer.context.limits()),
            digests: Digests::default(),
            content_length: 0,
            failed: false,
        }
    }

    /// Takes ciphertext.
    pub(super) fn write(&mut self, mut ciphertext: &[u8], sink: &mut Sink) -> Result<()> {
        while !ciphertext.is_empty() {
            let room = CHUNK
                .saturating_sub(self.waiting.len())
                .min(ciphertext.len());
            let (now, later) = ciphertext.split_at(room);
            ciphertext = later;
            self.waiting.extend_from_slice(now);
            if self.waiting.len() == CHUNK {
                self.decrypt(CHUNK - BLOCK, sink)?;
            }
        }
        Ok(())
    }

    /// Decrypts this many of the octets that wait.
    fn decrypt(&mut self, count: usize, sink: &mut Sink) -> Result<()> {
        let mut waiting = core::mem::take(&mut self.waiting);
        if let Some(blocks) = waiting.get_mut(..count) {
            self.cipher.decrypt(blocks)?;
            self.read(blocks, sink)?;
        }
        let done = count.min(waiting.len());
        waiting.drain(..done);
        self.waiting = waiting;
        Ok(())
    }

    /// Takes clear octets of the inner layer.
    fn read(&mut self, mut clear: &[u8], sink: &mut Sink) -> Result<()> {
        while !self.failed {
            match self.inner.next(&mut clear) {
                Ok(Some(content)) => {
                    self.digests.update(self.inner.found(), content);
                    self.content_length = self.content_length.saturating_add(content.len() as u64);
                    sink.write(content)?;
                }
                Ok(None) => {
                    self.failed = !clear.is_empty();
                    break;
                }
                Err(_) => self.failed = true,
            }
        }
        if self.failed {
            self.digests.update_noise(clear);
        }
        Ok(())
    }

    /// Ends the ciphertext: judges the padding and the inner structure. `None` where anything
    /// is wrong with either.
    pub(super) fn finish(mut self, sink: &mut Sink) -> Result<Option<Inner>> {
        let whole = self.waiting.len() / BLOCK * BLOCK;
        let ragged = self.waiting.len() != whole;
        self.decrypt(whole.saturating_sub(BLOCK), sink)?;
        let mut last = Zeroizing::new([0; BLOCK]);
        let complete = self.waiting.len() == BLOCK;
        for (to, from) in last.iter_mut().zip(self.waiting.iter()) {
            *to = *from;
        }
        self.cipher.decrypt(&mut *last)?;
        let (padding_is_right, kept) = unpad(&last);
        self.read(last.get(..usize::from(kept)).unwrap_or_default(), sink)?;
        let data = self.inner.finish();
        let sound = !self.failed && complete && !ragged && bool::from(padding_is_right);
        Ok(match data {
            Ok(data) if sound => Some(Inner {
                data,
                digests: self.digests,
                content_length: self.content_length,
            }),
            _ => None,
        })
    }
}
