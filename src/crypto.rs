//! The one door to cryptographic primitives. What stands behind it is an implementation
//! detail: aws-lc-rs on every normal path, crates of pure Rust for what it does not do.

mod agreement;
mod authenticated_cipher;
mod camellia;
mod cipher;
mod content_decryptor;
#[cfg(test)]
mod dice;
mod digest;
mod ecdsa_numbers;
mod gcm;
mod generate;
mod host_key;
mod kernel;
mod key_transport;
mod key_wrap;
mod lanes;
mod legacy_signature;
mod mask;
mod oaep;
mod parsed_key;
mod password;
mod public_key;
mod random;
mod sha256;
mod signature_algorithm;
mod signing_key;
mod triple_des_wrap;

pub(crate) use agreement::{
    AgreementKey, Curve, DerivationDigest, EphemeralAgreement, KeyDerivation,
};
pub(crate) use authenticated_cipher::{AuthenticatedCipher, SealedContent};
pub(crate) use cipher::{BLOCK, CbcDecryptor, CbcEncryptor, pad, unpad};
pub(crate) use content_decryptor::{ContentAlgorithm, ContentDecryptor, TagPlace};
pub(crate) use digest::{Digest, DigestAlgorithm};
pub(crate) use ecdsa_numbers::{numbers_from_der, numbers_to_der};
pub(crate) use generate::NewKey;
pub use host_key::{SignatureScheme, Signer};
pub(crate) use key_transport::{RsaDecryptionKey, RsaEncryptionKey};
pub(crate) use key_wrap::{KeyEncryptionKey, KeyWrapAlgorithm};
pub(crate) use lanes::{Lane, digest_two, encrypt_beside};
pub(crate) use oaep::OaepParameters;
pub(crate) use password::{
    Purpose, StoreCipher, encrypt_aes, hmac, hmac_verifies, pbkdf2, pkcs12_derive,
};
pub(crate) use public_key::{KeyKind, PublicKey};
pub(crate) use random::fill_random;
pub(crate) use signature_algorithm::{PssParameters, SignatureAlgorithm};
pub(crate) use signing_key::SigningKey;
