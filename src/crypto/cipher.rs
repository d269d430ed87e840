//! AES in CBC mode over whole blocks, and PKCS #7 padding (RFC 5652, 6.3).

use super::kernel::{AesKey, CipherLane, Kernel, STEP};
use crate::error::{Error, Result};
use aws_lc_rs::cipher::{
    AES_128, AES_192, AES_256, Algorithm, DecryptingKey, DecryptionContext, EncryptingKey,
    EncryptionContext, UnboundCipherKey,
};
use aws_lc_rs::iv::FixedLength;
use subtle::{
    Choice, ConditionallySelectable, ConstantTimeEq, ConstantTimeGreater, ConstantTimeLess,
};

/// Octets in a block.
pub(crate) const BLOCK: usize = 16;

/// The same, as padding states it.
const BLOCK_OCTET: u8 = 16;

fn algorithm(key: &[u8]) -> Result<&'static Algorithm> {
    match key.len() {
        16 => Ok(&AES_128),
        24 => Ok(&AES_192),
        32 => Ok(&AES_256),
        _ => Err(Error::internal(
            "an AES key has a length that AES does not have",
        )),
    }
}

fn unbound(key: &[u8]) -> Result<UnboundCipherKey> {
    UnboundCipherKey::new(algorithm(key)?, key).map_err(|_| failed())
}

/// The key for the kernel, which knows AES-128 alone: the cipher of the platform.
fn kernel_key(key: &[u8], expand: fn(Kernel, &[u8; BLOCK]) -> AesKey) -> Option<Box<AesKey>> {
    let key = expand(Kernel::detect()?, key.try_into().ok()?);
    Some(Box::new(key))
}

fn failed() -> Error {
    Error::internal("the AES cipher failed")
}

fn last_block(blocks: &[u8]) -> Option<[u8; BLOCK]> {
    blocks.last_chunk::<BLOCK>().copied()
}

/// A row of blocks on its way through a cipher.
pub(super) struct Chain {
    /// The key for the kernel, where there is one for it.
    kernel_key: Option<Box<AesKey>>,
    /// The initialisation vector, or the last block of ciphertext.
    last: [u8; BLOCK],
}

impl Chain {
    /// The lane of the kernel in which blocks go on, if there is one for the key.
    pub(super) fn lane<'a>(
        &'a mut self,
        from: &'a [[u8; STEP]],
        to: &'a mut [[u8; STEP]],
    ) -> Option<CipherLane<'a>> {
        Some(CipherLane {
            key: self.kernel_key.as_deref()?,
            chain: &mut self.last,
            from,
            to,
        })
    }
}

/// Encrypts a row of blocks that arrives in parts.
pub(crate) struct CbcEncryptor {
    key: EncryptingKey,
    chain: Chain,
}

impl CbcEncryptor {
    /// A key of 16, 24 or 32 octets selects AES-128, AES-192 or AES-256.
    pub(crate) fn new(key: &[u8], iv: [u8; BLOCK]) -> Result<Self> {
        Ok(Self {
            key: EncryptingKey::cbc(unbound(key)?).map_err(|_| failed())?,
            chain: Chain {
                kernel_key: kernel_key(key, Kernel::encryption_key),
                last: iv,
            },
        })
    }

    /// What a kernel needs to go on with the chain.
    pub(super) fn chain(&mut self) -> &mut Chain {
        &mut self.chain
    }

    /// Encrypts whole blocks into a place of the same length.
    pub(crate) fn encrypt_to(&mut self, clear: &[u8], sealed: &mut [u8]) -> Result<()> {
        copy(clear, sealed);
        self.encrypt(sealed)
    }

    /// Encrypts whole blocks in place.
    pub(crate) fn encrypt(&mut self, blocks: &mut [u8]) -> Result<()> {
        if blocks.is_empty() {
            return Ok(());
        }
        let context = EncryptionContext::Iv128(FixedLength::from(&self.chain.last));
        self.key
            .less_safe_encrypt(blocks, context)
            .map_err(|_| failed())?;
        self.chain.last = last_block(blocks).ok_or_else(failed)?;
        Ok(())
    }
}

/// Decrypts a row of blocks that arrives in parts.
pub(crate) struct CbcDecryptor {
    key: DecryptingKey,
    chain: Chain,
}

impl CbcDecryptor {
    /// A key of 16, 24 or 32 octets selects AES-128, AES-192 or AES-256.
    pub(crate) fn new(key: &[u8], iv: [u8; BLOCK]) -> Result<Self> {
        Ok(Self {
            key: DecryptingKey::cbc(unbound(key)?).map_err(|_| failed())?,
            chain: Chain {
                kernel_key: kernel_key(key, Kernel::decryption_key),
                last: iv,
            },
        })
    }

    /// What a kernel needs to go on with the chain.
    pub(super) fn chain(&mut self) -> &mut Chain {
        &mut self.chain
    }

    /// Decrypts whole blocks in place. The padding is left where it is.
    pub(crate) fn decrypt(&mut self, blocks: &mut [u8]) -> Result<()> {
        let Some(next) = last_block(blocks) else {
            return Ok(());
        };
        let context = DecryptionContext::Iv128(FixedLength::from(&self.chain.last));
        self.key.decrypt(blocks, context).map_err(|_| failed())?;
        self.chain.last = next;
        Ok(())
    }
}

/// Copies as much as there is room for.
pub(super) fn copy(from: &[u8], to: &mut [u8]) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
}

/// Adds padding: one to sixteen octets that state their number, up to a whole number of blocks.
/// Whoever pads clear text has room reserved, so that no move leaves it behind.
pub(crate) fn pad(clear: &mut Vec<u8>) {
    let missing = BLOCK.saturating_sub(clear.len() % BLOCK);
    let octet = u8::try_from(missing).unwrap_or(BLOCK_OCTET);
    clear.resize(clear.len().saturating_add(missing), octet);
}

/// Judges the padding of the last block in constant time: whether it is right, and how many
/// octets of the block precede it (all of them where it is wrong).
pub(crate) fn unpad<const SIZE: usize>(block: &[u8; SIZE]) -> (Choice, u8) {
    let size = u8::try_from(SIZE).unwrap_or_default();
    let padding = block.last().copied().unwrap_or_default();
    let mut right = !padding.ct_eq(&0) & !padding.ct_gt(&size);
    for (from_end, octet) in (0u8..).zip(block.iter().rev()) {
        let counts = from_end.ct_lt(&padding);
        right &= !counts | octet.ct_eq(&padding);
    }
    let kept = size.wrapping_sub(padding);
    (right, u8::conditional_select(&size, &kept, right))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// NIST SP 800-38A, F.2.1: the first two blocks of CBC-AES128.
    #[test]
    fn known_answer_in_parts() {
        let key = [
            0x2b, 0x7e, 0x15, 0x16, 0x28, 0xae, 0xd2, 0xa6, 0xab, 0xf7, 0x15, 0x88, 0x09, 0xcf,
            0x4f, 0x3c,
        ];
        let iv: [u8; 16] = core::array::from_fn(|n| n as u8);
        let plain = [
            0x6b, 0xc1, 0xbe, 0xe2, 0x2e, 0x40, 0x9f, 0x96, 0xe9, 0x3d, 0x7e, 0x11, 0x73, 0x93,
            0x17, 0x2a, 0xae, 0x2d, 0x8a, 0x57, 0x1e, 0x03, 0xac, 0x9c, 0x9e, 0xb7, 0x6f, 0xac,
            0x45, 0xaf, 0x8e, 0x51,
        ];
        let cipher = [
            0x76, 0x49, 0xab, 0xac, 0x81, 0x19, 0xb2, 0x46, 0xce, 0xe9, 0x8e, 0x9b, 0x12, 0xe9,
            0x19, 0x7d, 0x50, 0x86, 0xcb, 0x9b, 0x50, 0x72, 0x19, 0xee, 0x95, 0xdb, 0x11, 0x3a,
            0x91, 0x76, 0x78, 0xb2,
        ];
        let mut data = plain;
        let mut encryptor = CbcEncryptor::new(&key, iv).unwrap();
        data.chunks_mut(16)
            .for_each(|part| encryptor.encrypt(part).unwrap());
        assert_eq!(data, cipher);
        let mut decryptor = CbcDecryptor::new(&key, iv).unwrap();
        data.chunks_mut(16)
            .for_each(|part| decryptor.decrypt(part).unwrap());
        assert_eq!(data, plain);
    }

    #[test]
    fn padding() {
        for length in 1..=16u8 {
            let mut block = [0xaa; 16];
            block[usize::from(16 - length)..].fill(length);
            let (right, kept) = unpad(&block);
            assert!(bool::from(right) && kept == 16 - length);
            if length > 1 {
                block[usize::from(16 - length)] ^= 1;
                assert!(!bool::from(unpad(&block).0));
            }
        }
        for wrong in [0, 17, 0x80, 0xff] {
            assert!(!bool::from(unpad(&[wrong; 16]).0));
        }
    }
}
