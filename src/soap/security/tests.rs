use super::*;
use crate::soap::{SignaturePlace, SignatureRules, sign_enveloped};
use roxmltree::Document;

const NOW: i64 = 1_770_109_200;

/// A key and its certificate.
struct Holder(SigningKey, Certificate);

impl Holder {
    fn rsa() -> Self {
        Self::of(
            include_bytes!("../../../tests/vectors/synthetic/pki/eid-auth.key.der"),
            include_bytes!("../../../tests/vectors/synthetic/pki/eid-auth.cer"),
        )
    }

    fn p256() -> Self {
        Self::of(
            include_bytes!("../../../tests/vectors/agreement/p256.key.der"),
            include_bytes!("../../../tests/vectors/agreement/p256.cer"),
        )
    }

    fn p384() -> Self {
        Self::of(
            include_bytes!("../../../tests/vectors/agreement/p384.key.der"),
            include_bytes!("../../../tests/vectors/agreement/p384.cer"),
        )
    }

    fn of(pkcs8: &[u8], der: &[u8]) -> Self {
        Self(
            SigningKey::from_pkcs8(pkcs8).unwrap(),
            Certificate::from_der(der).unwrap(),
        )
    }

    /// An assertion about this holder, which another one signs.
    fn assertion(&self, issuer: &Self) -> String {
        let certificate = Base64::encode_string(self.1.as_der());
        let xml = format!(
            "<saml:Assertion xmlns:saml=\"{ASSERTION}\" AssertionID=\"_a77\">\n\
             <saml:AttributeStatement><saml:Subject><saml:SubjectConfirmation>\
             <saml:ConfirmationMethod>urn:oasis:names:tc:SAML:1.0:cm:holder-of-key\
             </saml:ConfirmationMethod>\
             <ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:X509Data>\
             <ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>\
             </saml:SubjectConfirmation></saml:Subject></saml:AttributeStatement></saml:Assertion>"
        );
        let place = SignaturePlace::Last;
        sign_enveloped(&xml, "AssertionID", place, &issuer.0, &issuer.1).unwrap()
    }

    fn envelope(&self, token: SecurityToken<'_>) -> String {
        let envelope = SecuredEnvelope {
            body: "<k:GetKeyRequest xmlns:k=\"urn:k\">42</k:GetKeyRequest>",
            key: &self.0,
            token,
            created: NOW,
            lifetime: 60,
        };
        String::from_utf8(envelope.write().unwrap()).unwrap()
    }

    fn with_certificate(&self) -> String {
        self.envelope(SecurityToken::Certificate(&self.1))
    }

    fn with_assertion(&self, assertion: &str) -> String {
        self.envelope(SecurityToken::Assertion {
            xml: assertion,
            id: "_a77",
        })
    }
}

/// The local name of what is in the verified Body, or why there is none.
fn verify_at(envelope: &str, now: i64) -> Result<String, Status> {
    let document = Document::parse(envelope).unwrap();
    let verified = verify_envelope(&document, now, SignatureRules::default());
    let name = verified.map(|verified| verified.body.tag_name().name().to_owned());
    name.map_err(|error| error.status())
}

fn verify(envelope: &str) -> Result<String, Status> {
    verify_at(envelope, NOW)
}

fn fine() -> Result<String, Status> {
    Ok("GetKeyRequest".to_owned())
}

#[test]
fn envelopes_by_certificate_and_by_assertion() {
    for holder in [Holder::rsa(), Holder::p256(), Holder::p384()] {
        assert_eq!(verify(&holder.with_certificate()), fine());
        let assertion = holder.assertion(&Holder::p256());
        let envelope = holder.with_assertion(&assertion);
        assert!(envelope.contains(&assertion));
        let document = Document::parse(&envelope).unwrap();
        let verified = verify_envelope(&document, NOW, SignatureRules::default()).unwrap();
        assert_eq!(verified.certificate, holder.1);
        let assertion = verified.assertion.unwrap();
        let rules = SignatureRules::default();
        let issuer = crate::soap::verify_enveloped(assertion, "AssertionID", rules).unwrap();
        assert_eq!(issuer, Holder::p256().1);
    }
}
