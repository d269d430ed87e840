//! Keys and tokens by the names of their algorithms, for `tests/jose/run`: one line of JSON in,
//! one line of JSON out.
//!
//! A line has `do`, `key` (a JWK) and, as the case may be, `alg`, `enc`, `text` and `token`. The
//! answer has `text`, `token` or `key`, or else `error`, the name of a status.

#![allow(clippy::print_stdout)]

use etee::measure::jose;
use etee::{Error, Jwk, Limits, Status};
use serde_json::{Value, json};
use std::io::{self, BufRead};

fn main() -> io::Result<()> {
    for line in io::stdin().lock().lines() {
        let line: Value = serde_json::from_str(&line?)?;
        let answer = answer(&line);
        let refused = |error: Error| json!({ "error": error.status().name() });
        println!("{}", answer.unwrap_or_else(refused));
    }
    Ok(())
}

fn answer(line: &Value) -> Result<Value, Error> {
    let member = |name: &str| line.get(name).and_then(Value::as_str).unwrap_or_default();
    let json = line.get("key").unwrap_or(&Value::Null).to_string();
    let limits = Limits::default();
    let key = Jwk::from_json(json.as_bytes(), &limits)?;
    let (algorithm, token) = (member("alg"), member("token"));
    let content = member("text").as_bytes();
    match member("do") {
        "sign" => Ok(json!({ "token": key.sign(algorithm, content)? })),
        "verify" => Ok(json!({ "text": text(&key.verify(token, &[], &limits)?) })),
        "encrypt" => {
            let token = key.encrypt(algorithm, member("enc"), content)?;
            Ok(json!({ "token": token }))
        }
        "decrypt" => Ok(json!({ "text": text(key.decrypt(token, &[], &limits)?.as_bytes()) })),
        "claims" => {
            let now = line.get("now").and_then(Value::as_i64).unwrap_or_default();
            let subject = jose::check_claims(content, member("iss"), member("aud"), now)?;
            Ok(json!({ "text": subject }))
        }
        "key" => key_again(&key),
        _ => Err(Error::new(Status::InvalidArgument, "an unknown task")),
    }
}

/// The key as it leaves, its thumbprint as `token`.
fn key_again(key: &Jwk) -> Result<Value, Error> {
    let again: Value = serde_json::from_slice(key.to_private_json().as_bytes()).unwrap_or_default();
    Ok(json!({ "key": again, "token": key.thumbprint() }))
}

fn text(octets: &[u8]) -> String {
    String::from_utf8_lossy(octets).into_owned()
}
