//! An authenticator as a client of the platform would use it: a key on P-256 that signs for itself
//! (Web Authentication, packed), written by hand, so that nothing of the library judges itself.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use base64ct::{Base64UrlUnpadded, Encoding};
use etee::{Jwk, WebKey};

pub struct Authenticator(EcdsaKeyPair);

impl Authenticator {
    pub fn new() -> Self {
        Self(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap())
    }

    /// The public key; the private one does not leave the authenticator.
    pub fn key(&self) -> WebKey {
        let spki: PublicKeyX509Der<'_> = self.0.public_key().as_der().unwrap();
        let identifier = Jwk::from_spki(spki.as_ref())
            .unwrap()
            .subject_key_identifier();
        WebKey::from_spki(&identifier.unwrap(), spki.as_ref()).unwrap()
    }

    /// The answer to a challenge: the attestation object, and what the client saw.
    pub fn attest(&self, challenge: &[u8]) -> (Vec<u8>, Vec<u8>) {
        let challenge = Base64UrlUnpadded::encode_string(challenge);
        let client_data = format!(
            r#"{{"type":"webauthn.create","challenge":"{challenge}","origin":"https://ehealth.fgov.be"}}"#
        );
        let data = self.data();
        let signed = [&data[..], digest(&SHA256, client_data.as_bytes()).as_ref()].concat();
        let signature = self.0.sign(&SystemRandom::new(), &signed).unwrap();
        let signature = octets(signature.as_ref());
        let members = [
            b"\xa3cfmtfpackedgattStmt\xa2calg\x26csig",
            &signature[..],
            b"hauthData",
            &octets(&data),
        ];
        (members.concat(), client_data.into_bytes())
    }

    /// The authenticator data, with user and key present.
    fn data(&self) -> Vec<u8> {
        let point = self.0.public_key().as_ref();
        [
            digest(&SHA256, b"ehealth.fgov.be").as_ref(),
            &[0x41, 0, 0, 0, 0],
            &[7; 16],
            &[0, 1, 9],
            &[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21],
            &octets(&point[1..33]),
            &[0x22],
            &octets(&point[33..]),
        ]
        .concat()
    }
}

/// A byte string of CBOR, of fewer than 256 octets.
fn octets(octets: &[u8]) -> Vec<u8> {
    [&[0x58, octets.len() as u8], octets].concat()
}
