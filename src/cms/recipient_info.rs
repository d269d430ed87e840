//! RecipientInfo (RFC 5652, 6.2).

use super::{AlgorithmIdentifier, EntityIdentifier};
use crate::asn1::{Element, tag};
use crate::error::Result;

/// One recipient of an EnvelopedData.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RecipientInfo {
    KeyTrans(KeyTransRecipientInfo),
    /// Key agreement, a key-encryption key, a password, or something newer.
    Other,
}

/// A content-encryption key encrypted to a public key (RFC 5652, 6.2.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeyTransRecipientInfo {
    pub(crate) recipient: EntityIdentifier,
    pub(crate) algorithm: AlgorithmIdentifier,
    pub(crate) encrypted_key: Vec<u8>,
}

impl RecipientInfo {
    pub(crate) fn parse(element: &Element<'_>) -> Result<Self> {
        if element.tag != tag::SEQUENCE {
            return Ok(Self::Other);
        }
        let mut members = element.children();
        members.read_as(tag::INTEGER)?;
        let recipient = EntityIdentifier::parse(&members.read()?)?;
        let algorithm = AlgorithmIdentifier::parse(&members.read_as(tag::SEQUENCE)?)?;
        let encrypted_key = members.read_as(tag::OCTET_STRING)?.content.to_vec();
        members.finish()?;
        Ok(Self::KeyTrans(KeyTransRecipientInfo {
            recipient,
            algorithm,
            encrypted_key,
        }))
    }
}
