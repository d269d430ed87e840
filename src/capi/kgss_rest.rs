//! KGSS over REST: the same keys by the other door.

use super::access_list::etee_access_list;
use super::access_tokens::etee_access_tokens;
use super::adjustable::Adjustable;
use super::context::etee_context;
use super::error::etee_error;
use super::exchange::{Call, etee_exchange};
use super::guard::{guard, guard_free};
use super::pointer::{borrow, bytes, endpoints, free, handle, out, text};
use super::rest_interface::etee_rest_interface;
use super::secret_key::etee_secret_key;
use super::status::etee_status;
use crate::error::Result;
use crate::kgss::KgssRest;
use core::ffi::c_char;

/// Makes, gets and deletes keys at the platform's KGSS over REST: the keys that etee_kgss makes and
/// gets over SOAP. That there is such a service is published, its interface is not: names are those
/// of etee_rest_interface. The setters are for the beginning; after them it may be used by many
/// threads at once. Freed with etee_kgss_rest_free().
pub struct etee_kgss_rest {
    kgss: Adjustable<KgssRest>,
}

handle!(etee_kgss_rest, b"ETEE_KGR");

impl etee_kgss_rest {
    fn new(kgss: KgssRest) -> Self {
        Self {
            kgss: Adjustable::new(kgss),
        }
    }
}

fn change(kgss_rest: *mut etee_kgss_rest, change: impl FnOnce(KgssRest) -> KgssRest) -> Result<()> {
    borrow(kgss_rest.cast_const())?.kgss.change(change);
    Ok(())
}

/// Makes a KGSS for an environment of the platform (ETEE_ENVIRONMENT_INTEGRATION, _ACCEPTANCE or
/// _PRODUCTION), called as the one whose access tokens these are. Nothing is sent yet.
///
/// `*kgss_rest` is the caller's, to be freed with etee_kgss_rest_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_kgss_rest_new(
    context: *const etee_context,
    environment: i32,
    access_tokens: *const etee_access_tokens,
    kgss_rest: *mut *mut etee_kgss_rest,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(kgss_rest)?;
        let environment = super::environment::environment(environment)?;
        let (context, access) = (borrow(context)?, borrow(access_tokens)?.get());
        let (transport, settings) = (context.services()?, context.freeze());
        let kgss = KgssRest::for_environment(environment, transport, settings, access);
        place.give(etee_kgss_rest::new(kgss));
        Ok(())
    })
}

/// Makes a KGSS at a base URL, such as "https://api.ehealth.fgov.be/etee/v1", or at several that are
/// separated by spaces and tried in this order; see etee_kgss_rest_new(). Plain http is refused but
/// for this machine.
///
/// Returns ETEE_INVALID_ARGUMENT without a URL. `*kgss_rest` is the caller's, to be freed with
/// etee_kgss_rest_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_kgss_rest_new_at(
    context: *const etee_context,
    url: *const c_char,
    url_len: usize,
    access_tokens: *const etee_access_tokens,
    kgss_rest: *mut *mut etee_kgss_rest,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(kgss_rest)?;
        let endpoints = endpoints(text(url, url_len)?)?;
        let (context, access) = (borrow(context)?, borrow(access_tokens)?.get());
        let (transport, settings) = (context.services()?, context.freeze());
        let kgss = KgssRest::new(endpoints, transport, settings, access);
        place.give(etee_kgss_rest::new(kgss));
        Ok(())
    })
}

/// Uses other names in the REST interface. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_kgss_rest_set_interface(
    kgss_rest: *mut etee_kgss_rest,
    rest_interface: *const etee_rest_interface,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let interface = borrow(rest_interface)?.get();
        change(kgss_rest, |kgss| kgss.with_interface(interface))
    })
}

/// Has each key encrypted for a fresh EC key (a JWE by ECDH-ES), so that nothing between the KGSS
/// and this library can read it, not even where TLS ends before. An answer that is not encrypted is
/// then refused. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_kgss_rest_encrypt_answers(
    kgss_rest: *mut etee_kgss_rest,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        change(kgss_rest, KgssRest::with_encrypted_answers)
    })
}

/// Makes a key that those on the list can get, over REST and over SOAP, and the caller can delete.
///
/// Returns ETEE_INVALID_ARGUMENT if nobody is allowed; ETEE_SERVICE_REFUSED with the service's own
/// code; ETEE_BAD_REPLY, ETEE_LIMIT_EXCEEDED; and as etee_access_tokens_token(). `*secret_key` is
/// the caller's, to be freed with etee_secret_key_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_kgss_rest_new_key(
    kgss_rest: *const etee_kgss_rest,
    list: *const etee_access_list,
    secret_key: *mut *mut etee_secret_key,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(secret_key)?;
        let list = borrow(list)?.get()?;
        let key = borrow(kgss_rest)?.kgss.get().new_key(&list)?;
        place.give(etee_secret_key::new(key));
        Ok(())
    })
}

/// Gets the key with this identifier.
///
/// Returns ETEE_NOT_FOUND with the code NO_KEY_FOUND if there is no such key or the caller does not
/// satisfy its list, which are one and the same; otherwise as etee_kgss_rest_new_key().
/// `*secret_key` is the caller's, to be freed with etee_secret_key_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_kgss_rest_key(
    kgss_rest: *const etee_kgss_rest,
    identifier: *const u8,
    identifier_len: usize,
    secret_key: *mut *mut etee_secret_key,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(secret_key)?;
        let identifier = bytes(identifier, identifier_len)?;
        let key = borrow(kgss_rest)?.kgss.get().key(identifier)?;
        place.give(etee_secret_key::new(key));
        Ok(())
    })
}

/// Deletes the key with this identifier, which the caller made; messages that were sealed with it
/// can be opened only by those who have it already.
///
/// Returns as etee_kgss_rest_key(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_kgss_rest_delete_key(
    kgss_rest: *const etee_kgss_rest,
    identifier: *const u8,
    identifier_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let identifier = bytes(identifier, identifier_len)?;
        borrow(kgss_rest)?.kgss.get().delete_key(identifier)
    })
}

/// Makes a key in two halves; see etee_kgss_rest_new_key() and etee_exchange.
///
/// `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_kgss_rest_begin_new_key(
    kgss_rest: *const etee_kgss_rest,
    list: *const etee_access_list,
    exchange: *mut *mut etee_exchange,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(exchange)?;
        let list = borrow(list)?.get()?;
        let step = borrow(kgss_rest)?.kgss.get().begin_new_key(&list)?;
        place.give(etee_exchange::new(Call::SecretKey(step.into())));
        Ok(())
    })
}

/// Gets a key in two halves; see etee_kgss_rest_key() and etee_exchange.
///
/// `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_kgss_rest_begin_key(
    kgss_rest: *const etee_kgss_rest,
    identifier: *const u8,
    identifier_len: usize,
    exchange: *mut *mut etee_exchange,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(exchange)?;
        let identifier = bytes(identifier, identifier_len)?;
        let step = borrow(kgss_rest)?.kgss.get().begin_key(identifier)?;
        place.give(etee_exchange::new(Call::SecretKey(step.into())));
        Ok(())
    })
}

/// Deletes a key in two halves; see etee_kgss_rest_delete_key() and etee_exchange.
///
/// `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_kgss_rest_begin_delete_key(
    kgss_rest: *const etee_kgss_rest,
    identifier: *const u8,
    identifier_len: usize,
    exchange: *mut *mut etee_exchange,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(exchange)?;
        let identifier = bytes(identifier, identifier_len)?;
        let step = borrow(kgss_rest)?.kgss.get().begin_delete_key(identifier)?;
        place.give(etee_exchange::new(Call::Deletion(step.into())));
        Ok(())
    })
}

/// Frees a KGSS over REST; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_kgss_rest_free(kgss_rest: *mut etee_kgss_rest) {
    guard_free(|| free(kgss_rest))
}
