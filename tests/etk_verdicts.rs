//! The verdicts on encryption tokens, against what the official library answered.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout
)]

mod support;

use base64ct::{Base64, Encoding};
use etee::{
    Certificate, Clock, Context, Fatal, Judgement, Limits, Token, TokenChecker, TokenReport,
    Validation,
};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use support::skip;

fn synthetic() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/synthetic")
}

/// The rows of a table by column.
fn rows(table: &Path) -> Vec<BTreeMap<String, String>> {
    let text = fs::read_to_string(table).unwrap();
    let mut lines = text.lines();
    let columns: Vec<&str> = lines.next().unwrap().split('\t').collect();
    lines
        .map(|line| {
            let cells = line.split('\t').map(str::to_owned);
            columns
                .iter()
                .map(|name| (*name).to_owned())
                .zip(cells)
                .collect()
        })
        .collect()
}

/// Some of the anchors are DER, some PEM.
fn certificate(path: &Path) -> Certificate {
    let file = fs::read(path).unwrap();
    if !file.starts_with(b"-----BEGIN") {
        return Certificate::from_der(&file).unwrap();
    }
    let text = String::from_utf8(file).unwrap();
    let base64: String = text
        .lines()
        .filter(|line| !line.starts_with("-----"))
        .collect();
    Certificate::from_der(&Base64::decode_vec(base64.trim()).unwrap()).unwrap()
}

fn anchor(name: &str) -> Certificate {
    certificate(&synthetic().join(format!("pki/{name}.cer")))
}

fn context(judgement: Judgement, clock: &str) -> Context {
    let clock: der::DateTime = clock.parse().unwrap();
    let now = i64::try_from(clock.unix_duration().as_secs()).unwrap();
    let validation = Validation {
        judgement,
        ..Validation::default()
    };
    Context::new()
        .with_clock(Clock::Fixed(now))
        .with_validation(validation)
        .with_empty_trust_store()
}

fn errors(report: &TokenReport) -> String {
    let names: Vec<&str> = report.errors().iter().map(|error| error.name()).collect();
    names.join(",")
}

/// Compares one row. An exception out of the official checker is a fatal one here.
fn check_row(
    row: &BTreeMap<String, String>,
    bytes: &[u8],
    anchors: impl Fn(&Token) -> Vec<Certificate>,
) {
    let name = &row["file"];
    let token = Token::from_bytes(bytes, &Limits::default());
    assert_eq!(token.is_ok(), row["parse"] == "parsed", "{name}: {token:?}");
    let Ok(token) = token else { return };
    let context = anchors(&token).into_iter().fold(
        context(Judgement::Parity, &row["clock"]),
        Context::with_trust_anchor,
    );
    let report = TokenChecker::new(Arc::new(context)).check(&token);
    if row["exception"].is_empty() {
        assert_eq!(report.fatal(), None, "{name}");
        assert_eq!(errors(&report), row["errors"], "{name}");
    } else {
        assert_eq!(
            report.fatal(),
            Some(Fatal::CertificationPathCheckFailed),
            "{name}"
        );
    }
    assert_eq!(report.warnings(), [], "{name}");
    assert_eq!(
        token.encryption_certificate().serial_decimal(),
        row["encSerial"],
        "{name}"
    );
    assert_eq!(
        report.authentication_certificate().serial_decimal(),
        row["authSerial"],
        "{name}"
    );
    assert_eq!(
        report.is_good(),
        row["exception"].is_empty() && row["errors"].is_empty()
    );
}

#[test]
fn synthetic_tokens() {
    let table = rows(&synthetic().join("etk-verdicts.tsv"));
    for row in &table {
        let file = row["file"].strip_prefix("synth:").unwrap();
        let bytes = fs::read(synthetic().join("etk").join(file)).unwrap();
        let trusted = if file == "trust_ca_only.etk" {
            "ca"
        } else {
            "root"
        };
        check_row(row, &bytes, |_| vec![anchor(trusted)]);
    }
    println!("{0} of {0} rows match", table.len());
    assert!(table.len() >= 30);
}

/// What strict says of a token, with anchors for owners and for registration authorities.
fn strictly(file: &str, trusted: &str, authority: Option<&str>) -> TokenReport {
    let bytes = fs::read(synthetic().join(format!("etk/{file}.etk"))).unwrap();
    let token = Token::from_bytes(&bytes, &Limits::default()).unwrap();
    let context = context(Judgement::Strict, "2026-11-21T20:00:00Z");
    let context = context.with_trust_anchor(anchor(trusted));
    let context = authority
        .map(anchor)
        .into_iter()
        .fold(context, Context::with_registration_authority_anchor);
    TokenChecker::new(Arc::new(context)).check(&token)
}

#[test]
fn strict_on_tokens() {
    for (file, trusted, expected) in [
        ("ok", "root", ""),
        ("der", "root", ""),
        ("enc_ec", "root", ""),
        ("auth_ec", "root", ""),
        // The owner's certificate is the one that signed, and any anchor ends the path.
        ("two_leaves", "root", ""),
        ("trust_ca_only", "ca", ""),
        ("enc_1024", "root", "ETK_CERTS_INVALID"),
        ("trailing", "root", "ETK_CERTS_INVALID"),
        (
            "auth_exp",
            "root",
            "ETK_AUTHENTICATION_CERT_EXPIRED,ETK_AUTHENTICATION_CERT_EXPIRED",
        ),
        (
            "auth_untr",
            "root",
            "ETK_AUTHENTICATION_CERT_STATUS_UNKNOWN",
        ),
    ] {
        let report = strictly(file, trusted, None);
        assert_eq!(errors(&report), expected, "{file}");
        assert_eq!(report.is_good(), expected.is_empty(), "{file}");
    }
}

#[test]
fn the_signature_of_the_registration_authority() {
    for (file, authority, expected) in [
        ("ok", "root", ""),
        ("ok", "ca", ""),
        ("ok", "etk-ra", ""),
        ("ok", "root-untrusted", "ETK_RA_CERT_STATUS_UNKNOWN"),
        ("ra_sig_broken", "root", "ETK_RA_CERT_STATUS_UNKNOWN"),
        ("ra_wrong_key", "root", "ETK_RA_CERT_STATUS_UNKNOWN"),
        ("ra_untrusted", "root", "ETK_RA_CERT_STATUS_UNKNOWN"),
    ] {
        let report = strictly(file, "root", Some(authority));
        assert_eq!(errors(&report), expected, "{file}, {authority}");
        // Without anchors for it, the authority is not looked at.
        assert!(strictly(file, "root", None).is_good(), "{file}");
    }
}

/// Without trust anchors, strict leaves the path to the caller; parity cannot go on.
#[test]
fn without_trust_anchors() {
    let bytes = fs::read(synthetic().join("etk/auth_untr.etk")).unwrap();
    let token = Token::from_bytes(&bytes, &Limits::default()).unwrap();
    for (judgement, fatal) in [
        (Judgement::Strict, None),
        (Judgement::Parity, Some(Fatal::CertificationPathCheckFailed)),
    ] {
        let validation = Validation {
            judgement,
            ..Validation::default()
        };
        let context = Context::new().with_validation(validation);
        let report = TokenChecker::new(Arc::new(context)).check(&token);
        assert_eq!((report.fatal(), report.errors()), (fatal, &[][..]));
    }
}

#[test]
fn reports_as_json() {
    let json = strictly("enc_1024", "root", None).to_json();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["judgement"], "strict");
    assert_eq!(json["good"], false);
    assert_eq!(json["fatal"], serde_json::Value::Null);
    assert_eq!(json["errors"], serde_json::json!(["ETK_CERTS_INVALID"]));
    let owner = "C=BE,O=ETEE test,OU=Synthetic,CN=Etk Owner";
    assert_eq!(json["authentication_subject"], owner);
    let debug = format!("{:?}", strictly("ok", "root", None));
    assert!(!debug.contains("Owner"), "{debug}");
}

#[test]
fn corpus_tokens() {
    let Some(corpus) = std::env::var_os("ETEE_CORPUS").map(PathBuf::from) else {
        return skip("ETEE_CORPUS names no corpus, the verdicts on its tokens are not compared");
    };
    let imports: Vec<Certificate> = fs::read_dir(corpus.join("trust"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "cer"))
        .map(|path| certificate(&path))
        .collect();
    let table = rows(&corpus.join("etk-verdicts.tsv"));
    let mut compared = 0;
    for row in &table {
        let file = row["file"].rsplit('/').next().unwrap();
        let Ok(bytes) = fs::read(corpus.join("etk").join(file)) else {
            continue;
        };
        // Tokens of the same name stood in more than one place.
        if sha256(&bytes) != row["fileSha256"] {
            continue;
        }
        check_row(row, &bytes, |token| match row["config"].as_str() {
            "empty-truststore" => Vec::new(),
            "imports" => imports.clone(),
            "imports+embedded-roots" => imports.iter().cloned().chain(roots(token)).collect(),
            other => panic!("unknown configuration {other}"),
        });
        compared += 1;
    }
    println!("{compared} of {} rows match", table.len());
    assert!(compared > 0);
}

fn roots(token: &Token) -> impl Iterator<Item = Certificate> {
    let embedded = token.certificate_authorities().iter();
    embedded
        .filter(|c| c.subject_text() == c.issuer_text())
        .cloned()
}

fn sha256(bytes: &[u8]) -> String {
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, bytes);
    digest
        .as_ref()
        .iter()
        .map(|octet| format!("{octet:02x}"))
        .collect()
}
