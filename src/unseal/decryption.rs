//! The cipher, and the reader of the inner layer behind it.

use super::Unsealer;
use super::recipients::{ContentKey, Opening};
use super::spool::Sink;
use crate::asn1::{tag, write};
use crate::cms::{EnvelopedDataReader, SignedData, SignedDataReader, SignedDataWriter};
use crate::context::{Context, Judgement};
use crate::crypto::{
    BLOCK, CbcDecryptor, ContentAlgorithm, ContentDecryptor, Lane, TagPlace, digest_two,
};
use crate::error::Result;
use crate::finding::Finding;
use crate::limits::Limits;
use crate::secret::Wiped;
use crate::verdict::{Digests, Taken};
use core::ops::Range;
use std::sync::Arc;
use zeroize::Zeroizing;

/// The beginning of the object identifier id-signedData, with its tag and length: it stands in
/// the first block of every inner layer.
const SIGNED_DATA: [u8; 9] = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01];

/// Octets that wait in a cipher for what follows them, at most.
const WAITING: usize = 4 * BLOCK;

/// Octets of the SignerInfo of a decoy, about those that an RSA key brings about.
const DECOY_SIGNER_INFO: usize = 600;

/// Decrypts the content and reads the inner layer.
///
/// Whether the key was right shows only in what comes out, so nothing here stops at a fault:
/// noise is decrypted to the end and digested like a message.
pub(super) struct Decryption {
    algorithm: ContentAlgorithm,
    tag: TagPlace,
    /// The keys that may be the right one; the one that is used is the first.
    keys: Vec<ContentKey>,
    /// Ciphertext that waits for the choice between several keys.
    head: Vec<u8>,
    cipher: Option<ContentDecryptor>,
    /// What came out of the cipher last.
    clear: Wiped,
    inner: Reading,
}

/// An inner layer that could be decrypted and read to its end.
pub(super) struct Inner {
    pub(super) data: SignedData,
    pub(super) digests: Digests,
    pub(super) content_length: u64,
}

impl Decryption {
    /// Begins with keys of which there is at least one.
    pub(super) fn begin(
        envelope: &EnvelopedDataReader,
        algorithm: ContentAlgorithm,
        keys: Vec<ContentKey>,
        unsealer: &Unsealer,
        taken: Taken,
    ) -> Result<Opening> {
        let tag = if envelope.is_authenticated() {
            TagPlace::Separate
        } else {
            TagPlace::Appended
        };
        let mut decryption = Self {
            algorithm,
            tag,
            keys,
            head: Vec::new(),
            cipher: None,
            clear: Wiped::default(),
            inner: Reading::new(unsealer, taken),
        };
        if decryption.keys.len() == 1 {
            decryption.choose()?;
        }
        Ok(Opening::Open(Box::new(decryption)))
    }

    pub(super) fn findings(&self) -> Vec<Finding> {
        self.used()
            .map(|key| key.findings.clone())
            .unwrap_or_default()
    }

    pub(super) fn recipient_serial(&self) -> Option<String> {
        self.used()?.serial.clone()
    }

    pub(super) fn key_identifier(&self) -> Option<Vec<u8>> {
        self.used()?.identifier.clone()
    }

    fn used(&self) -> Option<&ContentKey> {
        self.keys.first()
    }

    /// Takes ciphertext, and the digest of the outer layer beside it.
    pub(super) fn write(
        &mut self,
        ciphertext: &[u8],
        outer: Lane<'_>,
        sink: &mut Sink,
    ) -> Result<()> {
        if self.cipher.is_some() {
            return self.decrypt(ciphertext, outer, sink);
        }
        self.head.extend_from_slice(ciphertext);
        if self.head.len() < BLOCK {
            digest_two(outer, Lane::default());
            return Ok(());
        }
        self.start(outer, sink)
    }

    /// Chooses the key and decrypts what waited for it.
    fn start(&mut self, outer: Lane<'_>, sink: &mut Sink) -> Result<()> {
        self.choose()?;
        let head = core::mem::take(&mut self.head);
        self.decrypt(&head, outer, sink)
    }

    fn decrypt(&mut self, ciphertext: &[u8], outer: Lane<'_>, sink: &mut Sink) -> Result<()> {
        match &mut self.cipher {
            Some(cipher) => {
                let needed = ciphertext.len().saturating_add(WAITING);
                let there = self.clear.len();
                self.clear.make_room(needed.saturating_sub(there));
                let inner = self.inner.lane();
                cipher.update(ciphertext, &mut self.clear, outer, inner)?;
                self.inner.read(&mut self.clear, sink)
            }
            None => Ok(()),
        }
    }

    /// Moves the key that opens the first block like a message to the front, if there is one.
    fn choose(&mut self) -> Result<()> {
        let right = self.keys.iter().position(|key| self.opens_head(key));
        if let Some(right) = right {
            self.keys.swap(0, right);
        }
        self.cipher = match self.keys.first() {
            Some(key) => Some(ContentDecryptor::new(
                &self.algorithm,
                key.key.as_bytes(),
                self.tag,
            )?),
            None => None,
        };
        Ok(())
    }

    fn opens_head(&self, key: &ContentKey) -> bool {
        let (ContentAlgorithm::AesCbc { iv, .. }, Some(head)) =
            (&self.algorithm, self.head.first_chunk::<BLOCK>())
        else {
            return false;
        };
        let mut block = Zeroizing::new(*head);
        let decrypted = CbcDecryptor::new(key.key.as_bytes(), *iv)
            .and_then(|mut cipher| cipher.decrypt(&mut *block));
        decrypted.is_ok()
            && block
                .windows(SIGNED_DATA.len())
                .any(|part| part == SIGNED_DATA)
    }

    /// Ends the ciphertext: judges its end (padding, or the tag) and the inner structure.
    /// `None` where anything is wrong with either.
    pub(super) fn finish(
        mut self,
        envelope: &EnvelopedDataReader,
        sink: &mut Sink,
    ) -> Result<Option<Inner>> {
        if self.cipher.is_none() {
            self.start(Lane::default(), sink)?;
        }
        let Some(cipher) = self.cipher.take() else {
            return Ok(None);
        };
        let mut inner = self.inner;
        let attributes = envelope.authenticated_attributes().unwrap_or_default();
        self.clear.make_room(WAITING);
        let ended_right = cipher.finish(envelope.mac(), attributes, &mut self.clear)?;
        inner.digest();
        inner.read(&mut self.clear, sink)?;
        inner.digest();
        Ok(inner.finish().filter(|_| ended_right))
    }
}

/// The inner layer on its way out of the cipher.
struct Reading {
    context: Arc<Context>,
    reader: SignedDataReader,
    digests: Digests,
    content_length: u64,
    failed: bool,
    /// What came out of the cipher last, and where the content in it stands that waits for its
    /// digest, which is taken while the next piece is decrypted.
    octets: Wiped,
    waiting: Range<usize>,
}

impl Reading {
    fn new(unsealer: &Unsealer, taken: Taken) -> Self {
        Self {
            context: Arc::clone(&unsealer.context),
            reader: SignedDataReader::new(unsealer.context.limits()),
            digests: Digests::new(taken),
            content_length: 0,
            failed: false,
            octets: Wiped::default(),
            waiting: 0..0,
        }
    }

    /// The content that waits for its digest, which must be taken then.
    fn lane(&mut self) -> Lane<'_> {
        let waiting = core::mem::take(&mut self.waiting);
        let content = self.octets.get(waiting).unwrap_or_default();
        self.digests.lane(content)
    }

    /// Takes the digest of the content that waits.
    fn digest(&mut self) {
        digest_two(self.lane(), Lane::default());
    }

    /// Takes clear octets of the inner layer, for which older ones come back.
    fn read(&mut self, clear: &mut Wiped, sink: &mut Sink) -> Result<()> {
        core::mem::swap(&mut self.octets, clear);
        let mut left = self.octets.as_slice();
        let mut content = Contents::default();
        while !self.failed {
            match self.reader.next(&mut left) {
                Ok(Some(piece)) => {
                    let end = self.octets.len().saturating_sub(left.len());
                    content.add(end.saturating_sub(piece.len())..end);
                }
                Ok(None) => {
                    let judgement = self.context.validation().judgement;
                    self.failed = !left.is_empty() && judgement == Judgement::Strict;
                    break;
                }
                Err(_) => {
                    self.failed = true;
                    if !self.reader.found().has_content {
                        read_decoy(self.context.limits());
                    }
                }
            }
        }
        let noise = left.len();
        let content = content.join(&mut self.octets);
        let octets = self.octets.get(content.clone()).unwrap_or_default();
        self.content_length = self.content_length.saturating_add(octets.len() as u64);
        sink.write(octets, self.reader.found().content_length)?;
        if self.failed {
            // Octets that are no content shall take the time that content takes.
            self.waiting = self.octets.len().saturating_sub(noise)..self.octets.len();
            self.digests.expect_noise();
        } else {
            self.digests.update_others(self.reader.found(), octets);
            self.waiting = content;
        }
        Ok(())
    }

    fn finish(self) -> Option<Inner> {
        let data = self.reader.finish();
        match data {
            Ok(data) if !self.failed => Some(Inner {
                data,
                digests: self.digests,
                content_length: self.content_length,
            }),
            _ => None,
        }
    }
}

/// Where the content of a layer stands among octets that were read.
#[derive(Default)]
struct Contents(Vec<Range<usize>>);

impl Contents {
    fn add(&mut self, place: Range<usize>) {
        self.0.push(place);
    }

    /// Moves the pieces together, into the place of the first, and answers where that is.
    fn join(self, octets: &mut [u8]) -> Range<usize> {
        let mut pieces = self.0.into_iter();
        let Some(mut joined) = pieces.next() else {
            return 0..0;
        };
        for piece in pieces {
            let end = joined.end.saturating_add(piece.len());
            octets.copy_within(piece, joined.end);
            joined.end = end;
        }
        joined
    }
}

/// Reads an inner layer without content: noise ends at once, and shall take about the time that a
/// message takes whose padding alone is wrong.
fn read_decoy(limits: &Limits) {
    let mut decoy = Vec::with_capacity(DECOY_SIGNER_INFO.saturating_mul(2));
    let mut signer_info = Vec::with_capacity(DECOY_SIGNER_INFO);
    write(&mut signer_info, tag::SEQUENCE, |out| {
        write(out, tag::OCTET_STRING, |out| {
            out.resize(out.len().saturating_add(DECOY_SIGNER_INFO), 0);
        });
    });
    let mut writer = SignedDataWriter::new(&[], None);
    writer.begin(&mut decoy);
    writer.finish(&signer_info, &mut decoy);
    let mut reader = SignedDataReader::new(limits);
    let read = reader.next(&mut decoy.as_slice()).map(|_| ());
    core::hint::black_box((read.is_ok(), reader.finish().is_ok()));
}
