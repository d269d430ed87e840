//! What a host decides once for everything it does: limits, clock, trust, rules, places.

mod validation;

use crate::limits::Limits;
use crate::transport::Transport;
use crate::x509::Certificate;
use core::fmt;
use core::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};
pub use validation::{Judgement, OcspPolicy, SigningPolicy, Validation};

/// The settings that sealers, unsealers and services work under. Made once, then shared.
#[derive(Clone, Debug, Default)]
pub struct Context {
    limits: Limits,
    clock: Clock,
    validation: Validation,
    trust_anchors: Option<Vec<Certificate>>,
    legacy_anchors: Vec<Certificate>,
    time_stamp_anchors: Option<Vec<Certificate>>,
    registration_authority_anchors: Vec<Certificate>,
    online: Option<Online>,
    spool_directory: Option<PathBuf>,
    parallelism: Option<NonZeroUsize>,
}

/// How revocation services are reached.
#[derive(Clone)]
struct Online {
    transport: Arc<dyn Transport>,
    hosts: Vec<String>,
}

impl fmt::Debug for Online {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Online({} hosts)", self.hosts.len())
    }
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

impl Clock {
    /// The moment that it shows, in seconds since 1970-01-01T00:00:00Z.
    pub(crate) fn now(self) -> i64 {
        match self {
            Self::Fixed(moment) => moment,
            Self::System => SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .ok()
                .and_then(|since| i64::try_from(since.as_secs()).ok())
                .unwrap_or(0),
        }
    }
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

    /// Replaces the rules of judgement.
    #[must_use]
    pub fn with_validation(mut self, validation: Validation) -> Self {
        self.validation = validation;
        self
    }

    /// Adds a certificate that paths may end at. With no anchor at all, and without
    /// [`Self::with_empty_trust_store`], the strict judgement leaves the trust in a signer's
    /// certificate to the caller; parity refuses.
    #[must_use]
    pub fn with_trust_anchor(mut self, anchor: Certificate) -> Self {
        self.trust_anchors.get_or_insert_default().push(anchor);
        self
    }

    /// Adds a trust anchor whose paths may be signed with SHA-1, which the strict judgement
    /// takes from no other one.
    #[must_use]
    pub fn with_legacy_trust_anchor(mut self, anchor: Certificate) -> Self {
        self.legacy_anchors.push(anchor.clone());
        self.with_trust_anchor(anchor)
    }

    /// Has the trust in a signer's certificate judged even if no anchor is added: then none is
    /// trusted.
    #[must_use]
    pub fn with_empty_trust_store(mut self) -> Self {
        self.trust_anchors.get_or_insert_default();
        self
    }

    /// Adds a certificate that the paths of time-stamping authorities may end at. Without any,
    /// they end where those of signers do.
    #[must_use]
    pub fn with_time_stamp_anchor(mut self, anchor: Certificate) -> Self {
        self.time_stamp_anchors.get_or_insert_default().push(anchor);
        self
    }

    /// Adds a certificate that the paths of registration authorities, which sign encryption
    /// tokens, may end at. Without any, their signature is not judged, as the official library
    /// never does.
    #[must_use]
    pub fn with_registration_authority_anchor(mut self, anchor: Certificate) -> Self {
        self.registration_authority_anchors.push(anchor);
        self
    }

    /// Allows that OCSP responders and CRLs are asked for over the network, from these hosts
    /// only: names or addresses as they stand in a URL, without port. A host that is listed may
    /// have a private address; an empty list allows every host with a public name.
    #[must_use]
    pub fn with_revocation_transport(
        mut self,
        transport: Arc<dyn Transport>,
        hosts: Vec<String>,
    ) -> Self {
        self.online = Some(Online { transport, hosts });
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

    /// Lets a [`Batch`](crate::Batch) work on this many threads, the calling one among them.
    /// Without it, nothing that is done under this context starts a thread.
    #[must_use]
    pub fn with_parallelism(mut self, threads: NonZeroUsize) -> Self {
        self.parallelism = Some(threads);
        self
    }

    /// The limits.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The rules of judgement.
    pub fn validation(&self) -> &Validation {
        &self.validation
    }

    /// The certificates that paths may end at; `None` if trust is not judged.
    pub fn trust_anchors(&self) -> Option<&[Certificate]> {
        self.trust_anchors.as_deref()
    }

    /// The trust anchor with this encoding. Messages often carry the one that their signer's path
    /// ends at, and it need not be parsed again, nor its key.
    pub(crate) fn known_anchor(&self, der: &[u8]) -> Option<&Certificate> {
        self.trust_anchors()?
            .iter()
            .find(|anchor| anchor.as_der() == der)
    }

    /// The trust anchors whose paths may be signed with SHA-1.
    pub fn legacy_anchors(&self) -> &[Certificate] {
        &self.legacy_anchors
    }

    /// The certificates that the paths of time-stamping authorities may end at.
    pub fn time_stamp_anchors(&self) -> Option<&[Certificate]> {
        self.time_stamp_anchors
            .as_deref()
            .or(self.trust_anchors.as_deref())
    }

    /// The certificates that the paths of registration authorities may end at.
    pub fn registration_authority_anchors(&self) -> &[Certificate] {
        &self.registration_authority_anchors
    }

    /// The transport to revocation services and the hosts it may reach, if it is allowed.
    pub(crate) fn revocation_transport(&self) -> Option<(&dyn Transport, &[String])> {
        let online = self.online.as_ref()?;
        Some((&*online.transport, &online.hosts))
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

    /// The threads that a batch may work on: one, that of the caller, unless more are allowed.
    pub fn parallelism(&self) -> NonZeroUsize {
        self.parallelism.unwrap_or(NonZeroUsize::MIN)
    }

    /// The present moment, in seconds since 1970-01-01T00:00:00Z.
    pub fn now(&self) -> i64 {
        self.clock.now()
    }
}
