//! The requests to the depot and to the KGSS, compared with the platform's schemas: names,
//! namespaces, order and number.

use crate::support;
use crate::support::platform::{DOCTOR, SSIN, platform};
use etee::{AccessList, Attribute, Reply, Request, Result, Token, Transport};
use roxmltree::{Document, Node};
use std::sync::{Arc, Mutex};

const ENVELOPE: &str = "http://schemas.xmlsoap.org/soap/envelope/";
const DEPOT: &str = "urn:be:fgov:ehealth:etkdepot:1_0:protocol";
const KGSS: &str = "urn:be:fgov:ehealth:etee:kgss:1_0:protocol";

/// Passes requests on and keeps them.
struct Recorder {
    inner: Arc<dyn Transport>,
    seen: Mutex<Vec<Request>>,
}

impl Recorder {
    fn new() -> Arc<Self> {
        let inner = platform().transport();
        let seen = Mutex::default();
        Arc::new(Self { inner, seen })
    }

    /// The last request.
    fn last(&self) -> Request {
        self.seen.lock().unwrap().pop().unwrap()
    }
}

impl Transport for Recorder {
    fn send(&self, request: &Request) -> Result<Reply> {
        self.seen.lock().unwrap().push(request.clone());
        self.inner.send(request)
    }
}

/// An element by its name, with those in it: `a(b, c(d))`. What is not in the namespace has its
/// own before it.
fn shape(element: Node<'_, '_>, namespace: &str) -> String {
    let own = element.tag_name().namespace().unwrap_or("none");
    let prefix = match own == namespace {
        true => String::new(),
        false => format!("{{{own}}}"),
    };
    let inner: Vec<String> = element
        .children()
        .filter(Node::is_element)
        .map(|child| shape(child, namespace))
        .collect();
    let name = element.tag_name().name();
    match inner.is_empty() {
        true => format!("{prefix}{name}"),
        false => format!("{prefix}{name}({})", inner.join(", ")),
    }
}

/// The shape of what stands in the body, which is all of it.
fn body_shape(request: &Request, namespace: &str) -> String {
    assert!(
        request
            .headers()
            .any(|header| header == ("SOAPAction", "\"\""))
    );
    let content_type = ("Content-Type", "text/xml; charset=utf-8");
    assert!(request.headers().any(|header| header == content_type));
    let text = core::str::from_utf8(request.body()).unwrap();
    let document = Document::parse(text).unwrap();
    let envelope = document.root_element();
    assert!(envelope.has_tag_name((ENVELOPE, "Envelope")));
    let body = envelope.last_element_child().unwrap();
    assert!(body.has_tag_name((ENVELOPE, "Body")));
    let mut elements = body.children().filter(Node::is_element);
    let shape = shape(elements.next().unwrap(), namespace);
    assert!(elements.next().is_none());
    shape
}

/// The names in the header of an envelope, without their namespaces.
fn header_shape(request: &Request) -> Option<String> {
    let document = Document::parse(core::str::from_utf8(request.body()).unwrap()).unwrap();
    let header = document.root_element().first_element_child().unwrap();
    let names = |node: Node<'_, '_>| {
        let names = node.children().filter(Node::is_element);
        let names = names.map(|child| child.tag_name().name().to_owned());
        names.collect::<Vec<_>>().join(", ")
    };
    let security = header
        .has_tag_name((ENVELOPE, "Header"))
        .then(|| header.first_element_child());
    security.flatten().map(names)
}

/// The content that is sealed for the KGSS in a request, as XML.
fn inner(request: &Request) -> String {
    let document = Document::parse(core::str::from_utf8(request.body()).unwrap()).unwrap();
    let sealed = document
        .descendants()
        .find(|node| node.has_tag_name((KGSS, "SealedContent")))
        .unwrap();
    let sealed = support::platform::decoded(sealed.text().unwrap());
    let content = platform().open_as_kgss(&sealed);
    String::from_utf8(content).unwrap()
}

fn inner_shape(request: &Request) -> String {
    let inner = inner(request);
    let document = Document::parse(&inner).unwrap();
    shape(document.root_element(), KGSS)
}

#[test]
fn get_etk() {
    let recorder = Recorder::new();
    let depot = platform().depot(recorder.clone());
    for (application, element) in [
        (None, ""),
        (Some(""), ", ApplicationID"),
        (Some("X"), ", ApplicationID"),
    ] {
        let _ = depot.token("SSIN", SSIN, application);
        let expected = format!("GetEtkRequest(SearchCriteria(Identifier(Type, Value{element})))");
        let request = recorder.last();
        assert_eq!(body_shape(&request, DEPOT), expected);
        assert_eq!(header_shape(&request), None);
    }
}

#[test]
fn get_new_key() {
    let recorder = Recorder::new();
    let kgss = platform().kgss(DOCTOR, recorder.clone());
    let one = AccessList::new().allow(Attribute::new("n", "a", []));
    let all = AccessList::new()
        .allow(Attribute::new("n", "a<&>\"'é", ["1", "2"]))
        .allow(Attribute::new("n", "b", []))
        .exclude(Attribute::new("n", "c", ["3"]))
        .exclude(Attribute::new("n", "d", []))
        .with_deletion_strategy();
    for (list, readers, end) in [
        (one, "AllowedReader(Namespace, Name)", ""),
        (
            all,
            "AllowedReader(Namespace, Name, Value, Value), AllowedReader(Namespace, Name), \
             ExludedReader(Namespace, Name, Value), ExludedReader(Namespace, Name)",
            ", DeletionStrategy",
        ),
    ] {
        kgss.new_key(&list).unwrap();
        let request = recorder.last();
        let outer = "GetNewKeyRequest(SealedNewKeyRequest(SealedContent))";
        assert_eq!(body_shape(&request, KGSS), outer);
        assert_eq!(header_shape(&request), None);
        let expected = format!("GetNewKeyRequestContent({readers}, ETK{end})");
        assert_eq!(inner_shape(&request), expected);
        let inner = inner(&request);
        let document = Document::parse(&inner).unwrap();
        let text_of = |name| {
            let found = document
                .descendants()
                .find(|node| node.has_tag_name((KGSS, name)));
            found.unwrap().text().unwrap().to_owned()
        };
        let etk = support::platform::decoded(&text_of("ETK"));
        assert_eq!(etk, platform().token(DOCTOR).as_bytes());
        assert!(["a", "a<&>\"'é"].contains(&text_of("Name").as_str()));
    }
}

#[test]
fn get_key() {
    let recorder = Recorder::new();
    let kgss = platform().kgss(DOCTOR, recorder.clone());
    let session = platform().session(DOCTOR);
    for (kgss, reader) in [
        (kgss.clone(), "ETK"),
        (
            kgss.without_token(),
            "KeyEncryptionKey, KeyEncryptionKeyIdentifier",
        ),
    ] {
        assert!(kgss.key(b"no such key", &session).is_err());
        let request = recorder.last();
        let outer = "GetKeyRequest(SealedKeyRequest(SealedContent))";
        assert_eq!(body_shape(&request, KGSS), outer);
        let header = header_shape(&request).unwrap();
        assert_eq!(header, "Timestamp, Assertion, Signature");
        let expected = format!("GetKeyRequestContent(KeyIdentifier, {reader})");
        assert_eq!(inner_shape(&request), expected);
    }
}

/// A fresh key is another one each time, and of 128 bits.
#[test]
fn fresh_keys_are_fresh() {
    let recorder = Recorder::new();
    let kgss = platform().kgss(DOCTOR, recorder.clone()).without_token();
    let session = platform().session(DOCTOR);
    let mut seen = Vec::new();
    for _ in 0..2 {
        assert!(kgss.key(b"no such key", &session).is_err());
        let inner = inner(&recorder.last());
        let document = Document::parse(&inner).unwrap();
        for name in ["KeyEncryptionKey", "KeyEncryptionKeyIdentifier"] {
            let found = document
                .descendants()
                .find(|node| node.has_tag_name((KGSS, name)));
            let octets = support::platform::decoded(found.unwrap().text().unwrap());
            assert_eq!(octets.len(), 16);
            assert!(!seen.contains(&octets));
            seen.push(octets);
        }
    }
}

/// The token that is sent is the one that the caller gives.
#[test]
fn a_given_token_is_not_looked_up() {
    let recorder = Recorder::new();
    let other: Token = platform().token(support::platform::PHARMACY);
    let kgss = platform()
        .kgss(DOCTOR, recorder.clone())
        .with_token(other.clone());
    let list = AccessList::new().allow(Attribute::new("n", "a", []));
    // The answer is for somebody else.
    assert!(kgss.new_key(&list).is_err());
    assert_eq!(recorder.seen.lock().unwrap().len(), 2);
    let inner = inner(&recorder.last());
    let document = Document::parse(&inner).unwrap();
    let etk = document
        .descendants()
        .find(|node| node.has_tag_name((KGSS, "ETK")));
    let etk = support::platform::decoded(etk.unwrap().text().unwrap());
    assert_eq!(etk, other.as_bytes());
}
