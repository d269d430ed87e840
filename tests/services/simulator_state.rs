//! The simulator from one start to the next, in a folder and as a program.

use crate::support;
use crate::support::bearer::of_person;
use crate::support::platform::{CERTIFIED, DOCTOR, IS_DOCTOR, LAB, Platform};
use crate::support::program::command;
use crate::support::wire::http;
use etee::{
    AccessList, Attribute, Depot, HttpTransport, Identity, KeyDepot, KeyUse, Limits, Registration,
    Simulator, Status, Transport, WebKey,
};
use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

fn transport() -> Arc<dyn Transport> {
    Arc::new(HttpTransport::builder(&Limits::default()).build().unwrap())
}

fn key_depot(platform: &Platform) -> KeyDepot {
    let url = platform.simulator.rest_url();
    let depot = KeyDepot::new(url, platform.transport(), platform.context());
    depot.with_access(of_person(platform, support::platform::SSIN))
}

/// What the two realms publish about their keys.
fn realm_keys(platform: &Platform) -> [Vec<u8>; 2] {
    let simulator = &platform.simulator;
    [simulator.realm_url(), simulator.user_realm_url()].map(|realm| {
        let url = format!("{realm}/protocol/openid-connect/certs");
        http("GET", &url, &[], b"").unwrap().body().to_vec()
    })
}

#[test]
fn everything_survives_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("made/when/needed");
    let doctors = AccessList::new().allow(Attribute::new(CERTIFIED, IS_DOCTOR, ["true"]));
    let first = Platform::start_in(&folder);
    let key = first
        .kgss(LAB, first.transport())
        .new_key(&doctors)
        .unwrap();
    let session = first.session(DOCTOR).export();
    let (store, token) = (first.identity(LAB), first.token(LAB));
    let card = first.simulator.card(support::platform::SSIN);
    let second = Simulator::start_in(&folder).unwrap_err();
    assert_eq!(second.status(), Status::Io);
    let anchors = first.simulator.trust_anchors().to_vec();
    let realms = realm_keys(&first);
    let web_key = WebKey::generate_ec().unwrap();
    let registration = Registration::new(KeyUse::Signature).with_application("A");
    let registered = key_depot(&first).register(&web_key, &registration).unwrap();
    drop(first);

    let again = Platform::start_in(&folder);
    assert_eq!(again.simulator.trust_anchors(), anchors);
    assert_eq!(realm_keys(&again), realms);
    let found = key_depot(&again).key(registered.key_id()).unwrap();
    assert_eq!(found.web_key().unwrap().identifier(), web_key.identifier());
    assert_eq!(found.application(), Some("A"));
    let holder = key_depot(&again).holder(found.key_id()).unwrap();
    assert_eq!(holder.identifier(), support::platform::SSIN);
    key_depot(&again).delete(found.key_id()).unwrap();
    assert_eq!(again.token(LAB).as_bytes(), token.as_bytes());
    assert_eq!(again.simulator.card(support::platform::SSIN), card);
    let certificate = again.identity(LAB).authentication_certificate().cloned();
    assert_eq!(certificate.as_ref(), store.authentication_certificate());
    // The session of before is still good for the key of before, and a new one is too.
    let service = again.token_service();
    let old = service.load(session.as_bytes(), again.log_on(DOCTOR));
    let kgss = again.kgss(DOCTOR, again.transport());
    for session in [old.unwrap(), again.session(DOCTOR)] {
        let got = kgss.key(key.identifier(), &session).unwrap();
        assert_eq!(got.identifier(), key.identifier());
    }
    let stranger = again.session(support::platform::PHARMACY);
    let kgss = again.kgss(support::platform::PHARMACY, again.transport());
    let refused = kgss.key(key.identifier(), &stranger).unwrap_err();
    assert_eq!(refused.service_code(), Some("NO_KEY_FOUND"));
}

#[test]
fn folders_that_cannot_be_used() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "text").unwrap();
    assert_eq!(Simulator::start_in(&file).unwrap_err().status(), Status::Io);
    let store = folder.path().join("etee-simulator.redb");
    fs::write(&store, "text that is no store").unwrap();
    let error = Simulator::start_in(folder.path()).unwrap_err();
    assert_eq!(error.status(), Status::Io);
    assert_eq!(fs::read(&store).unwrap(), b"text that is no store");
}

#[cfg(unix)]
fn is_for_owner(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).unwrap().permissions().mode() & 0o077 == 0
}

#[cfg(not(unix))]
fn is_for_owner(_: &Path) -> bool {
    true
}

/// The program, killed at the end of the test.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

fn simulator() -> Command {
    command(env!("CARGO_BIN_EXE_etee-simulator"))
}

/// Starts the program; what it prints up to the password, by names.
fn start(folder: &Path) -> (Program, HashMap<String, String>) {
    let mut command = simulator();
    command
        .args(["--listen", "127.0.0.1:0", "--state"])
        .arg(folder);
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let program = Program(child);
    let mut said = HashMap::new();
    for line in lines {
        let line = line.unwrap();
        let (name, value) = line.split_once(": ").unwrap();
        said.insert(name.to_owned(), value.to_owned());
        if name == "Password" {
            break;
        }
    }
    (program, said)
}

#[test]
fn the_program_serves_and_writes_key_stores() {
    let folder = tempfile::tempdir().unwrap();
    let mut seen = Vec::new();
    // The second start goes on where the first one was killed.
    for _ in 0..2 {
        let (_program, said) = start(folder.path());
        let stores = Path::new(&said["Key stores"]);
        assert_eq!(stores, folder.path().join("keystores"));
        let path = stores.join("NIHII-10001490.p12");
        assert!(is_for_owner(&path) && is_for_owner(&folder.path().join("etee-simulator.redb")));
        let store = fs::read(path).unwrap();
        let limits = Limits::default();
        let identity = Identity::from_pkcs12(&store, &said["Password"], &limits).unwrap();
        for depot in [
            Depot::soap(
                said["ETK depot, SOAP"].as_str(),
                transport(),
                limits.clone(),
            ),
            Depot::rest(
                said["ETK depot, REST"].as_str(),
                transport(),
                limits.clone(),
            ),
        ] {
            let token = depot.token("NIHII", "10001490", None).unwrap();
            let own = token.authentication_certificate();
            assert_eq!(Some(own), identity.authentication_certificate());
            seen.push(token.as_bytes().to_vec());
        }
        for name in ["card-85010100115.p12", "root.cer", "token-service.cer"] {
            assert!(is_for_owner(&stores.join(name)), "{name}");
        }
    }
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn the_program_explains_itself() {
    let help = simulator().arg("--help").output().unwrap();
    assert!(help.status.success() && help.stderr.is_empty());
    let help = String::from_utf8(help.stdout).unwrap();
    for name in ["--listen", "--state", "--keystores", "Ctrl-C"] {
        assert!(help.contains(name));
    }
    for wrong in [
        &["--port", "1"][..],
        &["--listen"],
        &["--listen", "here"],
        &["x"],
    ] {
        let output = simulator().args(wrong).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
        assert!(String::from_utf8(output.stderr).unwrap().contains("Usage:"));
    }
    let file = tempfile::NamedTempFile::new().unwrap();
    let output = simulator()
        .arg("--state")
        .arg(file.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
}
