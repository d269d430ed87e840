//! The recipients of an envelope, and which of our keys is one of them.

mod parity;
mod strict;

use super::Unsealer;
use super::decryption::Decryption;
use crate::asn1::oid;
use crate::cms::{AlgorithmIdentifier, EntityIdentifier, EnvelopedDataReader, RecipientInfo};
use crate::context::Judgement;
use crate::crypto::ContentAlgorithm;
use crate::error::Result;
use crate::finding::{Fatal, Finding};
use crate::keys::DecryptionKey;
use crate::secret::Secret;
use crate::verdict::Taken;
use crate::x509;

/// How far the envelope has been opened.
pub(super) enum Opening {
    /// The recipients have not all been read.
    Waiting,
    /// It cannot be opened, for a reason that anyone can see who has the message; in parity also
    /// for a reason that only our key shows.
    Shut(Fatal, Vec<Finding>),
    /// The content-encryption key cannot be one. The official library then answers with errors
    /// alone, and so does parity.
    WithoutContent(Vec<Finding>),
    Open(Box<Decryption>),
}

/// A content-encryption key, and which recipient it is from.
pub(super) struct ContentKey {
    pub(super) key: Secret,
    pub(super) findings: Vec<Finding>,
    /// The decimal serial number of the recipient's certificate.
    pub(super) serial: Option<String>,
    /// The identifier of the recipient's key.
    pub(super) identifier: Option<Vec<u8>>,
}

impl ContentKey {
    /// The key from a recipient that is named like this.
    fn of(recipient: &EntityIdentifier, key: Secret) -> Self {
        let (serial, identifier) = match recipient {
            EntityIdentifier::IssuerAndSerialNumber { serial, .. } => {
                (Some(x509::decimal(serial)), None)
            }
            EntityIdentifier::SubjectKeyIdentifier(identifier) => (None, Some(identifier.clone())),
        };
        Self {
            key,
            findings: Vec::new(),
            serial,
            identifier,
        }
    }
}

/// Looks for a recipient that is one of our keys, and decrypts its content-encryption key.
pub(super) fn open(
    envelope: &EnvelopedDataReader,
    unsealer: &Unsealer,
    taken: Taken,
) -> Result<Opening> {
    match unsealer.context.validation().judgement {
        Judgement::Strict => strict::open(envelope, unsealer, taken),
        Judgement::Parity => parity::open(envelope, unsealer, taken),
    }
}

/// The private keys of an unsealer that have, or had, a certificate.
fn certified_keys(unsealer: &Unsealer) -> impl Iterator<Item = &DecryptionKey> {
    let of_identities = unsealer
        .identities
        .iter()
        .flat_map(|identity| identity.decryption_keys());
    of_identities.chain(unsealer.decryption_keys.iter().map(AsRef::as_ref))
}

fn is_aes_128_cbc(algorithm: Option<&AlgorithmIdentifier>) -> bool {
    algorithm.is_some_and(|algorithm| algorithm.oid == oid::ID_AES128_CBC)
}

fn content_algorithm(envelope: &EnvelopedDataReader) -> Option<ContentAlgorithm> {
    envelope
        .content_encryption_algorithm()
        .and_then(ContentAlgorithm::parse)
}

/// The recipients of one kind, in the order of the message.
fn of_kind<'a, T>(
    envelope: &'a EnvelopedDataReader,
    pick: impl Fn(&'a RecipientInfo) -> Option<&'a T>,
) -> Vec<&'a T> {
    envelope.recipients().iter().filter_map(pick).collect()
}
