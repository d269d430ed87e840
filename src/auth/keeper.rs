//! Keeps the present assertion of a session, and sees to it that it is renewed once and not by
//! every thread.

use super::Assertion;
use super::assertion::CLOCK_SKEW;
use crate::error::{Error, Result, Status};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// How long before its end an assertion is renewed, in seconds, unless that is more than half
/// of its validity.
const MARGIN: i64 = 5 * 60;
/// After a renewal that failed: how long an assertion that is still valid is used before the
/// next attempt, in seconds.
const PAUSE: i64 = 30;

/// The present assertion, and who is renewing it.
pub(super) struct Keeper {
    state: Mutex<State>,
    ended: Condvar,
}

struct State {
    assertion: Arc<Assertion>,
    /// The renewal under way that others know of, if there is one.
    renewal: Option<Manner>,
    /// How many of those have ended.
    ended: u64,
    /// How the last one failed, if it did.
    failure: Option<Error>,
    /// Until when no renewal is begun that can wait.
    pause: i64,
}

/// How a renewal is made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// By a thread that does nothing else until it ends, so that others can wait for it.
    AtOnce,
    /// By a host that sends the request in its own time. Nobody waits for it: the host may do
    /// so on the very thread that would wait, or not at all.
    InHalves,
}

/// What a caller is content with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    /// An assertion that is valid, and not near its end if that can be helped.
    Valid,
    /// The outcome of a renewal.
    New,
}

/// What a caller is to do.
pub(super) enum Turn {
    Use(Arc<Assertion>),
    Renew(Ticket),
}

/// The right to renew.
pub(super) struct Ticket {
    keeper: Arc<Keeper>,
    wish: Wish,
    /// Whether it is the renewal that others know of, and it has not ended.
    is_known: bool,
}

impl Keeper {
    pub(super) fn new(assertion: Assertion) -> Arc<Self> {
        Arc::new(Self {
            state: Mutex::new(State {
                assertion: Arc::new(assertion),
                renewal: None,
                ended: 0,
                failure: None,
                pause: i64::MIN,
            }),
            ended: Condvar::new(),
        })
    }

    pub(super) fn present(&self) -> Arc<Assertion> {
        Arc::clone(&self.lock().assertion)
    }

    /// Whether the present assertion is to be used or renewed.
    ///
    /// While another thread renews at once, those that cannot use the present assertion wait
    /// and share what comes of it; those that may not wait renew too.
    pub(super) fn turn(self: &Arc<Self>, now: i64, wish: Wish, manner: Manner) -> Result<Turn> {
        let mut state = self.lock();
        if wish == Wish::Valid && state.is_fit(now) {
            return Ok(Turn::Use(Arc::clone(&state.assertion)));
        }
        if (state.renewal, manner) == (Some(Manner::AtOnce), Manner::AtOnce) {
            return Ok(Turn::Use(self.wait(state, now, wish)?));
        }
        let is_known = state.renewal.is_none();
        if is_known {
            state.renewal = Some(manner);
        }
        Ok(Turn::Renew(Ticket {
            keeper: Arc::clone(self),
            wish,
            is_known,
        }))
    }

    /// Waits until the renewal under way has ended.
    fn wait(&self, state: MutexGuard<'_, State>, now: i64, wish: Wish) -> Result<Arc<Assertion>> {
        let before = state.ended;
        let state = self.ended.wait_while(state, |state| state.ended == before);
        let state = state.unwrap_or_else(PoisonError::into_inner);
        match &state.failure {
            Some(failure) => state.in_spite_of(failure, now, wish),
            None => Ok(Arc::clone(&state.assertion)),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Whether the present assertion serves without a renewal, or until the one under way ends.
    fn is_fit(&self, now: i64) -> bool {
        let can_wait = self.renewal.is_some() || now < self.pause;
        is_valid(&self.assertion, now) && (can_wait || !is_due(&self.assertion, now))
    }

    /// A renewal that failed leaves what there was.
    fn in_spite_of(&self, failure: &Error, now: i64, wish: Wish) -> Result<Arc<Assertion>> {
        match wish {
            Wish::Valid if is_valid(&self.assertion, now) => Ok(Arc::clone(&self.assertion)),
            _ => Err(failure.clone()),
        }
    }
}

impl Ticket {
    /// Ends the renewal, well or not.
    pub(super) fn end(mut self, outcome: Result<Assertion>, now: i64) -> Result<Arc<Assertion>> {
        self.report(outcome, now)
    }

    fn report(&mut self, outcome: Result<Assertion>, now: i64) -> Result<Arc<Assertion>> {
        let mut state = self.keeper.lock();
        if core::mem::take(&mut self.is_known) {
            state.renewal = None;
            state.ended = state.ended.wrapping_add(1);
            state.failure = outcome.as_ref().err().cloned();
            self.keeper.ended.notify_all();
        }
        match outcome {
            Ok(assertion) => {
                state.assertion = Arc::new(assertion);
                state.pause = i64::MIN;
                Ok(Arc::clone(&state.assertion))
            }
            Err(failure) => {
                state.pause = now.saturating_add(PAUSE);
                state.in_spite_of(&failure, now, self.wish)
            }
        }
    }
}

/// A renewal that was given up lets the next caller try.
impl Drop for Ticket {
    fn drop(&mut self) {
        if self.is_known {
            let given_up = Error::new(Status::Cancelled, "the renewal of a session was given up");
            // Nobody is there to take the outcome; those who wait see it in the state.
            let _ = self.report(Err(given_up), i64::MIN);
        }
    }
}

fn is_valid(assertion: &Assertion, now: i64) -> bool {
    assertion.is_valid(now, CLOCK_SKEW)
}

/// Whether the end is near.
fn is_due(assertion: &Assertion, now: i64) -> bool {
    let (start, end) = (assertion.not_before(), assertion.not_on_or_after());
    let margin = MARGIN.min(end.saturating_sub(start) / 2);
    now >= end.saturating_sub(margin)
}
