//! What an issuer or its responder signed, and the signature (RFC 5280, 4.1.1).

use super::certificate::certificate_signature;
use crate::asn1::{Cursor, Element, oid, tag};
use crate::crypto::PublicKey;
use crate::error::Result;
use der::oid::ObjectIdentifier;

/// The first members of a signed structure: what is signed, the algorithm, the signature.
pub(super) struct Signed<'a> {
    pub(super) to_be_signed: Element<'a>,
    /// The AlgorithmIdentifier.
    pub(super) algorithm: Element<'a>,
    algorithm_oid: ObjectIdentifier,
    signature: &'a [u8],
}

impl<'a> Signed<'a> {
    pub(super) fn read(members: &mut Cursor<'a>) -> Result<Self> {
        let to_be_signed = members.read_as(tag::SEQUENCE)?;
        let algorithm = members.read_as(tag::SEQUENCE)?;
        Ok(Self {
            to_be_signed,
            algorithm,
            algorithm_oid: algorithm.children().read()?.oid()?,
            signature: members.read()?.bit_string()?,
        })
    }

    /// Whether the signature was made with this key.
    pub(super) fn is_signed_by(&self, key: &PublicKey) -> bool {
        certificate_signature(&self.algorithm_oid)
            .is_some_and(|algorithm| key.verifies(algorithm, self.to_be_signed.raw, self.signature))
    }

    /// Whether the signature is over a SHA-1 digest, which can be forged.
    pub(super) fn is_sha1(&self) -> bool {
        self.algorithm_oid == oid::SHA1_WITH_RSA_ENCRYPTION
    }
}
