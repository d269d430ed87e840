//! The PFX (RFC 7292, 4) around the bags: integrity, encryption, and the order of things.

use super::bag::{Bag, Value};
use super::encryption::{Scheme, encrypt};
use super::mac::{Mac, write_mac};
use super::password::Password;
use crate::asn1::{Element, oid, tag, write, write_oid, write_unsigned};
use crate::error::{Error, Result, Status};
use crate::limits::Limits;
use crate::secret::Secret;
use der::oid::ObjectIdentifier;
use std::borrow::Cow;

/// How deep SafeContents may stand in one another.
const MAX_DEPTH: usize = 8;

/// A store, opened: the bags of each SafeContents, in the order of the file.
#[derive(PartialEq, Eq)]
pub(super) struct Container {
    pub(super) groups: Vec<Vec<Bag>>,
}

impl Container {
    /// Opens a store.
    ///
    /// # Errors
    /// [`Status::WrongPassword`] where the structure is sound but neither the MAC nor any
    /// encrypted part takes the password; [`Status::StoreMalformed`] for a store that is
    /// broken, also where the password is right for a part of it;
    /// [`Status::LimitExceeded`]; [`Status::Unsupported`].
    pub(super) fn read(bytes: &[u8], password: &str, limits: &Limits) -> Result<Self> {
        if bytes.len() > limits.store_size {
            return Err(Error::new(
                Status::LimitExceeded,
                "the key store is larger than the limit",
            ));
        }
        open(bytes, password, limits).map_err(as_store_error)
    }

    pub(super) fn bags(&self) -> impl Iterator<Item = &Bag> {
        self.groups.iter().flatten()
    }

    /// Whether there is a SecretBag, whose content is encrypted in a way of its own.
    pub(super) fn has_secret_bag(&self) -> bool {
        self.bags()
            .any(|bag| matches!(&bag.value, Value::Other { kind, .. } if *kind == oid::SECRET_BAG))
    }

    /// Writes the store in DER, everything encrypted under the password.
    pub(super) fn write(&self, password: &str) -> Result<Vec<u8>> {
        let mut safe = Vec::new();
        for group in &self.groups {
            write_group(&mut safe, group, password)?;
        }
        let mut content = Vec::new();
        write(&mut content, tag::SEQUENCE, |out| out.extend(safe));
        let mut mac = Vec::new();
        write_mac(&mut mac, password, &content)?;
        let mut pfx = Vec::new();
        write(&mut pfx, tag::SEQUENCE, |out| {
            write_unsigned(out, &[3]);
            write_data(out, &content);
            out.extend(mac);
        });
        Ok(pfx)
    }
}

/// Errors of the ASN.1 reader are errors of the store here.
fn as_store_error(error: Error) -> Error {
    match error.status() {
        Status::Malformed | Status::Truncated => {
            Error::new(Status::StoreMalformed, "the key store cannot be read").caused_by(error)
        }
        _ => error,
    }
}

fn open(bytes: &[u8], password: &str, limits: &Limits) -> Result<Container> {
    let mut members = Element::parse_as(bytes, tag::SEQUENCE)?.children();
    if members.read()?.small_integer()? != 3 {
        return Err(Error::malformed("the key store is not of version 3"));
    }
    let (kind, content) = content_info(&members.read()?)?;
    if kind != oid::ID_DATA {
        return Err(unsupported(kind));
    }
    let content = octet_string(&content)?;
    let mac = members.read_optional(tag::SEQUENCE)?;
    members.finish()?;

    let mut password = Password::new(password, limits);
    let mac_is_right = match mac {
        Some(mac) => Some(Mac::parse(&mac)?.verifies(&mut password, &content)?),
        None => None,
    };
    // A store with a wrong MAC is read as well, only to tell a wrong password from damage.
    let mut reader = Reader {
        password,
        entries_left: limits.store_entries,
        opened: false,
        refused: false,
    };
    let groups = reader.authenticated_safe(&content)?;
    reader.verdict(mac_is_right)?;
    Ok(Container { groups })
}

struct Reader<'a> {
    password: Password<'a>,
    entries_left: usize,
    /// The password opened something.
    opened: bool,
    /// The password did not open something.
    refused: bool,
}

impl Reader<'_> {
    fn verdict(&self, mac_is_right: Option<bool>) -> Result<()> {
        let (status, message) = match (mac_is_right, self.opened, self.refused) {
            (Some(true), _, false) | (None, true, false) => return Ok(()),
            (Some(true), _, true) | (None, true, true) => (
                Status::StoreMalformed,
                "the password is right, but a part of the key store cannot be decrypted",
            ),
            (Some(false), true, _) => (
                Status::StoreMalformed,
                "the password is right, but the key store was changed or damaged",
            ),
            (None, false, false) => (
                Status::StoreMalformed,
                "neither a MAC nor encryption protects the key store",
            ),
            (Some(false), false, _) | (None, false, true) => (
                Status::WrongPassword,
                "the password does not open the key store",
            ),
        };
        Err(Error::new(status, message))
    }

    fn authenticated_safe(&mut self, content: &[u8]) -> Result<Vec<Vec<Bag>>> {
        let mut groups = Vec::new();
        let mut list = Element::parse_as(content, tag::SEQUENCE)?.children();
        while !list.is_empty() {
            let mut group = Vec::new();
            match content_info(&list.read()?)? {
                (oid::ID_DATA, content) => {
                    self.safe_contents(&octet_string(&content)?, MAX_DEPTH, &mut group)?;
                }
                (oid::ID_ENCRYPTED_DATA, content) => {
                    if let Some(plain) = self.encrypted_data(&content)? {
                        self.safe_contents(plain.as_bytes(), MAX_DEPTH, &mut group)?;
                    }
                }
                (other, _) => return Err(unsupported(other)),
            }
            groups.push(group);
        }
        Ok(groups)
    }

    fn encrypted_data(&mut self, element: &Element<'_>) -> Result<Option<Secret>> {
        let mut members = element.of_type(tag::SEQUENCE)?.children();
        members.read()?.small_integer()?;
        let mut info = members.read_as(tag::SEQUENCE)?.children();
        let kind = info.read()?.oid()?;
        if kind != oid::ID_DATA {
            return Err(unsupported(kind));
        }
        let algorithm = info.read()?;
        let data = info.read()?;
        info.finish()?;
        if data.tag & !tag::CONSTRUCTED != tag::context_primitive(0) {
            return Err(Error::malformed("encrypted content is missing"));
        }
        self.decrypt(&algorithm, &data.octets()?)
    }

    fn decrypt(&mut self, algorithm: &Element<'_>, data: &[u8]) -> Result<Option<Secret>> {
        let plain = Scheme::parse(algorithm)?.decrypt(&mut self.password, data)?;
        match plain {
            Some(_) => self.opened = true,
            None => self.refused = true,
        }
        Ok(plain)
    }

    fn safe_contents(&mut self, bytes: &[u8], depth: usize, group: &mut Vec<Bag>) -> Result<()> {
        let mut bags = Element::parse_as(bytes, tag::SEQUENCE)?.children();
        while !bags.is_empty() {
            let mut members = bags.read_as(tag::SEQUENCE)?.children();
            let kind = members.read()?.oid()?;
            let content = members.read_as(tag::context(0))?.content;
            let attributes = members.read_optional(tag::SET)?;
            members.finish()?;
            if kind == oid::SAFE_CONTENTS_BAG {
                let depth = depth.checked_sub(1).ok_or_else(|| {
                    Error::new(Status::LimitExceeded, "bags are nested too deeply")
                })?;
                self.safe_contents(content, depth, group)?;
                continue;
            }
            self.entries_left = self.entries_left.checked_sub(1).ok_or_else(|| {
                Error::new(
                    Status::LimitExceeded,
                    "the key store has more entries than the limit",
                )
            })?;
            if let Some(value) = self.value(kind, &Element::parse(content)?)? {
                group.push(Bag::new(value, attributes.as_ref())?);
            }
        }
        Ok(())
    }

    /// What a bag holds; `None` if the password does not open it.
    fn value(&mut self, kind: ObjectIdentifier, content: &Element<'_>) -> Result<Option<Value>> {
        let value = match kind {
            oid::KEY_BAG => {
                check_private_key_info(content)?;
                Value::Key(Secret::from(content.raw))
            }
            oid::PKCS8_SHROUDED_KEY_BAG => {
                let mut members = content.of_type(tag::SEQUENCE)?.children();
                let algorithm = members.read()?;
                let data = octet_string(&members.read()?)?;
                members.finish()?;
                let Some(key) = self.decrypt(&algorithm, &data)? else {
                    return Ok(None);
                };
                check_private_key_info(&Element::parse(key.as_bytes())?)?;
                Value::Key(key)
            }
            oid::CERT_BAG => match x509_certificate(content)? {
                Some(certificate) => Value::Certificate(certificate),
                None => other(kind, content)?,
            },
            _ => other(kind, content)?,
        };
        Ok(Some(value))
    }
}

fn other(kind: ObjectIdentifier, content: &Element<'_>) -> Result<Value> {
    let value = content.to_der()?;
    Ok(Value::Other { kind, value })
}

fn check_private_key_info(element: &Element<'_>) -> Result<()> {
    let mut members = element.of_type(tag::SEQUENCE)?.children();
    members.read_as(tag::INTEGER)?;
    members.read_as(tag::SEQUENCE)?.children().read()?.oid()?;
    members.read_as(tag::OCTET_STRING)?;
    Ok(())
}

/// The certificate in a CertBag; `None` if it is not of X.509.
fn x509_certificate(bag: &Element<'_>) -> Result<Option<Vec<u8>>> {
    let mut members = bag.of_type(tag::SEQUENCE)?.children();
    let kind = members.read()?.oid()?;
    let wrapped = members.read_as(tag::context(0))?;
    members.finish()?;
    if kind != oid::X509_CERTIFICATE {
        return Ok(None);
    }
    let certificate = Element::parse(wrapped.content)?;
    Ok(Some(octet_string(&certificate)?.into_owned()))
}

fn octet_string<'a>(element: &Element<'a>) -> Result<Cow<'a, [u8]>> {
    if element.tag & !tag::CONSTRUCTED != tag::OCTET_STRING {
        return Err(Error::malformed("an OCTET STRING is missing"));
    }
    element.octets()
}

/// The type of a ContentInfo and what is in it.
fn content_info<'a>(element: &Element<'a>) -> Result<(ObjectIdentifier, Element<'a>)> {
    let mut members = element.of_type(tag::SEQUENCE)?.children();
    let kind = members.read()?.oid()?;
    let content = members.read_as(tag::context(0))?;
    members.finish()?;
    Ok((kind, Element::parse(content.content)?))
}

fn unsupported(kind: ObjectIdentifier) -> Error {
    Error::new(
        Status::Unsupported,
        "the key store is protected in a way that is not supported",
    )
    .with_oid(Some(kind))
}

fn write_data(out: &mut Vec<u8>, content: &[u8]) {
    write(out, tag::SEQUENCE, |out| {
        write_oid(out, &oid::ID_DATA);
        write(out, tag::context(0), |out| {
            write(out, tag::OCTET_STRING, |out| out.extend_from_slice(content));
        });
    });
}

/// Writes the bags as a ContentInfo: plain where all of them are keys, which are encrypted
/// one by one, and encrypted otherwise.
fn write_group(out: &mut Vec<u8>, group: &[Bag], password: &str) -> Result<()> {
    let mut bags = Vec::new();
    for bag in group {
        bag.write(&mut bags, password)?;
    }
    let mut contents = Vec::new();
    write(&mut contents, tag::SEQUENCE, |out| out.extend(bags));
    if group.iter().all(|bag| matches!(bag.value, Value::Key(_))) {
        write_data(out, &contents);
        return Ok(());
    }
    let encrypted = encrypt(password, &contents)?;
    write(out, tag::SEQUENCE, |out| {
        write_oid(out, &oid::ID_ENCRYPTED_DATA);
        write(out, tag::context(0), |out| {
            write(out, tag::SEQUENCE, |out| {
                write_unsigned(out, &[0]);
                write(out, tag::SEQUENCE, |out| {
                    write_oid(out, &oid::ID_DATA);
                    out.extend_from_slice(&encrypted.algorithm);
                    write(out, tag::context_primitive(0), |out| {
                        out.extend_from_slice(&encrypted.data);
                    });
                });
            });
        });
    });
    Ok(())
}
