//! SignerInfo (RFC 5652, 5.3) and its attributes.

use super::{AlgorithmIdentifier, EntityIdentifier};
use crate::asn1::{Element, oid, tag, write};
use crate::error::{Error, Result};
use der::oid::ObjectIdentifier;

/// One signature over the content of a SignedData.
pub(crate) struct SignerInfo {
    pub(crate) version: u32,
    pub(crate) signer: EntityIdentifier,
    pub(crate) digest_algorithm: AlgorithmIdentifier,
    /// `None` for a signature made over the content directly.
    pub(crate) signed_attributes: Option<Vec<Attribute>>,
    pub(crate) signature_algorithm: AlgorithmIdentifier,
    pub(crate) signature: Vec<u8>,
    pub(crate) unsigned_attributes: Vec<Attribute>,
}

/// An attribute with its values, undecoded.
pub(crate) struct Attribute {
    pub(crate) oid: ObjectIdentifier,
    pub(crate) values: Vec<Vec<u8>>,
    raw: Vec<u8>,
}

impl Attribute {
    /// The first of the values.
    pub(crate) fn first_value(&self) -> Result<Element<'_>> {
        match self.values.first() {
            Some(value) => Element::parse(value),
            None => Err(Error::malformed("an attribute has no value")),
        }
    }
}

impl SignerInfo {
    pub(crate) fn parse(element: &Element<'_>) -> Result<Self> {
        let mut members = element.of_type(tag::SEQUENCE)?.children();
        let version = members.read()?.small_integer()?;
        let signer = EntityIdentifier::parse(&members.read()?)?;
        let digest_algorithm = AlgorithmIdentifier::parse(&members.read_as(tag::SEQUENCE)?)?;
        let signed_attributes = members
            .read_optional(tag::context(0))?
            .map(|attributes| parse_attributes(&attributes))
            .transpose()?;
        let signature_algorithm = AlgorithmIdentifier::parse(&members.read_as(tag::SEQUENCE)?)?;
        let signature = members.read_as(tag::OCTET_STRING)?.content.to_vec();
        let unsigned_attributes = match members.read_optional(tag::context(1))? {
            Some(attributes) => parse_attributes(&attributes)?,
            None => Vec::new(),
        };
        members.finish()?;
        Ok(Self {
            version,
            signer,
            digest_algorithm,
            signed_attributes,
            signature_algorithm,
            signature,
            unsigned_attributes,
        })
    }

    /// The octets that the signature is over: the signed attributes as a DER SET OF, whatever
    /// their order in the message (RFC 5652, 5.4). `None` for a direct signature.
    pub(crate) fn signed_octets(&self) -> Option<Vec<u8>> {
        let mut encodings: Vec<&[u8]> = self
            .signed_attributes
            .as_ref()?
            .iter()
            .map(|a| a.raw.as_slice())
            .collect();
        encodings.sort_unstable();
        let mut octets = Vec::new();
        write(&mut octets, tag::SET, |out| out.extend(encodings.concat()));
        Some(octets)
    }

    /// The only value of a signed attribute that may occur once; `None` if it is not there.
    pub(crate) fn signed_value(&self, oid: &ObjectIdentifier) -> Result<Option<Element<'_>>> {
        let attributes = self.signed_attributes.as_deref().unwrap_or_default();
        let mut matching = attributes.iter().filter(|attribute| attribute.oid == *oid);
        let Some(attribute) = matching.next() else {
            return Ok(None);
        };
        match (attribute.values.as_slice(), matching.next()) {
            ([value], None) => Element::parse(value).map(Some),
            _ => Err(Error::malformed(
                "a signed attribute has more than one value",
            )),
        }
    }

    /// Whether an attribute of this type is among the unsigned ones.
    pub(crate) fn has_unsigned(&self, oid: &ObjectIdentifier) -> bool {
        self.unsigned_attributes
            .iter()
            .any(|attribute| attribute.oid == *oid)
    }

    /// Whether the CMSAlgorithmProtection attribute (RFC 6211), if there is one, names the
    /// algorithms of this SignerInfo.
    pub(crate) fn algorithms_are_protected(&self) -> Result<bool> {
        const SIGNATURE_ALGORITHM: u8 = tag::context(1);
        if self.has_unsigned(&oid::ID_CMS_ALGORITHM_PROTECTION) {
            return Ok(false);
        }
        let Some(value) = self.signed_value(&oid::ID_CMS_ALGORITHM_PROTECTION)? else {
            return Ok(true);
        };
        let mut members = value.of_type(tag::SEQUENCE)?.children();
        let digest = AlgorithmIdentifier::parse(&members.read_as(tag::SEQUENCE)?)?;
        let signature = AlgorithmIdentifier::parse(&members.read_as(SIGNATURE_ALGORITHM)?)?;
        members.finish()?;
        Ok(digest == self.digest_algorithm && signature == self.signature_algorithm)
    }
}

fn parse_attributes(set: &Element<'_>) -> Result<Vec<Attribute>> {
    let mut attributes = Vec::new();
    let mut rest = set.children();
    while !rest.is_empty() {
        let element = rest.read_as(tag::SEQUENCE)?;
        let mut members = element.children();
        let oid = members.read()?.oid()?;
        let mut set = members.read_as(tag::SET)?.children();
        members.finish()?;
        let mut values = Vec::new();
        while !set.is_empty() {
            values.push(set.read()?.raw.to_vec());
        }
        attributes.push(Attribute {
            oid,
            values,
            raw: element.raw.to_vec(),
        });
    }
    Ok(attributes)
}
