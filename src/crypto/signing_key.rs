//! Keys that sign: RSASSA-PSS and RSASSA-PKCS1-v1_5 (RFC 8017), and ECDSA (RFC 5758).

use super::host_key::{HostKey, Signer};
use super::{DigestAlgorithm, KeyKind, PublicKey, SignatureAlgorithm};
use crate::error::{Error, Result, Status};
use crate::secret::Secret;
use aws_lc_rs::digest as aws_digest;
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair as RsaKeyPair;
use aws_lc_rs::signature::{self as aws, EcdsaKeyPair};
use std::sync::Arc;

/// A private key that signs with SHA-256, the digest of the platform's profile, or on P-384 with
/// SHA-384, the only one that JOSE has for that curve.
pub(crate) enum SigningKey {
    Rsa(Box<RsaKeyPair>),
    EcP256(EcdsaKeyPair),
    EcP384(EcdsaKeyPair),
    Host(Box<HostKey>),
}

impl SigningKey {
    /// Takes an unencrypted PKCS #8 PrivateKeyInfo: RSA of 2048 bits or more, P-256, P-384.
    pub(crate) fn from_pkcs8(pkcs8: &[u8]) -> Result<Self> {
        if let Ok(key) = RsaKeyPair::from_pkcs8(pkcs8) {
            return Ok(Self::Rsa(Box::new(key)));
        }
        if let Ok(key) = EcdsaKeyPair::from_pkcs8(&aws::ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8) {
            return Ok(Self::EcP256(key));
        }
        EcdsaKeyPair::from_pkcs8(&aws::ECDSA_P384_SHA384_ASN1_SIGNING, pkcs8)
            .map(Self::EcP384)
            .map_err(|_| {
                Error::new(
                    Status::KeyUnsupported,
                    "a signing key is neither RSA of at least 2048 bits nor EC on P-256 or P-384",
                )
            })
    }

    /// Takes a host that signs with the private key of this SubjectPublicKeyInfo.
    pub(crate) fn of_host(signer: Arc<dyn Signer>, spki: &[u8]) -> Result<Self> {
        Ok(Self::Host(Box::new(HostKey::new(signer, spki)?)))
    }

    /// RSA keys sign with RSASSA-PSS, as the official library does. EC keys use
    /// ecdsa-with-SHA256 on both curves: SHA-256 is the only digest that every known
    /// reader of ETEE messages accepts.
    pub(crate) fn algorithm(&self) -> SignatureAlgorithm {
        let is_rsa = match self {
            Self::Rsa(_) => true,
            Self::EcP256(_) | Self::EcP384(_) => false,
            Self::Host(key) => key.is_rsa(),
        };
        if is_rsa {
            SignatureAlgorithm::RsaPss(DigestAlgorithm::Sha256)
        } else {
            SignatureAlgorithm::Ecdsa(DigestAlgorithm::Sha256)
        }
    }

    /// The length of every signature of this key, where it is always the same.
    pub(crate) fn signature_len(&self) -> Option<usize> {
        match self {
            Self::Rsa(key) => Some(key.public_modulus_len()),
            Self::EcP256(_) | Self::EcP384(_) => None,
            Self::Host(key) => key.signature_len(),
        }
    }

    /// Signs the message with an algorithm of the platform's profile that fits the key.
    pub(crate) fn sign(&self, algorithm: SignatureAlgorithm, message: &[u8]) -> Result<Vec<u8>> {
        use DigestAlgorithm::{Sha256, Sha384};
        use SignatureAlgorithm::{Ecdsa, RsaPkcs1, RsaPss};
        let random = SystemRandom::new();
        let failed = |_| Error::internal("the signature operation failed");
        match (self, algorithm) {
            (Self::Host(key), _) => key.sign(algorithm, message),
            (Self::Rsa(key), RsaPss(Sha256) | RsaPkcs1(Sha256)) => {
                let padding: &dyn aws::RsaEncoding = match algorithm {
                    RsaPkcs1(_) => &aws::RSA_PKCS1_SHA256,
                    _ => &aws::RSA_PSS_SHA256,
                };
                let mut signature = vec![0; key.public_modulus_len()];
                key.sign(padding, &random, message, &mut signature)
                    .map_err(failed)?;
                Ok(signature)
            }
            (Self::EcP256(key), Ecdsa(Sha256)) | (Self::EcP384(key), Ecdsa(Sha384)) => Ok(key
                .sign(&random, message)
                .map_err(failed)?
                .as_ref()
                .to_vec()),
            (Self::EcP384(key), Ecdsa(Sha256)) => {
                let digest = sha256_as_p384_input(message)?;
                Ok(key.sign_digest(&digest).map_err(failed)?.as_ref().to_vec())
            }
            _ => Err(Error::new(
                Status::KeyUnsupported,
                "a signing key is of another type than the signature algorithm",
            )),
        }
    }

    /// The type of the key.
    pub(crate) fn kind(&self) -> KeyKind {
        match self {
            Self::Rsa(key) => KeyKind::Rsa {
                bits: key.public_modulus_len().saturating_mul(8),
            },
            Self::EcP256(_) => KeyKind::EcP256,
            Self::EcP384(_) => KeyKind::EcP384,
            Self::Host(key) => key.public().kind(),
        }
    }

    /// The private key as an unencrypted PKCS #8 PrivateKeyInfo; `None` of one that a host keeps.
    pub(crate) fn to_pkcs8(&self) -> Result<Option<Secret>> {
        let failed = |_| Error::internal("a private key could not be encoded");
        match self {
            Self::Rsa(key) => {
                let der: Pkcs8V1Der<'_> = key.as_der().map_err(failed)?;
                Ok(Some(Secret::from(der.as_ref())))
            }
            Self::EcP256(key) | Self::EcP384(key) => {
                let der = key.to_pkcs8v1().map_err(failed)?;
                Ok(Some(Secret::from(der.as_ref())))
            }
            Self::Host(_) => Ok(None),
        }
    }

    /// The public key as a SubjectPublicKeyInfo.
    pub(crate) fn to_spki(&self) -> Result<Vec<u8>> {
        use aws::KeyPair;
        let der: PublicKeyX509Der<'_> = match self {
            Self::Rsa(key) => key.public_key().as_der(),
            Self::EcP256(key) | Self::EcP384(key) => key.public_key().as_der(),
            Self::Host(key) => return Ok(key.spki().to_vec()),
        }
        .map_err(|_| Error::internal("a public key could not be encoded"))?;
        Ok(der.as_ref().to_vec())
    }

    /// Whether the public key in this SubjectPublicKeyInfo belongs to the private key.
    pub(crate) fn matches(&self, public: &PublicKey) -> bool {
        use aws::KeyPair;
        match self {
            Self::Rsa(key) => key.public_key().as_ref() == public.bits(),
            Self::EcP256(key) | Self::EcP384(key) => key.public_key().as_ref() == public.bits(),
            Self::Host(key) => key.public().bits() == public.bits(),
        }
    }
}

/// ECDSA reads a digest as an integer (SEC 1, 4.1.3), so a SHA-256 value with leading zeros
/// signs on P-384 exactly as ecdsa-with-SHA256 does; the backend offers P-384 only with
/// digests of 48 octets.
fn sha256_as_p384_input(message: &[u8]) -> Result<aws_digest::Digest> {
    let digest = aws_digest::digest(&aws_digest::SHA256, message);
    let mut padded = [0; 48];
    for (to, from) in padded.iter_mut().rev().zip(digest.as_ref().iter().rev()) {
        *to = *from;
    }
    aws_digest::Digest::import_less_safe(&padded, &aws_digest::SHA384)
        .map_err(|_| Error::internal("a digest has an unexpected length"))
}
