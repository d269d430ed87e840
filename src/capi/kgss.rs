//! KGSS: keys for recipients who are not known beforehand.

use super::access_list::etee_access_list;
use super::adjustable::Adjustable;
use super::context::etee_context;
use super::depot::etee_depot;
use super::error::etee_error;
use super::exchange::{Call, etee_exchange};
use super::guard::{guard, guard_free};
use super::identity::etee_identity;
use super::pointer::{borrow, bytes, endpoints, free, handle, out, text};
use super::secret_key::etee_secret_key;
use super::session::etee_session;
use super::status::etee_status;
use super::token::etee_token;
use crate::error::Result;
use crate::kgss::Kgss;
use crate::transport::Endpoints;
use core::ffi::c_char;

/// Makes and gets keys at the platform's KGSS. Requests are sealed for the KGSS, answers for the
/// caller. The setters are for the beginning; after them it may be used by many threads at once.
/// Freed with etee_kgss_free().
pub struct etee_kgss {
    kgss: Adjustable<Kgss>,
}

handle!(etee_kgss, b"ETEE_KGS");

impl etee_kgss {
    fn new(kgss: Kgss) -> Self {
        Self {
            kgss: Adjustable::new(kgss),
        }
    }
}

fn change(kgss: *mut etee_kgss, change: impl FnOnce(Kgss) -> Kgss) -> Result<()> {
    borrow(kgss.cast_const())?.kgss.change(change);
    Ok(())
}

/// Makes the KGSS at these endpoints, of what is lent.
fn make(
    context: *const etee_context,
    endpoints: Endpoints,
    depot: *const etee_depot,
    identity: *const etee_identity,
) -> Result<etee_kgss> {
    let context = borrow(context)?;
    let (depot, identity) = (borrow(depot)?.get(), borrow(identity)?.share());
    let (transport, settings) = (context.services()?, context.freeze());
    let kgss = Kgss::soap(endpoints, transport, settings, depot, identity);
    Ok(etee_kgss::new(kgss))
}

/// Makes a KGSS for an environment of the platform (ETEE_ENVIRONMENT_INTEGRATION, _ACCEPTANCE or
/// _PRODUCTION). The depot finds the token of the KGSS and, unless etee_kgss_set_token() gives it,
/// that of the caller; the identity seals the requests and opens the answers. Nothing is sent yet.
///
/// `*kgss` is the caller's, to be freed with etee_kgss_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_kgss_new(
    context: *const etee_context,
    environment: i32,
    depot: *const etee_depot,
    identity: *const etee_identity,
    kgss: *mut *mut etee_kgss,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(kgss)?;
        let environment = super::environment::environment(environment)?;
        place.give(make(
            context,
            Kgss::soap_endpoints(environment),
            depot,
            identity,
        )?);
        Ok(())
    })
}

/// Makes a KGSS at a URL, or at several that are separated by spaces and tried in this order; see
/// etee_kgss_new(). Plain http is refused but for this machine.
///
/// Returns ETEE_INVALID_ARGUMENT without a URL. `*kgss` is the caller's, to be freed with
/// etee_kgss_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_kgss_new_at(
    context: *const etee_context,
    url: *const c_char,
    url_len: usize,
    depot: *const etee_depot,
    identity: *const etee_identity,
    kgss: *mut *mut etee_kgss,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(kgss)?;
        let endpoints = endpoints(text(url, url_len)?)?;
        place.give(make(context, endpoints, depot, identity)?);
        Ok(())
    })
}

/// Finds the KGSS in the depot under another identifier than the platform's, which is type "CBE",
/// "0809394427", application "KGSS". Answers must be signed by its holder. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_kgss_set_service(
    kgss: *mut etee_kgss,
    identifier_type: *const c_char,
    identifier_type_len: usize,
    identifier: *const c_char,
    identifier_len: usize,
    application: *const c_char,
    application_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let identifier_type = text(identifier_type, identifier_type_len)?;
        let identifier = text(identifier, identifier_len)?;
        let application = text(application, application_len)?;
        change(kgss, |kgss| {
            kgss.with_service(identifier_type, identifier, application)
        })
    })
}

/// Has answers sealed for this token of the caller, which then is not looked up. NULL is for
/// readers who have none: answers then are sealed for a fresh key each, and only etee_kgss_key()
/// is of use. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_kgss_set_token(
    kgss: *mut etee_kgss,
    token: *const etee_token,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        if token.is_null() {
            return change(kgss, Kgss::without_token);
        }
        let token = borrow(token)?.token().clone();
        change(kgss, |kgss| kgss.with_token(token))
    })
}

/// Keeps up to this many keys in memory, which is wiped, and asks for them no more; 0 keeps none,
/// which is the default. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_kgss_set_cache(
    kgss: *mut etee_kgss,
    keys: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || change(kgss, |kgss| kgss.with_cache(keys)))
}

/// Makes a key that those on the list can get.
///
/// Returns ETEE_INVALID_ARGUMENT if nobody is allowed; ETEE_SERVICE_REFUSED with the service's own
/// code; ETEE_BAD_REPLY if the answer is not one of the KGSS; as etee_depot_token() and
/// etee_sealer_seal() for the tokens and the request. `*secret_key` is the caller's, to be freed
/// with etee_secret_key_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_kgss_new_key(
    kgss: *const etee_kgss,
    list: *const etee_access_list,
    secret_key: *mut *mut etee_secret_key,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(secret_key)?;
        let list = borrow(list)?.get()?;
        place.give(etee_secret_key::new(
            borrow(kgss)?.kgss.get().new_key(&list)?,
        ));
        Ok(())
    })
}

/// Gets the key with this identifier, as the one whose session this is.
///
/// Returns ETEE_NOT_FOUND with the code NO_KEY_FOUND if there is no such key or the session does
/// not satisfy its list, which are one and the same; otherwise as etee_kgss_new_key() and
/// etee_token_service_log_on(). `*secret_key` is the caller's, to be freed with
/// etee_secret_key_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_kgss_key(
    kgss: *const etee_kgss,
    identifier: *const u8,
    identifier_len: usize,
    session: *const etee_session,
    secret_key: *mut *mut etee_secret_key,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(secret_key)?;
        let identifier = bytes(identifier, identifier_len)?;
        let session = borrow(session)?.session();
        let key = borrow(kgss)?.kgss.get().key(identifier, session)?;
        place.give(etee_secret_key::new(key));
        Ok(())
    })
}

/// Makes a key in two halves; see etee_exchange.
///
/// Returns as etee_kgss_new_key(), as far as that is known before anything is sent. `*exchange` is
/// the caller's, to be freed with etee_exchange_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_kgss_begin_new_key(
    kgss: *const etee_kgss,
    list: *const etee_access_list,
    exchange: *mut *mut etee_exchange,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(exchange)?;
        let list = borrow(list)?.get()?;
        let step = borrow(kgss)?.kgss.get().begin_new_key(&list)?;
        place.give(etee_exchange::new(Call::SecretKey(step.into())));
        Ok(())
    })
}

/// Gets a key in two halves; see etee_exchange.
///
/// Returns as etee_kgss_key(), as far as that is known before anything is sent. `*exchange` is the
/// caller's, to be freed with etee_exchange_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_kgss_begin_key(
    kgss: *const etee_kgss,
    identifier: *const u8,
    identifier_len: usize,
    session: *const etee_session,
    exchange: *mut *mut etee_exchange,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(exchange)?;
        let identifier = bytes(identifier, identifier_len)?;
        let session = borrow(session)?.session();
        let step = borrow(kgss)?.kgss.get().begin_key(identifier, session)?;
        place.give(etee_exchange::new(Call::SecretKey(step.into())));
        Ok(())
    })
}

/// Forgets the keys that are kept; they are wiped. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_kgss_forget(
    kgss: *const etee_kgss,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        borrow(kgss)?.kgss.get().forget();
        Ok(())
    })
}

/// Frees a KGSS; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_kgss_free(kgss: *mut etee_kgss) {
    guard_free(|| free(kgss))
}
