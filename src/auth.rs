//! Who a caller is to the platform: the secure token service and the sessions that it opens.

mod assertion;
mod attribute;
mod fragment;
mod keeper;
mod log_on;
mod profile;
mod random_name;
mod saml_protocol;
mod session;
mod token_service;
mod ws_trust;

pub(crate) use assertion::{ASSERTION, ASSERTION_ID, Assertion, HOLDER_OF_KEY, SIGNATURE};
pub use attribute::Attribute;
pub use log_on::LogOn;
pub use session::Session;
pub use token_service::TokenService;
