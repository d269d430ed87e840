//! Report: what was checked in a message, and what was found.

use super::context::{ETEE_JUDGEMENT_PARITY, ETEE_JUDGEMENT_STRICT};
use super::finding::language;
use super::guard::{guard_free, guard_value};
use super::pointer::{free, handle, lend, peek};
use crate::context::{Judgement, SigningPolicy};
use crate::finding::{Fatal, Finding, Language, Warning};
use crate::verdict::{EncryptionReport, LayerReport, Report, SigningTimeSource, Validity};
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
    signing_time_source: Option<CString>,
    authentication_subject: Option<CString>,
    signature_subject: Option<CString>,
    outer: Layer,
    encryption: Layer,
    inner: Layer,
    json: CString,
    texts: Vec<(Language, CString)>,
}

handle!(etee_report, b"ETEE_RPT");

/// What C sees of one layer; what a layer does not have is empty.
#[derive(Default)]
struct Layer {
    validity: Validity,
    trust: Validity,
    errors: Vec<CString>,
    warnings: Vec<CString>,
    policy: Option<CString>,
    certificate: Option<Certificate>,
    subject: Option<CString>,
    issuer: Option<CString>,
    serial: Option<CString>,
    key_identifier: Option<Vec<u8>>,
    signing_time: Option<CString>,
}

// Texts are made here, and those that come from outside are escaped or checked: where one could
// not be converted, it is empty.
fn owned(text: impl Into<Vec<u8>>) -> CString {
    CString::new(text).unwrap_or_default()
}

fn errors_of(findings: &[Finding]) -> Vec<CString> {
    findings.iter().map(|f| owned(f.name())).collect()
}

fn warnings_of(warnings: &[Warning]) -> Vec<CString> {
    warnings.iter().map(|w| owned(w.name())).collect()
}

impl Layer {
    fn signed(layer: &LayerReport) -> Self {
        let certificate = layer.certificate();
        let of = |text: fn(&Certificate) -> String| certificate.map(text).map(owned);
        Self {
            validity: layer.validity(),
            trust: layer.trust(),
            errors: errors_of(layer.errors()),
            warnings: warnings_of(layer.warnings()),
            policy: layer.policy().map(SigningPolicy::name).map(owned),
            subject: of(Certificate::subject_text),
            issuer: of(Certificate::issuer_text),
            serial: of(Certificate::serial_decimal),
            key_identifier: layer.key_identifier().map(<[u8]>::to_vec),
            signing_time: layer.signing_time_text().map(owned),
            certificate: certificate.cloned(),
        }
    }

    fn encryption(layer: &EncryptionReport) -> Self {
        Self {
            validity: layer.validity(),
            errors: errors_of(layer.errors()),
            serial: layer.recipient_serial().map(owned),
            key_identifier: layer.key_identifier().map(<[u8]>::to_vec),
            ..Self::default()
        }
    }
}

impl etee_report {
    pub(super) fn new(report: Report) -> Self {
        let subject = |c: Option<&Certificate>| c.map(|c| owned(c.subject_text()));
        let in_language = |language: &Language| (*language, owned(report.to_text(*language)));
        Self {
            fatal: report.fatal().map(Fatal::name).map(owned),
            errors: errors_of(report.errors()),
            warnings: warnings_of(report.warnings()),
            signing_time: report.signing_time_text().map(owned),
            signing_time_source: report
                .signing_time_source()
                .map(SigningTimeSource::name)
                .map(owned),
            authentication_subject: subject(report.authentication_certificate()),
            signature_subject: subject(report.signature_certificate()),
            outer: Layer::signed(report.outer()),
            encryption: Layer::encryption(report.encryption()),
            inner: Layer::signed(report.inner()),
            json: owned(report.to_json()),
            texts: Language::ALL.iter().map(in_language).collect(),
            report,
        }
    }
}

/// The layer that the sender signed.
pub const ETEE_LAYER_OUTER: i32 = 1;
/// The envelope: how the message is encrypted, and for whom.
pub const ETEE_LAYER_ENCRYPTION: i32 = 2;
/// The layer that the author signed.
pub const ETEE_LAYER_INNER: i32 = 3;

/// The judgement did not come to this, or was not asked for it.
pub const ETEE_VALIDITY_NOT_JUDGED: i32 = 0;
/// Nothing was found wrong.
pub const ETEE_VALIDITY_GOOD: i32 = 1;
/// Something was found wrong.
pub const ETEE_VALIDITY_BAD: i32 = 2;

fn number_of(validity: Validity) -> i32 {
    match validity {
        Validity::NotJudged => ETEE_VALIDITY_NOT_JUDGED,
        Validity::Good => ETEE_VALIDITY_GOOD,
        Validity::Bad => ETEE_VALIDITY_BAD,
    }
}

fn layer<'a>(report: *const etee_report, layer: i32) -> Option<&'a Layer> {
    let report = peek(report)?;
    match layer {
        ETEE_LAYER_OUTER => Some(&report.outer),
        ETEE_LAYER_ENCRYPTION => Some(&report.encryption),
        ETEE_LAYER_INNER => Some(&report.inner),
        _ => None,
    }
}

fn layer_text(
    report: *const etee_report,
    number: i32,
    pick: impl FnOnce(&Layer) -> Option<&CString>,
) -> Option<*const c_char> {
    pick(layer(report, number)?).map(|text| text.as_ptr())
}

fn text_of(
    report: *const etee_report,
    pick: impl FnOnce(&etee_report) -> Option<&CString>,
) -> Option<*const c_char> {
    pick(peek(report)?).map(|text| text.as_ptr())
}

/// ETEE_JUDGEMENT_STRICT or ETEE_JUDGEMENT_PARITY: how the message was judged. 0 if `report` is
/// NULL. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_judgement(report: *const etee_report) -> i32 {
    guard_value(0, || {
        Some(match peek(report)?.report.judgement() {
            Judgement::Strict => ETEE_JUDGEMENT_STRICT,
            Judgement::Parity => ETEE_JUDGEMENT_PARITY,
        })
    })
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

/// When the message was signed, as far as is known, as RFC 3339 text in UTC, NUL-terminated, or
/// NULL; etee_report_signing_time_source() tells who says so. Lives as long as the report. Since
/// 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_signing_time(report: *const etee_report) -> *const c_char {
    guard_value(core::ptr::null(), || {
        text_of(report, |report| report.signing_time.as_ref())
    })
}

/// Who says when the message was signed, NUL-terminated: "signer" (its claim), "time-stamp" (on
/// the outer signature), "caller" (who knows when it was received), "clock" (nobody: the moment
/// of the judgement stands in); NULL if the judgement did not come to it. Lives as long as the
/// report. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_signing_time_source(
    report: *const etee_report,
) -> *const c_char {
    guard_value(core::ptr::null(), || {
        text_of(report, |report| report.signing_time_source.as_ref())
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

/// Whether a layer (one of ETEE_LAYER_...) is right in itself, one of ETEE_VALIDITY_...: algorithms,
/// attributes, the signature; for the envelope, how it is encrypted and that it could be opened.
/// Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_layer_validity(report: *const etee_report, layer: i32) -> i32 {
    guard_value(ETEE_VALIDITY_NOT_JUDGED, || {
        Some(number_of(self::layer(report, layer)?.validity))
    })
}

/// Whether the signer of a layer is to be trusted, one of ETEE_VALIDITY_...: certificate, path,
/// revocation, time. The envelope has no signer. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_layer_trust(report: *const etee_report, layer: i32) -> i32 {
    guard_value(ETEE_VALIDITY_NOT_JUDGED, || {
        Some(number_of(self::layer(report, layer)?.trust))
    })
}

/// The number of errors of a layer. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_layer_error_count(
    report: *const etee_report,
    layer: i32,
) -> usize {
    guard_value(0, || Some(self::layer(report, layer)?.errors.len()))
}

/// The official name of an error of a layer, in the order of the checks, NUL-terminated; NULL beyond
/// the last. Lives as long as the report. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_layer_error(
    report: *const etee_report,
    layer: i32,
    index: usize,
) -> *const c_char {
    guard_value(core::ptr::null(), || {
        layer_text(report, layer, |layer| layer.errors.get(index))
    })
}

/// The number of warnings of a layer. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_layer_warning_count(
    report: *const etee_report,
    layer: i32,
) -> usize {
    guard_value(0, || Some(self::layer(report, layer)?.warnings.len()))
}

/// The official name of a warning of a layer, in the order of the checks, NUL-terminated; NULL
/// beyond the last. Lives as long as the report. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_layer_warning(
    report: *const etee_report,
    layer: i32,
    index: usize,
) -> *const c_char {
    guard_value(core::ptr::null(), || {
        layer_text(report, layer, |layer| layer.warnings.get(index))
    })
}

/// The signing policy that a layer was judged under, NUL-terminated: "EHEALTH_CERT", "EID",
/// "WEB_AUTHN" or "EC_CERT"; NULL for none. Lives as long as the report. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_layer_policy(
    report: *const etee_report,
    layer: i32,
) -> *const c_char {
    guard_value(core::ptr::null(), || {
        layer_text(report, layer, |layer| layer.policy.as_ref())
    })
}

/// The certificate (DER) of the signer of a layer and its length, or NULL and 0. Lives as long as
/// the report; `len` may be NULL. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_layer_certificate(
    report: *const etee_report,
    layer: i32,
    len: *mut usize,
) -> *const u8 {
    guard_value(core::ptr::null(), || {
        let layer = self::layer(report, layer);
        let certificate = layer.and_then(|layer| layer.certificate.as_ref());
        lend(certificate.map(Certificate::as_der), len)
    })
}

/// The subject of that certificate, RFC 4514 text, NUL-terminated, or NULL. It is personal data.
/// Lives as long as the report. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_layer_subject(
    report: *const etee_report,
    layer: i32,
) -> *const c_char {
    guard_value(core::ptr::null(), || {
        layer_text(report, layer, |layer| layer.subject.as_ref())
    })
}

/// The issuer of that certificate, RFC 4514 text, NUL-terminated, or NULL. Lives as long as the
/// report. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_layer_issuer(
    report: *const etee_report,
    layer: i32,
) -> *const c_char {
    guard_value(core::ptr::null(), || {
        layer_text(report, layer, |layer| layer.issuer.as_ref())
    })
}

/// The serial number of that certificate in decimal, NUL-terminated, or NULL; for the envelope, that
/// of the encryption certificate that the message was opened as. Lives as long as the report.
/// Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_layer_serial(
    report: *const etee_report,
    layer: i32,
) -> *const c_char {
    guard_value(core::ptr::null(), || {
        layer_text(report, layer, |layer| layer.serial.as_ref())
    })
}

/// The identifier of the key that a layer was signed with, where it names no certificate (a web
/// key), and its length, or NULL and 0; for the envelope, of the key of the KGSS or the web key that
/// the message was opened with. Lives as long as the report; `len` may be NULL. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_layer_key_identifier(
    report: *const etee_report,
    layer: i32,
    len: *mut usize,
) -> *const u8 {
    guard_value(core::ptr::null(), || {
        let layer = self::layer(report, layer);
        let identifier = layer.and_then(|layer| layer.key_identifier.as_deref());
        lend(identifier, len)
    })
}

/// When the signer of a layer says that it signed, as RFC 3339 text in UTC, NUL-terminated, or
/// NULL. Nobody else vouches for it. Lives as long as the report. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_layer_signing_time(
    report: *const etee_report,
    layer: i32,
) -> *const c_char {
    guard_value(core::ptr::null(), || {
        layer_text(report, layer, |layer| layer.signing_time.as_ref())
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

/// The whole report as JSON in one line, UTF-8, NUL-terminated: judgement, released, fatal, errors,
/// warnings, content_length, signing_time, signing_time_source, authentication_subject,
/// signature_subject, and layers, with outer, encryption and inner in it. Each of them has
/// validity and trust ("not judged", "good" or "bad"), errors, warnings, policy, subject, issuer,
/// serial, key_identifier (base64) and signing_time. What is not known is null; members may be
/// added. "" if `report` is NULL. Lives as long as the report. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_json(report: *const etee_report) -> *const c_char {
    guard_value(c"".as_ptr(), || {
        text_of(report, |report| Some(&report.json))
    })
}

/// The report in a few lines for the person at the desk, in a language (one of
/// ETEE_LANGUAGE_...), UTF-8, NUL-terminated: whether the content was released, what was found
/// and what to do about it, who signed, and when according to whom. It holds personal data. ""
/// if `report` is NULL, or for an unknown language. Lives as long as the report. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_text(
    report: *const etee_report,
    language: i32,
) -> *const c_char {
    guard_value(c"".as_ptr(), || {
        let language = self::language(language)?;
        text_of(report, |report| {
            let mut texts = report.texts.iter();
            texts.find(|(of, _)| *of == language).map(|(_, text)| text)
        })
    })
}

/// Frees a report; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_report_free(report: *mut etee_report) {
    guard_free(|| free(report))
}
