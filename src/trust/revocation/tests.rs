//! Revocation against the synthetic messages and a responder that is written here.

mod lists;
mod official;
mod online;
mod strict;

use super::*;
use crate::asn1::{oid, tag, write, write_oid};
use crate::cms::{SignedData, SignedDataReader};
use crate::context::{Clock, OcspPolicy, Validation};
use crate::crypto::{Digest, DigestAlgorithm};
use crate::error::{Error, Result, Status};
use crate::limits::Limits;
use crate::transport::{Method, Reply, Request, Transport};
use crate::x509::CertStatus;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::RSA_PKCS1_SHA256;
use core::time::Duration;
use der::Encode;
use der::asn1::GeneralizedTime;
use der::oid::ObjectIdentifier;
use std::sync::{Arc, Mutex};

/// 2026-11-21T20:00:00Z, when the official library judged the messages.
const NOW: i64 = 1_795_291_200;
/// 2024-06-01T12:00:00Z, when most of them were signed.
const SIGNED: i64 = 1_717_243_200;
const DAY: i64 = 86_400;
const MINUTE: i64 = 60;

fn vector(path: &str) -> Vec<u8> {
    let root = env!("CARGO_MANIFEST_DIR");
    std::fs::read(format!("{root}/tests/vectors/synthetic/{path}")).unwrap()
}

fn certificate(name: &str) -> Certificate {
    Certificate::from_der(&vector(&format!("pki/{name}.cer"))).unwrap()
}

fn certificates(names: &[&str]) -> Vec<Certificate> {
    names.iter().map(|name| certificate(name)).collect()
}

/// A transport whose answers a closure makes, and that remembers where it was asked.
struct Service<F> {
    answer: F,
    asked: Arc<Mutex<Vec<String>>>,
}

impl<F: Fn(&Request) -> Result<Reply> + Send + Sync> Transport for Service<F> {
    fn send(&self, request: &Request) -> Result<Reply> {
        let mut asked = self.asked.lock().unwrap();
        asked.push(format!("{} {}", request.method().as_str(), request.url()));
        (self.answer)(request)
    }
}

fn context(judgement: Judgement, policy: OcspPolicy, anchors: &[&str]) -> Context {
    let mut context = Context::new()
        .with_clock(Clock::Fixed(NOW))
        .with_validation(Validation {
            judgement,
            ocsp_policy: policy,
            ..Validation::default()
        });
    for anchor in certificates(anchors) {
        context = context.with_trust_anchor(anchor);
    }
    context
}

fn with_service(
    context: Context,
    answer: impl Fn(&Request) -> Result<Reply> + Send + Sync + 'static,
) -> (Context, Arc<Mutex<Vec<String>>>) {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let service = Service {
        answer,
        asked: asked.clone(),
    };
    let hosts = vec!["127.0.0.1".to_owned()];
    (
        context.with_revocation_transport(Arc::new(service), hosts),
        asked,
    )
}

fn ok(body: Vec<u8>) -> Result<Reply> {
    Ok(Reply::new(200, Vec::new(), body))
}

/// The verdict in one line.
fn words(verdict: &RevocationVerdict) -> String {
    let errors: Vec<&str> = verdict.errors.iter().map(|error| error.name()).collect();
    let warnings: Vec<&str> = verdict
        .warnings
        .iter()
        .map(|warning| warning.name())
        .collect();
    format!(
        "{:?} {} {}",
        verdict.outcome,
        errors.join(","),
        warnings.join(",")
    )
    .trim_end()
    .to_owned()
}

/// The outer layer of a message: the certificate of its signer, and what is embedded.
fn outer_layer(message: &str) -> (Certificate, Option<RevocationValues>) {
    const VALUES: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.24");
    let bytes = vector(&format!("msg/{message}.msg"));
    let mut reader = SignedDataReader::new(&Limits::default());
    let mut input = bytes.as_slice();
    while reader.next(&mut input).unwrap().is_some() {}
    let data: SignedData = reader.finish().unwrap();
    let signer = data.signer_info().unwrap();
    let certificate = data
        .certificates
        .iter()
        .map(|der| Certificate::from_der(der).unwrap())
        .find(|certificate| signer.signer.matches(certificate))
        .unwrap();
    let values = signer
        .unsigned_attributes
        .iter()
        .find(|attribute| attribute.oid == VALUES)
        .map(|attribute| {
            let value = crate::asn1::Element::parse(&attribute.values[0]).unwrap();
            RevocationValues::parse(&value).unwrap()
        });
    (certificate, values)
}

fn sequence(out: &mut Vec<u8>, fill: impl FnOnce(&mut Vec<u8>)) {
    write(out, tag::SEQUENCE, fill);
}

fn generalized_time(moment: i64) -> Vec<u8> {
    GeneralizedTime::from_unix_duration(Duration::from_secs(moment as u64))
        .unwrap()
        .to_der()
        .unwrap()
}

fn extension(out: &mut Vec<u8>, oid: &ObjectIdentifier, critical: bool, value: &[u8]) {
    sequence(out, |out| {
        write_oid(out, oid);
        if critical {
            write(out, tag::BOOLEAN, |out| out.push(0xff));
        }
        write(out, tag::OCTET_STRING, |out| out.extend(value));
    });
}

fn rsa_sha256(out: &mut Vec<u8>) {
    sequence(out, |out| {
        write_oid(out, &oid::SHA256_WITH_RSA_ENCRYPTION);
        write(out, tag::NULL, |_| ());
    });
}

/// What is signed, the algorithm and the signature, and what else comes in the structure.
fn signed(to_be_signed: &[u8], signer: &str, rest: &[u8]) -> Vec<u8> {
    let key = KeyPair::from_pkcs8(&vector(&format!("pki/{signer}.key.der"))).unwrap();
    let mut signature = vec![0; key.public_modulus_len()];
    key.sign(
        &RSA_PKCS1_SHA256,
        &SystemRandom::new(),
        to_be_signed,
        &mut signature,
    )
    .unwrap();
    let mut der = Vec::new();
    sequence(&mut der, |out| {
        out.extend(to_be_signed);
        rsa_sha256(out);
        write(out, tag::BIT_STRING, |out| {
            out.push(0);
            out.extend(signature);
        });
        out.extend(rest);
    });
    der
}

/// A response about one certificate.
#[derive(Clone)]
struct Response {
    about: &'static str,
    issuer: &'static str,
    digest: (ObjectIdentifier, DigestAlgorithm),
    status: CertStatus,
    produced: i64,
    this: i64,
    next: Option<i64>,
    critical: bool,
    nonce: Option<Vec<u8>>,
    signer: &'static str,
    /// How it names its signer.
    by_key: bool,
    named: &'static str,
    certificates: &'static [&'static str],
}

impl Response {
    fn new(about: &'static str, moment: i64) -> Self {
        Self {
            about,
            issuer: "ca",
            digest: (oid::ID_SHA1, DigestAlgorithm::Sha1),
            status: CertStatus::Good,
            produced: moment,
            this: moment,
            next: Some(moment + 60 * MINUTE),
            critical: false,
            nonce: None,
            signer: "ocsp",
            by_key: false,
            named: "ocsp",
            certificates: &["ocsp", "ca"],
        }
    }

    /// Signed by somebody else, whose certificate alone is there.
    fn by(mut self, signer: &'static str, certificates: &'static [&'static str]) -> Self {
        (self.signer, self.named, self.certificates) = (signer, signer, certificates);
        self
    }

    fn basic(&self) -> Vec<u8> {
        let mut data = Vec::new();
        sequence(&mut data, |out| {
            let named = certificate(self.named);
            if self.by_key {
                let hash = crate::x509::key_hash(&named, DigestAlgorithm::Sha1).unwrap();
                write(out, tag::context(2), |out| {
                    write(out, tag::OCTET_STRING, |out| out.extend(hash));
                });
            } else {
                write(out, tag::context(1), |out| {
                    out.extend(named.subject().as_der());
                });
            }
            out.extend(generalized_time(self.produced));
            sequence(out, |out| sequence(out, |out| self.single(out)));
            if let Some(nonce) = &self.nonce {
                write(out, tag::context(1), |out| {
                    sequence(out, |out| {
                        extension(out, &oid::ID_PKIX_OCSP_NONCE, false, nonce);
                    });
                });
            }
        });
        let mut rest = Vec::new();
        if !self.certificates.is_empty() {
            write(&mut rest, tag::context(0), |out| {
                sequence(out, |out| {
                    for certificate in certificates(self.certificates) {
                        out.extend(certificate.as_der());
                    }
                });
            });
        }
        signed(&data, self.signer, &rest)
    }

    fn single(&self, out: &mut Vec<u8>) {
        let (about, issuer) = (certificate(self.about), certificate(self.issuer));
        let (identifier, digest) = &self.digest;
        sequence(out, |out| {
            sequence(out, |out| write_oid(out, identifier));
            let name = Digest::of(*digest, about.issuer().as_der());
            let key = crate::x509::key_hash(&issuer, *digest).unwrap();
            write(out, tag::OCTET_STRING, |out| out.extend(name));
            write(out, tag::OCTET_STRING, |out| out.extend(key));
            write(out, tag::INTEGER, |out| out.extend(about.serial()));
        });
        match self.status {
            CertStatus::Good => write(out, tag::context_primitive(0), |_| ()),
            CertStatus::Unknown => write(out, tag::context_primitive(2), |_| ()),
            CertStatus::Revoked(since) => write(out, tag::context(1), |out| {
                out.extend(generalized_time(since));
                let key_compromise = [tag::ENUMERATED, 1, 1];
                write(out, tag::context(0), |out| out.extend(key_compromise));
            }),
        }
        out.extend(generalized_time(self.this));
        if let Some(next) = self.next {
            write(out, tag::context(0), |out| {
                out.extend(generalized_time(next))
            });
        }
        if self.critical {
            write(out, tag::context(1), |out| {
                sequence(out, |out| extension(out, &oid::ID_DATA, true, &[5, 0]));
            });
        }
    }

    /// The whole OCSPResponse.
    fn reply(&self) -> Vec<u8> {
        let mut der = Vec::new();
        sequence(&mut der, |out| {
            write(out, tag::ENUMERATED, |out| out.push(0));
            write(out, tag::context(0), |out| {
                sequence(out, |out| {
                    write_oid(out, &oid::ID_PKIX_OCSP_BASIC);
                    write(out, tag::OCTET_STRING, |out| out.extend(self.basic()));
                });
            });
        });
        der
    }

    /// The reply to a request, with its nonce.
    fn answer(&self, request: &Request) -> Result<Reply> {
        let mut response = self.clone();
        response.nonce = Some(nonce_of(request.body()));
        ok(response.reply())
    }
}

/// The value of the nonce extension, which stands at the end of a request.
fn nonce_of(request: &[u8]) -> Vec<u8> {
    use crate::asn1::Element;
    let request = Element::parse(request).unwrap();
    let mut fields = request.children().read().unwrap().children();
    fields.read_as(tag::SEQUENCE).unwrap();
    let extensions = fields.read_as(tag::context(2)).unwrap();
    let extension = extensions
        .children()
        .read()
        .unwrap()
        .children()
        .read()
        .unwrap();
    let mut members = extension.children();
    assert_eq!(
        members.read().unwrap().oid().unwrap(),
        oid::ID_PKIX_OCSP_NONCE
    );
    members.read().unwrap().content.to_vec()
}

/// A revocation list.
#[derive(Clone)]
struct List {
    issuer: &'static str,
    this: i64,
    next: Option<i64>,
    revoked: Vec<(&'static str, i64)>,
    /// A critical extension of the list, and of its entries.
    critical: Option<(ObjectIdentifier, Vec<u8>)>,
    critical_entry: bool,
    signer: &'static str,
}

impl List {
    fn new(moment: i64) -> Self {
        Self {
            issuer: "ca",
            this: moment - MINUTE,
            next: Some(moment + DAY),
            revoked: vec![("ocsp-noeku", SIGNED)],
            critical: None,
            critical_entry: false,
            signer: "ca",
        }
    }

    fn der(&self) -> Vec<u8> {
        let mut fields = Vec::new();
        sequence(&mut fields, |out| {
            write(out, tag::INTEGER, |out| out.push(1));
            rsa_sha256(out);
            out.extend(certificate(self.issuer).subject().as_der());
            out.extend(generalized_time(self.this));
            if let Some(next) = self.next {
                out.extend(generalized_time(next));
            }
            sequence(out, |out| {
                for (name, since) in &self.revoked {
                    sequence(out, |out| {
                        write(out, tag::INTEGER, |out| {
                            out.extend(certificate(name).serial());
                        });
                        out.extend(generalized_time(*since));
                        if self.critical_entry {
                            sequence(out, |out| extension(out, &oid::ID_DATA, true, &[5, 0]));
                        }
                    });
                }
            });
            if let Some((identifier, value)) = &self.critical {
                write(out, tag::context(0), |out| {
                    sequence(out, |out| extension(out, identifier, true, value));
                });
            }
        });
        signed(&fields, self.signer, &[])
    }
}
