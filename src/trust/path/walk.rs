//! A walk down a certification path, from the anchor to the leaf (RFC 5280, 6.1), in the
//! order of the JDK: of several faults the first decides.

use super::PathFault;
use super::name_constraints::NameConstraints;
use super::policies::Policies;
use crate::asn1::oid;
use crate::crypto::{DigestAlgorithm, KeyKind};
use crate::x509::{Certificate, KeyUsage};
use der::oid::ObjectIdentifier;

/// Extensions that are looked at, or that say nothing against a path.
const KNOWN_EXTENSIONS: [ObjectIdentifier; 9] = [
    oid::ID_CE_KEY_USAGE,
    oid::ID_CE_SUBJECT_ALT_NAME,
    oid::ID_CE_BASIC_CONSTRAINTS,
    oid::ID_CE_NAME_CONSTRAINTS,
    oid::ID_CE_CERTIFICATE_POLICIES,
    oid::ID_CE_POLICY_MAPPINGS,
    oid::ID_CE_POLICY_CONSTRAINTS,
    oid::ID_CE_EXT_KEY_USAGE,
    oid::ID_CE_INHIBIT_ANY_POLICY,
];

/// Bits of the shortest RSA key on a path: what the JDK sets, and what is sound for a CA.
const RSA_BITS: usize = 1024;
const SOUND_RSA_BITS: usize = 2048;

/// What a path is held to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rules {
    /// The settings of the JDK.
    Official,
    /// Sound algorithms and keys too, except below a legacy anchor, and an anchor that may
    /// issue certificates by its own word. The search has verified the signatures.
    Strict { legacy: bool },
}

/// Where the walk has come to.
pub(super) struct Walk<'a> {
    rules: Rules,
    moment: i64,
    issuer: &'a Certificate,
    is_first: bool,
    remaining: usize,
    path_length: u32,
    name_constraints: Vec<NameConstraints>,
    policies: Policies,
}

impl<'a> Walk<'a> {
    /// Starts at the anchor of a path with so many certificates below it.
    pub(super) fn new(
        anchor: &'a Certificate,
        length: usize,
        moment: i64,
        rules: Rules,
    ) -> Result<Self, PathFault> {
        let mut walk = Self {
            rules,
            moment,
            issuer: anchor,
            is_first: true,
            remaining: length,
            path_length: u32::try_from(length).unwrap_or(u32::MAX),
            name_constraints: Vec::new(),
            policies: Policies::new(length),
        };
        if rules != Rules::Official {
            walk.judge_anchor(anchor)?;
        }
        Ok(walk)
    }

    /// Goes on to the next certificate below.
    pub(super) fn descend(&mut self, certificate: &'a Certificate) -> Result<(), PathFault> {
        self.remaining = self.remaining.saturating_sub(1);
        let is_leaf = self.remaining == 0;
        self.judge_algorithms(certificate, is_leaf)?;
        if !is_leaf {
            self.judge_authority(certificate)?;
        }
        self.judge_names(certificate, is_leaf)?;
        self.policies
            .descend(certificate, is_leaf)
            .map_err(|_| PathFault::Untrusted)?;
        judge_validity(certificate, self.moment)?;
        if self.rules == Rules::Official && !self.is_issuer_of(certificate) {
            return Err(PathFault::Untrusted);
        }
        let mut critical = certificate.critical_extensions();
        if !critical.all(|oid| KNOWN_EXTENSIONS.contains(oid)) {
            return Err(PathFault::Untrusted);
        }
        self.issuer = certificate;
        self.is_first = false;
        Ok(())
    }

    fn is_issuer_of(&self, certificate: &Certificate) -> bool {
        self.issuer.subject().matches(certificate.issuer())
            && certificate.is_signed_by(self.issuer.public_key())
    }

    /// What an anchor says about itself: whether it is a CA, and what it may issue.
    fn judge_anchor(&mut self, anchor: &Certificate) -> Result<(), PathFault> {
        let limit = match anchor.basic_constraints() {
            Some((true, limit)) => limit,
            None if anchor.version() < 3 && anchor.is_self_issued() => None,
            _ => return Err(PathFault::Untrusted),
        };
        self.judge_certificate_signing(anchor)?;
        self.path_length = self.path_length.min(limit.unwrap_or(u32::MAX));
        self.constrain_names(anchor)
    }

    /// Whether algorithms and keys can be relied on.
    fn judge_algorithms(&self, certificate: &Certificate, is_leaf: bool) -> Result<(), PathFault> {
        use DigestAlgorithm::{Md5, Sha1, Sha224, Sha256, Sha384, Sha512};
        let sound = self.rules == Rules::Strict { legacy: false };
        let is_reliable = match certificate.signature_digest() {
            Some(Sha224 | Sha256 | Sha384 | Sha512) => true,
            Some(Sha1) => !sound,
            Some(Md5) | None => false,
        };
        let bits = |certificate: &Certificate| match certificate.public_key().kind() {
            KeyKind::Rsa { bits } => bits,
            _ => usize::MAX,
        };
        let least = if sound { SOUND_RSA_BITS } else { RSA_BITS };
        // How long the key of the leaf must be depends on what it is used for.
        let own_least = if is_leaf { RSA_BITS } else { least };
        if is_reliable && bits(certificate) >= own_least && bits(self.issuer) >= least {
            Ok(())
        } else {
            Err(PathFault::Untrusted)
        }
    }

    /// Whether a certificate above the leaf may stand there.
    fn judge_authority(&mut self, certificate: &Certificate) -> Result<(), PathFault> {
        self.judge_certificate_signing(certificate)?;
        let is_self_issued = certificate.is_self_issued();
        let limit = match certificate.basic_constraints() {
            Some((true, limit)) => limit,
            // Before version 3, nothing tells; a root is taken for one.
            _ if certificate.version() < 3 && self.is_first && is_self_issued => None,
            _ => return Err(PathFault::Untrusted),
        };
        if !is_self_issued {
            self.path_length = self
                .path_length
                .checked_sub(1)
                .ok_or(PathFault::Untrusted)?;
        }
        self.path_length = self.path_length.min(limit.unwrap_or(u32::MAX));
        Ok(())
    }

    fn judge_certificate_signing(&self, certificate: &Certificate) -> Result<(), PathFault> {
        if certificate.key_usage().is_none() || certificate.has_key_usage(KeyUsage::KeyCertSign) {
            Ok(())
        } else {
            Err(PathFault::Untrusted)
        }
    }

    fn judge_names(&mut self, certificate: &Certificate, is_leaf: bool) -> Result<(), PathFault> {
        let is_exempt = !is_leaf && certificate.is_self_issued();
        let mut constraints = self.name_constraints.iter();
        if !is_exempt && !constraints.all(|constraints| constraints.allow(certificate)) {
            return Err(PathFault::Untrusted);
        }
        self.constrain_names(certificate)
    }

    fn constrain_names(&mut self, certificate: &Certificate) -> Result<(), PathFault> {
        let constraints = NameConstraints::of(certificate).map_err(|_| PathFault::Untrusted)?;
        self.name_constraints.extend(constraints);
        Ok(())
    }
}

/// Whether the certificate is valid at the moment.
pub(in crate::trust) fn judge_validity(
    certificate: &Certificate,
    moment: i64,
) -> Result<(), PathFault> {
    if moment > certificate.not_after() {
        Err(PathFault::Expired)
    } else if moment < certificate.not_before() {
        Err(PathFault::Untrusted)
    } else {
        Ok(())
    }
}
