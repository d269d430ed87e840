//! What the integration tests share.

// Every test binary compiles this module and uses its own part of it.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice
)]

pub mod official;
pub mod source;

use std::io::Write;

/// Says that the calling test cannot show what it is there for, because something it needs is
/// missing. To be called once, right before the test returns.
///
/// libtest knows no skipping at run time and will print `ok` for the test. It captures what the
/// print macros write but not a direct write to standard error, so this line reaches the log,
/// where `tests/run` takes the test off the passed ones and adds it to the skipped ones.
pub fn skip(reason: &str) {
    // With one test at a time, libtest leaves its own line open: start a new one.
    let line = format!("\nSKIPPED: {reason}\n");
    std::io::stderr()
        .write_all(line.as_bytes())
        .expect("standard error can be written");
}
