//! Recipients of a message in the making.

use super::algorithm::{not_encoded, with_null};
use super::identifier::EntityName;
use crate::asn1::oid;
use crate::error::Result;
use cms::content_info::CmsVersion;
use cms::enveloped_data::{KekIdentifier, KekRecipientInfo, KeyTransRecipientInfo, RecipientInfo};
use der::asn1::OctetString;
use x509_cert::spki::AlgorithmIdentifierOwned;

/// A KeyTransRecipientInfo (RFC 5652, 6.2.1) for the holder of a certificate or of a web key.
pub(crate) fn key_trans_recipient<'a>(
    recipient: impl Into<EntityName<'a>>,
    encrypted_key: Vec<u8>,
) -> Result<RecipientInfo> {
    let recipient = recipient.into();
    Ok(RecipientInfo::Ktri(KeyTransRecipientInfo {
        version: match recipient {
            EntityName::Certificate(_) => CmsVersion::V0,
            EntityName::KeyIdentifier(_) => CmsVersion::V2,
        },
        rid: recipient.to_recipient()?,
        key_enc_alg: with_null(oid::RSA_ENCRYPTION),
        enc_key: OctetString::new(encrypted_key).map_err(not_encoded)?,
    }))
}

/// A KEKRecipientInfo (RFC 5652, 6.2.3) for whoever has the key with this identifier.
/// `key_size` is that of the key-encryption key in octets.
pub(crate) fn kek_recipient(
    key_identifier: &[u8],
    key_size: usize,
    encrypted_key: Vec<u8>,
) -> Result<RecipientInfo> {
    let oid = match key_size {
        16 => oid::ID_AES128_WRAP,
        24 => oid::ID_AES192_WRAP,
        _ => oid::ID_AES256_WRAP,
    };
    Ok(RecipientInfo::Kekri(KekRecipientInfo {
        version: CmsVersion::V4,
        kek_id: KekIdentifier {
            kek_identifier: OctetString::new(key_identifier).map_err(not_encoded)?,
            date: None,
            other: None,
        },
        key_enc_alg: AlgorithmIdentifierOwned {
            oid,
            parameters: None,
        },
        encrypted_key: OctetString::new(encrypted_key).map_err(not_encoded)?,
    }))
}
