//! XML signatures (https://www.w3.org/TR/xmldsig-core1/), enveloped in the element they sign.

use crate::crypto::SigningKey;
use crate::error::{Error, Result};
use crate::x509::Certificate;
use roxmltree::Node;

/// Which algorithms a signature may have. The default is SHA-256 and stronger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SignatureRules {
    /// Takes SHA-1 too, which the platform has refused since October 2023.
    pub(crate) allows_sha1: bool,
}

/// Signs the root element of a document, which has this attribute as its identifier (for
/// example `AssertionID`): the same document with the signature in it, as the first child or
/// the last. KeyInfo has the certificate.
pub(crate) fn sign_enveloped(
    _xml: &str,
    _id_attribute: &str,
    _place: SignaturePlace,
    _key: &SigningKey,
    _certificate: &Certificate,
) -> Result<String> {
    Err(Error::internal("not built"))
}

/// Where an enveloped signature stands among the children of its element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignaturePlace {
    First,
    Last,
}

/// Verifies the one signature that is a child of this element and signs it whole, by its
/// identifier in this attribute. Returns the certificate in its KeyInfo, whose key made it;
/// whether that one is trusted is not looked at.
pub(crate) fn verify_enveloped(
    _element: Node<'_, '_>,
    _id_attribute: &str,
    _rules: SignatureRules,
) -> Result<Certificate> {
    Err(Error::internal("not built"))
}
