//! Exchange: a call of a service in two halves, sent by the host.

use super::attestation::etee_attestation;
use super::buffer::etee_buffer;
use super::error::etee_error;
use super::exclusive::Exclusive;
use super::guard::{guard, guard_free, guard_value};
use super::jwk::etee_jwk;
use super::key_holder::etee_key_holder;
use super::pointer::{Out, OutRow, Tagged, borrow, free, handle, out, peek};
use super::registered_key::etee_registered_key;
use super::reply::etee_reply;
use super::request::etee_request;
use super::secret_key::etee_secret_key;
use super::session::etee_session;
use super::status::etee_status;
use super::token::etee_token;
use super::transport::failure;
use crate::auth::{AccessToken, Session};
use crate::depot::{Challenge, Identifier, KeyHolder, RegisteredKey};
use crate::error::{Error, Result, Status};
use crate::jose::Jwk;
use crate::keys::{SecretKey, Token};
use crate::transport::{Reply, Request, Step};
use crate::webauthn::Attestation;
use std::sync::{Arc, MutexGuard};

/// A call of a service on its way, for hosts with an asynchronous HTTP client: it says what to
/// send, and takes what came back, until there is nothing left to send; then the result is taken.
/// A call may need several requests, or none. One thread at a time; a second one meanwhile is
/// answered ETEE_BUSY. Freed with etee_exchange_free(), at any point.
pub struct etee_exchange {
    state: Exclusive<State>,
}

handle!(etee_exchange, b"ETEE_EXC");

struct State {
    call: Call,
    /// What to send now.
    request: Option<Box<Tagged<etee_request>>>,
}

/// Names the calls by their results.
macro_rules! calls {
    ($($kind:ident($result:ty),)+) => {
        /// What is called, by its result.
        pub(super) enum Call {
            $($kind(Box<Step<$result>>),)+
            /// It failed, or its result was taken.
            Over,
        }

        impl Call {
            fn request(&self) -> Option<&Request> {
                match self {
                    $(Self::$kind(step) => request_of(step),)+
                    Self::Over => None,
                }
            }

            fn receive(self, reply: Result<Reply>) -> Result<Self> {
                match self {
                    $(Self::$kind(step) => go_on(*step, reply).map(Box::new).map(Self::$kind),)+
                    Self::Over => Err(unasked()),
                }
            }
        }
    };
}

calls! {
    Token(Token),
    Tokens(Vec<Token>),
    Matches(Vec<Identifier>),
    SecretKey(SecretKey),
    Session(Session),
    AccessToken(Arc<AccessToken>),
    Jwk(Jwk),
    Jwks(Vec<Jwk>),
    KeyHolder(KeyHolder),
    Challenge(Challenge),
    RegisteredKey(RegisteredKey),
    RegisteredKeys(Vec<RegisteredKey>),
    Attestation(Attestation),
    Deletion(()),
}

fn request_of<T>(step: &Step<T>) -> Option<&Request> {
    match step {
        Step::Ask(exchange) => Some(exchange.request()),
        Step::Done(_) => None,
    }
}

fn count_of<T>(step: &Step<Vec<T>>) -> usize {
    match step {
        Step::Ask(_) => 0,
        Step::Done(found) => found.len(),
    }
}

fn go_on<T>(step: Step<T>, reply: Result<Reply>) -> Result<Step<T>> {
    match step {
        Step::Ask(exchange) => exchange.receive(reply),
        Step::Done(_) => Err(unasked()),
    }
}

fn unasked() -> Error {
    Error::new(Status::WrongState, "the exchange waits for no answer")
}

impl State {
    fn new(call: Call) -> Self {
        let request = call.request().map(etee_request::new).map(Tagged::new);
        Self { call, request }
    }

    fn receive(&mut self, reply: Result<Reply>) -> Result<()> {
        if self.request.is_none() {
            return Err(unasked());
        }
        let call = core::mem::replace(self, Self::new(Call::Over)).call;
        *self = Self::new(call.receive(reply)?);
        Ok(())
    }

    /// How many results there are, once they are there and of a kind that comes in numbers.
    fn count(&self) -> usize {
        match &self.call {
            Call::Tokens(step) => count_of(step),
            Call::Jwks(step) => count_of(step),
            Call::RegisteredKeys(step) => count_of(step),
            _ => 0,
        }
    }

    /// The result, if it is there and of the kind that `pick` takes; otherwise all stays as it is.
    fn take<T>(&mut self, pick: impl FnOnce(Call) -> Result<T, Call>) -> Result<T> {
        let call = core::mem::replace(&mut self.call, Call::Over);
        pick(call).map_err(|call| {
            self.call = call;
            Error::new(Status::WrongState, "the exchange has no such result now")
        })
    }
}

/// Takes the result of one kind of call out of an exchange's state.
macro_rules! taken {
    ($state:expr, $kind:ident) => {
        $state.take(|call| match call {
            Call::$kind(step) => match *step {
                Step::Done(result) => Ok(result),
                asks => Err(Call::$kind(Box::new(asks))),
            },
            other => Err(other),
        })
    };
}

/// The state of an exchange, for this call alone.
fn enter<'a>(exchange: *mut etee_exchange) -> Result<MutexGuard<'a, State>> {
    borrow(exchange.cast_const())?.state.enter()
}

impl etee_exchange {
    pub(super) fn new(call: Call) -> Self {
        Self {
            state: Exclusive::new(State::new(call)),
        }
    }
}

/// The request to send now, lent until the next call on the exchange; NULL when there is none left
/// to send. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_exchange_request(
    exchange: *const etee_exchange,
) -> *const etee_request {
    guard_value(core::ptr::null(), || {
        let state = peek(exchange)?.state.enter().ok()?;
        state.request.as_ref().map(|request| request.as_pointer())
    })
}

/// Takes the answer to the request and goes on: then there is another request, or the result. The
/// reply is emptied. A failure is that of the call, which is over.
///
/// Returns what the call returns, ETEE_HOST_FAILED for a reply without an HTTP status,
/// ETEE_WRONG_STATE if there was nothing to send. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_exchange_answer(
    exchange: *mut etee_exchange,
    reply: *mut etee_reply,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let reply = borrow(reply.cast_const())?.take()?;
        enter(exchange)?.receive(Ok(reply))
    })
}

/// Says that there is no answer to the request, and why: ETEE_SERVICE_UNREACHABLE,
/// ETEE_SERVICE_TIMEOUT or ETEE_CANCELLED; anything else counts as ETEE_HOST_FAILED. It returns
/// ETEE_OK if the call goes on all the same, at another endpoint or from a cache; otherwise as
/// etee_exchange_answer(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_exchange_fail(
    exchange: *mut etee_exchange,
    reason: etee_status,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || enter(exchange)?.receive(Err(failure(reason))))
}

/// Takes the token that was looked up.
///
/// Returns ETEE_WRONG_STATE if the call is not done, is of another kind, or its result was taken;
/// the following do too. `*token` is the caller's, to be freed with etee_token_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_exchange_take_token(
    exchange: *mut etee_exchange,
    token: *mut *mut etee_token,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(token)?;
        let taken = taken!(enter(exchange)?, Token)?;
        place.give(etee_token::new(taken));
        Ok(())
    })
}

/// Takes the tokens that were looked up, as etee_depot_tokens() hands them out: with
/// ETEE_TOO_SMALL they stay for another call with more room. The handles are the caller's, each to
/// be freed with etee_token_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_exchange_take_tokens(
    exchange: *mut etee_exchange,
    tokens: *mut *mut etee_token,
    capacity: usize,
    count: *mut usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let (count, tokens) = (Out::new(count, 0), OutRow::new(tokens, capacity));
        let (count, tokens) = (count?, tokens?);
        let mut state = enter(exchange)?;
        tokens.check(&count, state.count())?;
        let taken = taken!(state, Tokens)?;
        tokens.give(taken.into_iter().map(etee_token::new));
        Ok(())
    })
}

/// Takes the matches, as etee_depot_matches() hands them out. `*matches` is the caller's, to be freed
/// with etee_buffer_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_exchange_take_matches(
    exchange: *mut etee_exchange,
    matches: *mut *mut etee_buffer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(matches)?;
        let taken = taken!(enter(exchange)?, Matches)?;
        place.give(etee_buffer::secret(super::search::json(&taken)));
        Ok(())
    })
}

/// Takes the key that the KGSS made or gave. `*secret_key` is the caller's, to be freed with
/// etee_secret_key_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_exchange_take_secret_key(
    exchange: *mut etee_exchange,
    secret_key: *mut *mut etee_secret_key,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(secret_key)?;
        let taken = taken!(enter(exchange)?, SecretKey)?;
        place.give(etee_secret_key::new(taken));
        Ok(())
    })
}

/// Takes the session that was opened. `*session` is the caller's, to be freed with
/// etee_session_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_exchange_take_session(
    exchange: *mut etee_exchange,
    session: *mut *mut etee_session,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(session)?;
        let taken = taken!(enter(exchange)?, Session)?;
        place.give(etee_session::new(taken));
        Ok(())
    })
}

/// Takes the access token. `*token` (ASCII) is the caller's, to be freed with etee_buffer_free(), which
/// wipes it. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_exchange_take_access_token(
    exchange: *mut etee_exchange,
    token: *mut *mut etee_buffer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(token)?;
        let taken = taken!(enter(exchange)?, AccessToken)?;
        place.give(super::access_tokens::buffer(&taken));
        Ok(())
    })
}

/// Takes the certified key that was looked up. `*jwk` is the caller's, to be freed with
/// etee_jwk_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_exchange_take_jwk(
    exchange: *mut etee_exchange,
    jwk: *mut *mut etee_jwk,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(jwk)?;
        let taken = taken!(enter(exchange)?, Jwk)?;
        place.give(etee_jwk::new(taken));
        Ok(())
    })
}

/// Takes the certified keys that were looked up, as etee_depot_keys() hands them out; see
/// etee_exchange_take_tokens(). The handles are the caller's, each to be freed with etee_jwk_free().
/// Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_exchange_take_jwks(
    exchange: *mut etee_exchange,
    jwks: *mut *mut etee_jwk,
    capacity: usize,
    count: *mut usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let (count, jwks) = (Out::new(count, 0), OutRow::new(jwks, capacity));
        let (count, jwks) = (count?, jwks?);
        let mut state = enter(exchange)?;
        jwks.check(&count, state.count())?;
        let taken = taken!(state, Jwks)?;
        jwks.give(taken.into_iter().map(etee_jwk::new));
        Ok(())
    })
}

/// Takes the holder of a key. `*holder` is the caller's, to be freed with etee_key_holder_free(). Since
/// 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_exchange_take_key_holder(
    exchange: *mut etee_exchange,
    holder: *mut *mut etee_key_holder,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(holder)?;
        let taken = taken!(enter(exchange)?, KeyHolder)?;
        place.give(etee_key_holder::new(&taken));
        Ok(())
    })
}

/// Takes the challenge, as etee_key_depot_challenge() hands it out. `*options` is the caller's, to be
/// freed with etee_buffer_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_exchange_take_challenge(
    exchange: *mut etee_exchange,
    options: *mut *mut etee_buffer,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(options)?;
        let taken = taken!(enter(exchange)?, Challenge)?;
        place.give(super::key_depot::options(&taken));
        Ok(())
    })
}

/// Takes the key that was registered, changed or looked up. `*key` is the caller's, to be freed with
/// etee_registered_key_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_exchange_take_registered_key(
    exchange: *mut etee_exchange,
    key: *mut *mut etee_registered_key,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(key)?;
        let taken = taken!(enter(exchange)?, RegisteredKey)?;
        place.give(etee_registered_key::new(taken));
        Ok(())
    })
}

/// Takes the keys that were looked up, as etee_key_depot_keys() hands them out; see
/// etee_exchange_take_tokens(). The handles are the caller's, each to be freed with
/// etee_registered_key_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_exchange_take_registered_keys(
    exchange: *mut etee_exchange,
    keys: *mut *mut etee_registered_key,
    capacity: usize,
    count: *mut usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let (count, keys) = (Out::new(count, 0), OutRow::new(keys, capacity));
        let (count, keys) = (count?, keys?);
        let mut state = enter(exchange)?;
        keys.check(&count, state.count())?;
        let taken = taken!(state, RegisteredKeys)?;
        keys.give(taken.into_iter().map(etee_registered_key::new));
        Ok(())
    })
}

/// Takes the attestation of a key. `*attestation` is the caller's, to be freed with
/// etee_attestation_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_exchange_take_attestation(
    exchange: *mut etee_exchange,
    attestation: *mut *mut etee_attestation,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(attestation)?;
        let taken = taken!(enter(exchange)?, Attestation)?;
        place.give(etee_attestation::new(taken));
        Ok(())
    })
}

/// Learns that a deletion, which has no result, is done. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_exchange_finish(
    exchange: *mut etee_exchange,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || taken!(enter(exchange)?, Deletion))
}

/// Frees an exchange; NULL is allowed. What it waited for is forgotten. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_exchange_free(exchange: *mut etee_exchange) {
    guard_free(|| free(exchange))
}
