//! Camellia in CBC mode (RFC 3657), which messages of long ago were sealed with.

use super::cipher::BLOCK;
use camellia::{Camellia128, Camellia192, Camellia256};
use cbc::Decryptor;
use cbc::cipher::{BlockModeDecrypt, KeyIvInit};

pub(super) enum CamelliaCbc {
    Bits128(Decryptor<Camellia128>),
    Bits192(Decryptor<Camellia192>),
    Bits256(Decryptor<Camellia256>),
}

impl CamelliaCbc {
    /// `None` for a key of another length than 16, 24 or 32 octets.
    pub(super) fn new(key: &[u8], iv: &[u8; BLOCK]) -> Option<Self> {
        match key.len() {
            16 => Decryptor::new_from_slices(key, iv).ok().map(Self::Bits128),
            24 => Decryptor::new_from_slices(key, iv).ok().map(Self::Bits192),
            _ => Decryptor::new_from_slices(key, iv).ok().map(Self::Bits256),
        }
    }

    /// Decrypts whole blocks in place.
    pub(super) fn decrypt(&mut self, data: &mut [u8]) {
        for block in data.as_chunks_mut::<BLOCK>().0 {
            let block = (&mut *block).into();
            match self {
                Self::Bits128(cipher) => cipher.decrypt_block(block),
                Self::Bits192(cipher) => cipher.decrypt_block(block),
                Self::Bits256(cipher) => cipher.decrypt_block(block),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 3713, appendix A: one block, so that CBC with a vector of zeros is the cipher alone.
    #[test]
    fn known_answers() {
        let key: Vec<u8> = [0x0123_4567_89ab_cdefu64, 0xfedc_ba98_7654_3210]
            .iter()
            .chain(&[0x0011_2233_4455_6677, 0x8899_aabb_ccdd_eeff])
            .flat_map(|half| half.to_be_bytes())
            .collect();
        for (length, ciphertext) in [
            (16, 0x6767_3138_5496_6973_0857_0656_48ea_be43_u128),
            (24, 0xb499_3401_b3e9_96f8_4ee5_cee7_d79b_09b9),
            (32, 0x9acc_237d_ff16_d76c_20ef_7c91_9e3a_7509),
        ] {
            let mut block = ciphertext.to_be_bytes();
            let mut cipher = CamelliaCbc::new(&key[..length], &[0; BLOCK]).unwrap();
            cipher.decrypt(&mut block);
            assert_eq!(block, key[..16]);
        }
        assert!(CamelliaCbc::new(&key[..17], &[0; BLOCK]).is_none());
    }
}
