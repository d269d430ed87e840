//! Recipients of a message in the making.

use super::KeyAgreement;
use super::algorithm::{not_encoded, with_null};
use super::identifier::{EntityName, issuer_and_serial};
use crate::asn1::oid;
use crate::error::Result;
use crate::x509::Certificate;
use cms::content_info::CmsVersion;
use cms::enveloped_data::{
    KekIdentifier, KekRecipientInfo, KeyAgreeRecipientIdentifier, KeyAgreeRecipientInfo,
    KeyTransRecipientInfo, OriginatorIdentifierOrKey, OriginatorPublicKey, RecipientEncryptedKey,
    RecipientInfo,
};
use der::asn1::{BitString, OctetString};
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

/// A KeyAgreeRecipientInfo (RFC 5652, 6.2.2; RFC 5753, 3.1.1) for the holder of this
/// certificate. `originator` is the ephemeral public key; its curve is that of the certificate
/// and is not said again.
pub(crate) fn key_agree_recipient(
    certificate: &Certificate,
    agreement: &KeyAgreement,
    originator: &[u8],
    encrypted_key: Vec<u8>,
) -> Result<RecipientInfo> {
    let rid = KeyAgreeRecipientIdentifier::IssuerAndSerialNumber(issuer_and_serial(certificate)?);
    let originator_key = OriginatorPublicKey {
        algorithm: AlgorithmIdentifierOwned {
            oid: oid::ID_EC_PUBLIC_KEY,
            parameters: None,
        },
        public_key: BitString::from_bytes(originator).map_err(not_encoded)?,
    };
    Ok(RecipientInfo::Kari(KeyAgreeRecipientInfo {
        version: CmsVersion::V3,
        originator: OriginatorIdentifierOrKey::OriginatorKey(originator_key),
        ukm: None,
        key_enc_alg: agreement.to_algorithm()?,
        recipient_enc_keys: vec![RecipientEncryptedKey {
            rid,
            enc_key: OctetString::new(encrypted_key).map_err(not_encoded)?,
        }],
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
