//! KeyAgreeRecipientInfo (RFC 5652, 6.2.2; RFC 5753, 3.1.1).

use super::{AlgorithmIdentifier, EntityIdentifier};
use crate::asn1::{Cursor, Element, oid, tag};
use crate::crypto::Curve;
use crate::error::Result;

/// A content-encryption key wrapped with key-encryption keys, which the originator has agreed
/// on with each of its recipients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeyAgreeRecipientInfo {
    pub(crate) originator: Originator,
    pub(crate) user_keying_material: Option<Vec<u8>>,
    pub(crate) algorithm: AlgorithmIdentifier,
    pub(crate) encrypted_keys: Vec<RecipientEncryptedKey>,
}

/// OriginatorIdentifierOrKey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Originator {
    /// An EC public key, mostly an ephemeral one.
    Key {
        /// `None` where the message leaves it to the curve of the recipient.
        curve: Option<Curve>,
        point: Vec<u8>,
    },
    /// The key of a certificate, which EC recipients of RFC 5753 never have, or one of another
    /// kind or curve.
    Unsupported,
}

/// The content-encryption key for one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RecipientEncryptedKey {
    pub(crate) recipient: EntityIdentifier,
    pub(crate) encrypted_key: Vec<u8>,
}

impl KeyAgreeRecipientInfo {
    /// Takes the `[1]` that stands for its SEQUENCE.
    pub(super) fn parse(element: &Element<'_>) -> Result<Self> {
        let mut members = element.children();
        members.read_as(tag::INTEGER)?;
        let originator = Originator::parse(&explicit(&members.read_as(tag::context(0))?)?)?;
        let user_keying_material = match members.read_optional(tag::context(1))? {
            Some(wrapped) => Some(octet_string(&explicit(&wrapped)?)?),
            None => None,
        };
        let algorithm = AlgorithmIdentifier::parse(&members.read_as(tag::SEQUENCE)?)?;
        let mut list = members.read_as(tag::SEQUENCE)?.children();
        members.finish()?;
        let mut encrypted_keys = Vec::new();
        while !list.is_empty() {
            encrypted_keys.push(RecipientEncryptedKey::parse(&mut list)?);
        }
        Ok(Self {
            originator,
            user_keying_material,
            algorithm,
            encrypted_keys,
        })
    }
}

impl Originator {
    fn parse(element: &Element<'_>) -> Result<Self> {
        const ORIGINATOR_KEY: u8 = tag::context(1);
        if element.tag != ORIGINATOR_KEY {
            return Ok(Self::Unsupported);
        }
        let mut members = element.children();
        let algorithm = AlgorithmIdentifier::parse(&members.read_as(tag::SEQUENCE)?)?;
        let point = members.read()?.bit_string()?.to_vec();
        members.finish()?;
        if algorithm.oid != oid::ID_EC_PUBLIC_KEY {
            return Ok(Self::Unsupported);
        }
        let Some(parameters) = algorithm.parameters else {
            return Ok(Self::Key { curve: None, point });
        };
        let named = Element::parse(&parameters)?.oid().ok();
        Ok(match named.as_ref().and_then(Curve::from_oid) {
            Some(curve) => Self::Key {
                curve: Some(curve),
                point,
            },
            None => Self::Unsupported,
        })
    }
}

impl RecipientEncryptedKey {
    fn parse(list: &mut Cursor<'_>) -> Result<Self> {
        const KEY_IDENTIFIER: u8 = tag::context(0);
        let mut members = list.read_as(tag::SEQUENCE)?.children();
        let identifier = members.read()?;
        let recipient = if identifier.tag == KEY_IDENTIFIER {
            // A date and other attributes may follow, which tell no two keys apart.
            let subject_key_identifier = octet_string(&identifier.children().read()?)?;
            EntityIdentifier::SubjectKeyIdentifier(subject_key_identifier)
        } else {
            EntityIdentifier::parse(&identifier)?
        };
        let encrypted_key = octet_string(&members.read()?)?;
        members.finish()?;
        Ok(Self {
            recipient,
            encrypted_key,
        })
    }
}

/// The only value under an explicit tag.
fn explicit<'a>(element: &Element<'a>) -> Result<Element<'a>> {
    Element::parse(element.content)
}

fn octet_string(element: &Element<'_>) -> Result<Vec<u8>> {
    Ok(element.of_type(tag::OCTET_STRING)?.content.to_vec())
}
