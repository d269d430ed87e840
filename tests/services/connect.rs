//! Access tokens of I.AM Connect, fetched at the realms of the simulator.

use crate::support::platform::{
    CERTIFIED, DOCTOR, Holder, IS_DOCTOR, LAB, PERSON, PHARMACY, SAID, SSIN, opened, platform,
};
use crate::support::wire::http;
use base64ct::{Base64UrlUnpadded, Encoding};
use etee::{
    AccessTokens, Clock, ConnectClient, Context, Error, Fault, Identity, Limits, Method, Reply,
    Request, RestInterface, Result, Secret, SimulatedService, Simulator, Status, Step,
    TokenSupplier, Transport,
};
use serde_json::{Value, json};
use std::sync::{Arc, Barrier, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const LAB_CLIENT: &str = "cbe-0200000142";
/// Its authentication key is on P-384.
const INSURANCE: Holder = ("CBE", "0200000241", "");
const CBE_NUMBER: &str = "urn:be:fgov:kbo-bce:organization:cbe-number";
const PHARMACY_NUMBER: &str = "urn:be:fgov:ehealth:1.0:pharmacy:nihii-number";
const JWT_BEARER: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// One for all tests that leave its clock and its faults alone.
fn simulator() -> &'static Simulator {
    &platform().simulator
}

/// One for the tests that do not, one after the other.
fn own_simulator() -> MutexGuard<'static, Simulator> {
    static SIMULATOR: OnceLock<Mutex<Simulator>> = OnceLock::new();
    let simulator = SIMULATOR.get_or_init(|| Mutex::new(Simulator::start().unwrap()));
    let simulator = simulator.lock().unwrap_or_else(PoisonError::into_inner);
    simulator.set_clock(Clock::System);
    simulator.set_fault(Fault::Garbage, 0);
    simulator
}

fn identity(simulator: &Simulator, (kind, identifier, application): Holder) -> Arc<Identity> {
    opened(simulator.store(kind, identifier, application))
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}

fn get(url: &str, authorization: Option<&str>) -> (u16, Value) {
    let authorization = authorization.map(|text| ("Authorization".to_owned(), text.to_owned()));
    let headers: Vec<_> = authorization.into_iter().collect();
    let reply = http("GET", url, &headers, b"").unwrap();
    let content = serde_json::from_slice(reply.body()).unwrap_or(Value::Null);
    (reply.status(), content)
}

/// What the realm tells the bearer of a token.
fn user_info(realm: &str, token: &str) -> (u16, Value) {
    let url = format!("{realm}/protocol/openid-connect/userinfo");
    get(&url, Some(&format!("Bearer {token}")))
}

/// The values of an attribute.
fn values(info: &Value, namespace: &str, name: &str) -> Vec<String> {
    let attributes = info["etee_attributes"].as_array().unwrap();
    let matching = attributes
        .iter()
        .filter(|attribute| attribute["namespace"] == namespace && attribute["name"] == name);
    let values = matching.flat_map(|attribute| attribute["values"].as_array().unwrap());
    values.map(|v| v.as_str().unwrap().to_owned()).collect()
}

type Edit = Box<dyn Fn(String) -> String + Send + Sync>;
type Alter = Box<dyn Fn(Result<Reply>) -> Result<Reply> + Send + Sync>;

/// Passes requests on, keeps them, and lets a test change questions and answers.
struct Line {
    sent: Mutex<Vec<Sent>>,
    edit: Edit,
    alter: Alter,
    /// How often each request goes out; the last answer counts.
    times: usize,
}

#[derive(Clone)]
struct Sent {
    method: Method,
    url: String,
    headers: Vec<(String, String)>,
    body: String,
}

impl Line {
    fn of(edit: Edit, alter: Alter, times: usize) -> Arc<Self> {
        Arc::new(Self {
            sent: Mutex::default(),
            edit,
            alter,
            times,
        })
    }

    fn recording() -> Arc<Self> {
        Self::altering(|reply| reply)
    }

    fn altering(
        alter: impl Fn(Result<Reply>) -> Result<Reply> + Send + Sync + 'static,
    ) -> Arc<Self> {
        Self::of(Box::new(|body| body), Box::new(alter), 1)
    }

    /// Replaces text in answers.
    fn replacing(from: String, to: String) -> Arc<Self> {
        Self::altering(move |reply| {
            let reply = reply?;
            let body = String::from_utf8(reply.body().to_vec()).unwrap();
            let body = body.replace(&from, &to).into_bytes();
            Ok(Reply::new(reply.status(), Vec::new(), body))
        })
    }

    /// Changes the body of questions.
    fn editing(edit: impl Fn(String) -> String + Send + Sync + 'static) -> Arc<Self> {
        Self::of(Box::new(edit), Box::new(|reply| reply), 1)
    }

    fn twice() -> Arc<Self> {
        Self::of(Box::new(|body| body), Box::new(|reply| reply), 2)
    }

    fn sent(&self) -> Vec<Sent> {
        self.sent.lock().unwrap().clone()
    }
}

impl Transport for Line {
    fn send(&self, request: &Request) -> Result<Reply> {
        let headers = request.headers();
        let headers: Vec<_> = headers.map(|(n, v)| (n.to_owned(), v.to_owned())).collect();
        let body = String::from_utf8(request.body().to_vec()).unwrap();
        self.sent.lock().unwrap().push(Sent {
            method: request.method(),
            url: request.url().to_owned(),
            headers: headers.clone(),
            body: body.clone(),
        });
        let body = (self.edit)(body);
        let method = request.method().as_str();
        let send = || http(method, request.url(), &headers, body.as_bytes());
        for _ in 1..self.times {
            send()?;
        }
        (self.alter)(send())
    }
}

/// Nothing may ever reach it.
struct Closed;

impl Transport for Closed {
    fn send(&self, _: &Request) -> Result<Reply> {
        panic!("a request went out");
    }
}

fn client_at(simulator: &Simulator, transport: Arc<dyn Transport>) -> ConnectClient {
    ConnectClient::new(
        &simulator.realm_url(),
        transport,
        Arc::new(Context::new()),
        LAB_CLIENT,
        identity(simulator, LAB),
    )
}

/// The client of the lab, at the simulator that all share.
fn client(transport: Arc<dyn Transport>) -> ConnectClient {
    client_at(simulator(), transport)
}

fn field(body: &str, name: &str) -> Option<String> {
    let mut pairs = body.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(key, _)| *key == name)?;
    Some(
        value
            .replace("%3A", ":")
            .replace("%20", " ")
            .replace("%2F", "/"),
    )
}

/// A part of a token.
fn part(token: &str, index: usize) -> Value {
    let part = token.split('.').nth(index).unwrap();
    serde_json::from_slice(&Base64UrlUnpadded::decode_vec(part).unwrap()).unwrap()
}

#[test]
fn every_holder_gets_a_token_that_says_who_he_is() {
    let simulator = simulator();
    for (holder, id, attribute, value) in [
        (LAB, LAB_CLIENT, CBE_NUMBER, "0200000142"),
        (
            ("CBE", "0200000142", "LABX"),
            "cbe-0200000142-labx",
            CBE_NUMBER,
            "0200000142",
        ),
        (INSURANCE, "cbe-0200000241", CBE_NUMBER, "0200000241"),
        (
            PHARMACY,
            "nihii-pharmacy-30000120",
            PHARMACY_NUMBER,
            "30000120",
        ),
        (DOCTOR, "ssin-85010100115", PERSON, SSIN),
    ] {
        let context = Arc::new(Context::new());
        let realm = simulator.realm_url();
        let identity = identity(simulator, holder);
        let client = ConnectClient::new(&realm, Line::recording(), context, id, identity);
        for client in [client.clone(), client.with_pss().without_discovery()] {
            let token = client.access_token().unwrap();
            let rest = token.expiry().unwrap() - now();
            assert!((290..=300).contains(&rest), "{rest}");
            let (status, info) = user_info(&realm, token.as_str());
            assert_eq!(status, 200);
            assert_eq!(info["sub"], format!("{}-{}", holder.0, holder.1));
            assert_eq!(info["applicationIdentifier"], holder.2);
            assert_eq!(values(&info, SAID, attribute), [value]);
            let doctor = values(&info, CERTIFIED, IS_DOCTOR);
            assert_eq!(doctor.is_empty(), holder != DOCTOR);
        }
    }
}

#[test]
fn the_question_is_that_of_the_platform() {
    let line = Line::recording();
    let identity = identity(simulator(), LAB);
    let client = client(line.clone()).with_scope("system/Patient.r extra");
    client.access_token().unwrap();
    client.renew().unwrap();
    let realm = simulator().realm_url();
    let sent = line.sent();
    let urls: Vec<_> = sent.iter().map(|sent| &sent.url[realm.len()..]).collect();
    let tokens = "/protocol/openid-connect/token";
    assert_eq!(urls, ["/.well-known/openid-configuration", tokens, tokens]);
    assert_eq!(sent[0].method, Method::Get);
    let [first, second] = [1, 2].map(|index| {
        let Sent {
            method,
            headers,
            body,
            ..
        } = &sent[index];
        assert_eq!(*method, Method::Post);
        let form = "application/x-www-form-urlencoded".to_owned();
        assert!(headers.contains(&("Content-Type".to_owned(), form)));
        assert!(headers.contains(&("Accept".to_owned(), "application/json".to_owned())));
        for (name, value) in [
            ("grant_type", "client_credentials"),
            ("client_id", LAB_CLIENT),
            ("client_assertion_type", JWT_BEARER),
            ("scope", "system/Patient.r extra"),
        ] {
            assert_eq!(field(body, name).as_deref(), Some(value));
        }
        let assertion = field(body, "client_assertion").unwrap();
        let certificate = identity.authentication_certificate().unwrap();
        let kid = format!("S{}", certificate.serial_decimal());
        assert_eq!(
            part(&assertion, 0),
            json!({"alg": "RS256", "typ": "JWT", "kid": kid})
        );
        part(&assertion, 1)
    });
    for claims in [&first, &second] {
        assert_eq!(claims["iss"], LAB_CLIENT);
        assert_eq!(claims["sub"], LAB_CLIENT);
        assert_eq!(claims["aud"], realm);
        let [issued, end] = ["iat", "exp"].map(|name| claims[name].as_i64().unwrap());
        assert_eq!(end - issued, 60);
    }
    assert_ne!(first["jti"], second["jti"]);
}

#[test]
fn many_threads_fetch_one_token() {
    // Long enough for all to meet.
    let line = Line::altering(|reply| {
        thread::sleep(Duration::from_millis(50));
        reply
    });
    let client = client(line.clone()).without_discovery();
    let tokens = AccessTokens::from_client(client.clone());
    let together = Barrier::new(32);
    thread::scope(|scope| {
        for _ in 0..32 {
            scope.spawn(|| {
                together.wait();
                tokens.refresh().unwrap();
                let Step::Done(token) = tokens.begin_use().unwrap() else {
                    panic!("there is no token at hand");
                };
                assert_eq!(token.as_str(), client.access_token().unwrap().as_str());
            });
        }
    });
    assert_eq!(line.sent().len(), 1);
}

#[test]
fn a_host_can_send_the_requests() {
    let client = client(Arc::new(Closed));
    let line = Line::recording();
    let token = client.begin_access_token().unwrap().run(&*line).unwrap();
    assert_eq!(line.sent().len(), 2);
    assert!(matches!(
        client.begin_access_token().unwrap(),
        Step::Done(_)
    ));
    client.begin_renew().unwrap().run(&*line).unwrap();
    let renewed = client.access_token().unwrap();
    assert_ne!(token.as_str(), renewed.as_str());
    // A request that is given up leaves what there was.
    drop(client.begin_renew().unwrap());
    assert_eq!(client.access_token().unwrap().as_str(), renewed.as_str());
}

/// Replaces the assertion in a question.
fn with_assertion(change: impl Fn(&str) -> String + Send + Sync + 'static) -> Arc<Line> {
    Line::editing(move |body| match field(&body, "client_assertion") {
        Some(assertion) => body.replace(&assertion, &change(&assertion)),
        None => body,
    })
}

/// The same token behind another header, with this signature or its own.
fn reheaded(header: &'static str, signature: Option<&'static str>) -> Arc<Line> {
    with_assertion(move |token| {
        let parts: Vec<_> = token.split('.').collect();
        let header = Base64UrlUnpadded::encode_string(header.as_bytes());
        format!("{header}.{}.{}", parts[1], signature.unwrap_or(parts[2]))
    })
}

/// Changes a claim and leaves the signature.
fn with_claim(name: &'static str, value: Value) -> Arc<Line> {
    with_assertion(move |token| {
        let parts: Vec<_> = token.split('.').collect();
        let mut claims = part(token, 1);
        claims[name] = value.clone();
        let claims = Base64UrlUnpadded::encode_string(claims.to_string().as_bytes());
        format!("{}.{claims}.{}", parts[0], parts[2])
    })
}

fn refused(client: &ConnectClient, what: &str, status: u16, code: Option<&str>) {
    let error = client.access_token().unwrap_err();
    assert_eq!(error.status(), Status::ServiceRefused, "{what}");
    assert_eq!(error.http_status(), Some(status), "{what}");
    assert_eq!(error.service_code(), code, "{what}");
    assert!(!error.is_retryable(), "{what}");
}

#[test]
fn an_assertion_that_does_not_hold_is_refused() {
    const SHORT: Option<&str> = Some("AAAA");
    for (what, line) in [
        ("replayed", Line::twice()),
        ("no algorithm", reheaded(r#"{"alg":"none"}"#, Some(""))),
        ("a shared secret", reheaded(r#"{"alg":"HS256"}"#, SHORT)),
        ("an unknown algorithm", reheaded(r#"{"alg":"RS512"}"#, None)),
        (
            "an algorithm of other keys",
            reheaded(r#"{"alg":"ES256"}"#, None),
        ),
        ("another padding", reheaded(r#"{"alg":"PS256"}"#, None)),
        (
            "another key",
            reheaded(r#"{"alg":"RS256","kid":"S1"}"#, None),
        ),
        (
            "critical",
            reheaded(r#"{"alg":"RS256","crit":["exp"]}"#, None),
        ),
        ("a longer life", with_claim("exp", json!(now() + 600))),
        ("another client", with_claim("iss", json!("cbe-0200000241"))),
        ("nobody's client", with_claim("iss", json!("cbe-0"))),
        ("no token", with_assertion(|_| "abc".to_owned())),
        ("empty", with_assertion(|_| "..".to_owned())),
    ] {
        refused(
            &client(line).without_discovery(),
            what,
            401,
            Some("invalid_client"),
        );
    }
}

#[test]
fn a_client_that_is_not_who_it_says_is_refused() {
    let simulator = simulator();
    let realm = simulator.realm_url();
    let at = |realm: &str, clock, id: &str, holder| {
        let context = Arc::new(Context::new().with_clock(clock));
        let identity = identity(simulator, holder);
        ConnectClient::new(realm, Line::recording(), context, id, identity).without_discovery()
    };
    let realms = realm.strip_suffix("/M2M").unwrap();
    let elsewhere = RestInterface::new()
        .with("connect.tokens", "/M2M/protocol/openid-connect/token")
        .unwrap();
    let (clock, lab) = (Clock::System, LAB_CLIENT);
    for (what, client) in [
        (
            "for another audience",
            at(realms, clock, lab, LAB).with_interface(elsewhere),
        ),
        ("expired", at(&realm, Clock::Fixed(now() - 3600), lab, LAB)),
        (
            "from the future",
            at(&realm, Clock::Fixed(now() + 3600), lab, LAB),
        ),
        (
            "with the key of another holder",
            at(&realm, clock, lab, PHARMACY),
        ),
        (
            "with the key of another application",
            at(&realm, clock, lab, ("CBE", "0200000142", "LABX")),
        ),
        ("with a key on a curve", at(&realm, clock, lab, INSURANCE)),
        ("unknown", at(&realm, clock, "cbe-0000000000", LAB)),
    ] {
        refused(&client, what, 401, Some("invalid_client"));
    }
    let people = simulator.user_realm_url();
    let client = at(&people, clock, lab, LAB);
    refused(
        &client,
        "in the realm of people",
        400,
        Some("unauthorized_client"),
    );
    let nowhere = at(&format!("{realms}/none"), clock, lab, LAB);
    assert_eq!(
        nowhere.access_token().unwrap_err().status(),
        Status::NotFound
    );
}

#[test]
fn a_question_of_another_form_is_refused() {
    let invalid = Some("invalid_request");
    let replace = |from: &'static str, to: &'static str| {
        let line = Line::editing(move |body| body.replace(from, to));
        client(line).without_discovery()
    };
    let json = RestInterface::new().with("media.form", "application/json");
    let json = client(Line::recording()).with_interface(json.unwrap());
    refused(&json, "another media type", 400, invalid);
    let long = client(Line::recording()).with_scope(&"x".repeat(9 << 20));
    refused(&long, "an oversized body", 413, None);
    refused(
        &replace("client_assertion=", "x="),
        "no assertion",
        400,
        invalid,
    );
    refused(
        &replace("client_id=", "grant_type=x&client_id="),
        "a field twice",
        400,
        invalid,
    );
    refused(
        &replace("client_id=", "x=%ff&client_id="),
        "no UTF-8",
        400,
        invalid,
    );
    let password = replace("client_credentials", "password");
    refused(
        &password,
        "another grant",
        400,
        Some("unsupported_grant_type"),
    );
    let other = replace("client_id=cbe-0200000142", "client_id=cbe-0200000241");
    refused(&other, "another client", 401, Some("invalid_client"));
    let secret = replace("client-assertion-type%3Ajwt-bearer", "x");
    refused(
        &secret,
        "another kind of assertion",
        401,
        Some("invalid_client"),
    );
}

#[test]
fn a_realm_that_fails_is_told_and_asked_again() {
    let simulator = own_simulator();
    for (fault, status, code, can_retry) in [
        (
            Fault::Unavailable,
            Status::ServiceRefused,
            Some("temporarily_unavailable"),
            true,
        ),
        (
            Fault::Soa("SOA-01001"),
            Status::ServiceRefused,
            Some("server_error"),
            true,
        ),
        (Fault::ServerError, Status::ServiceRefused, None, false),
        (Fault::Garbage, Status::BadReply, None, false),
        (Fault::WrongContent, Status::BadReply, None, false),
        (Fault::Truncated, Status::BadReply, None, false),
        (Fault::Oversized, Status::LimitExceeded, None, false),
        (
            Fault::DropConnection,
            Status::ServiceUnreachable,
            None,
            false,
        ),
    ] {
        let line = Line::recording();
        let client = client_at(&simulator, line.clone());
        for client in [client.clone(), client.without_discovery()] {
            let before = line.sent().len();
            simulator.set_fault_of(SimulatedService::Connect, fault, 1);
            let error = client.access_token().unwrap_err();
            assert_eq!(
                (error.status(), error.service_code()),
                (status, code),
                "{fault:?}"
            );
            assert_eq!(error.is_retryable(), can_retry, "{fault:?}");
            assert_eq!(line.sent().len(), before + 1);
            client.access_token().unwrap();
        }
    }
}

#[test]
fn a_failure_takes_nothing_away() {
    let simulator = own_simulator();
    let line = Line::recording();
    let client = client_at(&simulator, line.clone());
    let token = client.access_token().unwrap();
    simulator.set_fault_of(SimulatedService::Connect, Fault::Unavailable, 1);
    assert_eq!(client.renew().unwrap_err().status(), Status::ServiceRefused);
    assert_eq!(client.access_token().unwrap().as_str(), token.as_str());
    // Where the tokens are may have changed: that is asked again.
    client.renew().unwrap();
    let discoveries = line.sent();
    let discoveries = discoveries.iter().filter(|sent| sent.method == Method::Get);
    assert_eq!(discoveries.count(), 2);
}

#[test]
fn a_realm_is_believed_about_itself_only() {
    let realm = simulator().realm_url();
    let origin = realm.split("/auth").next().unwrap().to_owned();
    let token_endpoint = format!("\"token_endpoint\":\"{origin}");
    for (from, to) in [
        (
            format!("\"issuer\":\"{realm}\""),
            format!("\"issuer\":\"{realm}/\""),
        ),
        (
            format!("\"issuer\":\"{realm}\""),
            "\"issuer\":null".to_owned(),
        ),
        (
            token_endpoint.clone(),
            "\"token_endpoint\":\"https://evil.example".to_owned(),
        ),
        (token_endpoint.clone(), "\"token_endpoint\":\"".to_owned()),
        ("token_endpoint\"".to_owned(), "no_endpoint\"".to_owned()),
    ] {
        let line = Line::replacing(from.clone(), to);
        let error = client(line.clone()).access_token().unwrap_err();
        assert_eq!(error.status(), Status::BadReply, "{from}");
        assert_eq!(line.sent().len(), 1, "{from}");
    }
}

#[test]
fn nothing_goes_over_plain_http() {
    for realm in [
        "http://api.example.be/auth/realms/M2M",
        "http://127.0.0.1@api.example.be/auth/realms/M2M",
        "ftp://127.0.0.1/",
        "",
    ] {
        let identity = identity(simulator(), LAB);
        let context = Arc::new(Context::new());
        let client = ConnectClient::new(realm, Arc::new(Closed), context, LAB_CLIENT, identity);
        for client in [client.clone(), client.without_discovery()] {
            let error = client.access_token().unwrap_err();
            assert_eq!(error.status(), Status::InvalidArgument, "{realm}");
            let error = AccessTokens::from(client).begin_use().unwrap_err();
            assert_eq!(error.status(), Status::InvalidArgument, "{realm}");
        }
    }
}

#[test]
fn what_is_over_is_not_kept() {
    let simulator = own_simulator();
    let line = Line::recording();
    let client = client_at(&simulator, line.clone()).without_discovery();
    simulator.set_fault_of(SimulatedService::Connect, Fault::Expired, 1);
    let over = client.access_token().unwrap();
    assert!(over.expiry().unwrap() < now());
    assert_eq!(user_info(&simulator.realm_url(), over.as_str()).0, 401);
    let fresh = client.access_token().unwrap();
    assert_eq!(client.access_token().unwrap().as_str(), fresh.as_str());
    assert_eq!(line.sent().len(), 2);
}

#[test]
fn a_token_that_does_not_hold_opens_nothing() {
    let simulator = own_simulator();
    let realm = simulator.realm_url();
    let client = client_at(&simulator, Line::recording());
    simulator.set_fault_of(SimulatedService::Connect, Fault::BadSignature, 2);
    let forged = client.clone().without_discovery().access_token().unwrap();
    simulator.set_fault(Fault::Garbage, 0);
    let token = client.access_token().unwrap();
    let user = simulator.user_token(SSIN).unwrap();
    let depot = format!(
        "{}/etks?type=CBE&identifier=0200000142",
        simulator.rest_url()
    );
    let (people, none) = (simulator.user_realm_url(), String::new());
    for (token, machine, person, holder) in [
        (token.as_str(), 200, 401, 200),
        (user.as_str(), 401, 200, 200),
        (forged.as_str(), 401, 401, 401),
        ("abc", 401, 401, 401),
        (none.as_str(), 401, 401, 401),
    ] {
        assert_eq!(user_info(&realm, token).0, machine);
        assert_eq!(user_info(&people, token).0, person);
        assert_eq!(get(&depot, Some(&format!("Bearer {token}"))).0, holder);
    }
    assert_eq!(get(&depot, None).0, 200);
    let (status, problem) = get(&depot, Some("Basic abc"));
    assert_eq!(status, 401);
    assert_eq!(
        problem["type"],
        "urn:problem-type:belgif:invalidAccessToken"
    );
    simulator.set_clock(Clock::Fixed(now() + 301));
    assert_eq!(get(&depot, Some(&format!("Bearer {user}"))).0, 401);
    assert_eq!(user_info(&realm, token.as_str()).0, 401);
}

#[test]
fn people_have_tokens_too() {
    let simulator = simulator();
    let token = simulator.user_token(SSIN).unwrap();
    let (status, info) = user_info(&simulator.user_realm_url(), &token);
    assert_eq!(status, 200);
    assert_eq!(values(&info, SAID, PERSON), [SSIN]);
    assert_eq!(values(&info, CERTIFIED, IS_DOCTOR), ["true"]);
    for unknown in ["", "00000000000", "0200000142"] {
        assert!(simulator.user_token(unknown).is_none());
    }
}

#[test]
fn the_keys_of_a_realm_are_published() {
    let simulator = simulator();
    let tokens = [
        (
            simulator.user_realm_url(),
            simulator.user_token(SSIN).unwrap(),
        ),
        (
            simulator.realm_url(),
            client(Line::recording())
                .access_token()
                .unwrap()
                .as_str()
                .to_owned(),
        ),
    ];
    for (realm, token) in tokens {
        let (_, metadata) = get(&format!("{realm}/.well-known/openid-configuration"), None);
        assert_eq!(metadata["issuer"], realm);
        let (_, keys) = get(metadata["jwks_uri"].as_str().unwrap(), None);
        let set = etee::JwkSet::from_json(keys.to_string().as_bytes(), &Limits::default());
        let kid = part(&token, 0)["kid"].as_str().unwrap().to_owned();
        assert!(set.unwrap().find(&kid).is_some());
        assert_eq!(part(&token, 1)["iss"], realm);
    }
}

/// Supplies one text after the other.
struct Host(Mutex<Vec<Result<&'static str>>>);

impl TokenSupplier for Host {
    fn access_token(&self) -> Result<Secret> {
        let next = self.0.lock().unwrap().pop().unwrap();
        next.map(|text| Secret::from(text.as_bytes()))
    }
}

#[test]
fn a_host_is_asked_for_each_use() {
    let cancelled = Error::new(Status::Cancelled, "the user did not log on");
    let answers = vec![Err(cancelled), Ok("a b"), Ok(""), Ok("second"), Ok("first")];
    let tokens = AccessTokens::from_host(Arc::new(Host(Mutex::new(answers))));
    assert_eq!(format!("{tokens:?}"), "AccessTokens(Host)");
    tokens.refresh().unwrap();
    for expected in ["first", "second"] {
        let token = tokens.begin_use().unwrap().run(&Closed).unwrap();
        assert_eq!((token.as_str(), token.expiry()), (expected, None));
    }
    for status in [Status::HostFailed, Status::HostFailed, Status::Cancelled] {
        assert_eq!(tokens.begin_use().unwrap_err().status(), status);
    }
}

#[test]
fn nothing_shows_a_secret() {
    let client = client(Line::recording());
    let token = client.access_token().unwrap();
    assert_eq!(format!("{token:?}"), "AccessToken");
    assert_eq!(format!("{client:?}"), "ConnectClient");
    assert_eq!(
        format!("{:?}", AccessTokens::from(client)),
        "AccessTokens(Client)"
    );
}
