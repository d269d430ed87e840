//! Encryption tokens.

use crate::support::corpus;
use base64ct::{Base64, Encoding};
use etee::{Limits, Status, Token};
use std::fs;
use std::path::{Path, PathBuf};

fn vectors() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors")
}

fn token(path: &Path) -> etee::Result<Token> {
    Token::from_bytes(&fs::read(path).unwrap(), &Limits::default())
}

#[test]
fn official_tokens() {
    for (name, kind, identifier, application) in [
        ("alice", "SSIN", "71010100130", ""),
        ("bob", "SSIN", "80020200246", ""),
        ("eve", "SSIN", "85030300351", ""),
        // The application stands in its common name only, where the platform does not look.
        ("hospital", "NIHII-HOSPITAL", "71000436", ""),
        ("kgss", "CBE", "0809394427", "KGSS"),
    ] {
        let official = vectors().join("official");
        let token = token(&official.join(format!("etk/{name}.etk"))).unwrap();
        let file = |path: String| fs::read(official.join(path)).unwrap();
        assert_eq!(
            token.encryption_certificate().as_der(),
            file(format!("keys/{name}-enc.cer"))
        );
        assert_eq!(
            token.authentication_certificate().as_der(),
            file(format!("keys/{name}-auth.cer"))
        );
        let registration_authority = token.registration_authority().unwrap();
        assert_eq!(
            registration_authority.as_der(),
            file("pki/etk-ra.cer".to_owned())
        );
        assert_eq!(token.certificate_authorities().len(), 2);
        assert_eq!(
            [
                token.identifier_type(),
                token.identifier(),
                token.application()
            ],
            [kind, identifier, application]
        );
        assert_eq!(token.as_bytes(), file(format!("etk/{name}.etk")));
        assert!(!format!("{token:?}").contains(identifier));
    }
}

#[test]
fn base64_with_white_space() {
    let bytes = fs::read(vectors().join("p256/carol.etk")).unwrap();
    let limits = Limits::default();
    let text = Base64::encode_string(&bytes);
    let mut lines = String::from("\n");
    for (column, letter) in text.chars().enumerate() {
        if column % 64 == 63 {
            lines.push_str("\r\n\t ");
        }
        lines.push(letter);
    }
    for text in [&text, &lines] {
        let token = Token::from_base64(text, &limits).unwrap();
        assert_eq!(token.as_bytes(), bytes);
        assert_eq!(token.identifier(), "90040400448");
    }
    for bad in ["", "*", "MIIB", &text[1..], &format!("{text}=")] {
        let error = Token::from_base64(bad, &limits).unwrap_err();
        assert!(matches!(
            error.status(),
            Status::Malformed | Status::Truncated
        ));
    }
}

#[test]
fn limits_hold() {
    let bytes = fs::read(vectors().join("p256/carol.etk")).unwrap();
    let narrow = |token_size| Limits {
        token_size,
        ..Limits::default()
    };
    let status = |limits: &Limits| {
        let token = Token::from_bytes(&bytes, limits);
        token.map_err(|error| error.status()).err()
    };
    assert_eq!(status(&narrow(bytes.len())), None);
    let exceeded = Some(Status::LimitExceeded);
    assert_eq!(status(&narrow(bytes.len() - 1)), exceeded);
    let few = Limits {
        certificates: 3,
        ..Limits::default()
    };
    assert_eq!(status(&few), exceeded);
    let error = Token::from_base64(&"A".repeat(100), &narrow(49)).unwrap_err();
    assert_eq!(error.status(), Status::LimitExceeded);
}

#[test]
fn broken_tokens_are_refused() {
    let limits = Limits::default();
    for name in ["official/etk/alice.etk", "p256/carol.etk"] {
        let bytes = fs::read(vectors().join(name)).unwrap();
        for end in 0..bytes.len() {
            let error = Token::from_bytes(&bytes[..end], &limits).unwrap_err();
            assert!(matches!(
                error.status(),
                Status::Malformed | Status::Truncated
            ));
        }
        // What follows does not count here; the verdict on a token tells.
        let longer = [&bytes[..], &[0]].concat();
        let token = Token::from_bytes(&longer, &limits).unwrap();
        assert_eq!(token.as_bytes(), longer);
        for bit in (0..bytes.len() * 8).step_by(7) {
            let mut damaged = bytes.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            if let Err(error) = Token::from_bytes(&damaged, &limits) {
                assert!(
                    matches!(
                        error.status(),
                        Status::Malformed
                            | Status::Truncated
                            | Status::LimitExceeded
                            | Status::CertificateMissing
                    ),
                    "bit {bit}: {error:?}"
                );
            }
        }
    }
}

#[test]
fn corpus_tokens() {
    let Some(corpus) = corpus::folder() else {
        return;
    };
    let mut read = 0;
    for entry in fs::read_dir(corpus.join("etk")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        match token(&path) {
            Ok(token) => {
                assert_ne!(name, "incorrectly_encoded.etk");
                assert!(token.registration_authority().is_some(), "{name}");
                read += 1;
            }
            Err(error) => {
                assert_eq!(name, "incorrectly_encoded.etk", "{error:?}");
                assert_eq!(error.status(), Status::Malformed);
            }
        }
    }
    assert!(read > 0, "the corpus has no tokens");
}
