//! What the depots state about the holder of a key.

use super::holder::Holder;
use super::problem::Problem;
use crate::auth::uuid;
use serde_json::{Map, Value, json};

/// Seconds for which a statement is meant.
const LIFETIME: i64 = 3600;

/// The statement of a depot, made at this moment.
pub(super) fn statement(
    issuer: &str,
    holder: &Holder,
    now: i64,
) -> core::result::Result<Value, Problem> {
    let identifier = uuid().map_err(|_| Problem::failed())?;
    Ok(json!({
        "iss": issuer,
        "aud": "public",
        "iat": now,
        "exp": now.saturating_add(LIFETIME),
        "jti": identifier,
        "keyholder": description(holder),
    }))
}

/// A person has names, an enterprise one, and any other organisation states of which type it is.
fn description(holder: &Holder) -> Value {
    let (kind, identifier, name) = (holder.identifier_type(), holder.identifier(), holder.name());
    match kind {
        "SSIN" => {
            let (last, first) = name.split_once(' ').unwrap_or((name, ""));
            json!({ "person": { "ssin": identifier, "firstName": first, "name": last } })
        }
        "CBE" => json!({ "enterprise": { "cbe": identifier, "name": name } }),
        _ => {
            let family = kind.split('-').next().unwrap_or(kind);
            let mut organization = Map::new();
            organization.insert("type".to_owned(), kind.into());
            organization.insert(family.to_ascii_lowercase(), identifier.into());
            organization.insert("name".to_owned(), name.into());
            json!({ "organization": organization })
        }
    }
}
