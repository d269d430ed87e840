//! Sealing: a content becomes a message that only its recipients can open.

mod admission;
mod pipeline;
mod recipient;
mod sender;
#[cfg(test)]
mod tests;

use crate::cms::NewRecipient;
use crate::context::{Context, SigningPolicy};
use crate::error::{Error, Result, Status};
use crate::file::{self, Access, OutputFile};
use crate::finding::Finding;
use crate::keys::{Identity, SecretKey, Token, WebKey};
use crate::secret::Wiped;
use admission::Accepted;
pub use pipeline::SealStream;
use recipient::Recipient;
use sender::Sender;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

/// Octets that go through the pipeline at once.
const CHUNK: usize = 64 << 10;

/// Seals contents for a fixed set of recipients, signed by one identity or web key. A sealer
/// may be used for any number of contents, from any number of threads.
///
/// The message is the platform's triple wrap: SignedData in EnvelopedData in SignedData, with
/// SHA-256, AES-128 in CBC mode and RSAES-PKCS1-v1_5. How it is signed is the signing policy's
/// to say, see [`Self::set_policy`].
///
/// What every reader would find fault with is not sealed: certificates of the sender that are
/// not valid now or not for signatures, and tokens that are not in order. See
/// [`Self::accept`].
pub struct Sealer {
    context: Arc<Context>,
    sender: Arc<Sender>,
    recipients: Vec<Recipient>,
    accepted: Accepted,
    allows_key_agreement: bool,
}

impl Sealer {
    /// A sealer without recipients yet.
    ///
    /// # Errors
    /// [`Status::KeyNotFound`] if the identity has no authentication key;
    /// [`Status::KeyUnsupported`] if that key cannot sign or is not that of its certificate.
    pub fn new(context: Arc<Context>, identity: Arc<Identity>) -> Result<Self> {
        Ok(Self::of(context, Sender::of_identity(identity)?))
    }

    /// A sealer without recipients yet that signs both layers with a web key, under
    /// [`SigningPolicy::WebAuthn`].
    ///
    /// # Errors
    /// [`Status::KeyNotFound`] if the web key has no private key; [`Status::KeyUnsupported`] if
    /// it is not one of RSA.
    pub fn with_web_key(context: Arc<Context>, key: &WebKey) -> Result<Self> {
        Ok(Self::of(context, Sender::of_web_key(key)?))
    }

    fn of(context: Arc<Context>, sender: Sender) -> Self {
        Self {
            context,
            sender: Arc::new(sender),
            recipients: Vec::new(),
            accepted: Accepted::default(),
            allows_key_agreement: false,
        }
    }

    /// Signs the contents from here on under another policy:
    /// [`SigningPolicy::EhealthCertificate`], the default for RSA identities, signs with
    /// RSASSA-PSS; [`SigningPolicy::Eid`] with RSASSA-PKCS1-v1_5, the inner layer with the
    /// signature key if the identity has one; [`SigningPolicy::EllipticCurve`], the default for
    /// EC identities (P-256, P-384), with ecdsa-with-SHA256; [`SigningPolicy::WebAuthn`], the
    /// only one for web keys, with RSASSA-PSS.
    ///
    /// # Errors
    /// [`Status::KeyUnsupported`] if a key is of another type than the policy takes;
    /// [`Status::InvalidArgument`] for a policy of web keys with an identity, and the other way
    /// round.
    pub fn set_policy(&mut self, policy: SigningPolicy) -> Result<()> {
        self.sender = Arc::new(self.sender.under(policy)?);
        Ok(())
    }

    /// Seals in spite of this finding: one of the official ones for tokens (`ETK_…`), or for
    /// the certificates of the sender (`OUTER_…`, `INNER_…`). The error that refuses to seal
    /// has a cause whose message is the name of the finding. What readers make of the message
    /// is then the caller's responsibility.
    pub fn accept(&mut self, finding: Finding) {
        self.accepted.add(finding);
    }

    /// Allows recipients with an EC encryption key, by ephemeral-static ECDH with AES key wrap
    /// (RFC 5753). Off unless allowed: such tokens exist, but the platform has not published
    /// how its own software seals for them. The official library opens no such message, and
    /// readers with this one have to accept [`Finding::KeyTransportAlgorithm`].
    pub fn allow_key_agreement(&mut self, allowed: bool) {
        self.allows_key_agreement = allowed;
    }

    /// Adds a recipient whose token is in order as [`TokenChecker`](crate::TokenChecker) sees it
    /// under this context. Given twice, it can open the message all the same.
    ///
    /// # Errors
    /// [`Status::RecipientUnsupported`] if the encryption key of the token is not an RSA key
    /// of 2048 to 8192 bits, nor an EC key on P-256, P-384 or P-521 that
    /// [`Self::allow_key_agreement`] allows. Unless accepted: the status of the first finding,
    /// such as [`Status::SignatureInvalid`] if the encryption certificate is not signed with
    /// the holder's authentication key, [`Status::CertificateExpired`] if it is not valid now,
    /// [`Status::CertificateUntrusted`] if it is not for encryption or leads to no trust anchor.
    pub fn add_recipient(&mut self, token: &Token) -> Result<()> {
        let recipient = Recipient::of_token(token, self.allows_key_agreement)?;
        self.accepted
            .admit(recipient::judge(token, &self.context)?)?;
        self.recipients.push(recipient);
        Ok(())
    }

    /// Adds the holder of a web key, which is all that the message will say of the recipient.
    ///
    /// # Errors
    /// [`Status::RecipientUnsupported`] if it is not an RSA key of 2048 to 8192 bits.
    pub fn add_web_key_recipient(&mut self, key: &WebKey) -> Result<()> {
        self.recipients.push(Recipient::of_web_key(key)?);
        Ok(())
    }

    /// Adds a key of the KGSS: whoever gets it from there can open the message.
    pub fn add_secret_key(&mut self, key: &SecretKey) {
        self.recipients.push(Recipient::SecretKey(key.clone()));
    }

    /// Seals a content that is in memory.
    ///
    /// # Errors
    /// [`Status::NoRecipient`] without recipients; [`Status::LimitExceeded`]. Unless accepted:
    /// [`Status::CertificateExpired`] if a certificate of the sender or of a recipient is not
    /// valid now, [`Status::CertificateUntrusted`] if one of the sender's is not for
    /// signatures, [`Status::Refused`] if his two certificates have different holders.
    pub fn seal(&self, clear: &[u8]) -> Result<Vec<u8>> {
        self.seal_for(&self.recipients, clear)
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
        let mut clear = Wiped::with_capacity(CHUNK);
        clear.resize(CHUNK, 0);
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
        output.commit(input)?;
        Ok(total)
    }

    /// Begins a content that arrives in parts. With its exact `length` the message gets
    /// definite lengths; without, the indefinite ones of the official library.
    ///
    /// # Errors
    /// As [`Self::seal`].
    pub fn begin(&self, length: Option<u64>) -> Result<SealStream> {
        self.begin_for(&self.recipients, length)
    }

    /// How many recipients were added.
    pub(crate) fn recipient_count(&self) -> usize {
        self.recipients.len()
    }

    /// Seals a content that is in memory for one recipient alone, counted from 0 as they were
    /// added. What is wrong with the others does not matter then.
    ///
    /// # Errors
    /// As [`Self::seal`].
    pub(crate) fn seal_for_one(&self, recipient: usize, clear: &[u8]) -> Result<Vec<u8>> {
        let recipient = self.recipients.get(recipient).map(core::slice::from_ref);
        self.seal_for(recipient.unwrap_or_default(), clear)
    }

    fn seal_for(&self, recipients: &[Recipient], clear: &[u8]) -> Result<Vec<u8>> {
        let mut stream = self.begin_for(recipients, Some(clear.len() as u64))?;
        let mut sealed = Vec::with_capacity(stream.size_hint());
        stream.write(clear, &mut sealed)?;
        stream.finish(&mut sealed)?;
        Ok(sealed)
    }

    fn begin_for(&self, recipients: &[Recipient], length: Option<u64>) -> Result<SealStream> {
        self.admit(recipients)?;
        SealStream::new(self, recipients, length)
    }

    /// Refuses what every reader would find fault with.
    fn admit(&self, recipients: &[Recipient]) -> Result<()> {
        let now = self.context.now();
        self.accepted.admit(self.sender.findings(&self.context))?;
        let recipients = recipients.iter();
        self.accepted
            .admit(recipients.filter_map(|recipient| recipient.judge_validity(now)))
    }
}

/// The content-encryption key, once for every recipient.
fn recipient_infos(recipients: &[Recipient], content_key: &[u8]) -> Result<Vec<NewRecipient>> {
    if recipients.is_empty() {
        return Err(Error::new(
            Status::NoRecipient,
            "the message has no recipient",
        ));
    }
    let recipients = recipients.iter();
    recipients
        .map(|recipient| recipient.info(content_key))
        .collect()
}
