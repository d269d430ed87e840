//! From bags to entries: which certificate belongs to which key, and what leads from it to
//! its root.

use super::bag::{Bag, Value};
use super::container::Container;
use super::{Entry, same_alias};
use crate::asn1::{Element, oid, tag, write};
use crate::crypto::{KeyKind, SigningKey};
use crate::error::{Error, Result, Status};
use crate::limits::Limits;
use crate::secret::Secret;
use crate::x509::Certificate;

/// Certificates in a chain, more than any has.
const MAX_CHAIN: usize = 16;

/// The entries that the bags make up, in the order of the bags.
pub(super) fn entries(container: &Container, limits: &Limits) -> Result<Vec<Entry>> {
    let mut linker = Linker::new(container, limits)?;
    let mut keys = Vec::new();
    for bag in container.bags() {
        if let Value::Key(key) = &bag.value {
            keys.push(linker.key_entry(bag, key)?);
        }
    }
    let mut keys = keys.into_iter();
    let mut certificates = linker.certificates.into_iter();
    let mut entries = Vec::new();
    for bag in container.bags() {
        match &bag.value {
            Value::Key(_) => entries.extend(keys.next()),
            Value::Certificate(_) => {
                entries.extend(certificates.next().and_then(CertificateBag::into_entry));
            }
            Value::Other { .. } => {}
        }
    }
    Ok(entries)
}

struct CertificateBag {
    alias: Option<String>,
    local_key_id: Option<Vec<u8>>,
    certificate: Certificate,
    /// It is a part of a key entry, and no entry of its own.
    is_part: bool,
    /// The certificate bag that certifies this one, once it has been looked for.
    issuer: Option<Option<usize>>,
}

impl CertificateBag {
    fn into_entry(self) -> Option<Entry> {
        (!self.is_part).then(|| Entry::Certificate {
            alias: self.alias.unwrap_or_default(),
            certificate: self.certificate,
        })
    }
}

struct Linker {
    certificates: Vec<CertificateBag>,
    /// Signatures that may yet be verified: a bound for stores made to keep us busy.
    checks_left: usize,
}

impl Linker {
    fn new(container: &Container, limits: &Limits) -> Result<Self> {
        let mut certificates = Vec::new();
        for bag in container.bags() {
            if let Value::Certificate(der) = &bag.value {
                certificates.push(CertificateBag {
                    alias: bag.alias(),
                    local_key_id: bag.local_key_id(),
                    certificate: Certificate::from_der(der).map_err(|cause| {
                        let message = "a certificate in the key store cannot be read";
                        Error::new(Status::StoreMalformed, message).caused_by(cause)
                    })?,
                    is_part: false,
                    issuer: None,
                });
            }
        }
        Ok(Self {
            certificates,
            checks_left: limits.store_entries.saturating_mul(4),
        })
    }

    fn key_entry(&mut self, bag: &Bag, key: &Secret) -> Result<Entry> {
        let (alias, local_key_id) = (bag.alias(), bag.local_key_id());
        let leaf = self.leaf(alias.as_deref(), local_key_id.as_deref(), key);
        let chain = match leaf {
            Some(leaf) => self.chain(leaf)?,
            None => Vec::new(),
        };
        let leaf_alias = self.claim(leaf, alias.as_deref(), local_key_id.as_deref(), &chain);
        Ok(Entry::Key {
            alias: alias.or(leaf_alias).unwrap_or_default(),
            local_key_id,
            private_key: key.clone(),
            chain,
        })
    }

    /// The certificate of a key. Stores are known that bind a key to the certificate of
    /// another one, so the public key decides, and the attributes only choose among several
    /// certificates of that key; they decide alone where the type of the key is unknown.
    fn leaf(&self, alias: Option<&str>, id: Option<&[u8]>, key: &Secret) -> Option<usize> {
        let public = PublicHalf::of(key.as_bytes());
        let mut best = None;
        for (index, bag) in self.certificates.iter().enumerate() {
            let same_id = id.is_some() && id == bag.local_key_id.as_deref();
            let named_alike = alias.zip(bag.alias.as_deref());
            let same_name = named_alike.is_some_and(|(one, other)| same_alias(one, other));
            let is_serial = alias == Some(bag.certificate.serial_decimal().as_str());
            let rank = (same_id, same_name || is_serial);
            let fits = match public.certified_by(&bag.certificate) {
                Some(fits) => fits,
                // A certificate with a key that is understood is for another one.
                None => {
                    let kind = bag.certificate.public_key().kind();
                    let foreign =
                        matches!(kind, KeyKind::EcP521 | KeyKind::Dsa { .. } | KeyKind::Other);
                    foreign && (same_id || same_name)
                }
            };
            if fits && best.is_none_or(|(highest, _)| rank > highest) {
                best = Some((rank, index));
            }
        }
        best.map(|(_, index)| index)
    }

    /// Marks what belongs to a key entry: its leaf, unless that stands in the store under
    /// another name, and the certificates of its chain that have no name. Answers the name
    /// of the leaf.
    fn claim(
        &mut self,
        leaf: Option<usize>,
        alias: Option<&str>,
        id: Option<&[u8]>,
        chain: &[Certificate],
    ) -> Option<String> {
        for bag in &mut self.certificates {
            bag.is_part |= bag.alias.is_none() && chain.contains(&bag.certificate);
        }
        let leaf = self.certificates.get_mut(leaf?)?;
        let name = leaf.alias.as_deref();
        let same_id = id.is_some() && id == leaf.local_key_id.as_deref();
        let same_name = match (alias, name) {
            (Some(one), Some(other)) => same_alias(one, other),
            _ => true,
        };
        leaf.is_part |= same_id || same_name;
        leaf.alias.clone()
    }

    /// The certificates from a leaf to the self-issued one that ends its chain, as far as the
    /// store has them.
    fn chain(&mut self, leaf: usize) -> Result<Vec<Certificate>> {
        let mut chain: Vec<Certificate> = Vec::new();
        let mut next = Some(leaf);
        while let Some(index) = next
            && let Some(bag) = self.certificates.get(index)
            && chain.len() < MAX_CHAIN
            && !chain.contains(&bag.certificate)
        {
            chain.push(bag.certificate.clone());
            next = self.issuer(index)?;
        }
        Ok(chain)
    }

    fn issuer(&mut self, index: usize) -> Result<Option<usize>> {
        let Some(bag) = self.certificates.get(index) else {
            return Ok(None);
        };
        if let Some(known) = bag.issuer {
            return Ok(known);
        }
        let found = self.find_issuer(&bag.certificate.clone())?;
        if let Some(bag) = self.certificates.get_mut(index) {
            bag.issuer = Some(found);
        }
        Ok(found)
    }

    fn find_issuer(&mut self, certificate: &Certificate) -> Result<Option<usize>> {
        if certificate.is_self_issued() {
            return Ok(None);
        }
        for (index, bag) in self.certificates.iter().enumerate() {
            if bag.certificate.subject() != certificate.issuer() {
                continue;
            }
            self.checks_left = self.checks_left.checked_sub(1).ok_or_else(|| {
                let message = "the chains in the key store take more work than the limit";
                Error::new(Status::LimitExceeded, message)
            })?;
            if certificate.is_signed_by(bag.certificate.public_key()) {
                return Ok(Some(index));
            }
        }
        Ok(None)
    }
}

/// What a private key says about its public key.
enum PublicHalf {
    /// An RSAPublicKey (RFC 8017, A.1.1).
    Rsa(Vec<u8>),
    Ec(Box<SigningKey>),
    Unknown,
}

impl PublicHalf {
    fn of(pkcs8: &[u8]) -> Self {
        if let Ok(Some(public)) = rsa_public_key(pkcs8) {
            return Self::Rsa(public);
        }
        SigningKey::from_pkcs8(pkcs8).map_or(Self::Unknown, |key| Self::Ec(Box::new(key)))
    }

    /// Whether the certificate is for this key; `None` if that cannot be told.
    fn certified_by(&self, certificate: &Certificate) -> Option<bool> {
        match self {
            Self::Rsa(public) => {
                Some(subject_public_key(certificate).is_ok_and(|certified| certified == public))
            }
            Self::Ec(key) => Some(key.matches(certificate.public_key())),
            Self::Unknown => None,
        }
    }
}

/// The public key within an RSA private key of any size; `None` for a key of another type.
fn rsa_public_key(pkcs8: &[u8]) -> Result<Option<Vec<u8>>> {
    let mut info = Element::parse_as(pkcs8, tag::SEQUENCE)?.children();
    info.read_as(tag::INTEGER)?;
    let algorithm = info.read_as(tag::SEQUENCE)?.children().read()?.oid()?;
    if ![oid::RSA_ENCRYPTION, oid::ID_RSASSA_PSS].contains(&algorithm) {
        return Ok(None);
    }
    let key = info.read_as(tag::OCTET_STRING)?.content;
    let mut key = Element::parse_as(key, tag::SEQUENCE)?.children();
    key.read_as(tag::INTEGER)?;
    let modulus = key.read_as(tag::INTEGER)?;
    let exponent = key.read_as(tag::INTEGER)?;
    let mut public = Vec::new();
    write(&mut public, tag::SEQUENCE, |out| {
        out.extend_from_slice(modulus.raw);
        out.extend_from_slice(exponent.raw);
    });
    Ok(Some(public))
}

fn subject_public_key(certificate: &Certificate) -> Result<&[u8]> {
    let mut spki = Element::parse_as(certificate.spki(), tag::SEQUENCE)?.children();
    spki.read()?;
    spki.read()?.bit_string()
}

/// The bags that make up the entries: a group of keys, then a group of certificates.
#[cfg(any(test, feature = "simulator"))]
pub(super) fn container(entries: &[Entry]) -> Container {
    let (mut keys, mut leaves, mut named) = (Vec::new(), Vec::new(), Vec::new());
    let mut written: Vec<&Certificate> = Vec::new();
    for entry in entries {
        match entry {
            Entry::Key {
                alias,
                local_key_id,
                private_key,
                chain,
            } => {
                let identifier = match local_key_id {
                    Some(identifier) => identifier.clone(),
                    None => new_local_key_id(alias, chain.first()),
                };
                let describe = |value| {
                    Bag::bare(value)
                        .with_alias(alias)
                        .with_local_key_id(&identifier)
                };
                keys.push(describe(Value::Key(private_key.clone())));
                if let Some(leaf) = chain.first() {
                    leaves.push(describe(Value::Certificate(leaf.as_der().to_vec())));
                    written.push(leaf);
                }
            }
            Entry::Certificate { alias, certificate } => {
                let bag = Bag::bare(Value::Certificate(certificate.as_der().to_vec()));
                named.push(if alias.is_empty() {
                    bag
                } else {
                    bag.with_alias(alias).trusted()
                });
                written.push(certificate);
            }
        }
    }
    leaves.append(&mut named);
    leaves.extend(unwritten_chain_members(entries, written));
    let mut groups = vec![keys, leaves];
    groups.retain(|group| !group.is_empty());
    Container { groups }
}

/// Nameless bags for what the chains need and no entry holds.
#[cfg(any(test, feature = "simulator"))]
fn unwritten_chain_members<'a>(
    entries: &'a [Entry],
    mut written: Vec<&'a Certificate>,
) -> Vec<Bag> {
    let mut bags = Vec::new();
    for entry in entries {
        if let Entry::Key { chain, .. } = entry {
            for certificate in chain {
                if !written.contains(&certificate) {
                    bags.push(Bag::bare(Value::Certificate(certificate.as_der().to_vec())));
                    written.push(certificate);
                }
            }
        }
    }
    bags
}

/// An identifier that only this key has.
#[cfg(any(test, feature = "simulator"))]
fn new_local_key_id(alias: &str, leaf: Option<&Certificate>) -> Vec<u8> {
    use crate::crypto::{Digest, DigestAlgorithm};
    let mut digest = Digest::new(DigestAlgorithm::Sha256);
    digest.update(leaf.map(Certificate::as_der).unwrap_or_default());
    digest.update(alias.as_bytes());
    digest.finish()
}
