//! Exchange: a call of a service in two halves, sent by the host.

use super::buffer::etee_buffer;
use super::error::etee_error;
use super::exclusive::Exclusive;
use super::guard::{guard, guard_free, guard_value};
use super::pointer::{Out, OutRow, Tagged, borrow, free, handle, out, peek};
use super::reply::etee_reply;
use super::request::etee_request;
use super::secret_key::etee_secret_key;
use super::session::etee_session;
use super::status::etee_status;
use super::token::etee_token;
use super::transport::failure;
use crate::auth::Session;
use crate::depot::Identifier;
use crate::error::{Error, Result, Status};
use crate::keys::{SecretKey, Token};
use crate::transport::{Reply, Step};

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

/// What is called, by its result.
pub(super) enum Call {
    Token(Step<Token>),
    Tokens(Step<Vec<Token>>),
    Matches(Step<Vec<Identifier>>),
    SecretKey(Step<SecretKey>),
    Session(Step<Session>),
    /// It failed, or its result was taken.
    Over,
}

impl Call {
    fn request(&self) -> Option<&crate::transport::Request> {
        fn of<T>(step: &Step<T>) -> Option<&crate::transport::Request> {
            match step {
                Step::Ask(exchange) => Some(exchange.request()),
                Step::Done(_) => None,
            }
        }
        match self {
            Self::Token(step) => of(step),
            Self::Tokens(step) => of(step),
            Self::Matches(step) => of(step),
            Self::SecretKey(step) => of(step),
            Self::Session(step) => of(step),
            Self::Over => None,
        }
    }

    fn receive(self, reply: Result<Reply>) -> Result<Self> {
        fn on<T>(step: Step<T>, reply: Result<Reply>) -> Result<Step<T>> {
            match step {
                Step::Ask(exchange) => exchange.receive(reply),
                Step::Done(_) => Err(unasked()),
            }
        }
        Ok(match self {
            Self::Token(step) => Self::Token(on(step, reply)?),
            Self::Tokens(step) => Self::Tokens(on(step, reply)?),
            Self::Matches(step) => Self::Matches(on(step, reply)?),
            Self::SecretKey(step) => Self::SecretKey(on(step, reply)?),
            Self::Session(step) => Self::Session(on(step, reply)?),
            Self::Over => return Err(unasked()),
        })
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

    /// The result, if it is there and of the kind that `pick` takes; otherwise all stays as it is.
    fn take<T>(&mut self, pick: impl FnOnce(Call) -> Result<T, Call>) -> Result<T> {
        let call = core::mem::replace(&mut self.call, Call::Over);
        pick(call).map_err(|call| {
            self.call = call;
            Error::new(Status::WrongState, "the exchange has no such result now")
        })
    }
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
        let exchange = borrow(exchange.cast_const())?;
        exchange.state.enter()?.receive(Ok(reply))
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
    guard(error, || {
        let exchange = borrow(exchange.cast_const())?;
        exchange.state.enter()?.receive(Err(failure(reason)))
    })
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
        let exchange = borrow(exchange.cast_const())?;
        let taken = exchange.state.enter()?.take(|call| match call {
            Call::Token(Step::Done(token)) => Ok(token),
            other => Err(other),
        })?;
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
        let mut state = borrow(exchange.cast_const())?.state.enter()?;
        if let Call::Tokens(Step::Done(found)) = &state.call {
            count.set(found.len());
            if found.len() > capacity {
                return Err(super::depot::too_small());
            }
        }
        let taken = state.take(|call| match call {
            Call::Tokens(Step::Done(found)) => Ok(found),
            other => Err(other),
        })?;
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
        let exchange = borrow(exchange.cast_const())?;
        let taken = exchange.state.enter()?.take(|call| match call {
            Call::Matches(Step::Done(found)) => Ok(found),
            other => Err(other),
        })?;
        place.give(etee_buffer::secret(super::depot::json(&taken)));
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
        let exchange = borrow(exchange.cast_const())?;
        let taken = exchange.state.enter()?.take(|call| match call {
            Call::SecretKey(Step::Done(key)) => Ok(key),
            other => Err(other),
        })?;
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
        let exchange = borrow(exchange.cast_const())?;
        let taken = exchange.state.enter()?.take(|call| match call {
            Call::Session(Step::Done(session)) => Ok(session),
            other => Err(other),
        })?;
        place.give(etee_session::new(taken));
        Ok(())
    })
}

/// Frees an exchange; NULL is allowed. What it waited for is forgotten. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_exchange_free(exchange: *mut etee_exchange) {
    guard_free(|| free(exchange))
}
