//! What an authenticator says about a key that it made.

use crate::jose::Jwk;
use crate::x509::Certificate;
use core::fmt;

/// An attestation that was verified: an authenticator made this key for this relying party. It
/// never changes; many threads may use it.
///
/// In the format `none` nobody has signed it: then it says no more than whoever brought it. With
/// certificates, the first of them signed it; whether these are to be trusted is for the caller to
/// judge. Otherwise the key itself did.
#[derive(Clone)]
pub struct Attestation {
    pub(super) object: Vec<u8>,
    pub(super) client_data: Vec<u8>,
    pub(super) format: &'static str,
    pub(super) key: Jwk,
    pub(super) certificates: Vec<Certificate>,
    pub(super) model: [u8; 16],
    pub(super) user_verified: bool,
    pub(super) registered_at: Option<i64>,
}

impl Attestation {
    /// The same with the moment at which the depot says that it was registered.
    pub(crate) fn with_registration(mut self, moment: Option<i64>) -> Self {
        self.registered_at = moment;
        self
    }

    /// The format: `packed` or `none`.
    pub fn format(&self) -> &'static str {
        self.format
    }

    /// The attestation object, as it came (CBOR).
    pub fn object(&self) -> &[u8] {
        &self.object
    }

    /// What the client saw of the registration, as it came (JSON).
    pub fn client_data(&self) -> &[u8] {
        &self.client_data
    }

    /// The public key, its `kid` the identifier that the platform computes of it.
    pub fn key(&self) -> &Jwk {
        &self.key
    }

    /// The certificates of the authenticator's maker, that of the signer first; none where the
    /// key has signed for itself or nobody has. Nobody has judged them.
    pub fn certificates(&self) -> &[Certificate] {
        &self.certificates
    }

    /// The model of the authenticator (AAGUID), 16 octets; all zero if it does not say.
    pub fn model(&self) -> &[u8] {
        &self.model
    }

    /// Whether the authenticator says that it made sure who its user was.
    pub fn is_user_verified(&self) -> bool {
        self.user_verified
    }

    /// When the key was registered, in seconds since 1970-01-01T00:00:00Z, if the depot says it.
    pub fn registered_at(&self) -> Option<i64> {
        self.registered_at
    }
}

/// Shows the format alone.
impl fmt::Debug for Attestation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Attestation({})", self.format)
    }
}
