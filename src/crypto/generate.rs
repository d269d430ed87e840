//! New keys, and the signatures that certificates carry.

use super::SignatureAlgorithm;
use super::digest::DigestAlgorithm;
use crate::asn1::{oid, tag, write, write_oid};
use crate::error::{Error, Result};
use crate::secret::Secret;
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair as RsaKeyPair, KeySize};
use aws_lc_rs::signature::{self as aws, EcdsaKeyPair, KeyPair};

/// A key pair made here, which signs certificates and tokens. [`super::SigningKey`] is for
/// messages and signs RSASSA-PSS; certificates of the platform are PKCS #1 v1.5.
pub(crate) enum NewKey {
    Rsa(Box<RsaKeyPair>),
    EcP256(EcdsaKeyPair),
    EcP384(EcdsaKeyPair),
}

impl NewKey {
    /// RSA of 2048 bits.
    pub(crate) fn rsa() -> Result<Self> {
        let key = RsaKeyPair::generate(KeySize::Rsa2048).map_err(failed)?;
        Ok(Self::Rsa(Box::new(key)))
    }

    pub(crate) fn ec_p256() -> Result<Self> {
        let key = EcdsaKeyPair::generate(&aws::ECDSA_P256_SHA256_ASN1_SIGNING);
        key.map(Self::EcP256).map_err(failed)
    }

    pub(crate) fn ec_p384() -> Result<Self> {
        let key = EcdsaKeyPair::generate(&aws::ECDSA_P384_SHA384_ASN1_SIGNING);
        key.map(Self::EcP384).map_err(failed)
    }

    /// The private key as an unencrypted PKCS #8 PrivateKeyInfo.
    pub(crate) fn to_pkcs8(&self) -> Result<Secret> {
        match self {
            Self::Rsa(key) => {
                let der: Pkcs8V1Der<'_> = key.as_der().map_err(failed)?;
                Ok(Secret::from(der.as_ref()))
            }
            Self::EcP256(key) | Self::EcP384(key) => {
                Ok(Secret::from(key.to_pkcs8v1().map_err(failed)?.as_ref()))
            }
        }
    }

    /// The public key as a SubjectPublicKeyInfo.
    pub(crate) fn to_spki(&self) -> Result<Vec<u8>> {
        let der: PublicKeyX509Der<'_> = match self {
            Self::Rsa(key) => key.public_key().as_der(),
            Self::EcP256(key) | Self::EcP384(key) => key.public_key().as_der(),
        }
        .map_err(failed)?;
        Ok(der.as_ref().to_vec())
    }

    /// How [`Self::sign`] signs.
    pub(crate) fn algorithm(&self) -> SignatureAlgorithm {
        match self {
            Self::Rsa(_) => SignatureAlgorithm::RsaPkcs1(DigestAlgorithm::Sha256),
            Self::EcP256(_) => SignatureAlgorithm::Ecdsa(DigestAlgorithm::Sha256),
            Self::EcP384(_) => SignatureAlgorithm::Ecdsa(DigestAlgorithm::Sha384),
        }
    }

    /// Writes the AlgorithmIdentifier of [`Self::algorithm`].
    pub(crate) fn write_algorithm(&self, out: &mut Vec<u8>) {
        write(out, tag::SEQUENCE, |out| match self {
            Self::Rsa(_) => {
                write_oid(out, &oid::SHA256_WITH_RSA_ENCRYPTION);
                write(out, tag::NULL, |_| {});
            }
            Self::EcP256(_) => write_oid(out, &oid::ECDSA_WITH_SHA256),
            Self::EcP384(_) => write_oid(out, &oid::ECDSA_WITH_SHA384),
        });
    }

    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>> {
        let random = SystemRandom::new();
        match self {
            Self::Rsa(key) => {
                let mut signature = vec![0; key.public_modulus_len()];
                key.sign(&aws::RSA_PKCS1_SHA256, &random, message, &mut signature)
                    .map_err(failed)?;
                Ok(signature)
            }
            Self::EcP256(key) | Self::EcP384(key) => {
                let signature = key.sign(&random, message).map_err(failed)?;
                Ok(signature.as_ref().to_vec())
            }
        }
    }
}

fn failed(_: aws_lc_rs::error::Unspecified) -> Error {
    Error::internal("a key could not be made or used")
}

#[cfg(test)]
mod tests {
    use super::super::{PublicKey, SigningKey};
    use super::*;

    #[test]
    fn new_keys_are_keys_of_this_library() {
        for key in [NewKey::rsa(), NewKey::ec_p256(), NewKey::ec_p384()] {
            let key = key.unwrap();
            let public = PublicKey::from_spki(&key.to_spki().unwrap()).unwrap();
            let signature = key.sign(b"message").unwrap();
            assert!(public.verifies(key.algorithm(), b"message", &signature));
            let private = SigningKey::from_pkcs8(key.to_pkcs8().unwrap().as_bytes()).unwrap();
            assert!(private.matches(&public));
        }
    }
}
