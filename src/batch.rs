//! Batch: many messages, sealed on several threads.

#[cfg(test)]
mod tests;
mod workers;

use crate::context::Context;
use crate::error::{Error, Result, Status};
use crate::seal::Sealer;
use core::cmp::Reverse;
use core::num::NonZeroUsize;
use core::ops::Range;

/// Contents that are sealed together, on as many threads as
/// [`Context::with_parallelism`] allows: one, that of the caller, unless it says otherwise.
///
/// Threads pay for many messages, which have nothing to do with each other. One message gains
/// nothing from a second thread: what takes longest in a large one is its AES-CBC chain, where
/// every block waits for the one before it.
///
/// Sealers and contents are borrowed, and all messages are in memory when [`Self::seal`]
/// returns. For contents that are too large for that there is [`Sealer::seal_file`].
pub struct Batch<'a> {
    parallelism: NonZeroUsize,
    items: Vec<Item<'a>>,
}

/// One message to be made.
struct Item<'a> {
    sealer: &'a Sealer,
    readers: Readers,
    content: &'a [u8],
}

/// Which of the sealer's recipients a message is for.
enum Readers {
    All,
    /// One alone, counted from 0.
    One(usize),
}

impl<'a> Batch<'a> {
    /// An empty batch, on the threads that this context allows. For everything else, sealers
    /// keep to their own context.
    pub fn new(context: &Context) -> Self {
        Self {
            parallelism: context.parallelism(),
            items: Vec::new(),
        }
    }

    /// Adds a message for all recipients of a sealer. Returns its index among the results.
    pub fn add(&mut self, sealer: &'a Sealer, content: &'a [u8]) -> usize {
        self.push(sealer, Readers::All, content)
    }

    /// Adds one message for each recipient of a sealer, in the order in which they were added to
    /// it. Each message can be opened by its recipient alone, and names no other. Returns their
    /// indexes among the results.
    ///
    /// # Errors
    /// [`Status::NoRecipient`] if the sealer has none.
    pub fn add_each(&mut self, sealer: &'a Sealer, content: &'a [u8]) -> Result<Range<usize>> {
        if sealer.recipient_count() == 0 {
            return Err(Error::new(
                Status::NoRecipient,
                "the sealer has no recipient",
            ));
        }
        let first = self.items.len();
        for recipient in 0..sealer.recipient_count() {
            self.push(sealer, Readers::One(recipient), content);
        }
        Ok(first..self.items.len())
    }

    /// Seals everything. Returns the messages by index, or what [`Sealer::seal`] fails with; one
    /// that fails does not touch the others, not even with [`Status::Panic`].
    ///
    /// Returns when the last message is done, and with it the last thread that was started.
    /// Where the system does not start as many as are allowed, the work is done on fewer.
    pub fn seal(self) -> Vec<Result<Vec<u8>>> {
        workers::run(&self.order(), self.parallelism, |index| {
            let item = self.items.get(index);
            item.ok_or_else(|| Error::internal("a batch has fewer items than results"))?
                .seal()
        })
    }

    fn push(&mut self, sealer: &'a Sealer, readers: Readers, content: &'a [u8]) -> usize {
        self.items.push(Item {
            sealer,
            readers,
            content,
        });
        self.items.len().saturating_sub(1)
    }

    /// The order of the work, largest contents first: a large one that came last would keep one
    /// thread at work while the others have nothing left to do.
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<_> = self.items.iter().enumerate().collect();
        order.sort_by_key(|(_, item)| Reverse(item.content.len()));
        order.into_iter().map(|(index, _)| index).collect()
    }
}

impl Item<'_> {
    fn seal(&self) -> Result<Vec<u8>> {
        match self.readers {
            Readers::All => self.sealer.seal(self.content),
            Readers::One(recipient) => self.sealer.seal_for_one(recipient, self.content),
        }
    }
}
