//! A JSON web key (RFC 7517; RFC 7518, 6).

mod ec;
mod pkcs8;
mod rsa;

use super::json::{Object, ObjectWriter};
use super::{base64url, key_identifier};
use crate::asn1::{Element, oid, tag};
use crate::crypto::{Curve, Digest, DigestAlgorithm, PublicKey};
use crate::error::{Error, Result, Status};
use crate::limits::Limits;
use crate::secret::Secret;
use crate::x509::{Certificate, KeyUsage};
use base64ct::{Base64, Encoding};
use core::fmt;
use ec::EcKey;
use rsa::RsaKey;

/// The longest symmetric key that is taken, in octets; the longest that anything needs has 64.
const MAX_SYMMETRIC: usize = 1024;

/// A JSON web key: RSA of 2048 to 8192 bits, EC on P-256, P-384 or P-521, or symmetric (`oct`);
/// public or private. What is secret in it is wiped with it and never shown.
///
/// Of the other members `kid`, `use`, `alg`, `key_ops`, `x5c` and `x5t#S256` are kept; others
/// are ignored, above all `x5u`: nothing is ever fetched.
///
/// It may be used by several threads at once.
#[derive(Clone)]
pub struct Jwk {
    material: Material,
    labels: Labels,
}

#[derive(Clone)]
enum Material {
    Rsa(RsaKey),
    Ec(EcKey),
    Symmetric(Secret),
}

/// What a key says about itself.
#[derive(Clone, Default)]
struct Labels {
    key_id: Option<String>,
    key_use: Option<String>,
    algorithm: Option<String>,
    operations: Vec<String>,
    certificates: Vec<Certificate>,
    certificate_thumbprint: Option<Vec<u8>>,
}

impl Jwk {
    /// Reads a key from JSON (UTF-8), strictly: no member twice, base64url without padding,
    /// numbers and coordinates of the length that they must have, points on their curve, private
    /// parts that belong to the public ones, and a certificate that has this key. The modulus of
    /// an RSA key may have one leading zero octet, with which the depot writes it.
    ///
    /// # Errors
    /// [`Status::KeyUnsupported`] for another type, size or curve of key, and for a private RSA
    /// key without its primes; [`Status::Malformed`] for all that is broken;
    /// [`Status::LimitExceeded`] beyond `jose_size` or `certificates`.
    pub fn from_json(json: &[u8], limits: &Limits) -> Result<Self> {
        Self::from_object(&Object::parse(json, limits.jose_size)?, limits)
    }

    pub(super) fn from_object(object: &Object, limits: &Limits) -> Result<Self> {
        let material = match object.text("kty")? {
            Some("RSA") => Material::Rsa(RsaKey::from_object(object)?),
            Some("EC") => Material::Ec(EcKey::from_object(object)?),
            Some("oct") => Material::Symmetric(secret_member(object, "k")?),
            Some(_) => return Err(unsupported("a web key is of an unknown type")),
            None => return Err(Error::malformed("a web key has no type")),
        };
        let labels = Labels::from_object(object, limits)?;
        Self { material, labels }.checked()
    }

    /// Takes a public key as SubjectPublicKeyInfo (DER), without any label.
    ///
    /// # Errors
    /// [`Status::KeyUnsupported`] as [`Self::from_json`]; [`Status::Malformed`].
    pub fn from_spki(spki: &[u8]) -> Result<Self> {
        let mut members = Element::parse_as(spki, tag::SEQUENCE)?.children();
        let mut algorithm = members.read_as(tag::SEQUENCE)?.children();
        let identifier = algorithm.read()?.oid()?;
        let bits = members.read()?.bit_string()?;
        members.finish()?;
        let material = match identifier {
            oid::RSA_ENCRYPTION => Material::Rsa(RsaKey::from_public_der(bits)?),
            oid::ID_EC_PUBLIC_KEY => {
                let curve = algorithm.read()?.oid().ok();
                let curve = curve.and_then(|curve| Curve::from_oid(&curve));
                let curve = curve.ok_or_else(ec::unknown_curve)?;
                Material::Ec(EcKey::from_point(curve, bits))
            }
            _ => return Err(unsupported("a public key is neither RSA nor EC")),
        };
        Self::of(material).checked()
    }

    /// Takes a private key as an unencrypted PKCS #8 PrivateKeyInfo (RFC 5958), without any
    /// label.
    ///
    /// # Errors
    /// As [`Self::from_spki`].
    pub fn from_pkcs8(pkcs8: &[u8]) -> Result<Self> {
        let (algorithm, key) = pkcs8::unwrap(pkcs8)?;
        let material = match algorithm {
            oid::RSA_ENCRYPTION => Material::Rsa(RsaKey::from_private_der(key)?),
            oid::ID_EC_PUBLIC_KEY => Material::Ec(EcKey::from_pkcs8(pkcs8, key)?),
            _ => return Err(unsupported("a private key is neither RSA nor EC")),
        };
        Self::of(material).checked()
    }

    /// Takes a symmetric key of 1 to 1024 octets, without any label.
    ///
    /// # Errors
    /// [`Status::KeyUnsupported`] for another length.
    pub fn from_symmetric(key: &[u8]) -> Result<Self> {
        Self::of(Material::Symmetric(Secret::from(key))).checked()
    }

    /// The public key of a certificate, as the ETK depot shows it: with the certificate as
    /// `x5c`, its `x5t#S256`, the letter S and the serial number in decimal as `kid`, and as
    /// `use` `enc` or `sig` where the key usage of the certificate says one of the two.
    ///
    /// # Errors
    /// [`Status::KeyUnsupported`] if the key is neither RSA of 2048 to 8192 bits nor EC on a
    /// curve named above.
    pub fn from_certificate(certificate: &Certificate) -> Result<Self> {
        let says = |one, other| certificate.has_key_usage(one) || certificate.has_key_usage(other);
        let encrypts = says(KeyUsage::KeyEncipherment, KeyUsage::DataEncipherment);
        let signs = says(KeyUsage::DigitalSignature, KeyUsage::NonRepudiation);
        let key_use = match (encrypts, signs) {
            (true, false) => Some("enc".to_owned()),
            (false, true) => Some("sig".to_owned()),
            _ => None,
        };
        let labels = Labels {
            key_id: Some(format!("S{}", certificate.serial_decimal())),
            key_use,
            certificate_thumbprint: Some(sha256(certificate.as_der())),
            certificates: vec![certificate.clone()],
            ..Labels::default()
        };
        let material = Self::from_spki(certificate.spki())?.material;
        Ok(Self { material, labels })
    }

    fn of(material: Material) -> Self {
        Self {
            material,
            labels: Labels::default(),
        }
    }

    /// The key, if it is sound and its certificate is one of it.
    fn checked(self) -> Result<Self> {
        match &self.material {
            Material::Rsa(key) => key.check()?,
            Material::Ec(key) => key.check()?,
            Material::Symmetric(key) if (1..=MAX_SYMMETRIC).contains(&key.len()) => {}
            Material::Symmetric(_) => {
                return Err(unsupported("a symmetric web key is empty or too long"));
            }
        }
        if let Some(certificate) = self.labels.certificates.first() {
            let of_certificate = Self::from_spki(certificate.spki())?;
            if self.to_spki().ok() != of_certificate.to_spki().ok() {
                return Err(Error::malformed(
                    "the certificate of a web key has another key",
                ));
            }
        }
        Ok(self)
    }

    /// The same key under another `kid`.
    pub fn with_key_id(mut self, key_id: &str) -> Self {
        self.labels.key_id = Some(key_id.to_owned());
        self
    }

    /// The same key for this `use`: `sig` or `enc`.
    pub fn with_use(mut self, key_use: &str) -> Self {
        self.labels.key_use = Some(key_use.to_owned());
        self
    }

    /// The same key for this algorithm (`alg`) only.
    pub fn with_algorithm(mut self, algorithm: &str) -> Self {
        self.labels.algorithm = Some(algorithm.to_owned());
        self
    }

    /// The name of the key (`kid`).
    pub fn key_id(&self) -> Option<&str> {
        self.labels.key_id.as_deref()
    }

    /// What the key is for (`use`), as its owner says: `sig`, `enc` or something else.
    pub fn key_use(&self) -> Option<&str> {
        self.labels.key_use.as_deref()
    }

    /// The one algorithm that the key is for (`alg`), if its owner names one.
    pub fn algorithm(&self) -> Option<&str> {
        self.labels.algorithm.as_deref()
    }

    /// The operations that the key is for (`key_ops`); none if its owner does not say.
    pub fn operations(&self) -> impl Iterator<Item = &str> {
        self.labels.operations.iter().map(String::as_str)
    }

    /// The certificates that came with the key (`x5c`), that of the key first. Nobody has judged
    /// them; only that the first has this key is sure.
    pub fn certificates(&self) -> &[Certificate] {
        &self.labels.certificates
    }

    /// The SHA-256 of the certificate (`x5t#S256`), 32 octets.
    pub fn certificate_thumbprint(&self) -> Option<&[u8]> {
        self.labels.certificate_thumbprint.as_deref()
    }

    /// The type of the key (`kty`): `RSA`, `EC` or `oct`.
    pub fn key_type(&self) -> &'static str {
        match &self.material {
            Material::Rsa(_) => "RSA",
            Material::Ec(_) => "EC",
            Material::Symmetric(_) => "oct",
        }
    }

    /// Whether the private part of the key is there; a symmetric key is all private.
    pub fn is_private(&self) -> bool {
        match &self.material {
            Material::Rsa(key) => key.is_private(),
            Material::Ec(key) => key.is_private(),
            Material::Symmetric(_) => true,
        }
    }

    /// The key without its private part, with all its labels but `key_ops`.
    ///
    /// # Errors
    /// [`Status::InvalidArgument`] of a symmetric key.
    pub fn to_public(&self) -> Result<Self> {
        let material = match &self.material {
            Material::Rsa(key) => Material::Rsa(key.to_public()),
            Material::Ec(key) => Material::Ec(key.to_public()),
            Material::Symmetric(_) => return Err(no_public_part()),
        };
        let labels = Labels {
            operations: Vec::new(),
            ..self.labels.clone()
        };
        Ok(Self { material, labels })
    }

    /// The thumbprint of the key (RFC 7638) with SHA-256, in base64url. The labels and the
    /// private part do not count.
    pub fn thumbprint(&self) -> String {
        let mut members = ObjectWriter::new();
        // The members stand in the order of their names.
        match &self.material {
            Material::Rsa(key) => {
                members.text("e", &key.exponent());
                members.text("kty", "RSA");
                members.text("n", &key.modulus());
            }
            Material::Ec(key) => {
                members.text("crv", key.curve_name());
                members.text("kty", "EC");
                members.text("x", &key.x());
                members.text("y", &key.y());
            }
            Material::Symmetric(key) => {
                members.text("k", &base64url::encode(key.as_bytes()));
                members.text("kty", "oct");
            }
        }
        base64url::encode(&sha256(members.finish().as_bytes())).to_string()
    }

    /// The identifier that the platform computes of a public key, 20 octets: the SHA-1 of the
    /// subjectPublicKey (RFC 5280, 4.2.1.2, the first method). `None` of a symmetric key.
    ///
    /// [`Self::with_computed_key_id`] makes the `kid` of it that the KeyDepot gives.
    pub fn subject_key_identifier(&self) -> Option<Vec<u8>> {
        let bits = match &self.material {
            Material::Rsa(key) => key.to_public_der(),
            Material::Ec(key) => key.point().to_vec(),
            Material::Symmetric(_) => return None,
        };
        Some(Digest::of(DigestAlgorithm::Sha1, &bits))
    }

    /// The same key with the `kid` of a key without a certificate: its subject key identifier in
    /// base64url. A symmetric key stays as it is.
    pub fn with_computed_key_id(self) -> Self {
        match self.subject_key_identifier() {
            Some(identifier) => self.with_key_id(&key_identifier::encode(&identifier)),
            None => self,
        }
    }

    /// The public part and the labels as JSON.
    ///
    /// # Errors
    /// [`Status::InvalidArgument`] of a symmetric key, which has no public part.
    pub fn to_json(&self) -> Result<String> {
        let json = self.to_public()?.to_private_json().into_vec();
        String::from_utf8(json).map_err(|_| Error::internal("JSON is not UTF-8"))
    }

    /// The whole key as JSON (UTF-8), with its private part if that is there. Whoever writes it
    /// down keeps it as a private key is kept.
    pub fn to_private_json(&self) -> Secret {
        let mut members = ObjectWriter::new();
        members.text("kty", self.key_type());
        match &self.material {
            Material::Rsa(key) => key.write(&mut members),
            Material::Ec(key) => key.write(&mut members),
            Material::Symmetric(key) => {
                members.text("k", &base64url::encode(key.as_bytes()));
            }
        }
        self.labels.write(&mut members);
        members.finish()
    }

    /// The public part as SubjectPublicKeyInfo (DER).
    ///
    /// # Errors
    /// [`Status::InvalidArgument`] of a symmetric key.
    pub fn to_spki(&self) -> Result<Vec<u8>> {
        match &self.material {
            Material::Rsa(key) => Ok(key.to_spki()),
            Material::Ec(key) => Ok(key.to_spki()),
            Material::Symmetric(_) => Err(no_public_part()),
        }
    }

    /// The private key as an unencrypted PKCS #8 PrivateKeyInfo.
    ///
    /// # Errors
    /// [`Status::KeyNotFound`] if it is not there; [`Status::InvalidArgument`] of a symmetric
    /// key.
    pub fn to_pkcs8(&self) -> Result<Secret> {
        let pkcs8 = match &self.material {
            Material::Rsa(key) => key.to_pkcs8(),
            Material::Ec(key) => key.to_pkcs8(),
            Material::Symmetric(_) => return Err(no_public_part()),
        };
        pkcs8.ok_or_else(|| {
            Error::new(
                Status::KeyNotFound,
                "the private part of a web key is not there",
            )
        })
    }

    pub(crate) fn public_key(&self) -> Result<PublicKey> {
        PublicKey::from_spki(&self.to_spki()?)
    }

    /// A public key on a curve.
    pub(super) fn from_curve(curve: Curve, point: &[u8]) -> Result<Self> {
        Self::of(Material::Ec(EcKey::from_point(curve, point))).checked()
    }

    /// The point of an EC key, not compressed.
    pub(super) fn point(&self) -> Option<&[u8]> {
        match &self.material {
            Material::Ec(key) => Some(key.point()),
            _ => None,
        }
    }

    /// The octets of a symmetric key.
    pub(crate) fn symmetric(&self) -> Option<&Secret> {
        match &self.material {
            Material::Symmetric(key) => Some(key),
            _ => None,
        }
    }

    /// Whether the labels let the key be used so: `use`, one of these `alg` and one of these
    /// `key_ops`, each where it is there.
    pub(super) fn permits(&self, key_use: &str, algorithms: &[&str], operations: &[&str]) -> bool {
        self.key_use().is_none_or(|stated| stated == key_use)
            && self
                .algorithm()
                .is_none_or(|stated| algorithms.contains(&stated))
            && (self.labels.operations.is_empty()
                || self.operations().any(|stated| operations.contains(&stated)))
    }
}

impl Labels {
    fn from_object(object: &Object, limits: &Limits) -> Result<Self> {
        let text = |name| object.text(name).map(|text| text.map(str::to_owned));
        let labels = Self {
            key_id: text("kid")?,
            key_use: text("use")?,
            algorithm: text("alg")?,
            operations: operations(object)?,
            certificates: certificates(object, limits)?,
            certificate_thumbprint: match object.text("x5t#S256")? {
                Some(thumbprint) => Some(base64url::decode(thumbprint)?.to_vec()),
                None => None,
            },
        };
        labels.check_thumbprint()?;
        Ok(labels)
    }

    fn check_thumbprint(&self) -> Result<()> {
        let stated = self.certificate_thumbprint.as_deref();
        let computed = self.certificates.first();
        let computed = computed.map(|certificate| sha256(certificate.as_der()));
        let right = match (stated, computed) {
            (Some(stated), Some(computed)) => stated == computed,
            (Some(stated), None) => stated.len() == DigestAlgorithm::Sha256.size(),
            (None, _) => true,
        };
        right
            .then_some(())
            .ok_or_else(|| Error::malformed("the certificate of a web key has another thumbprint"))
    }

    fn write(&self, members: &mut ObjectWriter) {
        members.optional("use", self.key_use.as_deref());
        members.optional("alg", self.algorithm.as_deref());
        members.optional("kid", self.key_id.as_deref());
        if !self.operations.is_empty() {
            members.texts("key_ops", self.operations.iter().map(String::as_str));
        }
        if let Some(thumbprint) = &self.certificate_thumbprint {
            members.text("x5t#S256", &base64url::encode(thumbprint));
        }
        if !self.certificates.is_empty() {
            let encoded = |certificate: &Certificate| Base64::encode_string(certificate.as_der());
            let chain: Vec<String> = self.certificates.iter().map(encoded).collect();
            members.texts("x5c", chain.iter().map(String::as_str));
        }
    }
}

/// `key_ops`, in which no operation may be named twice (RFC 7517, 4.3).
fn operations(object: &Object) -> Result<Vec<String>> {
    let mut operations: Vec<String> = Vec::new();
    let stated = object.texts("key_ops")?;
    // All that RFC 7517 and its register name would still be fewer.
    if stated.len() > 16 {
        return Err(Error::malformed("a web key names too many operations"));
    }
    for operation in stated {
        if operations.iter().any(|earlier| earlier == operation) {
            return Err(Error::malformed("a web key names an operation twice"));
        }
        operations.push(operation.to_owned());
    }
    Ok(operations)
}

/// `x5c`, which is in plain Base64.
fn certificates(object: &Object, limits: &Limits) -> Result<Vec<Certificate>> {
    let chain = object.texts("x5c")?;
    if chain.len() > limits.certificates {
        return Err(Error::new(
            Status::LimitExceeded,
            "a web key has more certificates than the limit",
        ));
    }
    let malformed = |_| Error::malformed("a certificate of a web key is not Base64");
    chain
        .into_iter()
        .map(|text| Certificate::from_der(&Base64::decode_vec(text).map_err(malformed)?))
        .collect()
}

/// A member that must be there, in base64url.
fn member(object: &Object, name: &str) -> Result<Vec<u8>> {
    secret_member(object, name).map(Secret::into_vec)
}

/// The same where it is private.
fn secret_member(object: &Object, name: &str) -> Result<Secret> {
    let text = object.text(name)?;
    let text = text.ok_or_else(|| Error::malformed("a web key lacks a part"))?;
    let mut octets = base64url::decode(text)?;
    Ok(Secret::from(core::mem::take(&mut *octets)))
}

fn sha256(octets: &[u8]) -> Vec<u8> {
    Digest::of(DigestAlgorithm::Sha256, octets)
}

fn unsupported(message: &'static str) -> Error {
    Error::new(Status::KeyUnsupported, message)
}

fn no_public_part() -> Error {
    Error::new(
        Status::InvalidArgument,
        "a symmetric web key is no key pair",
    )
}

/// Shows no value of the key.
impl fmt::Debug for Jwk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Jwk")
            .field("type", &self.key_type())
            .field("private", &self.is_private())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
