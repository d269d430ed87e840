//! Addressing: whom a message was sealed for, before it is unsealed.

use super::context::etee_context;
use super::error::etee_error;
use super::guard::{guard, guard_free, guard_value};
use super::pointer::{Out, borrow, bytes, free, handle, lend, out, path, peek};
use super::status::etee_status;
use crate::addressing::{Addressing, Recipient, RecipientKind};
use crate::error::Result;
use core::ffi::c_char;
use std::ffi::CString;

/// What a receiver may have to know before it can unseal a message: which key to fetch from the
/// KGSS, which of its own keys to load, which web key to look up. It takes no key to read this,
/// and nothing of it is proven. Immutable; may be used by many threads at once. Freed with
/// etee_addressing_free(). Serial numbers and issuers lead to people: not for logs.
pub struct etee_addressing {
    addressing: Addressing,
    /// The only identifier of a key of the KGSS, in base64.
    secret_key_identifier: Result<Option<CString>>,
    recipients: Vec<Texts>,
}

handle!(etee_addressing, b"ETEE_ADR");

struct Texts {
    issuer: Option<CString>,
    serial: Option<CString>,
}

impl etee_addressing {
    fn new(addressing: Addressing) -> Self {
        let text = |text: &str| CString::new(text).unwrap_or_default();
        let texts = |recipient: &Recipient| Texts {
            issuer: recipient.issuer().map(text),
            serial: recipient.serial().map(text),
        };
        Self {
            secret_key_identifier: addressing
                .secret_key_identifier_base64()
                .map(|identifier| identifier.as_deref().map(text)),
            recipients: addressing.recipients().iter().map(texts).collect(),
            addressing,
        }
    }
}

/// A recipient with the private key to an RSA certificate or web key.
pub const ETEE_RECIPIENT_KEY_TRANSPORT: i32 = 1;
/// A recipient with the private key to a certificate on an elliptic curve.
pub const ETEE_RECIPIENT_KEY_AGREEMENT: i32 = 2;
/// Whoever gets the key of the KGSS.
pub const ETEE_RECIPIENT_SECRET_KEY: i32 = 3;

fn recipient<'a>(addressing: *const etee_addressing, index: usize) -> Option<&'a Recipient> {
    peek(addressing)?.addressing.recipients().get(index)
}

fn recipient_text(
    addressing: *const etee_addressing,
    index: usize,
    pick: impl FnOnce(&Texts) -> Option<&CString>,
) -> Option<*const c_char> {
    pick(peek(addressing)?.recipients.get(index)?).map(|text| text.as_ptr())
}

/// Reads a whole message that is in memory. Its content is passed over.
///
/// Returns ETEE_MALFORMED or ETEE_TRUNCATED if it is no sealed message, ETEE_LIMIT_EXCEEDED.
/// `*addressing` is the caller's, to be freed with etee_addressing_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_addressing_read(
    context: *const etee_context,
    data: *const u8,
    data_len: usize,
    addressing: *mut *mut etee_addressing,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(addressing)?;
        let (context, data) = (borrow(context)?.freeze(), bytes(data, data_len)?);
        let addressing = Addressing::read(data, context.limits())?;
        place.give(etee_addressing::new(addressing));
        Ok(())
    })
}

/// Reads the beginning of a message as far as its recipients, less than a kilobyte for each of
/// them. The identifier of the sender's key stands at the end of a message and is not known then.
///
/// Returns and ownership as etee_addressing_read(); ETEE_TRUNCATED if the recipients do not end in
/// what is there. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_addressing_read_head(
    context: *const etee_context,
    data: *const u8,
    data_len: usize,
    addressing: *mut *mut etee_addressing,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(addressing)?;
        let (context, data) = (borrow(context)?.freeze(), bytes(data, data_len)?);
        let addressing = Addressing::read_head(data, context.limits())?;
        place.give(etee_addressing::new(addressing));
        Ok(())
    })
}

/// Reads the file of a message as far as its recipients, as etee_addressing_read_head() does,
/// however long it is. The path is UTF-8.
///
/// Returns and ownership as etee_addressing_read_head(), and ETEE_IO with the system's code. Since
/// 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_addressing_read_file(
    context: *const etee_context,
    file: *const c_char,
    file_len: usize,
    addressing: *mut *mut etee_addressing,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(addressing)?;
        let (context, file) = (borrow(context)?.freeze(), path(file, file_len)?);
        let addressing = Addressing::read_file(&file, context.limits())?;
        place.give(etee_addressing::new(addressing));
        Ok(())
    })
}

/// Reads the whole file of a message, as etee_addressing_read() does. The path is UTF-8.
///
/// Returns and ownership as etee_addressing_read(), and ETEE_IO with the system's code. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_addressing_read_whole_file(
    context: *const etee_context,
    file: *const c_char,
    file_len: usize,
    addressing: *mut *mut etee_addressing,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(addressing)?;
        let (context, file) = (borrow(context)?.freeze(), path(file, file_len)?);
        let addressing = Addressing::read_whole_file(&file, context.limits())?;
        place.give(etee_addressing::new(addressing));
        Ok(())
    })
}

/// The number of keys of the KGSS that open the message. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_addressing_secret_key_count(
    addressing: *const etee_addressing,
) -> usize {
    guard_value(0, || {
        Some(peek(addressing)?.addressing.secret_key_identifiers().len())
    })
}

/// The identifier of a key of the KGSS, in the order of the message, and its length; NULL and 0
/// beyond the last. Lives as long as the addressing; `len` may be NULL. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_addressing_secret_key_identifier(
    addressing: *const etee_addressing,
    index: usize,
    len: *mut usize,
) -> *const u8 {
    guard_value(core::ptr::null(), || {
        let known = peek(addressing).map(|a| a.addressing.secret_key_identifiers());
        lend(known.and_then(|k| k.get(index)).map(Vec::as_slice), len)
    })
}

/// The identifier of the only key of the KGSS that opens the message, in base64, as the KGSS
/// takes it, NUL-terminated. `*identifier` is NULL if there is no such key; else it lives as long
/// as the addressing and is not freed with anything else.
///
/// Returns ETEE_AMBIGUOUS if there are several keys. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_addressing_secret_key_identifier_base64(
    addressing: *const etee_addressing,
    identifier: *mut *const c_char,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = Out::new(identifier, core::ptr::null())?;
        let known = borrow(addressing)?.secret_key_identifier.as_ref();
        if let Some(identifier) = known.map_err(Clone::clone)? {
            place.set(identifier.as_ptr());
        }
        Ok(())
    })
}

/// The number of recipients that the message names, keys of the KGSS included. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_addressing_recipient_count(
    addressing: *const etee_addressing,
) -> usize {
    guard_value(0, || Some(peek(addressing)?.recipients.len()))
}

/// How a recipient gets at the content, one of ETEE_RECIPIENT_...; 0 beyond the last. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_addressing_recipient_kind(
    addressing: *const etee_addressing,
    index: usize,
) -> i32 {
    guard_value(0, || {
        Some(match recipient(addressing, index)?.kind() {
            RecipientKind::KeyTransport => ETEE_RECIPIENT_KEY_TRANSPORT,
            RecipientKind::KeyAgreement => ETEE_RECIPIENT_KEY_AGREEMENT,
            RecipientKind::SecretKey => ETEE_RECIPIENT_SECRET_KEY,
        })
    })
}

/// The issuer of a recipient's encryption certificate, RFC 4514 text, NUL-terminated; NULL if the
/// recipient is named by a key identifier, or beyond the last. Lives as long as the addressing.
/// Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_addressing_recipient_issuer(
    addressing: *const etee_addressing,
    index: usize,
) -> *const c_char {
    guard_value(core::ptr::null(), || {
        recipient_text(addressing, index, |texts| texts.issuer.as_ref())
    })
}

/// The serial number of a recipient's encryption certificate in decimal, as
/// etee_identity_decryption_key_serial() gives that of our own, NUL-terminated; NULL if the
/// recipient is named by a key identifier, or beyond the last. Lives as long as the addressing.
/// Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_addressing_recipient_serial(
    addressing: *const etee_addressing,
    index: usize,
) -> *const c_char {
    guard_value(core::ptr::null(), || {
        recipient_text(addressing, index, |texts| texts.serial.as_ref())
    })
}

/// The identifier of a recipient's key (a key of the KGSS, a web key, or a certificate's
/// SubjectKeyIdentifier) and its length; NULL and 0 if the recipient is named by issuer and serial
/// number, or beyond the last. Lives as long as the addressing; `len` may be NULL. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_addressing_recipient_key_identifier(
    addressing: *const etee_addressing,
    index: usize,
    len: *mut usize,
) -> *const u8 {
    guard_value(core::ptr::null(), || {
        let recipient = recipient(addressing, index);
        lend(recipient.and_then(Recipient::key_identifier), len)
    })
}

/// The identifier of the key (the SubjectKeyIdentifier of a web key) that the sender signed with,
/// and its length; NULL and 0 if the sender is named by a certificate, or if the message was not
/// read to its end. Lives as long as the addressing; `len` may be NULL. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_addressing_sender_key_identifier(
    addressing: *const etee_addressing,
    len: *mut usize,
) -> *const u8 {
    guard_value(core::ptr::null(), || {
        let identifier = peek(addressing).and_then(|a| a.addressing.sender_key_identifier());
        lend(identifier, len)
    })
}

/// Frees an addressing; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_addressing_free(addressing: *mut etee_addressing) {
    guard_free(|| free(addressing))
}
