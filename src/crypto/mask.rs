//! The mask generation function MGF1 (RFC 8017, B.2.1), of RSAES-OAEP and RSASSA-PSS.

use super::{Digest, DigestAlgorithm};
use crate::asn1::{Cursor, Element, oid, tag};
use zeroize::Zeroizing;

/// The digest of a maskGenAlgorithm (RFC 4055, 2.2), which must be MGF1.
fn mask_digest(algorithm: &Element<'_>) -> Option<DigestAlgorithm> {
    let mut members = algorithm.of_type(tag::SEQUENCE).ok()?.children();
    if members.read().ok()?.oid().ok()? != oid::ID_MGF1 {
        return None;
    }
    let digest = members.read().ok()?;
    members.finish().ok()?;
    DigestAlgorithm::from_identifier(&digest)
}

/// The digest and the digest of MGF1 with which the parameters of RSAES-OAEP and of RSASSA-PSS
/// begin (RFC 4055, 3.1 and 4.1); SHA-1 where they are absent.
pub(super) fn read_digests(members: &mut Cursor<'_>) -> Option<(DigestAlgorithm, DigestAlgorithm)> {
    let digest = match members.read_optional(tag::context(0)).ok()? {
        Some(digest) => DigestAlgorithm::from_identifier(&Element::parse(digest.content).ok()?)?,
        None => DigestAlgorithm::Sha1,
    };
    let mask = match members.read_optional(tag::context(1)).ok()? {
        Some(mask) => mask_digest(&Element::parse(mask.content).ok()?)?,
        None => DigestAlgorithm::Sha1,
    };
    Some((digest, mask))
}

/// Lays the mask that the seed generates over the data, or takes it off.
pub(super) fn apply_mask(digest: DigestAlgorithm, seed: &[u8], data: &mut [u8]) {
    for (counter, part) in (0u32..).zip(data.chunks_mut(digest.size())) {
        let mut mask = Digest::new(digest);
        mask.update(seed);
        mask.update(&counter.to_be_bytes());
        for (octet, mask) in part.iter_mut().zip(Zeroizing::new(mask.finish()).iter()) {
            *octet ^= mask;
        }
    }
}
