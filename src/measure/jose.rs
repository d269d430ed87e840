//! Claims, to be held against other people's.

use crate::error::Result;
use crate::jose::{ClaimRules, Claims};
use crate::limits::Limits;

/// Checks the claims in a payload as of this moment, and gives the `sub`.
pub fn check_claims(payload: &[u8], issuer: &str, audience: &str, now: i64) -> Result<String> {
    let claims = Claims::parse(payload, &Limits::default())?;
    claims.check(&ClaimRules {
        now,
        skew: 60,
        issuer: Some(issuer),
        audience: Some(audience),
        lifetime: None,
    })?;
    Ok(claims.text("sub")?.unwrap_or_default().to_owned())
}
