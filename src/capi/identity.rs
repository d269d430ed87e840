//! Identity: our own keys.

use super::context::etee_context;
use super::error::etee_error;
use super::guard::{guard, guard_free, guard_value};
use super::pointer::{borrow, bytes, free, handle, lend, out, path, peek, text};
use super::signer::etee_signer;
use super::status::etee_status;
use crate::asn1::Cursor;
use crate::error::{Error, Result, Status};
use crate::keys::{Identity, change_password};
use crate::limits::Limits;
use crate::x509::Certificate;
use core::ffi::c_char;
use std::ffi::CString;
use std::sync::Arc;

/// Our own keys, most often read from a key store in the eHealth layout (PKCS#12): the
/// authentication key, which signs, the signature key of an eID card, which signs too, and the
/// decryption keys, old ones included. Immutable; may be used by
/// many threads at once. Freed with etee_identity_free(), also before what was made with it.
pub struct etee_identity {
    identity: Arc<Identity>,
    serials: Vec<CString>,
}

handle!(etee_identity, b"ETEE_IDY");

impl etee_identity {
    fn new(identity: Identity) -> Self {
        let serials = identity
            .decryption_keys()
            .iter()
            .map(|key| CString::new(key.serial()).unwrap_or_default())
            .collect();
        Self {
            identity: Arc::new(identity),
            serials,
        }
    }

    pub(super) fn share(&self) -> Arc<Identity> {
        Arc::clone(&self.identity)
    }
}

/// Reads a key store that is in memory. Store and password are not kept.
///
/// Returns ETEE_WRONG_PASSWORD; ETEE_STORE_MALFORMED if it is damaged or no PKCS#12;
/// ETEE_KEY_NOT_FOUND if there is no key in it; ETEE_LIMIT_EXCEEDED. A store without an
/// authentication key is taken and can only unseal. `*identity` is the caller's, to be freed
/// with etee_identity_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_identity_from_pkcs12(
    context: *const etee_context,
    store: *const u8,
    store_len: usize,
    password: *const c_char,
    password_len: usize,
    identity: *mut *mut etee_identity,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let identity = out(identity)?;
        let password = text(password, password_len)?;
        let store = bytes(store, store_len)?;
        let context = borrow(context)?.freeze();
        let read = Identity::from_pkcs12(store, password, context.limits())?;
        identity.give(etee_identity::new(read));
        Ok(())
    })
}

/// Reads a key store from a file; the path is UTF-8.
///
/// Returns and ownership as etee_identity_from_pkcs12(); also ETEE_IO if the file cannot be
/// read. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_identity_from_pkcs12_file(
    context: *const etee_context,
    file: *const c_char,
    file_len: usize,
    password: *const c_char,
    password_len: usize,
    identity: *mut *mut etee_identity,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let identity = out(identity)?;
        let password = text(password, password_len)?;
        let file = path(file, file_len)?;
        let context = borrow(context)?.freeze();
        let read = Identity::from_pkcs12_file(&file, password, context.limits())?;
        identity.give(etee_identity::new(read));
        Ok(())
    })
}

/// Makes an identity that signs, without a store. Keys are unencrypted PKCS #8 PrivateKeyInfo
/// (DER); certificates come as DER one after the other, that of the key first, then those of the
/// authorities above it. The signature key is the second one of an eID card: it signs the inner
/// layer under the policy EID. Without it, pass NULL and 0 for key and certificates. Keys are
/// not kept as they came.
///
/// Returns ETEE_KEY_UNSUPPORTED if a key is neither RSA of at least 2048 bits nor EC on P-256 or
/// P-384, or does not belong to its certificate; ETEE_INVALID_ARGUMENT for a key without a
/// certificate; ETEE_MALFORMED, ETEE_TRUNCATED and ETEE_LIMIT_EXCEEDED for what are no
/// certificates, or too many. Ownership as etee_identity_from_pkcs12(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_identity_from_pkcs8(
    context: *const etee_context,
    authentication_key: *const u8,
    authentication_key_len: usize,
    authentication_certificates: *const u8,
    authentication_certificates_len: usize,
    signature_key: *const u8,
    signature_key_len: usize,
    signature_certificates: *const u8,
    signature_certificates_len: usize,
    identity: *mut *mut etee_identity,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(identity)?;
        let context = borrow(context)?.freeze();
        let chain = |data, len| certificates(bytes(data, len)?, context.limits());
        let mut made = Identity::from_pkcs8(
            bytes(authentication_key, authentication_key_len)?,
            chain(authentication_certificates, authentication_certificates_len)?,
        )?;
        let key = bytes(signature_key, signature_key_len)?;
        let chain = chain(signature_certificates, signature_certificates_len)?;
        if !key.is_empty() || !chain.is_empty() {
            made = made.with_signature_key(key, chain)?;
        }
        place.give(etee_identity::new(made));
        Ok(())
    })
}

/// Makes an identity that signs with keys that the host keeps: an authentication key and its
/// certificates as in etee_identity_from_pkcs8(), and, unless the signer is NULL, the signature key
/// of an eID card and its certificates.
///
/// Returns ETEE_KEY_UNSUPPORTED if a certificate is for neither an RSA key of at least 2048 bits nor
/// an EC key on P-256 or P-384; otherwise as etee_identity_from_pkcs8(). Ownership as
/// etee_identity_from_pkcs12(); the signers may be freed before the identity. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_identity_from_signer(
    context: *const etee_context,
    authentication: *const etee_signer,
    authentication_certificates: *const u8,
    authentication_certificates_len: usize,
    signature: *const etee_signer,
    signature_certificates: *const u8,
    signature_certificates_len: usize,
    identity: *mut *mut etee_identity,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(identity)?;
        let context = borrow(context)?.freeze();
        let chain = |data, len| certificates(bytes(data, len)?, context.limits());
        let mut made = Identity::from_signer(
            borrow(authentication)?.share(),
            chain(authentication_certificates, authentication_certificates_len)?,
        )?;
        if !signature.is_null() {
            let chain = chain(signature_certificates, signature_certificates_len)?;
            made = made.with_signature_signer(borrow(signature)?.share(), chain)?;
        }
        place.give(etee_identity::new(made));
        Ok(())
    })
}

/// Certificates that stand one after the other.
fn certificates(octets: &[u8], limits: &Limits) -> Result<Vec<Certificate>> {
    let mut cursor = Cursor::new(octets);
    let mut certificates = Vec::new();
    while !cursor.is_empty() {
        if certificates.len() >= limits.certificates {
            return Err(Error::new(
                Status::LimitExceeded,
                "there are more certificates than the limit",
            ));
        }
        certificates.push(Certificate::from_der(cursor.read()?.raw)?);
    }
    Ok(certificates)
}

/// The certificate (DER) of the authentication key and its length, or NULL and 0 if the store
/// has none. Lives as long as the identity; `len` may be NULL. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_identity_authentication_certificate(
    identity: *const etee_identity,
    len: *mut usize,
) -> *const u8 {
    guard_value(core::ptr::null(), || {
        lend(
            peek(identity).and_then(|i| Some(i.identity.authentication_certificate()?.as_der())),
            len,
        )
    })
}

/// The certificate (DER) of the signature key of an eID card and its length, or NULL and 0
/// without such a key. Lives as long as the identity; `len` may be NULL. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_identity_signature_certificate(
    identity: *const etee_identity,
    len: *mut usize,
) -> *const u8 {
    guard_value(core::ptr::null(), || {
        lend(
            peek(identity).and_then(|i| Some(i.identity.signature_certificate()?.as_der())),
            len,
        )
    })
}

/// The number of decryption keys. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_identity_decryption_key_count(
    identity: *const etee_identity,
) -> usize {
    guard_value(0, || Some(peek(identity)?.serials.len()))
}

/// The serial number of the certificate of a decryption key, in decimal, NUL-terminated; NULL
/// beyond the last. Lives as long as the identity. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_identity_decryption_key_serial(
    identity: *const etee_identity,
    index: usize,
) -> *const c_char {
    guard_value(core::ptr::null(), || {
        Some(peek(identity)?.serials.get(index)?.as_ptr())
    })
}

/// Changes the password of a key store file: reads it with the old password, encrypts every
/// key anew, and replaces the file in one step. Aliases, their order and old keys survive; on
/// any failure the file is as it was.
///
/// Returns ETEE_WRONG_PASSWORD, ETEE_STORE_MALFORMED, ETEE_IO. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_identity_change_password(
    context: *const etee_context,
    file: *const c_char,
    file_len: usize,
    old_password: *const c_char,
    old_password_len: usize,
    new_password: *const c_char,
    new_password_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let (file, context) = (path(file, file_len)?, borrow(context)?.freeze());
        let old = text(old_password, old_password_len)?;
        change_password(
            &file,
            old,
            text(new_password, new_password_len)?,
            context.limits(),
        )
    })
}

/// Frees an identity and wipes its keys as soon as nothing made with it needs them; NULL is
/// allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_identity_free(identity: *mut etee_identity) {
    guard_free(|| free(identity))
}
