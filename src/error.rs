//! The one error type of the library and its stable codes.
//!
//! An [`Error`] is safe to log by construction: it holds a status, a constant English
//! sentence, and at most numbers, object identifiers and the short code of a service.
//! There is no way to put a name, an identifier, a password or message content in it.

use core::fmt;
use der::oid::ObjectIdentifier;

/// The result of everything in this crate that can fail.
pub type Result<T, E = Error> = core::result::Result<T, E>;

macro_rules! statuses {
    ($($(#[doc = $doc:literal])+ $name:ident = $number:literal, $constant:literal;)+) => {
        /// Why an operation failed. The numbers are part of the ABI: hundreds are families
        /// (1xx the caller, 2xx the bytes, 3xx the keys, 4xx the trust, 5xx the services,
        /// 6xx the host, 9xx the library) and a number is never reused.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(i32)]
        #[non_exhaustive]
        pub enum Status {
            $($(#[doc = $doc])+ $name = $number,)+
        }

        impl Status {
            /// Every status, in the order of the numbers.
            pub const ALL: &'static [Status] = &[$(Status::$name),+];

            /// The name of the C constant, for example `ETEE_MALFORMED`.
            pub const fn name(self) -> &'static str {
                match self { $(Status::$name => $constant),+ }
            }

            /// The same name as C reads it.
            pub(crate) const fn name_with_nul(self) -> &'static core::ffi::CStr {
                let name = match self { $(Status::$name => concat!($constant, "\0")),+ };
                match core::ffi::CStr::from_bytes_with_nul(name.as_bytes()) {
                    Ok(name) => name,
                    Err(_) => c"",
                }
            }
        }
    };
}

statuses! {
    /// A pointer that must not be NULL was NULL.
    NullPointer = 101, "ETEE_NULL_POINTER";
    /// An argument has a value that the function does not take.
    InvalidArgument = 102, "ETEE_INVALID_ARGUMENT";
    /// Text that must be UTF-8 is not.
    InvalidUtf8 = 103, "ETEE_INVALID_UTF8";
    /// The handle is not in the state that this call needs (for example read before finish).
    WrongState = 104, "ETEE_WRONG_STATE";
    /// Another thread is using this handle.
    Busy = 105, "ETEE_BUSY";
    /// An earlier call on this handle panicked; it can only be freed.
    Poisoned = 106, "ETEE_POISONED";
    /// Too much output waits to be read; read it, then repeat the call.
    OutputPending = 107, "ETEE_OUTPUT_PENDING";
    /// The room that the caller gave is too small for the results.
    TooSmall = 108, "ETEE_TOO_SMALL";

    /// The bytes are not what they should be (ASN.1, CMS, certificate, JSON or XML).
    Malformed = 201, "ETEE_MALFORMED";
    /// The bytes end too early.
    Truncated = 202, "ETEE_TRUNCATED";
    /// The bytes are well-formed but use an algorithm or a structure that is not supported.
    Unsupported = 203, "ETEE_UNSUPPORTED";
    /// A size, depth or count limit of the context was exceeded.
    LimitExceeded = 204, "ETEE_LIMIT_EXCEEDED";

    /// The key store cannot be read: not PKCS#12, or damaged.
    StoreMalformed = 301, "ETEE_STORE_MALFORMED";
    /// The password does not open the key store.
    WrongPassword = 302, "ETEE_WRONG_PASSWORD";
    /// The key store has no key for this purpose.
    KeyNotFound = 303, "ETEE_KEY_NOT_FOUND";
    /// A key has a type or size that cannot be used here.
    KeyUnsupported = 304, "ETEE_KEY_UNSUPPORTED";
    /// The message is not addressed to any of the given keys.
    NotAddressed = 305, "ETEE_NOT_ADDRESSED";
    /// The message could not be decrypted. One code for every cause, on purpose.
    UnsealFailed = 306, "ETEE_UNSEAL_FAILED";
    /// Nothing can be sealed for this recipient.
    RecipientUnsupported = 307, "ETEE_RECIPIENT_UNSUPPORTED";
    /// A message needs at least one recipient.
    NoRecipient = 308, "ETEE_NO_RECIPIENT";

    /// A signature is wrong or could not be verified.
    SignatureInvalid = 401, "ETEE_SIGNATURE_INVALID";
    /// The certificate of the signer is missing.
    CertificateMissing = 402, "ETEE_CERTIFICATE_MISSING";
    /// The certificate of the signer is not fit for its use, or does not lead to a trust anchor.
    CertificateUntrusted = 403, "ETEE_CERTIFICATE_UNTRUSTED";
    /// The certificate of the signer was not valid at the time of signing.
    CertificateExpired = 404, "ETEE_CERTIFICATE_EXPIRED";
    /// The message breaks the platform's rules in another way; the report says how.
    Refused = 405, "ETEE_REFUSED";
    /// The certificate of the signer had been revoked.
    CertificateRevoked = 406, "ETEE_CERTIFICATE_REVOKED";

    /// The service cannot be reached.
    ServiceUnreachable = 501, "ETEE_SERVICE_UNREACHABLE";
    /// The service did not answer in time.
    ServiceTimeout = 502, "ETEE_SERVICE_TIMEOUT";
    /// The service answered with an error; the error carries its own code.
    ServiceRefused = 503, "ETEE_SERVICE_REFUSED";
    /// The service has no match for the search.
    NotFound = 504, "ETEE_NOT_FOUND";
    /// There are several matches where one was asked for.
    Ambiguous = 505, "ETEE_AMBIGUOUS";
    /// The answer of the service cannot be understood.
    BadReply = 506, "ETEE_BAD_REPLY";

    /// The host asked to stop.
    Cancelled = 601, "ETEE_CANCELLED";
    /// A function that the host supplied failed.
    HostFailed = 602, "ETEE_HOST_FAILED";
    /// A file could not be read or written.
    Io = 603, "ETEE_IO";

    /// The library panicked; a defect. The handle of the call is poisoned, all else lives on.
    Panic = 901, "ETEE_PANIC";
    /// The library failed in a way that should not happen; a defect, or no randomness.
    Internal = 902, "ETEE_INTERNAL";
}

impl Status {
    /// The number of this status in the C interface.
    pub const fn code(self) -> i32 {
        self as i32
    }
}

/// A failure: what kind, one constant sentence, and the facts around it.
#[derive(Clone)]
pub struct Error(Box<Facts>);

#[derive(Clone)]
struct Facts {
    status: Status,
    message: &'static str,
    position: Option<u64>,
    oid: Option<ObjectIdentifier>,
    os_code: Option<i32>,
    http_status: Option<u16>,
    service_code: Option<ServiceCode>,
    retryable: bool,
    cause: Option<Error>,
}

impl Error {
    /// An error of this status, described by a constant sentence.
    pub fn new(status: Status, message: &'static str) -> Self {
        Self(Box::new(Facts {
            status,
            message,
            position: None,
            oid: None,
            os_code: None,
            http_status: None,
            service_code: None,
            retryable: false,
            cause: None,
        }))
    }

    pub(crate) fn malformed(message: &'static str) -> Self {
        Self::new(Status::Malformed, message)
    }

    pub(crate) fn internal(message: &'static str) -> Self {
        Self::new(Status::Internal, message)
    }

    /// What became of work in which the library panicked.
    pub(crate) fn panicked() -> Self {
        let message = "the library panicked; this is a defect in it";
        Self::new(Status::Panic, message)
    }

    /// The failure of a file operation, with the number that the system gave.
    pub(crate) fn io(message: &'static str, source: &std::io::Error) -> Self {
        let mut error = Self::new(Status::Io, message);
        error.0.os_code = source.raw_os_error();
        error
    }

    /// The offset in the input, in octets, at which the error was found.
    pub(crate) fn at(mut self, position: u64) -> Self {
        self.0.position = Some(position);
        self
    }

    pub(crate) fn with_oid(mut self, oid: Option<ObjectIdentifier>) -> Self {
        self.0.oid = oid;
        self
    }

    #[cfg_attr(not(feature = "http"), allow(dead_code))]
    pub(crate) fn with_http_status(mut self, status: u16) -> Self {
        self.0.http_status = Some(status);
        self
    }

    pub(crate) fn with_service_code(mut self, code: Option<ServiceCode>) -> Self {
        self.0.service_code = code;
        self
    }

    pub(crate) fn retryable(mut self) -> Self {
        self.0.retryable = true;
        self
    }

    pub(crate) fn caused_by(mut self, cause: Error) -> Self {
        self.0.cause = Some(cause);
        self
    }

    /// What kind of failure this is.
    pub fn status(&self) -> Status {
        self.0.status
    }

    /// The sentence that describes the failure; constant English text.
    pub fn message(&self) -> &'static str {
        self.0.message
    }

    /// The offset in the input at which the failure was found, in octets.
    pub fn position(&self) -> Option<u64> {
        self.0.position
    }

    /// The error number of the operating system, for [`Status::Io`].
    pub fn os_code(&self) -> Option<i32> {
        self.0.os_code
    }

    /// The HTTP status that a service answered with.
    pub fn http_status(&self) -> Option<u16> {
        self.0.http_status
    }

    /// The code that a service gave to its refusal, for example `NO_MATCHING_ETK`.
    pub fn service_code(&self) -> Option<&str> {
        self.0.service_code.as_ref().map(ServiceCode::as_str)
    }

    /// Whether the same call may succeed later without any change.
    pub fn is_retryable(&self) -> bool {
        self.0.retryable
    }

    /// The failure that led to this one.
    pub fn cause(&self) -> Option<&Error> {
        self.0.cause.as_ref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.message)?;
        if let Some(position) = self.0.position {
            write!(f, " (at octet {position})")?;
        }
        if let Some(oid) = &self.0.oid {
            write!(f, " (object identifier {oid})")?;
        }
        if let Some(code) = self.0.os_code {
            write!(f, " (system error {code})")?;
        }
        if let Some(status) = self.0.http_status {
            write!(f, " (HTTP status {status})")?;
        }
        if let Some(code) = self.service_code() {
            write!(f, " (service code {code})")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {}: {self}",
            self.0.status.code(),
            self.0.status.name()
        )?;
        match &self.0.cause {
            Some(cause) => write!(f, "; caused by {cause:?}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.cause.as_ref().map(|cause| cause as _)
    }
}

/// The short code by which a service names its own error, such as `SOA-02002`.
///
/// Only letters, digits and `-_.:` are taken, 64 at most, so that no personal data that a
/// service may put in an answer can reach an error or a log through it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceCode(String);

impl ServiceCode {
    /// Takes the code if it looks like one.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let fits = (1..=64).contains(&text.len())
            && text
                .bytes()
                .all(|c| c.is_ascii_alphanumeric() || b"-_.:".contains(&c))
            && !text
                .bytes()
                .all(|c| c.is_ascii_digit() || c == b'-' || c == b'.');
        fits.then(|| Self(text.to_owned()))
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_unique_and_ordered() {
        assert!(
            Status::ALL
                .windows(2)
                .all(|pair| pair[0].code() < pair[1].code())
        );
        assert!(Status::ALL.iter().all(|s| s.name().starts_with("ETEE_")));
    }

    #[test]
    fn a_number_is_no_service_code() {
        // A bare number could be an SSIN that a service echoes.
        assert_eq!(ServiceCode::parse("71010100130"), None);
        assert_eq!(ServiceCode::parse("71.01.01-001.30"), None);
        assert_eq!(
            ServiceCode::parse("NO_MATCHING_ETK").unwrap().as_str(),
            "NO_MATCHING_ETK"
        );
        assert_eq!(ServiceCode::parse("Jane Doe"), None);
    }
}
