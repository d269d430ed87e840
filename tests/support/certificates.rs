//! Certificates in files, and their names in the text of the tables.

use base64ct::{Base64, Encoding};
use etee::Certificate;
use std::fs;
use std::path::{Path, PathBuf};

/// The files below a folder whose names end like this, sorted.
pub fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Reads a certificate in DER or PEM.
pub fn certificate(path: &Path) -> Certificate {
    let file = fs::read(path).unwrap();
    if !file.starts_with(b"-----BEGIN") {
        return Certificate::from_der(&file).unwrap();
    }
    let text = std::str::from_utf8(&file).unwrap();
    let base64: String = text
        .lines()
        .filter(|line| !line.starts_with("-----"))
        .map(str::trim)
        .collect();
    Certificate::from_der(&Base64::decode_vec(&base64).unwrap()).unwrap()
}

/// The certificates below a folder.
pub fn certificates(folder: &Path) -> Vec<Certificate> {
    files(folder, "cer")
        .iter()
        .map(|path| certificate(path))
        .collect()
}

/// A distinguished name in one form: the tables have the one of Java (`SERIALNUMBER=1, C=BE`,
/// with quotes), we have that of RFC 4514 (`serialNumber=1,C=BE`, with backslashes).
pub fn plain_name(text: &str) -> String {
    let mut parts = vec![String::new()];
    let mut quoted = false;
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let last = parts.last_mut().unwrap();
        match character {
            '"' => quoted = !quoted,
            '\\' => last.extend(characters.next()),
            ',' if !quoted => parts.push(String::new()),
            ' ' if !quoted && last.is_empty() => {}
            _ => last.push(character),
        }
    }
    let parts: Vec<String> = parts.iter().map(|part| plain_attribute(part)).collect();
    parts.join("/")
}

fn plain_attribute(text: &str) -> String {
    let Some((kind, value)) = text.split_once('=') else {
        return text.to_owned();
    };
    let kind = match kind.to_uppercase().as_str() {
        "GN" => "GIVENNAME".to_owned(),
        "SN" => "SURNAME".to_owned(),
        other => other.to_owned(),
    };
    format!("{kind}={value}")
}
