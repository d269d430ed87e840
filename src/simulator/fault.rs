//! Faults on demand.

use core::time::Duration;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What goes wrong with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The service says that it is not available for now: HTTP 503, or the SOAP fault
    /// SOA-02002.
    Unavailable,
    /// The right answer, late.
    Delay(Duration),
    /// The connection ends without an answer.
    DropConnection,
    /// HTTP 200 with octets that are no answer.
    Garbage,
    /// HTTP 200 with a page for people, as a gateway in between may send.
    WrongContent,
    /// The first half of the right answer, in an HTTP message that is whole.
    Truncated,
    /// The right answer, blown up beyond the default limit for answers.
    Oversized,
    /// Nobody is found by the depots, and no key by the KGSS; all else answers right.
    NotFound,
    /// A SOAP fault with this code of the platform, for example `SOA-01001`; over REST, the
    /// problem that the service has an error.
    Soa(&'static str),
    /// HTTP 500 without a body.
    ServerError,
    /// What the service vouches for is not what it signed: the token, the sealed or encrypted
    /// answer, the assertion, the access token; of the KeyDepot, what an authenticator signed.
    BadSignature,
    /// What the service vouches for is over: the certificate in the token, the assertion, the
    /// access token. The KGSS, which vouches for none of them, takes the caller's assertion or
    /// access token for expired; over SOAP new keys need none, and are made all the same. The
    /// KeyDepot does so with what only holders may do; the keys that it shows have ended.
    Expired,
}

/// A service of the simulator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SimulatedService {
    /// The ETK depot over SOAP.
    DepotSoap,
    /// The ETK depot over REST.
    DepotRest,
    /// The KGSS over SOAP.
    Kgss,
    /// The KGSS over REST.
    KgssRest,
    /// The secure token service that speaks WS-Trust.
    WsTrust,
    /// The secure token service that speaks the SAML 1.1 protocol.
    Saml,
    /// The realms of I.AM Connect.
    Connect,
    /// The KeyDepot.
    KeyDepot,
}

impl SimulatedService {
    pub(super) fn is_soap(self) -> bool {
        matches!(
            self,
            Self::DepotSoap | Self::Kgss | Self::WsTrust | Self::Saml
        )
    }
}

/// The faults that are set.
#[derive(Default)]
pub(super) struct Faults(Mutex<Vec<SetFault>>);

/// A fault, and how many requests it is for.
struct SetFault {
    /// `None` for whichever service is called.
    service: Option<SimulatedService>,
    fault: Fault,
    times: u32,
}

impl Faults {
    /// Replaces all faults by one for any service.
    pub(super) fn set(&self, fault: Fault, times: u32) {
        self.lock().clear();
        self.add(None, fault, times);
    }

    /// Replaces the fault of one service.
    pub(super) fn set_of(&self, service: SimulatedService, fault: Fault, times: u32) {
        self.lock().retain(|set| set.service != Some(service));
        self.add(Some(service), fault, times);
    }

    fn add(&self, service: Option<SimulatedService>, fault: Fault, times: u32) {
        if times > 0 {
            self.lock().push(SetFault {
                service,
                fault,
                times,
            });
        }
    }

    /// The fault for the next request to a service: its own, or else one for any service.
    pub(super) fn take(&self, service: SimulatedService) -> Option<Fault> {
        let mut all = self.lock();
        let own = all.iter().position(|set| set.service == Some(service));
        let place = own.or_else(|| all.iter().position(|set| set.service.is_none()))?;
        let set = all.get_mut(place)?;
        let fault = set.fault;
        set.times = set.times.saturating_sub(1);
        if set.times == 0 {
            all.remove(place);
        }
        Some(fault)
    }

    fn lock(&self) -> MutexGuard<'_, Vec<SetFault>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_lasts_as_often_as_it_was_set() {
        let faults = Faults::default();
        let take = || faults.take(SimulatedService::Kgss);
        assert_eq!(take(), None);
        faults.set(Fault::Garbage, 2);
        assert_eq!(take(), Some(Fault::Garbage));
        assert_eq!(take(), Some(Fault::Garbage));
        assert_eq!(take(), None);
        faults.set(Fault::Garbage, 2);
        faults.set(Fault::NotFound, 0);
        assert_eq!(take(), None);
    }

    #[test]
    fn a_service_has_its_own_fault() {
        use SimulatedService::{DepotRest, Kgss};
        let faults = Faults::default();
        faults.set(Fault::Garbage, 2);
        faults.set_of(Kgss, Fault::Truncated, 1);
        faults.set_of(Kgss, Fault::Oversized, 1);
        assert_eq!(faults.take(DepotRest), Some(Fault::Garbage));
        assert_eq!(faults.take(Kgss), Some(Fault::Oversized));
        assert_eq!(faults.take(Kgss), Some(Fault::Garbage));
        assert_eq!(faults.take(DepotRest), None);
        faults.set_of(Kgss, Fault::Garbage, 9);
        faults.set_of(Kgss, Fault::Garbage, 0);
        assert_eq!(faults.take(Kgss), None);
        faults.set_of(Kgss, Fault::Garbage, 9);
        faults.set(Fault::Garbage, 0);
        assert_eq!(faults.take(Kgss), None);
    }
}
