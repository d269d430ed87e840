//! Where a service is, if need be in several places.

use crate::error::{Error, Result, Status};
use core::fmt;
use core::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;

/// The URLs of one service, in the order in which they are tried. All share which of them
/// answered last: that one comes first the next time.
#[derive(Clone)]
pub struct Endpoints(Arc<Parts>);

struct Parts {
    urls: Vec<String>,
    active: AtomicUsize,
}

impl Endpoints {
    /// Takes the URLs, at least one.
    ///
    /// # Errors
    /// [`Status::InvalidArgument`] without any.
    pub fn new<'a>(urls: impl IntoIterator<Item = &'a str>) -> Result<Self> {
        let urls: Vec<_> = urls.into_iter().map(str::to_owned).collect();
        if urls.is_empty() {
            return Err(Error::new(
                Status::InvalidArgument,
                "a service needs a URL at least",
            ));
        }
        Ok(Self::of(urls))
    }

    fn of(urls: Vec<String>) -> Self {
        Self(Arc::new(Parts {
            urls,
            active: AtomicUsize::new(0),
        }))
    }

    /// Where to begin.
    pub(crate) fn active(&self) -> usize {
        self.0.active.load(Ordering::Relaxed)
    }

    /// Has later calls begin here.
    pub(crate) fn activate(&self, index: usize) {
        self.0.active.store(index, Ordering::Relaxed);
    }

    /// The index after this one, round and round.
    pub(crate) fn next(&self, index: usize) -> usize {
        let next = index.saturating_add(1);
        if next < self.count() { next } else { 0 }
    }

    pub(crate) fn count(&self) -> usize {
        self.0.urls.len()
    }

    /// The URL at an index that [`Self::active`] or [`Self::next`] gave.
    pub(crate) fn url(&self, index: usize) -> &str {
        self.0.urls.get(index).map_or("", String::as_str)
    }
}

impl From<&str> for Endpoints {
    fn from(url: &str) -> Self {
        Self::of(vec![url.to_owned()])
    }
}

impl From<&String> for Endpoints {
    fn from(url: &String) -> Self {
        Self::from(url.as_str())
    }
}

impl From<String> for Endpoints {
    fn from(url: String) -> Self {
        Self::of(vec![url])
    }
}

/// Shows how many, not where: a URL may hold credentials.
impl fmt::Debug for Endpoints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Endpoints({})", self.count())
    }
}
