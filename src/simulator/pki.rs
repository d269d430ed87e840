//! The PKI: a root, an issuing CA, the registration authority of the depot, and holders.

use super::holder::Holder;
use crate::asn1::{oid, tag, write, write_oid, write_unsigned};
use crate::crypto::{Digest, DigestAlgorithm, NewKey, fill_random};
use crate::error::{Error, Result};
use crate::x509::{Certificate, encode_time};
use der::oid::ObjectIdentifier;
use std::time::{SystemTime, UNIX_EPOCH};

const PRINTABLE_STRING: u8 = 0x13;
const UTF8_STRING: u8 = 0x0c;
const DAY: i64 = 24 * 60 * 60;

/// KeyUsage (RFC 5280, 4.2.1.3) as the content of its BIT STRING.
mod usage {
    /// digitalSignature and nonRepudiation.
    pub(super) const SIGNING: [u8; 2] = [6, 0xc0];
    /// keyEncipherment and dataEncipherment.
    pub(super) const ENCRYPTION: [u8; 2] = [4, 0x30];
    /// keyCertSign and cRLSign.
    pub(super) const AUTHORITY: [u8; 2] = [1, 0x06];
}

/// A key with the certificate for it.
pub(super) struct Member {
    pub(super) key: NewKey,
    pub(super) certificate: Certificate,
}

/// What stands above the holders.
pub(super) struct Pki {
    pub(super) root: Member,
    pub(super) issuing: Member,
    /// Signs the tokens.
    pub(super) registration: Member,
    /// Signs the assertions.
    pub(super) token_service: Member,
    pub(super) now: i64,
}

impl Pki {
    /// Makes CAs on P-256, and a registration authority and a token service with RSA keys.
    pub(super) fn new() -> Result<Self> {
        let now = now()?;
        let root = root(now)?;
        let issuing = root.issue(
            authority_name("Simulator Issuing CA"),
            NewKey::ec_p256()?,
            usage::AUTHORITY,
            (now - DAY, now + 20 * 365 * DAY),
        )?;
        let service = |common_name| {
            issuing.issue(
                authority_name(common_name),
                NewKey::rsa()?,
                usage::SIGNING,
                (now - DAY, now + 10 * 365 * DAY),
            )
        };
        Ok(Self {
            registration: service("Simulator ETK RA")?,
            token_service: service("Simulator STS")?,
            root,
            issuing,
            now,
        })
    }

    /// Certifies a key of a person's eID card for this purpose (`Authentication` or
    /// `Signature`), for three years.
    pub(super) fn citizen(&self, ssin: &str, person: &str, purpose: &str) -> Result<Member> {
        let common_name = format!("{person} ({purpose})");
        let subject = name(&[
            (oid::ID_AT_COMMON_NAME, &common_name),
            (oid::ID_AT_SERIAL_NUMBER, ssin),
        ]);
        self.issuing.issue(
            subject,
            NewKey::rsa()?,
            usage::SIGNING,
            (self.now - DAY, self.now + 3 * 365 * DAY),
        )
    }

    /// Certifies the authentication key of a holder for three years.
    pub(super) fn holder(&self, holder: &Holder, key: NewKey) -> Result<Member> {
        self.issuing.issue(
            holder_name(holder),
            key,
            usage::SIGNING,
            (self.now - DAY, self.now + 3 * 365 * DAY),
        )
    }
}

impl Member {
    fn issue(
        &self,
        subject: Vec<u8>,
        key: NewKey,
        usage: [u8; 2],
        validity: (i64, i64),
    ) -> Result<Self> {
        let spki = key.to_spki()?;
        let mut extensions = Vec::new();
        basic_constraints(&mut extensions, usage == usage::AUTHORITY);
        key_usage(&mut extensions, usage);
        subject_key_identifier(&mut extensions, &spki);
        authority_key_identifier(&mut extensions, self.certificate.spki());
        let contents = Contents {
            issuer: self.certificate.subject().as_der(),
            subject: &subject,
            validity,
            spki: &spki,
            extensions: &extensions,
        };
        let certificate = contents.sign(&self.key)?;
        Ok(Self { key, certificate })
    }

    /// A new encryption key, whose certificate the holder issues himself. It is valid as long
    /// as the authentication certificate.
    pub(super) fn new_encryption_key(&self) -> Result<Self> {
        let key = NewKey::rsa()?;
        let validity = (self.certificate.not_before(), self.certificate.not_after());
        let certificate = self.certify_for_encryption(&key.to_spki()?, validity)?;
        Ok(Self { key, certificate })
    }

    /// Another certificate for an encryption key of this holder, which has been over for an hour
    /// when his own begins.
    pub(super) fn expired_certificate(&self, encryption: &Self) -> Result<Certificate> {
        let end = self.certificate.not_before() - 60 * 60;
        self.certify_for_encryption(encryption.certificate.spki(), (end - 365 * DAY, end))
    }

    fn certify_for_encryption(&self, spki: &[u8], validity: (i64, i64)) -> Result<Certificate> {
        let mut extensions = Vec::new();
        key_usage(&mut extensions, usage::ENCRYPTION);
        let own = self.certificate.subject().as_der();
        let contents = Contents {
            issuer: own,
            subject: own,
            validity,
            spki,
            extensions: &extensions,
        };
        contents.sign(&self.key)
    }
}

fn root(now: i64) -> Result<Member> {
    let key = NewKey::ec_p256()?;
    let name = authority_name("Simulator Root CA");
    let spki = key.to_spki()?;
    let mut extensions = Vec::new();
    basic_constraints(&mut extensions, true);
    key_usage(&mut extensions, usage::AUTHORITY);
    subject_key_identifier(&mut extensions, &spki);
    let contents = Contents {
        issuer: &name,
        subject: &name,
        validity: (now - DAY, now + 20 * 365 * DAY),
        spki: &spki,
        extensions: &extensions,
    };
    let certificate = contents.sign(&key)?;
    Ok(Member { key, certificate })
}

/// The variable parts of a TBSCertificate (RFC 5280, 4.1.2); names and keys are encoded.
struct Contents<'a> {
    issuer: &'a [u8],
    subject: &'a [u8],
    validity: (i64, i64),
    spki: &'a [u8],
    extensions: &'a [u8],
}

impl Contents<'_> {
    fn sign(&self, key: &NewKey) -> Result<Certificate> {
        let mut serial = [0; 16];
        fill_random(&mut serial)?;
        let (start, end) = (encode_time(self.validity.0)?, encode_time(self.validity.1)?);
        let mut tbs = Vec::new();
        write(&mut tbs, tag::SEQUENCE, |out| {
            write(out, tag::context(0), |out| write_unsigned(out, &[2]));
            write_unsigned(out, &serial);
            key.write_algorithm(out);
            out.extend_from_slice(self.issuer);
            write(out, tag::SEQUENCE, |out| {
                out.extend(start);
                out.extend(end);
            });
            out.extend_from_slice(self.subject);
            out.extend_from_slice(self.spki);
            write(out, tag::context(3), |out| {
                write(out, tag::SEQUENCE, |out| {
                    out.extend_from_slice(self.extensions);
                });
            });
        });
        let signature = key.sign(&tbs)?;
        let mut der = Vec::new();
        write(&mut der, tag::SEQUENCE, |out| {
            out.extend(tbs);
            key.write_algorithm(out);
            write(out, tag::BIT_STRING, |out| {
                out.push(0);
                out.extend(signature);
            });
        });
        Certificate::from_der(&der)
    }
}

fn extension(
    out: &mut Vec<u8>,
    identifier: &ObjectIdentifier,
    critical: bool,
    fill: impl FnOnce(&mut Vec<u8>),
) {
    write(out, tag::SEQUENCE, |out| {
        write_oid(out, identifier);
        if critical {
            write(out, tag::BOOLEAN, |out| out.push(0xff));
        }
        write(out, tag::OCTET_STRING, fill);
    });
}

fn basic_constraints(out: &mut Vec<u8>, is_ca: bool) {
    extension(out, &oid::ID_CE_BASIC_CONSTRAINTS, true, |out| {
        write(out, tag::SEQUENCE, |out| {
            if is_ca {
                write(out, tag::BOOLEAN, |out| out.push(0xff));
            }
        });
    });
}

fn key_usage(out: &mut Vec<u8>, usage: [u8; 2]) {
    extension(out, &oid::ID_CE_KEY_USAGE, true, |out| {
        write(out, tag::BIT_STRING, |out| out.extend(usage));
    });
}

fn subject_key_identifier(out: &mut Vec<u8>, spki: &[u8]) {
    extension(out, &oid::ID_CE_SUBJECT_KEY_IDENTIFIER, false, |out| {
        write(out, tag::OCTET_STRING, |out| {
            out.extend(key_identifier(spki));
        });
    });
}

fn authority_key_identifier(out: &mut Vec<u8>, spki: &[u8]) {
    extension(out, &oid::ID_CE_AUTHORITY_KEY_IDENTIFIER, false, |out| {
        write(out, tag::SEQUENCE, |out| {
            write(out, tag::context_primitive(0), |out| {
                out.extend(key_identifier(spki));
            });
        });
    });
}

/// 160 bits of a digest of the key (RFC 7093, 2, the fourth way).
fn key_identifier(spki: &[u8]) -> Vec<u8> {
    let mut identifier = Digest::of(DigestAlgorithm::Sha256, spki);
    identifier.truncate(20);
    identifier
}

fn authority_name(common_name: &str) -> Vec<u8> {
    name(&[
        (oid::ID_AT_ORGANIZATION_NAME, "Federal Government"),
        (
            oid::ID_AT_ORGANIZATIONAL_UNIT_NAME,
            "eHealth-platform Belgium",
        ),
        (oid::ID_AT_COMMON_NAME, common_name),
    ])
}

/// The subject that the platform gives to holders.
fn holder_name(holder: &Holder) -> Vec<u8> {
    let identifier = format!("{}={}", holder.identifier_type(), holder.identifier());
    let application = holder.application();
    let common_name = match application {
        "" => identifier.clone(),
        _ => format!("{identifier}, {application}"),
    };
    let unit = oid::ID_AT_ORGANIZATIONAL_UNIT_NAME;
    let mut attributes = vec![(oid::ID_AT_ORGANIZATION_NAME, "Federal Government")];
    if !application.is_empty() {
        attributes.push((unit, application));
    }
    attributes.extend([
        (unit, identifier.as_str()),
        (unit, holder.name()),
        (unit, "eHealth-platform Belgium"),
        (oid::ID_AT_COMMON_NAME, common_name.as_str()),
    ]);
    name(&attributes)
}

/// A Name below `C=BE`.
fn name(attributes: &[(ObjectIdentifier, &str)]) -> Vec<u8> {
    let mut der = Vec::new();
    write(&mut der, tag::SEQUENCE, |out| {
        attribute(out, &oid::ID_AT_COUNTRY_NAME, PRINTABLE_STRING, "BE");
        for (kind, value) in attributes {
            let string = match *kind {
                oid::ID_AT_SERIAL_NUMBER => PRINTABLE_STRING,
                _ => UTF8_STRING,
            };
            attribute(out, kind, string, value);
        }
    });
    der
}

fn attribute(out: &mut Vec<u8>, kind: &ObjectIdentifier, string: u8, value: &str) {
    write(out, tag::SET, |out| {
        write(out, tag::SEQUENCE, |out| {
            write_oid(out, kind);
            write(out, string, |out| out.extend_from_slice(value.as_bytes()));
        });
    });
}

fn now() -> Result<i64> {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .and_then(|since_1970| i64::try_from(since_1970.as_secs()).ok())
        .ok_or_else(bad_clock)
}

fn bad_clock() -> Error {
    Error::internal("the clock of this machine stands outside 1970 to 9999")
}
