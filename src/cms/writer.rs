//! SignedData and EnvelopedData written while their content arrives, in one of two forms.
//!
//! Where the length of the content is known beforehand: definite lengths and primitive
//! strings, as DER has them. Where it is not: the form of the official library, indefinite
//! lengths and strings in segments of 1000 octets. The certificates keep their order, leaf
//! first, in both; CMS asks for DER only where something is signed.

use crate::asn1::{
    END_OF_CONTENTS, Segments, der_header, indefinite, oid, tag, write, write_oid, write_unsigned,
};
use crate::crypto::SignatureAlgorithm;
use crate::error::{Error, Result, Status};
use crate::x509::Certificate;
use cms::cert::IssuerAndSerialNumber;
use cms::content_info::CmsVersion;
use cms::enveloped_data::{
    KekIdentifier, KekRecipientInfo, KeyTransRecipientInfo, RecipientIdentifier, RecipientInfo,
    RecipientInfos,
};
use cms::signed_data::{SignedAttributes, SignerIdentifier, SignerInfo};
use core::time::Duration;
use der::asn1::{Any, GeneralizedTime, ObjectIdentifier, OctetString, SetOfVec, UtcTime};
use der::{Decode, Encode};
use x509_cert::attr::Attribute;
use x509_cert::spki::AlgorithmIdentifierOwned;

/// The part of a layer that holds its content: definite, or cut into segments.
struct ContentString {
    segments: Option<Segments>,
}

impl ContentString {
    fn write(&mut self, content: &[u8], out: &mut Vec<u8>) {
        match &mut self.segments {
            Some(segments) => segments.write(content, out),
            None => out.extend_from_slice(content),
        }
    }
}

/// A header of known or of unknown length.
fn open(tag: u8, length: Option<u64>, out: &mut Vec<u8>) {
    match length {
        Some(length) => out.extend(der_header(tag, length)),
        None => out.extend(indefinite(tag)),
    }
}

/// The length of a value with this much content, header included.
fn full(tag: u8, content: u64) -> u64 {
    content.saturating_add(der_header(tag, content).len() as u64)
}

fn close(levels: usize, out: &mut Vec<u8>) {
    out.extend(END_OF_CONTENTS.repeat(levels));
}

/// Writes a ContentInfo with a SignedData of one signer (RFC 5652, 5.1).
pub(crate) struct SignedDataWriter {
    certificates: Vec<u8>,
    /// Content and SignerInfo, where both are known beforehand.
    lengths: Option<(u64, u64)>,
    content: ContentString,
}

impl SignedDataWriter {
    /// `lengths` are those of the content and of the SignerInfo.
    pub(crate) fn new(certificates: &[Certificate], lengths: Option<(u64, u64)>) -> Self {
        let certificates = certificates
            .iter()
            .flat_map(|c| c.as_der())
            .copied()
            .collect();
        let segments = lengths.is_none().then(Segments::new);
        Self {
            certificates,
            lengths,
            content: ContentString { segments },
        }
    }

    /// The length of all that will be written, if the lengths were given.
    pub(crate) fn total(&self) -> Option<u64> {
        let [_, _, outermost] = self.nested()?;
        Some(full(tag::SEQUENCE, outermost))
    }

    /// The content lengths of EncapsulatedContentInfo, SignedData and ContentInfo.
    fn nested(&self) -> Option<[u64; 3]> {
        let (content, signer_info) = self.lengths?;
        let string = full(tag::OCTET_STRING, content);
        let encapsulated = oid_len(&oid::ID_DATA).saturating_add(full(tag::context(0), string));
        let certificates = match self.certificates.len() as u64 {
            0 => 0,
            length => full(tag::context(0), length),
        };
        let signed_data = (version_and_digests(1).len() as u64)
            .saturating_add(full(tag::SEQUENCE, encapsulated))
            .saturating_add(certificates)
            .saturating_add(full(tag::SET, signer_info));
        let explicit = full(tag::context(0), full(tag::SEQUENCE, signed_data));
        Some([
            encapsulated,
            signed_data,
            oid_len(&oid::ID_SIGNED_DATA).saturating_add(explicit),
        ])
    }

    /// Writes what stands before the content.
    pub(crate) fn begin(&self, out: &mut Vec<u8>) {
        let nested = self.nested();
        let at = |index: usize| nested.and_then(|lengths| lengths.get(index).copied());
        let content = self.lengths.map(|lengths| lengths.0);
        open(tag::SEQUENCE, at(2), out);
        write_oid(out, &oid::ID_SIGNED_DATA);
        open(
            tag::context(0),
            at(1).map(|length| full(tag::SEQUENCE, length)),
            out,
        );
        open(tag::SEQUENCE, at(1), out);
        out.extend(version_and_digests(1));
        open(tag::SEQUENCE, at(0), out);
        write_oid(out, &oid::ID_DATA);
        open(
            tag::context(0),
            content.map(|length| full(tag::OCTET_STRING, length)),
            out,
        );
        open(tag::OCTET_STRING, content, out);
    }

    /// Writes content.
    pub(crate) fn content(&mut self, content: &[u8], out: &mut Vec<u8>) {
        self.content.write(content, out);
    }

    /// Writes what stands after the content.
    pub(crate) fn finish(&mut self, signer_info: &[u8], out: &mut Vec<u8>) {
        if let Some(segments) = &mut self.content.segments {
            segments.finish(out);
            // The string, the [0] around it, and EncapsulatedContentInfo.
            close(3, out);
        }
        if !self.certificates.is_empty() {
            let known = self.lengths.map(|_| self.certificates.len() as u64);
            open(tag::context(0), known, out);
            out.extend_from_slice(&self.certificates);
            close(usize::from(known.is_none()), out);
        }
        write(out, tag::SET, |out| out.extend_from_slice(signer_info));
        if self.lengths.is_none() {
            // SignedData, the [0] around it, and ContentInfo.
            close(3, out);
        }
    }
}

fn oid_len(oid: &ObjectIdentifier) -> u64 {
    full(tag::OID, oid.as_bytes().len() as u64)
}

fn version_and_digests(version: u8) -> Vec<u8> {
    let mut out = Vec::new();
    write_unsigned(&mut out, &[version]);
    write(&mut out, tag::SET, write_sha256);
    out
}

fn write_sha256(out: &mut Vec<u8>) {
    write(out, tag::SEQUENCE, |out| {
        write_oid(out, &oid::ID_SHA256);
        write(out, tag::NULL, |_| {});
    });
}

/// Writes a ContentInfo with an EnvelopedData (RFC 5652, 6.1) encrypted with AES in CBC mode.
pub(crate) struct EnvelopedDataWriter {
    /// Version and RecipientInfos.
    head: Vec<u8>,
    /// contentType and contentEncryptionAlgorithm.
    encryption: Vec<u8>,
    /// The length of the ciphertext, if it is known beforehand.
    length: Option<u64>,
    content: ContentString,
}

impl EnvelopedDataWriter {
    /// For AES-128 in CBC mode with this initialisation vector.
    pub(crate) fn new(recipients: RecipientInfos, iv: &[u8], length: Option<u64>) -> Result<Self> {
        let mut head = Vec::new();
        let version = if recipients.as_ref().iter().all(is_version_0) {
            0
        } else {
            2
        };
        write_unsigned(&mut head, &[version]);
        head.extend(recipients.to_der().map_err(not_encoded)?);
        let mut encryption = Vec::new();
        write_oid(&mut encryption, &oid::ID_DATA);
        write(&mut encryption, tag::SEQUENCE, |out| {
            write_oid(out, &oid::ID_AES128_CBC);
            write(out, tag::OCTET_STRING, |out| out.extend_from_slice(iv));
        });
        let segments = length.is_none().then(Segments::new);
        Ok(Self {
            head,
            encryption,
            length,
            content: ContentString { segments },
        })
    }

    /// The length of all that will be written, if that of the ciphertext was given.
    pub(crate) fn total(&self) -> Option<u64> {
        let [_, _, outermost] = self.nested()?;
        Some(full(tag::SEQUENCE, outermost))
    }

    /// The content lengths of EncryptedContentInfo, EnvelopedData and ContentInfo.
    fn nested(&self) -> Option<[u64; 3]> {
        let string = full(tag::context_primitive(0), self.length?);
        let encrypted = string.saturating_add(self.encryption.len() as u64);
        let enveloped = full(tag::SEQUENCE, encrypted).saturating_add(self.head.len() as u64);
        let explicit = full(tag::context(0), full(tag::SEQUENCE, enveloped));
        Some([
            encrypted,
            enveloped,
            oid_len(&oid::ID_ENVELOPED_DATA).saturating_add(explicit),
        ])
    }

    /// Writes what stands before the ciphertext.
    pub(crate) fn begin(&self, out: &mut Vec<u8>) {
        let nested = self.nested();
        let at = |index: usize| nested.and_then(|lengths| lengths.get(index).copied());
        open(tag::SEQUENCE, at(2), out);
        write_oid(out, &oid::ID_ENVELOPED_DATA);
        open(
            tag::context(0),
            at(1).map(|length| full(tag::SEQUENCE, length)),
            out,
        );
        open(tag::SEQUENCE, at(1), out);
        out.extend_from_slice(&self.head);
        open(tag::SEQUENCE, at(0), out);
        out.extend_from_slice(&self.encryption);
        open(tag::context_primitive(0), self.length, out);
    }

    /// Writes ciphertext.
    pub(crate) fn content(&mut self, content: &[u8], out: &mut Vec<u8>) {
        self.content.write(content, out);
    }

    /// Writes what stands after the ciphertext.
    pub(crate) fn finish(&mut self, out: &mut Vec<u8>) {
        if let Some(segments) = &mut self.content.segments {
            segments.finish(out);
            // encryptedContent, EncryptedContentInfo, EnvelopedData, the [0], ContentInfo.
            close(5, out);
        }
    }
}

/// A KeyTransRecipientInfo (RFC 5652, 6.2.1) for the holder of this certificate.
pub(crate) fn key_trans_recipient(
    certificate: &Certificate,
    encrypted_key: Vec<u8>,
) -> Result<RecipientInfo> {
    Ok(RecipientInfo::Ktri(KeyTransRecipientInfo {
        version: CmsVersion::V0,
        rid: RecipientIdentifier::IssuerAndSerialNumber(issuer_and_serial(certificate)?),
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
    let oid = if key_size == 16 {
        oid::ID_AES128_WRAP
    } else {
        oid::ID_AES256_WRAP
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

/// Whether a recipient lets the EnvelopedData be of version 0 (RFC 5652, 6.1).
fn is_version_0(recipient: &RecipientInfo) -> bool {
    matches!(recipient, RecipientInfo::Ktri(recipient) if recipient.version == CmsVersion::V0)
}

/// A SignerInfo in the making: the signed attributes are fixed, the signature is not yet made.
pub(crate) struct UnsignedSignerInfo(SignerInfo);

/// Starts a SignerInfo of the official library's form: content type, signing time, message
/// digest and algorithm protection as signed attributes, and an empty set of unsigned ones.
pub(crate) fn signer_info(
    certificate: &Certificate,
    algorithm: SignatureAlgorithm,
    signing_time: i64,
    message_digest: &[u8],
) -> Result<UnsignedSignerInfo> {
    let signature_algorithm = signature_algorithm(algorithm)?;
    let digest_algorithm = with_null(oid::ID_SHA256);
    let attributes = [
        attribute(oid::ID_CONTENT_TYPE, &oid::ID_DATA)?,
        Attribute {
            oid: oid::ID_SIGNING_TIME,
            values: one(time(signing_time)?)?,
        },
        attribute(
            oid::ID_MESSAGE_DIGEST,
            &OctetString::new(message_digest).map_err(not_encoded)?,
        )?,
        Attribute {
            oid: oid::ID_CMS_ALGORITHM_PROTECTION,
            values: one(algorithm_protection(
                &digest_algorithm,
                &signature_algorithm,
            )?)?,
        },
    ];
    Ok(UnsignedSignerInfo(SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(issuer_and_serial(certificate)?),
        digest_alg: digest_algorithm,
        signed_attrs: Some(SignedAttributes::try_from(attributes.to_vec()).map_err(not_encoded)?),
        signature_algorithm,
        signature: OctetString::new([]).map_err(not_encoded)?,
        unsigned_attrs: Some(SetOfVec::new()),
    }))
}

impl UnsignedSignerInfo {
    /// The octets to sign: the signed attributes as a DER SET OF (RFC 5652, 5.4).
    pub(crate) fn signed_octets(&self) -> Result<Vec<u8>> {
        self.0.signed_attrs.to_der().map_err(not_encoded)
    }

    /// The encoded SignerInfo with this signature.
    pub(crate) fn with_signature(mut self, signature: Vec<u8>) -> Result<Vec<u8>> {
        self.0.signature = OctetString::new(signature).map_err(not_encoded)?;
        self.0.to_der().map_err(not_encoded)
    }
}

fn not_encoded(_: der::Error) -> Error {
    Error::internal("a part of the message could not be encoded")
}

fn with_null(oid: ObjectIdentifier) -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned {
        oid,
        parameters: Some(Any::null()),
    }
}

fn signature_algorithm(algorithm: SignatureAlgorithm) -> Result<AlgorithmIdentifierOwned> {
    match algorithm {
        SignatureAlgorithm::RsaPss(_) => Ok(AlgorithmIdentifierOwned {
            oid: oid::ID_RSASSA_PSS,
            parameters: Some(Any::from_der(&pss_parameters()).map_err(not_encoded)?),
        }),
        SignatureAlgorithm::RsaPkcs1(_) => Ok(with_null(oid::SHA256_WITH_RSA_ENCRYPTION)),
        SignatureAlgorithm::Ecdsa(_) => Ok(AlgorithmIdentifierOwned {
            oid: oid::ECDSA_WITH_SHA256,
            parameters: None,
        }),
    }
}

/// RSASSA-PSS-params (RFC 4055, 3.1): SHA-256, MGF1 with SHA-256, a salt of 32 octets.
fn pss_parameters() -> Vec<u8> {
    let mut out = Vec::new();
    write(&mut out, tag::SEQUENCE, |out| {
        write(out, tag::context(0), write_sha256);
        write(out, tag::context(1), |out| {
            write(out, tag::SEQUENCE, |out| {
                write_oid(out, &oid::ID_MGF1);
                write_sha256(out);
            });
        });
        write(out, tag::context(2), |out| write_unsigned(out, &[32]));
    });
    out
}

/// The value of CMSAlgorithmProtection (RFC 6211, 2).
fn algorithm_protection(
    digest: &AlgorithmIdentifierOwned,
    signature: &AlgorithmIdentifierOwned,
) -> Result<Any> {
    let digest = digest.to_der().map_err(not_encoded)?;
    let mut signature = signature.to_der().map_err(not_encoded)?;
    // signatureAlgorithm [1] IMPLICIT
    if let Some(identifier) = signature.first_mut() {
        *identifier = tag::context(1);
    }
    let mut out = Vec::new();
    write(&mut out, tag::SEQUENCE, |out| {
        out.extend(digest);
        out.extend(signature);
    });
    Any::from_der(&out).map_err(not_encoded)
}

fn one(value: Any) -> Result<SetOfVec<Any>> {
    SetOfVec::try_from(vec![value]).map_err(not_encoded)
}

fn attribute(oid: ObjectIdentifier, value: &impl Encode) -> Result<Attribute> {
    let value = value
        .to_der()
        .and_then(|der| Any::from_der(&der))
        .map_err(not_encoded)?;
    Ok(Attribute {
        oid,
        values: one(value)?,
    })
}

/// UTCTime from 1950 to 2049, GeneralizedTime after (RFC 5652, 11.3).
fn time(seconds: i64) -> Result<Any> {
    let since_1970 = Duration::from_secs(
        u64::try_from(seconds)
            .map_err(|_| Error::new(Status::InvalidArgument, "the clock stands before 1970"))?,
    );
    let utc = UtcTime::from_unix_duration(since_1970).and_then(|time| time.to_der());
    let der = match utc {
        Ok(der) => der,
        Err(_) => GeneralizedTime::from_unix_duration(since_1970)
            .and_then(|time| time.to_der())
            .map_err(|_| {
                Error::new(
                    Status::InvalidArgument,
                    "the clock stands beyond the year 9999",
                )
            })?,
    };
    Any::from_der(&der).map_err(not_encoded)
}

fn issuer_and_serial(certificate: &Certificate) -> Result<IssuerAndSerialNumber> {
    let unusable = |_| {
        Error::new(
            Status::KeyUnsupported,
            "the issuer or the serial number of a certificate is not DER",
        )
    };
    let mut serial = Vec::new();
    write(&mut serial, tag::INTEGER, |out| {
        out.extend_from_slice(certificate.serial())
    });
    let encoded = IssuerAndSerialNumber {
        issuer: Decode::from_der(certificate.issuer().as_der()).map_err(unusable)?,
        serial_number: Decode::from_der(&serial).map_err(unusable)?,
    };
    Ok(encoded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::Element;

    /// As the official library writes it: version 2, certificate holders before keys, whatever
    /// order they were given in.
    #[test]
    fn recipients_of_both_kinds() {
        let der = include_bytes!("../../tests/vectors/official/keys/bob-enc.cer");
        let bob = Certificate::from_der(der).unwrap();
        let key = || kek_recipient(b"identifier", 16, vec![1; 24]).unwrap();
        let holder = || key_trans_recipient(&bob, vec![2; 256]).unwrap();
        for recipients in [vec![key(), holder()], vec![holder(), key()]] {
            let recipients = recipients.try_into().unwrap();
            let head = EnvelopedDataWriter::new(recipients, &[0; 16], None)
                .unwrap()
                .head;
            assert_eq!(head[..3], [tag::INTEGER, 1, 2]);
            let mut set = Element::parse_as(&head[3..], tag::SET).unwrap().children();
            assert_eq!(set.read().unwrap().tag, tag::SEQUENCE);
            assert_eq!(set.read().unwrap().tag, tag::context(2));
            assert!(set.is_empty());
        }
        let head = EnvelopedDataWriter::new(vec![holder()].try_into().unwrap(), &[0; 16], None);
        assert_eq!(head.unwrap().head[..3], [tag::INTEGER, 1, 0]);
    }
}
