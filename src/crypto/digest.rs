//! Message digests.

use super::kernel::Kernel;
use super::sha256::Sha256;
use crate::asn1::{Element, oid, tag};
use aws_lc_rs::digest as aws;
use der::oid::ObjectIdentifier;
use md5::Digest as _;

/// A digest algorithm that a message or a certificate may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DigestAlgorithm {
    /// Only to see what a message of long ago states; nothing is made with it, and nothing
    /// that rests on it is trusted.
    Md5,
    /// Only to verify what is old; nothing is made with it.
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
}

impl DigestAlgorithm {
    /// Every known algorithm.
    pub(crate) const ALL: &'static [Self] = &[
        Self::Md5,
        Self::Sha1,
        Self::Sha224,
        Self::Sha256,
        Self::Sha384,
        Self::Sha512,
    ];

    pub(crate) fn from_oid(oid: &ObjectIdentifier) -> Option<Self> {
        match *oid {
            oid::ID_MD5 => Some(Self::Md5),
            oid::ID_SHA1 => Some(Self::Sha1),
            oid::ID_SHA224 => Some(Self::Sha224),
            oid::ID_SHA256 => Some(Self::Sha256),
            oid::ID_SHA384 => Some(Self::Sha384),
            oid::ID_SHA512 => Some(Self::Sha512),
            _ => None,
        }
    }

    /// The algorithm that an AlgorithmIdentifier names, whose parameters are absent or NULL.
    pub(super) fn from_identifier(identifier: &Element<'_>) -> Option<Self> {
        let mut members = identifier.of_type(tag::SEQUENCE).ok()?.children();
        let algorithm = Self::from_oid(&members.read().ok()?.oid().ok()?)?;
        let null = members.read_optional(tag::NULL).ok()?;
        let simple = null.is_none_or(|null| null.content.is_empty());
        (simple && members.is_empty()).then_some(algorithm)
    }

    pub(crate) fn oid(self) -> ObjectIdentifier {
        match self {
            Self::Md5 => oid::ID_MD5,
            Self::Sha1 => oid::ID_SHA1,
            Self::Sha224 => oid::ID_SHA224,
            Self::Sha256 => oid::ID_SHA256,
            Self::Sha384 => oid::ID_SHA384,
            Self::Sha512 => oid::ID_SHA512,
        }
    }

    /// Octets in a digest.
    pub(crate) fn size(self) -> usize {
        match self {
            Self::Md5 => 16,
            Self::Sha1 => 20,
            Self::Sha224 => 28,
            Self::Sha256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }

    /// The algorithm of the backend, which has no MD5.
    pub(super) fn aws(self) -> Option<&'static aws::Algorithm> {
        match self {
            Self::Md5 => None,
            Self::Sha1 => Some(&aws::SHA1_FOR_LEGACY_USE_ONLY),
            Self::Sha224 => Some(&aws::SHA224),
            Self::Sha256 => Some(&aws::SHA256),
            Self::Sha384 => Some(&aws::SHA384),
            Self::Sha512 => Some(&aws::SHA512),
        }
    }
}

/// A digest over data that arrives in parts.
pub(crate) struct Digest {
    algorithm: DigestAlgorithm,
    context: Context,
}

enum Context {
    Kernel(Sha256),
    Standard(aws::Context),
    Md5(md5::Md5),
}

impl Digest {
    pub(crate) fn new(algorithm: DigestAlgorithm) -> Self {
        let kernel = Kernel::detect().filter(|_| algorithm == DigestAlgorithm::Sha256);
        let context = match (kernel, algorithm.aws()) {
            (Some(kernel), _) => Context::Kernel(Sha256::new(kernel)),
            (None, Some(standard)) => Context::Standard(aws::Context::new(standard)),
            (None, None) => Context::Md5(md5::Md5::new()),
        };
        Self { algorithm, context }
    }

    /// The digest of data that is there whole.
    pub(crate) fn of(algorithm: DigestAlgorithm, data: &[u8]) -> Vec<u8> {
        let mut digest = Self::new(algorithm);
        digest.update(data);
        digest.finish()
    }

    pub(crate) fn algorithm(&self) -> DigestAlgorithm {
        self.algorithm
    }

    pub(crate) fn update(&mut self, data: &[u8]) {
        match &mut self.context {
            Context::Kernel(context) => context.update(data),
            Context::Standard(context) => context.update(data),
            Context::Md5(context) => context.update(data),
        }
    }

    /// The state of a digest that a kernel takes.
    pub(super) fn on_kernel(&mut self) -> Option<&mut Sha256> {
        match &mut self.context {
            Context::Kernel(context) => Some(context),
            Context::Standard(_) | Context::Md5(_) => None,
        }
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        match self.context {
            Context::Kernel(context) => context.finish().to_vec(),
            Context::Standard(context) => context.finish().as_ref().to_vec(),
            Context::Md5(context) => context.finalize().to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 1321, A.5; RFC 3174, 7.3; RFC 3874, 3.1; RFC 6234, 8.5.
    #[test]
    fn known_answers() {
        for (algorithm, start) in [
            (DigestAlgorithm::Md5, [0x90, 0x01, 0x50, 0x98]),
            (DigestAlgorithm::Sha1, [0xa9, 0x99, 0x3e, 0x36]),
            (DigestAlgorithm::Sha224, [0x23, 0x09, 0x7d, 0x22]),
            (DigestAlgorithm::Sha256, [0xba, 0x78, 0x16, 0xbf]),
            (DigestAlgorithm::Sha384, [0xcb, 0x00, 0x75, 0x3f]),
            (DigestAlgorithm::Sha512, [0xdd, 0xaf, 0x35, 0xa1]),
        ] {
            let mut digest = Digest::new(algorithm);
            digest.update(b"a");
            digest.update(b"bc");
            let digest = digest.finish();
            assert_eq!(digest, Digest::of(algorithm, b"abc"));
            assert!(digest.starts_with(&start), "{algorithm:?}");
            assert_eq!(digest.len(), algorithm.size());
            assert_eq!(DigestAlgorithm::from_oid(&algorithm.oid()), Some(algorithm));
        }
    }
}
