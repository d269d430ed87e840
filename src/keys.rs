//! Keys and who holds them: identities from PKCS #12 stores, and encryption tokens.

mod credential;
mod decryption_key;
mod holder;
mod identity;
mod password_change;
pub(crate) mod pkcs12;
mod secret_key;
mod token;
mod web_key;

pub(crate) use credential::Credential;
pub use decryption_key::DecryptionKey;
pub(crate) use holder::Holder;
pub use identity::Identity;
pub use password_change::change_password;
pub use secret_key::SecretKey;
pub use token::Token;
pub use web_key::WebKey;
