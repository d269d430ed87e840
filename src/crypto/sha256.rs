//! SHA-256 on a kernel, with its state within reach, so that it can run beside others.

use super::kernel::{DigestLane, Kernel, STEP, State};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// The initial hash value (FIPS 180-4, 5.3.3).
pub(super) const INITIAL: State = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

/// Where the length of the message begins in the last block.
const LENGTH_AT: usize = STEP - size_of::<u64>();

/// A SHA-256 over data that arrives in parts.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(super) struct Sha256 {
    #[zeroize(skip)]
    kernel: Kernel,
    state: State,
    /// The octets that came so far.
    length: u64,
    /// What of them is not a whole block yet.
    partial: [u8; STEP],
}

impl Sha256 {
    pub(super) fn new(kernel: Kernel) -> Self {
        Self {
            kernel,
            state: INITIAL,
            length: 0,
            partial: [0; STEP],
        }
    }

    pub(super) fn update(&mut self, data: &[u8]) {
        let (blocks, rest) = self.align(data);
        self.take(blocks);
        self.keep(rest);
    }

    /// Completes the block that was begun, and divides what follows it into blocks and a rest.
    /// The blocks must be taken and the rest kept, in this order.
    pub(super) fn align<'a>(&mut self, data: &'a [u8]) -> (&'a [[u8; STEP]], &'a [u8]) {
        let begun = self.begun();
        if begun == 0 {
            return data.as_chunks();
        }
        let missing = STEP.saturating_sub(begun).min(data.len());
        let (now, later) = data.split_at(missing);
        self.keep(now);
        later.as_chunks()
    }

    /// Takes whole blocks; none may have been begun.
    pub(super) fn take(&mut self, blocks: &[[u8; STEP]]) {
        if !blocks.is_empty() {
            let kernel = self.kernel;
            kernel.digest(self.lane(blocks));
        }
    }

    /// The same, in a lane for the kernel, which must then take all of these blocks.
    pub(super) fn lane<'a>(&'a mut self, blocks: &'a [[u8; STEP]]) -> DigestLane<'a> {
        self.length = self.length.wrapping_add(blocks.as_flattened().len() as u64);
        DigestLane {
            state: &mut self.state,
            blocks,
        }
    }

    /// Keeps at most what the block that was begun has room for.
    pub(super) fn keep(&mut self, rest: &[u8]) {
        let begun = self.begun();
        let room = self.partial.iter_mut().skip(begun);
        for (to, from) in room.zip(rest) {
            *to = *from;
        }
        self.length = self.length.wrapping_add(rest.len() as u64);
        if !rest.is_empty() && self.begun() == 0 {
            self.take_partial();
        }
    }

    /// Octets of the block that was begun.
    fn begun(&self) -> usize {
        usize::try_from(self.length % STEP as u64).unwrap_or_default()
    }

    fn take_partial(&mut self) {
        self.kernel.digest(DigestLane {
            state: &mut self.state,
            blocks: core::slice::from_ref(&self.partial),
        });
    }

    /// Pads (FIPS 180-4, 5.1.1) and ends the message.
    pub(super) fn finish(mut self) -> [u8; 32] {
        let bits = self.length.wrapping_mul(8).to_be_bytes();
        let mut padding = core::iter::once(0x80).chain(core::iter::repeat(0));
        let begun = self.begun();
        let free = self.partial.iter_mut().skip(begun);
        free.zip(&mut padding).for_each(|(to, from)| *to = from);
        if begun >= LENGTH_AT {
            self.take_partial();
            self.partial = [0; STEP];
        }
        let place = self.partial.iter_mut().skip(LENGTH_AT);
        place.zip(bits).for_each(|(to, from)| *to = from);
        self.take_partial();
        let mut digest = [0; 32];
        for (to, word) in digest.as_chunks_mut().0.iter_mut().zip(self.state) {
            *to = word.to_be_bytes();
        }
        digest
    }
}

// Without a kernel there is no such digest.
#[cfg(all(test, not(etee_portable)))]
mod tests {
    use super::super::dice::Dice;
    use super::*;
    use aws_lc_rs::digest;

    fn plain(message: &[u8]) -> Vec<u8> {
        digest::digest(&digest::SHA256, message).as_ref().to_vec()
    }

    fn in_parts<'a>(kernel: Kernel, parts: impl IntoIterator<Item = &'a [u8]>) -> [u8; 32] {
        let mut digest = Sha256::new(kernel);
        parts.into_iter().for_each(|part| digest.update(part));
        digest.finish()
    }

    #[test]
    fn every_length() {
        let message = Dice::new(1).octets(5000);
        let around = (1..=75).flat_map(|block| block * STEP - 9..=block * STEP + 1);
        let lengths: Vec<usize> = (0..=300).chain(around).collect();
        for kernel in Kernel::all() {
            for &length in &lengths {
                let message = &message[..length];
                assert_eq!(
                    in_parts(kernel, [message]),
                    *plain(message),
                    "{length} octets"
                );
            }
        }
    }

    #[test]
    fn parts_of_every_size() {
        let message = Dice::new(2).octets(1000);
        for kernel in Kernel::all() {
            for size in 1..=message.len() {
                let digest = in_parts(kernel, message.chunks(size));
                assert_eq!(digest, *plain(&message), "parts of {size}");
            }
        }
    }

    #[test]
    fn every_cut_of_every_short_message() {
        let message = Dice::new(3).octets(200);
        for kernel in Kernel::all() {
            for length in 0..=message.len() {
                let message = &message[..length];
                let whole = plain(message);
                for cut in 0..=length {
                    let (one, other) = message.split_at(cut);
                    let digest = in_parts(kernel, [one, &[], other]);
                    assert_eq!(digest, *whole, "{length} octets, cut at {cut}");
                }
            }
        }
    }

    /// NIST's examples for FIPS 180-4, and the one of a million letters of its predecessors.
    #[test]
    fn known_answers() {
        let long = b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
        let million = vec![b'a'; 1_000_000];
        for kernel in Kernel::all() {
            for (message, start) in [
                (&b""[..], 0xe3b0_c442_98fc_1c14_u64),
                (b"abc", 0xba78_16bf_8f01_cfea),
                (long, 0x248d_6a61_d206_38b8),
                (&million, 0xcdc7_6e5c_9914_fb92),
            ] {
                let digest = in_parts(kernel, message.chunks(997));
                assert!(digest.starts_with(&start.to_be_bytes()));
            }
        }
    }
}
