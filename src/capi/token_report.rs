//! Token report: what was checked in an encryption token, and what was found.

use super::context::{ETEE_JUDGEMENT_PARITY, ETEE_JUDGEMENT_STRICT};
use super::guard::{guard_free, guard_value};
use super::pointer::{free, handle, lend, peek};
use crate::context::Judgement;
use crate::finding::{Fatal, Finding, Warning};
use crate::verdict::TokenReport;
use core::ffi::c_char;
use std::ffi::CString;

/// The judgement on one encryption token, in the words of the official library. Immutable; may be
/// used by many threads at once. Made by etee_token_check(), freed with etee_token_report_free().
/// Subjects are personal data: a report is not for logs, its names of findings are.
pub struct etee_token_report {
    report: TokenReport,
    fatal: Option<CString>,
    errors: Vec<CString>,
    warnings: Vec<CString>,
    json: CString,
}

handle!(etee_token_report, b"ETEE_TRP");

impl etee_token_report {
    pub(super) fn new(report: TokenReport) -> Self {
        let text = |text: &str| CString::new(text).unwrap_or_default();
        let errors = report.errors().iter().copied().map(Finding::name);
        let warnings = report.warnings().iter().copied().map(Warning::name);
        Self {
            fatal: report.fatal().map(Fatal::name).map(text),
            errors: errors.map(text).collect(),
            warnings: warnings.map(text).collect(),
            json: text(&report.to_json()),
            report,
        }
    }
}

fn text_of(
    report: *const etee_token_report,
    pick: impl FnOnce(&etee_token_report) -> Option<&CString>,
) -> Option<*const c_char> {
    pick(peek(report)?).map(|text| text.as_ptr())
}

/// ETEE_JUDGEMENT_STRICT or ETEE_JUDGEMENT_PARITY: how the token was judged. 0 if `report` is
/// NULL. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_token_report_judgement(report: *const etee_token_report) -> i32 {
    guard_value(0, || {
        Some(match peek(report)?.report.judgement() {
            Judgement::Strict => ETEE_JUDGEMENT_STRICT,
            Judgement::Parity => ETEE_JUDGEMENT_PARITY,
        })
    })
}

/// 1 if nothing was found wrong with the token, else 0. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_token_report_is_good(report: *const etee_token_report) -> i32 {
    guard_value(0, || Some(i32::from(peek(report)?.report.is_good())))
}

/// The official name of what ended the judgement, NUL-terminated, or NULL. Lives as long as the
/// report. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_token_report_fatal(
    report: *const etee_token_report,
) -> *const c_char {
    guard_value(core::ptr::null(), || {
        text_of(report, |report| report.fatal.as_ref())
    })
}

/// The number of errors. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_token_report_error_count(report: *const etee_token_report) -> usize {
    guard_value(0, || Some(peek(report)?.errors.len()))
}

/// The official name of an error, in the order of the checks, NUL-terminated; NULL beyond the
/// last. etee_finding_text() explains it. Lives as long as the report. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_token_report_error(
    report: *const etee_token_report,
    index: usize,
) -> *const c_char {
    guard_value(core::ptr::null(), || {
        text_of(report, |report| report.errors.get(index))
    })
}

/// The number of warnings. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_token_report_warning_count(
    report: *const etee_token_report,
) -> usize {
    guard_value(0, || Some(peek(report)?.warnings.len()))
}

/// The official name of a warning, in the order of the checks, NUL-terminated; NULL beyond the
/// last. etee_finding_text() explains it. Lives as long as the report. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_token_report_warning(
    report: *const etee_token_report,
    index: usize,
) -> *const c_char {
    guard_value(core::ptr::null(), || {
        text_of(report, |report| report.warnings.get(index))
    })
}

/// The certificate (DER) that was judged as the holder's authentication certificate, and its
/// length, or NULL and 0. Lives as long as the report; `len` may be NULL. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_token_report_authentication_certificate(
    report: *const etee_token_report,
    len: *mut usize,
) -> *const u8 {
    guard_value(core::ptr::null(), || {
        let certificate = peek(report).map(|r| r.report.authentication_certificate().as_der());
        lend(certificate, len)
    })
}

/// The whole report as JSON in one line, UTF-8, NUL-terminated: judgement, good, fatal, errors,
/// warnings, encryption_subject, authentication_subject. "" if `report` is NULL. Lives as long as
/// the report. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_token_report_json(report: *const etee_token_report) -> *const c_char {
    guard_value(c"".as_ptr(), || {
        text_of(report, |report| Some(&report.json))
    })
}

/// Frees a report; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_token_report_free(report: *mut etee_token_report) {
    guard_free(|| free(report))
}
