//! SOAP 1.1 as the platform speaks it: envelopes, faults, and signatures by WS-Security.

mod canonical;
mod date_time;
mod envelope;
mod fault;
mod identifiers;
mod reply;
mod request;
mod security;
mod xml_signature;

pub(crate) use date_time::{read_date_time, write_date_time};
#[cfg(feature = "simulator")]
pub(crate) use envelope::body;
pub(crate) use envelope::{
    base64, child, children, envelope, escape, is_transportable, only, parse, text,
};
#[cfg(feature = "simulator")]
pub(crate) use fault::ERRORS;
pub(crate) use reply::{parse_reply, reply_body};
pub(crate) use request::post;
#[cfg(feature = "simulator")]
pub(crate) use security::key_info_certificate;
#[cfg(feature = "simulator")]
pub(crate) use security::verify_envelope;
pub(crate) use security::{
    ASSERTION, HOLDER_OF_KEY, SAML_V11, SECURITY, SecuredEnvelope, SecurityToken, UTILITY,
    subject_certificate,
};
pub(crate) use xml_signature::{
    DIGITAL_SIGNATURE, SignaturePlace, SignatureRules, sign_enveloped, verify_enveloped,
};

/// The media type of SOAP 1.1 envelopes.
pub(crate) const MEDIA_TYPE: &str = "text/xml; charset=utf-8";

/// The namespace of SOAP 1.1 envelopes.
pub(crate) const ENVELOPE: &str = "http://schemas.xmlsoap.org/soap/envelope/";
