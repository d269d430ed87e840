//! Transport: how requests reach the services.

use super::error::etee_error;
use super::exclusive::Exclusive;
use super::guard::{guard, guard_free};
use super::host::Host;
use super::pointer::{Table, Tagged, borrow, bytes, free, handle, out, table, text};
use super::reply::etee_reply;
use super::request::etee_request;
use super::status::{ETEE_OK, etee_status};
use crate::error::{Error, Result, Status};
use crate::limits::Limits;
use crate::transport::{Reply, Request, Transport};
use crate::x509::Certificate;
use core::ffi::{c_char, c_void};
use core::time::Duration;
use std::sync::Arc;

/// How requests reach the services: the library's own HTTP client with its settings, or a host's.
/// It takes effect with etee_context_set_transport(), as it is then. One thread at a time; freed
/// with etee_transport_free(), also before the context.
pub struct etee_transport {
    choice: Exclusive<Choice>,
}

handle!(etee_transport, b"ETEE_TRA");

/// The functions of a host's HTTP client. The table is copied; functions and `user` are used until
/// `release`, from several threads at once.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct etee_transport_table {
    /// sizeof(etee_transport_table), by which later versions know what a host was built with.
    pub struct_size: usize,
    /// Passed to the functions as it is; may be NULL.
    pub user: *mut c_void,
    /// Sends the request and puts the answer together with etee_reply_set_status(), _add_header()
    /// and _append(), whatever its HTTP status is. Both handles are lent for the call. Redirects
    /// must not be followed, and the server's certificate must be verified. Returns ETEE_OK,
    /// ETEE_SERVICE_UNREACHABLE, ETEE_SERVICE_TIMEOUT or ETEE_CANCELLED; everything else means
    /// ETEE_HOST_FAILED. It must not return by an exception.
    pub send: Option<
        unsafe extern "C" fn(
            user: *mut c_void,
            request: *const etee_request,
            reply: *mut etee_reply,
        ) -> etee_status,
    >,
    /// Called once, when nothing will call `send` again; may be NULL.
    pub release: Option<unsafe extern "C" fn(user: *mut c_void)>,
}

impl Table for etee_transport_table {}

/// Which transport a context has.
#[derive(Clone)]
pub(super) enum Choice {
    BuiltIn(HttpSettings),
    Host(Arc<HostTransport>),
}

/// What the library's own HTTP client is told.
#[derive(Clone, Default)]
pub(super) struct HttpSettings {
    connect_timeout: Option<Duration>,
    call_timeout: Option<Duration>,
    trust_roots: Vec<Certificate>,
    proxy: Option<String>,
    software: Option<(String, String)>,
    contact: Option<String>,
}

/// A host's HTTP client.
pub(super) struct HostTransport(Host<SendFunction>);

type SendFunction =
    unsafe extern "C" fn(*mut c_void, *const etee_request, *mut etee_reply) -> etee_status;

impl Default for Choice {
    fn default() -> Self {
        Self::BuiltIn(HttpSettings::default())
    }
}

impl Choice {
    /// The transport to the services of the platform.
    pub(super) fn to_services(&self, limits: &Limits) -> Result<Arc<dyn Transport>> {
        match self {
            Self::BuiltIn(settings) => settings.to_services(limits),
            Self::Host(host) => Ok(Arc::clone(host) as _),
        }
    }

    /// The transport to OCSP responders and revocation lists, most of which stand behind plain
    /// HTTP.
    pub(super) fn to_revocation_services(&self, limits: &Limits) -> Result<Arc<dyn Transport>> {
        match self {
            Self::BuiltIn(settings) => settings.to_revocation_services(limits),
            Self::Host(host) => Ok(Arc::clone(host) as _),
        }
    }
}

#[cfg(feature = "http")]
impl HttpSettings {
    fn builder(&self, limits: &Limits) -> crate::transport::HttpTransportBuilder {
        let mut builder = crate::transport::HttpTransport::builder(limits);
        if let Some(timeout) = self.connect_timeout {
            builder = builder.connect_timeout(timeout);
        }
        if let Some(timeout) = self.call_timeout {
            builder = builder.call_timeout(timeout);
        }
        for root in &self.trust_roots {
            builder = builder.trust_root(root.as_der());
        }
        if let Some(proxy) = &self.proxy {
            builder = builder.proxy(proxy);
        }
        if let Some((product, version)) = &self.software {
            builder = builder.software(product, version);
        }
        match &self.contact {
            Some(contact) => builder.contact(contact),
            None => builder,
        }
    }

    fn to_services(&self, limits: &Limits) -> Result<Arc<dyn Transport>> {
        Ok(Arc::new(self.builder(limits).build()?))
    }

    fn to_revocation_services(&self, limits: &Limits) -> Result<Arc<dyn Transport>> {
        Ok(Arc::new(self.builder(limits).plain_http().build()?))
    }
}

#[cfg(not(feature = "http"))]
impl HttpSettings {
    fn to_services(&self, _: &Limits) -> Result<Arc<dyn Transport>> {
        Err(Error::new(
            Status::Unsupported,
            "the library was built without an HTTP transport",
        ))
    }

    fn to_revocation_services(&self, limits: &Limits) -> Result<Arc<dyn Transport>> {
        self.to_services(limits)
    }
}

impl Transport for HostTransport {
    fn send(&self, request: &Request) -> Result<Reply> {
        let request = Tagged::new(etee_request::new(request));
        let reply = Tagged::new(etee_reply::new());
        // SAFETY: the function is the host's own, with the data that it came with, which it has
        // not been told to release; both handles outlive the call.
        let status = unsafe {
            (self.0.function())(
                self.0.user(),
                request.as_pointer(),
                reply.as_pointer().cast_mut(),
            )
        };
        match status {
            ETEE_OK => reply.handle().take(),
            failed => Err(failure(failed)),
        }
    }
}

/// What a host's status means. A status of another family tells nothing about a service.
pub(super) fn failure(status: etee_status) -> Error {
    let known = [
        Status::ServiceUnreachable,
        Status::ServiceTimeout,
        Status::Cancelled,
    ];
    let known = known.into_iter().find(|known| known.code() == status);
    match known {
        Some(Status::Cancelled) => Error::new(Status::Cancelled, "the host cancelled the call"),
        Some(status) => Error::new(status, "the host could not reach the service").retryable(),
        None => Error::new(Status::HostFailed, "a function of the host failed"),
    }
}

/// Changes the settings of the library's own client, if they are ones that can be used.
fn change(
    transport: *mut etee_transport,
    change: impl FnOnce(&mut HttpSettings) -> Result<()>,
) -> Result<()> {
    let mut choice = borrow(transport.cast_const())?.choice.enter()?;
    let Choice::BuiltIn(settings) = &*choice else {
        return Err(Error::new(
            Status::WrongState,
            "a host's transport has no settings",
        ));
    };
    let mut changed = settings.clone();
    change(&mut changed)?;
    changed.to_services(&Limits::default())?;
    *choice = Choice::BuiltIn(changed);
    Ok(())
}

impl etee_transport {
    fn new(choice: Choice) -> Self {
        Self {
            choice: Exclusive::new(choice),
        }
    }

    /// The transport as it is now.
    pub(super) fn choice(&self) -> Result<Choice> {
        Ok(self.choice.enter()?.clone())
    }
}

/// Makes a transport of the library's own HTTP client: 10 seconds to connect, 30 seconds for a
/// call, the system's trust roots, no proxy. A context without a transport has one like it.
///
/// `*transport` is the caller's, to be freed with etee_transport_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_transport_new(
    transport: *mut *mut etee_transport,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        out(transport)?.give(etee_transport::new(Choice::default()));
        Ok(())
    })
}

/// Makes a transport of a host's HTTP client. On failure the table is not released.
///
/// Returns ETEE_INVALID_ARGUMENT for a table that is too small or does not send. `*transport` is
/// the caller's, to be freed with etee_transport_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_transport_from_table(
    functions: *const etee_transport_table,
    transport: *mut *mut etee_transport,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let place = out(transport)?;
        let table = table(functions)?;
        let missing = "a transport has no function that sends";
        let host = Host::new(table.user, table.send, table.release, missing)?;
        let host = Arc::new(HostTransport(host));
        place.give(etee_transport::new(Choice::Host(host)));
        Ok(())
    })
}

/// Sets how long it may take until a connection stands, TLS included, and how long a call may take
/// from its start to the last octet of the answer; in milliseconds.
///
/// Returns ETEE_INVALID_ARGUMENT for 0; ETEE_WRONG_STATE if the transport is a host's, as the
/// following do. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_transport_set_timeouts(
    transport: *mut etee_transport,
    connect: u32,
    call: u32,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        change(transport, |settings| {
            if connect == 0 || call == 0 {
                return Err(Error::new(Status::InvalidArgument, "a timeout is 0"));
            }
            settings.connect_timeout = Some(Duration::from_millis(connect.into()));
            settings.call_timeout = Some(Duration::from_millis(call.into()));
            Ok(())
        })
    })
}

/// Trusts a root certificate for TLS, and with it no longer the system's: DER, or PEM with one or
/// more.
///
/// Returns ETEE_MALFORMED or ETEE_TRUNCATED if there is no certificate, ETEE_INVALID_ARGUMENT if
/// it cannot be that of a CA. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_transport_add_trust_root(
    transport: *mut etee_transport,
    certificate: *const u8,
    certificate_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let roots = Certificate::from_der_or_pem(bytes(certificate, certificate_len)?)?;
        change(transport, |settings| {
            settings.trust_roots.extend(roots);
            Ok(())
        })
    })
}

/// Sends HTTPS through a proxy, for example "http://proxy.example.be:3128"; loopback addresses are
/// reached directly. NULL takes it back.
///
/// Returns ETEE_INVALID_ARGUMENT if the URL cannot be understood. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_transport_set_proxy(
    transport: *mut etee_transport,
    url: *const c_char,
    url_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let url = text(url, url_len)?;
        change(transport, |settings| {
            settings.proxy = (!url.is_empty()).then(|| url.to_owned());
            Ok(())
        })
    })
}

/// Names the calling software in User-Agent, as the platform wants it: a product of letters, digits
/// and "-", a version of letters, digits and "-_.".
///
/// Returns ETEE_INVALID_ARGUMENT for another form. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_transport_set_software(
    transport: *mut etee_transport,
    product: *const c_char,
    product_len: usize,
    version: *const c_char,
    version_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let product = text(product, product_len)?.to_owned();
        let version = text(version, version_len)?.to_owned();
        change(transport, |settings| {
            settings.software = Some((product, version));
            Ok(())
        })
    })
}

/// Names an e-mail address for emergencies, which goes into From.
///
/// Returns ETEE_INVALID_ARGUMENT if it is none. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_transport_set_contact(
    transport: *mut etee_transport,
    address: *const c_char,
    address_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let address = text(address, address_len)?.to_owned();
        change(transport, |settings| {
            settings.contact = Some(address);
            Ok(())
        })
    })
}

/// Frees a transport; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_transport_free(transport: *mut etee_transport) {
    guard_free(|| free(transport))
}
