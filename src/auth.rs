//! Who a caller is to the platform: the secure token service and the sessions that it opens.

mod assertion;
mod attribute;
mod fragment;
mod keeper;
mod log_on;
mod profile;
mod random_name;
pub(crate) mod saml_protocol;
mod session;
mod token_service;
pub(crate) mod ws_trust;

pub(crate) use assertion::Assertion;
#[cfg(feature = "simulator")]
pub(crate) use assertion::{
    ASSERTION, ASSERTION_ID, HOLDER_OF_KEY, SIGNATURE, attribute as read_attribute,
};
pub use attribute::Attribute;
#[cfg(feature = "simulator")]
pub(crate) use attribute::{CERTIFIED, IDENTIFICATION};
pub use log_on::LogOn;
#[cfg(feature = "simulator")]
pub(crate) use random_name::uuid;
pub use session::Session;
pub use token_service::TokenService;
