//! Unsealer: a message is opened, judged, and released.

use super::buffer::etee_buffer;
use super::context::etee_context;
use super::error::etee_error;
use super::exclusive::Exclusive;
use super::finding::findings_named;
use super::guard::{guard, guard_free};
use super::identity::etee_identity;
use super::pointer::{Out, borrow, bytes, free, handle, out, path, room, text};
use super::report::etee_report;
use super::secret_key::etee_secret_key;
use super::status::etee_status;
use super::web_key::etee_web_key;
use crate::error::{Error, Result, Status};
use crate::unseal::{Released, UnsealStream, Unsealer};
use crate::verdict::{Refusal, Report};
use crate::x509::Certificate;
use core::ffi::c_char;

/// Unseals messages with the decryption keys of its identities. Use it for any number of
/// messages, one after the other; a second thread meanwhile is answered ETEE_BUSY. After a
/// failure it can be used again, for the next message. Freed with etee_unsealer_free().
///
/// Nothing of the content is released before every check of the message has passed, but for what
/// etee_unsealer_accept() accepts. The statuses of a refused message are ETEE_MALFORMED and
/// ETEE_TRUNCATED (it is not what it should be), ETEE_LIMIT_EXCEEDED, ETEE_NOT_ADDRESSED (none of the
/// keys fits), ETEE_UNSEAL_FAILED (it cannot be decrypted, one status for every cause), and 4xx for
/// what is wrong with signatures and certificates. etee_unsealer_report() has the whole judgement.
pub struct etee_unsealer {
    state: Exclusive<State>,
}

handle!(etee_unsealer, b"ETEE_USL");

struct State {
    unsealer: Unsealer,
    stream: Option<Box<UnsealStream>>,
    released: Option<Released>,
    report: Option<Report>,
}

impl State {
    /// Drops the last message and what was found in it.
    fn discard(&mut self) {
        self.drop_content();
        self.report = None;
    }

    fn drop_content(&mut self) {
        self.stream = None;
        self.released = None;
    }

    /// Notes the report of a message that was judged, released or not.
    fn note<T>(&mut self, judged: Result<(T, Report), Refusal>) -> Result<T> {
        match judged {
            Ok((released, report)) => {
                self.report = Some(report);
                Ok(released)
            }
            Err(refusal) => {
                self.report = refusal.report.map(|report| *report);
                Err(refusal.error)
            }
        }
    }

    fn write(&mut self, sealed: &[u8]) -> Result<()> {
        if self.stream.is_none() {
            self.discard();
        }
        let stream = self
            .stream
            .get_or_insert_with(|| Box::new(self.unsealer.begin()));
        let written = stream.write(sealed);
        if written.is_err() {
            self.discard();
        }
        written
    }

    fn finish(&mut self) -> Result<()> {
        let stream = match self.stream.take() {
            Some(stream) => *stream,
            None => self.unsealer.begin(),
        };
        self.discard();
        self.released = Some(self.note(stream.finish())?);
        Ok(())
    }

    fn read(&mut self, clear: &mut [u8]) -> Result<usize> {
        self.released
            .as_mut()
            .ok_or_else(|| Error::new(Status::WrongState, "no content has been released"))?
            .read(clear)
    }
}

/// Makes an unsealer without keys yet.
///
/// `*unsealer` is the caller's, to be freed with etee_unsealer_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_unsealer_new(
    context: *const etee_context,
    unsealer: *mut *mut etee_unsealer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(unsealer)?;
        let unsealer = Unsealer::new(borrow(context)?.freeze());
        let state = State {
            unsealer,
            stream: None,
            released: None,
            report: None,
        };
        place.give(etee_unsealer {
            state: Exclusive::new(state),
        });
        Ok(())
    })
}

/// Adds the decryption keys of an identity; old stores may be added beside new ones. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_unsealer_add_identity(
    unsealer: *mut etee_unsealer,
    identity: *const etee_identity,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let (unsealer, identity) = (borrow(unsealer)?, borrow(identity)?);
        unsealer
            .state
            .enter()?
            .unsealer
            .add_identity(identity.share());
        Ok(())
    })
}

/// Adds a key of the KGSS. Where a message was sealed with such a key, it is tried before the
/// decryption keys of the identities. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_unsealer_add_secret_key(
    unsealer: *mut etee_unsealer,
    secret_key: *const etee_secret_key,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let (unsealer, secret_key) = (borrow(unsealer)?, borrow(secret_key)?);
        unsealer
            .state
            .enter()?
            .unsealer
            .add_secret_key(secret_key.key());
        Ok(())
    })
}

/// Expects this signer: a certificate (DER), or whoever signs with the key in it. Once a signer is
/// expected, the signer of each layer must be among those expected; an eID card signs the two
/// layers with two certificates.
///
/// Returns ETEE_MALFORMED or ETEE_TRUNCATED if it is no certificate. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_unsealer_expect_signer(
    unsealer: *mut etee_unsealer,
    certificate: *const u8,
    certificate_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let mut state = borrow(unsealer)?.state.enter()?;
        let certificate = Certificate::from_der(bytes(certificate, certificate_len)?)?;
        state.unsealer.expect_signer(certificate);
        Ok(())
    })
}

/// Releases contents in spite of this error, named as in reports; "ALL" stands for every one.
/// Each call adds one. The error stays in the report, and what the message is worth then is the
/// caller's responsibility. What ends a judgement (etee_report_fatal()) cannot be accepted.
///
/// Returns ETEE_INVALID_ARGUMENT if there is no error with this name. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_unsealer_accept(
    unsealer: *mut etee_unsealer,
    name: *const c_char,
    name_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let findings = findings_named(text(name, name_len)?)?;
        let mut state = borrow(unsealer)?.state.enter()?;
        for finding in findings {
            state.unsealer.accept(*finding);
        }
        Ok(())
    })
}

/// Says when the messages were received, in seconds since 1970-01-01T00:00:00Z, as someone knows
/// whom the caller trusts, such as a mailbox of the platform. It stands for the present
/// moment where a signing time is judged: one from shortly before it counts as established, by
/// default from ten minutes before it to five after. It holds for messages that begin from now on, until it is set
/// anew or cleared. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_unsealer_set_trusted_time(
    unsealer: *mut etee_unsealer,
    seconds: i64,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let mut state = borrow(unsealer)?.state.enter()?;
        state.unsealer.set_trusted_time(Some(seconds));
        Ok(())
    })
}

/// Takes back what etee_unsealer_set_trusted_time() said. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_unsealer_clear_trusted_time(
    unsealer: *mut etee_unsealer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let mut state = borrow(unsealer)?.state.enter()?;
        state.unsealer.set_trusted_time(None);
        Ok(())
    })
}

/// Unseals a message that is in memory.
///
/// Returns the statuses that etee_unsealer lists. `*clear` is the caller's, to be freed with
/// etee_buffer_free(), which wipes it. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_unsealer_unseal(
    unsealer: *mut etee_unsealer,
    data: *const u8,
    data_len: usize,
    clear: *mut *mut etee_buffer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let clear = out(clear)?;
        let data = bytes(data, data_len)?;
        let mut state = borrow(unsealer)?.state.enter()?;
        state.discard();
        let judged = state
            .unsealer
            .unseal(data)
            .map(|unsealed| (unsealed.content, unsealed.report));
        clear.give(etee_buffer::secret(state.note(judged)?));
        Ok(())
    })
}

/// Unseals a file into another one. The output appears, whole, only if the message was
/// released; an older file in its place stays until then. On Unix only its owner may read it.
/// The paths are UTF-8 and may be the same.
///
/// Returns the statuses that etee_unsealer lists, and ETEE_IO with the system's code. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_unsealer_unseal_file(
    unsealer: *mut etee_unsealer,
    input: *const c_char,
    input_len: usize,
    output: *const c_char,
    output_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let (input, output) = (path(input, input_len)?, path(output, output_len)?);
        let mut state = borrow(unsealer)?.state.enter()?;
        state.discard();
        let judged = state
            .unsealer
            .unseal_file(&input, &output)
            .map(|report| ((), report));
        state.note(judged)
    })
}

/// Adds octets of a message that arrives in parts; the first ones begin a new message, and
/// discard what was released before. What is wrong with a message shows at etee_unsealer_finish().
///
/// Returns ETEE_IO if the temporary file fails and ETEE_LIMIT_EXCEEDED if the message is too
/// large; the message is then discarded. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_unsealer_write(
    unsealer: *mut etee_unsealer,
    data: *const u8,
    data_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let data = bytes(data, data_len)?;
        borrow(unsealer)?.state.enter()?.write(data)
    })
}

/// Ends the message and judges it.
///
/// Returns the statuses that etee_unsealer lists. On ETEE_OK the content can be read. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_unsealer_finish(
    unsealer: *mut etee_unsealer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || borrow(unsealer)?.state.enter()?.finish())
}

/// Reads the next octets of the released content, at most `capacity`, into `clear`. `*count` is
/// their number; 0 means that all has been read.
///
/// Returns ETEE_WRONG_STATE unless etee_unsealer_finish() answered ETEE_OK. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_unsealer_read(
    unsealer: *mut etee_unsealer,
    clear: *mut u8,
    capacity: usize,
    count: *mut usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let count = Out::new(count, 0)?;
        let clear = room(clear, capacity)?;
        count.set(borrow(unsealer)?.state.enter()?.read(clear)?);
        Ok(())
    })
}

/// The report on the last message, released or refused.
///
/// Returns ETEE_WRONG_STATE if no message was judged. `*report` is the caller's, to be freed
/// with etee_report_free(); later messages do not change it. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_unsealer_report(
    unsealer: *mut etee_unsealer,
    report: *mut *mut etee_report,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(report)?;
        let state = borrow(unsealer)?.state.enter()?;
        let report = state
            .report
            .as_ref()
            .ok_or_else(|| Error::new(Status::WrongState, "no message has been judged"))?;
        place.give(etee_report::new(report.clone()));
        Ok(())
    })
}

/// Drops the message that is being unsealed as a stream, and what of a released content was not
/// read, which is wiped: for a host whose input or output failed half way. Nothing happens if there is
/// none; the report on a message that was judged stays. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_unsealer_discard(
    unsealer: *mut etee_unsealer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        borrow(unsealer)?.state.enter()?.drop_content();
        Ok(())
    })
}

/// Frees an unsealer and wipes what it holds; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_unsealer_free(unsealer: *mut etee_unsealer) {
    guard_free(|| free(unsealer))
}

/// Adds a web key that messages may be sealed for; it needs its private key. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_unsealer_add_web_key(
    unsealer: *mut etee_unsealer,
    web_key: *const etee_web_key,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let (unsealer, web_key) = (borrow(unsealer)?, borrow(web_key)?);
        unsealer.state.enter()?.unsealer.add_web_key(web_key.key());
        Ok(())
    })
}

/// Expects a signer with this web key. The signature of a message under the policy WEB_AUTHN can
/// be verified only if its key was given so. Once a signer is expected, the signer of each layer
/// must be among those expected. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_unsealer_expect_web_key(
    unsealer: *mut etee_unsealer,
    web_key: *const etee_web_key,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let (unsealer, web_key) = (borrow(unsealer)?, borrow(web_key)?);
        let mut state = unsealer.state.enter()?;
        state.unsealer.expect_web_key(web_key.key());
        Ok(())
    })
}
