//! Identities from key stores, and the change of their password.

use crate::support::{corpus, skip};
use etee::{Identity, Limits, Status, change_password};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn vectors() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors")
}

/// The key stores in a folder and below it.
fn stores(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(stores(&path));
        } else if path.extension().is_some_and(|extension| extension == "p12") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn open(path: &Path, password: &str) -> etee::Result<Identity> {
    Identity::from_pkcs12(&fs::read(path).unwrap(), password, &Limits::default())
}

/// What two identities must have in common to be the same: the certificates of the chain, and
/// serial number and certificate of each decryption key.
type Summary = (Vec<Vec<u8>>, Vec<(String, Option<Vec<u8>>)>);

fn summary(identity: &Identity) -> Summary {
    let chain = identity.certificate_chain().iter();
    let keys = identity.decryption_keys().iter();
    (
        chain.map(|c| c.as_der().to_vec()).collect(),
        keys.map(|key| {
            let certificate = key.certificate().map(|c| c.as_der().to_vec());
            (key.serial(), certificate)
        })
        .collect(),
    )
}

#[test]
fn identities_may_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Identity>();
}

/// The store of an eID card has two keys that sign, and none that opens messages.
#[test]
fn the_store_of_an_eid_card() {
    let card = open(&vectors().join("synthetic/card.p12"), "test").unwrap();
    let pki = vectors().join("synthetic/pki");
    for (certificate, file) in [
        (card.authentication_certificate(), "eid-auth.cer"),
        (card.signature_certificate(), "eid-sign.cer"),
    ] {
        assert_eq!(
            certificate.unwrap().as_der(),
            fs::read(pki.join(file)).unwrap()
        );
    }
    assert_eq!(card.certificate_chain().len(), 3);
    assert!(card.decryption_keys().is_empty());
    let alice = open(&vectors().join("official/keys/alice.p12"), "test").unwrap();
    assert!(alice.signature_certificate().is_none());
}

#[test]
fn official_stores() {
    for name in ["alice", "bob", "eve", "hospital", "kgss"] {
        let keys = vectors().join("official/keys");
        let identity = open(&keys.join(format!("{name}.p12")), "test").unwrap();
        let authentication = fs::read(keys.join(format!("{name}-auth.cer"))).unwrap();
        let encryption = fs::read(keys.join(format!("{name}-enc.cer"))).unwrap();
        assert_eq!(identity.certificate_chain().len(), 3);
        let certificate = identity.authentication_certificate().unwrap();
        assert_eq!(certificate.as_der(), authentication);
        let [key] = identity.decryption_keys() else {
            panic!("{name} has one decryption key");
        };
        assert_eq!(key.certificate().unwrap().as_der(), encryption);
        assert_eq!(key.serial(), key.certificate().unwrap().serial_decimal());
    }
}

#[test]
fn every_encoding_gives_the_same_identity() {
    let carol = vectors().join("p256");
    let modern = open(&carol.join("carol.p12"), "test").unwrap();
    for name in ["carol-legacy.p12", "carol-ber.p12"] {
        let old = open(&carol.join(name), "test").unwrap();
        assert_eq!(summary(&old), summary(&modern), "{name}");
    }
    let renewed = open(&carol.join("carol-renewed.p12"), "test").unwrap();
    assert_eq!(renewed.decryption_keys().len(), 2);
    assert_eq!(renewed.certificate_chain(), modern.certificate_chain());
}

#[test]
fn wrong_passwords_and_broken_stores() {
    for path in stores(&vectors()) {
        let wrong = open(&path, "wrong").unwrap_err();
        assert_eq!(wrong.status(), Status::WrongPassword, "{}", path.display());
        let bytes = fs::read(&path).unwrap();
        let broken = &bytes[..bytes.len() / 2];
        let error = Identity::from_pkcs12(broken, "test", &Limits::default()).unwrap_err();
        assert_eq!(error.status(), Status::StoreMalformed);
    }
}

#[test]
fn corpus_stores() {
    let Some(corpus) = corpus::folder() else {
        return;
    };
    let folder = corpus.join("keys");
    let directory = tempfile::tempdir().unwrap();
    let copy = directory.path().join("store.p12");
    for path in stores(&folder) {
        let shown = path.display();
        let identity = open(&path, "test").unwrap_or_else(|error| panic!("{shown}: {error:?}"));
        let name = path.file_stem().unwrap().to_str().unwrap();
        let (chain, keys) = (identity.certificate_chain(), identity.decryption_keys());
        let expected = match name {
            // Exported from Windows, under an alias that is not the platform's.
            "bob_auth" => (false, 0),
            "alice_auth" => (true, 0),
            "alice_enc" | "bob_enc" => (false, 1),
            // Its encryption certificate is not for encryption.
            "invalid_encrkey_usage" => (true, 0),
            _ => (true, 1),
        };
        assert_eq!((!chain.is_empty(), keys.len()), expected, "{shown}");
        fs::copy(&path, &copy).unwrap();
        change_password(&copy, "test", "new", &Limits::default()).unwrap();
        assert_eq!(summary(&open(&copy, "new").unwrap()), summary(&identity));
    }
}

#[test]
fn a_new_password_keeps_everything_else() {
    let directory = tempfile::tempdir().unwrap();
    for path in stores(&vectors().join("p256")) {
        let store = directory.path().join("store.p12");
        fs::copy(&path, &store).unwrap();
        let before = open(&store, "test").unwrap();
        change_password(&store, "test", "ünd 1", &Limits::default()).unwrap();
        let refused = open(&store, "test").unwrap_err();
        assert_eq!(refused.status(), Status::WrongPassword);
        assert_eq!(summary(&open(&store, "ünd 1").unwrap()), summary(&before));
        let only_file = fs::read_dir(directory.path()).unwrap().count() == 1;
        assert!(only_file, "a temporary file is left");
    }
}

#[test]
fn a_failed_change_leaves_the_store_alone() {
    let directory = tempfile::tempdir().unwrap();
    let store = directory.path().join("store.p12");
    fs::copy(vectors().join("p256/carol.p12"), &store).unwrap();
    let before = fs::read(&store).unwrap();
    let limits = Limits::default();
    let narrow = Limits {
        // Enough to read the store, but not to read what would be written.
        password_iterations: 40_000,
        ..limits.clone()
    };
    for (old, new, limits, status) in [
        ("wrong", "new", &limits, Status::WrongPassword),
        ("test", "", &limits, Status::InvalidArgument),
        ("test", "new", &narrow, Status::LimitExceeded),
    ] {
        let error = change_password(&store, old, new, limits).unwrap_err();
        assert_eq!(error.status(), status);
        assert_eq!(fs::read(&store).unwrap(), before);
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
    }
    let missing = directory.path().join("missing.p12");
    let error = change_password(&missing, "test", "new", &limits).unwrap_err();
    assert_eq!(error.status(), Status::Io);
    assert!(error.os_code().is_some());
}

#[cfg(unix)]
#[test]
fn a_new_password_keeps_permissions_and_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let directory = tempfile::tempdir().unwrap();
    let store = directory.path().join("store.p12");
    let link = directory.path().join("link.p12");
    fs::copy(vectors().join("p256/carol.p12"), &store).unwrap();
    fs::set_permissions(&store, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("store.p12", &link).unwrap();
    change_password(&link, "test", "new", &Limits::default()).unwrap();
    let mode = fs::metadata(&store).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    open(&store, "new").unwrap();
}

fn openssl(arguments: &[&str]) -> Option<Vec<u8>> {
    let output = Command::new("openssl").args(arguments).output().ok()?;
    assert!(
        output.status.success(),
        "openssl {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(output.stdout)
}

/// What openssl sees in a store, line by line. It shows attributes as they come, and DER, in
/// which we write, sorts them; so the lines are sorted here.
fn seen_by_openssl(store: &Path, password: &str) -> Option<Vec<String>> {
    let (path, password) = (store.to_str().unwrap(), format!("pass:{password}"));
    let text = openssl(&["pkcs12", "-in", path, "-passin", &password, "-nodes"])?;
    let mut lines: Vec<String> = String::from_utf8(text)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect();
    lines.sort();
    Some(lines)
}

#[test]
fn openssl_reads_what_is_written() {
    let directory = tempfile::tempdir().unwrap();
    let store = directory.path().join("store.p12");
    let renewed = vectors().join("p256/carol-renewed.p12");
    fs::copy(&renewed, &store).unwrap();
    change_password(&store, "test", "new", &Limits::default()).unwrap();
    let Some(before) = seen_by_openssl(&renewed, "test") else {
        return skip("openssl is not installed, its view of our key stores is not compared");
    };
    let after = seen_by_openssl(&store, "new");
    assert!(after == Some(before), "openssl sees a difference");
}

/// Stores that openssl makes, with every protection that it has.
#[test]
fn openssl_stores() {
    let directory = tempfile::tempdir().unwrap();
    let path = |name: &str| directory.path().join(name).to_str().unwrap().to_owned();
    let (pem, store) = (path("carol.pem"), path("carol.p12"));
    let carol = vectors().join("p256/carol.p12");
    let carol = carol.to_str().unwrap();
    let serial = open(Path::new(carol), "test").unwrap().decryption_keys()[0].serial();
    let Some(all) = openssl(&["pkcs12", "-in", carol, "-passin", "pass:test", "-nodes"]) else {
        return skip("openssl is not installed, its key stores are not read");
    };
    fs::write(&pem, all).unwrap();
    let mut tried = 0;
    for (protection, mac) in [
        ("PBE-SHA1-RC2-40", "sha1"),
        ("PBE-SHA1-RC2-128", "sha1"),
        ("PBE-SHA1-2DES", "sha1"),
        ("PBE-SHA1-3DES", "sha256"),
        ("DES-EDE3-CBC", "sha384"),
        ("AES-128-CBC", "sha512"),
        ("AES-192-CBC", "sha256"),
        ("AES-256-CBC", "sha256"),
    ] {
        for more in [
            &["-macalg", mac][..],
            &["-nomac"],
            &["-noiter", "-nomaciter"],
        ] {
            for password in ["pass:test", "pass:"] {
                let mut arguments = vec!["pkcs12", "-export", "-legacy", "-in", &pem];
                arguments.extend(["-out", &store, "-passout", password, "-name", &serial]);
                arguments.extend(["-keypbe", protection, "-certpbe", protection]);
                arguments.extend(more);
                openssl(&arguments).unwrap();
                let opened = open(Path::new(&store), &password[5..]);
                let identity =
                    opened.unwrap_or_else(|error| panic!("{protection} {more:?}: {error:?}"));
                assert!(identity.decryption_keys().len() <= 1);
                let wrong = open(Path::new(&store), "wrong").unwrap_err();
                assert_eq!(wrong.status(), Status::WrongPassword);
                tried += 1;
            }
        }
    }
    assert_eq!(tried, 48);
}
