//! The file of a cache: records under digests, in an embedded store that is whole after a crash
//! at any point.

use super::cache::Key;
use crate::error::{Error, Result, Status};
use crate::file::open_for_owner;
use redb::backends::FileBackend;
use redb::{
    Builder, Database, DatabaseError, ReadableDatabase, ReadableTable, StorageError,
    TableDefinition, TableHandle,
};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

const RECORDS: TableDefinition<'_, &Key, &[u8]> = TableDefinition::new("etk-answers");

/// What every file of the store begins with.
const MAGIC: &[u8; 9] = b"redb\x1a\x0a\xa9\x0d\x0a";

/// Octets of the file that the store may keep in memory: the records are there anyway.
const MEMORY: usize = 1 << 20;

/// The number that Windows has for what is locked by others.
const LOCK_VIOLATION: i32 = 33;

/// An open file. While it is open no other program can open it.
///
/// What fails once it is open is not reported: the cache then lives on in memory.
pub(super) struct CacheFile(Database);

/// Why a file cannot be used as it is.
enum Obstacle {
    /// It was a cache file, or the beginning of one.
    Damaged,
    Refused(Error),
}

impl CacheFile {
    /// Opens the file or makes it; a damaged one is set aside.
    pub(super) fn open(path: &Path) -> Result<Self> {
        match Self::try_open(path) {
            Ok(file) => Ok(file),
            Err(Obstacle::Refused(error)) => Err(error),
            Err(Obstacle::Damaged) => {
                fs::rename(path, set_aside(path)).map_err(|source| {
                    Error::io("a damaged cache file could not be set aside", &source)
                })?;
                Self::try_open(path).map_err(|obstacle| match obstacle {
                    Obstacle::Refused(error) => error,
                    Obstacle::Damaged => Error::new(Status::Io, "a new cache file is damaged"),
                })
            }
        }
    }

    fn try_open(path: &Path) -> Result<Self, Obstacle> {
        let mut file = open_for_owner(path).map_err(cannot_open)?;
        check_access(&file)?;
        check_beginning(&mut file)?;
        let backend = FileBackend::new(file).map_err(obstacle)?;
        let mut builder = Builder::new();
        builder.set_cache_size(MEMORY);
        builder.set_check_integrity_on_open(true);
        let file = Self(builder.create_with_backend(backend).map_err(obstacle)?);
        file.check_tables()?;
        Ok(file)
    }

    /// Refuses the store of another program, before anything in it is changed.
    fn check_tables(&self) -> Result<(), Obstacle> {
        let damaged = |_| Obstacle::Damaged;
        let reading = self.0.begin_read().map_err(|_| Obstacle::Damaged)?;
        let mut tables = reading.list_tables().map_err(damaged)?;
        let others = reading.list_multimap_tables().map_err(damaged)?;
        if others.count() == 0 && tables.all(|table| table.name() == RECORDS.name()) {
            return Ok(());
        }
        Err(foreign())
    }

    /// Everything in it.
    pub(super) fn records(&self) -> Vec<(Key, Vec<u8>)> {
        self.try_records().unwrap_or_default()
    }

    fn try_records(&self) -> Result<Vec<(Key, Vec<u8>)>, redb::Error> {
        let table = self.0.begin_read()?.open_table(RECORDS)?;
        let records = table.iter()?.map(|record| {
            let (key, value) = record?;
            Ok((*key.value(), value.value().to_vec()))
        });
        records.collect()
    }

    /// Writes a record, and removes others, in one.
    pub(super) fn put(&self, key: &Key, record: &[u8], gone: &[Key]) {
        // A cache does without a file that has become unusable.
        let _ = self.change(|table| {
            table.insert(key, record)?;
            remove_all(table, gone)
        });
    }

    pub(super) fn remove(&self, gone: &[Key]) {
        if !gone.is_empty() {
            let _ = self.change(|table| remove_all(table, gone));
        }
    }

    pub(super) fn clear(&self) {
        let _ = self.change(|table| table.retain(|_, _| false));
    }

    fn change(
        &self,
        change: impl FnOnce(&mut redb::Table<'_, &Key, &[u8]>) -> Result<(), StorageError>,
    ) -> Result<(), redb::Error> {
        let writing = self.0.begin_write()?;
        change(&mut writing.open_table(RECORDS)?)?;
        writing.commit()?;
        Ok(())
    }
}

fn remove_all(table: &mut redb::Table<'_, &Key, &[u8]>, gone: &[Key]) -> Result<(), StorageError> {
    for key in gone {
        table.remove(key)?;
    }
    Ok(())
}

/// Where a damaged file goes: its name with `.damaged` after it.
fn set_aside(path: &Path) -> PathBuf {
    let mut aside = OsString::from(path);
    aside.push(".damaged");
    PathBuf::from(aside)
}

/// A cache that others can write to would be theirs to fill.
fn check_access(file: &File) -> Result<(), Obstacle> {
    let metadata = file.metadata().map_err(cannot_open)?;
    if !metadata.is_file() {
        return Err(refused("the path of a cache file names something else"));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        if metadata.permissions().mode() & 0o077 != 0 {
            return Err(refused(
                "others than its owner may read or write the cache file",
            ));
        }
    }
    Ok(())
}

/// Tells the beginning of a store, which a crash may have cut short or left unwritten, from that
/// of something else.
fn check_beginning(file: &mut File) -> Result<(), Obstacle> {
    let mut beginning = Vec::new();
    let length = MAGIC.len() as u64;
    file.take(length)
        .read_to_end(&mut beginning)
        .map_err(|source| match source.raw_os_error() {
            // Windows locks what is open elsewhere against reading too.
            Some(LOCK_VIOLATION) if cfg!(windows) => in_use(),
            _ => cannot_open(source),
        })?;
    let is_unwritten = beginning.iter().all(|octet| *octet == 0);
    if beginning == MAGIC || beginning.is_empty() {
        Ok(())
    } else if MAGIC.starts_with(&beginning) || is_unwritten {
        Err(Obstacle::Damaged)
    } else {
        Err(foreign())
    }
}

fn obstacle(error: DatabaseError) -> Obstacle {
    match error {
        DatabaseError::DatabaseAlreadyOpen => in_use(),
        DatabaseError::Storage(StorageError::Io(source))
            if !matches!(
                source.kind(),
                ErrorKind::InvalidData | ErrorKind::UnexpectedEof
            ) =>
        {
            cannot_open(source)
        }
        _ => Obstacle::Damaged,
    }
}

fn cannot_open(source: std::io::Error) -> Obstacle {
    Obstacle::Refused(Error::io("the cache file could not be opened", &source))
}

fn in_use() -> Obstacle {
    refused("the cache file is open in another program, or in another cache of this one")
}

fn foreign() -> Obstacle {
    refused("the path of a cache file names a file that is something else")
}

fn refused(message: &'static str) -> Obstacle {
    Obstacle::Refused(Error::new(Status::Io, message))
}
