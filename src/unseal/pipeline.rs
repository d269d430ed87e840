//! The way of the octets back through the three layers, in one pass.

use super::decryption::Decryption;
use super::recipients::{self, Opening};
use super::spool::Sink;
use super::{Refusal, Unsealer};
use crate::cms::{EnvelopedDataReader, EnvelopedPart, SignedDataReader};
use crate::context::Judgement;
use crate::error::{Error, Result, Status};
use crate::finding::{Fatal, Finding};
use crate::verdict::{Digests, Judge, Outer, Report, Validity, deciding, refused};
use std::sync::Arc;

/// A message while it is read. What goes wrong in a layer is kept for the verdict; the octets
/// go on being read, so that the report is complete.
pub(super) struct Pipeline {
    unsealer: Arc<Unsealer>,
    seen: u64,
    outer: SignedDataReader,
    outer_digests: Digests,
    outer_failure: Option<Error>,
    envelope: EnvelopedDataReader,
    envelope_failure: Option<Error>,
    opening: Opening,
}

impl Pipeline {
    pub(super) fn new(unsealer: &Unsealer) -> Self {
        let limits = unsealer.context.limits();
        Self {
            unsealer: Arc::new(unsealer.clone()),
            seen: 0,
            outer: SignedDataReader::new(limits),
            outer_digests: Digests::new(unsealer.context.validation().judgement),
            outer_failure: None,
            envelope: EnvelopedDataReader::new(limits),
            envelope_failure: None,
            opening: Opening::Waiting,
        }
    }

    /// Takes octets of the message; clear text goes to the sink, unjudged.
    pub(super) fn write(&mut self, mut sealed: &[u8], sink: &mut Sink) -> Result<()> {
        self.seen = self.seen.saturating_add(sealed.len() as u64);
        if self.seen > self.unsealer.context.limits().message_size {
            return Err(Error::new(
                Status::LimitExceeded,
                "the message is larger than the limit",
            ));
        }
        while self.outer_failure.is_none() {
            match self.outer.next(&mut sealed) {
                Ok(Some(content)) => {
                    self.outer_digests.update(self.outer.found(), content);
                    self.read_envelope(content, sink)?;
                }
                Ok(None) => break,
                Err(failure) => self.outer_failure = Some(failure),
            }
        }
        if self.judgement() == Judgement::Strict
            && self.outer_failure.is_none()
            && !sealed.is_empty()
        {
            self.outer_failure = Some(Error::malformed("octets follow the message"));
        }
        Ok(())
    }

    fn read_envelope(&mut self, mut content: &[u8], sink: &mut Sink) -> Result<()> {
        while self.envelope_failure.is_none() {
            match self.envelope.next(&mut content) {
                Ok(Some(EnvelopedPart::Opened)) => {
                    self.opening = recipients::open(&self.envelope, &self.unsealer)?;
                }
                Ok(Some(EnvelopedPart::Ciphertext(ciphertext))) => {
                    if let Opening::Open(decryption) = &mut self.opening {
                        decryption.write(ciphertext, sink)?;
                    }
                }
                Ok(None) => break,
                Err(failure) => self.envelope_failure = Some(failure),
            }
        }
        if self.judgement() == Judgement::Strict
            && self.envelope_failure.is_none()
            && !content.is_empty()
        {
            self.envelope_failure = Some(Error::malformed("octets follow the envelope"));
        }
        Ok(())
    }

    /// Ends the message and judges it: outer signature, decryption, inner signature.
    pub(super) fn finish(mut self, sink: &mut Sink) -> Result<Report, Refusal> {
        let mut report = Report {
            judgement: self.judgement(),
            ..Report::default()
        };
        let ended = self.judge(sink, &mut report)?;
        report.collect();
        let refusal = match ended {
            Ok(length) => match deciding(&self.unaccepted(&report.errors)) {
                None => {
                    report.released = true;
                    report.content_length = Some(length);
                    return Ok(report);
                }
                Some(finding) => refused(finding.status()),
            },
            Err(End::Fatal(fatal)) => {
                report.fatal = Some(fatal);
                refused(fatal.status())
            }
            Err(End::Broken(fatal, error)) => {
                report.fatal = Some(fatal);
                error
            }
            Err(End::Errors) => refused(
                deciding(&self.unaccepted(&report.errors))
                    .or(deciding(&report.errors))
                    .map_or(Status::Refused, Finding::status),
            ),
        };
        Err(Refusal {
            error: refusal,
            report: Some(Box::new(report)),
        })
    }

    /// Fills the report layer by layer. The answer is the length of the content, if the
    /// judgement came to it; the outermost error is a failure to judge.
    fn judge(&mut self, sink: &mut Sink, report: &mut Report) -> Result<Result<u64, End>> {
        let unsealer = Arc::clone(&self.unsealer);
        let judge = Judge {
            context: &unsealer.context,
            expected_signers: &unsealer.expected_signers,
            trusted_time: unsealer.trusted_time,
        };
        let outer = match self.judge_outer(&judge, report) {
            Ok(outer) => outer,
            Err(end) => return Ok(Err(end)),
        };
        if !self.may_tell_of_envelope(&report.outer.errors) {
            return Ok(Err(End::Errors));
        }
        let decryption = match self.end_envelope(report) {
            Ok(decryption) => decryption,
            Err(end) => return Ok(Err(end)),
        };
        let decrypted = decryption.finish(&self.envelope, sink)?;
        report.encryption.validity = Validity::Good;
        let Some(inner) = decrypted else {
            return Ok(Err(End::Fatal(self.not_decrypted())));
        };
        let length = inner.content_length;
        Ok(judge
            .judge_inner(inner.data, inner.digests, &outer, report)
            .map(|()| length)
            .map_err(End::Fatal))
    }

    fn judge_outer(&mut self, judge: &Judge<'_>, report: &mut Report) -> Result<Outer, End> {
        let data = self
            .end_outer()
            .map_err(|failure| End::Broken(Fatal::OuterStructure, failure))?;
        let unused = Digests::new(self.judgement());
        let digests = core::mem::replace(&mut self.outer_digests, unused);
        judge.judge_outer(data, digests, report).map_err(End::Fatal)
    }

    /// Strict: who is not known to have signed the envelope does not get to know whether it can
    /// be opened. When it was signed has no part in that.
    fn may_tell_of_envelope(&self, outer: &[Finding]) -> bool {
        self.judgement() == Judgement::Parity
            || self
                .unaccepted(outer)
                .iter()
                .all(|finding| finding.is_about_age())
    }

    fn end_envelope(&mut self, report: &mut Report) -> Result<Box<Decryption>, End> {
        let read = self
            .envelope_failure
            .take()
            .map_or_else(|| self.envelope.finish(), Err);
        read.map_err(|failure| End::Broken(Fatal::EnvelopeStructure, failure))?;
        let side = &mut report.encryption;
        match core::mem::replace(&mut self.opening, Opening::Waiting) {
            Opening::Waiting => Err(End::Fatal(Fatal::EnvelopeStructure)),
            Opening::Shut(fatal, findings) => {
                side.errors = findings;
                Err(End::Fatal(fatal))
            }
            Opening::WithoutContent(findings) => {
                side.errors = findings;
                side.validity = Validity::Bad;
                Err(End::Errors)
            }
            Opening::Open(decryption) => {
                side.errors = decryption.findings();
                side.recipient_serial = decryption.recipient_serial();
                side.key_identifier = decryption.key_identifier();
                Ok(decryption)
            }
        }
    }

    /// The name of whatever comes out of an envelope and is no message: strict does not tell it
    /// from a key that does not fit.
    fn not_decrypted(&self) -> Fatal {
        match self.judgement() {
            Judgement::Strict => Fatal::NotDecrypted,
            Judgement::Parity => Fatal::InnerStructure,
        }
    }

    fn judgement(&self) -> Judgement {
        self.unsealer.context.validation().judgement
    }

    fn unaccepted(&self, errors: &[Finding]) -> Vec<Finding> {
        let accepted = &self.unsealer.accepted;
        errors
            .iter()
            .copied()
            .filter(|finding| !accepted.contains(finding))
            .collect()
    }

    fn end_outer(&mut self) -> Result<crate::cms::SignedData> {
        if let Some(failure) = self.outer_failure.take() {
            return Err(failure);
        }
        let limits = self.unsealer.context.limits();
        core::mem::replace(&mut self.outer, SignedDataReader::new(limits)).finish()
    }
}

/// Why a judgement ends before the content.
enum End {
    Fatal(Fatal),
    /// A layer could not be read; the error says where.
    Broken(Fatal, Error),
    /// By what is found already.
    Errors,
}
