//! RSAES-OAEP (RFC 8017, 7.1): its parameters, and the decoding for combinations that the
//! backend does not do.

use super::mask::{apply_mask, read_digests};
use super::{Digest, DigestAlgorithm};
use crate::asn1::{Element, oid, tag};
use subtle::{Choice, ConditionallySelectable, ConstantTimeEq};
use zeroize::Zeroizing;

/// RSAES-OAEP-params (RFC 4055, 4.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OaepParameters {
    pub(crate) digest: DigestAlgorithm,
    /// The digest of MGF1.
    pub(crate) mask_digest: DigestAlgorithm,
    pub(crate) label: Vec<u8>,
}

impl OaepParameters {
    /// SHA-256, MGF1 with SHA-256, and no label.
    pub(crate) fn sha256() -> Self {
        Self {
            digest: DigestAlgorithm::Sha256,
            mask_digest: DigestAlgorithm::Sha256,
            label: Vec::new(),
        }
    }

    /// Reads the parameters of an AlgorithmIdentifier, `None` standing for NULL; what is
    /// absent has its default. `None` for what is broken or unknown.
    pub(crate) fn parse(parameters: Option<&[u8]>) -> Option<Self> {
        let mut read = Self {
            digest: DigestAlgorithm::Sha1,
            mask_digest: DigestAlgorithm::Sha1,
            label: Vec::new(),
        };
        let Some(parameters) = parameters else {
            return Some(read);
        };
        let sequence = Element::parse_as(parameters, tag::SEQUENCE).ok()?;
        let mut members = sequence.children();
        (read.digest, read.mask_digest) = read_digests(&mut members)?;
        if let Some(source) = members.read_optional(tag::context(2)).ok()? {
            read.label = specified_label(&Element::parse(source.content).ok()?)?;
        }
        let known = ![read.digest, read.mask_digest].contains(&DigestAlgorithm::Md5);
        (members.is_empty() && known).then_some(read)
    }

    /// EME-OAEP decoding (RFC 8017, 7.1.2, step 3) without a branch on what is secret. Moves
    /// the message to the start of the buffer and answers its length, 0 for a failure.
    pub(super) fn decode(&self, encoded: &mut Zeroizing<Vec<u8>>) -> u64 {
        let size = self.digest.size();
        if encoded.len() < size.saturating_mul(2).saturating_add(2) {
            return 0;
        }
        let Some((first, rest)) = encoded.split_first_mut() else {
            return 0;
        };
        let Some((seed, data)) = rest.split_at_mut_checked(size) else {
            return 0;
        };
        apply_mask(self.mask_digest, data, seed);
        apply_mask(self.mask_digest, seed, data);
        let Some((label, padded)) = data.split_at_mut_checked(size) else {
            return 0;
        };
        let right = first.ct_eq(&0) & label.ct_eq(&Digest::of(self.digest, &self.label));
        let (found, length) = message_length(padded);
        move_to_front(padded, length);
        let length = u64::conditional_select(&0, &length, right & found);
        // What the buffer holds after the message means nothing.
        encoded.rotate_left(size.saturating_mul(2).saturating_add(1));
        length
    }
}

/// The label of a pSourceAlgorithm (RFC 4055, 4.1), which must be id-pSpecified.
fn specified_label(source: &Element<'_>) -> Option<Vec<u8>> {
    let mut members = source.of_type(tag::SEQUENCE).ok()?.children();
    if members.read().ok()?.oid().ok()? != oid::ID_P_SPECIFIED {
        return None;
    }
    let label = members.read_as(tag::OCTET_STRING).ok()?.content.to_vec();
    members.finish().ok()?;
    Some(label)
}

/// Whether zeros and a one precede the message, and how many octets it has.
fn message_length(padded: &[u8]) -> (Choice, u64) {
    let (mut sound, mut found) = (Choice::from(1), Choice::from(0));
    let mut length = 0u64;
    for octet in padded {
        let (zero, one) = (octet.ct_eq(&0), octet.ct_eq(&1));
        length = u64::conditional_select(&length, &length.wrapping_add(1), found);
        sound &= found | zero | one;
        found |= one;
    }
    (sound & found, length)
}

/// Moves as many octets as there are from the end to the front: by one, two, four and so on
/// octets where the distance has that bit, so that the time does not tell the distance.
fn move_to_front(padded: &mut [u8], length: u64) {
    let distance = (padded.len() as u64).wrapping_sub(length);
    let mut step = 1usize;
    let mut bit = 0u32;
    while step < padded.len() {
        let counts = (distance.checked_shr(bit).unwrap_or_default() & 1).ct_eq(&1);
        for index in 0..padded.len().saturating_sub(step) {
            let from = padded.get(index.saturating_add(step)).copied();
            if let (Some(to), Some(from)) = (padded.get_mut(index), from) {
                to.conditional_assign(&from, counts);
            }
        }
        step = step.saturating_mul(2);
        bit = bit.saturating_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use DigestAlgorithm::{Sha1, Sha256};

    const SHA256: [u8; 15] = [
        0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
    ];

    fn value(tag: u8, content: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        crate::asn1::write(&mut out, tag, |out| out.extend_from_slice(content));
        out
    }

    #[test]
    fn parameters_have_defaults() {
        let defaults = OaepParameters {
            digest: Sha1,
            mask_digest: Sha1,
            label: Vec::new(),
        };
        assert_eq!(OaepParameters::parse(None), Some(defaults.clone()));
        assert_eq!(OaepParameters::parse(Some(&[0x30, 0])), Some(defaults));
    }

    #[test]
    fn parameters_are_read() {
        let digest = value(0xa0, &SHA256);
        let mgf1 = value(tag::OID, oid::ID_MGF1.as_bytes());
        let mask = value(0xa1, &value(tag::SEQUENCE, &[&mgf1[..], &SHA256].concat()));
        let specified = value(tag::OID, oid::ID_P_SPECIFIED.as_bytes());
        let label = value(tag::OCTET_STRING, b"label");
        let source = value(tag::SEQUENCE, &[specified, label].concat());
        let source = value(0xa2, &source);
        let all = [&digest[..], &mask, &source];
        let parsed = OaepParameters::parse(Some(&value(tag::SEQUENCE, &all.concat()))).unwrap();
        assert_eq!((parsed.digest, parsed.mask_digest), (Sha256, Sha256));
        assert_eq!(parsed.label, b"label");
        let parsed = OaepParameters::parse(Some(&value(tag::SEQUENCE, &digest))).unwrap();
        assert_eq!((parsed.digest, parsed.mask_digest), (Sha256, Sha1));
        for wrong in [
            value(tag::SEQUENCE, &[&mask[..], &digest].concat()),
            value(tag::SEQUENCE, &value(0xa0, &mgf1)),
            value(tag::SEQUENCE, &value(0xa3, &[])),
            value(tag::SET, &digest),
        ] {
            assert_eq!(OaepParameters::parse(Some(&wrong)), None);
        }
        // MD5 was never one of them.
        let md5 = value(tag::SEQUENCE, &value(tag::OID, oid::ID_MD5.as_bytes()));
        let md5 = value(tag::SEQUENCE, &value(0xa0, &md5));
        assert_eq!(OaepParameters::parse(Some(&md5)), None);
    }

    /// RFC 8017, 7.1.1, for every length that fits.
    #[test]
    fn every_length_is_decoded() {
        let parameters = OaepParameters {
            digest: Sha256,
            mask_digest: Sha1,
            label: b"label".to_vec(),
        };
        let size = 128;
        let encode = |message: &[u8], separator: u8, first: u8| {
            let mut data = Digest::of(Sha256, b"label");
            data.resize(size - 34 - message.len(), 0);
            data.push(separator);
            data.extend_from_slice(message);
            let mut seed = [0x5a; 32];
            apply_mask(Sha1, &seed, &mut data);
            apply_mask(Sha1, &data, &mut seed);
            Zeroizing::new([&[first][..], &seed, &data].concat())
        };
        for length in 0..=size - 66 {
            let message: Vec<u8> = (0..length).map(|n| n as u8).collect();
            let mut encoded = encode(&message, 1, 0);
            assert_eq!(parameters.decode(&mut encoded), length as u64);
            assert_eq!(encoded[..length], message);
            assert_eq!(parameters.decode(&mut encode(&message, 1, 1)), 0);
            assert_eq!(parameters.decode(&mut encode(&message, 2, 0)), 0);
        }
        assert_eq!(parameters.decode(&mut encode(&[0; 10], 0, 0)), 0);
        for short in 0..66 {
            assert_eq!(parameters.decode(&mut Zeroizing::new(vec![0; short])), 0);
        }
    }
}
