//! The algorithms of XML signatures by their names (<https://www.w3.org/TR/xmldsig-core1/>, 6,
//! and RFC 9231).

use super::SignatureRules;
use crate::crypto::{
    DigestAlgorithm, KeyKind, PublicKey, SignatureAlgorithm, SigningKey, numbers_from_der,
    numbers_to_der,
};
use crate::error::{Error, Result, Status};
use roxmltree::Node;

/// The digest of what we sign.
pub(super) const SHA_256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";

const RSA_SHA_256: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const ECDSA_SHA_256: &str = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";

/// RSA keys below this verify nothing here.
const MINIMAL_RSA_BITS: usize = 2048;

/// The digest that a DigestMethod names.
pub(super) fn digest(method: Node<'_, '_>, rules: SignatureRules) -> Result<DigestAlgorithm> {
    let digest = match name(method)? {
        "http://www.w3.org/2000/09/xmldsig#sha1" => DigestAlgorithm::Sha1,
        SHA_256 => DigestAlgorithm::Sha256,
        "http://www.w3.org/2001/04/xmldsig-more#sha384" => DigestAlgorithm::Sha384,
        "http://www.w3.org/2001/04/xmlenc#sha512" => DigestAlgorithm::Sha512,
        _ => return Err(unsupported("an XML signature uses an unknown digest")),
    };
    rules.admit(digest)?;
    Ok(digest)
}

/// The algorithm that a SignatureMethod names.
pub(super) fn signature(method: Node<'_, '_>, rules: SignatureRules) -> Result<SignatureAlgorithm> {
    use DigestAlgorithm::{Sha1, Sha256, Sha384, Sha512};
    use SignatureAlgorithm::{Ecdsa, RsaPkcs1, RsaPss};
    let algorithm = match name(method)? {
        "http://www.w3.org/2000/09/xmldsig#rsa-sha1" => RsaPkcs1(Sha1),
        RSA_SHA_256 => RsaPkcs1(Sha256),
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384" => RsaPkcs1(Sha384),
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512" => RsaPkcs1(Sha512),
        "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1" => RsaPss(Sha256),
        "http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1" => RsaPss(Sha384),
        "http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1" => RsaPss(Sha512),
        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1" => Ecdsa(Sha1),
        ECDSA_SHA_256 => Ecdsa(Sha256),
        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384" => Ecdsa(Sha384),
        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512" => Ecdsa(Sha512),
        _ => return Err(unsupported("an XML signature uses an unknown algorithm")),
    };
    rules.admit(algorithm.digest())?;
    Ok(algorithm)
}

impl SignatureRules {
    fn admit(self, digest: DigestAlgorithm) -> Result<()> {
        if digest == DigestAlgorithm::Sha1 && !self.allows_sha1 {
            return Err(unsupported("an XML signature uses SHA-1"));
        }
        Ok(())
    }
}

/// The name of an algorithm that has no parameters.
fn name<'a>(method: Node<'a, '_>) -> Result<&'a str> {
    if method.children().any(|child| child.is_element()) {
        return Err(unsupported(
            "an algorithm of an XML signature has parameters",
        ));
    }
    Ok(method.attribute("Algorithm").unwrap_or_default())
}

/// Signs, and names the algorithm: RSASSA-PKCS1-v1_5 for RSA keys, as services expect it of
/// envelopes, and ECDSA for the others.
pub(super) fn sign(key: &SigningKey, message: &[u8]) -> Result<Vec<u8>> {
    let public = PublicKey::from_spki(&key.to_spki()?)?;
    match point_size(&public) {
        None => key.sign(
            SignatureAlgorithm::RsaPkcs1(DigestAlgorithm::Sha256),
            message,
        ),
        Some(size) => {
            let algorithm = SignatureAlgorithm::Ecdsa(DigestAlgorithm::Sha256);
            numbers_from_der(&key.sign(algorithm, message)?, size)
                .ok_or_else(|| Error::internal("a signature is longer than its curve"))
        }
    }
}

/// The name of the algorithm that [`sign`] uses.
pub(super) fn of_key(key: &SigningKey) -> &'static str {
    match key.algorithm() {
        SignatureAlgorithm::Ecdsa(_) => ECDSA_SHA_256,
        _ => RSA_SHA_256,
    }
}

/// Whether the signature verifies.
///
/// # Errors
/// [`Status::KeyUnsupported`] for an RSA key of less than 2048 bits.
pub(super) fn verifies(
    key: &PublicKey,
    algorithm: SignatureAlgorithm,
    message: &[u8],
    signature: &[u8],
) -> Result<bool> {
    if matches!(key.kind(), KeyKind::Rsa { bits } if bits < MINIMAL_RSA_BITS) {
        return Err(Error::new(
            Status::KeyUnsupported,
            "the RSA key of an XML signature has less than 2048 bits",
        ));
    }
    if !key.fits(algorithm) {
        return Ok(false);
    }
    Ok(match point_size(key) {
        None => key.verifies(algorithm, message, signature),
        Some(size) => numbers_to_der(signature, size)
            .is_some_and(|signature| key.verifies(algorithm, message, &signature)),
    })
}

/// The octets of each of the two numbers in a signature by an EC key.
fn point_size(key: &PublicKey) -> Option<usize> {
    match key.kind() {
        KeyKind::EcP256 => Some(32),
        KeyKind::EcP384 => Some(48),
        KeyKind::EcP521 => Some(66),
        KeyKind::Rsa { .. } | KeyKind::Dsa { .. } | KeyKind::Other => None,
    }
}

fn unsupported(message: &'static str) -> Error {
    Error::new(Status::Unsupported, message)
}
