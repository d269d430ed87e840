//! The search for the keys of a holder.

use super::RegisteredKey;
use crate::depot::rest::with_identifier;
use crate::depot::{Identifier, KeyHolder, KeyUse};
use crate::error::{Error, Result, Status};
use crate::rest::{RestCall, RestInterface, RestName};
use crate::soap::write_date_time;

/// What keys are searched for.
pub(super) struct Search {
    pub(super) wanted: Identifier,
    pub(super) key_use: Option<KeyUse>,
    pub(super) moment: Option<i64>,
}

impl Search {
    /// The search as a query.
    pub(super) fn parameters(&self, call: RestCall, interface: &RestInterface) -> Result<RestCall> {
        let mut call = with_identifier(call, interface, &self.wanted);
        if let Some(key_use) = self.key_use {
            call = call.parameter(interface.get(RestName::Use), key_use.as_str());
        }
        if let Some(moment) = self.moment {
            let moment = write_date_time(moment)?;
            call = call.parameter(interface.get(RestName::Time), &moment);
        }
        Ok(call)
    }

    /// The keys of an answer that are wanted, at least one.
    pub(super) fn choose(&self, keys: Vec<RegisteredKey>, now: i64) -> Result<Vec<RegisteredKey>> {
        let is_for_use = |key: &RegisteredKey| {
            let wanted = self.key_use.map(KeyUse::as_str);
            wanted.is_none() || key.jwk().key_use() == wanted
        };
        if !keys.iter().all(is_for_use) {
            let message = "the service sent a key for another use";
            return Err(Error::new(Status::BadReply, message));
        }
        let moment = self.moment.unwrap_or(now);
        // The service may know nothing of ends, and take an empty application for a missing one.
        let keys = keys.into_iter().filter(|key| key.holds_at(moment));
        let keys: Vec<_> = keys.filter(|key| self.is_for_application(key)).collect();
        match keys.is_empty() {
            true => Err(Error::new(Status::NotFound, "no web key matches")),
            false => Ok(keys),
        }
    }

    fn is_for_application(&self, key: &RegisteredKey) -> bool {
        let wanted = self.wanted.application();
        wanted.is_none_or(|wanted| key.application().unwrap_or_default() == wanted)
    }
}

/// Whether a holder is the wanted one. One type may be more exact than the other: a `NIHII` may be
/// that of a hospital.
pub(super) fn is_wanted(holder: &KeyHolder, wanted: &Identifier) -> bool {
    let (stated, searched) = (holder.identifier_type(), wanted.identifier_type());
    let family = stated.split('-').next().unwrap_or_default();
    holder.identifier() == wanted.value()
        && [stated, family]
            .iter()
            .any(|name| name.eq_ignore_ascii_case(searched))
}
