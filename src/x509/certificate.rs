//! A certificate (RFC 5280, 4.1): parsed once, its octets kept as they came.

use super::Name;
use crate::asn1::{Cursor, Element, oid, tag};
use crate::crypto::{DigestAlgorithm, PublicKey, SignatureAlgorithm};
use crate::error::{Error, Result, Status};
use core::fmt;
use core::ops::Range;
use core::time::Duration;
use der::asn1::{GeneralizedTime, UtcTime};
use der::oid::ObjectIdentifier;
use der::{Decode, Encode};
use std::sync::Arc;

/// An X.509 certificate. Cloning is cheap; the certificate never changes.
#[derive(Clone)]
pub struct Certificate(Arc<Parts>);

struct Parts {
    der: Vec<u8>,
    to_be_signed: Range<usize>,
    signature: Range<usize>,
    signature_algorithm: Option<SignatureAlgorithm>,
    serial: Vec<u8>,
    issuer: Name,
    subject: Name,
    not_before: i64,
    not_after: i64,
    public_key: PublicKey,
    spki: Range<usize>,
    extensions: Vec<Extension>,
}

struct Extension {
    oid: ObjectIdentifier,
    critical: bool,
    value: Vec<u8>,
}

/// The key usages (RFC 5280, 4.2.1.3) that this library looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub(crate) enum KeyUsage {
    DigitalSignature = 1 << 15,
    NonRepudiation = 1 << 14,
    KeyEncipherment = 1 << 13,
    DataEncipherment = 1 << 12,
    KeyCertSign = 1 << 10,
}

impl Certificate {
    /// Parses a DER certificate.
    ///
    /// # Errors
    /// [`Status::Malformed`](crate::Status::Malformed) or
    /// [`Status::Truncated`](crate::Status::Truncated) if the bytes are not a certificate.
    pub fn from_der(der: &[u8]) -> Result<Self> {
        let mut whole = Element::parse_as(der, tag::SEQUENCE)?.children();
        let tbs = whole.read_as(tag::SEQUENCE)?;
        let signature_algorithm = whole.read_as(tag::SEQUENCE)?;
        let signature = whole.read()?.bit_string()?;
        whole.finish()?;

        let mut fields = tbs.children();
        fields.read_optional(tag::context(0))?;
        let serial = fields.read_as(tag::INTEGER)?.content.to_vec();
        if serial.is_empty() || serial.len() > 64 {
            return Err(Error::malformed(
                "a certificate has no usable serial number",
            ));
        }
        if fields.read_as(tag::SEQUENCE)?.raw != signature_algorithm.raw {
            return Err(Error::malformed(
                "a certificate names two signature algorithms",
            ));
        }
        let issuer = Name::from_der(fields.read()?.raw)?;
        let (not_before, not_after) = validity(&fields.read_as(tag::SEQUENCE)?)?;
        let subject = Name::from_der(fields.read()?.raw)?;
        let spki = fields.read_as(tag::SEQUENCE)?.raw;
        fields.read_optional(tag::context_primitive(1))?;
        fields.read_optional(tag::context_primitive(2))?;
        let extensions = match fields.read_optional(tag::context(3))? {
            Some(wrapped) => extensions(&wrapped)?,
            None => Vec::new(),
        };
        fields.finish()?;

        Ok(Self(Arc::new(Parts {
            to_be_signed: range_of(tbs.raw, der),
            signature: range_of(signature, der),
            signature_algorithm: certificate_signature(&signature_algorithm)?,
            serial,
            issuer,
            subject,
            not_before,
            not_after,
            public_key: PublicKey::from_spki(spki)?,
            spki: range_of(spki, der),
            extensions,
            der: der.to_vec(),
        })))
    }

    /// The DER encoding, byte for byte as it came.
    pub fn as_der(&self) -> &[u8] {
        &self.0.der
    }

    /// The subject as RFC 4514 text.
    pub fn subject_text(&self) -> String {
        self.0.subject.to_string()
    }

    /// The issuer as RFC 4514 text.
    pub fn issuer_text(&self) -> String {
        self.0.issuer.to_string()
    }

    /// The serial number in decimal, the platform's name for a decryption key.
    pub fn serial_decimal(&self) -> String {
        decimal(&self.0.serial)
    }

    /// The first second of validity, in seconds since 1970-01-01T00:00:00Z.
    pub fn not_before(&self) -> i64 {
        self.0.not_before
    }

    /// The last second of validity, in seconds since 1970-01-01T00:00:00Z.
    pub fn not_after(&self) -> i64 {
        self.0.not_after
    }

    /// The content octets of the serial number.
    pub(crate) fn serial(&self) -> &[u8] {
        &self.0.serial
    }

    pub(crate) fn issuer(&self) -> &Name {
        &self.0.issuer
    }

    pub(crate) fn subject(&self) -> &Name {
        &self.0.subject
    }

    pub(crate) fn public_key(&self) -> &PublicKey {
        &self.0.public_key
    }

    /// The SubjectPublicKeyInfo.
    pub(crate) fn spki(&self) -> &[u8] {
        self.0.der.get(self.0.spki.clone()).unwrap_or_default()
    }

    /// Whether the KeyUsage extension is there and has this bit.
    pub(crate) fn has_key_usage(&self, usage: KeyUsage) -> bool {
        self.key_usage()
            .is_some_and(|bits| bits & usage as u16 != 0)
    }

    /// The first sixteen bits of the KeyUsage extension, if there is one.
    pub(crate) fn key_usage(&self) -> Option<u16> {
        let value = self.extension(&oid::ID_CE_KEY_USAGE)?;
        match Element::parse_as(value, tag::BIT_STRING).ok()?.content {
            [_unused, first] => Some(u16::from_be_bytes([*first, 0])),
            [_unused, first, second, ..] => Some(u16::from_be_bytes([*first, *second])),
            _ => Some(0),
        }
    }

    /// Whether the BasicConstraints extension says that this is a CA.
    pub(crate) fn is_ca(&self) -> bool {
        self.basic_constraints()
            .is_some_and(|constraints| constraints.0)
    }

    /// The cA and pathLenConstraint members of the BasicConstraints extension.
    pub(crate) fn basic_constraints(&self) -> Option<(bool, Option<u32>)> {
        let value = self.extension(&oid::ID_CE_BASIC_CONSTRAINTS)?;
        let mut members = Element::parse_as(value, tag::SEQUENCE).ok()?.children();
        let ca = members
            .read_optional(tag::BOOLEAN)
            .ok()?
            .is_some_and(|ca| ca.content != [0]);
        let path_len = members.read_optional(tag::INTEGER).ok()?;
        Some((ca, path_len.and_then(|length| length.small_integer().ok())))
    }

    /// The purposes of the ExtendedKeyUsage extension, if there is one.
    pub(crate) fn extended_key_usage(&self) -> Option<Vec<ObjectIdentifier>> {
        let value = self.extension(&oid::ID_CE_EXT_KEY_USAGE)?;
        let mut members = Element::parse_as(value, tag::SEQUENCE).ok()?.children();
        let mut purposes = Vec::new();
        while !members.is_empty() {
            purposes.push(members.read().ok()?.oid().ok()?);
        }
        Some(purposes)
    }

    /// The SubjectKeyIdentifier extension.
    pub(crate) fn subject_key_identifier(&self) -> Option<&[u8]> {
        let value = self.extension(&oid::ID_CE_SUBJECT_KEY_IDENTIFIER)?;
        Some(Element::parse_as(value, tag::OCTET_STRING).ok()?.content)
    }

    /// The critical extensions.
    pub(crate) fn critical_extensions(&self) -> impl Iterator<Item = &ObjectIdentifier> {
        self.0
            .extensions
            .iter()
            .filter(|extension| extension.critical)
            .map(|e| &e.oid)
    }

    /// Whether issuer and subject are the same name.
    pub(crate) fn is_self_issued(&self) -> bool {
        self.0.issuer == self.0.subject
    }

    /// Whether the signature on this certificate was made with the key of the issuer.
    pub(crate) fn is_signed_by(&self, issuer: &PublicKey) -> bool {
        let parts = &self.0;
        let (Some(tbs), Some(signature)) = (
            parts.der.get(parts.to_be_signed.clone()),
            parts.der.get(parts.signature.clone()),
        ) else {
            return false;
        };
        parts
            .signature_algorithm
            .is_some_and(|algorithm| issuer.verifies(algorithm, tbs, signature))
    }

    /// The digest in the signature on this certificate, where that is of a known kind. MD5 and
    /// SHA-1 verify; whether they are to be believed is for a policy to say.
    pub(crate) fn signature_digest(&self) -> Option<DigestAlgorithm> {
        self.0.signature_algorithm.map(SignatureAlgorithm::digest)
    }

    fn extension(&self, oid: &ObjectIdentifier) -> Option<&[u8]> {
        let mut found = self
            .0
            .extensions
            .iter()
            .filter(|extension| extension.oid == *oid);
        found.next().map(|extension| extension.value.as_slice())
    }
}

impl PartialEq for Certificate {
    fn eq(&self, other: &Self) -> bool {
        self.0.der == other.0.der
    }
}

impl Eq for Certificate {}

/// Shows that there is a certificate, not whose: a subject holds personal data.
impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Certificate({} octets)", self.0.der.len())
    }
}

/// How a certificate is signed; `None` for what nothing here verifies.
fn certificate_signature(identifier: &Element<'_>) -> Result<Option<SignatureAlgorithm>> {
    let mut members = identifier.children();
    let algorithm = members.read()?.oid()?;
    let parameters = match members.is_empty() {
        true => None,
        false => Some(members.read()?).filter(|parameters| parameters.tag != tag::NULL),
    };
    let parameters = parameters.map(|parameters| parameters.raw);
    Ok(SignatureAlgorithm::stated(&algorithm, parameters))
}

/// Where `part`, a slice of `whole`, lies in it.
fn range_of(part: &[u8], whole: &[u8]) -> Range<usize> {
    let start = (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize);
    start..start.saturating_add(part.len())
}

fn validity(validity: &Element<'_>) -> Result<(i64, i64)> {
    let mut times = validity.children();
    Ok((read_time(&mut times)?, read_time(&mut times)?))
}

fn read_time(times: &mut Cursor<'_>) -> Result<i64> {
    time(&times.read()?)
}

/// The seconds since 1970 of a Time (UTCTime or GeneralizedTime in the form of RFC 5280).
pub(crate) fn time(value: &Element<'_>) -> Result<i64> {
    let bad = |_| Error::malformed("a time is badly encoded");
    let seconds = match value.tag {
        tag::UTC_TIME => UtcTime::from_der(value.raw)
            .map_err(bad)?
            .to_unix_duration()
            .as_secs(),
        tag::GENERALIZED_TIME => GeneralizedTime::from_der(value.raw)
            .map_err(bad)?
            .to_unix_duration()
            .as_secs(),
        _ => return Err(Error::malformed("a time is of an unknown type")),
    };
    i64::try_from(seconds).map_err(|_| Error::malformed("a time is out of range"))
}

/// Encodes a Time (RFC 5280, 4.1.2.5; RFC 5652, 11.3): UTCTime until 2049, then GeneralizedTime.
pub(crate) fn encode_time(seconds: i64) -> Result<Vec<u8>> {
    let since_1970 = Duration::from_secs(
        u64::try_from(seconds)
            .map_err(|_| Error::new(Status::InvalidArgument, "the clock stands before 1970"))?,
    );
    let utc = UtcTime::from_unix_duration(since_1970).and_then(|time| time.to_der());
    match utc {
        Ok(der) => Ok(der),
        Err(_) => GeneralizedTime::from_unix_duration(since_1970)
            .and_then(|time| time.to_der())
            .map_err(|_| {
                Error::new(
                    Status::InvalidArgument,
                    "the clock stands beyond the year 9999",
                )
            }),
    }
}

fn extensions(wrapped: &Element<'_>) -> Result<Vec<Extension>> {
    let mut list = Element::parse_as(wrapped.content, tag::SEQUENCE)?.children();
    let mut extensions: Vec<Extension> = Vec::new();
    while !list.is_empty() {
        let mut members = list.read_as(tag::SEQUENCE)?.children();
        let oid = members.read()?.oid()?;
        let critical = members
            .read_optional(tag::BOOLEAN)?
            .is_some_and(|flag| flag.content != [0]);
        let value = members.read_as(tag::OCTET_STRING)?.content.to_vec();
        members.finish()?;
        if extensions.iter().any(|other| other.oid == oid) {
            return Err(Error::malformed("a certificate has an extension twice"));
        }
        extensions.push(Extension {
            oid,
            critical,
            value,
        });
    }
    Ok(extensions)
}

/// The decimal text of the content octets of an INTEGER (negative ones included, which only
/// broken certificates have).
pub(crate) fn decimal(integer: &[u8]) -> String {
    let negative = integer.first().is_some_and(|first| *first >= 0x80);
    let mut magnitude = integer.to_vec();
    if negative {
        let mut carry = true;
        for octet in magnitude.iter_mut().rev() {
            let (sum, overflow) = (!*octet).overflowing_add(u8::from(carry));
            (*octet, carry) = (sum, overflow);
        }
    }
    let mut digits = Vec::new();
    loop {
        let mut remainder = 0u32;
        for octet in &mut magnitude {
            let value = (remainder << 8) | u32::from(*octet);
            // At most 9 * 256 + 255 divided by ten.
            *octet = u8::try_from(value / 10).unwrap_or_default();
            remainder = value % 10;
        }
        digits.extend(char::from_digit(remainder, 10));
        if magnitude.iter().all(|octet| *octet == 0) {
            break;
        }
    }
    if negative {
        digits.push('-');
    }
    digits.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serial_numbers_in_decimal() {
        for (octets, text) in [
            (&[0][..], "0"),
            (&[5], "5"),
            (&[0, 0x80], "128"),
            (
                &[
                    0x0f, 0xd2, 0x34, 0x46, 0x41, 0xf5, 0x72, 0x2e, 0x68, 0x74, 0x28, 0x60, 0x79,
                ],
                "1253477485701445904431531450489",
            ),
            (&[0xff], "-1"),
        ] {
            assert_eq!(decimal(octets), text);
        }
    }

    #[test]
    fn a_real_certificate() {
        let der = include_bytes!("../../tests/vectors/official/keys/alice-auth.cer");
        let alice = Certificate::from_der(der).unwrap();
        assert!(alice.subject_text().starts_with("CN=SSIN"));
        assert!(alice.has_key_usage(KeyUsage::DigitalSignature));
        assert!(alice.has_key_usage(KeyUsage::NonRepudiation));
        assert!(!alice.has_key_usage(KeyUsage::KeyEncipherment));
        assert_eq!(alice.basic_constraints(), Some((false, None)));
        let issuing = include_bytes!("../../tests/vectors/official/pki/issuing.cer");
        let issuing = Certificate::from_der(issuing).unwrap();
        assert!(issuing.is_ca());
        assert!(alice.is_signed_by(issuing.public_key()));
        assert!(!issuing.is_signed_by(alice.public_key()));
        assert_eq!(alice.issuer().as_der(), issuing.subject().as_der());
        for end in 0..der.len() {
            assert!(Certificate::from_der(&der[..end]).is_err());
        }
    }
}
