//! The kernels against the plain way.

use super::super::dice::Dice;
use super::super::sha256::INITIAL;
use super::{AesKey, CipherLane, DigestLane, Kernel, STEP, State};
use aws_lc_rs::cipher::{
    AES_128, DecryptingKey, DecryptionContext, EncryptingKey, EncryptionContext, UnboundCipherKey,
};
use aws_lc_rs::digest;
use aws_lc_rs::iv::FixedLength;

/// The key of the examples in FIPS 197, appendix A.1, and in NIST SP 800-38A, F.2.
const KEY: [u8; 16] = 0x2b7e1516_28aed2a6_abf71588_09cf4f3c_u128.to_be_bytes();

/// Whole blocks that begin anywhere in memory.
struct Blocks {
    octets: Vec<u8>,
    start: usize,
}

impl Blocks {
    fn new(dice: &mut Dice, count: usize) -> Self {
        let start = dice.below(16);
        Self {
            octets: dice.octets(start + count * STEP),
            start,
        }
    }

    fn get(&self) -> &[[u8; STEP]] {
        self.octets[self.start..].as_chunks().0
    }

    fn get_mut(&mut self) -> &mut [[u8; STEP]] {
        self.octets[self.start..].as_chunks_mut().0
    }
}

/// A message on its way into a digest.
struct Message {
    blocks: Blocks,
    state: State,
    taken: usize,
}

impl Message {
    /// Leaves this many steps to be taken, and takes some before.
    fn new(kernel: Kernel, dice: &mut Dice, steps: usize) -> Self {
        let taken = dice.below(3);
        let mut message = Self {
            blocks: Blocks::new(dice, taken + steps),
            state: INITIAL,
            taken,
        };
        kernel.digest(DigestLane {
            state: &mut message.state,
            blocks: &message.blocks.get()[..taken],
        });
        message
    }

    fn lane(&mut self) -> DigestLane<'_> {
        DigestLane {
            state: &mut self.state,
            blocks: &self.blocks.get()[self.taken..],
        }
    }

    /// Asserts that the digest took this many steps since.
    fn took(self, kernel: Kernel, steps: usize) {
        let blocks = &self.blocks.get()[..self.taken + steps];
        let plain = digest::digest(&digest::SHA256, blocks.as_flattened());
        assert_eq!(
            finish(kernel, self.state, blocks.len()),
            plain.as_ref(),
            "{steps} steps"
        );
    }
}

/// Ends the digest of a message of this many blocks (FIPS 180-4, 5.1.1).
fn finish(kernel: Kernel, mut state: State, blocks: usize) -> Vec<u8> {
    let mut padding = [0; STEP];
    padding[0] = 0x80;
    padding[STEP - 8..].copy_from_slice(&(blocks as u64 * 512).to_be_bytes());
    kernel.digest(DigestLane {
        state: &mut state,
        blocks: &[padding],
    });
    state.map(u32::to_be_bytes).concat()
}

#[derive(Clone, Copy)]
enum Direction {
    Encryption,
    Decryption,
}

impl Direction {
    fn key(self, kernel: Kernel, key: &[u8; 16]) -> AesKey {
        match self {
            Self::Encryption => kernel.encryption_key(key),
            Self::Decryption => kernel.decryption_key(key),
        }
    }

    fn run(self, kernel: Kernel, digests: [DigestLane<'_>; 2], cipher: CipherLane<'_>) {
        match self {
            Self::Encryption => kernel.digest_two_and_encrypt(digests, cipher),
            Self::Decryption => kernel.digest_two_and_decrypt(digests, cipher),
        }
    }

    fn plain(self, key: &[u8; 16], iv: [u8; 16], blocks: &mut [u8]) {
        let key = UnboundCipherKey::new(&AES_128, key).unwrap();
        let iv = FixedLength::from(iv);
        match self {
            Self::Encryption => {
                let context = EncryptionContext::Iv128(iv);
                let key = EncryptingKey::cbc(key).unwrap();
                key.less_safe_encrypt(blocks, context).unwrap();
            }
            Self::Decryption => {
                let context = DecryptionContext::Iv128(iv);
                let key = DecryptingKey::cbc(key).unwrap();
                key.decrypt(blocks, context).unwrap();
            }
        }
    }

    /// The last block of ciphertext.
    fn next_chain(self, from: &[u8], to: &[u8]) -> Option<[u8; 16]> {
        match self {
            Self::Encryption => to.last_chunk().copied(),
            Self::Decryption => from.last_chunk().copied(),
        }
    }
}

/// Two digests alone.
fn try_digests(kernel: Kernel, dice: &mut Dice, one: usize, other: usize) {
    let mut alone = Message::new(kernel, dice, one);
    kernel.digest(alone.lane());
    alone.took(kernel, one);

    let mut messages = [one, other].map(|steps| Message::new(kernel, dice, steps));
    kernel.digest_two(messages.each_mut().map(Message::lane));
    for message in messages {
        message.took(kernel, one.min(other));
    }
}

/// Two digests and a cipher, each with its own number of steps.
fn try_all(kernel: Kernel, dice: &mut Dice, direction: Direction, steps: [usize; 3]) {
    let [one, other, ciphered] = steps;
    let mut messages = [one, other].map(|steps| Message::new(kernel, dice, steps));
    let (key, iv) = (dice.array(), dice.array());
    let from = Blocks::new(dice, ciphered);
    let mut to = Blocks::new(dice, ciphered);
    let mut expected = to.get().to_vec();
    let mut chain = iv;
    direction.run(
        kernel,
        messages.each_mut().map(Message::lane),
        CipherLane {
            key: &direction.key(kernel, &key),
            chain: &mut chain,
            from: from.get(),
            to: to.get_mut(),
        },
    );

    let common = one.min(other).min(ciphered);
    for message in messages {
        message.took(kernel, common);
    }
    // What follows the common steps stays as it was.
    let from = &from.get()[..common];
    let done = &mut expected[..common];
    done.copy_from_slice(from);
    direction.plain(&key, iv, done.as_flattened_mut());
    let next = direction.next_chain(from.as_flattened(), done.as_flattened());
    assert_eq!(chain, next.unwrap_or(iv), "{steps:?} steps");
    assert!(to.get() == expected, "{steps:?} steps");
}

fn try_every_combination(kernel: Kernel, dice: &mut Dice, steps: [usize; 3]) {
    let [one, other, _] = steps;
    try_digests(kernel, dice, one, other);
    for direction in [Direction::Encryption, Direction::Decryption] {
        try_all(kernel, dice, direction, steps);
    }
}

#[test]
fn every_number_of_steps() {
    let mut dice = Dice::new(1);
    for kernel in Kernel::all() {
        for steps in 0..=70 {
            try_every_combination(kernel, &mut dice, [steps; 3]);
        }
    }
}

#[test]
fn lanes_of_unequal_length() {
    let mut dice = Dice::new(2);
    let steps = [0, 1, 2, 3, 4, 5, 17, 40];
    for kernel in Kernel::all() {
        for one in steps {
            for other in steps {
                for ciphered in steps {
                    try_every_combination(kernel, &mut dice, [one, other, ciphered]);
                }
            }
        }
    }
}

/// NIST's examples for FIPS 180-4: a message of one block, and one of two.
#[test]
fn known_digests() {
    let short = b"abc";
    let long = b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    let [mut one, mut two] = [[[0; STEP]; 1].to_vec(), [[0; STEP]; 2].to_vec()];
    for (blocks, message) in [(&mut one, &short[..]), (&mut two, &long[..])] {
        let octets = blocks.as_flattened_mut();
        octets[..message.len()].copy_from_slice(message);
        octets[message.len()] = 0x80;
        let bits = (message.len() as u64 * 8).to_be_bytes();
        octets.last_chunk_mut().map(|place| *place = bits).unwrap();
    }
    for kernel in Kernel::all() {
        let [mut state, mut other] = [INITIAL; 2];
        kernel.digest(DigestLane {
            state: &mut state,
            blocks: &one,
        });
        kernel.digest(DigestLane {
            state: &mut other,
            blocks: &two,
        });
        assert_eq!(
            state,
            [
                0xba78_16bf,
                0x8f01_cfea,
                0x4141_40de,
                0x5dae_2223,
                0xb003_61a3,
                0x9617_7a9c,
                0xb410_ff61,
                0xf200_15ad,
            ]
        );
        assert_eq!(
            other,
            [
                0x248d_6a61,
                0xd206_38b8,
                0xe5c0_2693,
                0x0c3e_6039,
                0xa33c_e459,
                0x64ff_2167,
                0xf6ec_edd4,
                0x19db_06c1,
            ]
        );
    }
}

/// FIPS 197, appendix A.1.
#[test]
fn known_round_keys() {
    let rounds: [u128; 11] = [
        0x2b7e1516_28aed2a6_abf71588_09cf4f3c,
        0xa0fafe17_88542cb1_23a33939_2a6c7605,
        0xf2c295f2_7a96b943_5935807a_7359f67f,
        0x3d80477d_4716fe3e_1e237e44_6d7a883b,
        0xef44a541_a8525b7f_b671253b_db0bad00,
        0xd4d1c6f8_7c839d87_caf2b8bc_11f915bc,
        0x6d88a37a_110b3efd_dbf98641_ca0093fd,
        0x4e54f70e_5f5fc9f3_84a64fb2_4ea6dc4f,
        0xead27321_b58dbad2_312bf560_7f8d292f,
        0xac7766f3_19fadc21_28d12941_575c006e,
        0xd014f9a8_c9ee2589_e13f0cc8_b6630ca6,
    ];
    for kernel in Kernel::all() {
        let expanded = kernel.encryption_key(&KEY);
        assert_eq!(expanded.rounds, rounds.map(u128::to_be_bytes));
    }
}

/// NIST SP 800-38A, F.2.1 and F.2.2: four blocks of CBC-AES128, which are one step.
#[test]
fn known_ciphertext() {
    let iv = core::array::from_fn(|n| n as u8);
    let clear = [
        0x6bc1bee2_2e409f96_e93d7e11_7393172a_u128,
        0xae2d8a57_1e03ac9c_9eb76fac_45af8e51,
        0x30c81c46_a35ce411_e5fbc119_1a0a52ef,
        0xf69f2445_df4f9b17_ad2b417b_e66c3710,
    ];
    let sealed = [
        0x7649abac_8119b246_cee98e9b_12e9197d_u128,
        0x5086cb9b_507219ee_95db113a_917678b2,
        0x73bed6b8_e3c1743b_7116e69e_22229516,
        0x3ff1caa1_681fac09_120eca30_7586e1a7,
    ];
    for kernel in Kernel::all() {
        for (direction, from, to) in [
            (Direction::Encryption, clear, sealed),
            (Direction::Decryption, sealed, clear),
        ] {
            let from = from.map(u128::to_be_bytes);
            let [mut one, mut other] = [INITIAL; 2];
            let digests = [&mut one, &mut other].map(|state| DigestLane {
                state,
                blocks: &[[0; STEP]],
            });
            let mut answer = [[0; STEP]];
            let cipher = CipherLane {
                key: &direction.key(kernel, &KEY),
                chain: &mut { iv },
                from: from.as_flattened().as_chunks().0,
                to: &mut answer,
            };
            direction.run(kernel, digests, cipher);
            assert_eq!(
                answer.as_flattened(),
                to.map(u128::to_be_bytes).as_flattened()
            );
        }
    }
}
