//! Addressing: whom a message was sealed for, and by which key it was signed, without any key.

mod recipient;

use crate::cms::{
    EntityIdentifier, EnvelopedDataReader, EnvelopedPart, RecipientInfo, SignedData,
    SignedDataReader,
};
use crate::error::{Error, Result, Status};
use crate::file;
use crate::limits::Limits;
use base64ct::{Base64, Encoding};
use core::fmt;
pub use recipient::{Recipient, RecipientKind};
use std::io::Read;
use std::path::Path;

/// Octets that are read from a file at once.
const CHUNK: usize = 64 << 10;

/// What a receiver may have to know before it can unseal a message: which key to fetch from
/// the KGSS, which of its own keys to load, which web key to look up.
///
/// Anybody can read this, and nothing of it is proven: it stands outside of every signature
/// that was checked so far.
#[derive(Clone, PartialEq, Eq)]
pub struct Addressing {
    secret_key_identifiers: Vec<Vec<u8>>,
    recipients: Vec<Recipient>,
    sender_key_identifier: Option<Vec<u8>>,
}

impl Addressing {
    /// Reads a whole message. Its content is passed over, not decrypted.
    ///
    /// # Errors
    /// [`Status::Malformed`] or [`Status::Truncated`] if this is no sealed message,
    /// [`Status::LimitExceeded`].
    pub fn read(message: &[u8], limits: &Limits) -> Result<Self> {
        let mut reader = AddressingReader::new(limits);
        reader.write(message)?;
        reader.finish()
    }

    /// Reads the beginning of a message, as far as its recipients; what is there of the rest is
    /// not looked at. The sender's key is named at the end of a message, so
    /// [`Self::sender_key_identifier`] is not known.
    ///
    /// # Errors
    /// As [`Self::read`]; [`Status::Truncated`] if the recipients do not end in `beginning`.
    pub fn read_head(beginning: &[u8], limits: &Limits) -> Result<Self> {
        let mut reader = AddressingReader::new(limits);
        for part in beginning.chunks(CHUNK) {
            reader.write(part)?;
            if reader.knows_recipients() {
                break;
            }
        }
        reader.finish_head()
    }

    /// Reads the file of a message as far as its recipients, as [`Self::read_head`] does.
    ///
    /// # Errors
    /// As [`Self::read_head`]; [`Status::Io`] if the file cannot be read.
    pub fn read_file(path: &Path, limits: &Limits) -> Result<Self> {
        let mut reader = AddressingReader::new(limits);
        reader.take_file(path, AddressingReader::knows_recipients)?;
        reader.finish_head()
    }

    /// Reads the whole file of a message, as [`Self::read`] does.
    ///
    /// # Errors
    /// As [`Self::read`]; [`Status::Io`] if the file cannot be read.
    pub fn read_whole_file(path: &Path, limits: &Limits) -> Result<Self> {
        let mut reader = AddressingReader::new(limits);
        reader.take_file(path, |_| false)?;
        reader.finish()
    }

    /// The identifiers of the keys of the KGSS that open the message, in the order of the
    /// message.
    pub fn secret_key_identifiers(&self) -> &[Vec<u8>] {
        &self.secret_key_identifiers
    }

    /// The identifier of the only key of the KGSS that opens the message, in base64, as the
    /// KGSS takes it; `None` if no such key does.
    ///
    /// # Errors
    /// [`Status::Ambiguous`] if there are several.
    pub fn secret_key_identifier_base64(&self) -> Result<Option<String>> {
        match self.secret_key_identifiers.as_slice() {
            [] => Ok(None),
            [identifier] => Ok(Some(Base64::encode_string(identifier))),
            _ => Err(Error::new(
                Status::Ambiguous,
                "the message was sealed with several keys of the KGSS",
            )),
        }
    }

    /// Everyone whom the message was sealed for and who is named in it, keys of the KGSS
    /// included, in the order of the message. Recipients of an unknown kind are left out.
    pub fn recipients(&self) -> &[Recipient] {
        &self.recipients
    }

    /// The SubjectKeyIdentifier of the outer signer, where it is named by one (a web key) and
    /// the message was read to its end.
    pub fn sender_key_identifier(&self) -> Option<&[u8]> {
        self.sender_key_identifier.as_deref()
    }

    fn of(recipients: &[RecipientInfo]) -> Self {
        let kek = |recipient: &RecipientInfo| match recipient {
            RecipientInfo::Kek(recipient) => Some(recipient.key_identifier.clone()),
            RecipientInfo::KeyTrans(_) | RecipientInfo::KeyAgree(_) | RecipientInfo::Other => None,
        };
        Self {
            secret_key_identifiers: recipients.iter().filter_map(kek).collect(),
            recipients: recipients.iter().flat_map(Recipient::all_of).collect(),
            sender_key_identifier: None,
        }
    }
}

/// How many there are: serial numbers and issuers lead to people.
impl fmt::Debug for Addressing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Addressing({} recipients)", self.recipients.len())
    }
}

/// A message on its way in.
struct AddressingReader {
    outer: SignedDataReader,
    envelope: EnvelopedDataReader,
    found: Option<Addressing>,
    seen: u64,
    message_size: u64,
}

impl AddressingReader {
    fn new(limits: &Limits) -> Self {
        Self {
            outer: SignedDataReader::new(limits),
            envelope: EnvelopedDataReader::new(limits),
            found: None,
            seen: 0,
            message_size: limits.message_size,
        }
    }

    fn knows_recipients(&self) -> bool {
        self.found.is_some()
    }

    fn write(&mut self, mut sealed: &[u8]) -> Result<()> {
        self.seen = self.seen.saturating_add(sealed.len() as u64);
        if self.seen > self.message_size {
            return Err(Error::new(
                Status::LimitExceeded,
                "the message is larger than the limit",
            ));
        }
        while let Some(content) = self.outer.next(&mut sealed)? {
            self.read_envelope(content)?;
        }
        if !sealed.is_empty() {
            return Err(Error::malformed("octets follow the message"));
        }
        Ok(())
    }

    /// Looks at the envelope as far as the recipients.
    fn read_envelope(&mut self, mut content: &[u8]) -> Result<()> {
        while self.found.is_none() {
            match self.envelope.next(&mut content)? {
                Some(EnvelopedPart::Opened) => {
                    self.found = Some(Addressing::of(self.envelope.recipients()));
                }
                Some(EnvelopedPart::Ciphertext(_)) => {}
                None => break,
            }
        }
        Ok(())
    }

    fn take_file(&mut self, path: &Path, is_enough: impl Fn(&Self) -> bool) -> Result<()> {
        let (mut input, _) = file::open(path)?;
        let mut sealed = vec![0; CHUNK];
        while !is_enough(self) {
            let count = input
                .read(&mut sealed)
                .map_err(|e| Error::io("the input file could not be read", &e))?;
            if count == 0 {
                break;
            }
            self.write(sealed.get(..count).unwrap_or_default())?;
        }
        Ok(())
    }

    fn finish_head(self) -> Result<Addressing> {
        self.found.ok_or_else(|| {
            Error::new(
                Status::Truncated,
                "the message ends before its recipients do",
            )
        })
    }

    fn finish(mut self) -> Result<Addressing> {
        let outer = self.outer.finish()?;
        let Some(mut found) = self.found else {
            // Says what is missing.
            self.envelope.finish()?;
            return Err(Error::malformed("the message has no recipients"));
        };
        found.sender_key_identifier = sender_key_identifier(&outer)?;
        Ok(found)
    }
}

/// The identifier by which the only signer is named, if it is named by one.
fn sender_key_identifier(outer: &SignedData) -> Result<Option<Vec<u8>>> {
    if outer.signer_count() != 1 {
        return Ok(None);
    }
    Ok(match outer.signer_info()?.signer {
        EntityIdentifier::SubjectKeyIdentifier(identifier) => Some(identifier),
        EntityIdentifier::IssuerAndSerialNumber { .. } => None,
    })
}

#[cfg(test)]
mod tests;
