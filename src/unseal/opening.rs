//! The envelope: finding our key, decrypting, and reading the inner layer.

use super::Unsealer;
use super::finding::{Fatal, Finding};
use super::spool::Sink;
use super::verdict::Digests;
use crate::asn1::{Element, oid, tag};
use crate::cms::{
    AlgorithmIdentifier, EntityIdentifier, EnvelopedDataReader, KeyTransRecipientInfo,
    RecipientInfo, SignedData, SignedDataReader,
};
use crate::crypto::{BLOCK, CbcDecryptor, RsaDecryptionKey, unpad};
use crate::error::Result;
use crate::keys::DecryptionKey;
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
        let mut recipients = envelope
            .recipients()
            .iter()
            .filter_map(|recipient| match recipient {
                RecipientInfo::KeyTrans(recipient) => Some(recipient),
                RecipientInfo::Other => None,
            })
            .peekable();
        if recipients.peek().is_none() {
            return Ok(Self::Shut(Fatal::NoKeyTransRecipient, Vec::new()));
        }
        let Some((recipient, key)) = find_key(recipients, unsealer) else {
            return Ok(Self::Shut(Fatal::PrivateKeyNotFound, Vec::new()));
        };
        let mut findings = Vec::new();
        if key_length != 16 {
            findings.push(Finding::ContentAlgorithm);
        }
        if recipient.algorithm.oid != oid::RSA_ENCRYPTION {
            findings.push(Finding::KeyTransportAlgorithm);
            return Ok(Self::Shut(Fatal::EnvelopeStructure, findings));
        }
        if key.bits() < 2048 {
            findings.push(Finding::DecryptionKeyLength);
        }
        let content_key = key.decrypt(&recipient.encrypted_key, key_length);
        let cipher = CbcDecryptor::new(content_key.as_bytes(), iv)?;
        Ok(Self::Open(Box::new(Decryption::new(
            cipher, findings, unsealer,
        ))))
    }
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

/// The first recipient that is one of our keys by issuer and serial number; if none is, the
/// first by serial number alone, as the official library looks (it keeps keys by serial).
fn find_key<'a>(
    recipients: impl Iterator<Item = &'a KeyTransRecipientInfo> + Clone,
    unsealer: &'a Unsealer,
) -> Option<(&'a KeyTransRecipientInfo, &'a RsaDecryptionKey)> {
    let keys = || {
        unsealer
            .identities
            .iter()
            .flat_map(|identity| identity.decryption_keys())
    };
    let named_fully = recipients.clone().find_map(|recipient| {
        let is_named = |key: &&DecryptionKey| {
            key.certificate()
                .is_some_and(|certificate| recipient.recipient.matches(certificate))
        };
        let key = keys().filter(is_named).find_map(DecryptionKey::rsa)?;
        Some((recipient, key))
    });
    named_fully.or_else(|| {
        let serials: BTreeMap<String, &RsaDecryptionKey> = keys()
            .filter_map(|key| Some((key.serial(), key.rsa()?)))
            .collect();
        recipients
            .clone()
            .find_map(|recipient| match &recipient.recipient {
                EntityIdentifier::IssuerAndSerialNumber { serial, .. } => {
                    Some((recipient, *serials.get(&x509::decimal(serial))?))
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
