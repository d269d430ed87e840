//! Sessions: log on, renew, keep and take up again, against the simulator.

use crate::support::platform::{opened, platform};
use etee::{
    Attribute, Certificate, Clock, Context, Endpoints, Error, HttpTransport, Identity, Limits,
    LogOn, Reply, Request, Result, Session, Simulator, Status, Step, TokenService, Transport,
};
use std::sync::{Arc, Barrier, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const CERTIFIED: &str = "urn:be:fgov:certified-namespace:ehealth";
const IDENTIFICATION: &str = "urn:be:fgov:identification-namespace";
const IS_DOCTOR: &str = "urn:be:fgov:person:ssin:doctor:boolean";
const SSIN: &str = "urn:be:fgov:person:ssin";
const EMMA: &str = "85010100115";
const NORA: &str = "90051500218";
const PAUL: &str = "75070400148";
const HOUR: i64 = 3600;

/// One for all tests that leave its clock alone.
fn simulator() -> &'static Simulator {
    &platform().simulator
}

/// One for the tests that set its clock, one after the other.
fn with_clock() -> MutexGuard<'static, Simulator> {
    static SIMULATOR: OnceLock<Mutex<Simulator>> = OnceLock::new();
    let simulator = SIMULATOR.get_or_init(|| Mutex::new(Simulator::start().unwrap()));
    simulator.lock().unwrap_or_else(PoisonError::into_inner)
}

fn http() -> Arc<dyn Transport> {
    let builder = HttpTransport::builder(&Limits::default());
    let builder = builder.call_timeout(Duration::from_secs(5));
    Arc::new(builder.build().unwrap())
}

/// Passes requests on, keeps them, and lets a test change the answers.
struct Line {
    inner: Arc<dyn Transport>,
    sent: Mutex<Vec<String>>,
    alter: Box<dyn Fn(Result<Reply>) -> Result<Reply> + Send + Sync>,
}

impl Line {
    fn new(alter: impl Fn(Result<Reply>) -> Result<Reply> + Send + Sync + 'static) -> Arc<Self> {
        Arc::new(Self {
            inner: http(),
            sent: Mutex::default(),
            alter: Box::new(alter),
        })
    }

    fn recording() -> Arc<Self> {
        Self::new(|reply| reply)
    }

    /// Replaces text in answers.
    fn replacing(from: &str, to: &str) -> Arc<Self> {
        let (from, to) = (from.to_owned(), to.to_owned());
        Self::new(move |reply| {
            let reply = reply?;
            let body = String::from_utf8(reply.body().to_vec()).unwrap();
            assert!(body.contains(&from), "{from} is not in the answer");
            let body = body.replace(&from, &to);
            Ok(Reply::new(reply.status(), Vec::new(), body.into_bytes()))
        })
    }

    /// Leads nowhere.
    fn dead() -> Arc<Self> {
        Self::new(|_| Err(Error::new(Status::ServiceUnreachable, "nobody is there")))
    }

    fn sent(&self) -> Vec<String> {
        self.sent.lock().unwrap().clone()
    }
}

impl Transport for Line {
    fn send(&self, request: &Request) -> Result<Reply> {
        let body = String::from_utf8(request.body().to_vec()).unwrap();
        self.sent.lock().unwrap().push(body);
        (self.alter)(self.inner.send(request))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Protocol {
    WsTrust,
    Saml,
}

const PROTOCOLS: [Protocol; 2] = [Protocol::WsTrust, Protocol::Saml];

fn service(
    simulator: &Simulator,
    protocol: Protocol,
    transport: Arc<dyn Transport>,
    clock: Clock,
) -> TokenService {
    let context = Arc::new(Context::new().with_clock(clock));
    match protocol {
        Protocol::WsTrust => TokenService::ws_trust(simulator.ws_trust_url(), transport, context),
        Protocol::Saml => TokenService::saml(simulator.saml_url(), transport, context),
    }
}

fn service_at(protocol: Protocol, clock: Clock) -> TokenService {
    service(simulator(), protocol, http(), clock)
}

/// One of the simulator that all share.
fn plain(protocol: Protocol, transport: Arc<dyn Transport>) -> TokenService {
    service(simulator(), protocol, transport, Clock::System)
}

fn person(simulator: &Simulator, ssin: &str) -> Arc<Identity> {
    opened(simulator.store("SSIN", ssin, ""))
}

fn emma(simulator: &Simulator) -> LogOn {
    LogOn::for_doctor(EMMA, person(simulator, EMMA))
}

fn values(session: &Session, namespace: &str, name: &str) -> Vec<String> {
    let attributes = session.attributes();
    let mut found = attributes
        .iter()
        .filter(|a| a.namespace() == namespace && a.name() == name);
    let values = found.next().map(|a| a.values().to_vec());
    assert!(found.next().is_none(), "{name} is there twice");
    values.unwrap_or_default()
}

fn now() -> i64 {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    since_1970.as_secs().try_into().unwrap()
}

/// Whether a session that was asked for at some second lasts for so many: its request was made in
/// that second or a later one.
fn lasts(session: &Session, asked: i64, seconds: i64) -> bool {
    (asked + seconds..=now() + seconds).contains(&session.not_on_or_after())
}

fn refused(outcome: Result<Session>) -> Error {
    outcome.expect_err("an error")
}

#[test]
fn every_protocol_opens_a_session() {
    for protocol in PROTOCOLS {
        let service = plain(protocol, http());
        let asked = now();
        let session = service.log_on(emma(simulator())).unwrap();
        assert!(session.is_valid() && !session.assertion_id().is_empty());
        assert!((asked..=now()).contains(&session.not_before()));
        assert!(lasts(&session, asked, 24 * HOUR));
        assert_eq!(values(&session, CERTIFIED, IS_DOCTOR), ["true"]);
        assert_eq!(values(&session, IDENTIFICATION, SSIN), [EMMA]);
        let shown = format!("{session:?} {service:?} {:?}", session.attributes());
        assert!(
            !shown.contains(EMMA) && !shown.contains("127.0.0.1"),
            "{shown}"
        );

        let short = emma(simulator()).with_validity(Duration::from_secs(60));
        let asked = now();
        let session = service.log_on(short).unwrap();
        assert!(lasts(&session, asked, 60));
    }
}

#[test]
fn each_profile_gets_what_the_platform_knows() {
    let store = |kind, identifier| opened(simulator().store(kind, identifier, ""));
    let nurse = "urn:be:fgov:person:ssin:ehealth:1.0:professional:nurse:boolean";
    let pharmacy = "urn:be:fgov:ehealth:1.0:pharmacy:nihii-number:recognisedpharmacy:boolean";
    let cbe = "urn:be:fgov:kbo-bce:organization:cbe-number";
    let company = LogOn::new(store("CBE", "0200000241")).with_attribute(Attribute::new(
        IDENTIFICATION,
        cbe,
        ["0200000241"],
    ));
    for protocol in PROTOCOLS {
        let service = plain(protocol, http());
        for (log_on, namespace, name, expected) in [
            (
                LogOn::for_professional("nurse", NORA, store("SSIN", NORA)),
                CERTIFIED,
                nurse,
                Some("true"),
            ),
            (
                LogOn::for_organization(
                    "pharmacy",
                    "30000120",
                    store("NIHII-PHARMACY", "30000120"),
                ),
                CERTIFIED,
                pharmacy,
                Some("true"),
            ),
            (
                LogOn::for_person(PAUL, store("SSIN", PAUL)),
                IDENTIFICATION,
                SSIN,
                Some(PAUL),
            ),
            // What is asked for and is not so is left out.
            (
                LogOn::for_doctor(PAUL, store("SSIN", PAUL)),
                CERTIFIED,
                IS_DOCTOR,
                None,
            ),
            // The one with an elliptic key.
            (company.clone(), IDENTIFICATION, cbe, Some("0200000241")),
        ] {
            let session = service.log_on(log_on).unwrap();
            let expected: Vec<_> = expected.into_iter().collect();
            assert_eq!(values(&session, namespace, name), expected, "{protocol:?}");
        }
    }
}

#[test]
fn a_card_identifies_and_the_other_key_is_proven() {
    for (protocol, requests) in [(Protocol::WsTrust, 2), (Protocol::Saml, 1)] {
        let line = Line::recording();
        let service = plain(protocol, line.clone());
        let card = opened(simulator().card(EMMA));
        assert!(card.signature_certificate().is_some());
        let log_on = emma(simulator()).with_identification(card);
        let session = service.log_on(log_on.clone()).unwrap();
        assert_eq!(values(&session, CERTIFIED, IS_DOCTOR), ["true"]);
        assert_eq!(line.sent().len(), requests);
        session.renew().unwrap();
        assert!(service.load(session.export().as_bytes(), log_on).is_ok());
        // Another's card does not make her the holder of this certificate.
        let other = emma(simulator()).with_identification(opened(simulator().card(NORA)));
        let error = refused(service.log_on(other));
        assert_eq!(error.status(), Status::ServiceRefused, "{protocol:?}");
    }
}

#[test]
fn refusals_have_the_code_of_the_service() {
    for (protocol, untrue) in [
        (Protocol::WsTrust, "RequestFailed"),
        (Protocol::Saml, "RequestDenied"),
    ] {
        let service = plain(protocol, http());
        let check = |log_on: LogOn, code: &str| {
            let error = refused(service.log_on(log_on));
            assert_eq!(error.status(), Status::ServiceRefused);
            assert_eq!(error.service_code(), Some(code), "{protocol:?}");
            assert!(!error.is_retryable());
        };
        check(LogOn::for_doctor(PAUL, person(simulator(), EMMA)), untrue);
        let says_doctor = Attribute::new(CERTIFIED, IS_DOCTOR, ["true"]);
        let paul = LogOn::for_person(PAUL, person(simulator(), PAUL));
        check(paul.with_attribute(says_doctor), untrue);
        let stranger = include_bytes!("../vectors/official/keys/alice.p12");
        let stranger = opened(Some(stranger.to_vec()));
        check(LogOn::for_person(EMMA, stranger), "FailedAuthentication");
        for skew in [-HOUR, HOUR] {
            let clock = Clock::Fixed(now() + skew);
            let late = service_at(protocol, clock);
            let error = refused(late.log_on(emma(simulator())));
            assert_eq!(error.service_code(), Some("InvalidSecurity"));
        }
    }
}

#[test]
fn what_cannot_be_sent_is_refused_before() {
    let line = Line::recording();
    for (protocol, log_on) in [
        (
            Protocol::WsTrust,
            emma(simulator()).with_attribute(Attribute::new("s", "n", ["a;b"])),
        ),
        (Protocol::Saml, LogOn::new(person(simulator(), EMMA))),
        (
            Protocol::WsTrust,
            emma(simulator()).with_validity(Duration::ZERO),
        ),
        (
            Protocol::Saml,
            emma(simulator()).with_validity(Duration::MAX),
        ),
        (Protocol::Saml, emma(simulator()).with_designator("s", "\0")),
    ] {
        let error = refused(plain(protocol, line.clone()).log_on(log_on));
        assert_eq!(error.status(), Status::InvalidArgument, "{protocol:?}");
    }
    assert!(line.sent().is_empty());
}

#[test]
fn altered_answers_are_not_taken() {
    let attribute = "AttributeName=\"urn:be:fgov:person:ssin\"";
    let both: &[Protocol] = &PROTOCOLS;
    for (protocols, from, to, cause) in [
        (both, ">true<", ">TRUE<", Some(Status::SignatureInvalid)),
        (
            both,
            attribute,
            "AttributeName=\"urn:x\"",
            Some(Status::SignatureInvalid),
        ),
        (
            both,
            "NotOnOrAfter=\"2",
            "NotOnOrAfter=\"3",
            Some(Status::SignatureInvalid),
        ),
        (
            both,
            "cm:holder-of-key",
            "cm:bearer",
            Some(Status::Malformed),
        ),
        (
            both,
            "AuthenticationStatement",
            "Advice",
            Some(Status::SignatureInvalid),
        ),
        (
            both,
            "saml:Conditions",
            "saml:Advice",
            Some(Status::Malformed),
        ),
        (both, "ds:Signature>", "ds:Object>", None),
        (both, "saml:Assertion", "saml:Advice", None),
        (&[Protocol::WsTrust], " Context=\"", " Context=\"x", None),
        (
            &[Protocol::Saml],
            "InResponseTo=\"",
            "InResponseTo=\"x",
            None,
        ),
        (&[Protocol::Saml], "InResponseTo", "ResponseTo", None),
        (&[Protocol::Saml], "samlp:Status", "samlp:State", None),
    ] {
        for protocol in protocols {
            let service = plain(*protocol, Line::replacing(from, to));
            let error = refused(service.log_on(emma(simulator())));
            assert_eq!(error.status(), Status::BadReply, "{protocol:?} {from}");
            if cause.is_some() {
                let found = error.cause().map(Error::status);
                assert_eq!(found, cause, "{protocol:?} {from}");
            }
        }
    }
}

#[test]
fn sha_1_is_for_those_who_allow_it() {
    let (from, to) = (
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
        "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
    );
    for protocol in PROTOCOLS {
        let cause = |service: TokenService| {
            let error = refused(service.log_on(emma(simulator())));
            assert_eq!(error.status(), Status::BadReply);
            error.cause().map(Error::status)
        };
        let service = plain(protocol, Line::replacing(from, to));
        assert_eq!(cause(service.clone()), Some(Status::Unsupported));
        // Then it is looked at, and is not the one that was made.
        assert_eq!(cause(service.allow_sha1()), Some(Status::SignatureInvalid));
        assert!(
            plain(protocol, http())
                .allow_sha1()
                .log_on(emma(simulator()))
                .is_ok()
        );
    }
}

#[test]
fn the_older_service_is_in_its_former_place_too() {
    let url = simulator().saml_url().replace("/v1", "/Legacy/v1");
    let service = TokenService::saml(url, http(), Arc::new(Context::new()));
    assert!(service.log_on(emma(simulator())).unwrap().is_valid());
}

/// What stands before the value by which an answer refers to its request.
const MARKS: [(Protocol, &str); 2] = [
    (Protocol::WsTrust, " Context=\""),
    (Protocol::Saml, "InResponseTo=\""),
];

/// A line that keeps the last answer.
fn heard() -> (Arc<Mutex<String>>, Arc<Line>) {
    let heard = Arc::new(Mutex::new(String::new()));
    let keep = heard.clone();
    let line = Line::new(move |reply| {
        let reply = reply?;
        *keep.lock().unwrap() = String::from_utf8(reply.body().to_vec()).unwrap();
        Ok(reply)
    });
    (heard, line)
}

/// A line that gives this answer again, as if it were one to the request.
fn replaying(heard: Arc<Mutex<String>>, mark: &'static str) -> Arc<Line> {
    Line::new(move |reply| {
        let reference = |text: &str| {
            let rest = text.split_once(mark).unwrap().1;
            rest.split_once('"').unwrap().0.to_owned()
        };
        let own = String::from_utf8(reply?.body().to_vec()).unwrap();
        let other = heard.lock().unwrap();
        let body = other.replace(&reference(&other), &reference(&own));
        Ok(Reply::new(200, Vec::new(), body.into_bytes()))
    })
}

#[test]
fn an_assertion_for_another_key_is_not_taken() {
    for (protocol, mark) in MARKS {
        let (heard, keep) = heard();
        let paul = LogOn::for_person(PAUL, person(simulator(), PAUL));
        plain(protocol, keep).log_on(paul).unwrap();
        let line = replaying(heard, mark);
        let error = refused(plain(protocol, line).log_on(emma(simulator())));
        assert_eq!(error.status(), Status::BadReply);
        assert_eq!(
            error.message(),
            "the service sent an assertion for another key"
        );
    }
}

#[test]
fn the_signer_leads_to_an_anchor_if_there_is_one() {
    let own = simulator().token_service_certificate();
    let root = &simulator().trust_anchors()[0];
    let foreign = include_bytes!("../vectors/official/pki/root.cer");
    let foreign = Certificate::from_der(foreign).unwrap();
    for protocol in PROTOCOLS {
        let start = || plain(protocol, http());
        for anchor in [own, root] {
            let service = start().with_trust_anchor(anchor.clone());
            let session = service.log_on(emma(simulator())).unwrap();
            let exported = session.export();
            let stranger = start().with_trust_anchor(foreign.clone());
            let error = refused(stranger.load(exported.as_bytes(), emma(simulator())));
            assert_eq!(error.status(), Status::CertificateUntrusted);
        }
        let service = start().with_trust_anchor(foreign.clone());
        let error = refused(service.log_on(emma(simulator())));
        assert_eq!(error.status(), Status::BadReply);
        let cause = error.cause().map(Error::status);
        assert_eq!(cause, Some(Status::CertificateUntrusted));
        let both = service.with_trust_anchor(root.clone());
        assert!(both.log_on(emma(simulator())).is_ok());
    }
}

#[test]
fn a_session_is_kept_and_taken_up_again() {
    for protocol in PROTOCOLS {
        let line = Line::recording();
        let service = plain(protocol, line.clone());
        let session = service.log_on(emma(simulator())).unwrap();
        let exported = session.export();
        let load = |octets: &[u8], log_on| service.load(octets, log_on);
        let again = load(exported.as_bytes(), emma(simulator())).unwrap();
        assert_eq!(again.assertion_id(), session.assertion_id());
        assert_eq!(again.export(), exported);
        assert!(again.attributes() == session.attributes());
        again.refresh().unwrap();
        assert_eq!(line.sent().len(), 1, "nothing was to be renewed");
        again.renew().unwrap();
        assert_ne!(again.assertion_id(), session.assertion_id());
        assert_eq!(line.sent().len(), 2);

        let status = |octets: &[u8], log_on| refused(load(octets, log_on)).status();
        let paul = || LogOn::for_person(PAUL, person(simulator(), PAUL));
        assert_eq!(status(exported.as_bytes(), paul()), Status::KeyNotFound);
        let text = String::from_utf8(exported.as_bytes().to_vec()).unwrap();
        let changed = text.replace(">true<", ">TRUE<");
        let emma = || emma(simulator());
        assert_eq!(status(changed.as_bytes(), emma()), Status::SignatureInvalid);
        for garbage in ["", "<a/>", "\u{0}", &text[..text.len() / 2]] {
            assert_eq!(status(garbage.as_bytes(), emma()), Status::Malformed);
        }
        assert_eq!(status(b"\xff", emma()), Status::Malformed);
    }
}

#[test]
fn another_endpoint_answers_where_the_first_does_not() {
    let context = Arc::new(Context::new());
    let (good, dead) = (simulator().ws_trust_url(), "http://127.0.0.1:1/");
    let endpoints = Endpoints::new([dead, &good]).unwrap();
    let service = TokenService::ws_trust(endpoints, http(), context);
    let log_on = emma(simulator()).with_identification(opened(simulator().card(EMMA)));
    assert!(service.log_on(log_on).unwrap().is_valid());
}

#[test]
fn a_host_sends_the_requests_itself() {
    for (protocol, requests) in [(Protocol::WsTrust, 2), (Protocol::Saml, 1)] {
        // The transport of the service is of no use.
        let service = plain(protocol, Line::dead());
        let log_on = emma(simulator()).with_identification(opened(simulator().card(EMMA)));
        let mut step = service.begin_log_on(log_on).unwrap();
        let mut sent = 0;
        let session = loop {
            match step {
                Step::Done(session) => break session,
                Step::Ask(exchange) => {
                    sent += 1;
                    let reply = http().send(exchange.request());
                    step = exchange.receive(reply).unwrap();
                }
            }
        };
        assert_eq!(sent, requests);
        let id = session.assertion_id();
        // One that is begun and given up is in nobody's way.
        let begun = session.begin_renew().unwrap();
        drop(begun);
        let begun = session.begin_renew().unwrap();
        let second = session.begin_renew().unwrap();
        session.begin_renew().unwrap().run(&*http()).unwrap();
        let renewed = session.assertion_id();
        assert_ne!(renewed, id);
        begun.run(&*http()).unwrap();
        assert_eq!(
            second.run(&*Line::dead()).unwrap_err().status(),
            Status::ServiceUnreachable
        );
        assert_ne!(session.assertion_id(), renewed);
        assert!(session.is_valid() && session.refresh().is_ok());
    }
}

/// A session of an hour that began at `start`, as it looks so many seconds later.
fn later(
    simulator: &Simulator,
    protocol: Protocol,
    start: i64,
    seconds: i64,
    line: &Arc<Line>,
) -> Session {
    simulator.set_clock(Clock::Fixed(start));
    let clocked = |seconds, transport| {
        let clock = Clock::Fixed(start + seconds);
        service(simulator, protocol, transport, clock)
    };
    let log_on = emma(simulator).with_validity(Duration::from_secs(3600));
    let session = clocked(0, http()).log_on(log_on.clone()).unwrap();
    assert_eq!(session.not_on_or_after(), start + HOUR);
    simulator.set_clock(Clock::Fixed(start + seconds));
    let service = clocked(seconds, line.clone());
    service.load(session.export().as_bytes(), log_on).unwrap()
}

#[test]
fn renewal_begins_five_minutes_before_the_end() {
    let simulator = with_clock();
    let start = now();
    for protocol in PROTOCOLS {
        for (seconds, is_valid, expected) in [
            (0, true, None),
            (3299, true, None),
            (3300, true, Some("/Renew")),
            (3599, true, Some("/Renew")),
            (3600, false, Some("/Issue")),
            (24 * HOUR, false, Some("/Issue")),
        ] {
            let line = Line::recording();
            let session = later(&simulator, protocol, start, seconds, &line);
            let id = session.assertion_id();
            assert_eq!(session.is_valid(), is_valid);
            session.refresh().unwrap();
            session.refresh().unwrap();
            let sent = line.sent();
            assert_eq!(
                sent.len(),
                expected.iter().count(),
                "{protocol:?} {seconds}"
            );
            assert_eq!(session.assertion_id() != id, expected.is_some());
            assert!(session.is_valid());
            if let (Some(kind), Protocol::WsTrust) = (expected, protocol) {
                assert!(sent[0].contains(kind), "{seconds}");
            }
            assert_eq!(values(&session, CERTIFIED, IS_DOCTOR), ["true"]);
        }
    }
}

#[test]
fn many_threads_renew_once() {
    let simulator = with_clock();
    let start = now();
    for protocol in PROTOCOLS {
        for seconds in [3500, 4000] {
            // Long enough for all to meet.
            let line = Line::new(|reply| {
                thread::sleep(Duration::from_millis(50));
                reply
            });
            let session = later(&simulator, protocol, start, seconds, &line);
            let together = Barrier::new(16);
            thread::scope(|scope| {
                for _ in 0..16 {
                    scope.spawn(|| {
                        together.wait();
                        session.refresh().unwrap();
                        assert!(session.is_valid());
                    });
                }
            });
            assert_eq!(line.sent().len(), 1, "{protocol:?} {seconds}");
        }
    }
}

#[test]
fn a_renewal_that_fails_takes_nothing_away() {
    let simulator = with_clock();
    let start = now();
    for protocol in PROTOCOLS {
        let line = Line::dead();
        let session = later(&simulator, protocol, start, 3500, &line);
        let exported = session.export();
        session.refresh().unwrap();
        session.refresh().unwrap();
        assert_eq!(line.sent().len(), 1, "the next attempt waits");
        let error = session.renew().unwrap_err();
        assert_eq!(error.status(), Status::ServiceUnreachable);
        assert!(session.is_valid());
        assert_eq!(session.export(), exported);

        let refusing = Line::replacing("Response", "Riposte");
        let session = later(&simulator, protocol, start, 3500, &refusing);
        session.refresh().unwrap();
        assert_eq!(session.renew().unwrap_err().status(), Status::BadReply);
        assert!(session.is_valid());

        let session = later(&simulator, protocol, start, 4000, &line);
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let error = session.refresh().unwrap_err();
                    assert_eq!(error.status(), Status::ServiceUnreachable);
                });
            }
        });
        assert!(!session.is_valid());
    }
}

/// Emma's own answer of one day, given to her at another moment.
#[test]
fn an_assertion_that_is_not_valid_now_is_not_taken() {
    let simulator = with_clock();
    let start = now();
    for (protocol, mark) in MARKS {
        for (seconds, is_taken) in [
            (0, true),
            (-299, true),
            (-301, false),
            (24 * HOUR - 1, true),
            (24 * HOUR, false),
        ] {
            simulator.set_clock(Clock::Fixed(start));
            let (heard, keep) = heard();
            let first = service(&simulator, protocol, keep, Clock::Fixed(start));
            first.log_on(emma(&simulator)).unwrap();
            simulator.set_clock(Clock::Fixed(start + seconds));
            let line = replaying(heard, mark);
            let clock = Clock::Fixed(start + seconds);
            let outcome = service(&simulator, protocol, line, clock).log_on(emma(&simulator));
            assert_eq!(outcome.is_ok(), is_taken, "{protocol:?} {seconds}");
            if let Err(error) = outcome {
                assert_eq!(error.status(), Status::BadReply);
            }
        }
    }
}
