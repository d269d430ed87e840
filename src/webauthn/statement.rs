//! Who vouches for a registration: attestation statements (Web Authentication, 8.2 and 8.7).

use super::authenticator_data::AuthenticatorData;
use super::cbor::{Cbor, Map, malformed};
use super::cose;
use crate::asn1::{Element, oid, tag};
use crate::error::{Error, Result, Status};
use crate::limits::Limits;
use crate::x509::Certificate;

/// What the subject of a certificate that signs attestations has as its organisational unit.
const UNIT: &str = "Authenticator Attestation";

/// Checks a statement of this format; the certificates that came with it, that of the signer
/// first. `signed` is what it is about: the authenticator data, then the digest of the client
/// data.
pub(super) fn verify(
    format: &str,
    statement: &Map<'_>,
    data: &AuthenticatorData<'_>,
    signed: &[u8],
    limits: &Limits,
) -> Result<(&'static str, Vec<Certificate>)> {
    match format {
        "none" if statement.is_empty() => Ok(("none", Vec::new())),
        "none" => Err(malformed()),
        "packed" => Ok(("packed", packed(statement, data, signed, limits)?)),
        _ => Err(Error::new(
            Status::Unsupported,
            "an attestation is in another format than packed and none",
        )),
    }
}

fn packed(
    statement: &Map<'_>,
    data: &AuthenticatorData<'_>,
    signed: &[u8],
    limits: &Limits,
) -> Result<Vec<Certificate>> {
    let algorithm = cose::algorithm(statement.named("alg").ok_or_else(malformed)?)?;
    let signature = statement.named("sig").and_then(Cbor::octets);
    let signature = signature.ok_or_else(malformed)?;
    let certificates = certificates(statement, limits)?;
    let verifies = match certificates.first() {
        Some(certificate) => {
            check(certificate, data)?;
            algorithm.verifies(certificate.public_key(), signed, signature)
        }
        None if statement.named("ecdaaKeyId").is_some() => {
            let message = "an attestation is signed by ECDAA, which is not supported";
            return Err(Error::new(Status::Unsupported, message));
        }
        None if algorithm != data.algorithm => return Err(malformed()),
        None => algorithm.verifies(&data.key.public_key()?, signed, signature),
    };
    match verifies {
        true => Ok(certificates),
        false => Err(Error::new(
            Status::SignatureInvalid,
            "the signature of an attestation is wrong",
        )),
    }
}

fn certificates(statement: &Map<'_>, limits: &Limits) -> Result<Vec<Certificate>> {
    let Some(chain) = statement.named("x5c") else {
        return Ok(Vec::new());
    };
    let chain = chain.list().filter(|chain| !chain.is_empty());
    let chain = chain.ok_or_else(malformed)?;
    if chain.len() > limits.certificates {
        let message = "an attestation has more certificates than the limit";
        return Err(Error::new(Status::LimitExceeded, message));
    }
    chain
        .iter()
        .map(|item| Certificate::from_der(item.octets().ok_or_else(malformed)?))
        .collect()
}

/// What the certificate of an authenticator has to be like (8.2.1). Whether it is to be trusted is
/// for the caller to say.
fn check(certificate: &Certificate, data: &AuthenticatorData<'_>) -> Result<()> {
    let subject = certificate.subject().attributes()?;
    let has = |wanted| subject.iter().any(|(kind, _)| *kind == wanted);
    let is_named = has(oid::ID_AT_COUNTRY_NAME)
        && has(oid::ID_AT_ORGANIZATION_NAME)
        && has(oid::ID_AT_COMMON_NAME)
        && subject
            .iter()
            .any(|(kind, text)| *kind == oid::ID_AT_ORGANIZATIONAL_UNIT_NAME && text == UNIT);
    let is_end_entity = certificate.basic_constraints().is_some() && !certificate.is_ca();
    let model = match certificate.extension(&oid::ID_FIDO_GEN_CE_AAGUID) {
        Some(model) => Element::parse_as(model, tag::OCTET_STRING)?.content == data.model,
        None => true,
    };
    match certificate.version() == 3 && is_named && is_end_entity && model {
        true => Ok(()),
        false => Err(Error::new(
            Status::CertificateUntrusted,
            "the certificate of an attestation is not one of an authenticator",
        )),
    }
}
