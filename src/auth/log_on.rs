//! What is asked of the secure token service.

use super::Attribute;
use crate::keys::Identity;
use core::fmt;
use core::time::Duration;
use std::sync::Arc;

/// How long a session is asked for unless told otherwise; the service may shorten it.
const VALIDITY: Duration = Duration::from_secs(24 * 60 * 60);

/// With which keys to log on, what to say and what to ask.
#[derive(Clone)]
pub struct LogOn {
    identification: Arc<Identity>,
    holder_of_key: Arc<Identity>,
    attributes: Vec<Attribute>,
    designators: Vec<Attribute>,
    validity: Duration,
}

impl LogOn {
    /// With an eHealth certificate, which identifies the caller and whose key is the one that
    /// the session is bound to.
    pub fn new(identity: Arc<Identity>) -> Self {
        Self {
            identification: Arc::clone(&identity),
            holder_of_key: identity,
            attributes: Vec::new(),
            designators: Vec::new(),
            validity: VALIDITY,
        }
    }

    /// Identifies the caller with another identity, such as one of an eID card; the session
    /// stays bound to the key of the eHealth certificate.
    #[must_use]
    pub fn with_identification(mut self, identity: Arc<Identity>) -> Self {
        self.identification = identity;
        self
    }

    /// Says this of the caller. What the platform cannot confirm it refuses.
    #[must_use]
    pub fn with_attribute(mut self, attribute: Attribute) -> Self {
        self.attributes.push(attribute);
        self
    }

    /// Asks the platform for what it knows under this name.
    #[must_use]
    pub fn with_designator(mut self, namespace: &str, name: &str) -> Self {
        self.designators.push(Attribute::new(namespace, name, []));
        self
    }

    /// Asks for a session of this length; 24 hours unless set.
    #[must_use]
    pub fn with_validity(mut self, validity: Duration) -> Self {
        self.validity = validity;
        self
    }

    /// Who identifies the caller.
    pub(crate) fn identification(&self) -> &Arc<Identity> {
        &self.identification
    }

    /// Whose key the session is bound to.
    pub(crate) fn holder_of_key(&self) -> &Arc<Identity> {
        &self.holder_of_key
    }

    pub(crate) fn attributes(&self) -> &[Attribute] {
        &self.attributes
    }

    pub(crate) fn designators(&self) -> &[Attribute] {
        &self.designators
    }

    pub(crate) fn validity(&self) -> Duration {
        self.validity
    }
}

/// Shows sizes only: attributes are personal data.
impl fmt::Debug for LogOn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (said, asked) = (self.attributes.len(), self.designators.len());
        write!(f, "LogOn({said} attributes, {asked} designators)")
    }
}
