//! Output files that appear whole or not at all, and files for their owner alone.

use crate::error::{Error, Result, Status};
use crate::secret::Wiped;
use std::fs::{File, OpenOptions};
use std::io::{Seek, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Octets that are written at once, at least: the system's calls cost more than a copy.
const WRITE: usize = 64 << 10;

/// Who may read an output file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// The owner alone: clear text.
    Owner,
    /// Whoever the host's file mode creation mask allows: sealed messages.
    Default,
}

/// A file that is written beside its target and takes the target's place when it is complete.
/// Dropped before that, it disappears and the target is untouched.
pub(crate) struct OutputFile {
    temporary: NamedTempFile,
    target: PathBuf,
    /// What waits to be written: clear text, perhaps.
    waiting: Wiped,
}

impl OutputFile {
    pub(crate) fn create(target: &Path, access: Access) -> Result<Self> {
        if target.file_name().is_none() {
            return Err(Error::new(
                Status::InvalidArgument,
                "the output path does not name a file",
            ));
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(if access == Access::Owner {
                0o600
            } else {
                0o666
            });
        }
        // Opened here rather than by the builder, whose errors hide the system's number.
        let temporary = tempfile::Builder::new()
            .prefix(".etee-")
            .suffix(".part")
            .make_in(directory_of(target), |path| options.open(path))
            .map_err(|e| Error::io("the output file could not be created", &e))?;
        Ok(Self {
            temporary,
            target: target.to_path_buf(),
            waiting: Wiped::with_capacity(WRITE),
        })
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<()> {
        if self.waiting.len().saturating_add(bytes.len()) > WRITE {
            self.flush()?;
        }
        if bytes.len() >= WRITE {
            return self.temporary.write_all(bytes).map_err(|e| unwritten(&e));
        }
        self.waiting.extend_from_slice(bytes);
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        let written = self.temporary.write_all(&self.waiting);
        self.waiting.clear();
        written.map_err(|e| unwritten(&e))
    }

    /// Forgets what was written.
    pub(crate) fn restart(&mut self) -> Result<()> {
        self.waiting.clear();
        let file = self.temporary.as_file_mut();
        file.set_len(0)
            .and_then(|()| file.rewind())
            .map_err(|e| unwritten(&e))
    }

    /// Puts the file in its place, on the disk as well.
    pub(crate) fn commit(mut self) -> Result<()> {
        self.flush()?;
        let synchronised = self.temporary.as_file().sync_all();
        synchronised.map_err(|e| unwritten(&e))?;
        self.temporary
            .persist(&self.target)
            .map_err(|e| Error::io("the output file could not be put in its place", &e.error))?;
        sync_directory(directory_of(&self.target)).map_err(|e| unwritten(&e))
    }
}

/// Opens a file to read and write it, or makes an empty one that only its owner may read.
pub(crate) fn open_for_owner(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

fn unwritten(error: &std::io::Error) -> Error {
    Error::io("the output file could not be written", error)
}

fn directory_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Makes a rename last; only Unix lets a directory be synchronised.
fn sync_directory(directory: &Path) -> std::io::Result<()> {
    if cfg!(unix) {
        File::open(directory)?.sync_all()
    } else {
        Ok(())
    }
}

/// Opens a file to read, with its length where it is a regular file.
pub(crate) fn open(path: &Path) -> Result<(File, Option<u64>)> {
    let unread = |e: std::io::Error| Error::io("the input file could not be opened", &e);
    let file = File::open(path).map_err(unread)?;
    let metadata = file.metadata().map_err(unread)?;
    if metadata.is_dir() {
        return Err(Error::new(
            Status::InvalidArgument,
            "the input path names a directory",
        ));
    }
    Ok((file, metadata.is_file().then_some(metadata.len())))
}
