//! Depot: the look-up of encryption tokens.

use super::context::etee_context;
use super::error::etee_error;
use super::guard::{guard, guard_free};
use super::pointer::{Out, OutRow, borrow, free, handle, optional_text, out, text};
use super::status::etee_status;
use super::token::etee_token;
use super::transport;
use crate::depot::Depot;
use crate::error::{Error, Result, Status};
use crate::transport::Environment;
use core::ffi::c_char;

/// Looks up encryption tokens in the ETK depot. Immutable; may be used by many threads at once.
/// Freed with etee_depot_free().
pub struct etee_depot {
    depot: Depot,
}

handle!(etee_depot, b"ETEE_DEP");

/// The depot's REST service.
pub const ETEE_DEPOT_REST: i32 = 1;
/// The depot's SOAP service.
pub const ETEE_DEPOT_SOAP: i32 = 2;

/// The platform's integration environment.
pub const ETEE_DEPOT_INTEGRATION: i32 = 1;
/// The platform's acceptance environment.
pub const ETEE_DEPOT_ACCEPTANCE: i32 = 2;
/// The platform's production environment.
pub const ETEE_DEPOT_PRODUCTION: i32 = 3;

fn environment(number: i32) -> Result<Environment> {
    match number {
        ETEE_DEPOT_INTEGRATION => Ok(Environment::Integration),
        ETEE_DEPOT_ACCEPTANCE => Ok(Environment::Acceptance),
        ETEE_DEPOT_PRODUCTION => Ok(Environment::Production),
        _ => Err(Error::new(
            Status::InvalidArgument,
            "there is no such environment",
        )),
    }
}

fn unknown_protocol() -> Error {
    Error::new(Status::InvalidArgument, "there is no such protocol")
}

/// Makes a depot for an environment of the platform (ETEE_DEPOT_INTEGRATION, _ACCEPTANCE or
/// _PRODUCTION) over a protocol (ETEE_DEPOT_REST or ETEE_DEPOT_SOAP). Nothing is sent yet.
///
/// `*depot` is the caller's, to be freed with etee_depot_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_depot_new(
    context: *const etee_context,
    protocol: i32,
    environment: i32,
    depot: *mut *mut etee_depot,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(depot)?;
        let context = borrow(context)?.freeze();
        let (limits, environment) = (context.limits().clone(), self::environment(environment)?);
        let depot = match protocol {
            ETEE_DEPOT_REST => {
                Depot::rest_for(environment, transport::to_services(&limits)?, limits)
            }
            ETEE_DEPOT_SOAP => {
                Depot::soap_for(environment, transport::to_services(&limits)?, limits)
            }
            _ => return Err(unknown_protocol()),
        };
        place.give(etee_depot { depot });
        Ok(())
    })
}

/// Makes a depot at a URL: for ETEE_DEPOT_REST the base, such as
/// "https://api.ehealth.fgov.be/etee/v1", for ETEE_DEPOT_SOAP the endpoint. Plain http is
/// refused but for this machine.
///
/// `*depot` is the caller's, to be freed with etee_depot_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_depot_new_at(
    context: *const etee_context,
    protocol: i32,
    url: *const c_char,
    url_len: usize,
    depot: *mut *mut etee_depot,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(depot)?;
        let url = text(url, url_len)?;
        let context = borrow(context)?.freeze();
        let limits = context.limits().clone();
        let depot = match protocol {
            ETEE_DEPOT_REST => Depot::rest(url, transport::to_services(&limits)?, limits),
            ETEE_DEPOT_SOAP => Depot::soap(url, transport::to_services(&limits)?, limits),
            _ => return Err(unknown_protocol()),
        };
        place.give(etee_depot { depot });
        Ok(())
    })
}

/// Looks up the one token of a holder, by the type of the identifier ("NIHII", "SSIN", "CBE",
/// "NIHII-HOSPITAL", ...; the list is open), its value, and the application. The application
/// makes three different requests: NULL asks for any, "" (not NULL, length 0) for a token
/// without one, and a name for that one.
///
/// Returns ETEE_NOT_FOUND, ETEE_AMBIGUOUS if there are several, ETEE_INVALID_ARGUMENT for an
/// identifier that cannot be, ETEE_SERVICE_REFUSED with the service's own code,
/// ETEE_SERVICE_UNREACHABLE, ETEE_SERVICE_TIMEOUT, ETEE_BAD_REPLY, ETEE_LIMIT_EXCEEDED.
/// `*token` is the caller's, to be freed with etee_token_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_depot_token(
    depot: *const etee_depot,
    identifier_type: *const c_char,
    identifier_type_len: usize,
    identifier: *const c_char,
    identifier_len: usize,
    application: *const c_char,
    application_len: usize,
    token: *mut *mut etee_token,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let token = out(token)?;
        let identifier_type = text(identifier_type, identifier_type_len)?;
        let identifier = text(identifier, identifier_len)?;
        let application = optional_text(application, application_len)?;
        let found = borrow(depot)?
            .depot
            .token(identifier_type, identifier, application)?;
        token.give(etee_token::new(found));
        Ok(())
    })
}

/// Looks up all tokens of a holder, at least one; see etee_depot_token(). `tokens` has room for
/// `capacity` handles, and `*count` becomes the number of matches.
///
/// Returns as etee_depot_token(), and ETEE_TOO_SMALL if there are more matches than room: then
/// `*count` says how many and none is handed out. The handles are the caller's, each to be
/// freed with etee_token_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_depot_tokens(
    depot: *const etee_depot,
    identifier_type: *const c_char,
    identifier_type_len: usize,
    identifier: *const c_char,
    identifier_len: usize,
    application: *const c_char,
    application_len: usize,
    tokens: *mut *mut etee_token,
    capacity: usize,
    count: *mut usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        // Both are emptied before either can fail.
        let (count, tokens) = (Out::new(count, 0), OutRow::new(tokens, capacity));
        let (count, tokens) = (count?, tokens?);
        let identifier_type = text(identifier_type, identifier_type_len)?;
        let identifier = text(identifier, identifier_len)?;
        let application = optional_text(application, application_len)?;
        let found = borrow(depot)?
            .depot
            .tokens(identifier_type, identifier, application)?;
        count.set(found.len());
        if found.len() > capacity {
            return Err(Error::new(
                Status::TooSmall,
                "there are more tokens than room for them",
            ));
        }
        tokens.give(found.into_iter().map(etee_token::new));
        Ok(())
    })
}

/// Frees a depot; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_depot_free(depot: *mut etee_depot) {
    guard_free(|| free(depot))
}
