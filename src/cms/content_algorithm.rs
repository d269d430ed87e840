//! The algorithms that content is encrypted with: AES in CBC mode (RFC 3565), AES-GCM
//! (RFC 5084), Triple-DES (RFC 3370, 5.1) and Camellia (RFC 3657).

use super::AlgorithmIdentifier;
use crate::asn1::{Element, oid, tag};
use crate::crypto::ContentAlgorithm;

/// The octets of a tag where GCMParameters does not say it, and those that it may say.
const DEFAULT_TAG: u32 = 12;
const TAGS: core::ops::RangeInclusive<u32> = 12..=16;

impl ContentAlgorithm {
    /// Reads a contentEncryptionAlgorithm; `None` for one that is unknown or has no usable
    /// parameters.
    pub(crate) fn parse(algorithm: &AlgorithmIdentifier) -> Option<Self> {
        let parameters = algorithm.parameters.as_deref()?;
        match algorithm.oid {
            oid::ID_AES128_CBC => aes_cbc(16, parameters),
            oid::ID_AES192_CBC => aes_cbc(24, parameters),
            oid::ID_AES256_CBC => aes_cbc(32, parameters),
            oid::DES_EDE3_CBC => Some(Self::DesEde3Cbc {
                iv: octets(parameters)?.try_into().ok()?,
            }),
            oid::ID_CAMELLIA128_CBC => camellia_cbc(16, parameters),
            oid::ID_CAMELLIA192_CBC => camellia_cbc(24, parameters),
            oid::ID_CAMELLIA256_CBC => camellia_cbc(32, parameters),
            oid::ID_AES128_GCM => aes_gcm(16, parameters),
            oid::ID_AES192_GCM => aes_gcm(24, parameters),
            oid::ID_AES256_GCM => aes_gcm(32, parameters),
            _ => None,
        }
    }
}

fn octets(parameters: &[u8]) -> Option<&[u8]> {
    let element = Element::parse_as(parameters, tag::OCTET_STRING);
    element.ok().map(|element| element.content)
}

fn aes_cbc(key_length: usize, parameters: &[u8]) -> Option<ContentAlgorithm> {
    Some(ContentAlgorithm::AesCbc {
        key_length,
        iv: octets(parameters)?.try_into().ok()?,
    })
}

fn camellia_cbc(key_length: usize, parameters: &[u8]) -> Option<ContentAlgorithm> {
    Some(ContentAlgorithm::CamelliaCbc {
        key_length,
        iv: octets(parameters)?.try_into().ok()?,
    })
}

fn aes_gcm(key_length: usize, parameters: &[u8]) -> Option<ContentAlgorithm> {
    let sequence = Element::parse_as(parameters, tag::SEQUENCE).ok()?;
    let mut members = sequence.children();
    let nonce = members.read_as(tag::OCTET_STRING).ok()?.content.to_vec();
    let tag_length = match members.read_optional(tag::INTEGER).ok()? {
        Some(length) => length.small_integer().ok()?,
        None => DEFAULT_TAG,
    };
    let sound = members.is_empty() && !nonce.is_empty() && TAGS.contains(&tag_length);
    sound.then_some(ContentAlgorithm::AesGcm {
        key_length,
        nonce,
        tag_length: usize::try_from(tag_length).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(oid: der::oid::ObjectIdentifier, parameters: &[u8]) -> Option<ContentAlgorithm> {
        ContentAlgorithm::parse(&AlgorithmIdentifier {
            oid,
            parameters: Some(parameters.to_vec()),
        })
    }

    #[test]
    fn parameters_are_checked() {
        let iv = |length: usize| [&[0x04, length as u8][..], &vec![7; length]].concat();
        for (oid, key_length, iv_length) in [
            (oid::ID_AES128_CBC, 16, 16),
            (oid::ID_AES192_CBC, 24, 16),
            (oid::ID_AES256_CBC, 32, 16),
            (oid::DES_EDE3_CBC, 24, 8),
        ] {
            let algorithm = parse(oid, &iv(iv_length)).unwrap();
            assert_eq!(algorithm.key_length(), key_length);
            assert!(algorithm.takes(key_length));
            assert!(parse(oid, &iv(iv_length - 1)).is_none());
            assert!(parse(oid, &[0x30, 0]).is_none());
        }
        assert!(parse(oid::ID_DATA, &iv(16)).is_none());
    }

    #[test]
    fn gcm_parameters() {
        for (parameters, expected) in [
            (&[0x30, 3, 0x04, 1, 9][..], Some(12)),
            (&[0x30, 6, 0x04, 1, 9, 0x02, 1, 16], Some(16)),
            (&[0x30, 6, 0x04, 1, 9, 0x02, 1, 17], None),
            (&[0x30, 6, 0x04, 1, 9, 0x02, 1, 11], None),
            (&[0x30, 2, 0x04, 0], None),
            (&[0x30, 0], None),
            (&[0x30, 5, 0x04, 1, 9, 0x05, 0], None),
        ] {
            let algorithm = parse(oid::ID_AES256_GCM, parameters);
            let expected = expected.map(|tag_length| ContentAlgorithm::AesGcm {
                key_length: 32,
                nonce: vec![9],
                tag_length,
            });
            assert_eq!(algorithm, expected);
        }
    }
}
