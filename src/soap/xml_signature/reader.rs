//! Reads and verifies signatures. What a signature may look like is a small part of what the
//! standard allows: the part in which nothing is signed that is not also used.

use super::{DIGITAL_SIGNATURE, ENVELOPED, SignatureRules, algorithm};
use crate::crypto::{Digest, DigestAlgorithm, PublicKey, SignatureAlgorithm};
use crate::error::{Error, Result, Status};
use crate::soap::canonical::Canonicalization;
use crate::soap::envelope::{base64, children, sole};
use crate::soap::identifiers::Identifiers;
use crate::x509::Certificate;
use roxmltree::Node;
use subtle::ConstantTimeEq;

/// The references that one signature may have. Envelopes need three.
const MAX_REFERENCES: usize = 8;

/// The certificates that one KeyInfo may have: a path.
const MAX_CERTIFICATES: usize = 8;

/// A signature that names only what is known and allowed; nothing of it is verified yet.
pub(in crate::soap) struct Signature<'a, 'i> {
    element: Node<'a, 'i>,
    signed_info: Node<'a, 'i>,
    canonicalization: Canonicalization,
    algorithm: SignatureAlgorithm,
    references: Vec<Reference>,
    value: Vec<u8>,
    key_info: Option<Node<'a, 'i>>,
}

/// What a signature says about one element.
struct Reference {
    identifier: String,
    leaves_out_signature: bool,
    canonicalization: Canonicalization,
    digest_algorithm: DigestAlgorithm,
    digest: Vec<u8>,
}

impl<'a, 'i> Signature<'a, 'i> {
    /// Reads a Signature element.
    ///
    /// # Errors
    /// [`Status::Malformed`], [`Status::Unsupported`] for what is not in the small part.
    pub(in crate::soap) fn read(element: Node<'a, 'i>, rules: SignatureRules) -> Result<Self> {
        let mut members = Members::of(element);
        let signed_info = members.take("SignedInfo")?;
        let value = base64(members.take("SignatureValue")?)?;
        let key_info = members.take_optional("KeyInfo");
        members.finish()?;

        let mut members = Members::of(signed_info);
        let canonicalization = Canonicalization::read(members.take("CanonicalizationMethod")?)?;
        let algorithm = algorithm::signature(members.take("SignatureMethod")?, rules)?;
        let mut references = Vec::new();
        while let Some(reference) = members.take_optional("Reference") {
            if references.len() == MAX_REFERENCES {
                return Err(Error::new(
                    Status::LimitExceeded,
                    "an XML signature has more references than the limit",
                ));
            }
            references.push(Reference::read(reference, rules)?);
        }
        members.finish()?;
        Ok(Self {
            element,
            signed_info,
            canonicalization,
            algorithm,
            references,
            value,
            key_info,
        })
    }

    /// KeyInfo, if there is one.
    pub(in crate::soap) fn key_info(&self) -> Option<Node<'a, 'i>> {
        self.key_info
    }

    /// Verifies that this key signed these elements, and no others.
    ///
    /// # Errors
    /// [`Status::SignatureInvalid`]; [`Status::KeyUnsupported`] for a key that is too short.
    #[cfg(any(test, feature = "simulator"))]
    pub(in crate::soap) fn verify(
        &self,
        key: &PublicKey,
        signed: &[Node<'a, 'i>],
        identifiers: &Identifiers<'a, 'i>,
    ) -> Result<()> {
        self.require_key(key, &self.signed_octets()?)?;
        self.require_references(signed, identifiers)
    }

    /// Verifies that a key of these certificates signed this element and no other one, and
    /// tells which. They are those of a path in no certain order.
    pub(super) fn verify_by_one_of(
        &self,
        certificates: Vec<Certificate>,
        signed: Node<'a, 'i>,
        identifiers: &Identifiers<'a, 'i>,
    ) -> Result<Certificate> {
        self.require_references(&[signed], identifiers)?;
        let mut failure = Error::new(
            Status::CertificateMissing,
            "an XML signature comes without a certificate",
        );
        let message = self.signed_octets()?;
        for certificate in certificates {
            match self.require_key(certificate.public_key(), &message) {
                Ok(()) => return Ok(certificate),
                Err(error) => failure = error,
            }
        }
        Err(failure)
    }

    /// What the key has signed.
    fn signed_octets(&self) -> Result<Vec<u8>> {
        self.canonicalization.write(self.signed_info, None)
    }

    fn require_key(&self, key: &PublicKey, message: &[u8]) -> Result<()> {
        if algorithm::verifies(key, self.algorithm, message, &self.value)? {
            return Ok(());
        }
        Err(invalid("an XML signature does not verify"))
    }

    /// Each of the elements is referred to once, by its own identifier, and nothing else is.
    fn require_references(
        &self,
        signed: &[Node<'a, 'i>],
        identifiers: &Identifiers<'a, 'i>,
    ) -> Result<()> {
        let mut missing = signed.to_vec();
        for reference in &self.references {
            let target = identifiers.element(&reference.identifier);
            let place = missing.iter().position(|node| Some(*node) == target);
            let place = place.ok_or_else(|| {
                invalid("an XML signature is over other elements than it has to be")
            })?;
            reference.require_digest(missing.swap_remove(place), self.element)?;
        }
        if missing.is_empty() {
            return Ok(());
        }
        Err(invalid(
            "an XML signature leaves out an element that has to be signed",
        ))
    }
}

impl Reference {
    fn read(element: Node<'_, '_>, rules: SignatureRules) -> Result<Self> {
        let mut members = Members::of(element);
        let transforms = members.take_optional("Transforms");
        let digest_algorithm = algorithm::digest(members.take("DigestMethod")?, rules)?;
        let digest = base64(members.take("DigestValue")?)?;
        members.finish()?;
        let (leaves_out_signature, canonicalization) = match transforms {
            Some(transforms) => read_transforms(transforms)?,
            None => (false, Canonicalization::IMPLICIT),
        };
        Ok(Self {
            identifier: identifier(element)?,
            leaves_out_signature,
            canonicalization: canonicalization.without_comments(),
            digest_algorithm,
            digest,
        })
    }

    fn require_digest(&self, element: Node<'_, '_>, signature: Node<'_, '_>) -> Result<()> {
        let omitted = self.leaves_out_signature.then(|| signature.id());
        let canonical = self.canonicalization.write(element, omitted)?;
        let digest = Digest::of(self.digest_algorithm, &canonical);
        if bool::from(digest.ct_eq(&self.digest)) {
            return Ok(());
        }
        Err(invalid("a signed XML element was changed"))
    }
}

/// The identifier that a reference is by, the only way that leaves no doubt what is meant.
fn identifier(reference: Node<'_, '_>) -> Result<String> {
    let address = reference.attribute("URI").unwrap_or_default();
    match address.strip_prefix('#') {
        Some(identifier) if !identifier.is_empty() && !identifier.contains(['(', '%']) => {
            Ok(identifier.to_owned())
        }
        _ => Err(unsupported(
            "a reference of an XML signature is not by an identifier",
        )),
    }
}

/// The transforms of a reference: the signature is left out or not, then there is a
/// canonicalisation or not.
fn read_transforms(transforms: Node<'_, '_>) -> Result<(bool, Canonicalization)> {
    let mut members = Members::of(transforms);
    let mut next = members.take("Transform")?;
    let leaves_out_signature = next.attribute("Algorithm") == Some(ENVELOPED);
    if leaves_out_signature {
        if next.children().any(|child| child.is_element()) {
            return Err(unsupported(
                "a transform of an XML signature has parameters",
            ));
        }
        let Some(canonicalization) = members.take_optional("Transform") else {
            members.finish()?;
            return Ok((true, Canonicalization::IMPLICIT));
        };
        next = canonicalization;
    }
    let canonicalization = Canonicalization::read(next)?;
    if members.take_optional("Transform").is_some() {
        return Err(unsupported("an XML signature has too many transforms"));
    }
    members.finish()?;
    Ok((leaves_out_signature, canonicalization))
}

/// The certificates in the one X509Data of a KeyInfo.
///
/// # Errors
/// [`Status::CertificateMissing`], [`Status::Malformed`], [`Status::LimitExceeded`].
pub(in crate::soap) fn certificates(key_info: Node<'_, '_>) -> Result<Vec<Certificate>> {
    let missing = || {
        Error::new(
            Status::CertificateMissing,
            "an XML signature comes without a certificate",
        )
    };
    let data = sole(key_info, DIGITAL_SIGNATURE, "X509Data")?.ok_or_else(missing)?;
    let encoded: Vec<_> = children(data, Some(DIGITAL_SIGNATURE), "X509Certificate").collect();
    match encoded.len() {
        0 => Err(missing()),
        1..=MAX_CERTIFICATES => encoded
            .into_iter()
            .map(|element| Certificate::from_der(&base64(element)?))
            .collect(),
        _ => Err(Error::new(
            Status::LimitExceeded,
            "an XML signature has more certificates than the limit",
        )),
    }
}

/// The child elements of an element of the standard, which come in a fixed order.
struct Members<'a, 'i> {
    next: Option<Node<'a, 'i>>,
}

impl<'a, 'i> Members<'a, 'i> {
    fn of(element: Node<'a, 'i>) -> Self {
        Self {
            next: element.first_element_child(),
        }
    }

    fn take_optional(&mut self, name: &str) -> Option<Node<'a, 'i>> {
        let element = self
            .next
            .filter(|next| next.has_tag_name((DIGITAL_SIGNATURE, name)))?;
        self.next = element.next_sibling_element();
        Some(element)
    }

    fn take(&mut self, name: &str) -> Result<Node<'a, 'i>> {
        self.take_optional(name)
            .ok_or_else(|| Error::malformed("an XML signature lacks an element"))
    }

    fn finish(&self) -> Result<()> {
        match self.next {
            None => Ok(()),
            Some(_) => Err(unsupported("an XML signature has an unknown element")),
        }
    }
}

fn invalid(message: &'static str) -> Error {
    Error::new(Status::SignatureInvalid, message)
}

fn unsupported(message: &'static str) -> Error {
    Error::new(Status::Unsupported, message)
}
