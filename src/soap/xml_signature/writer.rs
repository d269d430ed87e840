//! Makes signatures.

use super::{DIGITAL_SIGNATURE, ENVELOPED, algorithm};
use crate::crypto::{Digest, DigestAlgorithm, SigningKey};
use crate::error::Result;
use crate::soap::canonical::{Canonicalization, EXCLUSIVE};
use crate::soap::envelope::escape;
use base64ct::{Base64, Encoding};
use roxmltree::Node;

/// What SignedInfo declares in its canonical form, and inherits where it stands.
const DECLARATION: &str = " xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"";

/// A signature to be made, with what it refers to so far.
pub(in crate::soap) struct NewSignature<'k> {
    key: &'k SigningKey,
    references: String,
}

impl<'k> NewSignature<'k> {
    pub(in crate::soap) fn new(key: &'k SigningKey) -> Self {
        Self {
            key,
            references: String::new(),
        }
    }

    /// Refers to an element that the signature will not stand in.
    pub(in crate::soap) fn refer(&mut self, identifier: &str, to: Node<'_, '_>) -> Result<()> {
        self.add(identifier, to, "")
    }

    /// Refers to the element that the signature will stand in.
    pub(super) fn refer_to_parent(&mut self, identifier: &str, to: Node<'_, '_>) -> Result<()> {
        let transform = format!("<ds:Transform Algorithm=\"{ENVELOPED}\"></ds:Transform>");
        self.add(identifier, to, &transform)
    }

    fn add(&mut self, identifier: &str, to: Node<'_, '_>, transform: &str) -> Result<()> {
        let canonical = Canonicalization::EXCLUSIVE.write(to, None)?;
        let digest = Digest::of(DigestAlgorithm::Sha256, &canonical);
        self.references.push_str(&format!(
            "<ds:Reference URI=\"#{}\"><ds:Transforms>{transform}\
             <ds:Transform Algorithm=\"{EXCLUSIVE}\"></ds:Transform></ds:Transforms>\
             <ds:DigestMethod Algorithm=\"{}\"></ds:DigestMethod>\
             <ds:DigestValue>{}</ds:DigestValue></ds:Reference>",
            escape(identifier),
            algorithm::SHA_256,
            Base64::encode_string(&digest),
        ));
        Ok(())
    }

    /// Signs, with this XML in KeyInfo.
    pub(in crate::soap) fn write(&self, key_info: &str) -> Result<String> {
        let signed_info = format!(
            "<ds:SignedInfo{DECLARATION}>\
             <ds:CanonicalizationMethod Algorithm=\"{EXCLUSIVE}\"></ds:CanonicalizationMethod>\
             <ds:SignatureMethod Algorithm=\"{}\"></ds:SignatureMethod>{}</ds:SignedInfo>",
            algorithm::of_key(self.key),
            self.references,
        );
        let value = algorithm::sign(self.key, signed_info.as_bytes())?;
        let signed_info = signed_info.replacen(DECLARATION, "", 1);
        Ok(format!(
            "<ds:Signature xmlns:ds=\"{DIGITAL_SIGNATURE}\">{signed_info}\
             <ds:SignatureValue>{}</ds:SignatureValue>\
             <ds:KeyInfo>{key_info}</ds:KeyInfo></ds:Signature>",
            Base64::encode_string(&value),
        ))
    }
}
