//! An encryption token (ETK): what a recipient publishes so that others can seal for them.

use crate::asn1::{oid, tag};
use crate::cms::{SignedData, SignedDataReader};
use crate::error::{Error, Result, Status};
use crate::limits::Limits;
use crate::x509::{Certificate, Name};
use base64ct::{Base64, Encoding};
use core::fmt;
use std::sync::Arc;

/// An encryption token: the encryption certificate of a holder, vouched for by their
/// authentication certificate and signed by the registration authority of the platform.
/// Cloning is cheap; the token never changes.
///
/// Parsing takes the token apart and judges nothing: no signature, no validity and no key
/// usage is looked at.
#[derive(Clone)]
pub struct Token(Arc<Parts>);

struct Parts {
    bytes: Vec<u8>,
    encryption: Certificate,
    authentication: Certificate,
    authorities: Vec<Certificate>,
    registration_authority: Option<Certificate>,
    holder: Holder,
}

impl Token {
    /// Takes a token as the depot gives it: a CMS SignedData (RFC 5652) in BER or DER, the
    /// content of which is the encryption certificate.
    ///
    /// Of the certificates with it, the authentication certificate is the one whose key
    /// signed the encryption certificate. Where none did, it is the last one that is neither
    /// an authority nor the signer of the token, which is the choice of the official library.
    ///
    /// # Errors
    /// [`Status::Malformed`] or [`Status::Truncated`] if the bytes are no token;
    /// [`Status::CertificateMissing`] if the authentication certificate is not in it;
    /// [`Status::LimitExceeded`].
    pub fn from_bytes(bytes: &[u8], limits: &Limits) -> Result<Self> {
        if bytes.len() > limits.token_size {
            return Err(too_large());
        }
        let (content, data) = read(bytes, limits)?;
        let encryption = Certificate::from_der(&content).map_err(|cause| {
            Error::malformed("the content of a token is not a certificate").caused_by(cause)
        })?;
        let certificates = certificates(&data)?;
        let registration_authority = data
            .signer_info()
            .ok()
            .and_then(|info| certificates.iter().find(|c| info.signer.matches(c)))
            .cloned();
        let (authorities, holders): (Vec<_>, Vec<_>) =
            certificates.into_iter().partition(Certificate::is_ca);
        let authentication = authentication(holders, registration_authority.as_ref(), &encryption)?;
        Ok(Self(Arc::new(Parts {
            bytes: bytes.to_vec(),
            holder: Holder::of(authentication.subject()),
            encryption,
            authentication,
            authorities,
            registration_authority,
        })))
    }

    /// Takes a token as Base64 text (RFC 4648, 4), with or without white space in it.
    ///
    /// # Errors
    /// [`Status::Malformed`] if the text is not Base64, and those of [`Token::from_bytes`].
    pub fn from_base64(text: &str, limits: &Limits) -> Result<Self> {
        // Twice its size is more than any token takes in Base64, line ends included.
        if text.len() / 2 > limits.token_size {
            return Err(too_large());
        }
        let dense: String = text.split_ascii_whitespace().collect();
        let bytes = Base64::decode_vec(&dense)
            .map_err(|_| Error::malformed("the text of a token is not Base64"))?;
        Self::from_bytes(&bytes, limits)
    }

    /// The token as it came.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0.bytes
    }

    /// The certificate of the key to seal for.
    pub fn encryption_certificate(&self) -> &Certificate {
        &self.0.encryption
    }

    /// The certificate that names the holder and vouches for the encryption certificate.
    pub fn authentication_certificate(&self) -> &Certificate {
        &self.0.authentication
    }

    /// The certificates of authorities in the token, in their order.
    pub fn certificate_authorities(&self) -> &[Certificate] {
        &self.0.authorities
    }

    /// The certificate of the signer of the token, if the token has it.
    pub fn registration_authority(&self) -> Option<&Certificate> {
        self.0.registration_authority.as_ref()
    }

    /// The type of the holder's identifier, for example `SSIN` or `NIHII-HOSPITAL`; empty if
    /// the authentication certificate does not tell.
    pub fn identifier_type(&self) -> &str {
        &self.0.holder.kind
    }

    /// The holder's identifier; empty if the authentication certificate does not tell.
    pub fn identifier(&self) -> &str {
        &self.0.holder.identifier
    }

    /// The application of the holder that the token is for; empty for none.
    pub fn application(&self) -> &str {
        &self.0.holder.application
    }
}

/// Shows that there is a token, not whose.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Token({} octets)", self.0.bytes.len())
    }
}

fn too_large() -> Error {
    Error::new(Status::LimitExceeded, "a token is larger than the limit")
}

/// The content and the rest of a token.
fn read(bytes: &[u8], limits: &Limits) -> Result<(Vec<u8>, SignedData)> {
    let mut reader = SignedDataReader::new(limits);
    let (mut input, mut content) = (bytes, Vec::new());
    while let Some(piece) = reader.next(&mut input)? {
        content.extend_from_slice(piece);
    }
    let data = reader.finish()?;
    if !input.is_empty() {
        return Err(Error::malformed("octets follow the token"));
    }
    if data.content_type != Some(oid::ID_DATA) || !data.has_content {
        return Err(Error::malformed("a token has no content"));
    }
    Ok((content, data))
}

fn certificates(data: &SignedData) -> Result<Vec<Certificate>> {
    data.certificates
        .iter()
        // The other forms of CertificateChoices are not X.509 certificates of today.
        .filter(|der| der.first() == Some(&tag::SEQUENCE))
        .map(|der| Certificate::from_der(der))
        .collect()
}

fn authentication(
    mut holders: Vec<Certificate>,
    registration_authority: Option<&Certificate>,
    encryption: &Certificate,
) -> Result<Certificate> {
    holders.retain(|certificate| Some(certificate) != registration_authority);
    holders
        .iter()
        .rfind(|holder| encryption.is_signed_by(holder.public_key()))
        .or(holders.last())
        .cloned()
        .ok_or_else(|| {
            Error::new(
                Status::CertificateMissing,
                "a token lacks the authentication certificate of its holder",
            )
        })
}

/// Who a certificate of the platform is for.
#[derive(Debug, Default, PartialEq, Eq)]
struct Holder {
    kind: String,
    identifier: String,
    application: String,
}

impl Holder {
    /// Reads the subject as the platform's own software does. A certificate of an eID card
    /// has the SSIN as its serialNumber. The others have an organizational unit
    /// `<type>=<identifier>`, and if they are for an application another one with its name,
    /// with which the common name ends.
    fn of(subject: &Name) -> Self {
        let attributes = subject.attributes().unwrap_or_default();
        let values = |kind| {
            let matching = attributes.iter().filter(move |(other, _)| *other == kind);
            matching.map(|(_, value)| value.as_str())
        };
        if let Some(ssin) = values(oid::ID_AT_SERIAL_NUMBER).next() {
            return Self {
                kind: "SSIN".to_owned(),
                identifier: ssin.to_owned(),
                application: String::new(),
            };
        }
        let units = || values(oid::ID_AT_ORGANIZATIONAL_UNIT_NAME);
        let (kind, identifier) = units().find_map(typed_identifier).unwrap_or_default();
        let is_application = |unit: &&str| {
            typed_identifier(unit).is_none()
                && !["eHealth-platform Belgium", "Federal Government"].contains(unit)
                && values(oid::ID_AT_COMMON_NAME).any(|name| name.ends_with(unit))
        };
        Self {
            kind: kind.to_owned(),
            identifier: identifier.to_owned(),
            application: units().find(is_application).unwrap_or_default().to_owned(),
        }
    }
}

/// The two halves of `<type>=<identifier>`: the platform takes any character from `(` to `|`
/// in a type, and digits in an identifier.
fn typed_identifier(unit: &str) -> Option<(&str, &str)> {
    let (kind, identifier) = unit.rsplit_once('=')?;
    let fits = !kind.is_empty()
        && kind.bytes().all(|octet| (b'('..=b'|').contains(&octet))
        && !identifier.is_empty()
        && identifier.bytes().all(|octet| octet.is_ascii_digit());
    fits.then_some((kind, identifier))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::{write, write_oid};
    use der::oid::ObjectIdentifier;

    const C: ObjectIdentifier = oid::ID_AT_COUNTRY_NAME;
    const O: ObjectIdentifier = oid::ID_AT_ORGANIZATION_NAME;
    const OU: ObjectIdentifier = oid::ID_AT_ORGANIZATIONAL_UNIT_NAME;
    const CN: ObjectIdentifier = oid::ID_AT_COMMON_NAME;
    const SERIAL_NUMBER: ObjectIdentifier = oid::ID_AT_SERIAL_NUMBER;

    fn name(attributes: &[(ObjectIdentifier, &str)]) -> Name {
        const UTF8_STRING: u8 = 0x0c;
        let mut der = Vec::new();
        write(&mut der, tag::SEQUENCE, |out| {
            for (kind, value) in attributes {
                write(out, tag::SET, |out| {
                    write(out, tag::SEQUENCE, |out| {
                        write_oid(out, kind);
                        write(out, UTF8_STRING, |out| out.extend(value.as_bytes()));
                    });
                });
            }
        });
        Name::from_der(&der).unwrap()
    }

    fn check(attributes: &[(ObjectIdentifier, &str)], expected: [&str; 3]) {
        let holder = Holder::of(&name(attributes));
        let found = [&holder.kind, &holder.identifier, &holder.application];
        assert_eq!(found, expected, "{attributes:?}");
    }

    #[test]
    fn holders() {
        let platform = (OU, "eHealth-platform Belgium");
        check(
            &[
                (C, "BE"),
                (O, "Federal Government"),
                (OU, "RADIO"),
                (OU, "NIHII-HOSPITAL=71000040"),
                (OU, "EXAMPLE HOSPITAL"),
                platform,
                (CN, "NIHII-HOSPITAL=71000040, RADIO"),
            ],
            ["NIHII-HOSPITAL", "71000040", "RADIO"],
        );
        check(
            &[
                (C, "BE"),
                (OU, "SSIN=85010100115"),
                (OU, "JANE DOE"),
                platform,
                (CN, "SSIN=85010100115"),
            ],
            ["SSIN", "85010100115", ""],
        );
        check(
            &[
                (CN, "Jane Doe (Authentication)"),
                (SERIAL_NUMBER, "85010100115"),
            ],
            ["SSIN", "85010100115", ""],
        );
        // A unit of the platform's own name is no application, even where a CN ends with it.
        check(
            &[platform, (CN, "The eHealth-platform Belgium")],
            ["", "", ""],
        );
        check(
            &[(OU, "NIHII=12a"), (OU, "A B=1"), (OU, "=1")],
            ["", "", ""],
        );
        check(&[], ["", "", ""]);
    }

    #[test]
    fn the_signer_of_the_encryption_certificate_is_preferred() {
        let read = |name: &[u8]| Certificate::from_der(name).unwrap();
        let alice = read(include_bytes!(
            "../../tests/vectors/official/keys/alice-auth.cer"
        ));
        let bob = read(include_bytes!(
            "../../tests/vectors/official/keys/bob-auth.cer"
        ));
        let encryption = read(include_bytes!(
            "../../tests/vectors/official/keys/alice-enc.cer"
        ));
        let both = || vec![alice.clone(), bob.clone()];
        let chosen = authentication(both(), None, &encryption).unwrap();
        assert_eq!(chosen, alice);
        // If none fits, the last one.
        let chosen = authentication(both(), Some(&alice), &encryption).unwrap();
        assert_eq!(chosen, bob);
        let error = authentication(vec![bob.clone()], Some(&bob), &encryption).unwrap_err();
        assert_eq!(error.status(), Status::CertificateMissing);
    }
}
