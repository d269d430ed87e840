//! A recipient as a message names it.

use crate::cms::{EntityIdentifier, RecipientInfo};
use crate::x509::{self, Name};
use core::fmt;

/// How a recipient gets at the content of a message (RFC 5652, 6.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RecipientKind {
    /// With the private key to an RSA certificate or web key.
    KeyTransport,
    /// With the private key to a certificate on an elliptic curve.
    KeyAgreement,
    /// With a key of the KGSS.
    SecretKey,
}

/// One recipient of a message: named by issuer and serial number, or by a key identifier.
#[derive(Clone, PartialEq, Eq)]
pub struct Recipient {
    kind: RecipientKind,
    issuer: Option<String>,
    serial: Option<String>,
    key_identifier: Option<Vec<u8>>,
}

impl Recipient {
    /// How the recipient gets at the content.
    pub fn kind(&self) -> RecipientKind {
        self.kind
    }

    /// The issuer of the recipient's encryption certificate, as RFC 4514 text.
    pub fn issuer(&self) -> Option<&str> {
        self.issuer.as_deref()
    }

    /// The serial number of the recipient's encryption certificate, in decimal: the platform's
    /// name for a decryption key.
    pub fn serial(&self) -> Option<&str> {
        self.serial.as_deref()
    }

    /// The identifier of the key, where the recipient is named by one: a key of the KGSS, a web
    /// key, or a certificate by its SubjectKeyIdentifier.
    pub fn key_identifier(&self) -> Option<&[u8]> {
        self.key_identifier.as_deref()
    }

    /// Whom an entry of the message is for; of a key agreement there may be several.
    pub(super) fn all_of(recipient: &RecipientInfo) -> Vec<Self> {
        match recipient {
            RecipientInfo::KeyTrans(recipient) => vec![Self::named(
                RecipientKind::KeyTransport,
                &recipient.recipient,
            )],
            RecipientInfo::KeyAgree(agreement) => agreement
                .encrypted_keys
                .iter()
                .map(|key| Self::named(RecipientKind::KeyAgreement, &key.recipient))
                .collect(),
            RecipientInfo::Kek(recipient) => vec![Self {
                kind: RecipientKind::SecretKey,
                issuer: None,
                serial: None,
                key_identifier: Some(recipient.key_identifier.clone()),
            }],
            RecipientInfo::Other => Vec::new(),
        }
    }

    fn named(kind: RecipientKind, identifier: &EntityIdentifier) -> Self {
        let (issuer, serial, key_identifier) = match identifier {
            EntityIdentifier::IssuerAndSerialNumber { issuer, serial } => {
                let issuer = Name::from_der(issuer).ok().map(|name| name.to_string());
                let serial = Some(x509::decimal(serial));
                (issuer, serial, None)
            }
            EntityIdentifier::SubjectKeyIdentifier(identifier) => {
                (None, None, Some(identifier.clone()))
            }
        };
        Self {
            kind,
            issuer,
            serial,
            key_identifier,
        }
    }
}

/// The kind alone: a serial number leads to a person.
impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recipient({:?})", self.kind)
    }
}
