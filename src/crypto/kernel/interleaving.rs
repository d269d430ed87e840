//! The loop that interleaves: the same for every architecture.

use super::super::{CipherLane, DigestLane};

/// The constants of SHA-256 (FIPS 180-4, 4.2.2), four to a row, as the instructions take them.
pub(super) const ROUNDS: [[u32; 4]; 16] = [
    [0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5],
    [0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5],
    [0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3],
    [0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174],
    [0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc],
    [0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da],
    [0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7],
    [0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967],
    [0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13],
    [0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85],
    [0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3],
    [0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070],
    [0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5],
    [0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3],
    [0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208],
    [0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2],
];

/// The steps that every lane has.
pub(super) fn steps(digests: &[DigestLane<'_>], cipher: Option<&CipherLane<'_>>) -> usize {
    let digests = digests.iter().map(|lane| lane.blocks.len());
    let cipher = cipher.map(|lane| lane.from.len().min(lane.to.len()));
    digests.chain(cipher).min().unwrap_or(0)
}

/// Defines `run` for one set of processor features, with the `Lane`, the `Chain`, the `words` and
/// the `second_half` of the place where it stands: a function with other features could not be
/// compiled into it.
macro_rules! define_run {
    ($features:literal, $first_half:ident $(, $before_loop:expr)?) => {
        /// Takes as many steps as the shortest lane has.
        #[target_feature(enable = $features)]
        pub(super) fn run<const LANES: usize, const CIPHER: u8>(
            mut digests: [DigestLane<'_>; LANES],
            mut cipher: Option<CipherLane<'_>>,
        ) {
            let steps = steps(&digests, cipher.as_ref());
            let mut lanes = digests.each_ref().map(|lane| Lane::load(lane.state));
            let mut chain = Chain::load(cipher.as_ref());
            $($before_loop;)?
            for step in 0..steps {
                let before = lanes;
                for quarter in 0..4 {
                    for row in 0..4 {
                        for at in 0..LANES {
                            let lane = &mut lanes[at];
                            let [w0, w1, w2, w3] = lane.words_from(row);
                            let next = if quarter == 0 {
                                words(&digests[at].blocks[step], row)
                            } else {
                                second_half($first_half(w0, w1), w2, w3)
                            };
                            lane.words[row] = next;
                            lane.rounds(next, &ROUNDS[4 * quarter + row]);
                        }
                    }
                    if let Some(cipher) = &mut cipher {
                        let (from, to) = (&cipher.from[step], &mut cipher.to[step]);
                        match CIPHER {
                            ENCRYPT => chain.encrypt(quarter, from, to),
                            _ => chain.decrypt(quarter, from, to),
                        }
                    }
                }
                for at in 0..LANES {
                    lanes[at].add(&before[at]);
                }
            }
            for (digest, lane) in digests.iter_mut().zip(&lanes) {
                *digest.state = lane.state();
            }
            if let Some(cipher) = cipher {
                *cipher.chain = store(chain.last);
            }
        }
    };
}

pub(super) use define_run;
