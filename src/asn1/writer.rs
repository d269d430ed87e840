//! DER (X.690, 10 and 11) into a byte vector, and the octets of indefinite lengths.

use der::oid::ObjectIdentifier;

/// The octets that end a value of indefinite length.
pub(crate) const END_OF_CONTENTS: [u8; 2] = [0, 0];

/// The header of a constructed value of indefinite length.
pub(crate) const fn indefinite(tag: u8) -> [u8; 2] {
    [tag | super::tag::CONSTRUCTED, 0x80]
}

/// The header of a value of this length, in the one form that DER allows.
pub(crate) fn header(tag: u8, length: u64) -> Vec<u8> {
    let mut out = vec![tag];
    match u8::try_from(length) {
        Ok(short @ 0..=0x7f) => out.push(short),
        _ => {
            let octets = length.to_be_bytes();
            let significant: Vec<u8> = octets.into_iter().skip_while(|octet| *octet == 0).collect();
            out.push(0x80 | u8::try_from(significant.len()).unwrap_or_default());
            out.extend(significant);
        }
    }
    out
}

/// Writes a value whose content `fill` writes.
pub(crate) fn write(out: &mut Vec<u8>, tag: u8, fill: impl FnOnce(&mut Vec<u8>)) {
    let mut content = Vec::new();
    fill(&mut content);
    out.extend(header(tag, content.len() as u64));
    out.extend(content);
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
