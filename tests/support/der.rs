//! As much DER as the test services speak: written by hand, so that nothing of the library
//! judges itself.

pub const INTEGER: u8 = 0x02;
pub const BIT_STRING: u8 = 0x03;
pub const OCTET_STRING: u8 = 0x04;
pub const ENUMERATED: u8 = 0x0a;
pub const GENERALIZED_TIME: u8 = 0x18;
pub const SEQUENCE: u8 = 0x30;

/// `sha256WithRSAEncryption` with its NULL, as AlgorithmIdentifier.
pub const SHA256_WITH_RSA: &[u8] = &[
    0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b, 0x05, 0x00,
];
/// `id-pkix-ocsp-basic`
pub const OCSP_BASIC: &[u8] = &[
    0x06, 0x09, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01, 0x01,
];
/// `id-pkix-ocsp-nonce`
pub const OCSP_NONCE: &[u8] = &[
    0x06, 0x09, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01, 0x02,
];

/// One element around what is in the parts.
pub fn element(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let length = content.len().to_be_bytes();
    let length: Vec<u8> = length.into_iter().skip_while(|octet| *octet == 0).collect();
    let mut der = vec![tag];
    if content.len() < 0x80 {
        der.push(content.len() as u8);
    } else {
        der.push(0x80 | length.len() as u8);
        der.extend(length);
    }
    der.extend(content);
    der
}

/// A moment, given in seconds since 1970.
pub fn time(seconds: i64) -> Vec<u8> {
    let since = std::time::Duration::from_secs(seconds.try_into().unwrap());
    let text = der::DateTime::from_unix_duration(since)
        .unwrap()
        .to_string();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    element(GENERALIZED_TIME, &[digits.as_bytes(), b"Z"])
}

/// A BIT STRING of whole octets.
pub fn bits(octets: &[u8]) -> Vec<u8> {
    element(BIT_STRING, &[&[0], octets])
}

/// An element that was read: its tag, its content, and all its octets.
#[derive(Clone, Copy)]
pub struct Element<'a> {
    pub tag: u8,
    pub content: &'a [u8],
    pub whole: &'a [u8],
}

/// The elements that stand in a row, as far as they can be read.
pub fn elements(mut octets: &[u8]) -> Vec<Element<'_>> {
    let mut found = Vec::new();
    while let Some(element) = first(octets) {
        octets = &octets[element.whole.len()..];
        found.push(element);
    }
    found
}

/// The first element, if it is there whole, with one octet of tag and a definite length.
pub fn first(octets: &[u8]) -> Option<Element<'_>> {
    let (tag, short) = (*octets.first()?, usize::from(*octets.get(1)?));
    let (start, length) = match short {
        0..=0x7f => (2, short),
        0x81..=0x84 => {
            let octets = octets.get(2..2 + short - 0x80)?;
            let length = octets
                .iter()
                .fold(0, |n, octet| n << 8 | usize::from(*octet));
            (2 + octets.len(), length)
        }
        _ => return None,
    };
    Some(Element {
        tag,
        content: octets.get(start..start + length)?,
        whole: octets.get(..start + length)?,
    })
}
