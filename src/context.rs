//! What a host decides once for everything it does: limits, clock, trust, places.

use crate::limits::Limits;
use crate::x509::Certificate;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// The settings that sealers, unsealers and services work under. Made once, then shared.
#[derive(Clone, Debug, Default)]
pub struct Context {
    limits: Limits,
    clock: Clock,
    trust_anchors: Vec<Certificate>,
    spool_directory: Option<PathBuf>,
}

/// Where the time comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clock {
    /// The clock of the system.
    #[default]
    System,
    /// A fixed moment, in seconds since 1970-01-01T00:00:00Z: for archives and for tests.
    Fixed(i64),
}

impl Context {
    /// The default settings.
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces the limits.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Replaces the clock.
    #[must_use]
    pub fn with_clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// Adds a certificate that paths may end at. With no anchor at all, the trust in a
    /// signer's certificate is not judged and is left to the caller.
    #[must_use]
    pub fn with_trust_anchor(mut self, anchor: Certificate) -> Self {
        self.trust_anchors.push(anchor);
        self
    }

    /// Sets the directory of the encrypted temporary files that hold what
    /// [`Limits::spool_memory`] has no room for. Without it, `/tmp` is used on Unix and the
    /// temporary directory of the system elsewhere.
    #[must_use]
    pub fn with_spool_directory(mut self, directory: PathBuf) -> Self {
        self.spool_directory = Some(directory);
        self
    }

    /// The limits.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The certificates that paths may end at.
    pub fn trust_anchors(&self) -> &[Certificate] {
        &self.trust_anchors
    }

    pub(crate) fn spool_directory(&self) -> PathBuf {
        // std::env::temp_dir would read the environment on Unix.
        let default = || {
            if cfg!(unix) {
                PathBuf::from("/tmp")
            } else {
                std::env::temp_dir()
            }
        };
        self.spool_directory
            .as_deref()
            .map_or_else(default, Path::to_path_buf)
    }

    /// The present moment, in seconds since 1970-01-01T00:00:00Z.
    pub fn now(&self) -> i64 {
        match self.clock {
            Clock::Fixed(moment) => moment,
            Clock::System => SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .ok()
                .and_then(|since| i64::try_from(since.as_secs()).ok())
                .unwrap_or(0),
        }
    }
}
