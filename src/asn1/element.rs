//! A reader over ASN.1 values that are held whole.

use super::header::{Header, Length};
use super::{tag, writer};
use crate::error::{Error, Result, Status};
use der::oid::ObjectIdentifier;
use std::borrow::Cow;

/// How deep the values that are held whole may be nested.
const MAX_DEPTH: usize = 32;

/// One value: its tag, its content without end-of-contents octets, and all its octets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Element<'a> {
    pub(crate) tag: u8,
    pub(crate) content: &'a [u8],
    pub(crate) raw: &'a [u8],
}

impl<'a> Element<'a> {
    /// Reads the only value in `bytes`.
    pub(crate) fn parse(bytes: &'a [u8]) -> Result<Self> {
        let mut cursor = Cursor::new(bytes);
        let element = cursor.read()?;
        cursor.finish()?;
        Ok(element)
    }

    /// Reads the only value in `bytes`, which must have this tag.
    pub(crate) fn parse_as(bytes: &'a [u8], tag: u8) -> Result<Self> {
        Self::parse(bytes)?.of_type(tag)
    }

    /// The element itself, if it has this tag.
    pub(crate) fn of_type(self, tag: u8) -> Result<Self> {
        if self.tag == tag {
            Ok(self)
        } else {
            Err(Error::malformed(
                "an ASN.1 value has another type than expected",
            ))
        }
    }

    /// The values within a constructed one.
    pub(crate) fn children(&self) -> Cursor<'a> {
        Cursor::new(self.content)
    }

    /// The object identifier.
    pub(crate) fn oid(&self) -> Result<ObjectIdentifier> {
        self.of_type(tag::OID)?;
        ObjectIdentifier::from_bytes(self.content)
            .map_err(|_| Error::malformed("an object identifier is badly encoded"))
    }

    /// A non-negative INTEGER that fits in 32 bits.
    pub(crate) fn small_integer(&self) -> Result<u32> {
        let bad = || Error::malformed("an INTEGER is badly encoded or out of range");
        self.of_type(tag::INTEGER)?;
        match self.content {
            [] => Err(bad()),
            [first, ..] if *first >= 0x80 => Err(bad()),
            octets if octets.len() > 5 => Err(bad()),
            octets => {
                let value = octets
                    .iter()
                    .fold(0u64, |value, octet| (value << 8) | u64::from(*octet));
                u32::try_from(value).map_err(|_| bad())
            }
        }
    }

    /// The octets of an OCTET STRING (or an implicitly tagged one), whether it is primitive
    /// or made of segments.
    pub(crate) fn octets(&self) -> Result<Cow<'a, [u8]>> {
        if self.tag & tag::CONSTRUCTED == 0 {
            return Ok(Cow::Borrowed(self.content));
        }
        let mut joined = Vec::with_capacity(self.content.len());
        collect_segments(self, MAX_DEPTH, &mut joined)?;
        Ok(Cow::Owned(joined))
    }

    /// The same value with the lengths and strings of DER; what stands in a SET keeps its order.
    pub(crate) fn to_der(self) -> Result<Vec<u8>> {
        let mut out = Vec::with_capacity(self.raw.len());
        write_der(&self, MAX_DEPTH, &mut out)?;
        Ok(out)
    }

    /// The octets of a BIT STRING without unused bits.
    pub(crate) fn bit_string(&self) -> Result<&'a [u8]> {
        match self.of_type(tag::BIT_STRING)?.content {
            [0, bits @ ..] => Ok(bits),
            _ => Err(Error::malformed("a BIT STRING does not hold whole octets")),
        }
    }
}

fn write_der(element: &Element<'_>, depth: usize, out: &mut Vec<u8>) -> Result<()> {
    const STRINGS: [u8; 2] = [tag::OCTET_STRING, tag::BMP_STRING];
    let simple = element.tag & !tag::CONSTRUCTED;
    let (tag, content) = if simple == element.tag || STRINGS.contains(&simple) {
        (simple, element.octets()?)
    } else {
        let depth = depth.checked_sub(1).ok_or_else(too_deep)?;
        let mut inner = Vec::with_capacity(element.content.len());
        let mut children = element.children();
        while !children.is_empty() {
            write_der(&children.read()?, depth, &mut inner)?;
        }
        (element.tag, Cow::Owned(inner))
    };
    writer::write_header(out, tag, content.len() as u64);
    out.extend_from_slice(&content);
    Ok(())
}

fn collect_segments(element: &Element<'_>, depth: usize, joined: &mut Vec<u8>) -> Result<()> {
    if element.tag & tag::CONSTRUCTED == 0 {
        joined.extend_from_slice(element.content);
        return Ok(());
    }
    let depth = depth.checked_sub(1).ok_or_else(too_deep)?;
    let mut segments = element.children();
    while !segments.is_empty() {
        let segment = segments.read()?;
        if segment.tag & !tag::CONSTRUCTED != tag::OCTET_STRING {
            return Err(Error::malformed(
                "a segment of an OCTET STRING is of another type",
            ));
        }
        collect_segments(&segment, depth, joined)?;
    }
    Ok(())
}

fn too_deep() -> Error {
    Error::new(Status::LimitExceeded, "ASN.1 values are nested too deeply")
}

/// Walks over a row of values.
#[derive(Clone, Debug)]
pub(crate) struct Cursor<'a> {
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next value.
    pub(crate) fn read(&mut self) -> Result<Element<'a>> {
        let (element, rest) = read_element(self.rest, MAX_DEPTH)?;
        self.rest = rest;
        Ok(element)
    }

    /// The next value, which must have this tag.
    pub(crate) fn read_as(&mut self, tag: u8) -> Result<Element<'a>> {
        self.read()?.of_type(tag)
    }

    /// The next value if it has this tag.
    pub(crate) fn read_optional(&mut self, tag: u8) -> Result<Option<Element<'a>>> {
        if self.peek() == Some(tag) {
            self.read().map(Some)
        } else {
            Ok(None)
        }
    }

    /// The tag of the next value.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    /// Fails if anything is left.
    pub(crate) fn finish(&self) -> Result<()> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(Error::malformed(
                "octets follow where an ASN.1 value should end",
            ))
        }
    }
}

fn truncated() -> Error {
    Error::new(Status::Truncated, "an ASN.1 value ends too early")
}

fn read_element(bytes: &[u8], depth: usize) -> Result<(Element<'_>, &[u8])> {
    let header = Header::decode(bytes)?.ok_or_else(truncated)?;
    if header.tag == 0 {
        return Err(Error::malformed(
            "end-of-contents octets stand where a value should",
        ));
    }
    let start = header.octets().len();
    let body = bytes.get(start..).unwrap_or_default();
    let (content_len, end_len) = match header.length {
        Length::Definite(length) => (usize::try_from(length).map_err(|_| truncated())?, 0),
        Length::Indefinite => (indefinite_content(body, depth)?, 2),
    };
    let content = body.get(..content_len).ok_or_else(truncated)?;
    let total = start.saturating_add(content_len).saturating_add(end_len);
    let (raw, rest) = bytes.split_at_checked(total).ok_or_else(truncated)?;
    Ok((
        Element {
            tag: header.tag,
            content,
            raw,
        },
        rest,
    ))
}

/// The length of the content before the end-of-contents octets that end it.
fn indefinite_content(body: &[u8], depth: usize) -> Result<usize> {
    let depth = depth.checked_sub(1).ok_or_else(too_deep)?;
    let mut rest = body;
    while !rest.starts_with(&[0, 0]) {
        rest = read_element(rest, depth)?.1;
    }
    Ok(body.len().saturating_sub(rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_joined() {
        let string = [
            0x24, 0x80, 0x04, 0x02, 1, 2, 0x24, 0x03, 0x04, 0x01, 3, 0, 0,
        ];
        let element = Element::parse(&string).unwrap();
        assert_eq!(&*element.octets().unwrap(), &[1, 2, 3]);
        assert_eq!(element.content, &string[2..11]);
        assert_eq!(element.raw, string);
    }

    #[test]
    fn ber_becomes_der() {
        let ber = [
            0x31, 0x80, 0x30, 0x81, 0x04, 0x24, 0x80, 0, 0, 0x3e, 0x80, 0x04, 0x01, 0, 0x04, 0x01,
            b'x', 0, 0, 0xa0, 0x80, 0x05, 0x00, 0, 0, 0, 0,
        ];
        let der = [
            0x31, 12, 0x30, 2, 0x04, 0, 0x1e, 2, 0, b'x', 0xa0, 2, 0x05, 0,
        ];
        let element = Element::parse(&ber).unwrap();
        assert_eq!(element.to_der().unwrap(), der);
        assert_eq!(Element::parse(&der).unwrap().to_der().unwrap(), der);
        let mut deep = vec![0x05, 0x00];
        for _ in 0..100 {
            deep = [writer::header(0x30, deep.len() as u64), deep].concat();
        }
        let error = Element::parse(&deep).unwrap().to_der().unwrap_err();
        assert_eq!(error.status(), Status::LimitExceeded);
    }

    #[test]
    fn hostile_nesting_ends() {
        let deep = [0x30, 0x80].repeat(100_000);
        assert_eq!(
            Element::parse(&deep).unwrap_err().status(),
            Status::LimitExceeded
        );
        let mut wide = vec![0x24, 0x80];
        wide.extend([0x24, 0x80].repeat(40));
        assert_eq!(
            Element::parse(&wide).unwrap_err().status(),
            Status::LimitExceeded
        );
    }

    #[test]
    fn integers() {
        for (octets, value) in [
            (&[2, 1, 5][..], Some(5)),
            (&[2, 2, 0, 0x80], Some(128)),
            (&[2, 5, 0, 255, 255, 255, 255], Some(u32::MAX)),
            (&[2, 1, 0x80], None),
            (&[2, 0], None),
            (&[2, 5, 1, 0, 0, 0, 0], None),
        ] {
            assert_eq!(Element::parse(octets).unwrap().small_integer().ok(), value);
        }
    }
}
