//! Sealing and unsealing, tokens and identities, and the verdicts on messages good and bad.
//!
//! One program for all of them: each one more takes as long to link as most of these tests run.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout
)]

#[path = "../support/mod.rs"]
mod support;

mod broken;
mod checker;
mod conformance;
mod corpus;
mod etk_verdicts;
mod identity;
mod lib_sealed;
mod seal_unseal;
mod strict;
mod token;
mod xml_signature;
