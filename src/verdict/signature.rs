//! Whether the signature of a layer is right.

use super::layer::Layer;
use crate::cms::{Signed, SignerVerification};
use crate::crypto::{DigestAlgorithm, KeyKind, PublicKey, SignatureAlgorithm};
use crate::finding::{Fatal, Finding};
use crate::x509::Certificate;

impl Layer<'_> {
    /// Checks the signature with this key, and the signing time against the certificate, if
    /// there is one.
    pub(super) fn judge_signature(
        &mut self,
        key: &PublicKey,
        certificate: Option<&Certificate>,
        errors: &mut Vec<Finding>,
    ) -> Result<(), Fatal> {
        match self.verify(key, certificate) {
            SignerVerification::Valid => {}
            SignerVerification::NotCovered => errors.push(self.words.not_verified),
            SignerVerification::Mismatch if self.is_strict() || !self.breaks_official(key) => {
                errors.push(self.words.mismatch);
            }
            SignerVerification::Mismatch => return Err(self.words.structure),
        }
        Ok(())
    }

    fn verify(&mut self, key: &PublicKey, certificate: Option<&Certificate>) -> SignerVerification {
        let digest = DigestAlgorithm::from_oid(&self.signer.digest_algorithm.oid);
        let content_digest = digest.and_then(|digest| self.digests.finish(&self.data, digest));
        match content_digest {
            Some(content_digest) => self.signer.verify(&Signed {
                content_type: self.data.content_type,
                content_digest: &content_digest,
                key,
                certificate,
            }),
            None => SignerVerification::NotCovered,
        }
    }

    /// An RSASSA-PKCS1-v1_5 signature of another length than the modulus ends the official
    /// library with an exception.
    fn breaks_official(&self, key: &PublicKey) -> bool {
        match (self.signer.algorithm(), key.kind()) {
            (Some(SignatureAlgorithm::RsaPkcs1(_)), KeyKind::Rsa { bits }) => {
                self.signer.signature.len() != bits.div_ceil(8)
            }
            _ => false,
        }
    }
}
