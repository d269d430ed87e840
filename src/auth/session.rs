//! A session: the assertion of the platform on who the caller is, bound to his key.

use super::assertion::CLOCK_SKEW;
use super::keeper::{Keeper, Manner, Ticket, Turn, Wish};
use super::{Assertion, Attribute, LogOn, TokenService};
use crate::error::Result;
use crate::keys::Identity;
use crate::secret::Secret;
use crate::transport::Step;
use core::fmt;
use std::sync::Arc;

/// What the platform vouches for about a caller, for as long as it is valid. Clones share it;
/// many threads may use it at once.
///
/// A session that comes to its end is renewed by the first call that needs it, from five minutes
/// before on (or from half of its time on, if that is less), once for all threads: the others go
/// on with what is still valid, or wait. Should a renewal fail, the session is used as it is
/// until it ends, with an attempt every half minute; after its end a call opens it anew.
///
/// Where a host sends the requests itself, nothing ever waits: calls that begin while a session
/// is over each open it anew.
#[derive(Clone)]
pub struct Session(Arc<Parts>);

struct Parts {
    service: TokenService,
    log_on: LogOn,
    keeper: Arc<Keeper<Assertion>>,
}

impl Session {
    pub(super) fn new(service: TokenService, log_on: LogOn, assertion: Assertion) -> Self {
        Self(Arc::new(Parts {
            service,
            log_on,
            keeper: Keeper::new(assertion),
        }))
    }

    /// The identifier of the present assertion.
    pub fn assertion_id(&self) -> String {
        self.present().id().to_owned()
    }

    /// From when on the session is valid, in seconds since 1970-01-01T00:00:00Z.
    pub fn not_before(&self) -> i64 {
        self.present().not_before()
    }

    /// From when on the session is no longer valid, in seconds since 1970-01-01T00:00:00Z.
    pub fn not_on_or_after(&self) -> i64 {
        self.present().not_on_or_after()
    }

    /// Whether the session is valid now, by a clock that may be slow by five minutes.
    pub fn is_valid(&self) -> bool {
        self.present().is_valid(self.0.service.now(), CLOCK_SKEW)
    }

    /// What the platform vouches for.
    pub fn attributes(&self) -> Vec<Attribute> {
        self.present().attributes().to_vec()
    }

    /// The present assertion as the service signed it (SAML 1.1, UTF-8), to be kept and taken
    /// up again by [`TokenService::load`]: a practice logs on once. It is of no use without the
    /// key that it is bound to, but it is personal data.
    pub fn export(&self) -> Secret {
        Secret::from(self.present().xml().as_bytes())
    }

    /// Renews the session now, even if it is far from its end. If another thread is renewing it
    /// already, waits for what comes of that. Where it fails, the session stays what it was.
    ///
    /// # Errors
    /// Those of [`TokenService::log_on`].
    pub fn renew(&self) -> Result<()> {
        self.at_once(Wish::New)
    }

    /// Renews the session now, by a host that sends the requests itself; see [`Step`].
    ///
    /// # Errors
    /// Those of [`TokenService::log_on`].
    pub fn begin_renew(&self) -> Result<Step<()>> {
        self.begin(Wish::New)?.then(|_| Ok(Step::Done(())))
    }

    /// Renews the session if it comes to its end, as calls do by themselves: for programs that
    /// want to have waited before they need it. Of many threads that call it one renews.
    ///
    /// # Errors
    /// Those of [`TokenService::log_on`], but none while the session is still valid.
    pub fn refresh(&self) -> Result<()> {
        self.at_once(Wish::Valid)
    }

    /// The assertion to call a service with, renewed if it comes to its end.
    pub(crate) fn begin_use(&self) -> Result<Step<Arc<Assertion>>> {
        self.begin(Wish::Valid)
    }

    /// Whose key the session is bound to.
    pub(crate) fn holder_of_key(&self) -> &Arc<Identity> {
        self.0.log_on.holder_of_key()
    }

    fn present(&self) -> Arc<Assertion> {
        self.0.keeper.present()
    }

    fn at_once(&self, wish: Wish) -> Result<()> {
        let now = self.0.service.now();
        if let Turn::Renew(ticket) = self.0.keeper.turn(now, wish, Manner::AtOnce)? {
            self.begin_renewal(ticket)?
                .run(self.0.service.transport())?;
        }
        Ok(())
    }

    fn begin(&self, wish: Wish) -> Result<Step<Arc<Assertion>>> {
        let now = self.0.service.now();
        match self.0.keeper.turn(now, wish, Manner::InHalves)? {
            Turn::Use(assertion) => Ok(Step::Done(assertion)),
            Turn::Renew(ticket) => self.begin_renewal(ticket),
        }
    }

    fn begin_renewal(&self, ticket: Ticket<Assertion>) -> Result<Step<Arc<Assertion>>> {
        let Parts {
            service, log_on, ..
        } = &*self.0;
        let renewal = service.begin_renewal(log_on, &self.present());
        let clock = service.clone();
        ticket.renew(renewal, move || clock.now())
    }
}

/// Shows that there is a session, not whose.
impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Session({:?})", self.0.service)
    }
}
