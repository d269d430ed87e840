//! The secure token service behind both of its protocols: who calls, what the platform vouches
//! for, and the challenges that are open.

use super::assertion::{AssertionSigner, Statement};
use super::attribute_register::Subject;
use super::register::Spoilt;
use super::server::{HttpReply, HttpRequest};
use super::soap_fault::SoapFault;
use crate::auth::{Assertion, Attribute, uuid};
use crate::context::Context;
use crate::error::Status;
use crate::keys::Holder;
use crate::limits::Limits;
use crate::soap::{SignatureRules, parse, verify_envelope};
use crate::trust::build_path;
use crate::x509::Certificate;
use roxmltree::Node;
use std::sync::{Arc, Mutex, PoisonError};

/// The longest session, in seconds, whatever is asked for.
const LONGEST: i64 = 24 * 60 * 60;
/// How many challenges may be open; the oldest make room.
const MAX_CHALLENGES: usize = 1000;
/// For how many seconds a challenge may be answered.
const CHALLENGE_LIFETIME: i64 = 5 * 60;

/// Where the value of a signature begins, and how a longer one would.
const SIGNATURE_VALUE: &str = "<ds:SignatureValue>";
const OTHER_VALUE: &str = "<ds:SignatureValue>AAAA";

#[derive(Clone)]
pub(super) struct TokenService {
    signer: Arc<AssertionSigner>,
    context: Context,
    /// The authorities below the root.
    authorities: Vec<Certificate>,
    anchors: Vec<Certificate>,
    challenges: Arc<Mutex<Vec<Challenge>>>,
    /// What is wrong with its assertions.
    spoilt: Option<Spoilt>,
}

/// Why a request is refused: the code of a fault with its prefix, or one of the platform that
/// begins with `SOA-`; and a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) code: &'static str,
    pub(super) message: &'static str,
}

/// The result of work on a request.
pub(super) type Outcome<T> = core::result::Result<T, Refusal>;

/// What a caller wants an assertion to say.
#[derive(Clone)]
pub(super) struct Wanted {
    pub(super) said: Vec<Attribute>,
    pub(super) asked: Vec<Attribute>,
    /// When the session is to end.
    pub(super) expires: i64,
    /// The certificate that identifies the caller.
    pub(super) identification: Certificate,
    /// The certificate of the key that the session is to be bound to.
    pub(super) holder: Certificate,
}

/// A request that waits for the holder of the key to sign.
pub(super) struct Challenge {
    text: String,
    /// The Context of the request.
    pub(super) context: String,
    pub(super) wanted: Wanted,
    made: i64,
}

pub(super) const UNTRUE: Refusal = Refusal {
    code: "ws-trust:RequestFailed",
    message: "what is said of the caller is not true",
};
pub(super) const SCHEMA: Refusal = Refusal {
    code: "SOA-03006",
    message: "XSD compliance failure",
};

impl TokenService {
    /// The service of this signer, for callers with certificates of this authority below the
    /// root.
    pub(super) fn new(signer: AssertionSigner, issuing: Certificate, root: Certificate) -> Self {
        Self {
            signer: Arc::new(signer),
            context: Context::new(),
            authorities: vec![issuing],
            anchors: vec![root],
            challenges: Arc::default(),
            spoilt: None,
        }
    }

    /// The same service, whose assertions have something wrong.
    pub(super) fn spoilt(&self, spoilt: Option<Spoilt>) -> Self {
        Self {
            spoilt,
            ..self.clone()
        }
    }

    pub(super) fn signer(&self) -> &AssertionSigner {
        &self.signer
    }

    /// Answers a request by what a protocol makes of the signed body and the certificate that
    /// signed it.
    pub(super) fn answer(
        &self,
        request: &HttpRequest,
        now: i64,
        respond: impl FnOnce(Node<'_, '_>, Certificate) -> Outcome<String>,
    ) -> HttpReply {
        match self.open(&request.body, now, respond) {
            Ok(body) => HttpReply::soap(200, &body),
            Err(refusal) => refusal.fault(),
        }
    }

    /// Verifies an envelope that is signed with the key of an X.509 certificate.
    fn open(
        &self,
        message: &[u8],
        now: i64,
        respond: impl FnOnce(Node<'_, '_>, Certificate) -> Outcome<String>,
    ) -> Outcome<String> {
        let document = parse(message, &Limits::default()).map_err(|_| Refusal {
            code: "SOA-03002",
            message: "Not a SOAP message",
        })?;
        let verified = verify_envelope(&document, now, SignatureRules::default());
        let verified = verified.map_err(|error| match error.status() {
            Status::Unsupported => Refusal {
                code: "wsse:UnsupportedAlgorithm",
                message: "the algorithm or the token is not supported",
            },
            _ => Refusal {
                code: "wsse:InvalidSecurity",
                message: "the security header is not valid",
            },
        })?;
        if verified.assertion.is_some() {
            return Err(Refusal {
                code: "wsse:UnsupportedSecurityToken",
                message: "an X.509 certificate is needed",
            });
        }
        self.check_certificate(&verified.certificate, now)?;
        respond(verified.body, verified.certificate)
    }

    /// A certificate has to be valid now and to lead to the root.
    fn check_certificate(&self, certificate: &Certificate, now: i64) -> Outcome<()> {
        let pool = &self.authorities;
        match build_path(&self.context, certificate, pool, &self.anchors, now) {
            Ok(_) => Ok(()),
            Err(_) => Err(Refusal {
                code: "wsse:FailedAuthentication",
                message: "the certificate is not trusted",
            }),
        }
    }

    /// The assertion for a caller who proved to have both keys.
    pub(super) fn issue(&self, wanted: &Wanted, now: i64) -> Outcome<String> {
        self.check_certificate(&wanted.holder, now)?;
        let subject = Subject {
            identification: Holder::of(wanted.identification.subject()),
            holder_of_key: Holder::of(wanted.holder.subject()),
        };
        let attributes = subject.vouch(&wanted.said, &wanted.asked).ok_or(UNTRUE)?;
        self.sign(&attributes, &wanted.holder, wanted.expires, now)
    }

    /// The same assertion for a longer time, if it is one of ours, valid, and the caller is its
    /// holder.
    pub(super) fn renew(
        &self,
        old: Node<'_, '_>,
        caller: &Certificate,
        expires: i64,
        now: i64,
    ) -> Outcome<String> {
        let refused = |message| Refusal {
            code: "ws-trust:UnableToRenew",
            message,
        };
        let old: Assertion = self.signer.verify(old, now).map_err(refused)?;
        if old.holder() != caller {
            return Err(refused("the caller is not the holder of the assertion"));
        }
        self.sign(old.attributes(), old.holder(), expires, now)
    }

    fn sign(
        &self,
        attributes: &[Attribute],
        holder: &Certificate,
        expires: i64,
        now: i64,
    ) -> Outcome<String> {
        if expires <= now {
            return Err(Refusal {
                code: "ws-trust:InvalidTimeRange",
                message: "the session would be over",
            });
        }
        let end = expires.min(now.saturating_add(LONGEST));
        let validity = match self.spoilt {
            Some(Spoilt::Validity) => (now - 2 * LONGEST, now - LONGEST),
            _ => (now, end),
        };
        let statement = |id: &str| {
            self.signer.sign(&Statement {
                id,
                validity,
                attributes,
                holder,
            })
        };
        let signed = uuid().and_then(|id| statement(&format!("_{id}")));
        let signed = signed.map_err(|_| broken())?;
        Ok(match self.spoilt {
            Some(Spoilt::Signature) => signed.replacen(SIGNATURE_VALUE, OTHER_VALUE, 1),
            _ => signed,
        })
    }

    /// Has the holder of the key sign before the assertion is issued. What could not be issued is
    /// refused at once.
    pub(super) fn challenge(&self, context: &str, wanted: Wanted, now: i64) -> Outcome<String> {
        self.issue(&wanted, now)?;
        let text = uuid().map_err(|_| broken())?;
        let mut challenges = self
            .challenges
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        challenges.retain(|challenge| challenge.is_open(now));
        if challenges.len() >= MAX_CHALLENGES {
            challenges.remove(0);
        }
        challenges.push(Challenge {
            text: text.clone(),
            context: context.to_owned(),
            wanted,
            made: now,
        });
        Ok(text)
    }

    /// The challenge that is answered. It can be answered once.
    pub(super) fn take_challenge(&self, text: &str, now: i64) -> Option<Challenge> {
        let mut challenges = self
            .challenges
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let place = challenges
            .iter()
            .position(|challenge| challenge.text == text)?;
        Some(challenges.remove(place)).filter(|challenge| challenge.is_open(now))
    }
}

impl Challenge {
    fn is_open(&self, now: i64) -> bool {
        now.saturating_sub(self.made) < CHALLENGE_LIFETIME
    }
}

impl Refusal {
    fn fault(self) -> HttpReply {
        let fault = if self.code.starts_with("SOA-") {
            SoapFault::consumer(self.code, self.message)
        } else {
            SoapFault::standard(self.code, self.message)
        };
        fault.reply()
    }
}

fn broken() -> Refusal {
    Refusal {
        code: "ws-trust:RequestFailed",
        message: "the simulator could not make an assertion",
    }
}

#[cfg(test)]
mod tests;
