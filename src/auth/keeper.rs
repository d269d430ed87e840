//! Keeps what is valid for a time only, and sees to it that it is renewed once and not by every
//! thread.

use crate::error::{Error, Result, Status};
use crate::transport::Step;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// After a renewal that failed: how long what is still valid is used before the next attempt, in
/// seconds.
const PAUSE: i64 = 30;

/// Something that is valid for a time, and can be renewed.
pub(super) trait Expiring {
    /// How long before its end it is renewed, in seconds, unless that is more than half of its
    /// validity.
    const MARGIN: i64;

    /// Whether it can be used.
    fn holds(&self, now: i64) -> bool;

    /// The first second of its validity, and the first one after it.
    fn validity(&self) -> (i64, i64);
}

/// What there is at present, and who is renewing it.
pub(super) struct Keeper<T> {
    state: Mutex<State<T>>,
    ended: Condvar,
}

struct State<T> {
    present: Arc<T>,
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
    /// What is valid, and not near its end if that can be helped.
    Valid,
    /// The outcome of a renewal.
    New,
}

/// What a caller is to do.
pub(super) enum Turn<T: Expiring> {
    Use(Arc<T>),
    Renew(Ticket<T>),
}

/// The right to renew.
pub(super) struct Ticket<T: Expiring> {
    keeper: Arc<Keeper<T>>,
    wish: Wish,
    /// Whether it is the renewal that others know of, and it has not ended.
    is_known: bool,
}

impl<T: Expiring> Keeper<T> {
    pub(super) fn new(present: T) -> Arc<Self> {
        Arc::new(Self {
            state: Mutex::new(State {
                present: Arc::new(present),
                renewal: None,
                ended: 0,
                failure: None,
                pause: i64::MIN,
            }),
            ended: Condvar::new(),
        })
    }

    pub(super) fn present(&self) -> Arc<T> {
        Arc::clone(&self.lock().present)
    }

    /// Puts what is over in the place of what somebody else no longer takes, unless that was
    /// renewed meanwhile.
    pub(super) fn discard(&self, refused: &Arc<T>, over: T) {
        let mut state = self.lock();
        if Arc::ptr_eq(&state.present, refused) {
            state.present = Arc::new(over);
        }
    }

    /// Whether what there is is to be used or renewed.
    ///
    /// While another thread renews at once, those that cannot use what there is wait and
    /// share what comes of it; those that may not wait renew too.
    pub(super) fn turn(self: &Arc<Self>, now: i64, wish: Wish, manner: Manner) -> Result<Turn<T>> {
        let mut state = self.lock();
        if wish == Wish::Valid && state.is_fit(now) {
            return Ok(Turn::Use(Arc::clone(&state.present)));
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
    fn wait(&self, state: MutexGuard<'_, State<T>>, now: i64, wish: Wish) -> Result<Arc<T>> {
        let before = state.ended;
        let state = self.ended.wait_while(state, |state| state.ended == before);
        let state = state.unwrap_or_else(PoisonError::into_inner);
        match &state.failure {
            Some(failure) => state.in_spite_of(failure, now, wish),
            None => Ok(Arc::clone(&state.present)),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T: Expiring> State<T> {
    /// Whether what there is serves without a renewal, or until the one under way ends.
    fn is_fit(&self, now: i64) -> bool {
        let can_wait = self.renewal.is_some() || now < self.pause;
        self.present.holds(now) && (can_wait || !is_due(&*self.present, now))
    }

    /// A renewal that failed leaves what there was.
    fn in_spite_of(&self, failure: &Error, now: i64, wish: Wish) -> Result<Arc<T>> {
        match wish {
            Wish::Valid if self.present.holds(now) => Ok(Arc::clone(&self.present)),
            _ => Err(failure.clone()),
        }
    }
}

impl<T: Expiring + Send + Sync + 'static> Ticket<T> {
    /// Goes through with a renewal, and ends it by this clock, well or not.
    pub(super) fn renew(
        self,
        renewal: Result<Step<T>>,
        clock: impl Fn() -> i64 + Send + 'static,
    ) -> Result<Step<Arc<T>>> {
        let step = match renewal {
            Ok(step) => step,
            Err(error) => return self.end(Err(error), clock()).map(Step::Done),
        };
        let step = step.then(|new| Ok(Step::Done(Ok(new))))?;
        let step = step.finally(|outcome| Ok(outcome.unwrap_or_else(Err)))?;
        step.then(move |outcome| Ok(Step::Done(self.end(outcome, clock())?)))
    }
}

impl<T: Expiring> Ticket<T> {
    /// Ends the renewal, well or not.
    fn end(mut self, outcome: Result<T>, now: i64) -> Result<Arc<T>> {
        self.report(outcome, now)
    }

    fn report(&mut self, outcome: Result<T>, now: i64) -> Result<Arc<T>> {
        let mut state = self.keeper.lock();
        if core::mem::take(&mut self.is_known) {
            state.renewal = None;
            state.ended = state.ended.wrapping_add(1);
            state.failure = outcome.as_ref().err().cloned();
            self.keeper.ended.notify_all();
        }
        match outcome {
            Ok(new) => {
                state.present = Arc::new(new);
                state.pause = i64::MIN;
                Ok(Arc::clone(&state.present))
            }
            Err(failure) => {
                state.pause = now.saturating_add(PAUSE);
                state.in_spite_of(&failure, now, self.wish)
            }
        }
    }
}

/// A renewal that was given up lets the next caller try.
impl<T: Expiring> Drop for Ticket<T> {
    fn drop(&mut self) {
        if self.is_known {
            let given_up = Error::new(Status::Cancelled, "a renewal was given up");
            // Nobody is there to take the outcome; those who wait see it in the state.
            let _ = self.report(Err(given_up), i64::MIN);
        }
    }
}

/// Whether the end is near.
fn is_due<T: Expiring>(present: &T, now: i64) -> bool {
    let (start, end) = present.validity();
    let margin = T::MARGIN.min(end.saturating_sub(start) / 2);
    now >= end.saturating_sub(margin)
}

#[cfg(test)]
mod tests {
    use super::super::Assertion;
    use super::super::assertion::tests::sample;
    use super::*;
    use roxmltree::Document;
    use std::thread;

    /// Valid for 100 seconds from this one on.
    fn assertion(start: i64) -> Assertion {
        let moment = |seconds: i64| crate::soap::write_date_time(seconds).unwrap();
        let xml = sample()
            .replace("1970-01-01T00:03:20Z", &moment(start + 100))
            .replace("1970-01-01T00:01:40Z", &moment(start));
        Assertion::read(Document::parse(&xml).unwrap().root_element()).unwrap()
    }

    fn keeper() -> Arc<Keeper<Assertion>> {
        Keeper::new(assertion(1000))
    }

    fn ticket(
        keeper: &Arc<Keeper<Assertion>>,
        now: i64,
        wish: Wish,
        manner: Manner,
    ) -> Option<Ticket<Assertion>> {
        match keeper.turn(now, wish, manner).unwrap() {
            Turn::Use(_) => None,
            Turn::Renew(ticket) => Some(ticket),
        }
    }

    fn failure() -> Error {
        Error::new(Status::ServiceUnreachable, "nobody is there")
    }

    #[test]
    fn half_of_a_short_time_is_the_margin() {
        let keeper = keeper();
        for (now, is_due) in [
            (600, true),
            (700, false),
            (1049, false),
            (1050, true),
            (1100, true),
        ] {
            let ticket = ticket(&keeper, now, Wish::Valid, Manner::AtOnce);
            assert_eq!(ticket.is_some(), is_due, "{now}");
            if let Some(ticket) = ticket {
                drop(ticket.end(Ok(assertion(1000)), now));
            }
        }
        assert!(ticket(&keeper, 1000, Wish::New, Manner::AtOnce).is_some());
    }

    #[test]
    fn what_is_refused_is_not_used_again() {
        let keeper = keeper();
        let refused = keeper.present();
        keeper.discard(&Arc::new(assertion(0)), assertion(0));
        assert!(ticket(&keeper, 1000, Wish::Valid, Manner::AtOnce).is_none());
        keeper.discard(&refused, assertion(0));
        let renewal = ticket(&keeper, 1000, Wish::Valid, Manner::AtOnce).unwrap();
        renewal.end(Ok(assertion(1000)), 1000).ok().unwrap();
        // Whoever hears of it late takes nothing away.
        keeper.discard(&refused, assertion(0));
        assert!(ticket(&keeper, 1000, Wish::Valid, Manner::AtOnce).is_none());
    }

    #[test]
    fn what_is_valid_is_used_while_another_renews() {
        let keeper = keeper();
        for manner in [Manner::AtOnce, Manner::InHalves] {
            let first = ticket(&keeper, 1050, Wish::Valid, manner).unwrap();
            for other in [Manner::AtOnce, Manner::InHalves] {
                assert!(ticket(&keeper, 1050, Wish::Valid, other).is_none());
            }
            // What is over cannot be used, and nobody waits for a host.
            assert!(ticket(&keeper, 1100, Wish::Valid, Manner::InHalves).is_some());
            if manner == Manner::InHalves {
                assert!(ticket(&keeper, 1100, Wish::Valid, Manner::AtOnce).is_some());
            }
            first.end(Ok(assertion(1000)), 1050).ok().unwrap();
        }
    }

    #[test]
    fn a_failure_is_forgiven_while_the_old_one_is_valid() {
        let keeper = keeper();
        let fail = |now, wish| {
            let ticket = ticket(&keeper, now, wish, Manner::AtOnce).unwrap();
            ticket.end(Err(failure()), now).is_ok()
        };
        assert!(fail(1050, Wish::Valid));
        assert!(ticket(&keeper, 1050 + PAUSE - 1, Wish::Valid, Manner::AtOnce).is_none());
        assert!(fail(1050 + PAUSE, Wish::Valid));
        assert!(!fail(1051, Wish::New));
        // No pause holds back what is needed.
        assert!(!fail(1100, Wish::Valid));
        assert!(!fail(1100, Wish::Valid));
        assert_eq!(keeper.present().not_before(), 1000);
    }

    #[test]
    fn those_who_wait_share_what_comes_of_it() {
        for outcome in [Some(true), Some(false), None] {
            let keeper = keeper();
            let first = ticket(&keeper, 1100, Wish::Valid, Manner::AtOnce).unwrap();
            let other = Arc::clone(&keeper);
            let waiting = thread::spawn(move || {
                match other.turn(1100, Wish::Valid, Manner::AtOnce) {
                    Ok(Turn::Use(assertion)) => Ok(assertion.not_before()),
                    // It came too late to wait, and has its own turn.
                    Ok(Turn::Renew(ticket)) => ticket
                        .end(Err(failure()), 1100)
                        .map(|assertion| assertion.not_before()),
                    Err(error) => Err(error),
                }
            });
            let end = match outcome {
                Some(true) => first.end(Ok(assertion(1100)), 1100).is_ok(),
                Some(false) => first.end(Err(failure()), 1100).is_ok(),
                None => {
                    drop(first);
                    false
                }
            };
            let waited = waiting.join().unwrap();
            assert_eq!(waited.is_ok(), end);
            if end {
                assert_eq!(waited.unwrap(), 1100);
            }
            let free = ticket(&keeper, 1300, Wish::Valid, Manner::AtOnce);
            assert!(free.is_some_and(|ticket| ticket.is_known));
        }
    }
}
