//! How signatures are made: RSASSA-PSS and RSASSA-PKCS1-v1_5 (RFC 8017), ECDSA and DSA
//! (RFC 5758).

use super::DigestAlgorithm;
use super::mask::read_digests;
use crate::asn1::{Element, oid, tag};
use der::oid::ObjectIdentifier;

/// How a signature is made: the scheme and the digest in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignatureAlgorithm {
    /// MGF1 with the same digest; the salt is as long as the digest.
    RsaPss(DigestAlgorithm),
    /// With any other parameters, which only certificates have.
    RsaPssWith(PssParameters),
    RsaPkcs1(DigestAlgorithm),
    Ecdsa(DigestAlgorithm),
    Dsa(DigestAlgorithm),
}

/// RSASSA-PSS-params (RFC 4055, 3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PssParameters {
    pub(crate) digest: DigestAlgorithm,
    /// The digest of MGF1.
    pub(crate) mask_digest: DigestAlgorithm,
    /// Octets of salt.
    pub(crate) salt_length: usize,
}

impl SignatureAlgorithm {
    /// What the official library verifies a SignerInfo with. The identifier of the signature
    /// algorithm decides where it names a digest, else the digest algorithm does. Of
    /// RSASSA-PSS the parameters do not count.
    pub(crate) fn of(identifier: &ObjectIdentifier, digest: DigestAlgorithm) -> Option<Self> {
        match *identifier {
            oid::ID_RSASSA_PSS => Some(Self::RsaPss(digest)),
            oid::RSA_ENCRYPTION => Some(Self::RsaPkcs1(digest)),
            oid::ID_EC_PUBLIC_KEY => Some(Self::Ecdsa(digest)),
            oid::ID_DSA => Some(Self::Dsa(digest)),
            _ => Self::named(identifier),
        }
    }

    /// What an AlgorithmIdentifier says by itself, as in a certificate. `parameters` are its
    /// encoded parameters, `None` for NULL.
    pub(crate) fn stated(identifier: &ObjectIdentifier, parameters: Option<&[u8]>) -> Option<Self> {
        if *identifier == oid::ID_RSASSA_PSS {
            return PssParameters::parse(parameters).map(Self::from);
        }
        Self::named(identifier)
    }

    /// The algorithms whose identifier names the digest.
    fn named(identifier: &ObjectIdentifier) -> Option<Self> {
        use DigestAlgorithm::{Md5, Sha1, Sha224, Sha256, Sha384, Sha512};
        Some(match *identifier {
            oid::MD5_WITH_RSA_ENCRYPTION => Self::RsaPkcs1(Md5),
            oid::SHA1_WITH_RSA_ENCRYPTION => Self::RsaPkcs1(Sha1),
            oid::SHA224_WITH_RSA_ENCRYPTION => Self::RsaPkcs1(Sha224),
            oid::SHA256_WITH_RSA_ENCRYPTION => Self::RsaPkcs1(Sha256),
            oid::SHA384_WITH_RSA_ENCRYPTION => Self::RsaPkcs1(Sha384),
            oid::SHA512_WITH_RSA_ENCRYPTION => Self::RsaPkcs1(Sha512),
            oid::ECDSA_WITH_SHA1 => Self::Ecdsa(Sha1),
            oid::ECDSA_WITH_SHA224 => Self::Ecdsa(Sha224),
            oid::ECDSA_WITH_SHA256 => Self::Ecdsa(Sha256),
            oid::ECDSA_WITH_SHA384 => Self::Ecdsa(Sha384),
            oid::ECDSA_WITH_SHA512 => Self::Ecdsa(Sha512),
            oid::ID_DSA_WITH_SHA1 => Self::Dsa(Sha1),
            oid::ID_DSA_WITH_SHA224 => Self::Dsa(Sha224),
            oid::ID_DSA_WITH_SHA256 => Self::Dsa(Sha256),
            _ => return None,
        })
    }

    /// The digest of what is signed.
    pub(crate) fn digest(self) -> DigestAlgorithm {
        match self {
            Self::RsaPss(digest)
            | Self::RsaPkcs1(digest)
            | Self::Ecdsa(digest)
            | Self::Dsa(digest) => digest,
            Self::RsaPssWith(parameters) => parameters.digest,
        }
    }
}

impl From<PssParameters> for SignatureAlgorithm {
    fn from(parameters: PssParameters) -> Self {
        if parameters == PssParameters::of(parameters.digest) {
            Self::RsaPss(parameters.digest)
        } else {
            Self::RsaPssWith(parameters)
        }
    }
}

impl PssParameters {
    /// The same digest in MGF1, and a salt of its length.
    pub(crate) fn of(digest: DigestAlgorithm) -> Self {
        Self {
            digest,
            mask_digest: digest,
            salt_length: digest.size(),
        }
    }

    /// Reads the parameters of an AlgorithmIdentifier; what is absent has its default.
    fn parse(parameters: Option<&[u8]>) -> Option<Self> {
        let mut read = Self::of(DigestAlgorithm::Sha1);
        let Some(parameters) = parameters else {
            return Some(read);
        };
        let sequence = Element::parse_as(parameters, tag::SEQUENCE).ok()?;
        let mut members = sequence.children();
        (read.digest, read.mask_digest) = read_digests(&mut members)?;
        if let Some(salt) = members.read_optional(tag::context(2)).ok()? {
            let length = Element::parse(salt.content).ok()?.small_integer().ok()?;
            read.salt_length = usize::try_from(length).ok()?;
        }
        let trailer = members.read_optional(tag::context(3)).ok()?;
        let is_known = trailer.is_none_or(|trailer| trailer.content == [tag::INTEGER, 1, 1]);
        (is_known && members.is_empty()).then_some(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use DigestAlgorithm::{Sha1, Sha256, Sha384, Sha512};

    #[test]
    fn the_identifier_names_the_digest_or_leaves_it() {
        use SignatureAlgorithm::{Dsa, Ecdsa, RsaPkcs1, RsaPss};
        for (identifier, expected) in [
            (oid::ID_RSASSA_PSS, Some(RsaPss(Sha384))),
            (oid::RSA_ENCRYPTION, Some(RsaPkcs1(Sha384))),
            (oid::SHA256_WITH_RSA_ENCRYPTION, Some(RsaPkcs1(Sha256))),
            (oid::ID_EC_PUBLIC_KEY, Some(Ecdsa(Sha384))),
            (oid::ECDSA_WITH_SHA512, Some(Ecdsa(Sha512))),
            (oid::ID_DSA, Some(Dsa(Sha384))),
            (oid::ID_DSA_WITH_SHA1, Some(Dsa(Sha1))),
            (oid::ID_DATA, None),
        ] {
            assert_eq!(SignatureAlgorithm::of(&identifier, Sha384), expected);
        }
        for generic in [oid::RSA_ENCRYPTION, oid::ID_EC_PUBLIC_KEY, oid::ID_DSA] {
            assert_eq!(SignatureAlgorithm::stated(&generic, None), None);
        }
    }

    #[test]
    fn pss_parameters() {
        fn stated(parameters: Option<&[u8]>) -> Option<SignatureAlgorithm> {
            SignatureAlgorithm::stated(&oid::ID_RSASSA_PSS, parameters)
        }
        assert_eq!(stated(None), Some(SignatureAlgorithm::RsaPss(Sha1)));
        assert_eq!(
            stated(Some(&[0x30, 0])),
            Some(SignatureAlgorithm::RsaPss(Sha1))
        );
        // SHA-256, MGF1 with SHA-256, and the length of the salt in the last octet.
        let mut parameters = [
            0x30, 0x34, 0xa0, 0x0f, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03,
            0x04, 0x02, 0x01, 0x05, 0x00, 0xa1, 0x1c, 0x30, 0x1a, 0x06, 0x09, 0x2a, 0x86, 0x48,
            0x86, 0xf7, 0x0d, 0x01, 0x01, 0x08, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
            0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0xa2, 0x03, 0x02, 0x01, 0x20,
        ];
        assert_eq!(
            stated(Some(&parameters)),
            Some(SignatureAlgorithm::RsaPss(Sha256))
        );
        parameters[53] = 20;
        let with = PssParameters {
            salt_length: 20,
            ..PssParameters::of(Sha256)
        };
        assert_eq!(
            stated(Some(&parameters)),
            Some(SignatureAlgorithm::RsaPssWith(with))
        );
        for end in 0..parameters.len() {
            assert_eq!(stated(Some(&parameters[..end])), None);
        }
    }
}
