//! What takes the keys of the simulator's own people to show.

use super::{PASSWORD, Simulator};
use crate::auth::{LogOn, TokenService};
use crate::context::Context;
use crate::crypto::{SignatureScheme, Signer};
use crate::error::{Error, Result, Status};
use crate::keys::Identity;
use crate::keys::pkcs12::{Entry, Store};
use crate::limits::Limits;
use crate::transport::{HttpTransport, Transport};
use aws_lc_rs::digest::{Digest, SHA256};
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::{RSA_PKCS1_SHA256, RSA_PSS_SHA256, RsaEncoding};
use std::sync::Arc;

const EMMA: &str = "85010100115";

/// A card in a reader: the key does not leave it.
struct Reader(KeyPair);

impl Signer for Reader {
    fn sign(&self, scheme: SignatureScheme, digest: &[u8]) -> Result<Vec<u8>> {
        let padding: &dyn RsaEncoding = match scheme {
            SignatureScheme::RsaPssSha256 => &RSA_PSS_SHA256,
            _ => &RSA_PKCS1_SHA256,
        };
        let digest = Digest::import_less_safe(digest, &SHA256).unwrap();
        let mut signature = vec![0; self.0.public_modulus_len()];
        let signed = self.0.sign_digest(padding, &digest, &mut signature);
        signed.map_err(|_| Error::new(Status::HostFailed, "no"))?;
        Ok(signature)
    }
}

fn in_a_reader(card: &[u8]) -> Identity {
    let store = Store::read(card, PASSWORD, &Limits::default()).unwrap();
    let authentication = store.entries.into_iter().find_map(|entry| match entry {
        Entry::Key {
            alias,
            private_key,
            chain,
            ..
        } if alias == "authentication" => Some((private_key, chain)),
        _ => None,
    });
    let (key, chain) = authentication.unwrap();
    let reader = Reader(KeyPair::from_pkcs8(key.as_bytes()).unwrap());
    Identity::from_signer(Arc::new(reader), chain).unwrap()
}

#[test]
fn a_card_in_a_reader_logs_on() {
    let simulator = Simulator::start().unwrap();
    let limits = Limits::default();
    let card = Arc::new(in_a_reader(&simulator.card(EMMA).unwrap()));
    let store = simulator.store("SSIN", EMMA, "").unwrap();
    let own = Arc::new(Identity::from_pkcs12(&store, PASSWORD, &limits).unwrap());
    let context = Arc::new(Context::new());
    let transport: Arc<dyn Transport> = Arc::new(HttpTransport::builder(&limits).build().unwrap());
    for service in [
        TokenService::ws_trust(simulator.ws_trust_url(), transport.clone(), context.clone()),
        TokenService::saml(simulator.saml_url(), transport, context),
    ] {
        let log_on = LogOn::for_doctor(EMMA, Arc::clone(&own));
        let log_on = log_on.with_identification(Arc::clone(&card));
        let session = service.log_on(log_on).unwrap();
        let is_doctor = "urn:be:fgov:person:ssin:doctor:boolean";
        assert!(session.attributes().iter().any(|a| a.name() == is_doctor));
    }
}
