//! How CMS names a signer or a recipient (RFC 5652, 5.3 and 6.2.1).

use super::algorithm::not_encoded;
use crate::asn1::{Element, tag, write};
use crate::error::{Error, Result, Status};
use crate::x509::{Certificate, Name};
use cms::cert::IssuerAndSerialNumber;
use cms::enveloped_data::RecipientIdentifier;
use cms::signed_data::SignerIdentifier;
use der::Decode;
use der::asn1::OctetString;
use x509_cert::ext::pkix::SubjectKeyIdentifier;

/// Octets of the longest serial number that is taken. Certificates have 20 at most (RFC 5280,
/// 4.1.2.2), and to write a number in decimal takes time that grows with its square.
const LONGEST_SERIAL: usize = 64;

/// SignerIdentifier and RecipientIdentifier, which have the same two forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum EntityIdentifier {
    IssuerAndSerialNumber {
        /// The Name, all octets.
        issuer: Vec<u8>,
        /// The content octets of the serial number.
        serial: Vec<u8>,
    },
    SubjectKeyIdentifier(Vec<u8>),
}

impl EntityIdentifier {
    pub(crate) fn parse(element: &Element<'_>) -> Result<Self> {
        const SUBJECT_KEY_IDENTIFIER: u8 = tag::context_primitive(0);
        match element.tag {
            tag::SEQUENCE => {
                let mut members = element.children();
                let issuer = members.read_as(tag::SEQUENCE)?.raw.to_vec();
                let serial = members.read_as(tag::INTEGER)?.content.to_vec();
                if serial.len() > LONGEST_SERIAL {
                    return Err(Error::new(
                        Status::LimitExceeded,
                        "a serial number is longer than any certificate has",
                    ));
                }
                members.finish()?;
                Ok(Self::IssuerAndSerialNumber { issuer, serial })
            }
            SUBJECT_KEY_IDENTIFIER => Ok(Self::SubjectKeyIdentifier(element.content.to_vec())),
            _ => Err(Error::malformed(
                "a signer or recipient is named in an unknown way",
            )),
        }
    }

    /// Whether this names the holder of the certificate octet for octet, as every producer writes
    /// it: the identifier of a signer is covered by no signature.
    pub(crate) fn equals(&self, certificate: &Certificate) -> bool {
        let is_written_so = match self {
            Self::IssuerAndSerialNumber { issuer, .. } => issuer == certificate.issuer().as_der(),
            Self::SubjectKeyIdentifier(_) => true,
        };
        is_written_so && self.matches(certificate)
    }

    /// Whether this names the holder of the certificate.
    pub(crate) fn matches(&self, certificate: &Certificate) -> bool {
        match self {
            Self::IssuerAndSerialNumber { issuer, serial } => {
                serial == certificate.serial()
                    && (issuer == certificate.issuer().as_der()
                        || Name::from_der(issuer)
                            .is_ok_and(|issuer| issuer.matches(certificate.issuer())))
            }
            Self::SubjectKeyIdentifier(identifier) => {
                certificate.subject_key_identifier() == Some(identifier)
            }
        }
    }

    /// The version that RFC 5652 gives to a SignerInfo with this identifier.
    pub(crate) fn signer_info_version(&self) -> u32 {
        match self {
            Self::IssuerAndSerialNumber { .. } => 1,
            Self::SubjectKeyIdentifier(_) => 3,
        }
    }
}

/// What a message in the making names a signer or a recipient by.
#[derive(Clone, Copy)]
pub(crate) enum EntityName<'a> {
    /// Its issuer and serial number.
    Certificate(&'a Certificate),
    /// The identifier of a key without a certificate.
    KeyIdentifier(&'a [u8]),
}

impl<'a> From<&'a Certificate> for EntityName<'a> {
    fn from(certificate: &'a Certificate) -> Self {
        Self::Certificate(certificate)
    }
}

impl EntityName<'_> {
    pub(super) fn to_signer(self) -> Result<SignerIdentifier> {
        Ok(match self {
            Self::Certificate(certificate) => {
                SignerIdentifier::IssuerAndSerialNumber(issuer_and_serial(certificate)?)
            }
            Self::KeyIdentifier(octets) => {
                SignerIdentifier::SubjectKeyIdentifier(key_identifier(octets)?)
            }
        })
    }

    pub(super) fn to_recipient(self) -> Result<RecipientIdentifier> {
        Ok(match self {
            Self::Certificate(certificate) => {
                RecipientIdentifier::IssuerAndSerialNumber(issuer_and_serial(certificate)?)
            }
            Self::KeyIdentifier(octets) => {
                RecipientIdentifier::SubjectKeyIdentifier(key_identifier(octets)?)
            }
        })
    }
}

fn key_identifier(octets: &[u8]) -> Result<SubjectKeyIdentifier> {
    OctetString::new(octets)
        .map(SubjectKeyIdentifier)
        .map_err(not_encoded)
}

/// Names the holder of a certificate in what is written.
pub(super) fn issuer_and_serial(certificate: &Certificate) -> Result<IssuerAndSerialNumber> {
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

    /// A serial number that no certificate can have costs no time.
    #[test]
    fn an_endless_serial_number_is_refused() {
        for (length, taken) in [(20, true), (64, true), (65, false), (100_000, false)] {
            let mut der = Vec::new();
            write(&mut der, tag::SEQUENCE, |out| {
                write(out, tag::SEQUENCE, |_| {});
                write(out, tag::INTEGER, |out| {
                    out.resize(out.len() + length, 0x7f)
                });
            });
            let parsed = EntityIdentifier::parse(&Element::parse(&der).unwrap());
            assert_eq!(parsed.is_ok(), taken);
            assert!(taken || parsed.unwrap_err().status() == Status::LimitExceeded);
        }
    }
}
