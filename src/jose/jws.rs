//! Signed tokens in the compact form (RFC 7515, 7.1).

use super::header::{Header, parts, unsupported};
use super::json::ObjectWriter;
use super::{Jwk, base64url};
use crate::crypto::{
    DigestAlgorithm, KeyKind, PublicKey, SignatureAlgorithm, SigningKey, numbers_from_der,
    numbers_to_der,
};
use crate::error::{Error, Result, Status};
use crate::limits::Limits;

/// How a token is signed (RFC 7518, 3). There is no `none`, and nothing by which whoever can
/// verify a token could also have made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JwsAlgorithm {
    /// RSASSA-PSS with SHA-256, and a salt of 32 octets.
    Ps256,
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    Rs256,
    /// ECDSA on P-256 with SHA-256.
    Es256,
    /// ECDSA on P-384 with SHA-384.
    Es384,
}

impl JwsAlgorithm {
    /// All of them.
    pub(crate) const ALL: [Self; 4] = [Self::Ps256, Self::Rs256, Self::Es256, Self::Es384];

    /// The value of `alg`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ps256 => "PS256",
            Self::Rs256 => "RS256",
            Self::Es256 => "ES256",
            Self::Es384 => "ES384",
        }
    }

    /// The algorithm of this name, which is case-sensitive.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|algorithm| algorithm.name() == name)
    }

    /// Whether keys of this kind sign so. A curve goes with one digest here, unlike in CMS.
    pub(crate) fn fits(self, kind: KeyKind) -> bool {
        match self {
            Self::Ps256 | Self::Rs256 => matches!(kind, KeyKind::Rsa { bits: 2048.. }),
            Self::Es256 => kind == KeyKind::EcP256,
            Self::Es384 => kind == KeyKind::EcP384,
        }
    }

    /// Whether the key signed the message so; an ECDSA signature is in DER.
    pub(crate) fn verifies(self, key: &PublicKey, message: &[u8], signature: &[u8]) -> bool {
        self.fits(key.kind()) && key.verifies(self.signature_algorithm(), message, signature)
    }

    fn signature_algorithm(self) -> SignatureAlgorithm {
        match self {
            Self::Ps256 => SignatureAlgorithm::RsaPss(DigestAlgorithm::Sha256),
            Self::Rs256 => SignatureAlgorithm::RsaPkcs1(DigestAlgorithm::Sha256),
            Self::Es256 => SignatureAlgorithm::Ecdsa(DigestAlgorithm::Sha256),
            Self::Es384 => SignatureAlgorithm::Ecdsa(DigestAlgorithm::Sha384),
        }
    }

    /// Octets of each of the two numbers of an ECDSA signature.
    fn number_size(self) -> Option<usize> {
        match self {
            Self::Ps256 | Self::Rs256 => None,
            Self::Es256 => Some(32),
            Self::Es384 => Some(48),
        }
    }
}

/// How a token shall be signed, and what its header says.
pub(crate) struct Signing<'a> {
    pub(crate) algorithm: JwsAlgorithm,
    /// The type of the token (`typ`).
    pub(crate) token_type: Option<&'a str>,
    /// The name of the key (`kid`).
    pub(crate) key_id: Option<&'a str>,
    /// The public key itself (`jwk`), for whoever does not know it yet and does not have to trust
    /// it. A private part is left out.
    pub(crate) key: Option<&'a Jwk>,
}

impl Signing<'_> {
    /// Signs with a key of our own or of a host.
    ///
    /// # Errors
    /// [`Status::KeyUnsupported`] if the key does not sign so; what a host answers.
    pub(crate) fn sign(&self, key: &SigningKey, payload: &[u8]) -> Result<String> {
        if !self.algorithm.fits(key.kind()) {
            return Err(Error::new(
                Status::KeyUnsupported,
                "a key does not sign tokens by this algorithm",
            ));
        }
        let header = base64url::encode(self.header()?.as_bytes());
        let signed = format!("{}.{}", *header, *base64url::encode(payload));
        let signature = key.sign(self.algorithm.signature_algorithm(), signed.as_bytes())?;
        let signature = match self.algorithm.number_size() {
            Some(size) => numbers_from_der(&signature, size)
                .ok_or_else(|| Error::internal("a signature is not what it should be"))?,
            None => signature,
        };
        Ok(format!("{signed}.{}", *base64url::encode(&signature)))
    }

    fn header(&self) -> Result<crate::secret::Secret> {
        let mut header = ObjectWriter::new();
        header.text("alg", self.algorithm.name());
        header.optional("typ", self.token_type);
        header.optional("kid", self.key_id);
        if let Some(key) = self.key {
            header.raw("jwk", key.to_json()?.as_bytes());
        }
        Ok(header.finish())
    }
}

/// What a token must be like to be believed.
pub(crate) struct Verification<'a> {
    /// The algorithms that may stand in it.
    pub(crate) algorithms: &'a [JwsAlgorithm],
    /// The keys that may have signed it. A key that has a name signs only what names it, or what
    /// names no key.
    pub(crate) keys: &'a [Jwk],
    /// Its type, if that matters.
    pub(crate) token_type: Option<&'a str>,
    pub(crate) limits: &'a Limits,
}

impl Verification<'_> {
    /// The payload of the token, if one of the keys signed it.
    ///
    /// # Errors
    /// [`Status::Malformed`]; [`Status::LimitExceeded`] beyond `jose_size`;
    /// [`Status::Unsupported`] for an algorithm that is not among the allowed, and for what would
    /// have to be understood; [`Status::Refused`] for another type; [`Status::KeyNotFound`] if no
    /// key fits; [`Status::SignatureInvalid`].
    pub(crate) fn verify(&self, token: &str) -> Result<Vec<u8>> {
        let [first, second, third] = parts::<3>(token, self.limits)?;
        let header = Header::parse(first, self.limits)?;
        let algorithm = JwsAlgorithm::from_name(header.algorithm()?);
        let algorithm = algorithm.filter(|algorithm| self.algorithms.contains(algorithm));
        let algorithm = algorithm
            .ok_or_else(|| unsupported("a token is signed by an algorithm that is not allowed"))?;
        header.check_type(self.token_type)?;
        let (payload, signature) = (base64url::decode(second)?, base64url::decode(third)?);
        let length = first.len().saturating_add(second.len()).saturating_add(1);
        let signed = token.get(..length).unwrap_or_default().as_bytes();
        let mut fitting = self.fitting(algorithm, header.text("kid")?).peekable();
        if fitting.peek().is_none() {
            return Err(Error::new(
                Status::KeyNotFound,
                "no known key fits the name and the algorithm of a token",
            ));
        }
        if fitting.any(|key| verifies(key, algorithm, signed, &signature)) {
            return Ok(payload.to_vec());
        }
        Err(Error::new(
            Status::SignatureInvalid,
            "the signature of a token is wrong",
        ))
    }

    /// The keys that this token may have been signed with.
    fn fitting<'a>(
        &'a self,
        algorithm: JwsAlgorithm,
        key_id: Option<&'a str>,
    ) -> impl Iterator<Item = &'a Jwk> {
        self.keys.iter().filter(move |key| {
            let named = match (key_id, key.key_id()) {
                (Some(wanted), Some(name)) => wanted == name,
                _ => true,
            };
            let kind = key.public_key().map(|key| key.kind());
            named
                && key.permits("sig", &[algorithm.name()], &["verify"])
                && kind.is_ok_and(|kind| algorithm.fits(kind))
        })
    }
}

/// The payload of a token for whose truth something else vouches, such as TLS.
///
/// # Errors
/// [`Status::Malformed`]; [`Status::LimitExceeded`] beyond `jose_size`.
pub(crate) fn payload_without_verification(token: &str, limits: &Limits) -> Result<Vec<u8>> {
    let [header, payload, signature] = parts::<3>(token, limits)?;
    Header::parse(header, limits)?;
    base64url::decode(signature)?;
    base64url::decode(payload).map(|payload| payload.to_vec())
}

fn verifies(key: &Jwk, algorithm: JwsAlgorithm, signed: &[u8], signature: &[u8]) -> bool {
    let der = match algorithm.number_size() {
        Some(size) => numbers_to_der(signature, size),
        None => Some(signature.to_vec()),
    };
    let key = key.public_key().ok();
    key.zip(der)
        .is_some_and(|(key, der)| algorithm.verifies(&key, signed, &der))
}

#[cfg(test)]
mod tests;
