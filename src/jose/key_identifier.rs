//! The names of keys without a certificate: the `kid` of a JWK and the identifier in messages.

use super::base64url;
use crate::error::{Error, Result, Status};
use base64ct::{Base64, Encoding};

/// Octets of the identifier that the platform computes of a key, a SHA-1 value.
const COMPUTED: usize = 20;

/// The `kid` of an identifier: base64url.
pub(crate) fn encode(identifier: &[u8]) -> String {
    base64url::encode(identifier).to_string()
}

/// The identifier that a `kid` stands for. It is base64url; the 20 octets of a computed one may
/// also stand as 40 hexadecimal digits or in plain Base64, in which the platform shows them
/// elsewhere.
///
/// # Errors
/// [`Status::InvalidArgument`] if it is none of them.
pub(crate) fn decode(kid: &str) -> Result<Vec<u8>> {
    let computed = hexadecimal(kid).or_else(|| Base64::decode_vec(kid).ok());
    if let Some(computed) = computed.filter(|computed| computed.len() == COMPUTED) {
        return Ok(computed);
    }
    let identifier = base64url::decode(kid)
        .ok()
        .filter(|octets| !octets.is_empty());
    identifier.map(|octets| octets.to_vec()).ok_or_else(|| {
        Error::new(
            Status::InvalidArgument,
            "the kid of a web key is not the identifier of a key",
        )
    })
}

fn hexadecimal(text: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if pairs.len() != COMPUTED || !rest.is_empty() {
        return None;
    }
    let digit = |digit: u8| {
        char::from(digit)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
    };
    pairs
        .iter()
        .map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_ways_to_write_a_computed_identifier() {
        let identifier: Vec<u8> = (0xec..=0xff).collect();
        let kid = encode(&identifier);
        assert_eq!(kid.len(), 27);
        for text in [
            kid.as_str(),
            "7O3u7_Dx8vP09fb3-Pn6-_z9_v8",
            "7O3u7/Dx8vP09fb3+Pn6+/z9/v8=",
            "ecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
            "ECEDEEEFF0F1F2F3F4F5F6F7F8F9FAFBFCFDFEFF",
        ] {
            assert_eq!(decode(text).unwrap(), identifier);
        }
        // The identifiers of the KGSS have other lengths, and one spelling.
        assert_eq!(decode("QoJdL6WFLA7E-Lx3PmYOaA").unwrap().len(), 16);
        for wrong in ["", "QoJdL6WFLA7E+Lx3PmYOaA==", "a key", "AB"] {
            let error = decode(wrong).unwrap_err();
            assert_eq!(error.status(), Status::InvalidArgument, "{wrong}");
        }
    }
}
