//! Calls of REST services with an access token.

use super::AccessTokens;
use crate::error::Result;
use crate::rest::RestCall;
use crate::transport::{Endpoints, Reply, Step};

/// What a service answers that does not take an access token.
const UNAUTHORIZED: u16 = 401;

impl AccessTokens {
    /// Calls a REST service with an access token, which may have to be got first. One that the service
    /// does not take is not used again.
    ///
    /// # Errors
    /// [`Status::InvalidArgument`](crate::Status::InvalidArgument) if the token would go over
    /// plain HTTP, before it is asked for; those of getting a token.
    pub(crate) fn call<T: 'static>(
        &self,
        call: RestCall,
        endpoints: &Endpoints,
        read: impl Fn(&Reply) -> Result<T> + Send + Sync + 'static,
    ) -> Result<Step<T>> {
        endpoints.check_confidential()?;
        let (endpoints, tokens) = (endpoints.clone(), self.clone());
        self.begin_use()?.then(move |token| {
            let step = call.bearer(token.as_str()).step(&endpoints, read)?;
            step.finally(move |outcome| {
                outcome.inspect_err(|error| {
                    if error.http_status() == Some(UNAUTHORIZED) {
                        tokens.discard(&token);
                    }
                })
            })
        })
    }
}
