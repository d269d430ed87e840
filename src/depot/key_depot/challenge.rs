//! What a registration has to answer to.

use core::fmt;

/// A challenge of the KeyDepot: a number that it gives out once, for one registration of one
/// caller. A host that has an authenticator make the key hands it on as the
/// `PublicKeyCredentialCreationOptions` of Web Authentication.
#[derive(Clone)]
pub struct Challenge {
    pub(super) octets: Vec<u8>,
    pub(super) relying_party: String,
    pub(super) user: Vec<u8>,
    pub(super) user_name: String,
    pub(super) algorithms: Vec<i64>,
    pub(super) expiry: Option<i64>,
}

impl Challenge {
    /// The challenge itself.
    pub fn as_bytes(&self) -> &[u8] {
        &self.octets
    }

    /// The name of the relying party (`rp.id`), a host name: `ehealth.fgov.be`.
    pub fn relying_party(&self) -> &str {
        &self.relying_party
    }

    /// What the depot knows the caller by (`user.id`).
    pub fn user(&self) -> &[u8] {
        &self.user
    }

    /// The name of the caller (`user.name`).
    pub fn user_name(&self) -> &str {
        &self.user_name
    }

    /// The algorithms of keys that the depot takes, the best first, as COSE numbers them.
    pub fn algorithms(&self) -> &[i64] {
        &self.algorithms
    }

    /// When it is no longer taken, in seconds since 1970-01-01T00:00:00Z, if the depot says it.
    pub fn expiry(&self) -> Option<i64> {
        self.expiry
    }
}

/// Shows nothing: whose it is is personal data.
impl fmt::Debug for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Challenge")
    }
}
