//! Checking the seal of a message, and adding to it, without the key that opens it.

mod message_file;
mod outer_layer;
mod stamping;

use crate::asn1::oid;
use crate::cms::{Replacement, SignedData};
use crate::context::{Context, Judgement, OcspPolicy};
use crate::error::{Error, Result, Status};
use crate::finding::{Fatal, Finding};
use crate::keys::WebKey;
use crate::verdict::{Digests, ExpectedSigners, Judge, Outer, Refusal, Report, deciding, refused};
use crate::x509::Certificate;
use message_file::MessageFile;
use outer_layer::OuterLayer;
use std::path::Path;
use std::sync::Arc;

/// Checks messages for a party that cannot open them: a mailbox, an archive. A checker may be
/// used for any number of messages, from any number of threads.
///
/// Only the outer layer is judged, the one that the sender signed. What is in it is digested
/// and never looked at. The report of a checker is that of an unsealer without the envelope
/// and the inner layer, and nothing is ever released.
///
/// A checker can also add to a message what others want to find in it later: the evidence that
/// the sender's certificate was not revoked, and a time-stamp. Both stand beside the signature
/// (RFC 5652, 5.3, unsignedAttrs) and do not change what it covers.
#[derive(Clone)]
pub struct SealChecker {
    context: Arc<Context>,
    expected_signers: ExpectedSigners,
    accepted: Vec<Finding>,
    trusted_time: Option<i64>,
}

impl SealChecker {
    /// A checker that expects no particular signer.
    pub fn new(context: Arc<Context>) -> Self {
        Self {
            context,
            expected_signers: ExpectedSigners::default(),
            accepted: Vec::new(),
            trusted_time: None,
        }
    }

    /// Expects this sender, by its certificate or by the key in it. Once a signer is expected,
    /// the sender must be among those expected.
    pub fn expect_signer(&mut self, certificate: Certificate) {
        self.expected_signers.certificates.push(certificate);
    }

    /// Expects a sender with this web key: one that messages name by its identifier.
    pub fn expect_web_key(&mut self, key: &WebKey) {
        self.expected_signers.web_keys.push(key.clone());
    }

    /// Goes on in spite of this finding, which stays in the report. What a message is worth
    /// then is the caller's responsibility.
    pub fn accept(&mut self, finding: Finding) {
        self.accepted.push(finding);
    }

    /// Says when the messages were received, in seconds since 1970-01-01T00:00:00Z, as someone
    /// knows that the caller trusts. It stands for the present moment where a signing time is
    /// judged. `None` takes it back.
    pub fn set_trusted_time(&mut self, moment: Option<i64>) {
        self.trusted_time = moment;
    }

    /// Checks a message that is in memory. The report has the signature that a time-stamp is
    /// made for ([`Report::signature`]).
    ///
    /// # Errors
    /// A [`Refusal`] with the reason, and with the report on every message that is one.
    pub fn validate(&self, message: &[u8]) -> Result<Report, Refusal> {
        let mut stream = self.begin();
        stream.write(message)?;
        stream.finish()
    }

    /// Checks a file.
    ///
    /// # Errors
    /// As [`Self::validate`]; [`Status::Io`] if the file cannot be read.
    pub fn validate_file(&self, path: &Path) -> Result<Report, Refusal> {
        let mut stream = self.begin();
        MessageFile::open(path)?.read(|part| stream.write(part))?;
        stream.finish()
    }

    /// Begins a message that arrives in parts.
    pub fn begin(&self) -> CheckStream {
        CheckStream {
            checker: self.clone(),
            layer: OuterLayer::new(&self.context),
        }
    }

    /// Checks a message and puts into it what showed that its sender was not revoked: the OCSP
    /// response and the CRLs, as the attribute id-aa-ets-revocationValues (RFC 5126, 6.3.4), in
    /// place of one that is there.
    ///
    /// Strict: a message that is refused is not changed, and one whose sender's status nothing
    /// shows is refused with [`Finding::OcspNotEmbedded`]. Parity: only a [`Fatal`] keeps the
    /// evidence from being put in, the report has the errors; where there is no evidence the
    /// message comes back as it was.
    ///
    /// # Errors
    /// As [`Self::validate`]; [`Status::WrongState`] if the context does not look at revocation
    /// ([`OcspPolicy::None`]); [`Status::LimitExceeded`] if the message could no longer be read.
    pub fn inject_revocation(&self, message: &[u8]) -> Result<(Vec<u8>, Report), Refusal> {
        let (replacement, report) = self.inject(|layer| layer.write(message))?;
        Ok((apply(replacement, message)?, report))
    }

    /// The same with a file that becomes another one, which appears whole or not at all. The
    /// two may be the same path. The file is read twice.
    ///
    /// # Errors
    /// As [`Self::inject_revocation`]; [`Status::Io`] if a file cannot be read or written, or
    /// changes meanwhile; [`Status::InvalidArgument`] if the input is no regular file.
    pub fn inject_revocation_file(&self, from: &Path, to: &Path) -> Result<Report, Refusal> {
        let mut input = MessageFile::open_twice(from)?;
        let (replacement, report) = self.inject(|layer| input.read(|part| layer.write(part)))?;
        input.rewrite(replacement, to)?;
        Ok(report)
    }

    /// Puts a time-stamp on the signature of a message that is in memory: `token` is a
    /// TimeStampToken (RFC 3161, 2.4.2) over the octets of [`Report::signature`], and becomes the
    /// attribute id-aa-signatureTimeStampToken, in place of any that is there.
    ///
    /// Strict: a token that is not to be trusted, or was made for something else, is not put on
    /// a message, and nothing is put on a message that is refused; that its signing time is
    /// missing or of long ago is no reason. Parity: the message is not judged, and whatever is
    /// wrong with a token that can be read stands in the report only.
    ///
    /// # Errors
    /// As [`Self::validate`], with [`Fatal::StampFailed`] if the token cannot be read;
    /// [`Status::LimitExceeded`] if the message could no longer be read.
    pub fn stamp(&self, message: &[u8], token: &[u8]) -> Result<(Vec<u8>, Report), Refusal> {
        let (replacement, report) = self.stamped(token, |layer| layer.write(message))?;
        Ok((apply(replacement, message)?, report))
    }

    /// The same with a file that becomes another one, which appears whole or not at all. The
    /// two may be the same path. The file is read twice.
    ///
    /// # Errors
    /// As [`Self::stamp`]; [`Status::Io`] if a file cannot be read or written, or changes
    /// meanwhile; [`Status::InvalidArgument`] if the input is no regular file.
    pub fn stamp_file(&self, from: &Path, to: &Path, token: &[u8]) -> Result<Report, Refusal> {
        let mut input = MessageFile::open_twice(from)?;
        let (replacement, report) =
            self.stamped(token, |layer| input.read(|part| layer.write(part)))?;
        input.rewrite(replacement, to)?;
        Ok(report)
    }

    /// Judges the message that `feed` reads, and makes the change that puts the evidence in.
    fn inject(
        &self,
        feed: impl FnOnce(&mut OuterLayer) -> Result<()>,
    ) -> Result<(Replacement, Report), Refusal> {
        if self.context.validation().ocsp_policy == OcspPolicy::None {
            let message = "the context does not look at revocation, so there is no evidence of it";
            return Err(Error::new(Status::WrongState, message).into());
        }
        let (data, digests) = self.read(feed)?;
        let place = data.signer_info_place();
        let (outer, mut report) = self.judge(data, digests)?;
        let evidence = outer.evidence.filter(|evidence| !evidence.is_empty());
        if self.is_strict() {
            if evidence.is_none() {
                report.outer.errors.push(Finding::OcspNotEmbedded);
                report.collect();
            }
            report = self.weigh(report, &[])?;
        }
        let Some(evidence) = evidence else {
            return Ok((Replacement::default(), report));
        };
        let kind = &oid::ID_AA_ETS_REVOCATION_VALUES;
        let replaced = place.and_then(|place| {
            let limits = self.context.limits();
            let signer_info = place.with_unsigned_attribute(kind, &evidence.to_der(), limits)?;
            Ok(place.replace(signer_info))
        });
        with_report(replaced, report)
    }

    fn is_strict(&self) -> bool {
        self.context.validation().judgement == Judgement::Strict
    }

    /// A report on nothing yet.
    fn report(&self) -> Report {
        Report {
            judgement: self.context.validation().judgement,
            ..Report::default()
        }
    }

    fn read(
        &self,
        feed: impl FnOnce(&mut OuterLayer) -> Result<()>,
    ) -> Result<(SignedData, Digests), Refusal> {
        let mut layer = OuterLayer::new(&self.context);
        feed(&mut layer)?;
        self.end(layer)
    }

    fn end(&self, layer: OuterLayer) -> Result<(SignedData, Digests), Refusal> {
        layer
            .finish()
            .map_err(|error| ended(Fatal::OuterStructure, error, self.report()))
    }

    /// Judges the outer layer. What is found stands in the report and is not yet weighed.
    fn judge(&self, data: SignedData, digests: Digests) -> Result<(Outer, Report), Refusal> {
        let judge = Judge {
            context: &self.context,
            expected_signers: &self.expected_signers,
            trusted_time: self.trusted_time,
        };
        let mut report = self.report();
        match judge.judge_outer(data, digests, &mut report) {
            Ok(outer) => {
                report.collect();
                Ok((outer, report))
            }
            Err(fatal) => Err(ended(fatal, refused(fatal.status()), report)),
        }
    }

    /// Refuses by the errors that are neither accepted nor spared.
    fn weigh(&self, report: Report, spared: &[Finding]) -> Result<Report, Refusal> {
        let mut errors = report.errors.clone();
        errors.retain(|finding| !self.accepted.contains(finding) && !spared.contains(finding));
        match deciding(&errors).map(Finding::status) {
            None => Ok(report),
            Some(status) => Err(Refusal {
                error: refused(status),
                report: Some(Box::new(report)),
            }),
        }
    }
}

/// A message on its way in.
pub struct CheckStream {
    checker: SealChecker,
    layer: OuterLayer,
}

impl CheckStream {
    /// Adds the next octets of the message. What is wrong with a message shows at the end.
    ///
    /// # Errors
    /// [`Status::LimitExceeded`] if the message is too large.
    pub fn write(&mut self, message: &[u8]) -> Result<()> {
        self.layer.write(message)
    }

    /// Ends the message and judges it.
    ///
    /// # Errors
    /// As [`SealChecker::validate`].
    pub fn finish(self) -> Result<Report, Refusal> {
        let (data, digests) = self.checker.end(self.layer)?;
        let (_, report) = self.checker.judge(data, digests)?;
        self.checker.weigh(report, &[])
    }
}

/// A message whose judgement this ended.
fn ended(fatal: Fatal, error: Error, mut report: Report) -> Refusal {
    report.collect();
    report.fatal = Some(fatal);
    Refusal {
        error,
        report: Some(Box::new(report)),
    }
}

fn with_report<T>(made: Result<T>, report: Report) -> Result<(T, Report), Refusal> {
    match made {
        Ok(made) => Ok((made, report)),
        Err(error) => Err(Refusal {
            error,
            report: Some(Box::new(report)),
        }),
    }
}

/// The message with the change made.
fn apply(mut replacement: Replacement, message: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::with_capacity(message.len());
    replacement.write(message, |octets| {
        out.extend_from_slice(octets);
        Ok(())
    })?;
    Ok(out)
}
