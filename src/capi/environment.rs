//! Environment: which of the platform's.

use crate::error::{Error, Result, Status};
use crate::transport::Environment;

/// The platform's integration environment, for its own tests.
pub const ETEE_ENVIRONMENT_INTEGRATION: i32 = 1;
/// The platform's acceptance environment, for software makers.
pub const ETEE_ENVIRONMENT_ACCEPTANCE: i32 = 2;
/// The platform's production environment.
pub const ETEE_ENVIRONMENT_PRODUCTION: i32 = 3;

/// The environment with this number.
pub(super) fn environment(number: i32) -> Result<Environment> {
    match number {
        ETEE_ENVIRONMENT_INTEGRATION => Ok(Environment::Integration),
        ETEE_ENVIRONMENT_ACCEPTANCE => Ok(Environment::Acceptance),
        ETEE_ENVIRONMENT_PRODUCTION => Ok(Environment::Production),
        _ => Err(Error::new(
            Status::InvalidArgument,
            "there is no such environment",
        )),
    }
}
