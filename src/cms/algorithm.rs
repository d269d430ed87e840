//! AlgorithmIdentifier (RFC 5280, 4.1.1.2).

use crate::asn1::{Element, tag};
use crate::error::{Error, Result};
use der::oid::ObjectIdentifier;

/// An algorithm with its parameters, undecoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AlgorithmIdentifier {
    pub(crate) oid: ObjectIdentifier,
    /// All octets of the parameters; `None` for absent ones and for NULL, which RFC 5754
    /// tells readers to take for the same.
    pub(crate) parameters: Option<Vec<u8>>,
}

impl AlgorithmIdentifier {
    /// Takes the SEQUENCE, or whatever stands for it under an implicit tag.
    pub(crate) fn parse(element: &Element<'_>) -> Result<Self> {
        if element.tag & tag::CONSTRUCTED == 0 {
            return Err(Error::malformed(
                "an algorithm identifier is not a SEQUENCE",
            ));
        }
        let mut members = element.children();
        let oid = members.read()?.oid()?;
        let parameters = if members.is_empty() {
            None
        } else {
            Some(members.read()?)
        };
        members.finish()?;
        let parameters = match parameters {
            Some(null) if null.tag == tag::NULL && null.content.is_empty() => None,
            Some(null) if null.tag == tag::NULL => {
                return Err(Error::malformed("a NULL is not empty"));
            }
            other => other.map(|parameters| parameters.raw.to_vec()),
        };
        Ok(Self { oid, parameters })
    }
}
