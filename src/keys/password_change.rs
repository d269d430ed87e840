//! Another password for a key store.

use super::pkcs12::{cannot_read, read_file, reencrypt};
use crate::error::{Error, Result, Status};
use crate::file::{Access, directory_of, new_in, put_in_place, sync_directory};
use crate::limits::Limits;
use std::fs::{self, File};
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};

/// Gives a PKCS #12 key store another password. Every key is encrypted anew, with PBES2 also
/// where the store was protected in an old way; entries, aliases and their order stay.
///
/// The new store is written beside the old one, read back, and only then takes its place, in
/// one step. Until then the old store is untouched, and whatever fails leaves nothing behind.
/// On Unix the new file has the permissions of the old one; on Windows, those that its folder
/// gives.
///
/// # Errors
/// [`Status::InvalidArgument`] if the new password is empty; [`Status::Io`];
/// [`Status::WrongPassword`] if the old password does not open the store;
/// [`Status::StoreMalformed`] if the store is damaged; [`Status::Unsupported`] if it holds
/// secrets that are not private keys; [`Status::LimitExceeded`].
pub fn change_password(path: &Path, old: &str, new: &str, limits: &Limits) -> Result<()> {
    if new.is_empty() {
        return Err(Error::new(
            Status::InvalidArgument,
            "the new password of a key store must not be empty",
        ));
    }
    let path = behind_links(path).map_err(cannot_read)?;
    let directory = directory_of(&path);
    let original = File::open(&path).map_err(cannot_read)?;
    let bytes = read_file(&original, limits)?;
    let store = reencrypt(&bytes, old, new, limits)?;

    let mut file = new_in(directory, Access::Owner).map_err(cannot_write)?;
    file.write_all(store.bytes()).map_err(cannot_write)?;
    take_permissions(file.as_file(), &original)
        .and_then(|()| file.as_file().sync_all())
        .and_then(|()| file.rewind())
        .map_err(cannot_write)?;
    store.check(&read_file(file.as_file(), limits)?, new, limits)?;
    // Windows does not replace a file that is open.
    drop(original);
    put_in_place(file, &path).map_err(cannot_write)?;
    // The store is in its place by now, so a file system that has no such operation is no reason
    // to report a failure.
    sync_directory(directory).ok();
    Ok(())
}

/// Through a symbolic link, the file is replaced and not the link.
fn behind_links(path: &Path) -> io::Result<PathBuf> {
    if fs::symlink_metadata(path)?.is_symlink() {
        fs::canonicalize(path)
    } else {
        Ok(path.to_path_buf())
    }
}

#[cfg(unix)]
fn take_permissions(file: &File, original: &File) -> io::Result<()> {
    file.set_permissions(original.metadata()?.permissions())
}

/// There is one bit to take here, and a file that has it cannot be replaced.
#[cfg(not(unix))]
fn take_permissions(_: &File, _: &File) -> io::Result<()> {
    Ok(())
}

fn cannot_write(error: io::Error) -> Error {
    Error::io("the key store cannot be written", &error)
}
