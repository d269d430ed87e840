//! Checker: the seal of a message, checked and added to without the key that opens it.

use super::buffer::etee_buffer;
use super::context::etee_context;
use super::error::etee_error;
use super::exclusive::Exclusive;
use super::finding::findings_named;
use super::guard::{guard, guard_free};
use super::pointer::{borrow, bytes, free, handle, out, path, text};
use super::report::etee_report;
use super::status::etee_status;
use super::web_key::etee_web_key;
use crate::checker::{CheckStream, SealChecker};
use crate::error::{Error, Result, Status};
use crate::verdict::{Refusal, Report};
use crate::x509::Certificate;
use core::ffi::c_char;

/// Checks messages for a party that cannot open them: a mailbox, an archive. Only the outer
/// layer is judged, the one that the sender signed. Use it for any number of messages, one
/// after the other; a second thread meanwhile is answered ETEE_BUSY. After a failure it can be
/// used again, for the next message. Freed with etee_checker_free().
///
/// The statuses of a refused message are ETEE_MALFORMED and ETEE_TRUNCATED (it is not what it
/// should be), ETEE_LIMIT_EXCEEDED, and 4xx for what is wrong with signature, certificate and
/// time-stamp. etee_checker_report() has the whole judgement.
pub struct etee_checker {
    state: Exclusive<State>,
}

handle!(etee_checker, b"ETEE_CHK");

struct State {
    checker: SealChecker,
    stream: Option<Box<CheckStream>>,
    report: Option<Report>,
}

impl State {
    fn discard(&mut self) {
        self.stream = None;
        self.report = None;
    }

    /// Judges a message and notes the report on it, whatever the outcome.
    fn judge<T>(
        &mut self,
        judge: impl FnOnce(&SealChecker) -> Result<(T, Report), Refusal>,
    ) -> Result<T> {
        self.discard();
        self.note(judge(&self.checker))
    }

    fn note<T>(&mut self, judged: Result<(T, Report), Refusal>) -> Result<T> {
        match judged {
            Ok((made, report)) => {
                self.report = Some(report);
                Ok(made)
            }
            Err(refusal) => {
                self.report = refusal.report.map(|report| *report);
                Err(refusal.error)
            }
        }
    }

    fn write(&mut self, message: &[u8]) -> Result<()> {
        if self.stream.is_none() {
            self.discard();
        }
        let stream = self
            .stream
            .get_or_insert_with(|| Box::new(self.checker.begin()));
        let written = stream.write(message);
        if written.is_err() {
            self.discard();
        }
        written
    }

    fn finish(&mut self) -> Result<()> {
        let stream = match self.stream.take() {
            Some(stream) => *stream,
            None => self.checker.begin(),
        };
        self.judge(|_| stream.finish().map(|report| ((), report)))
    }
}

/// Makes a checker that expects no particular sender.
///
/// `*checker` is the caller's, to be freed with etee_checker_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_checker_new(
    context: *const etee_context,
    checker: *mut *mut etee_checker,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(checker)?;
        let state = State {
            checker: SealChecker::new(borrow(context)?.freeze()),
            stream: None,
            report: None,
        };
        place.give(etee_checker {
            state: Exclusive::new(state),
        });
        Ok(())
    })
}

/// Expects this sender, by its certificate (DER) or by the key in it. Once a sender is
/// expected, the sender of a message must be among those expected.
///
/// Returns ETEE_MALFORMED or ETEE_TRUNCATED if it is no certificate. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_checker_expect_signer(
    checker: *mut etee_checker,
    certificate: *const u8,
    certificate_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let certificate = Certificate::from_der(bytes(certificate, certificate_len)?)?;
        let mut state = borrow(checker)?.state.enter()?;
        state.checker.expect_signer(certificate);
        Ok(())
    })
}

/// Expects a sender with this web key: one that messages name by its identifier. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_checker_expect_web_key(
    checker: *mut etee_checker,
    web_key: *const etee_web_key,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let (checker, web_key) = (borrow(checker)?, borrow(web_key)?);
        let mut state = checker.state.enter()?;
        state.checker.expect_web_key(web_key.key());
        Ok(())
    })
}

/// Goes on in spite of this error, named as in reports; "ALL" stands for every one. Each call adds
/// one. The error stays in the report, and what the message is worth then is the caller's
/// responsibility. What ends a judgement (etee_report_fatal()) cannot be accepted.
///
/// Returns ETEE_INVALID_ARGUMENT if there is no error with this name. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_checker_accept(
    checker: *mut etee_checker,
    name: *const c_char,
    name_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let findings = findings_named(text(name, name_len)?)?;
        let mut state = borrow(checker)?.state.enter()?;
        for finding in findings {
            state.checker.accept(*finding);
        }
        Ok(())
    })
}

/// Says when the messages were received, in seconds since 1970-01-01T00:00:00Z, as someone knows
/// whom the caller trusts. It stands for the present moment where a signing time is judged, as in
/// etee_unsealer_set_trusted_time(). It holds for messages that begin from now on, until it is set
/// anew or cleared. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_checker_set_trusted_time(
    checker: *mut etee_checker,
    seconds: i64,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let mut state = borrow(checker)?.state.enter()?;
        state.checker.set_trusted_time(Some(seconds));
        Ok(())
    })
}

/// Takes back what etee_checker_set_trusted_time() said. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_checker_clear_trusted_time(
    checker: *mut etee_checker,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let mut state = borrow(checker)?.state.enter()?;
        state.checker.set_trusted_time(None);
        Ok(())
    })
}

/// Checks a message that is in memory.
///
/// Returns the statuses that etee_checker lists. The report has the signature that a time-stamp
/// is made for, etee_report_signature(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_checker_validate(
    checker: *mut etee_checker,
    data: *const u8,
    data_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let data = bytes(data, data_len)?;
        let mut state = borrow(checker)?.state.enter()?;
        state.judge(|checker| checker.validate(data).map(|report| ((), report)))
    })
}

/// Checks a file. The path is UTF-8.
///
/// Returns the statuses that etee_checker lists, and ETEE_IO with the system's code. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_checker_validate_file(
    checker: *mut etee_checker,
    input: *const c_char,
    input_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let input = path(input, input_len)?;
        let mut state = borrow(checker)?.state.enter()?;
        state.judge(|checker| checker.validate_file(&input).map(|report| ((), report)))
    })
}

/// Adds octets of a message that arrives in parts; the first ones begin a new message. What is
/// wrong with a message shows at etee_checker_finish().
///
/// Returns ETEE_LIMIT_EXCEEDED if the message is too large; it is then discarded. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_checker_write(
    checker: *mut etee_checker,
    data: *const u8,
    data_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let data = bytes(data, data_len)?;
        borrow(checker)?.state.enter()?.write(data)
    })
}

/// Ends the message that arrived in parts and judges it.
///
/// Returns the statuses that etee_checker lists. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_checker_finish(
    checker: *mut etee_checker,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || borrow(checker)?.state.enter()?.finish())
}

/// Drops the message that is being checked in parts. Nothing happens if there is none. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_checker_discard(
    checker: *mut etee_checker,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        borrow(checker)?.state.enter()?.stream = None;
        Ok(())
    })
}

/// Checks a message that is in memory and puts into it what showed that the certificate of its
/// sender was not revoked: the OCSP response and the CRLs, in place of those that are there.
///
/// Returns the statuses that etee_checker lists, and ETEE_WRONG_STATE if the context does not
/// look at revocation. A message that is refused, and one whose sender's status nothing shows
/// (OCSP_NOT_EMBEDDED), is not changed; under the parity judgement errors stand in the report
/// only, and a message without evidence comes back as it was. `*message` is the caller's, to
/// be freed with etee_buffer_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_checker_inject(
    checker: *mut etee_checker,
    data: *const u8,
    data_len: usize,
    message: *mut *mut etee_buffer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(message)?;
        let data = bytes(data, data_len)?;
        let mut state = borrow(checker)?.state.enter()?;
        let injected = state.judge(|checker| checker.inject_revocation(data))?;
        place.give(etee_buffer::open(injected));
        Ok(())
    })
}

/// As etee_checker_inject(), from a file to a file, which appears whole or not at all; an older
/// file in its place stays until then. The paths are UTF-8 and may be the same.
///
/// Returns the statuses of etee_checker_inject(), ETEE_IO with the system's code, and
/// ETEE_INVALID_ARGUMENT if the input is no regular file. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_checker_inject_file(
    checker: *mut etee_checker,
    input: *const c_char,
    input_len: usize,
    output: *const c_char,
    output_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let (input, output) = (path(input, input_len)?, path(output, output_len)?);
        let mut state = borrow(checker)?.state.enter()?;
        state.judge(|checker| {
            checker
                .inject_revocation_file(&input, &output)
                .map(|report| ((), report))
        })
    })
}

/// Puts a time-stamp on a message that is in memory, in place of any that is there. `token` is
/// a TimeStampToken (RFC 3161), made for the octets of etee_report_signature().
///
/// Returns the statuses that etee_checker lists. A token that is not to be trusted, or was made
/// for something else, is not put on a message, and nothing is put on a message that is refused
/// for more than its signing time; under the parity judgement errors stand in the report only.
/// `*message` is the caller's, to be freed with etee_buffer_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_checker_stamp(
    checker: *mut etee_checker,
    data: *const u8,
    data_len: usize,
    token: *const u8,
    token_len: usize,
    message: *mut *mut etee_buffer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(message)?;
        let (data, token) = (bytes(data, data_len)?, bytes(token, token_len)?);
        let mut state = borrow(checker)?.state.enter()?;
        let stamped = state.judge(|checker| checker.stamp(data, token))?;
        place.give(etee_buffer::open(stamped));
        Ok(())
    })
}

/// As etee_checker_stamp(), from a file to a file, which appears whole or not at all; an older
/// file in its place stays until then. The paths are UTF-8 and may be the same.
///
/// Returns the statuses of etee_checker_stamp(), ETEE_IO with the system's code, and
/// ETEE_INVALID_ARGUMENT if the input is no regular file. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_checker_stamp_file(
    checker: *mut etee_checker,
    input: *const c_char,
    input_len: usize,
    output: *const c_char,
    output_len: usize,
    token: *const u8,
    token_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let (input, output) = (path(input, input_len)?, path(output, output_len)?);
        let token = bytes(token, token_len)?;
        let mut state = borrow(checker)?.state.enter()?;
        state.judge(|checker| {
            checker
                .stamp_file(&input, &output, token)
                .map(|report| ((), report))
        })
    })
}

/// The report on the last message, good or refused.
///
/// Returns ETEE_WRONG_STATE if no message was judged. `*report` is the caller's, to be freed
/// with etee_report_free(); later messages do not change it. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_checker_report(
    checker: *mut etee_checker,
    report: *mut *mut etee_report,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(report)?;
        let state = borrow(checker)?.state.enter()?;
        let report = state
            .report
            .as_ref()
            .ok_or_else(|| Error::new(Status::WrongState, "no message has been judged"))?;
        place.give(etee_report::new(report.clone()));
        Ok(())
    })
}

/// Frees a checker; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_checker_free(checker: *mut etee_checker) {
    guard_free(|| free(checker))
}
