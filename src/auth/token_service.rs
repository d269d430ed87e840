//! The secure token service (STS).

use super::assertion::{ASSERTION_ID, CLOCK_SKEW, SIGNATURE};
use super::log_on::credential;
use super::random_name::uuid;
use super::saml_protocol::{self, Query, REQUEST_ID};
use super::ws_trust::{self, Answer};
use super::{Assertion, LogOn, Session};
use crate::context::Context;
use crate::error::{Error, Result, Status};
use crate::keys::Identity;
use crate::soap::{
    SecuredEnvelope, SecurityToken, SignaturePlace, SignatureRules, base64, children, parse,
    parse_reply, post, reply_body, sign_enveloped, verify_enveloped,
};
use crate::transport::{Endpoints, Environment, Step, Transport};
use crate::trust::{PathFault, build_path};
use crate::x509::{Certificate, KeyUsage};
use core::fmt;
use roxmltree::Node;
use std::sync::Arc;

/// For how many seconds a request is valid once it is signed, as on the platform.
const REQUEST_LIFETIME: i64 = 60;

/// Opens sessions at the platform's secure token service, over WS-Trust 1.3 or over the older
/// SAML 1.1 protocol; both give the same sessions. Cloning is cheap; many threads may use one.
///
/// An assertion is taken only if it is signed whole, is valid now, and is for the holder of the
/// key that was asked for and for nobody else. Who signed it is judged only if there is a
/// [`Self::with_trust_anchor`]: without, that rests on TLS to the service alone.
#[derive(Clone)]
pub struct TokenService(Arc<Parts>);

#[derive(Clone)]
struct Parts {
    protocol: Protocol,
    endpoints: Endpoints,
    transport: Arc<dyn Transport>,
    context: Arc<Context>,
    anchors: Vec<Certificate>,
    rules: SignatureRules,
}

#[derive(Clone, Copy, Debug)]
enum Protocol {
    WsTrust,
    Saml,
}

impl TokenService {
    /// The service that speaks WS-Trust 1.3, at this URL or these. The context gives the limits
    /// and the clock.
    pub fn ws_trust(
        at: impl Into<Endpoints>,
        transport: Arc<dyn Transport>,
        context: Arc<Context>,
    ) -> Self {
        Self::new(Protocol::WsTrust, at.into(), transport, context)
    }

    /// The service that speaks WS-Trust 1.3, of an environment.
    pub fn ws_trust_for(
        environment: Environment,
        transport: Arc<dyn Transport>,
        context: Arc<Context>,
    ) -> Self {
        let url = environment.soap_url("/IAM/SecurityTokenService/v1");
        Self::ws_trust(url, transport, context)
    }

    /// The service that speaks the SAML 1.1 protocol, at this URL or these. It cannot renew: a
    /// session that comes to its end is opened anew.
    pub fn saml(
        at: impl Into<Endpoints>,
        transport: Arc<dyn Transport>,
        context: Arc<Context>,
    ) -> Self {
        Self::new(Protocol::Saml, at.into(), transport, context)
    }

    /// The service that speaks the SAML 1.1 protocol, of an environment.
    pub fn saml_for(
        environment: Environment,
        transport: Arc<dyn Transport>,
        context: Arc<Context>,
    ) -> Self {
        let url = environment.soap_url("/IAM/Saml11TokenService/v1");
        Self::saml(url, transport, context)
    }

    fn new(
        protocol: Protocol,
        endpoints: Endpoints,
        transport: Arc<dyn Transport>,
        context: Arc<Context>,
    ) -> Self {
        Self(Arc::new(Parts {
            protocol,
            endpoints,
            transport,
            context,
            anchors: Vec::new(),
            rules: SignatureRules::default(),
        }))
    }

    /// Takes assertions only from signers whose certificate is this one or leads to it. May be
    /// called again for more of them.
    ///
    /// Any certificate below an anchor will do, that of another customer of the same authority
    /// too. So the best anchor is the certificate of the token service itself.
    #[must_use]
    pub fn with_trust_anchor(mut self, anchor: Certificate) -> Self {
        Arc::make_mut(&mut self.0).anchors.push(anchor);
        self
    }

    /// Takes assertions that are signed with SHA-1 too, which the platform has not made since
    /// October 2023. Requests are signed with SHA-256 in any case.
    #[must_use]
    pub fn allow_sha1(mut self) -> Self {
        Arc::make_mut(&mut self.0).rules.allows_sha1 = true;
        self
    }

    /// Opens a session.
    ///
    /// # Errors
    /// [`Status::InvalidArgument`] if the request says what cannot be sent;
    /// [`Status::KeyNotFound`] if an identity lacks its authentication key;
    /// [`Status::ServiceRefused`] with the code of the service; [`Status::BadReply`] if the
    /// answer is not one to the request, or the assertion not one to be taken; and those of a
    /// transport and of a host that signs.
    pub fn log_on(&self, log_on: LogOn) -> Result<Session> {
        self.begin_log_on(log_on)?.run(self.transport())
    }

    /// Opens a session, by a host that sends the requests itself; see [`Step`]. A request is
    /// signed before it is handed out, and valid for a minute.
    ///
    /// # Errors
    /// Those of [`Self::log_on`].
    pub fn begin_log_on(&self, log_on: LogOn) -> Result<Step<Session>> {
        log_on.check()?;
        let service = self.clone();
        self.begin_issue(&log_on)?.then(move |assertion| {
            let session = Session::new(service, log_on, assertion);
            Ok(Step::Done(session))
        })
    }

    /// Takes up a session that [`Session::export`] gave. The request says how it was opened:
    /// with it the session is renewed. One that is over is taken too, and opened anew by the
    /// first call that needs it.
    ///
    /// # Errors
    /// [`Status::Malformed`] if the octets are no assertion; [`Status::SignatureInvalid`] if they
    /// were changed; [`Status::CertificateUntrusted`] or [`Status::CertificateExpired`] if their
    /// signer was not to be trusted then; [`Status::KeyNotFound`] if the session is bound to
    /// another key.
    pub fn load(&self, exported: &[u8], log_on: LogOn) -> Result<Session> {
        log_on.check()?;
        let holder = log_on.holder_of_key();
        let assertion = self.examine(exported, holder).map_err(|error| {
            // What is not XML is the fault of a service in an answer, but of the caller here.
            match error.status() {
                Status::BadReply => Error::malformed("the octets are no assertion"),
                _ => error,
            }
        })?;
        if assertion.holder().spki() != credential(holder)?.certificate().spki() {
            return Err(Error::new(
                Status::KeyNotFound,
                "the session is bound to another key",
            ));
        }
        Ok(Session::new(self.clone(), log_on, assertion))
    }

    /// Asks for a new assertion.
    fn begin_issue(&self, log_on: &LogOn) -> Result<Step<Assertion>> {
        match self.0.protocol {
            Protocol::WsTrust => {
                let context = uuid()?;
                let holder = credential(log_on.holder_of_key())?.certificate();
                let body = ws_trust::issue(&context, log_on, holder, self.now())?;
                self.begin_ws_trust(&body, log_on.identification(), context, log_on)
            }
            Protocol::Saml => self.begin_saml(log_on),
        }
    }

    /// Asks for an assertion in place of this one.
    pub(super) fn begin_renewal(&self, log_on: &LogOn, old: &Assertion) -> Result<Step<Assertion>> {
        let now = self.now();
        match self.0.protocol {
            Protocol::WsTrust if old.is_valid(now, CLOCK_SKEW) => {
                let context = uuid()?;
                let body = ws_trust::renew(&context, log_on, old, &uuid()?, now)?;
                self.begin_ws_trust(&body, log_on.holder_of_key(), context, log_on)
            }
            _ => self.begin_issue(log_on),
        }
    }

    /// Sends a request, and signs the challenge if there is one.
    fn begin_ws_trust(
        &self,
        body: &str,
        signer: &Identity,
        context: String,
        log_on: &LogOn,
    ) -> Result<Step<Assertion>> {
        let asked = context.clone();
        let read = move |element: Node<'_, '_>| ws_trust::read(element, &asked);
        let step = self.call(ws_trust::REQUEST_ACTION, body, signer, read)?;
        let (service, log_on) = (self.clone(), log_on.clone());
        step.then(move |answer| match answer {
            Answer::Token(xml) => Ok(Step::Done(service.accept(&xml, &log_on)?)),
            Answer::Challenge(challenge) => service.begin_response(&challenge, context, log_on),
        })
    }

    /// Proves to have the key that the session is to be bound to.
    fn begin_response(
        &self,
        challenge: &str,
        context: String,
        log_on: LogOn,
    ) -> Result<Step<Assertion>> {
        let body = ws_trust::challenge_response(&context, challenge);
        let read = move |element: Node<'_, '_>| ws_trust::read(element, &context);
        let holder = log_on.holder_of_key();
        let step = self.call(ws_trust::CHALLENGE_ACTION, &body, holder, read)?;
        let service = self.clone();
        step.then(move |answer| match answer {
            Answer::Token(xml) => Ok(Step::Done(service.accept(&xml, &log_on)?)),
            Answer::Challenge(_) => Err(bad("the answer to a challenge is a challenge")),
        })
    }

    fn begin_saml(&self, log_on: &LogOn) -> Result<Step<Assertion>> {
        let holder = credential(log_on.holder_of_key())?;
        let request_id = format!("request-{}", uuid()?);
        let query = Query {
            log_on,
            holder: holder.certificate(),
            request_id: &request_id,
            assertion_id: &format!("assertion-{}", uuid()?),
            now: self.now(),
        };
        let mut body = query.write()?;
        if log_on.has_two_keys() {
            let (key, certificate) = (holder.signing_key()?, holder.certificate());
            body = sign_enveloped(&body, REQUEST_ID, SignaturePlace::First, key, certificate)?;
        }
        let read = move |element: Node<'_, '_>| saml_protocol::read(element, &request_id);
        let signer = log_on.identification();
        let step = self.call(saml_protocol::REQUEST_ACTION, &body, signer, read)?;
        let (service, log_on) = (self.clone(), log_on.clone());
        step.then(move |xml| Ok(Step::Done(service.accept(&xml, &log_on)?)))
    }

    /// Sends a body in an envelope that this identity signs.
    fn call<T: 'static>(
        &self,
        action: &'static str,
        body: &str,
        signer: &Identity,
        read: impl Fn(Node<'_, '_>) -> Result<T> + Send + Sync + 'static,
    ) -> Result<Step<T>> {
        let credential = credential(signer)?;
        let envelope = SecuredEnvelope {
            body,
            key: credential.signing_key()?,
            token: SecurityToken::Certificate(credential.certificate()),
            created: self.now(),
            lifetime: REQUEST_LIFETIME,
        };
        let envelope = envelope.write()?;
        let request = move |url: &str| post(url, action, &envelope);
        let context = Arc::clone(&self.0.context);
        Ok(Step::call(&self.0.endpoints, request, move |reply| {
            let document = parse_reply(reply, context.limits())?;
            read(reply_body(reply, &document)?)
        }))
    }

    /// Takes an assertion that was issued just now.
    fn accept(&self, xml: &str, log_on: &LogOn) -> Result<Assertion> {
        let holder = log_on.holder_of_key();
        let assertion = self.examine(xml.as_bytes(), holder).map_err(|cause| {
            bad("the service sent an assertion that is not to be taken").caused_by(cause)
        })?;
        if Some(assertion.holder()) != holder.authentication_certificate() {
            return Err(bad("the service sent an assertion for another key"));
        }
        if !assertion.is_valid(self.now(), CLOCK_SKEW) {
            return Err(bad("the service sent an assertion that is not valid now"));
        }
        Ok(assertion)
    }

    /// Reads an assertion and verifies its signature. Whom it is for and whether it is valid now
    /// is for the caller to say.
    fn examine(&self, xml: &[u8], holder: &Identity) -> Result<Assertion> {
        let document = parse(xml, self.0.context.limits())?;
        let element = document.root_element();
        let assertion = Assertion::read(element)?;
        let signer = verify_enveloped(element, ASSERTION_ID, self.0.rules)?;
        if !self.0.anchors.is_empty() {
            let mut pool = enclosed_certificates(element);
            pool.extend_from_slice(holder.certificate_chain());
            self.judge_signer(&signer, &pool, &assertion)?;
        }
        Ok(assertion)
    }

    /// Judges the certificate that signed an assertion at the present moment, or where the
    /// assertion is over at the last one of its validity.
    fn judge_signer(
        &self,
        signer: &Certificate,
        pool: &[Certificate],
        assertion: &Assertion,
    ) -> Result<()> {
        let last = assertion.not_on_or_after().saturating_sub(1);
        let moment = self.now().min(last);
        let parts = &*self.0;
        match build_path(&parts.context, signer, pool, &parts.anchors, moment) {
            Ok(_) if signer.key_usage().is_none() => Ok(()),
            Ok(_) if signer.has_key_usage(KeyUsage::DigitalSignature) => Ok(()),
            Err(PathFault::Expired) => Err(Error::new(
                Status::CertificateExpired,
                "the certificate of the token service had expired",
            )),
            Ok(_) | Err(PathFault::Untrusted) => Err(Error::new(
                Status::CertificateUntrusted,
                "the certificate of the token service is not trusted",
            )),
        }
    }

    /// The present moment.
    pub(super) fn now(&self) -> i64 {
        self.0.context.now()
    }

    pub(super) fn transport(&self) -> &dyn Transport {
        &*self.0.transport
    }
}

/// The certificates in the signature of an element, which may lead from its signer to an anchor.
fn enclosed_certificates(element: Node<'_, '_>) -> Vec<Certificate> {
    children(element, Some(SIGNATURE), "Signature")
        .flat_map(|signature| children(signature, Some(SIGNATURE), "KeyInfo"))
        .flat_map(|info| children(info, Some(SIGNATURE), "X509Data"))
        .flat_map(|data| children(data, Some(SIGNATURE), "X509Certificate"))
        .filter_map(|element| Certificate::from_der(&base64(element).ok()?).ok())
        .collect()
}

fn bad(message: &'static str) -> Error {
    Error::new(Status::BadReply, message)
}

/// Shows which protocol, not where: a URL may hold credentials.
impl fmt::Debug for TokenService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TokenService({:?})", self.0.protocol)
    }
}
