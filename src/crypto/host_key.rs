//! Private keys that a host keeps: on a card, in a security module, in the system's store.

use super::{Digest, DigestAlgorithm, KeyKind, PublicKey, SignatureAlgorithm};
use crate::error::{Error, Result, Status};
use std::sync::Arc;

/// How a host shall sign a digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignatureScheme {
    /// RSASSA-PSS (RFC 8017, 8.1) with SHA-256, MGF1 with SHA-256, and a salt of 32 octets.
    RsaPssSha256,
    /// RSASSA-PKCS1-v1_5 (RFC 8017, 8.2) with SHA-256.
    RsaPkcs1Sha256,
    /// ECDSA over a SHA-256 digest; the signature is an Ecdsa-Sig-Value in DER (RFC 3279, 2.2.3).
    EcdsaSha256,
    /// ECDSA over a SHA-384 digest, of keys on P-384 in JOSE (ES384); the signature is an
    /// Ecdsa-Sig-Value in DER.
    EcdsaSha384,
}

/// A private key that the host keeps and signs with: an eID card, a PKCS #11 module, the
/// system's certificate store. It may be used by several threads at once.
pub trait Signer: Send + Sync {
    /// Signs the digest of a message, which has the 32 octets of SHA-256, or 48 where the scheme
    /// says SHA-384.
    ///
    /// # Errors
    /// [`Status::HostFailed`], or [`Status::Cancelled`] if the holder refused.
    fn sign(&self, scheme: SignatureScheme, digest: &[u8]) -> Result<Vec<u8>>;
}

/// A signer with the public key that its signatures have to verify with.
pub(crate) struct HostKey {
    signer: Arc<dyn Signer>,
    public: PublicKey,
    spki: Vec<u8>,
}

impl HostKey {
    /// Takes the signer and the SubjectPublicKeyInfo of its certificate: an RSA key of at least
    /// 2048 bits, or an EC key on P-256 or P-384.
    pub(super) fn new(signer: Arc<dyn Signer>, spki: &[u8]) -> Result<Self> {
        let public = PublicKey::from_spki(spki)?;
        match public.kind() {
            KeyKind::Rsa { bits: 2048.. } | KeyKind::EcP256 | KeyKind::EcP384 => Ok(Self {
                signer,
                public,
                spki: spki.to_vec(),
            }),
            _ => Err(Error::new(
                Status::KeyUnsupported,
                "a signing key is neither RSA of at least 2048 bits nor EC on P-256 or P-384",
            )),
        }
    }

    pub(super) fn spki(&self) -> &[u8] {
        &self.spki
    }

    pub(super) fn public(&self) -> &PublicKey {
        &self.public
    }

    pub(super) fn is_rsa(&self) -> bool {
        matches!(self.public.kind(), KeyKind::Rsa { .. })
    }

    /// The length of every signature of an RSA key.
    pub(super) fn signature_len(&self) -> Option<usize> {
        match self.public.kind() {
            KeyKind::Rsa { bits } => Some(bits.div_ceil(8)),
            _ => None,
        }
    }

    /// Has the message signed. A signature that does not verify is not passed on: cards have
    /// been seen to sign with another key than the certificate's.
    pub(super) fn sign(&self, algorithm: SignatureAlgorithm, message: &[u8]) -> Result<Vec<u8>> {
        use DigestAlgorithm::{Sha256, Sha384};
        let scheme = match algorithm {
            SignatureAlgorithm::RsaPss(Sha256) => SignatureScheme::RsaPssSha256,
            SignatureAlgorithm::RsaPkcs1(Sha256) => SignatureScheme::RsaPkcs1Sha256,
            SignatureAlgorithm::Ecdsa(Sha256) => SignatureScheme::EcdsaSha256,
            SignatureAlgorithm::Ecdsa(Sha384) => SignatureScheme::EcdsaSha384,
            _ => {
                return Err(Error::new(
                    Status::KeyUnsupported,
                    "a host does not sign with this algorithm",
                ));
            }
        };
        let digest = Digest::of(algorithm.digest(), message);
        let signature = self.signer.sign(scheme, &digest)?;
        if self.public.verifies_digest(algorithm, &digest, &signature) {
            return Ok(signature);
        }
        Err(Error::new(
            Status::HostFailed,
            "the signature of the host does not verify with its certificate",
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::super::SigningKey;
    use super::*;

    const KEYS: [&[u8]; 2] = [
        include_bytes!("../../tests/vectors/synthetic/pki/bob-enc.key.der"),
        include_bytes!("../../tests/vectors/agreement/p256.key.der"),
    ];

    /// A card that signs a message that it knows, whatever digest it is given.
    struct Card(SigningKey, &'static [u8]);

    impl Signer for Card {
        fn sign(&self, scheme: SignatureScheme, _: &[u8]) -> Result<Vec<u8>> {
            let sha256 = DigestAlgorithm::Sha256;
            let algorithm = match scheme {
                SignatureScheme::RsaPssSha256 => SignatureAlgorithm::RsaPss(sha256),
                SignatureScheme::RsaPkcs1Sha256 => SignatureAlgorithm::RsaPkcs1(sha256),
                SignatureScheme::EcdsaSha256 => SignatureAlgorithm::Ecdsa(sha256),
                SignatureScheme::EcdsaSha384 => SignatureAlgorithm::Ecdsa(DigestAlgorithm::Sha384),
            };
            self.0.sign(algorithm, self.1)
        }
    }

    #[test]
    fn what_does_not_verify_is_not_passed_on() {
        for pkcs8 in KEYS {
            let key = SigningKey::from_pkcs8(pkcs8).unwrap();
            let (spki, algorithm) = (key.to_spki().unwrap(), key.algorithm());
            let host = HostKey::new(Arc::new(Card(key, b"message")), &spki).unwrap();
            let signature = host.sign(algorithm, b"message").unwrap();
            assert!(host.public().verifies(algorithm, b"message", &signature));
            let error = host.sign(algorithm, b"another").unwrap_err();
            assert_eq!(error.status(), Status::HostFailed);
            let sha1 = SignatureAlgorithm::Ecdsa(DigestAlgorithm::Sha1);
            let error = host.sign(sha1, b"message").unwrap_err();
            assert_eq!(error.status(), Status::KeyUnsupported);
        }
    }
}
