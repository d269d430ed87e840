//! RecipientInfo (RFC 5652, 6.2).

use super::{AlgorithmIdentifier, EntityIdentifier, KeyAgreeRecipientInfo};
use crate::asn1::{Element, tag};
use crate::error::Result;

/// One recipient of an EnvelopedData.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RecipientInfo {
    KeyTrans(KeyTransRecipientInfo),
    KeyAgree(KeyAgreeRecipientInfo),
    Kek(KekRecipientInfo),
    /// A password, something newer, or a key agreement that cannot be read.
    Other,
}

/// A content-encryption key encrypted to a public key (RFC 5652, 6.2.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeyTransRecipientInfo {
    pub(crate) recipient: EntityIdentifier,
    pub(crate) algorithm: AlgorithmIdentifier,
    pub(crate) encrypted_key: Vec<u8>,
}

/// A content-encryption key wrapped with a key-encryption key (RFC 5652, 6.2.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KekRecipientInfo {
    pub(crate) key_identifier: Vec<u8>,
    pub(crate) algorithm: AlgorithmIdentifier,
    pub(crate) encrypted_key: Vec<u8>,
}

impl RecipientInfo {
    pub(crate) fn parse(element: &Element<'_>) -> Result<Self> {
        const KEY_AGREE: u8 = tag::context(1);
        const KEK: u8 = tag::context(2);
        match element.tag {
            tag::SEQUENCE => KeyTransRecipientInfo::parse(element).map(Self::KeyTrans),
            // The official library never looks into these, so no fault in one of them may keep
            // the other recipients from the message.
            KEY_AGREE => {
                Ok(KeyAgreeRecipientInfo::parse(element).map_or(Self::Other, Self::KeyAgree))
            }
            KEK => KekRecipientInfo::parse(element).map(Self::Kek),
            _ => Ok(Self::Other),
        }
    }

    /// How many recipients it stands for.
    pub(super) fn count(&self) -> usize {
        match self {
            Self::KeyAgree(recipients) => recipients.encrypted_keys.len(),
            Self::KeyTrans(_) | Self::Kek(_) | Self::Other => 1,
        }
    }
}

impl KeyTransRecipientInfo {
    fn parse(element: &Element<'_>) -> Result<Self> {
        let mut members = element.children();
        members.read_as(tag::INTEGER)?;
        let recipient = EntityIdentifier::parse(&members.read()?)?;
        let algorithm = AlgorithmIdentifier::parse(&members.read_as(tag::SEQUENCE)?)?;
        let encrypted_key = members.read_as(tag::OCTET_STRING)?.content.to_vec();
        members.finish()?;
        Ok(Self {
            recipient,
            algorithm,
            encrypted_key,
        })
    }
}

impl KekRecipientInfo {
    fn parse(element: &Element<'_>) -> Result<Self> {
        let mut members = element.children();
        members.read_as(tag::INTEGER)?;
        // Date and other attributes of the identifier may follow; the platform has none.
        let identifier = members
            .read_as(tag::SEQUENCE)?
            .children()
            .read_as(tag::OCTET_STRING)?;
        let algorithm = AlgorithmIdentifier::parse(&members.read_as(tag::SEQUENCE)?)?;
        let encrypted_key = members.read_as(tag::OCTET_STRING)?.content.to_vec();
        members.finish()?;
        Ok(Self {
            key_identifier: identifier.content.to_vec(),
            algorithm,
            encrypted_key,
        })
    }
}
