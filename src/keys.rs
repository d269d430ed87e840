//! stub
#![allow(missing_docs, dead_code)]
use crate::crypto::{RsaDecryptionKey, SigningKey};
use crate::x509::Certificate;
pub struct Identity { pub(crate) key: Option<SigningKey>, pub(crate) chain: Vec<Certificate>, pub(crate) dec: Vec<DecryptionKey> }
pub struct DecryptionKey { pub(crate) cert: Option<Certificate>, pub(crate) rsa: Option<RsaDecryptionKey> }
pub struct Token { pub(crate) enc: Certificate }
impl Identity {
    pub(crate) fn signing_key(&self) -> Option<&SigningKey> { self.key.as_ref() }
    pub fn authentication_certificate(&self) -> Option<&Certificate> { self.chain.first() }
    pub fn certificate_chain(&self) -> &[Certificate] { &self.chain }
    pub fn decryption_keys(&self) -> &[DecryptionKey] { &self.dec }
}
impl DecryptionKey {
    pub fn certificate(&self) -> Option<&Certificate> { self.cert.as_ref() }
    pub(crate) fn rsa(&self) -> Option<&RsaDecryptionKey> { self.rsa.as_ref() }
    pub(crate) fn has_serial(&self, serial: &[u8]) -> bool { self.cert.as_ref().is_some_and(|c| c.serial() == serial) }
}
impl Token { pub fn encryption_certificate(&self) -> &Certificate { &self.enc } }
