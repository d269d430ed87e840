//! Who signs a message, and how.

use super::admission::{Names, judge_validity};
use crate::cms::{EntityName, SignedDataWriter, SignerInfoForm};
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
    outer: Arc<Form>,
    /// The same as that of the outer layer, if the same key signs both.
    inner: Arc<Form>,
}

/// How a key signs every message.
struct Form {
    algorithm: SignatureAlgorithm,
    signer_info: SignerInfoForm,
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
        let outer = Arc::new(Form::new(policy, keys.outer()?)?);
        let inner = match keys.own_inner(policy) {
            Some(credential) => Arc::new(Form::new(policy, Signatory::of(credential)?)?),
            None => Arc::clone(&outer),
        };
        Ok(Self {
            keys,
            policy,
            outer,
            inner,
        })
    }

    /// The signer of the outer layer.
    pub(super) fn outer(&self) -> Result<Signer<'_>> {
        Ok(Signer {
            signatory: self.keys.outer()?,
            form: &self.outer,
        })
    }

    /// The signer of the inner layer, which carries no certificates if it is the outer one too.
    pub(super) fn inner(&self) -> Result<Signer<'_>> {
        let signatory = match self.keys.own_inner(self.policy) {
            Some(credential) => Signatory::of(credential)?,
            None => Signatory {
                certificates: &[],
                ..self.keys.outer()?
            },
        };
        Ok(Signer {
            signatory,
            form: &self.inner,
        })
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
        let own = self
            .keys
            .own_inner(self.policy)
            .map(Credential::certificate);
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

impl Keys {
    fn outer(&self) -> Result<Signatory<'_>> {
        match self {
            Self::Identity(identity) => Signatory::of(authentication(identity)?),
            Self::WebKey(key) => Ok(Signatory {
                key: key.signing_key().ok_or_else(|| {
                    let message = "the web key of the sender has no private key";
                    Error::new(Status::KeyNotFound, message)
                })?,
                name: EntityName::KeyIdentifier(key.identifier()),
                certificates: &[],
            }),
        }
    }

    /// What signs the inner layer, if it is not what signs the outer one.
    fn own_inner(&self, policy: SigningPolicy) -> Option<&Credential> {
        match self {
            Self::Identity(identity) if policy == SigningPolicy::Eid => {
                let outer = identity.authentication()?;
                identity
                    .signature()
                    .filter(|inner| inner.chain() != outer.chain())
            }
            Self::Identity(_) | Self::WebKey(_) => None,
        }
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

/// A key, and what a layer says of its holder.
struct Signatory<'a> {
    key: &'a SigningKey,
    name: EntityName<'a>,
    certificates: &'a [Certificate],
}

impl<'a> Signatory<'a> {
    fn of(credential: &'a Credential) -> Result<Self> {
        Ok(Self {
            key: credential.signing_key()?,
            name: EntityName::Certificate(credential.certificate()),
            certificates: credential.chain(),
        })
    }
}

impl Form {
    fn new(policy: SigningPolicy, signatory: Signatory<'_>) -> Result<Self> {
        let algorithm = algorithm(policy, signatory.key)?;
        Ok(Self {
            algorithm,
            signer_info: SignerInfoForm::new(signatory.name, algorithm)?,
        })
    }
}

/// What signs one layer.
pub(super) struct Signer<'a> {
    signatory: Signatory<'a>,
    form: &'a Form,
}

impl Signer<'_> {
    /// Makes the SignerInfo of a layer whose content has this digest.
    pub(super) fn sign(&self, now: i64, digest: &[u8]) -> Result<Vec<u8>> {
        let unsigned = self.form.signer_info.begin(now, digest)?;
        let key = self.signatory.key;
        let signature = key.sign(self.form.algorithm, unsigned.signed_octets())?;
        Ok(unsigned.with_signature(&signature))
    }

    /// The length of that SignerInfo; `None` if it is not known beforehand.
    pub(super) fn signer_info_len(&self, now: i64) -> Result<Option<u64>> {
        let Some(signature_len) = self.signatory.key.signature_len() else {
            return Ok(None);
        };
        let sample = self.form.signer_info.begin(now, &[0; 32])?;
        let sample = sample.with_signature(&vec![0; signature_len]);
        Ok(Some(sample.len() as u64))
    }

    /// The writer of the layer. `lengths` are those of the content and of the SignerInfo.
    pub(super) fn writer(&self, lengths: Option<(u64, u64)>) -> SignedDataWriter {
        let writer = SignedDataWriter::new(self.signatory.certificates, lengths);
        match self.signatory.name {
            EntityName::Certificate(_) => writer,
            EntityName::KeyIdentifier(_) => writer.with_key_identifier(),
        }
    }
}
