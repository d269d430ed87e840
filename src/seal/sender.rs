//! Who signs a message, and how.

use super::admission::{Names, judge_validity};
use crate::cms::{self, EntityName, SignedDataWriter};
use crate::context::{Context, SigningPolicy};
use crate::crypto::{SignatureAlgorithm, SigningKey};
use crate::error::{Error, Result, Status};
use crate::finding::Finding;
use crate::keys::{Credential, Identity, WebKey};
use crate::verdict::same_holder;
use crate::x509::{Certificate, KeyUsage};
use std::sync::Arc;

/// The signing side of a sealer, found complete.
pub(super) struct Sender {
    keys: Keys,
    policy: SigningPolicy,
}

#[derive(Clone)]
enum Keys {
    Identity(Arc<Identity>),
    WebKey(WebKey),
}

const OUTER: Names = Names {
    not_yet_valid: Finding::OuterNotYetValid,
    expired: Finding::OuterExpired,
};

const INNER: Names = Names {
    not_yet_valid: Finding::InnerNotYetValid,
    expired: Finding::InnerExpired,
};

impl Sender {
    /// Signs with the authentication key for both layers, as its type asks for.
    pub(super) fn of_identity(identity: Arc<Identity>) -> Result<Self> {
        let policy = match authentication(&identity)?.signing_key()?.algorithm() {
            SignatureAlgorithm::Ecdsa(_) => SigningPolicy::EllipticCurve,
            _ => SigningPolicy::EhealthCertificate,
        };
        Self::new(Keys::Identity(identity), policy)
    }

    /// Signs with a web key, which needs its private key.
    pub(super) fn of_web_key(key: &WebKey) -> Result<Self> {
        Self::new(Keys::WebKey(key.clone()), SigningPolicy::WebAuthn)
    }

    /// The same keys under another policy.
    pub(super) fn under(&self, policy: SigningPolicy) -> Result<Self> {
        Self::new(self.keys.clone(), policy)
    }

    fn new(keys: Keys, policy: SigningPolicy) -> Result<Self> {
        let is_web_key = matches!(keys, Keys::WebKey(_));
        if is_web_key != (policy == SigningPolicy::WebAuthn) {
            return Err(Error::new(
                Status::InvalidArgument,
                "the signing policy is for another kind of sender",
            ));
        }
        let sender = Self { keys, policy };
        sender.outer()?;
        sender.inner()?;
        Ok(sender)
    }

    /// The signer of the outer layer.
    pub(super) fn outer(&self) -> Result<Signer<'_>> {
        match &self.keys {
            Keys::Identity(identity) => self.with_certificates(authentication(identity)?),
            Keys::WebKey(key) => {
                let signing = key.signing_key().ok_or_else(|| {
                    let message = "the web key of the sender has no private key";
                    Error::new(Status::KeyNotFound, message)
                })?;
                Ok(Signer {
                    key: signing,
                    algorithm: algorithm(self.policy, signing)?,
                    name: EntityName::KeyIdentifier(key.identifier()),
                    certificates: &[],
                })
            }
        }
    }

    /// The signer of the inner layer, which carries no certificates if it is the outer one too.
    pub(super) fn inner(&self) -> Result<Signer<'_>> {
        match self.own_inner() {
            Some(credential) => self.with_certificates(credential),
            None => Ok(Signer {
                certificates: &[],
                ..self.outer()?
            }),
        }
    }

    fn with_certificates<'a>(&self, credential: &'a Credential) -> Result<Signer<'a>> {
        let key = credential.signing_key()?;
        Ok(Signer {
            key,
            algorithm: algorithm(self.policy, key)?,
            name: EntityName::Certificate(credential.certificate()),
            certificates: credential.chain(),
        })
    }

    /// What signs the inner layer, if it is not what signs the outer one.
    fn own_inner(&self) -> Option<&Credential> {
        match &self.keys {
            Keys::Identity(identity) if self.policy == SigningPolicy::Eid => {
                let outer = identity.authentication()?;
                identity
                    .signature()
                    .filter(|inner| inner.chain() != outer.chain())
            }
            Keys::Identity(_) | Keys::WebKey(_) => None,
        }
    }

    /// What every reader will find wrong with the certificates of the sender.
    pub(super) fn findings(&self, context: &Context) -> Vec<Finding> {
        let Keys::Identity(identity) = &self.keys else {
            return Vec::new();
        };
        let Some(outer) = identity.authentication().map(Credential::certificate) else {
            return Vec::new();
        };
        let now = context.now();
        let mut findings = Vec::new();
        if !signs(outer) {
            findings.push(Finding::OuterKeyUsage);
        }
        findings.extend(judge_validity(outer, now, &OUTER));
        let own = self.own_inner().map(Credential::certificate);
        if let Some(inner) = own {
            if !same_holder(outer, inner) {
                findings.push(Finding::Integrity);
            }
            findings.extend(judge_validity(inner, now, &INNER));
        }
        let inner = own.unwrap_or(outer);
        let binds = inner.has_key_usage(KeyUsage::NonRepudiation);
        if !signs(inner) || (context.validation().non_repudiation && !binds) {
            findings.push(Finding::InnerKeyUsage);
        }
        findings
    }
}

fn signs(certificate: &Certificate) -> bool {
    certificate.has_key_usage(KeyUsage::DigitalSignature)
        || certificate.has_key_usage(KeyUsage::NonRepudiation)
}

fn authentication(identity: &Identity) -> Result<&Credential> {
    identity.authentication().ok_or_else(|| {
        Error::new(
            Status::KeyNotFound,
            "the identity has no authentication key",
        )
    })
}

/// How a key signs under a policy.
fn algorithm(policy: SigningPolicy, key: &SigningKey) -> Result<SignatureAlgorithm> {
    use SignatureAlgorithm::{Ecdsa, RsaPkcs1, RsaPss};
    match (policy, key.algorithm()) {
        (SigningPolicy::EhealthCertificate | SigningPolicy::WebAuthn, RsaPss(digest)) => {
            Ok(RsaPss(digest))
        }
        (SigningPolicy::Eid, RsaPss(digest)) => Ok(RsaPkcs1(digest)),
        (SigningPolicy::EllipticCurve, Ecdsa(digest)) => Ok(Ecdsa(digest)),
        _ => Err(Error::new(
            Status::KeyUnsupported,
            "the signing policy does not take a key of this type",
        )),
    }
}

/// What signs one layer.
pub(super) struct Signer<'a> {
    key: &'a SigningKey,
    algorithm: SignatureAlgorithm,
    name: EntityName<'a>,
    certificates: &'a [Certificate],
}

impl Signer<'_> {
    /// Makes the SignerInfo of a layer whose content has this digest.
    pub(super) fn sign(&self, now: i64, digest: &[u8]) -> Result<Vec<u8>> {
        let unsigned = cms::signer_info(self.name, self.algorithm, now, digest)?;
        let signature = self.key.sign(self.algorithm, &unsigned.signed_octets()?)?;
        unsigned.with_signature(signature)
    }

    /// The length of that SignerInfo; `None` if it is not known beforehand.
    pub(super) fn signer_info_len(&self, now: i64) -> Result<Option<u64>> {
        let Some(signature_len) = self.key.signature_len() else {
            return Ok(None);
        };
        let sample = cms::signer_info(self.name, self.algorithm, now, &[0; 32])?
            .with_signature(vec![0; signature_len])?;
        Ok(Some(sample.len() as u64))
    }

    /// The writer of the layer. `lengths` are those of the content and of the SignerInfo.
    pub(super) fn writer(&self, lengths: Option<(u64, u64)>) -> SignedDataWriter {
        let writer = SignedDataWriter::new(self.certificates, lengths);
        match self.name {
            EntityName::Certificate(_) => writer,
            EntityName::KeyIdentifier(_) => writer.with_key_identifier(),
        }
    }
}
