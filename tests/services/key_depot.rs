//! The KeyDepot over REST, against the simulator: web keys from their registration to a message
//! that they seal.

use crate::support::authenticator::Authenticator;
use crate::support::bearer::{Parrot, header, of_enterprise, of_person, supplied};
use crate::support::platform::{LAB, OTHER_DOCTOR, Platform, SSIN, encoded, platform};
use crate::support::wire::http;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64ct::{Base64UrlUnpadded, Encoding};
use etee::{
    AccessTokens, Addressing, Clock, ConnectClient, Context, Error, Fault, Jwk, KeyDepot,
    KeyInformation, KeyUse, Limits, RegisteredKey, Registration, Reply, Request, RestInterface,
    Result, Sealer, SigningPolicy, SimulatedService, Status, Step, Transport, Unsealer, Validation,
    WebKey,
};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const NURSE: &str = "90051500218";
const CITIZEN: &str = "75070400148";
const BASE: &str = "https://depot.example.be/etee/v1";
const PROBLEM: &str = "application/problem+json";

/// The depot for everybody.
fn open_depot(platform: &Platform) -> KeyDepot {
    let url = platform.simulator.rest_url();
    KeyDepot::new(url, platform.transport(), platform.context())
}

fn depot_of(ssin: &str) -> KeyDepot {
    open_depot(platform()).with_access(of_person(platform(), ssin))
}

/// A depot whose service has one answer to everything.
fn parrot(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> (KeyDepot, Arc<Parrot>) {
    let parrot = Parrot::new(status, media_type, body);
    let depot = KeyDepot::new(BASE, parrot.clone(), Arc::new(Context::new()));
    (depot.with_access(supplied("abc")), parrot)
}

fn kid_of(key: &WebKey) -> String {
    Base64UrlUnpadded::encode_string(key.identifier())
}

fn register(depot: &KeyDepot, key: &WebKey, key_use: KeyUse) -> Result<RegisteredKey> {
    depot.register(key, &Registration::new(key_use))
}

fn refusal<T>(result: Result<T>) -> Error {
    result.err().expect("a refusal")
}

fn status<T>(result: Result<T>) -> Status {
    refusal(result).status()
}

fn refused_with<T>(result: Result<T>, http: u16, code: &str) {
    let error = refusal(result);
    let seen = (error.http_status(), error.service_code());
    assert_eq!(seen, (Some(http), Some(code)));
}

#[test]
fn keys_are_found_by_their_names_and_holders() {
    let (anybody, emma) = (open_depot(platform()), depot_of(SSIN));
    let mut kids = Vec::new();
    for (key, key_use, kind) in [
        (WebKey::generate_rsa().unwrap(), KeyUse::Encryption, "RSA"),
        (WebKey::generate_rsa().unwrap(), KeyUse::Signature, "RSA"),
        (WebKey::generate_ec().unwrap(), KeyUse::Signature, "EC"),
        (WebKey::generate_ec_p384().unwrap(), KeyUse::Signature, "EC"),
    ] {
        let registered = register(&emma, &key, key_use).unwrap();
        let kid = kid_of(&key);
        assert_eq!(registered.key_id(), kid);
        assert_eq!(registered.jwk().key_use(), Some(key_use.as_str()));
        // The same again changes nothing.
        let again = register(&emma, &key, key_use).unwrap();
        assert_eq!(again.jwk().thumbprint(), registered.jwk().thumbprint());
        let hexadecimal: String = key
            .identifier()
            .iter()
            .map(|o| format!("{o:02x}"))
            .collect();
        for name in [kid.as_str(), &hexadecimal, &encoded(key.identifier())] {
            let found = anybody.key(name).unwrap();
            assert_eq!(
                (found.key_id(), found.jwk().key_type()),
                (kid.as_str(), kind)
            );
            assert!(!found.jwk().is_private() && found.expiry().is_none());
            assert_eq!(found.web_key().unwrap().identifier(), key.identifier());
            let holder = anybody.holder(name).unwrap();
            assert_eq!(
                (holder.identifier_type(), holder.identifier()),
                ("SSIN", SSIN)
            );
            assert_eq!(
                (holder.name(), holder.first_name()),
                (Some("JANSSENS"), Some("EMMA"))
            );
        }
        assert_eq!(status(anybody.attestation(&kid)), Status::NotFound);
        kids.push(kid);
    }
    let count = |key_use, application, moment| {
        let found = anybody.keys("ssin", SSIN, application, key_use, moment);
        found.map(|found| found.len())
    };
    let now = platform().context().now();
    assert_eq!(count(None, None, None).unwrap(), 4);
    assert_eq!(
        count(Some(KeyUse::Signature), Some(""), Some(now + 60)).unwrap(),
        3
    );
    assert_eq!(count(Some(KeyUse::Encryption), None, None).unwrap(), 1);
    assert_eq!(status(count(None, Some("APP"), None)), Status::NotFound);
    assert_eq!(status(count(None, None, Some(now - 600))), Status::NotFound);
    let other = anybody.keys("SSIN", "85010100116", None, None, None);
    assert_eq!(refusal(other).service_code(), Some("INVALID_SSIN_NUMBER"));

    emma.delete(&kids[0]).unwrap();
    assert_eq!(status(anybody.key(&kids[0])), Status::NotFound);
    assert_eq!(status(anybody.holder(&kids[0])), Status::NotFound);
    assert_eq!(status(emma.delete(&kids[0])), Status::NotFound);
    // All or none.
    let with_missing: Vec<&str> = kids.iter().map(String::as_str).collect();
    assert_eq!(status(emma.delete_all(&with_missing)), Status::NotFound);
    assert_eq!(count(None, None, None).unwrap(), 3);
    emma.delete_all(&with_missing[1..]).unwrap();
    assert_eq!(status(count(None, None, None)), Status::NotFound);
}

#[test]
fn a_holder_says_more_about_a_key() {
    let nora = depot_of(NURSE);
    let key = WebKey::generate_ec().unwrap();
    let registration = Registration::new(KeyUse::Signature).with_application("PATIENTAPP");
    let kid = nora
        .register(&key, &registration)
        .unwrap()
        .key_id()
        .to_owned();
    let now = platform().context().now();
    let more = KeyInformation::new()
        .with_label(Some("at home"))
        .with_expiry(Some(now + 1000));
    let said = nora.add_information(&kid, &more).unwrap();
    for key in [said, open_depot(platform()).key(&kid).unwrap()] {
        assert_eq!(
            (key.application(), key.label()),
            (Some("PATIENTAPP"), Some("at home"))
        );
        assert_eq!(key.expiry(), Some(now + 1000));
    }
    let less = KeyInformation::new()
        .with_label(None)
        .with_application(None);
    let said = nora.add_information(&kid, &less).unwrap();
    assert_eq!((said.application(), said.label()), (None, None));
    assert_eq!(said.expiry(), Some(now + 1000));

    let ended = KeyInformation::new().with_expiry(Some(now - 1));
    nora.add_information(&kid, &ended).unwrap();
    assert_eq!(status(nora.key(&kid)), Status::Refused);
    let keys = |moment| nora.keys("SSIN", NURSE, None, None, moment);
    assert_eq!(status(keys(None)), Status::NotFound);
    // Whoever reads what is old has a clock of then.
    let then = Context::new().with_clock(Clock::Fixed(now - 2));
    let url = platform().simulator.rest_url();
    let archive = KeyDepot::new(url, platform().transport(), Arc::new(then));
    assert!(archive.key(&kid).is_ok());

    let nothing = nora.add_information(&kid, &KeyInformation::new());
    assert_eq!(status(nothing), Status::InvalidArgument);
    let long = KeyInformation::new().with_label(Some(&"x".repeat(300)));
    assert_eq!(
        refusal(nora.add_information(&kid, &long)).http_status(),
        Some(400)
    );
}

#[test]
fn a_key_is_its_holders() {
    let (louis, lab) = (depot_of(OTHER_DOCTOR.1), of_enterprise(platform(), LAB));
    let lab = open_depot(platform()).with_access(lab);
    let key = WebKey::generate_ec().unwrap();
    let kid = register(&louis, &key, KeyUse::Signature)
        .unwrap()
        .key_id()
        .to_owned();
    let forbidden = "urn:problem-type:belgif:missingPermission";
    let label = KeyInformation::new().with_label(Some("mine"));
    refused_with(lab.add_information(&kid, &label), 403, forbidden);
    refused_with(lab.delete(&kid), 403, forbidden);
    refused_with(lab.delete_all(&[&kid]), 403, forbidden);
    let again = register(&lab, &key, KeyUse::Signature);
    refused_with(again, 409, "urn:problem-type:belgif:conflict");
    assert_eq!(louis.key(&kid).unwrap().label(), None);
    louis.delete(&kid).unwrap();
    let now_free = register(&lab, &key, KeyUse::Signature).unwrap();
    let holder = lab.holder(now_free.key_id()).unwrap();
    assert_eq!(
        (holder.identifier_type(), holder.identifier()),
        ("CBE", LAB.1)
    );
    lab.delete(&kid).unwrap();
}

#[test]
fn an_authenticator_vouches_for_its_key() {
    let paul = depot_of(CITIZEN);
    let authenticator = Authenticator::new();
    let key = authenticator.key();
    // Nothing shows that the caller has this key.
    let bare = register(&paul, &key, KeyUse::Signature);
    assert_eq!(status(bare), Status::KeyNotFound);
    let challenge = paul.challenge().unwrap();
    assert_eq!(challenge.relying_party(), "ehealth.fgov.be");
    assert_eq!(
        (challenge.user(), challenge.user_name()),
        (CITIZEN.as_bytes(), CITIZEN)
    );
    assert_eq!(challenge.algorithms(), [-37, -257, -7, -35]);
    assert!(challenge.expiry().unwrap() > platform().context().now());
    let (object, client_data) = authenticator.attest(challenge.as_bytes());
    let registration = Registration::new(KeyUse::Signature).with_attestation(&object, &client_data);
    let kid = paul
        .register(&key, &registration)
        .unwrap()
        .key_id()
        .to_owned();
    let found = open_depot(platform()).attestation(&kid).unwrap();
    assert_eq!(
        (found.format(), found.key().key_id()),
        ("packed", Some(kid.as_str()))
    );
    assert!(found.object() == object && found.client_data() == client_data);
    assert!(found.registered_at().is_some() && found.certificates().is_empty());

    // A challenge is good once, and for one.
    let replayed = paul.register(&key, &registration);
    refused_with(replayed, 400, "UNKNOWN_CHALLENGE");
    let stranger = depot_of(NURSE).challenge().unwrap();
    let (object, client_data) = authenticator.attest(stranger.as_bytes());
    let attested =
        |registration: Registration| registration.with_attestation(&object, &client_data);
    let registration = attested(Registration::new(KeyUse::Signature));
    refused_with(paul.register(&key, &registration), 400, "UNKNOWN_CHALLENGE");
    // It is about one key, for one relying party.
    let other = WebKey::generate_ec().unwrap();
    assert_eq!(
        status(paul.register(&other, &registration)),
        Status::InvalidArgument
    );
    let elsewhere = paul
        .clone()
        .with_relying_party("example.be", ["https://ehealth.fgov.be"]);
    assert_eq!(
        status(elsewhere.register(&key, &registration)),
        Status::Refused
    );
    assert_eq!(status(elsewhere.attestation(&kid)), Status::Refused);

    // It can come later, too.
    let other = WebKey::generate_ec().unwrap();
    let later = register(&paul, &other, KeyUse::Signature).unwrap();
    let (object, client_data) = authenticator.attest(paul.challenge().unwrap().as_bytes());
    let information = KeyInformation::new().with_attestation(&object, &client_data);
    let wrong = paul.add_information(later.key_id(), &information);
    assert_eq!(status(wrong), Status::InvalidArgument);
    assert!(paul.add_information(&kid, &information).is_ok());
    assert_eq!(paul.attestation(&kid).unwrap().object(), object);
    paul.delete_all(&[&kid, later.key_id()]).unwrap();
}

/// Seals to a key of the KeyDepot with a key of the KeyDepot, and finds out who did.
#[test]
fn web_keys_end_to_end() {
    let platform = platform();
    let anybody = open_depot(platform);
    let (kind, ssin, _) = OTHER_DOCTOR;
    let lab = anybody.clone().with_access(of_enterprise(platform, LAB));
    let (mailbox, pen) = (
        WebKey::generate_rsa().unwrap(),
        WebKey::generate_rsa().unwrap(),
    );
    register(&depot_of(ssin), &mailbox, KeyUse::Encryption).unwrap();
    register(&lab, &pen, KeyUse::Signature).unwrap();

    let found = anybody.keys(kind, ssin, Some(""), Some(KeyUse::Encryption), None);
    let found = found.unwrap();
    let mut sealer = Sealer::with_web_key(platform.context(), &pen).unwrap();
    sealer
        .add_web_key_recipient(&found[0].web_key().unwrap())
        .unwrap();
    let sealed = sealer.seal(b"content").unwrap();

    let limits = Limits::default();
    let addressing = Addressing::read(&sealed, &limits).unwrap();
    let identifier = addressing.sender_key_identifier().unwrap();
    let kid = Base64UrlUnpadded::encode_string(identifier);
    let sender = anybody.key(&kid).unwrap();
    let holder = anybody.holder(&kid).unwrap();
    assert_eq!(
        (holder.identifier_type(), holder.identifier()),
        ("CBE", LAB.1)
    );
    assert_eq!(holder.name(), Some("EXAMPLE LAB"));
    let validation = Validation {
        signing_policies: vec![SigningPolicy::WebAuthn],
        ..Validation::default()
    };
    let context = Context::clone(&platform.context()).with_validation(validation);
    let context = Arc::new(context);
    let unseal = |by: &WebKey| {
        let mut unsealer = Unsealer::new(Arc::clone(&context));
        unsealer.add_web_key(&mailbox);
        unsealer.expect_web_key(by);
        unsealer.unseal(&sealed)
    };
    let unsealed = unseal(&sender.web_key().unwrap()).unwrap();
    assert_eq!(unsealed.content.as_bytes(), b"content");
    let outer = unsealed.report.outer();
    assert_eq!(outer.key_identifier(), Some(pen.identifier()));
    // Another key under the name of the sender's does not pass for it.
    let other = mailbox.to_jwk().unwrap().with_key_id(&kid);
    let refused = unseal(&WebKey::from_jwk(&other).unwrap()).err().unwrap();
    assert_eq!(refused.error.status(), Status::SignatureInvalid);
}

#[test]
fn what_cannot_be_asked_is_not_asked() {
    use Status::{InvalidArgument, KeyUnsupported, LimitExceeded};
    let (depot, parrot) = parrot(200, "", "");
    let kid = "AAAAAAAAAAAAAAAAAAAAAAAAAAA";
    for wrong in ["", "a key", "AAAA", "S338770000516025341"] {
        assert_eq!(status(depot.key(wrong)), InvalidArgument, "{wrong}");
        assert_eq!(status(depot.holder(wrong)), InvalidArgument);
        assert_eq!(status(depot.attestation(wrong)), InvalidArgument);
        assert_eq!(status(depot.delete(wrong)), InvalidArgument);
        assert_eq!(status(depot.delete_all(&[kid, wrong])), InvalidArgument);
    }
    assert_eq!(status(depot.delete_all(&[])), InvalidArgument);
    assert_eq!(status(depot.delete_all(&[kid; 101])), LimitExceeded);
    assert_eq!(
        status(depot.keys("SSIN", "", None, None, None)),
        InvalidArgument
    );
    assert_eq!(
        status(depot.keys("SSIN", "1", None, None, Some(-1))),
        InvalidArgument
    );
    let curve = WebKey::generate_ec().unwrap();
    assert_eq!(
        status(register(&depot, &curve, KeyUse::Encryption)),
        KeyUnsupported
    );
    let renamed = curve.to_private_jwk().unwrap().with_key_id(kid);
    let renamed = WebKey::from_jwk(&renamed).unwrap();
    assert_eq!(
        status(register(&depot, &renamed, KeyUse::Signature)),
        InvalidArgument
    );
    let label = KeyInformation::new().with_label(Some("x"));
    let context = || Arc::new(Context::new());
    let nobody = KeyDepot::new(BASE, parrot.clone(), context());
    let plain = KeyDepot::new("http://depot.example.be", parrot.clone(), context());
    for depot in [nobody, plain.with_access(supplied("abc"))] {
        assert_eq!(status(depot.challenge()), InvalidArgument);
        assert_eq!(
            status(register(&depot, &curve, KeyUse::Signature)),
            InvalidArgument
        );
        assert_eq!(status(depot.add_information(kid, &label)), InvalidArgument);
        assert_eq!(status(depot.delete(kid)), InvalidArgument);
        assert_eq!(status(depot.delete_all(&[kid])), InvalidArgument);
        assert_eq!(format!("{depot:?}"), "KeyDepot");
    }
    assert!(parrot.take().is_empty());
}

#[test]
fn requests_are_what_the_table_says() {
    let (depot, parrot) = parrot(404, PROBLEM, "{}");
    let kid = "-_8AAAAAAAAAAAAAAAAAAAAAAAA";
    let authenticator = Authenticator::new();
    let (object, client_data) = authenticator.attest(b"challenge");
    let registration = Registration::new(KeyUse::Signature)
        .with_application("APP")
        .with_attestation(&object, &client_data);
    let information = KeyInformation::new()
        .with_label(None)
        .with_application(Some("APP"))
        .with_expiry(Some(7));
    let _ = depot.challenge();
    let _ = depot.register(&authenticator.key(), &registration);
    let _ = depot.add_information(kid, &information);
    let _ = depot.delete(kid);
    let _ = depot.delete_all(&[kid, kid]);
    let _ = depot.key(kid);
    let _ = depot.keys("SSIN", "1", Some("A B"), Some(KeyUse::Encryption), Some(0));
    let _ = depot.attestation(kid);
    let _ = depot.holder(kid);
    let interface = RestInterface::new()
        .with("key-depot.keys", "/keys")
        .unwrap();
    let interface = interface.with("query.kid", "id").unwrap();
    let _ = depot.with_interface(interface).delete_all(&[kid]);
    let seen = parrot.take();
    let lines: Vec<_> = seen
        .iter()
        .map(|request| {
            format!(
                "{} {}",
                request.method().as_str(),
                &request.url()[BASE.len()..]
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            "POST /pubKeys/webauthn/challenges".to_owned(),
            "POST /pubKeys/webauthn/jwks".to_owned(),
            format!("PATCH /pubKeys/webauthn/jwks/{kid}"),
            format!("DELETE /pubKeys/webauthn/jwks/{kid}"),
            format!("DELETE /pubKeys/webauthn/jwks?kid={kid}&kid={kid}"),
            format!("GET /pubKeys/webauthn/jwks/{kid}"),
            "GET /pubKeys/webauthn/jwks?identifier=00000000001&type=SSIN\
             &applicationIdentifier=A%20B&use=enc&time=1970-01-01T00%3A00%3A00.000Z"
                .to_owned(),
            format!("GET /pubKeys/webauthn/attestations/{kid}"),
            format!("GET /pubKeys/webauthn/keyholders/{kid}"),
            format!("DELETE /keys?id={kid}"),
        ]
    );
    for (index, request) in seen.iter().enumerate() {
        // Nobody learns who looks for whom.
        let token = (!(5..9).contains(&index)).then_some("Bearer abc");
        assert_eq!(header(request, "Authorization"), token, "{index}");
        assert!(header(request, "Accept").unwrap().ends_with(PROBLEM));
    }
    let body = |index: usize| serde_json::from_slice::<Value>(seen[index].body()).unwrap();
    let registered = body(1);
    assert_eq!(registered["applicationIdentifier"], "APP");
    assert_eq!(registered["jwk"]["use"], "sig");
    assert!(registered["jwk"]["d"].is_null() && registered["proof"].is_null());
    let object = Base64UrlUnpadded::encode_string(&object);
    assert_eq!(registered["attestation"]["attestationObject"], object);
    let client_data = Base64UrlUnpadded::encode_string(&client_data);
    assert_eq!(registered["attestation"]["clientDataJSON"], client_data);
    let changes = json!({ "label": null, "applicationIdentifier": "APP", "exp": 7 });
    assert_eq!(body(2), changes);
    let merge_patch = "application/merge-patch+json";
    assert_eq!(header(&seen[2], "Content-Type"), Some(merge_patch));
}

/// The two halves, as a host sends them.
#[test]
fn a_host_can_send_the_requests() {
    let (depot, transport) = (depot_of(CITIZEN), platform().transport());
    let key = WebKey::generate_ec().unwrap();
    let registration = Registration::new(KeyUse::Signature);
    let mut step = depot.begin_register(&key, &registration).unwrap();
    let mut asked = 0;
    let registered = loop {
        match step {
            Step::Done(registered) => break registered,
            Step::Ask(exchange) => {
                asked += 1;
                let reply = transport.send(exchange.request());
                step = exchange.receive(reply).unwrap();
            }
        }
    };
    assert_eq!(asked, 2);
    let deletion = depot.begin_delete(registered.key_id()).unwrap();
    deletion.run(&*transport).unwrap();
}

#[test]
fn answers_that_are_none() {
    use Status::{BadReply, LimitExceeded, NotFound, ServiceRefused};
    let json_type = "application/json";
    let key = WebKey::generate_ec().unwrap();
    let kid = kid_of(&key);
    let public = key.to_jwk().unwrap();
    let right = public.to_json().unwrap();
    let thumbprint = public.thumbprint();
    let renamed = |name: &str| public.clone().with_key_id(name).to_json().unwrap();
    let with = |member: &str| format!("{},{member}}}", &right[..right.len() - 1]);
    for body in [
        &right,
        &renamed(&thumbprint),
        &with("\"exp\":null,\"label\":null"),
    ] {
        for media_type in [json_type, "application/jwk+json", ""] {
            let (depot, _) = parrot(200, media_type, body.as_str());
            assert_eq!(depot.key(&kid).unwrap().key_id(), kid);
        }
    }
    let private = key.to_private_jwk().unwrap().to_private_json();
    let private = String::from_utf8(private.as_bytes().to_vec()).unwrap();
    let other = WebKey::generate_ec().unwrap().to_jwk().unwrap();
    let huge = format!("{{\"pad\":\"{}\"}}", "x".repeat(9 << 20));
    for (http, media_type, body, expected) in [
        (200, "text/html", &right, BadReply),
        (200, PROBLEM, &right, BadReply),
        (200, json_type, &other.to_json().unwrap(), BadReply),
        (200, json_type, &renamed("AAAA"), BadReply),
        (200, json_type, &private, BadReply),
        (200, json_type, &with("\"exp\":\"7\""), BadReply),
        (200, json_type, &with("\"exp\":1.5"), BadReply),
        (200, json_type, &with("\"label\":7"), BadReply),
        (200, json_type, &right.replace("P-256", "P-384"), BadReply),
        (
            200,
            json_type,
            &right.replace("P-256", "secp256k1"),
            BadReply,
        ),
        (200, json_type, &"{}".to_owned(), BadReply),
        (200, json_type, &String::new(), BadReply),
        (200, json_type, &"[".repeat(100_000), BadReply),
        (200, json_type, &huge, LimitExceeded),
        (201, json_type, &right, ServiceRefused),
        (302, "", &String::new(), ServiceRefused),
        (404, PROBLEM, &"{}".to_owned(), NotFound),
        (404, "text/html", &"<html/>".to_owned(), ServiceRefused),
    ] {
        let (depot, _) = parrot(http, media_type, body.as_str());
        let name = format!("{http} {media_type} {body:.60}");
        assert_eq!(status(depot.key(&kid)), expected, "{name}");
    }
    for body in [
        r#"{"challenge":"AAAA","rp":{"id":"x"},"user":{"id":""}}"#,
        r#"{"challenge":"","rp":{"id":"x"},"user":{"id":"AAAA"}}"#,
        r#"{"challenge":"AAAA","user":{"id":"AAAA"}}"#,
        r#"{"challenge":"AAAA","rp":{"id":"x"},"user":{"id":"AAAA"},"expires":"soon"}"#,
        r#"{"challenge":"AAAA","rp":{"id":"x"},"user":{"id":"AAAA"},"pubKeyCredParams":[{}]}"#,
        "[]",
    ] {
        let (depot, _) = parrot(201, json_type, body);
        assert_eq!(status(depot.challenge()), BadReply, "{body}");
        assert_eq!(status(register(&depot, &key, KeyUse::Signature)), BadReply);
    }
    for body in [
        "{}",
        r#"{"keys":{}}"#,
        r#"{"keys":[7]}"#,
        r#"{"keys":[{}]}"#,
    ] {
        let (depot, _) = parrot(200, json_type, body);
        let found = depot.keys("SSIN", SSIN, None, None, None);
        assert_eq!(status(found), BadReply, "{body}");
    }
    for (body, expected) in [
        ("{}", BadReply),
        (
            r#"{"attestationObject":"AAAA","clientDataJSON":"AAAA"}"#,
            BadReply,
        ),
        (
            r#"{"attestationObject":"=","clientDataJSON":"AAAA"}"#,
            BadReply,
        ),
    ] {
        let (depot, _) = parrot(200, json_type, body);
        assert_eq!(status(depot.attestation(&kid)), expected, "{body}");
    }
    let authenticator = Authenticator::new();
    let (object, client_data) = authenticator.attest(b"challenge");
    let answer = json!({
        "attestationObject": Base64UrlUnpadded::encode_string(&object),
        "clientDataJSON": Base64UrlUnpadded::encode_string(&client_data),
    });
    let (depot, _) = parrot(200, json_type, answer.to_string());
    assert!(depot.attestation(&kid_of(&authenticator.key())).is_ok());
    assert_eq!(status(depot.attestation(&kid)), BadReply);
}

/// Answers searches with these keys, and every question for a holder with this one.
struct Impostor {
    keys: Value,
    holder: Value,
}

impl Transport for Impostor {
    fn send(&self, request: &Request) -> Result<Reply> {
        let asks_for_holder = request.url().contains("keyholders");
        let body = if asks_for_holder {
            &self.holder
        } else {
            &self.keys
        };
        let headers = vec![("Content-Type".to_owned(), "application/json".to_owned())];
        Ok(Reply::new(200, headers, body.to_string().into_bytes()))
    }
}

#[test]
fn keys_of_somebody_else_are_not_found() {
    let public = WebKey::generate_rsa().unwrap().to_jwk().unwrap();
    let found = |key: Jwk, holder: Value, kind: &str, key_use| {
        let key: Value = serde_json::from_str(&key.to_json().unwrap()).unwrap();
        let unknown = json!({ "kty": "OKP", "crv": "Ed25519", "x": "AAAA" });
        let impostor = Impostor {
            keys: json!({ "keys": [unknown, key] }),
            holder: json!({ "keyholder": holder }),
        };
        let depot = KeyDepot::new(BASE, Arc::new(impostor), Arc::new(Context::new()));
        depot.keys(kind, "71000040", None, key_use, None)
    };
    let encrypts = public.clone().with_use("enc");
    let wanted = Some(KeyUse::Encryption);
    let hospital = json!({ "organization": { "type": "NIHII-HOSPITAL", "nihii": "71000040" } });
    for kind in ["NIHII-HOSPITAL", "nihii-hospital", "NIHII"] {
        let keys = found(encrypts.clone(), hospital.clone(), kind, wanted).unwrap();
        assert_eq!(keys.len(), 1);
    }
    let other = json!({ "organization": { "type": "NIHII-HOSPITAL", "nihii": "71000041" } });
    for (key, holder, kind) in [
        (&encrypts, &other, "NIHII-HOSPITAL"),
        (&encrypts, &hospital, "NIHII-PHARMACY"),
        (&encrypts, &json!({}), "NIHII-HOSPITAL"),
        (&public.clone().with_use("sig"), &hospital, "NIHII-HOSPITAL"),
        (&public, &hospital, "NIHII-HOSPITAL"),
    ] {
        let found = found(key.clone(), holder.clone(), kind, wanted);
        assert_eq!(status(found), Status::BadReply, "{kind}");
    }
}

/// Every refusal is of its family and keeps its code, even if the problem says nothing.
#[test]
fn refusals_keep_their_code() {
    let kid = "AAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let label = KeyInformation::new().with_label(Some("x"));
    for (body, code) in [
        (json!({ "code": "BUSY", "type": "urn:x" }), Some("BUSY")),
        (json!({ "type": "urn:x" }), Some("urn:x")),
        (json!({}), None),
    ] {
        for http in [400, 401, 403, 404, 409, 413, 415, 429, 500, 503] {
            let (depot, _) = parrot(http, PROBLEM, body.to_string());
            let expected = match http {
                404 => Status::NotFound,
                _ => Status::ServiceRefused,
            };
            for error in [
                refusal(depot.challenge()),
                refusal(depot.add_information(kid, &label)),
                refusal(depot.key(kid)),
                refusal(depot.keys("SSIN", SSIN, None, None, None)),
                refusal(depot.attestation(kid)),
                refusal(depot.holder(kid)),
                refusal(depot.delete(kid)),
                refusal(depot.delete_all(&[kid])),
            ] {
                assert_eq!((error.status(), error.service_code()), (expected, code));
                assert_eq!(error.http_status(), Some(http));
                assert_eq!(error.is_retryable(), [429, 503].contains(&http));
            }
        }
    }
}

/// A key whose proofs are made by hand.
struct Forger(EcdsaKeyPair);

impl Forger {
    fn new() -> Self {
        Self(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap())
    }

    fn jwk(&self) -> Value {
        let point = self.0.public_key().as_ref();
        let coordinate = |octets: &[u8]| Base64UrlUnpadded::encode_string(octets);
        let (x, y) = (coordinate(&point[1..33]), coordinate(&point[33..]));
        json!({ "kty": "EC", "crv": "P-256", "use": "sig", "x": x, "y": y })
    }

    fn sign(&self, algorithm: &str, claims: &Value) -> String {
        let part = |value: &Value| Base64UrlUnpadded::encode_string(value.to_string().as_bytes());
        let signed = format!("{}.{}", part(&json!({ "alg": algorithm })), part(claims));
        let signature = self
            .0
            .sign(&SystemRandom::new(), signed.as_bytes())
            .unwrap();
        format!(
            "{signed}.{}",
            Base64UrlUnpadded::encode_string(signature.as_ref())
        )
    }
}

/// Sends to the depot what no client would; HTTP status and code of the answer.
fn send(path: &str, token: &str, media_type: &str, body: &[u8]) -> (u16, String) {
    let url = format!(
        "{}/pubKeys/webauthn/{path}",
        platform().simulator.rest_url()
    );
    let mut headers = vec![("Content-Type".to_owned(), media_type.to_owned())];
    if !token.is_empty() {
        headers.push(("Authorization".to_owned(), format!("Bearer {token}")));
    }
    let method = if media_type.contains("merge-patch") {
        "PATCH"
    } else {
        "POST"
    };
    let reply = http(method, &url, &headers, body).unwrap();
    let problem: Value = serde_json::from_slice(reply.body()).unwrap_or_default();
    let code = problem["code"].as_str().or(problem["type"].as_str());
    (reply.status(), code.unwrap_or_default().to_owned())
}

#[test]
fn proofs_that_do_not_hold() {
    let forger = Forger::new();
    let token = platform().simulator.user_token(CITIZEN).unwrap();
    let citizen = depot_of(CITIZEN);
    let now = platform().context().now();
    let base = platform().simulator.rest_url();
    let nonce = || Base64UrlUnpadded::encode_string(citizen.challenge().unwrap().as_bytes());
    let stranger = depot_of(NURSE).challenge().unwrap();
    let stranger = Base64UrlUnpadded::encode_string(stranger.as_bytes());
    let claims = |name: &str, value: Value| {
        let mut claims = json!({
            "aud": base, "sub": CITIZEN, "iat": now, "exp": now + 60,
            "nonce": nonce(), "jti": nonce(),
        });
        claims[name] = value;
        claims
    };
    let register = |proof: &str| {
        let body = json!({ "jwk": forger.jwk(), "proof": proof }).to_string();
        send("jwks", &token, "application/json", body.as_bytes())
    };
    let invalid = (400, "INVALID_PROOF".to_owned());
    for (name, value) in [
        ("aud", json!("https://depot.example.be")),
        ("aud", json!(null)),
        ("sub", json!(NURSE)),
        ("iat", json!(now - 301 - 5)),
        ("iat", json!(now + 60)),
        ("iat", json!("now")),
        ("exp", json!(now - 60)),
        ("nbf", json!(now + 60)),
        ("nonce", json!("*")),
        ("nonce", json!(7)),
        ("jti", json!(null)),
    ] {
        let answer = register(&forger.sign("ES256", &claims(name, value.clone())));
        assert_eq!(answer, invalid, "{name} {value}");
    }
    for algorithm in ["none", "HS256", "ES384", "RS256", "ES512", ""] {
        let answer = register(&forger.sign(algorithm, &claims("typ", json!("JWT"))));
        assert_eq!(answer, invalid, "{algorithm}");
    }
    let right = claims("typ", json!("JWT"));
    let of_other = Forger::new().sign("ES256", &right);
    let signed = forger.sign("ES256", &right);
    let unsigned = format!("{}.", signed.rsplit_once('.').unwrap().0);
    for proof in [of_other.as_str(), &unsigned, "", "a.b.c"] {
        assert_eq!(register(proof), invalid);
    }
    let unknown = (400, "UNKNOWN_CHALLENGE".to_owned());
    for nonce in [stranger.as_str(), "AAAA"] {
        let answer = register(&forger.sign("ES256", &claims("nonce", json!(nonce))));
        assert_eq!(answer, unknown);
    }
    assert_eq!(register(&signed).0, 201);
    // Neither the proof nor its name nor its challenge is good again.
    assert_eq!(register(&signed), invalid);
    let named = claims("jti", right["jti"].clone());
    assert_eq!(register(&forger.sign("ES256", &named)), invalid);
    let answered = claims("nonce", right["nonce"].clone());
    assert_eq!(register(&forger.sign("ES256", &answered)), unknown);
    // What is wrong with a request is told before its proof is looked at.
    for (media_type, change, expected) in [
        ("text/plain", json!({}), 415),
        ("application/merge-patch+json", json!({}), 405),
        ("application/json", json!({ "jwk": null }), 400),
        (
            "application/json",
            json!({ "jwk": { "kty": "oct", "use": "enc", "k": "AAAA" } }),
            400,
        ),
        ("application/json", json!({ "proof": null }), 400),
        ("application/json", json!({ "attestation": {} }), 400),
        (
            "application/json",
            json!({ "pad": "x".repeat(65 << 10) }),
            413,
        ),
        (
            "application/json",
            json!({ "pad": "x".repeat(9 << 20) }),
            413,
        ),
    ] {
        let mut body = json!({ "jwk": forger.jwk(), "proof": signed });
        body.as_object_mut()
            .unwrap()
            .extend(change.as_object().unwrap().clone());
        let answer = send("jwks", &token, media_type, body.to_string().as_bytes());
        assert_eq!(answer.0, expected, "{media_type} {change:.60}");
    }
    for (name, value) in [
        ("use", json!("enc")),
        ("use", json!(null)),
        ("kid", json!("AAAA")),
    ] {
        let mut key = forger.jwk();
        key[name] = value;
        let body = json!({ "jwk": key, "proof": signed }).to_string();
        let answer = send("jwks", &token, "application/json", body.as_bytes());
        assert_eq!(answer.0, 400, "{name}");
    }
    for body in ["", "[]", "{", "\u{0}"] {
        let answer = send("jwks", &token, "application/json", body.as_bytes());
        assert_eq!(answer.0, 400);
    }
    let kind = |name: &str| (401, format!("urn:problem-type:belgif:{name}"));
    for (token, expected) in [
        ("", kind("noAccessToken")),
        ("abc", kind("invalidAccessToken")),
        ("eyJhbGciOiJub25lIn0.e30.", kind("invalidAccessToken")),
    ] {
        for path in ["jwks", "challenges"] {
            assert_eq!(send(path, token, "application/json", b"{}"), expected);
        }
    }
    let kid = Jwk::from_json(forger.jwk().to_string().as_bytes(), &Limits::default()).unwrap();
    let kid = kid.with_computed_key_id().key_id().unwrap().to_owned();
    for change in [
        json!({ "use": "enc" }),
        json!({ "exp": "x" }),
        json!({ "label": "" }),
    ] {
        let body = change.to_string();
        let path = format!("jwks/{kid}");
        let answer = send(
            &path,
            &token,
            "application/merge-patch+json",
            body.as_bytes(),
        );
        assert_eq!(answer.0, 400, "{change}");
    }
    citizen.delete(&kid).unwrap();
}

/// Counts what goes through it.
struct Counter(Arc<dyn Transport>, AtomicUsize);

impl Transport for Counter {
    fn send(&self, request: &Request) -> Result<Reply> {
        self.1.fetch_add(1, Ordering::Relaxed);
        self.0.send(request)
    }
}

#[test]
fn a_refused_token_is_not_used_again() {
    let platform = Platform::start();
    let counter = Arc::new(Counter(platform.transport(), AtomicUsize::new(0)));
    let client = ConnectClient::new(
        &platform.simulator.realm_url(),
        counter.clone(),
        platform.context(),
        "cbe-0200000142",
        platform.identity(LAB),
    );
    let access = AccessTokens::from_client(client.without_discovery());
    // A host that sends the requests itself is the same.
    let ask = |depot: &KeyDepot| {
        let step = depot.begin_challenge()?;
        step.run(&*counter).map(drop)
    };
    let depot = open_depot(&platform).with_access(access);
    let service = SimulatedService::KeyDepot;
    ask(&depot).unwrap();
    assert_eq!(counter.1.swap(0, Ordering::Relaxed), 2);
    ask(&depot).unwrap();
    assert_eq!(counter.1.swap(0, Ordering::Relaxed), 1);
    platform.simulator.set_fault_of(service, Fault::Expired, 1);
    assert_eq!(refusal(ask(&depot)).http_status(), Some(401));
    assert_eq!(counter.1.swap(0, Ordering::Relaxed), 1);
    ask(&depot).unwrap();
    assert_eq!(counter.1.swap(0, Ordering::Relaxed), 2);
    // Other refusals say nothing about the token.
    platform
        .simulator
        .set_fault_of(service, Fault::Unavailable, 1);
    assert!(refusal(ask(&depot)).is_retryable());
    ask(&depot).unwrap();
    assert_eq!(counter.1.swap(0, Ordering::Relaxed), 2);
}
