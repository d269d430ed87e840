//! The walk through a CMS layer: small values are caught whole, strings are passed on in
//! pieces, everything around them is told as it opens and closes.

use crate::asn1::{END_OF_CONTENTS, Event, Header, Length, StreamReader, tag};
use crate::error::{Error, Result, Status};
use crate::limits::Limits;

/// What the walk came upon.
pub(crate) enum Step<'a> {
    /// A value opens. The layer answers with [`Frame::catch`], [`Frame::pass_string`], or by
    /// just going on into it.
    Begin(Header),
    /// A value that was gone into closes.
    End,
    /// A value that was to be caught, all its octets.
    Caught(Vec<u8>),
    /// The next piece of a string that is passed on.
    Piece(&'a [u8]),
    /// The string that was passed on closes.
    StringEnd,
}

enum Mode {
    Walk,
    Catch { depth: usize, octets: Vec<u8> },
    String { depth: usize },
}

/// Walks through one ContentInfo.
pub(crate) struct Frame {
    reader: StreamReader,
    mode: Mode,
    element_size: usize,
}

impl Frame {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            reader: StreamReader::new(limits.asn1_depth),
            mode: Mode::Walk,
            element_size: limits.element_size,
        }
    }

    pub(crate) fn is_finished(&self) -> bool {
        self.reader.is_finished()
    }

    pub(crate) fn position(&self) -> u64 {
        self.reader.position()
    }

    /// Catches the value that just opened.
    pub(crate) fn catch(&mut self, header: &Header) -> Result<()> {
        if let Length::Definite(length) = header.length
            && length > self.element_size as u64
        {
            return Err(self.too_large());
        }
        self.mode = Mode::Catch {
            depth: self.reader.depth(),
            octets: header.octets().to_vec(),
        };
        Ok(())
    }

    /// Passes on the content of the OCTET STRING (or of the implicitly tagged one) that just
    /// opened.
    pub(crate) fn pass_string(&mut self) {
        self.mode = Mode::String {
            depth: self.reader.depth(),
        };
    }

    /// The next step; `None` when more input is needed or the ContentInfo has ended.
    pub(crate) fn step<'a>(&mut self, input: &mut &'a [u8]) -> Result<Option<Step<'a>>> {
        loop {
            let Some(event) = self.reader.next(input)? else {
                return Ok(None);
            };
            let depth = self.reader.depth();
            let step = match &mut self.mode {
                Mode::Walk => match event {
                    Event::Begin(header) => Some(Step::Begin(header)),
                    Event::End(_) => Some(Step::End),
                    Event::Content(_) => {
                        return Err(Error::malformed(
                            "a primitive value stands where a structure should",
                        )
                        .at(self.reader.position()));
                    }
                },
                Mode::Catch {
                    depth: start,
                    octets,
                } => {
                    let done = matches!(event, Event::End(_)) && depth < *start;
                    append(octets, &event);
                    if octets.len() > self.element_size {
                        return Err(self.too_large());
                    }
                    if done {
                        Some(Step::Caught(core::mem::take(octets)))
                    } else {
                        None
                    }
                }
                Mode::String { depth: start } => match event {
                    Event::Content(piece) => return Ok(Some(Step::Piece(piece))),
                    Event::End(_) if depth < *start => Some(Step::StringEnd),
                    Event::End(_) => None,
                    Event::Begin(header) => {
                        if header.tag & !tag::CONSTRUCTED != tag::OCTET_STRING {
                            return Err(Error::malformed(
                                "a segment of a string is no OCTET STRING",
                            )
                            .at(self.reader.position()));
                        }
                        None
                    }
                },
            };
            if let Some(step) = step {
                self.mode = Mode::Walk;
                return Ok(Some(step));
            }
        }
    }

    fn too_large(&self) -> Error {
        Error::new(
            Status::LimitExceeded,
            "a part of the message is larger than the limit",
        )
        .at(self.reader.position())
    }
}

fn append(octets: &mut Vec<u8>, event: &Event<'_>) {
    match event {
        Event::Begin(header) => octets.extend_from_slice(header.octets()),
        Event::Content(content) => octets.extend_from_slice(content),
        Event::End(true) => octets.extend_from_slice(&END_OF_CONTENTS),
        Event::End(false) => {}
    }
}
