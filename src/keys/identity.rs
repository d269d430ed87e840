//! An identity: what a holder signs with and opens messages with.

use super::DecryptionKey;
use super::credential::Credential;
use super::pkcs12::{Entry, Store, cannot_read, read_file, same_alias};
use crate::asn1::oid;
use crate::crypto::Signer;
#[cfg(test)]
use crate::crypto::SigningKey;
use crate::error::{Error, Result, Status};
use crate::limits::Limits;
use crate::secret::Secret;
use crate::x509::{Certificate, KeyUsage};
use core::fmt;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// The alias of the authentication key in every store of the platform, and on an eID card.
const AUTHENTICATION: &str = "authentication";

/// The alias of the other key of an eID card, the one for signatures that bind in law.
const SIGNATURE: &str = "signature";

/// The keys of a holder, from a key store in the layout of the eHealth platform: an
/// authentication key that signs, and the keys of the present and of former encryption
/// tokens. An eID card has a second key that signs. It never changes and may be used by
/// several threads at once.
pub struct Identity {
    authentication: Option<Credential>,
    signature: Option<Credential>,
    decryption_keys: Vec<DecryptionKey>,
}

impl Identity {
    /// Reads a PKCS #12 store (RFC 7292) in BER or DER, protected in today's way or in the
    /// ways of the years since 2005.
    ///
    /// The entry `authentication` gives the signing key and its certificates, unless it holds
    /// the throw-away certificate that stands there until the platform has issued one. The
    /// entry `signature` is that of an eID card. Case does not count in either name.
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
        let mut identity = Self::without_keys();
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

    /// Reads a store as [`Self::from_pkcs12`] does, from a file.
    ///
    /// # Errors
    /// As [`Self::from_pkcs12`]; [`Status::Io`] if the file cannot be read.
    pub fn from_pkcs12_file(path: &Path, password: &str, limits: &Limits) -> Result<Self> {
        let file = File::open(path).map_err(cannot_read)?;
        Self::from_pkcs12(&read_file(&file, limits)?, password, limits)
    }

    /// Makes an identity without a store: of an authentication key as an unencrypted PKCS #8
    /// PrivateKeyInfo (RFC 5958), and its certificates, leaf first.
    ///
    /// # Errors
    /// [`Status::KeyUnsupported`] if the key is neither RSA of at least 2048 bits nor EC on
    /// P-256 or P-384, or is not that of the first certificate; [`Status::InvalidArgument`]
    /// without a certificate.
    pub fn from_pkcs8(pkcs8: &[u8], chain: Vec<Certificate>) -> Result<Self> {
        Ok(Self {
            authentication: Some(Credential::from_pkcs8(pkcs8, chain)?),
            ..Self::without_keys()
        })
    }

    /// Adds the signature key of an eID card, which signs the inner layer of messages under
    /// [`SigningPolicy::Eid`](crate::SigningPolicy::Eid).
    ///
    /// # Errors
    /// As [`Self::from_pkcs8`].
    pub fn with_signature_key(mut self, pkcs8: &[u8], chain: Vec<Certificate>) -> Result<Self> {
        self.signature = Some(Credential::from_pkcs8(pkcs8, chain)?);
        Ok(self)
    }

    /// Makes an identity of an authentication key that the host keeps (on an eID card, in a
    /// security module), and its certificates, leaf first.
    ///
    /// # Errors
    /// [`Status::KeyUnsupported`] if the first certificate is for neither an RSA key of at least
    /// 2048 bits nor an EC key on P-256 or P-384; [`Status::InvalidArgument`] without a
    /// certificate.
    pub fn from_signer(signer: Arc<dyn Signer>, chain: Vec<Certificate>) -> Result<Self> {
        Ok(Self {
            authentication: Some(Credential::of_host(signer, chain)?),
            ..Self::without_keys()
        })
    }

    /// Adds the signature key of an eID card that the host keeps; see
    /// [`Self::with_signature_key`].
    ///
    /// # Errors
    /// As [`Self::from_signer`].
    pub fn with_signature_signer(
        mut self,
        signer: Arc<dyn Signer>,
        chain: Vec<Certificate>,
    ) -> Result<Self> {
        self.signature = Some(Credential::of_host(signer, chain)?);
        Ok(self)
    }

    fn without_keys() -> Self {
        Self {
            authentication: None,
            signature: None,
            decryption_keys: Vec::new(),
        }
    }

    fn take(&mut self, alias: &str, private_key: &Secret, chain: Vec<Certificate>) {
        let leaf = chain.first().cloned();
        if leaf.as_ref().is_some_and(is_placeholder) {
            return;
        }
        if is_decryption_entry(alias, leaf.as_ref()) {
            let key = DecryptionKey::from_entry(alias, private_key, leaf.clone());
            self.decryption_keys.push(key);
        }
        let place = if same_alias(alias, AUTHENTICATION) {
            &mut self.authentication
        } else if same_alias(alias, SIGNATURE) {
            &mut self.signature
        } else {
            return;
        };
        if place.is_none() {
            *place = Credential::from_entry(private_key.as_bytes(), chain);
        }
    }

    /// The certificate of the authentication key.
    pub fn authentication_certificate(&self) -> Option<&Certificate> {
        self.authentication.as_ref().map(Credential::certificate)
    }

    /// The certificate of the signature key of an eID card.
    pub fn signature_certificate(&self) -> Option<&Certificate> {
        self.signature.as_ref().map(Credential::certificate)
    }

    /// The certificate of the authentication key and those of the authorities above it, leaf
    /// first, each once; empty without an authentication key.
    pub fn certificate_chain(&self) -> &[Certificate] {
        let chain = self.authentication.as_ref().map(Credential::chain);
        chain.unwrap_or_default()
    }

    /// The authentication key; `None` if there is none, or none of a kind that can sign.
    #[cfg(test)]
    pub(crate) fn signing_key(&self) -> Option<&SigningKey> {
        self.authentication.as_ref()?.signing_key().ok()
    }

    /// The authentication key with its certificates.
    pub(crate) fn authentication(&self) -> Option<&Credential> {
        self.authentication.as_ref()
    }

    /// The signature key of an eID card with its certificates.
    pub(crate) fn signature(&self) -> Option<&Credential> {
        self.signature.as_ref()
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
            .field(
                "signs",
                &self
                    .authentication
                    .as_ref()
                    .is_some_and(Credential::has_key),
            )
            .field("certificates", &self.certificate_chain().len())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::{tag, write, write_oid, write_unsigned};

    const ALICE: &[u8] = include_bytes!("../../tests/vectors/official/keys/alice.p12");
    const HOSPITAL: &[u8] = include_bytes!("../../tests/vectors/official/keys/hospital.p12");
    const EVE: &[u8] = include_bytes!("../../tests/vectors/official/keys/eve.p12");
    const CAROL: &[u8] = include_bytes!("../../tests/vectors/p256/carol.p12");
    const RENEWED: &[u8] = include_bytes!("../../tests/vectors/p256/carol-renewed.p12");

    fn identity(bytes: &[u8]) -> Identity {
        Identity::from_pkcs12(bytes, "test", &Limits::default()).unwrap()
    }

    fn entries(bytes: &[u8]) -> Vec<Entry> {
        let store = Store::read(bytes, "test", &Limits::default()).unwrap();
        store.entries
    }

    fn identity_of(entries: Vec<Entry>) -> Result<Identity> {
        let bytes = Store { entries }.write("test").unwrap();
        Identity::from_pkcs12(&bytes, "test", &Limits::default())
    }

    fn key(mut entries: Vec<Entry>, name: &str) -> Entry {
        let place = entries.iter().position(|entry| match entry {
            Entry::Key { alias, .. } => (alias == AUTHENTICATION) == (name == AUTHENTICATION),
            Entry::Certificate { .. } => false,
        });
        entries.remove(place.unwrap())
    }

    #[test]
    fn keys_fit_their_certificates() {
        for (bytes, bits) in [(ALICE, 2048), (HOSPITAL, 4096), (CAROL, 2048)] {
            let identity = identity(bytes);
            let certificate = identity.authentication_certificate().unwrap();
            let signing = identity.signing_key().unwrap();
            assert!(signing.matches(certificate.public_key()));
            assert_eq!(identity.decryption_keys()[0].rsa().unwrap().bits(), bits);
        }
        let eve = identity(EVE);
        assert!(eve.signing_key().is_some());
        let decryption = &eve.decryption_keys()[0];
        assert!(decryption.rsa().is_none() && decryption.agreement().is_some());
        assert_eq!(identity(RENEWED).decryption_keys().len(), 2);
    }

    #[test]
    fn a_store_may_lack_either_kind_of_key() {
        let only = identity_of(vec![key(entries(ALICE), "encryption")]).unwrap();
        assert!(only.signing_key().is_none() && only.certificate_chain().is_empty());
        assert_eq!(only.decryption_keys().len(), 1);
        let only = identity_of(vec![key(entries(ALICE), AUTHENTICATION)]).unwrap();
        assert!(only.signing_key().is_some() && only.decryption_keys().is_empty());
        let certificates = entries(RENEWED)
            .into_iter()
            .filter(|entry| matches!(entry, Entry::Certificate { .. }))
            .collect();
        let error = identity_of(certificates).unwrap_err();
        assert_eq!(error.status(), Status::KeyNotFound);
    }

    #[test]
    fn aliases_are_compared_without_case() {
        let mut entry = key(entries(ALICE), AUTHENTICATION);
        if let Entry::Key { alias, .. } = &mut entry {
            *alias = "Authentication".to_owned();
        }
        assert!(identity_of(vec![entry]).unwrap().signing_key().is_some());
    }

    #[test]
    fn a_lost_certificate_leaves_the_serial_number() {
        let mut entry = key(entries(ALICE), "encryption");
        if let Entry::Key { chain, .. } = &mut entry {
            chain.clear();
        }
        let with_certificate = identity(ALICE);
        let identity = identity_of(vec![entry]).unwrap();
        let [key] = identity.decryption_keys() else {
            panic!("one key is expected");
        };
        assert!(key.certificate().is_none() && key.rsa().is_some());
        let whole = &with_certificate.decryption_keys()[0];
        assert_eq!(key.serial(), whole.serial());
    }

    /// A certificate as a store holds it before the platform has issued one.
    fn dummy(like: &Certificate, serial: u8) -> Certificate {
        const UTF8_STRING: u8 = 0x0c;
        let name = |out: &mut Vec<u8>| {
            write(out, tag::SEQUENCE, |out| {
                write(out, tag::SET, |out| {
                    write(out, tag::SEQUENCE, |out| {
                        write_oid(out, &oid::ID_AT_COUNTRY_NAME);
                        write(out, UTF8_STRING, |out| out.extend(b"Dummy"));
                    });
                });
            });
        };
        let algorithm = |out: &mut Vec<u8>| {
            write(out, tag::SEQUENCE, |out| {
                write_oid(out, &oid::SHA256_WITH_RSA_ENCRYPTION);
            });
        };
        let mut der = Vec::new();
        write(&mut der, tag::SEQUENCE, |out| {
            write(out, tag::SEQUENCE, |out| {
                write(out, tag::context(0), |out| write_unsigned(out, &[2]));
                write_unsigned(out, &[serial]);
                algorithm(out);
                name(out);
                write(out, tag::SEQUENCE, |out| {
                    for time in [b"260101000000Z", b"260101000100Z"] {
                        write(out, tag::UTC_TIME, |out| out.extend(time));
                    }
                });
                name(out);
                out.extend(like.spki());
                write(out, tag::context(3), |out| {
                    write(out, tag::SEQUENCE, |out| {
                        write(out, tag::SEQUENCE, |out| {
                            write_oid(out, &oid::ID_CE_KEY_USAGE);
                            // keyEncipherment and dataEncipherment
                            write(out, tag::OCTET_STRING, |out| out.extend([3, 2, 4, 0x30]));
                        });
                    });
                });
            });
            algorithm(out);
            write(out, tag::BIT_STRING, |out| out.push(0));
        });
        Certificate::from_der(&der).unwrap()
    }

    #[test]
    fn a_placeholder_is_neither_identity_nor_decryption_key() {
        for (serial, counts) in [(0, false), (1, true)] {
            let mut entry = key(entries(ALICE), AUTHENTICATION);
            if let Entry::Key { chain, .. } = &mut entry {
                *chain = vec![dummy(&chain[0], serial)];
            }
            let identity = identity_of(vec![entry]).unwrap();
            assert_eq!(identity.signing_key().is_some(), counts);
            assert_eq!(identity.authentication_certificate().is_some(), counts);
            assert_eq!(identity.decryption_keys().len(), usize::from(counts));
        }
    }

    #[test]
    fn nothing_personal_is_shown() {
        let shown = format!(
            "{:?} {:?}",
            identity(ALICE),
            identity(ALICE).decryption_keys()
        );
        assert_eq!(
            shown,
            "Identity { signs: true, certificates: 3, decryption_keys: 1 } \
             [DecryptionKey { certificate: true, rsa: true, agreement: false }]"
        );
    }
}
