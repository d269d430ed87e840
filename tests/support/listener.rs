//! The responder on a real port, for the built-in transport.

use super::responder::Responder;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::JoinHandle;

/// Where the certificates of the test PKI say that it is.
const ADDRESS: &str = "127.0.0.1:8899";

/// Listens until it is dropped.
pub struct Listener {
    state: Arc<State>,
    thread: Option<JoinHandle<()>>,
}

struct State {
    responder: Responder,
    answered: AtomicUsize,
    ending: AtomicBool,
}

impl Listener {
    /// `None` if someone else has the port.
    pub fn start(responder: Responder) -> Option<Self> {
        let listener = TcpListener::bind(ADDRESS).ok()?;
        let state = Arc::new(State {
            responder,
            answered: AtomicUsize::new(0),
            ending: AtomicBool::new(false),
        });
        let own = Arc::clone(&state);
        let thread = std::thread::spawn(move || {
            for connection in listener.incoming() {
                if own.ending.load(Ordering::SeqCst) {
                    return;
                }
                connection.ok().and_then(|c| own.answer(c));
            }
        });
        Some(Self {
            state,
            thread: Some(thread),
        })
    }

    /// How many requests were answered.
    pub fn answered(&self) -> usize {
        self.state.answered.load(Ordering::SeqCst)
    }
}

impl State {
    /// One request on each connection.
    fn answer(&self, mut connection: TcpStream) -> Option<()> {
        let mut reader = BufReader::new(connection.try_clone().ok()?);
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let mut words = line.split(' ');
        let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
        let mut length = 0;
        loop {
            let mut header = String::new();
            reader.read_line(&mut header).ok()?;
            let Some((name, value)) = header.split_once(':') else {
                break;
            };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse().ok()?;
            }
        }
        let mut body = Vec::new();
        reader.take(length).read_to_end(&mut body).ok()?;
        let url = format!("http://{ADDRESS}{path}");
        let (status, body) = self.responder.reply(&method, &url, &body);
        let head = format!(
            "HTTP/1.1 {status} Answer\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            body.len()
        );
        self.answered.fetch_add(1, Ordering::SeqCst);
        connection
            .write_all(&[head.as_bytes(), &body].concat())
            .ok()
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.state.ending.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for a connection.
        drop(TcpStream::connect(ADDRESS));
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}
