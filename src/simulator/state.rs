//! What the simulator keeps in a folder from one start to the next: an embedded store that is
//! whole after a crash at any point.

use crate::error::{Error, Result, Status};
use crate::file::open_for_owner;
use redb::backends::FileBackend;
use redb::{Builder, Database, DatabaseError, ReadableDatabase, ReadableTable, TableDefinition};
use std::fs::DirBuilder;
use std::path::Path;

/// The name of the file in the folder.
const FILE: &str = "etee-simulator.redb";

/// What is made at the first start, by names.
const FACTS: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("facts");

/// Where keys are kept by their identifiers, with all that is known about them.
#[derive(Clone, Copy)]
pub(super) enum Shelf {
    /// Those of the KGSS.
    SecretKeys,
    /// Those of the KeyDepot.
    WebKeys,
}

impl Shelf {
    const ALL: [Self; 2] = [Self::SecretKeys, Self::WebKeys];

    fn table(self) -> TableDefinition<'static, &'static [u8], &'static [u8]> {
        TableDefinition::new(match self {
            Self::SecretKeys => "kgss-keys",
            Self::WebKeys => "key-depot-keys",
        })
    }
}

/// An open store, which no other simulator can open at the same time. The private keys in it
/// are not encrypted; its file is for its owner alone.
pub(super) struct State(Database);

impl State {
    /// Opens the store in this folder, or makes both.
    pub(super) fn open(folder: &Path) -> Result<Self> {
        let file = make_folder(folder)
            .and_then(|()| open_for_owner(&folder.join(FILE)))
            .map_err(|source| Error::io("the folder of the simulator cannot be used", &source))?;
        let backend = FileBackend::new(file).map_err(cannot_open)?;
        let database = Builder::new()
            .create_with_backend(backend)
            .map_err(cannot_open)?;
        let state = Self(database);
        state.make_tables().map_err(broken)?;
        Ok(state)
    }

    fn make_tables(&self) -> Result<(), redb::Error> {
        let writing = self.0.begin_write()?;
        writing.open_table(FACTS)?;
        for shelf in Shelf::ALL {
            writing.open_table(shelf.table())?;
        }
        writing.commit()?;
        Ok(())
    }

    /// A fact that [`Self::keep`] has kept.
    pub(super) fn fact(&self, name: &str) -> Result<Option<Vec<u8>>> {
        let read = || -> Result<_, redb::Error> {
            let table = self.0.begin_read()?.open_table(FACTS)?;
            Ok(table.get(name)?.map(|fact| fact.value().to_vec()))
        };
        read().map_err(broken)
    }

    /// Keeps facts, all of them or none.
    pub(super) fn keep(&self, facts: &[(String, Vec<u8>)]) -> Result<()> {
        let write = || -> Result<(), redb::Error> {
            let writing = self.0.begin_write()?;
            {
                let mut table = writing.open_table(FACTS)?;
                for (name, fact) in facts {
                    table.insert(name.as_str(), fact.as_slice())?;
                }
            }
            writing.commit()?;
            Ok(())
        };
        write().map_err(broken)
    }

    /// Keeps an entry under its name, in the place of one that was there.
    pub(super) fn keep_entry(&self, shelf: Shelf, name: &[u8], entry: &[u8]) -> Result<()> {
        let write = || -> Result<(), redb::Error> {
            let writing = self.0.begin_write()?;
            writing.open_table(shelf.table())?.insert(name, entry)?;
            writing.commit()?;
            Ok(())
        };
        write().map_err(broken)
    }

    /// Forgets entries, all of them or none.
    pub(super) fn delete_entries(&self, shelf: Shelf, names: &[Vec<u8>]) -> Result<()> {
        let write = || -> Result<(), redb::Error> {
            let writing = self.0.begin_write()?;
            {
                let mut table = writing.open_table(shelf.table())?;
                for name in names {
                    table.remove(name.as_slice())?;
                }
            }
            writing.commit()?;
            Ok(())
        };
        write().map_err(broken)
    }

    /// All entries with their names.
    pub(super) fn entries(&self, shelf: Shelf) -> Result<Vec<(Vec<u8>, Vec<u8>)>> {
        let read = || -> Result<_, redb::Error> {
            let table = self.0.begin_read()?.open_table(shelf.table())?;
            let entries = table.iter()?.map(|entry| {
                let (name, entry) = entry?;
                Ok((name.value().to_vec(), entry.value().to_vec()))
            });
            entries.collect()
        };
        read().map_err(broken)
    }
}

fn make_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}

fn cannot_open(error: DatabaseError) -> Error {
    let message = match error {
        DatabaseError::DatabaseAlreadyOpen => "another simulator uses the same folder",
        _ => "the folder of the simulator has a file that cannot be read",
    };
    Error::new(Status::Io, message)
}

/// The system's number is deep in the error, if there is one.
fn broken(_: redb::Error) -> Error {
    Error::new(Status::Io, "the store of the simulator has failed")
}

/// What a store must have, and would not have lost by itself.
pub(super) fn damaged() -> Error {
    Error::new(Status::Io, "the store of the simulator lacks something")
}
