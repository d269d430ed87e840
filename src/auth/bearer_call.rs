//! Calls of REST services with an access token.

use super::AccessTokens;
use crate::error::Result;
use crate::rest::RestCall;
use crate::transport::{Endpoints, Reply, Step};

impl AccessTokens {
    /// Calls a REST service with an access token, which may have to be got first.
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
        let endpoints = endpoints.clone();
        self.begin_use()?
            .then(move |token| call.bearer(token.as_str()).step(&endpoints, read))
    }
}
