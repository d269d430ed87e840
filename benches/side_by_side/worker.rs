//! A worker process, which does what it is asked and measures itself.

use std::fmt::Display;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// What a worker measured over all operations of a request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reply {
    /// Processor time of the thread that did them, in milliseconds.
    pub(crate) thread: f64,
    /// Processor time of the whole process, in milliseconds.
    pub(crate) process: f64,
    /// Time on the wall, in milliseconds.
    pub(crate) wall: f64,
    /// The most memory that the process had so far, in MiB.
    pub(crate) peak: f64,
}

impl Reply {
    fn parse(line: &str) -> Option<Self> {
        let numbers = line.strip_prefix("done ")?.split_whitespace();
        let numbers: Vec<f64> = numbers.filter_map(|word| word.parse().ok()).collect();
        let [thread, process, wall, peak] = *numbers.as_slice() else {
            return None;
        };
        Some(Self {
            thread: thread / 1e6,
            process: process / 1e6,
            wall: wall / 1e6,
            peak: peak / 1024.0,
        })
    }
}

pub(crate) struct Worker {
    child: Child,
    requests: Option<ChildStdin>,
    replies: BufReader<ChildStdout>,
}

impl Worker {
    pub(crate) fn start(command: &mut Command) -> Result<Self, String> {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{}: {error}", command.get_program().display()))?;
        Ok(Self {
            requests: child.stdin.take(),
            replies: BufReader::new(child.stdout.take().unwrap()),
            child,
        })
    }

    /// Sends a line and waits for the reply. An error is what the worker has to say instead.
    pub(crate) fn ask(&mut self, request: &impl Display) -> Result<Reply, String> {
        let died = |_| "the worker died".to_owned();
        let requests = self.requests.as_mut().unwrap();
        writeln!(requests, "{request}").map_err(died)?;
        let mut line = String::new();
        self.replies.read_line(&mut line).map_err(died)?;
        Reply::parse(&line).ok_or_else(|| match line.trim() {
            "" => "the worker died".to_owned(),
            reason => reason.to_owned(),
        })
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // The end of its input is what a worker ends at.
        self.requests = None;
        let _ = self.child.wait();
    }
}
