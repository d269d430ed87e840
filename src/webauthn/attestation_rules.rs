//! What an attestation has to be like to be believed (Web Authentication, 7.1).

use super::attestation::Attestation;
use super::authenticator_data::AuthenticatorData;
use super::cbor::{Cbor, malformed};
use super::{RelyingParty, statement};
use crate::crypto::{Digest, DigestAlgorithm};
use crate::error::{Error, Result, Status};
use crate::jose::Claims;
use crate::limits::Limits;
use base64ct::{Base64UrlUnpadded, Encoding};

/// What the client says that it was asked for.
const CREATION: &str = "webauthn.create";

/// What an attestation has to be like to be believed.
pub(crate) struct AttestationRules<'a> {
    pub(crate) relying_party: &'a RelyingParty,
    /// What it has to answer to, where that is known.
    pub(crate) challenge: Option<&'a [u8]>,
    pub(crate) limits: &'a Limits,
}

impl AttestationRules<'_> {
    /// Verifies an attestation object (CBOR) with what the client saw (JSON).
    ///
    /// # Errors
    /// [`Status::Malformed`]; [`Status::LimitExceeded`]; [`Status::Unsupported`] for another
    /// format, algorithm or type of key; [`Status::Refused`] for another occasion, challenge,
    /// origin or relying party, or without a user; [`Status::SignatureInvalid`];
    /// [`Status::CertificateUntrusted`] for a certificate that is not one of an authenticator.
    pub(crate) fn verify(&self, object: &[u8], client_data: &[u8]) -> Result<Attestation> {
        if object.len().max(client_data.len()) > self.limits.element_size {
            let message = "an attestation is larger than the limit";
            return Err(Error::new(Status::LimitExceeded, message));
        }
        self.check_client_data(client_data)?;
        let members = Cbor::parse(object)?;
        let members = members.map().ok_or_else(malformed)?;
        let format = members.named("fmt").and_then(Cbor::text);
        let stated = members.named("attStmt").and_then(Cbor::map);
        let octets = members.named("authData").and_then(Cbor::octets);
        let octets = octets.ok_or_else(malformed)?;
        let data = AuthenticatorData::parse(octets, self.limits)?;
        if *data.relying_party != *sha256(self.relying_party.host().as_bytes()) {
            return Err(refused("an attestation is for another relying party"));
        }
        let signed = [octets, &sha256(client_data)].concat();
        let (format, certificates) = statement::verify(
            format.ok_or_else(malformed)?,
            stated.ok_or_else(malformed)?,
            &data,
            &signed,
            self.limits,
        )?;
        Ok(Attestation {
            object: object.to_vec(),
            client_data: client_data.to_vec(),
            format,
            key: data.key.with_computed_key_id(),
            certificates,
            model: *data.model,
            user_verified: data.is_user_verified,
            registered_at: None,
        })
    }

    /// On what occasion, for what and where the client was.
    fn check_client_data(&self, client_data: &[u8]) -> Result<()> {
        let said = Claims::parse(client_data, self.limits)?;
        if said.text("type")? != Some(CREATION) {
            return Err(refused("an attestation is not from the making of a key"));
        }
        let challenge = challenge(&said)?;
        if self.challenge.is_some_and(|wanted| wanted != challenge) {
            return Err(refused("an attestation answers to another challenge"));
        }
        let origin = said.text("origin")?.unwrap_or_default();
        if !self.relying_party.admits(origin) || said.is_true("crossOrigin") {
            return Err(refused("an attestation is from another origin"));
        }
        Ok(())
    }
}

/// The challenge that the client says it was given, nobody having verified it.
///
/// # Errors
/// [`Status::Malformed`]; [`Status::LimitExceeded`].
#[cfg(feature = "simulator")]
pub(crate) fn answered_challenge(client_data: &[u8], limits: &Limits) -> Result<Vec<u8>> {
    challenge(&Claims::parse(client_data, limits)?)
}

fn challenge(said: &Claims) -> Result<Vec<u8>> {
    let text = said.text("challenge")?.unwrap_or_default();
    let challenge = Base64UrlUnpadded::decode_vec(text).ok();
    challenge
        .filter(|challenge| !challenge.is_empty())
        .ok_or_else(|| Error::malformed("an attestation names no challenge"))
}

fn sha256(octets: &[u8]) -> Vec<u8> {
    Digest::of(DigestAlgorithm::Sha256, octets)
}

fn refused(message: &'static str) -> Error {
    Error::new(Status::Refused, message)
}
