//! The strict judgement finds at least what parity finds, in every forged message: it never
//! releases what parity refuses, and leaves no error out unless a fatal comes first. Where it
//! takes more on purpose, the message stands in a list with the reason.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use etee::{Judgement, Unsealer};
use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;
use support::synthetic;
use support::table::{Row, Table};
use support::verdict::Verdict;

/// Paths are searched for among all certificates at hand, and any anchor ends one. The official
/// library takes the embedded certificates, all of them, for the path.
const PATHS: &str = "paths are searched for";
/// All recipients that are ours are tried, keys of the KGSS first, and the one that opens the
/// message is judged. The official library judges each one that it tries, and ends at the first
/// that fails.
const RECIPIENTS: &str = "the recipient that opens counts";
/// All responses are looked at, the right one is taken, and what is wrong is one word: that the
/// status is not known.
const RESPONSES: &str = "the response that fits counts";
/// A responder may leave the nonce out (RFC 6960, 4.4.1), as most do that sign in advance.
const NONCE: &str = "a nonce may be missing";
/// A time-stamp is judged at its own time, and does not die with the authority's certificate.
const TIME_STAMPS: &str = "time-stamps outlive their authority";
/// A list that is signed by somebody else is no list, and what that leads to is told.
const LISTS: &str = "a foreign list is none";

/// The messages in which strict leaves something out.
const EXCEPTIONS: [(&str, &str); 15] = [
    ("outer_leafca_ca_trusted", PATHS),
    ("outer_extra_leaf", PATHS),
    ("outer_extra_unrelated_ca", PATHS),
    ("outer_leaf_trusted_itself", PATHS),
    ("emb_good_root_SENDER_OPTIONAL", PATHS),
    ("emb_good_root_SENDER_MANDATORY", PATHS),
    ("on_good_root", PATHS),
    ("two_second_ok_dup", RECIPIENTS),
    ("kek_given_no_kekri", RECIPIENTS),
    ("kek_mixed_wrong_kek", RECIPIENTS),
    ("other_recipient_oaep_first", RECIPIENTS),
    ("emb_two_first_other", RESPONSES),
    ("on_nononce", NONCE),
    ("tst_expired_tsa", TIME_STAMPS),
    ("tst_crldp_wrongissuer", LISTS),
];

fn judged(row: Row<'_>, judgement: Judgement) -> Verdict {
    let context = synthetic::context(row);
    let mut validation = context.validation().clone();
    validation.judgement = judgement;
    let mut unsealer = Unsealer::new(Arc::new(context.with_validation(validation)));
    synthetic::add_keys(&mut unsealer, row);
    let path = format!("msg/{}.msg", row.get("name"));
    let message = fs::read(synthetic::vectors().join(path)).unwrap();
    Verdict::of_bytes(&mut unsealer, &message)
}

/// Whether strict finds all that parity finds.
fn takes_no_more(parity: &Verdict, strict: &Verdict) -> bool {
    let found: BTreeSet<&str> = strict.errors().into_iter().collect();
    let complete = parity.errors().iter().all(|error| found.contains(error));
    !strict.fatal().is_empty() || (parity.fatal().is_empty() && complete)
}

#[test]
fn strict_takes_no_more_than_parity() {
    let table = Table::read(&synthetic::vectors().join("verdicts.tsv"));
    let rows = table.rows().filter(|row| row.get("mode") == "bytes");
    let more: BTreeSet<&str> = rows
        .filter(|row| {
            let parity = judged(*row, Judgement::Parity);
            !takes_no_more(&parity, &judged(*row, Judgement::Strict))
        })
        .map(|row| row.get("name"))
        .collect();
    let expected: BTreeSet<&str> = EXCEPTIONS.iter().map(|(name, _)| *name).collect();
    assert_eq!(more, expected);
}
