//! The simulated platform as its clients see it: identities, depot, sessions and KGSS.

use base64ct::{Base64, Encoding};
use etee::{
    Attribute, Context, Depot, HttpTransport, Identity, Kgss, Limits, LogOn, Sealer, SecretKey,
    Session, Simulator, Token, TokenService, Transport, Unsealer,
};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;
use tempfile::TempDir;

/// A holder by type, identifier and application.
pub type Holder = (&'static str, &'static str, &'static str);

/// Who logs on as a doctor, and the doctor's SSIN.
pub const DOCTOR: Holder = ("SSIN", SSIN, "");
pub const SSIN: &str = "85010100115";
pub const OTHER_DOCTOR: Holder = ("SSIN", "63020301469", "");
pub const PHARMACY: Holder = ("NIHII-PHARMACY", "30000120", "");
pub const LAB: Holder = ("CBE", "0200000142", "");
pub const KGSS: Holder = ("CBE", "0809394427", "KGSS");

/// The namespaces of attributes.
pub const SAID: &str = "urn:be:fgov:identification-namespace";
pub const CERTIFIED: &str = "urn:be:fgov:certified-namespace:ehealth";

/// The attributes by which the simulator knows a person and a doctor.
pub const PERSON: &str = "urn:be:fgov:person:ssin";
pub const IS_DOCTOR: &str = "urn:be:fgov:person:ssin:doctor:boolean";

/// The file of a simulator's state.
const STATE: &str = "etee-simulator.redb";

pub struct Platform {
    // Dropped before its folder.
    pub simulator: Simulator,
    context: Arc<Context>,
    _folder: Option<TempDir>,
}

/// One for all tests that set neither fault nor clock.
pub fn platform() -> &'static Platform {
    static PLATFORM: OnceLock<Platform> = OnceLock::new();
    PLATFORM.get_or_init(Platform::start)
}

/// Opens each key store of a simulator once: its password takes time.
pub fn opened(store: Option<Vec<u8>>) -> Arc<Identity> {
    static OPENED: Mutex<BTreeMap<Vec<u8>, Arc<Identity>>> = Mutex::new(BTreeMap::new());
    let mut opened = OPENED.lock().unwrap_or_else(PoisonError::into_inner);
    let identity = opened.entry(store.expect("a key store"));
    let open = |store: &Vec<u8>| Identity::from_pkcs12(store, "test", &Limits::default());
    Arc::clone(identity.or_insert_with_key(|store| Arc::new(open(store).unwrap())))
}

/// What a simulator has kept that made its keys and nothing else.
fn new_state() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    drop(Simulator::start_in(folder.path()).unwrap());
    fs::read(folder.path().join(STATE)).unwrap()
}

impl Platform {
    /// One of a test's own, with the keys of all others that are started so: making them takes
    /// longer than most tests.
    pub fn start() -> Self {
        static KEYS: OnceLock<Vec<u8>> = OnceLock::new();
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(STATE), KEYS.get_or_init(new_state)).unwrap();
        let mut platform = Self::start_in(folder.path());
        platform._folder = Some(folder);
        platform
    }

    /// One that shares nothing with any other.
    pub fn with_new_keys() -> Self {
        Self::of(Simulator::start().unwrap())
    }

    /// The platform that keeps its state in this folder.
    pub fn start_in(folder: &Path) -> Self {
        Self::of(Simulator::start_in(folder).unwrap())
    }

    fn of(simulator: Simulator) -> Self {
        let anchors = simulator.trust_anchors().iter().cloned();
        let context = anchors.fold(Context::new(), Context::with_trust_anchor);
        Self {
            simulator,
            context: Arc::new(context),
            _folder: None,
        }
    }

    /// A context that trusts the simulator.
    pub fn context(&self) -> Arc<Context> {
        Arc::clone(&self.context)
    }

    pub fn transport(&self) -> Arc<dyn Transport> {
        let builder = HttpTransport::builder(&Limits::default());
        let builder = builder.call_timeout(Duration::from_secs(20));
        Arc::new(builder.build().unwrap())
    }

    pub fn identity(&self, (kind, id, application): Holder) -> Arc<Identity> {
        opened(self.simulator.store(kind, id, application))
    }

    pub fn token(&self, (kind, id, application): Holder) -> Token {
        let token = self.simulator.token(kind, id, application).unwrap();
        Token::from_bytes(&token, &Limits::default()).unwrap()
    }

    pub fn depot(&self, transport: Arc<dyn Transport>) -> Depot {
        Depot::soap(self.simulator.soap_url(), transport, Limits::default())
    }

    /// The client of a holder, whose requests all go through this transport.
    pub fn kgss(&self, holder: Holder, transport: Arc<dyn Transport>) -> Kgss {
        Kgss::soap(
            self.simulator.kgss_url(),
            transport.clone(),
            self.context(),
            self.depot(transport),
            self.identity(holder),
        )
    }

    /// Whether a message that is sealed with one key opens with the other.
    pub fn is_same(&self, one: &SecretKey, other: &SecretKey) -> bool {
        let mut sealer = Sealer::new(self.context(), self.identity(LAB)).unwrap();
        sealer.add_secret_key(one);
        let mut unsealer = Unsealer::new(self.context());
        unsealer.add_secret_key(other);
        let sealed = sealer.seal(b"content").unwrap();
        one.identifier() == other.identifier() && unsealer.unseal(&sealed).is_ok()
    }

    pub fn session(&self, holder: Holder) -> Session {
        self.token_service().log_on(self.log_on(holder)).unwrap()
    }

    pub fn token_service(&self) -> TokenService {
        TokenService::ws_trust(
            self.simulator.ws_trust_url(),
            self.transport(),
            self.context(),
        )
    }

    /// What a holder says and asks: his number, and whether he is a doctor.
    pub fn log_on(&self, holder: Holder) -> LogOn {
        let log_on = LogOn::new(self.identity(holder));
        match holder {
            ("SSIN", ssin, _) => log_on
                .with_attribute(Attribute::new(SAID, PERSON, [ssin]))
                .with_designator(SAID, PERSON)
                .with_designator(CERTIFIED, IS_DOCTOR),
            _ => log_on,
        }
    }

    /// Opens what is sealed for the KGSS.
    pub fn open_as_kgss(&self, sealed: &[u8]) -> Vec<u8> {
        let mut unsealer = Unsealer::new(self.context());
        unsealer.add_identity(self.identity(KGSS));
        let unsealed = unsealer.unseal(sealed).unwrap();
        unsealed.content.as_bytes().to_vec()
    }
}

pub fn decoded(text: &str) -> Vec<u8> {
    let dense: String = text.split_ascii_whitespace().collect();
    Base64::decode_vec(&dense).unwrap()
}

pub fn encoded(octets: &[u8]) -> String {
    Base64::encode_string(octets)
}
