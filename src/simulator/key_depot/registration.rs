//! What the KeyDepot wants to see before it takes a key.

use super::{KeyDepotService, decoded};
use crate::jose::{ClaimRules, Claims, Jwk, JwsAlgorithm, Verification};
use crate::limits::Limits;
use crate::simulator::connect::Bearer;
use crate::simulator::one_time::Taken;
use crate::simulator::problem::Problem;
use crate::webauthn::{AttestationRules, RelyingParty, answered_challenge};
use base64ct::{Base64UrlUnpadded, Encoding};
use serde_json::{Map, Value};

/// By how many seconds the clock of a client may be wrong.
const SKEW: i64 = 5;
/// For how many seconds after its making a proof is taken.
const LONGEST: i64 = 5 * 60;
/// Characters of an application, and of a label.
const MAX_TEXT: usize = 256;

const INVALID_PROOF: Problem =
    Problem::bad_request("the proof does not hold").with_code("INVALID_PROOF");
const INVALID_ATTESTATION: Problem =
    Problem::bad_request("the attestation does not hold").with_code("INVALID_ATTESTATION");
const UNKNOWN_CHALLENGE: Problem =
    Problem::bad_request("the challenge is not open for this caller")
        .with_code("UNKNOWN_CHALLENGE");

pub(super) type Checked<T> = core::result::Result<T, Problem>;

/// An attestation object, and what the client saw.
pub(super) type AttestationParts = (Vec<u8>, Vec<u8>);

/// The request of one caller to register a key, or to change what is said about it.
pub(super) struct Examination<'a> {
    pub(super) service: &'a KeyDepotService,
    pub(super) caller: &'a Bearer,
    /// The base URL of the service, which proofs are for.
    pub(super) base: &'a str,
    pub(super) now: i64,
}

impl Examination<'_> {
    /// The attestation in a request, if there is one, which has to be about this key.
    pub(super) fn attestation(
        &self,
        members: &Map<String, Value>,
        key: &Jwk,
    ) -> Checked<Option<AttestationParts>> {
        let Some(stated) = members.get("attestation") else {
            return Ok(None);
        };
        let octets = |name: &str| decoded(stated.get(name)?.as_str()?);
        let parts = octets("attestationObject").zip(octets("clientDataJSON"));
        let (object, client_data) = parts.ok_or(INVALID_ATTESTATION)?;
        let limits = Limits::default();
        let challenge = answered_challenge(&client_data, &limits);
        let challenge = challenge.map_err(|_| INVALID_ATTESTATION)?;
        let rules = AttestationRules {
            relying_party: &RelyingParty::default(),
            challenge: Some(&challenge),
            limits: &limits,
        };
        let attestation = rules.verify(&object, &client_data);
        let attestation = attestation.map_err(|_| INVALID_ATTESTATION)?;
        if attestation.key().thumbprint() != key.thumbprint() {
            return Err(INVALID_ATTESTATION);
        }
        self.take(&challenge)?;
        Ok(Some((object, client_data)))
    }

    /// Checks that whoever has the private key answered to a challenge.
    pub(super) fn proof(&self, members: &Map<String, Value>, key: &Jwk) -> Checked<()> {
        let missing = Problem::bad_request("neither proof nor attestation");
        let proof = members.get("proof").and_then(Value::as_str);
        let claims = self.claims(proof.ok_or(missing.with_code("INVALID_PROOF"))?, key)?;
        let text = |name: &str| claims.text(name).ok().flatten().ok_or(INVALID_PROOF);
        if text("sub")? != self.caller.subject {
            return Err(INVALID_PROOF);
        }
        let challenge = Base64UrlUnpadded::decode_vec(text("nonce")?);
        let challenge = challenge.map_err(|_| INVALID_PROOF)?;
        let end = self.now.saturating_add(LONGEST).saturating_add(SKEW);
        let names = &self.service.proofs;
        match names.take(&self.caller.subject, text("jti")?, end, self.now) {
            Taken::Now => self.take(&challenge),
            Taken::Before => Err(INVALID_PROOF),
            Taken::Never => Err(Problem::unavailable()),
        }
    }

    /// The claims of a proof that this key signed, for this service and now.
    fn claims(&self, proof: &str, key: &Jwk) -> Checked<Claims> {
        let limits = Limits::default();
        // Whatever the key is for, it signs this.
        let bare = key.to_spki().and_then(|spki| Jwk::from_spki(&spki));
        let bare = bare.map_err(|_| INVALID_PROOF)?;
        let verification = Verification {
            algorithms: &JwsAlgorithm::ALL,
            keys: core::slice::from_ref(&bare),
            token_type: None,
            limits: &limits,
        };
        let rules = ClaimRules {
            now: self.now,
            skew: SKEW,
            issuer: None,
            audience: Some(self.base),
            lifetime: Some(LONGEST),
        };
        let payload = verification.verify(proof);
        let claims = payload.and_then(|payload| Claims::parse(&payload, &limits));
        let claims = claims.map_err(|_| INVALID_PROOF)?;
        match claims.check(&rules) {
            Ok(()) => Ok(claims),
            Err(_) => Err(INVALID_PROOF),
        }
    }

    fn take(&self, challenge: &[u8]) -> Checked<()> {
        let challenges = &self.service.challenges;
        match challenges.take(challenge, &self.caller.subject, self.now) {
            true => Ok(()),
            false => Err(UNKNOWN_CHALLENGE),
        }
    }
}

/// The key in a request, as it is kept: with its use and its identifier.
pub(super) fn public_key(members: &Map<String, Value>) -> Checked<Jwk> {
    let wrong = Problem::bad_request("jwk is no public key that is taken here");
    let text = members.get("jwk").ok_or(wrong)?.to_string();
    let key = Jwk::from_json(text.as_bytes(), &Limits::default()).map_err(|_| wrong)?;
    let is_taken = match (key.key_use(), key.key_type()) {
        (Some("enc" | "sig"), "RSA") => true,
        (Some("sig"), "EC") => JwsAlgorithm::ALL.iter().any(|algorithm| {
            let kind = key.public_key().map(|key| key.kind());
            kind.is_ok_and(|kind| algorithm.fits(kind))
        }),
        _ => false,
    };
    if key.is_private() || !is_taken {
        return Err(wrong);
    }
    let named = key.clone().with_computed_key_id();
    match key.key_id().is_none_or(|name| Some(name) == named.key_id()) {
        true => Ok(named),
        false => Err(Problem::bad_request("the kid is not that of the key")),
    }
}

/// A member that is a short text, `None` if it is missing, `Some(None)` if it is null.
pub(super) fn text(members: &Map<String, Value>, name: &str) -> Checked<Option<Option<String>>> {
    match members.get(name) {
        None => Ok(None),
        Some(Value::Null) => Ok(Some(None)),
        Some(Value::String(text)) if (1..=MAX_TEXT).contains(&text.len()) => {
            Ok(Some(Some(text.clone())))
        }
        Some(_) => Err(Problem::bad_request("a member is no text, or too long")),
    }
}
