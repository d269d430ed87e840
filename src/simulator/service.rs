//! Which service a request is for, and the faults in between.

use super::assertion::AssertionSigner;
use super::connect::{self, Connect, REALMS_PATH};
use super::fault::{Fault, Faults, SimulatedService};
use super::key_depot::KeyDepotService;
use super::kgss::KeyService;
use super::problem::Problem;
use super::register::{Record, Register, Spoilt};
use super::server::{HttpReply, HttpRequest, Stop};
use super::sts::TokenService;
use super::{etk_rest, etk_soap, kgss_rest, soap_fault, sts_saml, sts_ws_trust};
use crate::context::Clock;
use crate::depot::Identifier;
use crate::limits::Limits;
use std::sync::{Mutex, PoisonError};

pub(super) const REST_PATH: &str = "/etee/v1";
pub(super) const KGSS_REST_PATH: &str = "/etee/v1/symKeys";
pub(super) const KEY_DEPOT_PATH: &str = "/etee/v1/pubKeys/webauthn";
pub(super) const SOAP_PATH: &str = "/EtkDepot/v1";
pub(super) const KGSS_PATH: &str = "/Kgss/v1";
pub(super) const WS_TRUST_PATH: &str = "/IAM/SecurityTokenService/v1";
pub(super) const SAML_PATH: &str = "/IAM/Saml11TokenService/v1";
/// Where the same service was before.
const LEGACY_SAML_PATH: &str = "/IAM/Saml11TokenService/Legacy/v1";

/// The services, answering from one register.
pub(super) struct Service {
    register: Register,
    token_service: TokenService,
    key_service: KeyService,
    connect: Connect,
    key_depot: KeyDepotService,
    clock: Mutex<Clock>,
    faults: Faults,
}

/// What a depot finds for a search, or why it does not search.
pub(super) enum Outcome<'a> {
    Found(Vec<&'a Record>),
    /// The code of the SOAP depot for an identifier that cannot be.
    Invalid(&'static str),
}

impl Service {
    pub(super) fn new(
        register: Register,
        token_service: TokenService,
        key_service: KeyService,
        connect: Connect,
        key_depot: KeyDepotService,
    ) -> Self {
        Self {
            register,
            token_service,
            key_service,
            connect,
            key_depot,
            clock: Mutex::default(),
            faults: Faults::default(),
        }
    }

    pub(super) fn register(&self) -> &Register {
        &self.register
    }

    /// Signs the assertions of the token service, and verifies those that services are called
    /// with.
    pub(super) fn assertion_signer(&self) -> &AssertionSigner {
        self.token_service.signer()
    }

    /// Issues access tokens, and verifies those that services are called with.
    pub(super) fn connect(&self) -> &Connect {
        &self.connect
    }

    pub(super) fn set_clock(&self, clock: Clock) {
        *self.clock.lock().unwrap_or_else(PoisonError::into_inner) = clock;
    }

    /// The present moment, as the services see it.
    pub(super) fn now(&self) -> i64 {
        self.clock().now()
    }

    fn clock(&self) -> Clock {
        *self.clock.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn faults(&self) -> &Faults {
        &self.faults
    }

    /// Answers a request; `None` ends the connection without an answer.
    pub(super) fn answer(&self, request: &HttpRequest, stop: &Stop) -> Option<HttpReply> {
        let Some(service) = service_at(&request.path) else {
            return Some(HttpReply::new(404, "text/plain", "no such service".into()));
        };
        let right = || self.respond(service, request, None);
        let spoilt = |how| self.respond(service, request, Some(how));
        Some(match self.faults.take(service) {
            None => right(),
            Some(Fault::DropConnection) => return None,
            Some(Fault::Delay(time)) => {
                stop.wait(time);
                right()
            }
            Some(Fault::Unavailable) => match service {
                SimulatedService::DepotRest
                | SimulatedService::KgssRest
                | SimulatedService::KeyDepot => Problem::unavailable().reply(),
                SimulatedService::Connect => connect::unavailable(),
                _ => soap_fault::unavailable().reply(),
            },
            Some(Fault::Soa(code)) => match service {
                SimulatedService::DepotRest
                | SimulatedService::KgssRest
                | SimulatedService::KeyDepot => Problem::failed().reply(),
                SimulatedService::Connect => connect::failed(),
                _ => soap_fault::coded(code).reply(),
            },
            Some(Fault::ServerError) => HttpReply::new(500, "text/plain", Vec::new()),
            Some(Fault::NotFound) => spoilt(Spoilt::Missing),
            Some(Fault::BadSignature) => spoilt(Spoilt::Signature),
            Some(Fault::Expired) => spoilt(Spoilt::Validity),
            Some(Fault::Garbage) => right().with_body(vec![0x00, 0xff, 0x3c, 0x5b, 0x80]),
            Some(Fault::WrongContent) => HttpReply::new(
                200,
                "text/html",
                "<!DOCTYPE html><html><body>Please log in.</body></html>".into(),
            ),
            Some(Fault::Truncated) => right().halved(),
            Some(Fault::Oversized) => {
                right().padded(Limits::default().reply_size.saturating_add(1))
            }
        })
    }

    /// What a service answers, right or with something spoilt in it.
    fn respond(
        &self,
        service: SimulatedService,
        request: &HttpRequest,
        spoilt: Option<Spoilt>,
    ) -> HttpReply {
        if service.is_soap() && request.method != "POST" {
            return HttpReply::new(405, "text/plain", "only POST".into());
        }
        let with_register = |respond: &dyn Fn(&Register, &HttpRequest) -> HttpReply| match spoilt {
            Some(how) => respond(&self.register.spoilt(how), request),
            None => respond(&self.register, request),
        };
        let with_tokens = |respond: fn(&TokenService, &HttpRequest, i64) -> HttpReply| {
            respond(&self.token_service.spoilt(spoilt), request, self.now())
        };
        match service {
            // Everybody may ask, but a token that is sent has to be one.
            SimulatedService::DepotRest => match self.connect.bearer(request, self.now()) {
                Ok(_) => with_register(&|register, request| {
                    etk_rest::answer(register, request, self.now())
                }),
                Err(detail) => Problem::invalid_access_token(detail).reply(),
            },
            SimulatedService::Connect => self.connect.answer(request, self.now(), spoilt),
            SimulatedService::DepotSoap => with_register(&etk_soap::answer),
            SimulatedService::WsTrust => with_tokens(sts_ws_trust::answer),
            SimulatedService::Saml => with_tokens(sts_saml::answer),
            SimulatedService::KgssRest => {
                let keys = self.key_service.keys();
                kgss_rest::answer(keys, &self.connect, request, self.now(), spoilt)
            }
            SimulatedService::KeyDepot => {
                let (register, connect) = (&self.register, &self.connect);
                let depot = &self.key_depot;
                depot.answer(register, connect, request, self.now(), spoilt)
            }
            SimulatedService::Kgss => {
                let signer = self.assertion_signer();
                let service = &self.key_service;
                service.answer(signer, request, self.clock(), spoilt)
            }
        }
    }
}

fn service_at(path: &str) -> Option<SimulatedService> {
    Some(match path {
        SOAP_PATH => SimulatedService::DepotSoap,
        KGSS_PATH => SimulatedService::Kgss,
        WS_TRUST_PATH => SimulatedService::WsTrust,
        SAML_PATH | LEGACY_SAML_PATH => SimulatedService::Saml,
        path if path.starts_with(REALMS_PATH) => SimulatedService::Connect,
        path if is_at(path, KEY_DEPOT_PATH) => SimulatedService::KeyDepot,
        path if is_at(path, KGSS_REST_PATH) => SimulatedService::KgssRest,
        path if path.starts_with(REST_PATH) => SimulatedService::DepotRest,
        _ => return None,
    })
}

/// Whether a path is that of a resource, or below it.
fn is_at(path: &str, resource: &str) -> bool {
    let rest = path.strip_prefix(resource);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Searches for the holder who has all these identifiers.
pub(super) fn search<'a>(register: &'a Register, wanted: &[Identifier]) -> Outcome<'a> {
    match wanted.iter().find_map(flaw) {
        Some(code) => Outcome::Invalid(code),
        None => Outcome::Found(register.find(wanted)),
    }
}

/// The code for an identifier that cannot be one of its type.
pub(super) fn flaw(identifier: &Identifier) -> Option<&'static str> {
    let (kind, value) = (identifier.identifier_type(), identifier.value());
    let family = kind.split('-').next().unwrap_or_default();
    let (sound, code) = match family {
        _ if !crate::depot::is_known(kind) => (false, "UNKNOWN_IDENTIFIER_TYPE"),
        "SSIN" => (is_ssin(value), "INVALID_SSIN_NUMBER"),
        "CBE" => (is_numbered(value, 10), "INVALID_CBE_NUMBER"),
        "NIHII" => (is_numbered(value, 8), "INVALID_NIHII_NUMBER"),
        "NIHII11" => {
            let number = value.get(..8).unwrap_or_default();
            (
                is_digits(value, 11) && is_numbered(number, 8),
                "INVALID_NIHII_NUMBER",
            )
        }
        _ => (true, ""),
    };
    (!sound).then_some(code)
}

fn is_digits(value: &str, length: usize) -> bool {
    value.len() == length && value.bytes().all(|octet| octet.is_ascii_digit())
}

/// Whether the last two digits are the check on those before them.
fn is_numbered(value: &str, length: usize) -> bool {
    is_digits(value, length) && is_checked(value, "")
}

/// The digits before the check count with a 2 before them for births from 2000 on.
fn is_ssin(value: &str) -> bool {
    is_digits(value, 11) && (is_checked(value, "") || is_checked(value, "2"))
}

fn is_checked(value: &str, century: &str) -> bool {
    let Some((number, check)) = value.split_at_checked(value.len().saturating_sub(2)) else {
        return false;
    };
    let number: Option<u64> = format!("{century}{number}").parse().ok();
    let check: Option<u64> = check.parse().ok();
    // 97 and 0 are the same check: the depot takes 00000000000 for a number of nobody.
    match (number, check) {
        (Some(number), Some(check)) => number.wrapping_add(check).is_multiple_of(97),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits() {
        for (kind, value, code) in [
            ("SSIN", "85010100115", None),
            ("SSIN", "01020300467", None),
            ("SSIN", "00000000000", None),
            ("SSIN", "85010100116", Some("INVALID_SSIN_NUMBER")),
            ("SSIN", "8501010011", Some("INVALID_SSIN_NUMBER")),
            ("CBE", "0809394427", None),
            ("CBE", "0820563481", None),
            ("CBE", "0823257311", None),
            ("CBE", "0406753266", None),
            ("CBE", "0406798006", None),
            ("CBE-CONSORTIUM", "0406798007", Some("INVALID_CBE_NUMBER")),
            ("NIHII", "10001490", None),
            ("NIHII", "10001491", Some("INVALID_NIHII_NUMBER")),
            ("NIHII-HOSPITAL", "71000040", None),
            ("NIHII11", "10001490004", None),
            ("NIHII11", "é0001490004", Some("INVALID_NIHII_NUMBER")),
            ("EHP", "1", None),
            ("SHOE-SIZE", "42", Some("UNKNOWN_IDENTIFIER_TYPE")),
        ] {
            let identifier = Identifier::verbatim(kind.to_owned(), value.to_owned(), None);
            assert_eq!(flaw(&identifier), code, "{kind} {value}");
        }
    }
}
