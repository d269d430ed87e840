//! Checking a seal, and adding to it, without the key that opens the message.

use crate::support::ber::Node;
use crate::support::der::{self, element};
use crate::support::responder::{Answer, CertStatus, List, Responder};
use crate::support::table::Table;
use crate::support::time_stamp::token;
use crate::support::verdict::moment;
use crate::support::{official, synthetic};
use etee::{
    Clock, Context, DecryptionKey, Finding, Judgement, Limits, OcspPolicy, Refusal, Report,
    SealChecker, Sealer, Status, Unsealer, Validation,
};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// id-aa-ets-revocationValues and id-aa-signatureTimeStampToken (1.2.840.113549.1.9.16.2.24
/// and .14)
const REVOCATION_VALUES: &[u8] = &[
    0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x18,
];
const TIME_STAMP: &[u8] = &[
    0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x0e,
];

fn now() -> i64 {
    moment("2026-11-21T20:00:00Z")
}

/// When most of the forged messages were signed.
fn signed() -> i64 {
    moment("2024-06-01T12:00:00Z")
}

fn forged(name: &str) -> Vec<u8> {
    fs::read(synthetic::vectors().join(format!("msg/{name}.msg"))).unwrap()
}

/// What the tables were made with.
fn context(judgement: Judgement) -> Context {
    Context::new()
        .with_trust_anchor(synthetic::certificate("root"))
        .with_clock(Clock::Fixed(now()))
        .with_validation(Validation {
            judgement,
            ..Validation::default()
        })
}

fn checker(judgement: Judgement) -> SealChecker {
    SealChecker::new(Arc::new(context(judgement)))
}

/// What was found, in the words of the tables: fatal, errors, warnings.
fn found(report: &Report) -> String {
    let errors: Vec<_> = report.errors().iter().map(|error| error.name()).collect();
    let warnings: Vec<_> = report.warnings().iter().map(|w| w.name()).collect();
    let fatal = report.fatal().map_or("", |fatal| fatal.name());
    format!("{fatal}|{}|{}", errors.join(","), warnings.join(","))
}

fn report_of(judged: Result<Report, Refusal>) -> Report {
    judged.unwrap_or_else(|refusal| *refusal.report.unwrap())
}

fn refusal<T>(judged: Result<T, Refusal>) -> (Status, String) {
    let refusal = judged.map(|_| ()).unwrap_err();
    let found = refusal.report.as_deref().map_or(String::new(), found);
    (refusal.error.status(), found)
}

/// The message as it should be with this unsigned attribute in place of its like.
fn with_attribute(message: &[u8], kind: &[u8], value: &[u8]) -> Vec<u8> {
    let mut tree = Node::read(message);
    let signer_info = tree.signer_info();
    let mut attributes: Vec<Vec<u8>> = signer_info
        .take_unsigned_attributes()
        .into_iter()
        .filter(|(other, _)| other != kind)
        .map(|(_, attribute)| attribute.write())
        .collect();
    attributes.push(element(
        der::SEQUENCE,
        &[&element(0x06, &[kind]), &element(0x31, &[value])],
    ));
    signer_info.put_unsigned_attributes(&attributes);
    tree.write()
}

/// The kinds of the unsigned attributes, in the order of the message.
fn attributes_of(message: &[u8]) -> Vec<Vec<u8>> {
    let mut tree = Node::read(message);
    let attributes = tree.signer_info().take_unsigned_attributes();
    attributes.into_iter().map(|(kind, _)| kind).collect()
}

/// Bob, who can open the forged messages.
fn bob(context: Context) -> Unsealer {
    let mut unsealer = Unsealer::new(Arc::new(context));
    let (key, certificate) = (
        synthetic::private_key("bob-enc"),
        synthetic::certificate("bob-enc"),
    );
    let key = DecryptionKey::from_pkcs8(&key, certificate).unwrap();
    unsealer.add_decryption_key(Arc::new(key));
    unsealer
}

// ---- Checking ------------------------------------------------------------------------------

/// What the official checker found, message by message, whole and in parts.
#[test]
fn parity_finds_what_the_official_checker_found() {
    const EXPIRED: &str = "SIGNING_TIME_EXPIRED";
    let many = "MESSAGE_OUTER_SIGNED_PART_HAS_MORE_THAN_ONE_SIGNER_INFORMATION";
    let mismatch = "OUTER_SIGNATURE_DOES_NOT_MATCH_AUTHENTICATION_CERTIFICATE";
    let folder = tempfile::tempdir().unwrap();
    for (name, expected) in [
        ("base", format!("||{EXPIRED}")),
        ("outer_sig_flip", format!("|{mismatch}|{EXPIRED}")),
        ("inner_content_changed", format!("||{EXPIRED}")),
        ("outer_two_signers", format!("{many}||")),
        (
            "outer_no_certs",
            format!("|OUTER_CERTIFICATE_EXPECTED_BUT_NOT_PRESENT|{EXPIRED}"),
        ),
        (
            "outer_detached",
            "OUTER_SIGNED_DATA_CONTENT_MISSING||".to_owned(),
        ),
        (
            "web_ok",
            format!("|OUTER_SIGNATURE_COULD_NOT_BE_VERIFIED|{EXPIRED}"),
        ),
        ("pem", "OUTER_SIGNED_DATA_STRUCTURE_INCORRECT||".to_owned()),
    ] {
        let (checker, message) = (checker(Judgement::Parity), forged(name));
        let report = report_of(checker.validate(&message));
        assert_eq!(found(&report), expected, "{name}");
        let length = report.signature().map(<[u8]>::len);
        assert_eq!(length, report.fatal().is_none().then_some(256), "{name}");
        assert!(!report.released() && report.content_length().is_none());
        let path = folder.path().join(name);
        fs::write(&path, &message).unwrap();
        let report = report_of(checker.validate_file(&path));
        assert_eq!(found(&report), expected, "{name} in a file");
        for chunk in [1, 777] {
            let mut stream = checker.begin();
            for part in message.chunks(chunk) {
                stream.write(part).unwrap();
            }
            let report = report_of(stream.finish());
            assert_eq!(found(&report), expected, "{name} by {chunk}");
        }
    }
}

/// The verdict on the outer layer is the beginning of that on the whole message.
#[test]
fn a_checker_finds_what_an_unsealer_finds_first() {
    let table = Table::read(&synthetic::vectors().join("verdicts.tsv"));
    let mut compared = 0;
    for row in table.rows().filter(|row| row.get("mode") == "bytes") {
        let (name, context) = (row.get("name"), Arc::new(synthetic::context(row)));
        let mut unsealer = Unsealer::new(Arc::clone(&context));
        let mut checker = SealChecker::new(context);
        synthetic::add_keys(&mut unsealer, row);
        let (certificates, web_keys) = synthetic::signers(row);
        certificates
            .into_iter()
            .for_each(|certificate| checker.expect_signer(certificate));
        web_keys.iter().for_each(|key| checker.expect_web_key(key));
        let message = forged(name);
        let ours = report_of(checker.validate(&message));
        let whole = match unsealer.unseal(&message) {
            Ok(unsealed) => unsealed.report,
            Err(refusal) => *refusal.report.unwrap(),
        };
        assert_eq!(ours.outer().errors(), whole.outer().errors(), "{name}");
        assert_eq!(ours.errors(), whole.outer().errors(), "{name}");
        assert_eq!(ours.warnings(), whole.outer().warnings(), "{name}");
        assert_eq!(ours.signing_time(), whole.signing_time(), "{name}");
        if ours.fatal().is_some() {
            assert_eq!(ours.fatal(), whole.fatal(), "{name}");
        }
        compared += 1;
    }
    assert_eq!(compared, 253);
}

/// A message that was sealed just now, in both forms.
fn fresh() -> Vec<(&'static str, Vec<u8>)> {
    let mut sealer = Sealer::new(Arc::new(official::context()), official::identity("alice"));
    let sealer = sealer.as_mut().unwrap();
    sealer.add_recipient(&official::token("bob")).unwrap();
    let mut streamed = Vec::new();
    let mut stream = sealer.begin(None).unwrap();
    stream.write(b"for Bob alone", &mut streamed).unwrap();
    stream.finish(&mut streamed).unwrap();
    vec![
        ("definite", sealer.seal(b"for Bob alone").unwrap()),
        ("streamed", streamed),
    ]
}

#[test]
fn strict_takes_what_is_right_and_nothing_else() {
    for (name, message) in fresh() {
        let mut checker = SealChecker::new(Arc::new(official::context()));
        let report = checker.validate(&message).unwrap();
        assert_eq!(found(&report), "||", "{name}");
        let subject = report.authentication_certificate().unwrap().subject_text();
        assert!(subject.contains("CN="), "{subject}");

        let mut longer = message.clone();
        longer.push(0);
        let fatal = "OUTER_SIGNED_DATA_STRUCTURE_INCORRECT||".to_owned();
        assert_eq!(
            refusal(checker.validate(&longer)),
            (Status::Malformed, fatal)
        );

        let hospital = official::identity("hospital");
        checker.expect_signer(hospital.authentication_certificate().unwrap().clone());
        let unexpected = "|AUTHENTICATION_CERTIFICATE_NOT_IN_LIST_EXPECTED_SIGNERS|";
        assert_eq!(
            refusal(checker.validate(&message)),
            (Status::CertificateUntrusted, unexpected.to_owned())
        );
        let mut lenient = checker.clone();
        lenient.accept(Finding::OuterNotExpected);
        assert_eq!(found(&lenient.validate(&message).unwrap()), unexpected);
        let alice = official::identity("alice");
        checker.expect_signer(alice.authentication_certificate().unwrap().clone());
        assert!(checker.validate(&message).is_ok(), "{name}");
    }
}

#[test]
fn a_trusted_time_stands_for_the_clock() {
    let (mut checker, message) = (checker(Judgement::Strict), forged("base"));
    let (status, found) = refusal(checker.validate(&message));
    assert_eq!(status, Status::Refused);
    assert_eq!(found, "|SIGNING_TIME_EXPIRED|SIGNING_TIME_EXPIRED");
    checker.set_trusted_time(Some(signed() + 60));
    assert!(checker.validate(&message).is_ok());
    checker.set_trusted_time(None);
    assert!(checker.validate(&message).is_err());
}

#[test]
fn a_web_key_is_expected() {
    let table = Table::read(&synthetic::vectors().join("verdicts.tsv"));
    let row = table.rows().find(|row| row.get("name") == "web_ok");
    let mut checker = checker(Judgement::Parity);
    for key in &synthetic::signers(row.unwrap()).1 {
        checker.expect_web_key(key);
    }
    let report = checker.validate(&forged("web_ok")).unwrap();
    assert_eq!(found(&report), "||SIGNING_TIME_EXPIRED");
}

/// Whatever a message ends with, it is refused, and nothing is written.
#[test]
fn truncated_at_every_octet() {
    let time_stamp = token(b"", signed(), "tsa", &["tsa", "ca"]);
    let structure = "OUTER_SIGNED_DATA_STRUCTURE_INCORRECT||";
    for (name, message) in [("base", forged("base")), ("base_der", forged("base_der"))] {
        for judgement in [Judgement::Strict, Judgement::Parity] {
            let checker = online(judgement, OcspPolicy::SenderOptional, Answer::GOOD);
            for end in 0..message.len() {
                let cut = &message[..end];
                for refused in [
                    refusal(checker.validate(cut)),
                    refusal(checker.inject_revocation(cut)),
                    refusal(checker.stamp(cut, &time_stamp)),
                ] {
                    let expected = (Status::Truncated, structure.to_owned());
                    assert_eq!(refused, expected, "{name} cut at {end}");
                }
            }
        }
    }
}

#[test]
fn a_message_above_the_limit_is_refused() {
    let limits = Limits {
        message_size: 1000,
        ..Limits::default()
    };
    let context = context(Judgement::Parity).with_limits(limits);
    let checker = SealChecker::new(Arc::new(context));
    let (status, found) = refusal(checker.validate(&forged("base")));
    assert_eq!(status, Status::LimitExceeded);
    assert!(found.is_empty());
}

// ---- Time-stamps ---------------------------------------------------------------------------

fn signature_of(message: &[u8]) -> Vec<u8> {
    let report = report_of(checker(Judgement::Parity).validate(message));
    report.signature().unwrap().to_vec()
}

/// A token for the signature of a message, made when the message was signed.
fn token_for(message: &[u8], authority: &str, certificates: &[&str]) -> Vec<u8> {
    token(&signature_of(message), signed(), authority, certificates)
}

const SOUND: &[&str] = &["tsa", "ca"];

/// What the official checker found when it stamped, and that it stamped.
#[test]
fn parity_stamps_as_the_official_checker_does() {
    let base = forged("base");
    let broken = forged("outer_sig_flip");
    let mismatch = "|TIMESTAMPTOKEN_DOES_NOT_MATCH_OUTER_SIGNATURE|";
    for (what, message, token, expected) in [
        ("good", &base, token_for(&base, "tsa", SOUND), "||"),
        (
            "wrong imprint",
            &base,
            token(b"another", signed(), "tsa", SOUND),
            mismatch,
        ),
        (
            "untrusted",
            &base,
            token_for(&base, "tsa-untrusted", &["tsa-untrusted", "ca-untrusted"]),
            "|TIMESTAMPTOKEN_TRUST_FAILED|",
        ),
        (
            "expired",
            &base,
            token_for(&base, "tsa-expired", &["tsa-expired", "ca"]),
            "|TIMESTAMPTOKEN_CHAIN_EXPIRED|",
        ),
        (
            "without certificates",
            &base,
            token_for(&base, "tsa", &[]),
            "|TIMESTAMPTOKEN_TRUST_FAILED|",
        ),
        (
            "the token of another message, on a broken signature",
            &broken,
            token_for(&base, "tsa", SOUND),
            mismatch,
        ),
        (
            "on a broken signature",
            &broken,
            token_for(&broken, "tsa", SOUND),
            "||",
        ),
    ] {
        let (stamped, report) = checker(Judgement::Parity).stamp(message, &token).unwrap();
        assert_eq!(found(&report), expected, "{what}");
        assert_eq!(report.signature().unwrap(), signature_of(message), "{what}");
        assert!(
            stamped == with_attribute(message, TIME_STAMP, &token),
            "{what}"
        );
        assert_eq!(attributes_of(&stamped), [TIME_STAMP], "{what}");
    }
}

#[test]
fn no_stamp_without_token_and_message() {
    let base = forged("base");
    let good = token_for(&base, "tsa", SOUND);
    let structure = "OUTER_SIGNED_DATA_STRUCTURE_INCORRECT||";
    let many = "MESSAGE_OUTER_SIGNED_PART_HAS_MORE_THAN_ONE_SIGNER_INFORMATION||";
    for judgement in [Judgement::Parity, Judgement::Strict] {
        let stamp = |message: &[u8], token: &[u8]| {
            let stamped = checker(judgement).stamp(message, token);
            refusal(stamped)
        };
        for bad in [&b"garbage"[..], &[], &[0x30, 3, 2, 1, 5], &base] {
            let failed = (Status::Refused, "STAMP_FAILED||".to_owned());
            assert_eq!(stamp(&base, bad), failed);
        }
        for end in 0..good.len() {
            assert_eq!(stamp(&base, &good[..end]).1, "STAMP_FAILED||");
        }
        assert_eq!(stamp(b"garbage", &good).1, structure);
        assert_eq!(stamp(&forged("outer_two_signers"), &good).1, many);
        assert_eq!(stamp(&forged("outer_zero_signers"), &good).1, many);
        assert_eq!(
            stamp(&forged("outer_detached"), &good).1,
            "OUTER_SIGNED_DATA_CONTENT_MISSING||"
        );
    }
}

/// In every form of message, all but the unsigned attributes stays octet for octet; a stamp
/// takes the place of earlier ones, and what else is there stays.
#[test]
fn nothing_but_the_stamp_changes() {
    let mut messages = fresh();
    for name in [
        "base",
        "base_der",
        "base_chunk37",
        "base_no_unsigned",
        "base_two_creds",
        "lib_sealed_ehealth_cert",
        "openssl_made",
        "emb_good_both_NONE",
        "tst_two_attrs",
        "tst_garbage",
        "outer_crls",
        "big_3mb",
    ] {
        messages.push((name, forged(name)));
    }
    for (name, message) in messages {
        for token in [
            token_for(&message, "tsa", SOUND),
            token_for(&message, "tsa", &[]),
        ] {
            let (stamped, _) = checker(Judgement::Parity).stamp(&message, &token).unwrap();
            let expected = with_attribute(&message, TIME_STAMP, &token);
            assert!(stamped == expected, "{name}");
            let stamps = attributes_of(&stamped);
            let stamps = stamps.iter().filter(|kind| *kind == TIME_STAMP);
            assert_eq!(stamps.count(), 1, "{name}");
            let again = checker(Judgement::Parity).stamp(&stamped, &token).unwrap();
            assert!(again.0 == stamped, "{name} again");
        }
    }
    let embedded = forged("emb_good_both_NONE");
    let token = token_for(&embedded, "tsa", SOUND);
    let (stamped, _) = checker(Judgement::Parity).stamp(&embedded, &token).unwrap();
    let (is, values) = (attributes_of(&stamped), REVOCATION_VALUES.to_vec());
    assert!(is.len() == 2 && is.contains(&values));
}

/// A stamp of the time of signing cures what is wrong with an old message, for those who check
/// and for those who open it, by both judgements.
#[test]
fn a_stamped_message_is_good_for_ever() {
    for name in ["base", "base_der"] {
        let message = forged(name);
        let token = token_for(&message, "tsa", SOUND);
        for judgement in [Judgement::Strict, Judgement::Parity] {
            let (stamped, report) = checker(judgement).stamp(&message, &token).unwrap();
            assert_eq!(found(&report), "||", "{name}");
            let report = checker(judgement).validate(&stamped).unwrap();
            assert_eq!(found(&report), "||", "{name}");
            let unsealed = bob(context(judgement)).unseal(&stamped).unwrap();
            assert_eq!(found(&unsealed.report), "||", "{name}");
            assert_eq!(unsealed.content.len(), 40, "{name}");
        }
    }
}

#[test]
fn strict_refuses_a_stamp_that_proves_nothing() {
    let base = forged("base");
    for (what, token, status, expected) in [
        (
            "wrong imprint",
            token(b"another", signed(), "tsa", SOUND),
            Status::Refused,
            "|TIMESTAMPTOKEN_DOES_NOT_MATCH_OUTER_SIGNATURE|",
        ),
        (
            "untrusted",
            token_for(&base, "tsa-untrusted", &["tsa-untrusted", "ca-untrusted"]),
            Status::CertificateUntrusted,
            "|TIMESTAMPTOKEN_TRUST_FAILED|",
        ),
        (
            "without certificates",
            token_for(&base, "tsa", &[]),
            Status::CertificateUntrusted,
            "|TIMESTAMPTOKEN_TRUST_FAILED|",
        ),
        (
            "both",
            token(b"another", signed(), "tsa", &[]),
            Status::CertificateUntrusted,
            "|TIMESTAMPTOKEN_TRUST_FAILED,TIMESTAMPTOKEN_DOES_NOT_MATCH_OUTER_SIGNATURE|",
        ),
    ] {
        let stamped = checker(Judgement::Strict).stamp(&base, &token);
        assert_eq!(refusal(stamped), (status, expected.to_owned()), "{what}");
    }
    // An authority that expired after the stamp was made is no reason.
    let expired = token_for(&base, "tsa-expired", &["tsa-expired", "ca"]);
    let (stamped, report) = checker(Judgement::Strict).stamp(&base, &expired).unwrap();
    assert_eq!(found(&report), "||");
    assert!(checker(Judgement::Strict).validate(&stamped).is_ok());
}

#[test]
fn strict_stamps_only_what_it_takes() {
    for (name, status, expected) in [
        (
            "outer_sig_flip",
            Status::SignatureInvalid,
            "|OUTER_SIGNATURE_DOES_NOT_MATCH_AUTHENTICATION_CERTIFICATE|",
        ),
        (
            "outer_no_certs",
            Status::CertificateMissing,
            "OUTER_CERTIFICATE_EXPECTED_BUT_NOT_PRESENT|OUTER_CERTIFICATE_EXPECTED_BUT_NOT_PRESENT|",
        ),
    ] {
        let message = forged(name);
        let token = token_for(&message, "tsa", SOUND);
        let stamped = checker(Judgement::Strict).stamp(&message, &token);
        assert_eq!(refusal(stamped), (status, expected.to_owned()), "{name}");
    }
    let mut longer = forged("base");
    let token = token_for(&longer, "tsa", SOUND);
    longer.push(0);
    let stamped = checker(Judgement::Strict).stamp(&longer, &token);
    assert_eq!(refusal(stamped).0, Status::Malformed);
    // Parity leaves what follows where it is.
    let (stamped, _) = checker(Judgement::Parity).stamp(&longer, &token).unwrap();
    assert_eq!(stamped.last(), Some(&0));
}

/// A stamp that comes late says little of when the message was signed, but it is put on.
#[test]
fn the_age_of_a_message_keeps_no_stamp_off() {
    let late = |name: &str| {
        let message = forged(name);
        let token = token(&signature_of(&message), now(), "tsa", SOUND);
        let (stamped, report) = checker(Judgement::Strict).stamp(&message, &token).unwrap();
        assert_eq!(attributes_of(&stamped), [TIME_STAMP]);
        found(&report)
    };
    let expired = "|SIGNING_TIME_EXPIRED|SIGNING_TIME_EXPIRED";
    assert_eq!(late("base"), expired);
    // Here it is the only one that says when.
    assert_eq!(late("st_missing"), "||");
}

/// Tokens of an authority that is not our own.
#[test]
fn tokens_of_openssl() {
    let read = |name: &str| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/checker");
        fs::read(folder.join(name)).unwrap()
    };
    let base = forged("base");
    for judgement in [Judgement::Parity, Judgement::Strict] {
        let context = context(judgement).with_clock(Clock::Fixed(now() + 86_400));
        let checker = SealChecker::new(Arc::new(context));
        let (stamped, report) = checker.stamp(&base, &read("base.tst")).unwrap();
        assert!(!found(&report).contains("TIMESTAMP"));
        assert!(stamped == with_attribute(&base, TIME_STAMP, &read("base.tst")));
        let other = checker.stamp(&base, &read("other.tst"));
        let report = other.map_or_else(|r| *r.report.unwrap(), |(_, report)| report);
        let mismatch = "|TIMESTAMPTOKEN_DOES_NOT_MATCH_OUTER_SIGNATURE|";
        assert_eq!(found(&report), mismatch);
    }
}

#[test]
fn nothing_is_made_that_cannot_be_read() {
    let base = forged("base");
    let token = token_for(&base, "tsa", SOUND);
    let limits = Limits {
        element_size: 3000,
        ..Limits::default()
    };
    for judgement in [Judgement::Parity, Judgement::Strict] {
        let context = context(judgement).with_limits(limits.clone());
        let checker = SealChecker::new(Arc::new(context));
        let (status, found) = refusal(checker.stamp(&base, &token));
        assert_eq!((status, found.as_str()), (Status::LimitExceeded, "||"));
    }
}

// ---- Evidence of revocation ----------------------------------------------------------------

fn online(judgement: Judgement, policy: OcspPolicy, answer: Answer) -> SealChecker {
    let now = now();
    let list = List::Issued {
        moment: now,
        signer: "ca",
        revoked: None,
    };
    let responder = Responder { now, answer, list };
    let context = context(judgement)
        .with_trust_anchor(synthetic::certificate("ca"))
        .with_revocation_transport(Arc::new(responder), vec!["127.0.0.1".to_owned()])
        .with_validation(Validation {
            judgement,
            ocsp_policy: policy,
            ..Validation::default()
        });
    SealChecker::new(Arc::new(context))
}

/// The responder's answer goes into the message, where those find it who cannot ask.
#[test]
fn the_answer_of_the_responder_is_injected() {
    for judgement in [Judgement::Parity, Judgement::Strict] {
        for policy in [OcspPolicy::ReceiverMandatory, OcspPolicy::ReceiverOptional] {
            let message = forged("on_good_both");
            let checker = online(judgement, policy, Answer::GOOD);
            let (injected, report) = checker.inject_revocation(&message).unwrap();
            assert_eq!(found(&report), "||");
            assert_eq!(attributes_of(&injected), [REVOCATION_VALUES]);
            let value = value_of(&injected);
            assert!(injected == with_attribute(&message, REVOCATION_VALUES, &value));
            let later = online(judgement, OcspPolicy::SenderMandatory, Answer::GOOD);
            assert!(later.validate(&injected).is_ok());
            assert!(later.validate(&message).is_err());
            // What is embedded serves, and is put back as it was.
            let (again, _) = later.inject_revocation(&injected).unwrap();
            assert!(again == injected);
            // A new answer takes the place of the old one.
            let anew = online(judgement, OcspPolicy::ReceiverMandatory, Answer::GOOD);
            let (anew, _) = anew.inject_revocation(&injected).unwrap();
            assert_eq!(attributes_of(&anew), [REVOCATION_VALUES]);
        }
    }
}

/// The value of the only unsigned attribute.
fn value_of(message: &[u8]) -> Vec<u8> {
    let mut tree = Node::read(message);
    let attributes = tree.signer_info().take_unsigned_attributes();
    let [(_, attribute)] = attributes.as_slice() else {
        panic!("not one attribute")
    };
    attribute.children[1].children[0].write()
}

#[test]
fn a_revoked_signer_is_for_the_record_in_parity_alone() {
    let message = forged("on_revoked");
    let answer = Answer {
        status: CertStatus::Revoked(now() - 86_400),
        ..Answer::GOOD
    };
    let revoked = "|OUTER_CERTIFICATE_REVOKED|";
    let checker = online(Judgement::Parity, OcspPolicy::ReceiverMandatory, answer);
    let (injected, report) = checker.inject_revocation(&message).unwrap();
    assert_eq!(found(&report), revoked);
    assert!(injected == with_attribute(&message, REVOCATION_VALUES, &value_of(&injected)));
    let strict = online(Judgement::Strict, OcspPolicy::ReceiverMandatory, answer);
    assert_eq!(
        refusal(strict.inject_revocation(&message)),
        (Status::CertificateRevoked, revoked.to_owned())
    );
}

#[test]
fn without_evidence() {
    let message = forged("on_http500");
    let unknown = "|OUTER_CERTIFICATE_STATUS_UNKNOWN|";
    let not_embedded = "||OCSP_NOT_EMBEDDED";
    let answer = Answer {
        http: 500,
        ..Answer::GOOD
    };
    for (policy, expected) in [
        (OcspPolicy::ReceiverMandatory, unknown),
        (OcspPolicy::SenderOptional, not_embedded),
    ] {
        let checker = online(Judgement::Parity, policy, answer);
        let (same, report) = checker.inject_revocation(&message).unwrap();
        assert!(same == message);
        assert_eq!(found(&report), expected);
    }
    let optional = OcspPolicy::SenderOptional;
    let mut strict = online(Judgement::Strict, optional, answer);
    assert_eq!(
        refusal(strict.inject_revocation(&message)),
        (
            Status::CertificateUntrusted,
            "|OCSP_NOT_EMBEDDED|OCSP_NOT_EMBEDDED".to_owned()
        )
    );
    strict.accept(Finding::OcspNotEmbedded);
    assert!(strict.inject_revocation(&message).unwrap().0 == message);
    for judgement in [Judgement::Parity, Judgement::Strict] {
        let blind = online(judgement, OcspPolicy::None, Answer::GOOD);
        let (status, found) = refusal(blind.inject_revocation(&message));
        assert_eq!((status, found.as_str()), (Status::WrongState, ""));
    }
}

// ---- Files ---------------------------------------------------------------------------------

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn files_become_what_messages_in_memory_become() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for name in ["base", "base_der", "big_3mb"] {
        let message = forged(name);
        let token = token_for(&message, "tsa", SOUND);
        let strict = checker(Judgement::Strict);
        let (stamped, _) = strict.stamp(&message, &token).unwrap();
        fs::write(path("in"), &message).unwrap();
        strict
            .stamp_file(&path("in"), &path("out"), &token)
            .unwrap();
        assert!(fs::read(path("out")).unwrap() == stamped, "{name}");
        // Onto itself.
        let report = strict.stamp_file(&path("in"), &path("in"), &token).unwrap();
        assert_eq!(found(&report), "||");
        assert!(fs::read(path("in")).unwrap() == stamped, "{name}");
    }
    let message = forged("on_good_both");
    fs::write(path("in"), &message).unwrap();
    let checker = online(
        Judgement::Strict,
        OcspPolicy::ReceiverMandatory,
        Answer::GOOD,
    );
    let (from, to) = (path("in"), path("out"));
    checker.inject_revocation_file(&from, &to).unwrap();
    assert_eq!(attributes_of(&fs::read(&to).unwrap()), [REVOCATION_VALUES]);
    checker.inject_revocation_file(&from, &from).unwrap();
    assert_eq!(fs::read(from).unwrap().len(), fs::read(to).unwrap().len());
    assert_eq!(names_in(folder.path()), ["in", "out"]);
}

#[test]
fn a_file_that_is_refused_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let base = forged("base");
    let (good, bad) = (
        token_for(&base, "tsa", SOUND),
        token(b"another", signed(), "tsa", SOUND),
    );
    fs::write(path("in"), &base).unwrap();
    fs::write(path("cut"), &base[..base.len() - 1]).unwrap();
    fs::write(path("out"), b"older").unwrap();
    let strict = checker(Judgement::Strict);
    let stamp = |from: &str, to: &str, token: &[u8]| {
        refusal(strict.stamp_file(&path(from), &path(to), token)).0
    };
    assert_eq!(stamp("in", "out", &bad), Status::Refused);
    assert_eq!(stamp("in", "in", &bad), Status::Refused);
    assert_eq!(stamp("in", "new", b"garbage"), Status::Refused);
    assert_eq!(stamp("cut", "out", &good), Status::Truncated);
    assert_eq!(stamp("missing", "out", &good), Status::Io);
    assert_eq!(stamp("in", "missing/new", &good), Status::Io);
    let inject = |from: &str| refusal(strict.inject_revocation_file(&path(from), &path("out"))).0;
    assert_eq!(inject("in"), Status::WrongState);
    let (status, _) = refusal(strict.validate_file(&path("missing")));
    assert_eq!(status, Status::Io);
    assert_eq!(fs::read(path("out")).unwrap(), b"older");
    assert!(fs::read(path("in")).unwrap() == base);
    assert_eq!(names_in(folder.path()), ["cut", "in", "out"]);
}

/// What is to be rewritten is read twice, which not everything with a name can be.
#[cfg(unix)]
#[test]
fn only_a_regular_file_is_rewritten() {
    let folder = tempfile::tempdir().unwrap();
    let token = token_for(&forged("base"), "tsa", SOUND);
    let out = folder.path().join("out");
    for path in [Path::new("/dev/null"), folder.path()] {
        let stamped = checker(Judgement::Parity).stamp_file(path, &out, &token);
        assert_eq!(refusal(stamped).0, Status::InvalidArgument);
    }
    let nothing = checker(Judgement::Parity).validate_file(Path::new("/dev/null"));
    assert_eq!(refusal(nothing).0, Status::Truncated);
}
