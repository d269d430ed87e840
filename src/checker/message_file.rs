//! A message in a file.

use crate::cms::Replacement;
use crate::crypto::{Digest, DigestAlgorithm};
use crate::error::{Error, Result, Status};
use crate::file::{self, Access, OutputFile};
use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;

/// Octets that are read at once.
const CHUNK: usize = 64 << 10;

/// A message in a file that can be read once, or twice if it is to be rewritten.
pub(super) struct MessageFile {
    file: File,
    /// Of what was read first, so that the second reading is known to find the same.
    digest: Option<Digest>,
}

impl MessageFile {
    pub(super) fn open(path: &Path) -> Result<Self> {
        let (file, _) = file::open(path)?;
        Ok(Self { file, digest: None })
    }

    /// Opens a file that can be read from the start again.
    pub(super) fn open_twice(path: &Path) -> Result<Self> {
        match file::open(path)? {
            (file, Some(_)) => Ok(Self {
                file,
                digest: Some(new_digest()),
            }),
            (_, None) => Err(Error::new(
                Status::InvalidArgument,
                "the input path does not name a regular file",
            )),
        }
    }

    /// Hands the message on, chunk by chunk.
    pub(super) fn read(&mut self, mut take: impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
        let mut chunk = vec![0; CHUNK];
        loop {
            let count = self.file.read(&mut chunk).map_err(|e| unread(&e))?;
            let part = chunk.get(..count).unwrap_or_default();
            if part.is_empty() {
                return Ok(());
            }
            if let Some(digest) = &mut self.digest {
                digest.update(part);
            }
            take(part)?;
        }
    }

    /// Writes the message, which was read once, to another file with this change.
    pub(super) fn rewrite(mut self, mut replacement: Replacement, to: &Path) -> Result<()> {
        let judged = self.digest.replace(new_digest()).map(Digest::finish);
        self.file.rewind().map_err(|e| unread(&e))?;
        let mut output = OutputFile::create(to, Access::Default)?;
        self.read(|part| replacement.write(part, |octets| output.write(octets)))?;
        if self.digest.take().map(Digest::finish) != judged {
            return Err(Error::new(
                Status::Io,
                "the input file changed while it was read",
            ));
        }
        output.commit(self.file)
    }
}

fn new_digest() -> Digest {
    Digest::new(DigestAlgorithm::Sha256)
}

fn unread(error: &std::io::Error) -> Error {
    Error::io("the input file could not be read", error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_file_that_changes_meanwhile_is_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        let rewritten = |later: &[u8]| {
            fs::write(&from, b"as it was judged").unwrap();
            let mut file = MessageFile::open_twice(&from).unwrap();
            file.read(|_| Ok(())).unwrap();
            fs::write(&from, later).unwrap();
            file.rewrite(Replacement::default(), &to)
        };
        for later in [&b"as it was forged"[..], b"as it was judged, and more", b""] {
            assert_eq!(rewritten(later).unwrap_err().status(), Status::Io);
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        }
        rewritten(b"as it was judged").unwrap();
        assert_eq!(fs::read(&to).unwrap(), b"as it was judged");
    }
}
