//! Token service: where sessions are opened.

use super::adjustable::Adjustable;
use super::context::etee_context;
use super::error::etee_error;
use super::exchange::{Call, etee_exchange};
use super::guard::{guard, guard_free};
use super::log_on::etee_log_on;
use super::pointer::{borrow, bytes, endpoints, free, handle, out, text};
use super::session::etee_session;
use super::status::etee_status;
use crate::auth::TokenService;
use crate::error::{Error, Status};
use crate::x509::Certificate;
use core::ffi::c_char;

/// The secure token service (STS) of the platform, over one of its two protocols; both give the
/// same sessions. The setters are for the beginning; after them it may be used by many threads at
/// once. Freed with etee_token_service_free(), also before its sessions.
pub struct etee_token_service {
    service: Adjustable<TokenService>,
}

handle!(etee_token_service, b"ETEE_STS");

impl etee_token_service {
    fn new(service: TokenService) -> Self {
        Self {
            service: Adjustable::new(service),
        }
    }
}

/// WS-Trust 1.3, which the platform prefers.
pub const ETEE_TOKEN_SERVICE_WS_TRUST: i32 = 1;
/// The older SAML 1.1 protocol.
pub const ETEE_TOKEN_SERVICE_SAML: i32 = 2;

fn unknown_protocol() -> Error {
    Error::new(Status::InvalidArgument, "there is no such protocol")
}

/// Makes a token service for an environment of the platform (ETEE_ENVIRONMENT_INTEGRATION, _ACCEPTANCE
/// or _PRODUCTION) over a protocol (ETEE_TOKEN_SERVICE_WS_TRUST or _SAML). Nothing is sent yet.
///
/// Returns ETEE_INVALID_ARGUMENT for an unknown environment or protocol. `*service` is the
/// caller's, to be freed with etee_token_service_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_token_service_new(
    context: *const etee_context,
    protocol: i32,
    environment: i32,
    service: *mut *mut etee_token_service,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(service)?;
        let context = borrow(context)?;
        let environment = super::environment::environment(environment)?;
        let make = match protocol {
            ETEE_TOKEN_SERVICE_WS_TRUST => TokenService::ws_trust_for,
            ETEE_TOKEN_SERVICE_SAML => TokenService::saml_for,
            _ => return Err(unknown_protocol()),
        };
        let service = make(environment, context.services()?, context.freeze());
        place.give(etee_token_service::new(service));
        Ok(())
    })
}

/// Makes a token service at a URL, or at several that are separated by spaces and tried in this
/// order. Plain http is refused but for this machine.
///
/// Returns ETEE_INVALID_ARGUMENT for an unknown protocol or without a URL. `*service` is the
/// caller's, to be freed with etee_token_service_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_token_service_new_at(
    context: *const etee_context,
    protocol: i32,
    url: *const c_char,
    url_len: usize,
    service: *mut *mut etee_token_service,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(service)?;
        let endpoints = endpoints(text(url, url_len)?)?;
        let context = borrow(context)?;
        let (transport, settings) = (context.services()?, context.freeze());
        let service = match protocol {
            ETEE_TOKEN_SERVICE_WS_TRUST => TokenService::ws_trust(endpoints, transport, settings),
            ETEE_TOKEN_SERVICE_SAML => TokenService::saml(endpoints, transport, settings),
            _ => return Err(unknown_protocol()),
        };
        place.give(etee_token_service::new(service));
        Ok(())
    })
}

/// Takes assertions only from a token service whose certificate leads to this one: DER, or PEM with one
/// or more. The best anchor is the service's own certificate: below that of a CA, everybody whom it
/// certified would be believed. Without any, the signature of an assertion has to verify, and who made it is not asked.
///
/// Returns ETEE_MALFORMED or ETEE_TRUNCATED if there is no certificate, or a broken one. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_token_service_add_trust_anchor(
    service: *mut etee_token_service,
    certificate: *const u8,
    certificate_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let anchors = Certificate::from_der_or_pem(bytes(certificate, certificate_len)?)?;
        let add = |service| {
            anchors
                .into_iter()
                .fold(service, TokenService::with_trust_anchor)
        };
        borrow(service.cast_const())?.service.change(add);
        Ok(())
    })
}

/// Takes assertions that are signed with SHA-1 too, which the platform no longer makes. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_token_service_allow_sha1(
    service: *mut etee_token_service,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        borrow(service.cast_const())?
            .service
            .change(TokenService::allow_sha1);
        Ok(())
    })
}

/// Opens a session.
///
/// Returns ETEE_KEY_NOT_FOUND if an identity lacks its authentication key; ETEE_SERVICE_REFUSED
/// with the service's own code, for example if it does not confirm what is said of the caller;
/// ETEE_BAD_REPLY if the assertion is not one for the caller's key; ETEE_SERVICE_UNREACHABLE,
/// ETEE_SERVICE_TIMEOUT, ETEE_LIMIT_EXCEEDED. `*session` is the caller's, to be freed with
/// etee_session_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_token_service_log_on(
    service: *const etee_token_service,
    log_on: *const etee_log_on,
    session: *mut *mut etee_session,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(session)?;
        let log_on = borrow(log_on)?.get()?;
        place.give(etee_session::new(
            borrow(service)?.service.get().log_on(log_on)?,
        ));
        Ok(())
    })
}

/// Opens a session in two halves; see etee_exchange.
///
/// Returns as etee_token_service_log_on(), as far as that is known before anything is sent.
/// `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_token_service_begin_log_on(
    service: *const etee_token_service,
    log_on: *const etee_log_on,
    exchange: *mut *mut etee_exchange,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(exchange)?;
        let log_on = borrow(log_on)?.get()?;
        let step = borrow(service)?.service.get().begin_log_on(log_on)?;
        place.give(etee_exchange::new(Call::Session(step.into())));
        Ok(())
    })
}

/// Takes up a session that etee_session_export() gave. The log-on says how it was opened: with it
/// the session is renewed.
///
/// Returns ETEE_MALFORMED if the octets are no assertion, ETEE_KEY_NOT_FOUND if it is bound to
/// another key. `*session` is the caller's, to be freed with etee_session_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_token_service_load(
    service: *const etee_token_service,
    exported: *const u8,
    exported_len: usize,
    log_on: *const etee_log_on,
    session: *mut *mut etee_session,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(session)?;
        let exported = bytes(exported, exported_len)?;
        let log_on = borrow(log_on)?.get()?;
        let loaded = borrow(service)?.service.get().load(exported, log_on)?;
        place.give(etee_session::new(loaded));
        Ok(())
    })
}

/// Frees a token service; NULL is allowed. Its sessions live on. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_token_service_free(service: *mut etee_token_service) {
    guard_free(|| free(service))
}
