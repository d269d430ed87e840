//! The mask generation function MGF1 (RFC 8017, B.2.1), of RSAES-OAEP and RSASSA-PSS.

use super::{Digest, DigestAlgorithm};
use crate::asn1::{Element, oid, tag};
use zeroize::Zeroizing;

/// The digest of a maskGenAlgorithm (RFC 4055, 2.2), which must be MGF1.
pub(super) fn mask_digest(algorithm: &Element<'_>) -> Option<DigestAlgorithm> {
    let mut members = algorithm.of_type(tag::SEQUENCE).ok()?.children();
    if members.read().ok()?.oid().ok()? != oid::ID_MGF1 {
        return None;
    }
    let digest = members.read().ok()?;
    members.finish().ok()?;
    DigestAlgorithm::from_identifier(&digest)
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
