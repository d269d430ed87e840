//! Triple-DES key wrap (RFC 3217, 3), which some senders of long ago used. Nothing is
//! wrapped with it here.

use super::{Digest, DigestAlgorithm};
use crate::secret::Secret;
use cbc::Decryptor;
use des::TdesEde3;
use des::cipher::block_padding::NoPadding;
use des::cipher::{BlockModeDecrypt, KeyIvInit};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// The initialisation vector of the outer encryption.
const OUTER_IV: [u8; 8] = [0x4a, 0xdd, 0xa2, 0x2c, 0x79, 0xe8, 0x21, 0x05];

/// Octets of an initialisation vector and of a checksum.
const BLOCK: usize = 8;

/// The key that was wrapped with this key of 24 octets. Any key of whole blocks is taken, as
/// the official library does, which wraps AES keys this way; their parity means nothing.
pub(super) fn unwrap(key: &[u8], wrapped: &[u8]) -> Option<Secret> {
    let mut buffer = Zeroizing::new(wrapped.to_vec());
    decrypt(key, &OUTER_IV, &mut buffer)?;
    buffer.reverse();
    let (iv, inner) = buffer.split_at_mut_checked(BLOCK)?;
    decrypt(key, iv, inner)?;
    let (content_key, checksum) = inner.split_at_checked(inner.len().checked_sub(BLOCK)?)?;
    let digest = Zeroizing::new(Digest::of(DigestAlgorithm::Sha1, content_key));
    let right = digest.get(..BLOCK)?.ct_eq(checksum);
    (bool::from(right) && !content_key.is_empty()).then(|| Secret::from(content_key))
}

fn decrypt(key: &[u8], iv: &[u8], blocks: &mut [u8]) -> Option<()> {
    let cipher = Decryptor::<TdesEde3>::new_from_slices(key, iv).ok()?;
    cipher.decrypt_padded::<NoPadding>(blocks).ok().map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;
    use cbc::Encryptor;
    use des::cipher::BlockModeEncrypt;

    const KEY: [u8; 24] = [
        0x25, 0x5e, 0x0d, 0x1c, 0x07, 0xb6, 0x46, 0xdf, 0xb3, 0x13, 0x4c, 0xc8, 0x43, 0xba, 0x8a,
        0xa7, 0x1f, 0x02, 0x5b, 0x7c, 0x08, 0x38, 0x25, 0x1f,
    ];

    /// RFC 3217, 4.3.
    #[test]
    fn known_answer() {
        let content_key = [
            0x29, 0x23, 0xbf, 0x85, 0xe0, 0x6d, 0xd6, 0xae, 0x52, 0x91, 0x49, 0xf1, 0xf1, 0xba,
            0xe9, 0xea, 0xb3, 0xa7, 0xda, 0x3d, 0x86, 0x0d, 0x3e, 0x98,
        ];
        let wrapped = [
            0x69, 0x01, 0x07, 0x61, 0x8e, 0xf0, 0x92, 0xb3, 0xb4, 0x8c, 0xa1, 0x79, 0x6b, 0x23,
            0x4a, 0xe9, 0xfa, 0x33, 0xeb, 0xb4, 0x15, 0x96, 0x04, 0x03, 0x7d, 0xb5, 0xd6, 0xa8,
            0x4e, 0xb3, 0xaa, 0xc2, 0x76, 0x8c, 0x63, 0x27, 0x75, 0xa4, 0x67, 0xd4,
        ];
        assert_eq!(unwrap(&KEY, &wrapped).unwrap().as_bytes(), content_key);
        for octet in 0..wrapped.len() {
            let mut changed = wrapped;
            changed[octet] ^= 1;
            assert!(unwrap(&KEY, &changed).is_none());
            assert!(unwrap(&KEY, &wrapped[..octet]).is_none());
        }
    }

    /// RFC 3217, 3.1, for content keys of any length.
    #[test]
    fn keys_of_aes_are_carried() {
        let encrypt = |iv: &[u8], data: &mut [u8]| {
            let length = data.len();
            let cipher = Encryptor::<TdesEde3>::new_from_slices(&KEY, iv).unwrap();
            cipher.encrypt_padded::<NoPadding>(data, length).unwrap();
        };
        for length in [8, 16, 24, 32] {
            let content_key = vec![7; length];
            let checksum = Digest::of(DigestAlgorithm::Sha1, &content_key);
            let mut inner = [&content_key[..], &checksum[..8]].concat();
            encrypt(&[9; 8], &mut inner);
            let mut wrapped = [&[9; 8][..], &inner].concat();
            wrapped.reverse();
            encrypt(&OUTER_IV, &mut wrapped);
            assert_eq!(unwrap(&KEY, &wrapped).unwrap().as_bytes(), content_key);
        }
    }

    #[test]
    fn other_keys_are_refused() {
        for size in [0, 16, 23, 25] {
            assert!(unwrap(&[1; 32][..size], &[0; 40]).is_none());
        }
    }
}
