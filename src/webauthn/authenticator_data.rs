//! The authenticator data of a registration (Web Authentication, 6.1).

use super::cbor::{Cbor, malformed};
use super::cose;
use crate::error::{Error, Result, Status};
use crate::jose::{Jwk, JwsAlgorithm};
use crate::limits::Limits;

/// The bits that say what there is, and what the authenticator has seen to.
const USER_PRESENT: u8 = 1;
const USER_VERIFIED: u8 = 1 << 2;
const HAS_KEY: u8 = 1 << 6;
const HAS_EXTENSIONS: u8 = 1 << 7;

/// What an authenticator says about a key that it made.
pub(super) struct AuthenticatorData<'a> {
    /// The SHA-256 of the host name that the key is for.
    pub(super) relying_party: &'a [u8; 32],
    pub(super) is_user_verified: bool,
    /// The model of the authenticator (AAGUID).
    pub(super) model: &'a [u8; 16],
    pub(super) key: Jwk,
    /// How the key signs.
    pub(super) algorithm: JwsAlgorithm,
}

impl<'a> AuthenticatorData<'a> {
    pub(super) fn parse(octets: &'a [u8], limits: &Limits) -> Result<Self> {
        let (relying_party, rest) = octets.split_first_chunk().ok_or_else(malformed)?;
        // How often the authenticator has signed says nothing about its first signature.
        let ([flags, _, _, _, _], rest) = rest.split_first_chunk().ok_or_else(malformed)?;
        let has = |flag: u8| flags & flag != 0;
        if !has(USER_PRESENT) {
            let message = "nobody was there when an authenticator made a key";
            return Err(Error::new(Status::Refused, message));
        }
        if !has(HAS_KEY) {
            return Err(malformed());
        }
        let (model, rest) = rest.split_first_chunk().ok_or_else(malformed)?;
        let (length, rest) = rest.split_first_chunk().ok_or_else(malformed)?;
        let length = u16::from_be_bytes(*length).into();
        let (_name, rest) = rest.split_at_checked(length).ok_or_else(malformed)?;
        let (members, rest) = Cbor::read(rest)?;
        let (key, algorithm) = cose::key(members.map().ok_or_else(malformed)?, limits)?;
        check_extensions(rest, has(HAS_EXTENSIONS))?;
        Ok(Self {
            relying_party,
            is_user_verified: has(USER_VERIFIED),
            model,
            key,
            algorithm,
        })
    }
}

/// Extensions are a map if they are there, and the end in any case. Their content does not matter.
fn check_extensions(rest: &[u8], expected: bool) -> Result<()> {
    let sound = match expected {
        true => Cbor::parse(rest)?.map().is_some(),
        false => rest.is_empty(),
    };
    sound.then_some(()).ok_or_else(malformed)
}
