//! The way of the octets back through the three layers, in one pass.

use super::decryption::Decryption;
use super::recipients::{self, Opening};
use super::spool::Sink;
use super::{Refusal, Unsealer};
use crate::cms::{EnvelopedDataReader, EnvelopedPart, SignedData, SignedDataReader};
use crate::context::Judgement;
use crate::crypto::{Lane, digest_two};
use crate::error::{Error, Result, Status};
use crate::finding::{Fatal, Finding};
use crate::verdict::{Digests, Judge, Outer, Report, Taken, Validity, deciding, refused};
use std::sync::Arc;

/// Octets of the outer content that go through the layers at once. Several times as much has to
/// stay in the fastest cache, and what the layers do not do at the same time (the inner one with
/// the last piece) should be little.
const PIECE: usize = 16 << 10;

/// A message while it is read. What goes wrong in a layer is kept for the verdict; the octets
/// go on being read, so that the report is complete.
pub(super) struct Pipeline {
    unsealer: Arc<Unsealer>,
    seen: u64,
    outer: SignedDataReader,
    outer_digests: Digests,
    outer_failure: Option<Error>,
    /// Outer content that is less than a piece yet, such as segments of a string.
    joined: Vec<u8>,
    envelope: EnvelopedDataReader,
    envelope_failure: Option<Error>,
    /// The ciphertext of a piece that holds segments of it.
    ciphertext: Vec<u8>,
    opening: Opening,
    taken: Taken,
    lacks_digest: bool,
}

/// What became of a message.
pub(super) struct Outcome {
    pub(super) verdict: Result<Report, Refusal>,
    /// The verdict rests on a digest that was not taken: the message has to be read again, and
    /// [`Taken::Every`] digest then taken.
    pub(super) lacks_digest: bool,
}

impl Pipeline {
    pub(super) fn new(unsealer: &Unsealer, taken: Taken) -> Self {
        let limits = unsealer.context.limits();
        Self {
            unsealer: Arc::new(unsealer.clone()),
            seen: 0,
            outer: SignedDataReader::new(limits),
            outer_digests: Digests::new(taken),
            outer_failure: None,
            joined: Vec::new(),
            envelope: EnvelopedDataReader::new(limits),
            envelope_failure: None,
            ciphertext: Vec::new(),
            opening: Opening::Waiting,
            taken,
            lacks_digest: false,
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
                Ok(Some(content)) => self.take(content, sink)?,
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

    /// Takes outer content in pieces: what is long enough from where it is, the rest joined.
    fn take(&mut self, mut content: &[u8], sink: &mut Sink) -> Result<()> {
        let there = self.joined.len().saturating_add(content.len());
        if !self.joined.is_empty() && there >= PIECE {
            let missing = PIECE.saturating_sub(self.joined.len());
            let (now, later) = content.split_at(missing.min(content.len()));
            content = later;
            self.joined.extend_from_slice(now);
            self.read_joined(sink)?;
        }
        let mut pieces = content.chunks_exact(PIECE);
        for piece in &mut pieces {
            self.read_envelope(piece, sink)?;
        }
        self.joined.extend_from_slice(pieces.remainder());
        Ok(())
    }

    fn read_joined(&mut self, sink: &mut Sink) -> Result<()> {
        let mut piece = core::mem::take(&mut self.joined);
        self.read_envelope(&piece, sink)?;
        piece.clear();
        self.joined = piece;
        Ok(())
    }

    /// Reads a piece of the envelope: what of it is ciphertext is decrypted, and the outer
    /// digest is taken at the same time.
    fn read_envelope(&mut self, piece: &[u8], sink: &mut Sink) -> Result<()> {
        self.outer_digests.update_others(self.outer.found(), piece);
        let mut left = piece;
        let mut direct: &[u8] = &[];
        self.ciphertext.clear();
        while self.envelope_failure.is_none() {
            match self.envelope.next(&mut left) {
                Ok(Some(EnvelopedPart::Opened)) => {
                    self.opening = recipients::open(&self.envelope, &self.unsealer, self.taken)?;
                }
                Ok(Some(EnvelopedPart::Ciphertext(segment))) => {
                    self.ciphertext.extend_from_slice(direct);
                    direct = segment;
                }
                Ok(None) => break,
                Err(failure) => self.envelope_failure = Some(failure),
            }
        }
        if self.judgement() == Judgement::Strict
            && self.envelope_failure.is_none()
            && !left.is_empty()
        {
            self.envelope_failure = Some(Error::malformed("octets follow the envelope"));
        }
        let ciphertext = match self.ciphertext.as_slice() {
            [] => direct,
            _ => {
                self.ciphertext.extend_from_slice(direct);
                &self.ciphertext
            }
        };
        let outer = self.outer_digests.lane(piece);
        match &mut self.opening {
            Opening::Open(decryption) => decryption.write(ciphertext, outer, sink),
            _ => {
                digest_two(outer, Lane::default());
                Ok(())
            }
        }
    }

    /// Ends the message and judges it: outer signature, decryption, inner signature.
    pub(super) fn finish(mut self, sink: &mut Sink) -> Outcome {
        Outcome {
            verdict: self.conclude(sink),
            lacks_digest: self.lacks_digest,
        }
    }

    fn conclude(&mut self, sink: &mut Sink) -> Result<Report, Refusal> {
        self.read_joined(sink)?;
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
        self.look_for_digest(&inner.digests, &inner.data);
        Ok(judge
            .judge_inner(inner.data, inner.digests, &outer, report)
            .map(|()| length)
            .map_err(End::Fatal))
    }

    fn judge_outer(&mut self, judge: &Judge<'_>, report: &mut Report) -> Result<Outer, End> {
        let data = self
            .end_outer()
            .map_err(|failure| End::Broken(Fatal::OuterStructure, failure))?;
        let unused = Digests::new(self.taken);
        let digests = core::mem::replace(&mut self.outer_digests, unused);
        self.look_for_digest(&digests, &data);
        judge.judge_outer(data, digests, report).map_err(End::Fatal)
    }

    /// Notes in parity if the digest that a signer used was not taken; strict looks at none but
    /// those that were.
    fn look_for_digest(&mut self, digests: &Digests, data: &SignedData) {
        if self.judgement() == Judgement::Parity && digests.lack_that_of(data) {
            self.lacks_digest = true;
        }
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

    fn end_outer(&mut self) -> Result<SignedData> {
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
