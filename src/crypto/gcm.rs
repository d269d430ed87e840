//! AES in Galois/Counter Mode (NIST SP 800-38D) over ciphertext that arrives in parts. The
//! backend and `aes-gcm` decrypt only what is there whole.

use crate::error::{Error, Result, Status};
use aes::{Aes128, Aes192, Aes256};
use ctr::Ctr32BE;
use ctr::cipher::{BlockCipherEncrypt, KeyInit, KeyIvInit, StreamCipher};
use ghash::universal_hash::UniversalHash;
use ghash::{Block, GHash};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// Octets in a block and in a whole tag.
const BLOCK: usize = 16;

/// Octets of a tag that is cut off (RFC 5084, 3.2).
const TAG_LENGTHS: core::ops::RangeInclusive<usize> = 12..=BLOCK;

/// The key stream of a key and a nonce.
enum KeyStream {
    Aes128(Ctr32BE<Aes128>),
    Aes192(Ctr32BE<Aes192>),
    Aes256(Ctr32BE<Aes256>),
}

impl KeyStream {
    fn new(key: &[u8], counter: &Block) -> Option<Self> {
        match key.len() {
            16 => Ctr32BE::new_from_slices(key, counter)
                .ok()
                .map(Self::Aes128),
            24 => Ctr32BE::new_from_slices(key, counter)
                .ok()
                .map(Self::Aes192),
            32 => Ctr32BE::new_from_slices(key, counter)
                .ok()
                .map(Self::Aes256),
            _ => None,
        }
    }

    /// Lays the next octets of the stream over the data; fails at its end.
    fn apply(&mut self, data: &mut [u8]) -> Result<()> {
        match self {
            Self::Aes128(stream) => stream.try_apply_keystream(data),
            Self::Aes192(stream) => stream.try_apply_keystream(data),
            Self::Aes256(stream) => stream.try_apply_keystream(data),
        }
        .map_err(|_| {
            Error::new(
                Status::LimitExceeded,
                "an AES-GCM ciphertext is longer than 64 GiB",
            )
        })
    }
}

/// Decrypts, and hashes the ciphertext on the way.
pub(super) struct GcmDecryptor {
    stream: KeyStream,
    /// The hash subkey, H.
    subkey: Zeroizing<[u8; BLOCK]>,
    hash: GHash,
    /// What lies over the hash in the tag.
    mask: Zeroizing<[u8; BLOCK]>,
    /// Octets of ciphertext so far.
    length: u64,
}

impl GcmDecryptor {
    /// `None` for a key of a length that AES does not have, and for an empty nonce.
    pub(super) fn new(key: &[u8], nonce: &[u8]) -> Option<Self> {
        let subkey = Zeroizing::new(encrypted_zeros(key)?);
        let hash = GHash::new(&Block::from(*subkey));
        let mut stream = KeyStream::new(key, &first_counter(&hash, nonce)?)?;
        let mut mask = Zeroizing::new([0; BLOCK]);
        stream.apply(&mut *mask).ok()?;
        Some(Self {
            stream,
            subkey,
            hash,
            mask,
            length: 0,
        })
    }

    /// Decrypts in place. All parts but the last are of whole blocks.
    pub(super) fn decrypt(&mut self, data: &mut [u8]) -> Result<()> {
        self.hash.update_padded(data);
        self.length = self.length.saturating_add(data.len() as u64);
        self.stream.apply(data)
    }

    /// Whether this is the tag, of 12 to 16 octets, of the ciphertext and the data that
    /// was authenticated with it.
    ///
    /// The data should have been hashed before the ciphertext, but in CMS it follows. The hash
    /// is linear, so its part is added here: what it hashes to, times H for every block of
    /// ciphertext that came after it.
    pub(super) fn verifies(self, additional_data: &[u8], tag: &[u8]) -> bool {
        let mut hash = GHash::new(&Block::from(*self.subkey));
        hash.update_padded(additional_data);
        let blocks = self.length.div_ceil(BLOCK as u64);
        let shifted = multiply(hash.finalize(), power(*self.subkey, blocks));
        let mut lengths = sum(shifted, self.hash.finalize());
        let bits = [additional_data.len() as u64, self.length].map(|octets| octets << 3);
        let stated = bits.into_iter().flat_map(u64::to_be_bytes);
        lengths
            .iter_mut()
            .zip(stated)
            .for_each(|(to, from)| *to ^= from);
        let hash = multiply(lengths, Block::from(*self.subkey));
        let expected = sum(hash, Block::from(*self.mask));
        let length = Some(tag.len()).filter(|length| TAG_LENGTHS.contains(length));
        length
            .and_then(|length| expected.get(..length))
            .is_some_and(|expected| expected.ct_eq(tag).into())
    }
}

fn encrypted_zeros(key: &[u8]) -> Option<[u8; BLOCK]> {
    let mut block = Block::default();
    match key.len() {
        16 => Aes128::new_from_slice(key).ok()?.encrypt_block(&mut block),
        24 => Aes192::new_from_slice(key).ok()?.encrypt_block(&mut block),
        32 => Aes256::new_from_slice(key).ok()?.encrypt_block(&mut block),
        _ => return None,
    }
    Some(block.into())
}

/// The counter that encrypts the hash; the ciphertext begins with the next one.
fn first_counter(hash: &GHash, nonce: &[u8]) -> Option<Block> {
    if nonce.is_empty() {
        return None;
    }
    if let Ok(nonce) = <[u8; 12]>::try_from(nonce) {
        let mut counter = [0; BLOCK];
        let octets = nonce.into_iter().chain([0, 0, 0, 1]);
        counter
            .iter_mut()
            .zip(octets)
            .for_each(|(to, from)| *to = from);
        return Some(Block::from(counter));
    }
    let mut hash = hash.clone();
    hash.update_padded(nonce);
    let bits = (nonce.len() as u128) << 3;
    hash.update(&[Block::from(bits.to_be_bytes())]);
    Some(hash.finalize())
}

fn sum(mut one: Block, other: Block) -> Block {
    one.iter_mut()
        .zip(other.iter())
        .for_each(|(to, from)| *to ^= from);
    one
}

/// The product of two elements of the field: what one hashes to under the other.
fn multiply(one: Block, other: Block) -> Block {
    let mut hash = GHash::new(&other);
    hash.update(&[one]);
    hash.finalize()
}

/// An element of the field to a power, which is public.
fn power(base: [u8; BLOCK], mut exponent: u64) -> Block {
    let mut square = Block::from(base);
    let mut result = Block::default();
    // One: the bits of an element stand in reverse.
    if let Some(first) = result.first_mut() {
        *first = 0x80;
    }
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = multiply(result, square);
        }
        square = multiply(square, square);
        exponent >>= 1;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use aes_gcm::aead::AeadInOut;
    use aes_gcm::{AesGcm, aead::consts::U12, aead::consts::U20};

    /// The tag of `aes-gcm`, and what it makes of the data.
    fn sealed<N: aes_gcm::aead::array::ArraySize>(
        key: &[u8],
        nonce: &[u8],
        additional_data: &[u8],
        clear: &[u8],
    ) -> (Vec<u8>, Vec<u8>) {
        let mut data = clear.to_vec();
        let nonce = aes_gcm::Nonce::<N>::try_from(nonce).unwrap();
        let seal = |data: &mut Vec<u8>| match key.len() {
            16 => AesGcm::<Aes128, N>::new_from_slice(key)
                .unwrap()
                .encrypt_inout_detached(&nonce, additional_data, data.as_mut_slice().into()),
            24 => AesGcm::<Aes192, N>::new_from_slice(key)
                .unwrap()
                .encrypt_inout_detached(&nonce, additional_data, data.as_mut_slice().into()),
            _ => AesGcm::<Aes256, N>::new_from_slice(key)
                .unwrap()
                .encrypt_inout_detached(&nonce, additional_data, data.as_mut_slice().into()),
        };
        let tag = seal(&mut data).unwrap();
        (data, tag.to_vec())
    }

    #[test]
    fn agrees_with_the_whole() {
        let key: [u8; 32] = core::array::from_fn(|n| n as u8);
        for size in [16, 24, 32] {
            let key = &key[..size];
            for length in [0, 1, 15, 16, 17, 32, 100, 4096, 5000] {
                let clear: Vec<u8> = (0..length).map(|n| (n * 7) as u8).collect();
                for additional_data in [&[][..], b"attributes", &[9; 48]] {
                    let short = sealed::<U12>(key, &[5; 12], additional_data, &clear);
                    let long = sealed::<U20>(key, &[6; 20], additional_data, &clear);
                    for (nonce, (cipher, tag)) in [(&[5; 12][..], short), (&[6; 20], long)] {
                        let open = |tag: &[u8]| {
                            let mut gcm = GcmDecryptor::new(key, nonce).unwrap();
                            let mut data = cipher.clone();
                            data.chunks_mut(48)
                                .for_each(|part| gcm.decrypt(part).unwrap());
                            assert_eq!(data, clear);
                            gcm.verifies(additional_data, tag)
                        };
                        assert!(open(&tag) && open(&tag[..12]));
                        let mut wrong = tag;
                        wrong[11] ^= 1;
                        assert!(!open(&wrong) && !open(&wrong[..12]));
                        assert!(!open(&[wrong, vec![0]].concat()));
                    }
                }
            }
        }
    }

    #[test]
    fn keys_and_nonces_are_checked() {
        assert!(GcmDecryptor::new(&[0; 15], &[0; 12]).is_none());
        assert!(GcmDecryptor::new(&[0; 16], &[]).is_none());
    }

    /// The key stream ends before its counter comes round.
    #[test]
    fn the_counter_has_an_end() {
        use ctr::cipher::StreamCipherSeek;
        let mut gcm = GcmDecryptor::new(&[0; 16], &[0; 12]).unwrap();
        let KeyStream::Aes128(stream) = &mut gcm.stream else {
            unreachable!()
        };
        stream.seek((1u64 << 36) - 64);
        let error = gcm.decrypt(&mut [0; 80]).unwrap_err();
        assert_eq!(error.status(), Status::LimitExceeded);
    }
}
