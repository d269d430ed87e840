//! HTTP/1.1 on a port: one request for each connection, so that a connection can be
//! ended at any point when that is the fault to show.

use super::service::Service;
use crate::error::{Error, Result};
use crate::soap::{MEDIA_TYPE, envelope};
use core::time::Duration;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

const MAX_HEAD: usize = 64 << 10;
const MAX_HEADERS: usize = 64;
const MAX_BODY: usize = 8 << 20;
/// How long a client may take to send its request or to take the answer.
const PATIENCE: Duration = Duration::from_secs(2);

pub(super) struct HttpRequest {
    pub(super) method: String,
    pub(super) path: String,
    /// What stands after the question mark.
    pub(super) query: String,
    headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl HttpRequest {
    /// The value of the first header of this name, in any case.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(other, _)| other.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

pub(super) struct HttpReply {
    status: u16,
    content_type: &'static str,
    /// Where what was made is.
    location: Option<String>,
    body: Vec<u8>,
}

impl HttpReply {
    pub(super) fn new(status: u16, content_type: &'static str, body: Vec<u8>) -> Self {
        Self {
            status,
            content_type,
            location: None,
            body,
        }
    }

    pub(super) fn with_location(mut self, location: String) -> Self {
        self.location = Some(location);
        self
    }

    /// An envelope with this in its Body.
    pub(super) fn soap(status: u16, body: &str) -> Self {
        Self::new(status, MEDIA_TYPE, envelope(body))
    }

    pub(super) fn with_body(mut self, body: Vec<u8>) -> Self {
        self.body = body;
        self
    }

    pub(super) fn halved(mut self) -> Self {
        self.body.truncate(self.body.len() / 2);
        self
    }

    /// White space at the end changes neither XML nor JSON.
    pub(super) fn padded(mut self, size: usize) -> Self {
        self.body.resize(self.body.len().max(size), b' ');
        self
    }

    fn send(&self, stream: &mut TcpStream) -> io::Result<()> {
        stream.write_all(self.head().as_bytes())?;
        stream.write_all(&self.body)?;
        stream.flush()
    }

    fn head(&self) -> String {
        let reason = match self.status {
            200..300 => "OK",
            _ => "Refused",
        };
        let mut head = format!("HTTP/1.1 {} {reason}\r\n", self.status);
        // An answer without content says nothing about one (RFC 9110, 8.6).
        if self.status != 204 {
            let (kind, length) = (self.content_type, self.body.len());
            head.push_str(&format!(
                "Content-Type: {kind}\r\nContent-Length: {length}\r\n"
            ));
        }
        if let Some(location) = &self.location {
            head.push_str(&format!("Location: {location}\r\n"));
        }
        head.push_str("Connection: close\r\n\r\n");
        head
    }
}

/// Tells every thread of the server that it is time to end.
#[derive(Default)]
pub(super) struct Stop {
    raised: Mutex<bool>,
    bell: Condvar,
}

impl Stop {
    fn raise(&self) {
        *self.raised.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.bell.notify_all();
    }

    fn is_raised(&self) -> bool {
        *self.raised.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for this time, or until the end if that comes first.
    pub(super) fn wait(&self, time: Duration) {
        let raised = self.raised.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self
            .bell
            .wait_timeout_while(raised, time, |raised| !*raised);
        drop(waited.unwrap_or_else(PoisonError::into_inner));
    }
}

/// Listens until it is dropped.
pub(super) struct Server {
    address: SocketAddr,
    stop: Arc<Stop>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    pub(super) fn start(service: Arc<Service>, at: SocketAddr) -> Result<Self> {
        let failed = |source| Error::io("the simulator could not start to listen", &source);
        let listener = TcpListener::bind(at).map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let stop = Arc::new(Stop::default());
        let seen = Arc::clone(&stop);
        let thread = thread::Builder::new()
            .name("etee-simulator".to_owned())
            .spawn(move || accept(&listener, &service, &seen))
            .map_err(failed)?;
        Ok(Self {
            address,
            stop,
            thread: Some(thread),
        })
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.raise();
        // The listening thread looks up at the next connection: this one.
        let woken = TcpStream::connect_timeout(&self.address, PATIENCE).is_ok();
        if let Some(thread) = self.thread.take().filter(|_| woken) {
            // A panic in there ended the thread too, which is all that is wanted.
            let _ = thread.join();
        }
    }
}

/// The scope ends when every request at work has its answer.
fn accept(listener: &TcpListener, service: &Service, stop: &Stop) {
    thread::scope(|scope| {
        for connection in listener.incoming() {
            if stop.is_raised() {
                break;
            }
            let Ok(stream) = connection else {
                // Most likely too many open files, which need a moment to be closed.
                stop.wait(Duration::from_millis(10));
                continue;
            };
            // Without a thread or an intact connection the client sees it end; it may retry.
            let _ = thread::Builder::new().spawn_scoped(scope, move || {
                let _ = serve(stream, service, stop);
            });
        }
    });
}

fn serve(mut stream: TcpStream, service: &Service, stop: &Stop) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let reply = match read_request(&mut stream)? {
        Ok(request) => service.answer(&request, stop),
        Err(status) => Some(HttpReply::new(status, "text/plain", Vec::new())),
    };
    match reply {
        Some(reply) => reply.send(&mut stream),
        None => Ok(()),
    }
}

/// A request, or the status that refuses it.
type Reading = core::result::Result<HttpRequest, u16>;

fn read_request(stream: &mut TcpStream) -> io::Result<Reading> {
    let mut received = Vec::new();
    loop {
        if receive(stream, &mut received)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        let mut head = httparse::Request::new(&mut headers);
        match head.parse(&received) {
            Ok(httparse::Status::Complete(length)) => {
                let Some((request, body_length)) = understand(&head) else {
                    return Ok(Err(411));
                };
                if body_length > MAX_BODY {
                    return Ok(Err(413));
                }
                let expects = header(&head, "Expect").is_some();
                received.drain(..length);
                return read_body(stream, request, received, body_length, expects).map(Ok);
            }
            Ok(httparse::Status::Partial) if received.len() <= MAX_HEAD => {}
            Ok(httparse::Status::Partial) => return Ok(Err(431)),
            Err(_) => return Ok(Err(400)),
        }
    }
}

fn receive(stream: &mut TcpStream, received: &mut Vec<u8>) -> io::Result<usize> {
    let mut chunk = [0; 4096];
    let count = stream.read(&mut chunk)?;
    received.extend(chunk.iter().take(count));
    Ok(count)
}

/// The request without its body, and the length of that; `None` if the length is not given.
fn understand(head: &httparse::Request<'_, '_>) -> Option<(HttpRequest, usize)> {
    if header(head, "Transfer-Encoding").is_some() {
        return None;
    }
    let body_length = match header(head, "Content-Length") {
        Some(length) => core::str::from_utf8(length).ok()?.trim().parse().ok()?,
        None => 0,
    };
    let target = head.path.unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let request = HttpRequest {
        method: head.method.unwrap_or_default().to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        headers: headers(head),
        body: Vec::new(),
    };
    Some((request, body_length))
}

/// All headers; those that are not UTF-8 count as empty.
fn headers(head: &httparse::Request<'_, '_>) -> Vec<(String, String)> {
    head.headers
        .iter()
        .map(|header| {
            let value = core::str::from_utf8(header.value).unwrap_or_default();
            (header.name.to_owned(), value.trim().to_owned())
        })
        .collect()
}

fn header<'a>(head: &'a httparse::Request<'_, '_>, name: &str) -> Option<&'a [u8]> {
    let mut headers = head.headers.iter();
    headers
        .find(|header| header.name.eq_ignore_ascii_case(name))
        .map(|header| header.value)
}

fn read_body(
    stream: &mut TcpStream,
    mut request: HttpRequest,
    mut body: Vec<u8>,
    length: usize,
    expects: bool,
) -> io::Result<HttpRequest> {
    if expects && body.len() < length {
        stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
    }
    while body.len() < length {
        if receive(stream, &mut body)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    body.truncate(length);
    request.body = body;
    Ok(request)
}
