//! Names that nobody else has, for requests.

use crate::crypto::fill_random;
use crate::error::Result;

/// A random UUID (RFC 9562, 5.4) as text.
pub(crate) fn uuid() -> Result<String> {
    let mut octets = [0; 16];
    fill_random(&mut octets)?;
    let number = u128::from_be_bytes(octets);
    // Version 4 and variant 10 each have their place.
    let number = (number & !(0xf << 76) | 4 << 76) & !(3 << 62) | 2 << 62;
    let hex = format!("{number:032x}");
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    Ok(format!(
        "{}-{}-{}-{}-{}",
        part(0, 8),
        part(8, 12),
        part(12, 16),
        part(16, 20),
        part(20, 32)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_the_form_of_version_4() {
        for _ in 0..100 {
            let name = uuid().unwrap();
            let parts: Vec<_> = name.split('-').map(str::len).collect();
            assert_eq!(parts, [8, 4, 4, 4, 12]);
            let octets = name.as_bytes();
            assert_eq!(octets[14], b'4');
            assert!(b"89ab".contains(&octets[19]));
        }
        assert_ne!(uuid().unwrap(), uuid().unwrap());
    }
}
