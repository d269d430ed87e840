//! Faults on demand.

use core::time::Duration;
use std::sync::{Mutex, PoisonError};

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
    /// Nobody is found.
    NotFound,
}

/// The fault that is set, and how many requests it is for.
#[derive(Default)]
pub(super) struct Faults(Mutex<Option<(Fault, u32)>>);

impl Faults {
    pub(super) fn set(&self, fault: Fault, times: u32) {
        let mut set = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *set = (times > 0).then_some((fault, times));
    }

    /// The fault for the next request.
    pub(super) fn take(&self) -> Option<Fault> {
        let mut set = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (fault, times) = (*set)?;
        *set = (times > 1).then_some((fault, times.saturating_sub(1)));
        Some(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_lasts_as_often_as_it_was_set() {
        let faults = Faults::default();
        assert_eq!(faults.take(), None);
        faults.set(Fault::Garbage, 2);
        assert_eq!(faults.take(), Some(Fault::Garbage));
        assert_eq!(faults.take(), Some(Fault::Garbage));
        assert_eq!(faults.take(), None);
        faults.set(Fault::Garbage, 2);
        faults.set(Fault::NotFound, 0);
        assert_eq!(faults.take(), None);
    }
}
