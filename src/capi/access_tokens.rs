//! Access tokens: what REST services know a caller by.

use super::adjustable::Adjustable;
use super::buffer::etee_buffer;
use super::context::etee_context;
use super::environment::environment as environment_of;
use super::error::etee_error;
use super::exchange::{Call, etee_exchange};
use super::guard::{guard, guard_free};
use super::host::Host;
use super::identity::etee_identity;
use super::pointer::{Table, borrow, free, handle, out, table, text};
use super::rest_interface::etee_rest_interface;
use super::status::{ETEE_CANCELLED, ETEE_OK, etee_status};
use crate::auth::{AccessToken, AccessTokens, ConnectClient, TokenSupplier};
use crate::error::{Error, Result, Status};
use crate::secret::Secret;
use core::ffi::{c_char, c_void};
use std::sync::Arc;
use zeroize::Zeroizing;

/// Where the access tokens for REST services come from: from I.AM Connect, where this library logs
/// on with an eHealth certificate, or from a host whose user logged on there. A token is kept and
/// renewed in time, once for all threads. The setters are for the beginning: what takes it takes it
/// as it is then, and shares its token. May be used by many threads at once. Freed with
/// etee_access_tokens_free(), also before what was made with it.
pub struct etee_access_tokens {
    tokens: Adjustable<AccessTokens>,
}

handle!(etee_access_tokens, b"ETEE_ATK");

/// The octets that the longest access token of a host takes.
pub const ETEE_ACCESS_TOKEN_SIZE: usize = 65536;

/// The functions of a host that has access tokens. The table is copied; functions and `user` are
/// used until `release`, from several threads at once.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct etee_access_token_table {
    /// sizeof(etee_access_token_table), by which later versions know what a host was built with.
    pub struct_size: usize,
    /// Passed to the functions as it is; may be NULL.
    pub user: *mut c_void,
    /// Writes the access token for a call into a place of ETEE_ACCESS_TOKEN_SIZE octets, as it
    /// stands behind "Bearer ", and says how long it is. It is asked for each call: the host keeps
    /// the token and renews it in time. Returns ETEE_OK, or ETEE_CANCELLED if the user did not log
    /// on; everything else means ETEE_HOST_FAILED. It must not return by an exception.
    pub supply: Option<
        unsafe extern "C" fn(
            user: *mut c_void,
            token: *mut u8,
            token_len: *mut usize,
        ) -> etee_status,
    >,
    /// Called once, when nothing will call `supply` again; may be NULL.
    pub release: Option<unsafe extern "C" fn(user: *mut c_void)>,
}

impl Table for etee_access_token_table {}

/// A host that has access tokens.
struct HostSupplier(Host<SupplyFunction>);

type SupplyFunction = unsafe extern "C" fn(*mut c_void, *mut u8, *mut usize) -> etee_status;

impl TokenSupplier for HostSupplier {
    fn access_token(&self) -> Result<Secret> {
        let mut token = Zeroizing::new(vec![0; ETEE_ACCESS_TOKEN_SIZE]);
        let mut length = 0;
        // SAFETY: the function is the host's own, with the data that it came with, which it has
        // not been told to release; the places outlive the call and are as long as said.
        let status =
            unsafe { (self.0.function())(self.0.user(), token.as_mut_ptr(), &raw mut length) };
        match (status, token.get(..length)) {
            (ETEE_OK, Some(token)) => Ok(Secret::from(token)),
            (ETEE_CANCELLED, _) => Err(Error::new(
                Status::Cancelled,
                "the user did not log on to I.AM Connect",
            )),
            _ => Err(Error::new(
                Status::HostFailed,
                "the host has no access token",
            )),
        }
    }
}

impl etee_access_tokens {
    fn new(tokens: impl Into<AccessTokens>) -> Self {
        Self {
            tokens: Adjustable::new(tokens.into()),
        }
    }

    /// Where they come from, as it is now.
    pub(super) fn get(&self) -> AccessTokens {
        self.tokens.get()
    }
}

/// Changes the client of I.AM Connect.
fn change(
    access_tokens: *mut etee_access_tokens,
    change: impl FnOnce(ConnectClient) -> ConnectClient,
) -> Result<()> {
    let tokens = &borrow(access_tokens.cast_const())?.tokens;
    tokens.try_change(|tokens| tokens.with_client(change))
}

/// A token as C gets it.
pub(super) fn buffer(token: &AccessToken) -> etee_buffer {
    etee_buffer::secret(Secret::from(token.as_str().as_bytes()))
}

/// Logs on as software to the realm M2M of an environment (ETEE_ENVIRONMENT_INTEGRATION, _ACCEPTANCE
/// or _PRODUCTION), with the client credentials grant and an assertion signed by the identity. The
/// client's name is the one that the platform has registered, often "cbe-" and the number of the
/// enterprise. Nothing is sent yet.
///
/// `*access_tokens` is the caller's, to be freed with etee_access_tokens_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_access_tokens_new(
    context: *const etee_context,
    environment: i32,
    client_id: *const c_char,
    client_id_len: usize,
    identity: *const etee_identity,
    access_tokens: *mut *mut etee_access_tokens,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(access_tokens)?;
        let environment = environment_of(environment)?;
        let client_id = text(client_id, client_id_len)?;
        let (context, identity) = (borrow(context)?, borrow(identity)?.share());
        let transport = context.services()?;
        place.give(etee_access_tokens::new(ConnectClient::for_environment(
            environment,
            transport,
            context.freeze(),
            client_id,
            identity,
        )));
        Ok(())
    })
}

/// Logs on to the realm at a URL, such as "https://api.ehealth.fgov.be/auth/realms/M2M"; see
/// etee_access_tokens_new(). Plain http is refused but for this machine.
///
/// `*access_tokens` is the caller's, to be freed with etee_access_tokens_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_access_tokens_new_at(
    context: *const etee_context,
    realm_url: *const c_char,
    realm_url_len: usize,
    client_id: *const c_char,
    client_id_len: usize,
    identity: *const etee_identity,
    access_tokens: *mut *mut etee_access_tokens,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(access_tokens)?;
        let realm_url = text(realm_url, realm_url_len)?;
        let client_id = text(client_id, client_id_len)?;
        let (context, identity) = (borrow(context)?, borrow(identity)?.share());
        let transport = context.services()?;
        place.give(etee_access_tokens::new(ConnectClient::new(
            realm_url,
            transport,
            context.freeze(),
            client_id,
            identity,
        )));
        Ok(())
    })
}

/// Takes the access tokens from a host: those of a user who logged on in his browser (authorization
/// code with PKCE), which is for the host to do. On failure the table is not released.
///
/// Returns ETEE_INVALID_ARGUMENT for a table that is too small or does not supply. `*access_tokens`
/// is the caller's, to be freed with etee_access_tokens_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_access_tokens_from_table(
    functions: *const etee_access_token_table,
    access_tokens: *mut *mut etee_access_tokens,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(access_tokens)?;
        let table = table(functions)?;
        let missing = "a table has no function that supplies access tokens";
        let host = Host::new(table.user, table.supply, table.release, missing)?;
        let tokens = AccessTokens::from_host(Arc::new(HostSupplier(host)));
        place.give(etee_access_tokens::new(tokens));
        Ok(())
    })
}

/// Asks for scopes, separated by spaces.
///
/// Returns ETEE_WRONG_STATE if a host supplies the tokens, as the following do. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_access_tokens_set_scope(
    access_tokens: *mut etee_access_tokens,
    scope: *const c_char,
    scope_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let scope = text(scope, scope_len)?;
        change(access_tokens, |client| client.with_scope(scope))
    })
}

/// Signs with PS256 where the key is RSA, in place of RS256, which is what the platform is known to
/// take. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_access_tokens_use_pss(
    access_tokens: *mut etee_access_tokens,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || change(access_tokens, ConnectClient::with_pss))
}

/// Does not ask the realm where its tokens are, but takes the path "connect.tokens" of the REST
/// interface. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_access_tokens_skip_discovery(
    access_tokens: *mut etee_access_tokens,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        change(access_tokens, ConnectClient::without_discovery)
    })
}

/// Uses other names in the REST interface. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_access_tokens_set_interface(
    access_tokens: *mut etee_access_tokens,
    rest_interface: *const etee_rest_interface,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let interface = borrow(rest_interface)?.get();
        change(access_tokens, |client| client.with_interface(interface))
    })
}

/// The access token, renewed if it comes to its end: for a service that the host calls itself. Send
/// it over TLS only, and never log it.
///
/// Returns ETEE_SERVICE_REFUSED with the code of the realm, for example "invalid_client";
/// ETEE_NOT_FOUND if there is no such realm; ETEE_KEY_NOT_FOUND or ETEE_KEY_UNSUPPORTED if the
/// identity has no key that signs; ETEE_SERVICE_UNREACHABLE, ETEE_SERVICE_TIMEOUT, ETEE_BAD_REPLY,
/// ETEE_HOST_FAILED, ETEE_CANCELLED. `*token` (ASCII) is the caller's, to be freed with
/// etee_buffer_free(), which wipes it. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_access_tokens_token(
    access_tokens: *const etee_access_tokens,
    token: *mut *mut etee_buffer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(token)?;
        let token = borrow(access_tokens)?.get().access_token()?;
        place.give(buffer(&token));
        Ok(())
    })
}

/// Gets the access token in two halves; see etee_access_tokens_token() and etee_exchange.
///
/// `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_access_tokens_begin_token(
    access_tokens: *const etee_access_tokens,
    exchange: *mut *mut etee_exchange,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(exchange)?;
        let step = borrow(access_tokens)?.get().begin_use()?;
        place.give(etee_exchange::new(Call::AccessToken(step.into())));
        Ok(())
    })
}

/// Frees a source of access tokens; NULL is allowed. What was made with it goes on. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_access_tokens_free(access_tokens: *mut etee_access_tokens) {
    guard_free(|| free(access_tokens))
}
