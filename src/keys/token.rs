//! An encryption token (ETK): what a recipient publishes so that others can seal for them.

use super::Holder;
use crate::asn1::{Cursor, oid, tag};
use crate::cms::{SignedData, SignedDataReader, SignerInfo, SignerVerification};
use crate::error::{Error, Result, Status};
use crate::limits::Limits;
use crate::x509::Certificate;
use base64ct::{Base64, Encoding};
use core::fmt;
use der::oid::ObjectIdentifier;
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
    content: Vec<u8>,
    content_type: Option<ObjectIdentifier>,
    is_exact: bool,
    encryption: Certificate,
    authentication: Certificate,
    last_holder: Certificate,
    authorities: Vec<Certificate>,
    registration_authority: Certificate,
    signer: SignerInfo,
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
    /// As in the official library, a token may have more signers than one, of which the first
    /// counts, and octets may follow it; [`TokenChecker`](crate::TokenChecker) judges that.
    ///
    /// # Errors
    /// [`Status::Malformed`] or [`Status::Truncated`] if the bytes are no token;
    /// [`Status::CertificateMissing`] if the authentication certificate or that of the signer
    /// is not in it; [`Status::LimitExceeded`].
    pub fn from_bytes(bytes: &[u8], limits: &Limits) -> Result<Self> {
        if bytes.len() > limits.token_size {
            return Err(too_large());
        }
        let (content, data, is_whole) = read(bytes, limits)?;
        let (encryption, is_alone) = encryption(&content)?;
        let certificates = certificates(&data)?;
        let signer = data.signer_info()?;
        let registration_authority = certificates
            .iter()
            .find(|certificate| signer.signer.matches(certificate))
            .cloned()
            .ok_or_else(|| missing("a token lacks the certificate of its signer"))?;
        let (authorities, mut holders): (Vec<_>, Vec<_>) =
            certificates.into_iter().partition(Certificate::is_ca);
        holders.retain(|certificate| *certificate != registration_authority);
        let (authentication, last_holder) = authentication(&holders, &encryption)?;
        Ok(Self(Arc::new(Parts {
            bytes: bytes.to_vec(),
            is_exact: is_whole
                && is_alone
                && data.signer_count() == 1
                && data.content_type == Some(oid::ID_DATA),
            content,
            content_type: data.content_type,
            holder: Holder::of(authentication.subject()),
            encryption,
            authentication,
            last_holder,
            authorities,
            registration_authority,
            signer,
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

    /// The certificate of the signer of the token.
    pub fn registration_authority(&self) -> Option<&Certificate> {
        Some(&self.0.registration_authority)
    }

    /// The certificate that the official library takes for the authentication certificate:
    /// the last one that is neither an authority nor the signer of the token.
    pub(crate) fn last_holder(&self) -> &Certificate {
        &self.0.last_holder
    }

    /// Whether the token is what it should be and no more: content of the type id-data which
    /// is one certificate, one signer, and nothing after it.
    pub(crate) fn is_exact(&self) -> bool {
        self.0.is_exact
    }

    /// The signature of the registration authority.
    pub(crate) fn signer(&self) -> &SignerInfo {
        &self.0.signer
    }

    /// Verifies the signature of the registration authority.
    pub(crate) fn verify(&self) -> SignerVerification {
        let parts = &self.0;
        let authority = &parts.registration_authority;
        parts
            .signer
            .verify_content(parts.content_type, &parts.content, authority)
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

/// The content and the rest of a token, and whether it ends where the bytes do.
fn read(bytes: &[u8], limits: &Limits) -> Result<(Vec<u8>, SignedData, bool)> {
    let mut reader = SignedDataReader::new(limits);
    let (mut input, mut content) = (bytes, Vec::new());
    while let Some(piece) = reader.next(&mut input)? {
        content.extend_from_slice(piece);
    }
    let data = reader.finish()?;
    if !data.has_content {
        return Err(Error::malformed("a token has no content"));
    }
    Ok((content, data, input.is_empty()))
}

/// The encryption certificate, and whether it is all of the content.
fn encryption(content: &[u8]) -> Result<(Certificate, bool)> {
    let mut cursor = Cursor::new(content);
    let certificate = cursor
        .read()
        .and_then(|first| Certificate::from_der(first.raw))
        .map_err(|cause| {
            Error::malformed("the content of a token is not a certificate").caused_by(cause)
        })?;
    Ok((certificate, cursor.is_empty()))
}

fn certificates(data: &SignedData) -> Result<Vec<Certificate>> {
    data.certificates
        .iter()
        // The other forms of CertificateChoices are not X.509 certificates of today.
        .filter(|der| der.first() == Some(&tag::SEQUENCE))
        .map(|der| Certificate::from_der(der))
        .collect()
}

/// The holder's certificate that signed the encryption certificate, or else the last one; and
/// the last one.
fn authentication(
    holders: &[Certificate],
    encryption: &Certificate,
) -> Result<(Certificate, Certificate)> {
    let last = holders
        .last()
        .ok_or_else(|| missing("a token lacks the authentication certificate of its holder"))?;
    let signer = holders
        .iter()
        .rfind(|holder| encryption.is_signed_by(holder.public_key()));
    Ok((signer.unwrap_or(last).clone(), last.clone()))
}

fn missing(message: &'static str) -> Error {
    Error::new(Status::CertificateMissing, message)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let both = [alice.clone(), bob.clone()];
        let (chosen, last) = authentication(&both, &encryption).unwrap();
        assert_eq!([chosen, last], both);
        // If none fits, the last one.
        let only = std::slice::from_ref(&bob);
        let (chosen, last) = authentication(only, &encryption).unwrap();
        assert_eq!([&chosen, &last], [&bob, &bob]);
        let error = authentication(&[], &encryption).unwrap_err();
        assert_eq!(error.status(), Status::CertificateMissing);
    }
}
