//! The parts of a key on an elliptic curve (RFC 7518, 6.2).

use super::pkcs8::{self, write_algorithm};
use super::{member, secret_member, unsupported};
use crate::asn1::{Element, oid, tag, write, write_oid, write_unsigned};
use crate::crypto::{AgreementKey, Curve};
use crate::error::{Error, Result};
use crate::jose::base64url;
use crate::jose::json::{Object, ObjectWriter};
use crate::secret::Secret;
use zeroize::Zeroizing;

/// Octets that the headers in an ECPrivateKey take at most, with its version.
const HEADERS: usize = 24;

/// The first octet of a point that is not compressed (SEC 1, 2.3.3).
const UNCOMPRESSED: u8 = 4;

/// A key on a curve.
#[derive(Clone)]
pub(super) struct EcKey {
    curve: Curve,
    /// Not compressed.
    point: Vec<u8>,
    /// As long as a coordinate.
    private: Option<Secret>,
}

impl EcKey {
    pub(super) fn from_object(object: &Object) -> Result<Self> {
        let curve = match object.text("crv")? {
            Some("P-256") => Curve::P256,
            Some("P-384") => Curve::P384,
            Some("P-521") => Curve::P521,
            Some(_) => return Err(unknown_curve()),
            None => return Err(Error::malformed("an EC web key names no curve")),
        };
        let whole = |octets: &[u8]| octets.len() == curve.field_size();
        let (x, y) = (member(object, "x")?, member(object, "y")?);
        let private = match object.get("d") {
            Some(_) => Some(secret_member(object, "d")?),
            None => None,
        };
        let is_whole = private
            .as_ref()
            .is_none_or(|private| whole(private.as_bytes()));
        if !whole(&x) || !whole(&y) || !is_whole {
            return Err(Error::malformed(
                "a part of an EC web key has not the length of its curve",
            ));
        }
        Ok(Self {
            curve,
            point: [&[UNCOMPRESSED], x.as_slice(), &y].concat(),
            private,
        })
    }

    /// Takes a point that is not compressed.
    pub(super) fn from_point(curve: Curve, point: &[u8]) -> Self {
        Self {
            curve,
            point: point.to_vec(),
            private: None,
        }
    }

    /// Takes a whole PrivateKeyInfo, and the ECPrivateKey (RFC 5915) in it.
    pub(super) fn from_pkcs8(pkcs8: &[u8], ec_private_key: &[u8]) -> Result<Self> {
        let key = AgreementKey::from_pkcs8(pkcs8)?;
        let mut members = Element::parse_as(ec_private_key, tag::SEQUENCE)?.children();
        members.read_as(tag::INTEGER)?;
        let octets = members.read_as(tag::OCTET_STRING)?.content;
        let size = key.curve().field_size();
        let missing = size.checked_sub(octets.len());
        let missing = missing.ok_or_else(|| Error::malformed("an EC private key is too long"))?;
        let mut private = Secret::with_capacity(size);
        private.extend(&vec![0; missing]);
        private.extend(octets);
        Ok(Self {
            curve: key.curve(),
            point: key.point()?,
            private: Some(private),
        })
    }

    /// Whether the point lies on the curve, and the private part belongs to it.
    pub(super) fn check(&self) -> Result<()> {
        if !self.curve.has(&self.point) {
            return Err(Error::malformed(
                "the point of an EC key is none of its curve",
            ));
        }
        if let Some(pkcs8) = self.to_pkcs8() {
            let key = AgreementKey::from_pkcs8(pkcs8.as_bytes()).ok();
            let point = key.and_then(|key| key.point().ok());
            if point.as_ref() != Some(&self.point) {
                return Err(Error::malformed(
                    "the parts of a private EC key do not belong together",
                ));
            }
        }
        Ok(())
    }

    pub(super) fn is_private(&self) -> bool {
        self.private.is_some()
    }

    pub(super) fn to_public(&self) -> Self {
        Self {
            curve: self.curve,
            point: self.point.clone(),
            private: None,
        }
    }

    pub(super) fn curve_name(&self) -> &'static str {
        match self.curve {
            Curve::P256 => "P-256",
            Curve::P384 => "P-384",
            Curve::P521 => "P-521",
        }
    }

    pub(super) fn point(&self) -> &[u8] {
        &self.point
    }

    pub(super) fn x(&self) -> Zeroizing<String> {
        base64url::encode(self.coordinates().0)
    }

    pub(super) fn y(&self) -> Zeroizing<String> {
        base64url::encode(self.coordinates().1)
    }

    fn coordinates(&self) -> (&[u8], &[u8]) {
        let coordinates = self.point.get(1..).unwrap_or_default();
        coordinates
            .split_at_checked(self.curve.field_size())
            .unwrap_or_default()
    }

    pub(super) fn write(&self, members: &mut ObjectWriter) {
        members.text("crv", self.curve_name());
        members.text("x", &self.x());
        members.text("y", &self.y());
        if let Some(private) = &self.private {
            members.text("d", &base64url::encode(private.as_bytes()));
        }
    }

    pub(super) fn to_spki(&self) -> Vec<u8> {
        pkcs8::public(|out| self.write_algorithm(out), &self.point)
    }

    pub(super) fn to_pkcs8(&self) -> Option<Secret> {
        let private = self.private.as_ref()?;
        let size = private
            .len()
            .saturating_add(self.point.len())
            .saturating_add(HEADERS);
        let key = pkcs8::wrap(
            size,
            |out| self.write_algorithm(out),
            |out| {
                write(out, tag::SEQUENCE, |out| {
                    write_unsigned(out, &[1]);
                    write(out, tag::OCTET_STRING, |out| {
                        out.extend_from_slice(private.as_bytes());
                    });
                    write(out, tag::context(1), |out| {
                        write(out, tag::BIT_STRING, |out| {
                            out.push(0);
                            out.extend_from_slice(&self.point);
                        });
                    });
                });
            },
        );
        Some(key)
    }

    fn write_algorithm(&self, out: &mut Vec<u8>) {
        write_algorithm(out, &oid::ID_EC_PUBLIC_KEY, |out| {
            write_oid(out, &self.curve.oid());
        });
    }
}

pub(super) fn unknown_curve() -> Error {
    unsupported("an EC key is on another curve than P-256, P-384 or P-521")
}
