//! The verdicts on encryption tokens, against what the official library answered.

use crate::support::certificates::{certificates, plain_name};
use crate::support::corpus::folder;
use crate::support::differences::Comparison;
use crate::support::synthetic::{certificate as anchor, vectors};
use crate::support::table::{Row, Table};
use crate::support::verdict::{moment, sha256};
use etee::{
    Certificate, Clock, Context, Fatal, Judgement, Limits, Token, TokenChecker, TokenReport,
    Validation,
};
use std::fs;
use std::sync::Arc;

fn context(judgement: Judgement, clock: &str) -> Context {
    let validation = Validation {
        judgement,
        ..Validation::default()
    };
    Context::new()
        .with_clock(Clock::Fixed(moment(clock)))
        .with_validation(validation)
        .with_empty_trust_store()
}

fn errors(report: &TokenReport) -> String {
    let names: Vec<&str> = report.errors().iter().map(|error| error.name()).collect();
    names.join(",")
}

/// Compares one row: everything but the kind of the encryption key, which no verdict names. An
/// exception out of the official checker is a fatal here.
fn compare(
    comparison: &mut Comparison,
    row: Row<'_>,
    bytes: &[u8],
    anchors: impl Fn(&Token) -> Vec<Certificate>,
) {
    comparison.begin(format!("{} {}", row.get("file"), row.get("config")));
    assert_eq!(sha256(bytes), row.get("fileSha256"));
    let token = Token::from_bytes(bytes, &Limits::default());
    let parse = if token.is_ok() { "parsed" } else { "throws" };
    comparison.cell("parse", row.get("parse"), parse);
    let Ok(token) = token else { return };
    let context = anchors(&token).into_iter().fold(
        context(Judgement::Parity, row.get("clock")),
        Context::with_trust_anchor,
    );
    let report = TokenChecker::new(Arc::new(context)).check(&token);
    let ours = report.fatal().map_or("", |fatal| fatal.name());
    let threw = !row.get("exception").is_empty();
    if threw {
        // What it had found by then, it does not tell.
        let fatal = Fatal::CertificationPathCheckFailed.name();
        comparison.cell("fatal", fatal, ours);
    } else {
        comparison.cell("fatal", row.get("fatal"), ours);
        comparison.cell("errors", row.get("errors"), &errors(&report));
    }
    let warnings: Vec<&str> = report.warnings().iter().map(|w| w.name()).collect();
    comparison.cell("warnings", row.get("warnings"), &warnings.join(","));
    for (column, certificate) in [
        ("enc", token.encryption_certificate()),
        ("auth", report.authentication_certificate()),
    ] {
        compare_certificate(comparison, row, column, certificate);
    }
    let is_good = !threw && row.get("errors").is_empty();
    assert_eq!(report.is_good(), is_good, "{}", row.get("file"));
}

fn compare_certificate(
    comparison: &mut Comparison,
    row: Row<'_>,
    column: &str,
    certificate: &Certificate,
) {
    let mut cell = |name: &str, official: &str, ours: &str| {
        comparison.cell(&format!("{column}{name}"), official, ours);
    };
    let of = |name: &str| row.get(&format!("{column}{name}"));
    let subject = plain_name(&certificate.subject_text());
    cell("Subject", &plain_name(of("Subject")), &subject);
    cell("Serial", of("Serial"), &certificate.serial_decimal());
    let validity = [certificate.not_before(), certificate.not_after()];
    let official: Vec<i64> = of("Validity").split('/').map(moment).collect();
    cell(
        "Validity",
        &format!("{official:?}"),
        &format!("{validity:?}"),
    );
}

#[test]
fn synthetic_tokens() {
    let table = Table::read(&vectors().join("etk-verdicts.tsv"));
    let mut comparison = Comparison::with("synthetic/etk-verdicts.tsv");
    for row in table.rows() {
        let file = row.get("file").strip_prefix("synth:").unwrap();
        let bytes = fs::read(vectors().join("etk").join(file)).unwrap();
        let trusted = if file == "trust_ca_only.etk" {
            "ca"
        } else {
            "root"
        };
        compare(&mut comparison, row, &bytes, |_| vec![anchor(trusted)]);
    }
    comparison.finish(31);
}

/// What strict says of a token, with anchors for owners and for registration authorities.
fn strictly(file: &str, trusted: &str, authority: Option<&str>) -> TokenReport {
    let bytes = fs::read(vectors().join(format!("etk/{file}.etk"))).unwrap();
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
    let bytes = fs::read(vectors().join("etk/auth_untr.etk")).unwrap();
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
    let Some(corpus) = folder() else { return };
    let imports = certificates(&corpus.join("trust"));
    let table = Table::read(&corpus.join("etk-verdicts.tsv"));
    let mut comparison = Comparison::with("corpus/etk-verdicts.tsv");
    for row in table.rows() {
        let file = row.get("file").rsplit('/').next().unwrap();
        let bytes = fs::read(corpus.join("etk").join(file)).unwrap();
        compare(&mut comparison, row, &bytes, |token| {
            match row.get("config") {
                "empty-truststore" => Vec::new(),
                "imports" => imports.clone(),
                "imports+embedded-roots" => imports.iter().cloned().chain(roots(token)).collect(),
                other => panic!("unknown configuration {other}"),
            }
        });
    }
    comparison.finish(33);
}

fn roots(token: &Token) -> impl Iterator<Item = Certificate> {
    let embedded = token.certificate_authorities().iter();
    embedded
        .filter(|c| c.subject_text() == c.issuer_text())
        .cloned()
}
