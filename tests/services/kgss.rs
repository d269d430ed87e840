//! The KGSS over SOAP, against the simulator.

use crate::support;
use crate::support::platform::{
    CERTIFIED, DOCTOR, IS_DOCTOR, KGSS, LAB, OTHER_DOCTOR, PERSON, PHARMACY, Platform, SAID, SSIN,
    platform,
};
use etee::{
    AccessList, Attribute, Clock, Context, Endpoints, Error, Fault, Kgss, Reply, Request, Result,
    Sealer, SecretKey, Session, Status, Transport, Unsealer,
};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

const NAMESPACE: &str = "urn:be:fgov:ehealth:etee:kgss:1_0:protocol";

fn person(values: &[&str]) -> Attribute {
    Attribute::new(SAID, PERSON, values.iter().copied())
}

fn doctor() -> Attribute {
    Attribute::new(CERTIFIED, IS_DOCTOR, ["true"])
}

fn anybody() -> AccessList {
    AccessList::new().allow(person(&[]))
}

type Change = Box<dyn Fn(&Request, Reply) -> Reply + Send + Sync>;

/// Changes answers of the KGSS, and counts the requests to it and to the depot.
struct Meddler {
    inner: Arc<dyn Transport>,
    change: Mutex<Change>,
    asked: AtomicUsize,
    looked_up: AtomicUsize,
}

impl Meddler {
    fn new(platform: &Platform) -> Arc<Self> {
        Arc::new(Self {
            inner: platform.transport(),
            change: Mutex::new(Box::new(|_, reply| reply)),
            asked: AtomicUsize::new(0),
            looked_up: AtomicUsize::new(0),
        })
    }

    fn set(&self, change: impl Fn(&Request, Reply) -> Reply + Send + Sync + 'static) {
        *self.change.lock().unwrap() = Box::new(change);
    }

    fn replace(&self, from: &'static str, to: String) {
        self.set(move |_, reply| {
            let text = String::from_utf8(reply.body().to_vec()).unwrap();
            assert!(text.contains(from), "{text}");
            reply_with(text.replacen(from, &to, 1))
        });
    }

    /// How many requests there were to the KGSS since the last time.
    fn take(&self) -> usize {
        self.asked.swap(0, Ordering::Relaxed)
    }
}

impl Transport for Meddler {
    fn send(&self, request: &Request) -> Result<Reply> {
        let reply = self.inner.send(request)?;
        if !request.url().contains("/Kgss/") {
            self.looked_up.fetch_add(1, Ordering::Relaxed);
            return Ok(reply);
        }
        self.asked.fetch_add(1, Ordering::Relaxed);
        Ok(self.change.lock().unwrap()(request, reply))
    }
}

fn reply_with(body: String) -> Reply {
    Reply::new(200, Vec::new(), body.into_bytes())
}

/// An answer with this sealed content.
fn answer(operation: &str, sealed: &[u8]) -> Reply {
    let content = support::platform::encoded(sealed);
    reply_with(format!(
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>\
         <k:Get{operation}Response xmlns:k=\"{NAMESPACE}\"><Status><Code>200</Code>\
         <Message>ok</Message></Status><k:Sealed{operation}Response><k:SealedContent>{content}\
         </k:SealedContent></k:Sealed{operation}Response></k:Get{operation}Response></s:Body>\
         </s:Envelope>"
    ))
}

const MADE_UP: &str = "<k:GetNewKeyResponseContent \
    xmlns:k=\"urn:be:fgov:ehealth:etee:kgss:1_0:protocol\"><k:NewKeyIdentifier>AQID\
    </k:NewKeyIdentifier><k:NewKey>AAECAwQFBgcICQoLDA0ODw==</k:NewKey>\
    </k:GetNewKeyResponseContent>";

/// The client of a holder, and what stands between it and the KGSS.
fn client(platform: &Platform, holder: support::platform::Holder) -> (Kgss, Arc<Meddler>) {
    let meddler = Meddler::new(platform);
    (platform.kgss(holder, meddler.clone()), meddler)
}

fn bad_reply(result: Result<SecretKey>) -> Error {
    let error = result.unwrap_err();
    assert_eq!(error.status(), Status::BadReply, "{error:?}");
    error
}

#[test]
fn whoever_is_on_the_list_gets_the_key() {
    let platform = platform();
    let (lab, _) = client(platform, LAB);
    let (emma, _) = client(platform, DOCTOR);
    let session = platform.session(DOCTOR);
    for (list, is_on_it) in [
        (AccessList::new().allow(person(&[SSIN])), true),
        (AccessList::new().allow(doctor()), true),
        (anybody(), true),
        (anybody().with_deletion_strategy(), true),
        (
            AccessList::new().allow(person(&["63020301469", SSIN])),
            true,
        ),
        (
            AccessList::new()
                .allow(person(&["63020301469"]))
                .allow(doctor()),
            true,
        ),
        (AccessList::new().allow(person(&["63020301469"])), false),
        (
            AccessList::new().allow(Attribute::new(SAID, IS_DOCTOR, ["true"])),
            false,
        ),
        (
            AccessList::new().allow(Attribute::new(CERTIFIED, IS_DOCTOR, ["false"])),
            false,
        ),
        (anybody().exclude(person(&[SSIN])), false),
        (anybody().exclude(doctor()), false),
        (anybody().exclude(person(&["63020301469"])), true),
    ] {
        let made = lab.new_key(&list).unwrap();
        assert_eq!(made.identifier().len(), 16);
        let got = emma.key(made.identifier(), &session);
        // What is sealed with the one opens with the other, and a reader without a token gets the
        // same.
        let stranger = emma
            .clone()
            .without_token()
            .key(made.identifier(), &session);
        for got in [got, stranger] {
            match got {
                Ok(got) => assert!(is_on_it && platform.is_same(&made, &got), "{list:?}"),
                Err(error) => {
                    assert!(!is_on_it, "{list:?}: {error:?}");
                    assert_eq!(error.status(), Status::NotFound);
                    assert_eq!(error.service_code(), Some("NO_KEY_FOUND"));
                    assert!(!error.is_retryable());
                }
            }
        }
    }
    // A key that does not exist is the same refusal.
    let unknown = emma.key(&[7; 16], &session).unwrap_err();
    assert_eq!(unknown.status(), Status::NotFound);
    assert_eq!(unknown.service_code(), Some("NO_KEY_FOUND"));
}

#[test]
fn every_key_is_another_one() {
    let (lab, _) = client(platform(), LAB);
    let [one, other] = [0, 1].map(|_| lab.new_key(&anybody()).unwrap());
    assert!(one.identifier() != other.identifier());
    let renamed = platform().context();
    let mut sealer = Sealer::new(renamed.clone(), platform().identity(LAB)).unwrap();
    sealer.add_secret_key(&one);
    let mut unsealer = Unsealer::new(renamed);
    unsealer.add_secret_key(&other);
    assert!(unsealer.unseal(&sealer.seal(b"content").unwrap()).is_err());
}

#[test]
fn what_cannot_be_asked_is_not_asked() {
    let (lab, meddler) = client(platform(), LAB);
    let session = platform().session(DOCTOR);
    let refused = |result: Result<SecretKey>| {
        assert_eq!(result.unwrap_err().status(), Status::InvalidArgument);
    };
    refused(lab.new_key(&AccessList::new()));
    refused(lab.new_key(&AccessList::new().exclude(doctor())));
    refused(lab.new_key(&AccessList::new().allow(person(&[""]))));
    refused(lab.new_key(&AccessList::new().allow(person(&["\0"]))));
    refused(lab.clone().without_token().new_key(&anybody()));
    refused(lab.key(&[], &session));
    refused(lab.key(&[0; 1025], &session));
    refused(
        lab.clone()
            .with_service("CBE", "many", "KGSS")
            .new_key(&anybody()),
    );
    assert_eq!(meddler.take(), 0);
    assert!(!format!("{lab:?}").contains("http"));
}

#[test]
fn keys_are_kept_for_their_session() {
    let platform = platform();
    let (lab, _) = client(platform, LAB);
    let keys: Vec<_> = (0..3).map(|_| lab.new_key(&anybody()).unwrap()).collect();
    let (emma, meddler) = client(platform, DOCTOR);
    let (session, other) = (platform.session(DOCTOR), platform.session(DOCTOR));
    let keeping = emma.clone().with_cache(2);
    let asked = |kgss: &Kgss, key: &SecretKey, session| {
        let got = kgss.key(key.identifier(), session).unwrap();
        assert!(platform.is_same(key, &got));
        meddler.take()
    };
    // Without a cache each time; with one, once for each session.
    assert_eq!([0, 1].map(|_| asked(&emma, &keys[0], &session)), [1, 1]);
    assert_eq!([0, 1].map(|_| asked(&keeping, &keys[0], &session)), [1, 0]);
    assert_eq!([0, 1].map(|_| asked(&keeping, &keys[0], &other)), [1, 0]);
    // The least recently used one went.
    assert_eq!([0, 1].map(|_| asked(&keeping, &keys[1], &other)), [1, 0]);
    assert_eq!(asked(&keeping.clone(), &keys[0], &session), 1);
    keeping.forget();
    assert_eq!(asked(&keeping, &keys[1], &other), 1);
    // A refusal is not kept.
    for _ in 0..2 {
        assert!(keeping.key(&[7; 16], &session).is_err());
        assert_eq!(meddler.take(), 1);
    }
}

#[test]
fn an_answer_by_somebody_else_is_refused() {
    let platform = platform();
    let (lab, meddler) = client(platform, LAB);
    // The KGSS itself, asked in between, would be believed; a pharmacy is not.
    for (signer, is_believed) in [(KGSS, true), (PHARMACY, false)] {
        let mut sealer = Sealer::new(platform.context(), platform.identity(signer)).unwrap();
        sealer.add_recipient(&platform.token(LAB)).unwrap();
        let sealed = sealer.seal(MADE_UP.as_bytes()).unwrap();
        meddler.set(move |_, _| answer("NewKey", &sealed));
        match lab.new_key(&anybody()) {
            Ok(key) => assert!(is_believed && key.identifier() == [1, 2, 3]),
            Err(error) => {
                assert!(!is_believed);
                assert_eq!(error.status(), Status::BadReply);
                assert_eq!(error.message(), "the answer was not signed by the KGSS");
            }
        }
    }
    // One that the KGSS sealed for somebody else.
    let mut sealer = Sealer::new(platform.context(), platform.identity(KGSS)).unwrap();
    sealer.add_recipient(&platform.token(PHARMACY)).unwrap();
    let sealed = sealer.seal(MADE_UP.as_bytes()).unwrap();
    meddler.set(move |_, _| answer("NewKey", &sealed));
    let error = bad_reply(lab.new_key(&anybody()));
    assert_eq!(error.cause().unwrap().status(), Status::NotAddressed);
}

/// Another platform has a KGSS with the same name, which this one does not vouch for.
#[test]
fn an_answer_by_a_namesake_is_refused() {
    let (platform, other) = (platform(), Platform::with_new_keys());
    // Without anchors nobody has to vouch for the recipient, whom the other platform does not know.
    let free = Arc::new(Context::new());
    let mut sealer = Sealer::new(free, other.identity(KGSS)).unwrap();
    sealer.add_recipient(&platform.token(LAB)).unwrap();
    let sealed = sealer.seal(MADE_UP.as_bytes()).unwrap();
    for context in [platform.context(), Arc::new(Context::new())] {
        let meddler = Meddler::new(platform);
        let sealed = sealed.clone();
        let lab = Kgss::soap(
            platform.simulator.kgss_url(),
            meddler.clone(),
            context,
            platform.depot(meddler.clone()),
            platform.identity(LAB),
        );
        assert!(lab.new_key(&anybody()).is_ok());
        meddler.set(move |_, _| answer("NewKey", &sealed));
        bad_reply(lab.new_key(&anybody()));
    }
}

#[test]
fn a_wrong_answer_is_refused() {
    let (lab, meddler) = client(platform(), LAB);
    let refusal = || lab.new_key(&anybody()).unwrap_err();
    for (from, to, status, code) in [
        ("<Code>200</Code>", "<Code>100</Code>", None, None),
        (
            "<Code>200</Code>",
            "<Code>300</Code>",
            Some(Status::ServiceRefused),
            None,
        ),
        (
            "</Status>",
            "</Status><Error><Code>BUSY</Code><Message>m</Message></Error>",
            Some(Status::ServiceRefused),
            Some("BUSY"),
        ),
        ("<Status>", "<k:Status>", Some(Status::BadReply), None),
        (
            "<k:SealedContent>MI",
            "<k:SealedContent>NI",
            Some(Status::BadReply),
            None,
        ),
        (
            "<k:SealedContent>",
            "<k:SealedContent>*",
            Some(Status::BadReply),
            None,
        ),
        (
            "GetNewKeyResponse ",
            "GetKeyResponse ",
            Some(Status::BadReply),
            None,
        ),
    ] {
        meddler.replace(from, to.to_owned());
        match status {
            None => assert!(lab.new_key(&anybody()).is_ok()),
            Some(status) => {
                let error = refusal();
                assert_eq!(error.status(), status, "{to}: {error:?}");
                assert_eq!(error.service_code(), code, "{to}");
            }
        }
    }
    // The envelope and, near the end, the signature.
    for place in [700, 1500, 2000, usize::MAX] {
        meddler.set(move |_, reply| {
            let mut body = reply.body().to_vec();
            let place = place.min(body.len() - 250);
            body[place] = match body[place] {
                b'A' => b'B',
                _ => b'A',
            };
            Reply::new(200, Vec::new(), body)
        });
        bad_reply(lab.new_key(&anybody()));
    }
}

/// The content of another operation, or none, under the seal of the KGSS.
#[test]
fn a_wrong_content_is_refused() {
    let platform = platform();
    let (lab, meddler) = client(platform, LAB);
    let mut sealer = Sealer::new(platform.context(), platform.identity(KGSS)).unwrap();
    sealer.add_recipient(&platform.token(LAB)).unwrap();
    for content in [
        "",
        "nonsense",
        "<!DOCTYPE a><a/>",
        &MADE_UP.replace("GetNewKey", "GetKey"),
        &MADE_UP.replace("AAECAwQFBgcICQoLDA0ODw==", "AAEC"),
        &MADE_UP.replace("AQID", ""),
        &MADE_UP.replace("k:NewKey>", "NewKey>"),
    ] {
        let sealed = sealer.seal(content.as_bytes()).unwrap();
        meddler.set(move |_, _| answer("NewKey", &sealed));
        bad_reply(lab.new_key(&anybody()));
    }
}

/// What the KGSS says to a request that somebody changed on its way.
#[test]
fn the_kgss_judges_requests() {
    let platform = platform();
    let session = platform.session(DOCTOR);
    let (emma, meddler) = client(platform, DOCTOR);
    // Each request is sent once more, changed, and that answer is the one that counts.
    let resend = |from: &'static str, to: &'static str| {
        meddler.set(move |request, _| {
            let text = String::from_utf8(request.body().to_vec()).unwrap();
            assert!(text.contains(from), "{text}");
            post(request.url(), &text.replacen(from, to, 1))
        });
    };
    for (from, to, code) in [
        (
            "<k:SealedContent>",
            "<k:SealedContent>AAAA",
            "INVALID_SEALED_CONTENT",
        ),
        ("k:SealedContent>", "k:Content>", "SOA-03006"),
        ("k:GetNewKeyRequest ", "k:GetOldKeyRequest ", "SOA-03002"),
        ("schemas.xmlsoap.org", "schemas.example.org", "SOA-03002"),
    ] {
        resend(from, to);
        let error = emma.new_key(&anybody()).unwrap_err();
        assert_eq!(error.status(), Status::ServiceRefused, "{to}");
        // A tag that does not match its end is no XML.
        let code = if from == "k:SealedContent>" {
            "SOA-03002"
        } else {
            code
        };
        assert_eq!(error.service_code(), Some(code), "{to}");
    }
    for (from, to) in [
        ("<k:SealedContent>", "<k:SealedContent> "),
        ("Z</", "1Z</"),
        ("AssertionID=\"", "AssertionID=\"x"),
        ("<saml:AttributeValue>", "<saml:AttributeValue>1"),
    ] {
        resend(from, to);
        let error = emma.key(&[7; 16], &session).unwrap_err();
        assert_eq!(error.status(), Status::ServiceRefused, "{to}: {error:?}");
        assert_eq!(error.service_code(), Some("InvalidSecurity"), "{to}");
    }
}

/// Sends a body on to the KGSS as it stands.
fn post(url: &str, body: &str) -> Reply {
    use std::io::{Read, Write};
    let rest = url.trim_start_matches("http://");
    let (address, path) = rest.split_once('/').unwrap();
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    let length = body.len();
    write!(
        stream,
        "POST /{path} HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n{body}"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Reply::new(status, Vec::new(), body.as_bytes().to_vec())
}

/// A session of another platform, one with a header that is too old, and none at all.
#[test]
fn only_holders_of_a_valid_session_are_heard() {
    let (platform, other) = (Platform::with_new_keys(), platform());
    let refused = |kgss: &Kgss, session: &Session| {
        let error = kgss.key(&[7; 16], session).unwrap_err();
        assert_eq!(error.status(), Status::ServiceRefused, "{error:?}");
        assert_eq!(error.service_code(), Some("InvalidSecurity"));
    };
    let (emma, meddler) = client(&platform, DOCTOR);
    refused(&emma, &other.session(DOCTOR));
    let session = platform.session(DOCTOR);
    let found = |session: &Session| emma.key(&[7; 16], session).unwrap_err().status();
    assert_eq!(found(&session), Status::NotFound);
    // Requests of an hour ago, and of one who lives in the next hour.
    for shift in [-3600, 3600] {
        let moment = platform.context().now() + shift;
        let context = (*platform.context())
            .clone()
            .with_clock(Clock::Fixed(moment));
        let shifted = Kgss::soap(
            platform.simulator.kgss_url(),
            meddler.clone(),
            Arc::new(context),
            platform.depot(meddler.clone()),
            platform.identity(DOCTOR),
        );
        let error = shifted.key(&[7; 16], &session).unwrap_err();
        assert_eq!(error.status(), Status::ServiceRefused, "{error:?}");
    }
    // A request for a key without a header.
    meddler.set(|request, _| {
        let text = String::from_utf8(request.body().to_vec()).unwrap();
        let start = text.find("<s:Header").unwrap();
        let end = text.find("</s:Header>").unwrap() + "</s:Header>".len();
        let bare = [text.get(..start).unwrap(), text.get(end..).unwrap()].concat();
        post(request.url(), &bare)
    });
    refused(&emma, &session);
}

/// Tokens are looked up once, and that of the KGSS again once it refused what was sealed for it.
#[test]
fn tokens_are_kept_until_a_refusal() {
    let (lab, meddler) = client(platform(), LAB);
    let looked_up = |succeeds: bool| {
        assert_eq!(lab.new_key(&anybody()).is_ok(), succeeds);
        meddler.looked_up.swap(0, Ordering::Relaxed)
    };
    assert_eq!([looked_up(true), looked_up(true)], [2, 0]);
    meddler.replace("<Code>200</Code>", "<Code>300</Code>".to_owned());
    assert_eq!(looked_up(false), 0);
    meddler.set(|_, reply| reply);
    assert_eq!([looked_up(true), looked_up(true)], [1, 0]);
    lab.forget();
    assert_eq!(looked_up(true), 2);
}

#[test]
fn every_fault_has_its_status() {
    let platform = Platform::start();
    let (lab, _) = client(&platform, LAB);
    // The tokens are known from here on.
    lab.new_key(&anybody()).unwrap();
    for (fault, status, retryable, code) in [
        (
            Fault::Unavailable,
            Status::ServiceRefused,
            true,
            Some("SOA-02002"),
        ),
        (
            Fault::DropConnection,
            Status::ServiceUnreachable,
            true,
            None,
        ),
        (Fault::Garbage, Status::BadReply, false, None),
        (Fault::WrongContent, Status::BadReply, false, None),
        (Fault::Truncated, Status::BadReply, false, None),
        (Fault::Oversized, Status::LimitExceeded, false, None),
    ] {
        platform.simulator.set_fault(fault, 1);
        let error = lab.new_key(&anybody()).unwrap_err();
        assert_eq!(error.status(), status, "{fault:?}");
        assert_eq!(error.is_retryable(), retryable, "{fault:?}");
        assert_eq!(error.service_code(), code, "{fault:?}");
        lab.new_key(&anybody()).unwrap();
    }
}

#[test]
fn the_next_endpoint_answers() {
    let platform = Platform::start();
    let url = platform.simulator.kgss_url();
    let at = |first: &str| {
        let endpoints = Endpoints::new([first, url.as_str()]).unwrap();
        let transport = platform.transport();
        Kgss::soap(
            endpoints,
            transport.clone(),
            platform.context(),
            platform.depot(transport),
            platform.identity(LAB),
        )
    };
    at("http://127.0.0.1:1/").new_key(&anybody()).unwrap();
    let lab = at(&url);
    lab.new_key(&anybody()).unwrap();
    platform.simulator.set_fault(Fault::Unavailable, 1);
    lab.new_key(&anybody()).unwrap();
    platform.simulator.set_fault(Fault::Unavailable, 2);
    let error = lab.new_key(&anybody()).unwrap_err();
    assert_eq!(error.service_code(), Some("SOA-02002"));
}

#[test]
fn the_kgss_and_the_caller_must_be_known() {
    let platform = platform();
    let (lab, meddler) = client(platform, LAB);
    let other = lab.clone().with_service("CBE", "0200000340", "");
    let error = other.new_key(&anybody()).unwrap_err();
    assert_eq!(error.status(), Status::NotFound);
    // A depot that has the token of somebody else for it.
    let confused = Arc::new(Confused(platform.transport()));
    let misled = platform.kgss(LAB, confused).new_key(&anybody());
    bad_reply(misled);
    // Somebody who is a holder but no KGSS cannot be asked either.
    let holder = lab.with_service("NIHII-PHARMACY", "30000120", "");
    assert_eq!(
        holder.new_key(&anybody()).unwrap_err().service_code(),
        Some("INVALID_SEALED_CONTENT")
    );
    // An identity that the depot does not know.
    let stranger = support::official::identity("eve");
    let transport: Arc<dyn Transport> = meddler;
    let context = Arc::new(Context::new());
    let unknown = Kgss::soap(
        platform.simulator.kgss_url(),
        transport.clone(),
        context,
        platform.depot(transport),
        stranger,
    );
    assert!(unknown.new_key(&anybody()).is_err());
}

/// Has the depot look for the lab where it should look for the KGSS.
struct Confused(Arc<dyn Transport>);

impl Transport for Confused {
    fn send(&self, request: &Request) -> Result<Reply> {
        let text = String::from_utf8(request.body().to_vec()).unwrap();
        if !text.contains("0809394427") {
            return self.0.send(request);
        }
        let text = text.replace("0809394427", "0200000142");
        Ok(post(request.url(), &text.replace(">KGSS<", "><")))
    }
}

/// A host that sends the requests itself, in the order in which they are asked for.
#[test]
fn keys_in_halves() {
    let platform = platform();
    let (lab, _) = client(platform, LAB);
    let transport = platform.transport();
    let mut urls = Vec::new();
    let mut step = lab.begin_new_key(&anybody()).unwrap();
    let made = loop {
        match step {
            etee::Step::Done(key) => break key,
            etee::Step::Ask(exchange) => {
                urls.push(exchange.request().url().to_owned());
                let reply = transport.send(exchange.request());
                step = exchange.receive(reply).unwrap();
            }
        }
    };
    let depot = platform.simulator.soap_url();
    assert_eq!(urls, [depot.clone(), depot, platform.simulator.kgss_url()]);
    let (louis, _) = client(platform, OTHER_DOCTOR);
    let got = louis.key(made.identifier(), &platform.session(OTHER_DOCTOR));
    assert!(platform.is_same(&made, &got.unwrap()));
}
