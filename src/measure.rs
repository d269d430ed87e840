//! What the benchmarks and the tests hold the library against and cannot reach otherwise. Not
//! part of the API.

pub mod jose;

use crate::crypto::{Digest, DigestAlgorithm, Lane, digest_two};

/// Takes the SHA-256 of two contents, at the same time where the processor can.
pub fn sha256_of_two(one: &[u8], other: &[u8]) -> [Vec<u8>; 2] {
    let sha256 = || Digest::new(DigestAlgorithm::Sha256);
    let (mut first, mut second) = (sha256(), sha256());
    digest_two(Lane::new(&mut first, one), Lane::new(&mut second, other));
    [first.finish(), second.finish()]
}
