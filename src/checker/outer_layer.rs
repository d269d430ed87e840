//! The outer layer of a message, read while it arrives.

use crate::cms::{SignedData, SignedDataReader};
use crate::context::{Context, Judgement};
use crate::error::{Error, Result, Status};
use crate::verdict::{Digests, Taken};
use std::sync::Arc;

/// The outer layer while it is read. Its content is digested and let go. What goes wrong is
/// kept for the verdict.
pub(super) struct OuterLayer {
    context: Arc<Context>,
    seen: u64,
    reader: SignedDataReader,
    digests: Digests,
    failure: Option<Error>,
}

impl OuterLayer {
    pub(super) fn new(context: &Arc<Context>) -> Self {
        Self {
            seen: 0,
            reader: SignedDataReader::new(context.limits()),
            digests: Digests::new(Taken::by(context.validation().judgement)),
            failure: None,
            context: Arc::clone(context),
        }
    }

    /// Takes octets of the message.
    pub(super) fn write(&mut self, mut message: &[u8]) -> Result<()> {
        self.seen = self.seen.saturating_add(message.len() as u64);
        if self.seen > self.context.limits().message_size {
            return Err(Error::new(
                Status::LimitExceeded,
                "the message is larger than the limit",
            ));
        }
        while self.failure.is_none() {
            match self.reader.next(&mut message) {
                Ok(Some(content)) => self.digests.update(self.reader.found(), content),
                Ok(None) => break,
                Err(failure) => self.failure = Some(failure),
            }
        }
        if self.context.validation().judgement == Judgement::Strict
            && self.failure.is_none()
            && !message.is_empty()
        {
            self.failure = Some(Error::malformed("octets follow the message"));
        }
        Ok(())
    }

    /// Ends the message; fails if its outer layer could not be read.
    pub(super) fn finish(self) -> Result<(SignedData, Digests)> {
        match self.failure {
            Some(failure) => Err(failure),
            None => Ok((self.reader.finish()?, self.digests)),
        }
    }
}
