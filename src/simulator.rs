//! The platform's services on loopback, for tests, demonstrations and development: real
//! protocols and real cryptography, with people, organisations and a PKI that are made up
//! when it starts.

mod access_list;
mod assertion;
mod attribute_register;
mod connect;
mod etk_rest;
mod etk_soap;
mod fault;
mod foundation;
mod holder;
mod key_depot;
mod key_holder;
mod key_store;
mod kgss;
mod kgss_rest;
mod one_time;
mod pki;
mod problem;
mod query;
mod register;
mod schema;
mod server;
mod service;
mod soap_fault;
mod state;
mod sts;
mod sts_saml;
mod sts_ws_trust;
#[cfg(test)]
mod tests;
mod token;
mod web_key_store;

use crate::context::Clock;
use crate::error::Result;
use crate::x509::Certificate;
use connect::Connect;
use core::fmt;
use foundation::Foundation;
use key_depot::KeyDepotService;
use key_store::KeyStore;
use kgss::KeyService;
use server::Server;
use service::Service;
use state::State;
use std::net::{Ipv4Addr, SocketAddr, SocketAddrV4};
use std::path::Path;
use std::sync::Arc;
use sts::TokenService;
use web_key_store::WebKeyStore;

pub use fault::{Fault, SimulatedService};
pub use holder::Holder;

/// A free port of the loopback address.
const ANY_PORT: SocketAddr = SocketAddr::V4(SocketAddrV4::new(Ipv4Addr::LOCALHOST, 0));

/// The password of every key store that the simulator hands out.
const PASSWORD: &str = "test";

/// A running simulator: the ETK depot and the KGSS, both over SOAP and REST, the KeyDepot, the
/// secure token service over WS-Trust and the SAML protocol, and the realms of I.AM Connect.
///
/// It makes its keys when it starts, for which it uses two threads; then it listens on one
/// thread, with a further one for each request at work. Dropping it ends them all. Unless it has
/// a folder nothing is kept: the next one has other keys for the same holders.
pub struct Simulator {
    server: Server,
    service: Arc<Service>,
}

impl Simulator {
    /// Makes the PKI and starts to listen on a free port of 127.0.0.1.
    ///
    /// # Errors
    /// [`Status::Io`](crate::Status::Io) if there is no port or no thread to be had.
    pub fn start() -> Result<Self> {
        Self::start_at(ANY_PORT, None)
    }

    /// The same with a folder, which is made if it is not there: keys, certificates, tokens, and
    /// the keys of the KGSS with their access lists, those of the KeyDepot and those of the
    /// realms are those of the last start in it. Faults, the clock, open challenges and what was
    /// good for one time are not kept. The private keys lie there without encryption; the folder
    /// that is made is for its owner alone.
    ///
    /// # Errors
    /// [`Status::Io`](crate::Status::Io) also if the folder cannot be used, or another simulator
    /// uses it.
    pub fn start_in(folder: impl AsRef<Path>) -> Result<Self> {
        Self::start_at(ANY_PORT, Some(folder.as_ref()))
    }

    /// The same at this address, with or without a folder. It speaks HTTP without TLS, and
    /// nothing is secret that its holders keep: an address that others can reach is at the
    /// caller's own risk.
    ///
    /// # Errors
    /// [`Status::Io`](crate::Status::Io) also if the address cannot be listened on.
    pub fn start_at(address: SocketAddr, folder: Option<&Path>) -> Result<Self> {
        let state = folder.map(State::open).transpose()?;
        let foundation = match &state {
            Some(state) => Foundation::of(state, PASSWORD)?,
            None => Foundation::make(PASSWORD)?,
        };
        let state = state.map(Arc::new);
        let keys = state.clone().map(KeyStore::of);
        let keys = keys.transpose()?.unwrap_or_default();
        let web_keys = state.clone().map(WebKeyStore::of);
        let key_depot = KeyDepotService::new(web_keys.transpose()?.unwrap_or_default());
        let signer = foundation.assertion_signer()?;
        let token_service = TokenService::new(signer, foundation.issuing, foundation.root);
        let key_service = KeyService::new(&foundation.register, keys, PASSWORD)?;
        let connect = Connect::new(&foundation.register, state.as_deref())?;
        let service = Service::new(
            foundation.register,
            token_service,
            key_service,
            connect,
            key_depot,
        );
        let service = Arc::new(service);
        let server = Server::start(Arc::clone(&service), address)?;
        let origin = format!("http://{}", server.address());
        service.connect().set_origin(origin);
        Ok(Self { server, service })
    }

    /// The base URL of the REST services: the ETK depot, the KGSS and the KeyDepot.
    pub fn rest_url(&self) -> String {
        format!("http://{}{}", self.server.address(), service::REST_PATH)
    }

    /// The URL of the SOAP depot.
    pub fn soap_url(&self) -> String {
        format!("http://{}{}", self.server.address(), service::SOAP_PATH)
    }

    /// The URL of the KGSS.
    pub fn kgss_url(&self) -> String {
        format!("http://{}{}", self.server.address(), service::KGSS_PATH)
    }

    /// The URL of the secure token service that speaks WS-Trust.
    pub fn ws_trust_url(&self) -> String {
        format!("http://{}{}", self.server.address(), service::WS_TRUST_PATH)
    }

    /// The URL of the secure token service that speaks the SAML 1.1 protocol.
    pub fn saml_url(&self) -> String {
        format!("http://{}{}", self.server.address(), service::SAML_PATH)
    }

    /// The URL of the realm `M2M` of I.AM Connect, where software logs on. Each holder has a
    /// client there, with the key of his authentication certificate; its name is the type of the
    /// identifier, the identifier and, if there is one, the application, all in lower case with a
    /// hyphen in between: `cbe-0200000142-labx`.
    pub fn realm_url(&self) -> String {
        self.service.connect().realm_url(connect::MACHINES)
    }

    /// The URL of the realm `healthcare` of I.AM Connect, where people log on.
    pub fn user_realm_url(&self) -> String {
        self.service.connect().realm_url(connect::PEOPLE)
    }

    /// An access token of the realm `healthcare`, as a person has it who logged on in a browser;
    /// valid for five minutes. There are those of the holders with an SSIN.
    pub fn user_token(&self, ssin: &str) -> Option<String> {
        let now = self.service.now();
        self.service.connect().user_token(ssin, now)
    }

    /// The certificate that the secure token service signs assertions with.
    pub fn token_service_certificate(&self) -> &Certificate {
        self.service.assertion_signer().certificate()
    }

    /// Has the services live at another moment from now on: for what expires. Certificates and
    /// tokens are valid from the day before the simulator started.
    pub fn set_clock(&self, clock: Clock) {
        self.service.set_clock(clock);
    }

    /// The root certificates that all certificates of the simulator lead to.
    pub fn trust_anchors(&self) -> &[Certificate] {
        self.service.register().trust_anchors()
    }

    /// The password of the key stores.
    pub fn password(&self) -> &str {
        PASSWORD
    }

    /// Everybody who has a key store and a token.
    pub fn holders(&self) -> impl Iterator<Item = &Holder> {
        self.service.register().holders()
    }

    /// The key store (PKCS#12 in the eHealth layout) of a holder; `application` is empty for
    /// none.
    pub fn store(
        &self,
        identifier_type: &str,
        identifier: &str,
        application: &str,
    ) -> Option<Vec<u8>> {
        let register = self.service.register();
        let record = register.record(identifier_type, identifier, application)?;
        Some(record.store().to_vec())
    }

    /// What stands for the eID card of a person: a key store with the entries `authentication`
    /// and `signature`, both RSA. There are those of the holders with an SSIN, but for one.
    pub fn card(&self, ssin: &str) -> Option<Vec<u8>> {
        Some(self.service.register().card(ssin)?.to_vec())
    }

    /// The encryption token of a holder, as the depots serve it; `application` is empty for
    /// none.
    pub fn token(
        &self,
        identifier_type: &str,
        identifier: &str,
        application: &str,
    ) -> Option<Vec<u8>> {
        let register = self.service.register();
        let record = register.record(identifier_type, identifier, application)?;
        Some(record.token().to_vec())
    }

    /// Lets the next requests meet this fault, as many as `times`, whichever service they are
    /// for; it replaces all that are still set, and with 0 the services work again.
    pub fn set_fault(&self, fault: Fault, times: u32) {
        self.service.faults().set(fault, times);
    }

    /// Lets the next requests to one service meet this fault, as many as `times`; it replaces
    /// the one of this service that is still set, and comes before one for any service.
    pub fn set_fault_of(&self, service: SimulatedService, fault: Fault, times: u32) {
        self.service.faults().set_of(service, fault, times);
    }
}

impl fmt::Debug for Simulator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Simulator({})", self.server.address())
    }
}
