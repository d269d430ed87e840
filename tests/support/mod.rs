//! What the integration tests share.

// Every test binary compiles this module and uses its own part of it.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    clippy::cast_possible_truncation
)]

pub mod abi;
pub mod authenticator;
#[cfg(feature = "simulator")]
pub mod bearer;
pub mod ber;
pub mod certificates;
pub mod corpus;
pub mod der;
pub mod differences;
pub mod listener;
pub mod official;
#[cfg(feature = "simulator")]
pub mod platform;
pub mod program;
pub mod responder;
pub mod source;
pub mod synthetic;
pub mod table;
pub mod time_stamp;
pub mod verdict;
pub mod wire;
pub mod xml;

use std::io::Write;

/// Says that the calling test cannot show what it is there for, because something it needs is
/// missing. To be called once, right before the test returns.
///
/// libtest knows no skipping at run time and will print `ok` for the test. It captures what the
/// print macros write but not a direct write to standard error, so this line reaches the log,
/// where `tests/run` takes the test off the passed ones and adds it to the skipped ones.
pub fn skip(reason: &str) {
    say(&format!("SKIPPED: {reason}"));
}

/// Writes a line that reaches the log even if the test passes.
pub fn say(line: &str) {
    // With one test at a time, libtest leaves its own line open: start a new one.
    let line = format!("\n{line}\n");
    std::io::stderr()
        .write_all(line.as_bytes())
        .expect("standard error can be written");
}
