//! A pull reader over BER or DER that arrives in chunks of any size and is never held.

use super::header::{Header, Length, MAX_HEADER};
use crate::error::{Error, Result, Status};

/// What the reader found next.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Event<'a> {
    /// A value begins.
    Begin(Header),
    /// Content octets of the primitive value that began last; never empty.
    Content(&'a [u8]),
    /// The innermost open value ends; `true` if end-of-contents octets ended it.
    End(bool),
}

struct Open {
    constructed: bool,
    indefinite: bool,
    /// The position at which this value ends, or where the nearest definite one around it does.
    bound: u64,
}

/// Reads one ASN.1 value, event by event.
///
/// Depth is limited; sizes and counts are for the caller to limit, who sees every header.
pub(crate) struct StreamReader {
    open: Vec<Open>,
    partial: [u8; MAX_HEADER],
    partial_len: usize,
    position: u64,
    max_depth: usize,
    finished: bool,
}

impl StreamReader {
    pub(crate) fn new(max_depth: usize) -> Self {
        Self {
            open: Vec::new(),
            partial: [0; MAX_HEADER],
            partial_len: 0,
            position: 0,
            max_depth,
            finished: false,
        }
    }

    /// Whether the value has been read to its end.
    pub(crate) fn is_finished(&self) -> bool {
        self.finished
    }

    /// Octets consumed so far.
    pub(crate) fn position(&self) -> u64 {
        self.position
    }

    /// The number of values that are open.
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Takes the next event from the front of `input`; `None` when all of it is used up, or
    /// when the value has ended (what then remains in `input` does not belong to it).
    pub(crate) fn next<'a>(&mut self, input: &mut &'a [u8]) -> Result<Option<Event<'a>>> {
        if self.finished {
            return Ok(None);
        }
        if let Some(top) = self.open.last() {
            if !top.indefinite && self.position == top.bound {
                return Ok(Some(self.close(false)));
            }
            if !top.constructed {
                let left = top.bound.saturating_sub(self.position);
                return Ok(self.content(left, input));
            }
        }
        let Some(header) = self.header(input)? else {
            return Ok(None);
        };
        let inside_indefinite = self.open.last().is_some_and(|top| top.indefinite);
        if inside_indefinite && header.is_end_of_contents() {
            return Ok(Some(self.close(true)));
        }
        self.enter(&header)?;
        Ok(Some(Event::Begin(header)))
    }

    fn content<'a>(&mut self, left: u64, input: &mut &'a [u8]) -> Option<Event<'a>> {
        let take = usize::try_from(left).unwrap_or(usize::MAX).min(input.len());
        let (content, rest) = input.split_at_checked(take)?;
        if content.is_empty() {
            return None;
        }
        *input = rest;
        self.position = self.position.saturating_add(take as u64);
        Some(Event::Content(content))
    }

    /// Decodes a header, which stands whole in the input nearly always.
    fn header(&mut self, input: &mut &[u8]) -> Result<Option<Header>> {
        if self.partial_len > 0 {
            return self.split_header(input);
        }
        match Header::decode(input).map_err(|e| e.at(self.position))? {
            Some(header) => {
                let size = header.octets().len();
                *input = input.get(size..).unwrap_or_default();
                self.position = self.position.saturating_add(size as u64);
                self.check_bound()?;
                Ok(Some(header))
            }
            None => self.split_header(input),
        }
    }

    /// Decodes a header that is split over calls.
    fn split_header(&mut self, input: &mut &[u8]) -> Result<Option<Header>> {
        loop {
            let known = self.partial.get(..self.partial_len).unwrap_or_default();
            if let Some(header) = Header::decode(known).map_err(|e| e.at(self.position))? {
                self.partial_len = 0;
                return Ok(Some(header));
            }
            let Some((first, rest)) = input.split_first() else {
                return Ok(None);
            };
            if let Some(slot) = self.partial.get_mut(self.partial_len) {
                *slot = *first;
            }
            *input = rest;
            self.partial_len += 1;
            self.position = self.position.saturating_add(1);
            self.check_bound()?;
        }
    }

    fn check_bound(&self) -> Result<()> {
        match self.open.last() {
            Some(top) if self.position > top.bound => Err(self.overrun()),
            _ => Ok(()),
        }
    }

    fn enter(&mut self, header: &Header) -> Result<()> {
        if self.open.len() >= self.max_depth {
            return Err(
                Error::new(Status::LimitExceeded, "ASN.1 values are nested too deeply")
                    .at(self.position),
            );
        }
        if header.tag == 0 {
            return Err(
                Error::malformed("end-of-contents octets stand where a value should")
                    .at(self.position),
            );
        }
        let around = self.open.last().map_or(u64::MAX, |top| top.bound);
        let bound = match header.length {
            Length::Indefinite => around,
            Length::Definite(length) => self
                .position
                .checked_add(length)
                .filter(|end| *end <= around)
                .ok_or_else(|| self.overrun())?,
        };
        self.open.push(Open {
            constructed: header.is_constructed(),
            indefinite: header.length == Length::Indefinite,
            bound,
        });
        Ok(())
    }

    fn close(&mut self, by_end_of_contents: bool) -> Event<'static> {
        self.open.pop();
        self.finished = self.open.is_empty();
        Event::End(by_end_of_contents)
    }

    fn overrun(&self) -> Error {
        Error::malformed("an ASN.1 value is longer than the one around it").at(self.position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(bytes: &[u8], chunk: usize) -> Result<(Vec<String>, bool)> {
        let mut reader = StreamReader::new(8);
        let mut seen: Vec<String> = Vec::new();
        let mut content: Vec<u8> = Vec::new();
        for part in bytes.chunks(chunk) {
            let mut input = part;
            while let Some(event) = reader.next(&mut input)? {
                if let Event::Content(more) = event {
                    content.extend(more);
                    continue;
                }
                if !content.is_empty() {
                    seen.push(format!("{:?}", std::mem::take(&mut content)));
                }
                seen.push(match event {
                    Event::Begin(header) => format!("{:02x}", header.tag),
                    _ => "end".to_owned(),
                });
            }
        }
        // A definite value of length zero at the very end ends without further input.
        while let Some(Event::End(_)) = reader.next(&mut &[][..])? {
            if !content.is_empty() {
                seen.push(format!("{:?}", std::mem::take(&mut content)));
            }
            seen.push("end".to_owned());
        }
        Ok((seen, reader.is_finished()))
    }

    #[test]
    fn the_same_events_for_every_chunk_size() {
        let message = [
            0x30, 0x80, 0x24, 0x80, 0x04, 0x02, 1, 2, 0x04, 0x81, 0x01, 3, 0, 0, 0x30, 0x03, 0x02,
            0x01, 5, 0x04, 0x00, 0, 0,
        ];
        let whole = events(&message, message.len()).unwrap();
        assert!(whole.1);
        let expected = "30 24 04 [1, 2] end 04 [3] end end 30 02 [5] end end 04 end end";
        assert_eq!(whole.0.join(" "), expected);
        for chunk in 1..message.len() {
            assert_eq!(events(&message, chunk).unwrap(), whole, "chunks of {chunk}");
        }
    }

    #[test]
    fn every_truncation_is_unfinished() {
        let message = [0x30, 0x80, 0x04, 0x02, 1, 2, 0, 0];
        for end in 0..message.len() {
            assert!(!events(&message[..end.max(1)], 3).unwrap().1 || end == message.len());
        }
    }

    #[test]
    fn bad_lengths_are_refused() {
        for bad in [
            &[0x30, 0x02, 0x04, 0x01, 1][..], // child longer than its parent
            &[0x30, 0x01, 0x04, 0x00],        // header longer than its parent
            &[0x30, 0x03, 0x24, 0x80, 0x00, 0x00], // end-of-contents beyond the parent
            &[0x04, 0x80],                    // primitive, indefinite
            &[0x30, 0x89, 1, 1, 1, 1, 1, 1, 1, 1, 1], // nine length octets
            &[0x30, 0x88, 255, 255, 255, 255, 255, 255, 255, 255],
            &[0x1f, 0x81, 0x01, 0x00], // tag number above 30
            &[0x30, 0x02, 0x00, 0x00], // end-of-contents in a definite value
            &[0x00, 0x00],
        ] {
            assert_eq!(
                events(bad, 64).unwrap_err().status(),
                Status::Malformed,
                "{bad:02x?}"
            );
        }
    }

    #[test]
    fn depth_is_limited() {
        let deep = [0x30, 0x80].repeat(9);
        assert_eq!(
            events(&deep, 5).unwrap_err().status(),
            Status::LimitExceeded
        );
    }
}
