//! Answers of the depot that are kept for a while.

use super::answer::Answer;
use super::cache_file::CacheFile;
use crate::context::Clock;
use crate::error::{Error, Result, Status};
use crate::limits::Limits;
use crate::lru::Lru;
use core::fmt;
use core::sync::atomic::{AtomicI64, Ordering};
use core::time::Duration;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The longest time for which it is believed that there is no token.
const LONGEST_NEGATIVE: Duration = Duration::from_secs(300);

/// What a question is kept under: a digest, so that no file has identifiers for its keys.
pub(super) type Key = [u8; 32];

type Now = Arc<dyn Fn() -> i64 + Send + Sync>;

/// How long a [`Depot`](super::Depot) keeps which answers, and how many. A question is one of
/// a depot: of its protocol and all its URLs, with the type, the value and the application.
///
/// What is kept is the answer of the service and no judgement: a token from here is judged by
/// the sealer like any other.
pub struct TokenCache {
    entries: usize,
    times: Times,
    now: Now,
    file: Option<CacheFile>,
}

#[derive(Clone, Copy)]
struct Times {
    fresh: Duration,
    stale: Duration,
    negative: Duration,
}

impl TokenCache {
    /// Keeps up to this many answers, of which the one goes first that was not used for the
    /// longest time: tokens for 24 hours and never beyond the validity of their certificates,
    /// for a week if the depot fails, and for five minutes that there is none.
    pub fn new(entries: usize) -> Self {
        let hour = 60 * 60;
        Self {
            entries,
            times: Times {
                fresh: Duration::from_secs(24 * hour),
                stale: Duration::from_secs(7 * 24 * hour),
                negative: LONGEST_NEGATIVE,
            },
            now: Arc::new(|| Clock::System.now()),
            file: None,
        }
    }

    /// How long a token is used without asking.
    #[must_use]
    pub fn time_to_live(mut self, time: Duration) -> Self {
        self.times.fresh = time;
        self
    }

    /// How long, from when it was looked up, a token is used if the depot cannot be asked: it
    /// cannot be reached, does not answer in time, or says that it is worth trying again. Any
    /// other refusal stands. With zero there is no such use.
    #[must_use]
    pub fn stale_if_error(mut self, time: Duration) -> Self {
        self.times.stale = time;
        self
    }

    /// How long it is believed that there is no token; five minutes at most.
    #[must_use]
    pub fn negative(mut self, time: Duration) -> Self {
        self.times.negative = time.min(LONGEST_NEGATIVE);
        self
    }

    /// Takes the time from here instead of from the system's clock: seconds since
    /// 1970-01-01T00:00:00Z. It may be called by many threads at once.
    #[must_use]
    pub fn clock(mut self, now: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        self.now = Arc::new(now);
        self
    }

    /// Keeps what is found in this file too, for the next run of the program; that there is no
    /// token is not kept there. It is whole whenever the program ends, and on Unix only its
    /// owner may read it.
    ///
    /// A cache file that is damaged is set aside under its name with `.damaged` after it, and a
    /// new one is begun. A file that is something else is left alone and refused. Once it is
    /// open, a failure of the file never makes a look-up fail: the answer is then not kept in it.
    ///
    /// The file is not protected against its owner: whoever can write to it says which tokens
    /// are found, as far as a sealer's trust in them goes.
    ///
    /// # Errors
    /// [`Status::Io`] if the file cannot be opened, is no cache file, is open in another
    /// program, or, on Unix, may be read or written by others than its owner.
    pub fn file(mut self, path: &Path) -> Result<Self> {
        self.file = Some(CacheFile::open(path)?);
        Ok(self)
    }
}

/// Shows the settings, not what is kept.
impl fmt::Debug for TokenCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TokenCache({} entries)", self.entries)
    }
}

/// The answers of one depot. Many threads may use it at once: its lock is held while an answer is
/// looked up in memory, never while a service or the file is at work.
pub(super) struct Cache {
    times: Times,
    now: Now,
    kept: Mutex<Lru<Key, Kept>>,
    file: Option<CacheFile>,
    /// When the depot was last asked in vain, if it has not answered since.
    failed: AtomicI64,
}

/// How long a depot that cannot be asked is left alone where there is an answer to stand in, in
/// seconds: each attempt may take as long as the transport's timeout.
const PAUSE: i64 = 30;

/// A moment long past.
const NEVER: i64 = i64::MIN;

/// An answer, or the error that says that there is none.
#[derive(Clone)]
struct Kept {
    outcome: Result<Answer>,
    looked_up: i64,
}

impl Cache {
    /// Begins with what the file holds. What cannot be read there goes, as does what there is no
    /// room for.
    pub(super) fn new(settings: TokenCache, limits: &Limits) -> Self {
        let mut kept = Lru::new(settings.entries);
        if let Some(file) = &settings.file {
            let (answers, mut gone) = readable(file.records(), limits);
            gone.extend(answers.into_iter().filter_map(|(key, answer, looked_up)| {
                let outcome = Ok(answer);
                kept.insert(key, Kept { outcome, looked_up })
            }));
            file.remove(&gone);
        }
        Self {
            times: settings.times,
            now: settings.now,
            kept: Mutex::new(kept),
            file: settings.file,
            failed: AtomicI64::new(NEVER),
        }
    }

    /// The answer to a question that need not be asked, or cannot be just now.
    pub(super) fn fresh(&self, key: &Key) -> Option<Result<Answer>> {
        let now = (self.now)();
        let failed = self.failed.load(Ordering::Relaxed);
        let is_left_alone = failed <= now && now < failed.saturating_add(PAUSE);
        let kept = self.lock().get(key)?.clone();
        let time = match &kept.outcome {
            Ok(_) if is_left_alone => self.times.stale.max(self.times.fresh),
            Ok(_) => self.times.fresh,
            Err(_) => self.times.negative,
        };
        kept.is_within(time, now).then_some(kept.outcome)
    }

    /// Takes what came of a question, and says what the answer is: the one that was kept where
    /// the depot could not be asked.
    pub(super) fn settle(&self, key: Key, outcome: Result<Answer>) -> Result<Answer> {
        let failed = outcome.as_ref().is_err_and(could_not_be_asked);
        let since = if failed { (self.now)() } else { NEVER };
        self.failed.store(since, Ordering::Relaxed);
        match outcome {
            Ok(answer) => {
                self.keep(key, Ok(answer.clone()));
                Ok(answer)
            }
            Err(error) if error.status() == Status::NotFound => {
                self.keep(key, Err(error.clone()));
                Err(error)
            }
            Err(error) if failed => self.stale(&key).ok_or(error),
            Err(error) => Err(error),
        }
    }

    pub(super) fn forget(&self) {
        self.lock().clear();
        if let Some(file) = &self.file {
            file.clear();
        }
    }

    fn stale(&self, key: &Key) -> Option<Answer> {
        let now = (self.now)();
        let kept = self.lock().get(key)?.clone();
        let is_usable = kept.is_within(self.times.stale, now);
        kept.outcome.ok().filter(|_| is_usable)
    }

    fn keep(&self, key: Key, outcome: Result<Answer>) {
        let looked_up = (self.now)();
        let record = outcome.as_ref().ok().map(|answer| answer.write(looked_up));
        let gone = self.lock().insert(key, Kept { outcome, looked_up });
        let Some(file) = &self.file else { return };
        match record {
            Some(record) => file.put(&key, &record, gone.as_slice()),
            None => file.remove(&[&[key], gone.as_slice()].concat()),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Lru<Key, Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    /// Whether it is not older than that and its certificates are still valid. What comes from
    /// the future, by a clock that was put back, is not believed.
    fn is_within(&self, time: Duration, now: i64) -> bool {
        let time = i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
        let valid_until = self.outcome.as_ref().map_or(i64::MAX, Answer::valid_until);
        self.looked_up <= now && now < self.looked_up.saturating_add(time) && now <= valid_until
    }
}

/// Errors that say nothing about whether there is a token.
fn could_not_be_asked(error: &Error) -> bool {
    match error.status() {
        Status::ServiceUnreachable | Status::ServiceTimeout => true,
        Status::ServiceRefused => error.is_retryable(),
        _ => false,
    }
}

/// The answers in these records, the oldest first, and the keys of the records without one.
fn readable(records: Vec<(Key, Vec<u8>)>, limits: &Limits) -> (Vec<(Key, Answer, i64)>, Vec<Key>) {
    let (mut answers, mut unreadable) = (Vec::new(), Vec::new());
    for (key, record) in records {
        match Answer::read(&record, limits) {
            Some((answer, looked_up)) => answers.push((key, answer, looked_up)),
            None => unreadable.push(key),
        }
    }
    answers.sort_by_key(|(_, _, looked_up)| *looked_up);
    (answers, unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::Token;

    const TOKEN: &[u8] = include_bytes!("../../tests/vectors/official/etk/alice.etk");
    const KEY: Key = [1; 32];

    fn answer() -> Answer {
        Answer::Tokens(vec![Token::from_bytes(TOKEN, &Limits::default()).unwrap()])
    }

    /// A cache, and the hands of its clock, which stand at the beginning of the validity.
    fn cache(settings: TokenCache) -> (Cache, Arc<AtomicI64>) {
        let hands = Arc::new(AtomicI64::new(answer().valid_until() - 1_000_000));
        let seen = Arc::clone(&hands);
        let settings = settings.clock(move || seen.load(Ordering::Relaxed));
        (Cache::new(settings, &Limits::default()), hands)
    }

    fn failure(status: Status, retryable: bool) -> Result<Answer> {
        let error = Error::new(status, "failed");
        Err(if retryable { error.retryable() } else { error })
    }

    #[test]
    fn an_answer_is_fresh_then_stale_then_gone() {
        let settings = TokenCache::new(4)
            .time_to_live(Duration::from_secs(100))
            .stale_if_error(Duration::from_secs(500));
        let (cache, hands) = cache(settings);
        assert!(cache.fresh(&KEY).is_none());
        assert!(cache.settle(KEY, Ok(answer())).is_ok());
        for (passed, is_fresh, is_usable) in [
            (99, true, true),
            (31, false, true),
            (369, false, true),
            (1, false, false),
            (-501, false, false),
        ] {
            hands.fetch_add(passed, Ordering::Relaxed);
            assert_eq!(cache.fresh(&KEY).is_some(), is_fresh);
            let outcome = cache.settle(KEY, failure(Status::ServiceTimeout, false));
            assert_eq!(outcome.is_ok(), is_usable);
        }
    }

    #[test]
    fn a_depot_that_fails_is_left_alone_for_a_while() {
        let (cache, hands) = cache(TokenCache::new(4).time_to_live(Duration::from_secs(100)));
        assert!(cache.settle(KEY, Ok(answer())).is_ok());
        hands.fetch_add(100, Ordering::Relaxed);
        assert!(cache.fresh(&KEY).is_none());
        let other = [2; 32];
        let outcome = cache.settle(other, failure(Status::ServiceTimeout, true));
        assert!(outcome.is_err());
        for (passed, is_used) in [(29, true), (1, false)] {
            hands.fetch_add(passed, Ordering::Relaxed);
            assert_eq!(cache.fresh(&KEY).is_some(), is_used);
            assert!(cache.fresh(&other).is_none());
        }
        assert!(
            cache
                .settle(other, failure(Status::ServiceTimeout, true))
                .is_err()
        );
        assert!(
            cache
                .settle(other, failure(Status::NotFound, false))
                .is_err()
        );
        assert!(cache.fresh(&KEY).is_none());
    }

    #[test]
    fn no_answer_outlives_its_certificates() {
        let year = Duration::from_secs(366 * 24 * 60 * 60);
        let settings = TokenCache::new(4).time_to_live(year).stale_if_error(year);
        let (cache, hands) = cache(settings);
        assert!(cache.settle(KEY, Ok(answer())).is_ok());
        hands.store(answer().valid_until(), Ordering::Relaxed);
        assert!(cache.fresh(&KEY).is_some());
        hands.fetch_add(1, Ordering::Relaxed);
        assert!(cache.fresh(&KEY).is_none());
        let outcome = cache.settle(KEY, failure(Status::ServiceUnreachable, true));
        assert!(outcome.is_err());
    }

    #[test]
    fn only_a_depot_that_cannot_be_asked_is_stood_in_for() {
        let (cache, _) = cache(TokenCache::new(4));
        assert!(cache.settle(KEY, Ok(answer())).is_ok());
        for (status, retryable, stands_in) in [
            (Status::ServiceUnreachable, false, true),
            (Status::ServiceTimeout, true, true),
            (Status::ServiceRefused, true, true),
            (Status::ServiceRefused, false, false),
            (Status::BadReply, false, false),
            (Status::LimitExceeded, false, false),
            (Status::NotFound, false, false),
            // There was none, the last time that it could be asked.
            (Status::ServiceTimeout, true, false),
        ] {
            let outcome = cache.settle(KEY, failure(status, retryable));
            assert_eq!(outcome.is_ok(), stands_in, "{status:?}");
        }
    }

    #[test]
    fn nobody_is_believed_for_a_short_time() {
        let (cache, hands) = cache(TokenCache::new(4).negative(Duration::from_secs(9999)));
        let outcome = cache.settle(KEY, failure(Status::NotFound, false));
        assert!(outcome.is_err());
        hands.fetch_add(299, Ordering::Relaxed);
        assert!(cache.fresh(&KEY).is_some_and(|outcome| outcome.is_err()));
        hands.fetch_add(1, Ordering::Relaxed);
        assert!(cache.fresh(&KEY).is_none());
    }

    #[test]
    fn forgotten_and_never_kept() {
        let (kept, _) = cache(TokenCache::new(4));
        assert!(kept.settle(KEY, Ok(answer())).is_ok());
        kept.forget();
        assert!(kept.fresh(&KEY).is_none());
        let (without_room, _) = cache(TokenCache::new(0));
        assert!(without_room.settle(KEY, Ok(answer())).is_ok());
        assert!(without_room.fresh(&KEY).is_none());
    }
}
