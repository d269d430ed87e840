//! KeyDepot: public keys without certificates.

use super::access_tokens::etee_access_tokens;
use super::adjustable::Adjustable;
use super::attestation::etee_attestation;
use super::buffer::etee_buffer;
use super::context::etee_context;
use super::error::etee_error;
use super::exchange::{Call, etee_exchange};
use super::guard::{guard, guard_free};
use super::jwk::{etee_jwk, key_use as use_of};
use super::key_holder::etee_key_holder;
use super::key_information::etee_key_information;
use super::pointer::{Out, OutRow, borrow, endpoints, free, handle, out, text, text_row};
use super::registered_key::etee_registered_key;
use super::registration::etee_registration;
use super::rest_interface::etee_rest_interface;
use super::search::{Search, jwk_set, moment_of};
use super::status::etee_status;
use super::web_key::etee_web_key;
use crate::depot::{Challenge, KeyDepot, KeyUse};
use crate::error::Result;
use crate::secret::Secret;
use base64ct::{Base64UrlUnpadded, Encoding};
use core::ffi::c_char;

/// The platform's KeyDepot: public keys without certificates. Everybody finds them; their holders,
/// citizens among them, register them with an access token. A key is named by the identifier that
/// the platform computes of it, in base64url, as 40 hexadecimal digits or in plain Base64; of every
/// key that is found it is checked that it is the one of this name. That there is such a service is
/// published, its interface is not: names are those of etee_rest_interface. The setters are for the
/// beginning; after them it may be used by many threads at once. Freed with etee_key_depot_free().
pub struct etee_key_depot {
    depot: Adjustable<KeyDepot>,
}

handle!(etee_key_depot, b"ETEE_KDP");

/// Any use of a key, in a search.
pub const ETEE_KEY_USE_ANY: i32 = 0;

impl etee_key_depot {
    fn new(depot: KeyDepot) -> Self {
        Self {
            depot: Adjustable::new(depot),
        }
    }
}

fn change(key_depot: *mut etee_key_depot, change: impl FnOnce(KeyDepot) -> KeyDepot) -> Result<()> {
    borrow(key_depot.cast_const())?.depot.change(change);
    Ok(())
}

/// The depot as it is now.
fn get(key_depot: *const etee_key_depot) -> Result<KeyDepot> {
    Ok(borrow(key_depot)?.depot.get())
}

fn any_or(number: i32) -> Result<Option<KeyUse>> {
    match number {
        ETEE_KEY_USE_ANY => Ok(None),
        number => use_of(number).map(Some),
    }
}

/// A challenge as Web Authentication has it in JSON.
pub(super) fn options(challenge: &Challenge) -> etee_buffer {
    let encoded = Base64UrlUnpadded::encode_string;
    let algorithms: Vec<_> = challenge
        .algorithms()
        .iter()
        .map(|number| serde_json::json!({"type": "public-key", "alg": number}))
        .collect();
    let options = serde_json::json!({
        "challenge": encoded(challenge.as_bytes()),
        "rp": {"id": challenge.relying_party(), "name": challenge.relying_party()},
        "user": {
            "id": encoded(challenge.user()),
            "name": challenge.user_name(),
            "displayName": challenge.user_name(),
        },
        "pubKeyCredParams": algorithms,
    });
    etee_buffer::secret(Secret::from(options.to_string().into_bytes()))
}

/// Makes a KeyDepot for an environment of the platform (ETEE_ENVIRONMENT_INTEGRATION, _ACCEPTANCE or
/// _PRODUCTION). Nothing is sent yet.
///
/// `*key_depot` is the caller's, to be freed with etee_key_depot_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_depot_new(
    context: *const etee_context,
    environment: i32,
    key_depot: *mut *mut etee_key_depot,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(key_depot)?;
        let environment = super::environment::environment(environment)?;
        let context = borrow(context)?;
        let (transport, settings) = (context.services()?, context.freeze());
        let depot = KeyDepot::for_environment(environment, transport, settings);
        place.give(etee_key_depot::new(depot));
        Ok(())
    })
}

/// Makes a KeyDepot at a base URL, such as "https://api.ehealth.fgov.be/etee/v1", or at several that
/// are separated by spaces and tried in this order. Plain http is refused but for this machine.
///
/// Returns ETEE_INVALID_ARGUMENT without a URL. `*key_depot` is the caller's, to be freed with
/// etee_key_depot_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_depot_new_at(
    context: *const etee_context,
    url: *const c_char,
    url_len: usize,
    key_depot: *mut *mut etee_key_depot,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(key_depot)?;
        let endpoints = endpoints(text(url, url_len)?)?;
        let context = borrow(context)?;
        let (transport, settings) = (context.services()?, context.freeze());
        place.give(etee_key_depot::new(KeyDepot::new(
            endpoints, transport, settings,
        )));
        Ok(())
    })
}

/// Acts as the one whose access tokens these are: to register keys, change and delete them. Since
/// 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_depot_set_access_tokens(
    key_depot: *mut etee_key_depot,
    access_tokens: *const etee_access_tokens,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let access = borrow(access_tokens)?.get();
        change(key_depot, |depot| depot.with_access(access))
    })
}

/// Uses other names in the REST interface. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_depot_set_interface(
    key_depot: *mut etee_key_depot,
    rest_interface: *const etee_rest_interface,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let interface = borrow(rest_interface)?.get();
        change(key_depot, |depot| depot.with_interface(interface))
    })
}

/// Believes a statement about the holder of a key only if one of these keys signed it. Without this
/// it may be unsigned, and a signature is not looked at: then TLS alone vouches for it. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_depot_set_trusted_keys(
    key_depot: *mut etee_key_depot,
    jwks: *const *const etee_jwk,
    count: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let keys = jwk_set(jwks, count)?;
        change(key_depot, |depot| depot.with_trusted_keys(keys))
    })
}

/// Takes attestations that authenticators made for this relying party, a host name, as clients of
/// these origins ("https://app.example.be", several separated by spaces) saw it; without any origin,
/// those over TLS on that host or below it. Unless this says another, the relying party is
/// "ehealth.fgov.be". Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_depot_set_relying_party(
    key_depot: *mut etee_key_depot,
    host: *const c_char,
    host_len: usize,
    origins: *const c_char,
    origins_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let (host, origins) = (text(host, host_len)?, text(origins, origins_len)?);
        let origins = origins.split_ascii_whitespace();
        change(key_depot, |depot| depot.with_relying_party(host, origins))
    })
}

/// Asks for a challenge, for an authenticator that makes a key in answer to it: the options of Web
/// Authentication (PublicKeyCredentialCreationOptions) in JSON (UTF-8), with the octets in base64url.
/// They hold personal data.
///
/// Returns ETEE_SERVICE_REFUSED with the service's own code; ETEE_BAD_REPLY, ETEE_LIMIT_EXCEEDED; and
/// as etee_access_tokens_token(). `*options` is the caller's, to be freed with etee_buffer_free().
/// Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_depot_challenge(
    key_depot: *const etee_key_depot,
    options: *mut *mut etee_buffer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(options)?;
        let found = get(key_depot)?.challenge()?;
        place.give(self::options(&found));
        Ok(())
    })
}

/// Registers a key of the caller's for a use: with proof that he has the private key, which is not
/// sent, or with what an authenticator said of it.
///
/// Returns ETEE_KEY_NOT_FOUND if there is neither the private key nor an attestation;
/// ETEE_KEY_UNSUPPORTED for a key that is not for this use; otherwise as etee_key_depot_challenge().
/// `*key` is the caller's, to be freed with etee_registered_key_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_depot_register(
    key_depot: *const etee_key_depot,
    web_key: *const etee_web_key,
    registration: *const etee_registration,
    key: *mut *mut etee_registered_key,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(key)?;
        let web_key = borrow(web_key)?.key().clone();
        let registration = borrow(registration)?.get()?;
        let found = get(key_depot)?.register(&web_key, &registration)?;
        place.give(etee_registered_key::new(found));
        Ok(())
    })
}

/// Changes what is said about a key of the caller's.
///
/// Returns ETEE_NOT_FOUND if there is no such key; otherwise as etee_key_depot_challenge(). `*key` is
/// the caller's, to be freed with etee_registered_key_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_depot_add_information(
    key_depot: *const etee_key_depot,
    key_id: *const c_char,
    key_id_len: usize,
    information: *const etee_key_information,
    key: *mut *mut etee_registered_key,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(key)?;
        let key_id = text(key_id, key_id_len)?;
        let information = borrow(information)?.get()?;
        let found = get(key_depot)?.add_information(key_id, &information)?;
        place.give(etee_registered_key::new(found));
        Ok(())
    })
}

/// Looks up the key of this name.
///
/// Returns ETEE_NOT_FOUND if there is none; ETEE_INVALID_ARGUMENT for a name of another form; otherwise
/// as etee_key_depot_challenge(). `*key` is the caller's, to be freed with
/// etee_registered_key_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_depot_key(
    key_depot: *const etee_key_depot,
    key_id: *const c_char,
    key_id_len: usize,
    key: *mut *mut etee_registered_key,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(key)?;
        let key_id = text(key_id, key_id_len)?;
        let found = get(key_depot)?.key(key_id)?;
        place.give(etee_registered_key::new(found));
        Ok(())
    })
}

/// Looks up all keys of a holder, at least one; whom to search for is said as in etee_depot_token(), the
/// use is ETEE_KEY_USE_SIGNATURE, _ENCRYPTION or _ANY, and `moment`, in seconds since
/// 1970-01-01T00:00:00Z, asks for the keys of then, 0 for those of today.
///
/// `keys` has room for `capacity` handles, and `*count` becomes the number of matches. Returns
/// ETEE_NOT_FOUND if there is none; ETEE_TOO_SMALL as etee_depot_tokens(); otherwise as
/// etee_key_depot_challenge(). The handles are the caller's, each to be freed with
/// etee_registered_key_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_depot_keys(
    key_depot: *const etee_key_depot,
    identifier_type: *const c_char,
    identifier_type_len: usize,
    identifier: *const c_char,
    identifier_len: usize,
    application: *const c_char,
    application_len: usize,
    key_use: i32,
    moment: i64,
    keys: *mut *mut etee_registered_key,
    capacity: usize,
    count: *mut usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let (count, keys) = (Out::new(count, 0), OutRow::new(keys, capacity));
        let (count, keys) = (count?, keys?);
        let search = Search::new(
            (identifier_type, identifier_type_len),
            (identifier, identifier_len),
            (application, application_len),
        )?;
        let (key_use, moment) = (any_or(key_use)?, moment_of(moment));
        let depot = get(key_depot)?;
        let found = search.run(|t, i, a| depot.keys(t, i, a, key_use, moment))?;
        keys.give_all(&count, found, etee_registered_key::new)
    })
}

/// Looks up what an authenticator said about the key of this name, and verifies it.
///
/// Returns ETEE_NOT_FOUND if there is no such key, or nothing was said; ETEE_SIGNATURE_INVALID or
/// ETEE_REFUSED if it does not hold; otherwise as etee_key_depot_key(). `*attestation` is the
/// caller's, to be freed with etee_attestation_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_depot_attestation(
    key_depot: *const etee_key_depot,
    key_id: *const c_char,
    key_id_len: usize,
    attestation: *mut *mut etee_attestation,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(attestation)?;
        let key_id = text(key_id, key_id_len)?;
        let found = get(key_depot)?.attestation(key_id)?;
        place.give(etee_attestation::new(found));
        Ok(())
    })
}

/// Whom the depot says that the key of this name belongs to.
///
/// Returns as etee_depot_key_holder(). `*holder` is the caller's, to be freed with
/// etee_key_holder_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_depot_key_holder(
    key_depot: *const etee_key_depot,
    key_id: *const c_char,
    key_id_len: usize,
    holder: *mut *mut etee_key_holder,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(holder)?;
        let key_id = text(key_id, key_id_len)?;
        let found = get(key_depot)?.holder(key_id)?;
        place.give(etee_key_holder::new(&found));
        Ok(())
    })
}

/// Deletes a key of the caller's. Messages that were sealed for it can still be opened by whoever has
/// the private key.
///
/// Returns as etee_key_depot_add_information(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_depot_delete(
    key_depot: *const etee_key_depot,
    key_id: *const c_char,
    key_id_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let key_id = text(key_id, key_id_len)?;
        get(key_depot)?.delete(key_id)
    })
}

/// Deletes several keys of the caller's, all or none: their names in a row, and the lengths of these.
///
/// Returns as etee_key_depot_delete(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_depot_delete_all(
    key_depot: *const etee_key_depot,
    key_ids: *const *const c_char,
    key_id_lens: *const usize,
    count: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let key_ids = text_row(key_ids, key_id_lens, count)?;
        get(key_depot)?.delete_all(&key_ids)
    })
}

/// Asks for a challenge in two halves; see etee_key_depot_challenge() and etee_exchange.
///
/// `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_depot_begin_challenge(
    key_depot: *const etee_key_depot,
    exchange: *mut *mut etee_exchange,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(exchange)?;
        let step = get(key_depot)?.begin_challenge()?;
        place.give(etee_exchange::new(Call::Challenge(step.into())));
        Ok(())
    })
}

/// Registers a key in two halves; see etee_key_depot_register() and etee_exchange.
///
/// `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_depot_begin_register(
    key_depot: *const etee_key_depot,
    web_key: *const etee_web_key,
    registration: *const etee_registration,
    exchange: *mut *mut etee_exchange,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(exchange)?;
        let web_key = borrow(web_key)?.key().clone();
        let registration = borrow(registration)?.get()?;
        let step = get(key_depot)?.begin_register(&web_key, &registration)?;
        place.give(etee_exchange::new(Call::RegisteredKey(step.into())));
        Ok(())
    })
}

/// Changes what is said about a key in two halves; see etee_key_depot_add_information() and etee_exchange.
///
/// `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_depot_begin_add_information(
    key_depot: *const etee_key_depot,
    key_id: *const c_char,
    key_id_len: usize,
    information: *const etee_key_information,
    exchange: *mut *mut etee_exchange,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(exchange)?;
        let key_id = text(key_id, key_id_len)?;
        let information = borrow(information)?.get()?;
        let step = get(key_depot)?.begin_add_information(key_id, &information)?;
        place.give(etee_exchange::new(Call::RegisteredKey(step.into())));
        Ok(())
    })
}

/// Looks up a key in two halves; see etee_key_depot_key() and etee_exchange.
///
/// `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_depot_begin_key(
    key_depot: *const etee_key_depot,
    key_id: *const c_char,
    key_id_len: usize,
    exchange: *mut *mut etee_exchange,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(exchange)?;
        let key_id = text(key_id, key_id_len)?;
        let step = get(key_depot)?.begin_key(key_id)?;
        place.give(etee_exchange::new(Call::RegisteredKey(step.into())));
        Ok(())
    })
}

/// Looks up all keys of a holder in two halves; see etee_key_depot_keys() and etee_exchange.
///
/// `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_depot_begin_keys(
    key_depot: *const etee_key_depot,
    identifier_type: *const c_char,
    identifier_type_len: usize,
    identifier: *const c_char,
    identifier_len: usize,
    application: *const c_char,
    application_len: usize,
    key_use: i32,
    moment: i64,
    exchange: *mut *mut etee_exchange,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(exchange)?;
        let search = Search::new(
            (identifier_type, identifier_type_len),
            (identifier, identifier_len),
            (application, application_len),
        )?;
        let (key_use, moment) = (any_or(key_use)?, moment_of(moment));
        let depot = get(key_depot)?;
        let step = search.run(|t, i, a| depot.begin_keys(t, i, a, key_use, moment))?;
        place.give(etee_exchange::new(Call::RegisteredKeys(step.into())));
        Ok(())
    })
}

/// Looks up an attestation in two halves; see etee_key_depot_attestation() and etee_exchange.
///
/// `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_depot_begin_attestation(
    key_depot: *const etee_key_depot,
    key_id: *const c_char,
    key_id_len: usize,
    exchange: *mut *mut etee_exchange,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(exchange)?;
        let key_id = text(key_id, key_id_len)?;
        let step = get(key_depot)?.begin_attestation(key_id)?;
        place.give(etee_exchange::new(Call::Attestation(step.into())));
        Ok(())
    })
}

/// Looks up the holder of a key in two halves; see etee_key_depot_key_holder() and etee_exchange.
///
/// `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_depot_begin_key_holder(
    key_depot: *const etee_key_depot,
    key_id: *const c_char,
    key_id_len: usize,
    exchange: *mut *mut etee_exchange,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(exchange)?;
        let key_id = text(key_id, key_id_len)?;
        let step = get(key_depot)?.begin_holder(key_id)?;
        place.give(etee_exchange::new(Call::KeyHolder(step.into())));
        Ok(())
    })
}

/// Deletes a key in two halves; see etee_key_depot_delete() and etee_exchange.
///
/// `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_depot_begin_delete(
    key_depot: *const etee_key_depot,
    key_id: *const c_char,
    key_id_len: usize,
    exchange: *mut *mut etee_exchange,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(exchange)?;
        let key_id = text(key_id, key_id_len)?;
        let step = get(key_depot)?.begin_delete(key_id)?;
        place.give(etee_exchange::new(Call::Deletion(step.into())));
        Ok(())
    })
}

/// Deletes several keys in two halves; see etee_key_depot_delete_all() and etee_exchange.
///
/// `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_depot_begin_delete_all(
    key_depot: *const etee_key_depot,
    key_ids: *const *const c_char,
    key_id_lens: *const usize,
    count: usize,
    exchange: *mut *mut etee_exchange,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(exchange)?;
        let key_ids = text_row(key_ids, key_id_lens, count)?;
        let step = get(key_depot)?.begin_delete_all(&key_ids)?;
        place.give(etee_exchange::new(Call::Deletion(step.into())));
        Ok(())
    })
}

/// Frees a KeyDepot; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_key_depot_free(key_depot: *mut etee_key_depot) {
    guard_free(|| free(key_depot))
}
