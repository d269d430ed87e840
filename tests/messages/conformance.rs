//! Parity is the verdict of the official library, row by row of the tables that hold what it
//! answered (`tests/vectors/ORIGIN.md`). What differs is listed in `tests/vectors/DIFFERENCES.md`
//! with its reason, at most one row in a hundred; anything else that differs is a failure, and
//! so is a listed difference that is none any more.
//!
//! When two verdicts are equal:
//!
//! - *A message in memory*: the same fatal, the same errors and warnings in the same order, the
//!   same content. Where there is content, also the same signers, signing time and key
//!   identifiers; without, the official library does not tell them and we may.
//! - *A message in memory at which the official library throws*: any fatal, and no content.
//! - *A message that comes as a stream*: the same fatal, the same errors and warnings in any
//!   order, the same content. What the official library had written before it met a fatal does
//!   not count as content: we write nothing before the verdict. On a fatal, and where there is
//!   no key of a usable length, it forgets errors and warnings or never comes to them; we do
//!   not, so there its lists must be contained in ours, and ours must be those that it gives if
//!   the same message is in memory. Where it throws: any fatal, and no content.

use crate::support::corpus::Corpus;
use crate::support::differences::Comparison;
use crate::support::listener::Listener;
use crate::support::responder::{Answer, List, Responder};
use crate::support::table::{Row, Table};
use crate::support::verdict::{Official, Verdict, moment, sha256};
use crate::support::{skip, synthetic};
use etee::{HttpTransport, Limits, Unsealer};
use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

fn forged_message(row: Row<'_>) -> Vec<u8> {
    let path = format!("msg/{}.msg", row.get("name"));
    let message = fs::read(synthetic::vectors().join(path)).unwrap();
    assert_eq!(sha256(&message), row.get("fileSha256"));
    message
}

/// Forged messages, each with one property that is not as usual.
#[test]
fn forged_messages() {
    let table = Table::read(&synthetic::vectors().join("verdicts.tsv"));
    let mut comparison = Comparison::with("synthetic/verdicts.tsv");
    let mut in_memory = BTreeMap::new();
    for row in table.rows() {
        let (name, mode) = (row.get("name"), row.get("mode"));
        comparison.begin(format!("{name} {mode}"));
        let mut unsealer = Unsealer::new(Arc::new(synthetic::context(row)));
        synthetic::add_keys(&mut unsealer, row);
        let (official, message) = (Official::new(row), forged_message(row));
        match mode {
            "bytes" => {
                let ours = Verdict::of_bytes(&mut unsealer, &message);
                official.compare_bytes(&mut comparison, &ours);
                in_memory.insert(name, official);
            }
            "stream" => {
                let ours = Verdict::of_stream(&mut unsealer, &message);
                official.compare_stream(&in_memory[name], &mut comparison, &ours);
            }
            other => panic!("unknown mode: {other}"),
        }
    }
    comparison.finish(506);
}

/// The status of a signer over a real port, with the built-in transport.
#[test]
fn responder_on_a_port() {
    let table = Table::read(&synthetic::vectors().join("verdicts.tsv"));
    let row = table.rows().find(|row| row.get("name") == "on_good_both");
    let row = row.unwrap();
    let responder = Responder {
        now: moment(row.get("clock")),
        answer: Answer::GOOD,
        list: List::Missing,
    };
    let Some(listener) = Listener::start(responder) else {
        return skip("port 8899 is taken, which the certificates of the test PKI name");
    };
    let transport = HttpTransport::builder(&Limits::default()).build().unwrap();
    let context = synthetic::context_with(row, Arc::new(transport));
    let mut unsealer = Unsealer::new(Arc::new(context));
    synthetic::add_keys(&mut unsealer, row);
    let unsealed = unsealer.unseal(&forged_message(row)).unwrap();
    assert_eq!(
        sha256(unsealed.content.as_bytes()),
        row.get("contentSha256")
    );
    // Outer and inner layer have the same certificate, and each is asked about.
    assert_eq!(listener.answered(), 2);
}

/// The messages of the official library's own tests, in memory and as streams.
#[test]
fn corpus() {
    let Some(corpus) = Corpus::open() else { return };
    let table = corpus.table("verdicts.tsv");
    let mut comparison = Comparison::with("corpus/verdicts.tsv");
    for row in table.rows() {
        comparison.begin(row.get("file").to_owned());
        let message = corpus.message(row);
        assert_eq!(sha256(&message), row.get("fileSha256"));
        let mut unsealer = corpus.unsealer(row, "base");
        let official = Official::new(row);
        let ours = Verdict::of_bytes(&mut unsealer, &message);
        official.compare_bytes(&mut comparison, &ours);
        let ours = Verdict::of_stream(&mut unsealer, &message);
        Official::stream_of(row).compare_stream(&official, &mut comparison, &ours);
    }
    comparison.finish(31);
}

/// The same messages in other configurations and at other times.
#[test]
fn corpus_variants() {
    let Some(corpus) = Corpus::open() else { return };
    let table = corpus.table("verdict-variants.tsv");
    let mut comparison = Comparison::with("corpus/verdict-variants.tsv");
    let mut in_memory = BTreeMap::new();
    for row in table.rows() {
        let configuration = row.get("config");
        let place = (row.get("clock"), row.get("file"));
        comparison.begin(format!("{configuration} {} {}", place.0, place.1));
        let message = corpus.message(row);
        let mut unsealer = corpus.unsealer(row, configuration);
        let official = Official::new(row);
        match configuration {
            "stream" => {
                let ours = Verdict::of_stream(&mut unsealer, &message);
                official.compare_stream(&in_memory[&place], &mut comparison, &ours);
            }
            _ => {
                let ours = Verdict::of_bytes(&mut unsealer, &message);
                official.compare_bytes(&mut comparison, &ours);
            }
        }
        if configuration == "base" {
            in_memory.insert(place, official);
        }
    }
    comparison.finish(1364);
}
