//! RSAES-OAEP (RFC 8017, 7.1): its parameters, and the decoding for combinations that the
//! backend does not do.

use super::mask::{apply_mask, mask_digest};
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
        if let Some(digest) = members.read_optional(tag::context(0)).ok()? {
            let digest = Element::parse(digest.content).ok()?;
            read.digest = DigestAlgorithm::from_identifier(&digest)?;
        }
        if let Some(mask) = members.read_optional(tag::context(1)).ok()? {
            read.mask_digest = mask_digest(&Element::parse(mask.content).ok()?)?;
        }
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
