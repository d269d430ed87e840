//! The assertions of the simulated token service.

use crate::auth::{ASSERTION, ASSERTION_ID, Assertion, Attribute, HOLDER_OF_KEY, SIGNATURE};
use crate::crypto::SigningKey;
use crate::error::Result;
use crate::soap::{
    SignaturePlace, SignatureRules, escape, sign_enveloped, verify_enveloped, write_date_time,
};
use crate::x509::Certificate;
use base64ct::{Base64, Encoding};
use roxmltree::Node;

/// Signs assertions, and knows its own again.
pub(super) struct AssertionSigner {
    key: SigningKey,
    certificate: Certificate,
}

/// What an assertion is to say.
pub(super) struct Statement<'a> {
    pub(super) id: &'a str,
    /// The first second of its validity, and the first one after it.
    pub(super) validity: (i64, i64),
    pub(super) attributes: &'a [Attribute],
    /// Whose key its subject holds.
    pub(super) holder: &'a Certificate,
}

impl AssertionSigner {
    /// Takes an unencrypted PKCS #8 PrivateKeyInfo and its certificate.
    pub(super) fn new(pkcs8: &[u8], certificate: Certificate) -> Result<Self> {
        Ok(Self {
            key: SigningKey::from_pkcs8(pkcs8)?,
            certificate,
        })
    }

    pub(super) fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// Makes and signs an assertion.
    pub(super) fn sign(&self, statement: &Statement<'_>) -> Result<String> {
        sign_enveloped(
            &statement.write()?,
            ASSERTION_ID,
            SignaturePlace::Last,
            &self.key,
            &self.certificate,
        )
    }

    /// Reads an assertion that a service was called with: it must be one of this signer, and
    /// valid at this moment. The sentence says what it is not.
    pub(super) fn verify(
        &self,
        element: Node<'_, '_>,
        now: i64,
    ) -> core::result::Result<Assertion, &'static str> {
        let signer = verify_enveloped(element, ASSERTION_ID, SignatureRules::default());
        if signer.ok().as_ref() != Some(&self.certificate) {
            return Err("the assertion is not signed by the token service");
        }
        let assertion = Assertion::read(element).map_err(|error| error.message())?;
        if !assertion.is_valid(now, 0) {
            return Err("the assertion is not valid now");
        }
        Ok(assertion)
    }
}

impl Statement<'_> {
    /// The assertion without its signature.
    fn write(&self) -> Result<String> {
        let start = write_date_time(self.validity.0)?;
        let end = write_date_time(self.validity.1)?;
        let subject = self.subject();
        let attributes: String = self.attributes.iter().map(write_attribute).collect();
        Ok(format!(
            "<saml:Assertion xmlns:saml=\"{ASSERTION}\" AssertionID=\"{}\" \
             Issuer=\"urn:be:fgov:ehealth:sts:1_0\" IssueInstant=\"{start}\" MajorVersion=\"1\" \
             MinorVersion=\"1\">\
             <saml:Conditions NotBefore=\"{start}\" NotOnOrAfter=\"{end}\"/>\
             <saml:AuthenticationStatement AuthenticationInstant=\"{start}\" \
             AuthenticationMethod=\"urn:oasis:names:tc:SAML:1.0:am:X509-PKI\">{subject}\
             </saml:AuthenticationStatement>\
             <saml:AttributeStatement>{subject}{attributes}</saml:AttributeStatement>\
             </saml:Assertion>",
            escape(self.id)
        ))
    }

    fn subject(&self) -> String {
        format!(
            "<saml:Subject><saml:NameIdentifier \
             Format=\"urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName\" \
             NameQualifier=\"{}\">{}</saml:NameIdentifier><saml:SubjectConfirmation>\
             <saml:ConfirmationMethod>{HOLDER_OF_KEY}</saml:ConfirmationMethod>\
             <ds:KeyInfo xmlns:ds=\"{SIGNATURE}\"><ds:X509Data><ds:X509Certificate>{}\
             </ds:X509Certificate></ds:X509Data></ds:KeyInfo>\
             </saml:SubjectConfirmation></saml:Subject>",
            escape(&self.holder.issuer_text()),
            escape(&self.holder.subject_text()),
            Base64::encode_string(self.holder.as_der())
        )
    }
}

fn write_attribute(attribute: &Attribute) -> String {
    let values: String = attribute
        .values()
        .iter()
        .map(|value| {
            format!(
                "<saml:AttributeValue>{}</saml:AttributeValue>",
                escape(value)
            )
        })
        .collect();
    format!(
        "<saml:Attribute AttributeName=\"{}\" AttributeNamespace=\"{}\">{values}</saml:Attribute>",
        escape(attribute.name()),
        escape(attribute.namespace())
    )
}
