//! Access tokens, and answers that a service would not give.

use super::platform::{Holder, Platform};
use etee::{AccessTokens, ConnectClient, Reply, Request, Result, Secret, TokenSupplier, Transport};
use std::sync::{Arc, Mutex};

/// A host that has one token, good or bad.
struct Host(String);

impl TokenSupplier for Host {
    fn access_token(&self) -> Result<Secret> {
        Ok(Secret::from(self.0.as_bytes()))
    }
}

/// This token, whatever it is.
pub fn supplied(token: &str) -> AccessTokens {
    AccessTokens::from_host(Arc::new(Host(token.to_owned())))
}

/// Those of a person who logged on.
pub fn of_person(platform: &Platform, ssin: &str) -> AccessTokens {
    supplied(&platform.simulator.user_token(ssin).unwrap())
}

/// Those of an enterprise's software.
pub fn of_enterprise(platform: &Platform, holder: Holder) -> AccessTokens {
    let (_, identifier, _) = holder;
    AccessTokens::from_client(ConnectClient::new(
        &platform.simulator.realm_url(),
        platform.transport(),
        platform.context(),
        &format!("cbe-{identifier}"),
        platform.identity(holder),
    ))
}

/// Answers every request with the same, and keeps what was asked.
pub struct Parrot {
    reply: Reply,
    seen: Mutex<Vec<Request>>,
}

impl Parrot {
    /// An empty media type is not sent.
    pub fn new(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Arc<Self> {
        let header = ("Content-Type".to_owned(), media_type.to_owned());
        let headers = if media_type.is_empty() {
            vec![]
        } else {
            vec![header]
        };
        Arc::new(Self {
            reply: Reply::new(status, headers, body.into()),
            seen: Mutex::default(),
        })
    }

    pub fn take(&self) -> Vec<Request> {
        std::mem::take(&mut self.seen.lock().unwrap())
    }
}

impl Transport for Parrot {
    fn send(&self, request: &Request) -> Result<Reply> {
        self.seen.lock().unwrap().push(request.clone());
        Ok(self.reply.clone())
    }
}

/// The value of a header of a request.
pub fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    let mut headers = request.headers();
    headers
        .find(|(other, _)| other.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}
