//! The KGSS over REST, against the simulator: the same keys as over SOAP, through another door.

use crate::support::bearer::{Parrot, header, of_enterprise, of_person, supplied};
use crate::support::platform::{
    CERTIFIED, DOCTOR, IS_DOCTOR, LAB, PERSON, Platform, SAID, SSIN, platform,
};
use etee::{
    AccessList, AccessTokens, Attribute, Clock, Error, Fault, KgssRest, RestInterface, Result,
    SimulatedService, Status,
};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

const NURSE: &str = "90051500218";
const BASE: &str = "https://kgss.example.be/etee/v1";

fn doctors() -> AccessList {
    AccessList::new().allow(Attribute::new(CERTIFIED, IS_DOCTOR, ["true"]))
}

fn kgss_of(platform: &Platform, access: AccessTokens) -> KgssRest {
    KgssRest::new(
        platform.simulator.rest_url(),
        platform.transport(),
        platform.context(),
        access,
    )
}

fn doctor() -> KgssRest {
    kgss_of(platform(), of_person(platform(), SSIN))
}

fn nurse() -> KgssRest {
    kgss_of(platform(), of_person(platform(), NURSE))
}

fn lab() -> KgssRest {
    kgss_of(platform(), of_enterprise(platform(), LAB))
}

/// A client whose service has one answer to everything.
fn parrot(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> (KgssRest, Arc<Parrot>) {
    let parrot = Parrot::new(status, media_type, body);
    let context = platform().context();
    (
        KgssRest::new(BASE, parrot.clone(), context, supplied("abc")),
        parrot,
    )
}

fn refusal<T>(result: Result<T>) -> Error {
    result.err().expect("a refusal")
}

fn status<T>(result: Result<T>) -> Status {
    refusal(result).status()
}

fn no_key_found<T>(result: Result<T>) {
    let error = refusal(result);
    assert_eq!(error.status(), Status::NotFound);
    assert_eq!(error.service_code(), Some("NO_KEY_FOUND"));
    assert!(!error.is_retryable());
}

#[test]
fn one_key_through_both_doors() {
    let platform = platform();
    let soap = platform.kgss(DOCTOR, platform.transport());
    let session = platform.session(DOCTOR);
    for lab in [lab(), lab().with_encrypted_answers()] {
        let made = lab.new_key(&doctors()).unwrap();
        assert_eq!(made.identifier().len(), 16);
        let identifier = made.identifier();
        for got in [
            soap.key(identifier, &session),
            doctor().key(identifier),
            doctor().with_encrypted_answers().key(identifier),
        ] {
            assert!(platform.is_same(&made, &got.unwrap()));
        }
        no_key_found(nurse().key(identifier));
        no_key_found(nurse().delete_key(identifier));
        lab.delete_key(identifier).unwrap();
        no_key_found(soap.key(identifier, &session));
        no_key_found(doctor().key(identifier));
        no_key_found(lab.delete_key(identifier));
    }
}

#[test]
fn a_key_from_the_other_door() {
    let platform = platform();
    let soap = platform.kgss(LAB, platform.transport());
    let list = doctors().exclude(Attribute::new(SAID, PERSON, ["63020301469"]));
    let made = soap.new_key(&list).unwrap();
    assert!(platform.is_same(&made, &doctor().key(made.identifier()).unwrap()));
    no_key_found(nurse().key(made.identifier()));
    let excluded = kgss_of(platform, of_person(platform, "63020301469"));
    no_key_found(excluded.key(made.identifier()));
    lab().delete_key(made.identifier()).unwrap();
    no_key_found(doctor().key(made.identifier()));
    let session = platform.session(DOCTOR);
    let reader = platform.kgss(DOCTOR, platform.transport());
    no_key_found(reader.key(made.identifier(), &session));
}

#[test]
fn what_cannot_be_asked_is_not_asked() {
    let (kgss, parrot) = parrot(200, "", "");
    let doctors = doctors();
    for list in [
        AccessList::new(),
        AccessList::new().exclude(Attribute::new("n", "a", [])),
        doctors.clone().allow(Attribute::new("n", "a", [""])),
    ] {
        assert_eq!(status(kgss.new_key(&list)), Status::InvalidArgument);
    }
    for identifier in [&[][..], &[0; 1025]] {
        assert_eq!(status(kgss.key(identifier)), Status::InvalidArgument);
        assert_eq!(status(kgss.delete_key(identifier)), Status::InvalidArgument);
    }
    let plain = KgssRest::new(
        "http://kgss.example.be",
        parrot.clone(),
        platform().context(),
        supplied("abc"),
    );
    assert_eq!(status(plain.new_key(&doctors)), Status::InvalidArgument);
    assert_eq!(status(plain.key(&[7])), Status::InvalidArgument);
    assert_eq!(status(plain.delete_key(&[7])), Status::InvalidArgument);
    assert!(parrot.take().is_empty());
    assert_eq!(format!("{kgss:?}"), "KgssRest");
}

#[test]
fn requests_are_what_the_table_says() {
    let (kgss, parrot) = parrot(404, "application/problem+json", "{}");
    let list = doctors()
        .exclude(Attribute::new(SAID, PERSON, []))
        .with_deletion_strategy();
    let _ = kgss.new_key(&list);
    let interface = RestInterface::new()
        .with("kgss.keys", "/k")
        .and_then(|interface| interface.with("member.allowed-readers", "a"))
        .and_then(|interface| interface.with("header.encrypt-to", "X-For"))
        .unwrap();
    let other = kgss.with_interface(interface).with_encrypted_answers();
    let _ = other.new_key(&list);
    let _ = other.key(&[0xfb, 0xff]);
    let _ = other.delete_key(&[0xfb, 0xff]);
    let seen = parrot.take();
    let lines: Vec<_> = seen
        .iter()
        .map(|request| format!("{} {}", request.method().as_str(), request.url()))
        .collect();
    assert_eq!(
        lines,
        [
            format!("POST {BASE}/symKeys"),
            format!("POST {BASE}/k"),
            format!("GET {BASE}/k/-_8"),
            format!("DELETE {BASE}/k/-_8"),
        ]
    );
    for request in &seen {
        assert_eq!(header(request, "Authorization"), Some("Bearer abc"));
    }
    let body = |index: usize| serde_json::from_slice::<Value>(seen[index].body()).unwrap();
    assert_eq!(
        body(0),
        json!({
            "allowedReaders": [{ "namespace": CERTIFIED, "name": IS_DOCTOR, "values": ["true"] }],
            "excludedReaders": [{ "namespace": SAID, "name": PERSON, "values": [] }],
            "deletionStrategy": {},
        })
    );
    let encrypted = body(1);
    assert!(encrypted["a"].is_array() && encrypted["allowedReaders"].is_null());
    assert_eq!(encrypted["encryptTo"]["crv"], "P-256");
    assert!(encrypted["encryptTo"]["d"].is_null());
    assert!(header(&seen[2], "X-For").is_some() && header(&seen[3], "X-For").is_none());
    let accepted = |index: usize| header(&seen[index], "Accept").unwrap();
    assert!(accepted(0).starts_with("application/jwk+json, application/json"));
    assert!(accepted(1).starts_with("application/jose, "));
}

#[test]
fn answers_that_are_none() {
    use Status::{BadReply, LimitExceeded, NotFound, ServiceRefused};
    let (jwk, problem) = ("application/jwk+json", "application/problem+json");
    let key = |kid: &str, k: &str| format!(r#"{{"kty":"oct","kid":"{kid}","k":"{k}"}}"#);
    // The identifier is the octet 7.
    let right = key("Bw", "AAECAwQFBgcICQoLDA0ODw");
    for media_type in [jwk, "application/json", ""] {
        let (kgss, _) = parrot(200, media_type, right.as_str());
        assert_eq!(kgss.key(&[7]).unwrap().identifier(), [7]);
        assert_eq!(kgss.new_key(&doctors()).unwrap().identifier(), [7]);
        // Whoever asked for an encrypted answer does not take it for one.
        let kgss = kgss.with_encrypted_answers();
        assert_eq!(status(kgss.key(&[7])), BadReply);
        assert_eq!(status(kgss.new_key(&doctors())), BadReply);
    }
    for (code, media_type, body, expected) in [
        (200, "text/html", right.as_str(), BadReply),
        (200, problem, &right, BadReply),
        (200, "application/jose", &right, BadReply),
        (200, jwk, "", BadReply),
        (200, jwk, "{}", BadReply),
        (200, jwk, "e30.e30.e30.e30.e30", BadReply),
        (200, jwk, &key("Bw", "AAEC"), BadReply),
        (200, jwk, &key("Bw", "*"), BadReply),
        (200, jwk, &key("", "AAECAwQFBgcICQoLDA0ODw"), BadReply),
        (200, jwk, &right.replace("oct", "EC"), BadReply),
        (200, jwk, &right.replace("kid", "kin"), BadReply),
        (204, "", "", ServiceRefused),
        (302, "", "", ServiceRefused),
        (403, problem, "{}", ServiceRefused),
        (404, problem, "{}", NotFound),
        (404, "text/html", "<html/>", ServiceRefused),
        (500, problem, "[]", ServiceRefused),
        (200, jwk, &" ".repeat(9 << 20), LimitExceeded),
        (
            200,
            jwk,
            &right.replace("oct", &"o".repeat(2 << 20)),
            LimitExceeded,
        ),
    ] {
        let (kgss, _) = parrot(code, media_type, body);
        let name = format!("{code} {media_type} {body:.40}");
        assert_eq!(status(kgss.key(&[7])), expected, "{name}");
        assert_eq!(status(kgss.new_key(&doctors())), expected, "{name}");
    }
    let (kgss, _) = parrot(200, jwk, right.as_str());
    assert_eq!(status(kgss.key(&[8])), BadReply);
    for (code, body, expected) in [
        (202, "", ServiceRefused),
        (404, "", ServiceRefused),
        (404, "{}", NotFound),
        (409, "{}", ServiceRefused),
    ] {
        let (kgss, _) = parrot(code, problem, body);
        assert_eq!(status(kgss.delete_key(&[7])), expected, "{code} {body}");
    }
}

#[test]
fn refusals_keep_their_code() {
    for (body, code) in [
        (json!({ "code": "BUSY", "type": "urn:x" }), Some("BUSY")),
        (json!({ "type": "urn:x" }), Some("urn:x")),
        (json!({}), None),
    ] {
        for (http, expected, retryable) in [
            (404, Status::NotFound, false),
            (409, Status::ServiceRefused, false),
            (503, Status::ServiceRefused, true),
        ] {
            let (kgss, _) = parrot(http, "application/problem+json", body.to_string());
            for error in [
                refusal(kgss.key(&[7])),
                refusal(kgss.new_key(&doctors())),
                refusal(kgss.delete_key(&[7])),
            ] {
                assert_eq!(error.status(), expected);
                assert_eq!(error.service_code(), code);
                assert_eq!(error.is_retryable(), retryable);
            }
        }
    }
}

/// What the simulated service refuses, asked by names that are not its own.
#[test]
fn requests_that_the_service_refuses() {
    for (name, value, http) in [
        ("media.json", "text/plain", 415),
        ("member.allowed-readers", "readers", 400),
        ("member.namespace", "space", 400),
        ("kgss.keys", "/symKeys/x", 405),
        ("kgss.keys", "/nowhere", 404),
    ] {
        let interface = RestInterface::new().with(name, value).unwrap();
        let error = refusal(lab().with_interface(interface).new_key(&doctors()));
        assert_eq!(error.http_status(), Some(http), "{name}");
        assert!(!error.is_retryable());
    }
}

#[test]
fn access_tokens_that_are_none() {
    let platform = Platform::with_new_keys();
    let access = of_person(&platform, SSIN);
    let valid = kgss_of(&platform, access);
    let key = valid.new_key(&doctors()).unwrap();
    let foreign = kgss_of(&platform, of_person(self::platform(), SSIN));
    let unsigned = kgss_of(&platform, supplied("eyJhbGciOiJub25lIn0.e30."));
    let refused = |kgss: &KgssRest| {
        for error in [
            refusal(kgss.new_key(&doctors())),
            refusal(kgss.key(key.identifier())),
            refusal(kgss.delete_key(key.identifier())),
        ] {
            assert_eq!(error.status(), Status::ServiceRefused);
            assert_eq!(error.http_status(), Some(401));
            let code = "urn:problem-type:belgif:invalidAccessToken";
            assert_eq!(error.service_code(), Some(code));
        }
    };
    refused(&foreign);
    refused(&unsigned);
    assert!(valid.key(key.identifier()).is_ok());
    let now = platform.context().now();
    platform
        .simulator
        .set_clock(Clock::Fixed(now + 24 * 60 * 60));
    refused(&valid);
}

#[test]
fn faults_of_the_service() {
    let platform = Platform::start();
    let kgss = kgss_of(&platform, of_person(&platform, SSIN));
    let key = kgss.new_key(&doctors()).unwrap();
    let got_with = |kgss: &KgssRest, fault| {
        let simulator = &platform.simulator;
        simulator.set_fault_of(SimulatedService::KgssRest, fault, 1);
        kgss.key(key.identifier())
    };
    let late = Fault::Delay(Duration::from_millis(20));
    assert!(platform.is_same(&key, &got_with(&kgss, late).unwrap()));
    for (fault, expected, retryable) in [
        (Fault::Unavailable, Status::ServiceRefused, true),
        (Fault::Soa("SOA-01001"), Status::ServiceRefused, false),
        (Fault::ServerError, Status::ServiceRefused, false),
        (Fault::NotFound, Status::NotFound, false),
        (Fault::Expired, Status::ServiceRefused, false),
        (Fault::DropConnection, Status::ServiceUnreachable, true),
        (Fault::Garbage, Status::BadReply, false),
        (Fault::WrongContent, Status::BadReply, false),
        (Fault::Truncated, Status::BadReply, false),
        (Fault::Oversized, Status::LimitExceeded, false),
    ] {
        let error = refusal(got_with(&kgss, fault));
        let outcome = (error.status(), error.is_retryable());
        assert_eq!(outcome, (expected, retryable), "{fault:?}");
    }
    let encrypted = kgss.with_encrypted_answers();
    let error = refusal(got_with(&encrypted, Fault::BadSignature));
    assert_eq!(error.status(), Status::BadReply);
    assert_eq!(error.cause().unwrap().status(), Status::UnsealFailed);
    assert!(encrypted.key(key.identifier()).is_ok());
}
