//! Report: what was checked in a message, and what was found.

use super::guard::{guard_free, guard_value};
use super::pointer::{free, handle, lend, peek};
use crate::finding::{Fatal, Finding, Warning};
use crate::verdict::Report;
use crate::x509::Certificate;
use core::ffi::c_char;
use std::ffi::CString;

/// The judgement on one message, in the words of the official library. Immutable; may be used
/// by many threads at once. Made by etee_unsealer_report() and etee_checker_report(), freed with
/// etee_report_free().
/// Subjects are personal data: a report is not for logs, its names of findings are.
pub struct etee_report {
    report: Report,
    fatal: Option<CString>,
    errors: Vec<CString>,
    warnings: Vec<CString>,
    signing_time: Option<CString>,
    authentication_subject: Option<CString>,
    signature_subject: Option<CString>,
    json: CString,
}

handle!(etee_report, b"ETEE_RPT");

impl etee_report {
    pub(super) fn new(report: Report) -> Self {
        let text = |text: String| CString::new(text).unwrap_or_default();
        let word = |word: &str| text(word.to_owned());
        let subject = |c: Option<&Certificate>| c.map(|c| text(c.subject_text()));
        Self {
            fatal: report.fatal().map(Fatal::name).map(word),
            errors: report
                .errors()
                .iter()
                .copied()
                .map(Finding::name)
                .map(word)
                .collect(),
            warnings: report
                .warnings()
                .iter()
                .copied()
                .map(Warning::name)
                .map(word)
                .collect(),
            signing_time: report.signing_time_text().map(text),
            authentication_subject: subject(report.authentication_certificate()),
            signature_subject: subject(report.signature_certificate()),
            json: text(report.to_json()),
            report,
        }
    }
}

fn text_of(
    report: *const etee_report,
    pick: impl FnOnce(&etee_report) -> Option<&CString>,
) -> Option<*const c_char> {
    pick(peek(report)?).map(|text| text.as_ptr())
}

/// 1 if the content was released, else 0. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_released(report: *const etee_report) -> i32 {
    guard_value(0, || Some(i32::from(peek(report)?.report.released())))
}

/// The official name of what ended the judgement, NUL-terminated, or NULL. Lives as long as the
/// report. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_fatal(report: *const etee_report) -> *const c_char {
    guard_value(core::ptr::null(), || {
        text_of(report, |report| report.fatal.as_ref())
    })
}

/// The number of errors. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_error_count(report: *const etee_report) -> usize {
    guard_value(0, || Some(peek(report)?.errors.len()))
}

/// The official name of an error, in the order of the checks, NUL-terminated; NULL beyond the
/// last. Lives as long as the report. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_error(
    report: *const etee_report,
    index: usize,
) -> *const c_char {
    guard_value(core::ptr::null(), || {
        text_of(report, |report| report.errors.get(index))
    })
}

/// The number of warnings. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_warning_count(report: *const etee_report) -> usize {
    guard_value(0, || Some(peek(report)?.warnings.len()))
}

/// The official name of a warning, in the order of the checks, NUL-terminated; NULL beyond the
/// last. Lives as long as the report. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_warning(
    report: *const etee_report,
    index: usize,
) -> *const c_char {
    guard_value(core::ptr::null(), || {
        text_of(report, |report| report.warnings.get(index))
    })
}

/// Octets of clear text; 0 if nothing was released. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_content_length(report: *const etee_report) -> u64 {
    guard_value(0, || peek(report)?.report.content_length())
}

/// When the sender says that the message was signed, as RFC 3339 text in UTC, NUL-terminated;
/// NULL if it does not say. Lives as long as the report. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_signing_time(report: *const etee_report) -> *const c_char {
    guard_value(core::ptr::null(), || {
        text_of(report, |report| report.signing_time.as_ref())
    })
}

/// The subject of the certificate of the outer signature, RFC 4514 text, NUL-terminated; NULL
/// if there is none. Lives as long as the report. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_authentication_subject(
    report: *const etee_report,
) -> *const c_char {
    guard_value(core::ptr::null(), || {
        text_of(report, |report| report.authentication_subject.as_ref())
    })
}

/// The subject of the certificate of the inner signature, if the message has one of its own for
/// it, as eID cards do; else NULL. Lives as long as the report. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_signature_subject(
    report: *const etee_report,
) -> *const c_char {
    guard_value(core::ptr::null(), || {
        text_of(report, |report| report.signature_subject.as_ref())
    })
}

/// The certificate (DER) of the outer signature and its length, or NULL and 0. Lives as long as
/// the report; `len` may be NULL. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_authentication_certificate(
    report: *const etee_report,
    len: *mut usize,
) -> *const u8 {
    guard_value(core::ptr::null(), || {
        let certificate = peek(report).and_then(|r| r.report.authentication_certificate());
        lend(certificate.map(Certificate::as_der), len)
    })
}

/// The certificate (DER) of the inner signature and its length, or NULL and 0. Lives as long as
/// the report; `len` may be NULL. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_signature_certificate(
    report: *const etee_report,
    len: *mut usize,
) -> *const u8 {
    guard_value(core::ptr::null(), || {
        let certificate = peek(report).and_then(|r| r.report.signature_certificate());
        lend(certificate.map(Certificate::as_der), len)
    })
}

/// The outer signature and its length, or NULL and 0: the octets that a time-stamp is made for.
/// Lives as long as the report; `len` may be NULL. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_signature(
    report: *const etee_report,
    len: *mut usize,
) -> *const u8 {
    guard_value(core::ptr::null(), || {
        let signature = peek(report).and_then(|r| r.report.signature());
        lend(signature, len)
    })
}

/// The whole report as JSON, UTF-8, NUL-terminated: judgement, released, fatal, errors,
/// warnings, content_length, signing_time, authentication_subject, signature_subject. "" if
/// `report` is NULL. Lives as long as the report. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_json(report: *const etee_report) -> *const c_char {
    guard_value(c"".as_ptr(), || {
        text_of(report, |report| Some(&report.json))
    })
}

/// Frees a report; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_free(report: *mut etee_report) {
    guard_free(|| free(report))
}
