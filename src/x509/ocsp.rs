//! The Online Certificate Status Protocol (RFC 6960) as a wire format: no trust, no policy.

use super::extension::{self, Extension};
use super::signed::Signed;
use super::{Certificate, Name, time};
use crate::asn1::{Cursor, Element, oid, tag, write, write_oid};
use crate::crypto::{Digest, DigestAlgorithm, PublicKey};
use crate::error::{Error, Result, Status};
use std::borrow::Cow;

/// A BasicOCSPResponse (RFC 6960, 4.2.1), read in place.
pub(crate) struct BasicOcspResponse<'a> {
    signed: Signed<'a>,
    responder: ResponderId<'a>,
    produced_at: i64,
    responses: Vec<SingleResponse<'a>>,
    extensions: Vec<Extension>,
    certificates: Vec<&'a [u8]>,
}

/// How a response names its signer.
enum ResponderId<'a> {
    Name(Name),
    /// The SHA-1 digest of the public key.
    KeyHash(&'a [u8]),
}

/// What a response says of one certificate.
pub(crate) struct SingleResponse<'a> {
    certificate: CertId<'a>,
    pub(crate) status: CertStatus,
    /// The last moment at which the status was known to be right.
    pub(crate) this_update: i64,
    /// When more will be known at the latest.
    pub(crate) next_update: Option<i64>,
    /// Whether it has a critical extension.
    pub(crate) is_critical: bool,
}

/// How a response names a certificate (RFC 6960, 4.1.1).
struct CertId<'a> {
    digest: Option<DigestAlgorithm>,
    issuer_name_hash: Cow<'a, [u8]>,
    issuer_key_hash: Cow<'a, [u8]>,
    serial: &'a [u8],
}

/// The status of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CertStatus {
    Good,
    /// Revoked since this moment, for whatever reason.
    Revoked(i64),
    /// The responder does not know the certificate.
    Unknown,
}

impl<'a> BasicOcspResponse<'a> {
    pub(crate) fn parse(der: &'a [u8]) -> Result<Self> {
        let mut whole = Element::parse_as(der, tag::SEQUENCE)?.children();
        let signed = Signed::read(&mut whole)?;
        let certificates = match whole.read_optional(tag::context(0))? {
            Some(wrapped) => list(&wrapped)?,
            None => Vec::new(),
        };
        whole.finish()?;
        let mut fields = signed.to_be_signed.children();
        fields.read_optional(tag::context(0))?;
        let responder = ResponderId::parse(&fields.read()?)?;
        let produced_at = time(&fields.read()?)?;
        let mut responses = Vec::new();
        let mut singles = fields.read_as(tag::SEQUENCE)?.children();
        while !singles.is_empty() {
            responses.push(SingleResponse::parse(&singles.read_as(tag::SEQUENCE)?)?);
        }
        let extensions = match fields.read_optional(tag::context(1))? {
            Some(wrapped) => extension::read_all(wrapped.content)?,
            None => Vec::new(),
        };
        fields.finish()?;
        Ok(Self {
            signed,
            responder,
            produced_at,
            responses,
            extensions,
            certificates,
        })
    }

    /// The BasicOCSPResponse in an OCSPResponse.
    ///
    /// # Errors
    /// [`Status::ServiceRefused`] if the responder does not answer the question,
    /// [`Status::Unsupported`] if it answers in another way.
    pub(crate) fn in_reply(reply: &[u8]) -> Result<Vec<u8>> {
        let mut members = Element::parse_as(reply, tag::SEQUENCE)?.children();
        if members.read_as(tag::ENUMERATED)?.content != [0] {
            return Err(Error::new(
                Status::ServiceRefused,
                "the OCSP responder refused the request",
            ));
        }
        let wrapped = members.read_as(tag::context(0))?;
        members.finish()?;
        let mut members = Element::parse_as(wrapped.content, tag::SEQUENCE)?.children();
        if members.read()?.oid()? != oid::ID_PKIX_OCSP_BASIC {
            return Err(Error::new(
                Status::Unsupported,
                "the OCSP response is of an unknown type",
            ));
        }
        let response = members.read()?.octets()?.into_owned();
        members.finish()?;
        Ok(response)
    }

    /// When the response was signed.
    pub(crate) fn produced_at(&self) -> i64 {
        self.produced_at
    }

    /// What it says of one certificate after the other.
    pub(crate) fn responses(&self) -> &[SingleResponse<'a>] {
        &self.responses
    }

    /// The certificates that help to trust its signer, at most so many.
    pub(crate) fn certificates(&self, limit: usize) -> Result<Vec<Certificate>> {
        if self.certificates.len() > limit {
            return Err(Error::new(
                Status::LimitExceeded,
                "an OCSP response holds more certificates than the limit",
            ));
        }
        self.certificates
            .iter()
            .map(|der| Certificate::from_der(der))
            .collect()
    }

    /// Whether the response says that the holder of this certificate signed it.
    pub(crate) fn names_responder(&self, certificate: &Certificate) -> bool {
        match &self.responder {
            ResponderId::Name(name) => name.matches(certificate.subject()),
            ResponderId::KeyHash(hash) => {
                key_hash(certificate, DigestAlgorithm::Sha1).is_ok_and(|expected| expected == *hash)
            }
        }
    }

    pub(crate) fn is_signed_by(&self, responder: &PublicKey) -> bool {
        self.signed.is_signed_by(responder)
    }

    /// Whether the signature is over a SHA-1 digest.
    pub(crate) fn is_sha1(&self) -> bool {
        self.signed.is_sha1()
    }

    /// The value of the nonce extension, not decoded: there is more than one way to encode it.
    pub(crate) fn nonce(&self) -> Option<&[u8]> {
        let mut nonces = self
            .extensions
            .iter()
            .filter(|extension| extension.oid == oid::ID_PKIX_OCSP_NONCE);
        nonces.next().map(|nonce| nonce.value.as_slice())
    }

    /// Whether it has a critical extension that is not the nonce.
    pub(crate) fn is_critical(&self) -> bool {
        self.extensions
            .iter()
            .any(|extension| extension.critical && extension.oid != oid::ID_PKIX_OCSP_NONCE)
    }
}

impl<'a> ResponderId<'a> {
    fn parse(element: &Element<'a>) -> Result<Self> {
        const NAME: u8 = tag::context(1);
        const KEY: u8 = tag::context(2);
        match element.tag {
            NAME => Ok(Self::Name(Name::from_der(element.content)?)),
            KEY => Ok(Self::KeyHash(
                Element::parse_as(element.content, tag::OCTET_STRING)?.content,
            )),
            _ => Err(Error::malformed(
                "an OCSP response names its signer in an unknown way",
            )),
        }
    }
}

impl<'a> SingleResponse<'a> {
    fn parse(element: &Element<'a>) -> Result<Self> {
        let mut members = element.children();
        let certificate = CertId::parse(&members.read_as(tag::SEQUENCE)?)?;
        let status = CertStatus::parse(&members.read()?)?;
        let this_update = time(&members.read()?)?;
        let next_update = match members.read_optional(tag::context(0))? {
            Some(wrapped) => Some(time(&Element::parse(wrapped.content)?)?),
            None => None,
        };
        let extensions = match members.read_optional(tag::context(1))? {
            Some(wrapped) => extension::read_all(wrapped.content)?,
            None => Vec::new(),
        };
        members.finish()?;
        Ok(Self {
            certificate,
            status,
            this_update,
            next_update,
            is_critical: extensions.iter().any(|extension| extension.critical),
        })
    }

    /// Whether the serial number is that of the certificate, whoever issued it.
    pub(crate) fn has_serial_of(&self, certificate: &Certificate) -> bool {
        self.certificate.serial == certificate.serial()
    }

    /// Whether it is about this certificate of this issuer.
    pub(crate) fn is_about(&self, certificate: &Certificate, issuer: &Certificate) -> bool {
        let id = &self.certificate;
        let Some(digest) = id.digest else {
            return false;
        };
        self.has_serial_of(certificate)
            && *id.issuer_name_hash == *Digest::of(digest, certificate.issuer().as_der())
            && key_hash(issuer, digest).is_ok_and(|expected| expected == *id.issuer_key_hash)
    }
}

impl<'a> CertId<'a> {
    fn parse(element: &Element<'a>) -> Result<Self> {
        let mut members = element.children();
        let algorithm = members.read_as(tag::SEQUENCE)?.children().read()?.oid()?;
        let issuer_name_hash = octet_string(&mut members)?;
        let issuer_key_hash = octet_string(&mut members)?;
        let serial = members.read_as(tag::INTEGER)?.content;
        members.finish()?;
        Ok(Self {
            digest: DigestAlgorithm::from_oid(&algorithm),
            issuer_name_hash,
            issuer_key_hash,
            serial,
        })
    }
}

impl CertStatus {
    fn parse(element: &Element<'_>) -> Result<Self> {
        const GOOD: u8 = tag::context_primitive(0);
        const REVOKED: u8 = tag::context(1);
        const UNKNOWN: u8 = tag::context_primitive(2);
        match element.tag {
            GOOD => Ok(Self::Good),
            REVOKED => Ok(Self::Revoked(time(&element.children().read()?)?)),
            UNKNOWN => Ok(Self::Unknown),
            _ => Err(Error::malformed("the status of a certificate is unknown")),
        }
    }
}

fn octet_string<'a>(members: &mut Cursor<'a>) -> Result<Cow<'a, [u8]>> {
    let element = members.read()?;
    if element.tag & !tag::CONSTRUCTED != tag::OCTET_STRING {
        return Err(Error::malformed("a CertID is badly encoded"));
    }
    element.octets()
}

/// The members of an explicitly tagged SEQUENCE OF.
fn list<'a>(wrapped: &Element<'a>) -> Result<Vec<&'a [u8]>> {
    let mut found = Vec::new();
    let mut members = Element::parse_as(wrapped.content, tag::SEQUENCE)?.children();
    while !members.is_empty() {
        found.push(members.read_as(tag::SEQUENCE)?.raw);
    }
    Ok(found)
}

/// The digest of the public key of a certificate, without tag, length and unused bits.
pub(crate) fn key_hash(certificate: &Certificate, digest: DigestAlgorithm) -> Result<Vec<u8>> {
    let mut spki = Element::parse_as(certificate.spki(), tag::SEQUENCE)?.children();
    spki.read_as(tag::SEQUENCE)?;
    Ok(Digest::of(digest, spki.read()?.bit_string()?))
}

/// An OCSPRequest (RFC 6960, 4.1.1) for one certificate. The CertID is made with SHA-1, which
/// every responder takes; `nonce` is the value of the nonce extension as it stands on the wire.
pub(crate) fn ocsp_request(
    certificate: &Certificate,
    issuer_key_hash: &[u8],
    nonce: &[u8],
) -> Vec<u8> {
    let name_hash = Digest::of(DigestAlgorithm::Sha1, certificate.issuer().as_der());
    let cert_id = |out: &mut Vec<u8>| {
        write(out, tag::SEQUENCE, |out| {
            write_oid(out, &oid::ID_SHA1);
            write(out, tag::NULL, |_| ());
        });
        write(out, tag::OCTET_STRING, |out| out.extend(&name_hash));
        write(out, tag::OCTET_STRING, |out| out.extend(issuer_key_hash));
        write(out, tag::INTEGER, |out| out.extend(certificate.serial()));
    };
    let requests = |out: &mut Vec<u8>| {
        write(out, tag::SEQUENCE, |out| {
            write(out, tag::SEQUENCE, cert_id);
        });
    };
    let extensions = |out: &mut Vec<u8>| {
        write(out, tag::SEQUENCE, |out| {
            write(out, tag::SEQUENCE, |out| {
                write_oid(out, &oid::ID_PKIX_OCSP_NONCE);
                write(out, tag::OCTET_STRING, |out| out.extend(nonce));
            });
        });
    };
    let mut out = Vec::new();
    write(&mut out, tag::SEQUENCE, |out| {
        write(out, tag::SEQUENCE, |out| {
            write(out, tag::SEQUENCE, requests);
            write(out, tag::context(2), extensions);
        });
    });
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn synthetic(name: &str) -> Certificate {
        let root = env!("CARGO_MANIFEST_DIR");
        let path = format!("{root}/tests/vectors/synthetic/pki/{name}.cer");
        Certificate::from_der(&std::fs::read(path).unwrap()).unwrap()
    }

    /// As `openssl ocsp -sha1 -reqout` makes it, but for the nonce.
    #[test]
    fn a_request() {
        let alice = synthetic("alice-ocsp");
        let request = ocsp_request(
            &alice,
            alice.authority_key_identifier().unwrap(),
            &[4, 1, 7],
        );
        let expected = [
            &[0x30, 0x59, 0x30, 0x57, 0x30, 0x3f, 0x30, 0x3d, 0x30, 0x3b][..],
            &[0x30, 9, 6, 5, 0x2b, 14, 3, 2, 0x1a, 5, 0, 4, 20],
            &Digest::of(DigestAlgorithm::Sha1, alice.issuer().as_der()),
            &[4, 20],
            &key_hash(&synthetic("ca"), DigestAlgorithm::Sha1).unwrap(),
            &[2, 2, 4, 0x22, 0xa2, 0x14, 0x30, 0x12, 0x30, 0x10],
            &[6, 9, 0x2b, 6, 1, 5, 5, 7, 0x30, 1, 2, 4, 3, 4, 1, 7],
        ]
        .concat();
        assert_eq!(request, expected);
    }

    #[test]
    fn replies_without_an_answer() {
        for (reply, status) in [
            (&[0x30, 3, 10, 1, 3][..], Status::ServiceRefused),
            (&[0x30, 3, 10, 1, 0], Status::Truncated),
            (
                &[0x30, 11, 10, 1, 0, 0xa0, 6, 0x30, 4, 6, 2, 0x2a, 3],
                Status::Unsupported,
            ),
            (&[], Status::Truncated),
            (b"<html>", Status::Truncated),
        ] {
            let error = BasicOcspResponse::in_reply(reply).unwrap_err();
            assert_eq!(error.status(), status, "{reply:02x?}");
        }
    }
}
