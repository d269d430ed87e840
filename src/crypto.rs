//! The one door to cryptographic primitives. What stands behind it is an implementation
//! detail: aws-lc-rs on every normal path, the `rsa` crate for key sizes that it refuses.

mod agreement;
mod cipher;
mod digest;
#[cfg(feature = "simulator")]
mod generate;
mod key_transport;
mod key_wrap;
mod password;
mod random;
mod signature;

pub(crate) use agreement::{
    AgreementKey, Curve, DerivationDigest, EphemeralAgreement, KeyDerivation,
};
pub(crate) use cipher::{BLOCK, CbcDecryptor, CbcEncryptor, pad, unpad};
pub(crate) use digest::{Digest, DigestAlgorithm};
#[cfg(feature = "simulator")]
pub(crate) use generate::NewKey;
pub(crate) use key_transport::{RsaDecryptionKey, RsaEncryptionKey};
pub(crate) use key_wrap::KeyEncryptionKey;
pub(crate) use password::{
    Purpose, StoreCipher, encrypt_aes, hmac, hmac_verifies, pbkdf2, pkcs12_derive,
};
pub(crate) use random::fill_random;
pub(crate) use signature::{KeyKind, PublicKey, SignatureAlgorithm, SigningKey};
