//! Encrypted tokens in the compact form (RFC 7516, 7.1).

mod content_key;
mod key_management;

use super::header::{Header, parts, unsupported};
use super::json::ObjectWriter;
use super::{Jwk, base64url};
use crate::crypto::{AuthenticatedCipher, SealedContent, fill_random};
use crate::error::{Error, Result, Status};
use crate::limits::Limits;
use crate::secret::Secret;
use content_key::{Announced, Sent};
pub(crate) use key_management::KeyManagement;
use zeroize::Zeroizing;

/// The value of `enc`.
pub(super) fn cipher_name(cipher: AuthenticatedCipher) -> &'static str {
    match cipher {
        AuthenticatedCipher::Aes128Gcm => "A128GCM",
        AuthenticatedCipher::Aes256Gcm => "A256GCM",
        AuthenticatedCipher::Aes128CbcHmacSha256 => "A128CBC-HS256",
    }
}

/// How a token shall be encrypted, and what its header says.
pub(crate) struct Encryption<'a> {
    pub(crate) key_management: KeyManagement,
    pub(crate) cipher: AuthenticatedCipher,
    /// The type of what is encrypted (`cty`).
    pub(crate) content_type: Option<&'a str>,
    /// What the sender (`apu`) and the recipient (`apv`) are called where a key is agreed on;
    /// mostly empty.
    pub(crate) parties: [&'a [u8]; 2],
}

impl Encryption<'_> {
    /// Encrypts for the holder of a public key, or of a symmetric one, under its name.
    ///
    /// # Errors
    /// [`Status::KeyUnsupported`] if the key does not go with the algorithm, or its labels keep it
    /// from being used so.
    pub(crate) fn encrypt(&self, recipient: &Jwk, clear: &[u8]) -> Result<String> {
        let (management, cipher) = (self.key_management, self.cipher);
        let algorithms = algorithms_of_key(management, cipher);
        if !recipient.permits("enc", &algorithms, management.operations_to_encrypt()) {
            return Err(not_for_this());
        }
        let sent = Sent::new(self, recipient)?;
        let header = base64url::encode(self.header(recipient, &sent).as_bytes());
        let key = sent.content_key.as_bytes();
        let sealed = self.cipher.seal(key, header.as_bytes(), clear)?;
        let rest = [
            &sent.encrypted_key,
            &sealed.nonce,
            &sealed.ciphertext,
            &sealed.tag,
        ];
        let rest = rest.map(|part| base64url::encode(part));
        let rest: Vec<&str> = rest.iter().map(|part| part.as_str()).collect();
        Ok(format!("{}.{}", *header, rest.join(".")))
    }

    fn header(&self, recipient: &Jwk, sent: &Sent) -> Secret {
        let mut header = ObjectWriter::new();
        header.text("alg", self.key_management.name());
        header.text("enc", cipher_name(self.cipher));
        header.optional("kid", recipient.key_id());
        header.optional("cty", self.content_type);
        if let Some(ephemeral) = &sent.ephemeral_key {
            header.raw("epk", ephemeral.as_bytes());
            for (name, party) in ["apu", "apv"].into_iter().zip(self.parties) {
                if !party.is_empty() {
                    header.text(name, &base64url::encode(party));
                }
            }
        }
        header.finish()
    }
}

/// What a token must be like to be opened.
pub(crate) struct Decryption<'a> {
    /// The ways to give the key that may stand in it.
    pub(crate) key_managements: &'a [KeyManagement],
    /// The ciphers that may stand in it.
    pub(crate) ciphers: &'a [AuthenticatedCipher],
    pub(crate) limits: &'a Limits,
}

impl Decryption<'_> {
    /// The clear text of a token for this private or symmetric key.
    ///
    /// # Errors
    /// What can be seen without the key: [`Status::Malformed`]; [`Status::LimitExceeded`] beyond
    /// `jose_size`; [`Status::Unsupported`] for an algorithm that is not among the allowed, and
    /// for what would have to be understood; [`Status::NotAddressed`] if the token names another
    /// key; [`Status::KeyUnsupported`] if the key does not go with the algorithm. Everything
    /// else is [`Status::UnsealFailed`], with one sentence and after the same steps.
    pub(crate) fn decrypt(&self, key: &Jwk, token: &str) -> Result<Secret> {
        let [first, encrypted_key, nonce, ciphertext, tag] = parts::<5>(token, self.limits)?;
        let header = Header::parse(first, self.limits)?;
        let (key_management, cipher) = self.algorithms(&header)?;
        check_key(key, (key_management, cipher), &header)?;
        let octets = |part| base64url::decode(part).map(|octets| octets.to_vec());
        let sealed = SealedContent {
            nonce: octets(nonce)?,
            ciphertext: octets(ciphertext)?,
            tag: octets(tag)?,
        };
        if sealed.nonce.len() != cipher.nonce_size() || sealed.tag.len() != cipher.tag_size() {
            return Err(Error::malformed(
                "the initialisation vector or the tag of a token has another length",
            ));
        }
        let announced = Announced {
            key_management,
            cipher,
            encrypted_key: octets(encrypted_key)?,
            agreement: content_key::Agreement::of(&header, key_management, self.limits)?,
        };
        let content_key = match announced.content_key(key)? {
            Some(key) => key,
            // Whoever opens a token must not see where that failed (RFC 7516, 11.5).
            None => random_key(cipher)?,
        };
        let opened = cipher.open(content_key.as_bytes(), first.as_bytes(), &sealed);
        opened.ok_or_else(|| Error::new(Status::UnsealFailed, "the message could not be decrypted"))
    }

    fn algorithms(&self, header: &Header) -> Result<(KeyManagement, AuthenticatedCipher)> {
        let name = header.algorithm()?;
        let mut allowed = self.key_managements.iter().copied();
        let key_management = allowed.find(|allowed| allowed.name() == name);
        let name = header.text("enc")?;
        let name = name.ok_or_else(|| Error::malformed("a token names no cipher"))?;
        let mut allowed = self.ciphers.iter().copied();
        let cipher = allowed.find(|allowed| cipher_name(*allowed) == name);
        key_management
            .zip(cipher)
            .ok_or_else(|| unsupported("a token is encrypted by an algorithm that is not allowed"))
    }
}

/// Whether the key may open this token, by the names that both state.
fn check_key(
    key: &Jwk,
    (management, cipher): (KeyManagement, AuthenticatedCipher),
    header: &Header,
) -> Result<()> {
    let names = header.text("kid")?.zip(key.key_id());
    if names.is_some_and(|(stated, ours)| stated != ours) {
        return Err(Error::new(
            Status::NotAddressed,
            "a token is encrypted for another key",
        ));
    }
    let algorithms = algorithms_of_key(management, cipher);
    if !key.permits("enc", &algorithms, management.operations_to_decrypt()) {
        return Err(not_for_this());
    }
    Ok(())
}

/// What the `alg` of a key may be: a key that encrypts the content itself may name the cipher.
fn algorithms_of_key(
    key_management: KeyManagement,
    cipher: AuthenticatedCipher,
) -> [&'static str; 2] {
    match key_management {
        KeyManagement::Direct => [key_management.name(), cipher_name(cipher)],
        _ => [key_management.name(); 2],
    }
}

fn random_key(cipher: AuthenticatedCipher) -> Result<Secret> {
    let mut key = Zeroizing::new(vec![0; cipher.key_size()]);
    fill_random(&mut key)?;
    Ok(Secret::from(core::mem::take(&mut *key)))
}

fn not_for_this() -> Error {
    Error::new(
        Status::KeyUnsupported,
        "a web key is of another type than the algorithm of a token, or not for this use",
    )
}

#[cfg(test)]
mod tests;
