//! Signer: a private key that the host keeps.

use super::error::etee_error;
use super::guard::{guard, guard_free};
use super::host::Host;
use super::pointer::{Table, free, handle, out, table};
use super::status::{ETEE_CANCELLED, ETEE_OK, etee_status};
use crate::crypto::{SignatureScheme, Signer};
use crate::error::{Error, Result, Status};
use core::ffi::c_void;
use std::sync::Arc;

/// A private key that the host keeps and signs with: on an eID card, in a PKCS #11 module, in the
/// system's store. Immutable; may be used by many threads at once. Freed with etee_signer_free(),
/// also before what was made with it.
pub struct etee_signer {
    signer: Arc<HostSigner>,
}

handle!(etee_signer, b"ETEE_SGN");

/// RSASSA-PSS (RFC 8017) with SHA-256, MGF1 with SHA-256, and a salt of 32 octets.
pub const ETEE_SIGNATURE_RSA_PSS_SHA256: i32 = 1;
/// RSASSA-PKCS1-v1_5 (RFC 8017) with SHA-256.
pub const ETEE_SIGNATURE_RSA_PKCS1_SHA256: i32 = 2;
/// ECDSA over a SHA-256 digest; the signature is an Ecdsa-Sig-Value in DER (RFC 3279, 2.2.3).
pub const ETEE_SIGNATURE_ECDSA_SHA256: i32 = 3;
/// ECDSA over a SHA-384 digest, for keys on P-384 in JOSE; the signature is an Ecdsa-Sig-Value in
/// DER.
pub const ETEE_SIGNATURE_ECDSA_SHA384: i32 = 4;

/// The octets that the longest signature takes, that of an RSA key of 8192 bits.
pub const ETEE_SIGNATURE_SIZE: usize = 1024;

/// The functions of a host's private key. The table is copied; functions and `user` are used until
/// `release`, from several threads at once.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct etee_signer_table {
    /// sizeof(etee_signer_table), by which later versions know what a host was built with.
    pub struct_size: usize,
    /// Passed to the functions as it is; may be NULL.
    pub user: *mut c_void,
    /// Signs a digest of 32 octets, or of 48 with SHA-384, in a scheme (one of
    /// ETEE_SIGNATURE_...), into a place of ETEE_SIGNATURE_SIZE octets, and says how long the
    /// signature is. A scheme that the host does not know it answers with an error. Returns ETEE_OK, or
    /// ETEE_CANCELLED if the holder refused; everything else means ETEE_HOST_FAILED. It must not
    /// return by an exception.
    pub sign: Option<
        unsafe extern "C" fn(
            user: *mut c_void,
            scheme: i32,
            digest: *const u8,
            digest_len: usize,
            signature: *mut u8,
            signature_len: *mut usize,
        ) -> etee_status,
    >,
    /// Called once, when nothing will call `sign` again; may be NULL.
    pub release: Option<unsafe extern "C" fn(user: *mut c_void)>,
}

impl Table for etee_signer_table {}

/// A host's private key.
struct HostSigner(Host<SignFunction>);

type SignFunction =
    unsafe extern "C" fn(*mut c_void, i32, *const u8, usize, *mut u8, *mut usize) -> etee_status;

impl Signer for HostSigner {
    fn sign(&self, scheme: SignatureScheme, digest: &[u8]) -> Result<Vec<u8>> {
        let scheme = match scheme {
            SignatureScheme::RsaPssSha256 => ETEE_SIGNATURE_RSA_PSS_SHA256,
            SignatureScheme::RsaPkcs1Sha256 => ETEE_SIGNATURE_RSA_PKCS1_SHA256,
            SignatureScheme::EcdsaSha256 => ETEE_SIGNATURE_ECDSA_SHA256,
            SignatureScheme::EcdsaSha384 => ETEE_SIGNATURE_ECDSA_SHA384,
        };
        let mut signature = vec![0; ETEE_SIGNATURE_SIZE];
        let mut length = 0;
        // SAFETY: the function is the host's own, with the data that it came with, which it has
        // not been told to release; digest and places outlive the call and are as long as said.
        let status = unsafe {
            (self.0.function())(
                self.0.user(),
                scheme,
                digest.as_ptr(),
                digest.len(),
                signature.as_mut_ptr(),
                &raw mut length,
            )
        };
        match status {
            ETEE_OK if (1..=ETEE_SIGNATURE_SIZE).contains(&length) => {
                signature.truncate(length);
                Ok(signature)
            }
            ETEE_CANCELLED => Err(Error::new(
                Status::Cancelled,
                "the holder of a key refused to sign",
            )),
            _ => Err(Error::new(Status::HostFailed, "the host could not sign")),
        }
    }
}

impl etee_signer {
    pub(super) fn share(&self) -> Arc<dyn Signer> {
        Arc::clone(&self.signer) as _
    }
}

/// Makes a signer of a host's functions. On failure the table is not released.
///
/// Returns ETEE_INVALID_ARGUMENT for a table that is too small or does not sign. `*signer` is the
/// caller's, to be freed with etee_signer_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_signer_from_table(
    functions: *const etee_signer_table,
    signer: *mut *mut etee_signer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(signer)?;
        let table = table(functions)?;
        let missing = "a signer has no function that signs";
        let host = Host::new(table.user, table.sign, table.release, missing)?;
        place.give(etee_signer {
            signer: Arc::new(HostSigner(host)),
        });
        Ok(())
    })
}

/// Frees a signer; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_signer_free(signer: *mut etee_signer) {
    guard_free(|| free(signer))
}
