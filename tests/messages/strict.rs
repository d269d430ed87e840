//! The strict judgement beside that of parity: what the official library lets pass, or tells
//! too much of, and what is answered instead.
//!
//! The weaknesses of the official library are numbered as in
//! `tests/vectors/synthetic/weaknesses.tsv`. Those that no message shows are shown elsewhere: 9
//! and 10 (tokens, and what is sealed for them) in `tests/messages/etk_verdicts.rs` and by the tests of
//! `src/seal`; 11 (where revocation services are looked for) by those of
//! `src/trust/revocation`; 18 (no exception, whatever the input) in `tests/messages/broken.rs`, beside
//! the rows here; 19 (memory) by those of `src/unseal/spool.rs`.

use crate::support::synthetic;
use crate::support::table::{Row, Table};
use crate::support::verdict::{moment, sha256};
use etee::{
    Certificate, Clock, Context, Finding, Identity, Judgement, Refusal, Report, Sealer, SecretKey,
    SigningPolicy, Unsealed, Unsealer, Validation,
};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Arc;

/// When most of the forged messages say that they were signed. The table has them opened in
/// 2026.
const SIGNED: &str = "2024-06-01T12:00:00Z";

/// What is particular about the reader of a message, beside what its row says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reader {
    /// Knows that the message came in when it says that it was signed.
    Mailbox,
    /// Knows nothing of when the message came in.
    Plain,
    /// As `Mailbox`; takes web keys for signers.
    WebAuthn,
    /// As `Mailbox`; takes SHA-1 on paths to the root.
    Legacy,
}

use Reader::{Legacy, Mailbox, Plain, WebAuthn};

impl Reader {
    fn named(name: &str) -> Self {
        match name {
            "Mailbox" => Mailbox,
            "Plain" => Plain,
            "WebAuthn" => WebAuthn,
            "Legacy" => Legacy,
            other => panic!("unknown reader: {other}"),
        }
    }
}

fn table() -> Table {
    Table::read(&synthetic::vectors().join("verdicts.tsv"))
}

/// The rows for messages in memory, by name.
fn rows(table: &Table) -> BTreeMap<&str, Row<'_>> {
    let rows = table.rows().filter(|row| row.get("mode") == "bytes");
    rows.map(|row| (row.get("name"), row)).collect()
}

fn message(name: &str) -> Vec<u8> {
    fs::read(synthetic::vectors().join(format!("msg/{name}.msg"))).unwrap()
}

/// The unsealer of a row.
fn unsealer(row: Row<'_>, judgement: Judgement, reader: Reader) -> Unsealer {
    let mut context = synthetic::context(row);
    let mut validation = Validation {
        judgement,
        ..context.validation().clone()
    };
    if reader == WebAuthn {
        validation.signing_policies.push(SigningPolicy::WebAuthn);
    }
    if reader == Legacy {
        context = context.with_legacy_trust_anchor(synthetic::certificate("root"));
    }
    let mut unsealer = Unsealer::new(Arc::new(context.with_validation(validation)));
    synthetic::add_keys(&mut unsealer, row);
    if reader != Plain && judgement == Judgement::Strict {
        unsealer.set_trusted_time(Some(moment(SIGNED)));
    }
    unsealer
}

/// What parity finds, fatal first.
fn parity(row: Row<'_>, message: &[u8]) -> String {
    match unsealer(row, Judgement::Parity, Plain).unseal(message) {
        Ok(_) => String::new(),
        Err(refusal) => names(&refusal.report.unwrap()).join(","),
    }
}

fn names(report: &Report) -> Vec<&'static str> {
    let errors = report.errors().iter().map(|finding| finding.name());
    let fatal = report.fatal().map(|fatal| fatal.name());
    fatal.into_iter().chain(errors).collect()
}

/// The status of an outcome and what was found, fatal first.
fn answer(outcome: &Result<Unsealed, Refusal>) -> (String, String) {
    match outcome {
        Ok(unsealed) => ("Ok".to_owned(), names(&unsealed.report).join(",")),
        Err(refusal) => (
            format!("{:?}", refusal.error.status()),
            names(refusal.report.as_ref().unwrap()).join(","),
        ),
    }
}

/// `weaknesses.tsv`: a message, its reader, what parity finds (as the official library does,
/// which gives the content unless there is a fatal), and what strict answers.
#[test]
fn weaknesses() {
    let table = table();
    let rows = rows(&table);
    let weaknesses = Table::read(&synthetic::vectors().join("weaknesses.tsv"));
    let (mut wrong, mut shown) = (String::new(), BTreeSet::new());
    for line in weaknesses.rows() {
        let name = line.get("name");
        let (row, message) = (rows[name], message(name));
        let reader = Reader::named(line.get("reader"));
        let parity = parity(row, &message);
        let (status, strict) = answer(&unsealer(row, Judgement::Strict, reader).unseal(&message));
        let ours = [parity, status, strict];
        if ours != ["parity", "status", "strict"].map(|column| line.get(column)) {
            wrong += &format!("{} {name}: {ours:?}\n", line.get("weakness"));
        }
        shown.insert(line.get("weakness"));
    }
    assert!(wrong.is_empty(), "{wrong}");
    let elsewhere = BTreeSet::from(["4", "9", "10", "11", "19"]);
    assert!(shown.is_disjoint(&elsewhere));
    assert_eq!(shown.len() + elsewhere.len(), 21);
}

/// Strict is pleased where the official library is not, the age of the message apart; with the
/// weakness that this heals.
const PLEASED: &[(u8, &str)] = &[
    (6, "on_nononce"),
    (12, "kek_given_no_kekri"),
    (12, "kek_mixed_wrong_kek"),
    (13, "other_recipient_oaep_first"),
    (13, "two_second_ok_dup"),
    // The responder is issued by the CA of the signer, which is no anchor but leads to one.
    (17, "emb_good_root_SENDER_OPTIONAL"),
    (17, "outer_extra_leaf"),
    (17, "outer_extra_unrelated_ca"),
    (17, "outer_leaf_trusted_itself"),
    (17, "outer_leafca_ca_trusted"),
    (20, "tst_expired_tsa"),
];

/// Strict refuses as well, but not for each of the same reasons.
const OTHERWISE: &[(u8, &str)] = &[
    // The second response is about the signer.
    (6, "emb_two_first_other"),
    // A list that another authority signed is none.
    (8, "tst_crldp_wrongissuer"),
    // Such a signer is not asked for its key.
    (14, "web_weak"),
    // The responder is good, but nothing is known of the CA above it.
    (17, "emb_good_root_SENDER_MANDATORY"),
    (17, "on_good_root"),
];

/// Strict releases nothing of these, whatever is accepted.
const NEVER: &[(u8, &str)] = &[
    (5, "outer_dup_leaf"),
    (5, "outer_empty_certset"),
    (5, "outer_no_certs"),
    (5, "outer_no_certs_both_broken"),
    (5, "outer_no_certs_inner_cert"),
    (5, "outer_no_certs_inner_tampered"),
    (5, "outer_other_certs_only"),
    (14, "web_ok"),
    (14, "web_outer_only"),
    (14, "web_outer_only_inner_cert"),
    (14, "web_weak"),
    (15, "cek32_really_aes256"),
    (15, "ect_enveloped"),
    (15, "env_ect_signed"),
    (15, "env_trailing_garbage"),
    (15, "env_version5"),
    (15, "inner_ect_other"),
    (15, "inner_trailing_garbage"),
];

fn named(list: &'static [(u8, &str)]) -> BTreeSet<&'static str> {
    list.iter().map(|(_, name)| *name).collect()
}

fn is_age(finding: Finding) -> bool {
    [Finding::SigningTimeExpired, Finding::SigningTimeMissing].contains(&finding)
}

/// The report, whatever the outcome.
fn report(outcome: Result<Unsealed, Refusal>) -> Report {
    match outcome {
        Ok(unsealed) => unsealed.report,
        Err(refusal) => *refusal.report.unwrap(),
    }
}

/// Strict adds to what the official library finds, and takes away only where that is meant.
#[test]
fn strict_only_adds() {
    let table = table();
    let (mut pleased, mut otherwise) = (BTreeSet::new(), BTreeSet::new());
    for (name, row) in rows(&table) {
        let message = message(name);
        let official = ["fatal", "errors", "exception"];
        let official = official.iter().any(|column| !row.get(column).is_empty());
        let parity = report(unsealer(row, Judgement::Parity, Plain).unseal(&message));
        let strict = report(unsealer(row, Judgement::Strict, Plain).unseal(&message));
        assert_eq!(strict.released(), names(&strict).is_empty(), "{name}");
        let is_pleased =
            strict.fatal().is_none() && strict.errors().iter().all(|finding| is_age(*finding));
        let mut missing = parity.outer().errors().to_vec();
        missing.retain(|finding| !strict.outer().errors().contains(finding));
        if official && is_pleased && name != "enc_policy_swapped" {
            pleased.insert(name);
        } else if !missing.is_empty() {
            otherwise.insert(name);
        }
    }
    assert_eq!(pleased, named(PLEASED));
    assert_eq!(otherwise, named(OTHERWISE));
}

/// What strict releases is what the official library gives, and each finding has to be accepted
/// for it.
#[test]
fn what_is_accepted_is_released() {
    let table = table();
    let rows = rows(&table);
    let usual = rows["base"].get("contentSha256");
    let mut never = BTreeSet::new();
    for (name, row) in &rows {
        let message = message(name);
        let official = row.get("contentSha256");
        let reader = unsealer(*row, Judgement::Strict, Plain);
        let mut lenient = reader.clone();
        Finding::ALL
            .iter()
            .for_each(|finding| lenient.accept(*finding));
        let Ok(unsealed) = lenient.unseal(&message) else {
            if !official.is_empty() {
                never.insert(*name);
            }
            continue;
        };
        let expected = if official.is_empty() {
            assert!(named(PLEASED).contains(name), "{name}");
            usual
        } else {
            official
        };
        assert_eq!(sha256(unsealed.content.as_bytes()), expected, "{name}");
        for left in unsealed.report.errors() {
            let mut reader = reader.clone();
            let others = Finding::ALL.iter().filter(|finding| *finding != left);
            others.for_each(|finding| reader.accept(*finding));
            let refusal = reader.unseal(&message).unwrap_err();
            assert_eq!(refusal.error.status(), left.status(), "{name}: {left:?}");
        }
    }
    assert_eq!(never, named(NEVER));
}

/// Everything that is told of a refused message.
fn told(row: Row<'_>, reader: Reader, name: &str) -> String {
    let refusal = unsealer(row, Judgement::Strict, reader).unseal(&message(name));
    let refusal = refusal.unwrap_err();
    let report = refusal.report.as_ref().unwrap();
    format!("{refusal}\n{refusal:?}\n{}", report.to_json())
}

/// 1, 2: one answer to all that cannot be decrypted, and none to who did not sign it.
#[test]
fn failures_to_decrypt_are_one() {
    let table = table();
    let rows = rows(&table);
    for (reader, like, others) in [
        (Plain, "ek_flip", NOT_DECRYPTABLE),
        (Mailbox, "ek_flip", NOT_DECRYPTABLE),
        (
            Mailbox,
            "outer_sig_flip",
            &["badouter_badek", "badouter_cek15", "badouter_badct"],
        ),
        (Mailbox, "outer_no_certs", &["nocert_badct"]),
    ] {
        let expected = told(rows[like], reader, like);
        for name in others {
            assert_eq!(told(rows[name], reader, name), expected, "{name}");
        }
    }
}

const NOT_DECRYPTABLE: &[&str] = &[
    "cek32_really_aes256",
    "cek_0",
    "cek_17",
    "cek_24_aes128",
    "cek_32_for_aes128",
    "cek_wrong",
    "ct_first_flip",
    "ct_last_block_flip",
    "ct_pad_flip",
    "ct_truncated_block",
    "ek_empty",
    "ek_for_other_key",
    "ek_short",
    "inner_empty",
    "inner_not_cms",
    "inner_trailing_garbage",
    "pad_17",
];

/// 4: no octet of a message that is refused leaves the library, whichever way it came in.
#[test]
fn nothing_is_written() {
    let table = table();
    let rows = rows(&table);
    let folder = tempfile::tempdir().unwrap();
    let (sealed, clear) = (folder.path().join("sealed"), folder.path().join("clear"));
    for name in [
        "outer_sig_flip",
        "inner_content_changed",
        "ct_pad_flip",
        "outer_two_signers",
    ] {
        let reader = unsealer(rows[name], Judgement::Strict, Mailbox);
        let in_memory = format!("{:?}", reader.unseal(&message(name)).unwrap_err());
        let mut stream = reader.begin();
        stream.write(&message(name)).unwrap();
        let refusal = stream.finish().map(|(_, report)| report).unwrap_err();
        assert_eq!(format!("{refusal:?}"), in_memory, "{name}");
        fs::write(&sealed, message(name)).unwrap();
        let refusal = reader.unseal_file(&sealed, &clear).unwrap_err();
        assert_eq!(format!("{refusal:?}"), in_memory, "{name}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "{name}");
    }
}

/// Parity looks at the announced digest algorithms no more than the official library does, however
/// the message comes: no signature covers them. Strict refuses what it did not take.
#[test]
fn another_digest_is_announced() {
    const SHA256: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];
    let table = table();
    let row = rows(&table)["base"];
    let base = message("base");
    let mut message = base.clone();
    let at = message
        .windows(SHA256.len())
        .position(|part| part == SHA256);
    message[at.unwrap() + SHA256.len() - 1] = 3;

    let mut reader = unsealer(row, Judgement::Parity, Plain);
    for finding in Finding::ALL {
        reader.accept(*finding);
    }
    let opened = reader.unseal(&message).unwrap();
    let found = names(&opened.report);
    assert_eq!(found.join(","), parity(row, &base));
    let mut stream = reader.begin();
    stream.write(&message).unwrap();
    let (_, report) = stream.finish().unwrap();
    assert_eq!(names(&report), found);
    let folder = tempfile::tempdir().unwrap();
    let (sealed, clear) = (folder.path().join("sealed"), folder.path().join("clear"));
    fs::write(&sealed, &message).unwrap();
    let report = reader.unseal_file(&sealed, &clear).unwrap();
    assert_eq!(names(&report), found);
    assert!(fs::read(&clear).unwrap() == opened.content.as_bytes());

    let strict = unsealer(row, Judgement::Strict, Mailbox).unseal(&message);
    assert_eq!(answer(&strict).0, "SignatureInvalid");
}

/// The inner certificate of the test card, as another authority issues it.
fn card_issued_by(authority: &str) -> Certificate {
    use crate::support::der::{SEQUENCE, SHA256_WITH_RSA, element, time};
    use crate::support::responder::{parsed, signed};
    use x509_cert::der::Encode;
    let (card, authority_certificate) = (parsed("eid-sign"), parsed(authority));
    let card = card.tbs_certificate();
    let validity = [
        time(moment("2020-01-01T00:00:00Z")),
        time(moment("2040-01-01T00:00:00Z")),
    ];
    let parts = [
        b"\xa0\x03\x02\x01\x02\x02\x01\x09".to_vec(),
        SHA256_WITH_RSA.to_vec(),
        authority_certificate
            .tbs_certificate()
            .subject()
            .to_der()
            .unwrap(),
        element(SEQUENCE, &[&validity.concat()]),
        card.subject().to_der().unwrap(),
        card.subject_public_key_info().to_der().unwrap(),
        // keyUsage: nonRepudiation
        b"\xa3\x0f\x30\x0d\x30\x0b\x06\x03\x55\x1d\x0f\x04\x04\x03\x02\x06\x40".to_vec(),
    ];
    let data = element(SEQUENCE, &[&parts.concat()]);
    Certificate::from_der(&signed(&data, authority, &[])).unwrap()
}

/// 16: two certificates are of one holder if one authority says so, or two below one anchor. A
/// CA with the same name below another anchor is not that authority.
#[test]
fn one_holder_has_one_authority() {
    let context = |judgement| {
        ["root", "root-untrusted"]
            .map(synthetic::certificate)
            .into_iter()
            .fold(Context::new(), Context::with_trust_anchor)
            .with_clock(Clock::Fixed(moment(SIGNED)))
            .with_validation(Validation {
                judgement,
                ..Validation::default()
            })
    };
    for (authority, above, found) in [
        ("ca", &["ca"][..], ""),
        ("root", &[], ""),
        ("ca-fake", &["ca-fake"], "MESSAGE_INTEGRITY_INVALID"),
    ] {
        let above = above.iter().map(|name| synthetic::certificate(name));
        let chain = std::iter::once(card_issued_by(authority)).chain(above);
        let outer = ["eid-auth", "ca"].map(synthetic::certificate).to_vec();
        let card = Identity::from_pkcs8(&synthetic::private_key("eid-auth"), outer)
            .and_then(|card| {
                card.with_signature_key(&synthetic::private_key("eid-sign"), chain.collect())
            })
            .unwrap();
        let key = SecretKey::new(b"key", &[7; 16]).unwrap();
        let strict = Arc::new(context(Judgement::Strict));
        let mut sealer = Sealer::new(Arc::clone(&strict), Arc::new(card)).unwrap();
        sealer.set_policy(SigningPolicy::Eid).unwrap();
        sealer.add_secret_key(&key);
        let sealed = sealer.seal(b"by card").unwrap();
        let unseal = |context| {
            let mut unsealer = Unsealer::new(context);
            unsealer.add_secret_key(&key);
            unsealer.unseal(&sealed)
        };
        let parity = unseal(Arc::new(context(Judgement::Parity))).unwrap();
        assert!(parity.report.errors().is_empty(), "{authority}");
        assert_eq!(answer(&unseal(strict)).1, found, "{authority}");
    }
}
