//! XML signatures, held against the program `xmlsec1`: what we sign it verifies, what it signs
//! we verify, and what was changed both refuse.

#![cfg(feature = "measure")]

use crate::support;
use crate::support::xml::{DOCUMENTS, Key, PAYLOAD, PLACE, XmlSec, signed_identifier};
use etee::measure::{XmlSigner, verify_xml, verify_xml_envelope};
use etee::{Certificate, Status};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";

/// Canonicalisations as elements of this name.
fn canonicalisations(name: &str) -> Vec<String> {
    let plain = |algorithm: &str| format!("<{name} Algorithm=\"{algorithm}\"/>");
    let listed = |prefixes: &str| {
        format!(
            "<{name} Algorithm=\"{EXCLUSIVE}\"><InclusiveNamespaces xmlns=\"{EXCLUSIVE}\" \
             PrefixList=\"{prefixes}\"/></{name}>"
        )
    };
    vec![
        plain(EXCLUSIVE),
        listed("a b unused"),
        plain(&format!("{EXCLUSIVE}WithComments")),
        plain("http://www.w3.org/TR/2001/REC-xml-c14n-20010315"),
        listed("#default z y p xml"),
        plain("http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments"),
        plain("http://www.w3.org/2006/12/xml-c14n11"),
        plain("http://www.w3.org/2006/12/xml-c14n11#WithComments"),
    ]
}

/// A document with the template of a signature, of which each number gives another one.
fn template(document: &str, key: &Key, number: usize) -> String {
    let methods = canonicalisations("CanonicalizationMethod");
    let method = &methods[number / 3 % methods.len()];
    let mut transforms = canonicalisations("Transform");
    transforms.push(String::new());
    let transform = &transforms[number % transforms.len()];
    let (size, digest) = match number % 4 {
        0 | 1 => ("256", "http://www.w3.org/2001/04/xmlenc#sha256"),
        2 => ("384", "http://www.w3.org/2001/04/xmldsig-more#sha384"),
        _ => ("512", "http://www.w3.org/2001/04/xmlenc#sha512"),
    };
    let signature = format!(
        "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><SignedInfo>{method}\
         <SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#{}-sha{size}\"/>\
         <Reference URI=\"#{}\"><Transforms>\
         <Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/>\
         {transform}</Transforms><DigestMethod Algorithm=\"{digest}\"/><DigestValue/>\
         </Reference><!-- who -->\n</SignedInfo><SignatureValue/>\
         <KeyInfo><X509Data><X509Certificate/></X509Data></KeyInfo></Signature>",
        key.kind,
        signed_identifier(document),
    );
    document.replace(PLACE, &signature)
}

/// The same document with one octet changed: one of what is signed, of a digest, or of the
/// signature, by turns.
fn changed(signed: &str, number: usize) -> Vec<u8> {
    let place = match number % 3 {
        0 => signed.find(PAYLOAD).unwrap() + 3,
        1 => signed.find("DigestValue>").unwrap() + 16,
        _ => signed.find("SignatureValue>").unwrap() + 20,
    };
    let mut octets = signed.as_bytes().to_vec();
    octets[place] = match octets[place] {
        b'A' => b'B',
        _ => b'A',
    };
    octets
}

/// Does this for every document and key, two at a time; `false` if there is no `xmlsec1`.
fn with_each(work: impl Fn(&XmlSec, &Key, usize, &str) + Sync) -> bool {
    let keys = Key::all();
    let programs: Option<Vec<XmlSec>> = keys.iter().map(XmlSec::with).collect();
    if programs.is_none() {
        support::skip("xmlsec1 is not installed");
        return false;
    }
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let programs: Vec<XmlSec> =
                    keys.iter().map(|key| XmlSec::with(key).unwrap()).collect();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(document) = DOCUMENTS.get(number) else {
                        break;
                    };
                    // RSA for every document, and each curve for every second one.
                    for index in [0, 1 + number % 2] {
                        work(&programs[index], &keys[index], number, document);
                    }
                }
            });
        }
    });
    true
}

#[test]
fn what_we_sign_xmlsec1_verifies() {
    let done = AtomicUsize::new(0);
    let is_there = with_each(|program, key, number, document| {
        let signer = XmlSigner {
            pkcs8: &key.pkcs8,
            certificate: &key.certificate,
        };
        let document = document.replace(PLACE, "");
        let signed = signer.sign(&document, "ID", number % 2 == 0).unwrap();
        assert!(
            verify_xml(signed.as_bytes(), "ID", false).is_ok(),
            "{signed}"
        );
        assert!(program.verifies(&[signed.as_bytes()]), "{signed}");
        let wrong = changed(&signed, number);
        assert!(verify_xml(&wrong, "ID", false).is_err(), "{signed}");
        assert!(!program.verifies(&[&wrong]), "{signed}");
        done.fetch_add(1, Ordering::Relaxed);
    });
    if is_there {
        let done = done.into_inner();
        assert!(done >= 100);
        support::say(&format!(
            "signed by us, verified by xmlsec1: {done} of {done}"
        ));
    }
}

#[test]
fn what_xmlsec1_signs_we_verify() {
    let done = AtomicUsize::new(0);
    let is_there = with_each(|program, key, number, document| {
        let signed = program.sign(&template(document, key, number)).unwrap();
        let certificate = Certificate::from_der(&key.certificate).unwrap();
        let ours = verify_xml(signed.as_bytes(), "ID", false);
        assert_eq!(ours.expect(&signed), certificate);
        assert!(program.verifies(&[signed.as_bytes()]), "{signed}");
        let wrong = changed(&signed, number + 1);
        let status = verify_xml(&wrong, "ID", false).unwrap_err().status();
        assert_eq!(status, Status::SignatureInvalid, "{signed}");
        assert!(!program.verifies(&[&wrong]), "{signed}");
        done.fetch_add(1, Ordering::Relaxed);
    });
    if is_there {
        let done = done.into_inner();
        assert!(done >= 100);
        support::say(&format!(
            "signed by xmlsec1, verified by us: {done} of {done}"
        ));
    }
}

#[test]
fn envelopes_that_xmlsec1_verifies() {
    const NOW: i64 = 1_770_109_200;
    for key in Key::all() {
        let Some(program) = XmlSec::with(&key) else {
            return support::skip("xmlsec1 is not installed");
        };
        let signer = XmlSigner {
            pkcs8: &key.pkcs8,
            certificate: &key.certificate,
        };
        let body = "<k:a xmlns:k='urn:k' k:b=\"payload\" a=''>\r\n<b xmlns='urn:b'/></k:a>";
        let envelope = signer.envelope(body, NOW).unwrap();
        assert!(program.verifies(&[&envelope]));
        assert!(verify_xml_envelope(&envelope, NOW).is_ok());
        let envelope = String::from_utf8(envelope).unwrap();
        for number in 0..3 {
            let wrong = changed(&envelope, number);
            assert!(!program.verifies(&[&wrong]));
            assert!(verify_xml_envelope(&wrong, NOW).is_err());
        }
    }
}
