//! Unsealing: a message is opened, judged, and its content released only if all is well.

mod decryption;
mod pipeline;
mod recipients;
mod spool;
#[cfg(test)]
mod tests;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::file::{self, Access, OutputFile};
use crate::finding::Finding;
use crate::keys::{DecryptionKey, Identity, SecretKey, WebKey};
use crate::secret::Secret;
use crate::verdict::{ExpectedSigners, Refusal, Report, Taken};
use crate::x509::Certificate;
use pipeline::Pipeline;
use spool::{Sink, Spool, SpoolReader};
use std::io::{Read, Seek};
use std::path::Path;
use std::sync::Arc;

/// Octets that are read from a file at once.
const CHUNK: usize = 64 << 10;

/// Unseals messages with the decryption keys of its identities, and with keys of the KGSS. An unsealer may be used for
/// any number of messages, from any number of threads.
///
/// The context says which judgement is passed. In the strict one the outer signature and its signer
/// are judged first, and who fails there is told nothing of the envelope; whatever then keeps a
/// message from being decrypted (the wrapped key, the padding, the inner structure) is one error,
/// [`crate::Status::UnsealFailed`]. Nothing is released in either while anything is found wrong that
/// the caller has not accepted.
#[derive(Clone)]
pub struct Unsealer {
    context: Arc<Context>,
    identities: Vec<Arc<Identity>>,
    decryption_keys: Vec<Arc<DecryptionKey>>,
    web_keys: Vec<WebKey>,
    secret_keys: Vec<SecretKey>,
    expected_signers: ExpectedSigners,
    accepted: Vec<Finding>,
    trusted_time: Option<i64>,
}

/// A content that was released, with the report on its message.
#[derive(Debug)]
pub struct Unsealed {
    /// The clear text.
    pub content: Secret,
    /// What was checked and found.
    pub report: Report,
}

impl Unsealer {
    /// An unsealer without keys yet.
    pub fn new(context: Arc<Context>) -> Self {
        Self {
            context,
            identities: Vec::new(),
            decryption_keys: Vec::new(),
            web_keys: Vec::new(),
            secret_keys: Vec::new(),
            expected_signers: ExpectedSigners::default(),
            accepted: Vec::new(),
            trusted_time: None,
        }
    }

    /// Adds the decryption keys of an identity; old stores may be added beside new ones.
    pub fn add_identity(&mut self, identity: Arc<Identity>) {
        self.identities.push(identity);
    }

    /// Adds one decryption key.
    pub fn add_decryption_key(&mut self, key: Arc<DecryptionKey>) {
        self.decryption_keys.push(key);
    }

    /// Adds a web key that messages may be sealed for; it needs its private key.
    pub fn add_web_key(&mut self, key: &WebKey) {
        self.web_keys.push(key.clone());
    }

    /// Expects this signer, by its certificate or by the key in it. Once a signer is expected,
    /// the signer of each layer must be among those expected; an eID card signs the two layers
    /// with two certificates.
    pub fn expect_signer(&mut self, certificate: Certificate) {
        self.expected_signers.certificates.push(certificate);
    }

    /// Expects a signer with this web key: one that messages name by its identifier.
    pub fn expect_web_key(&mut self, key: &WebKey) {
        self.expected_signers.web_keys.push(key.clone());
    }

    /// Releases contents in spite of this finding, which stays in the report. What a message is
    /// worth then is the caller's responsibility.
    pub fn accept(&mut self, finding: Finding) {
        self.accepted.push(finding);
    }

    /// Says when the messages were received, in seconds since 1970-01-01T00:00:00Z, as someone
    /// knows that the caller trusts (a mailbox of the platform). It stands for the present moment
    /// where a signing time is judged: one from shortly before it counts as established, by
    /// default from ten minutes before it to five after. `None` takes it back.
    pub fn set_trusted_time(&mut self, moment: Option<i64>) {
        self.trusted_time = moment;
    }

    /// Adds a key of the KGSS. A recipient with its identifier is tried before any other.
    pub fn add_secret_key(&mut self, key: &SecretKey) {
        self.secret_keys.push(key.clone());
    }

    /// Unseals a message that is in memory.
    ///
    /// # Errors
    /// A [`Refusal`] with the reason, and with the report on every message that is one.
    pub fn unseal(&self, message: &[u8]) -> Result<Unsealed, Refusal> {
        let mut sink = Sink::Memory {
            content: Secret::default(),
            at_most: message.len(),
        };
        let feed = |pipeline: &mut Pipeline, sink: &mut Sink| pipeline.write(message, sink);
        let report = self.run(&mut sink, Taken::Announced, feed)?;
        match sink {
            Sink::Memory { content, .. } => Ok(Unsealed { content, report }),
            Sink::File(_) | Sink::Spool(_) => {
                Err(Error::internal("the content went to another place").into())
            }
        }
    }

    /// Unseals a file into another file, which appears whole and released or not at all; on
    /// Unix only its owner may read it. The two may be the same path.
    ///
    /// # Errors
    /// As [`Self::unseal`]; [`crate::Status::Io`] if a file cannot be read or written.
    pub fn unseal_file(&self, from: &Path, to: &Path) -> Result<Report, Refusal> {
        let (mut input, length) = file::open(from)?;
        // Only a regular file can be read again.
        let taken = match length {
            Some(_) => Taken::Announced,
            None => Taken::by(self.context.validation().judgement),
        };
        let mut sealed = vec![0; CHUNK];
        let mut sink = Sink::File(Box::new(OutputFile::create(to, Access::Owner)?));
        let report = self.run(&mut sink, taken, |pipeline, sink| {
            let unread = |e: std::io::Error| Error::io("the input file could not be read", &e);
            if length.is_some() {
                input.rewind().map_err(unread)?;
            }
            loop {
                let count = input.read(&mut sealed).map_err(unread)?;
                if count == 0 {
                    return Ok(());
                }
                pipeline.write(sealed.get(..count).unwrap_or_default(), sink)?;
            }
        })?;
        match sink {
            Sink::File(output) => output.commit(input)?,
            Sink::Memory { .. } | Sink::Spool(_) => {
                return Err(Error::internal("the content went to another place").into());
            }
        }
        Ok(report)
    }

    /// Begins a message that arrives in parts.
    pub fn begin(&self) -> UnsealStream {
        let taken = Taken::by(self.context.validation().judgement);
        UnsealStream {
            pipeline: Pipeline::new(self, taken),
            sink: Sink::Spool(Box::new(Spool::new(&self.context))),
        }
    }

    /// Reads the message that `feed` feeds, and where a digest was missing that parity needs,
    /// which no message of the platform brings about, once more.
    fn run(
        &self,
        sink: &mut Sink,
        taken: Taken,
        mut feed: impl FnMut(&mut Pipeline, &mut Sink) -> Result<()>,
    ) -> Result<Report, Refusal> {
        let mut read = |taken, sink: &mut Sink| {
            let mut pipeline = Pipeline::new(self, taken);
            feed(&mut pipeline, sink)?;
            Ok::<_, Error>(pipeline.finish(sink))
        };
        let outcome = read(taken, sink)?;
        if !outcome.lacks_digest {
            return outcome.verdict;
        }
        sink.restart()?;
        read(Taken::Every, sink)?.verdict
    }
}

/// A message on its way in. Its content waits in memory or in an encrypted temporary file
/// until [`UnsealStream::finish`] releases it.
pub struct UnsealStream {
    pipeline: Pipeline,
    sink: Sink,
}

impl UnsealStream {
    /// Adds the next octets of the message. What is wrong with a message shows at the end;
    /// only a failure of the temporary file, or a limit, shows here.
    ///
    /// # Errors
    /// [`crate::Status::Io`], [`crate::Status::LimitExceeded`].
    pub fn write(&mut self, sealed: &[u8]) -> Result<()> {
        self.pipeline.write(sealed, &mut self.sink)
    }

    /// Ends the message and judges it.
    ///
    /// # Errors
    /// As [`Unsealer::unseal`].
    pub fn finish(mut self) -> Result<(Released, Report), Refusal> {
        let report = self.pipeline.finish(&mut self.sink).verdict?;
        match self.sink {
            Sink::Spool(spool) => Ok((Released(spool.release()?), report)),
            Sink::Memory { .. } | Sink::File(_) => {
                Err(Error::internal("the content went to another place").into())
            }
        }
    }
}

/// The released content of a message, to be read once from front to back.
pub struct Released(SpoolReader);

impl Released {
    /// Reads the next octets; 0 at the end.
    ///
    /// # Errors
    /// [`crate::Status::Io`] if the temporary file cannot be read.
    pub fn read(&mut self, clear: &mut [u8]) -> Result<usize> {
        self.0.read(clear)
    }
}
