//! The MacData of a store (RFC 7292, 4): integrity under the password.

use super::ITERATIONS;
use super::password::{Password, with_terminator};
use crate::asn1::{Element, oid, tag, write, write_oid, write_unsigned};
use crate::crypto::{DigestAlgorithm, Purpose, fill_random, hmac, hmac_verifies, pkcs12_derive};
use crate::error::{Error, Result, Status};
use std::borrow::Cow;

/// The MAC that a store carries.
pub(super) struct Mac<'a> {
    digest: DigestAlgorithm,
    value: Cow<'a, [u8]>,
    salt: Cow<'a, [u8]>,
    iterations: u32,
}

impl<'a> Mac<'a> {
    pub(super) fn parse(mac_data: &Element<'a>) -> Result<Self> {
        let mut members = mac_data.of_type(tag::SEQUENCE)?.children();
        let mut digest_info = members.read_as(tag::SEQUENCE)?.children();
        let identifier = digest_info
            .read_as(tag::SEQUENCE)?
            .children()
            .read()?
            .oid()?;
        let value = digest_info.read()?.octets()?;
        digest_info.finish()?;
        let salt = members.read()?.octets()?;
        let iterations = match members.read_optional(tag::INTEGER)? {
            Some(iterations) => iterations.small_integer()?,
            None => 1,
        };
        members.finish()?;
        let supported = |digest: &DigestAlgorithm| *digest != DigestAlgorithm::Md5;
        let digest = DigestAlgorithm::from_oid(&identifier).filter(supported);
        let digest = digest.ok_or_else(|| {
            let message = "the MAC of the key store is of a kind that is not supported";
            Error::new(Status::Unsupported, message).with_oid(Some(identifier))
        })?;
        Ok(Self {
            digest,
            value,
            salt,
            iterations,
        })
    }

    /// Whether the password makes this MAC over the content. If so, the password keeps only
    /// the form that does.
    pub(super) fn verifies(&self, password: &mut Password<'_>, content: &[u8]) -> Result<bool> {
        let iterations = password.spend(self.iterations)?;
        let length = self.digest.size();
        Ok(password.settle(|form| {
            let form = form.as_bytes();
            let key = pkcs12_derive(
                self.digest,
                Purpose::Mac,
                form,
                &self.salt,
                iterations,
                length,
            );
            hmac_verifies(self.digest, &key, content, &self.value)
        }))
    }
}

/// Writes a MacData with HMAC-SHA-256 over the content.
pub(super) fn write_mac(out: &mut Vec<u8>, password: &str, content: &[u8]) -> Result<()> {
    let mut salt = [0; 20];
    fill_random(&mut salt)?;
    let digest = DigestAlgorithm::Sha256;
    let form = with_terminator(password);
    let (form, length) = (form.as_bytes(), digest.size());
    let key = pkcs12_derive(digest, Purpose::Mac, form, &salt, ITERATIONS, length);
    let value = hmac(digest, &key, content)?;
    write(out, tag::SEQUENCE, |out| {
        write(out, tag::SEQUENCE, |out| {
            write(out, tag::SEQUENCE, |out| {
                write_oid(out, &oid::ID_SHA256);
                write(out, tag::NULL, |_| {});
            });
            write(out, tag::OCTET_STRING, |out| out.extend_from_slice(&value));
        });
        write(out, tag::OCTET_STRING, |out| out.extend_from_slice(&salt));
        write_unsigned(out, &ITERATIONS.get().to_be_bytes());
    });
    Ok(())
}
