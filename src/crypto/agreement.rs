//! Elliptic-curve Diffie-Hellman with the key derivation of ANSI X9.63 (SEC 1, 3.6.1 and 6.1;
//! RFC 5753, 7.1), by which two keys on one curve give a key-encryption key.
//!
//! All curves here have cofactor 1, so the standard and the cofactor primitive are the same.

use super::KeyEncryptionKey;
use crate::asn1::{Element, oid, tag};
use crate::error::{Error, Result, Status};
use crate::secret::Secret;
use aws_lc_rs::agreement::{
    Algorithm, ECDH_P256, ECDH_P384, ECDH_P521, PrivateKey, UnparsedPublicKey, agree,
};
use aws_lc_rs::digest as aws;
use der::oid::ObjectIdentifier;

/// A curve that keys are agreed on (RFC 5480, 2.1.1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Curve {
    P256,
    P384,
    P521,
}

impl Curve {
    const ALL: [Self; 3] = [Self::P256, Self::P384, Self::P521];

    pub(crate) fn from_oid(oid: &ObjectIdentifier) -> Option<Self> {
        match *oid {
            oid::SECP256R1 => Some(Self::P256),
            oid::SECP384R1 => Some(Self::P384),
            oid::SECP521R1 => Some(Self::P521),
            _ => None,
        }
    }

    pub(crate) fn oid(self) -> ObjectIdentifier {
        match self {
            Self::P256 => oid::SECP256R1,
            Self::P384 => oid::SECP384R1,
            Self::P521 => oid::SECP521R1,
        }
    }

    fn aws(self) -> &'static Algorithm {
        match self {
            Self::P256 => &ECDH_P256,
            Self::P384 => &ECDH_P384,
            Self::P521 => &ECDH_P521,
        }
    }
}

/// The digest of a key derivation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DerivationDigest {
    /// Only to open what others made, as [`Self::Sha224`].
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
}

impl DerivationDigest {
    fn aws(self) -> &'static aws::Algorithm {
        match self {
            Self::Sha1 => &aws::SHA1_FOR_LEGACY_USE_ONLY,
            Self::Sha224 => &aws::SHA224,
            Self::Sha256 => &aws::SHA256,
            Self::Sha384 => &aws::SHA384,
            Self::Sha512 => &aws::SHA512,
        }
    }
}

/// What makes a key-encryption key of a shared secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeyDerivation {
    pub(crate) digest: DerivationDigest,
    pub(crate) shared_info: Vec<u8>,
    /// Octets of the key-encryption key.
    pub(crate) size: usize,
}

impl KeyDerivation {
    /// The key data of SEC 1, 3.6.1, cut to the size.
    fn key(&self, shared_secret: &[u8]) -> Secret {
        let mut key = Secret::with_capacity(self.size);
        for counter in 1u32.. {
            let missing = self.size.saturating_sub(key.len());
            if missing == 0 {
                break;
            }
            let mut digest = aws::Context::new(self.digest.aws());
            digest.update(shared_secret);
            digest.update(&counter.to_be_bytes());
            digest.update(&self.shared_info);
            let block = digest.finish();
            let block = block.as_ref();
            key.extend(block.get(..missing).unwrap_or(block));
        }
        key
    }
}

/// The key-encryption key of a private key and a point on its curve. `None` for whatever is
/// no such point, and for a size that no key-encryption key has.
fn key_encryption_key(
    key: &PrivateKey,
    point: &[u8],
    derivation: &KeyDerivation,
) -> Option<KeyEncryptionKey> {
    // Compressed or uncompressed (SEC 1, 2.3.3). The backend would take more than these.
    if !matches!(point.first(), Some(2..=4)) {
        return None;
    }
    let peer = UnparsedPublicKey::new(key.algorithm(), point);
    let key = agree(key, peer, (), |shared| Ok(derivation.key(shared))).ok()?;
    KeyEncryptionKey::new(key.as_bytes()).ok()
}

/// An EC private key that content-encryption keys are sent to.
pub(crate) struct AgreementKey {
    curve: Curve,
    key: PrivateKey,
}

impl AgreementKey {
    /// Takes an unencrypted PKCS #8 PrivateKeyInfo with an EC key on a known curve.
    pub(crate) fn from_pkcs8(pkcs8: &[u8]) -> Result<Self> {
        Curve::ALL
            .into_iter()
            .find_map(|curve| {
                let key = PrivateKey::from_private_key_der(curve.aws(), pkcs8).ok()?;
                Some(Self { curve, key })
            })
            .ok_or_else(|| {
                Error::new(
                    Status::KeyUnsupported,
                    "a decryption key is not an EC key on P-256, P-384 or P-521",
                )
            })
    }

    pub(crate) fn curve(&self) -> Curve {
        self.curve
    }

    /// The key-encryption key that the holder of the other, ephemeral key has made. `None` if
    /// the point is none of this curve.
    pub(crate) fn key_encryption_key(
        &self,
        originator: &[u8],
        derivation: &KeyDerivation,
    ) -> Option<KeyEncryptionKey> {
        key_encryption_key(&self.key, originator, derivation)
    }
}

/// A new key pair for one message to one recipient.
pub(crate) struct EphemeralAgreement {
    curve: Curve,
    key: PrivateKey,
    point: Vec<u8>,
    recipient: Vec<u8>,
}

impl EphemeralAgreement {
    /// Makes a key on the curve of the recipient, whose SubjectPublicKeyInfo (RFC 5480, 2) this
    /// takes.
    pub(crate) fn with(spki: &[u8]) -> Result<Self> {
        let (curve, recipient) = named_point(spki).ok_or_else(unsupported)?;
        let failed = |_| Error::internal("an ephemeral key could not be made");
        let key = PrivateKey::generate(curve.aws()).map_err(failed)?;
        let point = key.compute_public_key().map_err(failed)?.as_ref().to_vec();
        Ok(Self {
            curve,
            key,
            point,
            recipient: recipient.to_vec(),
        })
    }

    pub(crate) fn curve(&self) -> Curve {
        self.curve
    }

    /// The public key, an uncompressed point.
    pub(crate) fn point(&self) -> &[u8] {
        &self.point
    }

    /// The key-encryption key that the recipient will make.
    pub(crate) fn key_encryption_key(
        &self,
        derivation: &KeyDerivation,
    ) -> Result<KeyEncryptionKey> {
        key_encryption_key(&self.key, &self.recipient, derivation).ok_or_else(unsupported)
    }
}

/// The curve and the point of an EC public key.
fn named_point(spki: &[u8]) -> Option<(Curve, &[u8])> {
    let mut spki = Element::parse_as(spki, tag::SEQUENCE).ok()?.children();
    let mut algorithm = spki.read_as(tag::SEQUENCE).ok()?.children();
    if algorithm.read().ok()?.oid().ok()? != oid::ID_EC_PUBLIC_KEY {
        return None;
    }
    let curve = Curve::from_oid(&algorithm.read().ok()?.oid().ok()?)?;
    Some((curve, spki.read().ok()?.bit_string().ok()?))
}

fn unsupported() -> Error {
    Error::new(
        Status::RecipientUnsupported,
        "the encryption key of the recipient is not an EC key on P-256, P-384 or P-521",
    )
}
