//! Simulator: the platform's services on loopback.

use super::buffer::etee_buffer;
use super::error::etee_error;
use super::guard::{guard, guard_free, guard_text, guard_value};
use super::pointer::{borrow, free, handle, lend, out, path, peek, text};
use super::status::etee_status;
use crate::error::{Error, Result, Status};
use crate::secret::Secret;
use crate::simulator::{Fault, SimulatedService, Simulator};
use core::ffi::c_char;
use core::time::Duration;
use std::ffi::CString;

/// The platform's services on a port of 127.0.0.1, with test keys that are made when it starts;
/// only in libraries that were built with the feature "simulator", for development and tests.
/// Immutable but for its faults; may be used by many threads at once. It runs threads of its
/// own until etee_simulator_free().
pub struct etee_simulator {
    simulator: Simulator,
    rest_url: CString,
    soap_url: CString,
    kgss_url: CString,
    ws_trust_url: CString,
    saml_url: CString,
    realm_url: CString,
    user_realm_url: CString,
    password: CString,
    holders: Vec<[CString; 4]>,
}

handle!(etee_simulator, b"ETEE_SIM");

impl etee_simulator {
    fn new(simulator: Simulator) -> Self {
        let text = |text: &str| CString::new(text).unwrap_or_default();
        let holders = simulator
            .holders()
            .map(|h| {
                [
                    h.identifier_type(),
                    h.identifier(),
                    h.application(),
                    h.name(),
                ]
                .map(text)
            })
            .collect();
        Self {
            rest_url: text(&simulator.rest_url()),
            soap_url: text(&simulator.soap_url()),
            kgss_url: text(&simulator.kgss_url()),
            ws_trust_url: text(&simulator.ws_trust_url()),
            saml_url: text(&simulator.saml_url()),
            realm_url: text(&simulator.realm_url()),
            user_realm_url: text(&simulator.user_realm_url()),
            password: text(simulator.password()),
            holders,
            simulator,
        }
    }
}

/// The services say that they are not available for now (HTTP 503, SOA-02002).
pub const ETEE_SIMULATOR_UNAVAILABLE: i32 = 1;
/// The connection ends without an answer.
pub const ETEE_SIMULATOR_DROP_CONNECTION: i32 = 2;
/// The answer is no answer.
pub const ETEE_SIMULATOR_GARBAGE: i32 = 3;
/// The answer is the first half of the right one.
pub const ETEE_SIMULATOR_TRUNCATED: i32 = 4;
/// The answer is larger than the default limit.
pub const ETEE_SIMULATOR_OVERSIZED: i32 = 5;
/// Nobody is found.
pub const ETEE_SIMULATOR_NOT_FOUND: i32 = 6;
/// The right answer comes five seconds late.
pub const ETEE_SIMULATOR_DELAY: i32 = 7;

/// The answer is a page for people, as a gateway in between may send.
pub const ETEE_SIMULATOR_WRONG_CONTENT: i32 = 8;
/// HTTP 500 without a body.
pub const ETEE_SIMULATOR_SERVER_ERROR: i32 = 9;
/// What the service vouches for is not what it signed.
pub const ETEE_SIMULATOR_BAD_SIGNATURE: i32 = 10;
/// What the service vouches for is over.
pub const ETEE_SIMULATOR_EXPIRED: i32 = 11;
/// The caller is not authenticated (SOA-01001).
pub const ETEE_SIMULATOR_NOT_AUTHENTICATED: i32 = 12;
/// The caller is not authorised (SOA-01002).
pub const ETEE_SIMULATOR_NOT_AUTHORISED: i32 = 13;

/// Any service of the simulator.
pub const ETEE_SIMULATOR_ANY: i32 = 0;
/// The ETK depot over SOAP.
pub const ETEE_SIMULATOR_DEPOT_SOAP: i32 = 1;
/// The ETK depot over REST.
pub const ETEE_SIMULATOR_DEPOT_REST: i32 = 2;
/// The KGSS over SOAP.
pub const ETEE_SIMULATOR_KGSS: i32 = 3;
/// The token service that speaks WS-Trust.
pub const ETEE_SIMULATOR_WS_TRUST: i32 = 4;
/// The token service that speaks the SAML 1.1 protocol.
pub const ETEE_SIMULATOR_SAML: i32 = 5;
/// The KGSS over REST.
pub const ETEE_SIMULATOR_KGSS_REST: i32 = 6;
/// The KeyDepot.
pub const ETEE_SIMULATOR_KEY_DEPOT: i32 = 7;
/// The realms of I.AM Connect.
pub const ETEE_SIMULATOR_CONNECT: i32 = 8;

/// The service with this number; `None` for any.
fn service(number: i32) -> Result<Option<SimulatedService>> {
    Ok(Some(match number {
        ETEE_SIMULATOR_ANY => return Ok(None),
        ETEE_SIMULATOR_DEPOT_SOAP => SimulatedService::DepotSoap,
        ETEE_SIMULATOR_DEPOT_REST => SimulatedService::DepotRest,
        ETEE_SIMULATOR_KGSS => SimulatedService::Kgss,
        ETEE_SIMULATOR_WS_TRUST => SimulatedService::WsTrust,
        ETEE_SIMULATOR_SAML => SimulatedService::Saml,
        ETEE_SIMULATOR_KGSS_REST => SimulatedService::KgssRest,
        ETEE_SIMULATOR_KEY_DEPOT => SimulatedService::KeyDepot,
        ETEE_SIMULATOR_CONNECT => SimulatedService::Connect,
        _ => {
            let message = "the simulator has no such service";
            return Err(Error::new(Status::InvalidArgument, message));
        }
    }))
}

fn fault(number: i32) -> Result<Fault> {
    Ok(match number {
        ETEE_SIMULATOR_UNAVAILABLE => Fault::Unavailable,
        ETEE_SIMULATOR_DROP_CONNECTION => Fault::DropConnection,
        ETEE_SIMULATOR_GARBAGE => Fault::Garbage,
        ETEE_SIMULATOR_TRUNCATED => Fault::Truncated,
        ETEE_SIMULATOR_OVERSIZED => Fault::Oversized,
        ETEE_SIMULATOR_NOT_FOUND => Fault::NotFound,
        ETEE_SIMULATOR_DELAY => Fault::Delay(Duration::from_secs(5)),
        ETEE_SIMULATOR_WRONG_CONTENT => Fault::WrongContent,
        ETEE_SIMULATOR_SERVER_ERROR => Fault::ServerError,
        ETEE_SIMULATOR_BAD_SIGNATURE => Fault::BadSignature,
        ETEE_SIMULATOR_EXPIRED => Fault::Expired,
        ETEE_SIMULATOR_NOT_AUTHENTICATED => Fault::Soa("SOA-01001"),
        ETEE_SIMULATOR_NOT_AUTHORISED => Fault::Soa("SOA-01002"),
        _ => {
            return Err(Error::new(
                Status::InvalidArgument,
                "there is no such fault",
            ));
        }
    })
}

/// Makes the test keys and starts the services; takes about a second.
///
/// Returns ETEE_IO if there is no port. `*simulator` is the caller's, to be ended and freed
/// with etee_simulator_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_simulator_start(
    simulator: *mut *mut etee_simulator,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        out(simulator)?.give(etee_simulator::new(Simulator::start()?));
        Ok(())
    })
}

/// Starts the services with what a folder keeps of an earlier start: keys, certificates, tokens and
/// the keys of the KGSS. An empty folder, or none yet, is filled. The path is UTF-8.
///
/// Returns ETEE_IO if the folder cannot be used or another simulator has it open. `*simulator` is
/// the caller's, to be ended and freed with etee_simulator_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_simulator_start_in(
    folder: *const c_char,
    folder_len: usize,
    simulator: *mut *mut etee_simulator,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(simulator)?;
        let folder = path(folder, folder_len)?;
        place.give(etee_simulator::new(Simulator::start_in(folder)?));
        Ok(())
    })
}

/// The base URL of the REST services (ETK depot, KGSS, KeyDepot), NUL-terminated. Lives as long as the simulator. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_simulator_rest_url(
    simulator: *const etee_simulator,
) -> *const c_char {
    guard_text(|| Some(&peek(simulator)?.rest_url))
}

/// The URL of the SOAP depot, NUL-terminated. Lives as long as the simulator. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_simulator_soap_url(
    simulator: *const etee_simulator,
) -> *const c_char {
    guard_text(|| Some(&peek(simulator)?.soap_url))
}

/// The URL of the KGSS, NUL-terminated. Lives as long as the simulator. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_simulator_kgss_url(
    simulator: *const etee_simulator,
) -> *const c_char {
    guard_text(|| Some(&peek(simulator)?.kgss_url))
}

/// The URL of the token service that speaks WS-Trust, NUL-terminated. Lives as long as the simulator. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_simulator_ws_trust_url(
    simulator: *const etee_simulator,
) -> *const c_char {
    guard_text(|| Some(&peek(simulator)?.ws_trust_url))
}

/// The URL of the token service that speaks the SAML 1.1 protocol, NUL-terminated. Lives as long as the simulator. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_simulator_saml_url(
    simulator: *const etee_simulator,
) -> *const c_char {
    guard_text(|| Some(&peek(simulator)?.saml_url))
}

/// The URL of the realm of I.AM Connect where software logs on, NUL-terminated. Each holder has a
/// client there, with the key of his authentication certificate; its name is the type of the
/// identifier, the identifier and, if there is one, the application, all in lower case with a hyphen
/// in between: "cbe-0200000142-labx". Lives as long as the simulator. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_simulator_realm_url(
    simulator: *const etee_simulator,
) -> *const c_char {
    guard_text(|| Some(&peek(simulator)?.realm_url))
}

/// The URL of the realm of I.AM Connect where people log on, NUL-terminated. Lives as long as the
/// simulator. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_simulator_user_realm_url(
    simulator: *const etee_simulator,
) -> *const c_char {
    guard_text(|| Some(&peek(simulator)?.user_realm_url))
}

/// The access token (ASCII) of a person, as if he had just logged on in his browser.
///
/// Returns ETEE_NOT_FOUND. `*token` is the caller's, to be freed with etee_buffer_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_simulator_user_token(
    simulator: *const etee_simulator,
    ssin: *const c_char,
    ssin_len: usize,
    token: *mut *mut etee_buffer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(token)?;
        let ssin = text(ssin, ssin_len)?;
        let token = borrow(simulator)?.simulator.user_token(ssin);
        let token = token
            .ok_or_else(|| Error::new(Status::NotFound, "the simulator has no such person"))?;
        place.give(etee_buffer::secret(Secret::from(token.into_bytes())));
        Ok(())
    })
}

/// The password of the key stores, NUL-terminated. Lives as long as the simulator. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_simulator_password(
    simulator: *const etee_simulator,
) -> *const c_char {
    guard_text(|| Some(&peek(simulator)?.password))
}

/// The number of holders that the simulator has stores and tokens for. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_simulator_holder_count(simulator: *const etee_simulator) -> usize {
    guard_value(0, || Some(peek(simulator)?.holders.len()))
}

/// A fact of a holder, NUL-terminated: field 0 is the type of the identifier, 1 the identifier,
/// 2 the application ("" for none), 3 the name; NULL beyond the last holder or field. Lives as
/// long as the simulator. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_simulator_holder(
    simulator: *const etee_simulator,
    index: usize,
    field: usize,
) -> *const c_char {
    guard_value(core::ptr::null(), || {
        Some(peek(simulator)?.holders.get(index)?.get(field)?.as_ptr())
    })
}

/// The key store (PKCS#12 in the eHealth layout) of a holder; application "" for none.
///
/// Returns ETEE_NOT_FOUND. `*store` is the caller's, to be freed with etee_buffer_free().
/// Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_simulator_store(
    simulator: *const etee_simulator,
    identifier_type: *const c_char,
    identifier_type_len: usize,
    identifier: *const c_char,
    identifier_len: usize,
    application: *const c_char,
    application_len: usize,
    store: *mut *mut etee_buffer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let store = out(store)?;
        let identifier_type = text(identifier_type, identifier_type_len)?;
        let identifier = text(identifier, identifier_len)?;
        let application = text(application, application_len)?;
        let octets = borrow(simulator)?
            .simulator
            .store(identifier_type, identifier, application)
            .ok_or_else(|| Error::new(Status::NotFound, "the simulator has no such holder"))?;
        store.give(etee_buffer::secret(Secret::from(octets)));
        Ok(())
    })
}

/// What stands for the eID card of a person: a key store (PKCS#12) with an authentication key and a
/// signature key, to log on with.
///
/// Returns ETEE_NOT_FOUND. `*store` is the caller's, to be freed with etee_buffer_free().
/// Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_simulator_card(
    simulator: *const etee_simulator,
    ssin: *const c_char,
    ssin_len: usize,
    store: *mut *mut etee_buffer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let store = out(store)?;
        let card = borrow(simulator)?.simulator.card(text(ssin, ssin_len)?);
        let octets =
            card.ok_or_else(|| Error::new(Status::NotFound, "the simulator has no such card"))?;
        store.give(etee_buffer::secret(Secret::from(octets)));
        Ok(())
    })
}

/// The certificate (DER) with which the token service signs assertions, and its length. Lives as
/// long as the simulator; `len` may be NULL. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_simulator_token_service_certificate(
    simulator: *const etee_simulator,
    len: *mut usize,
) -> *const u8 {
    guard_value(core::ptr::null(), || {
        lend(
            peek(simulator).map(|s| s.simulator.token_service_certificate().as_der()),
            len,
        )
    })
}

/// A root certificate (DER) that the simulator's certificates lead to, and its length; NULL and
/// 0 beyond the last. Lives as long as the simulator; `len` may be NULL. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_simulator_trust_anchor(
    simulator: *const etee_simulator,
    index: usize,
    len: *mut usize,
) -> *const u8 {
    guard_value(core::ptr::null(), || {
        lend(
            peek(simulator).and_then(|s| Some(s.simulator.trust_anchors().get(index)?.as_der())),
            len,
        )
    })
}

/// Lets the next `times` requests to a service (ETEE_SIMULATOR_ANY, _DEPOT_SOAP, _DEPOT_REST, _KGSS,
/// _WS_TRUST, _SAML, _KGSS_REST, _KEY_DEPOT or _CONNECT) meet a fault (one of the others); 0 times ends it. A fault for any service
/// takes the place of all that are set.
///
/// Returns ETEE_INVALID_ARGUMENT for an unknown service or fault. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_simulator_set_fault(
    simulator: *const etee_simulator,
    service: i32,
    fault: i32,
    times: u32,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let (service, fault) = (self::service(service)?, self::fault(fault)?);
        let simulator = &borrow(simulator)?.simulator;
        match service {
            Some(service) => simulator.set_fault_of(service, fault, times),
            None => simulator.set_fault(fault, times),
        }
        Ok(())
    })
}

/// Ends and frees a simulator; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_simulator_free(simulator: *mut etee_simulator) {
    guard_free(|| free(simulator))
}
