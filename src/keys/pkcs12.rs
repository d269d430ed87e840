//! Key stores in PKCS #12 (RFC 7292), old and new, BER and DER.

mod bag;
mod container;
mod encryption;
mod entries;
mod mac;
mod password;
#[cfg(test)]
mod tests;

use crate::error::{Error, Result, Status};
use crate::limits::Limits;
use crate::secret::Secret;
use crate::x509::Certificate;
use core::num::NonZeroU32;
use std::fs::File;
use std::io::{self, Read};
use zeroize::Zeroizing;

/// Iterations of each key derivation in a store that is written here: five times as many as
/// Java uses, and far enough below the limit for a store with many old keys.
const ITERATIONS: NonZeroU32 = NonZeroU32::new(50_000).unwrap();

/// A key store, opened.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Store {
    /// In the order of the file.
    pub(crate) entries: Vec<Entry>,
}

/// An entry of a key store.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// A private key and what certifies it.
    Key {
        /// Empty if there is none.
        alias: String,
        local_key_id: Option<Vec<u8>>,
        /// A PKCS #8 PrivateKeyInfo in DER.
        private_key: Secret,
        /// The leaf first, whose public key is that of the private key; empty if the store
        /// holds no such certificate.
        chain: Vec<Certificate>,
    },
    /// A certificate that belongs to no key, or stands for itself beside the keys.
    Certificate {
        /// Empty if there is none.
        alias: String,
        certificate: Certificate,
    },
}

impl Store {
    /// Opens a store.
    ///
    /// # Errors
    /// [`Status::WrongPassword`], [`Status::StoreMalformed`] (also for damage that the MAC or
    /// a failed decryption shows while the password is right), [`Status::LimitExceeded`],
    /// [`Status::Unsupported`].
    pub(crate) fn read(bytes: &[u8], password: &str, limits: &Limits) -> Result<Self> {
        let container = container::Container::read(bytes, password, limits)?;
        let entries = entries::entries(&container, limits)?;
        Ok(Self { entries })
    }

    /// Writes the store in DER: first the keys, then the certificates, each in their order,
    /// all under PBES2 (PBKDF2 with HMAC-SHA-256, AES-256 in CBC mode) and a MAC with
    /// HMAC-SHA-256. A key without a localKeyID gets one.
    #[cfg(any(test, feature = "simulator"))]
    pub(crate) fn write(&self, password: &str) -> Result<Vec<u8>> {
        entries::container(&self.entries).write(password)
    }
}

/// Encrypts a store anew, under another password and with the algorithms of today. Every bag
/// keeps its place and its attributes.
///
/// # Errors
/// Those of [`Store::read`]; [`Status::Unsupported`] if the store holds secrets that are no
/// private keys, which are encrypted in ways of their own; [`Status::Internal`] if the result
/// does not read back the same.
pub(super) fn reencrypt(
    bytes: &[u8],
    old: &str,
    new: &str,
    limits: &Limits,
) -> Result<Reencrypted> {
    let container = container::Container::read(bytes, old, limits)?;
    if container.has_secret_bag() {
        return Err(Error::new(
            Status::Unsupported,
            "the key store holds secrets that are not private keys",
        ));
    }
    let bytes = container.write(new)?;
    Ok(Reencrypted { container, bytes })
}

/// What [`reencrypt`] made, with what it was made from.
pub(super) struct Reencrypted {
    container: container::Container,
    bytes: Vec<u8>,
}

impl Reencrypted {
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Checks that these octets are a store that opens with the password and holds the very
    /// same bags.
    pub(super) fn check(&self, bytes: &[u8], password: &str, limits: &Limits) -> Result<()> {
        if container::Container::read(bytes, password, limits)? == self.container {
            Ok(())
        } else {
            Err(Error::internal(
                "the key store with its new password does not read back the same",
            ))
        }
    }
}

/// Reads the file of a store. A file that is larger than the limit is read only so far that
/// this shows.
pub(super) fn read_file(file: &File, limits: &Limits) -> Result<Zeroizing<Vec<u8>>> {
    let most = (limits.store_size as u64).saturating_add(1);
    let mut bytes = Zeroizing::new(Vec::new());
    file.take(most)
        .read_to_end(&mut bytes)
        .map_err(cannot_read)?;
    Ok(bytes)
}

pub(super) fn cannot_read(error: io::Error) -> Error {
    Error::io("the key store cannot be read", &error)
}

/// Whether two aliases are the same; case does not count.
pub(super) fn same_alias(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}
