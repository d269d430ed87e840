//! Base64 for URLs without padding (RFC 7515, 2), which has one text for every row of octets.

use crate::error::{Error, Result};
use base64ct::{Base64UrlUnpadded, Encoding};
use zeroize::Zeroizing;

pub(super) fn encode(octets: &[u8]) -> Zeroizing<String> {
    Zeroizing::new(Base64UrlUnpadded::encode_string(octets))
}

/// The octets. Padding, white space, the characters of plain Base64 and bits left over that are
/// not zero are refused.
pub(super) fn decode(text: &str) -> Result<Zeroizing<Vec<u8>>> {
    Base64UrlUnpadded::decode_vec(text)
        .map(Zeroizing::new)
        .map_err(|_| Error::malformed("a part of a web key or token is not base64url"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_one_text_is_taken() {
        for (octets, text) in [
            (&[][..], ""),
            (&[0xff], "_w"),
            (&[0xfb, 0xff, 0xfe], "-__-"),
        ] {
            assert_eq!(encode(octets).as_str(), text);
            assert_eq!(decode(text).unwrap().as_slice(), octets);
        }
        for wrong in ["_w==", "_w=", "_x", "_", "/w", "+__+", " _w", "_w\n", "é"] {
            assert!(decode(wrong).is_err(), "{wrong}");
        }
    }
}
