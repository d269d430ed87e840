//! Depot: the look-up of encryption tokens.

use super::access_tokens::etee_access_tokens;
use super::adjustable::Adjustable;
use super::buffer::etee_buffer;
use super::context::etee_context;
use super::error::etee_error;
use super::exchange::{Call, etee_exchange};
use super::guard::{guard, guard_free};
use super::identity::etee_identity;
use super::jwk::{etee_jwk, key_use as use_of};
use super::key_holder::etee_key_holder;
use super::pointer::{
    Out, OutRow, borrow, endpoints, free, handle, optional_text, out, path, text,
};
use super::rest_interface::etee_rest_interface;
use super::search::{Search, json, jwk_set, moment_of};
use super::status::etee_status;
use super::token::etee_token;
use crate::depot::{Depot, TokenCache};
use crate::error::{Error, Result, Status};
use core::ffi::c_char;
use core::time::Duration;

/// Looks up encryption tokens, and the keys in them, in the ETK depot. Immutable but for its setters,
/// which are for the beginning; may be used by many threads at once. Freed with etee_depot_free().
pub struct etee_depot {
    depot: Adjustable<Depot>,
}

handle!(etee_depot, b"ETEE_DEP");

/// The depot's REST service.
pub const ETEE_DEPOT_REST: i32 = 1;
/// The depot's SOAP service.
pub const ETEE_DEPOT_SOAP: i32 = 2;

impl etee_depot {
    fn new(depot: Depot) -> Self {
        Self {
            depot: Adjustable::new(depot),
        }
    }

    /// The depot as it is now.
    pub(super) fn get(&self) -> Depot {
        self.depot.get()
    }
}

fn change(depot: *mut etee_depot, change: impl FnOnce(Depot) -> Depot) -> Result<()> {
    borrow(depot.cast_const())?.depot.change(change);
    Ok(())
}

fn unknown_protocol() -> Error {
    Error::new(Status::InvalidArgument, "there is no such protocol")
}

/// Makes a depot for an environment of the platform (ETEE_ENVIRONMENT_INTEGRATION, _ACCEPTANCE or
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
        let environment = super::environment::environment(environment)?;
        let make = match protocol {
            ETEE_DEPOT_REST => Depot::rest_for,
            ETEE_DEPOT_SOAP => Depot::soap_for,
            _ => return Err(unknown_protocol()),
        };
        let context = borrow(context)?;
        let limits = context.freeze().limits().clone();
        place.give(etee_depot::new(make(
            environment,
            context.services()?,
            limits,
        )));
        Ok(())
    })
}

/// Makes a depot at a URL: for ETEE_DEPOT_REST the base, such as
/// "https://api.ehealth.fgov.be/etee/v1", for ETEE_DEPOT_SOAP the endpoint. Several are separated
/// by spaces and tried in this order. Plain http is refused but for this machine.
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
        let endpoints = endpoints(text(url, url_len)?)?;
        let context = borrow(context)?;
        let (limits, transport) = (context.freeze().limits().clone(), context.services()?);
        let depot = match protocol {
            ETEE_DEPOT_REST => Depot::rest(endpoints, transport, limits),
            ETEE_DEPOT_SOAP => Depot::soap(endpoints, transport, limits),
            _ => return Err(unknown_protocol()),
        };
        place.give(etee_depot::new(depot));
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
        let search = Search::new(
            (identifier_type, identifier_type_len),
            (identifier, identifier_len),
            (application, application_len),
        )?;
        let depot = borrow(depot)?.get();
        let found = search.run(|t, i, a| depot.token(t, i, a))?;
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
        let search = Search::new(
            (identifier_type, identifier_type_len),
            (identifier, identifier_len),
            (application, application_len),
        )?;
        let depot = borrow(depot)?.get();
        let found = search.run(|t, i, a| depot.tokens(t, i, a))?;
        tokens.give_all(&count, found, etee_token::new)
    })
}

/// Looks up the token of the holder of an identity, by its authentication certificate.
///
/// Returns as etee_depot_token(); ETEE_KEY_NOT_FOUND if the identity has no such certificate,
/// ETEE_INVALID_ARGUMENT if that does not say whose it is. `*token` is the caller's, to be freed
/// with etee_token_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_depot_own_token(
    depot: *const etee_depot,
    identity: *const etee_identity,
    token: *mut *mut etee_token,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(token)?;
        let identity = borrow(identity)?.share();
        place.give(etee_token::new(borrow(depot)?.get().own_token(&identity)?));
        Ok(())
    })
}

/// Looks up one token in two halves; see etee_depot_token() and etee_exchange.
///
/// Returns as etee_depot_token(), as far as that is known before anything is sent. `*exchange` is
/// the caller's, to be freed with etee_exchange_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_depot_begin_token(
    depot: *const etee_depot,
    identifier_type: *const c_char,
    identifier_type_len: usize,
    identifier: *const c_char,
    identifier_len: usize,
    application: *const c_char,
    application_len: usize,
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
        let depot = borrow(depot)?.get();
        let step = search.run(|t, i, a| depot.begin_token(t, i, a))?;
        place.give(etee_exchange::new(Call::Token(step.into())));
        Ok(())
    })
}

/// Looks up all tokens in two halves; see etee_depot_tokens() and etee_exchange.
///
/// Returns as etee_depot_token(), as far as that is known before anything is sent. `*exchange` is
/// the caller's, to be freed with etee_exchange_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_depot_begin_tokens(
    depot: *const etee_depot,
    identifier_type: *const c_char,
    identifier_type_len: usize,
    identifier: *const c_char,
    identifier_len: usize,
    application: *const c_char,
    application_len: usize,
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
        let depot = borrow(depot)?.get();
        let step = search.run(|t, i, a| depot.begin_tokens(t, i, a))?;
        place.give(etee_exchange::new(Call::Tokens(step.into())));
        Ok(())
    })
}

/// Lists what matches, at least one, to let somebody choose: an array of JSON (UTF-8) with the members
/// "type", "value" and "application" (a string, "" for none; missing where any will do), each of
/// which etee_depot_token() answers with one token. It holds personal data.
///
/// Returns as etee_depot_token(). `*matches` is the caller's, to be freed with etee_buffer_free().
/// Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_depot_matches(
    depot: *const etee_depot,
    identifier_type: *const c_char,
    identifier_type_len: usize,
    identifier: *const c_char,
    identifier_len: usize,
    application: *const c_char,
    application_len: usize,
    matches: *mut *mut etee_buffer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(matches)?;
        let search = Search::new(
            (identifier_type, identifier_type_len),
            (identifier, identifier_len),
            (application, application_len),
        )?;
        let depot = borrow(depot)?.get();
        let found = search.run(|t, i, a| depot.matches(t, i, a))?;
        place.give(etee_buffer::secret(json(&found)));
        Ok(())
    })
}

/// Lists what matches in two halves; see etee_depot_matches() and etee_exchange.
///
/// Returns as etee_depot_token(), as far as that is known before anything is sent. `*exchange` is
/// the caller's, to be freed with etee_exchange_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_depot_begin_matches(
    depot: *const etee_depot,
    identifier_type: *const c_char,
    identifier_type_len: usize,
    identifier: *const c_char,
    identifier_len: usize,
    application: *const c_char,
    application_len: usize,
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
        let depot = borrow(depot)?.get();
        let step = search.run(|t, i, a| depot.begin_matches(t, i, a))?;
        place.give(etee_exchange::new(Call::Matches(step.into())));
        Ok(())
    })
}

/// Looks up the certified public keys of a holder, at least one, each with its certificate: for
/// signatures and encryption that is not ETEE's. The use is ETEE_KEY_USE_SIGNATURE or _ENCRYPTION;
/// `moment`, in seconds since 1970-01-01T00:00:00Z, asks for the keys of then, 0 for those of today
/// (that the service knows of moments is assumed). Whom to search for is said as in
/// etee_depot_token(). Of each key it is checked that it is that of its certificate, and named after
/// it; nobody has judged the certificate. Only the REST service has them.
///
/// `jwks` has room for `capacity` handles, and `*count` becomes the number of matches. Returns as
/// etee_depot_tokens(), and ETEE_UNSUPPORTED of a SOAP depot. The handles are the caller's, each to
/// be freed with etee_jwk_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_depot_keys(
    depot: *const etee_depot,
    identifier_type: *const c_char,
    identifier_type_len: usize,
    identifier: *const c_char,
    identifier_len: usize,
    application: *const c_char,
    application_len: usize,
    key_use: i32,
    moment: i64,
    jwks: *mut *mut etee_jwk,
    capacity: usize,
    count: *mut usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let (count, jwks) = (Out::new(count, 0), OutRow::new(jwks, capacity));
        let (count, jwks) = (count?, jwks?);
        let search = Search::new(
            (identifier_type, identifier_type_len),
            (identifier, identifier_len),
            (application, application_len),
        )?;
        let (key_use, moment) = (use_of(key_use)?, moment_of(moment));
        let depot = borrow(depot)?.get();
        let found = search.run(|t, i, a| depot.certified_keys(t, i, a, key_use, moment))?;
        jwks.give_all(&count, found, etee_jwk::new)
    })
}

/// Looks up the certified public key of a name ("kid"): the letter S and the serial number of its
/// certificate in decimal.
///
/// Returns ETEE_INVALID_ARGUMENT for a name of another form; otherwise as etee_depot_keys(). `*jwk`
/// is the caller's, to be freed with etee_jwk_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_depot_key(
    depot: *const etee_depot,
    key_id: *const c_char,
    key_id_len: usize,
    jwk: *mut *mut etee_jwk,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(jwk)?;
        let key_id = text(key_id, key_id_len)?;
        let found = borrow(depot)?.get().certified_key(key_id)?;
        place.give(etee_jwk::new(found));
        Ok(())
    })
}

/// Whom the depot says that the certified public key of a name belongs to; see etee_depot_key().
///
/// Returns as etee_depot_key(); ETEE_REFUSED if the statement does not hold now; with
/// etee_depot_set_trusted_keys() also ETEE_SIGNATURE_INVALID, ETEE_KEY_NOT_FOUND and
/// ETEE_UNSUPPORTED if none of them signed it. `*holder` is the caller's, to be freed with
/// etee_key_holder_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_depot_key_holder(
    depot: *const etee_depot,
    key_id: *const c_char,
    key_id_len: usize,
    holder: *mut *mut etee_key_holder,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(holder)?;
        let key_id = text(key_id, key_id_len)?;
        let found = borrow(depot)?.get().key_holder(key_id)?;
        place.give(etee_key_holder::new(&found));
        Ok(())
    })
}

/// Looks up certified public keys in two halves; see etee_depot_keys() and etee_exchange.
///
/// `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_depot_begin_keys(
    depot: *const etee_depot,
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
        let (key_use, moment) = (use_of(key_use)?, moment_of(moment));
        let depot = borrow(depot)?.get();
        let step = search.run(|t, i, a| depot.begin_certified_keys(t, i, a, key_use, moment))?;
        place.give(etee_exchange::new(Call::Jwks(step.into())));
        Ok(())
    })
}

/// Looks up a certified public key in two halves; see etee_depot_key() and etee_exchange.
///
/// `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_depot_begin_key(
    depot: *const etee_depot,
    key_id: *const c_char,
    key_id_len: usize,
    exchange: *mut *mut etee_exchange,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(exchange)?;
        let key_id = text(key_id, key_id_len)?;
        let step = borrow(depot)?.get().begin_certified_key(key_id)?;
        place.give(etee_exchange::new(Call::Jwk(step.into())));
        Ok(())
    })
}

/// Looks up the holder of a certified public key in two halves; see etee_depot_key_holder() and
/// etee_exchange.
///
/// `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_depot_begin_key_holder(
    depot: *const etee_depot,
    key_id: *const c_char,
    key_id_len: usize,
    exchange: *mut *mut etee_exchange,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(exchange)?;
        let key_id = text(key_id, key_id_len)?;
        let step = borrow(depot)?.get().begin_key_holder(key_id)?;
        place.give(etee_exchange::new(Call::KeyHolder(step.into())));
        Ok(())
    })
}

/// Sends an access token along with every request to the REST service, over TLS or to this machine
/// only. The depot is open to everybody: without this no token is sent, and over SOAP none ever is.
/// Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_depot_set_access_tokens(
    depot: *mut etee_depot,
    access_tokens: *const etee_access_tokens,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let access = borrow(access_tokens)?.get();
        change(depot, |depot| depot.with_access(access))
    })
}

/// Uses other names in the REST interface. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_depot_set_interface(
    depot: *mut etee_depot,
    rest_interface: *const etee_rest_interface,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let interface = borrow(rest_interface)?.get();
        change(depot, |depot| depot.with_interface(interface))
    })
}

/// Believes a statement about the holder of a key only if one of these keys signed it. Without this
/// it may be unsigned, and a signature is not looked at: then TLS alone vouches for it. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_depot_set_trusted_keys(
    depot: *mut etee_depot,
    jwks: *const *const etee_jwk,
    count: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let keys = jwk_set(jwks, count)?;
        change(depot, |depot| depot.with_trusted_keys(keys))
    })
}

/// Forgets the answers that are kept, in memory and in the file. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_depot_forget(
    depot: *const etee_depot,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        borrow(depot)?.get().forget();
        Ok(())
    })
}

/// Keeps up to `entries` answers: tokens for `time_to_live` seconds and never beyond the validity
/// of their certificates, for `stale_if_error` seconds if the depot cannot be asked, and for
/// `negative` seconds (300 at most) that there is none. With a file, tokens are kept there too; it
/// is whole whenever the program ends, and only its owner may read it.
///
/// Returns ETEE_IO if the file cannot be opened, or another program has it open;
/// ETEE_INVALID_ARGUMENT for no entries. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_depot_set_cache(
    depot: *mut etee_depot,
    entries: usize,
    time_to_live: u32,
    stale_if_error: u32,
    negative: u32,
    file: *const c_char,
    file_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        if entries == 0 {
            let message = "a cache needs room for an entry";
            return Err(Error::new(Status::InvalidArgument, message));
        }
        let seconds = |number: u32| Duration::from_secs(number.into());
        let mut cache = TokenCache::new(entries)
            .time_to_live(seconds(time_to_live))
            .stale_if_error(seconds(stale_if_error))
            .negative(seconds(negative));
        if optional_text(file, file_len)?.is_some() {
            cache = cache.file(&path(file, file_len)?)?;
        }
        borrow(depot.cast_const())?
            .depot
            .change(|depot| depot.with_cache(cache));
        Ok(())
    })
}

/// Frees a depot; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_depot_free(depot: *mut etee_depot) {
    guard_free(|| free(depot))
}
