//! Whom a message is sealed for.

use super::admission::{Names, judge_validity};
use crate::cms::{self, EntityName, KeyAgreement, KeyTransForm, NewRecipient};
use crate::context::Context;
use crate::crypto::{EphemeralAgreement, KeyKind, RsaEncryptionKey};
use crate::error::{Error, Result, Status};
use crate::finding::Finding;
use crate::keys::{SecretKey, Token, WebKey};
use crate::verdict::TokenChecker;
use crate::x509::Certificate;
use std::sync::Arc;

const ENCRYPTION: Names = Names {
    not_yet_valid: Finding::TokenEncryptionNotYetValid,
    expired: Finding::TokenEncryptionExpired,
};

/// Somebody who will be able to open the message.
pub(super) enum Recipient {
    /// The holder of an encryption token.
    Holder {
        certificate: Certificate,
        key: RsaEncryptionKey,
        form: KeyTransForm,
    },
    /// The holder of an encryption token with an EC key.
    EllipticHolder(Certificate),
    WebKey {
        key: RsaEncryptionKey,
        form: KeyTransForm,
    },
    /// Whoever gets this key from the KGSS.
    SecretKey(SecretKey),
}

impl Recipient {
    pub(super) fn of_token(token: &Token, allows_key_agreement: bool) -> Result<Self> {
        let certificate = token.encryption_certificate().clone();
        let is_elliptic = matches!(
            certificate.public_key().kind(),
            KeyKind::EcP256 | KeyKind::EcP384 | KeyKind::EcP521
        );
        if !is_elliptic {
            let key = RsaEncryptionKey::from_spki(certificate.spki())?;
            let form = KeyTransForm::new(&certificate)?;
            return Ok(Self::Holder {
                certificate,
                key,
                form,
            });
        }
        if !allows_key_agreement {
            return Err(Error::new(
                Status::RecipientUnsupported,
                "the recipient has an EC key, and key agreement is not allowed: the platform has \
                 not published its profile",
            ));
        }
        // A point that is none shows here, not when the first message is sealed.
        agree(&certificate, &[0; 16])?;
        Ok(Self::EllipticHolder(certificate))
    }

    pub(super) fn of_web_key(key: &WebKey) -> Result<Self> {
        Ok(Self::WebKey {
            key: key.encryption_key()?,
            form: KeyTransForm::new(EntityName::KeyIdentifier(key.identifier()))?,
        })
    }

    /// The content-encryption key, for this recipient alone.
    pub(super) fn info(&self, content_key: &[u8]) -> Result<NewRecipient> {
        match self {
            Self::Holder { key, form, .. } | Self::WebKey { key, form } => {
                Ok(form.with_key(&key.encrypt(content_key)?))
            }
            Self::EllipticHolder(certificate) => agree(certificate, content_key),
            Self::SecretKey(secret) => {
                let wrapped = secret.key().wrap(content_key)?;
                cms::kek_recipient(secret.identifier(), secret.key().size(), wrapped)
            }
        }
    }

    /// What time alone has made wrong since the recipient was added.
    pub(super) fn judge_validity(&self, now: i64) -> Option<Finding> {
        match self {
            Self::Holder { certificate, .. } | Self::EllipticHolder(certificate) => {
                judge_validity(certificate, now, &ENCRYPTION)
            }
            Self::WebKey { .. } | Self::SecretKey(_) => None,
        }
    }
}

/// Wraps the content-encryption key under one that is agreed on with an ephemeral key.
fn agree(certificate: &Certificate, content_key: &[u8]) -> Result<NewRecipient> {
    let ephemeral = EphemeralAgreement::with(certificate.spki())?;
    let agreement = KeyAgreement::on(ephemeral.curve());
    let key = ephemeral.key_encryption_key(&agreement.derivation(None))?;
    let wrapped = key.wrap(content_key)?;
    cms::key_agree_recipient(certificate, &agreement, ephemeral.point(), wrapped)
}

/// What is wrong with a token, in the words of the official library. Without trust anchors, the
/// trust in the holder's authentication certificate is the caller's concern.
pub(super) fn judge(token: &Token, context: &Arc<Context>) -> Result<Vec<Finding>> {
    let report = TokenChecker::new(Arc::clone(context)).check(token);
    match report.fatal() {
        Some(fatal) if context.trust_anchors().is_some() => {
            let name = Error::new(fatal.status(), fatal.name());
            let message = "the token of a recipient cannot be judged without a trust anchor";
            Err(Error::new(fatal.status(), message).caused_by(name))
        }
        _ => Ok(report.errors().to_vec()),
    }
}
