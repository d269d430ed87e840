//! Identifier and length octets (X.690, 8.1.2 and 8.1.3): decoded in one place for the
//! streaming reader and the reader over slices.

use crate::error::{Error, Result};

/// One identifier octet, one for the form of the length, and up to eight of the length.
pub(crate) const MAX_HEADER: usize = 10;

/// The length of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Length {
    Definite(u64),
    /// The content runs to its end-of-contents octets; only where the encoding is constructed.
    Indefinite,
}

/// A decoded header, with its octets as they stood in the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) tag: u8,
    pub(crate) length: Length,
    octets: [u8; MAX_HEADER],
    size: usize,
}

impl Header {
    /// Decodes the header at the start of `input`; `None` if more octets are needed.
    pub(crate) fn decode(input: &[u8]) -> Result<Option<Self>> {
        let [tag, form, rest @ ..] = input else {
            return Ok(None);
        };
        if tag & 0x1f == 0x1f {
            return Err(Error::malformed(
                "an ASN.1 tag number above 30 is not used here",
            ));
        }
        let count = usize::from(form & 0x7f);
        let length = match form {
            0x80 if tag & super::tag::CONSTRUCTED != 0 => Length::Indefinite,
            0x80 => {
                return Err(Error::malformed(
                    "a primitive ASN.1 value has an indefinite length",
                ));
            }
            0x00..=0x7f => Length::Definite(u64::from(*form)),
            _ if count > 8 => {
                return Err(Error::malformed(
                    "an ASN.1 length has more than eight octets",
                ));
            }
            _ => match rest.get(..count) {
                Some(octets) => Length::Definite(
                    octets
                        .iter()
                        .fold(0, |length, octet| (length << 8) | u64::from(*octet)),
                ),
                None => return Ok(None),
            },
        };
        let size = 2 + if *form > 0x80 { count } else { 0 };
        let mut octets = [0; MAX_HEADER];
        for (to, from) in octets.iter_mut().zip(input.iter().take(size)) {
            *to = *from;
        }
        Ok(Some(Self {
            tag: *tag,
            length,
            octets,
            size,
        }))
    }

    /// The octets of the header.
    pub(crate) fn octets(&self) -> &[u8] {
        self.octets.get(..self.size).unwrap_or_default()
    }

    /// The header of the same value with another definite length. An indefinite length stays
    /// one, and a length with more octets than it needs keeps as many.
    pub(crate) fn with_length(&self, length: u64) -> Vec<u8> {
        let Length::Definite(old) = self.length else {
            return self.octets().to_vec();
        };
        let shortest = super::writer::header(self.tag, length);
        let was_shortest = super::writer::header(self.tag, old).len() >= self.size;
        if was_shortest || shortest.len() >= self.size {
            return shortest;
        }
        let count = self.size.saturating_sub(2);
        let octets = length.to_be_bytes();
        let form = 0x80 | u8::try_from(count).unwrap_or_default();
        let skipped = octets.len().saturating_sub(count);
        let lengths = octets.into_iter().skip(skipped);
        [self.tag, form].into_iter().chain(lengths).collect()
    }

    pub(crate) fn is_constructed(&self) -> bool {
        self.tag & super::tag::CONSTRUCTED != 0
    }

    /// The length of a primitive value.
    pub(crate) fn content_length(&self) -> Option<u64> {
        match self.length {
            Length::Definite(length) if !self.is_constructed() => Some(length),
            _ => None,
        }
    }

    /// End-of-contents octets look like a header of tag 0 and length 0.
    pub(crate) fn is_end_of_contents(&self) -> bool {
        self.octets() == [0, 0]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_length_in_the_same_form() {
        for (old, length, new) in [
            (&[0x30, 0x80][..], 1000, &[0x30, 0x80][..]),
            (&[0x30, 0x05], 6, &[0x30, 0x06]),
            (&[0x30, 0x05], 0x80, &[0x30, 0x81, 0x80]),
            (&[0x30, 0x81, 0xff], 0x100, &[0x30, 0x82, 1, 0]),
            (&[0x30, 0x82, 1, 0], 5, &[0x30, 0x05]),
            // More octets than needed.
            (&[0x30, 0x84, 0, 0, 1, 0], 5, &[0x30, 0x84, 0, 0, 0, 5]),
            (&[0x30, 0x81, 5], 6, &[0x30, 0x81, 6]),
            (&[0x30, 0x82, 0, 5], 0x1_0000, &[0x30, 0x83, 1, 0, 0]),
            (
                &[0xa0, 0x88, 0, 0, 0, 0, 0, 0, 0, 1],
                1 << 40,
                &[0xa0, 0x88, 0, 0, 1, 0, 0, 0, 0, 0],
            ),
        ] {
            let header = Header::decode(old).unwrap().unwrap();
            assert_eq!(header.with_length(length), new, "{old:02x?}");
        }
    }
}
