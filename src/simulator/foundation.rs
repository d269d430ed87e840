//! What the services stand on, made at the first start and the same ever after.

use super::assertion::AssertionSigner;
use super::pki::Pki;
use super::register::Register;
use super::state::{State, damaged};
use crate::error::Result;
use crate::secret::Secret;
use crate::x509::Certificate;

/// The names of the facts beside those of the register.
const ROOT: &str = "root.cer";
const ISSUING: &str = "issuing.cer";
const TOKEN_SERVICE: &str = "token-service.cer";
const TOKEN_SERVICE_KEY: &str = "token-service.key";

/// Keys, certificates, and who there is.
pub(super) struct Foundation {
    pub(super) register: Register,
    pub(super) root: Certificate,
    pub(super) issuing: Certificate,
    token_service: Certificate,
    token_service_key: Secret,
}

impl Foundation {
    /// Makes everything anew.
    pub(super) fn make(password: &str) -> Result<Self> {
        let pki = Pki::new()?;
        Ok(Self {
            register: Register::new(&pki, password)?,
            token_service_key: pki.token_service.key.to_pkcs8()?,
            token_service: pki.token_service.certificate,
            root: pki.root.certificate,
            issuing: pki.issuing.certificate,
        })
    }

    /// Takes what is kept, or makes and keeps it.
    pub(super) fn of(state: &State, password: &str) -> Result<Self> {
        if let Some(root) = state.fact(ROOT)? {
            return Self::load(state, Certificate::from_der(&root)?);
        }
        let made = Self::make(password)?;
        let mut facts = made.register.facts();
        facts.extend([
            (ROOT.to_owned(), made.root.as_der().to_vec()),
            (ISSUING.to_owned(), made.issuing.as_der().to_vec()),
            (
                TOKEN_SERVICE.to_owned(),
                made.token_service.as_der().to_vec(),
            ),
            (
                TOKEN_SERVICE_KEY.to_owned(),
                made.token_service_key.as_bytes().to_vec(),
            ),
        ]);
        state.keep(&facts)?;
        Ok(made)
    }

    fn load(state: &State, root: Certificate) -> Result<Self> {
        let fact = |name: &str| state.fact(name)?.ok_or_else(damaged);
        Ok(Self {
            register: Register::load(root.clone(), fact)?,
            root,
            issuing: Certificate::from_der(&fact(ISSUING)?)?,
            token_service: Certificate::from_der(&fact(TOKEN_SERVICE)?)?,
            token_service_key: Secret::from(fact(TOKEN_SERVICE_KEY)?),
        })
    }

    /// Who signs the assertions.
    pub(super) fn assertion_signer(&self) -> Result<AssertionSigner> {
        let certificate = self.token_service.clone();
        AssertionSigner::new(self.token_service_key.as_bytes(), certificate)
    }
}
