//! An identity: what a holder signs with and opens messages with.

use super::pkcs12::{Entry, Store, same_alias};
use crate::asn1::oid;
use crate::crypto::{RsaDecryptionKey, SigningKey};
use crate::error::{Error, Result, Status};
use crate::limits::Limits;
use crate::secret::Secret;
use crate::x509::{Certificate, KeyUsage};
use core::fmt;

/// The alias of the authentication key in every store of the platform.
const AUTHENTICATION: &str = "authentication";

/// The keys of a holder, from a key store in the layout of the eHealth platform: an
/// authentication key that signs, and the keys of the present and of former encryption
/// tokens. It never changes and may be used by several threads at once.
pub struct Identity {
    signing_key: Option<SigningKey>,
    chain: Vec<Certificate>,
    decryption_keys: Vec<DecryptionKey>,
}

impl Identity {
    /// Reads a PKCS #12 store (RFC 7292) in BER or DER, protected in today's way or in the
    /// ways of the years since 2005.
    ///
    /// The entry `authentication` gives the signing key and its certificates, unless it holds
    /// the throw-away certificate that stands there until the platform has issued one.
    /// Decryption keys are all key entries with a certificate whose key usage has both
    /// keyEncipherment and dataEncipherment, and those that have lost their certificate but
    /// stand under its decimal serial number. A store may lack one or the other.
    ///
    /// # Errors
    /// [`Status::WrongPassword`] if the password does not open the store;
    /// [`Status::StoreMalformed`] if the bytes are no such store or are damaged;
    /// [`Status::KeyNotFound`] if there is no private key in it;
    /// [`Status::LimitExceeded`] and [`Status::Unsupported`].
    pub fn from_pkcs12(bytes: &[u8], password: &str, limits: &Limits) -> Result<Self> {
        let store = Store::read(bytes, password, limits)?;
        let mut identity = Self {
            signing_key: None,
            chain: Vec::new(),
            decryption_keys: Vec::new(),
        };
        let mut has_key = false;
        for entry in store.entries {
            if let Entry::Key {
                alias,
                private_key,
                chain,
                ..
            } = entry
            {
                has_key = true;
                identity.take(&alias, &private_key, chain);
            }
        }
        if !has_key {
            return Err(Error::new(
                Status::KeyNotFound,
                "the key store holds no private key",
            ));
        }
        Ok(identity)
    }

    fn take(&mut self, alias: &str, private_key: &Secret, mut chain: Vec<Certificate>) {
        let leaf = chain.first().cloned();
        if leaf.as_ref().is_some_and(is_placeholder) {
            return;
        }
        if is_decryption_entry(alias, leaf.as_ref()) {
            self.decryption_keys.push(DecryptionKey {
                alias: alias.to_owned(),
                certificate: leaf.clone(),
                rsa: RsaDecryptionKey::from_pkcs8(private_key.as_bytes()).ok(),
            });
        }
        if same_alias(alias, AUTHENTICATION) && self.chain.is_empty() && leaf.is_some() {
            // A key that cannot sign here must not keep the others from opening messages.
            self.signing_key = SigningKey::from_pkcs8(private_key.as_bytes()).ok();
            self.chain.append(&mut chain);
        }
    }

    /// The certificate of the authentication key.
    pub fn authentication_certificate(&self) -> Option<&Certificate> {
        self.chain.first()
    }

    /// The certificate of the authentication key and those of the authorities above it, leaf
    /// first, each once; empty without an authentication key.
    pub fn certificate_chain(&self) -> &[Certificate] {
        &self.chain
    }

    /// The authentication key; `None` if there is none, or none of a kind that can sign.
    pub(crate) fn signing_key(&self) -> Option<&SigningKey> {
        self.signing_key.as_ref()
    }

    /// The keys that open messages, in the order of the store.
    pub fn decryption_keys(&self) -> &[DecryptionKey] {
        &self.decryption_keys
    }
}

/// Shows what there is, not whose.
impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity")
            .field("signs", &self.signing_key.is_some())
            .field("certificates", &self.chain.len())
            .field("decryption_keys", &self.decryption_keys.len())
            .finish()
    }
}

/// The throw-away certificate of a key whose real one has not been issued yet: self-signed,
/// serial number 0, for `C=Dummy`. Its key usage would make it one of a decryption key.
fn is_placeholder(certificate: &Certificate) -> bool {
    let named_dummy = || match certificate.subject().attributes().as_deref() {
        Ok([(kind, value)]) => *kind == oid::ID_AT_COUNTRY_NAME && value == "Dummy",
        _ => false,
    };
    certificate.serial_decimal() == "0" && named_dummy()
}

fn is_decryption_entry(alias: &str, leaf: Option<&Certificate>) -> bool {
    match leaf {
        Some(leaf) => {
            leaf.has_key_usage(KeyUsage::KeyEncipherment)
                && leaf.has_key_usage(KeyUsage::DataEncipherment)
        }
        None => !alias.is_empty() && alias.bytes().all(|octet| octet.is_ascii_digit()),
    }
}

/// A private key that opens messages.
pub struct DecryptionKey {
    alias: String,
    certificate: Option<Certificate>,
    rsa: Option<RsaDecryptionKey>,
}

impl DecryptionKey {
    /// The encryption certificate of this key; `None` if the store has lost it, which stores
    /// of long ago have, and only the serial number is known.
    pub fn certificate(&self) -> Option<&Certificate> {
        self.certificate.as_ref()
    }

    /// The serial number of the encryption certificate, in decimal: the platform's name for
    /// this key.
    pub fn serial(&self) -> String {
        match &self.certificate {
            Some(certificate) => certificate.serial_decimal(),
            None => self.alias.clone(),
        }
    }

    /// The key, if it is one of RSA.
    pub(crate) fn rsa(&self) -> Option<&RsaDecryptionKey> {
        self.rsa.as_ref()
    }
}

/// Shows whether the key can be used, not whose it is.
impl fmt::Debug for DecryptionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecryptionKey")
            .field("certificate", &self.certificate.is_some())
            .field("rsa", &self.rsa.is_some())
            .finish()
    }
}
