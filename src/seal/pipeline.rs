//! The way of the octets through the three layers, in one pass.

use super::{Recipient, Sealer, Sender, recipient_infos};
use crate::cms::{EnvelopedDataWriter, SignedDataWriter};
use crate::context::Context;
use crate::crypto::{
    BLOCK, CbcEncryptor, Digest, DigestAlgorithm, Lane, encrypt_beside, fill_random, pad,
};
use crate::error::{Error, Result, Status};
use crate::secret::Wiped;
use std::sync::Arc;
use zeroize::Zeroizing;

/// Octets of the content that go through the layers at once. Several times as much has to stay
/// in the fastest cache, and what the layers do not do at the same time (the inner one with the
/// first piece, the outer one with the last) should be little.
const PIECE: usize = 16 << 10;

/// What framing adds to a piece, at most: the headers of its segments.
const FRAMING: usize = PIECE / 8;

/// What stands around the content beside certificates and recipients, at most: headers, two
/// SignerInfos, and a piece of less than a block.
const ENDS: u64 = 16 << 10;

/// A message in the making: clear text goes in, octets of the message come out as they are
/// ready. Nothing that came out is a message before [`SealStream::finish`] returned.
pub struct SealStream {
    context: Arc<Context>,
    sender: Arc<Sender>,
    /// The length of the content, if it was announced, and what of it has come.
    announced: Option<u64>,
    seen: u64,
    inner: SignedDataWriter,
    inner_digest: Digest,
    /// Framed octets of the inner layer that wait for the cipher: clear text.
    clear: Wiped,
    cipher: CbcEncryptor,
    /// What the cipher made of them, on its way to the envelope.
    ciphertext: Vec<u8>,
    envelope: EnvelopedDataWriter,
    /// Framed octets of the envelope that wait for the outer digest, which is taken while the
    /// next piece is encrypted.
    enveloped: Vec<u8>,
    outer: SignedDataWriter,
    outer_digest: Digest,
    started: bool,
}

/// Lengths that are known before the content is there.
struct Plan {
    content: u64,
    /// Those of the two SignerInfos.
    inner: u64,
    outer: u64,
}

impl SealStream {
    /// Begins a message for some of the sealer's recipients.
    pub(super) fn new(
        sealer: &Sealer,
        recipients: &[Recipient],
        length: Option<u64>,
    ) -> Result<Self> {
        let Sealer {
            context, sender, ..
        } = sealer;
        let mut secrets = Zeroizing::new([0; 2 * BLOCK]);
        fill_random(&mut *secrets)?;
        let (key, iv) = secrets.split_at(BLOCK);
        let recipient_infos = recipient_infos(recipients, key)?;
        let vector = iv
            .try_into()
            .map_err(|_| Error::internal("the vector has another length"))?;

        let plan = Plan::new(sender, context, length)?;
        let inner_lengths = plan.as_ref().map(|plan| (plan.content, plan.inner));
        let inner = sender.inner()?.writer(inner_lengths);
        let padded = inner.total().map(padded);
        let envelope = EnvelopedDataWriter::new(recipient_infos, iv, padded);
        let outer_lengths = envelope.total().zip(plan.map(|plan| plan.outer));
        let piece = length.map_or(PIECE, |length| {
            usize::try_from(length).map_or(PIECE, |length| length.min(PIECE))
        });
        let room = piece.saturating_add(FRAMING);
        Ok(Self {
            context: Arc::clone(context),
            sender: Arc::clone(sender),
            announced: length,
            seen: 0,
            inner,
            inner_digest: Digest::new(DigestAlgorithm::Sha256),
            clear: Wiped::with_capacity(room),
            cipher: CbcEncryptor::new(key, vector)?,
            ciphertext: Vec::with_capacity(room),
            envelope,
            enveloped: Vec::with_capacity(room),
            outer: sender.outer()?.writer(outer_lengths),
            outer_digest: Digest::new(DigestAlgorithm::Sha256),
            started: false,
        })
    }

    /// The length of the message, exactly where it is known beforehand, else what it is at most.
    pub(super) fn size_hint(&self) -> usize {
        let at_most = || {
            let framed = self.announced.unwrap_or(0).saturating_mul(33) / 32;
            framed
                .saturating_add(self.envelope.head_len())
                .saturating_add(self.outer.certificates_len())
                .saturating_add(ENDS)
        };
        usize::try_from(self.outer.total().unwrap_or_else(at_most)).unwrap_or(0)
    }

    /// Adds clear text; octets of the message that are ready are appended to `sealed`.
    ///
    /// # Errors
    /// [`Status::LimitExceeded`], and [`Status::InvalidArgument`] if more comes than was
    /// announced. The stream is of no use afterwards.
    pub fn write(&mut self, clear: &[u8], sealed: &mut Vec<u8>) -> Result<()> {
        self.count(clear.len())?;
        self.start(sealed);
        for piece in clear.chunks(PIECE) {
            self.seal(piece, sealed)?;
        }
        Ok(())
    }

    /// Ends the content, signs both layers, and appends the rest of the message.
    ///
    /// # Errors
    /// [`Status::InvalidArgument`] if less came than was announced.
    pub fn finish(mut self, sealed: &mut Vec<u8>) -> Result<()> {
        if self
            .announced
            .is_some_and(|announced| announced != self.seen)
        {
            return Err(wrong_length());
        }
        self.start(sealed);
        let sha256 = || Digest::new(DigestAlgorithm::Sha256);
        let digest = core::mem::replace(&mut self.inner_digest, sha256()).finish();
        let signer_info = self.sender.inner()?.sign(self.context.now(), &digest)?;
        let certificates = usize::try_from(self.inner.certificates_len()).unwrap_or(0);
        let more = signer_info.len().saturating_add(certificates);
        self.clear.make_room(more.saturating_add(FRAMING));
        self.inner.finish(&signer_info, &mut self.clear);
        pad(&mut self.clear);
        self.seal(&[], sealed)?;
        self.envelope.finish(&mut self.enveloped);
        self.outer_digest.update(&self.enveloped);
        self.outer.content(&self.enveloped, sealed);
        let digest = core::mem::replace(&mut self.outer_digest, sha256()).finish();
        let signer_info = self.sender.outer()?.sign(self.context.now(), &digest)?;
        self.outer.finish(&signer_info, sealed);
        Ok(())
    }

    fn count(&mut self, more: usize) -> Result<()> {
        self.seen = self.seen.saturating_add(more as u64);
        if self.seen > self.context.limits().message_size {
            return Err(Error::new(
                Status::LimitExceeded,
                "the content is larger than the limit",
            ));
        }
        if self
            .announced
            .is_some_and(|announced| self.seen > announced)
        {
            return Err(wrong_length());
        }
        Ok(())
    }

    /// Writes what stands before the content, once.
    fn start(&mut self, sealed: &mut Vec<u8>) {
        if !self.started {
            self.started = true;
            self.outer.begin(sealed);
            self.envelope.begin(&mut self.enveloped);
            self.inner.begin(&mut self.clear);
        }
    }

    /// Takes a piece of the content through the layers. While it is encrypted, the digests are
    /// taken: the inner one of the piece, the outer one of what the envelope has ready.
    fn seal(&mut self, piece: &[u8], sealed: &mut Vec<u8>) -> Result<()> {
        // Whole blocks go into the cipher from where they are, if they can.
        let (begun, rest) = match self.inner.is_transparent() {
            true => piece.split_at(piece.len().min(self.missing())),
            false => (piece, &[][..]),
        };
        self.inner.content(begun, &mut self.clear);
        let waiting = self.clear.len() / BLOCK * BLOCK;
        let direct = rest.len() / BLOCK * BLOCK;
        let (blocks, rest) = rest.split_at(direct);
        self.ciphertext.resize(waiting.saturating_add(direct), 0);
        let (first, second) = self.ciphertext.split_at_mut(waiting);
        let waiting_blocks = self.clear.get(..waiting).unwrap_or_default();
        let inner = Lane::new(&mut self.inner_digest, piece);
        let outer = Lane::new(&mut self.outer_digest, &self.enveloped);
        match blocks {
            [] => encrypt_beside(&mut self.cipher, waiting_blocks, first, inner, outer)?,
            _ => {
                self.cipher.encrypt_to(waiting_blocks, first)?;
                encrypt_beside(&mut self.cipher, blocks, second, inner, outer)?;
            }
        }
        self.clear.drain(..waiting);
        self.inner.content(rest, &mut self.clear);
        self.outer.content(&self.enveloped, sealed);
        self.envelope
            .pass_on(&mut self.ciphertext, &mut self.enveloped);
        Ok(())
    }

    /// Octets that the block which waits for the cipher lacks.
    fn missing(&self) -> usize {
        let begun = self.clear.len() % BLOCK;
        BLOCK.saturating_sub(begun) % BLOCK
    }
}

impl Plan {
    /// `None` if the length of the content or of the signatures is not known beforehand.
    fn new(sender: &Sender, context: &Context, length: Option<u64>) -> Result<Option<Self>> {
        let now = context.now();
        let (Some(content), Some(inner), Some(outer)) = (
            length,
            sender.inner()?.signer_info_len(now)?,
            sender.outer()?.signer_info_len(now)?,
        ) else {
            return Ok(None);
        };
        Ok(Some(Self {
            content,
            inner,
            outer,
        }))
    }
}

fn wrong_length() -> Error {
    Error::new(
        Status::InvalidArgument,
        "the content has another length than was announced",
    )
}

/// The length after PKCS #7 padding.
fn padded(length: u64) -> u64 {
    (length / BLOCK as u64)
        .saturating_add(1)
        .saturating_mul(BLOCK as u64)
}
