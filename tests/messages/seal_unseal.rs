//! Sealing and unsealing through the safe API: the official library's messages, our own, and
//! broken ones.

use crate::support::official::{
    context, identity, secret_key, token, unsealer, unsealer_in, vectors,
};
use aws_lc_rs::digest::{Digest, SHA256};
use aws_lc_rs::rsa::KeyPair as RsaKeyPair;
use aws_lc_rs::signature::{RSA_PKCS1_SHA256, RSA_PSS_SHA256, RsaEncoding};
use etee::{
    Certificate, Clock, Context, Error, Finding, Identity, Refusal, Sealer, SecretKey,
    SignatureScheme, Signer, SigningPolicy, Status, Unsealed, Unsealer, Validation, WebKey,
};
use std::fs;
use std::sync::Arc;

/// Every message of the official library opens to its content for each of its recipients, in
/// all three styles, with nothing found at the time when it was sealed.
#[test]
fn messages_of_the_official_library() {
    let manifest = fs::read_to_string(vectors().join("manifest.tsv")).unwrap();
    let mut messages = 0;
    for line in manifest.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [message, content, _, recipients] = columns[..] else {
            panic!("{line}")
        };
        let sealed = fs::read(vectors().join("msg").join(message)).unwrap();
        let contents = fs::read_dir(vectors().join("content")).unwrap();
        let content = contents
            .map(|entry| entry.unwrap().path())
            .find(|path| path.file_stem().unwrap() == content)
            .unwrap();
        let expected = fs::read(content).unwrap();
        for reader in recipients.split(',') {
            opens(&reader_of(reader), message, &sealed, &expected);
        }
        messages += 1;
    }
    assert_eq!(messages, 19);
}

/// The moment in `sealed-at.txt`.
const SEALED_AT: i64 = 1_795_296_771;

fn reader_of(name: &str) -> Unsealer {
    let context = context().with_clock(Clock::Fixed(SEALED_AT));
    if name != "key" {
        return unsealer_in(context, &[name]);
    }
    let mut unsealer = unsealer_in(context, &[]);
    unsealer.add_secret_key(&secret_key());
    unsealer
}

fn opens(reader: &Unsealer, name: &str, sealed: &[u8], expected: &[u8]) {
    let unsealed = reader
        .unseal(sealed)
        .unwrap_or_else(|e| panic!("{name}: {e:?}"));
    assert!(unsealed.content.as_bytes() == expected, "{name}");
    let report = unsealed.report;
    assert!(report.released() && report.errors().is_empty() && report.fatal().is_none());
    assert_eq!(report.content_length(), Some(expected.len() as u64));
    assert!(
        report
            .signing_time_text()
            .unwrap()
            .starts_with("2026-11-21T21:")
    );
    for chunk in [1, 7, 1000, 65536]
        .into_iter()
        .filter(|chunk| sealed.len() / chunk < 300_000)
    {
        let mut stream = reader.begin();
        sealed
            .chunks(chunk)
            .for_each(|part| stream.write(part).unwrap());
        let (mut released, _) = stream.finish().unwrap();
        let (mut clear, mut buffer) = (Vec::new(), [0; 1234]);
        loop {
            match released.read(&mut buffer).unwrap() {
                0 => break,
                count => clear.extend_from_slice(&buffer[..count]),
            }
        }
        assert!(clear == expected, "{name} in chunks of {chunk}");
    }
}

/// A key of the KGSS opens what was sealed with it, alone or beside known recipients; another
/// one does not, whatever its identifier.
#[test]
fn secret_keys() {
    let key = secret_key();
    let open_with = |sealed: &[u8], keys: &[&SecretKey], names: &[&str]| {
        let mut unsealer = unsealer(names);
        keys.iter().for_each(|key| unsealer.add_secret_key(key));
        unsealer
            .unseal(sealed)
            .map(|unsealed| unsealed.content.as_bytes().to_vec())
    };
    let fatal_of = |judged: Result<Vec<u8>, Refusal>| {
        let refusal = judged.unwrap_err();
        assert_eq!(refusal.error.status(), Status::NotAddressed);
        refusal.report.unwrap().fatal().unwrap().name()
    };
    let same_bytes = SecretKey::from_base64("AAAA", "uvvxVjb0/DefgX3abmXy1g==").unwrap();
    let same_name = SecretKey::new(key.identifier(), &[7; 16]).unwrap();
    let larger = SecretKey::new(key.identifier(), &[7; 32]).unwrap();

    let mut sealer = Sealer::new(Arc::new(context()), identity("alice")).unwrap();
    sealer.add_secret_key(&key);
    let for_key = sealer.seal(b"for whoever may").unwrap();
    sealer.add_recipient(&token("bob")).unwrap();
    let for_both = sealer.seal(b"for whoever may").unwrap();
    for sealed in [&for_key, &for_both] {
        for keys in [&[&key][..], &[&same_name, &key], &[&same_bytes]] {
            assert_eq!(open_with(sealed, keys, &[]).unwrap(), b"for whoever may");
        }
        let fatal = fatal_of(open_with(sealed, &[&same_name, &larger], &[]));
        assert_eq!(fatal, "SECRET_KEY_CAN_NOT_DECRYPT_KEKRECIPIENTINFOS");
    }
    assert!(open_with(&for_both, &[&same_name], &["bob"]).is_ok());
    let fatal = fatal_of(open_with(&for_key, &[], &["bob"]));
    assert_eq!(fatal, "ENVELOPED_DATA_CONTAINS_NO_KEYTRANSRECIPIENTINFOS");
    let official = fs::read(vectors().join("msg/small-bob.cms")).unwrap();
    let fatal = fatal_of(open_with(&official, &[&key], &[]));
    assert_eq!(fatal, "ENVELOPED_DATA_CONTAINS_NO_KEKRECIPIENTINFOS");
}

/// What we seal we open, for every kind of signer, size around block and segment boundaries,
/// and style.
#[test]
fn our_own_messages() {
    for signer in ["alice", "hospital", "eve"] {
        let mut sealer = Sealer::new(Arc::new(context()), identity(signer)).unwrap();
        sealer.add_recipient(&token("bob")).unwrap();
        sealer.add_recipient(&token("hospital")).unwrap();
        for size in [
            0, 1, 15, 16, 17, 999, 1000, 1001, 65535, 65536, 65537, 200_000,
        ] {
            let content: Vec<u8> = (0..size).map(|n: u32| (n * 31 % 253) as u8).collect();
            let sealed = sealer.seal(&content).unwrap();
            let report = |reader: &str, message: &[u8]| {
                let unsealed = unsealer(&[reader]).unseal(message).unwrap();
                assert!(unsealed.content.as_bytes() == content, "{signer} {size}");
                unsealed.report
            };
            assert!(report("bob", &sealed).warnings().is_empty());
            assert!(report("hospital", &sealed).errors().is_empty());
            for (length, chunk) in [(None, 777), (None, 70_000), (Some(u64::from(size)), 1000)] {
                let (mut stream, mut message) = (sealer.begin(length).unwrap(), Vec::new());
                content
                    .chunks(chunk)
                    .for_each(|part| stream.write(part, &mut message).unwrap());
                stream.finish(&mut message).unwrap();
                report("bob", &message);
            }
        }
    }
}

#[test]
fn no_one_else_can_open_it() {
    let mut sealer = Sealer::new(Arc::new(context()), identity("alice")).unwrap();
    sealer.add_recipient(&token("bob")).unwrap();
    let sealed = sealer.seal(b"for bob").unwrap();
    for other in [&["alice"][..], &["hospital", "eve"], &[]] {
        let refusal = unsealer(other).unseal(&sealed).unwrap_err();
        assert_eq!(refusal.error.status(), Status::NotAddressed);
        assert_eq!(
            refusal.report.unwrap().fatal().unwrap().name(),
            "DECRYPTION_PRIVATE_KEY_NOT_FOUND"
        );
    }
    assert!(unsealer(&["hospital", "bob"]).unseal(&sealed).is_ok());
}

/// The clock of the context decides, on both sides; who seals all the same has to say so.
#[test]
fn the_clock_of_the_context_decides() {
    let late = context().with_clock(Clock::Fixed(4_000_000_000));
    let mut sealer = Sealer::new(Arc::new(late), identity("alice")).unwrap();
    for (name, prefix) in [
        ("ETK_ENCRYPTION_CERT_EXPIRED", "ETK_"),
        ("OUTER_CERTIFICATE_EXPIRED", "OUTER_"),
    ] {
        let refused = match sealer.add_recipient(&token("bob")) {
            Ok(()) => sealer.seal(b"beyond all certificates").map(|_| ()),
            refused => refused,
        };
        let error = refused.unwrap_err();
        assert_eq!(error.status(), Status::CertificateExpired);
        assert_eq!(error.cause().unwrap().message(), name);
        // Among them those of the holder's own certificate, which anchors have judged too.
        let accepted = Finding::ALL.iter().filter(|f| f.name().starts_with(prefix));
        accepted.for_each(|finding| sealer.accept(*finding));
    }
    sealer.add_recipient(&token("bob")).unwrap();
    let sealed = sealer.seal(b"beyond all certificates").unwrap();
    let refusal = unsealer(&["bob"]).unseal(&sealed).unwrap_err();
    let report = refusal.report.unwrap();
    let errors: Vec<&str> = report
        .errors()
        .iter()
        .map(|finding| finding.name())
        .collect();
    assert_eq!(
        errors,
        [
            "SIGNING_TIME_EXPIRED",
            "OUTER_SIGNATURE_COULD_NOT_BE_VERIFIED",
            "OUTER_CERTIFICATE_EXPIRED",
            "OUTER_CERTIFICATE_CHAIN_NOT_TRUSTED"
        ]
    );
    assert_eq!(report.warnings()[0].name(), "SIGNING_TIME_EXPIRED");
    assert!(!report.released());
}

/// Certificates of the synthetic PKI, leaf first.
fn synthetic_chain(leaf: &str) -> Vec<Certificate> {
    let read = |name: &str| Certificate::from_der(&synthetic(&format!("{name}.cer"))).unwrap();
    [leaf, "ca", "root"].map(read).to_vec()
}

fn synthetic(file: &str) -> Vec<u8> {
    fs::read(vectors().join("../synthetic/pki").join(file)).unwrap()
}

/// A message by an eID card has two signers, and both are named, wherever its keys are.
#[test]
fn messages_by_an_eid_card() {
    let key = |name: &str| synthetic(&format!("{name}.key.der"));
    let copied = Identity::from_pkcs8(&key("eid-auth"), synthetic_chain("eid-auth"))
        .and_then(|card| card.with_signature_key(&key("eid-sign"), synthetic_chain("eid-sign")))
        .unwrap();
    seals_by_card(copied);
    let slot = |name: &str| Arc::new(Slot(RsaKeyPair::from_pkcs8(&key(name)).unwrap()));
    let kept = Identity::from_signer(slot("eid-auth"), synthetic_chain("eid-auth"))
        .and_then(|card| card.with_signature_signer(slot("eid-sign"), synthetic_chain("eid-sign")))
        .unwrap();
    seals_by_card(kept);
}

/// A key in a card reader.
struct Slot(RsaKeyPair);

impl Signer for Slot {
    fn sign(&self, scheme: SignatureScheme, digest: &[u8]) -> Result<Vec<u8>, Error> {
        let padding: &dyn RsaEncoding = match scheme {
            SignatureScheme::RsaPssSha256 => &RSA_PSS_SHA256,
            SignatureScheme::RsaPkcs1Sha256 => &RSA_PKCS1_SHA256,
            other => panic!("{other:?} is not for this key"),
        };
        let digest = Digest::import_less_safe(digest, &SHA256).unwrap();
        let mut signature = vec![0; self.0.public_modulus_len()];
        let signed = self.0.sign_digest(padding, &digest, &mut signature);
        signed.map_err(|_| Error::new(Status::HostFailed, "no"))?;
        Ok(signature)
    }
}

fn seals_by_card(card: Identity) {
    let root = synthetic_chain("root").remove(0);
    let context = Arc::new(context().with_trust_anchor(root));
    let mut sealer = Sealer::new(Arc::clone(&context), Arc::new(card)).unwrap();
    sealer.set_policy(SigningPolicy::Eid).unwrap();
    sealer.add_recipient(&token("bob")).unwrap();
    sealer.add_secret_key(&secret_key());
    let sealed = sealer.seal(b"by card").unwrap();
    let mut reader = Unsealer::new(context);
    reader.add_identity(identity("bob"));
    let unsealed = reader.unseal(&sealed).unwrap();
    assert_eq!(unsealed.content.as_bytes(), b"by card");
    let report = unsealed.report;
    assert!(report.errors().is_empty() && report.warnings().is_empty());
    let subject = |layer: Option<&Certificate>| layer.map(Certificate::subject_text).unwrap();
    assert!(subject(report.authentication_certificate()).contains("(Authentication)"));
    assert!(subject(report.signature_certificate()).contains("(Signature)"));
}

/// Both sides know the web keys by their identifiers; there is no certificate anywhere.
#[test]
fn messages_between_web_keys() {
    let own = WebKey::from_pkcs8(b"\x01own", &synthetic("eid-auth.key.der")).unwrap();
    let other = WebKey::from_pkcs8(b"\x02other", &synthetic("eid-sign.key.der")).unwrap();
    let validation = Validation {
        signing_policies: vec![SigningPolicy::WebAuthn],
        ..Validation::default()
    };
    let context = Arc::new(Context::new().with_validation(validation));
    let mut sealer = Sealer::with_web_key(Arc::clone(&context), &own).unwrap();
    sealer.add_web_key_recipient(&other).unwrap();
    let sealed = sealer.seal(b"from key to key").unwrap();
    let unseal = |to: &WebKey, by: &WebKey| {
        let mut unsealer = Unsealer::new(Arc::clone(&context));
        unsealer.add_web_key(to);
        unsealer.expect_web_key(by);
        unsealer.unseal(&sealed)
    };
    let unsealed = unseal(&other, &own).unwrap();
    assert_eq!(unsealed.content.as_bytes(), b"from key to key");
    assert!(unsealed.report.errors().is_empty());
    let status =
        |refused: Result<_, Refusal>| refused.map(|_: Unsealed| ()).unwrap_err().error.status();
    assert_eq!(status(unseal(&own, &own)), Status::NotAddressed);
    assert_eq!(status(unseal(&other, &other)), Status::SignatureInvalid);
}

/// An EC encryption key opens what was sealed for it by key agreement, if its holder accepts
/// that the platform has no such algorithm.
#[test]
fn messages_for_an_elliptic_key() {
    let mut sealer = Sealer::new(Arc::new(context()), identity("alice")).unwrap();
    sealer.allow_key_agreement(true);
    sealer.add_recipient(&token("eve")).unwrap();
    sealer.add_recipient(&token("bob")).unwrap();
    let sealed = sealer.seal(b"agreed").unwrap();
    assert!(unsealer(&["bob"]).unseal(&sealed).is_ok());
    let mut eve = unsealer(&["eve"]);
    let refusal = eve.unseal(&sealed).unwrap_err();
    let finding = Finding::KeyTransportAlgorithm;
    assert_eq!(refusal.report.unwrap().errors(), [finding]);
    eve.accept(finding);
    assert_eq!(eve.unseal(&sealed).unwrap().content.as_bytes(), b"agreed");
}

/// In the buffer style the output is allocated once, and exactly.
#[test]
fn output_has_its_size() {
    let mut sealer = Sealer::new(Arc::new(context()), identity("alice")).unwrap();
    sealer.add_recipient(&token("bob")).unwrap();
    let bob = unsealer(&["bob"]);
    for length in [0, 1, 1000, 16_384, 100_000, 1 << 20] {
        let sealed = sealer.seal(&vec![7; length]).unwrap();
        assert_eq!(sealed.capacity(), sealed.len());
        let content = bob.unseal(&sealed).unwrap().content.into_vec();
        assert_eq!((content.capacity(), content.len()), (length, length));
    }
}

/// Files appear whole or not at all, and the system's own number tells why not.
#[test]
fn files() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let mut sealer = Sealer::new(Arc::new(context()), identity("alice")).unwrap();
    sealer.add_recipient(&token("bob")).unwrap();
    fs::write(path("clear"), b"content of a file").unwrap();
    assert_eq!(
        sealer.seal_file(&path("clear"), &path("sealed")).unwrap(),
        17
    );
    let bob = unsealer(&["bob"]);
    let report = bob.unseal_file(&path("sealed"), &path("opened")).unwrap();
    assert_eq!(report.content_length(), Some(17));
    assert_eq!(fs::read(path("opened")).unwrap(), b"content of a file");

    let broken = fs::read(path("sealed")).unwrap();
    fs::write(path("broken"), &broken[..broken.len() - 1]).unwrap();
    let refusal = bob
        .unseal_file(&path("broken"), &path("opened"))
        .unwrap_err();
    assert_eq!(refusal.error.status(), Status::Truncated);
    assert_eq!(fs::read(path("opened")).unwrap(), b"content of a file");
    for (from, to) in [
        ("missing", "new"),
        ("clear", "missing/new"),
        ("clear", "clear/new"),
    ] {
        let error = sealer.seal_file(&path(from), &path(to)).unwrap_err();
        assert_eq!(error.status(), Status::Io);
        assert!(
            error.os_code().is_some_and(|code| code > 0),
            "{from} to {to}"
        );
    }
    let names: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert_eq!(names.len(), 4, "{names:?}");
}
