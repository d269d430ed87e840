//! Whom a SAML 1.1 assertion is about: the holder of a key.

use super::ASSERTION;
use crate::error::{Error, Result, Status};
use crate::soap::envelope::{sole, text};
use crate::soap::xml_signature::{DIGITAL_SIGNATURE, certificates};
use crate::x509::Certificate;
use roxmltree::Node;

/// How the holder of a key is confirmed.
pub(crate) const HOLDER_OF_KEY: &str = "urn:oasis:names:tc:SAML:1.0:cm:holder-of-key";

/// The certificate by which a subject is confirmed, if that is as the holder of its key and in no
/// other way.
///
/// # Errors
/// [`Status::CertificateMissing`], [`Status::Malformed`], [`Status::Unsupported`].
pub(crate) fn subject_certificate(subject: Node<'_, '_>) -> Result<Certificate> {
    let confirmation = sole(subject, ASSERTION, "SubjectConfirmation")?.ok_or_else(missing)?;
    let method = sole(confirmation, ASSERTION, "ConfirmationMethod")?;
    if method.is_none_or(|method| text(method).trim() != HOLDER_OF_KEY) {
        return Err(Error::new(
            Status::Unsupported,
            "an assertion is not about the holder of a key",
        ));
    }
    key_info_certificate(confirmation)
}

/// The certificate in the `KeyInfo` of an element. It is the first one; those of authorities above
/// it may follow.
///
/// # Errors
/// [`Status::CertificateMissing`], [`Status::Malformed`], [`Status::LimitExceeded`].
pub(crate) fn key_info_certificate(parent: Node<'_, '_>) -> Result<Certificate> {
    let key_info = sole(parent, DIGITAL_SIGNATURE, "KeyInfo")?.ok_or_else(missing)?;
    let first = certificates(key_info)?.into_iter().next();
    first.ok_or_else(missing)
}

pub(super) fn missing() -> Error {
    Error::new(
        Status::CertificateMissing,
        "the signature of an envelope comes without its certificate",
    )
}
