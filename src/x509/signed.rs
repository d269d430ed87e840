//! What an issuer or its responder signed, and the signature (RFC 5280, 4.1.1).

use super::certificate::certificate_signature;
use crate::asn1::{Cursor, Element, tag};
use crate::crypto::{DigestAlgorithm, PublicKey, SignatureAlgorithm};
use crate::error::Result;

/// The first members of a signed structure: what is signed, the algorithm, the signature.
pub(super) struct Signed<'a> {
    pub(super) to_be_signed: Element<'a>,
    /// The AlgorithmIdentifier.
    pub(super) algorithm: Element<'a>,
    signature_algorithm: Option<SignatureAlgorithm>,
    signature: &'a [u8],
}

impl<'a> Signed<'a> {
    pub(super) fn read(members: &mut Cursor<'a>) -> Result<Self> {
        let to_be_signed = members.read_as(tag::SEQUENCE)?;
        let algorithm = members.read_as(tag::SEQUENCE)?;
        Ok(Self {
            to_be_signed,
            algorithm,
            signature_algorithm: certificate_signature(&algorithm)?,
            signature: members.read()?.bit_string()?,
        })
    }

    /// Whether the signature was made with this key.
    pub(super) fn is_signed_by(&self, key: &PublicKey) -> bool {
        self.signature_algorithm
            .is_some_and(|algorithm| key.verifies(algorithm, self.to_be_signed.raw, self.signature))
    }

    /// Whether the signature is over a digest that can be forged: SHA-1, or an older one.
    pub(super) fn is_sha1(&self) -> bool {
        use DigestAlgorithm::{Md5, Sha1};
        let digest = self.signature_algorithm.map(SignatureAlgorithm::digest);
        matches!(digest, Some(Md5 | Sha1))
    }
}
