//! WS-Security 1.0 and 1.1: envelopes that are signed with a certificate or as the holder of
//! the key of a SAML assertion.

use super::SignatureRules;
use crate::crypto::SigningKey;
use crate::error::{Error, Result};
use crate::x509::Certificate;
use roxmltree::{Document, Node};

/// By what the receiver knows the key.
#[derive(Clone, Copy)]
pub(crate) enum SecurityToken<'a> {
    /// An X.509 certificate, as a signed BinarySecurityToken.
    Certificate(&'a Certificate),
    /// A SAML 1.1 assertion, octet by octet as the token service gave it, and its AssertionID.
    Assertion { xml: &'a str, id: &'a str },
}

/// An envelope to be signed: Timestamp and Body are, and a certificate.
pub(crate) struct SecuredEnvelope<'a> {
    /// The XML of the element in the Body.
    pub(crate) body: &'a str,
    pub(crate) key: &'a SigningKey,
    pub(crate) token: SecurityToken<'a>,
    /// In seconds since 1970-01-01T00:00:00Z.
    pub(crate) created: i64,
    /// For how many seconds it is valid; 60 on the platform.
    pub(crate) lifetime: i64,
}

impl SecuredEnvelope<'_> {
    /// Writes the envelope.
    pub(crate) fn write(&self) -> Result<Vec<u8>> {
        Err(Error::internal("not built"))
    }
}

/// What the signature of an envelope vouches for.
pub(crate) struct Verified<'a, 'i> {
    /// The element in the signed Body.
    pub(crate) body: Node<'a, 'i>,
    /// The certificate of the key that signed: the BinarySecurityToken, or the one in the
    /// assertion's SubjectConfirmation.
    pub(crate) certificate: Certificate,
    /// The assertion, if it is by one that the key is known; its own signature is not verified
    /// yet.
    pub(crate) assertion: Option<Node<'a, 'i>>,
}

/// Verifies the signature of an envelope, that it covers exactly the Body and the Timestamp (and
/// a BinarySecurityToken) that are used, and that the Timestamp is valid at this moment.
pub(crate) fn verify_envelope<'a, 'i>(
    _document: &'a Document<'i>,
    _now: i64,
    _rules: SignatureRules,
) -> Result<Verified<'a, 'i>> {
    Err(Error::internal("not built"))
}
