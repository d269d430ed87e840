//! Opens the answers of the KGSS, and takes them from nobody else.

use super::Reader;
use crate::context::{Context, SigningPolicy};
use crate::depot::Identifier;
use crate::error::{Error, Result, Status};
use crate::keys::{Holder, Identity, SecretKey, Token};
use crate::secret::Secret;
use crate::unseal::Unsealer;
use crate::verdict::Report;
use crate::x509::Certificate;
use std::sync::Arc;

/// What an answer is opened and judged with.
pub(super) struct Opener {
    unsealer: Unsealer,
    service: Identifier,
    /// The KGSS's own certificate, where no trust anchor vouches for another one.
    only: Option<Certificate>,
}

/// The context, taking the signatures of organisations whatever else the caller takes: the KGSS is
/// one, and those whom the caller hears may all have web keys.
fn for_organizations(context: &Context) -> Context {
    let mut rules = context.validation().clone();
    rules.signing_policies = vec![
        SigningPolicy::EhealthCertificate,
        SigningPolicy::EllipticCurve,
    ];
    context.clone().with_validation(rules)
}

impl Opener {
    /// Opens what is sealed for this reader by the KGSS, which has this token.
    pub(super) fn new(
        context: &Arc<Context>,
        identity: &Arc<Identity>,
        reader: &Reader,
        service: &Identifier,
        token: &Token,
    ) -> Result<Self> {
        let mut unsealer = Unsealer::new(Arc::new(for_organizations(context)));
        match reader {
            Reader::Holder(_) => unsealer.add_identity(Arc::clone(identity)),
            Reader::FreshKey(key) => {
                unsealer.add_secret_key(&SecretKey::new(&key.identifier, key.key.as_bytes())?);
            }
        }
        let is_judged = context.trust_anchors().is_some();
        Ok(Self {
            unsealer,
            service: service.clone(),
            only: (!is_judged).then(|| token.authentication_certificate().clone()),
        })
    }

    /// The content of an answer that the KGSS signed.
    pub(super) fn open(&self, sealed: &[u8]) -> Result<Secret> {
        let unsealed = self.unsealer.unseal(sealed).map_err(|refusal| {
            let message = "the answer of the KGSS is not sealed as it must be";
            Error::new(Status::BadReply, message).caused_by(refusal.error)
        })?;
        if !self.is_from_service(&unsealed.report) {
            return Err(Error::new(
                Status::BadReply,
                "the answer was not signed by the KGSS",
            ));
        }
        Ok(unsealed.content)
    }

    /// Whether both layers were signed by the KGSS. A layer without a certificate of its own has
    /// that of the outer one.
    fn is_from_service(&self, report: &Report) -> bool {
        let outer = report.authentication_certificate();
        let inner = report.inner().certificate().or(outer);
        [outer, inner]
            .iter()
            .all(|signer| signer.is_some_and(|signer| self.is_service(signer)))
    }

    fn is_service(&self, signer: &Certificate) -> bool {
        is_named(signer, &self.service) && self.only.as_ref().is_none_or(|only| only == signer)
    }
}

/// Whether a certificate is for this holder and this application.
pub(super) fn is_named(certificate: &Certificate, service: &Identifier) -> bool {
    let holder = Holder::of(certificate.subject());
    holder.kind == service.identifier_type()
        && holder.identifier == service.value()
        && holder.application == service.application().unwrap_or_default()
}
