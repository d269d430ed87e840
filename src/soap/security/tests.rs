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

/// The text between two marks, with them.
fn part<'a>(envelope: &'a str, start: &str, end: &str) -> &'a str {
    let from = envelope.find(start).unwrap();
    let length = envelope.get(from..).unwrap().find(end).unwrap() + end.len();
    envelope.get(from..from + length).unwrap()
}

const REFUSED: Result<String, Status> = Err(Status::SignatureInvalid);
const MALFORMED: Result<String, Status> = Err(Status::Malformed);

fn body(envelope: &str) -> &str {
    part(envelope, "<s:Body", "</s:Body>")
}

fn timestamp(envelope: &str) -> &str {
    part(envelope, "<wsu:Timestamp", "</wsu:Timestamp>")
}

fn signature(envelope: &str) -> &str {
    part(envelope, "<ds:Signature ", "</ds:Signature>")
}

fn binary_token(envelope: &str) -> &str {
    let end = "</wsse:BinarySecurityToken>";
    part(envelope, "<wsse:BinarySecurityToken", end)
}

const FAKE: &str = "<k:GetKeyRequest xmlns:k=\"urn:k\">666</k:GetKeyRequest>";

#[test]
fn a_changed_part_is_refused() {
    let envelope = Holder::rsa().with_certificate();
    for (from, to) in [
        (">42<", ">43<"),
        ("<k:GetKeyRequest ", "<k:GetKeyRequest a=\"\" "),
        ("09:01:00", "09:02:00"),
        ("09:00:00", "08:59:00"),
        ("X509v3\" wsu", "X509v3\"  xml:lang=\"nl\" wsu"),
        ("<ds:SignedInfo>", "<ds:SignedInfo> "),
        (
            "xml-exc-c14n#\"></ds:Canon",
            "xml-exc-c14n#WithComments\"></ds:Canon",
        ),
    ] {
        let wrong = envelope.replacen(from, to, 1);
        assert_ne!(wrong, envelope, "{from}");
        assert_eq!(verify(&wrong), REFUSED, "{from}");
    }
}

/// The body that was signed stands somewhere else, and another one in its place.
#[test]
fn a_moved_body_is_refused() {
    let envelope = Holder::rsa().with_certificate();
    let signed = body(&envelope);
    let identifier = part(signed, "B-", "\"").trim_end_matches('"');
    for fake in [
        format!("<s:Body>{FAKE}</s:Body>"),
        format!("<s:Body wsu:Id=\"other\">{FAKE}</s:Body>"),
        format!("<s:Body wsu:Id=\"{identifier}\">{FAKE}</s:Body>"),
        format!("<s:Body Id=\"{identifier}\">{FAKE}</s:Body>"),
        format!("<s:Body xml:id=\"{identifier}\">{FAKE}</s:Body>"),
    ] {
        let wrapped = format!("<w:Wrapper xmlns:w=\"urn:w\">{signed}</w:Wrapper>");
        let without = envelope.replace(signed, &fake);
        let (header, security) = ("</s:Header>", "</wsse:Security>");
        let in_header = without.replace(header, &format!("{wrapped}{header}"));
        assert_eq!(verify(&in_header), REFUSED, "{fake}");
        let in_security = without.replace(security, &format!("{wrapped}{security}"));
        assert_eq!(verify(&in_security), REFUSED, "{fake}");
        let in_body = without.replace("</s:Body>", &format!("{signed}</s:Body>"));
        assert_eq!(verify(&in_body), MALFORMED, "{fake}");
        let in_object = without.replace(
            "</ds:Signature>",
            &format!("<ds:Object>{signed}</ds:Object></ds:Signature>"),
        );
        assert_eq!(verify(&in_object), Err(Status::Unsupported), "{fake}");
        let before = envelope.replace(signed, &format!("{fake}{signed}"));
        assert_eq!(verify(&before), MALFORMED, "{fake}");
        let after = envelope.replace(signed, &format!("{signed}{fake}"));
        assert_eq!(verify(&after), MALFORMED, "{fake}");
    }
}

#[test]
fn an_envelope_has_a_header_and_a_body() {
    let envelope = Holder::rsa().with_certificate();
    let (signed, header) = (
        body(&envelope),
        part(&envelope, "<s:Header>", "</s:Header>"),
    );
    for wrong in [
        envelope.replace(header, ""),
        envelope.replace(header, &format!("{header}<s:Header/>")),
        envelope.replace(header, &format!("<s:Header/>{header}")),
        envelope.replace(signed, ""),
        envelope.replace(&[header, signed].concat(), &[signed, header].concat()),
        envelope.replace(
            "schemas.xmlsoap.org/soap/envelope/",
            "www.w3.org/2003/05/soap-envelope",
        ),
        envelope.replace("s:Envelope", "s:Letter"),
        envelope.replace("</s:Body>", &format!("{FAKE}</s:Body>")),
        envelope.replace(part(signed, "<k:", "</k:GetKeyRequest>"), ""),
    ] {
        assert_ne!(wrong, envelope);
        assert_eq!(verify(&wrong), MALFORMED, "{wrong}");
    }
    let body = envelope.replace("s:Body", "s:Corpse");
    assert_eq!(verify(&body), MALFORMED);
}

#[test]
fn one_security_header_with_one_of_each() {
    let envelope = Holder::rsa().with_certificate();
    let security = part(&envelope, "<wsse:Security ", "</wsse:Security>");
    let for_another = security.replacen(" s:must", " s:actor=\"urn:x\" s:must", 1);
    let empty = format!("<wsse:Security xmlns:wsse=\"{SECURITY}\"/>");
    for wrong in [
        envelope.replace(security, &[security, security].concat()),
        envelope.replace(security, &[security, &empty].concat()),
        envelope.replace(security, &[security, &for_another].concat()),
        envelope.replace(timestamp(&envelope), &timestamp(&envelope).repeat(2)),
        envelope.replace(signature(&envelope), &signature(&envelope).repeat(2)),
    ] {
        assert_eq!(verify(&wrong), MALFORMED);
    }
    for wrong in [
        envelope.replace(security, ""),
        envelope.replace(security, &empty),
        envelope.replace(timestamp(&envelope), ""),
        envelope.replace(signature(&envelope), ""),
        envelope.replace(SECURITY, "urn:security"),
    ] {
        assert_eq!(verify(&wrong), REFUSED);
    }
    let none = envelope.replace(binary_token(&envelope), "");
    assert_eq!(verify(&none), Err(Status::CertificateMissing));
    let two = envelope.replace(binary_token(&envelope), &binary_token(&envelope).repeat(2));
    assert!(verify(&two).is_err());
}

/// The signature of someone over less than he has to sign, or over more.
#[test]
fn just_what_is_used_is_signed() {
    let holder = Holder::rsa();
    let envelope = holder.with_certificate();
    let unsigned = envelope.replace(signature(&envelope), "");
    let document = Document::parse(&unsigned).unwrap();
    let parts = Parts::of(document.root_element()).unwrap();
    let all = [parts.body, parts.timestamp, parts.token];
    let reference = part(
        &envelope,
        "<wsse:SecurityTokenReference",
        "</wsse:SecurityTokenReference>",
    );
    let signed_over = |nodes: &[Node<'_, '_>]| {
        let mut signature = NewSignature::new(&holder.0);
        for node in nodes {
            let identifier = node.attribute((UTILITY, "Id")).unwrap();
            signature.refer(identifier, *node).unwrap();
        }
        let signature = signature.write(reference).unwrap();
        verify(&unsigned.replace("</wsse:Security>", &format!("{signature}</wsse:Security>")))
    };
    assert_eq!(signed_over(&all), fine());
    assert_eq!(signed_over(&[all[2], all[0], all[1]]), fine());
    assert_eq!(signed_over(&[]), REFUSED);
    for node in all {
        assert_eq!(signed_over(&[node]), REFUSED);
        let others: Vec<_> = all.into_iter().filter(|other| *other != node).collect();
        assert_eq!(signed_over(&others), REFUSED);
        assert_eq!(signed_over(&[&all[..], &[node]].concat()), REFUSED);
    }
}

/// The signature of someone else, who has signed the same with his key.
#[test]
fn another_key_is_refused() {
    let (holder, other) = (Holder::rsa(), Holder::p256());
    let envelope = holder.with_certificate();
    let certificate = Base64::encode_string(holder.1.as_der());
    let others = Base64::encode_string(other.1.as_der());
    assert_eq!(verify(&envelope.replace(&certificate, &others)), REFUSED);
    // With an assertion the certificate is that of the assertion, whoever's key signs.
    let (mine, yours) = (holder.assertion(&other), other.assertion(&other));
    let envelope = holder.with_assertion(&mine);
    assert_eq!(verify(&envelope), fine());
    assert_eq!(verify(&envelope.replace(&mine, &yours)), REFUSED);
    assert_eq!(verify(&holder.with_assertion(&yours)), REFUSED);
}

#[test]
fn assertions_are_not_wrapped() {
    let (holder, other) = (Holder::rsa(), Holder::p256());
    let (mine, yours) = (holder.assertion(&other), other.assertion(&other));
    let envelope = holder.with_assertion(&mine);
    let both = envelope.replace(&mine, &[mine.as_str(), &yours].concat());
    assert_eq!(verify(&both), REFUSED);
    let renamed = yours.replace("\"_a77\"", "\"_a78\"");
    let two = envelope.replace(&mine, &[mine.as_str(), &renamed].concat());
    assert_eq!(verify(&two), MALFORMED);
    let hidden = renamed.replacen('\n', &mine, 1);
    assert_eq!(
        verify(&envelope.replace(&mine, &hidden)),
        Err(Status::CertificateMissing)
    );
    let elsewhere = envelope
        .replace(&mine, "")
        .replace("</s:Header>", &format!("{mine}</s:Header>"));
    assert_eq!(verify(&elsewhere), Err(Status::CertificateMissing));
    // Two statements about two keys.
    let statement = |assertion: &str| {
        let end = "</saml:AttributeStatement>";
        part(assertion, "<saml:AttributeStatement", end).to_owned()
    };
    let joined = [statement(&mine), statement(&yours)].concat();
    let joined = mine.replace(&statement(&mine), &joined);
    assert_eq!(verify(&envelope.replace(&mine, &joined)), REFUSED);
    let bearer = mine.replace("holder-of-key", "bearer");
    assert_eq!(
        verify(&envelope.replace(&mine, &bearer)),
        Err(Status::Unsupported)
    );
    for removed in [
        "<saml:Subject>",
        "<saml:SubjectConfirmation>",
        "<ds:KeyInfo ",
    ] {
        let name = removed.trim_matches(['<', '>', ' ']);
        let removed = part(&mine, removed, &format!("</{name}>"));
        let without = envelope.replace(&mine, &mine.replacen(removed, "", 1));
        assert_eq!(verify(&without), Err(Status::CertificateMissing), "{name}");
    }
}

/// A comment must not let two readers see two texts.
#[test]
fn comments_change_no_value() {
    let holder = Holder::rsa();
    let envelope = SecuredEnvelope {
        body: "<a>user@example.be<!-- -->.evil.example</a>",
        key: &holder.0,
        token: SecurityToken::Certificate(&holder.1),
        created: NOW,
        lifetime: 60,
    };
    let envelope = String::from_utf8(envelope.write().unwrap()).unwrap();
    let without = envelope.replace("<!-- -->", "");
    for envelope in [&envelope, &without] {
        let document = Document::parse(envelope).unwrap();
        let verified = verify_envelope(&document, NOW, SignatureRules::default()).unwrap();
        let text = crate::soap::text(verified.body);
        assert_eq!(text, "user@example.be.evil.example");
    }
    for (from, to) in [
        ("user@", "user<!-- -->@"),
        ("09:01:00.000Z", "09:01:00<!-- -->.000Z"),
        ("MII", "MI<!-- -->I"),
    ] {
        assert!(verify(&envelope.replacen(from, to, 1)).is_ok(), "{from}");
    }
    let instruction = envelope.replacen("user@", "user<?a?>@", 1);
    assert_eq!(verify(&instruction), REFUSED);
}

#[test]
fn a_timestamp_holds_for_a_while() {
    let envelope = Holder::p256().with_certificate();
    for (now, expected) in [
        (NOW, fine()),
        (NOW - 300, fine()),
        (NOW - 301, REFUSED),
        (NOW + 60 + 299, fine()),
        (NOW + 60 + 300, REFUSED),
        (0, REFUSED),
        (i64::MIN, REFUSED),
        (i64::MAX, REFUSED),
    ] {
        assert_eq!(verify_at(&envelope, now), expected, "{now}");
    }
    let holder = Holder::p256();
    for (lifetime, expected) in [(300, fine()), (301, REFUSED), (0, REFUSED), (-60, REFUSED)] {
        let envelope = SecuredEnvelope {
            body: "<GetKeyRequest/>",
            key: &holder.0,
            token: SecurityToken::Certificate(&holder.1),
            created: NOW,
            lifetime,
        };
        let envelope = String::from_utf8(envelope.write().unwrap()).unwrap();
        assert_eq!(verify(&envelope), expected, "{lifetime}");
    }
}

/// Forms of KeyInfo that name the key in another way.
#[test]
fn key_info_names_a_token_in_the_header() {
    let holder = Holder::rsa();
    let envelope = holder.with_certificate();
    let token = binary_token(&envelope);
    let identifier = part(token, "X509-", "\"").trim_end_matches('"');
    let address = format!("URI=\"#{identifier}\"");
    let status = |envelope: String| verify(&envelope).unwrap_err();
    let declared = token.replacen(" ", &format!(" xmlns:wsse=\"{SECURITY}\" "), 1);
    let elsewhere = envelope
        .replace(token, "")
        .replace("</s:Header>", &format!("{declared}</s:Header>"));
    assert_eq!(status(elsewhere), Status::CertificateMissing);
    let last = envelope.rfind(&address).unwrap();
    let with_address = |address: &str| {
        let (before, after) = envelope.split_at(last);
        format!(
            "{before}{}",
            after.replacen(&format!("URI=\"#{identifier}\""), address, 1)
        )
    };
    assert_eq!(
        status(with_address("URI=\"#B\"")),
        Status::CertificateMissing
    );
    assert_eq!(status(with_address("URI=\"urn:x\"")), Status::Unsupported);
    assert_eq!(status(with_address("")), Status::Unsupported);
    for (from, to, expected) in [
        ("<wsse:Reference ", "<wsse:Embedded ", Status::Unsupported),
        (
            "<wsse:SecurityTokenReference>",
            "<wsse:SecurityTokenReference><a/>",
            Status::Unsupported,
        ),
        (
            "<ds:KeyInfo>",
            "<ds:KeyInfo><ds:KeyName/>",
            Status::Unsupported,
        ),
        (
            "token-profile-1.0#X509v3\" wsu",
            "token-profile-1.0#X509PKIPathv1\" wsu",
            Status::Unsupported,
        ),
    ] {
        let changed = envelope.replacen(from, to, 1);
        assert_ne!(changed, envelope, "{from}");
        assert_eq!(status(changed), expected, "{from}");
    }
    let key_info = part(&envelope, "<ds:KeyInfo>", "</ds:KeyInfo>");
    let without = envelope.replace(key_info, "");
    assert_eq!(status(without), Status::CertificateMissing);
    // A certificate in KeyInfo is none that the platform has been told.
    let certificate = Base64::encode_string(holder.1.as_der());
    let data = format!(
        "<ds:KeyInfo><ds:X509Data><ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>"
    );
    assert_eq!(
        status(envelope.replace(key_info, &data)),
        Status::Unsupported
    );
}

#[test]
fn what_is_carried_is_one_element() {
    let holder = Holder::p256();
    let status = |body, xml| {
        let envelope = SecuredEnvelope {
            body,
            key: &holder.0,
            token: SecurityToken::Assertion { xml, id: "_a" },
            created: NOW,
            lifetime: 60,
        };
        envelope.write().err().map(|error| error.status())
    };
    assert_eq!(status("<a/>", "<b/>"), None);
    for wrong in [
        "",
        "<a>",
        "<a/><b/>",
        "a",
        "<?xml version=\"1.0\"?><a/>",
        "<p:a/>",
    ] {
        assert_eq!(
            status(wrong, "<b/>"),
            Some(Status::InvalidArgument),
            "{wrong}"
        );
        assert_eq!(
            status("<a/>", wrong),
            Some(Status::InvalidArgument),
            "{wrong}"
        );
    }
    let escape = "<a/></s:Body><s:Body><a/>";
    assert_eq!(status(escape, "<b/>"), Some(Status::InvalidArgument));
    let escape = "<b/></wsse:Security></s:Header><s:Header><wsse:Security>";
    assert_eq!(status("<a/>", escape), Some(Status::InvalidArgument));
}
