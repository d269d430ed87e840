//! JSON web key: a key as the REST services write it.

use super::buffer::etee_buffer;
use super::context::etee_context;
use super::error::etee_error;
use super::guard::{guard, guard_free, guard_text, guard_value};
use super::pointer::{borrow, bytes, free, handle, lend, out, peek, text};
use super::status::etee_status;
use crate::depot::KeyUse;
use crate::error::{Error, Result, Status};
use crate::jose::Jwk;
use crate::secret::Secret;
use crate::x509::Certificate;
use core::ffi::c_char;
use std::ffi::CString;

/// A JSON web key (RFC 7517): RSA, EC on P-256, P-384 or P-521, or symmetric; public or private.
/// Immutable; may be used by many threads at once; wiped when it is freed with etee_jwk_free().
pub struct etee_jwk {
    jwk: Jwk,
    key_id: Option<CString>,
    key_use: Option<CString>,
    algorithm: Option<CString>,
    key_type: CString,
    /// `None` of a symmetric key, of which a thumbprint would tell too much.
    thumbprint: Option<CString>,
}

handle!(etee_jwk, b"ETEE_JWK");

/// Signatures are verified with the key.
pub const ETEE_KEY_USE_SIGNATURE: i32 = 1;
/// What is for its holder is encrypted with the key.
pub const ETEE_KEY_USE_ENCRYPTION: i32 = 2;

/// The use with this number.
pub(super) fn key_use(number: i32) -> Result<KeyUse> {
    match number {
        ETEE_KEY_USE_SIGNATURE => Ok(KeyUse::Signature),
        ETEE_KEY_USE_ENCRYPTION => Ok(KeyUse::Encryption),
        _ => Err(Error::new(
            Status::InvalidArgument,
            "there is no such use of a key",
        )),
    }
}

impl etee_jwk {
    pub(super) fn new(jwk: Jwk) -> Self {
        let text = |text: &str| CString::new(text).ok();
        let thumbprint = jwk.to_spki().is_ok().then(|| jwk.thumbprint());
        Self {
            key_id: jwk.key_id().and_then(text),
            key_use: jwk.key_use().and_then(text),
            algorithm: jwk.algorithm().and_then(text),
            key_type: text(jwk.key_type()).unwrap_or_default(),
            thumbprint: thumbprint.and_then(|thumbprint| text(&thumbprint)),
            jwk,
        }
    }

    pub(super) fn jwk(&self) -> &Jwk {
        &self.jwk
    }
}

/// Names that are separated by spaces.
fn names(list: &str) -> Vec<&str> {
    list.split_ascii_whitespace().collect()
}

/// Reads a key from JSON (UTF-8), strictly: what is broken, or does not belong together, is
/// refused. Nothing that it points to is ever fetched.
///
/// Returns ETEE_MALFORMED, ETEE_KEY_UNSUPPORTED, ETEE_LIMIT_EXCEEDED. `*jwk` is the caller's, to be
/// freed with etee_jwk_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_jwk_from_json(
    context: *const etee_context,
    json: *const u8,
    json_len: usize,
    jwk: *mut *mut etee_jwk,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(jwk)?;
        let context = borrow(context)?.freeze();
        let read = Jwk::from_json(bytes(json, json_len)?, context.limits())?;
        place.give(etee_jwk::new(read));
        Ok(())
    })
}

/// Takes the public key of a certificate (DER), with the labels that the ETK depot gives it: the
/// letter S and the serial number as its name, the certificate and its thumbprint, and its use.
///
/// Returns ETEE_MALFORMED, ETEE_TRUNCATED or ETEE_KEY_UNSUPPORTED. `*jwk` is the caller's, to be
/// freed with etee_jwk_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_jwk_from_certificate(
    certificate: *const u8,
    certificate_len: usize,
    jwk: *mut *mut etee_jwk,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(jwk)?;
        let certificate = Certificate::from_der(bytes(certificate, certificate_len)?)?;
        place.give(etee_jwk::new(Jwk::from_certificate(&certificate)?));
        Ok(())
    })
}

/// The public part of the key as JSON (UTF-8).
///
/// Returns ETEE_INVALID_ARGUMENT for a symmetric key, which has none. `*json` is the caller's, to
/// be freed with etee_buffer_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_jwk_to_json(
    jwk: *const etee_jwk,
    json: *mut *mut etee_buffer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(json)?;
        place.give(etee_buffer::open(borrow(jwk)?.jwk.to_json()?.into_bytes()));
        Ok(())
    })
}

/// The whole key as JSON (UTF-8), with its private part if that is there: for whoever keeps it as
/// private keys are kept.
///
/// `*json` is the caller's, to be freed with etee_buffer_free(), which wipes it. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_jwk_to_private_json(
    jwk: *const etee_jwk,
    json: *mut *mut etee_buffer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(json)?;
        place.give(etee_buffer::secret(borrow(jwk)?.jwk.to_private_json()));
        Ok(())
    })
}

/// The name of the key ("kid"), NUL-terminated; NULL if it has none. Lives as long as the key, as
/// all of the following do. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_jwk_key_id(jwk: *const etee_jwk) -> *const c_char {
    guard_text(|| peek(jwk)?.key_id.as_ref())
}

/// What the key is for ("use"), as its owner says: "sig" or "enc", NUL-terminated; NULL if nothing
/// is said. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_jwk_use(jwk: *const etee_jwk) -> *const c_char {
    guard_text(|| peek(jwk)?.key_use.as_ref())
}

/// The one algorithm that the key is for ("alg"), NUL-terminated; NULL if none is named. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_jwk_algorithm(jwk: *const etee_jwk) -> *const c_char {
    guard_text(|| peek(jwk)?.algorithm.as_ref())
}

/// The type of the key ("kty"): "RSA", "EC" or "oct", NUL-terminated. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_jwk_type(jwk: *const etee_jwk) -> *const c_char {
    guard_text(|| Some(&peek(jwk)?.key_type))
}

/// The thumbprint of the key with SHA-256 in base64url (RFC 7638), NUL-terminated; NULL of a
/// symmetric key. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_jwk_thumbprint(jwk: *const etee_jwk) -> *const c_char {
    guard_text(|| peek(jwk)?.thumbprint.as_ref())
}

/// 1 if the private part of the key is there, as it always is of a symmetric key; else 0. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_jwk_is_private(jwk: *const etee_jwk) -> i32 {
    guard_value(0, || Some(peek(jwk)?.jwk.is_private().into()))
}

/// A certificate (DER) that came with the key ("x5c"), that of the key first, and its length; NULL
/// and 0 beyond the last. Nobody has judged it. `len` may be NULL. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_jwk_certificate(
    jwk: *const etee_jwk,
    index: usize,
    len: *mut usize,
) -> *const u8 {
    guard_value(core::ptr::null(), || {
        let certificates = peek(jwk).map(|jwk| jwk.jwk.certificates());
        let certificate = certificates.and_then(|certificates| certificates.get(index));
        lend(certificate.map(Certificate::as_der), len)
    })
}

/// Signs a payload with this private key, under its name: a signed token in the compact form (RFC
/// 7515, ASCII). The algorithm is "PS256", "RS256", "ES256" or "ES384".
///
/// Returns ETEE_INVALID_ARGUMENT for another algorithm, ETEE_KEY_NOT_FOUND if the private part is not
/// there, ETEE_KEY_UNSUPPORTED if the key does not sign so. `*token` is the caller's, to be freed with
/// etee_buffer_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_jwk_sign(
    jwk: *const etee_jwk,
    algorithm: *const c_char,
    algorithm_len: usize,
    payload: *const u8,
    payload_len: usize,
    token: *mut *mut etee_buffer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(token)?;
        let algorithm = text(algorithm, algorithm_len)?;
        let payload = bytes(payload, payload_len)?;
        let token = borrow(jwk)?.jwk.sign(algorithm, payload)?;
        place.give(etee_buffer::open(token.into_bytes()));
        Ok(())
    })
}

/// The payload of a signed token, if this public key signed it, by one of these algorithms (names as
/// of etee_jwk_sign(), separated by spaces; empty for any of them that fits the key). What the token
/// says of its own key does not count. Whom its claims are for, and until when, is for the caller to
/// read.
///
/// Returns ETEE_SIGNATURE_INVALID; ETEE_UNSUPPORTED for an algorithm that is not among them, "none"
/// above all; ETEE_KEY_NOT_FOUND if the key does not fit the token; ETEE_MALFORMED,
/// ETEE_LIMIT_EXCEEDED. `*payload` is the caller's, to be freed with etee_buffer_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_jwk_verify(
    context: *const etee_context,
    jwk: *const etee_jwk,
    algorithms: *const c_char,
    algorithms_len: usize,
    token: *const c_char,
    token_len: usize,
    payload: *mut *mut etee_buffer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(payload)?;
        let context = borrow(context)?.freeze();
        let algorithms = names(text(algorithms, algorithms_len)?);
        let token = text(token, token_len)?;
        let payload = borrow(jwk)?
            .jwk
            .verify(token, &algorithms, context.limits())?;
        place.give(etee_buffer::secret(Secret::from(payload)));
        Ok(())
    })
}

/// Encrypts for the holder of this key, under its name: an encrypted token in the compact form (RFC
/// 7516, ASCII). The algorithm is "RSA-OAEP-256", "ECDH-ES", "ECDH-ES+A128KW" or "ECDH-ES+A256KW" for
/// a public key, "A128KW", "A256KW" or "dir" for a symmetric one; the cipher is "A128GCM", "A256GCM"
/// or "A128CBC-HS256".
///
/// Returns ETEE_INVALID_ARGUMENT for another algorithm or cipher, ETEE_KEY_UNSUPPORTED if the key does
/// not go with them. `*token` is the caller's, to be freed with etee_buffer_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_jwk_encrypt(
    jwk: *const etee_jwk,
    algorithm: *const c_char,
    algorithm_len: usize,
    cipher: *const c_char,
    cipher_len: usize,
    clear: *const u8,
    clear_len: usize,
    token: *mut *mut etee_buffer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(token)?;
        let algorithm = text(algorithm, algorithm_len)?;
        let cipher = text(cipher, cipher_len)?;
        let clear = bytes(clear, clear_len)?;
        let token = borrow(jwk)?.jwk.encrypt(algorithm, cipher, clear)?;
        place.give(etee_buffer::open(token.into_bytes()));
        Ok(())
    })
}

/// The clear text of a token that is encrypted for this private or symmetric key, by one of these
/// algorithms (names as of etee_jwk_encrypt(), separated by spaces; empty for any of them that fits
/// the key).
///
/// Returns ETEE_UNSUPPORTED for an algorithm that is not among them, ETEE_NOT_ADDRESSED if the token
/// names another key, ETEE_KEY_UNSUPPORTED if the key does not go with it, ETEE_MALFORMED,
/// ETEE_LIMIT_EXCEEDED; for everything else ETEE_UNSEAL_FAILED. `*clear` is the caller's, to be freed
/// with etee_buffer_free(), which wipes it. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_jwk_decrypt(
    context: *const etee_context,
    jwk: *const etee_jwk,
    algorithms: *const c_char,
    algorithms_len: usize,
    token: *const c_char,
    token_len: usize,
    clear: *mut *mut etee_buffer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(clear)?;
        let context = borrow(context)?.freeze();
        let algorithms = names(text(algorithms, algorithms_len)?);
        let token = text(token, token_len)?;
        let clear = borrow(jwk)?
            .jwk
            .decrypt(token, &algorithms, context.limits())?;
        place.give(etee_buffer::secret(clear));
        Ok(())
    })
}

/// Frees a JSON web key; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_jwk_free(jwk: *mut etee_jwk) {
    guard_free(|| free(jwk))
}
