//! Where a service is, if need be in several places.

use super::is_loopback;
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

    /// Fails unless what is sent to all of them is only read there: over TLS, or on this machine.
    pub(crate) fn check_confidential(&self) -> Result<()> {
        if self.0.urls.iter().all(|url| is_confidential(url)) {
            return Ok(());
        }
        Err(Error::new(
            Status::InvalidArgument,
            "an access token is sent over TLS only",
        ))
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

fn is_confidential(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("http://") else {
        return url.starts_with("https://");
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = match authority.split_once(']') {
        Some((address, port)) if port.is_empty() || port.starts_with(':') => Some(address),
        Some(_) => None,
        None => authority.split(':').next(),
    };
    // What stands before an @ is a user's name, however much it looks like a host.
    !authority.contains('@') && host.is_some_and(is_loopback)
}

/// Shows how many, not where: a URL may hold credentials.
impl fmt::Debug for Endpoints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Endpoints({})", self.count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_could_read_is_told() {
        for (url, confidential) in [
            ("https://api.example.be/x", true),
            ("http://127.0.0.1:8080/x", true),
            ("http://[::1]:8080/x", true),
            ("http://localhost", true),
            ("http://api.example.be/", false),
            ("http://127.0.0.1@api.example.be/", false),
            ("http://127.0.0.1.example.be/", false),
            ("http://[::1].example.be/", false),
            ("http://localhost:80@api.example.be/", false),
            ("ftp://127.0.0.1/", false),
            ("", false),
        ] {
            let checked = Endpoints::from(url).check_confidential();
            assert_eq!(checked.is_ok(), confidential, "{url}");
        }
        let two = Endpoints::new(["https://a.example.be", "http://b.example.be"]).unwrap();
        assert!(two.check_confidential().is_err());
    }
}
