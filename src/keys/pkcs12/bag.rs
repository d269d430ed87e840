//! A bag of a store (RFC 7292, 4.2), decrypted, with its attributes.

use super::encryption::encrypt;
use crate::asn1::{Element, oid, tag, write, write_oid};
use crate::error::Result;
use crate::secret::Secret;
use der::oid::ObjectIdentifier;

/// One bag.
#[derive(PartialEq, Eq)]
pub(super) struct Bag {
    pub(super) value: Value,
    attributes: Vec<Attribute>,
}

/// What a bag holds.
#[derive(PartialEq, Eq)]
pub(super) enum Value {
    /// A PKCS #8 PrivateKeyInfo.
    Key(Secret),
    /// The DER of an X.509 certificate, not decoded.
    Certificate(Vec<u8>),
    /// Something that this library has no use for, as DER.
    Other {
        kind: ObjectIdentifier,
        value: Vec<u8>,
    },
}

/// An attribute as DER.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Attribute {
    kind: ObjectIdentifier,
    der: Vec<u8>,
}

impl Bag {
    /// A bag with the attributes of a SET OF PKCS12Attribute, if there is one.
    pub(super) fn new(value: Value, attributes: Option<&Element<'_>>) -> Result<Self> {
        let mut list = Vec::new();
        if let Some(set) = attributes {
            let mut set = set.children();
            while !set.is_empty() {
                let attribute = set.read_as(tag::SEQUENCE)?;
                list.push(Attribute {
                    kind: attribute.children().read()?.oid()?,
                    der: attribute.to_der()?,
                });
            }
        }
        // Their order has no meaning; DER sorts them by their encodings.
        list.sort_by(|one, other| one.der.cmp(&other.der));
        Ok(Self {
            value,
            attributes: list,
        })
    }

    /// The friendlyName.
    pub(super) fn alias(&self) -> Option<String> {
        let value = self.attribute(&oid::FRIENDLY_NAME)?;
        let value = Element::parse(value).ok()?;
        if value.tag != tag::BMP_STRING {
            return Some(String::from_utf8_lossy(value.content).into_owned());
        }
        let (units, _) = value.content.as_chunks::<2>();
        let units: Vec<u16> = units.iter().map(|unit| u16::from_be_bytes(*unit)).collect();
        Some(String::from_utf16_lossy(&units))
    }

    /// The localKeyID.
    pub(super) fn local_key_id(&self) -> Option<Vec<u8>> {
        let value = self.attribute(&oid::LOCAL_KEY_ID)?;
        let value = Element::parse_as(value, tag::OCTET_STRING).ok()?;
        Some(value.content.to_vec())
    }

    /// The first value of an attribute.
    fn attribute(&self, kind: &ObjectIdentifier) -> Option<&[u8]> {
        let attribute = self.attributes.iter().find(|a| a.kind == *kind)?;
        let mut members = Element::parse(&attribute.der).ok()?.children();
        members.read().ok()?;
        let mut values = members.read_as(tag::SET).ok()?.children();
        Some(values.read().ok()?.raw)
    }

    /// Writes the bag; a key is encrypted under the password.
    pub(super) fn write(&self, out: &mut Vec<u8>, password: &str) -> Result<()> {
        let mut content = Vec::new();
        let kind = match &self.value {
            Value::Key(key) => {
                let encrypted = encrypt(password, key.as_bytes())?;
                write(&mut content, tag::SEQUENCE, |out| {
                    out.extend_from_slice(&encrypted.algorithm);
                    write(out, tag::OCTET_STRING, |out| {
                        out.extend_from_slice(&encrypted.data);
                    });
                });
                oid::PKCS8_SHROUDED_KEY_BAG
            }
            Value::Certificate(certificate) => {
                write(&mut content, tag::SEQUENCE, |out| {
                    write_oid(out, &oid::X509_CERTIFICATE);
                    write(out, tag::context(0), |out| {
                        write(out, tag::OCTET_STRING, |out| {
                            out.extend_from_slice(certificate);
                        });
                    });
                });
                oid::CERT_BAG
            }
            Value::Other { kind, value } => {
                content.extend_from_slice(value);
                *kind
            }
        };
        write(out, tag::SEQUENCE, |out| {
            write_oid(out, &kind);
            write(out, tag::context(0), |out| out.extend_from_slice(&content));
            if !self.attributes.is_empty() {
                write(out, tag::SET, |out| {
                    out.extend(self.attributes.iter().flat_map(|a| &a.der));
                });
            }
        });
        Ok(())
    }
}

#[cfg(any(test, feature = "simulator"))]
impl Bag {
    /// A bag without attributes.
    pub(super) fn bare(value: Value) -> Self {
        Self {
            value,
            attributes: Vec::new(),
        }
    }

    /// Adds an attribute with the value that `fill` writes.
    fn with(mut self, kind: ObjectIdentifier, fill: impl FnOnce(&mut Vec<u8>)) -> Self {
        let mut der = Vec::new();
        write(&mut der, tag::SEQUENCE, |out| {
            write_oid(out, &kind);
            write(out, tag::SET, fill);
        });
        self.attributes.push(Attribute { kind, der });
        self.attributes
            .sort_by(|one, other| one.der.cmp(&other.der));
        self
    }

    /// Adds a friendlyName, unless it is empty.
    pub(super) fn with_alias(self, alias: &str) -> Self {
        if alias.is_empty() {
            return self;
        }
        self.with(oid::FRIENDLY_NAME, |out| {
            write(out, tag::BMP_STRING, |out| {
                out.extend(alias.encode_utf16().flat_map(u16::to_be_bytes));
            });
        })
    }

    /// Adds a localKeyID.
    pub(super) fn with_local_key_id(self, identifier: &[u8]) -> Self {
        self.with(oid::LOCAL_KEY_ID, |out| {
            write(out, tag::OCTET_STRING, |out| {
                out.extend_from_slice(identifier);
            });
        })
    }

    /// Adds the attribute by which Java knows an entry of its own among the certificates:
    /// trusted for any extended key usage.
    pub(super) fn trusted(self) -> Self {
        const TRUSTED_KEY_USAGE: ObjectIdentifier =
            ObjectIdentifier::new_unwrap("2.16.840.1.113894.746875.1.1");
        const ANY_EXTENDED_KEY_USAGE: ObjectIdentifier =
            ObjectIdentifier::new_unwrap("2.5.29.37.0");
        self.with(TRUSTED_KEY_USAGE, |out| {
            write_oid(out, &ANY_EXTENDED_KEY_USAGE);
        })
    }
}
