//! Sealer: a content becomes a message for its recipients.

use super::buffer::etee_buffer;
use super::context::etee_context;
use super::error::etee_error;
use super::exclusive::Exclusive;
use super::guard::{guard, guard_free};
use super::identity::etee_identity;
use super::pointer::{Out, borrow, bytes, free, handle, out, path, room};
use super::secret_key::etee_secret_key;
use super::status::etee_status;
use super::token::etee_token;
use crate::error::{Error, Result, Status};
use crate::seal::{SealStream, Sealer};
use core::ffi::c_char;

/// Seals contents for its recipients, signed by one identity. Use it for any number of
/// contents, one after the other; a second thread meanwhile is answered ETEE_BUSY. After a
/// failure it can be used again, for the next content. Freed with etee_sealer_free().
///
/// A content is sealed in one of three styles: buffer (etee_sealer_seal), file
/// (etee_sealer_seal_file), or stream (etee_sealer_begin, _write, _finish and _read).
pub struct etee_sealer {
    state: Exclusive<State>,
}

handle!(etee_sealer, b"ETEE_SLR");

/// The length of a content that is not known beforehand.
pub const ETEE_LENGTH_UNKNOWN: u64 = u64::MAX;

struct State {
    sealer: Sealer,
    pending_limit: usize,
    stream: Option<SealStream>,
    /// Octets of the message that wait to be read, the first `read` of them read.
    output: Vec<u8>,
    read: usize,
}

impl State {
    fn discard(&mut self) {
        self.stream = None;
        self.output.clear();
        self.read = 0;
    }

    fn begin(&mut self, length: u64) -> Result<()> {
        self.discard();
        self.stream = Some(
            self.sealer
                .begin((length != ETEE_LENGTH_UNKNOWN).then_some(length))?,
        );
        Ok(())
    }

    /// Begins a content of unknown length unless one was begun.
    fn ensure_begun(&mut self) -> Result<()> {
        if self.stream.is_some() {
            return Ok(());
        }
        if !self.output.is_empty() {
            return Err(Error::new(
                Status::WrongState,
                "the last message has not been read to its end",
            ));
        }
        self.begin(ETEE_LENGTH_UNKNOWN)
    }

    fn write(&mut self, clear: &[u8]) -> Result<()> {
        self.ensure_begun()?;
        if self.output.len().saturating_sub(self.read) > self.pending_limit {
            return Err(Error::new(
                Status::OutputPending,
                "sealed octets wait; read them before writing more",
            ));
        }
        let Some(stream) = &mut self.stream else {
            return Ok(());
        };
        // A reader that never catches up must not make the output grow without end.
        self.output.drain(..self.read);
        self.read = 0;
        let written = stream.write(clear, &mut self.output);
        if written.is_err() {
            self.discard();
        }
        written
    }

    fn finish(&mut self) -> Result<()> {
        let stream = self
            .stream
            .take()
            .ok_or_else(|| Error::new(Status::WrongState, "no content was begun"))?;
        let finished = stream.finish(&mut self.output);
        if finished.is_err() {
            self.discard();
        }
        finished
    }

    fn read(&mut self, sealed: &mut [u8]) -> usize {
        let waiting = self.output.get(self.read..).unwrap_or_default();
        let count = waiting.len().min(sealed.len());
        for (to, from) in sealed.iter_mut().zip(waiting) {
            *to = *from;
        }
        self.read = self.read.saturating_add(count);
        if self.read >= self.output.len() {
            self.output.clear();
            self.read = 0;
        }
        count
    }
}

/// Makes a sealer without recipients yet.
///
/// Returns ETEE_KEY_NOT_FOUND if the identity has no usable authentication key,
/// ETEE_KEY_UNSUPPORTED if key and certificate do not belong together. `*sealer` is the
/// caller's, to be freed with etee_sealer_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_sealer_new(
    context: *const etee_context,
    identity: *const etee_identity,
    sealer: *mut *mut etee_sealer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(sealer)?;
        let (context, identity) = (borrow(context)?.freeze(), borrow(identity)?.share());
        let pending_limit = context.limits().pending_output;
        let sealer = Sealer::new(context, identity)?;
        let state = State {
            sealer,
            pending_limit,
            stream: None,
            output: Vec::new(),
            read: 0,
        };
        place.give(etee_sealer {
            state: Exclusive::new(state),
        });
        Ok(())
    })
}

/// Adds a recipient to this and all later contents.
///
/// Returns ETEE_RECIPIENT_UNSUPPORTED if nothing can be sealed for the token's key: it must be
/// an RSA key of 2048 to 8192 bits. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_sealer_add_recipient(
    sealer: *mut etee_sealer,
    token: *const etee_token,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let (sealer, token) = (borrow(sealer)?, borrow(token)?);
        sealer.state.enter()?.sealer.add_recipient(token.token())
    })
}

/// Adds a key of the KGSS to this and all later contents: whoever gets the key from there can
/// open them. The reader looks at the key's identifier, which the message carries. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_sealer_add_secret_key(
    sealer: *mut etee_sealer,
    secret_key: *const etee_secret_key,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let (sealer, secret_key) = (borrow(sealer)?, borrow(secret_key)?);
        sealer
            .state
            .enter()?
            .sealer
            .add_secret_key(secret_key.key());
        Ok(())
    })
}

/// Seals a content that is in memory.
///
/// Returns ETEE_NO_RECIPIENT, ETEE_LIMIT_EXCEEDED. `*sealed` is the caller's, to be freed with
/// etee_buffer_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_sealer_seal(
    sealer: *mut etee_sealer,
    data: *const u8,
    data_len: usize,
    sealed: *mut *mut etee_buffer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let sealed = out(sealed)?;
        let data = bytes(data, data_len)?;
        let message = borrow(sealer)?.state.enter()?.sealer.seal(data)?;
        sealed.give(etee_buffer::open(message));
        Ok(())
    })
}

/// Seals a file into another one. The output appears whole or not at all: it is written beside
/// its place and moved there at the end, and an older file in that place stays until then. The
/// paths are UTF-8 and may be the same.
///
/// Returns ETEE_IO with the system's code, ETEE_NO_RECIPIENT, ETEE_LIMIT_EXCEEDED. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_sealer_seal_file(
    sealer: *mut etee_sealer,
    input: *const c_char,
    input_len: usize,
    output: *const c_char,
    output_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let (input, output) = (path(input, input_len)?, path(output, output_len)?);
        borrow(sealer)?
            .state
            .enter()?
            .sealer
            .seal_file(&input, &output)?;
        Ok(())
    })
}

/// Begins a content that arrives in parts; what was begun before is discarded. With its exact
/// length in octets the message gets definite lengths; with ETEE_LENGTH_UNKNOWN, the indefinite
/// ones of the official library. Every reader takes both.
///
/// Returns ETEE_NO_RECIPIENT. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_sealer_begin(
    sealer: *mut etee_sealer,
    length: u64,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || borrow(sealer)?.state.enter()?.begin(length))
}

/// Adds octets to the content. Without etee_sealer_begin(), a content of unknown length begins.
///
/// Returns ETEE_OUTPUT_PENDING, without having taken anything, if more than
/// ETEE_LIMIT_PENDING_OUTPUT octets wait to be read; ETEE_INVALID_ARGUMENT if more comes than
/// was announced; ETEE_LIMIT_EXCEEDED; ETEE_WRONG_STATE, without effect, while a finished message
/// has not been read to its end. After ETEE_INVALID_ARGUMENT and ETEE_LIMIT_EXCEEDED the content
/// is discarded. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_sealer_write(
    sealer: *mut etee_sealer,
    data: *const u8,
    data_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let data = bytes(data, data_len)?;
        borrow(sealer)?.state.enter()?.write(data)
    })
}

/// Ends the content and signs. What was read before this is no message; what is read until
/// etee_sealer_read() has nothing more is one.
///
/// Returns ETEE_INVALID_ARGUMENT if less came than was announced (the content is then
/// discarded), ETEE_WRONG_STATE if none was begun: an empty content begins with
/// etee_sealer_begin(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_sealer_finish(
    sealer: *mut etee_sealer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || borrow(sealer)?.state.enter()?.finish())
}

/// Reads octets of the message that are ready, at most `capacity`, into `sealed`. `*count` is
/// their number; 0 means that more must be written, or, after etee_sealer_finish(), that the
/// message is complete. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_sealer_read(
    sealer: *mut etee_sealer,
    sealed: *mut u8,
    capacity: usize,
    count: *mut usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let count = Out::new(count, 0)?;
        let sealed = room(sealed, capacity)?;
        count.set(borrow(sealer)?.state.enter()?.read(sealed));
        Ok(())
    })
}

/// Frees a sealer; a message that was not finished is lost. NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_sealer_free(sealer: *mut etee_sealer) {
    guard_free(|| free(sealer))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::Context;
    use crate::keys::{Identity, Token};
    use crate::limits::Limits;
    use std::sync::Arc;

    const ALICE: &[u8] = include_bytes!("../../tests/vectors/official/keys/alice.p12");
    const BOB: &[u8] = include_bytes!("../../tests/vectors/official/etk/bob.etk");

    #[test]
    fn a_reader_that_lags_behind_keeps_no_octets_that_were_read() {
        let limits = Limits::default();
        let identity = Arc::new(Identity::from_pkcs12(ALICE, "test", &limits).unwrap());
        let mut sealer = Sealer::new(Arc::new(Context::new()), identity).unwrap();
        sealer
            .add_recipient(&Token::from_bytes(BOB, &limits).unwrap())
            .unwrap();
        let pending_limit = limits.pending_output;
        let mut state = State {
            sealer,
            pending_limit,
            stream: None,
            output: Vec::new(),
            read: 0,
        };
        let mut octets = [7; 10_000];
        for _ in 0..200 {
            state.write(&octets).unwrap();
            assert_eq!(state.read(&mut octets), octets.len());
        }
        assert!(state.read > 0 && state.output.len() < 100_000);
    }
}
