//! The worker for what is measured in Rust.

use crate::request::{Request, Style};
use rustix::time::{ClockId, clock_gettime};
use std::fs;

/// Somebody who does operations in memory.
pub(crate) trait InProcess {
    /// Makes ready for a request.
    fn prepare(&mut self, request: &Request) -> Result<(), String>;

    /// Does the request once; what comes out.
    fn run(&mut self, request: &Request, input: &[u8]) -> Result<Vec<u8>, String>;
}

/// Answers the requests on standard input until it ends.
pub(crate) fn serve(peer: &mut dyn InProcess) {
    for line in std::io::stdin().lines() {
        match answer(&line.unwrap(), peer) {
            Ok(reply) => println!("done {reply}"),
            Err(reason) => println!("{reason}"),
        }
    }
}

fn answer(line: &str, peer: &mut dyn InProcess) -> Result<String, String> {
    let request: Request = line.parse()?;
    if !matches!(request.style, Style::Buffer | Style::Batch) {
        return Err("cannot do anything but what is in memory".to_owned());
    }
    let input = fs::read(&request.input).map_err(|error| error.to_string())?;
    peer.prepare(&request)?;

    let clocks = [
        ClockId::ThreadCPUTime,
        ClockId::ProcessCPUTime,
        ClockId::Monotonic,
    ];
    let before = clocks.map(nanoseconds);
    let mut output = Vec::new();
    for _ in 0..request.count {
        output = peer.run(&request, &input)?;
    }
    let after = clocks.map(nanoseconds);

    fs::write(&request.output, output).map_err(|error| error.to_string())?;
    let [thread, process, wall] = [0, 1, 2].map(|i| after[i] - before[i]);
    Ok(format!("{thread} {process} {wall} 0"))
}

fn nanoseconds(clock: ClockId) -> i64 {
    let now = clock_gettime(clock);
    now.tv_sec * 1_000_000_000 + now.tv_nsec
}
