//! Session: what the platform vouches for about a caller, for a while.

use super::buffer::etee_buffer;
use super::error::etee_error;
use super::guard::{guard, guard_free, guard_value};
use super::pointer::{borrow, free, handle, out, peek};
use super::status::etee_status;
use crate::auth::Session;
use crate::secret::Secret;

/// What the platform vouches for about a caller, bound to a key of his. Calls that need it renew it
/// when it comes to its end, once for all threads. May be used by many threads at once. Freed with
/// etee_session_free().
pub struct etee_session {
    session: Session,
}

handle!(etee_session, b"ETEE_SES");

impl etee_session {
    pub(super) fn new(session: Session) -> Self {
        Self { session }
    }

    pub(super) fn session(&self) -> &Session {
        &self.session
    }
}

/// From when on the session is valid, in seconds since 1970-01-01T00:00:00Z; 0 if it is NULL. Since
/// 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_session_not_before(session: *const etee_session) -> i64 {
    guard_value(0, || Some(peek(session)?.session.not_before()))
}

/// From when on the session is no longer valid, unless it is renewed, in seconds since
/// 1970-01-01T00:00:00Z; 0 if it is NULL. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_session_not_on_or_after(session: *const etee_session) -> i64 {
    guard_value(0, || Some(peek(session)?.session.not_on_or_after()))
}

/// 1 if the session is valid now, else 0. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_session_is_valid(session: *const etee_session) -> i32 {
    guard_value(0, || Some(peek(session)?.session.is_valid().into()))
}

/// The present assertion as the service signed it (SAML 1.1, UTF-8), to be kept and taken up again
/// by etee_token_service_load(): a practice logs on once. It is of no use without the key that it
/// is bound to, but it is personal data.
///
/// `*exported` is the caller's, to be freed with etee_buffer_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_session_export(
    session: *const etee_session,
    exported: *mut *mut etee_buffer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(exported)?;
        place.give(etee_buffer::secret(borrow(session)?.session.export()));
        Ok(())
    })
}

/// What the platform vouches for: an array of JSON (UTF-8) with the members "namespace", "name" and
/// "values", in the order of the assertion. It is personal data.
///
/// `*attributes` is the caller's, to be freed with etee_buffer_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_session_attributes(
    session: *const etee_session,
    attributes: *mut *mut etee_buffer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(attributes)?;
        let attributes: Vec<_> = borrow(session)?.session.attributes();
        let attributes: serde_json::Value = attributes
            .iter()
            .map(|a| {
                serde_json::json!({
                    "namespace": a.namespace(),
                    "name": a.name(),
                    "values": a.values(),
                })
            })
            .collect();
        let text = attributes.to_string().into_bytes();
        place.give(etee_buffer::secret(Secret::from(text)));
        Ok(())
    })
}

/// Renews the session if it comes to its end, as the calls that need it do themselves: for programs
/// that keep a session warm.
///
/// Returns as etee_token_service_log_on(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_session_refresh(
    session: *const etee_session,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || borrow(session)?.session.refresh())
}

/// Renews the session now. If that fails, it stays as it is.
///
/// Returns as etee_token_service_log_on(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_session_renew(
    session: *const etee_session,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || borrow(session)?.session.renew())
}

/// Frees a session; NULL is allowed. Nobody is logged off: the platform knows no such thing. Since
/// 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_session_free(session: *mut etee_session) {
    guard_free(|| free(session))
}
