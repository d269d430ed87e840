//! An OCSP responder (RFC 6960) and a place for a CRL (RFC 5280), with the certificates of
//! `tests/vectors/synthetic/pki`, that behave as a row of the table says.

use super::der::{self, element};
use super::synthetic;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use etee::{Error, Reply, Request, Status, Transport};
use std::fs;
use x509_cert::der::{Decode, Encode};

/// Where the certificates say that the responder is.
pub const OCSP: &str = "http://127.0.0.1:8899/ocsp";
/// Where the certificates say that the CRL is.
pub const CRL: &str = "http://127.0.0.1:8899/ca.crl";

const HOUR: i64 = 3600;

/// What the responder says of the certificate.
#[derive(Clone, Copy)]
pub enum CertStatus {
    Good,
    /// Revoked at this moment, in seconds since 1970.
    Revoked(i64),
    Unknown,
}

/// What becomes of the nonce of the request.
#[derive(Clone, Copy)]
pub enum Nonce {
    Returned,
    Changed,
    Left,
}

/// How a request for the status of a certificate is answered.
#[derive(Clone, Copy)]
pub struct Answer {
    pub http: u16,
    /// OCSPResponseStatus: 0 is successful, 3 is tryLater.
    pub response_status: u8,
    pub status: CertStatus,
    pub nonce: Nonce,
    pub has_next_update: bool,
    /// Who signs, and the certificates that go with the signature.
    pub signer: &'static str,
    pub certificates: &'static [&'static str],
}

/// What is found where the CRL should be.
#[derive(Clone, Copy)]
pub enum List {
    Missing,
    /// One that was current at the moment, signed by a CA, with its revoked certificates.
    Issued {
        moment: i64,
        signer: &'static str,
        revoked: Option<(&'static str, i64)>,
    },
}

/// The two services.
pub struct Responder {
    /// The present, in seconds since 1970.
    pub now: i64,
    pub answer: Answer,
    pub list: List,
}

impl Answer {
    /// What a sound responder answers.
    pub const GOOD: Self = Self {
        http: 200,
        response_status: 0,
        status: CertStatus::Good,
        nonce: Nonce::Returned,
        has_next_update: true,
        signer: "ocsp",
        certificates: &["ocsp"],
    };
}

impl Responder {
    /// The HTTP status and the body for a request.
    pub fn reply(&self, method: &str, url: &str, body: &[u8]) -> (u16, Vec<u8>) {
        match (method, url) {
            ("POST", OCSP) => match self.status_of(body) {
                Some(answer) => (self.answer.http, answer),
                None => (400, Vec::new()),
            },
            ("GET", CRL) => match self.list {
                List::Missing => (404, Vec::new()),
                List::Issued {
                    moment,
                    signer,
                    revoked,
                } => (200, revocation_list(moment, signer, revoked)),
            },
            _ => (404, Vec::new()),
        }
    }

    /// The OCSPResponse to an OCSPRequest; `None` if it asks for something else than one
    /// certificate of the test CA.
    fn status_of(&self, request: &[u8]) -> Option<Vec<u8>> {
        let asked = Asked::read(request)?;
        let status = element(der::ENUMERATED, &[&[self.answer.response_status]]);
        if self.answer.response_status != 0 {
            return Some(element(der::SEQUENCE, &[&status]));
        }
        let basic = element(der::OCTET_STRING, &[&self.basic_response(&asked)]);
        let bytes = element(der::SEQUENCE, &[der::OCSP_BASIC, &basic]);
        Some(element(
            der::SEQUENCE,
            &[&status, &element(0xa0, &[&bytes])],
        ))
    }

    fn basic_response(&self, asked: &Asked<'_>) -> Vec<u8> {
        let signer = parsed(self.answer.signer);
        let name = signer.tbs_certificate().subject().to_der().unwrap();
        let responses = element(der::SEQUENCE, &[&self.single_response(asked)]);
        let mut data = vec![element(0xa1, &[&name]), der::time(self.now), responses];
        data.extend(self.nonce(asked));
        let data = element(
            der::SEQUENCE,
            &data.iter().map(Vec::as_slice).collect::<Vec<_>>(),
        );
        let certificates: Vec<u8> = self
            .answer
            .certificates
            .iter()
            .flat_map(|name| synthetic::certificate(name).as_der().to_vec())
            .collect();
        let certificates = element(0xa0, &[&element(der::SEQUENCE, &[&certificates])]);
        signed(&data, self.answer.signer, &certificates)
    }

    fn single_response(&self, asked: &Asked<'_>) -> Vec<u8> {
        let status = match self.answer.status {
            CertStatus::Good => element(0x80, &[]),
            CertStatus::Revoked(moment) => element(0xa1, &[&der::time(moment)]),
            CertStatus::Unknown => element(0x82, &[]),
        };
        let this_update = der::time(self.now - HOUR);
        let next_update = match self.answer.has_next_update {
            true => element(0xa0, &[&der::time(self.now + HOUR)]),
            false => Vec::new(),
        };
        element(
            der::SEQUENCE,
            &[asked.certificate, &status, &this_update, &next_update],
        )
    }

    /// The responseExtensions.
    fn nonce(&self, asked: &Asked<'_>) -> Option<Vec<u8>> {
        let mut nonce = asked.nonce?.to_vec();
        match self.answer.nonce {
            Nonce::Returned => {}
            Nonce::Changed => *nonce.last_mut()? ^= 1,
            Nonce::Left => return None,
        }
        let value = element(der::OCTET_STRING, &[&nonce]);
        let extension = element(der::SEQUENCE, &[der::OCSP_NONCE, &value]);
        Some(element(0xa1, &[&element(der::SEQUENCE, &[&extension])]))
    }
}

impl Transport for Responder {
    fn send(&self, request: &Request) -> Result<Reply, Error> {
        let (status, body) = self.reply(request.method().as_str(), request.url(), request.body());
        Ok(Reply::new(status, Vec::new(), body))
    }
}

/// A network that is not there.
pub struct Offline;

impl Transport for Offline {
    fn send(&self, _: &Request) -> Result<Reply, Error> {
        let message = "there is no network in this test";
        Err(Error::new(Status::ServiceUnreachable, message))
    }
}

/// An OCSPRequest for one certificate.
struct Asked<'a> {
    /// The CertID.
    certificate: &'a [u8],
    /// The value of the extension.
    nonce: Option<&'a [u8]>,
}

impl<'a> Asked<'a> {
    fn read(request: &'a [u8]) -> Option<Self> {
        let whole = der::elements(der::first(request)?.content);
        let fields = der::elements(whole.first()?.content);
        let requests = der::elements(fields.iter().find(|f| f.tag == der::SEQUENCE)?.content);
        let [request] = requests[..] else { return None };
        let certificate = der::first(request.content)?;
        let [_, name_hash, key_hash, _] = der::elements(certificate.content)[..] else {
            return None;
        };
        let issuer = parsed("ca");
        let issuer = issuer.tbs_certificate();
        let key = issuer
            .subject_public_key_info()
            .subject_public_key
            .raw_bytes();
        if name_hash.content != sha1(&issuer.subject().to_der().ok()?)
            || key_hash.content != sha1(key)
        {
            return None;
        }
        Some(Self {
            certificate: certificate.whole,
            nonce: fields.iter().find(|f| f.tag == 0xa2).and_then(|field| {
                let extensions = der::elements(der::first(field.content)?.content);
                extensions.iter().find_map(|extension| {
                    let value = extension.content.strip_prefix(der::OCSP_NONCE)?;
                    Some(der::elements(value).last()?.content)
                })
            }),
        })
    }
}

/// A CertificateList of the test CA.
fn revocation_list(moment: i64, signer: &str, revoked: Option<(&str, i64)>) -> Vec<u8> {
    let name = parsed("ca").tbs_certificate().subject().to_der().unwrap();
    let entries = revoked.map(|(name, moment)| {
        let serial = parsed(name).tbs_certificate().serial_number().to_der();
        let entry = element(der::SEQUENCE, &[&serial.unwrap(), &der::time(moment)]);
        element(der::SEQUENCE, &[&entry])
    });
    let data = element(
        der::SEQUENCE,
        &[
            &element(der::INTEGER, &[&[1]]),
            der::SHA256_WITH_RSA,
            &name,
            &der::time(moment - HOUR),
            &der::time(moment + HOUR),
            &entries.unwrap_or_default(),
        ],
    );
    signed(&data, signer, &[])
}

/// The three parts of everything that is signed, and what may follow them.
pub fn signed(data: &[u8], signer: &str, rest: &[u8]) -> Vec<u8> {
    let key = RsaKeyPair::from_pkcs8(&synthetic::private_key(signer)).unwrap();
    let mut signature = vec![0; key.public_modulus_len()];
    key.sign(
        &RSA_PKCS1_SHA256,
        &SystemRandom::new(),
        data,
        &mut signature,
    )
    .unwrap();
    element(
        der::SEQUENCE,
        &[data, der::SHA256_WITH_RSA, &der::bits(&signature), rest],
    )
}

pub fn parsed(name: &str) -> x509_cert::Certificate {
    x509_cert::Certificate::from_der(&fs::read(synthetic::pki(name, "cer")).unwrap()).unwrap()
}

fn sha1(octets: &[u8]) -> Vec<u8> {
    aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA1_FOR_LEGACY_USE_ONLY, octets)
        .as_ref()
        .to_vec()
}
