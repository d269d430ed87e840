//! XML signatures (<https://www.w3.org/TR/xmldsig-core1/>), enveloped in the element they sign.

mod algorithm;
mod reader;
mod writer;

pub(super) use reader::{Signature, certificates};
pub(super) use writer::NewSignature;

use super::envelope::{parse, sole};
use super::identifiers::Identifiers;
use crate::crypto::SigningKey;
use crate::error::{Error, Result, Status};
use crate::limits::Limits;
use crate::x509::Certificate;
use base64ct::{Base64, Encoding};
use roxmltree::Node;

/// The namespace of signatures.
pub(crate) const DIGITAL_SIGNATURE: &str = "http://www.w3.org/2000/09/xmldsig#";

/// The transform that leaves a signature out of what it signs.
const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

/// Which algorithms a signature may have. The default is SHA-256 and stronger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SignatureRules {
    /// Takes SHA-1 too, which the platform has refused since October 2023.
    pub(crate) allows_sha1: bool,
}

/// Signs the root element of a document, which has this attribute as its identifier (for
/// example `AssertionID`): the same document with the signature in it, as the first child or
/// the last. KeyInfo has the certificate.
///
/// # Errors
/// [`Status::BadReply`] if the text is no XML, [`Status::InvalidArgument`] if the root has no
/// such attribute; those of the key.
pub(crate) fn sign_enveloped(
    xml: &str,
    id_attribute: &str,
    place: SignaturePlace,
    key: &SigningKey,
    certificate: &Certificate,
) -> Result<String> {
    let document = parse(xml.as_bytes(), &Limits::default())?;
    let root = document.root_element();
    let identifier = root.attribute(id_attribute).ok_or_else(|| {
        Error::new(
            Status::InvalidArgument,
            "an element to be signed has no identifier",
        )
    })?;
    let mut signature = NewSignature::new(key);
    signature.refer_to_parent(identifier, root)?;
    let certificate = Base64::encode_string(certificate.as_der());
    let signature = signature.write(&format!(
        "<ds:X509Data><ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data>"
    ))?;
    place
        .insert(xml, root, &signature)
        .ok_or_else(|| Error::internal("an element lies outside of its document"))
}

/// Where an enveloped signature stands among the children of its element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignaturePlace {
    First,
    #[cfg_attr(
        not(any(test, feature = "simulator", feature = "measure")),
        expect(dead_code, reason = "only token services sign so")
    )]
    Last,
}

impl SignaturePlace {
    /// Writes a child into the source of an element.
    fn insert(self, xml: &str, element: Node<'_, '_>, child: &str) -> Option<String> {
        let range = element.range();
        let source = xml.get(range.clone())?;
        if let Some(open) = source.strip_suffix("/>") {
            let name: &str = open.get(1..)?.split([' ', '\t', '\r', '\n']).next()?;
            let (before, after) = (xml.get(..range.start)?, xml.get(range.end..)?);
            return Some(format!("{before}{open}>{child}</{name}>{after}"));
        }
        let end_tag = range.start.checked_add(source.rfind("</")?)?;
        let position = match (self, element.first_child()) {
            (Self::First, Some(first)) => first.range().start,
            (Self::First, None) | (Self::Last, _) => end_tag,
        };
        let (before, after) = xml.split_at_checked(position)?;
        Some(format!("{before}{child}{after}"))
    }
}

/// Verifies the one signature that is a child of this element and signs it whole, by its
/// identifier in this attribute. Returns the certificate in its KeyInfo, whose key made it;
/// whether that one is trusted is not looked at.
///
/// # Errors
/// [`Status::SignatureInvalid`] if it does not verify, is over anything else, or if an
/// identifier occurs twice in the document; [`Status::Malformed`], [`Status::Unsupported`] and
/// [`Status::LimitExceeded`] for signatures of a form that is not taken,
/// [`Status::CertificateMissing`], and [`Status::KeyUnsupported`] for RSA of less than 2048 bits.
pub(crate) fn verify_enveloped(
    element: Node<'_, '_>,
    id_attribute: &str,
    rules: SignatureRules,
) -> Result<Certificate> {
    let unsigned = || {
        Error::new(
            Status::SignatureInvalid,
            "an XML element that has to be signed is not",
        )
    };
    let signature = sole(element, DIGITAL_SIGNATURE, "Signature")?.ok_or_else(unsigned)?;
    let signature = Signature::read(signature, rules)?;
    let identifiers = Identifiers::of(element.document())?;
    let own = element.attribute(id_attribute).ok_or_else(unsigned)?;
    if identifiers.element(own) != Some(element) {
        return Err(unsigned());
    }
    let certificates = match signature.key_info() {
        Some(key_info) => certificates(key_info)?,
        None => Vec::new(),
    };
    signature.verify_by_one_of(certificates, element, &identifiers)
}

#[cfg(test)]
mod tests;
