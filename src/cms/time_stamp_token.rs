//! TimeStampToken (RFC 3161, 2.4.2): a SignedData over a TSTInfo.

use super::{SignedData, SignedDataReader, SignerInfo, SignerVerification};
use crate::asn1::{Cursor, Element, oid, tag, write};
use crate::crypto::{Digest, DigestAlgorithm};
use crate::error::{Error, Result, Status};
use crate::limits::Limits;
use crate::x509::{self, Certificate, Name};
use der::oid::ObjectIdentifier;

/// A time-stamp token, decoded and not yet judged.
pub(crate) struct TimeStampToken {
    gen_time: i64,
    imprint: Imprint,
    content: Vec<u8>,
    /// Each certificate as it came, not decoded.
    certificates: Vec<Vec<u8>>,
    signer: SignerInfo,
    signing_certificate: SigningCertificate,
}

/// MessageImprint.
struct Imprint {
    algorithm: ObjectIdentifier,
    digest: Vec<u8>,
}

/// The first ESSCertID or ESSCertIDv2 (RFC 5035, 4) of the signing-certificate attribute: which
/// certificate the signer means.
struct SigningCertificate {
    algorithm: ObjectIdentifier,
    digest: Vec<u8>,
    issuer_serial: Option<IssuerSerial>,
}

struct IssuerSerial {
    issuers: Vec<Name>,
    /// The content octets of the serial number.
    serial: Vec<u8>,
}

impl TimeStampToken {
    /// Reads the ContentInfo.
    ///
    /// # Errors
    /// [`Status::Malformed`] or [`Status::Truncated`] if it is no time-stamp token of one
    /// signer who names its certificate; [`Status::LimitExceeded`].
    pub(crate) fn parse(der: &[u8], limits: &Limits) -> Result<Self> {
        if der.len() > limits.token_size {
            return Err(Error::new(
                Status::LimitExceeded,
                "a time-stamp token is larger than the limit",
            ));
        }
        let (content, data) = read(der, limits)?;
        if data.content_type != Some(oid::ID_CT_TST_INFO) || !data.has_content {
            return Err(Error::malformed("a time-stamp token holds something else"));
        }
        if data.signer_count() != 1 {
            return Err(Error::malformed(
                "a time-stamp token has not exactly one signer",
            ));
        }
        let signer = data.signer_info()?;
        let (imprint, gen_time) = tst_info(&content)?;
        Ok(Self {
            gen_time,
            imprint,
            content,
            signing_certificate: SigningCertificate::of(&signer)?,
            certificates: data.certificates,
            signer,
        })
    }

    /// When the token was made, in seconds since 1970-01-01T00:00:00Z.
    pub(crate) fn gen_time(&self) -> i64 {
        self.gen_time
    }

    /// Whether the token was made for these octets.
    pub(crate) fn matches(&self, octets: &[u8]) -> bool {
        DigestAlgorithm::from_oid(&self.imprint.algorithm)
            .is_some_and(|algorithm| Digest::of(algorithm, octets) == self.imprint.digest)
    }

    /// The certificates in the token.
    ///
    /// # Errors
    /// [`Status::Malformed`] or [`Status::Truncated`] if one is none.
    pub(crate) fn certificates(&self) -> Result<Vec<Certificate>> {
        self.certificates
            .iter()
            // The other forms of CertificateChoices are not X.509 certificates of today.
            .filter(|der| der.first() == Some(&tag::SEQUENCE))
            .map(|der| Certificate::from_der(der))
            .collect()
    }

    /// Its one signer.
    pub(crate) fn signer(&self) -> &SignerInfo {
        &self.signer
    }

    /// Whether the signer means this certificate; `None` if the digest that tells is unknown.
    pub(crate) fn means(&self, certificate: &Certificate) -> Option<bool> {
        let meant = &self.signing_certificate;
        let algorithm = DigestAlgorithm::from_oid(&meant.algorithm)?;
        let issuer_fits = meant.issuer_serial.as_ref().is_none_or(|named| {
            let mut issuers = named.issuers.iter();
            named.serial == certificate.serial()
                && issuers.any(|issuer| issuer.matches(certificate.issuer()))
        });
        Some(issuer_fits && Digest::of(algorithm, certificate.as_der()) == meant.digest)
    }

    /// Verifies the signature with the key of the certificate.
    pub(crate) fn verify(&self, certificate: &Certificate) -> SignerVerification {
        let content_type = Some(oid::ID_CT_TST_INFO);
        self.signer
            .verify_content(content_type, &self.content, certificate)
    }
}

/// The content and the rest of a SignedData. What follows it does not count.
fn read(mut der: &[u8], limits: &Limits) -> Result<(Vec<u8>, SignedData)> {
    let mut reader = SignedDataReader::new(limits);
    let mut content = Vec::new();
    while let Some(piece) = reader.next(&mut der)? {
        content.extend_from_slice(piece);
    }
    Ok((content, reader.finish()?))
}

/// The members of a TSTInfo that count. Policy, accuracy, nonce and the rest are between the
/// authority and whoever asked it.
fn tst_info(content: &[u8]) -> Result<(Imprint, i64)> {
    let mut members = Element::parse_as(content, tag::SEQUENCE)?.children();
    members.read_as(tag::INTEGER)?;
    members.read_as(tag::OID)?;
    let mut imprint = members.read_as(tag::SEQUENCE)?.children();
    members.read_as(tag::INTEGER)?;
    let gen_time = gen_time(&members.read_as(tag::GENERALIZED_TIME)?)?;
    while !members.is_empty() {
        members.read()?;
    }
    let algorithm = algorithm(&imprint.read_as(tag::SEQUENCE)?)?;
    let digest = imprint.read_as(tag::OCTET_STRING)?.content.to_vec();
    imprint.finish()?;
    Ok((Imprint { algorithm, digest }, gen_time))
}

/// A GeneralizedTime that may have a fraction of a second, which is dropped.
fn gen_time(value: &Element<'_>) -> Result<i64> {
    let bad = || Error::malformed("the time of a time-stamp token is badly encoded");
    let [whole @ .., b'Z'] = value.content else {
        return Err(bad());
    };
    let (seconds, fraction) = whole.split_at_checked(14).ok_or_else(bad)?;
    match fraction {
        [] => {}
        [b'.' | b',', digits @ ..]
            if !digits.is_empty() && digits.iter().all(u8::is_ascii_digit) => {}
        _ => return Err(bad()),
    }
    let mut plain = Vec::new();
    write(&mut plain, tag::GENERALIZED_TIME, |out| {
        out.extend_from_slice(seconds);
        out.push(b'Z');
    });
    x509::time(&Element::parse(&plain)?)
}

/// The object identifier of an AlgorithmIdentifier.
fn algorithm(identifier: &Element<'_>) -> Result<ObjectIdentifier> {
    identifier.children().read()?.oid()
}

impl SigningCertificate {
    /// Reads the attribute of RFC 2634, or else that of RFC 5035.
    fn of(signer: &SignerInfo) -> Result<Self> {
        let missing = || Error::malformed("a time-stamp token does not name its certificate");
        let (attribute, has_algorithm) =
            match signer.signed_value(&oid::ID_AA_SIGNING_CERTIFICATE)? {
                Some(attribute) => (attribute, false),
                None => {
                    let second = signer.signed_value(&oid::ID_AA_SIGNING_CERTIFICATE_V2)?;
                    (second.ok_or_else(missing)?, true)
                }
            };
        let mut members = attribute.of_type(tag::SEQUENCE)?.children();
        let mut identifiers = members.read_as(tag::SEQUENCE)?.children();
        let mut first = identifiers.read_as(tag::SEQUENCE)?.children();
        let algorithm = match has_algorithm {
            false => oid::ID_SHA1,
            true => match first.read_optional(tag::SEQUENCE)? {
                Some(identifier) => algorithm(&identifier)?,
                None => oid::ID_SHA256,
            },
        };
        let digest = first.read_as(tag::OCTET_STRING)?.content.to_vec();
        let issuer_serial = first.read_optional(tag::SEQUENCE)?;
        first.finish()?;
        Ok(Self {
            algorithm,
            digest,
            issuer_serial: issuer_serial
                .map(|named| IssuerSerial::parse(named.children()))
                .transpose()?,
        })
    }
}

impl IssuerSerial {
    fn parse(mut members: Cursor<'_>) -> Result<Self> {
        const DIRECTORY_NAME: u8 = tag::context(4);
        let mut names = members.read_as(tag::SEQUENCE)?.children();
        let serial = members.read_as(tag::INTEGER)?.content.to_vec();
        let mut issuers = Vec::new();
        while !names.is_empty() {
            let name = names.read()?;
            if name.tag == DIRECTORY_NAME {
                issuers.push(Name::from_der(name.content)?);
            }
        }
        Ok(Self { issuers, serial })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_with_fractions() {
        let time = |text: &str| {
            let mut der = Vec::new();
            write(&mut der, tag::GENERALIZED_TIME, |out| {
                out.extend_from_slice(text.as_bytes());
            });
            gen_time(&Element::parse(&der).unwrap()).ok()
        };
        assert_eq!(time("19700101000001Z"), Some(1));
        assert_eq!(time("19700101000001.999Z"), Some(1));
        assert_eq!(time("19700101000001,5Z"), Some(1));
        for bad in [
            "19700101000001",
            "19700101000001.Z",
            "19700101000001.5",
            "197001010000Z",
            "19700101000001+0100",
            "1970010100000xZ",
            "Z",
            "",
        ] {
            assert_eq!(time(bad), None, "{bad}");
        }
    }
}
