//! What the holder of a key adds to it.

use core::fmt;

/// What the holder of a registered key changes about it. What is not named stays as it is; the
/// key itself, its use and its holder cannot be changed.
#[derive(Clone, Default)]
pub struct KeyInformation {
    pub(super) application: Option<Option<String>>,
    pub(super) label: Option<Option<String>>,
    pub(super) expiry: Option<Option<i64>>,
    pub(super) attestation: Option<(Vec<u8>, Vec<u8>)>,
}

impl KeyInformation {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The application of the holder that the key is for; `None` for no application.
    #[must_use]
    pub fn with_application(mut self, application: Option<&str>) -> Self {
        self.application = Some(application.map(str::to_owned));
        self
    }

    /// What the holder calls the key; `None` for nothing.
    #[must_use]
    pub fn with_label(mut self, label: Option<&str>) -> Self {
        self.label = Some(label.map(str::to_owned));
        self
    }

    /// When the key ends, in seconds since 1970-01-01T00:00:00Z; `None` for no end.
    #[must_use]
    pub fn with_expiry(mut self, expiry: Option<i64>) -> Self {
        self.expiry = Some(expiry);
        self
    }

    /// What an authenticator said when it made the key: the attestation object (CBOR) and the
    /// `clientDataJSON`.
    #[must_use]
    pub fn with_attestation(mut self, object: &[u8], client_data: &[u8]) -> Self {
        self.attestation = Some((object.to_vec(), client_data.to_vec()));
        self
    }
}

/// Shows nothing of it.
impl fmt::Debug for KeyInformation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyInformation")
    }
}
