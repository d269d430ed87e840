//! Keys and algorithms as authenticators number them (RFC 9052, 7; RFC 8812; RFC 9053).

use super::cbor::{Cbor, Map, malformed};
use crate::error::{Error, Result, Status};
use crate::jose::{Jwk, JwsAlgorithm};
use crate::limits::Limits;
use base64ct::{Base64UrlUnpadded, Encoding};
use serde_json::json;

/// The algorithms that are known, by their numbers.
const ALGORITHMS: [(i64, JwsAlgorithm); 4] = [
    (-37, JwsAlgorithm::Ps256),
    (-257, JwsAlgorithm::Rs256),
    (-7, JwsAlgorithm::Es256),
    (-35, JwsAlgorithm::Es384),
];

/// The labels of the members of a key: those of all, those of a curve, those of RSA.
const TYPE: i64 = 1;
const ALGORITHM: i64 = 3;
const CURVE: i64 = -1;
const X: i64 = -2;
const Y: i64 = -3;
const MODULUS: i64 = -1;
const EXPONENT: i64 = -2;

/// The numbers of the algorithms that are known, the best first.
#[cfg(feature = "simulator")]
pub(crate) fn numbers() -> [i64; 4] {
    ALGORITHMS.map(|(number, _)| number)
}

/// The algorithm of this number.
pub(super) fn algorithm(number: &Cbor<'_>) -> Result<JwsAlgorithm> {
    let number = number.integer();
    let mut known = ALGORITHMS.iter();
    let found = known.find(|(other, _)| Some(*other) == number);
    found
        .map(|(_, algorithm)| *algorithm)
        .ok_or_else(unsupported)
}

/// A public key, and how it signs.
pub(super) fn key(members: &Map<'_>, limits: &Limits) -> Result<(Jwk, JwsAlgorithm)> {
    let algorithm = algorithm(members.at(ALGORITHM).ok_or_else(malformed)?)?;
    let octets = |label: i64| {
        let octets = members.at(label).and_then(Cbor::octets);
        octets
            .map(Base64UrlUnpadded::encode_string)
            .ok_or_else(malformed)
    };
    let number = |label: i64| members.at(label).and_then(Cbor::integer);
    let json = match (number(TYPE), number(CURVE)) {
        (Some(2), Some(1)) => {
            json!({ "kty": "EC", "crv": "P-256", "x": octets(X)?, "y": octets(Y)? })
        }
        (Some(2), Some(2)) => {
            json!({ "kty": "EC", "crv": "P-384", "x": octets(X)?, "y": octets(Y)? })
        }
        (Some(3), _) => json!({ "kty": "RSA", "n": octets(MODULUS)?, "e": octets(EXPONENT)? }),
        _ => return Err(unsupported()),
    };
    let key = Jwk::from_json(json.to_string().as_bytes(), limits)?;
    match algorithm.fits(key.public_key()?.kind()) {
        true => Ok((key, algorithm)),
        false => Err(unsupported()),
    }
}

fn unsupported() -> Error {
    Error::new(
        Status::Unsupported,
        "an authenticator uses an algorithm or a key that is not supported",
    )
}
