//! The two forms of an ECDSA signature: two numbers of fixed size, as JOSE (RFC 7518, 3.4) and XML
//! signatures (RFC 9231, 2.3.6) have them, and the Ecdsa-Sig-Value in DER (RFC 3279, 2.2.3) of all
//! the rest.

use crate::asn1::{Element, tag, write, write_unsigned};

/// The fixed form of a signature in DER, where numbers have `size` octets.
pub(crate) fn numbers_from_der(der: &[u8], size: usize) -> Option<Vec<u8>> {
    let mut numbers = Element::parse_as(der, tag::SEQUENCE).ok()?.children();
    let mut fixed = Vec::with_capacity(size.saturating_mul(2));
    for _ in 0..2 {
        let number = numbers.read_as(tag::INTEGER).ok()?.content;
        let start = number.iter().position(|octet| *octet != 0)?;
        let number = number.get(start..)?;
        fixed.extend(core::iter::repeat_n(0, size.checked_sub(number.len())?));
        fixed.extend_from_slice(number);
    }
    numbers.finish().ok()?;
    Some(fixed)
}

/// A signature in DER, if this is its fixed form with numbers of `size` octets.
pub(crate) fn numbers_to_der(fixed: &[u8], size: usize) -> Option<Vec<u8>> {
    let (r, s) = fixed.split_at_checked(size)?;
    if s.len() != size {
        return None;
    }
    let mut der = Vec::new();
    write(&mut der, tag::SEQUENCE, |out| {
        write_unsigned(out, r);
        write_unsigned(out, s);
    });
    Some(der)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways() {
        for (r, s) in [([0, 0, 1], [0xff, 0, 0]), ([0x80, 1, 2], [0, 0x80, 0])] {
            let fixed = [r, s].concat();
            let der = numbers_to_der(&fixed, 3).unwrap();
            assert_eq!(numbers_from_der(&der, 3).unwrap(), fixed);
            assert_eq!(numbers_from_der(&der, 2), None);
            assert_eq!(numbers_from_der(&[der.as_slice(), &[0]].concat(), 3), None);
        }
        assert_eq!(numbers_to_der(&[0; 5], 3), None);
        assert_eq!(numbers_to_der(&[0; 7], 3), None);
        assert_eq!(numbers_to_der(&[0; 2], 3), None);
        assert_eq!(numbers_from_der(b"no DER", 3), None);
    }
}
