//! Sealing: a content becomes a message that only its recipients can open.

mod pipeline;

use crate::cms;
use crate::context::Context;
use crate::crypto::{RsaEncryptionKey, SigningKey};
use crate::error::{Error, Result, Status};
use crate::file::{self, Access, OutputFile};
use crate::keys::{Identity, SecretKey, Token};
use crate::x509::Certificate;
pub use pipeline::SealStream;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use zeroize::Zeroizing;

/// Octets that go through the pipeline at once.
const CHUNK: usize = 64 << 10;

/// Seals contents for a fixed set of recipients, signed by one identity. A sealer may be used
/// for any number of contents, from any number of threads.
///
/// The message is the platform's triple wrap: SignedData in EnvelopedData in SignedData, with
/// SHA-256, AES-128 in CBC mode and RSAES-PKCS1-v1_5; RSA identities sign with RSASSA-PSS, EC
/// identities (P-256, P-384) with ecdsa-with-SHA256.
pub struct Sealer {
    context: Arc<Context>,
    sender: Arc<Sender>,
    recipients: Vec<Recipient>,
    secret_keys: Vec<SecretKey>,
}

/// The signing side of an identity, found complete.
struct Sender(Arc<Identity>);

struct Recipient {
    certificate: Certificate,
    key: RsaEncryptionKey,
}

impl Sealer {
    /// A sealer without recipients yet.
    ///
    /// # Errors
    /// [`Status::KeyNotFound`] if the identity has no usable authentication key.
    pub fn new(context: Arc<Context>, identity: Arc<Identity>) -> Result<Self> {
        let sender = Sender::new(identity)?;
        Ok(Self {
            context,
            sender: Arc::new(sender),
            recipients: Vec::new(),
            secret_keys: Vec::new(),
        })
    }

    /// Adds a recipient. Given twice, it can open the message all the same.
    ///
    /// # Errors
    /// [`Status::RecipientUnsupported`] if the encryption key of the token is not an RSA key
    /// of 2048 to 8192 bits.
    pub fn add_recipient(&mut self, token: &Token) -> Result<()> {
        let certificate = token.encryption_certificate().clone();
        let key = RsaEncryptionKey::from_spki(certificate.spki())?;
        self.recipients.push(Recipient { certificate, key });
        Ok(())
    }

    /// Adds a key of the KGSS: whoever gets it from there can open the message.
    pub fn add_secret_key(&mut self, key: &SecretKey) {
        self.secret_keys.push(key.clone());
    }

    /// Seals a content that is in memory.
    ///
    /// # Errors
    /// [`Status::NoRecipient`] without recipients; [`Status::LimitExceeded`].
    pub fn seal(&self, clear: &[u8]) -> Result<Vec<u8>> {
        let mut stream = self.begin(Some(clear.len() as u64))?;
        let mut sealed = Vec::with_capacity(stream.size_hint());
        stream.write(clear, &mut sealed)?;
        stream.finish(&mut sealed)?;
        Ok(sealed)
    }

    /// Seals a file into another file, which appears whole or not at all. Returns the octets
    /// of clear text. The two may be the same path.
    ///
    /// # Errors
    /// As [`Self::seal`]; [`Status::Io`] with the system's code if a file cannot be read or
    /// written, or if the input changes its length meanwhile.
    pub fn seal_file(&self, from: &Path, to: &Path) -> Result<u64> {
        let (mut input, length) = file::open(from)?;
        let mut stream = self.begin(length)?;
        let mut output = OutputFile::create(to, Access::Default)?;
        let mut clear = Zeroizing::new(vec![0; CHUNK]);
        let mut sealed = Vec::with_capacity(2 * CHUNK);
        let mut total = 0u64;
        loop {
            let count = input
                .read(&mut clear)
                .map_err(|e| Error::io("the input file could not be read", &e))?;
            if count == 0 {
                break;
            }
            total = total.saturating_add(count as u64);
            stream.write(clear.get(..count).unwrap_or_default(), &mut sealed)?;
            output.write(&sealed)?;
            sealed.clear();
        }
        stream.finish(&mut sealed)?;
        output.write(&sealed)?;
        output.commit()?;
        Ok(total)
    }

    /// Begins a content that arrives in parts. With its exact `length` the message gets
    /// definite lengths; without, the indefinite ones of the official library.
    ///
    /// # Errors
    /// As [`Self::seal`].
    pub fn begin(&self, length: Option<u64>) -> Result<SealStream> {
        SealStream::new(self, length)
    }
}

impl Sealer {
    /// The content-encryption key, once for every recipient.
    fn recipient_infos(&self, content_key: &[u8]) -> Result<Vec<cms::EncodableRecipient>> {
        if self.recipients.is_empty() && self.secret_keys.is_empty() {
            return Err(Error::new(
                Status::NoRecipient,
                "the message has no recipient",
            ));
        }
        let known = self.recipients.iter().map(|recipient| {
            let encrypted = recipient.key.encrypt(content_key)?;
            cms::key_trans_recipient(&recipient.certificate, encrypted)
        });
        let unknown = self.secret_keys.iter().map(|secret| {
            let wrapped = secret.key().wrap(content_key)?;
            cms::kek_recipient(secret.identifier(), secret.key().size(), wrapped)
        });
        known.chain(unknown).collect()
    }
}

impl Sender {
    fn new(identity: Arc<Identity>) -> Result<Self> {
        let sender = Self(identity);
        let (key, certificate, _) = sender.parts()?;
        if !key.matches(certificate.public_key()) {
            return Err(Error::new(
                Status::KeyUnsupported,
                "the authentication key does not belong to its certificate",
            ));
        }
        Ok(sender)
    }

    /// The key, and the chain with the certificate of the key first.
    fn parts(&self) -> Result<(&SigningKey, &Certificate, &[Certificate])> {
        let missing = || {
            Error::new(
                Status::KeyNotFound,
                "the identity has no usable authentication key",
            )
        };
        let key = self.0.signing_key().ok_or_else(missing)?;
        let certificate = self.0.authentication_certificate().ok_or_else(missing)?;
        Ok((key, certificate, self.0.certificate_chain()))
    }
}
