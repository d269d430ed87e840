//! Every fault of the simulator in every operation of its services: which error it becomes, and
//! that the next try works.

#![cfg(feature = "simulator")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use etee::{
    AccessList, Attribute, Context, Depot, Error, Fault, HttpTransport, Limits, Result, Sealer,
    Session, SimulatedService, Status, TokenService, Transport,
};
use std::sync::Arc;
use std::time::{Duration, Instant};
use support::platform::{DOCTOR, LAB, PERSON, Platform, SAID};

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
}

/// An operation: the service that it is about, and what it does there over a transport.
type Operation = (
    SimulatedService,
    &'static str,
    fn(&World, Arc<dyn Transport>) -> Result<()>,
);

const OPERATIONS: [Operation; 6] = [
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
        Self {
            session: platform.session(DOCTOR),
            platform,
            key,
        }
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
    use SimulatedService::{DepotRest, DepotSoap, Kgss};
    let is_rest = service == DepotRest;
    let problem = |kind| is_rest.then_some(kind);
    let internal = problem("urn:problem-type:belgif:internalServerError");
    Some(match fault {
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
            (DepotRest, _) => {
                let code = problem("urn:problem-type:belgif:resourceNotFound");
                (Status::NotFound, code, false)
            }
            (Kgss, "get key") => (Status::NotFound, Some("NO_KEY_FOUND"), false),
            _ => return None,
        },
        Fault::BadSignature => match service {
            DepotSoap | DepotRest => (Status::SignatureInvalid, None, false),
            _ => (Status::BadReply, None, false),
        },
        Fault::Expired => match (service, name) {
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
