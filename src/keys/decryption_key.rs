//! A private key that opens messages.

use crate::cms::{KeyAgreeRecipientInfo, KeyAgreement, Originator};
use crate::crypto::{AgreementKey, RsaDecryptionKey};
use crate::error::{Error, Result, Status};
use crate::secret::Secret;
use crate::x509::Certificate;
use core::fmt;

/// A private key that opens messages: one of RSA, or one of EC that keys are agreed on with.
pub struct DecryptionKey {
    alias: String,
    certificate: Option<Certificate>,
    /// `None` for a key of a store that is of no use here.
    key: Option<PrivateKey>,
}

enum PrivateKey {
    Rsa(Box<RsaDecryptionKey>),
    Agreement(AgreementKey),
}

impl PrivateKey {
    fn from_pkcs8(pkcs8: &[u8]) -> Option<Self> {
        AgreementKey::from_pkcs8(pkcs8)
            .map(Self::Agreement)
            .or_else(|_| RsaDecryptionKey::from_pkcs8(pkcs8).map(|key| Self::Rsa(Box::new(key))))
            .ok()
    }
}

impl DecryptionKey {
    /// Takes an unencrypted PKCS #8 PrivateKeyInfo (RFC 5958) and the encryption certificate of
    /// the key: RSA, or EC on P-256, P-384 or P-521.
    ///
    /// # Errors
    /// [`Status::KeyUnsupported`] if the key cannot open messages.
    pub fn from_pkcs8(pkcs8: &[u8], certificate: Certificate) -> Result<Self> {
        let key = PrivateKey::from_pkcs8(pkcs8).ok_or_else(|| {
            Error::new(
                Status::KeyUnsupported,
                "a decryption key is neither a usable RSA key nor an EC key on P-256, P-384 or \
                 P-521",
            )
        })?;
        Ok(Self {
            alias: certificate.serial_decimal(),
            certificate: Some(certificate),
            key: Some(key),
        })
    }

    /// The key of a store's entry, of whatever kind it is.
    pub(super) fn from_entry(
        alias: &str,
        pkcs8: &Secret,
        certificate: Option<Certificate>,
    ) -> Self {
        Self {
            alias: alias.to_owned(),
            certificate,
            key: PrivateKey::from_pkcs8(pkcs8.as_bytes()),
        }
    }

    /// The encryption certificate of this key; `None` if the store has lost it, which stores
    /// of long ago have, and only the serial number is known.
    pub fn certificate(&self) -> Option<&Certificate> {
        self.certificate.as_ref()
    }

    /// The serial number of the encryption certificate, in decimal: the platform's name for
    /// this key.
    pub fn serial(&self) -> String {
        match &self.certificate {
            Some(certificate) => certificate.serial_decimal(),
            None => self.alias.clone(),
        }
    }

    /// The key, if it is one of RSA.
    pub(crate) fn rsa(&self) -> Option<&RsaDecryptionKey> {
        match &self.key {
            Some(PrivateKey::Rsa(key)) => Some(key),
            Some(PrivateKey::Agreement(_)) | None => None,
        }
    }

    /// The key, if it is one of EC.
    pub(crate) fn agreement(&self) -> Option<&AgreementKey> {
        match &self.key {
            Some(PrivateKey::Agreement(key)) => Some(key),
            Some(PrivateKey::Rsa(_)) | None => None,
        }
    }

    /// The content-encryption key in one of the encrypted keys of this recipient. `None`,
    /// whatever the reason: an algorithm or a curve that is not ours, a point that is none, or
    /// a key that was wrapped for someone else.
    pub(crate) fn unwrap_agreed(
        &self,
        recipient: &KeyAgreeRecipientInfo,
        encrypted_key: &[u8],
    ) -> Option<Secret> {
        let key = self.agreement()?;
        let Originator::Key { curve, point } = &recipient.originator else {
            return None;
        };
        if curve.is_some_and(|curve| curve != key.curve()) {
            return None;
        }
        let derivation = KeyAgreement::from_algorithm(&recipient.algorithm)?
            .derivation(recipient.user_keying_material.as_deref());
        key.key_encryption_key(point, &derivation)?
            .unwrap(encrypted_key)
    }
}

/// Shows of what kind the key is, not whose it is.
impl fmt::Debug for DecryptionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecryptionKey")
            .field("certificate", &self.certificate.is_some())
            .field("rsa", &self.rsa().is_some())
            .field("agreement", &self.agreement().is_some())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::{Element, oid, tag};
    use crate::cms::{EnvelopedDataReader, EnvelopedPart, RecipientInfo, key_agree_recipient};
    use crate::crypto::{CbcDecryptor, EphemeralAgreement, KeyEncryptionKey};
    use crate::keys::Identity;
    use crate::limits::Limits;

    macro_rules! vector {
        ($name:literal) => {
            include_bytes!(concat!("../../tests/vectors/agreement/", $name)).as_slice()
        };
    }

    const CONTENT: &[u8] = vector!("content.txt");

    fn key(pkcs8: &[u8], certificate: &[u8]) -> DecryptionKey {
        DecryptionKey::from_pkcs8(pkcs8, Certificate::from_der(certificate).unwrap()).unwrap()
    }

    fn p256() -> DecryptionKey {
        key(vector!("p256.key.der"), vector!("p256.cer"))
    }

    fn p384() -> DecryptionKey {
        key(vector!("p384.key.der"), vector!("p384.cer"))
    }

    fn p521() -> DecryptionKey {
        key(vector!("p521.key.der"), vector!("p521.cer"))
    }

    fn read(message: &[u8]) -> (EnvelopedDataReader, Vec<u8>) {
        let mut reader = EnvelopedDataReader::new(&Limits::default());
        let mut ciphertext = Vec::new();
        let mut input = message;
        while let Some(part) = reader.next(&mut input).unwrap() {
            if let EnvelopedPart::Ciphertext(piece) = part {
                ciphertext.extend_from_slice(piece);
            }
        }
        reader.finish().unwrap();
        (reader, ciphertext)
    }

    /// The only key agreement with an encrypted key for the holder, and that key.
    fn addressed<'a>(
        recipients: &'a [RecipientInfo],
        key: &DecryptionKey,
    ) -> (&'a KeyAgreeRecipientInfo, &'a [u8]) {
        let certificate = key.certificate().unwrap();
        let mut found = Vec::new();
        for recipient in recipients {
            if let RecipientInfo::KeyAgree(recipient) = recipient {
                for encrypted in &recipient.encrypted_keys {
                    if encrypted.recipient.matches(certificate) {
                        found.push((recipient, encrypted.encrypted_key.as_slice()));
                    }
                }
            }
        }
        let [found] = found.as_slice() else {
            panic!("one recipient is expected");
        };
        *found
    }

    fn unwrap(reader: &EnvelopedDataReader, key: &DecryptionKey) -> Option<Secret> {
        let (recipient, encrypted_key) = addressed(reader.recipients(), key);
        key.unwrap_agreed(recipient, encrypted_key)
    }

    /// Opens a message that is encrypted with AES in CBC mode.
    fn open(message: &[u8], key: &DecryptionKey) -> Vec<u8> {
        let (reader, mut blocks) = read(message);
        let content_key = unwrap(&reader, key).unwrap();
        let algorithm = reader.content_encryption_algorithm().unwrap();
        let vector = Element::parse_as(algorithm.parameters.as_ref().unwrap(), tag::OCTET_STRING);
        let vector = vector.unwrap().content.try_into().unwrap();
        let mut cipher = CbcDecryptor::new(content_key.as_bytes(), vector).unwrap();
        cipher.decrypt(&mut blocks).unwrap();
        let padding = usize::from(*blocks.last().unwrap());
        blocks.truncate(blocks.len() - padding);
        blocks
    }

    #[test]
    fn messages_of_openssl_open() {
        for (message, key) in [
            (vector!("p256-sha1.cms"), p256()),
            (vector!("p256-sha224.cms"), p256()),
            (vector!("p256-sha256.cms"), p256()),
            (vector!("p256-cofactor.cms"), p256()),
            (vector!("p256-key-identifier.cms"), p256()),
            (vector!("p256-material.cms"), p256()),
            (vector!("p256-p384-stream.cms"), p256()),
            (vector!("p256-p384-stream.cms"), p384()),
            (vector!("p384-sha384.cms"), p384()),
            (vector!("p521-sha512.cms"), p521()),
        ] {
            assert_eq!(open(message, &key), CONTENT);
        }
    }

    /// Whether a key-encryption key of 24 octets is taken is not decided here.
    #[test]
    fn a_wrap_of_192_bits_opens_where_such_keys_are_taken() {
        let (reader, _) = read(vector!("p256-wrap192.cms"));
        let taken = KeyEncryptionKey::new(&[0; 24]).is_ok();
        assert_eq!(unwrap(&reader, &p256()).is_some(), taken);
    }

    #[test]
    fn keys_of_authenticated_messages_open() {
        for (message, key, size) in [
            (vector!("p256-gcm.cms"), p256(), 16),
            (vector!("p384-gcm-stream.cms"), p384(), 32),
        ] {
            let (reader, ciphertext) = read(message);
            assert!(reader.is_authenticated() && reader.authenticated_attributes().is_none());
            assert_eq!(reader.mac().unwrap().len(), 16);
            assert_eq!(ciphertext.len(), CONTENT.len());
            assert_eq!(unwrap(&reader, &key).unwrap().len(), size);
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let (reader, _) = read(vector!("p256-sha256.cms"));
        let key = p256();
        let (recipient, encrypted_key) = addressed(reader.recipients(), &key);
        let opens = |recipient: &KeyAgreeRecipientInfo| {
            key.unwrap_agreed(recipient, encrypted_key).is_some()
        };
        assert!(opens(recipient));
        for other in [p384(), p521(), rsa()] {
            assert_eq!(other.unwrap_agreed(recipient, encrypted_key), None);
        }
        for octet in 0..encrypted_key.len() {
            let mut changed = encrypted_key.to_vec();
            changed[octet] ^= 1;
            assert_eq!(key.unwrap_agreed(recipient, &changed), None);
            let cut = &encrypted_key[..octet];
            assert_eq!(key.unwrap_agreed(recipient, cut), None);
        }
        let mut changed = recipient.clone();
        changed.user_keying_material = Some(Vec::new());
        assert!(!opens(&changed));
        let mut changed = recipient.clone();
        changed.algorithm.oid = oid::DH_SINGLE_PASS_STD_DH_SHA1KDF_SCHEME;
        assert!(!opens(&changed));
        let mut changed = recipient.clone();
        changed.algorithm.parameters = None;
        assert!(!opens(&changed));
        let mut changed = recipient.clone();
        changed.originator = Originator::Unsupported;
        assert!(!opens(&changed));
        let mut changed = recipient.clone();
        if let Originator::Key { curve, .. } = &mut changed.originator {
            *curve = Some(crate::crypto::Curve::P384);
        }
        assert!(!opens(&changed));
        let mut changed = recipient.clone();
        if let Originator::Key { point, .. } = &mut changed.originator {
            point.clear();
        }
        assert!(!opens(&changed));
    }

    fn rsa() -> DecryptionKey {
        let pkcs8 = include_bytes!("../../tests/vectors/legacy/rsa1024.key.der");
        key(pkcs8, vector!("p256.cer"))
    }

    #[test]
    fn a_key_is_of_one_kind() {
        assert!(rsa().rsa().is_some() && rsa().agreement().is_none());
        assert!(p521().rsa().is_none() && p521().agreement().is_some());
        let certificate = Certificate::from_der(vector!("p256.cer")).unwrap();
        let error = DecryptionKey::from_pkcs8(b"no key", certificate).unwrap_err();
        assert_eq!(error.status(), Status::KeyUnsupported);
    }

    #[test]
    fn what_is_sealed_for_a_holder_opens() {
        let store = include_bytes!("../../tests/vectors/official/keys/eve.p12");
        let eve = Identity::from_pkcs12(store, "test", &Limits::default()).unwrap();
        for key in [&p256(), &p384(), &p521(), &eve.decryption_keys()[0]] {
            let certificate = key.certificate().unwrap();
            let ephemeral = EphemeralAgreement::with(certificate.spki()).unwrap();
            let agreement = KeyAgreement::on(ephemeral.curve());
            let kek = ephemeral
                .key_encryption_key(&agreement.derivation(None))
                .unwrap();
            let wrapped = kek.wrap(&[8; 16]).unwrap();
            let recipient =
                key_agree_recipient(certificate, &agreement, ephemeral.point(), wrapped).unwrap();
            let recipient = Element::parse(recipient.as_der()).unwrap();
            let recipients = [RecipientInfo::parse(&recipient).unwrap()];
            let (recipient, encrypted_key) = addressed(&recipients, key);
            let opened = key.unwrap_agreed(recipient, encrypted_key).unwrap();
            assert_eq!(opened.as_bytes(), [8; 16]);
        }
    }
}
