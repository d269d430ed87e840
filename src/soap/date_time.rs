//! Moments as XML Schema writes them (xs:dateTime), which name their time zone here.

use crate::error::{Error, Result, Status};
use core::time::Duration;
use der::DateTime;

/// Writes a moment, in seconds since 1970-01-01T00:00:00Z, as for example
/// `2026-02-03T09:00:00.000Z`.
pub(crate) fn write_date_time(seconds: i64) -> Result<String> {
    let moment = u64::try_from(seconds)
        .ok()
        .and_then(|seconds| DateTime::from_unix_duration(Duration::from_secs(seconds)).ok())
        .ok_or_else(|| {
            Error::new(
                Status::InvalidArgument,
                "a moment stands outside 1970 to 9999",
            )
        })?;
    Ok(format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.000Z",
        moment.year(),
        moment.month(),
        moment.day(),
        moment.hour(),
        moment.minutes(),
        moment.seconds()
    ))
}

/// Reads a moment in seconds since 1970-01-01T00:00:00Z, without its fraction of a second.
/// `None` for what is no xs:dateTime between 1970 and 9999, or does not name its time zone and
/// so may be any of two dozen moments.
pub(crate) fn read_date_time(text: &str) -> Option<i64> {
    let text = text.trim_matches([' ', '\t', '\n', '\r']);
    let (clock, rest) = text.split_at_checked("2026-02-03T09:00:00".len())?;
    let zone = match rest.strip_prefix('.') {
        None => rest,
        Some(fraction) => {
            let zone = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            (zone.len() < fraction.len()).then_some(zone)?
        }
    };
    local_time(clock)?.checked_sub(offset(zone)?)
}

/// The seconds that a clock without a time zone shows.
fn local_time(clock: &str) -> Option<i64> {
    let (date, time) = clock.split_once('T')?;
    let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
    let [hour, minute, second] = numbers(time, ':', [2, 2, 2])?;
    let small = |number: u16| u8::try_from(number).ok();
    let moment = DateTime::new(
        year,
        small(month)?,
        small(day)?,
        small(hour)?,
        small(minute)?,
        small(second)?,
    );
    i64::try_from(moment.ok()?.unix_duration().as_secs()).ok()
}

/// How many seconds the clocks of a time zone are ahead.
fn offset(zone: &str) -> Option<i64> {
    let (sign, clock) = match zone.split_at_checked(1)? {
        ("Z", "") => return Some(0),
        ("+", clock) => (1, clock),
        ("-", clock) => (-1, clock),
        _ => return None,
    };
    let [hours, minutes] = numbers(clock, ':', [2, 2])?;
    let minutes = hours.checked_mul(60)?.checked_add(minutes)?;
    (minutes <= 14 * 60).then(|| sign * 60 * i64::from(minutes))
}

/// The numbers of these many digits between the separators, and nothing else.
fn numbers<const N: usize>(text: &str, separator: char, digits: [usize; N]) -> Option<[u16; N]> {
    let mut parts = text.split(separator);
    let mut numbers = [0; N];
    for (number, digits) in numbers.iter_mut().zip(digits) {
        let part = parts.next().filter(|part| part.len() == digits)?;
        let is_number = part.bytes().all(|octet| octet.is_ascii_digit());
        *number = part.parse().ok().filter(|_| is_number)?;
    }
    parts.next().is_none().then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_back() {
        for seconds in [0, 951_782_399, 1_770_109_200, 253_402_300_799] {
            let text = write_date_time(seconds).unwrap();
            assert_eq!(read_date_time(&text), Some(seconds), "{text}");
        }
        assert_eq!(
            write_date_time(1_770_109_200).unwrap(),
            "2026-02-03T09:00:00.000Z"
        );
        for outside in [-1, 253_402_300_800, i64::MAX] {
            let status = write_date_time(outside).unwrap_err().status();
            assert_eq!(status, Status::InvalidArgument);
        }
    }

    #[test]
    fn every_form_with_a_zone() {
        for text in [
            "2026-02-03T09:00:00Z",
            " 2026-02-03T09:00:00.5Z\n",
            "2026-02-03T10:00:00.000000000+01:00",
            "2026-02-02T23:30:00-09:30",
            "2026-02-03T23:00:00+14:00",
        ] {
            assert_eq!(read_date_time(text), Some(1_770_109_200), "{text}");
        }
    }

    #[test]
    fn what_is_no_moment() {
        for text in [
            "",
            "2026-02-03",
            "2026-02-03T09:00:00",
            "2026-02-03T09:00Z",
            "2026-02-30T09:00:00Z",
            "2026-13-03T09:00:00Z",
            "2026-02-03T24:00:01Z",
            "2026-02-03T09:00:60Z",
            "2026-02-03 09:00:00Z",
            "2026-02-03T09:00:00.Z",
            "2026-02-03T09:00:00+15:00",
            "2026-02-03T09:00:00+0100",
            "2026-02-03T09:00:00+01:00Z",
            "2026-02-03T+9:00:00Z",
            "+026-02-03T09:00:00Z",
            "1969-12-31T23:59:59Z",
            "2026-02-03T09:00:0éZ",
        ] {
            assert_eq!(read_date_time(text), None, "{text}");
        }
    }
}
