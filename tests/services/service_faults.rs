//! Every fault of the simulator in every operation of its services: which error it becomes, and
//! that the next try works.

use crate::support::authenticator::Authenticator;
use crate::support::bearer::of_person;
use crate::support::platform::{DOCTOR, LAB, PERSON, Platform, SAID, SSIN};
use etee::{
    AccessList, Attribute, ConnectClient, Context, Depot, Error, Fault, HttpTransport, Identity,
    KeyDepot, KeyInformation, KeyUse, KgssRest, Limits, Registration, Result, Sealer, Session,
    SimulatedService, Status, TokenService, Transport,
};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Far longer than anything takes, so that only what hangs meets it.
const PATIENT: Duration = Duration::from_secs(60);
/// For the fault that is a delay, which is longer than this.
const IMPATIENT: Duration = Duration::from_millis(200);
const DELAY: Fault = Fault::Delay(Duration::from_secs(600));

/// A key that the doctor may have, and a session of the doctor.
struct World {
    platform: Platform,
    session: Session,
    key: Vec<u8>,
    lab: Arc<Identity>,
    /// The name of a web key of the doctor, with an attestation.
    kid: String,
}

/// An operation: the service that it is about, and what it does there over a transport.
type Operation = (
    SimulatedService,
    &'static str,
    fn(&World, Arc<dyn Transport>) -> Result<()>,
);

const OPERATIONS: [Operation; 13] = [
    (
        SimulatedService::DepotSoap,
        "look-up, SOAP",
        |world, transport| world.use_token(&world.platform.depot(transport)),
    ),
    (
        SimulatedService::DepotRest,
        "look-up, REST",
        |world, transport| {
            let url = world.platform.simulator.rest_url();
            world.use_token(&Depot::rest(url, transport, Limits::default()))
        },
    ),
    (SimulatedService::Kgss, "new key", |world, transport| {
        let kgss = world.platform.kgss(LAB, transport);
        kgss.new_key(&readers()).map(drop)
    }),
    (SimulatedService::Kgss, "get key", |world, transport| {
        let kgss = world.platform.kgss(DOCTOR, transport);
        kgss.key(&world.key, &world.session).map(drop)
    }),
    (
        SimulatedService::WsTrust,
        "log on, WS-Trust",
        |world, transport| {
            let url = world.platform.simulator.ws_trust_url();
            let service = TokenService::ws_trust(url, transport, world.platform.context());
            world.log_on(service)
        },
    ),
    (
        SimulatedService::Saml,
        "log on, SAML",
        |world, transport| {
            let url = world.platform.simulator.saml_url();
            let service = TokenService::saml(url, transport, world.platform.context());
            world.log_on(service)
        },
    ),
    (
        SimulatedService::DepotRest,
        "certified key",
        |world, transport| {
            let url = world.platform.simulator.rest_url();
            let token = world.platform.token(LAB);
            let serial = token.authentication_certificate().serial_decimal();
            let depot = Depot::rest(url, transport, Limits::default());
            depot.certified_key(&format!("S{serial}")).map(drop)
        },
    ),
    (
        SimulatedService::KgssRest,
        "new key, REST",
        |world, transport| world.kgss_rest(transport).new_key(&readers()).map(drop),
    ),
    (
        SimulatedService::KgssRest,
        "get key, REST",
        |world, transport| world.kgss_rest(transport).key(&world.key).map(drop),
    ),
    (
        SimulatedService::Connect,
        "access token",
        |world, transport| {
            let platform = &world.platform;
            let url = platform.simulator.realm_url();
            let (context, identity) = (platform.context(), world.lab.clone());
            let client = ConnectClient::new(&url, transport, context, "cbe-0200000142", identity);
            client.without_discovery().access_token().map(drop)
        },
    ),
    (SimulatedService::KeyDepot, "web key", |world, transport| {
        world.key_depot(transport).key(&world.kid).map(drop)
    }),
    (
        SimulatedService::KeyDepot,
        "attestation",
        |world, transport| world.key_depot(transport).attestation(&world.kid).map(drop),
    ),
    (SimulatedService::KeyDepot, "label", |world, transport| {
        let label = KeyInformation::new().with_label(Some("ours"));
        let depot = world.key_depot(transport);
        depot.add_information(&world.kid, &label).map(drop)
    }),
];

fn readers() -> AccessList {
    AccessList::new().allow(Attribute::new(SAID, PERSON, []))
}

fn http(timeout: Duration) -> Arc<dyn Transport> {
    let builder = HttpTransport::builder(&Limits::default());
    Arc::new(builder.call_timeout(timeout).build().unwrap())
}

impl World {
    fn new() -> Self {
        let platform = Platform::start();
        let kgss = platform.kgss(LAB, http(PATIENT));
        let key = kgss.new_key(&readers()).unwrap().identifier().to_vec();
        let mut world = Self {
            session: platform.session(DOCTOR),
            lab: platform.identity(LAB),
            kid: String::new(),
            platform,
            key,
        };
        world.kid = world.register();
        world
    }

    fn register(&self) -> String {
        let depot = self.key_depot(http(PATIENT));
        let authenticator = Authenticator::new();
        let challenge = depot.challenge().unwrap();
        let (object, client_data) = authenticator.attest(challenge.as_bytes());
        let registration = Registration::new(KeyUse::Signature);
        let registration = registration.with_attestation(&object, &client_data);
        let registered = depot.register(&authenticator.key(), &registration);
        registered.unwrap().key_id().to_owned()
    }

    fn key_depot(&self, transport: Arc<dyn Transport>) -> KeyDepot {
        let url = self.platform.simulator.rest_url();
        let depot = KeyDepot::new(url, transport, self.platform.context());
        depot.with_access(of_person(&self.platform, SSIN))
    }

    fn kgss_rest(&self, transport: Arc<dyn Transport>) -> KgssRest {
        let url = self.platform.simulator.rest_url();
        let access = of_person(&self.platform, SSIN);
        KgssRest::new(url, transport, self.platform.context(), access).with_encrypted_answers()
    }

    /// A token is looked up in order to seal for its holder, by who looks at the signature of
    /// the registration authority too.
    fn use_token(&self, depot: &Depot) -> Result<()> {
        let token = depot.token("NIHII", "10001490", Some(""))?;
        let anchors = self.platform.simulator.trust_anchors().iter().cloned();
        let context = Context::clone(&self.platform.context());
        let context = anchors.fold(context, Context::with_registration_authority_anchor);
        let identity = self.platform.identity(LAB);
        Sealer::new(Arc::new(context), identity)?.add_recipient(&token)
    }

    fn log_on(&self, service: TokenService) -> Result<()> {
        let anchor = self.platform.simulator.token_service_certificate();
        let service = service.with_trust_anchor(anchor.clone());
        service.log_on(self.platform.log_on(DOCTOR)).map(drop)
    }
}

/// What is seen of an error: its status, the service's own code, whether to try again.
type Seen = (Status, Option<&'static str>, bool);

/// What an operation has to end with under a fault; `None` if it works all the same.
fn expected(fault: Fault, service: SimulatedService, name: &str) -> Option<Seen> {
    use SimulatedService::{Connect, DepotRest, DepotSoap, KeyDepot, Kgss, KgssRest};
    let is_rest = [DepotRest, KgssRest, KeyDepot].contains(&service);
    let missing = "urn:problem-type:belgif:resourceNotFound";
    let unauthorized = Some("urn:problem-type:belgif:invalidAccessToken");
    let problem = |kind| is_rest.then_some(kind);
    let internal = problem("urn:problem-type:belgif:internalServerError");
    Some(match fault {
        Fault::Unavailable if service == Connect => {
            let code = Some("temporarily_unavailable");
            (Status::ServiceRefused, code, true)
        }
        Fault::Soa(_) if service == Connect => (Status::ServiceRefused, Some("server_error"), true),
        Fault::Unavailable => {
            let code = problem("urn:problem-type:belgif:serviceUnavailable");
            (Status::ServiceRefused, code.or(Some("SOA-02002")), true)
        }
        Fault::Soa(code) => {
            let retryable = !is_rest && code.starts_with("SOA-02");
            (Status::ServiceRefused, internal.or(Some(code)), retryable)
        }
        Fault::ServerError => (Status::ServiceRefused, None, false),
        Fault::Delay(_) => (Status::ServiceTimeout, None, true),
        Fault::DropConnection => (Status::ServiceUnreachable, None, true),
        Fault::Garbage | Fault::WrongContent | Fault::Truncated => (Status::BadReply, None, false),
        Fault::Oversized => (Status::LimitExceeded, None, false),
        Fault::NotFound => match (service, name) {
            (DepotSoap, _) => (Status::NotFound, Some("NO_MATCHING_ETK"), false),
            (DepotRest | KeyDepot, _) => (Status::NotFound, Some(missing), false),
            (Kgss, "get key") | (KgssRest, "get key, REST") => {
                (Status::NotFound, Some("NO_KEY_FOUND"), false)
            }
            _ => return None,
        },
        Fault::BadSignature => match (service, name) {
            // TLS vouches for the keys themselves, and a client does not look into its token.
            (_, "certified key" | "access token" | "web key" | "label") => return None,
            (KeyDepot, _) => (Status::SignatureInvalid, None, false),
            (DepotSoap | DepotRest, _) => (Status::SignatureInvalid, None, false),
            _ => (Status::BadReply, None, false),
        },
        Fault::Expired => match (service, name) {
            // What is over is not kept, but whoever has it may try.
            (_, "certified key" | "access token" | "attestation") => return None,
            (_, "web key") => (Status::Refused, None, false),
            (KgssRest | KeyDepot, _) => (Status::ServiceRefused, unauthorized, false),
            (DepotSoap | DepotRest, _) => (Status::CertificateExpired, None, false),
            (Kgss, "get key") => (Status::ServiceRefused, Some("InvalidSecurity"), false),
            (Kgss, _) => return None,
            _ => (Status::BadReply, None, false),
        },
        other => panic!("{other:?} is not in the table"),
    })
}

fn seen(error: &Error) -> (Status, Option<&str>, bool) {
    (error.status(), error.service_code(), error.is_retryable())
}

#[test]
fn every_fault_in_every_operation() {
    let world = World::new();
    let simulator = &world.platform.simulator;
    for fault in [
        Fault::Unavailable,
        DELAY,
        Fault::DropConnection,
        Fault::Garbage,
        Fault::WrongContent,
        Fault::Truncated,
        Fault::Oversized,
        Fault::NotFound,
        Fault::Soa("SOA-00001"),
        Fault::Soa("SOA-01001"),
        Fault::Soa("SOA-01002"),
        Fault::Soa("SOA-02001"),
        Fault::Soa("SOA-03006"),
        Fault::ServerError,
        Fault::BadSignature,
        Fault::Expired,
    ] {
        for (service, name, run) in OPERATIONS {
            simulator.set_fault_of(service, fault, 1);
            let transport = http(if fault == DELAY { IMPATIENT } else { PATIENT });
            let started = Instant::now();
            let outcome = run(&world, transport);
            assert!(started.elapsed() < PATIENT, "{name}, {fault:?}");
            let expected = expected(fault, service, name);
            let outcome = outcome.as_ref().map_err(seen).err();
            assert_eq!(outcome, expected, "{name}, {fault:?}");
        }
    }
    // Nothing is broken for good: neither the client's key and session nor the services.
    for (_, name, run) in OPERATIONS {
        run(&world, http(PATIENT)).expect(name);
    }
}

/// A fault of one service leaves the others alone.
#[test]
fn other_services_go_on() {
    let world = World::new();
    let simulator = &world.platform.simulator;
    for (service, _, _) in OPERATIONS {
        simulator.set_fault_of(service, Fault::ServerError, u32::MAX);
        for (other, name, run) in OPERATIONS {
            // The keys of the KGSS are made for tokens that the SOAP depot knows.
            let depends = other == SimulatedService::Kgss && service == SimulatedService::DepotSoap;
            let fails = other == service || depends;
            assert_eq!(
                run(&world, http(PATIENT)).is_err(),
                fails,
                "{name}, {service:?}"
            );
        }
        simulator.set_fault_of(service, Fault::ServerError, 0);
    }
}
