//! Many threads on one context: look-ups, new keys and seals for a while, without an error and
//! without memory that grows.
//!
//! `ETEE_LOAD_SECONDS=60 cargo test --release --features simulator --test load -- --nocapture`
//! is the full run; otherwise it takes a few seconds.

#![cfg(feature = "simulator")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use etee::{
    AccessList, Attribute, Certificate, Context, Depot, HttpTransport, Identity, Kgss, Limits,
    Sealer, TokenCache, Transport,
};
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};
use support::platform::{LAB, PHARMACY, Platform};
use support::program::{is_emulated, this_program};
use support::say;

const THREADS: usize = 32;

/// Octets by which the memory may differ between warm-up and end: what the allocator keeps for
/// its threads comes and goes by as much. qemu, unlike Wine, also keeps the code that it has
/// translated.
fn tolerance() -> u64 {
    let qemu = cfg!(unix) && is_emulated();
    if qemu { 64 << 20 } else { 4 << 20 }
}

/// The simulator in a process of its own, so that only the memory of its clients is counted: it
/// keeps the keys that it makes.
struct OtherProcess {
    process: Child,
    directory: tempfile::TempDir,
}

impl OtherProcess {
    fn start() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let process = this_program()
            .args(["--exact", "simulator"])
            .env("ETEE_TEST_SIMULATOR", directory.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut this = Self { process, directory };
        while !this.directory.path().join("ready").exists() {
            assert!(this.process.try_wait().unwrap().is_none(), "no simulator");
            thread::sleep(Duration::from_millis(20));
        }
        this
    }

    fn file(&self, name: &str) -> Vec<u8> {
        fs::read(self.directory.path().join(name)).unwrap()
    }

    fn text(&self, name: &str) -> String {
        String::from_utf8(self.file(name)).unwrap()
    }
}

impl Drop for OtherProcess {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The other process: it lives until its standard input ends.
#[test]
fn simulator() {
    let Ok(directory) = std::env::var("ETEE_TEST_SIMULATOR") else {
        return;
    };
    let platform = Platform::start();
    let simulator = &platform.simulator;
    let (kind, id, application) = LAB;
    let store = simulator.store(kind, id, application).unwrap();
    for (name, content) in [
        ("anchor", simulator.trust_anchors()[0].as_der().to_vec()),
        ("store", store),
        ("password", simulator.password().into()),
        ("depot", simulator.soap_url().into_bytes()),
        ("kgss", simulator.kgss_url().into_bytes()),
        ("ready", Vec::new()),
    ] {
        fs::write(Path::new(&directory).join(name), content).unwrap();
    }
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
}

/// What all threads share.
struct Client {
    context: Arc<Context>,
    identity: Arc<Identity>,
    depot: Depot,
    kgss: Kgss,
    done: AtomicBool,
    rounds: AtomicU64,
    errors: AtomicU64,
}

impl Client {
    fn of(other: &OtherProcess) -> Self {
        let limits = Limits::default();
        let transport = HttpTransport::builder(&limits).build().unwrap();
        let transport: Arc<dyn Transport> = Arc::new(transport);
        let anchor = Certificate::from_der(&other.file("anchor")).unwrap();
        let context = Arc::new(Context::new().with_trust_anchor(anchor));
        let store = other.file("store");
        let identity = Identity::from_pkcs12(&store, &other.text("password"), &limits).unwrap();
        let identity = Arc::new(identity);
        let depot = Depot::soap(other.text("depot"), transport.clone(), limits);
        let depot = depot.with_cache(TokenCache::new(3));
        let kgss = Kgss::soap(
            other.text("kgss"),
            transport,
            context.clone(),
            depot.clone(),
            identity.clone(),
        );
        Self {
            context,
            identity,
            depot,
            kgss: kgss.with_cache(10),
            done: AtomicBool::new(false),
            rounds: AtomicU64::new(0),
            errors: AtomicU64::new(0),
        }
    }

    /// Looks up a recipient, with the cache and past it, makes a key and seals for both.
    fn round(&self) -> etee::Result<usize> {
        let (kind, id, application) = PHARMACY;
        let token = self.depot.token(kind, id, Some(application))?;
        self.depot
            .without_cache()
            .token("SSIN", "85010100115", None)?;
        let list = AccessList::new().allow(Attribute::new("n", "a", []));
        let key = self.kgss.new_key(&list)?;
        let mut sealer = Sealer::new(self.context.clone(), self.identity.clone())?;
        sealer.add_recipient(&token)?;
        sealer.add_secret_key(&key);
        sealer.seal(&[7; 10_000]).map(|sealed| sealed.len())
    }

    fn work(&self) {
        while !self.done.load(Ordering::Relaxed) {
            match self.round() {
                Ok(_) => self.rounds.fetch_add(1, Ordering::Relaxed),
                Err(error) => {
                    say(&format!("load: {error:?}"));
                    self.errors.fetch_add(1, Ordering::Relaxed)
                }
            };
        }
    }
}

/// The octets of this process that are in memory; `None` where the system does not tell.
fn memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kibibytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes << 10)
}

#[test]
fn many_threads_for_a_while() {
    let seconds = std::env::var("ETEE_LOAD_SECONDS").ok();
    let seconds = seconds.map_or(3.0, |text| text.parse().unwrap());
    let other = OtherProcess::start();
    let client = Client::of(&other);
    let half = Duration::from_secs_f64(seconds / 2.0);
    let (warm, end) = thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| client.work());
        }
        // Never longer than a second at once, so that the run ends when it should.
        let pass = |time: Duration| {
            let start = Instant::now();
            while start.elapsed() < time {
                thread::sleep((time - start.elapsed().min(time)).min(Duration::from_secs(1)));
            }
            memory()
        };
        let measured = (pass(half), pass(half));
        client.done.store(true, Ordering::Relaxed);
        measured
    });
    let errors = client.errors.load(Ordering::Relaxed);
    let rounds = client.rounds.load(Ordering::Relaxed);
    let mebibytes = |octets: Option<u64>| octets.map_or(0.0, |octets| octets as f64 / 1_048_576.0);
    say(&format!(
        "load: {THREADS} threads for {seconds} s: {rounds} rounds, {errors} errors; memory {:.1} \
         MiB after warm-up, {:.1} MiB at the end",
        mebibytes(warm),
        mebibytes(end)
    ));
    assert_eq!(errors, 0);
    assert!(rounds > 0);
    if let (Some(warm), Some(end)) = (warm, end) {
        assert!(end <= warm + tolerance().max(warm / 10), "memory grows");
    }
}
