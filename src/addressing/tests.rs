//! The official messages, and what is made of them.

use super::*;
use crate::cms::SignedDataWriter;
use crate::x509::Certificate;

const KEY: &str = "QoJdL6WFLA7E+Lx3PmYOaA==";

fn message(name: &str) -> Vec<u8> {
    let path = format!("tests/vectors/official/msg/{name}.cms");
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn certificate(name: &str) -> Certificate {
    let path = format!("tests/vectors/official/keys/{name}-enc.cer");
    let der = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    Certificate::from_der(&der).unwrap()
}

fn read(message: &[u8]) -> Addressing {
    Addressing::read(message, &Limits::default()).unwrap()
}

fn names(recipient: &Recipient, certificate: &Certificate) -> bool {
    recipient.kind() == RecipientKind::KeyTransport
        && recipient.issuer() == Some(&certificate.issuer_text())
        && recipient.serial() == Some(&certificate.serial_decimal())
        && recipient.key_identifier().is_none()
}

#[test]
fn recipients_are_named() {
    let (bob, hospital) = (certificate("bob"), certificate("hospital"));
    let found = read(&message("small-bob-hospital"));
    assert_eq!(found.recipients().len(), 2);
    assert!(names(&found.recipients()[0], &bob) && names(&found.recipients()[1], &hospital));
    assert!(found.secret_key_identifiers().is_empty());
    assert_eq!(found.secret_key_identifier_base64().unwrap(), None);
    assert_eq!(found.sender_key_identifier(), None);
    for name in ["small-bob", "small-bob-stream", "small-eid-bob"] {
        let found = read(&message(name));
        assert!(names(&found.recipients()[0], &bob), "{name}");
        assert_eq!(format!("{found:?}"), "Addressing(1 recipients)");
    }
}

#[test]
fn keys_of_the_kgss_are_named() {
    for (name, recipients) in [("small-key", 1), ("empty-key", 1), ("small-bob-key", 2)] {
        let found = read(&message(name));
        let identifier = found.secret_key_identifier_base64().unwrap();
        assert_eq!(identifier.as_deref(), Some(KEY), "{name}");
        assert_eq!(found.recipients().len(), recipients);
        let key = found.recipients().last().unwrap();
        assert_eq!(key.kind(), RecipientKind::SecretKey);
        assert_eq!(
            key.key_identifier(),
            Some(&*found.secret_key_identifiers()[0])
        );
        assert_eq!((key.issuer(), key.serial()), (None, None));
    }
}

#[test]
fn of_several_keys_none_is_the_only_one() {
    let mut found = read(&message("small-key"));
    found.secret_key_identifiers.push(vec![1]);
    let error = found.secret_key_identifier_base64().unwrap_err();
    assert_eq!(error.status(), Status::Ambiguous);
}

/// A web key is named by its identifier: that of the sender at the end of the message, that of
/// a recipient at its beginning.
#[test]
fn key_identifiers_are_named() {
    let message = include_bytes!("../../tests/vectors/synthetic/msg/web_ok.msg");
    let found = read(message);
    assert_eq!(
        found.sender_key_identifier(),
        Some(&b"synthetic-sender-ski"[..])
    );
    let head = Addressing::read_head(message, &Limits::default()).unwrap();
    assert_eq!(head.sender_key_identifier(), None);
    assert_eq!(head.recipients(), found.recipients());

    let message = include_bytes!("../../tests/vectors/synthetic/msg/ski_recipient.msg");
    let found = read(message);
    let recipient = &found.recipients()[0];
    assert_eq!(recipient.kind(), RecipientKind::KeyTransport);
    assert_eq!(
        recipient.key_identifier(),
        Some(&b"my-recipient-ski-001"[..])
    );
    assert_eq!((recipient.issuer(), recipient.serial()), (None, None));
}

/// Whom an envelope is for that was made by key agreement: for two certificates, and for one by
/// its SubjectKeyIdentifier.
#[test]
fn recipients_of_key_agreements_are_named() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/agreement");
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let certificate = |name: &str| Certificate::from_der(&read(name)).unwrap();
    let recipients = |name: &str| {
        let envelope = read(name);
        let writer = SignedDataWriter::new(&[], Some((envelope.len() as u64, 0)));
        let mut head = Vec::new();
        writer.begin(&mut head);
        head.extend_from_slice(&envelope);
        let found = Addressing::read_head(&head, &Limits::default()).unwrap();
        found.recipients().to_vec()
    };
    let found = recipients("p256-p384-stream.cms");
    assert_eq!(found.len(), 2);
    for (recipient, name) in found.iter().zip(["p256.cer", "p384.cer"]) {
        assert_eq!(recipient.kind(), RecipientKind::KeyAgreement);
        let serial = certificate(name).serial_decimal();
        assert_eq!(recipient.serial(), Some(&*serial));
    }
    let found = recipients("p256-key-identifier.cms");
    let p256 = certificate("p256.cer");
    assert_eq!(found[0].key_identifier(), p256.subject_key_identifier());
    assert!(found[0].serial().is_none());
}

/// Every part of a message is too little for the whole answer, and for that of the head until
/// the recipients are there; from then on it is the same.
#[test]
fn cuts_fail_or_answer_with_what_is_known() {
    let limits = Limits::default();
    for name in ["small-key", "empty-bob-key"] {
        let whole = message(name);
        let mut known = false;
        for end in (0..whole.len()).step_by(2) {
            let cut = &whole[..end];
            let refused = Addressing::read(cut, &limits).unwrap_err();
            assert_eq!(refused.status(), Status::Truncated, "{name} {end}");
            match Addressing::read_head(cut, &limits) {
                Ok(found) => {
                    assert!(found == read(&whole), "{name} {end}");
                    known = true;
                }
                Err(error) => {
                    assert!(!known, "{name} {end}");
                    assert_eq!(error.status(), Status::Truncated, "{name} {end}");
                }
            }
        }
        assert!(known, "{name}");
    }
}

/// Changed octets lead to an error or to another answer, never further.
#[test]
fn changed_octets_do_no_harm() {
    let limits = Limits::default();
    let mut message = message("empty-bob-key");
    for index in (0..message.len()).step_by(3) {
        for bit in [1, 0x80] {
            message[index] ^= bit;
            let whole = Addressing::read(&message, &limits);
            let head = Addressing::read_head(&message, &limits);
            assert!(whole.is_err() || head.is_ok(), "{index}");
            message[index] ^= bit;
        }
    }
}

#[test]
fn limits_hold() {
    let message = message("small-bob-hospital");
    for limits in [
        Limits {
            recipients: 1,
            ..Limits::default()
        },
        Limits {
            element_size: 100,
            ..Limits::default()
        },
        Limits {
            message_size: 1000,
            ..Limits::default()
        },
    ] {
        let error = Addressing::read(&message, &limits).unwrap_err();
        assert_eq!(error.status(), Status::LimitExceeded);
    }
}

#[test]
fn what_is_no_message_is_refused() {
    let limits = Limits::default();
    let mut longer = message("small-bob");
    longer.push(0);
    for wrong in [&b"no message"[..], &[0x30, 0x80, 0, 0], &longer] {
        let error = Addressing::read(wrong, &limits).unwrap_err();
        assert_eq!(error.status(), Status::Malformed);
    }
    // A token is a SignedData too, but there is no envelope in it.
    let token = include_bytes!("../../tests/vectors/official/etk/bob.etk");
    assert!(Addressing::read(token, &limits).is_err());
    assert!(Addressing::read_head(token, &limits).is_err());
}

#[test]
fn files_are_read_as_far_as_needed() {
    let limits = Limits::default();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("message");
    let whole = message("odd-bob-key");
    std::fs::write(&path, &whole).unwrap();
    let head = Addressing::read_file(&path, &limits).unwrap();
    assert!(head == Addressing::read_whole_file(&path, &limits).unwrap());
    std::fs::write(&path, &whole[..8000]).unwrap();
    assert!(head == Addressing::read_file(&path, &limits).unwrap());
    let error = Addressing::read_whole_file(&path, &limits).unwrap_err();
    assert_eq!(error.status(), Status::Truncated);
    let error = Addressing::read_file(&folder.path().join("none"), &limits).unwrap_err();
    assert_eq!(error.status(), Status::Io);
}
