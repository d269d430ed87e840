//! The software that may log on: one client for each holder with a certificate.

use crate::error::Result;
use crate::jose::Jwk;
use crate::keys::{Holder, Token};
use crate::limits::Limits;
use crate::simulator::register::Register;

/// A client by its name, with the key of its authentication certificate.
pub(super) struct Client {
    id: String,
    key: Jwk,
    holder: (String, String, String),
}

impl Client {
    /// A client for every record of the register. Its name is `cbe-` and the number of an
    /// enterprise, and the like for others; an application comes behind.
    pub(super) fn all(register: &Register) -> Result<Vec<Self>> {
        register
            .holders()
            .filter_map(|holder| {
                let (kind, identifier) = (holder.identifier_type(), holder.identifier());
                let application = holder.application();
                let record = register.record(kind, identifier, application)?;
                Some(Self::new(record.token(), kind, identifier, application))
            })
            .collect()
    }

    fn new(token: &[u8], kind: &str, identifier: &str, application: &str) -> Result<Self> {
        let token = Token::from_bytes(token, &Limits::default())?;
        let words = [kind, identifier, application];
        let words: Vec<_> = words.into_iter().filter(|word| !word.is_empty()).collect();
        Ok(Self {
            id: words.join("-").to_ascii_lowercase(),
            key: Jwk::from_certificate(token.authentication_certificate())?,
            holder: (
                kind.to_owned(),
                identifier.to_owned(),
                application.to_owned(),
            ),
        })
    }

    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// The public key that verifies its assertions.
    pub(super) fn key(&self) -> &Jwk {
        &self.key
    }

    /// Whose certificate it is.
    pub(super) fn holder(&self) -> Holder {
        let (kind, identifier, application) = self.holder.clone();
        Holder {
            kind,
            identifier,
            application,
        }
    }
}
