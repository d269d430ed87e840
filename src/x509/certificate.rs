//! A certificate (RFC 5280, 4.1): parsed once, its octets kept as they came.

use super::Name;
use super::extension::{self, Extension};
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
    version: u32,
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

/// The key usages (RFC 5280, 4.2.1.3) that this library looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub(crate) enum KeyUsage {
    DigitalSignature = 1 << 15,
    NonRepudiation = 1 << 14,
    KeyEncipherment = 1 << 13,
    DataEncipherment = 1 << 12,
    KeyCertSign = 1 << 10,
    CrlSign = 1 << 9,
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
        let version = match fields.read_optional(tag::context(0))? {
            Some(wrapped) => Element::parse(wrapped.content)?.small_integer()?,
            None => 0,
        };
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
            Some(wrapped) => extension::read_all(wrapped.content)?,
            None => Vec::new(),
        };
        fields.finish()?;

        Ok(Self(Arc::new(Parts {
            version: version.saturating_add(1),
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
        self.0.issuer.matches(&self.0.subject)
    }

    /// 1, 2 or 3, as certificates count their versions in words.
    pub(crate) fn version(&self) -> u32 {
        self.0.version
    }

    /// How the certificate is signed, if that is known here.
    pub(crate) fn signature_algorithm(&self) -> Option<SignatureAlgorithm> {
        self.0.signature_algorithm
    }

    /// The purposes in the ExtendedKeyUsage extension, and whether it is critical.
    pub(crate) fn extended_key_usage(&self) -> Option<(Vec<ObjectIdentifier>, bool)> {
        let value = self.extension(&oid::ID_CE_EXT_KEY_USAGE)?;
        let mut list = Element::parse_as(value, tag::SEQUENCE).ok()?.children();
        let mut purposes = Vec::new();
        while !list.is_empty() {
            purposes.push(list.read().ok()?.oid().ok()?);
        }
        let critical = self
            .critical_extensions()
            .any(|critical| *critical == oid::ID_CE_EXT_KEY_USAGE);
        Some((purposes, critical))
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

    /// The value of an extension, undecoded.
    pub(crate) fn extension(&self, oid: &ObjectIdentifier) -> Option<&[u8]> {
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

/// How a certificate is signed, or what its issuer says of it later; `None` for what nothing
/// here verifies.
pub(super) fn certificate_signature(
    identifier: &Element<'_>,
) -> Result<Option<SignatureAlgorithm>> {
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
    // From the least significant nine digits up.
    let mut groups = Vec::new();
    loop {
        groups.push(divide(&mut magnitude, 1_000_000_000));
        if magnitude.iter().all(|octet| *octet == 0) {
            break;
        }
    }
    let mut text = String::from(if negative { "-" } else { "" });
    let mut groups = groups.into_iter().rev();
    text.extend(groups.next().map(|group| group.to_string()));
    text.extend(groups.map(|group| format!("{group:09}")));
    text
}

/// Divides a number by a smaller one than 2^56, and answers the remainder.
fn divide(number: &mut [u8], divisor: u64) -> u64 {
    let mut remainder = 0;
    for octet in number {
        let value = (remainder << 8) | u64::from(*octet);
        // The remainder is less than the divisor, so the quotient has one octet.
        *octet = u8::try_from(value / divisor).unwrap_or_default();
        remainder = value % divisor;
    }
    remainder
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
            (&[0x3b, 0x9a, 0xc9, 0xff], "999999999"),
            (&[0x3b, 0x9a, 0xca, 0x00], "1000000000"),
            (
                &[0x0d, 0xe0, 0xb6, 0xb3, 0xa7, 0x64, 0x00, 0x05],
                "1000000000000000005",
            ),
            (&[], "0"),
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
    /// Certificates that openssl signed with their own keys in ways that are rare.
    #[test]
    fn rare_signatures_verify() {
        macro_rules! certificate {
            ($name:literal) => {
                include_bytes!(concat!("../../tests/vectors/legacy/certificates/", $name))
                    .as_slice()
            };
        }
        for (der, digest) in [
            (certificate!("pss-sha256.cer"), DigestAlgorithm::Sha256),
            (certificate!("pss-salt20.cer"), DigestAlgorithm::Sha256),
            (certificate!("pss-mgf1-sha1.cer"), DigestAlgorithm::Sha256),
            (certificate!("pss-key.cer"), DigestAlgorithm::Sha256),
            (certificate!("sha224.cer"), DigestAlgorithm::Sha224),
            (certificate!("ecdsa-sha1.cer"), DigestAlgorithm::Sha1),
            (certificate!("dsa-sha256.cer"), DigestAlgorithm::Sha256),
        ] {
            let certificate = Certificate::from_der(der).unwrap();
            assert_eq!(certificate.signature_digest(), Some(digest));
            assert!(certificate.is_signed_by(certificate.public_key()));
            let mut changed = der.to_vec();
            let last = changed.len() - 1;
            changed[last] ^= 1;
            let changed = Certificate::from_der(&changed).unwrap();
            assert!(!changed.is_signed_by(certificate.public_key()));
        }
    }

    /// Old digests verify, and can be told.
    #[test]
    fn old_digests_are_told() {
        let ca = include_bytes!("../../tests/vectors/synthetic/pki/ca.cer");
        let ca = Certificate::from_der(ca).unwrap();
        let md5 = include_bytes!("../../tests/vectors/synthetic/pki/leaf-md5.cer").as_slice();
        let sha1 = include_bytes!("../../tests/vectors/synthetic/pki/leaf-sha1.cer").as_slice();
        let dsa = include_bytes!("../../tests/vectors/synthetic/pki/dsa.cer").as_slice();
        for (der, digest) in [
            (md5, DigestAlgorithm::Md5),
            (sha1, DigestAlgorithm::Sha1),
            (dsa, DigestAlgorithm::Sha256),
        ] {
            let leaf = Certificate::from_der(der).unwrap();
            assert_eq!(leaf.signature_digest(), Some(digest));
            assert!(leaf.is_signed_by(ca.public_key()));
        }
    }
}
