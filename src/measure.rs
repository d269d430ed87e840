//! What the benchmarks and the tests hold the library against and cannot reach otherwise. Not
//! part of the API.

pub mod jose;

use crate::crypto::{Digest, DigestAlgorithm, Lane, SigningKey, digest_two};
use crate::error::Result;
use crate::limits::Limits;
#[cfg(feature = "simulator")]
use crate::soap::verify_envelope;
use crate::soap::{
    SecuredEnvelope, SecurityToken, SignaturePlace, SignatureRules, parse, sign_enveloped,
    verify_enveloped,
};
use crate::x509::Certificate;

/// Takes the SHA-256 of two contents, at the same time where the processor can.
pub fn sha256_of_two(one: &[u8], other: &[u8]) -> [Vec<u8>; 2] {
    let sha256 = || Digest::new(DigestAlgorithm::Sha256);
    let (mut first, mut second) = (sha256(), sha256());
    digest_two(Lane::new(&mut first, one), Lane::new(&mut second, other));
    [first.finish(), second.finish()]
}

/// A key in PKCS #8 that signs XML, and its certificate in DER.
pub struct XmlSigner<'a> {
    /// The PrivateKeyInfo.
    pub pkcs8: &'a [u8],
    /// The certificate.
    pub certificate: &'a [u8],
}

impl XmlSigner<'_> {
    /// Signs the root of a document, which is identified by this attribute; the signature is
    /// its first child or its last.
    pub fn sign(&self, xml: &str, id_attribute: &str, first: bool) -> Result<String> {
        let place = match first {
            true => SignaturePlace::First,
            false => SignaturePlace::Last,
        };
        let key = SigningKey::from_pkcs8(self.pkcs8)?;
        let certificate = Certificate::from_der(self.certificate)?;
        sign_enveloped(xml, id_attribute, place, &key, &certificate)
    }

    /// Wraps a body in an envelope that is signed with the certificate and valid for a minute.
    pub fn envelope(&self, body: &str, created: i64) -> Result<Vec<u8>> {
        let envelope = SecuredEnvelope {
            body,
            key: &SigningKey::from_pkcs8(self.pkcs8)?,
            token: SecurityToken::Certificate(&Certificate::from_der(self.certificate)?),
            created,
            lifetime: 60,
        };
        envelope.write()
    }
}

/// Verifies the first signature in a document, which has to sign the element that it stands in,
/// identified by this attribute.
pub fn verify_xml(xml: &[u8], id_attribute: &str, allows_sha1: bool) -> Result<Certificate> {
    let document = parse(xml, &Limits::default())?;
    let signature = document
        .descendants()
        .find(|node| node.has_tag_name(("http://www.w3.org/2000/09/xmldsig#", "Signature")));
    let parent = signature.and_then(|signature| signature.parent_element());
    let signed = parent.unwrap_or_else(|| document.root_element());
    verify_enveloped(signed, id_attribute, SignatureRules { allows_sha1 })
}

/// Verifies a signed envelope as of this moment.
#[cfg(feature = "simulator")]
pub fn verify_xml_envelope(xml: &[u8], now: i64) -> Result<Certificate> {
    let document = parse(xml, &Limits::default())?;
    let verified = verify_envelope(&document, now, SignatureRules::default())?;
    Ok(verified.certificate)
}
