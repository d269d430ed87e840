//! What is asked of the secure token service.

use super::Attribute;
use super::attribute::{CERTIFIED, IDENTIFICATION};
use super::profile::{DOCTOR, ORGANIZATION, PERSON, PROFESSIONAL, Profile};
use crate::error::{Error, Result, Status};
use crate::keys::{Credential, Identity};
use crate::soap::is_transportable;
use core::fmt;
use core::time::Duration;
use std::sync::Arc;

/// How long a session is asked for unless told otherwise; the service may shorten it.
const VALIDITY: Duration = Duration::from_secs(24 * 60 * 60);

/// With which keys to log on, what to say and what to ask.
///
/// [`Self::for_doctor`] and its like give the sets that software in the field uses; each can be
/// added to.
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

    /// As a person of whom nothing but the number (11 digits) counts.
    pub fn for_person(ssin: &str, identity: Arc<Identity>) -> Self {
        Self::of(&PERSON, "", ssin, identity)
    }

    /// As a doctor with this number of the national register (11 digits).
    pub fn for_doctor(ssin: &str, identity: Arc<Identity>) -> Self {
        Self::of(&DOCTOR, "", ssin, identity)
    }

    /// As a member of another profession, by the platform's word for it: `nurse`, `dentist`,
    /// `midwife`, `physiotherapist`, …; the number is that of the national register.
    pub fn for_professional(profession: &str, ssin: &str, identity: Arc<Identity>) -> Self {
        Self::of(&PROFESSIONAL, profession, ssin, identity)
    }

    /// As an organisation of this kind, by the platform's word for it: `pharmacy`, `hospital`,
    /// `medicalhouse`, `guardpost`, `groupofnurses`, …; the number is that of the NIHII (8
    /// digits).
    pub fn for_organization(kind: &str, nihii: &str, identity: Arc<Identity>) -> Self {
        Self::of(&ORGANIZATION, kind, nihii, identity)
    }

    fn of(profile: &Profile, kind: &str, number: &str, identity: Arc<Identity>) -> Self {
        let mut log_on = Self::new(identity);
        for name in profile.identifiers {
            let name = name.replace('*', kind);
            log_on = log_on
                .with_attribute(Attribute::new(IDENTIFICATION, &name, [number]))
                .with_designator(IDENTIFICATION, &name);
        }
        for name in profile.certified {
            log_on = log_on.with_designator(CERTIFIED, &name.replace('*', kind));
        }
        log_on
    }

    /// Identifies the caller with another identity, such as one of an eID card; the session
    /// stays bound to the key of the eHealth certificate.
    #[must_use]
    pub fn with_identification(mut self, identity: Arc<Identity>) -> Self {
        self.identification = identity;
        self
    }

    /// Says this of the caller. What the platform cannot confirm it refuses. An attribute
    /// without values is asked for, as with [`Self::with_designator`].
    #[must_use]
    pub fn with_attribute(mut self, attribute: Attribute) -> Self {
        match attribute.values() {
            [] => self.designators.push(attribute),
            _ => self.attributes.push(attribute),
        }
        self
    }

    /// Asks the platform for what it knows under this name. What it does not know it leaves out.
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

    pub(super) fn attributes(&self) -> &[Attribute] {
        &self.attributes
    }

    pub(super) fn designators(&self) -> &[Attribute] {
        &self.designators
    }

    /// From when until when the session is asked for.
    pub(super) fn period(&self, now: i64) -> (i64, i64) {
        let length = i64::try_from(self.validity.as_secs()).unwrap_or(i64::MAX);
        (now, now.saturating_add(length))
    }

    /// Whether the caller is identified by another certificate than the one whose key the
    /// session is to be bound to; he then has to prove that he has this key too.
    pub(super) fn has_two_keys(&self) -> bool {
        self.identification.authentication_certificate()
            != self.holder_of_key.authentication_certificate()
    }

    /// Refuses what no request can carry.
    pub(super) fn check(&self) -> Result<()> {
        if self.validity.as_secs() == 0 {
            return Err(invalid("a session has to last a second at least"));
        }
        let texts = self
            .attributes
            .iter()
            .chain(&self.designators)
            .flat_map(|a| {
                let names = [a.namespace(), a.name()];
                names
                    .into_iter()
                    .chain(a.values().iter().map(String::as_str))
            });
        for text in texts {
            if text.is_empty() || !text.chars().all(is_transportable) {
                return Err(invalid("an attribute is empty or holds control characters"));
            }
        }
        Ok(())
    }
}

/// The key of an identity that signs requests.
pub(super) fn credential(identity: &Identity) -> Result<&Credential> {
    identity.authentication().ok_or_else(|| {
        Error::new(
            Status::KeyNotFound,
            "an identity to log on with has no authentication key",
        )
    })
}

fn invalid(message: &'static str) -> Error {
    Error::new(Status::InvalidArgument, message)
}

/// Shows sizes only: attributes are personal data.
impl fmt::Debug for LogOn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (said, asked) = (self.attributes.len(), self.designators.len());
        write!(f, "LogOn({said} attributes, {asked} designators)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::pkcs12::{Entry, Store};
    use crate::limits::Limits;

    const ALICE: &[u8] = include_bytes!("../../tests/vectors/official/keys/alice.p12");

    fn identity() -> Arc<Identity> {
        Arc::new(Identity::from_pkcs12(ALICE, "test", &Limits::default()).unwrap())
    }

    #[test]
    fn profiles() {
        let nurse = LogOn::for_professional("nurse", "90051500267", identity());
        let names = |attributes: &[Attribute]| -> Vec<String> {
            attributes.iter().map(|a| a.name().to_owned()).collect()
        };
        let said = names(nurse.attributes());
        assert_eq!(said, PERSON.identifiers);
        let asked = names(nurse.designators());
        assert_eq!(asked.get(..2).unwrap(), PERSON.identifiers);
        assert_eq!(
            asked[2],
            "urn:be:fgov:person:ssin:ehealth:1.0:nihii:nurse:nihii11"
        );
        let pharmacy = LogOn::for_organization("pharmacy", "30000120", identity());
        assert_eq!(pharmacy.attributes()[0].values(), ["30000120"]);
        assert_eq!(
            names(pharmacy.designators())[3],
            "urn:be:fgov:ehealth:1.0:pharmacy:nihii-number:recognisedpharmacy:boolean"
        );
        for log_on in [nurse, pharmacy, LogOn::for_doctor("1", identity())] {
            assert!(log_on.check().is_ok() && !log_on.has_two_keys());
        }
    }

    #[test]
    fn what_no_request_can_carry() {
        let start = || LogOn::new(identity());
        for log_on in [
            start().with_attribute(Attribute::new("s", "n", ["a\nb"])),
            start().with_attribute(Attribute::new("s", "n", [""])),
            start().with_attribute(Attribute::new("", "n", ["a"])),
            start().with_designator("s", ""),
            start().with_designator("s", "\u{ffff}"),
            start().with_validity(Duration::from_millis(999)),
        ] {
            let status = log_on.check().unwrap_err().status();
            assert_eq!(status, Status::InvalidArgument);
        }
        let longest = start().with_validity(Duration::MAX);
        assert_eq!(longest.period(7), (7, i64::MAX));
    }

    #[test]
    fn an_identity_without_an_authentication_key() {
        let limits = Limits::default();
        assert!(credential(&identity()).is_ok());
        let mut store = Store::read(ALICE, "test", &limits).unwrap();
        store.entries.retain(|entry| match entry {
            Entry::Key { alias, .. } => alias != "authentication",
            Entry::Certificate { .. } => true,
        });
        let store = store.write("test").unwrap();
        let identity = Identity::from_pkcs12(&store, "test", &limits).unwrap();
        let status = credential(&identity).err().unwrap().status();
        assert_eq!(status, Status::KeyNotFound);
    }
}
