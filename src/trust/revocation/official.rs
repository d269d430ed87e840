//! OCSP as the official library judges it: constant for constant, with what it leaves out.
//!
//! It does not look at the names in a response, at its freshness if it came embedded, or at
//! any certificate but the signer's own, and anyone whom a trusted CA certified may answer.

use super::crl::CrlOutcome;
use super::fetch::Fetcher;
use super::{Revocation, RevocationOutcome, RevocationVerdict, not_after, official_crl};
use crate::asn1::oid;
use crate::cms::RevocationValues;
use crate::context::OcspPolicy;
use crate::error::{Error, Result, Status};
use crate::finding::{Finding, Warning};
use crate::trust::path::{PathFault, in_order, official_path};
use crate::x509::{BasicOcspResponse, CertStatus, Certificate, ocsp_request};

pub(super) fn judge(question: &Revocation<'_>) -> RevocationVerdict {
    let policy = question.context.validation().ocsp_policy;
    let responses = question
        .values
        .map(|values| values.ocsp_responses.as_slice());
    let embedded = responses.and_then(<[Vec<u8>]>::first);
    let mut official = Official {
        question,
        anchors: question.context.trust_anchors().unwrap_or_default(),
        now: question.context.now(),
        fetcher: Fetcher::new(question.context),
    };
    let answer = match (policy, embedded) {
        (OcspPolicy::None, _) => return RevocationVerdict::valid(),
        (OcspPolicy::ReceiverMandatory, _) | (OcspPolicy::ReceiverOptional, None) => {
            official.online()
        }
        (OcspPolicy::SenderOptional, None) => {
            let mut verdict = RevocationVerdict::valid();
            verdict.warnings.push(Warning::OcspNotEmbedded);
            return verdict;
        }
        (OcspPolicy::SenderMandatory, None) => Err(Fault::Findings(vec![Finding::OcspNotEmbedded])),
        (_, Some(response)) => match official.judge_response(response.clone()) {
            Err(Fault::ResponderExpired | Fault::ResponderRevoked) => official.online(),
            answer => answer,
        },
    };
    match answer {
        Ok((outcome, evidence)) => RevocationVerdict {
            outcome,
            errors: Vec::new(),
            warnings: Vec::new(),
            evidence: Some(evidence),
        },
        Err(fault) => RevocationVerdict::unknown(fault.findings()),
    }
}

/// Why there is no status.
enum Fault {
    /// The official library throws, and has no word for it.
    Unspoken,
    ResponderExpired,
    ResponderRevoked,
    Findings(Vec<Finding>),
}

impl Fault {
    fn findings(self) -> Vec<Finding> {
        match self {
            Self::Unspoken => Vec::new(),
            Self::ResponderExpired => vec![Finding::OcspResponderExpired],
            Self::ResponderRevoked => vec![Finding::OcspResponderRevoked],
            Self::Findings(findings) => findings,
        }
    }

    fn untrusted() -> Self {
        Self::Findings(vec![Finding::OcspResponderTrust])
    }
}

impl From<Error> for Fault {
    fn from(_: Error) -> Self {
        Self::Unspoken
    }
}

struct Official<'a> {
    question: &'a Revocation<'a>,
    anchors: &'a [Certificate],
    now: i64,
    fetcher: Fetcher<'a>,
}

impl Official<'_> {
    /// Asks the responder, and judges its answer.
    fn online(&mut self) -> Result<(RevocationOutcome, RevocationValues), Fault> {
        let answer = self.ask()?;
        self.judge_response(answer)
    }

    /// An answer that belongs to our request and is in force.
    fn ask(&mut self) -> Result<Vec<u8>> {
        let certificate = self.question.certificate;
        let validation = self.question.context.validation();
        let named = certificate.ocsp_uris();
        let uri = validation.ocsp_uri.as_deref().or(named.first().copied());
        let (Some(uri), Some(issuer_key)) = (uri, certificate.authority_key_identifier()) else {
            return Err(Error::new(
                Status::NotFound,
                "a certificate does not tell which OCSP responder to ask",
            ));
        };
        let nonce = self.nonce();
        let request = ocsp_request(certificate, issuer_key, &nonce);
        let answer = self.fetcher.ocsp_response(uri, request)?;
        let response = BasicOcspResponse::parse(&answer)?;
        let skew = validation.clock_skew;
        let is_in_force = response.responses().iter().all(|single| {
            not_after(single.this_update, self.now, skew)
                && single
                    .next_update
                    .is_none_or(|next| not_after(self.now, next, skew))
        });
        if response.nonce() != Some(&nonce) || response.responses().is_empty() || !is_in_force {
            return Err(Error::new(
                Status::BadReply,
                "the OCSP responder answered another question",
            ));
        }
        Ok(answer)
    }

    /// The present moment in milliseconds, as the octets of a Java BigInteger.
    fn nonce(&self) -> Vec<u8> {
        let octets = self.now.max(1).saturating_mul(1000).to_be_bytes();
        let mut nonce: Vec<u8> = octets.into_iter().skip_while(|octet| *octet == 0).collect();
        if nonce.first().is_some_and(|first| *first >= 0x80) {
            nonce.insert(0, 0);
        }
        nonce
    }

    fn judge_response(
        &mut self,
        der: Vec<u8>,
    ) -> Result<(RevocationOutcome, RevocationValues), Fault> {
        let response = BasicOcspResponse::parse(&der)?;
        let crls = self.judge_responder(&response)?;
        let certificate = self.question.certificate;
        let moment = self.question.moment;
        let skew = self.question.context.validation().clock_skew;
        if !not_after(moment, response.produced_at(), skew) {
            return Err(Fault::Unspoken);
        }
        let mut about = response.responses().iter();
        let Some(single) = about.find(|single| single.has_serial_of(certificate)) else {
            return Err(Fault::Findings(vec![Finding::OcspResponseInvalid]));
        };
        let outcome = match single.status {
            CertStatus::Good => RevocationOutcome::Valid,
            CertStatus::Revoked(since) if moment < since => RevocationOutcome::Valid,
            CertStatus::Revoked(_) => RevocationOutcome::Revoked,
            // The library that the official one reads responses with cannot read this.
            CertStatus::Unknown => return Err(Fault::Unspoken),
        };
        let evidence = RevocationValues {
            crls,
            ocsp_responses: vec![der],
        };
        Ok((outcome, evidence))
    }

    /// Whether the first certificate in the response signed it and is trusted; the revocation
    /// lists that were looked at.
    fn judge_responder(&mut self, response: &BasicOcspResponse<'_>) -> Result<Vec<Vec<u8>>, Fault> {
        let limit = self.question.context.limits().certificates;
        let certificates = response.certificates(limit)?;
        let Some(responder) = certificates.first() else {
            return Err(Fault::untrusted());
        };
        if !response.is_signed_by(responder.public_key()) {
            return Err(Fault::untrusted());
        }
        let path = self.responder_path(responder, &certificates)?;
        let mut to_check = path.as_slice();
        if let [lowest, issuer, ..] = to_check
            && !self.anchors.contains(lowest)
        {
            self.judge_authority(lowest, issuer)?;
            if lowest.has_ocsp_no_check() {
                to_check = to_check.get(1..).unwrap_or_default();
            }
        }
        let embedded = self.question.values.map(|values| values.crls.as_slice());
        let mut verdict = official_crl::check(
            &mut self.fetcher,
            self.now,
            to_check,
            self.anchors,
            embedded.unwrap_or_default(),
        );
        match verdict.outcome {
            CrlOutcome::Valid => Ok(verdict.crls),
            CrlOutcome::Revoked => Err(Fault::ResponderRevoked),
            CrlOutcome::Failed => {
                verdict.errors.push(Finding::OcspResponderTrust);
                Err(Fault::Findings(verdict.errors))
            }
        }
    }

    /// The certificates from the responder upwards. Those in the response must all be needed.
    fn responder_path(
        &self,
        responder: &Certificate,
        certificates: &[Certificate],
    ) -> Result<Vec<Certificate>, Fault> {
        if let ([_], [_, issuer, ..]) = (certificates, self.question.pool)
            && responder.issuer().matches(issuer.subject())
            && responder.is_signed_by(issuer.public_key())
        {
            return Ok(vec![responder.clone(), issuer.clone()]);
        }
        if self.anchors.contains(responder) {
            if self.now > responder.not_after() {
                return Err(Fault::ResponderExpired);
            }
            if self.now < responder.not_before() {
                return Err(Fault::untrusted());
            }
            return Ok(vec![responder.clone()]);
        }
        match official_path(responder, certificates, self.anchors, self.now) {
            Ok(()) => Ok(in_order(certificates).into_iter().cloned().collect()),
            Err(PathFault::Expired) => Err(Fault::ResponderExpired),
            Err(PathFault::Untrusted) => Err(Fault::untrusted()),
        }
    }

    /// Whether the responder may answer for the certificate. The official library asks only
    /// if the responder's issuer is on the path too.
    fn judge_authority(&self, responder: &Certificate, issuer: &Certificate) -> Result<(), Fault> {
        let authority = if responder.has_extended_key_usage(&oid::ID_KP_OCSP_SIGNING) {
            issuer
        } else {
            responder
        };
        if self
            .question
            .certificate
            .is_signed_by(authority.public_key())
        {
            Ok(())
        } else {
            Err(Fault::untrusted())
        }
    }
}
