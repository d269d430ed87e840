//! The wrapping of private and public keys in DER (RFC 5958; RFC 5280, 4.1.2.7).

use crate::asn1::{Element, tag, write, write_oid, write_unsigned};
use crate::error::{Error, Result};
use crate::secret::Secret;
use der::oid::ObjectIdentifier;
use zeroize::Zeroizing;

/// Octets that the wrapping takes at most, beside the key in it.
const WRAPPING: usize = 64;

/// The algorithm and the privateKey of an unencrypted PrivateKeyInfo.
pub(super) fn unwrap(pkcs8: &[u8]) -> Result<(ObjectIdentifier, &[u8])> {
    let mut members = Element::parse_as(pkcs8, tag::SEQUENCE)?.children();
    if members.read_as(tag::INTEGER)?.small_integer()? > 1 {
        return Err(Error::malformed("a private key is of an unknown version"));
    }
    let mut algorithm = members.read_as(tag::SEQUENCE)?.children();
    let identifier = algorithm.read()?.oid()?;
    Ok((identifier, members.read_as(tag::OCTET_STRING)?.content))
}

/// An unencrypted PrivateKeyInfo around a key of at most `size` octets, which `key` appends, with
/// an AlgorithmIdentifier, which `algorithm` appends.
pub(super) fn wrap(
    size: usize,
    algorithm: impl FnOnce(&mut Vec<u8>),
    key: impl FnOnce(&mut Vec<u8>),
) -> Secret {
    // With room for all, so that nothing is left behind by a move.
    let mut out = Zeroizing::new(Vec::with_capacity(size.saturating_add(WRAPPING)));
    write(&mut out, tag::SEQUENCE, |out| {
        write_unsigned(out, &[0]);
        algorithm(out);
        write(out, tag::OCTET_STRING, key);
    });
    Secret::from(core::mem::take(&mut *out))
}

/// A SubjectPublicKeyInfo.
pub(super) fn public(algorithm: impl FnOnce(&mut Vec<u8>), subject_public_key: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    write(&mut out, tag::SEQUENCE, |out| {
        algorithm(out);
        write(out, tag::BIT_STRING, |out| {
            out.push(0);
            out.extend_from_slice(subject_public_key);
        });
    });
    out
}

/// An AlgorithmIdentifier with the parameters that `parameters` appends.
pub(super) fn write_algorithm(
    out: &mut Vec<u8>,
    identifier: &ObjectIdentifier,
    parameters: impl FnOnce(&mut Vec<u8>),
) {
    write(out, tag::SEQUENCE, |out| {
        write_oid(out, identifier);
        parameters(out);
    });
}
