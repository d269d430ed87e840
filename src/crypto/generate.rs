//! New keys.

#[cfg(any(test, feature = "simulator"))]
mod signing;

use crate::error::{Error, Result};
use crate::secret::Secret;
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rsa::{KeyPair as RsaKeyPair, KeySize};
use aws_lc_rs::signature::{self as aws, EcdsaKeyPair, KeyPair};

/// A key pair made here.
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
