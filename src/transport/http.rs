//! The default transport: ureq over rustls, with aws-lc-rs as its cryptography.

use super::roots::system_roots;
use super::{Method, Reply, Request, Transport, is_loopback, too_large};
use crate::error::{Error, Result, Status};
use crate::limits::Limits;
use core::time::Duration;
use once_cell::sync::OnceCell;
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use std::sync::Arc;
use ureq::http::Uri;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::{Agent, Body, Proxy};

/// HTTPS to the platform, and plain HTTP to loopback addresses for the simulator; elsewhere only
/// after [`HttpTransportBuilder::plain_http`].
///
/// Servers are verified against the given trust roots or else the system's, which are read
/// at the first HTTPS request. Redirects are not followed. Connections are kept and shared
/// between threads. While a host name is looked up a short-lived thread runs, so that the
/// timeout holds there too.
pub struct HttpTransport {
    settings: HttpTransportBuilder,
    plain: Agent,
    /// Plain HTTP beyond this machine, if it is allowed.
    open: Option<Agent>,
    secure: OnceCell<Agent>,
}

/// How an [`HttpTransport`] shall work.
#[derive(Clone)]
pub struct HttpTransportBuilder {
    reply_size: usize,
    connect_timeout: Duration,
    call_timeout: Duration,
    trust_roots: Vec<CertificateDer<'static>>,
    proxy: Option<String>,
    plain_http: bool,
    user_agent: String,
    contact: Option<String>,
}

impl HttpTransport {
    /// Starts from the defaults: 10 seconds to connect, 30 seconds for a whole call, the
    /// system's trust roots, no proxy. Of the limits it takes `reply_size`.
    pub fn builder(limits: &Limits) -> HttpTransportBuilder {
        HttpTransportBuilder {
            reply_size: limits.reply_size,
            connect_timeout: Duration::from_secs(10),
            call_timeout: Duration::from_secs(30),
            trust_roots: Vec::new(),
            proxy: None,
            plain_http: false,
            user_agent: library_product(),
            contact: None,
        }
    }

    fn agent_for(&self, url: &str) -> Result<&Agent> {
        let uri: Uri = url
            .parse()
            .map_err(|_| invalid("the URL of a service cannot be understood"))?;
        match uri.scheme_str() {
            Some("https") => self.secure.get_or_try_init(|| self.settings.secure_agent()),
            Some("http") if uri.host().is_some_and(is_loopback) => Ok(&self.plain),
            Some("http") => self
                .open
                .as_ref()
                .ok_or_else(|| invalid("plain HTTP is only for loopback addresses")),
            _ => Err(invalid("the URL of a service is not one of HTTP or HTTPS")),
        }
    }
}

impl HttpTransportBuilder {
    /// How long it may take until a connection stands, TLS included.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How long a call may take from its start to the last octet of the answer.
    pub fn call_timeout(mut self, timeout: Duration) -> Self {
        self.call_timeout = timeout;
        self
    }

    /// Trusts this certificate (DER), and with it no longer the system's roots.
    pub fn trust_root(mut self, der: &[u8]) -> Self {
        self.trust_roots.push(CertificateDer::from(der.to_vec()));
        self
    }

    /// Sends HTTPS through this proxy, for example `http://proxy.example.be:3128`. Loopback
    /// addresses are reached directly.
    pub fn proxy(mut self, url: &str) -> Self {
        self.proxy = Some(url.to_owned());
        self
    }

    /// Sends plain HTTP to every host: for OCSP responders and revocation lists, which
    /// certificates name by such URLs and whose answers are signed themselves.
    pub fn plain_http(mut self) -> Self {
        self.plain_http = true;
        self
    }

    /// Names the calling software in `User-Agent`, as the platform wants it: a product of
    /// letters, digits and `-`, and a version of letters, digits and `-_.`.
    pub fn software(mut self, product: &str, version: &str) -> Self {
        self.user_agent = format!("{product}/{version} {}", library_product());
        self
    }

    /// The e-mail address for emergencies, which goes into `From`.
    pub fn contact(mut self, address: &str) -> Self {
        self.contact = Some(address.to_owned());
        self
    }

    /// Makes the transport. Nothing is connected or read yet.
    ///
    /// # Errors
    /// [`Status::InvalidArgument`] if a trust root is not a certificate, or if proxy,
    /// software or contact do not have the form that they must have.
    pub fn build(self) -> Result<HttpTransport> {
        for root in &self.trust_roots {
            RootCertStore::empty()
                .add(root.clone())
                .map_err(|_| invalid("a trust root is not a certificate of a CA"))?;
        }
        if !is_user_agent(&self.user_agent) {
            return Err(invalid(
                "the name or version of the software has a wrong form",
            ));
        }
        if !self.contact.as_deref().is_none_or(is_address) {
            return Err(invalid("the contact is not an e-mail address"));
        }
        let proxy = self.proxy_settings()?;
        let without_tls = || TlsConfig::builder().build();
        Ok(HttpTransport {
            plain: self.agent(None, without_tls()),
            open: self.plain_http.then(|| self.agent(proxy, without_tls())),
            secure: OnceCell::new(),
            settings: self,
        })
    }

    fn proxy_settings(&self) -> Result<Option<Proxy>> {
        let proxy = self.proxy.as_deref().map(Proxy::new).transpose();
        proxy.map_err(|_| invalid("the URL of the proxy cannot be understood"))
    }

    fn agent(&self, proxy: Option<Proxy>, tls: TlsConfig) -> Agent {
        Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(self.connect_timeout))
            .timeout_global(Some(self.call_timeout))
            .user_agent(&self.user_agent)
            .proxy(proxy)
            .tls_config(tls)
            .build()
            .into()
    }

    fn secure_agent(&self) -> Result<Agent> {
        let roots = if self.trust_roots.is_empty() {
            system_roots()?
        } else {
            self.trust_roots.clone()
        };
        let roots: Vec<_> = roots
            .iter()
            .map(|der| Certificate::from_der(der).to_owned())
            .collect();
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::new_with_certs(&roots))
            .unversioned_rustls_crypto_provider(Arc::new(
                rustls::crypto::aws_lc_rs::default_provider(),
            ))
            .build();
        Ok(self.agent(self.proxy_settings()?, tls))
    }
}

impl Transport for HttpTransport {
    fn send(&self, request: &Request) -> Result<Reply> {
        let agent = self.agent_for(request.url())?;
        let mut head = ureq::http::Request::builder()
            .method(request.method().as_str())
            .uri(request.url());
        for (name, value) in request.headers() {
            head = head.header(name, value);
        }
        if let Some(contact) = &self.settings.contact {
            head = head.header("From", contact);
        }
        let answer = match request.method() {
            Method::Get | Method::Delete => agent.run(head.body(()).map_err(|_| bad_request())?),
            Method::Post | Method::Patch => {
                agent.run(head.body(request.body()).map_err(|_| bad_request())?)
            }
        };
        read(answer.map_err(failure)?, self.settings.reply_size)
    }
}

fn read(answer: ureq::http::Response<Body>, reply_size: usize) -> Result<Reply> {
    let (head, mut body) = answer.into_parts();
    let headers = head
        .headers
        .iter()
        .filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.to_owned())))
        .collect();
    // The reader fails once it has given as many octets as its limit, even at the end.
    let limit = (reply_size as u64).saturating_add(1);
    let body = body.with_config().limit(limit).read_to_vec();
    Ok(Reply::new(
        head.status.as_u16(),
        headers,
        body.map_err(failure)?,
    ))
}

fn failure(error: ureq::Error) -> Error {
    match error {
        ureq::Error::Timeout(_) => {
            Error::new(Status::ServiceTimeout, "the service did not answer in time").retryable()
        }
        ureq::Error::BodyExceedsLimit(_) | ureq::Error::LargeResponseHeader(..) => too_large(),
        ureq::Error::Protocol(_) => Error::new(
            Status::BadReply,
            "the service does not speak HTTP as it should",
        ),
        ureq::Error::Rustls(error) => insecure(&error),
        ureq::Error::Io(error) => match error.get_ref().and_then(|e| e.downcast_ref()) {
            Some(error) => insecure(error),
            None => unreachable("the connection to the service failed").retryable(),
        },
        ureq::Error::HostNotFound => unreachable("the host of the service is not known"),
        ureq::Error::ConnectProxyFailed(_) => unreachable("the proxy refused the connection"),
        _ => unreachable("the service cannot be reached"),
    }
}

fn insecure(error: &rustls::Error) -> Error {
    match error {
        rustls::Error::InvalidCertificate(_) => {
            unreachable("the certificate of the service is not trusted")
        }
        _ => unreachable("no secure connection to the service could be made"),
    }
}

fn unreachable(message: &'static str) -> Error {
    Error::new(Status::ServiceUnreachable, message)
}

fn invalid(message: &'static str) -> Error {
    Error::new(Status::InvalidArgument, message)
}

fn bad_request() -> Error {
    invalid("the URL or a header of the request cannot be sent")
}

fn library_product() -> String {
    format!("libetee/{}", env!("CARGO_PKG_VERSION"))
}

/// Two products, or the one of the library.
fn is_user_agent(text: &str) -> bool {
    text.split(' ').all(|product| {
        product
            .split_once('/')
            .is_some_and(|(name, version)| is_made_of(name, b"-") && is_made_of(version, b"-_."))
    }) && text.split(' ').count() <= 2
}

fn is_made_of(text: &str, marks: &[u8]) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|octet| octet.is_ascii_alphanumeric() || marks.contains(&octet))
}

fn is_address(text: &str) -> bool {
    text.bytes().all(|octet| octet.is_ascii_graphic())
        && text
            .split_once('@')
            .is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status_of(url: &str) -> Status {
        let transport = HttpTransport::builder(&Limits::default())
            .connect_timeout(Duration::from_secs(1))
            .build()
            .unwrap();
        let error = transport.send(&Request::get(url.to_owned())).unwrap_err();
        error.status()
    }

    #[test]
    fn plain_http_stays_on_the_machine() {
        for url in [
            "http://services.example.be/",
            "http://127.0.0.1.example.be/",
            "http://127.0.0.1@example.be/",
            "http://10.0.0.1/",
            "ftp://127.0.0.1/",
            "127.0.0.1",
            "",
        ] {
            assert_eq!(status_of(url), Status::InvalidArgument, "{url}");
        }
        for url in ["http://127.0.0.1:1/", "http://[::1]:1/"] {
            assert_eq!(status_of(url), Status::ServiceUnreachable, "{url}");
        }
    }

    #[test]
    fn plain_http_can_be_allowed() {
        let transport = HttpTransport::builder(&Limits::default())
            .plain_http()
            .build()
            .unwrap();
        for (url, allowed) in [
            ("http://ocsp.example.be/", true),
            ("http://127.0.0.1/", true),
            ("https://ocsp.example.be/", true),
            ("ftp://ocsp.example.be/", false),
        ] {
            let agent = transport.agent_for(url);
            // On a system without trust roots HTTPS fails for another reason.
            let refused = agent.is_err_and(|e| e.status() == Status::InvalidArgument);
            assert_eq!(!refused, allowed, "{url}");
        }
    }

    #[test]
    fn settings_are_checked() {
        let start = || HttpTransport::builder(&Limits::default());
        for (builder, good) in [
            (start(), true),
            (start().software("CareDesk", "4.2.1"), true),
            (start().software("Care Desk", "4.2.1"), false),
            (start().software("CareDesk", "4\r\nX: y"), false),
            (start().contact("ops@example.be"), true),
            (start().contact("ops"), false),
            (start().contact("ops@example.be\r\nX: y"), false),
            (start().proxy("http://proxy.example.be:3128"), true),
            (start().proxy("nonsense://"), false),
            (start().trust_root(b"nonsense"), false),
            (
                start().trust_root(include_bytes!("../../tests/vectors/official/pki/root.cer")),
                true,
            ),
        ] {
            match builder.build() {
                Ok(_) => assert!(good),
                Err(error) => assert!(!good && error.status() == Status::InvalidArgument),
            }
        }
    }

    #[test]
    fn the_software_comes_first() {
        let builder = HttpTransport::builder(&Limits::default()).software("CareDesk", "4.2.1");
        let version = env!("CARGO_PKG_VERSION");
        assert_eq!(
            builder.user_agent,
            format!("CareDesk/4.2.1 libetee/{version}")
        );
    }
}
