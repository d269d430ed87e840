//! The requests to the secure token service: names, namespaces, order and how often, as the
//! platform's documents have them.

use crate::support::platform::{opened, platform};
use etee::{
    Attribute, Context, HttpTransport, Limits, LogOn, Method, Reply, Request, Result, Simulator,
    TokenService, Transport,
};
use roxmltree::{Document, Node};
use std::sync::{Arc, Mutex};

const EMMA: &str = "85010100115";

/// The prefixes that the expectations are written with.
const PREFIXES: &[(&str, &str)] = &[
    ("http://schemas.xmlsoap.org/soap/envelope/", "s"),
    ("http://docs.oasis-open.org/ws-sx/ws-trust/200512", "wst"),
    (
        "http://docs.oasis-open.org/wsfed/authorization/200706",
        "auth",
    ),
    (
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd",
        "wsse",
    ),
    (
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd",
        "wsu",
    ),
    ("http://www.w3.org/2000/09/xmldsig#", "ds"),
    ("urn:oasis:names:tc:SAML:1.0:protocol", "samlp"),
    ("urn:oasis:names:tc:SAML:1.0:assertion", "saml"),
];

struct Recorder(Arc<dyn Transport>, Mutex<Vec<Request>>);

impl Transport for Recorder {
    fn send(&self, request: &Request) -> Result<Reply> {
        self.1.lock().unwrap().push(request.clone());
        self.0.send(request)
    }
}

fn simulator() -> &'static Simulator {
    &platform().simulator
}

fn recorder() -> Arc<Recorder> {
    let http = HttpTransport::builder(&Limits::default()).build().unwrap();
    Arc::new(Recorder(Arc::new(http), Mutex::default()))
}

fn emma() -> LogOn {
    LogOn::for_doctor(EMMA, opened(simulator().store("SSIN", EMMA, "")))
}

fn by_card() -> LogOn {
    emma().with_identification(opened(simulator().card(EMMA)))
}

/// The SOAPAction and the envelope of each request.
fn sent(recorder: &Recorder) -> Vec<(String, String)> {
    let requests = recorder.1.lock().unwrap();
    requests
        .iter()
        .map(|request| {
            assert_eq!(request.method(), Method::Post);
            let header = |wanted: &str| {
                let mut headers = request.headers();
                headers
                    .find(|(name, _)| *name == wanted)
                    .unwrap()
                    .1
                    .to_owned()
            };
            assert_eq!(header("Content-Type"), "text/xml; charset=utf-8");
            let body = String::from_utf8(request.body().to_vec()).unwrap();
            (header("SOAPAction"), body)
        })
        .collect()
}

fn prefixed(namespace: Option<&str>, name: &str) -> String {
    match namespace {
        None => name.to_owned(),
        Some(namespace) => {
            let known = PREFIXES.iter().find(|(known, _)| *known == namespace);
            let (_, prefix) = known.unwrap_or_else(|| panic!("namespace {namespace}"));
            format!("{prefix}:{name}")
        }
    }
}

/// An element in a line of its own with its attributes, its children below it. A row of children
/// that look the same is one with a `*`; signatures are not looked into.
fn shape(node: Node<'_, '_>, depth: usize, out: &mut String) {
    let tag = node.tag_name();
    let name = prefixed(tag.namespace(), tag.name());
    let attributes: String = node
        .attributes()
        .map(|a| format!(" @{}", prefixed(a.namespace(), a.name())))
        .collect();
    out.push_str(&format!("{}{name}{attributes}\n", "  ".repeat(depth)));
    if name == "ds:Signature" {
        return;
    }
    let mut last = String::new();
    for child in node.children().filter(Node::is_element) {
        let mut text = String::new();
        shape(child, depth + 1, &mut text);
        if text == last {
            let starred = format!("{}*\n", text.trim_end());
            if out.ends_with(&text) {
                out.truncate(out.len() - text.len());
                out.push_str(&starred);
            }
        } else {
            out.push_str(&text);
            last = text;
        }
    }
}

fn body_shape(envelope: &str) -> String {
    let document = Document::parse(envelope).unwrap();
    let body = document
        .descendants()
        .find(|node| node.tag_name().name() == "Body")
        .unwrap();
    let mut out = String::new();
    shape(body.first_element_child().unwrap(), 0, &mut out);
    out
}

fn texts(envelope: &str, name: &str) -> Vec<String> {
    let document = Document::parse(envelope).unwrap();
    let named = document
        .descendants()
        .filter(|n| n.tag_name().name() == name);
    named
        .map(|n| n.text().unwrap_or_default().to_owned())
        .collect()
}

fn attributes(envelope: &str, element: &str, name: &str) -> Vec<String> {
    let document = Document::parse(envelope).unwrap();
    let named = document
        .descendants()
        .filter(|n| n.tag_name().name() == element);
    named
        .filter_map(|n| n.attribute(name).map(str::to_owned))
        .collect()
}

fn ws_trust(recorder: Arc<Recorder>) -> TokenService {
    TokenService::ws_trust(
        simulator().ws_trust_url(),
        recorder,
        Arc::new(Context::new()),
    )
}

fn saml(recorder: Arc<Recorder>) -> TokenService {
    TokenService::saml(simulator().saml_url(), recorder, Arc::new(Context::new()))
}

const REQUEST: &str = "\"urn:be:fgov:ehealth:sts:protocol:v1:RequestSecurityToken\"";

#[test]
fn ws_trust_issue() {
    let recorder = recorder();
    let twice = Attribute::new("s", "urn:be:fgov:person:ssin", [EMMA, EMMA]);
    let log_on = emma().with_attribute(twice);
    ws_trust(recorder.clone()).log_on(log_on).unwrap();
    let sent = sent(&recorder);
    let [(action, envelope)] = &sent[..] else {
        panic!("one request");
    };
    assert_eq!(action, REQUEST);
    let expected = "\
wst:RequestSecurityToken @Context
  wst:TokenType
  wst:RequestType
  wst:Claims @Dialect
    auth:ClaimType @Uri
      auth:Value*
    auth:ClaimType @Uri*
  wst:Lifetime
    wsu:Created
    wsu:Expires
  wst:KeyType
  wst:UseKey
    wsse:SecurityTokenReference
      ds:X509Data
        ds:X509Certificate
";
    assert_eq!(body_shape(envelope), expected);
    let trust = "http://docs.oasis-open.org/ws-sx/ws-trust/200512";
    assert_eq!(texts(envelope, "RequestType"), [format!("{trust}/Issue")]);
    let key_type = "http://docs.oasis-open.org/ws-sx/wstrust/200512/PublicKey";
    assert_eq!(texts(envelope, "KeyType"), [key_type]);
    let token = "http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLV1.1";
    assert_eq!(texts(envelope, "TokenType"), [token]);
    let dialect = "http://docs.oasis-open.org/wsfed/authorization/200706/authclaims";
    assert_eq!(attributes(envelope, "Claims", "Dialect"), [dialect]);
    // Several values are joined, and what is said is not asked for again.
    let both = format!("{EMMA};{EMMA}");
    assert_eq!(texts(envelope, "Value"), [EMMA, EMMA, both.as_str()]);
    assert_eq!(
        attributes(envelope, "ClaimType", "Uri"),
        [
            "urn:be:fgov:person:ssin",
            "urn:be:fgov:ehealth:1.0:certificateholder:person:ssin",
            "urn:be:fgov:person:ssin",
            "urn:be:fgov:person:ssin:ehealth:1.0:doctor:nihii11",
            "urn:be:fgov:person:ssin:doctor:boolean",
        ]
    );
}

#[test]
fn ws_trust_challenge_and_renew() {
    let recorder = recorder();
    let session = ws_trust(recorder.clone()).log_on(by_card()).unwrap();
    session.renew().unwrap();
    let sent = sent(&recorder);
    let [(_, issue), (action, challenge), (renewal, renew)] = &sent[..] else {
        panic!("three requests");
    };
    assert_eq!(action, "\"urn:be:fgov:ehealth:sts:protocol:v1:Challenge\"");
    let expected = "\
wst:RequestSecurityTokenResponse @Context
  wst:SignChallengeResponse
    wst:Challenge
";
    assert_eq!(body_shape(challenge), expected);
    let context = attributes(issue, "RequestSecurityToken", "Context");
    let answered = attributes(challenge, "RequestSecurityTokenResponse", "Context");
    assert_eq!(answered, context);

    assert_eq!(renewal, REQUEST);
    let expected = "\
wst:RequestSecurityToken @Context
  wst:TokenType
  wst:RequestType
  wst:RenewTarget
    wsse:SecurityTokenReference
      wsse:Embedded @wsu:Id
        saml:Assertion";
    let shape = body_shape(renew);
    assert!(shape.starts_with(expected), "{shape}");
    let end = "\n  wst:Lifetime\n    wsu:Created\n    wsu:Expires\n";
    assert!(shape.ends_with(end), "{shape}");
    // The first is signed with the card, the others with the key of the session.
    let certificates: Vec<_> = [issue, challenge, renew]
        .map(|envelope| texts(envelope, "BinarySecurityToken"))
        .concat();
    assert_eq!(certificates.len(), 3);
    assert!(certificates[0] != certificates[1] && certificates[1] == certificates[2]);
    assert_eq!(texts(issue, "X509Certificate")[0], certificates[1]);
}

#[test]
fn saml_request() {
    let unsigned = "\
samlp:Request @RequestID @MajorVersion @MinorVersion @IssueInstant
  samlp:AttributeQuery
    saml:Subject
      saml:NameIdentifier @Format @NameQualifier
      saml:SubjectConfirmation
        saml:ConfirmationMethod
        saml:SubjectConfirmationData
          saml:Assertion @AssertionID @Issuer @IssueInstant @MajorVersion @MinorVersion
            saml:Conditions @NotBefore @NotOnOrAfter
            saml:AttributeStatement
              saml:Subject
                saml:NameIdentifier @Format @NameQualifier
              saml:Attribute @AttributeName @AttributeNamespace
                saml:AttributeValue*
        ds:KeyInfo
          ds:X509Data
            ds:X509Certificate
    saml:AttributeDesignator @AttributeName @AttributeNamespace*
";
    let signed = unsigned.replacen(
        "  samlp:AttributeQuery",
        "  ds:Signature\n  samlp:AttributeQuery",
        1,
    );
    for (log_on, expected) in [(emma(), unsigned), (by_card(), signed.as_str())] {
        let recorder = recorder();
        saml(recorder.clone()).log_on(log_on).unwrap();
        let sent = sent(&recorder);
        let [(action, envelope)] = &sent[..] else {
            panic!("one request");
        };
        let wanted = "\"urn:be:fgov:ehealth:sts:protocol:v1:RequestSecureToken\"";
        assert_eq!(action, wanted);
        assert_eq!(body_shape(envelope), expected);
        let id = &attributes(envelope, "Request", "RequestID")[0];
        assert!(id.starts_with("request-"), "{id}");
        let id = &attributes(envelope, "Assertion", "AssertionID")[0];
        assert!(id.starts_with("assertion-"), "{id}");
        assert_eq!(
            attributes(envelope, "AttributeDesignator", "AttributeName").len(),
            4
        );
        let format = "urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName";
        assert_eq!(
            attributes(envelope, "NameIdentifier", "Format"),
            [format; 2]
        );
        let method = "urn:oasis:names:tc:SAML:1.0:cm:holder-of-key";
        assert_eq!(texts(envelope, "ConfirmationMethod"), [method]);
    }
}
