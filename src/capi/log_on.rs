//! Log-on: what is asked of the secure token service.

use super::error::etee_error;
use super::exclusive::Exclusive;
use super::guard::{guard, guard_free};
use super::identity::etee_identity;
use super::pointer::{borrow, free, handle, out, text};
use super::status::etee_status;
use crate::auth::{Attribute, LogOn};
use crate::error::{Error, Result, Status};
use core::ffi::c_char;
use core::time::Duration;

/// With which keys to log on, what to say of the caller and what to ask. It is read by the call
/// that takes it and can be changed and used again. One thread at a time; freed with
/// etee_log_on_free().
pub struct etee_log_on {
    log_on: Exclusive<LogOn>,
}

handle!(etee_log_on, b"ETEE_LOG");

impl etee_log_on {
    fn new(log_on: LogOn) -> Self {
        Self {
            log_on: Exclusive::new(log_on),
        }
    }

    /// The request as it is now.
    pub(super) fn get(&self) -> Result<LogOn> {
        self.log_on.get()
    }
}

fn change(log_on: *mut etee_log_on, change: impl FnOnce(LogOn) -> LogOn) -> Result<()> {
    borrow(log_on.cast_const())?.log_on.change(change)
}

/// Begins with an eHealth certificate, which identifies the caller and whose key the session will
/// be bound to, and with nothing said or asked; 24 hours.
///
/// `*log_on` is the caller's, to be freed with etee_log_on_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_log_on_new(
    identity: *const etee_identity,
    log_on: *mut *mut etee_log_on,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(log_on)?;
        place.give(etee_log_on::new(LogOn::new(borrow(identity)?.share())));
        Ok(())
    })
}

/// Begins with what a person says and asks: the identity of an eHealth certificate, an SSIN.
///
/// `*log_on` is the caller's, to be freed with etee_log_on_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_log_on_for_person(
    identity: *const etee_identity,
    ssin: *const c_char,
    ssin_len: usize,
    log_on: *mut *mut etee_log_on,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(log_on)?;
        let identity = borrow(identity)?.share();
        let ssin = text(ssin, ssin_len)?;
        place.give(etee_log_on::new(LogOn::for_person(ssin, identity)));
        Ok(())
    })
}

/// Begins with what a care professional says and asks: a profession ("doctor", "nurse", "dentist",
/// "midwife", "physiotherapist", ...; the list is open) and an SSIN.
///
/// `*log_on` is the caller's, to be freed with etee_log_on_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_log_on_for_professional(
    identity: *const etee_identity,
    profession: *const c_char,
    profession_len: usize,
    ssin: *const c_char,
    ssin_len: usize,
    log_on: *mut *mut etee_log_on,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(log_on)?;
        let identity = borrow(identity)?.share();
        let (profession, ssin) = (text(profession, profession_len)?, text(ssin, ssin_len)?);
        place.give(etee_log_on::new(match profession {
            "doctor" => LogOn::for_doctor(ssin, identity),
            other => LogOn::for_professional(other, ssin, identity),
        }));
        Ok(())
    })
}

/// Begins with what an organisation says and asks: a kind ("pharmacy", "hospital", "medicalhouse",
/// ...; the list is open) and a NIHII of 8 digits.
///
/// `*log_on` is the caller's, to be freed with etee_log_on_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_log_on_for_organization(
    identity: *const etee_identity,
    kind: *const c_char,
    kind_len: usize,
    nihii: *const c_char,
    nihii_len: usize,
    log_on: *mut *mut etee_log_on,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(log_on)?;
        let identity = borrow(identity)?.share();
        let (kind, nihii) = (text(kind, kind_len)?, text(nihii, nihii_len)?);
        place.give(etee_log_on::new(LogOn::for_organization(
            kind, nihii, identity,
        )));
        Ok(())
    })
}

/// Identifies the caller with another identity, such as one of an eID card; the session stays bound
/// to the key of the eHealth certificate. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_log_on_set_identification(
    log_on: *mut etee_log_on,
    identity: *const etee_identity,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let identity = borrow(identity)?.share();
        change(log_on, |log_on| log_on.with_identification(identity))
    })
}

/// Says something of the caller: a namespace ("urn:be:fgov:identification-namespace"), a name
/// ("urn:be:fgov:person:ssin"), a value. Said again with the same names, it has another value too.
/// What the platform cannot confirm it refuses. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_log_on_add_attribute(
    log_on: *mut etee_log_on,
    namespace: *const c_char,
    namespace_len: usize,
    name: *const c_char,
    name_len: usize,
    value: *const c_char,
    value_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let names = ((namespace, namespace_len), (name, name_len));
        let attribute = attribute(names, Some(text(value, value_len)?))?;
        change(log_on, |log_on| log_on.with_attribute(attribute))
    })
}

/// Asks for what the platform knows under a namespace
/// ("urn:be:fgov:certified-namespace:ehealth") and a name
/// ("urn:be:fgov:person:ssin:doctor:boolean"). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_log_on_add_designator(
    log_on: *mut etee_log_on,
    namespace: *const c_char,
    namespace_len: usize,
    name: *const c_char,
    name_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let asked = attribute(((namespace, namespace_len), (name, name_len)), None)?;
        change(log_on, |log_on| {
            log_on.with_designator(asked.namespace(), asked.name())
        })
    })
}

/// Asks for a session of this length, in seconds; the platform may shorten it.
///
/// Returns ETEE_INVALID_ARGUMENT for 0. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_log_on_set_validity(
    log_on: *mut etee_log_on,
    seconds: u32,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        if seconds == 0 {
            let message = "a session of no length is asked for";
            return Err(Error::new(Status::InvalidArgument, message));
        }
        let validity = Duration::from_secs(seconds.into());
        change(log_on, |log_on| log_on.with_validity(validity))
    })
}

/// Frees a log-on; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_log_on_free(log_on: *mut etee_log_on) {
    guard_free(|| free(log_on))
}

/// An attribute with its namespace and name from C; the value may be missing.
pub(super) fn attribute(
    names: ((*const c_char, usize), (*const c_char, usize)),
    value: Option<&str>,
) -> Result<Attribute> {
    let (namespace, name) = names;
    let (namespace, name) = (text(namespace.0, namespace.1)?, text(name.0, name.1)?);
    if namespace.is_empty() || name.is_empty() {
        return Err(Error::new(
            Status::InvalidArgument,
            "an attribute lacks its namespace or its name",
        ));
    }
    Ok(Attribute::new(namespace, name, value))
}
