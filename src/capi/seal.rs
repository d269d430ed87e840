//! Sealer: a content becomes a message for its recipients.

use super::buffer::etee_buffer;
use super::context::{etee_context, signing_policy};
use super::error::etee_error;
use super::exclusive::Exclusive;
use super::guard::{guard, guard_free};
use super::identity::etee_identity;
use super::pointer::{Out, borrow, bytes, free, handle, out, path, room, text};
use super::secret_key::etee_secret_key;
use super::status::etee_status;
use super::token::etee_token;
use super::web_key::etee_web_key;
use crate::error::{Error, Result, Status};
use crate::finding::Finding;
use crate::seal::{SealStream, Sealer};
use core::ffi::c_char;
use std::sync::MutexGuard;

/// Seals contents for its recipients, signed by one identity or web key. Use it for any number
/// of contents, one after the other; a second thread meanwhile is answered ETEE_BUSY. After a
/// failure it can be used again, for the next content. Freed with etee_sealer_free().
///
/// What every reader would find fault with is not sealed: a certificate of the sender that is
/// not valid now (ETEE_CERTIFICATE_EXPIRED) or not for signatures (ETEE_CERTIFICATE_UNTRUSTED),
/// a token that is not in order. The error then has a cause whose message is the official name
/// of the finding; etee_sealer_accept() takes that name.
///
/// A content is sealed in one of three styles: buffer (etee_sealer_seal), file
/// (etee_sealer_seal_file), or stream (etee_sealer_begin, _write, _finish and _read).
pub struct etee_sealer {
    state: Exclusive<State>,
}

handle!(etee_sealer, b"ETEE_SLR");

/// The length of a content that is not known beforehand.
pub const ETEE_LENGTH_UNKNOWN: u64 = u64::MAX;

pub(super) struct State {
    sealer: Sealer,
    pending_limit: usize,
    stream: Option<SealStream>,
    /// Octets of the message that wait to be read, the first `read` of them read.
    output: Vec<u8>,
    read: usize,
}

impl etee_sealer {
    fn new(sealer: Sealer, pending_limit: usize) -> Self {
        Self {
            state: Exclusive::new(State {
                sealer,
                pending_limit,
                stream: None,
                output: Vec::new(),
                read: 0,
            }),
        }
    }

    /// The sealer for one caller, as long as the guard lives.
    pub(super) fn enter(&self) -> Result<MutexGuard<'_, State>> {
        self.state.enter()
    }
}

impl State {
    pub(super) fn sealer(&self) -> &Sealer {
        &self.sealer
    }

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

/// Makes a sealer without recipients yet. Identities with an RSA key sign with RSASSA-PSS, those
/// with an EC key with ecdsa-with-SHA256, unless etee_sealer_set_policy() says otherwise.
///
/// Returns ETEE_KEY_NOT_FOUND if the identity has no authentication key, ETEE_KEY_UNSUPPORTED if
/// the key cannot sign, or key and certificate do not belong together. `*sealer` is the
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
        place.give(etee_sealer::new(sealer, pending_limit));
        Ok(())
    })
}

/// Makes a sealer without recipients yet that signs both layers with a web key, under the
/// policy WEB_AUTHN. Who opens its messages needs the public key; they carry no certificate.
///
/// Returns ETEE_KEY_NOT_FOUND if the web key has no private key, ETEE_KEY_UNSUPPORTED if it is
/// not one of RSA. Ownership as etee_sealer_new(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_sealer_new_with_web_key(
    context: *const etee_context,
    web_key: *const etee_web_key,
    sealer: *mut *mut etee_sealer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(sealer)?;
        let (context, web_key) = (borrow(context)?.freeze(), borrow(web_key)?);
        let pending_limit = context.limits().pending_output;
        let sealer = Sealer::with_web_key(context, web_key.key())?;
        place.give(etee_sealer::new(sealer, pending_limit));
        Ok(())
    })
}

/// Signs this and all later contents under another policy: ETEE_SIGNING_POLICY_EHEALTH_CERT,
/// ..._EID (the inner layer with the signature key if the identity has one), ..._EC_CERT, or
/// ..._WEB_AUTHN, which is for web keys alone and the only one for them.
///
/// Returns ETEE_INVALID_ARGUMENT for an unknown policy and for one of another kind of sender,
/// ETEE_KEY_UNSUPPORTED if a key is of another type than the policy takes. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_sealer_set_policy(
    sealer: *mut etee_sealer,
    policy: i32,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let policy = signing_policy(policy)?;
        borrow(sealer)?.state.enter()?.sealer.set_policy(policy)
    })
}

/// Seals in spite of a finding, by its official name: one for tokens (ETK_...), or for the
/// certificates of the sender (OUTER_..., INNER_...). Goes before the recipients that it is for.
/// What readers make of the message is then the caller's responsibility.
///
/// Returns ETEE_INVALID_ARGUMENT if there is no such finding. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_sealer_accept(
    sealer: *mut etee_sealer,
    name: *const c_char,
    name_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let finding = Finding::from_name(text(name, name_len)?).ok_or_else(|| {
            Error::new(
                Status::InvalidArgument,
                "there is no finding with this name",
            )
        })?;
        borrow(sealer)?.state.enter()?.sealer.accept(finding);
        Ok(())
    })
}

/// Allows (not 0) recipients with an EC encryption key, by ephemeral-static ECDH with AES key
/// wrap (RFC 5753). Off unless allowed: such tokens exist, but the platform has not published
/// how its own software seals for them. The official library opens no such message, and readers
/// with this one have to accept DECRYPTION_ASYMMETRIC_KEY_ALGORITHM_UNAUTHORIZED. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_sealer_allow_key_agreement(
    sealer: *mut etee_sealer,
    allowed: i32,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let mut state = borrow(sealer)?.state.enter()?;
        state.sealer.allow_key_agreement(allowed != 0);
        Ok(())
    })
}

/// Adds a recipient to this and all later contents.
///
/// Returns ETEE_RECIPIENT_UNSUPPORTED if nothing can be sealed for the token's key: it must be
/// an RSA key of 2048 to 8192 bits, or, if etee_sealer_allow_key_agreement() allows it, an EC
/// key on P-256, P-384 or P-521. Unless etee_sealer_accept() accepts what is found, returns the
/// status of the first finding of a token checker under the sealer's context, such as
/// ETEE_SIGNATURE_INVALID if the encryption certificate is not signed with the holder's
/// authentication key, ETEE_CERTIFICATE_EXPIRED if it is not valid now,
/// ETEE_CERTIFICATE_UNTRUSTED if it is not for encryption or leads to no trust anchor. Since 0.1.
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

/// Adds the holder of a web key to this and all later contents.
///
/// Returns ETEE_RECIPIENT_UNSUPPORTED if it is not an RSA key of 2048 to 8192 bits. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_sealer_add_web_key(
    sealer: *mut etee_sealer,
    web_key: *const etee_web_key,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let (sealer, web_key) = (borrow(sealer)?, borrow(web_key)?);
        let mut state = sealer.state.enter()?;
        state.sealer.add_web_key_recipient(web_key.key())
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

/// Drops the content that is being sealed as a stream, and what of its message was not read: for a
/// host whose input or output failed half way. Nothing happens if there is none. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_sealer_discard(
    sealer: *mut etee_sealer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        borrow(sealer)?.state.enter()?.discard();
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
        // What comes out lags behind by a piece.
        state.write(&octets).unwrap();
        state.write(&octets).unwrap();
        for _ in 0..200 {
            state.write(&octets).unwrap();
            assert_eq!(state.read(&mut octets), octets.len());
        }
        assert!(state.read > 0 && state.output.len() < 100_000);
    }
}
