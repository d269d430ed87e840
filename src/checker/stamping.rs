//! A time-stamp on the signature of a message.

use super::outer_layer::OuterLayer;
use super::{SealChecker, ended, with_report};
use crate::asn1::oid;
use crate::cms::{Replacement, RevocationValues, SignedData, SignerInfo, TimeStampToken};
use crate::error::{Error, Result};
use crate::finding::{Fatal, Finding};
use crate::trust;
use crate::verdict::{Refusal, Report, refused};

/// What a time-stamp is there to cure.
const CURED: [Finding; 2] = [Finding::SigningTimeMissing, Finding::SigningTimeExpired];

impl SealChecker {
    /// Judges the token, and by strict the message that `feed` reads as it will be with it;
    /// makes the change that puts the token on the message.
    pub(super) fn stamped(
        &self,
        token: &[u8],
        feed: impl FnOnce(&mut OuterLayer) -> Result<()>,
    ) -> Result<(Replacement, Report), Refusal> {
        let time_stamp = self.parse(token)?;
        let (mut data, digests) = self.read(feed)?;
        let signer = signer_of(&data)
            .map_err(|fatal| ended(fatal, refused(fatal.status()), self.report()))?;
        let place = data.signer_info_place()?;
        let mut report = self.report();
        report.outer.signature.clone_from(&signer.signature);
        report.outer.errors = self.judge_stamp(&time_stamp, &signer);
        report.collect();
        if self.is_strict() {
            report = self.weigh(report, &[])?;
        }
        let kind = &oid::ID_AA_SIGNATURE_TIME_STAMP_TOKEN;
        let signer_info = place.with_unsigned_attribute(kind, token, self.context.limits());
        let (signer_info, mut report) = with_report(signer_info, report)?;
        if self.is_strict() {
            data.replace_signer_info(signer_info.clone());
            let of_stamp = core::mem::take(&mut report.outer.errors);
            let (_, judged) = self.judge(data, digests)?;
            report = judged;
            report.outer.errors.splice(0..0, of_stamp);
            report.collect();
            report = self.weigh(report, &CURED)?;
        }
        Ok((place.replace(signer_info), report))
    }

    fn parse(&self, token: &[u8]) -> Result<TimeStampToken, Refusal> {
        TimeStampToken::parse(token, self.context.limits()).map_err(|cause| {
            let message = "the time-stamp token cannot be read";
            let error = Error::new(Fatal::StampFailed.status(), message).caused_by(cause);
            ended(Fatal::StampFailed, error, self.report())
        })
    }

    /// What is wrong with a token for this signature.
    fn judge_stamp(&self, time_stamp: &TimeStampToken, signer: &SignerInfo) -> Vec<Finding> {
        let values = revocation_values(signer);
        let mut errors = trust::judge_time_stamp(&self.context, time_stamp, values.as_ref());
        if !time_stamp.matches(&signer.signature) {
            errors.push(Finding::TimeStampMismatch);
        }
        errors
    }
}

/// The SignerInfo of an outer layer that has content and one signer.
fn signer_of(data: &SignedData) -> Result<SignerInfo, Fatal> {
    if data.signer_count() != 1 {
        return Err(Fatal::OuterSignerCount);
    }
    if !data.has_content {
        return Err(Fatal::OuterContentMissing);
    }
    data.signer_info().map_err(|_| Fatal::OuterStructure)
}

/// What the sender embedded, where it can be read.
fn revocation_values(signer: &SignerInfo) -> Option<RevocationValues> {
    let attribute = signer
        .unsigned_attributes
        .iter()
        .find(|attribute| attribute.oid == oid::ID_AA_ETS_REVOCATION_VALUES)?;
    RevocationValues::parse(&attribute.first_value().ok()?).ok()
}
