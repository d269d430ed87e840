//! SOAP 1.1 as the platform speaks it: envelopes and faults.

mod envelope;
mod fault;

pub(crate) use envelope::{body, child, children, envelope, escape, parse, text};
#[cfg(feature = "simulator")]
pub(crate) use fault::ERRORS;
pub(crate) use fault::Fault;

/// The namespace of SOAP 1.1 envelopes.
pub(crate) const ENVELOPE: &str = "http://schemas.xmlsoap.org/soap/envelope/";
