//! WS-Security 1.0 and 1.1: envelopes that are signed with a certificate or as the holder of
//! the key of a SAML assertion.

mod subject;
// Services verify envelopes; clients do not.
#[cfg(any(test, feature = "simulator"))]
mod verification;

#[cfg(feature = "simulator")]
pub(crate) use subject::key_info_certificate;
pub(crate) use subject::{HOLDER_OF_KEY, subject_certificate};
#[cfg(any(test, feature = "simulator"))]
pub(crate) use verification::verify_envelope;

use super::ENVELOPE;
use super::date_time::write_date_time;
use super::envelope::{child, escape, parse};
use super::xml_signature::NewSignature;
use crate::crypto::{SigningKey, fill_random};
use crate::error::{Error, Result, Status};
use crate::limits::Limits;
use crate::x509::Certificate;
use base64ct::{Base64, Encoding};
use roxmltree::Node;

/// The namespace of the Security header.
pub(crate) const SECURITY: &str =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
/// The namespace of its version 1.1.
const SECURITY_11: &str = "http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd";
/// The namespace of Timestamp, and of the identifiers of what is signed.
pub(crate) const UTILITY: &str =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
/// The namespace of SAML 1.1 assertions.
pub(crate) const ASSERTION: &str = "urn:oasis:names:tc:SAML:1.0:assertion";

const X509_V3: &str =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3";
const BASE64_BINARY: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";
/// The type of tokens that are such assertions.
pub(crate) const SAML_V11: &str =
    "http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLV1.1";
const SAML_ASSERTION_ID: &str =
    "http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.0#SAMLAssertionID";

/// By what the receiver knows the key.
#[derive(Clone, Copy)]
pub(crate) enum SecurityToken<'a> {
    /// An X.509 certificate, as a signed BinarySecurityToken.
    Certificate(&'a Certificate),
    /// A SAML 1.1 assertion, octet by octet as the token service gave it, and its AssertionID.
    /// It declares all namespaces that it uses.
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

/// An envelope without its signature, and where that one goes.
struct Unsigned {
    before: String,
    after: String,
}

impl SecuredEnvelope<'_> {
    /// Writes the envelope.
    ///
    /// # Errors
    /// [`Status::InvalidArgument`] if body or assertion are not one XML element each; those of
    /// the key.
    pub(crate) fn write(&self) -> Result<Vec<u8>> {
        let suffix = random_suffix()?;
        let Unsigned { before, after } = self.unsigned(&suffix)?;
        let signature = {
            let text = format!("{before}{after}");
            let document = parse(text.as_bytes(), &Limits::default()).map_err(|_| not_xml())?;
            let parts = Parts::of(document.root_element()).ok_or_else(not_xml)?;
            let mut signature = NewSignature::new(self.key);
            signature.refer(&format!("B-{suffix}"), parts.body)?;
            signature.refer(&format!("TS-{suffix}"), parts.timestamp)?;
            if let SecurityToken::Certificate(_) = self.token {
                signature.refer(&format!("X509-{suffix}"), parts.token)?;
            }
            signature.write(&self.token.reference(&suffix))?
        };
        Ok([before, signature, after].concat().into_bytes())
    }

    fn unsigned(&self, suffix: &str) -> Result<Unsigned> {
        let created = write_date_time(self.created)?;
        let expires = write_date_time(self.created.saturating_add(self.lifetime))?;
        let before = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
             <s:Envelope xmlns:s=\"{ENVELOPE}\" xmlns:wsu=\"{UTILITY}\"><s:Header>\
             <wsse:Security xmlns:wsse=\"{SECURITY}\" s:mustUnderstand=\"1\">\
             <wsu:Timestamp wsu:Id=\"TS-{suffix}\"><wsu:Created>{created}</wsu:Created>\
             <wsu:Expires>{expires}</wsu:Expires></wsu:Timestamp>{}",
            self.token.write(suffix)
        );
        let after = format!(
            "</wsse:Security></s:Header><s:Body wsu:Id=\"B-{suffix}\">{}</s:Body></s:Envelope>",
            self.body
        );
        Ok(Unsigned { before, after })
    }
}

impl SecurityToken<'_> {
    /// The token as it stands in the header.
    fn write(&self, suffix: &str) -> String {
        match self {
            Self::Certificate(certificate) => format!(
                "<wsse:BinarySecurityToken EncodingType=\"{BASE64_BINARY}\" \
                 ValueType=\"{X509_V3}\" wsu:Id=\"X509-{suffix}\">{}</wsse:BinarySecurityToken>",
                Base64::encode_string(certificate.as_der())
            ),
            Self::Assertion { xml, .. } => (*xml).to_owned(),
        }
    }

    /// How the signature refers to the token.
    fn reference(&self, suffix: &str) -> String {
        match self {
            Self::Certificate(_) => format!(
                "<wsse:SecurityTokenReference><wsse:Reference URI=\"#X509-{suffix}\" \
                 ValueType=\"{X509_V3}\"/></wsse:SecurityTokenReference>"
            ),
            Self::Assertion { id, .. } => format!(
                "<wsse:SecurityTokenReference xmlns:wsse11=\"{SECURITY_11}\" \
                 wsse11:TokenType=\"{SAML_V11}\">\
                 <wsse:KeyIdentifier ValueType=\"{SAML_ASSERTION_ID}\">{}</wsse:KeyIdentifier>\
                 </wsse:SecurityTokenReference>",
                escape(id)
            ),
        }
    }
}

/// What we have written, found again.
struct Parts<'a, 'i> {
    timestamp: Node<'a, 'i>,
    token: Node<'a, 'i>,
    body: Node<'a, 'i>,
}

impl<'a, 'i> Parts<'a, 'i> {
    /// `None` if the text of the body or of the assertion was more than one element, or less.
    fn of(envelope: Node<'a, 'i>) -> Option<Self> {
        let [header, body] = elements(envelope)?;
        let [_] = elements(body)?;
        let security = child(header, Some(SECURITY), "Security")?;
        let [timestamp, token] = elements(security)?;
        Some(Self {
            timestamp,
            token,
            body,
        })
    }
}

/// The child elements, if there are just so many.
fn elements<'a, 'i, const N: usize>(parent: Node<'a, 'i>) -> Option<[Node<'a, 'i>; N]> {
    let elements = parent.children().filter(Node::is_element);
    elements.collect::<Vec<_>>().try_into().ok()
}

/// What makes the identifiers of one envelope differ from those in what it carries.
fn random_suffix() -> Result<String> {
    let mut octets = [0; 16];
    fill_random(&mut octets)?;
    Ok(octets.iter().map(|octet| format!("{octet:02x}")).collect())
}

fn not_xml() -> Error {
    Error::new(
        Status::InvalidArgument,
        "what an envelope shall carry is not one XML element",
    )
}

#[cfg(test)]
mod tests;
