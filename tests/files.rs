//! Files with the names that files have, and output files whose place is taken.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use etee::{Limits, Sealer, TokenCache, change_password};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use support::official::{context, identity, token, unsealer, unsealer_in, vectors};

const CONTENT: &[u8] = b"the content of a letter";

fn sealer() -> Sealer {
    let mut sealer = Sealer::new(Arc::new(context()), identity("alice")).unwrap();
    sealer.add_recipient(&token("bob")).unwrap();
    sealer
}

/// Everything that takes paths, in a folder where only the names that are made here may be left.
fn everything_works_in(folder: &Path, name: &str) {
    let path = |ending: &str| folder.join(format!("{name}.{ending}"));
    fs::create_dir_all(folder).unwrap();
    fs::write(path("clear"), CONTENT).unwrap();
    // Twice: the second time there is something in the way.
    for _ in 0..2 {
        sealer().seal_file(&path("clear"), &path("sealed")).unwrap();
        let opened = unsealer(&["bob"]).unseal_file(&path("sealed"), &path("opened"));
        opened.unwrap();
        assert_eq!(fs::read(path("opened")).unwrap(), CONTENT);
    }
    fs::copy(vectors().join("keys/bob.p12"), path("p12")).unwrap();
    change_password(&path("p12"), "test", "other", &Limits::default()).unwrap();
    drop(TokenCache::new(1).file(&path("cache")).unwrap());
    spools_in(folder);

    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    found.sort();
    assert_eq!(
        found,
        ["cache", "clear", "opened", "p12", "sealed"].map(path)
    );
}

/// Unseals a stream that does not stay in memory.
fn spools_in(folder: &Path) {
    let mut sealed = Vec::new();
    let content = vec![7; 300_000];
    let mut sealing = sealer().begin(None).unwrap();
    sealing.write(&content, &mut sealed).unwrap();
    sealing.finish(&mut sealed).unwrap();
    let limits = Limits {
        spool_memory: 1 << 16,
        ..Limits::default()
    };
    let context = context()
        .with_limits(limits)
        .with_spool_directory(folder.to_path_buf());
    let unsealer = unsealer_in(context, &["bob"]);
    let mut stream = unsealer.begin();
    stream.write(&sealed).unwrap();
    let (mut clear, _) = stream.finish().unwrap();
    let mut read = vec![0; content.len() + 1];
    let mut len = 0;
    loop {
        let count = clear.read(&mut read[len..]).unwrap();
        if count == 0 {
            break;
        }
        len += count;
    }
    assert!(read[..len] == content);
}

#[test]
fn names_in_every_script() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("Überweisung – 転送");
    everything_works_in(&folder, "Zoë Łukasz Ελένη 😀");
}

/// Windows has a limit of 260 characters for whoever does not ask for more.
#[test]
fn paths_of_more_than_260_characters() {
    let temporary = tempfile::tempdir().unwrap();
    let folder = (0..8).fold(temporary.path().to_path_buf(), |folder, _| {
        folder.join("a folder with a name of forty characters")
    });
    assert!(folder.as_os_str().len() > 320);
    everything_works_in(&folder, "letter");
}

/// What is at the target cannot be replaced, and stays; and nothing else is left.
#[cfg(windows)]
mod taken {
    use super::*;
    use etee::Status;
    use std::fs::OpenOptions;
    use std::os::windows::fs::OpenOptionsExt;

    const ACCESS_DENIED: i32 = 5;
    const SHARING_VIOLATION: i32 = 32;

    /// Others may read what is opened so, and nothing else.
    const SHARED_TO_READ: u32 = 1;

    struct Files {
        folder: tempfile::TempDir,
    }

    impl Files {
        fn new() -> Self {
            let files = Self {
                folder: tempfile::tempdir().unwrap(),
            };
            fs::write(files.path("clear"), CONTENT).unwrap();
            let (clear, sealed) = (files.path("clear"), files.path("sealed"));
            sealer().seal_file(&clear, &sealed).unwrap();
            fs::copy(vectors().join("keys/bob.p12"), files.path("store")).unwrap();
            fs::write(files.path("target"), "older").unwrap();
            files
        }

        fn path(&self, name: &str) -> PathBuf {
            self.folder.path().join(name)
        }

        fn seal(&self) -> etee::Result<u64> {
            sealer().seal_file(&self.path("clear"), &self.path("target"))
        }

        fn unseal(&self) -> etee::Result<()> {
            let (sealed, target) = (self.path("sealed"), self.path("target"));
            let outcome = unsealer(&["bob"]).unseal_file(&sealed, &target);
            outcome.map(|_| ()).map_err(|refusal| refusal.error)
        }

        fn assert_untouched(&self, outcome: Option<etee::Error>) {
            let error = outcome.expect("what is taken was replaced");
            assert_eq!(error.status(), Status::Io);
            assert!(
                matches!(error.os_code(), Some(ACCESS_DENIED | SHARING_VIOLATION)),
                "{error:?}"
            );
            assert_eq!(fs::read(self.path("target")).unwrap(), b"older");
            assert_eq!(fs::read_dir(self.folder.path()).unwrap().count(), 4);
        }
    }

    #[test]
    fn by_a_file_that_is_open() {
        let files = Files::new();
        let mut options = OpenOptions::new();
        options.read(true).share_mode(SHARED_TO_READ);
        let open = options.open(files.path("target")).unwrap();
        files.assert_untouched(files.seal().err());
        files.assert_untouched(files.unseal().err());
        drop(open);
        files.seal().unwrap();
        files.unseal().unwrap();
        assert_eq!(fs::read(files.path("target")).unwrap(), CONTENT);
    }

    #[test]
    #[ignore = "Wine replaces such a file all the same; to be run on Windows"]
    fn by_a_file_that_may_only_be_read() {
        let files = Files::new();
        let target = files.path("target");
        let mut permissions = fs::metadata(&target).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&target, permissions).unwrap();
        files.assert_untouched(files.seal().err());
        files.assert_untouched(files.unseal().err());
    }

    #[test]
    fn by_a_folder() {
        let files = Files::new();
        fs::remove_file(files.path("target")).unwrap();
        fs::create_dir(files.path("target")).unwrap();
        let error = files.seal().unwrap_err();
        assert_eq!(error.status(), Status::Io);
        assert_eq!(fs::read_dir(files.folder.path()).unwrap().count(), 4);
    }

    #[test]
    fn a_store_that_is_open_keeps_its_password() {
        let files = Files::new();
        let store = files.path("store");
        let before = fs::read(&store).unwrap();
        let mut options = OpenOptions::new();
        options.read(true).share_mode(SHARED_TO_READ);
        let open = options.open(&store).unwrap();
        let change = || change_password(&store, "test", "other", &Limits::default());
        let error = change().unwrap_err();
        assert_eq!(error.status(), Status::Io);
        assert!(fs::read(&store).unwrap() == before);
        assert_eq!(fs::read_dir(files.folder.path()).unwrap().count(), 4);
        drop(open);
        change().unwrap();
    }

    #[test]
    fn an_input_that_nobody_may_read_now() {
        let files = Files::new();
        let mut options = OpenOptions::new();
        let open = options.read(true).share_mode(0).open(files.path("clear"));
        let open = open.unwrap();
        let error = files.seal().unwrap_err();
        assert_eq!(error.os_code(), Some(SHARING_VIOLATION));
        drop(open);
        files.seal().unwrap();
    }
}
