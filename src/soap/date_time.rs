//! Moments as XML writes them: `xs:dateTime` (XML Schema part 2, 3.2.7).

use crate::error::{Error, Result, Status};
use core::time::Duration;
use der::DateTime;

/// Writes a moment, in seconds since 1970-01-01T00:00:00Z, in UTC.
pub(crate) fn write_date_time(moment: i64) -> Result<String> {
    u64::try_from(moment)
        .ok()
        .and_then(|seconds| DateTime::from_unix_duration(Duration::from_secs(seconds)).ok())
        .map(|moment| moment.to_string())
        .ok_or_else(|| {
            Error::new(
                Status::InvalidArgument,
                "a moment lies outside the years 1970 to 9999",
            )
        })
}

/// Reads a moment from 1970 on, in seconds since 1970-01-01T00:00:00Z; fractions of a second
/// are cut off. Without a time zone it is in UTC, in which SAML has all of its moments.
pub(crate) fn read_date_time(text: &str) -> Option<i64> {
    let (date, time) = text.trim().split_once('T')?;
    let (time, offset) = without_zone(time)?;
    let time = match time.split_once('.') {
        Some((_, fraction)) if !is_digits(fraction) => return None,
        Some((whole, _)) => whole,
        None => time,
    };
    let moment: DateTime = format!("{date}T{time}Z").parse().ok()?;
    let seconds = i64::try_from(moment.unix_duration().as_secs()).ok()?;
    seconds.checked_sub(offset)
}

/// Cuts the zone off, and tells how many seconds it is before UTC.
fn without_zone(time: &str) -> Option<(&str, i64)> {
    if let Some(utc) = time.strip_suffix('Z') {
        return Some((utc, 0));
    }
    let Some(sign) = time.find(['+', '-']) else {
        return Some((time, 0));
    };
    let (time, zone) = time.split_at_checked(sign)?;
    let (hours, minutes) = zone.get(1..)?.split_once(':')?;
    if hours.len() != 2 || minutes.len() != 2 || !is_digits(hours) || !is_digits(minutes) {
        return None;
    }
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
    if hours > 14 || minutes > 59 {
        return None;
    }
    let offset = hours * 3600 + minutes * 60;
    Some((
        time,
        if zone.starts_with('-') {
            -offset
        } else {
            offset
        },
    ))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|octet| octet.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_and_read_back() {
        for (moment, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (1_770_105_600, "2026-02-03T08:00:00Z"),
            (951_825_599, "2000-02-29T11:59:59Z"),
        ] {
            assert_eq!(write_date_time(moment).unwrap(), text);
            assert_eq!(read_date_time(text), Some(moment));
        }
        for moment in [-1, i64::MIN, i64::MAX] {
            let status = write_date_time(moment).unwrap_err().status();
            assert_eq!(status, Status::InvalidArgument);
        }
    }

    #[test]
    fn zones_and_fractions() {
        let eight = Some(1_770_105_600);
        for (text, moment) in [
            ("2026-02-03T09:00:00+01:00", eight),
            ("2026-02-03T06:30:00-01:30", eight),
            ("2026-02-03T08:00:00.999Z", eight),
            ("2026-02-03T09:00:00.000+01:00", eight),
            ("2026-02-03T08:00:00", eight),
            (" 2026-02-03T08:00:00Z\n", eight),
            ("2026-02-03", None),
            ("2026-02-30T08:00:00Z", None),
            ("2026-02-03T24:00:01Z", None),
            ("2026-02-03T08:00:00.Z", None),
            ("2026-02-03T08:00:00.1.2Z", None),
            ("2026-02-03T08:00:00+1:00", None),
            ("2026-02-03T08:00:00+15:00", None),
            ("2026-02-03T08:00:00+01:60", None),
            ("2026-02-03T08:00:00+é:00", None),
            ("1969-12-31T23:59:59Z", None),
            ("", None),
        ] {
            assert_eq!(read_date_time(text), moment, "{text}");
        }
    }
}
