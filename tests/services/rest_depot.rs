//! The certified keys of the ETK depot over REST and their holders, against the simulator.

use crate::support::bearer::{Parrot, header, of_person, supplied};
use crate::support::platform::{DOCTOR, Holder, LAB, SSIN, platform};
use etee::{
    Depot, Jwk, JwkSet, KeyHolder, KeyUse, Limits, RestInterface, Result, Status, Transport,
};
use serde_json::{Value, json};
use std::sync::Arc;

const LAB_FOR_APPLICATION: Holder = ("CBE", "0200000142", "LABX");
const HOSPITAL: Holder = ("NIHII-HOSPITAL", "71000040", "RADIO");
/// Its authentication key is on P-384.
const INSURANCE: Holder = ("CBE", "0200000241", "");

const BASE: &str = "https://depot.example.be/etee/v1";

fn depot_over(transport: Arc<dyn Transport>) -> Depot {
    Depot::rest(
        platform().simulator.rest_url(),
        transport,
        Limits::default(),
    )
}

fn depot() -> Depot {
    depot_over(platform().transport())
}

/// A depot whose service has one answer to everything.
fn parrot(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> (Depot, Arc<Parrot>) {
    let parrot = Parrot::new(status, media_type, body);
    (Depot::rest(BASE, parrot.clone(), Limits::default()), parrot)
}

fn keys(depot: &Depot, holder: Holder, key_use: KeyUse) -> Result<Vec<Jwk>> {
    let (kind, identifier, application) = holder;
    depot.certified_keys(kind, identifier, Some(application), key_use, None)
}

fn status<T>(result: Result<T>) -> Status {
    result.err().expect("a refusal").status()
}

#[test]
fn keys_are_those_in_the_token() {
    for holder in [DOCTOR, LAB, LAB_FOR_APPLICATION, HOSPITAL, INSURANCE] {
        let token = platform().token(holder);
        for (key_use, certificate) in [
            (KeyUse::Signature, token.authentication_certificate()),
            (KeyUse::Encryption, token.encryption_certificate()),
        ] {
            let found = keys(&depot(), holder, key_use).unwrap();
            assert_eq!(found.len(), 1, "{holder:?}");
            let key = &found[0];
            assert!(key.certificates()[0] == *certificate && !key.is_private());
            let kid = format!("S{}", certificate.serial_decimal());
            assert_eq!(key.key_id(), Some(kid.as_str()));
            assert_eq!(key.key_use(), Some(key_use.as_str()));
            let on_curve = holder == INSURANCE && key_use == KeyUse::Signature;
            assert_eq!(key.key_type(), if on_curve { "EC" } else { "RSA" });
            let named = depot().certified_key(&kid).unwrap();
            assert_eq!(named.to_json().unwrap(), key.to_json().unwrap());
        }
    }
}

#[test]
fn three_states_of_the_application() {
    let count = |application| {
        let depot = depot();
        let found = depot.certified_keys("CBE", LAB.1, application, KeyUse::Encryption, None);
        found.map(|keys| keys.len())
    };
    assert_eq!(count(None).unwrap(), 2);
    assert_eq!(count(Some("")).unwrap(), 1);
    assert_eq!(count(Some("LABX")).unwrap(), 1);
    assert_eq!(status(count(Some("LABY"))), Status::NotFound);
    let hospital =
        depot().certified_keys(HOSPITAL.0, HOSPITAL.1, Some(""), KeyUse::Signature, None);
    assert_eq!(status(hospital), Status::NotFound);
}

#[test]
fn keys_of_another_moment() {
    let at = |moment| {
        let depot = depot();
        depot.certified_keys("SSIN", SSIN, None, KeyUse::Signature, Some(moment))
    };
    let now = platform().context().now();
    assert_eq!(at(now).unwrap().len(), 1);
    let before = platform()
        .token(DOCTOR)
        .authentication_certificate()
        .not_before();
    assert_eq!(at(before).unwrap().len(), 1);
    assert_eq!(status(at(before - 1)), Status::NotFound);
    assert_eq!(status(at(-1)), Status::InvalidArgument);
}

#[test]
fn holders_of_keys_wherever_they_are() {
    let holder = |holder: Holder, path: Option<&str>| -> KeyHolder {
        let interface = RestInterface::new();
        let interface = match path {
            Some(path) => interface.with("etk.key-holders", path).unwrap(),
            None => interface,
        };
        let key = keys(&depot(), holder, KeyUse::Encryption)
            .unwrap()
            .remove(0);
        let depot = depot().with_interface(interface);
        depot.key_holder(key.key_id().unwrap()).unwrap()
    };
    for path in [None, Some("/pubKeys/keyholders"), Some("/keyholders")] {
        let emma = holder(DOCTOR, path);
        assert_eq!((emma.identifier_type(), emma.identifier()), ("SSIN", SSIN));
        let names = (emma.first_name(), emma.name());
        assert_eq!(names, (Some("EMMA"), Some("JANSSENS")));
    }
    let lab = holder(LAB, None);
    assert_eq!((lab.identifier_type(), lab.identifier()), (LAB.0, LAB.1));
    assert_eq!((lab.first_name(), lab.name()), (None, Some("EXAMPLE LAB")));
    let hospital = holder(HOSPITAL, None);
    assert_eq!(hospital.identifier_type(), "NIHII-HOSPITAL");
    assert_eq!(hospital.identifier(), HOSPITAL.1);
    // Somebody else has to have signed it, and nobody has.
    let trusting = depot().with_trusted_keys(JwkSet::default());
    let key = keys(&depot(), LAB, KeyUse::Encryption).unwrap().remove(0);
    let unsigned = trusting.key_holder(key.key_id().unwrap());
    assert_eq!(status(unsigned), Status::SignatureInvalid);
}

#[test]
fn what_there_is_not() {
    let nobody = ("SSIN", "00000000000", "");
    let error = keys(&depot(), nobody, KeyUse::Signature).unwrap_err();
    assert_eq!(error.status(), Status::NotFound);
    assert_eq!(
        error.service_code(),
        Some("urn:problem-type:belgif:resourceNotFound")
    );
    assert_eq!(status(depot().certified_key("S1")), Status::NotFound);
    assert_eq!(status(depot().key_holder("S1")), Status::NotFound);
    let wrong = keys(&depot(), ("SSIN", "85010100116", ""), KeyUse::Signature);
    assert_eq!(status(wrong), Status::ServiceRefused);
    let elsewhere = RestInterface::new().with("etk.keys", "/keys").unwrap();
    let elsewhere = depot().with_interface(elsewhere);
    assert_eq!(
        status(keys(&elsewhere, LAB, KeyUse::Signature)),
        Status::NotFound
    );
}

#[test]
fn what_cannot_be_asked_is_not_asked() {
    let (depot, parrot) = parrot(200, "", "");
    let digits = "1".repeat(50);
    for kid in [
        "",
        "S",
        "1",
        "s1",
        "S1/",
        "S 1",
        "S1x",
        &format!("S{digits}"),
    ] {
        assert_eq!(status(depot.certified_key(kid)), Status::InvalidArgument);
        assert_eq!(status(depot.key_holder(kid)), Status::InvalidArgument);
    }
    let lab = keys(&depot, ("CBE", "x", ""), KeyUse::Signature);
    assert_eq!(status(lab), Status::InvalidArgument);
    let soap = Depot::soap(BASE, parrot.clone(), Limits::default());
    assert_eq!(
        status(keys(&soap, LAB, KeyUse::Signature)),
        Status::Unsupported
    );
    assert_eq!(status(soap.certified_key("S1")), Status::Unsupported);
    assert_eq!(status(soap.key_holder("S1")), Status::Unsupported);
    assert!(parrot.take().is_empty());
}

#[test]
fn requests_are_what_the_table_says() {
    let (depot, parrot) = parrot(404, "application/problem+json", "{}");
    let _ = depot.certified_keys("SSIN", SSIN, Some("A B"), KeyUse::Encryption, Some(0));
    let interface = RestInterface::new();
    let interface = interface.with("etk.keys", "/k").unwrap();
    let interface = interface.with("query.use", "for").unwrap();
    let depot = depot.with_interface(interface).with_access(supplied("abc"));
    let _ = keys(&depot, LAB, KeyUse::Signature);
    let _ = depot.certified_key("S42");
    let seen = parrot.take();
    let urls: Vec<_> = seen.iter().map(|request| request.url()).collect();
    assert_eq!(
        urls,
        [
            format!(
                "{BASE}/pubKeys/cacerts/jwks?identifier={SSIN}&type=SSIN\
                 &applicationIdentifier=A%20B&use=enc&time=1970-01-01T00%3A00%3A00.000Z"
            ),
            format!("{BASE}/k?identifier=0200000142&type=CBE&applicationIdentifier=&for=sig"),
            format!("{BASE}/k/S42"),
        ]
    );
    assert_eq!(header(&seen[0], "Authorization"), None);
    assert_eq!(header(&seen[1], "Authorization"), Some("Bearer abc"));
    assert_eq!(
        header(&seen[0], "Accept"),
        Some("application/json, application/problem+json")
    );
}

#[test]
fn an_access_token_is_optional_but_has_to_be_one() {
    let logged_on = depot().with_access(of_person(platform(), SSIN));
    assert!(keys(&logged_on, LAB, KeyUse::Signature).is_ok());
    assert!(logged_on.token("CBE", LAB.1, Some("")).is_ok());
    let error = depot()
        .with_access(supplied("a.b.c"))
        .token("CBE", LAB.1, Some(""))
        .unwrap_err();
    assert_eq!(error.status(), Status::ServiceRefused);
    assert_eq!(error.http_status(), Some(401));
    let parrot = Parrot::new(200, "", "");
    let plain = Depot::rest("http://depot.example.be", parrot.clone(), Limits::default());
    let plain = plain.with_access(supplied("abc"));
    assert_eq!(status(plain.certified_key("S1")), Status::InvalidArgument);
    assert_eq!(
        status(plain.token("CBE", LAB.1, None)),
        Status::InvalidArgument
    );
    assert!(parrot.take().is_empty());
}

#[test]
fn answers_that_are_none() {
    use Status::{BadReply, LimitExceeded, NotFound, ServiceRefused};
    let json = "application/json";
    let problem = "application/problem+json";
    for (code, media_type, body, expected) in [
        (200, json, "", BadReply),
        (200, json, "[]", BadReply),
        (200, json, "{\"keys\":{}}", BadReply),
        (200, json, "{\"keys\":[{}]}", BadReply),
        (200, "text/html", "{\"keys\":[]}", BadReply),
        (200, problem, "{\"keys\":[]}", BadReply),
        (204, "", "", ServiceRefused),
        (301, "", "", ServiceRefused),
        (400, problem, "{}", ServiceRefused),
        (400, problem, "[]", ServiceRefused),
        (404, problem, "{}", NotFound),
        (404, problem, "", ServiceRefused),
        (404, "text/html", "<html/>", ServiceRefused),
        (200, json, &" ".repeat(9 << 20), LimitExceeded),
        (
            200,
            json,
            &format!("{{\"keys\":[\"{}\"]}}", "x".repeat(2 << 20)),
            LimitExceeded,
        ),
    ] {
        let (depot, _) = parrot(code, media_type, body);
        let name = format!("{code} {media_type} {:.20}", body);
        assert_eq!(
            status(keys(&depot, LAB, KeyUse::Signature)),
            expected,
            "{name}"
        );
        assert_eq!(status(depot.certified_key("S1")), expected, "{name}");
    }
    let (empty, _) = parrot(200, json, "{\"keys\":[]}");
    assert_eq!(status(keys(&empty, LAB, KeyUse::Signature)), NotFound);
}

#[test]
fn refusals_keep_their_code() {
    for (body, code) in [
        (json!({ "code": "BUSY", "type": "urn:x" }), Some("BUSY")),
        (json!({ "type": "urn:x" }), Some("urn:x")),
        (json!({ "type": "about:blank" }), None),
        (json!({ "code": 7 }), None),
        (json!({}), None),
    ] {
        let body = body.to_string();
        for (http, expected, retryable) in [
            (404, Status::NotFound, false),
            (400, Status::ServiceRefused, false),
            (503, Status::ServiceRefused, true),
        ] {
            let (depot, _) = parrot(http, "application/problem+json", body.as_str());
            let error = depot.certified_key("S1").unwrap_err();
            assert_eq!(error.status(), expected);
            assert_eq!(error.service_code(), code);
            assert_eq!(error.http_status(), Some(http));
            assert_eq!(error.is_retryable(), retryable);
        }
    }
}

/// A key is held against its certificate, member by member.
#[test]
fn keys_that_contradict_themselves() {
    let key = |holder, key_use| {
        let key = keys(&depot(), holder, key_use).unwrap().remove(0);
        serde_json::from_str::<Value>(&key.to_json().unwrap()).unwrap()
    };
    let right = key(LAB, KeyUse::Encryption);
    let other = key(HOSPITAL, KeyUse::Encryption);
    let kid = right["kid"].as_str().unwrap();
    let outcomes = |key: &Value| {
        let (one, _) = parrot(200, "application/json", key.to_string());
        let set = json!({ "keys": [right, key] }).to_string();
        let (several, _) = parrot(200, "application/json", set);
        [
            one.certified_key(kid).map(|_| 1),
            keys(&several, LAB, KeyUse::Encryption).map(|keys| keys.len()),
        ]
    };
    let [one, several] = outcomes(&right);
    assert_eq!((one.unwrap(), several.unwrap()), (1, 2));
    for (member, value) in [
        ("kid", json!("S1")),
        ("kid", other["kid"].clone()),
        ("kid", Value::Null),
        ("use", json!("sig")),
        ("x5c", other["x5c"].clone()),
        ("x5c", json!([])),
        ("x5c", json!(["AAAA"])),
        ("x5t#S256", other["x5t#S256"].clone()),
        ("n", other["n"].clone()),
        ("kty", json!("oct")),
    ] {
        let mut wrong = right.clone();
        wrong[member] = value;
        if wrong["kty"] == "oct" {
            wrong["k"] = json!("AAAA");
        }
        for outcome in outcomes(&wrong) {
            assert_eq!(status(outcome), Status::BadReply, "{member}");
        }
    }
    // Sound, but not what was asked for.
    let (depot, _) = parrot(200, "application/json", other.to_string());
    assert_eq!(status(depot.certified_key(kid)), Status::BadReply);
    let set = json!({ "keys": [right] }).to_string();
    let (depot, _) = parrot(200, "application/json", set);
    assert_eq!(
        status(keys(&depot, LAB, KeyUse::Signature)),
        Status::BadReply
    );
    let many = json!({ "keys": vec![right.clone(); 101] }).to_string();
    let (depot, _) = parrot(200, "application/json", many);
    assert_eq!(
        status(keys(&depot, LAB, KeyUse::Encryption)),
        Status::LimitExceeded
    );
}
