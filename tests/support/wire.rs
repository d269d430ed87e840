//! HTTP by hand: a test can send what no client would.

use etee::{Error, Reply, Result, Status};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// Longer than the simulator's own patience; Wine may not notice that the other side has left.
const PATIENCE: Duration = Duration::from_secs(5);

/// Sends a request and takes the answer, without its headers.
pub fn http(method: &str, url: &str, headers: &[(String, String)], body: &[u8]) -> Result<Reply> {
    let unreachable = |_| Error::new(Status::ServiceUnreachable, "the connection ended");
    let (address, path) = url["http://".len()..].split_once('/').unwrap();
    let mut stream = TcpStream::connect(address).map_err(unreachable)?;
    stream
        .set_write_timeout(Some(PATIENCE))
        .map_err(unreachable)?;
    let mut head = format!("{method} /{path} HTTP/1.1\r\nHost: {address}\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("Content-Length: {}\r\n\r\n", body.len()));
    let mut answer = Vec::new();
    stream.write_all(head.as_bytes()).map_err(unreachable)?;
    // A server that refuses a body by its length does not wait for it.
    let _ = stream.write_all(body);
    stream.read_to_end(&mut answer).map_err(unreachable)?;
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n");
    let end = end.ok_or_else(|| Error::new(Status::ServiceUnreachable, "there is no answer"))?;
    let status = String::from_utf8_lossy(&answer[9..12]).parse().unwrap();
    Ok(Reply::new(status, Vec::new(), answer[end + 4..].to_vec()))
}
