//! The names of the findings in each of the two signed layers.

use crate::finding::{Fatal, Finding};

pub(super) struct Words {
    pub(super) is_inner: bool,
    pub(super) structure: Fatal,
    pub(super) content_missing: Fatal,
    pub(super) signer_count: Fatal,
    pub(super) certificates: Fatal,
    pub(super) algorithm: Finding,
    pub(super) digest_algorithm: Finding,
    pub(super) key_length: Finding,
    pub(super) not_verified: Finding,
    pub(super) mismatch: Finding,
    pub(super) not_expected: Finding,
    pub(super) key_usage: Finding,
    pub(super) expired: Finding,
    pub(super) not_yet_valid: Finding,
    pub(super) chain: Finding,
    pub(super) revoked: Finding,
    pub(super) status_unknown: Finding,
}

pub(super) const OUTER: Words = Words {
    is_inner: false,
    structure: Fatal::OuterStructure,
    content_missing: Fatal::OuterContentMissing,
    signer_count: Fatal::OuterSignerCount,
    certificates: Fatal::OuterCertificates,
    algorithm: Finding::OuterAlgorithm,
    digest_algorithm: Finding::OuterDigestAlgorithm,
    key_length: Finding::OuterKeyLength,
    not_verified: Finding::OuterNotVerified,
    mismatch: Finding::OuterMismatch,
    not_expected: Finding::OuterNotExpected,
    key_usage: Finding::OuterKeyUsage,
    expired: Finding::OuterExpired,
    not_yet_valid: Finding::OuterNotYetValid,
    chain: Finding::OuterChain,
    revoked: Finding::OuterRevoked,
    status_unknown: Finding::OuterStatusUnknown,
};

pub(super) const INNER: Words = Words {
    is_inner: true,
    structure: Fatal::InnerStructure,
    content_missing: Fatal::InnerContentMissing,
    signer_count: Fatal::InnerSignerCount,
    certificates: Fatal::InnerCertificates,
    algorithm: Finding::InnerAlgorithm,
    digest_algorithm: Finding::InnerDigestAlgorithm,
    key_length: Finding::InnerKeyLength,
    not_verified: Finding::InnerNotVerified,
    mismatch: Finding::InnerMismatch,
    not_expected: Finding::InnerNotExpected,
    key_usage: Finding::InnerKeyUsage,
    expired: Finding::InnerExpired,
    not_yet_valid: Finding::InnerNotYetValid,
    chain: Finding::InnerChain,
    revoked: Finding::InnerRevoked,
    status_unknown: Finding::InnerStatusUnknown,
};
