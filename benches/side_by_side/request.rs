//! What is asked of a worker: one line of text.

use std::fmt;
use std::str::FromStr;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Operation {
    Seal,
    Unseal,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Style {
    /// From memory to memory, in one call.
    Buffer,
    /// From file to file.
    File,
    /// From memory to memory, in parts, their length known beforehand.
    Stream,
    /// The same, their length unknown: sealing makes the segments of the official library.
    Segments,
    /// As [`Self::Buffer`], [`BATCH`] contents at once.
    Batch,
}

/// Messages in a batch.
pub(crate) const BATCH: usize = 64;

const OPERATIONS: [(Operation, &str); 2] =
    [(Operation::Seal, "seal"), (Operation::Unseal, "unseal")];

const STYLES: [(Style, &str); 5] = [
    (Style::Buffer, "buffer"),
    (Style::File, "file"),
    (Style::Stream, "stream"),
    (Style::Segments, "segments"),
    (Style::Batch, "batch"),
];

fn word_of<T: PartialEq>(table: &[(T, &'static str)], value: &T) -> &'static str {
    let entry = table.iter().find(|(known, _)| known == value);
    entry.map(|(_, word)| *word).unwrap()
}

fn value_of<T: Copy>(table: &[(T, &str)], word: Option<&str>) -> Option<T> {
    let entry = table.iter().find(|(_, known)| Some(*known) == word);
    entry.map(|(value, _)| *value)
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(word_of(&OPERATIONS, self))
    }
}

impl fmt::Display for Style {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(word_of(&STYLES, self))
    }
}

/// An operation, done `count` times. Paths are relative to the directory of the worker; the
/// output is that of the last time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Request {
    pub(crate) operation: Operation,
    pub(crate) style: Style,
    pub(crate) signer: String,
    pub(crate) recipients: usize,
    pub(crate) input: String,
    pub(crate) output: String,
    pub(crate) count: u32,
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {} {} {} {} {} {}",
            self.operation,
            self.style,
            self.signer,
            self.recipients,
            self.input,
            self.output,
            self.count
        )
    }
}

impl FromStr for Request {
    type Err = String;

    fn from_str(line: &str) -> Result<Self, String> {
        let mut words = line.split_whitespace();
        let mut parse = || {
            Some(Self {
                operation: value_of(&OPERATIONS, words.next())?,
                style: value_of(&STYLES, words.next())?,
                signer: words.next()?.to_owned(),
                recipients: words.next()?.parse().ok()?,
                input: words.next()?.to_owned(),
                output: words.next()?.to_owned(),
                count: words.next()?.parse().ok()?,
            })
        };
        parse().ok_or_else(|| "no such request".to_owned())
    }
}
