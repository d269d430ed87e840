//! Work that does not depend on each other, done at the same time by one thread.
//!
//! Sealing takes two digests and encrypts; unsealing takes two digests and decrypts. Where these
//! are of neighbouring pieces of a message they do not wait for one another. With a kernel they
//! run interleaved; otherwise, one after the other.

use super::Digest;
use super::cipher::{CbcDecryptor, CbcEncryptor, copy};
use super::kernel::{CipherLane, STEP};
use crate::error::Result;

/// Data that goes into a digest. Without a digest it goes nowhere.
#[derive(Default)]
pub(crate) struct Lane<'a> {
    pub(crate) digest: Option<&'a mut Digest>,
    pub(crate) data: &'a [u8],
}

impl<'a> Lane<'a> {
    pub(crate) fn new(digest: &'a mut Digest, data: &'a [u8]) -> Self {
        Self {
            digest: Some(digest),
            data,
        }
    }

    fn update(self) {
        if let Some(digest) = self.digest {
            digest.update(self.data);
        }
    }
}

/// What a cipher does beside the digests.
enum Work<'a> {
    Encryption(CipherLane<'a>),
    Decryption(CipherLane<'a>),
}

impl Work<'_> {
    fn steps(&self) -> usize {
        match self {
            Self::Encryption(lane) | Self::Decryption(lane) => lane.from.len().min(lane.to.len()),
        }
    }
}

/// Takes data into two digests.
pub(crate) fn digest_two(one: Lane<'_>, other: Lane<'_>) {
    interleave(one, other, None);
}

/// Takes data into two digests, and encrypts whole blocks into a place of the same length.
pub(crate) fn encrypt_beside(
    cipher: &mut CbcEncryptor,
    clear: &[u8],
    sealed: &mut [u8],
    one: Lane<'_>,
    other: Lane<'_>,
) -> Result<()> {
    let lane = cipher.lane(clear.as_chunks().0, sealed.as_chunks_mut().0);
    let steps = interleave(one, other, lane.map(Work::Encryption));
    cipher.encrypt(copy_rest(steps, clear, sealed))
}

/// Takes data into two digests, and decrypts whole blocks into a place of the same length.
pub(crate) fn decrypt_beside(
    cipher: &mut CbcDecryptor,
    sealed: &[u8],
    clear: &mut [u8],
    one: Lane<'_>,
    other: Lane<'_>,
) -> Result<()> {
    let lane = cipher.lane(sealed.as_chunks().0, clear.as_chunks_mut().0);
    let steps = interleave(one, other, lane.map(Work::Decryption));
    cipher.decrypt(copy_rest(steps, sealed, clear))
}

/// Copies what follows the steps that are done, and answers with it.
fn copy_rest<'a>(steps: usize, from: &[u8], to: &'a mut [u8]) -> &'a mut [u8] {
    let done = steps.saturating_mul(STEP);
    let rest = to.get_mut(done..).unwrap_or_default();
    let missing = from.get(done..).unwrap_or_default();
    copy(missing, rest);
    rest
}

/// Takes all data of both lanes, and as much of the work as goes beside it. Answers with the
/// steps of the work that are done.
fn interleave(mut one: Lane<'_>, mut other: Lane<'_>, work: Option<Work<'_>>) -> usize {
    let (Some(first), Some(second)) = (
        one.digest.as_mut().and_then(|digest| digest.on_kernel()),
        other.digest.as_mut().and_then(|digest| digest.on_kernel()),
    ) else {
        one.update();
        other.update();
        return 0;
    };
    let kernel = first.kernel();
    let (mut blocks, rest) = first.align(one.data);
    let (mut other_blocks, other_rest) = second.align(other.data);
    let both = blocks.len().min(other_blocks.len());
    let worked = work.as_ref().map_or(0, Work::steps).min(both);
    if let Some(work) = work.filter(|_| worked > 0) {
        let lanes = [
            first.lane(split(&mut blocks, worked)),
            second.lane(split(&mut other_blocks, worked)),
        ];
        match work {
            Work::Encryption(cipher) => kernel.digest_two_and_encrypt(lanes, cipher),
            Work::Decryption(cipher) => kernel.digest_two_and_decrypt(lanes, cipher),
        }
    }
    let left = both.saturating_sub(worked);
    kernel.digest_two([
        first.lane(split(&mut blocks, left)),
        second.lane(split(&mut other_blocks, left)),
    ]);
    first.take(blocks);
    first.keep(rest);
    second.take(other_blocks);
    second.keep(other_rest);
    worked
}

/// Takes this many from the front.
fn split<'a, T>(items: &mut &'a [T], count: usize) -> &'a [T] {
    let (now, later) = items.split_at_checked(count).unwrap_or((items, &[]));
    *items = later;
    now
}
