//! Output files that appear whole or not at all, and files for their owner alone.

use crate::error::{Error, Result, Status};
use crate::secret::Wiped;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, Write};
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
        let temporary = new_in(directory_of(target), access)
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

    /// Puts the file in its place, on the disk as well. The input is closed before: it may have
    /// that place, and Windows replaces no file that is open.
    pub(crate) fn commit(mut self, input: File) -> Result<()> {
        drop(input);
        self.flush()?;
        let synchronised = self.temporary.as_file().sync_all();
        synchronised.map_err(|e| unwritten(&e))?;
        put_in_place(self.temporary, &self.target)
            .map_err(|e| Error::io("the output file could not be put in its place", &e))?;
        sync_directory(directory_of(&self.target)).map_err(|e| unwritten(&e))
    }
}

/// A new file for [`put_in_place`], which disappears when it is dropped before.
pub(crate) fn new_in(directory: &Path, access: Access) -> io::Result<NamedTempFile> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    set_mode(&mut options, access);
    // Opened here rather than by the builder, whose errors hide the system's number, and whose
    // files Windows takes for ones that need not reach the disk.
    tempfile::Builder::new()
        .prefix(".etee-")
        .suffix(".part")
        .make_in(directory, |path| options.open(path))
}

#[cfg(unix)]
fn set_mode(options: &mut OpenOptions, access: Access) {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(match access {
        Access::Owner => 0o600,
        Access::Default => 0o666,
    });
}

/// Elsewhere a file is for whom its folder is for.
#[cfg(not(unix))]
fn set_mode(_: &mut OpenOptions, _: Access) {}

/// Gives a file the name of the target, in one step. Where that does not work, the file is gone
/// and what was at the target is untouched.
pub(crate) fn put_in_place(file: NamedTempFile, target: &Path) -> io::Result<()> {
    // By the standard library: the file's own `persist` ends at 260 characters on Windows.
    let mut path = file.into_temp_path();
    fs::rename(&path, target)?;
    path.disable_cleanup(true);
    Ok(())
}

/// Opens a file to read and write it, or makes an empty one that only its owner may read.
pub(crate) fn open_for_owner(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    set_mode(&mut options, Access::Owner);
    options.open(path)
}

fn unwritten(error: &io::Error) -> Error {
    Error::io("the output file could not be written", error)
}

pub(crate) fn directory_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Makes a rename last; only Unix lets a directory be synchronised.
pub(crate) fn sync_directory(directory: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(directory)?.sync_all()
    } else {
        Ok(())
    }
}

/// Opens a file to read, with its length where it is a regular file.
pub(crate) fn open(path: &Path) -> Result<(File, Option<u64>)> {
    let unread = |e: io::Error| Error::io("the input file could not be opened", &e);
    // Asked by its path: Windows opens no directory.
    if path.is_dir() {
        return Err(Error::new(
            Status::InvalidArgument,
            "the input path names a directory",
        ));
    }
    let file = File::open(path).map_err(unread)?;
    let metadata = file.metadata().map_err(unread)?;
    Ok((file, metadata.is_file().then_some(metadata.len())))
}
