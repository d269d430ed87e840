//! The messages that the official library sealed for the conformance corpus, where
//! `ETEE_CORPUS` names it.

use crate::support::certificates::files;
use crate::support::corpus::folder;
use etee::{
    Addressing, Certificate, Context, DecryptionKey, Finding, Identity, Limits, RecipientKind,
    SecretKey, SigningPolicy, Unsealer, Validation, WebKey,
};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// An unsealer with every key of the corpus, for messages of any day. One message has an inner
/// certificate without its issuer, so trust is not judged.
fn unsealer(corpus: &Path) -> Unsealer {
    let validation = Validation {
        signing_policies: vec![
            SigningPolicy::EhealthCertificate,
            SigningPolicy::Eid,
            SigningPolicy::WebAuthn,
        ],
        ..Validation::default()
    };
    let mut unsealer = Unsealer::new(Arc::new(Context::new().with_validation(validation)));
    for store in files(&corpus.join("keys"), "p12") {
        let store = fs::read(store).unwrap();
        let identity = Identity::from_pkcs12(&store, "test", &Limits::default()).unwrap();
        unsealer.add_identity(Arc::new(identity));
    }
    let synthetic =
        |name: &str| fs::read(Path::new("tests/vectors/synthetic/pki").join(name)).unwrap();
    let certificate = Certificate::from_der(&synthetic("bob-enc.cer")).unwrap();
    let key = DecryptionKey::from_pkcs8(&synthetic("bob-enc.key.der"), certificate).unwrap();
    unsealer.add_decryption_key(Arc::new(key));
    for key in [
        &b"0123456789abcdef"[..],
        b"0123456789abcdef01234567",
        b"0123456789abcdef0123456789abcdef",
    ] {
        unsealer.add_secret_key(&SecretKey::new(b"any", key).unwrap());
    }
    for finding in [
        Finding::SigningTimeExpired,
        Finding::KeyTransportAlgorithm,
        Finding::TimeStampTrust,
    ] {
        unsealer.accept(finding);
    }
    unsealer
}

/// Web keys go by the identifiers that the message tells before it is opened.
fn add_web_keys(unsealer: &mut Unsealer, corpus: &Path, message: &[u8]) {
    let key = |name: &str| fs::read(corpus.join("lib-sealed").join(name)).unwrap();
    let addressing = Addressing::read(message, &Limits::default()).unwrap();
    if let Some(identifier) = addressing.sender_key_identifier() {
        let sender = WebKey::from_spki(identifier, &key("web_sender_pub.der")).unwrap();
        unsealer.expect_web_key(&sender);
    }
    for recipient in addressing.recipients() {
        if recipient.kind() == RecipientKind::KeyTransport
            && let Some(identifier) = recipient.key_identifier()
        {
            let key = WebKey::from_pkcs8(identifier, &key("web_recv_priv.der")).unwrap();
            unsealer.add_web_key(&key);
        }
    }
}

/// The alphabet over and over, or the content of the forged messages.
fn is_expected(content: &[u8]) -> bool {
    let alphabet: Vec<u8> = (b'A'..=b'Z').cycle().take(content.len()).collect();
    content == alphabet || content == b"Synthetic ETEE content, 40 bytes long..."
}

/// Everything that the official library sealed for this corpus under its various policies: eHealth
/// certificates, eID cards, web keys, keys of the KGSS of every size, with revocation values,
/// stamped. A number at the end of a name is the length of the content.
#[test]
fn sealed_by_the_official_library() {
    let Some(corpus) = folder() else { return };
    let (mut opened, mut shut) = (0, Vec::new());
    for path in files(&corpus.join("lib-sealed"), "msg") {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let message = fs::read(&path).unwrap();
        let mut unsealer = unsealer(&corpus);
        add_web_keys(&mut unsealer, &corpus, &message);
        match unsealer.unseal(&message) {
            Ok(unsealed) => {
                let content = unsealed.content.as_bytes();
                let length = name.rsplit('_').next().and_then(|n| n.parse().ok());
                assert!(length.is_none_or(|length: usize| content.len() == length));
                assert!(is_expected(content), "{name}");
                opened += 1;
            }
            Err(refusal) => {
                let fatal = refusal.report.and_then(|report| report.fatal());
                shut.push(format!("{name}: {}", fatal.unwrap().name()));
            }
        }
    }
    assert_eq!(opened, 47);
    // The first has no content, which no reader takes. The stores of the others have their
    // decryption keys under certificates that are not for that.
    let not_found = |name: &str| format!("{name}: DECRYPTION_PRIVATE_KEY_NOT_FOUND");
    assert_eq!(
        shut,
        [
            "nulldata: INNER_SIGNED_DATA_CONTENT_MISSING".to_owned(),
            not_found("to_invalid_encrkey_usage"),
            not_found("to_invalid_key_algorithm"),
            not_found("to_invalid_key_size"),
        ]
    );
}
