//! Web key: a key that messages name by an identifier instead of a certificate.

use super::error::etee_error;
use super::guard::{guard, guard_free, guard_value};
use super::jwk::etee_jwk;
use super::pointer::{borrow, bytes, free, handle, lend, out, peek};
use super::status::etee_status;
use crate::error::{Error, Status};
use crate::keys::WebKey;

/// A public key, or a key pair, that messages name by an identifier (WEB_AUTHN). The identifier
/// is what both sides agree on; of keys in the KeyDepot it is computed from the key. Immutable; may be used by many
/// threads at once; wiped when it is freed with etee_web_key_free() and nothing made with it
/// needs it any more.
pub struct etee_web_key {
    key: WebKey,
}

handle!(etee_web_key, b"ETEE_WKY");

/// A key pair for RSA with 2048 bits, which signs messages and opens them.
pub const ETEE_WEB_KEY_RSA: i32 = 1;
/// A key pair on the curve P-256, which signs messages.
pub const ETEE_WEB_KEY_EC: i32 = 2;
/// A key pair on the curve P-384, which signs messages.
pub const ETEE_WEB_KEY_EC_P384: i32 = 3;

impl etee_web_key {
    pub(super) fn new(key: WebKey) -> Self {
        Self { key }
    }

    pub(super) fn key(&self) -> &WebKey {
        &self.key
    }
}

/// Takes an identifier (1 to 1024 octets: where others write it in base64, the octets that the
/// text stands for) and a public key as SubjectPublicKeyInfo (DER).
///
/// Returns ETEE_MALFORMED or ETEE_TRUNCATED if it is no such key, ETEE_INVALID_ARGUMENT for
/// another identifier. `*web_key` is the caller's, to be freed with etee_web_key_free(). Since
/// 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_web_key_from_spki(
    identifier: *const u8,
    identifier_len: usize,
    spki: *const u8,
    spki_len: usize,
    web_key: *mut *mut etee_web_key,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(web_key)?;
        let (identifier, spki) = (bytes(identifier, identifier_len)?, bytes(spki, spki_len)?);
        let key = WebKey::from_spki(identifier, spki)?;
        place.give(etee_web_key { key });
        Ok(())
    })
}

/// Takes an identifier, as etee_web_key_from_spki() does, and a private key as an unencrypted
/// PKCS #8 PrivateKeyInfo (DER), which signs messages and opens them. It is not kept as it came.
///
/// Returns ETEE_KEY_UNSUPPORTED if the key is neither RSA of at least 2048 bits nor EC on P-256
/// or P-384, ETEE_INVALID_ARGUMENT for another identifier. Ownership as
/// etee_web_key_from_spki(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_web_key_from_pkcs8(
    identifier: *const u8,
    identifier_len: usize,
    pkcs8: *const u8,
    pkcs8_len: usize,
    web_key: *mut *mut etee_web_key,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(web_key)?;
        let (identifier, pkcs8) = (bytes(identifier, identifier_len)?, bytes(pkcs8, pkcs8_len)?);
        let key = WebKey::from_pkcs8(identifier, pkcs8)?;
        place.give(etee_web_key { key });
        Ok(())
    })
}

/// Makes a key pair of a kind (ETEE_WEB_KEY_RSA, _EC or _EC_P384). Its identifier is the one that the
/// platform computes of it, and the private key is nowhere but here, until
/// etee_web_key_to_private_jwk() hands it out to be kept.
///
/// Returns ETEE_INVALID_ARGUMENT for an unknown kind. Ownership as etee_web_key_from_spki(). Since
/// 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_web_key_generate(
    kind: i32,
    web_key: *mut *mut etee_web_key,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(web_key)?;
        let key = match kind {
            ETEE_WEB_KEY_RSA => WebKey::generate_rsa(),
            ETEE_WEB_KEY_EC => WebKey::generate_ec(),
            ETEE_WEB_KEY_EC_P384 => WebKey::generate_ec_p384(),
            _ => Err(Error::new(
                Status::InvalidArgument,
                "there is no such kind of web key",
            )),
        };
        place.give(etee_web_key { key: key? });
        Ok(())
    })
}

/// Takes a JSON web key, public or private. Its name ("kid") is the identifier in base64url; one of
/// 20 octets may also stand as 40 hexadecimal digits or in plain Base64.
///
/// Returns ETEE_INVALID_ARGUMENT for a name that is missing or no identifier, and for a symmetric
/// key; ETEE_KEY_UNSUPPORTED for a private key that is neither RSA nor EC on P-256 or P-384.
/// Ownership as etee_web_key_from_spki(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_web_key_from_jwk(
    jwk: *const etee_jwk,
    web_key: *mut *mut etee_web_key,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(web_key)?;
        let key = WebKey::from_jwk(borrow(jwk)?.jwk())?;
        place.give(etee_web_key { key });
        Ok(())
    })
}

/// The public key as a JSON web key, its name the identifier in base64url.
///
/// Returns ETEE_KEY_UNSUPPORTED if it is neither RSA of 2048 to 8192 bits nor EC on P-256, P-384 or
/// P-521. `*jwk` is the caller's, to be freed with etee_jwk_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_web_key_to_jwk(
    web_key: *const etee_web_key,
    jwk: *mut *mut etee_jwk,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(jwk)?;
        place.give(etee_jwk::new(borrow(web_key)?.key.to_jwk()?));
        Ok(())
    })
}

/// The whole key pair as a JSON web key, its name the identifier in base64url: for whoever keeps it
/// as private keys are kept.
///
/// Returns ETEE_KEY_NOT_FOUND if the private key is not known. `*jwk` is the caller's, to be freed
/// with etee_jwk_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_web_key_to_private_jwk(
    web_key: *const etee_web_key,
    jwk: *mut *mut etee_jwk,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(jwk)?;
        place.give(etee_jwk::new(borrow(web_key)?.key.to_private_jwk()?));
        Ok(())
    })
}

/// The identifier of the key and its length. Lives as long as the web key; `len` may be NULL.
/// Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_web_key_identifier(
    web_key: *const etee_web_key,
    len: *mut usize,
) -> *const u8 {
    guard_value(core::ptr::null(), || {
        lend(peek(web_key).map(|w| w.key.identifier()), len)
    })
}

/// Frees a web key; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_web_key_free(web_key: *mut etee_web_key) {
    guard_free(|| free(web_key))
}
