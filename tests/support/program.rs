//! Programs that a test starts beside itself.

use std::path::Path;
use std::process::Command;

/// A command for a program made for the platform under test. What emulates a processor has to be
/// named again for each of them: `ETEE_RUNNER`, in words. Wine starts programs by itself.
pub fn command(path: impl AsRef<Path>) -> Command {
    let runner = std::env::var("ETEE_RUNNER").unwrap_or_default();
    let mut words = runner.split_whitespace();
    match words.next().filter(|_| cfg!(unix)) {
        Some(emulator) => {
            let mut command = Command::new(emulator);
            command.args(words).arg(path.as_ref());
            command
        }
        None => Command::new(path.as_ref()),
    }
}

/// Whether Wine or qemu runs the test, so that the process is theirs too.
pub fn is_emulated() -> bool {
    std::env::var_os("ETEE_EMULATED").is_some()
}

/// A command for the test program that asks.
pub fn this_program() -> Command {
    command(std::env::current_exe().unwrap())
}
