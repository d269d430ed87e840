//! The simulated platform as its clients see it: identities, depot, sessions and KGSS.

use base64ct::{Base64, Encoding};
use etee::{
    Attribute, Context, Depot, HttpTransport, Identity, Kgss, Limits, LogOn, Session, Simulator,
    Token, TokenService, Transport, Unsealer,
};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

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

pub struct Platform {
    pub simulator: Simulator,
    context: Arc<Context>,
}

impl Platform {
    pub fn start() -> Self {
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
        let store = self.simulator.store(kind, id, application).unwrap();
        let password = self.simulator.password();
        Arc::new(Identity::from_pkcs12(&store, password, &Limits::default()).unwrap())
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
