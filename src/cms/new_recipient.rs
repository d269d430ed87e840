//! Recipients of a message in the making.

use super::KeyAgreement;
use super::algorithm::{not_encoded, with_null};
use super::identifier::{EntityName, issuer_and_serial};
use crate::asn1::{oid, tag, write, write_unsigned};
use crate::error::Result;
use crate::x509::Certificate;
use cms::content_info::CmsVersion;
use cms::enveloped_data::{
    KekIdentifier, KekRecipientInfo, KeyAgreeRecipientIdentifier, KeyAgreeRecipientInfo,
    OriginatorIdentifierOrKey, OriginatorPublicKey, RecipientEncryptedKey, RecipientInfo,
};
use der::Encode;
use der::asn1::{BitString, OctetString};
use x509_cert::spki::AlgorithmIdentifierOwned;

/// A RecipientInfo, encoded. They are in the order of a DER SET OF.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NewRecipient {
    der: Vec<u8>,
    /// Whether it lets the EnvelopedData be of version 0 (RFC 5652, 6.1).
    is_version_0: bool,
}

impl NewRecipient {
    fn encode(recipient: &RecipientInfo) -> Result<Self> {
        Ok(Self {
            der: recipient.to_der().map_err(not_encoded)?,
            is_version_0: false,
        })
    }

    pub(crate) fn as_der(&self) -> &[u8] {
        &self.der
    }

    pub(super) fn is_version_0(&self) -> bool {
        self.is_version_0
    }
}

/// What all KeyTransRecipientInfos (RFC 5652, 6.2.1) for the holder of a certificate or of a web
/// key have in common, encoded once.
pub(crate) struct KeyTransForm {
    /// version, rid and keyEncryptionAlgorithm.
    head: Vec<u8>,
    is_version_0: bool,
}

impl KeyTransForm {
    pub(crate) fn new<'a>(recipient: impl Into<EntityName<'a>>) -> Result<Self> {
        let recipient = recipient.into();
        let is_version_0 = matches!(recipient, EntityName::Certificate(_));
        let algorithm = with_null(oid::RSA_ENCRYPTION);
        let mut head = Vec::new();
        write_unsigned(&mut head, &[if is_version_0 { 0 } else { 2 }]);
        head.extend(recipient.to_recipient()?.to_der().map_err(not_encoded)?);
        head.extend(algorithm.to_der().map_err(not_encoded)?);
        Ok(Self { head, is_version_0 })
    }

    /// The KeyTransRecipientInfo with this encryptedKey.
    pub(crate) fn with_key(&self, encrypted_key: &[u8]) -> NewRecipient {
        let mut der = Vec::new();
        write(&mut der, tag::SEQUENCE, |out| {
            out.extend_from_slice(&self.head);
            write(out, tag::OCTET_STRING, |out| {
                out.extend_from_slice(encrypted_key);
            });
        });
        NewRecipient {
            der,
            is_version_0: self.is_version_0,
        }
    }
}

/// A KeyAgreeRecipientInfo (RFC 5652, 6.2.2; RFC 5753, 3.1.1) for the holder of this
/// certificate. `originator` is the ephemeral public key; its curve is that of the certificate
/// and is not said again.
pub(crate) fn key_agree_recipient(
    certificate: &Certificate,
    agreement: &KeyAgreement,
    originator: &[u8],
    encrypted_key: Vec<u8>,
) -> Result<NewRecipient> {
    let rid = KeyAgreeRecipientIdentifier::IssuerAndSerialNumber(issuer_and_serial(certificate)?);
    let originator_key = OriginatorPublicKey {
        algorithm: AlgorithmIdentifierOwned {
            oid: oid::ID_EC_PUBLIC_KEY,
            parameters: None,
        },
        public_key: BitString::from_bytes(originator).map_err(not_encoded)?,
    };
    NewRecipient::encode(&RecipientInfo::Kari(KeyAgreeRecipientInfo {
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
) -> Result<NewRecipient> {
    let oid = match key_size {
        16 => oid::ID_AES128_WRAP,
        24 => oid::ID_AES192_WRAP,
        _ => oid::ID_AES256_WRAP,
    };
    NewRecipient::encode(&RecipientInfo::Kekri(KekRecipientInfo {
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
