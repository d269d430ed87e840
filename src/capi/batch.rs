//! Batch: many messages, sealed on several threads.

use super::buffer::etee_buffer;
use super::context::etee_context;
use super::error::etee_error;
use super::exclusive::Exclusive;
use super::guard::{guard, guard_free, guard_value};
use super::pointer::{borrow, bytes, bytes_row, free, handle, out, peek, row};
use super::seal::{State, etee_sealer};
use super::status::etee_status;
use crate::batch::Batch;
use crate::error::{Error, Result, Status};
use crate::seal::Sealer;
use std::collections::BTreeMap;
use std::sync::MutexGuard;

/// The messages that were sealed together, to be taken one by one. Freed with etee_batch_free().
///
/// A batch is sealed on as many threads as etee_context_set_parallelism() allows: one, that of the
/// caller, unless it says otherwise. Threads pay for many messages. One message gains nothing from
/// a second thread: what takes longest in a large one is its AES-CBC chain, where every block
/// waits for the one before it. The threads end before the call returns; where the system does
/// not start as many, the work is done on fewer.
///
/// All messages are in memory until they are taken: seal contents that are too large for that one
/// after the other, from file to file. A batch keeps nothing alive and needs nothing: sealers and
/// context may be freed before it. Taking needs it alone; a second thread meanwhile is answered
/// ETEE_BUSY.
pub struct etee_batch {
    count: usize,
    outcomes: Exclusive<Vec<Outcome>>,
}

handle!(etee_batch, b"ETEE_BAT");

/// What became of one message: itself until it is taken, or why there is none.
type Outcome = Result<Option<Vec<u8>>>;

impl etee_batch {
    fn new(messages: Vec<Result<Vec<u8>>>) -> Self {
        Self {
            count: messages.len(),
            outcomes: Exclusive::new(messages.into_iter().map(|m| m.map(Some)).collect()),
        }
    }

    fn take(&self, index: usize) -> Result<Vec<u8>> {
        let mut outcomes = self.outcomes.enter()?;
        let outcome = outcomes.get_mut(index).ok_or_else(|| {
            let message = "the batch has no message with this index";
            Error::new(Status::InvalidArgument, message)
        })?;
        match outcome {
            Ok(message) => message
                .take()
                .ok_or_else(|| Error::new(Status::WrongState, "the message was taken before")),
            Err(error) => Err(error.clone()),
        }
    }
}

/// The sealers of a batch, each entered once, however many contents it is named for.
struct Sealers<'a>(BTreeMap<*mut etee_sealer, MutexGuard<'a, State>>);

impl Sealers<'_> {
    fn enter(pointers: &[*mut etee_sealer]) -> Result<Self> {
        let mut entered = BTreeMap::new();
        for pointer in pointers {
            if !entered.contains_key(pointer) {
                entered.insert(*pointer, borrow(pointer.cast_const())?.enter()?);
            }
        }
        Ok(Self(entered))
    }

    fn get(&self, pointer: *mut etee_sealer) -> Result<&Sealer> {
        let state = self.0.get(&pointer);
        Ok(state
            .ok_or_else(|| Error::internal("a sealer was not entered"))?
            .sealer())
    }
}

/// Seals `count` contents that are in memory. The content at `contents[i]`, of `content_lens[i]`
/// octets, is sealed by `sealers[i]` for all its recipients; the same sealer may be named any
/// number of times. `context` says on how many threads, sealers keep to their own context for
/// everything else. Contents are borrowed for the call, and not copied.
///
/// ETEE_OK says that every message was tried; what became of each, etee_batch_take() tells.
/// Nothing is sealed if this call fails: ETEE_NULL_POINTER, ETEE_INVALID_ARGUMENT, and ETEE_BUSY
/// or ETEE_POISONED if one of the sealers is. `*batch` is the caller's, to be freed with
/// etee_batch_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_batch_seal(
    context: *const etee_context,
    sealers: *const *mut etee_sealer,
    contents: *const *const u8,
    content_lens: *const usize,
    count: usize,
    batch: *mut *mut etee_batch,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(batch)?;
        let context = borrow(context)?;
        let sealers = row(sealers, count)?;
        let contents = bytes_row(contents, content_lens, count)?;
        let entered = Sealers::enter(sealers)?;
        let mut batch = Batch::new(&context.freeze());
        for (sealer, content) in sealers.iter().zip(contents) {
            batch.add(entered.get(*sealer)?, content);
        }
        place.give(etee_batch::new(batch.seal()));
        Ok(())
    })
}

/// Seals one content that is in memory once for each recipient of a sealer, in the order in which
/// they were added to it. Each message can be opened by its recipient alone, and names no other.
///
/// Returns ETEE_NO_RECIPIENT if the sealer has none, else as etee_batch_seal(). Ownership as
/// there. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_batch_seal_each(
    context: *const etee_context,
    sealer: *mut etee_sealer,
    data: *const u8,
    data_len: usize,
    batch: *mut *mut etee_batch,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(batch)?;
        let context = borrow(context)?;
        let data = bytes(data, data_len)?;
        let state = borrow(sealer)?.enter()?;
        let mut batch = Batch::new(&context.freeze());
        batch.add_each(state.sealer(), data)?;
        place.give(etee_batch::new(batch.seal()));
        Ok(())
    })
}

/// The number of messages, taken or not, sealed or not; 0 if `batch` is NULL. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_batch_count(batch: *const etee_batch) -> usize {
    guard_value(0, || Some(peek(batch)?.count))
}

/// Takes the message with an index, from 0 in the order of the contents or the recipients. Each
/// message can be taken once.
///
/// Where a message could not be sealed, returns why, each time: what etee_sealer_seal() returns,
/// or ETEE_PANIC. That concerns this message alone; its sealer and the other messages are as good
/// as ever. Returns ETEE_WRONG_STATE if the message was taken before, ETEE_INVALID_ARGUMENT if
/// there is no such index. `*sealed` is the caller's, to be freed with etee_buffer_free(); it
/// needs the batch no more. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_batch_take(
    batch: *mut etee_batch,
    index: usize,
    sealed: *mut *mut etee_buffer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let sealed = out(sealed)?;
        sealed.give(etee_buffer::open(borrow(batch)?.take(index)?));
        Ok(())
    })
}

/// Frees a batch with the messages that were not taken; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_batch_free(batch: *mut etee_batch) {
    guard_free(|| free(batch))
}
