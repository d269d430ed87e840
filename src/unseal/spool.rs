//! Where clear text waits for the verdict.

use crate::context::Context;
use crate::crypto::fill_random;
use crate::error::{Error, Result, Status};
use crate::file::OutputFile;
use crate::secret::{Secret, Wiped};
use aes_gcm::aead::AeadInOut;
use aes_gcm::aead::consts::U12;
use aes_gcm::{Aes256Gcm, KeyInit, Nonce, Tag};
use std::fs::File;
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Octets of clear text in one encrypted piece of the temporary file.
const PIECE: usize = 64 << 10;

/// The place that clear text goes to before it is released.
pub(super) enum Sink {
    /// Memory, at most as much as the message has that the caller holds whole.
    Memory {
        content: Secret,
        at_most: usize,
    },
    /// The target's own temporary sibling.
    File(Box<OutputFile>),
    Spool(Box<Spool>),
}

impl Sink {
    /// Forgets what it took; a spool does not.
    pub(super) fn restart(&mut self) -> Result<()> {
        match self {
            Self::Memory { content, .. } => {
                *content = Secret::default();
                Ok(())
            }
            Self::File(output) => output.restart(),
            Self::Spool(_) => Err(Error::internal("a spool is not begun again")),
        }
    }

    /// Takes the next octets of a content. Of what `length` it will be is known of most.
    pub(super) fn write(&mut self, clear: &[u8], length: Option<u64>) -> Result<()> {
        if clear.is_empty() {
            return Ok(());
        }
        match self {
            Self::Memory { content, at_most } => {
                if content.is_empty() {
                    let length = length.and_then(|length| usize::try_from(length).ok());
                    let capacity = length.unwrap_or(usize::MAX).min(*at_most);
                    *content = Secret::with_capacity(capacity);
                }
                content.extend(clear);
                Ok(())
            }
            Self::File(output) => output.write(clear),
            Self::Spool(spool) => spool.write(clear),
        }
    }
}

/// Memory up to a limit, then a nameless temporary file, encrypted under a key that exists
/// only here.
pub(super) struct Spool {
    memory: Wiped,
    /// A multiple of [`PIECE`], so that only the last piece of a file can be shorter.
    memory_limit: usize,
    directory: PathBuf,
    file: Option<EncryptedFile>,
}

impl Spool {
    pub(super) fn new(context: &Context) -> Self {
        let pieces = (context.limits().spool_memory / PIECE).max(1);
        Self {
            memory: Wiped::default(),
            memory_limit: pieces.saturating_mul(PIECE),
            directory: context.spool_directory(),
            file: None,
        }
    }

    fn write(&mut self, mut clear: &[u8]) -> Result<()> {
        while !clear.is_empty() {
            let limit = if self.file.is_some() {
                PIECE
            } else {
                self.memory_limit
            };
            if self.memory.len() >= limit {
                self.spill()?;
                continue;
            }
            let room = limit.saturating_sub(self.memory.len()).min(clear.len());
            let (now, later) = clear.split_at(room);
            clear = later;
            self.reserve(now.len(), limit);
            self.memory.extend_from_slice(now);
        }
        Ok(())
    }

    /// Makes room, by a move to a larger buffer that leaves the old one wiped.
    fn reserve(&mut self, more: usize, limit: usize) {
        let needed = self.memory.len().saturating_add(more);
        if needed > self.memory.capacity() {
            let capacity = needed
                .max(self.memory.capacity().saturating_mul(4))
                .max(4096)
                .min(limit);
            self.memory
                .make_room(capacity.saturating_sub(self.memory.len()));
        }
    }

    /// Moves what is in memory to the file.
    fn spill(&mut self) -> Result<()> {
        let mut file = match self.file.take() {
            Some(file) => file,
            None => EncryptedFile::create(&self.directory)?,
        };
        for piece in self.memory.chunks_mut(PIECE) {
            file.append(piece)?;
        }
        self.file = Some(file);
        self.memory = Wiped::with_capacity(PIECE);
        Ok(())
    }

    /// Makes the content readable from its beginning.
    pub(super) fn release(mut self) -> Result<SpoolReader> {
        if self.file.is_some() {
            self.spill()?;
        }
        if let Some(file) = &mut self.file {
            file.rewind()?;
        }
        Ok(SpoolReader {
            piece: self.memory,
            position: 0,
            file: self.file,
        })
    }
}

/// A released content, read from front to back.
pub(super) struct SpoolReader {
    piece: Wiped,
    position: usize,
    file: Option<EncryptedFile>,
}

impl SpoolReader {
    /// Reads the next octets; 0 at the end.
    pub(super) fn read(&mut self, clear: &mut [u8]) -> Result<usize> {
        if self.position >= self.piece.len()
            && let Some(file) = &mut self.file
        {
            file.read_piece(&mut self.piece)?;
            self.position = 0;
        }
        let left = self.piece.get(self.position..).unwrap_or_default();
        let count = left.len().min(clear.len());
        for (to, from) in clear.iter_mut().zip(left) {
            *to = *from;
        }
        self.position = self.position.saturating_add(count);
        Ok(count)
    }
}

/// AES-256-GCM piece by piece, each followed by its tag; the number of the piece is the nonce.
struct EncryptedFile {
    cipher: Aes256Gcm,
    file: File,
    number: u64,
    /// Octets of clear text in the file, or left to be read.
    left: u64,
}

impl EncryptedFile {
    fn create(directory: &Path) -> Result<Self> {
        let file = tempfile::tempfile_in(directory)
            .map_err(|e| Error::io("the temporary file could not be created", &e))?;
        let mut key = Zeroizing::new([0; 32]);
        fill_random(&mut *key)?;
        let cipher = Aes256Gcm::new_from_slice(&*key)
            .map_err(|_| Error::internal("a key has an unexpected length"))?;
        Ok(Self {
            cipher,
            file,
            number: 0,
            left: 0,
        })
    }

    fn next_nonce(&mut self) -> Nonce<U12> {
        let mut nonce = Nonce::default();
        for (to, from) in nonce.iter_mut().zip(self.number.to_le_bytes()) {
            *to = from;
        }
        self.number = self.number.wrapping_add(1);
        nonce
    }

    /// Encrypts a piece where it stands and writes it.
    fn append(&mut self, piece: &mut [u8]) -> Result<()> {
        let unwritten =
            |e: std::io::Error| Error::io("the temporary file could not be written", &e);
        let nonce = self.next_nonce();
        let tag = self
            .cipher
            .encrypt_inout_detached(&nonce, &[], piece.into())
            .map_err(|_| Error::internal("the temporary file could not be encrypted"))?;
        self.left = self.left.saturating_add(piece.len() as u64);
        self.file.write_all(piece).map_err(unwritten)?;
        self.file.write_all(&tag).map_err(unwritten)
    }

    fn rewind(&mut self) -> Result<()> {
        self.number = 0;
        self.file.rewind().map_err(unread)
    }

    /// Reads the next piece into the buffer; nothing at the end.
    fn read_piece(&mut self, piece: &mut Wiped) -> Result<()> {
        let length = usize::try_from(self.left).unwrap_or(usize::MAX).min(PIECE);
        piece.resize(length, 0);
        if length == 0 {
            return Ok(());
        }
        let nonce = self.next_nonce();
        let mut tag = Tag::default();
        self.file.read_exact(piece).map_err(unread)?;
        self.file.read_exact(&mut tag).map_err(unread)?;
        self.cipher
            .decrypt_inout_detached(&nonce, &[], piece.as_mut_slice().into(), &tag)
            .map_err(|_| {
                Error::new(Status::Io, "the temporary file was changed by someone else")
            })?;
        self.left = self.left.saturating_sub(length as u64);
        Ok(())
    }
}

fn unread(error: std::io::Error) -> Error {
    Error::io("the temporary file could not be read", &error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;

    fn round_trip(length: usize, spool_memory: usize) -> bool {
        let context = Context::new().with_limits(Limits {
            spool_memory,
            ..Limits::default()
        });
        let content: Vec<u8> = (0..length).map(|n| (n * 7 % 251) as u8).collect();
        let mut spool = Spool::new(&context);
        for part in content.chunks(70_001) {
            spool.write(part).unwrap();
        }
        let in_file = spool.file.is_some();
        let mut reader = spool.release().unwrap();
        let (mut back, mut buffer) = (Vec::new(), [0; 10_007]);
        loop {
            match reader.read(&mut buffer).unwrap() {
                0 => break,
                count => back.extend_from_slice(&buffer[..count]),
            }
        }
        assert!(back == content, "{length} octets, {spool_memory} in memory");
        assert_eq!(reader.read(&mut buffer).unwrap(), 0);
        in_file
    }

    #[test]
    fn what_goes_in_comes_out() {
        for length in [
            0,
            1,
            PIECE - 1,
            PIECE,
            PIECE + 1,
            3 * PIECE,
            10 * PIECE + 17,
        ] {
            assert_eq!(round_trip(length, 0), length > PIECE);
            assert_eq!(round_trip(length, 3 * PIECE + 5), length > 3 * PIECE);
            assert!(!round_trip(length, 1 << 30));
        }
    }

    #[test]
    fn a_changed_file_is_noticed() {
        let context = Context::new().with_limits(Limits {
            spool_memory: 0,
            ..Limits::default()
        });
        let mut spool = Spool::new(&context);
        spool.write(&vec![7; 3 * PIECE]).unwrap();
        let file = &mut spool.file.as_mut().unwrap().file;
        let mut octet = [0];
        file.seek(std::io::SeekFrom::Start(5)).unwrap();
        file.read_exact(&mut octet).unwrap();
        file.seek(std::io::SeekFrom::Start(5)).unwrap();
        file.write_all(&[!octet[0]]).unwrap();
        file.seek(std::io::SeekFrom::End(0)).unwrap();
        let mut reader = spool.release().unwrap();
        assert_eq!(reader.read(&mut [0; 10]).unwrap_err().status(), Status::Io);
    }
}
