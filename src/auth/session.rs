//! A session: the assertion of the platform on who the caller is, bound to his key.

use super::{Assertion, Attribute, LogOn, TokenService};
use crate::error::{Error, Result};
use crate::keys::Identity;
use crate::secret::Secret;
use crate::transport::Step;
use core::fmt;
use std::sync::Arc;

/// What the platform vouches for about a caller, for as long as it is valid. Clones share it;
/// many threads may use it at once.
///
/// A session that comes to its end is renewed by the first call that needs it, from five
/// minutes before on, once for all threads.
#[derive(Clone)]
pub struct Session(Arc<Parts>);

struct Parts {
    service: TokenService,
    log_on: LogOn,
}

impl Session {
    /// The identifier of the present assertion.
    pub fn assertion_id(&self) -> String {
        String::new()
    }

    /// From when on the session is valid, in seconds since 1970-01-01T00:00:00Z.
    pub fn not_before(&self) -> i64 {
        0
    }

    /// From when on the session is no longer valid, in seconds since 1970-01-01T00:00:00Z.
    pub fn not_on_or_after(&self) -> i64 {
        0
    }

    /// Whether the session is valid now.
    pub fn is_valid(&self) -> bool {
        false
    }

    /// What the platform vouches for.
    pub fn attributes(&self) -> Vec<Attribute> {
        Vec::new()
    }

    /// The present assertion as the service signed it (SAML 1.1, UTF-8), to be kept and taken
    /// up again by [`TokenService::load`]: a practice logs on once. It is of no use without the
    /// key that it is bound to, but it is personal data.
    pub fn export(&self) -> Secret {
        Secret::default()
    }

    /// Renews the session now.
    ///
    /// # Errors
    /// Those of [`TokenService::log_on`].
    pub fn renew(&self) -> Result<()> {
        Err(Error::internal("not built"))
    }

    /// The assertion to call a service with, renewed if it comes to its end.
    pub(crate) fn begin_use(&self) -> Result<Step<Arc<Assertion>>> {
        Err(Error::internal("not built"))
    }

    /// Whose key the session is bound to.
    pub(crate) fn holder_of_key(&self) -> &Arc<Identity> {
        self.0.log_on.holder_of_key()
    }
}

/// Shows that there is a session, not whose.
impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Session({:?})", self.0.service)
    }
}
