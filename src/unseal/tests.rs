//! Messages forged from the inside: the outer signature is right, the envelope is not.

use super::{Refusal, Unsealer};
use crate::cms::{self, EnvelopedDataWriter, SignedDataWriter};
use crate::context::Context;
use crate::crypto::{CbcEncryptor, Digest, DigestAlgorithm, RsaEncryptionKey, pad};
use crate::error::Status;
use crate::keys::{Identity, Token};
use crate::limits::Limits;
use std::sync::Arc;

const KEY: [u8; 16] = *b"content key 1234";
const IV: [u8; 16] = *b"initial vector 1";

fn identity(store: &[u8]) -> Arc<Identity> {
    Arc::new(Identity::from_pkcs12(store, "test", &Limits::default()).unwrap())
}

fn alice() -> Arc<Identity> {
    identity(include_bytes!(
        "../../tests/vectors/official/keys/alice.p12"
    ))
}

fn bob() -> Token {
    let token = include_bytes!("../../tests/vectors/official/etk/bob.etk");
    Token::from_bytes(token, &Limits::default()).unwrap()
}

/// A ContentInfo with a SignedData over this content, by Alice.
fn signed(content: &[u8], with_certificates: bool) -> Vec<u8> {
    let alice = alice();
    let (key, certificate) = (
        alice.signing_key().unwrap(),
        alice.authentication_certificate().unwrap(),
    );
    let digest = Digest::of(DigestAlgorithm::Sha256, content);
    let now = Context::new().now();
    let form = cms::SignerInfoForm::new(certificate, key.algorithm()).unwrap();
    let unsigned = form.begin(now, &digest).unwrap();
    let signature = key.sign(key.algorithm(), unsigned.signed_octets()).unwrap();
    let signer_info = unsigned.with_signature(&signature);
    let chain = if with_certificates {
        alice.certificate_chain()
    } else {
        &[]
    };
    let mut writer = SignedDataWriter::new(chain, None);
    let mut out = Vec::new();
    writer.begin(&mut out);
    writer.content(content, &mut out);
    writer.finish(&signer_info, &mut out);
    out
}

fn padded(mut plain: Vec<u8>) -> Vec<u8> {
    pad(&mut plain);
    plain
}

fn encrypted(mut blocks: Vec<u8>) -> Vec<u8> {
    CbcEncryptor::new(&KEY, IV)
        .unwrap()
        .encrypt(&mut blocks)
        .unwrap();
    blocks
}

/// A whole message for Bob with this wrapped key and this ciphertext.
fn message(wrapped_key: Vec<u8>, ciphertext: &[u8]) -> Vec<u8> {
    let bob = bob();
    let form = cms::KeyTransForm::new(bob.encryption_certificate()).unwrap();
    let recipients = vec![form.with_key(&wrapped_key)];
    let mut writer = EnvelopedDataWriter::new(recipients, &IV, None);
    let mut envelope = Vec::new();
    writer.begin(&mut envelope);
    let mut content = Vec::new();
    writer.pass_on(&mut ciphertext.to_vec(), &mut content);
    envelope.extend(content);
    writer.finish(&mut envelope);
    signed(&envelope, true)
}

fn wrapped(key: &[u8]) -> Vec<u8> {
    RsaEncryptionKey::from_spki(bob().encryption_certificate().spki())
        .unwrap()
        .encrypt(key)
        .unwrap()
}

fn open(message: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut unsealer = Unsealer::new(Arc::new(Context::new()));
    unsealer.add_identity(identity(include_bytes!(
        "../../tests/vectors/official/keys/bob.p12"
    )));
    unsealer
        .unseal(message)
        .map(|unsealed| unsealed.content.as_bytes().to_vec())
}

#[test]
fn the_forge_can_make_a_right_message() {
    let inner = padded(signed(b"content", false));
    assert_eq!(
        open(&message(wrapped(&KEY), &encrypted(inner))).unwrap(),
        b"content"
    );
}

/// Whatever is wrong inside the envelope looks the same from outside.
#[test]
fn nobody_learns_why_it_cannot_be_decrypted() {
    let inner = || encrypted(padded(signed(b"content", false)));
    let ragged = inner().into_iter().skip(3).collect::<Vec<_>>();
    let mut bad_padding = signed(b"content", false);
    bad_padding.resize(bad_padding.len().next_multiple_of(16) - 1, 7);
    bad_padding.push(0);
    let cut = signed(b"content", false).into_iter().take(700).collect();
    let mut trailing = signed(b"content", false);
    trailing.push(0);
    let mut other_key = wrapped(&KEY);
    other_key[200] ^= 1;
    let cases = [
        ("wrong RSA padding", message(other_key, &inner())),
        ("a wrapped key of no sense", message(vec![0; 256], &inner())),
        (
            "a wrapped key of another length",
            message(vec![1; 17], &inner()),
        ),
        ("an empty wrapped key", message(Vec::new(), &inner())),
        ("an empty content key", message(wrapped(&[]), &inner())),
        (
            "a content key for AES-192",
            message(wrapped(&[5; 24]), &inner()),
        ),
        (
            "a content key for AES-256",
            message(wrapped(&[5; 32]), &inner()),
        ),
        ("another content key", message(wrapped(&[5; 16]), &inner())),
        ("no ciphertext", message(wrapped(&KEY), &[])),
        ("a ragged ciphertext", message(wrapped(&KEY), &ragged)),
        (
            "wrong CBC padding",
            message(wrapped(&KEY), &encrypted(bad_padding)),
        ),
        (
            "no CMS inside",
            message(wrapped(&KEY), &encrypted(padded(b"Dear Bob".to_vec()))),
        ),
        (
            "nothing inside",
            message(wrapped(&KEY), &encrypted(padded(Vec::new()))),
        ),
        (
            "a cut inner layer",
            message(wrapped(&KEY), &encrypted(padded(cut))),
        ),
        (
            "octets after the inner layer",
            message(wrapped(&KEY), &encrypted(padded(trailing))),
        ),
    ];
    for (what, message) in cases {
        let refusal = open(&message).unwrap_err();
        assert_eq!(refusal.error.status(), Status::UnsealFailed, "{what}");
        assert_eq!(
            refusal.error.to_string(),
            "the message could not be decrypted",
            "{what}"
        );
        let report = refusal.report.unwrap();
        assert_eq!(
            report.fatal().unwrap().name(),
            "ENVELOPED_DATA_STRUCTURE_INCORRECT",
            "{what}"
        );
        assert!(report.errors().is_empty(), "{what}");
    }
}

/// Who cannot sign as the sender learns nothing about the envelope, not even whether it is one.
#[test]
fn a_wrong_outer_signature_hides_the_rest() {
    let good = message(wrapped(&KEY), &encrypted(padded(signed(b"content", false))));
    let bad = message(wrapped(&[5; 16]), b"noise");
    for mut message in [good, bad] {
        let near_the_end = message.len() - 50;
        message[near_the_end] ^= 1;
        let refusal = open(&message).unwrap_err();
        assert_eq!(refusal.error.status(), Status::SignatureInvalid);
        let report = refusal.report.unwrap();
        let errors: Vec<&str> = report
            .errors()
            .iter()
            .map(|finding| finding.name())
            .collect();
        assert_eq!(
            errors,
            ["OUTER_SIGNATURE_DOES_NOT_MATCH_AUTHENTICATION_CERTIFICATE"]
        );
        assert!(report.fatal().is_none());
    }
}
