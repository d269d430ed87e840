//! The way of the octets through the three layers, in one pass.

use super::{CHUNK, Recipient, Sealer, Sender, recipient_infos};
use crate::cms::{EnvelopedDataWriter, SignedDataWriter};
use crate::context::Context;
use crate::crypto::{BLOCK, CbcEncryptor, Digest, DigestAlgorithm, fill_random, pad};
use crate::error::{Error, Result, Status};
use std::sync::Arc;
use zeroize::Zeroizing;

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
    clear: Zeroizing<Vec<u8>>,
    cipher: CbcEncryptor,
    envelope: EnvelopedDataWriter,
    /// Framed octets of the envelope on their way to the outer layer.
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
        let recipient_infos = recipient_infos(recipients, key)?
            .try_into()
            .map_err(|_| Error::internal("the recipients could not be encoded"))?;
        let vector = iv
            .try_into()
            .map_err(|_| Error::internal("the vector has another length"))?;

        let plan = Plan::new(sender, context, length)?;
        let inner_lengths = plan.as_ref().map(|plan| (plan.content, plan.inner));
        let inner = sender.inner()?.writer(inner_lengths);
        let ciphertext = inner.total().map(padded);
        let envelope = EnvelopedDataWriter::new(recipient_infos, iv, ciphertext)?;
        let outer_lengths = envelope.total().zip(plan.map(|plan| plan.outer));
        Ok(Self {
            context: Arc::clone(context),
            sender: Arc::clone(sender),
            announced: length,
            seen: 0,
            inner,
            inner_digest: Digest::new(DigestAlgorithm::Sha256),
            clear: Zeroizing::new(Vec::with_capacity(CHUNK.saturating_add(CHUNK / 8))),
            cipher: CbcEncryptor::new(key, vector)?,
            envelope,
            enveloped: Vec::with_capacity(CHUNK.saturating_add(CHUNK / 8)),
            outer: sender.outer()?.writer(outer_lengths),
            outer_digest: Digest::new(DigestAlgorithm::Sha256),
            started: false,
        })
    }

    /// The length of the message, exactly where it is known beforehand, else about.
    pub(super) fn size_hint(&self) -> usize {
        let about = || self.announced.unwrap_or(0).saturating_mul(33) / 32 + (16 << 10);
        usize::try_from(self.outer.total().unwrap_or_else(about)).unwrap_or(0)
    }

    /// Adds clear text; octets of the message that are ready are appended to `sealed`.
    ///
    /// # Errors
    /// [`Status::LimitExceeded`], and [`Status::InvalidArgument`] if more comes than was
    /// announced. The stream is of no use afterwards.
    pub fn write(&mut self, clear: &[u8], sealed: &mut Vec<u8>) -> Result<()> {
        self.count(clear.len())?;
        self.start(sealed);
        for chunk in clear.chunks(CHUNK) {
            self.inner_digest.update(chunk);
            self.inner.content(chunk, &mut self.clear);
            self.encrypt(sealed)?;
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
        self.inner.finish(&signer_info, &mut self.clear);
        pad(&mut self.clear);
        self.encrypt(sealed)?;
        self.envelope.finish(&mut self.enveloped);
        self.wrap(sealed);
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

    /// Encrypts the whole blocks that wait, and passes them on.
    fn encrypt(&mut self, sealed: &mut Vec<u8>) -> Result<()> {
        let whole = self.clear.len() / BLOCK * BLOCK;
        let Some(blocks) = self.clear.get_mut(..whole) else {
            return Ok(());
        };
        self.cipher.encrypt(blocks)?;
        self.envelope.content(blocks, &mut self.enveloped);
        self.clear.drain(..whole);
        self.wrap(sealed);
        Ok(())
    }

    /// Takes what the envelope has ready into the outer layer.
    fn wrap(&mut self, sealed: &mut Vec<u8>) {
        self.outer_digest.update(&self.enveloped);
        self.outer.content(&self.enveloped, sealed);
        self.enveloped.clear();
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
