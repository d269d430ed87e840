//! Our verdict on a message beside the one that a table holds.

use super::certificates::plain_name;
use super::differences::Comparison;
use super::table::Row;
use base64ct::{Base64, Encoding};
use etee::{Certificate, Finding, Refusal, Report, SigningPolicy, Unsealed, Unsealer};

/// How many octets of a message a stream is given at once.
const PIECE: usize = 1000;

/// What we make of a message in the judgement of parity, every finding accepted.
pub struct Verdict {
    content: Option<Vec<u8>>,
    /// `None` if the message could not be judged at all.
    report: Option<Report>,
}

impl Verdict {
    /// Judges a message in memory.
    pub fn of_bytes(unsealer: &mut Unsealer, message: &[u8]) -> Self {
        accept_all(unsealer);
        match unsealer.unseal(message) {
            Ok(Unsealed { content, report }) => Self {
                content: Some(content.as_bytes().to_vec()),
                report: Some(report),
            },
            Err(refusal) => Self::refused(refusal),
        }
    }

    /// Judges a message that comes in pieces.
    pub fn of_stream(unsealer: &mut Unsealer, message: &[u8]) -> Self {
        accept_all(unsealer);
        let mut stream = unsealer.begin();
        for piece in message.chunks(PIECE) {
            stream.write(piece).unwrap();
        }
        let (mut released, report) = match stream.finish() {
            Ok(finished) => finished,
            Err(refusal) => return Self::refused(refusal),
        };
        let (mut content, mut piece) = (Vec::new(), [0; PIECE]);
        loop {
            let count = released.read(&mut piece).unwrap();
            if count == 0 {
                break;
            }
            content.extend(&piece[..count]);
        }
        Self {
            content: Some(content),
            report: Some(report),
        }
    }

    fn refused(refusal: Refusal) -> Self {
        Self {
            content: None,
            report: refusal.report.map(|report| *report),
        }
    }

    pub fn fatal(&self) -> &str {
        match &self.report {
            Some(report) => report.fatal().map_or("", |fatal| fatal.name()),
            None => "(not judged)",
        }
    }

    pub fn errors(&self) -> Vec<&str> {
        let errors = self.report.iter().flat_map(|report| report.errors());
        errors.map(|finding| finding.name()).collect()
    }

    pub fn warnings(&self) -> Vec<&str> {
        let warnings = self.report.iter().flat_map(|report| report.warnings());
        warnings.map(|warning| warning.name()).collect()
    }

    /// Length and digest of the content, as the tables tell them.
    fn content(&self) -> String {
        let content = self.content.as_ref();
        content.map_or_else(String::new, |content| {
            format!("{} {}", content.len(), sha256(content))
        })
    }
}

fn accept_all(unsealer: &mut Unsealer) {
    Finding::ALL
        .iter()
        .for_each(|finding| unsealer.accept(*finding));
}

/// What the official library answered.
#[derive(Clone)]
pub struct Official<'a> {
    fatal: &'a str,
    errors: Vec<&'a str>,
    warnings: Vec<&'a str>,
    /// Length and digest; empty if it gave no content.
    content: String,
    /// Whether it failed in a way that it does not mean to.
    threw: bool,
    /// What the names of its columns begin with.
    prefix: &'static str,
    row: Row<'a>,
}

impl<'a> Official<'a> {
    /// The answer in a row whose columns have the usual names.
    pub fn new(row: Row<'a>) -> Self {
        Self {
            fatal: row.get("fatal"),
            errors: row.list("errors"),
            warnings: row.list("warnings"),
            content: content_of(row.get("contentLen"), row.get("contentSha256")),
            threw: !row.get("exception").is_empty(),
            prefix: "",
            row,
        }
    }

    /// The answer of the stream interface in a row that has both.
    pub fn stream_of(row: Row<'a>) -> Self {
        let (fatal, exception) = (row.get("stream_fatal"), row.get("stream_exception"));
        let written = match (fatal, exception) {
            ("", "") => content_of(
                row.get("stream_writtenBytes"),
                row.get("stream_writtenSha256"),
            ),
            _ => String::new(),
        };
        Self {
            fatal,
            errors: row.list("stream_errors"),
            warnings: row.list("stream_warnings"),
            content: written,
            threw: !exception.is_empty(),
            prefix: "stream_",
            row,
        }
    }

    /// Compares with our verdict on a message in memory: everything, in its order.
    pub fn compare_bytes(&self, comparison: &mut Comparison, ours: &Verdict) {
        if self.threw {
            return self.compare_exception(comparison, ours);
        }
        self.cell(comparison, "fatal", self.fatal, ours.fatal());
        let (errors, warnings) = (ours.errors().join(","), ours.warnings().join(","));
        self.cell(comparison, "errors", &self.errors.join(","), &errors);
        self.cell(comparison, "warnings", &self.warnings.join(","), &warnings);
        self.cell(comparison, "content", &self.content, &ours.content());
        self.compare_data(comparison, ours);
    }

    /// Compares with our verdict on a stream. `bytes` is what the official library answers when
    /// the same message is in memory.
    pub fn compare_stream(&self, bytes: &Self, comparison: &mut Comparison, ours: &Verdict) {
        if self.threw {
            return self.compare_exception(comparison, ours);
        }
        self.cell(comparison, "fatal", self.fatal, ours.fatal());
        let without_key = self.is_without_key(bytes);
        let complete = self.fatal.is_empty() && !without_key;
        for (column, official, in_memory, ours) in [
            ("errors", &self.errors, &bytes.errors, ours.errors()),
            ("warnings", &self.warnings, &bytes.warnings, ours.warnings()),
        ] {
            let (official, ours) = (sorted(official), sorted(&ours));
            let kept = if complete {
                ours.clone()
            } else {
                common(&official, &ours)
            };
            self.cell(comparison, column, &official.join(","), &kept.join(","));
            if !complete && !bytes.threw {
                let in_memory = sorted(in_memory).join(",");
                let column = format!("{column} in memory");
                self.cell(comparison, &column, &in_memory, &ours.join(","));
            }
        }
        let content = if without_key { "" } else { &self.content };
        self.cell(comparison, "content", content, &ours.content());
        self.compare_data(comparison, ours);
    }

    /// Whether there was no key to decrypt with, which is an error without a fatal. In memory the
    /// content is null then; as a stream it is empty, and the outer layer is not judged.
    fn is_without_key(&self, bytes: &Self) -> bool {
        self.fatal.is_empty() && !self.content.is_empty() && bytes.content.is_empty()
    }

    /// Compares what is told beside the content. Without content the official library does not
    /// tell it, and we may.
    fn compare_data(&self, comparison: &mut Comparison, ours: &Verdict) {
        if self.content.is_empty() || ours.content.is_none() {
            return;
        }
        let Some(report) = &ours.report else { return };
        for (column, certificate) in [
            ("auth", report.authentication_certificate()),
            ("sign", report.signature_certificate()),
        ] {
            self.compare_certificate(comparison, column, certificate);
        }
        let time = report.signing_time_text().unwrap_or_default();
        self.cell(comparison, "signingTime", self.signing_time(), &time);
        for (column, identifier) in [
            ("authKeyId", report.outer().key_identifier()),
            ("signKeyId", report.inner().key_identifier()),
        ] {
            let identifier = identifier.map_or_else(String::new, Base64::encode_string);
            self.cell(comparison, column, self.row.get(column), &identifier);
        }
    }

    fn compare_certificate(
        &self,
        comparison: &mut Comparison,
        column: &str,
        certificate: Option<&Certificate>,
    ) {
        let (subject, serial) = (format!("{column}Subject"), format!("{column}Serial"));
        let ours = certificate.map_or_else(String::new, Certificate::serial_decimal);
        self.cell(comparison, &serial, self.row.get(&serial), &ours);
        let ours = certificate.map_or_else(String::new, Certificate::subject_text);
        let official = plain_name(self.row.get(&subject));
        self.cell(comparison, &subject, &official, &plain_name(&ours));
    }

    /// Where nobody says when the message was signed, the official library says what its clock
    /// did at that moment: to the millisecond, which no claim has.
    fn signing_time(&self) -> &'a str {
        let time = self.row.get("signingTime");
        let is_now = time == "NOW" || time.starts_with("(now") || time.contains('.');
        if is_now { self.row.get("clock") } else { time }
    }

    /// Where the official library threw, there has to be a fatal, and no content.
    fn compare_exception(&self, comparison: &mut Comparison, ours: &Verdict) {
        let fatal = if ours.fatal().is_empty() { "" } else { "(any)" };
        self.cell(comparison, "fatal", "(any)", fatal);
        self.cell(comparison, "content", "", &ours.content());
    }

    fn cell(&self, comparison: &mut Comparison, column: &str, official: &str, ours: &str) {
        comparison.cell(&format!("{}{column}", self.prefix), official, ours);
    }
}

fn content_of(length: &str, digest: &str) -> String {
    match length.parse::<usize>() {
        Ok(length) => format!("{length} {digest}"),
        // Nothing, null, or what a stream had written before it failed.
        Err(_) => String::new(),
    }
}

fn sorted<'a>(names: &[&'a str]) -> Vec<&'a str> {
    let mut names = names.to_vec();
    names.sort_unstable();
    names
}

/// What two sorted lists have in common, each as often as in both.
fn common<'a>(one: &[&'a str], other: &[&str]) -> Vec<&'a str> {
    let mut other = other.to_vec();
    let mut found = one.to_vec();
    found.retain(|name| {
        let place = other.iter().position(|candidate| candidate == name);
        place.map(|place| other.remove(place)).is_some()
    });
    found
}

pub fn sha256(octets: &[u8]) -> String {
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, octets);
    let digits = digest.as_ref().iter().map(|octet| format!("{octet:02x}"));
    digits.collect()
}

/// Seconds since 1970 of a moment as the tables write it.
pub fn moment(text: &str) -> i64 {
    let time: der::DateTime = text.parse().unwrap();
    time.unix_duration().as_secs().try_into().unwrap()
}

pub fn signing_policy(name: &str) -> SigningPolicy {
    match name {
        "EHEALTH_CERT" => SigningPolicy::EhealthCertificate,
        "EID" => SigningPolicy::Eid,
        "WEB_AUTHN" => SigningPolicy::WebAuthn,
        other => panic!("unknown policy: {other}"),
    }
}
