//! The judgement of a signed layer, check by check in the order of the official library.

use super::report::{Report, SigningTimeSource};
use crate::asn1::{Element, oid, tag};
use crate::cms::{AlgorithmIdentifier, Attribute, SignedData, SignerInfo};
use crate::context::Context;
use crate::crypto::{Digest, DigestAlgorithm, KeyKind, PublicKey, SignatureAlgorithm};
use crate::error::Result;
use crate::finding::{Fatal, Finding, Warning};
use crate::keys::WebKey;
use crate::trust;
use crate::x509::{self, Certificate, KeyUsage};

/// How far back, and how far ahead, a signing time may lie from now, in seconds.
const SIGNING_TIME_PAST: i64 = 10 * 60;
const SIGNING_TIME_FUTURE: i64 = 5 * 60;

/// The digests of a layer's content, by every algorithm that the layer announces.
#[derive(Default)]
pub(crate) struct Digests {
    running: Option<Vec<Digest>>,
}

impl Digests {
    /// Takes content of the layer whose beginning is `layer`.
    pub(crate) fn update(&mut self, layer: &SignedData, content: &[u8]) {
        for digest in self.running.get_or_insert_with(|| announced(layer)) {
            digest.update(content);
        }
    }

    /// Spends on octets that are no content the time that content takes.
    pub(crate) fn update_noise(&mut self, noise: &[u8]) {
        let sha256 = || vec![Digest::new(DigestAlgorithm::Sha256)];
        for digest in self.running.get_or_insert_with(sha256) {
            digest.update(noise);
        }
    }

    /// The digest by this algorithm, if the layer announced it.
    fn finish(&mut self, layer: &SignedData, algorithm: DigestAlgorithm) -> Option<Vec<u8>> {
        let running = self.running.take().unwrap_or_else(|| announced(layer));
        running
            .into_iter()
            .find(|digest| digest.algorithm() == algorithm)
            .map(Digest::finish)
    }
}

fn announced(layer: &SignedData) -> Vec<Digest> {
    let mut algorithms: Vec<DigestAlgorithm> = Vec::new();
    let plain = layer
        .digest_algorithms
        .iter()
        .filter(|identifier| identifier.parameters.is_none());
    for identifier in plain {
        match DigestAlgorithm::from_oid(&identifier.oid) {
            Some(algorithm) if !algorithms.contains(&algorithm) => algorithms.push(algorithm),
            _ => {}
        }
    }
    algorithms.into_iter().map(Digest::new).collect()
}

/// The names of the findings in one of the two signed layers.
struct Words {
    signer_count: Fatal,
    content_missing: Fatal,
    structure: Fatal,
    certificates: Fatal,
    digest_algorithm: Finding,
    algorithm: Finding,
    key_length: Finding,
    key_usage: Finding,
    expired: Finding,
    not_yet_valid: Finding,
    chain: Finding,
    mismatch: Finding,
    not_verified: Finding,
}

const OUTER: Words = Words {
    signer_count: Fatal::OuterSignerCount,
    content_missing: Fatal::OuterContentMissing,
    structure: Fatal::OuterStructure,
    certificates: Fatal::OuterCertificates,
    digest_algorithm: Finding::OuterDigestAlgorithm,
    algorithm: Finding::OuterAlgorithm,
    key_length: Finding::OuterKeyLength,
    key_usage: Finding::OuterKeyUsage,
    expired: Finding::OuterExpired,
    not_yet_valid: Finding::OuterNotYetValid,
    chain: Finding::OuterChain,
    mismatch: Finding::OuterMismatch,
    not_verified: Finding::OuterNotVerified,
};

const INNER: Words = Words {
    signer_count: Fatal::InnerSignerCount,
    content_missing: Fatal::InnerContentMissing,
    // What is decrypted but is no SignedData must look like what is not decrypted.
    structure: Fatal::NotDecrypted,
    certificates: Fatal::InnerCertificates,
    digest_algorithm: Finding::InnerDigestAlgorithm,
    algorithm: Finding::InnerAlgorithm,
    key_length: Finding::InnerKeyLength,
    key_usage: Finding::InnerKeyUsage,
    expired: Finding::InnerExpired,
    not_yet_valid: Finding::InnerNotYetValid,
    chain: Finding::InnerChain,
    mismatch: Finding::InnerMismatch,
    not_verified: Finding::InnerNotVerified,
};

/// The rules that a signature is made under, told by its algorithm.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Policy {
    /// An eHealth certificate with an RSA key: RSASSA-PSS, 2048 bits.
    EhealthCertificate,
    /// An eID card: RSASSA-PKCS1-v1_5, 1024 bits.
    Eid,
    /// A certificate with an EC key.
    EllipticCurve,
}

impl Policy {
    fn of(algorithm: &AlgorithmIdentifier) -> Option<Self> {
        match algorithm.oid {
            oid::ID_RSASSA_PSS if has_profile_parameters(algorithm) => {
                Some(Self::EhealthCertificate)
            }
            oid::SHA256_WITH_RSA_ENCRYPTION | oid::RSA_ENCRYPTION => Some(Self::Eid),
            oid::ECDSA_WITH_SHA256 if algorithm.parameters.is_none() => Some(Self::EllipticCurve),
            _ => None,
        }
    }

    fn signature_algorithm(self) -> SignatureAlgorithm {
        match self {
            Self::EhealthCertificate => SignatureAlgorithm::RsaPss(DigestAlgorithm::Sha256),
            Self::Eid => SignatureAlgorithm::RsaPkcs1(DigestAlgorithm::Sha256),
            Self::EllipticCurve => SignatureAlgorithm::Ecdsa(DigestAlgorithm::Sha256),
        }
    }

    fn accepts(self, key: &PublicKey) -> bool {
        match (self, key.kind()) {
            (Self::EhealthCertificate, KeyKind::Rsa { bits }) => bits >= 2048,
            (Self::Eid, KeyKind::Rsa { bits }) => bits >= 1024,
            (Self::EllipticCurve, KeyKind::EcP256 | KeyKind::EcP384) => true,
            _ => false,
        }
    }
}

/// Whether RSASSA-PSS-params (RFC 4055, 3.1) are SHA-256, MGF1 with SHA-256, salt 32.
fn has_profile_parameters(algorithm: &AlgorithmIdentifier) -> bool {
    let judge = || -> Result<bool> {
        let Some(parameters) = &algorithm.parameters else {
            return Ok(false);
        };
        let mut members = Element::parse_as(parameters, tag::SEQUENCE)?.children();
        let digest = Element::parse(members.read_as(tag::context(0))?.content)?;
        let mask = Element::parse(members.read_as(tag::context(1))?.content)?;
        let salt = Element::parse(members.read_as(tag::context(2))?.content)?;
        let trailer = members.read_optional(tag::context(3))?;
        members.finish()?;
        let mask = AlgorithmIdentifier::parse(&mask)?;
        let mask_digest = mask.parameters.unwrap_or_default();
        let mask_digest = AlgorithmIdentifier::parse(&Element::parse(&mask_digest)?)?;
        Ok(is_sha256(&AlgorithmIdentifier::parse(&digest)?)
            && mask.oid == oid::ID_MGF1
            && is_sha256(&mask_digest)
            && salt.small_integer()? == 32
            && trailer.is_none_or(|trailer| trailer.content == [tag::INTEGER, 1, 1]))
    };
    judge().unwrap_or(false)
}

fn is_sha256(algorithm: &AlgorithmIdentifier) -> bool {
    algorithm.oid == oid::ID_SHA256 && algorithm.parameters.is_none()
}

/// A layer that was read whole and has one signer.
struct Layer {
    data: SignedData,
    signer: SignerInfo,
    certificates: Vec<Certificate>,
    words: &'static Words,
}

impl Layer {
    fn new(data: SignedData, words: &'static Words) -> Result<Self, Fatal> {
        if data.signer_count() != 1 {
            return Err(words.signer_count);
        }
        if !data.has_content {
            return Err(words.content_missing);
        }
        let signer = data.signer_info().map_err(|_| words.structure)?;
        if data.content_type != Some(oid::ID_DATA) || !has_right_versions(&data, &signer) {
            return Err(words.structure);
        }
        let certificates = data
            .certificates
            .iter()
            .map(|der| Certificate::from_der(der))
            .collect::<Result<Vec<_>>>()
            .map_err(|_| words.certificates)?;
        Ok(Self {
            data,
            signer,
            certificates,
            words,
        })
    }

    /// The certificate that the SignerInfo names, if it is there exactly once.
    fn signer_certificate(&self) -> Option<&Certificate> {
        let mut matching = self
            .certificates
            .iter()
            .filter(|certificate| self.signer.signer.matches(certificate));
        matching.next().filter(|_| matching.next().is_none())
    }

    fn policy(&self) -> Option<Policy> {
        Policy::of(&self.signer.signature_algorithm)
    }

    /// The first checks: digest and signature algorithm.
    fn judge_algorithms(&self, errors: &mut Vec<Finding>) {
        if !is_sha256(&self.signer.digest_algorithm) || self.policy().is_none() {
            errors.push(self.words.digest_algorithm);
        }
        if self.policy().is_none() {
            errors.push(self.words.algorithm);
        }
    }

    fn signing_time(&self) -> Option<i64> {
        let value = self
            .signer
            .signed_value(&oid::ID_SIGNING_TIME)
            .ok()
            .flatten()?;
        x509::time(&value).ok()
    }

    /// Checks the signature with the key of this certificate.
    fn judge_signature(
        &self,
        digests: &mut Digests,
        certificate: &Certificate,
        errors: &mut Vec<Finding>,
    ) {
        let covered = self.is_covered(digests, certificate).unwrap_or(false);
        let (Some(policy), Some(octets), true) =
            (self.policy(), self.signer.signed_octets(), covered)
        else {
            errors.push(self.words.not_verified);
            return;
        };
        let algorithm = policy.signature_algorithm();
        if !certificate
            .public_key()
            .verifies(algorithm, &octets, &self.signer.signature)
        {
            errors.push(self.words.mismatch);
        }
    }

    /// Whether the signed attributes are complete and cover the content (RFC 5652, 5.4 and
    /// 11; RFC 6211), and the signer was valid when it says that it signed.
    fn is_covered(&self, digests: &mut Digests, certificate: &Certificate) -> Result<bool> {
        let signer = &self.signer;
        let signing_time = match signer.signed_value(&oid::ID_SIGNING_TIME)? {
            Some(value) => Some(x509::time(&value)?),
            None => None,
        };
        let in_time = signing_time
            .is_none_or(|time| certificate.not_before() <= time && time <= certificate.not_after());
        let content_type = match signer.signed_value(&oid::ID_CONTENT_TYPE)? {
            Some(value) => Some(value.oid()?),
            None => None,
        };
        let stated = signer.signed_value(&oid::ID_MESSAGE_DIGEST)?;
        let actual = DigestAlgorithm::from_oid(&signer.digest_algorithm.oid)
            .and_then(|algorithm| digests.finish(&self.data, algorithm));
        let digest_matches = match (stated, actual) {
            (Some(stated), Some(actual)) => stated.of_type(tag::OCTET_STRING)?.content == actual,
            _ => false,
        };
        let countersigned = signer
            .signed_attributes
            .as_deref()
            .unwrap_or_default()
            .iter()
            .any(|attribute: &Attribute| attribute.oid == oid::ID_COUNTERSIGNATURE);
        Ok(in_time
            && content_type == self.data.content_type
            && signer.algorithms_are_protected()?
            && digest_matches
            && !countersigned
            && !signer.has_unsigned(&oid::ID_SIGNING_TIME))
    }

    fn judge_key_usage(&self, certificate: &Certificate, errors: &mut Vec<Finding>) {
        if !certificate.has_key_usage(KeyUsage::DigitalSignature)
            && !certificate.has_key_usage(KeyUsage::NonRepudiation)
        {
            errors.push(self.words.key_usage);
        }
    }

    /// The checks on a certificate that came with this layer.
    fn judge_certificate(
        &self,
        context: &Context,
        certificate: &Certificate,
        policy: Option<Policy>,
        moment: i64,
        errors: &mut Vec<Finding>,
    ) {
        self.judge_key_usage(certificate, errors);
        if !policy.is_some_and(|policy| policy.accepts(certificate.public_key())) {
            errors.push(self.words.key_length);
        }
        if moment < certificate.not_before() {
            errors.push(self.words.not_yet_valid);
        } else if moment > certificate.not_after() {
            errors.push(self.words.expired);
        }
        if let Some(anchors) = context.trust_anchors()
            && trust::official_path(certificate, &self.certificates, anchors, moment).is_err()
        {
            errors.push(self.words.chain);
        }
    }
}

/// RFC 5652, 5.1 and 5.3. What is not covered by a signature must at least be what it has to be.
fn has_right_versions(data: &SignedData, signer: &SignerInfo) -> bool {
    let signer_version = signer.signer.signer_info_version();
    let plain = |list: &[Vec<u8>]| list.iter().all(|item| item.first() == Some(&tag::SEQUENCE));
    signer.version == signer_version
        && if plain(&data.certificates) && plain(&data.crls) {
            data.version == signer_version
        } else {
            (3..=5).contains(&data.version)
        }
}

/// The signers that a caller expects.
#[derive(Clone, Default)]
pub(crate) struct ExpectedSigners {
    pub(crate) certificates: Vec<Certificate>,
    pub(crate) web_keys: Vec<WebKey>,
}

/// What the judgement of the outer layer leaves for that of the inner one.
pub(crate) struct Outer {
    certificate: Option<Certificate>,
    policy: Option<Policy>,
    moment: i64,
    authentic: bool,
}

impl Outer {
    /// Whether the signature is right, whatever else is found.
    pub(crate) fn is_authentic(&self) -> bool {
        self.authentic
    }
}

/// Judges the outer layer.
pub(crate) fn judge_outer(
    context: &Context,
    data: SignedData,
    digests: &mut Digests,
    report: &mut Report,
) -> Result<Outer, Fatal> {
    let layer = Layer::new(data, &OUTER)?;
    let errors = &mut report.errors;
    layer.judge_algorithms(errors);
    let now = context.now();
    let claimed = layer.signing_time();
    report.signing_time = claimed.map(|time| (time, SigningTimeSource::Signer));
    match claimed {
        None => report.warnings.push(Warning::SigningTimeMissing),
        Some(time) if is_recent(time, now) => {}
        Some(_) => report.warnings.push(Warning::SigningTimeExpired),
    }
    let mut outer = Outer {
        certificate: layer.signer_certificate().cloned(),
        policy: layer.policy(),
        moment: claimed.unwrap_or(now),
        authentic: false,
    };
    let Some(certificate) = &outer.certificate else {
        errors.push(Finding::OuterCertificateMissing);
        return Ok(outer);
    };
    report.outer.certificate = Some(certificate.clone());
    let before = errors.len();
    layer.judge_signature(digests, certificate, errors);
    outer.authentic = errors.len() == before;
    layer.judge_certificate(context, certificate, outer.policy, outer.moment, errors);
    Ok(outer)
}

fn is_recent(time: i64, now: i64) -> bool {
    now.saturating_sub(time) < SIGNING_TIME_PAST && time.saturating_sub(now) < SIGNING_TIME_FUTURE
}

/// Judges the inner layer against the outer one.
pub(crate) fn judge_inner(
    context: &Context,
    data: SignedData,
    digests: &mut Digests,
    outer: &Outer,
    report: &mut Report,
) -> Result<(), Fatal> {
    let layer = Layer::new(data, &INNER)?;
    let errors = &mut report.errors;
    layer.judge_algorithms(errors);
    if outer.policy.is_some() && layer.policy().is_some() && outer.policy != layer.policy() {
        errors.push(Finding::Integrity);
    }
    match layer.signer_certificate() {
        Some(certificate) => {
            report.inner.certificate = Some(certificate.clone());
            if !outer
                .certificate
                .as_ref()
                .is_some_and(|outer| belong_together(outer, certificate))
            {
                errors.push(Finding::Integrity);
            }
            layer.judge_signature(digests, certificate, errors);
            let policy = outer.policy.or(layer.policy());
            layer.judge_certificate(context, certificate, policy, outer.moment, errors);
        }
        None => match &outer.certificate {
            Some(certificate) => {
                layer.judge_signature(digests, certificate, errors);
                layer.judge_key_usage(certificate, errors);
            }
            None => errors.push(Finding::InnerNotVerified),
        },
    }
    Ok(())
}

/// Whether two certificates are of the same holder: the same serialNumber in the subject, or
/// none in both and the same subject.
pub(crate) fn belong_together(outer: &Certificate, inner: &Certificate) -> bool {
    let number = |certificate: &Certificate| -> Result<Option<String>> {
        let attributes = certificate.subject().attributes()?;
        Ok(attributes
            .into_iter()
            .find(|(kind, _)| *kind == oid::ID_AT_SERIAL_NUMBER)
            .map(|a| a.1))
    };
    match (number(outer), number(inner)) {
        (Ok(Some(outer)), Ok(Some(inner))) => outer == inner,
        (Ok(None), Ok(None)) => outer.subject() == inner.subject(),
        _ => false,
    }
}
