//! The key of the cipher.

use zeroize::{Zeroize, ZeroizeOnDrop};

/// Rounds of AES-128.
pub(super) const AES_ROUNDS: usize = 10;

/// The round keys of AES-128, for one direction.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(in crate::crypto) struct AesKey {
    pub(super) rounds: [[u8; 16]; AES_ROUNDS + 1],
}

impl AesKey {
    /// The round keys for encryption (FIPS 197, 5.2). The function is SubWord.
    #[allow(clippy::indexing_slicing)] // The key has four words, and its expansion more.
    pub(super) fn expand(key: &[u8; 16], substitute: impl Fn([u8; 4]) -> [u8; 4]) -> Self {
        let mut expanded = Self {
            rounds: [[0; 16]; AES_ROUNDS + 1],
        };
        let words = expanded.rounds.as_flattened_mut().as_chunks_mut::<4>().0;
        words[..4].copy_from_slice(key.as_chunks::<4>().0);
        let mut constant = 1u8;
        for at in 4..words.len() {
            let mut word = words[at - 1];
            if at % 4 == 0 {
                word.rotate_left(1);
                word = substitute(word);
                word[0] ^= constant;
                // Doubled in the field of AES.
                constant = (constant << 1) ^ (0x1b * (constant >> 7));
            }
            for (octet, old) in word.iter_mut().zip(words[at - 4]) {
                *octet ^= old;
            }
            words[at] = word;
        }
        expanded
    }

    /// From a key for encryption, the one for decryption by the equivalent inverse cipher
    /// (FIPS 197, 5.3.5). The function is InvMixColumns.
    pub(super) fn turned(mut self, mix_columns_back: impl Fn(&[u8; 16]) -> [u8; 16]) -> Self {
        self.rounds.reverse();
        // The first and the last are used as they are.
        for round in self.rounds.iter_mut().skip(1).take(AES_ROUNDS - 1) {
            *round = mix_columns_back(round);
        }
        self
    }
}
