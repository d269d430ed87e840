//! Who a caller is to the platform: the secure token service with the sessions that it opens, and
//! I.AM Connect with its access tokens.

mod access_token;
mod access_tokens;
mod assertion;
mod attribute;
mod bearer_call;
mod connect;
mod fragment;
mod keeper;
mod log_on;
mod profile;
mod random_name;
pub(crate) mod saml_protocol;
mod session;
mod token_service;
pub(crate) mod ws_trust;

pub use access_token::AccessToken;
pub use access_tokens::{AccessTokens, TokenSupplier};
pub(crate) use assertion::Assertion;
#[cfg(feature = "simulator")]
pub(crate) use assertion::{
    ASSERTION, ASSERTION_ID, HOLDER_OF_KEY, SIGNATURE, attribute as read_attribute,
};
pub use attribute::Attribute;
#[cfg(feature = "simulator")]
pub(crate) use attribute::{CERTIFIED, IDENTIFICATION};
pub use connect::ConnectClient;
pub use log_on::LogOn;
pub(crate) use random_name::uuid;
pub use session::Session;
pub use token_service::TokenService;
