//! The signatures that certificates carry. [`SigningKey`](crate::crypto::SigningKey) is for messages
//! and signs RSASSA-PSS; certificates of the platform are PKCS #1 v1.5.

use super::{NewKey, failed};
use crate::asn1::{oid, tag, write, write_oid};
use crate::crypto::{DigestAlgorithm, SignatureAlgorithm};
use crate::error::Result;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature as aws;

impl NewKey {
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
