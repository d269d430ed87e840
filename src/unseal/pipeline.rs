//! The way of the octets back through the three layers, in one pass.

use super::opening::{Decryption, Opening};
use super::spool::Sink;
use super::{Refusal, Unsealer};
use crate::cms::{EnvelopedDataReader, EnvelopedPart, SignedDataReader};
use crate::error::{Error, Result, Status};
use crate::finding::Fatal;
use crate::verdict::{self, Digests, Report};

/// A message while it is read. What goes wrong in a layer is kept for the verdict; the octets
/// go on being read, so that the report is complete.
pub(super) struct Pipeline {
    unsealer: Unsealer,
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
            unsealer: unsealer.clone(),
            seen: 0,
            outer: SignedDataReader::new(limits),
            outer_digests: Digests::default(),
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
        if self.outer_failure.is_none() && !sealed.is_empty() {
            self.outer_failure = Some(Error::malformed("octets follow the message"));
        }
        Ok(())
    }

    fn read_envelope(&mut self, mut content: &[u8], sink: &mut Sink) -> Result<()> {
        while self.envelope_failure.is_none() {
            match self.envelope.next(&mut content) {
                Ok(Some(EnvelopedPart::Opened)) => {
                    self.opening = Opening::of(&self.envelope, &self.unsealer)?;
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
        if self.envelope_failure.is_none() && !content.is_empty() {
            self.envelope_failure = Some(Error::malformed("octets follow the envelope"));
        }
        Ok(())
    }

    /// Ends the message and judges it: outer signature, decryption, inner signature.
    pub(super) fn finish(mut self, sink: &mut Sink) -> Result<Report, Refusal> {
        let mut report = Report::default();
        let failure = self.judge(sink, &mut report)?;
        if let Some(error) = failure {
            return Err(Refusal {
                error,
                report: Some(report),
            });
        }
        report.released = true;
        Ok(report)
    }

    /// Fills the report. The answer is the reason of the refusal, if there is one; an error is
    /// a failure to judge.
    fn judge(&mut self, sink: &mut Sink, report: &mut Report) -> Result<Option<Error>> {
        let context = std::sync::Arc::clone(&self.unsealer.context);
        let outer = match self.end_outer() {
            Ok(outer) => outer,
            Err(failure) => {
                report.fatal = Some(Fatal::OuterStructure);
                return Ok(Some(failure));
            }
        };
        let outer = match verdict::judge_outer(&context, outer, &mut self.outer_digests, report) {
            Ok(outer) => outer,
            Err(fatal) => return Ok(Some(refused(report, Some(fatal)))),
        };
        if !outer.is_authentic() {
            // Who did not sign the envelope does not get to know whether it can be opened.
            return Ok(Some(refused(report, None)));
        }
        let envelope = self
            .envelope_failure
            .take()
            .map_or_else(|| self.envelope.finish(), Err);
        if let Err(failure) = envelope {
            report.fatal = Some(Fatal::EnvelopeStructure);
            return Ok(Some(failure));
        }
        match core::mem::replace(&mut self.opening, Opening::Waiting) {
            Opening::Waiting => Ok(Some(refused(report, Some(Fatal::EnvelopeStructure)))),
            Opening::Shut(fatal, findings) => {
                report.errors.extend(findings);
                Ok(Some(refused(report, Some(fatal))))
            }
            Opening::Open(decryption) => {
                self.judge_inner(&context, *decryption, &outer, sink, report)
            }
        }
    }

    fn judge_inner(
        &self,
        context: &crate::context::Context,
        mut decryption: Decryption,
        outer: &verdict::Outer,
        sink: &mut Sink,
        report: &mut Report,
    ) -> Result<Option<Error>> {
        report.errors.append(&mut decryption.findings);
        let Some(mut inner) = decryption.finish(sink)? else {
            return Ok(Some(refused(report, Some(Fatal::NotDecrypted))));
        };
        let length = inner.content_length;
        if let Err(fatal) =
            verdict::judge_inner(context, inner.data, &mut inner.digests, outer, report)
        {
            return Ok(Some(refused(report, Some(fatal))));
        }
        if !report.errors.is_empty() {
            return Ok(Some(refused(report, None)));
        }
        report.content_length = Some(length);
        Ok(None)
    }

    fn end_outer(&mut self) -> Result<crate::cms::SignedData> {
        if let Some(failure) = self.outer_failure.take() {
            return Err(failure);
        }
        let limits = self.unsealer.context.limits();
        core::mem::replace(&mut self.outer, SignedDataReader::new(limits)).finish()
    }
}

/// Notes the fatal finding, if there is one, and makes an error of what decides.
fn refused(report: &mut Report, fatal: Option<Fatal>) -> Error {
    report.fatal = fatal;
    let status = fatal
        .map(Fatal::status)
        .or_else(|| report.errors.first().map(|finding| finding.status()))
        .unwrap_or(Status::Refused);
    Error::new(status, explanation(status))
}

fn explanation(status: Status) -> &'static str {
    match status {
        Status::Malformed => "a layer of the message is not what it should be",
        Status::NotAddressed => "the message is not addressed to any of the given keys",
        Status::UnsealFailed => "the message could not be decrypted",
        Status::SignatureInvalid => "a signature of the message is not valid",
        Status::CertificateMissing => "the certificate of the signer is not in the message",
        Status::CertificateUntrusted => "the certificate of the signer is not to be trusted",
        Status::CertificateExpired => "the certificate of the signer was not valid when it signed",
        _ => "the message breaks a rule of the platform",
    }
}
