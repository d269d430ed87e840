//! Encryption tokens. stub
#![allow(missing_docs)]
use crate::cms::SignedDataReader;
use crate::error::Result;
use crate::limits::Limits;
use crate::x509::Certificate;
#[derive(Clone)]
pub struct Token {
    bytes: Vec<u8>,
    enc: Certificate,
}
impl Token {
    pub fn from_bytes(bytes: &[u8], limits: &Limits) -> Result<Self> {
        let mut r = SignedDataReader::new(limits);
        let mut input = bytes;
        let mut content = Vec::new();
        while let Some(p) = r.next(&mut input)? {
            content.extend_from_slice(p);
        }
        r.finish()?;
        Ok(Self {
            bytes: bytes.to_vec(),
            enc: Certificate::from_der(&content)?,
        })
    }
    pub fn from_base64(_: &str, limits: &Limits) -> Result<Self> {
        Self::from_bytes(&[], limits)
    }
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }
    pub fn encryption_certificate(&self) -> &Certificate {
        &self.enc
    }
    pub fn authentication_certificate(&self) -> &Certificate {
        &self.enc
    }
    pub fn identifier_type(&self) -> &str {
        ""
    }
    pub fn identifier(&self) -> &str {
        ""
    }
    pub fn application(&self) -> &str {
        ""
    }
}
