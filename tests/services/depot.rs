//! The ETK depot over REST and SOAP, against the simulator.

use etee::{
    Context, Depot, Error, Fault, HttpTransport, Identity, Limits, Reply, Request, Result, Sealer,
    Simulator, Status, Token, Transport, Unsealer,
};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::support;
use crate::support::platform::{Platform, platform};

/// One for all tests that set no fault.
fn simulator() -> &'static Simulator {
    &platform().simulator
}

fn http() -> Arc<dyn Transport> {
    let builder = HttpTransport::builder(&Limits::default());
    let builder = builder.call_timeout(Duration::from_secs(5));
    Arc::new(builder.build().unwrap())
}

/// The two depots of a simulator, by their names.
fn depots(simulator: &Simulator) -> [(&'static str, Depot); 2] {
    let limits = Limits::default();
    [
        (
            "REST",
            Depot::rest(simulator.rest_url(), http(), limits.clone()),
        ),
        ("SOAP", Depot::soap(simulator.soap_url(), http(), limits)),
    ]
}

/// Passes requests on and keeps them.
struct Recorder {
    inner: Arc<dyn Transport>,
    seen: Mutex<Vec<Request>>,
}

impl Recorder {
    fn new() -> Arc<Self> {
        Arc::new(Self {
            inner: http(),
            seen: Mutex::default(),
        })
    }

    fn take(&self) -> Vec<Request> {
        std::mem::take(&mut self.seen.lock().unwrap())
    }
}

impl Transport for Recorder {
    fn send(&self, request: &Request) -> Result<Reply> {
        self.seen.lock().unwrap().push(request.clone());
        self.inner.send(request)
    }
}

/// Gives the same answers to everybody, one after the other.
struct Script(Mutex<Vec<Reply>>);

impl Script {
    fn new(replies: impl IntoIterator<Item = Vec<u8>>) -> Arc<Self> {
        let replies = replies
            .into_iter()
            .map(|body| Reply::new(200, Vec::new(), body));
        Arc::new(Self(Mutex::new(replies.collect())))
    }
}

impl Transport for Script {
    fn send(&self, _: &Request) -> Result<Reply> {
        Ok(self.0.lock().unwrap().remove(0))
    }
}

fn soap(content: &str) -> Vec<u8> {
    format!(
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>\
         <d:GetEtkResponse xmlns:d=\"urn:be:fgov:ehealth:etkdepot:1_0:protocol\" \
         xmlns:c=\"urn:be:fgov:ehealth:commons:1_0:core\"><c:Status><Code>200</Code>\
         <Message>ok</Message></c:Status>{content}</d:GetEtkResponse></s:Body></s:Envelope>"
    )
    .into_bytes()
}

fn etk(identifier_type: &str, identifier: &str) -> Vec<u8> {
    let token = simulator().token(identifier_type, identifier, "").unwrap();
    soap(&format!("<d:ETK>{}</d:ETK>", base64(&token)))
}

/// Base64 in lines, as XML may have it.
fn base64(octets: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for (at, group) in octets.chunks(3).enumerate() {
        let bits = group
            .iter()
            .fold(0u32, |bits, octet| bits << 8 | u32::from(*octet));
        let bits = bits << (8 * (3 - group.len()));
        for index in 0..4 {
            match index <= group.len() {
                true => text.push(char::from(
                    ALPHABET[(bits >> (18 - 6 * index)) as usize & 63],
                )),
                false => text.push('='),
            }
        }
        if at % 16 == 15 {
            text.push_str("\r\n  ");
        }
    }
    text
}

fn refused(result: Result<Token>) -> Error {
    result.expect_err("an error")
}

#[test]
fn every_holder_is_found() {
    let simulator = simulator();
    for (protocol, depot) in depots(simulator) {
        for holder in simulator.holders() {
            let (kind, id) = (holder.identifier_type(), holder.identifier());
            let application = holder.application();
            // The personal token of the second doctor has no application either.
            let token = match depot.token(kind, id, Some(application)) {
                Err(error) if error.status() == Status::Ambiguous && protocol == "REST" => continue,
                token => token.unwrap(),
            };
            let expected = simulator.token(kind, id, application).unwrap();
            assert_eq!(token.as_bytes(), expected, "{protocol} {kind}");
            assert_eq!(token.identifier_type(), kind);
            assert_eq!(token.identifier(), id);
            assert_eq!(token.application(), application);
        }
    }
}

/// Everybody seals for his neighbour and opens with his own store, as the depot's tokens and
/// the key stores belong together.
#[test]
fn every_store_opens_what_is_sealed_for_its_token() {
    let simulator = simulator();
    let context = simulator
        .trust_anchors()
        .iter()
        .fold(Context::new(), |context, anchor| {
            context.with_trust_anchor(anchor.clone())
        });
    let context = Arc::new(context);
    let limits = Limits::default();
    let holders: Vec<_> = simulator
        .holders()
        .map(|h| (h.identifier_type(), h.identifier(), h.application()))
        .map(|(kind, id, application)| {
            let store = simulator.store(kind, id, application).unwrap();
            let identity = Identity::from_pkcs12(&store, simulator.password(), &limits);
            let token = simulator.token(kind, id, application).unwrap();
            (
                Arc::new(identity.unwrap()),
                Token::from_bytes(&token, &limits).unwrap(),
            )
        })
        .collect();
    for (at, (sender, _)) in holders.iter().enumerate() {
        let (recipient, token) = &holders[(at + 1) % holders.len()];
        assert!(recipient.authentication_certificate() == Some(token.authentication_certificate()));
        assert_eq!(recipient.certificate_chain().len(), 3);
        let mut sealer = Sealer::new(context.clone(), sender.clone()).unwrap();
        sealer.add_recipient(token).unwrap();
        let sealed = sealer.seal(b"content").unwrap();
        let mut unsealer = Unsealer::new(context.clone());
        unsealer.add_identity(recipient.clone());
        let Ok(unsealed) = unsealer.unseal(&sealed) else {
            panic!("holder {at} cannot be read");
        };
        assert_eq!(unsealed.content.as_bytes(), b"content");
        assert!(
            unsealed.report.authentication_certificate() == sender.authentication_certificate()
        );
    }
    let keys = holders
        .iter()
        .map(|(identity, _)| identity.decryption_keys().len());
    assert_eq!(
        keys.filter(|count| *count == 2).count(),
        1,
        "one was renewed"
    );
}

#[test]
fn tokens_come_in_both_encodings() {
    let simulator = simulator();
    let second_octets: Vec<u8> = simulator
        .holders()
        .map(|holder| {
            let token = simulator.token(
                holder.identifier_type(),
                holder.identifier(),
                holder.application(),
            );
            token.unwrap()[1]
        })
        .collect();
    assert!(second_octets.contains(&0x80));
    assert!(second_octets.iter().any(|octet| *octet != 0x80));
}

#[test]
fn any_application_none_and_one_are_three_questions() {
    let recorder = Recorder::new();
    let limits = Limits::default();
    let rest = Depot::rest(simulator().rest_url(), recorder.clone(), limits.clone());
    let soap = Depot::soap(simulator().soap_url(), recorder.clone(), limits);
    let ask = |depot: &Depot, application| {
        let found = depot.token("CBE", "200000142", application);
        let found = found.map(|token| token.application().to_owned());
        let request = recorder.take().remove(0);
        let body = String::from_utf8(request.body().to_vec()).unwrap();
        (
            found.map_err(|error| error.status()),
            request.url().to_owned(),
            body,
        )
    };
    let base = format!(
        "{}/etks?identifier=0200000142&type=CBE",
        simulator().rest_url()
    );
    for (application, expected, query, element) in [
        (None, Err(Status::Ambiguous), "", None),
        (
            Some(""),
            Ok(String::new()),
            "&applicationIdentifier=",
            Some("<d:ApplicationID></d:ApplicationID>"),
        ),
        (
            Some("LABX"),
            Ok("LABX".to_owned()),
            "&applicationIdentifier=LABX",
            Some("<d:ApplicationID>LABX</d:ApplicationID>"),
        ),
        (
            Some("A&B <é>"),
            Err(Status::NotFound),
            "&applicationIdentifier=A%26B%20%3C%C3%A9%3E",
            Some("<d:ApplicationID>A&amp;B &lt;é&gt;</d:ApplicationID>"),
        ),
    ] {
        let (found, url, body) = ask(&rest, application);
        assert_eq!(found, expected);
        assert_eq!(url, format!("{base}{query}"));
        assert!(body.is_empty());
        let (found, url, body) = ask(&soap, application);
        assert_eq!(found, expected);
        assert_eq!(url, simulator().soap_url());
        match element {
            Some(element) => assert!(body.contains(element), "{body}"),
            None => assert!(!body.contains("ApplicationID"), "{body}"),
        }
    }
}

#[test]
fn nobody_is_found() {
    for (protocol, code) in [
        ("REST", "urn:problem-type:belgif:resourceNotFound"),
        ("SOAP", "NO_MATCHING_ETK"),
    ] {
        let [rest, soap] = depots(simulator());
        let (_, depot) = if protocol == "REST" { rest } else { soap };
        for (kind, id, application) in [
            ("SSIN", "00000000000", None),
            ("SSIN", "85010100115", Some("LABX")),
            ("CBE", "0200000340", Some("")),
        ] {
            let error = refused(depot.token(kind, id, application));
            assert_eq!(error.status(), Status::NotFound, "{protocol} {kind}");
            assert_eq!(error.service_code(), Some(code));
            assert!(!error.is_retryable());
            let error = depot.tokens(kind, id, application).err().unwrap();
            assert_eq!(error.status(), Status::NotFound);
        }
    }
}

#[test]
fn an_identifier_that_cannot_be_is_refused() {
    let [(_, rest), (_, soap)] = depots(simulator());
    for (kind, id, code) in [
        ("SSIN", "85010100116", "INVALID_SSIN_NUMBER"),
        ("NIHII", "10001491", "INVALID_NIHII_NUMBER"),
        ("NIHII-HOSPITAL", "71000041", "INVALID_NIHII_NUMBER"),
        ("CBE", "0200000143", "INVALID_CBE_NUMBER"),
        ("SHOE-SIZE", "42", "UNKNOWN_IDENTIFIER_TYPE"),
    ] {
        let error = refused(soap.token(kind, id, None));
        assert_eq!(error.status(), Status::ServiceRefused);
        assert_eq!(error.service_code(), Some(code));
        assert!(!format!("{error:?}").contains(id));
        let error = refused(rest.token(kind, id, None));
        assert_eq!(error.status(), Status::ServiceRefused);
        assert_eq!(error.http_status(), Some(400));
        assert_eq!(
            error.service_code(),
            Some("urn:problem-type:belgif:badRequest")
        );
    }
    // Nothing is cut off, so this never leaves the machine.
    for depot in [rest, soap] {
        for (kind, id) in [
            ("NIHII", "10001490004"),
            ("CBE", "BE0200000142"),
            ("CBE", ""),
        ] {
            let error = refused(depot.token(kind, id, None));
            assert_eq!(error.status(), Status::InvalidArgument);
        }
    }
}

#[test]
fn all_tokens_of_a_holder() {
    for (protocol, depot) in depots(simulator()) {
        let applications = |kind, id, application| -> Vec<(String, String)> {
            let tokens = depot.tokens(kind, id, application).unwrap();
            tokens
                .iter()
                .map(|token| {
                    (
                        token.identifier_type().to_owned(),
                        token.application().to_owned(),
                    )
                })
                .collect()
        };
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            applications("CBE", "0200000142", None),
            [pair("CBE", ""), pair("CBE", "LABX")],
            "{protocol}"
        );
        assert_eq!(
            applications("CBE", "0200000142", Some("LABX")),
            [pair("CBE", "LABX")]
        );
        assert_eq!(
            applications("SSIN", "85010100115", None),
            [pair("SSIN", "")]
        );
        // The number of a doctor finds the personal certificate as well.
        assert_eq!(
            applications("NIHII", "10002381", None),
            [pair("NIHII", ""), pair("SSIN", "")],
            "{protocol}"
        );
    }
}

#[test]
fn candidates_are_asked_for_and_strangers_left_out() {
    let candidate = |kind: &str, id: &str| {
        format!(
            "<d:MatchingEtk><d:Identifier><d:Type>{kind}</d:Type><d:Value>{id}</d:Value>\
             <d:ApplicationID/></d:Identifier></d:MatchingEtk>"
        )
    };
    let list = [
        candidate("NIHII", "10001490"),
        candidate("CBE", "0200000142"),
    ]
    .concat();
    let ask = |replies: Vec<Vec<u8>>, kind: &str, id: &str, limits: Limits| {
        let depot = Depot::soap("http://127.0.0.1/", Script::new(replies), limits);
        let tokens = depot
            .tokens(kind, id, None)
            .map_err(|error| error.status())?;
        Ok(tokens
            .iter()
            .map(|token| token.identifier_type().to_owned())
            .collect::<Vec<_>>())
    };
    let limits = Limits::default;
    let replies = || {
        vec![
            soap(&list),
            etk("NIHII", "10001490"),
            etk("CBE", "0200000142"),
        ]
    };
    assert_eq!(
        ask(replies(), "NIHII", "10001490", limits()),
        Ok(vec!["NIHII".to_owned()])
    );
    assert_eq!(
        ask(replies(), "CBE", "0200000142", limits()),
        Ok(vec!["CBE".to_owned()])
    );
    assert_eq!(
        ask(replies(), "NIHII", "10002381", limits()),
        Err(Status::NotFound)
    );
    // Only for a NIHII may a personal certificate stand in.
    let personal = || {
        vec![
            soap(&list),
            etk("SSIN", "85010100115"),
            etk("SSIN", "63020301469"),
        ]
    };
    assert_eq!(
        ask(personal(), "CBE", "0200000142", limits()),
        Err(Status::NotFound)
    );
    assert_eq!(
        ask(personal(), "NIHII", "10001490", limits())
            .unwrap()
            .len(),
        2
    );
    // A list within a list leads nowhere, and a list has a limit.
    let nested = vec![soap(&list), soap(&list)];
    assert_eq!(
        ask(nested, "CBE", "0200000142", limits()),
        Err(Status::Ambiguous)
    );
    let few = Limits {
        matches: 1,
        ..Limits::default()
    };
    assert_eq!(
        ask(replies(), "CBE", "0200000142", few),
        Err(Status::LimitExceeded)
    );
}

#[test]
fn every_fault_has_its_status() {
    let platform = Platform::start();
    let simulator = &platform.simulator;
    let impatient = HttpTransport::builder(&Limits::default())
        .call_timeout(Duration::from_millis(300))
        .build()
        .unwrap();
    let both = |transport: Arc<dyn Transport>| {
        [
            Depot::rest(simulator.rest_url(), transport.clone(), Limits::default()),
            Depot::soap(simulator.soap_url(), transport, Limits::default()),
        ]
    };
    for depot in &both(Arc::new(impatient)) {
        simulator.set_fault(Fault::Delay(Duration::from_secs(60)), 1);
        let error = refused(depot.token("SSIN", "85010100115", None));
        assert_eq!(error.status(), Status::ServiceTimeout, "{depot:?}");
        assert!(error.is_retryable());
        simulator.set_fault(Fault::Delay(Duration::from_secs(60)), 0);
    }
    let depots = both(http());
    let found = |depot: &Depot| depot.token("SSIN", "85010100115", None);
    for depot in &depots {
        for (fault, status, retryable) in [
            (Fault::Unavailable, Status::ServiceRefused, true),
            (Fault::DropConnection, Status::ServiceUnreachable, true),
            (Fault::Garbage, Status::BadReply, false),
            (Fault::WrongContent, Status::BadReply, false),
            (Fault::Truncated, Status::BadReply, false),
            (Fault::NotFound, Status::NotFound, false),
        ] {
            simulator.set_fault(fault, 2);
            for _ in 0..2 {
                let error = refused(found(depot));
                assert_eq!(error.status(), status, "{depot:?} {fault:?}");
                assert_eq!(error.is_retryable(), retryable, "{depot:?} {fault:?}");
            }
            found(depot).unwrap();
        }
    }
    simulator.set_fault(Fault::Unavailable, 2);
    assert_eq!(refused(found(&depots[0])).http_status(), Some(503));
    assert_eq!(refused(found(&depots[1])).service_code(), Some("SOA-02002"));
    simulator.set_fault(Fault::Delay(Duration::from_millis(1)), 1);
    found(&depots[0]).unwrap();
    simulator.set_fault(Fault::Garbage, 5);
    simulator.set_fault(Fault::Garbage, 0);
    found(&depots[0]).unwrap();
}

#[test]
fn answers_have_a_limit() {
    let platform = Platform::start();
    let simulator = &platform.simulator;
    for (protocol, depot) in depots(simulator) {
        simulator.set_fault(Fault::Oversized, 1);
        let error = refused(depot.token("SSIN", "85010100115", None));
        assert_eq!(error.status(), Status::LimitExceeded, "{protocol}");
    }
    // A host's own transport may not know the limit.
    let limits = Limits {
        reply_size: 1000,
        ..Limits::default()
    };
    let depot = Depot::soap("http://127.0.0.1/", Script::new([vec![b' '; 1001]]), limits);
    let error = refused(depot.token("SSIN", "85010100115", None));
    assert_eq!(error.status(), Status::LimitExceeded);
}

#[test]
fn damaged_answers_are_refused() {
    let token = simulator().token("SSIN", "85010100115", "").unwrap();
    let xml = etk("SSIN", "85010100115");
    let json = format!(
        "[{{\"key\":{{}},\"value\":\"{}\"}}]",
        base64(&token).replace("\r\n  ", "")
    );
    let soap_status = |body: Vec<u8>| {
        let depot = Depot::soap("http://127.0.0.1/", Script::new([body]), Limits::default());
        depot
            .token("SSIN", "85010100115", None)
            .err()
            .map(|error| error.status())
    };
    let rest_status = |body: Vec<u8>| {
        let depot = Depot::rest("http://127.0.0.1/", Script::new([body]), Limits::default());
        depot
            .token("SSIN", "85010100115", None)
            .err()
            .map(|error| error.status())
    };
    assert_eq!(soap_status(xml.clone()), None);
    assert_eq!(rest_status(json.clone().into_bytes()), None);
    for end in (0..xml.len()).step_by(13) {
        assert_eq!(
            soap_status(xml[..end].to_vec()),
            Some(Status::BadReply),
            "{end}"
        );
    }
    for end in (0..json.len()).step_by(13) {
        let cut = json.as_bytes()[..end].to_vec();
        assert_eq!(rest_status(cut), Some(Status::BadReply), "{end}");
    }
    let text = String::from_utf8(xml).unwrap();
    for dtd in [
        "<!DOCTYPE x>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>",
    ] {
        let with_dtd = format!("{dtd}{text}").into_bytes();
        assert_eq!(soap_status(with_dtd), Some(Status::BadReply));
    }
    let flipped = text.replace("<d:ETK>MI", "<d:ETK>NI").into_bytes();
    assert_eq!(soap_status(flipped), Some(Status::BadReply));
}

#[test]
fn a_service_that_is_not_there() {
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let url = format!("http://127.0.0.1:{port}/");
    for depot in [
        Depot::rest(&url, http(), Limits::default()),
        Depot::soap(&url, http(), Limits::default()),
    ] {
        let error = refused(depot.token("SSIN", "85010100115", None));
        assert_eq!(error.status(), Status::ServiceUnreachable);
        assert!(error.is_retryable());
    }
    // Plain HTTP does not leave the machine.
    let depot = Depot::rest("http://api.example.be/etee/v1", http(), Limits::default());
    let error = refused(depot.token("SSIN", "85010100115", None));
    assert_eq!(error.status(), Status::InvalidArgument);
}

/// Answers one connection with these octets and returns what it was asked.
fn one_answer(answer: &'static str) -> (String, thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/etee/v1", listener.local_addr().unwrap());
    let thread = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = vec![0; 4096];
        let length = stream.read(&mut request).unwrap();
        stream.write_all(answer.as_bytes()).unwrap();
        String::from_utf8(request[..length].to_vec()).unwrap()
    });
    (url, thread)
}

#[test]
fn the_software_names_itself() {
    let (url, server) = one_answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]");
    let transport = HttpTransport::builder(&Limits::default())
        .software("CareDesk", "4.2.1")
        .contact("ops@example.be")
        .build()
        .unwrap();
    let depot = Depot::rest(&url, Arc::new(transport), Limits::default());
    let error = refused(depot.token("SSIN", "85010100115", None));
    assert_eq!(error.status(), Status::NotFound);
    let request = server.join().unwrap().to_ascii_lowercase();
    let version = env!("CARGO_PKG_VERSION");
    assert!(request.contains(&format!("user-agent: caredesk/4.2.1 libetee/{version}\r\n")));
    assert!(request.contains("from: ops@example.be\r\n"));
    assert!(!request.contains("authorization"));
}

#[test]
fn no_redirect_is_followed_and_no_nonsense_believed() {
    for (answer, status) in [
        (
            "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
            Status::ServiceRefused,
        ),
        (
            "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
            Status::ServiceRefused,
        ),
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[]",
            Status::ServiceUnreachable,
        ),
        ("SSH-2.0-OpenSSH_9.2\r\n\r\n", Status::BadReply),
    ] {
        let (url, server) = one_answer(answer);
        let depot = Depot::rest(&url, http(), Limits::default());
        let error = refused(depot.token("SSIN", "85010100115", None));
        assert_eq!(error.status(), status, "{answer}");
        server.join().unwrap();
    }
}

/// A TLS server with its own CA, by openssl; it answers everything with a page.
struct TlsServer {
    process: Child,
    directory: tempfile::TempDir,
    url: String,
}

impl TlsServer {
    fn start() -> Option<Self> {
        let directory = tempfile::tempdir().unwrap();
        let openssl = |arguments: &str| {
            let mut command = Command::new("openssl");
            command
                .args(arguments.split(' '))
                .current_dir(directory.path());
            command
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            command
        };
        let new = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2";
        let ca = format!("{new} -subj /CN=ca -keyout ca.key -out ca.cer -outform DER");
        let leaf = format!(
            "{new} -subj /CN=x -keyout x.key -out x.pem -CA ca.cer -CAkey ca.key \
             -addext subjectAltName=IP:127.0.0.1 -addext basicConstraints=critical,CA:FALSE"
        );
        for arguments in [ca, leaf] {
            openssl(&arguments)
                .status()
                .ok()
                .filter(|status| status.success())?;
        }
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let serve = format!("s_server -accept 127.0.0.1:{port} -cert x.pem -key x.key -www");
        let process = openssl(&serve).spawn().unwrap();
        for _ in 0..100 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                break;
            }
            thread::sleep(Duration::from_millis(50));
        }
        Some(Self {
            process,
            directory,
            url: format!("https://127.0.0.1:{port}/etee/v1"),
        })
    }

    /// The error for a look-up, with these trust roots or else the system's.
    fn refusal(&self, roots: &[&[u8]]) -> Error {
        let mut builder = HttpTransport::builder(&Limits::default());
        for root in roots {
            builder = builder.trust_root(root);
        }
        let transport = Arc::new(builder.build().unwrap());
        let depot = Depot::rest(&self.url, transport, Limits::default());
        refused(depot.token("SSIN", "85010100115", None))
    }
}

impl Drop for TlsServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn only_a_trusted_server_is_believed() {
    let Some(server) = TlsServer::start() else {
        return support::skip("openssl cannot make the certificates of a TLS server");
    };
    let root = std::fs::read(server.directory.path().join("ca.cer")).unwrap();
    // The page that it serves is no answer, but it came through.
    assert_eq!(server.refusal(&[&root]).status(), Status::BadReply);
    let other = simulator().trust_anchors()[0].as_der();
    let error = server.refusal(&[other]);
    assert_eq!(error.status(), Status::ServiceUnreachable);
    assert_eq!(
        error.message(),
        "the certificate of the service is not trusted"
    );
    assert!(!error.is_retryable());
    // With no roots given the system's count; a bare machine may have none.
    let error = server.refusal(&[]);
    assert!(matches!(
        error.status(),
        Status::ServiceUnreachable | Status::Io
    ));
}

/// What the SOAP depot says to a body.
fn post(body: &str) -> String {
    let url = simulator().soap_url();
    let address = url.trim_start_matches("http://").split('/').next().unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "POST /EtkDepot/v1 HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn the_soap_depot_judges_requests() {
    let envelope = |body: &str| {
        format!(
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" \
             xmlns:d=\"urn:be:fgov:ehealth:etkdepot:1_0:protocol\"><s:Body>{body}</s:Body>\
             </s:Envelope>"
        )
    };
    let request = |identifiers: &str| {
        envelope(&format!(
            "<d:GetEtkRequest><d:SearchCriteria>{identifiers}</d:SearchCriteria></d:GetEtkRequest>"
        ))
    };
    let identifier = |kind: &str, id: &str| {
        format!("<d:Identifier><d:Type>{kind}</d:Type><d:Value>{id}</d:Value></d:Identifier>")
    };
    for (body, code) in [
        ("hello".to_owned(), "SOA-03002"),
        ("<a/>".to_owned(), "SOA-03002"),
        (format!("<!DOCTYPE a>{}", request("")), "SOA-03002"),
        (envelope(""), "SOA-03003"),
        (envelope("<GetEtkRequest/>"), "SOA-03005"),
        (request(""), "SOA-03006"),
        (
            request("<d:Identifier><d:Type>CBE</d:Type></d:Identifier>"),
            "SOA-03006",
        ),
    ] {
        let answer = post(&body);
        assert!(answer.starts_with("HTTP/1.1 500 "), "{answer}");
        assert!(answer.contains(&format!("<Code>{code}</Code>")), "{answer}");
    }
    // Several identifiers belong to one holder.
    let both = [
        identifier("NIHII", "10002381"),
        identifier("SSIN", "63020301469"),
    ];
    assert!(post(&request(&both.concat())).contains("<d:ETK>"));
    let strangers = [
        identifier("NIHII", "10001490"),
        identifier("SSIN", "63020301469"),
    ];
    assert!(post(&request(&strangers.concat())).contains("NO_MATCHING_ETK"));
}

#[test]
fn many_threads_use_one_depot() {
    for (_, depot) in depots(simulator()) {
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        depot.token("SSIN", "85010100115", None).unwrap();
                    }
                });
            }
        });
    }
}

#[test]
fn a_dropped_simulator_is_gone_at_once() {
    let platform = Platform::start();
    let simulator = &platform.simulator;
    let depot = Depot::rest(simulator.rest_url(), http(), Limits::default());
    simulator.set_fault(Fault::Delay(Duration::from_secs(60)), 1);
    let waiting = depot.clone();
    // Whether it still gets its answer depends on how far it has come.
    let waiting = thread::spawn(move || drop(waiting.token("SSIN", "85010100115", None)));
    thread::sleep(Duration::from_millis(100));
    let start = Instant::now();
    drop(platform);
    // Far from the delay, and far from what a busy machine may take.
    assert!(start.elapsed() < Duration::from_secs(30));
    waiting.join().unwrap();
    let error = refused(depot.token("SSIN", "85010100115", None));
    assert_eq!(error.status(), Status::ServiceUnreachable);
}
