use super::*;
use crate::soap::canonical::EXCLUSIVE;
use roxmltree::Document;

const RSA_1024: (&[u8], &[u8]) = (
    include_bytes!("../../../tests/vectors/synthetic/pki/eid-auth-1024.key.der"),
    include_bytes!("../../../tests/vectors/synthetic/pki/eid-auth-1024.cer"),
);

fn rsa() -> (SigningKey, Certificate) {
    let key = include_bytes!("../../../tests/vectors/synthetic/pki/eid-auth.key.der");
    let certificate = include_bytes!("../../../tests/vectors/synthetic/pki/eid-auth.cer");
    (
        SigningKey::from_pkcs8(key).unwrap(),
        Certificate::from_der(certificate).unwrap(),
    )
}

fn p384() -> (SigningKey, Certificate) {
    let key = include_bytes!("../../../tests/vectors/agreement/p384.key.der");
    let certificate = include_bytes!("../../../tests/vectors/agreement/p384.cer");
    (
        SigningKey::from_pkcs8(key).unwrap(),
        Certificate::from_der(certificate).unwrap(),
    )
}

fn signed(xml: &str) -> String {
    let (key, certificate) = rsa();
    sign_enveloped(xml, "AssertionID", SignaturePlace::Last, &key, &certificate).unwrap()
}

/// Verifies the first element with this name.
fn verify_element(xml: &str, name: &str) -> Result<Certificate, Status> {
    let document = Document::parse(xml).unwrap();
    let element = document
        .descendants()
        .find(|node| node.is_element() && node.tag_name().name() == name);
    verify_enveloped(element.unwrap(), "AssertionID", SignatureRules::default())
        .map_err(|error| error.status())
}

fn verify(xml: &str) -> Result<(), Status> {
    verify_element(xml, "a").map(|_| ())
}

const REFUSED: Result<(), Status> = Err(Status::SignatureInvalid);
const UNSUPPORTED: Result<(), Status> = Err(Status::Unsupported);
const XML: &str = "<a AssertionID=\"i\"><b>1</b></a>";

/// The text between two marks, with them.
fn part<'a>(xml: &'a str, start: &str, end: &str) -> &'a str {
    let from = xml.find(start).unwrap();
    let length = xml.get(from..).unwrap().find(end).unwrap() + end.len();
    xml.get(from..from + length).unwrap()
}

#[test]
fn the_signature_is_first_or_last() {
    let documents = [
        ("<a ID='i'/>", "<a ID='i'>", "</a>"),
        ("<a ID='i'\n />", "<a ID='i'\n >", "</a>"),
        (
            "<p:a xmlns:p='u:p' ID='i'></p:a >",
            "<p:a xmlns:p='u:p' ID='i'>",
            "</p:a >",
        ),
        (
            "<a ID='i'>1<![CDATA[</a>]]></a>",
            "<a ID='i'>1<![CDATA[</a>]]>",
            "</a>",
        ),
        (
            "<!-- --><a ID='i'><b/></a><?p?>",
            "<!-- --><a ID='i'><b/>",
            "</a><?p?>",
        ),
    ];
    for (key, certificate) in [rsa(), p384()] {
        for (xml, before, after) in documents {
            for place in [SignaturePlace::First, SignaturePlace::Last] {
                let signed = sign_enveloped(xml, "ID", place, &key, &certificate).unwrap();
                let document = Document::parse(&signed).unwrap();
                let rules = SignatureRules::default();
                let found = verify_enveloped(document.root_element(), "ID", rules).unwrap();
                assert_eq!(found, certificate);
                if place == SignaturePlace::Last {
                    assert!(
                        signed.starts_with(before) && signed.ends_with(after),
                        "{signed}"
                    );
                } else {
                    let first = document.root_element().first_child().unwrap();
                    assert_eq!(first.tag_name().name(), "Signature");
                }
            }
        }
    }
    let (key, certificate) = rsa();
    for (xml, status) in [
        ("<a/>", Status::InvalidArgument),
        ("<a ID='i'>", Status::BadReply),
        ("<!DOCTYPE a><a ID='i'/>", Status::BadReply),
    ] {
        let outcome = sign_enveloped(xml, "ID", SignaturePlace::First, &key, &certificate);
        assert_eq!(outcome.unwrap_err().status(), status);
    }
}

#[test]
fn what_was_changed_is_refused() {
    let signed = signed(XML);
    assert_eq!(verify(&signed), Ok(()));
    for (from, to) in [
        ("<b>1", "<b>2"),
        ("<b>", "<b c=\"\">"),
        ("</b>", "</b> "),
        ("<a ", "<a xmlns=\"u:a\" "),
        ("<ds:SignedInfo>", "<ds:SignedInfo>\n"),
        ("<ds:Reference ", "<ds:Reference Id=\"r\" "),
    ] {
        let changed = signed.replacen(from, to, 1);
        assert_ne!(changed, signed);
        assert_eq!(verify(&changed), REFUSED, "{from}");
    }
    // What makes no difference to anyone who reads it.
    for (from, to) in [
        ("<b>", "<b >"),
        ("\"i\"", "'i'"),
        ("<b>1", "<b>&#49;"),
        ("</b>", "</b><!---->"),
    ] {
        assert_eq!(verify(&signed.replacen(from, to, 1)), Ok(()), "{from}");
    }
}

/// The element that was signed stands somewhere else, and another one in its place.
#[test]
fn wrapped_elements_are_refused() {
    let original = signed(XML);
    let signature = part(&original, "<ds:Signature ", "</ds:Signature>");
    let bare = original.replace(signature, "");
    for wrong in [
        format!("<a AssertionID='other'>{original}</a>"),
        format!("<a AssertionID='other'>{signature}{original}</a>"),
        format!("<a AssertionID='other'>{signature}{bare}</a>"),
        format!("<a AssertionID='i'>{signature}{bare}</a>"),
        format!("<a AssertionID='i'>{signature}<x ID='i'/></a>"),
        format!(
            "<a Id='i'>{signature}{}</a>",
            bare.replace("AssertionID", "Id")
        ),
        format!("<a xml:id='i'>{signature}{bare}</a>"),
        format!("<x><a AssertionID='other'/>{original}</x>"),
        format!("<a AssertionID='i'><b>2</b>{signature}</a>"),
        format!("<a>{signature}<b>1</b></a>"),
        bare.clone(),
    ] {
        assert_eq!(verify(&wrong), REFUSED, "{wrong}");
    }
    let object = format!("<ds:Object>{bare}</ds:Object></ds:Signature>");
    let evil = original
        .replace("</ds:Signature>", &object)
        .replacen("\"i\"", "\"other\"", 1);
    assert_eq!(verify(&evil), UNSUPPORTED);
    let twice = original.replace(signature, &signature.repeat(2));
    assert_eq!(verify(&twice), Err(Status::Malformed));
    // The right one is right wherever it stands.
    let inner = format!("<x ID='x'><y/>{original}</x>");
    assert_eq!(verify(&inner), Ok(()));
}

#[test]
fn other_forms_are_refused() {
    let signed = signed(XML);
    let transforms = part(&signed, "<ds:Transforms>", "</ds:Transforms>");
    let enveloped = part(transforms, "<ds:Transform ", "</ds:Transform>");
    let exclusive = format!("<ds:Transform Algorithm=\"{EXCLUSIVE}\"></ds:Transform>");
    let with = |inner: String| {
        signed.replace(
            transforms,
            &format!("<ds:Transforms>{inner}</ds:Transforms>"),
        )
    };
    let xpath = "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\">\
                 <ds:XPath>true</ds:XPath></ds:Transform>";
    let xslt = xpath.replace("1999/REC-xpath-19991116", "1999/REC-xslt-19991116");
    for (wrong, expected) in [
        (with(format!("{exclusive}{enveloped}")), UNSUPPORTED),
        (with(format!("{enveloped}{enveloped}")), UNSUPPORTED),
        (
            with(format!("{enveloped}{exclusive}{exclusive}")),
            UNSUPPORTED,
        ),
        (with(format!("{enveloped}{xpath}")), UNSUPPORTED),
        (with(format!("{xslt}{exclusive}")), UNSUPPORTED),
        (with(enveloped.replace("></", "><a/></")), UNSUPPORTED),
        (with(String::new()), Err(Status::Malformed)),
        (with(exclusive.clone()), REFUSED),
        (with(enveloped.to_owned()), REFUSED),
        (signed.replace(transforms, ""), REFUSED),
    ] {
        assert_eq!(verify(&wrong), expected, "{wrong}");
    }
    for (from, to, expected) in [
        ("URI=\"#i\"", "URI=\"\"", UNSUPPORTED),
        ("URI=\"#i\"", "", UNSUPPORTED),
        ("URI=\"#i\"", "URI=\"#\"", UNSUPPORTED),
        ("URI=\"#i\"", "URI=\"http://127.0.0.1/\"", UNSUPPORTED),
        ("URI=\"#i\"", "URI=\"file:///etc/hostname\"", UNSUPPORTED),
        ("URI=\"#i\"", "URI=\"#xpointer(id('i'))\"", UNSUPPORTED),
        ("URI=\"#i\"", "URI=\"#%69\"", UNSUPPORTED),
        ("URI=\"#i\"", "URI=\"#j\"", REFUSED),
        (
            "xmldsig-more#rsa-sha256",
            "xmldsig-more#hmac-sha256",
            UNSUPPORTED,
        ),
        (
            "xmldsig-more#rsa-sha256",
            "xmldsig-more#ecdsa-sha256",
            REFUSED,
        ),
        (
            "xmldsig-more#rsa-sha256",
            "xmldsig-more#rsa-sha384",
            REFUSED,
        ),
        (
            "2001/04/xmldsig-more#rsa-sha256",
            "2000/09/xmldsig#rsa-sha1",
            UNSUPPORTED,
        ),
        ("2001/04/xmlenc#sha256", "2000/09/xmldsig#sha1", UNSUPPORTED),
        (
            "2001/04/xmlenc#sha256",
            "2001/04/xmldsig-more#md5",
            UNSUPPORTED,
        ),
        ("2001/04/xmlenc#sha256", "2001/04/xmlenc#sha512", REFUSED),
        (
            "</ds:SignatureMethod>",
            "<ds:HMACOutputLength/></ds:SignatureMethod>",
            UNSUPPORTED,
        ),
        (
            "</ds:SignedInfo>",
            "</ds:SignedInfo><ds:SignedInfo/>",
            Err(Status::Malformed),
        ),
        (
            "</ds:Reference>",
            "</ds:Reference><ds:Manifest/>",
            UNSUPPORTED,
        ),
        (
            "<ds:SignatureValue>",
            "<ds:SignatureValue>!",
            Err(Status::Malformed),
        ),
        ("<ds:DigestValue>", "<ds:DigestValue>AAAA", REFUSED),
    ] {
        let changed = signed.replacen(from, to, 1);
        assert_ne!(changed, signed, "{from}");
        assert_eq!(verify(&changed), expected, "{to}");
    }
    for name in [
        "SignedInfo",
        "SignatureValue",
        "SignatureMethod",
        "DigestMethod",
        "DigestValue",
    ] {
        let element = part(&signed, &format!("<ds:{name}"), &format!("</ds:{name}>"));
        let without = signed.replacen(element, "", 1);
        assert_eq!(verify(&without), Err(Status::Malformed), "{name}");
    }
    let reference = part(&signed, "<ds:Reference ", "</ds:Reference>");
    for (count, expected) in [(0, REFUSED), (2, REFUSED), (9, Err(Status::LimitExceeded))] {
        let wrong = signed.replace(reference, &reference.repeat(count));
        assert_eq!(verify(&wrong), expected, "{count}");
    }
}

#[test]
fn the_certificate_is_one_of_those_in_key_info() {
    let signed = signed(XML);
    let own = part(&signed, "<ds:X509Certificate>", "</ds:X509Certificate>");
    let other = Base64::encode_string(p384().1.as_der());
    let other = format!("<ds:X509Certificate>{other}</ds:X509Certificate>");
    for path in [format!("{own}{other}"), format!("{other}{own}")] {
        let found = verify_element(&signed.replace(own, &path), "a");
        assert_eq!(found, Ok(rsa().1));
    }
    assert_eq!(verify(&signed.replace(own, &other)), REFUSED);
    let many = signed.replace(own, &own.repeat(9));
    assert_eq!(verify(&many), Err(Status::LimitExceeded));
    for (start, end) in [
        ("<ds:X509Certificate>", "</ds:X509Certificate>"),
        ("<ds:X509Data>", "</ds:X509Data>"),
        ("<ds:KeyInfo>", "</ds:KeyInfo>"),
    ] {
        let without = signed.replace(part(&signed, start, end), "");
        assert_eq!(verify(&without), Err(Status::CertificateMissing), "{start}");
    }
    let cut = signed.replacen("<ds:X509Certificate>MII", "<ds:X509Certificate>", 1);
    assert!(verify(&cut).is_err());
}

#[test]
fn short_keys_and_old_digests() {
    let (key, certificate) = RSA_1024;
    assert!(SigningKey::from_pkcs8(key).is_err());
    let signed = signed(XML);
    let own = Base64::encode_string(rsa().1.as_der());
    let short = signed.replace(&own, &Base64::encode_string(certificate));
    assert_eq!(verify(&short), Err(Status::KeyUnsupported));
    // With SHA-1 allowed it is the signature that is wrong, no longer its algorithm.
    let old = signed.replace(
        "2001/04/xmldsig-more#rsa-sha256",
        "2000/09/xmldsig#rsa-sha1",
    );
    let document = Document::parse(&old).unwrap();
    let rules = SignatureRules { allows_sha1: true };
    let error = verify_enveloped(document.root_element(), "AssertionID", rules).unwrap_err();
    assert_eq!(error.status(), Status::SignatureInvalid);
}
