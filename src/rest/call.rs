//! A request to a REST service, put together.

use super::{RestInterface, RestName};
use crate::error::Result;
use crate::transport::{Endpoints, Method, Reply, Request, Step};
use zeroize::Zeroize;

/// What is asked of a service, whatever its base URL is.
#[derive(Clone)]
pub(crate) struct RestCall {
    method: Method,
    /// The path and the query, to be appended to the base URL.
    target: String,
    headers: Vec<(String, String)>,
    content: Option<(String, Vec<u8>)>,
    bearer: Option<String>,
}

impl RestCall {
    /// A call of the resource at this path, with these answers.
    pub(crate) fn new(
        method: Method,
        interface: &RestInterface,
        path: RestName,
        accepted: &[RestName],
    ) -> Self {
        let types = accepted.iter().chain(&[RestName::Problem]);
        let types: Vec<_> = types.map(|name| interface.get(*name)).collect();
        Self {
            method,
            target: interface.get(path).to_owned(),
            headers: vec![("Accept".to_owned(), types.join(", "))],
            content: None,
            bearer: None,
        }
    }

    /// Goes on below the path.
    pub(crate) fn segment(mut self, segment: &str) -> Self {
        self.target.push('/');
        self.target.push_str(&percent_encoded(segment));
        self
    }

    /// Adds a parameter to the query. The path is complete then.
    pub(crate) fn parameter(mut self, name: &str, value: &str) -> Self {
        self.target
            .push(if self.target.contains('?') { '&' } else { '?' });
        self.target.push_str(&percent_encoded(name));
        self.target.push('=');
        self.target.push_str(&percent_encoded(value));
        self
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn content(mut self, media_type: &str, content: Vec<u8>) -> Self {
        self.content = Some((media_type.to_owned(), content));
        self
    }

    /// Sends an access token along, over TLS or to this machine only.
    pub(crate) fn bearer(mut self, token: &str) -> Self {
        self.bearer = Some(format!("Bearer {token}"));
        self
    }

    /// Calls the service at its endpoints, which are base URLs.
    ///
    /// # Errors
    /// [`Status::InvalidArgument`](crate::Status::InvalidArgument) if an access token would go
    /// over plain HTTP.
    pub(crate) fn step<T: 'static>(
        self,
        endpoints: &Endpoints,
        read: impl Fn(&Reply) -> Result<T> + Send + Sync + 'static,
    ) -> Result<Step<T>> {
        if self.bearer.is_some() {
            endpoints.check_confidential()?;
        }
        Ok(Step::call(endpoints, move |url| self.request(url), read))
    }

    fn request(&self, base_url: &str) -> Request {
        let url = format!("{}{}", base_url.trim_end_matches('/'), self.target);
        let mut request = Request::new(self.method, url);
        for (name, value) in &self.headers {
            request = request.with_header(name.clone(), value);
        }
        if let Some((media_type, content)) = &self.content {
            request = request.with_content(media_type, content.clone());
        }
        match &self.bearer {
            Some(token) => request.with_header("Authorization", token),
            None => request,
        }
    }
}

/// A token that is sent along may do all that its owner may, and a content may be a key.
impl Drop for RestCall {
    fn drop(&mut self) {
        self.bearer.zeroize();
        if let Some((_, content)) = &mut self.content {
            content.zeroize();
        }
    }
}

/// A value in a query or a form (RFC 3986, 2.3): all but unreserved characters as `%XX`.
pub(crate) fn percent_encoded(value: &str) -> String {
    let mut encoded = String::with_capacity(value.len());
    for octet in value.bytes() {
        if octet.is_ascii_alphanumeric() || b"-._~".contains(&octet) {
            encoded.push(char::from(octet));
        } else {
            encoded.push_str(&format!("%{octet:02X}"));
        }
    }
    encoded
}
