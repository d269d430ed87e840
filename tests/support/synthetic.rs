//! The forged messages of `tests/vectors/synthetic`: their PKI, and what a row of their table
//! says of keys, trust and rules.

use super::certificates;
use super::responder::{Answer, CertStatus, List, Nonce, Offline, Responder};
use super::table::{Row, list};
use super::verdict::{moment, signing_policy};
use base64ct::{Base64, Encoding};
use etee::{
    Certificate, Clock, Context, DecryptionKey, Judgement, OcspPolicy, SecretKey, Transport,
    Unsealer, Validation, WebKey,
};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const DAY: i64 = 86_400;

pub fn vectors() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/synthetic")
}

/// A file of the PKI.
pub fn pki(name: &str, extension: &str) -> PathBuf {
    vectors().join("pki").join(format!("{name}.{extension}"))
}

pub fn certificate(name: &str) -> Certificate {
    certificates::certificate(&pki(name, "cer"))
}

/// A private key (PKCS #8).
pub fn private_key(name: &str) -> Vec<u8> {
    fs::read(pki(name, "key.der")).unwrap()
}

/// The public key of a certificate (SubjectPublicKeyInfo).
fn public_key(name: &str) -> Vec<u8> {
    use x509_cert::der::{Decode, Encode};
    let der = fs::read(pki(name, "cer")).unwrap();
    let certificate = x509_cert::Certificate::from_der(&der).unwrap();
    let key = certificate.tbs_certificate().subject_public_key_info();
    key.to_der().unwrap()
}

/// The context of a row.
pub fn context(row: Row<'_>) -> Context {
    context_with(row, transport(row))
}

/// The context of a row, with another way to the network.
pub fn context_with(row: Row<'_>, transport: Arc<dyn Transport>) -> Context {
    let anchors = list(row.get("trustAnchors")).into_iter().map(certificate);
    anchors
        .fold(Context::new(), Context::with_trust_anchor)
        .with_clock(Clock::Fixed(moment(row.get("clock"))))
        .with_validation(validation(row))
        .with_revocation_transport(transport, vec!["127.0.0.1".to_owned()])
}

fn validation(row: Row<'_>) -> Validation {
    let non_repudiation = match row.get("signingOptions") {
        "{}" => false,
        "{NON_REPUDIATION=true}" => true,
        other => panic!("unknown options: {other}"),
    };
    let ocsp_uri = match row.get("ocspOptions") {
        "{}" => None,
        options => {
            let uri = options.strip_prefix("{OCSP_URI=").unwrap();
            Some(uri.strip_suffix('}').unwrap().to_owned())
        }
    };
    let policies = list(row.get("signingPolicies"));
    Validation {
        judgement: Judgement::Parity,
        signing_policies: policies.into_iter().map(signing_policy).collect(),
        ocsp_policy: ocsp_policy(row.get("ocspPolicy")),
        ocsp_uri,
        non_repudiation,
        ..Validation::default()
    }
}

fn ocsp_policy(name: &str) -> OcspPolicy {
    match name {
        "NONE" => OcspPolicy::None,
        "SENDER_OPTIONAL" => OcspPolicy::SenderOptional,
        "RECEIVER_OPTIONAL" => OcspPolicy::ReceiverOptional,
        "SENDER_MANDATORY" => OcspPolicy::SenderMandatory,
        "RECEIVER_MANDATORY" => OcspPolicy::ReceiverMandatory,
        other => panic!("unknown OCSP policy: {other}"),
    }
}

/// Gives an unsealer the keys of a row, and tells it whom the row expects.
pub fn add_keys(unsealer: &mut Unsealer, row: Row<'_>) {
    for identifier in list(row.get("keyIds")) {
        let name = match identifier {
            "1049" => "bob-enc",
            "1050" => "enc1024",
            web => {
                let identifier = Base64::decode_vec(web).unwrap();
                let key = WebKey::from_pkcs8(&identifier, &private_key("bob-enc")).unwrap();
                unsealer.add_web_key(&key);
                continue;
            }
        };
        let key = DecryptionKey::from_pkcs8(&private_key(name), certificate(name)).unwrap();
        unsealer.add_decryption_key(Arc::new(key));
    }
    let secret = row.get("kekHex");
    if !secret.is_empty() {
        // The official library is given a key without its identifier, and looks at none.
        let key = octets_of_hex(secret);
        unsealer.add_secret_key(&SecretKey::new(b"any", &key).unwrap());
    }
    let (certificates, web_keys) = signers(row);
    for certificate in certificates {
        unsealer.expect_signer(certificate);
    }
    for key in &web_keys {
        unsealer.expect_web_key(key);
    }
}

/// The signers that a row expects.
pub fn signers(row: Row<'_>) -> (Vec<Certificate>, Vec<WebKey>) {
    let (mut certificates, mut web_keys) = (Vec::new(), Vec::new());
    for signer in row.get("signers").split(' ').filter(|s| !s.is_empty()) {
        match signer.split_once(':').unwrap() {
            ("cert", serial) => certificates.push(by_serial(serial)),
            ("key", key) => {
                let (identifier, name) = key.rsplit_once('=').unwrap();
                let identifier = Base64::decode_vec(identifier).unwrap();
                web_keys.push(WebKey::from_spki(&identifier, &public_key(name)).unwrap());
            }
            _ => panic!("unknown signer: {signer}"),
        }
    }
    (certificates, web_keys)
}

fn octets_of_hex(text: &str) -> Vec<u8> {
    let digits: Vec<u32> = text
        .chars()
        .map(|digit| digit.to_digit(16).unwrap())
        .collect();
    digits
        .chunks(2)
        .map(|pair| (pair[0] << 4 | pair[1]) as u8)
        .collect()
}

fn by_serial(serial: &str) -> Certificate {
    certificates::certificates(&vectors().join("pki"))
        .into_iter()
        .find(|certificate| certificate.serial_decimal() == serial)
        .unwrap()
}

/// The services that were up for a row: what its column `what` says.
fn transport(row: Row<'_>) -> Arc<dyn Transport> {
    let now = moment(row.get("clock"));
    match (
        answer(row.get("name"), now),
        revocation_list(row.get("name"), now),
    ) {
        (None, None) => Arc::new(Offline),
        (answer, list) => Arc::new(Responder {
            now,
            answer: answer.unwrap_or(Answer::GOOD),
            list: list.unwrap_or(List::Missing),
        }),
    }
}

/// How the responder of the row answers, if it has one.
fn answer(name: &str, now: i64) -> Option<Answer> {
    let good = Answer::GOOD;
    let status = |status| Answer { status, ..good };
    Some(match name {
        "on_good_chain" => Answer {
            certificates: &["ocsp", "ca"],
            ..good
        },
        "on_nononce" => Answer {
            nonce: Nonce::Left,
            ..good
        },
        "on_wrongnonce" => Answer {
            nonce: Nonce::Changed,
            ..good
        },
        "on_http500" => Answer { http: 500, ..good },
        "on_trylater" => Answer {
            response_status: 3,
            ..good
        },
        "on_revoked" | "on_revoked_both" => status(CertStatus::Revoked(now - DAY)),
        "on_revoked_future" => status(CertStatus::Revoked(now + DAY)),
        "on_old_message_revoked_later" => {
            status(CertStatus::Revoked(moment("2025-01-01T00:00:00Z")))
        }
        "on_unknown" => status(CertStatus::Unknown),
        "on_nonext" => Answer {
            has_next_update: false,
            ..good
        },
        "on_expired_responder" => Answer {
            signer: "ocsp-expired",
            certificates: &["ocsp-expired", "ca"],
            ..good
        },
        "emb_expired_resp_fallback" => good,
        other if other.starts_with("on_") => good,
        _ => return None,
    })
}

/// What stands where the row's certificates look for a CRL, if they look for one.
fn revocation_list(name: &str, now: i64) -> Option<List> {
    let issued = |moment, signer, revoked| List::Issued {
        moment,
        signer,
        revoked,
    };
    Some(match name {
        "tst_crldp_ok" => issued(now, "ca", None),
        "tst_crldp_revoked" => {
            let revoked = ("tsa-crl", moment("2025-01-01T00:00:00Z"));
            issued(now, "ca", Some(revoked))
        }
        "tst_crldp_wrongissuer" => issued(now, "ca-fake", None),
        "tst_crldp_stale" => issued(moment("2024-01-01T00:00:00Z"), "ca", None),
        "tst_crldp_404" | "tst_crl_embedded_stale" => List::Missing,
        _ => return None,
    })
}
