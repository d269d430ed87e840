//! DER (X.690, 10 and 11) into a byte vector, and the octets of indefinite lengths.

use super::header::MAX_HEADER;
use der::oid::ObjectIdentifier;

/// The octets that end a value of indefinite length.
pub(crate) const END_OF_CONTENTS: [u8; 2] = [0, 0];

/// The header of a constructed value of indefinite length.
pub(crate) const fn indefinite(tag: u8) -> [u8; 2] {
    [tag | super::tag::CONSTRUCTED, 0x80]
}

/// The header of a value of this length, in the one form that DER allows.
pub(crate) fn header(tag: u8, length: u64) -> Vec<u8> {
    let mut out = Vec::with_capacity(MAX_HEADER);
    write_header(&mut out, tag, length);
    out
}

/// How long that header is.
pub(crate) fn header_len(length: u64) -> u64 {
    2u64.saturating_add(length_octets(length).len() as u64)
}

/// Writes that header.
pub(crate) fn write_header(out: &mut Vec<u8>, tag: u8, length: u64) {
    out.extend_from_slice(&[tag, first_length_octet(length)]);
    out.extend(length_octets(length));
}

/// Writes a value whose content `fill` appends.
pub(crate) fn write(out: &mut Vec<u8>, tag: u8, fill: impl FnOnce(&mut Vec<u8>)) {
    // Most values are so short that their length has one octet. It is set once it is known, and
    // the others are put behind it if there are any.
    out.extend_from_slice(&[tag, 0]);
    let start = out.len();
    fill(out);
    let length = out.len().saturating_sub(start) as u64;
    if let Some(first) = start.checked_sub(1).and_then(|at| out.get_mut(at)) {
        *first = first_length_octet(length);
    }
    out.splice(start..start, length_octets(length));
}

/// The length itself, or how many octets of it follow.
fn first_length_octet(length: u64) -> u8 {
    match u8::try_from(length) {
        Ok(short @ 0..=0x7f) => short,
        _ => 0x80 | u8::try_from(length_octets(length).len()).unwrap_or_default(),
    }
}

/// The octets of a length that has more than the first one.
fn length_octets(length: u64) -> impl ExactSizeIterator<Item = u8> {
    let insignificant = match length {
        0..=0x7f => 8,
        _ => length.leading_zeros() as usize / 8,
    };
    length.to_be_bytes().into_iter().skip(insignificant)
}

/// Writes an object identifier.
pub(crate) fn write_oid(out: &mut Vec<u8>, oid: &ObjectIdentifier) {
    write(out, super::tag::OID, |out| {
        out.extend_from_slice(oid.as_bytes())
    });
}

/// Writes a non-negative INTEGER given as big-endian octets.
pub(crate) fn write_unsigned(out: &mut Vec<u8>, octets: &[u8]) {
    let significant = octets
        .iter()
        .position(|octet| *octet != 0)
        .map_or(&[0][..], |start| octets.get(start..).unwrap_or_default());
    write(out, super::tag::INTEGER, |out| {
        if significant.first().is_some_and(|first| *first >= 0x80) {
            out.push(0);
        }
        out.extend_from_slice(significant);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_minimal() {
        for (length, expected) in [
            (0u64, &[0x30, 0][..]),
            (127, &[0x30, 127]),
            (128, &[0x30, 0x81, 128]),
            (255, &[0x30, 0x81, 255]),
            (256, &[0x30, 0x82, 1, 0]),
            (1 << 32, &[0x30, 0x85, 1, 0, 0, 0, 0]),
        ] {
            assert_eq!(header(0x30, length), expected);
            assert_eq!(header_len(length), expected.len() as u64);
        }
    }

    #[test]
    fn values_are_appended() {
        for length in [0, 1, 127, 128, 255, 256, 70_000] {
            let content = vec![7; length];
            let mut out = vec![1, 2, 3];
            write(&mut out, 0x30, |out| {
                write(out, 0x04, |out| out.extend_from_slice(&content))
            });
            let string = [header(0x04, length as u64), content].concat();
            let sequence = [header(0x30, string.len() as u64), string].concat();
            assert_eq!(out, [vec![1, 2, 3], sequence].concat());
        }
    }

    #[test]
    fn unsigned_integers_are_minimal() {
        for (octets, expected) in [
            (&[][..], &[2, 1, 0][..]),
            (&[0, 0], &[2, 1, 0]),
            (&[0, 5], &[2, 1, 5]),
            (&[0x80], &[2, 2, 0, 0x80]),
        ] {
            let mut out = Vec::new();
            write_unsigned(&mut out, octets);
            assert_eq!(out, expected);
        }
    }
}
