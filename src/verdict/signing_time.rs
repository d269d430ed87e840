//! When a message was signed, and who says so.

use super::layer::Layer;
use super::report::SigningTimeSource;
use crate::cms::TimeStampToken;
use crate::finding::{Finding, Warning};
use crate::trust;

/// The time that a signature is judged at.
#[derive(Clone, Copy)]
pub(super) struct Moment {
    pub(super) time: i64,
    pub(super) source: SigningTimeSource,
    /// Whether somebody but the signer stands for the time.
    pub(super) is_established: bool,
}

impl Layer<'_> {
    /// Judges the signing time of the outer layer.
    pub(super) fn judge_signing_time(
        &self,
        trusted_time: Option<i64>,
        errors: &mut Vec<Finding>,
        warnings: &mut Vec<Warning>,
    ) -> Moment {
        let validation = self.context.validation();
        let reference = trusted_time.unwrap_or_else(|| self.context.now());
        let claimed = self.attributes.signing_time;
        let moment = |time, source| Moment {
            time,
            source,
            is_established: true,
        };
        if let Some(time) = claimed
            && (validation.trusts_signing_time || self.is_around(time, reference))
        {
            return moment(time, SigningTimeSource::Signer);
        }
        let stamped = self.time_stamped(errors);
        match (claimed, stamped) {
            (Some(time), Stamped::At(stamp)) if self.is_around(time, stamp) => {
                moment(time, SigningTimeSource::Signer)
            }
            (None, Stamped::At(stamp)) => moment(stamp, SigningTimeSource::TimeStamp),
            (Some(time), stamped) => {
                if !matches!(stamped, Stamped::Badly) {
                    warnings.push(Warning::SigningTimeExpired);
                }
                self.refuse_in_strict(Finding::SigningTimeExpired, errors);
                Moment {
                    is_established: false,
                    ..moment(time, SigningTimeSource::Signer)
                }
            }
            (None, stamped) => {
                if matches!(stamped, Stamped::Not) {
                    warnings.push(Warning::SigningTimeMissing);
                }
                self.moment_without_time(trusted_time, errors)
            }
        }
    }

    fn moment_without_time(&self, trusted_time: Option<i64>, errors: &mut Vec<Finding>) -> Moment {
        match trusted_time {
            Some(time) => Moment {
                time,
                source: SigningTimeSource::Caller,
                is_established: true,
            },
            None => {
                self.refuse_in_strict(Finding::SigningTimeMissing, errors);
                Moment {
                    time: self.context.now(),
                    source: SigningTimeSource::Clock,
                    is_established: false,
                }
            }
        }
    }

    /// Whether a signing time is just before, or barely after, a moment that is known. Both
    /// limits themselves are out, as in the official library.
    fn is_around(&self, time: i64, moment: i64) -> bool {
        let validation = self.context.validation();
        let earliest = moment
            .saturating_sub(validation.signing_time_expiration)
            .saturating_sub(validation.clock_skew);
        earliest < time && time < moment.saturating_add(validation.clock_skew)
    }

    /// Parity looks at the first time-stamp alone; for strict any good one will do.
    fn time_stamped(&self, errors: &mut Vec<Finding>) -> Stamped {
        let mut tokens = self.attributes.time_stamps.iter();
        let Some(first) = tokens.next() else {
            return Stamped::Not;
        };
        let judge = |token: &TimeStampToken| {
            let values = self.attributes.revocation_values.as_ref();
            trust::judge_time_stamp(self.context, token, values)
        };
        let faults = judge(first);
        if faults.is_empty() {
            return Stamped::At(first.gen_time());
        }
        if self.is_strict()
            && let Some(good) = tokens.find(|token| judge(token).is_empty())
        {
            return Stamped::At(good.gen_time());
        }
        errors.extend(faults);
        Stamped::Badly
    }

    fn refuse_in_strict(&self, finding: Finding, errors: &mut Vec<Finding>) {
        if self.is_strict() {
            errors.push(finding);
        }
    }
}

/// What the time-stamps of a signature say.
enum Stamped {
    Not,
    /// There are some, and the errors say what is wrong with them.
    Badly,
    At(i64),
}
