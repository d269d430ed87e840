//! What a depot keeps, in memory and in a file, and several endpoints.

use etee::{
    Context, Depot, Endpoints, Error, Fault, HttpTransport, Identity, Limits, Reply, Request,
    Result, Simulator, Status, Token, TokenCache, Transport,
};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use crate::support;
use crate::support::platform::{Platform, platform};
use crate::support::program::this_program;

/// One for all tests that set no fault.
fn simulator() -> &'static Simulator {
    &platform().simulator
}

/// Counts what it passes on; URLs with `dead` in them cannot be reached.
struct Counter {
    inner: HttpTransport,
    sent: AtomicUsize,
}

impl Counter {
    fn new() -> Arc<Self> {
        let inner = HttpTransport::builder(&Limits::default()).build().unwrap();
        let sent = AtomicUsize::new(0);
        Arc::new(Self { inner, sent })
    }

    /// How many requests there were since the last time.
    fn take(&self) -> usize {
        self.sent.swap(0, Ordering::Relaxed)
    }
}

impl Transport for Counter {
    fn send(&self, request: &Request) -> Result<Reply> {
        self.sent.fetch_add(1, Ordering::Relaxed);
        match request.url().contains("dead") {
            true => Err(Error::new(Status::ServiceUnreachable, "dead")),
            false => self.inner.send(request),
        }
    }
}

/// The two depots of a simulator, with a cache each.
fn caching(simulator: &Simulator, transport: &Arc<Counter>) -> [Depot; 2] {
    let limits = Limits::default;
    [
        Depot::rest(simulator.rest_url(), transport.clone(), limits()),
        Depot::soap(simulator.soap_url(), transport.clone(), limits()),
    ]
    .map(|depot| depot.with_cache(TokenCache::new(100)))
}

#[test]
fn a_question_is_asked_once() {
    let transport = Counter::new();
    for depot in caching(simulator(), &transport) {
        let ask = |value: &str, application| {
            let found = depot.token("CBE", value, application);
            let found = found.map(|token| token.application().to_owned());
            (found.map_err(|error| error.status()), transport.take())
        };
        for (value, application, expected) in [
            ("0200000142", None, Err(Status::Ambiguous)),
            ("0200000142", Some(""), Ok("")),
            ("0200000142", Some("LABX"), Ok("LABX")),
            ("0200000142", Some("NONE"), Err(Status::NotFound)),
            ("0200000340", None, Err(Status::NotFound)),
        ] {
            let expected = expected.map(str::to_owned);
            assert_eq!(ask(value, application), (expected.clone(), 1), "{depot:?}");
            assert_eq!(ask(value, application), (expected.clone(), 0), "{depot:?}");
            let short = value.trim_start_matches('0');
            assert_eq!(ask(short, application), (expected, 0), "{depot:?}");
        }
        // What the service refuses is no answer.
        for _ in 0..2 {
            assert!(depot.token("SSIN", "85010100116", None).is_err());
            assert_eq!(transport.take(), 1);
        }
    }
}

#[test]
fn all_matches_and_their_list() {
    let transport = Counter::new();
    let [rest, soap] = caching(simulator(), &transport);
    for (depot, requests) in [(rest, 1), (soap, 3)] {
        let matches = depot.matches("CBE", "0200000142", None).unwrap();
        let named: Vec<_> = matches
            .iter()
            .map(|found| (found.identifier_type(), found.value(), found.application()))
            .collect();
        let lab = |application| ("CBE", "0200000142", Some(application));
        assert_eq!(named, [lab(""), lab("LABX")]);
        assert!(!format!("{matches:?}").contains("0200000142"));
        let tokens = depot.tokens("CBE", "0200000142", None).unwrap();
        let applications: Vec<_> = tokens.iter().map(Token::application).collect();
        assert_eq!(applications, ["", "LABX"]);
        assert_eq!(transport.take(), requests, "{depot:?}");
        // Each of them has its own question and answer now.
        let again = depot.tokens("CBE", "0200000142", None).unwrap();
        assert_eq!(again.len(), 2);
        assert_eq!(transport.take(), 0);
        let only = depot.matches("CBE", "0200000142", Some("LABX")).unwrap();
        assert_eq!(only[0].application(), Some("LABX"));
        let error = depot.matches("CBE", "0200000340", None).unwrap_err();
        assert_eq!(error.status(), Status::NotFound);
        transport.take();
    }
}

#[test]
fn the_token_of_an_identity() {
    let transport = Counter::new();
    for depot in caching(simulator(), &transport) {
        for holder in [("CBE", "0200000142", "LABX"), ("SSIN", "85010100115", "")] {
            let (kind, id, application) = holder;
            let store = simulator().store(kind, id, application).unwrap();
            let limits = Limits::default();
            let identity = Identity::from_pkcs12(&store, simulator().password(), &limits).unwrap();
            let token = depot.own_token(&identity).unwrap();
            let expected = simulator().token(kind, id, application).unwrap();
            assert_eq!(token.as_bytes(), expected);
        }
        let keyless = fs::read(support::official::vectors().join("keys/eve.p12")).unwrap();
        let stranger = Identity::from_pkcs12(&keyless, "test", &Limits::default()).unwrap();
        // Somebody whom this depot does not know.
        assert!(depot.own_token(&stranger).is_err());
    }
}

#[test]
fn forgetting_and_passing_by() {
    let transport = Counter::new();
    for depot in caching(simulator(), &transport) {
        let asked = |depot: &Depot| {
            depot.token("SSIN", "85010100115", None).unwrap();
            transport.take()
        };
        assert_eq!(asked(&depot), 1);
        assert_eq!(asked(&depot.clone()), 0);
        assert_eq!(asked(&depot.without_cache()), 1);
        assert_eq!(asked(&depot), 0);
        depot.forget();
        assert_eq!(asked(&depot), 1);
    }
}

#[test]
fn what_is_kept_stands_in_for_a_depot_that_is_down() {
    let platform = Platform::start();
    let simulator = &platform.simulator;
    let transport = Counter::new();
    let hands = Arc::new(AtomicI64::new(Context::new().now()));
    for depot in caching(simulator, &transport) {
        let seen = Arc::clone(&hands);
        let cache = TokenCache::new(100).time_to_live(Duration::from_secs(10));
        let depot = depot.with_cache(cache.clock(move || seen.load(Ordering::Relaxed)));
        let ask = || depot.token("SSIN", "85010100115", None);
        let expected = ask().unwrap();
        for fault in [Fault::Unavailable, Fault::DropConnection] {
            // A depot that failed is left alone for half a minute.
            hands.fetch_add(31, Ordering::Relaxed);
            simulator.set_fault(fault, 1);
            assert_eq!(ask().unwrap().as_bytes(), expected.as_bytes());
            // What was never found cannot be made up.
            simulator.set_fault(fault, 1);
            assert!(depot.token("SSIN", "63020301469", None).is_err());
        }
        for fault in [Fault::Garbage, Fault::NotFound] {
            hands.fetch_add(31, Ordering::Relaxed);
            simulator.set_fault(fault, 1);
            assert!(ask().is_err(), "{fault:?}");
        }
    }
}

#[test]
fn the_next_endpoint_answers() {
    let platform = Platform::start();
    let simulator = &platform.simulator;
    let transport = Counter::new();
    let (rest, soap) = (simulator.rest_url(), simulator.soap_url());
    let limits = Limits::default;
    let both = |first: &str, second: &str| Endpoints::new([first, second]).unwrap();
    let with_slash = format!("{rest}/");
    for depot in [
        Depot::rest(
            both("http://dead", &with_slash),
            transport.clone(),
            limits(),
        ),
        Depot::soap(both("http://dead", &soap), transport.clone(), limits()),
    ] {
        depot.token("SSIN", "85010100115", None).unwrap();
        assert_eq!(transport.take(), 2);
        // It is remembered who answered.
        depot.token("SSIN", "85010100115", None).unwrap();
        assert_eq!(transport.take(), 1);
    }
    // SOA-02002 or HTTP 503, then the right answer of the other.
    for depot in [
        Depot::rest(both(&rest, &rest), transport.clone(), limits()),
        Depot::soap(both(&soap, &soap), transport.clone(), limits()),
    ] {
        simulator.set_fault(Fault::Unavailable, 1);
        depot.token("SSIN", "85010100115", None).unwrap();
        assert_eq!(transport.take(), 2);
        simulator.set_fault(Fault::Unavailable, 2);
        let error = depot.token("SSIN", "85010100115", None).unwrap_err();
        assert_eq!(error.status(), Status::ServiceRefused);
        assert!(error.is_retryable());
        assert_eq!(transport.take(), 2);
        // Nobody else knows better who is not there.
        assert!(depot.token("SSIN", "00000000000", None).is_err());
        assert_eq!(transport.take(), 1);
    }
}

/// The moment from which the tokens of the official vectors are looked at.
const MOMENT: i64 = 1_795_296_771;

/// A service that finds the same token for everybody, and counts.
#[derive(Default)]
struct Everybody(AtomicUsize);

impl Transport for Everybody {
    fn send(&self, _: &Request) -> Result<Reply> {
        self.0.fetch_add(1, Ordering::Relaxed);
        let token = fs::read(support::official::vectors().join("etk/alice.etk")).unwrap();
        let body = format!(
            "[{{\"key\":{{}},\"value\":\"{}\"}}]",
            support::platform::encoded(&token)
        );
        Ok(Reply::new(200, Vec::new(), body.into_bytes()))
    }
}

/// A depot with a cache file, and how often it asked.
fn filed(path: &Path, entries: usize) -> Result<(Depot, Arc<Everybody>)> {
    let cache = TokenCache::new(entries).clock(|| MOMENT).file(path)?;
    let service = Arc::new(Everybody::default());
    let depot = Depot::rest("http://x/", service.clone(), Limits::default());
    Ok((depot.with_cache(cache), service))
}

/// Looks these up, and says for how many the service was asked.
fn look_up(depot: &Depot, service: &Everybody, values: impl Iterator<Item = usize>) -> usize {
    for value in values {
        depot.token("CBE", &value.to_string(), None).unwrap();
    }
    service.0.swap(0, Ordering::Relaxed)
}

fn file_in(directory: &tempfile::TempDir) -> PathBuf {
    directory.path().join("tokens.cache")
}

#[test]
fn a_file_lasts_and_is_bounded() {
    let directory = tempfile::tempdir().unwrap();
    let path = file_in(&directory);
    let (depot, service) = filed(&path, 5).unwrap();
    assert_eq!(look_up(&depot, &service, 1..=7), 7);
    drop(depot);
    let (depot, service) = filed(&path, 5).unwrap();
    assert_eq!(look_up(&depot, &service, 3..=7), 0);
    assert_eq!(look_up(&depot, &service, 1..=2), 2);
    drop(depot);
    // With less room, the oldest go; with none left they are gone from the file as well.
    let (depot, service) = filed(&path, 2).unwrap();
    drop((depot, service));
    let (depot, service) = filed(&path, 5).unwrap();
    assert!(look_up(&depot, &service, 1..=7) >= 5);
    depot.forget();
    drop(depot);
    let (depot, service) = filed(&path, 5).unwrap();
    assert_eq!(look_up(&depot, &service, 1..=5), 5);
}

#[test]
fn what_no_longer_matters_is_not_believed_from_a_file() {
    let directory = tempfile::tempdir().unwrap();
    let path = file_in(&directory);
    let (depot, service) = filed(&path, 5).unwrap();
    assert_eq!(look_up(&depot, &service, 1..=1), 1);
    drop(depot);
    for (moment, asked) in [(MOMENT + 60, 0), (MOMENT + 25 * 3600, 1), (MOMENT - 1, 1)] {
        let copy = directory.path().join(moment.to_string());
        fs::copy(&path, &copy).unwrap();
        let cache = TokenCache::new(5).clock(move || moment).file(&copy);
        let service = Arc::new(Everybody::default());
        let depot = Depot::rest("http://x/", service.clone(), Limits::default());
        let depot = depot.with_cache(cache.unwrap());
        assert_eq!(look_up(&depot, &service, 1..=1), asked, "{moment}");
        // Another service is another question.
        let other = Depot::rest("http://y/", service.clone(), Limits::default());
        drop(depot);
        let cache = TokenCache::new(5).clock(move || moment).file(&copy);
        let other = other.with_cache(cache.unwrap());
        assert_eq!(look_up(&other, &service, 1..=1), 1);
    }
}

#[test]
fn one_program_at_a_time() {
    let directory = tempfile::tempdir().unwrap();
    let path = file_in(&directory);
    let (depot, _) = filed(&path, 5).unwrap();
    let error = TokenCache::new(5).file(&path).unwrap_err();
    assert_eq!(error.status(), Status::Io);
    assert!(error.message().contains("open in another"), "{error}");
    drop(depot);
    TokenCache::new(5).file(&path).unwrap();
}

#[cfg(unix)]
#[test]
fn the_file_is_of_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let directory = tempfile::tempdir().unwrap();
    let path = file_in(&directory);
    drop(TokenCache::new(5).file(&path).unwrap());
    let mode = || fs::metadata(&path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(), 0o600);
    for loose in [0o640, 0o602, 0o604, 0o660] {
        fs::set_permissions(&path, fs::Permissions::from_mode(loose)).unwrap();
        let error = TokenCache::new(5).file(&path).unwrap_err();
        assert_eq!(error.status(), Status::Io);
        assert_eq!(mode(), loose);
    }
}

#[test]
fn a_file_of_something_else_is_left_alone() {
    let directory = tempfile::tempdir().unwrap();
    let path = file_in(&directory);
    for content in [b"a letter".as_slice(), b"re", b"redc", &[0x30, 0x82, 1, 2]] {
        write_owned(&path, content);
        let refused = TokenCache::new(5).file(&path).err();
        // The first letters of a cache file are taken for one that a crash cut short.
        match b"redb".starts_with(content) {
            true => {
                assert!(refused.is_none() && directory.path().join("tokens.cache.damaged").exists())
            }
            false => {
                assert_eq!(refused.unwrap().status(), Status::Io);
                assert_eq!(fs::read(&path).unwrap(), content);
            }
        }
        fs::remove_file(&path).unwrap();
    }
    for path in [
        directory.path(),
        Path::new("/dev/null"),
        Path::new("/no/such/place"),
    ] {
        let error = TokenCache::new(5).file(path).unwrap_err();
        assert_eq!(error.status(), Status::Io, "{path:?}");
    }
    // The same store, in use by another program.
    let database = redb::Database::create(&path).unwrap();
    let writing = database.begin_write().unwrap();
    let table = redb::TableDefinition::<u64, u64>::new("accounts");
    writing.open_table(table).unwrap().insert(1, 2).unwrap();
    writing.commit().unwrap();
    drop(database);
    make_owned(&path);
    let error = TokenCache::new(5).file(&path).unwrap_err();
    assert_eq!(error.status(), Status::Io);
}

fn write_owned(path: &Path, content: &[u8]) {
    fs::write(path, content).unwrap();
    make_owned(path);
}

#[cfg(unix)]
fn make_owned(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}

#[cfg(not(unix))]
fn make_owned(_: &Path) {}

/// However a file was cut short or changed, the cache opens and the depot answers.
#[test]
fn a_damaged_file_loses_no_service() {
    let directory = tempfile::tempdir().unwrap();
    let path = file_in(&directory);
    let (depot, service) = filed(&path, 20).unwrap();
    look_up(&depot, &service, 1..=20);
    drop((depot, service));
    let whole = fs::read(&path).unwrap();
    let aside = directory.path().join("tokens.cache.damaged");
    let mut set_aside = 0;
    let mut check = |content: &[u8]| {
        let _ = fs::remove_file(&aside);
        write_owned(&path, content);
        let (depot, service) = filed(&path, 20).unwrap();
        look_up(&depot, &service, 1..=2);
        if aside.exists() {
            assert_eq!(fs::read(&aside).unwrap().len(), content.len());
            set_aside += 1;
        }
    };
    let step = whole.len() / 60;
    for end in (0..=9).chain((0..whole.len()).step_by(step)) {
        check(&whole[..end]);
    }
    for at in (9..400).step_by(7).chain((400..whole.len()).step_by(step)) {
        let mut other = whole.clone();
        other[at] ^= 0x5a;
        check(&other);
    }
    assert!(set_aside > 50, "{set_aside}");
}

/// The other program of the test below: looks up one after the other until it is killed.
#[test]
fn writer() {
    let Ok(path) = std::env::var("ETEE_TEST_CACHE_FILE") else {
        return;
    };
    let path = Path::new(&path);
    let (depot, service) = filed(path, 1000).unwrap();
    look_up(&depot, &service, 1..=3);
    fs::write(path.with_extension("begun"), "").unwrap();
    look_up(&depot, &service, 4..=usize::MAX);
}

/// A writer that is killed at any moment leaves a whole file, with what it had written.
#[test]
fn a_killed_writer_leaves_a_whole_file() {
    let directory = tempfile::tempdir().unwrap();
    let path = file_in(&directory);
    let begun = path.with_extension("begun");
    for round in 0..5u64 {
        let _ = fs::remove_file(&begun);
        let mut child = this_program()
            .args(["--exact", "depot_cache::writer"])
            .env("ETEE_TEST_CACHE_FILE", &path)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while !begun.exists() {
            assert!(child.try_wait().unwrap().is_none(), "no writer");
            thread::sleep(Duration::from_millis(5));
        }
        thread::sleep(Duration::from_millis(37 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        let (depot, service) = filed(&path, 1000).unwrap();
        assert_eq!(look_up(&depot, &service, 1..=3), 0, "round {round}");
        assert!(!directory.path().join("tokens.cache.damaged").exists());
    }
}
