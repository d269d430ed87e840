//! Context: what a host decides once.

use super::error::etee_error;
use super::guard::{guard, guard_free};
use super::pointer::{borrow, bytes, free, handle, optional_text, out, path, text};
use super::settings::Settings;
use super::status::etee_status;
use super::transport::{Choice, etee_transport};
use crate::context::{Clock, Context, Judgement, OcspPolicy, SigningPolicy, Validation};
use crate::error::{Error, Result, Status};
use crate::limits::Limits;
use crate::transport::Transport;
use crate::x509::Certificate;
use core::ffi::c_char;
use core::num::NonZeroUsize;
use once_cell::sync::OnceCell;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What a host decides once: limits, clock, trust, places. The setters may be called until the
/// context is first used to make something; from then on it is immutable and may be used by
/// many threads at once. Freed with etee_context_free(), also before what was made with it.
pub struct etee_context {
    settings: Mutex<Settings>,
    frozen: OnceCell<Arc<Context>>,
    /// The transport that all services of the context share, and with it its connections.
    services: OnceCell<Arc<dyn Transport>>,
}

handle!(etee_context, b"ETEE_CTX");

impl etee_context {
    /// The settings as they are from now on.
    pub(super) fn freeze(&self) -> Arc<Context> {
        let settings = self.lock();
        Arc::clone(
            self.frozen
                .get_or_init(|| Arc::new(settings.context.clone())),
        )
    }

    /// The transport to the services of the platform, under the settings as they are from now on.
    pub(super) fn services(&self) -> Result<Arc<dyn Transport>> {
        let context = self.freeze();
        let make = || self.lock().transport.to_services(context.limits());
        self.services.get_or_try_init(make).map(Arc::clone)
    }

    fn lock(&self) -> MutexGuard<'_, Settings> {
        self.settings.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the settings, all or nothing.
    fn set(&self, change: impl FnOnce(&mut Settings) -> Result<()>) -> Result<()> {
        let mut settings = self.lock();
        if self.frozen.get().is_some() {
            return Err(Error::new(
                Status::WrongState,
                "the context is in use and cannot be changed any more",
            ));
        }
        let mut changed = settings.clone();
        change(&mut changed)?;
        *settings = changed;
        Ok(())
    }

    fn change(&self, change: impl FnOnce(Context) -> Context) -> Result<()> {
        self.set(|settings| {
            settings.update(change);
            Ok(())
        })
    }

    fn change_rules(&self, change: impl FnOnce(&mut Validation)) -> Result<()> {
        self.change(|context| {
            let mut rules = context.validation().clone();
            change(&mut rules);
            context.with_validation(rules)
        })
    }

    /// Adds every certificate that is there, DER or PEM.
    fn add_anchors(
        &self,
        octets: &[u8],
        add: impl Fn(Context, Certificate) -> Context,
    ) -> Result<()> {
        let anchors = Certificate::from_der_or_pem(octets)?;
        self.change(|context| anchors.into_iter().fold(context, add))
    }
}

fn invalid(message: &'static str) -> Error {
    Error::new(Status::InvalidArgument, message)
}

fn seconds(value: i64) -> Result<i64> {
    if value < 0 {
        return Err(invalid("a duration is negative"));
    }
    Ok(value)
}

/// The official library's verdict and the defences that it lacks. The default.
pub const ETEE_JUDGEMENT_STRICT: i32 = 1;
/// The official library's verdict, constant for constant: for comparison, and for programs that
/// have to behave as it does. It tells why a message cannot be decrypted, so it must never be
/// passed on to whoever sent the message.
pub const ETEE_JUDGEMENT_PARITY: i32 = 2;

/// An eHealth certificate with an RSA key of 2048 bits or more: RSASSA-PSS.
pub const ETEE_SIGNING_POLICY_EHEALTH_CERT: i32 = 1;
/// An eID card, RSA of 1024 bits or more: RSASSA-PKCS1-v1_5.
pub const ETEE_SIGNING_POLICY_EID: i32 = 2;
/// A web key, named by an identifier instead of a certificate.
pub const ETEE_SIGNING_POLICY_WEB_AUTHN: i32 = 3;
/// A certificate with a key on the curve P-256 or P-384. The official library does not know it.
pub const ETEE_SIGNING_POLICY_EC_CERT: i32 = 4;

/// Revocation is not looked at. The default.
pub const ETEE_OCSP_POLICY_NONE: i32 = 1;
/// From the message if it is there; a warning if not.
pub const ETEE_OCSP_POLICY_SENDER_OPTIONAL: i32 = 2;
/// From the message if it is there, else from the responder.
pub const ETEE_OCSP_POLICY_RECEIVER_OPTIONAL: i32 = 3;
/// From the message; an error if it is not there.
pub const ETEE_OCSP_POLICY_SENDER_MANDATORY: i32 = 4;
/// From the responder, whatever is in the message.
pub const ETEE_OCSP_POLICY_RECEIVER_MANDATORY: i32 = 5;

fn judgement(number: i32) -> Result<Judgement> {
    match number {
        ETEE_JUDGEMENT_STRICT => Ok(Judgement::Strict),
        ETEE_JUDGEMENT_PARITY => Ok(Judgement::Parity),
        _ => Err(invalid("there is no such judgement")),
    }
}

pub(super) fn signing_policy(number: i32) -> Result<SigningPolicy> {
    match number {
        ETEE_SIGNING_POLICY_EHEALTH_CERT => Ok(SigningPolicy::EhealthCertificate),
        ETEE_SIGNING_POLICY_EID => Ok(SigningPolicy::Eid),
        ETEE_SIGNING_POLICY_WEB_AUTHN => Ok(SigningPolicy::WebAuthn),
        ETEE_SIGNING_POLICY_EC_CERT => Ok(SigningPolicy::EllipticCurve),
        _ => Err(invalid("there is no such signing policy")),
    }
}

fn ocsp_policy(number: i32) -> Result<OcspPolicy> {
    match number {
        ETEE_OCSP_POLICY_NONE => Ok(OcspPolicy::None),
        ETEE_OCSP_POLICY_SENDER_OPTIONAL => Ok(OcspPolicy::SenderOptional),
        ETEE_OCSP_POLICY_RECEIVER_OPTIONAL => Ok(OcspPolicy::ReceiverOptional),
        ETEE_OCSP_POLICY_SENDER_MANDATORY => Ok(OcspPolicy::SenderMandatory),
        ETEE_OCSP_POLICY_RECEIVER_MANDATORY => Ok(OcspPolicy::ReceiverMandatory),
        _ => Err(invalid("there is no such OCSP policy")),
    }
}

/// Octets that one part of a message, such as a certificate, may have. Default 131072.
pub const ETEE_LIMIT_ELEMENT_SIZE: i32 = 1;
/// Certificates that one layer of a message may have. Default 64.
pub const ETEE_LIMIT_CERTIFICATES: i32 = 2;
/// Recipients that a message may have. Default 4096.
pub const ETEE_LIMIT_RECIPIENTS: i32 = 3;
/// Octets that a message, or the clear text in it, may have. Default 2^40.
pub const ETEE_LIMIT_MESSAGE_SIZE: i32 = 4;
/// Octets of clear text that the stream style of an unsealer keeps in memory before it goes to
/// an encrypted temporary file. Default 4194304.
pub const ETEE_LIMIT_SPOOL_MEMORY: i32 = 5;
/// Octets of output of the stream style of a sealer that may wait to be read before
/// etee_sealer_write() answers ETEE_OUTPUT_PENDING. Default 1048576.
pub const ETEE_LIMIT_PENDING_OUTPUT: i32 = 6;
/// Octets that a key store may have. Default 4194304.
pub const ETEE_LIMIT_STORE_SIZE: i32 = 7;
/// Iterations of key derivation that a key store may ask for. Default 5000000.
pub const ETEE_LIMIT_PASSWORD_ITERATIONS: i32 = 8;
/// Octets that an encryption token may have. Default 1048576.
pub const ETEE_LIMIT_TOKEN_SIZE: i32 = 9;
/// Octets that the answer of a service may have. Default 8388608.
pub const ETEE_LIMIT_REPLY_SIZE: i32 = 10;

fn with_limit(mut limits: Limits, limit: i32, value: u64) -> Result<Limits> {
    let size = || usize::try_from(value).unwrap_or(usize::MAX);
    match limit {
        ETEE_LIMIT_ELEMENT_SIZE => limits.element_size = size(),
        ETEE_LIMIT_CERTIFICATES => limits.certificates = size(),
        ETEE_LIMIT_RECIPIENTS => limits.recipients = size(),
        ETEE_LIMIT_MESSAGE_SIZE => limits.message_size = value,
        ETEE_LIMIT_SPOOL_MEMORY => limits.spool_memory = size(),
        ETEE_LIMIT_PENDING_OUTPUT => limits.pending_output = size(),
        ETEE_LIMIT_STORE_SIZE => limits.store_size = size(),
        ETEE_LIMIT_PASSWORD_ITERATIONS => {
            limits.password_iterations = u32::try_from(value).unwrap_or(u32::MAX);
        }
        ETEE_LIMIT_TOKEN_SIZE => limits.token_size = size(),
        ETEE_LIMIT_REPLY_SIZE => limits.reply_size = size(),
        _ => return Err(invalid("there is no such limit")),
    }
    Ok(limits)
}

/// Makes a context with the default settings.
///
/// `*context` is the caller's, to be freed with etee_context_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_context_new(
    context: *mut *mut etee_context,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        out(context)?.give(etee_context {
            settings: Mutex::default(),
            frozen: OnceCell::new(),
            services: OnceCell::new(),
        });
        Ok(())
    })
}

/// Changes a limit (one of ETEE_LIMIT_...).
///
/// Returns ETEE_INVALID_ARGUMENT for an unknown limit, ETEE_WRONG_STATE once the context was
/// used. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_context_set_limit(
    context: *mut etee_context,
    limit: i32,
    value: u64,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        borrow(context)?.set(|settings| {
            let limits = with_limit(settings.context.limits().clone(), limit, value)?;
            settings.update(|context| context.with_limits(limits));
            settings.connect()
        })
    })
}

/// Stops the clock of the context at a moment, in seconds since 1970-01-01T00:00:00Z: for
/// archives and for tests.
///
/// Returns ETEE_WRONG_STATE once the context was used. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_context_set_clock(
    context: *mut etee_context,
    seconds: i64,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        borrow(context)?.change(|context| context.with_clock(Clock::Fixed(seconds)))
    })
}

/// Sets the directory of the encrypted temporary files of the stream style of unsealers; /tmp
/// unless set. The path is UTF-8.
///
/// Returns ETEE_WRONG_STATE once the context was used. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_context_set_spool_directory(
    context: *mut etee_context,
    directory: *const c_char,
    directory_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let directory = path(directory, directory_len)?;
        borrow(context)?.change(|context| context.with_spool_directory(directory))
    })
}

/// Lets a batch (etee_batch) work on this many threads, the calling one among them. 1 unless set:
/// then no thread is started.
///
/// Returns ETEE_INVALID_ARGUMENT for 0, ETEE_WRONG_STATE once the context was used. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_context_set_parallelism(
    context: *mut etee_context,
    threads: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let threads = NonZeroUsize::new(threads)
            .ok_or_else(|| invalid("nothing can be done on no thread at all"))?;
        borrow(context)?.change(|context| context.with_parallelism(threads))
    })
}

/// Chooses the judgement (ETEE_JUDGEMENT_STRICT or _PARITY). Strict unless set.
///
/// Returns ETEE_INVALID_ARGUMENT for an unknown one, ETEE_WRONG_STATE once the context was used.
/// Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_context_set_judgement(
    context: *mut etee_context,
    judgement: i32,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let judgement = self::judgement(judgement)?;
        borrow(context)?.change_rules(|rules| rules.judgement = judgement)
    })
}

/// Accepts messages that were signed under this policy (one of ETEE_SIGNING_POLICY_...). The first
/// call replaces the default set, which is EHEALTH_CERT, EID and EC_CERT; each further one adds to
/// it. With ETEE_JUDGEMENT_PARITY, web keys are accepted whether they are named or not.
///
/// Returns ETEE_INVALID_ARGUMENT for an unknown policy, ETEE_WRONG_STATE once the context was used.
/// Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_context_add_signing_policy(
    context: *mut etee_context,
    policy: i32,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let policy = signing_policy(policy)?;
        borrow(context)?.set(|settings| {
            settings.add_signing_policy(policy);
            Ok(())
        })
    })
}

/// Says where it is learnt whether a certificate was revoked (one of ETEE_OCSP_POLICY_...); nowhere
/// unless set. A policy that asks a responder needs etee_context_allow_revocation_host() too.
///
/// Returns ETEE_INVALID_ARGUMENT for an unknown policy, ETEE_WRONG_STATE once the context was used.
/// Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_context_set_ocsp_policy(
    context: *mut etee_context,
    policy: i32,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let policy = ocsp_policy(policy)?;
        borrow(context)?.change_rules(|rules| rules.ocsp_policy = policy)
    })
}

/// Names the OCSP responder to ask instead of the one that a certificate names: a URL of HTTP or
/// HTTPS. NULL takes it back.
///
/// Returns ETEE_INVALID_ARGUMENT if it is no such URL, ETEE_WRONG_STATE once the context was used.
/// Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_context_set_ocsp_uri(
    context: *mut etee_context,
    uri: *const c_char,
    uri_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let uri = optional_text(uri, uri_len)?.map(str::to_owned);
        let is_http = |uri: &String| uri.starts_with("http://") || uri.starts_with("https://");
        if !uri.as_ref().is_none_or(is_http) {
            return Err(invalid(
                "the address of an OCSP responder is no URL of HTTP",
            ));
        }
        borrow(context)?.change_rules(|rules| rules.ocsp_uri = uri)
    })
}

/// Says how far clocks may differ, in seconds. Default 300.
///
/// Returns ETEE_INVALID_ARGUMENT if it is negative, ETEE_WRONG_STATE once the context was used.
/// Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_context_set_clock_skew(
    context: *mut etee_context,
    skew: i64,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let skew = seconds(skew)?;
        borrow(context)?.change_rules(|rules| rules.clock_skew = skew)
    })
}

/// Says for how long a message counts as signed just now, in seconds. Default 300.
///
/// Returns ETEE_INVALID_ARGUMENT if it is negative, ETEE_WRONG_STATE once the context was used.
/// Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_context_set_signing_time_expiration(
    context: *mut etee_context,
    expiration: i64,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let expiration = seconds(expiration)?;
        borrow(context)?.change_rules(|rules| rules.signing_time_expiration = expiration)
    })
}

/// Believes signers when they say when they signed, however long ago that is: for archives. Who got
/// hold of an expired or revoked key can then sign as of yesterday.
///
/// Returns ETEE_WRONG_STATE once the context was used. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_context_trust_signing_time(
    context: *mut etee_context,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        borrow(context)?.change_rules(|rules| rules.trusts_signing_time = true)
    })
}

/// Requires that the certificate of the author (the inner signature) is one for non-repudiation;
/// any certificate for signatures will do unless set.
///
/// Returns ETEE_WRONG_STATE once the context was used. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_context_require_non_repudiation(
    context: *mut etee_context,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        borrow(context)?.change_rules(|rules| rules.non_repudiation = true)
    })
}

/// Adds a certificate that the certificates of signers must lead to: DER, or PEM with one or more
/// of them. With no anchor at all, the strict judgement does not judge the trust in a signer: the
/// report names the signer, and whether to believe it is for the caller to decide; parity trusts
/// nobody.
///
/// Returns ETEE_MALFORMED or ETEE_TRUNCATED if there is no certificate, or a broken one, and then
/// adds none; ETEE_WRONG_STATE once the context was used. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_context_add_trust_anchor(
    context: *mut etee_context,
    certificate: *const u8,
    certificate_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let octets = bytes(certificate, certificate_len)?;
        borrow(context)?.add_anchors(octets, Context::with_trust_anchor)
    })
}

/// Adds a trust anchor, DER or PEM, from which certificates may still be signed with SHA-1; the
/// strict judgement takes such signatures from no other one.
///
/// Returns ETEE_MALFORMED or ETEE_TRUNCATED if there is no certificate, or a broken one, and then
/// adds none; ETEE_WRONG_STATE once the context was used. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_context_add_legacy_trust_anchor(
    context: *mut etee_context,
    certificate: *const u8,
    certificate_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let octets = bytes(certificate, certificate_len)?;
        borrow(context)?.add_anchors(octets, Context::with_legacy_trust_anchor)
    })
}

/// Adds a certificate, DER or PEM, that the certificates of time-stamping authorities must lead to.
/// Without any, they must lead where those of signers do.
///
/// Returns ETEE_MALFORMED or ETEE_TRUNCATED if there is no certificate, or a broken one, and then
/// adds none; ETEE_WRONG_STATE once the context was used. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_context_add_time_stamp_anchor(
    context: *mut etee_context,
    certificate: *const u8,
    certificate_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let octets = bytes(certificate, certificate_len)?;
        borrow(context)?.add_anchors(octets, Context::with_time_stamp_anchor)
    })
}

/// Adds a certificate, DER or PEM, that the certificates of registration authorities, which sign
/// encryption tokens, must lead to. Without any, their signature is not judged; the official
/// library never does.
///
/// Returns ETEE_MALFORMED or ETEE_TRUNCATED if there is no certificate, or a broken one, and then
/// adds none; ETEE_WRONG_STATE once the context was used. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_context_add_registration_authority_anchor(
    context: *mut etee_context,
    certificate: *const u8,
    certificate_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let octets = bytes(certificate, certificate_len)?;
        borrow(context)?.add_anchors(octets, Context::with_registration_authority_anchor)
    })
}

/// Has the trust in signers judged even if no trust anchor is added: then none is trusted.
///
/// Returns ETEE_WRONG_STATE once the context was used. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_context_set_empty_trust_store(
    context: *mut etee_context,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        borrow(context)?.change(Context::with_empty_trust_store)
    })
}

/// Allows that this host is asked whether a certificate was revoked: the name or address of an OCSP
/// responder, or of a server of revocation lists, as it stands in a URL, without port. Until the
/// first call nothing is asked over the network. Each further call adds a host; a host that is
/// named may have a private address. An empty name allows every host with a public name; names
/// and the empty name exclude each other.
///
/// Returns ETEE_INVALID_ARGUMENT where they meet, ETEE_UNSUPPORTED if the library was built without
/// an HTTP transport, ETEE_WRONG_STATE once the context was used. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_context_allow_revocation_host(
    context: *mut etee_context,
    host: *const c_char,
    host_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let host = text(host, host_len)?;
        borrow(context)?.set(|settings| settings.allow_revocation_host(host))
    })
}

/// Has services reached by this transport, OCSP responders and revocation lists included, with its
/// settings as they are now. All services of a context share its connections. NULL gives the
/// context its first one back, which is like that of etee_transport_new().
///
/// Returns ETEE_WRONG_STATE once the context was used. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_context_set_transport(
    context: *mut etee_context,
    transport: *const etee_transport,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let transport = match transport.is_null() {
            true => Choice::default(),
            false => borrow(transport)?.choice()?,
        };
        borrow(context)?.set(|settings| settings.set_transport(transport))
    })
}

/// Frees a context; NULL is allowed. What was made with it lives on. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_context_free(context: *mut etee_context) {
    guard_free(|| free(context))
}
