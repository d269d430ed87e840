//! Message digests.

use crate::asn1::oid;
use aws_lc_rs::digest as aws;
use der::oid::ObjectIdentifier;

/// A digest algorithm that a message or a certificate may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DigestAlgorithm {
    /// Only to verify what is old; nothing is made with it.
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl DigestAlgorithm {
    /// Every known algorithm.
    pub(crate) const ALL: &'static [Self] = &[Self::Sha1, Self::Sha256, Self::Sha384, Self::Sha512];

    pub(crate) fn from_oid(oid: &ObjectIdentifier) -> Option<Self> {
        match *oid {
            oid::ID_SHA1 => Some(Self::Sha1),
            oid::ID_SHA256 => Some(Self::Sha256),
            oid::ID_SHA384 => Some(Self::Sha384),
            oid::ID_SHA512 => Some(Self::Sha512),
            _ => None,
        }
    }

    fn aws(self) -> &'static aws::Algorithm {
        match self {
            Self::Sha1 => &aws::SHA1_FOR_LEGACY_USE_ONLY,
            Self::Sha256 => &aws::SHA256,
            Self::Sha384 => &aws::SHA384,
            Self::Sha512 => &aws::SHA512,
        }
    }
}

/// A digest over data that arrives in parts.
pub(crate) struct Digest {
    algorithm: DigestAlgorithm,
    context: aws::Context,
}

impl Digest {
    pub(crate) fn new(algorithm: DigestAlgorithm) -> Self {
        Self {
            algorithm,
            context: aws::Context::new(algorithm.aws()),
        }
    }

    /// The digest of data that is there whole.
    pub(crate) fn of(algorithm: DigestAlgorithm, data: &[u8]) -> Vec<u8> {
        aws::digest(algorithm.aws(), data).as_ref().to_vec()
    }

    pub(crate) fn algorithm(&self) -> DigestAlgorithm {
        self.algorithm
    }

    pub(crate) fn update(&mut self, data: &[u8]) {
        self.context.update(data);
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        self.context.finish().as_ref().to_vec()
    }
}
