//! What OCSP responses say of one certificate (RFC 6960, 3.2), embedded or asked for.

use super::lists::keep;
use super::{Found, Inquiry, subject};
use crate::asn1::{tag, write};
use crate::crypto::{DigestAlgorithm, fill_random};
use crate::error::{Error, Result, Status};
use crate::finding::Finding;
use crate::trust::revocation::not_after;
use crate::x509::{BasicOcspResponse, CertStatus, SingleResponse, key_hash, ocsp_request};

/// Random octets in a nonce (RFC 9654, 2.1).
const NONCE: usize = 32;

/// What the embedded responses together say of a certificate.
pub(super) enum Heard {
    Good,
    Revoked,
    /// None of them is about it.
    Nothing,
    /// They are about another moment.
    Outdated,
    /// They are not to be believed.
    Faulty(Vec<Finding>),
}

/// What one response says of a certificate.
enum Answer {
    Good,
    Revoked,
    Nothing,
    Outdated,
    Faulty(Finding),
}

/// The moments that a response is held against.
struct Moments {
    /// It must be in force then, or made later.
    in_force: i64,
    /// It must not be made before.
    produced: i64,
}

impl Inquiry<'_> {
    /// Listens to all embedded responses: one that says revoked prevails, then one that says
    /// good.
    pub(super) fn hear(&mut self, index: usize) -> Heard {
        let moments = Moments {
            in_force: self.moment,
            // The official library wants the signer's own response to be made for the message.
            produced: if index == 0 { self.moment } else { i64::MIN },
        };
        let mut heard = Heard::Nothing;
        for der in self.responses {
            match (self.read(der, index, &moments), &mut heard) {
                (Answer::Revoked, _) => {
                    keep(&mut self.evidence.ocsp_responses, der);
                    return Heard::Revoked;
                }
                (Answer::Nothing, _) | (_, Heard::Good) => {}
                (Answer::Good, _) => {
                    keep(&mut self.evidence.ocsp_responses, der);
                    heard = Heard::Good;
                }
                (Answer::Faulty(fault), Heard::Faulty(faults)) => {
                    if !faults.contains(&fault) {
                        faults.push(fault);
                    }
                }
                (Answer::Faulty(fault), _) => heard = Heard::Faulty(vec![fault]),
                (Answer::Outdated, Heard::Faulty(_)) => {}
                (Answer::Outdated, _) => heard = Heard::Outdated,
            }
        }
        heard
    }

    /// Asks the responders that the certificate names, or the one that the context does, until
    /// one answers. There is no word for one that does not.
    pub(super) fn ask(&mut self, index: usize) -> Found {
        let Some(certificate) = self.path.get(index).cloned() else {
            return Found::Nothing;
        };
        let validation = self.context.validation();
        let uris = match validation.ocsp_uri.as_deref() {
            Some(uri) => vec![uri],
            None => certificate.ocsp_uris(),
        };
        let moments = Moments {
            in_force: self.context.now(),
            produced: i64::MIN,
        };
        for uri in uris {
            let Ok(der) = self.fetch_response(uri, index) else {
                continue;
            };
            let found = match self.read(&der, index, &moments) {
                Answer::Good => Found::Good,
                Answer::Revoked => Found::Revoked,
                Answer::Nothing | Answer::Outdated => {
                    return Found::Unknown(vec![Finding::OcspResponseInvalid]);
                }
                Answer::Faulty(fault) => return Found::Unknown(vec![fault]),
            };
            keep(&mut self.evidence.ocsp_responses, &der);
            return found;
        }
        Found::Unknown(Vec::new())
    }

    fn fetch_response(&mut self, uri: &str, index: usize) -> Result<Vec<u8>> {
        let wrong = || {
            Error::new(
                Status::BadReply,
                "the OCSP responder answered another question",
            )
        };
        let subject = subject(&self.path, index, self.moment, self.until).ok_or_else(wrong)?;
        let mut random = [0; NONCE];
        fill_random(&mut random)?;
        let mut nonce = Vec::new();
        write(&mut nonce, tag::OCTET_STRING, |out| out.extend(random));
        let issuer_key = key_hash(subject.issuer, DigestAlgorithm::Sha1)?;
        let request = ocsp_request(subject.certificate, &issuer_key, &nonce);
        let der = self.fetcher.ocsp_response(uri, request)?;
        let response = BasicOcspResponse::parse(&der)?;
        // Responders that sign in advance leave the nonce out (RFC 6960, 4.4.1).
        if response.nonce().is_some_and(|answered| answered != nonce) {
            return Err(wrong());
        }
        Ok(der)
    }

    fn read(&mut self, der: &[u8], index: usize, moments: &Moments) -> Answer {
        let Ok(response) = BasicOcspResponse::parse(der) else {
            return Answer::Faulty(Finding::OcspResponseInvalid);
        };
        let Some(subject) = subject(&self.path, index, self.moment, self.until) else {
            return Answer::Nothing;
        };
        let about: Vec<&SingleResponse<'_>> = response
            .responses()
            .iter()
            .filter(|single| single.is_about(subject.certificate, subject.issuer))
            .collect();
        if about.is_empty() {
            return Answer::Nothing;
        }
        let expires = subject.certificate.not_after();
        if let Err(fault) = self.judge_responder(&response, index) {
            return Answer::Faulty(fault);
        }
        let is_critical = response.is_critical() || about.iter().any(|single| single.is_critical);
        if is_critical || has_status(&about, |status| status == CertStatus::Unknown) {
            return Answer::Faulty(Finding::OcspResponseInvalid);
        }
        let until = self.until;
        if has_status(
            &about,
            |status| matches!(status, CertStatus::Revoked(since) if since <= until),
        ) {
            return Answer::Revoked;
        }
        let is_timely = about.iter().all(|single| {
            // A responder may forget a certificate that has expired.
            single.this_update <= expires && self.is_in_force(single, moments.in_force)
        });
        if is_timely && self.is_produced_in_time(&response, moments.produced) {
            Answer::Good
        } else {
            Answer::Outdated
        }
    }

    /// Whether the status was right at the moment or later; without a next update it is only
    /// known to be right until this one.
    fn is_in_force(&self, single: &SingleResponse<'_>, moment: i64) -> bool {
        let skew = self.lists.clock_skew;
        let until = single.next_update.unwrap_or(single.this_update);
        not_after(single.this_update, self.context.now(), skew)
            && single.this_update <= until
            && not_after(moment, until, skew)
    }

    fn is_produced_in_time(&self, response: &BasicOcspResponse<'_>, not_before: i64) -> bool {
        let skew = self.lists.clock_skew;
        not_after(not_before, response.produced_at(), skew)
            && not_after(response.produced_at(), self.context.now(), skew)
    }
}

fn has_status(about: &[&SingleResponse<'_>], is_it: impl Fn(CertStatus) -> bool) -> bool {
    about.iter().any(|single| is_it(single.status))
}
