//! What nobody can do without: the primitives of an operation, by aws-lc, and nothing else.

use crate::request::{Operation, Request};
use crate::serve::InProcess;
use aws_lc_rs::cipher::{AES_128, EncryptingKey, EncryptionContext, UnboundCipherKey};
use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::iv::FixedLength;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{
    Pkcs1PrivateDecryptingKey, Pkcs1PublicEncryptingKey, PrivateDecryptingKey, PublicEncryptingKey,
};
use aws_lc_rs::signature::{self, ParsedPublicKey, RsaKeyPair};
use std::fs;

/// About as long as the attributes that are signed.
const SIGNED: [u8; 200] = [0; 200];

const CONTENT_KEY: [u8; 16] = [7; 16];

/// Octets that go through the cipher at once.
const CHUNK: usize = 64 << 10;

pub(crate) struct Floor {
    signer: RsaKeyPair,
    verifier: ParsedPublicKey,
    encryptor: Pkcs1PublicEncryptingKey,
    decryptor: Pkcs1PrivateDecryptingKey,
    signature: Vec<u8>,
    encrypted: Vec<u8>,
    cipher: EncryptingKey,
    room: Vec<u8>,
}

impl Floor {
    /// The current directory holds `keys/`. All keys are RSA-2048.
    pub(crate) fn new() -> Self {
        let read = |name| fs::read(name).unwrap();
        let signer = RsaKeyPair::from_pkcs8(&read("keys/rsa2048.key.der")).unwrap();
        let reader = PrivateDecryptingKey::from_pkcs8(&read("keys/recipient-1.key.der")).unwrap();
        let public =
            PublicEncryptingKey::from_der(AsDer::as_der(&reader.public_key()).unwrap().as_ref());
        let public_key = aws_lc_rs::signature::KeyPair::public_key(&signer);
        let verifier =
            ParsedPublicKey::new(&signature::RSA_PSS_2048_8192_SHA256, public_key.as_ref());
        let cipher = EncryptingKey::cbc(UnboundCipherKey::new(&AES_128, &CONTENT_KEY).unwrap());
        let mut floor = Self {
            signer,
            verifier: verifier.unwrap(),
            encryptor: Pkcs1PublicEncryptingKey::new(public.unwrap()).unwrap(),
            decryptor: Pkcs1PrivateDecryptingKey::new(reader).unwrap(),
            signature: vec![0; 256],
            encrypted: vec![0; 256],
            cipher: cipher.unwrap(),
            room: Vec::new(),
        };
        floor.sign();
        floor.encrypt();
        floor
    }

    fn sign(&mut self) {
        let random = SystemRandom::new();
        self.signer
            .sign(
                &signature::RSA_PSS_SHA256,
                &random,
                &SIGNED,
                &mut self.signature,
            )
            .unwrap();
    }

    fn verify(&self) {
        self.verifier.verify_sig(&SIGNED, &self.signature).unwrap();
    }

    fn encrypt(&mut self) {
        self.encryptor
            .encrypt(&CONTENT_KEY, &mut self.encrypted)
            .unwrap();
    }

    fn decrypt(&self) {
        let mut clear = [0; 256];
        self.decryptor.decrypt(&self.encrypted, &mut clear).unwrap();
    }

    /// One chain over as many octets as the content has. Each block needs the one before, so
    /// nothing makes it faster.
    fn chain(&mut self, len: usize) {
        self.room.resize(len.min(CHUNK) / 16 * 16, 0);
        let mut left = len / 16 * 16;
        while left > 0 {
            let part = left.min(self.room.len());
            let context = EncryptionContext::Iv128(FixedLength::from(&CONTENT_KEY));
            self.cipher
                .less_safe_encrypt(&mut self.room[..part], context)
                .unwrap();
            left -= part;
        }
    }
}

impl InProcess for Floor {
    fn prepare(&mut self, request: &Request) -> Result<(), String> {
        if request.signer == "rsa2048" {
            Ok(())
        } else {
            Err("cannot use other keys than RSA-2048".to_owned())
        }
    }

    /// To seal: two signatures, a public operation for each recipient, and the cipher. To
    /// unseal: a private operation, and three public ones for the signatures of the layers and
    /// of the signer's certificate; contents have to be small for that to be all.
    fn run(&mut self, request: &Request, input: &[u8]) -> Result<Vec<u8>, String> {
        match request.operation {
            Operation::Seal => {
                self.sign();
                self.sign();
                for _ in 0..request.recipients {
                    self.encrypt();
                }
                self.chain(input.len());
            }
            Operation::Unseal => {
                self.decrypt();
                self.verify();
                self.verify();
                self.verify();
            }
        }
        Ok(Vec::new())
    }
}

/// The digests of the content in both signed layers, by the library's own code.
pub(crate) struct FloorOfDigests;

impl InProcess for FloorOfDigests {
    fn prepare(&mut self, _: &Request) -> Result<(), String> {
        Ok(())
    }

    fn run(&mut self, _: &Request, input: &[u8]) -> Result<Vec<u8>, String> {
        std::hint::black_box(etee::measure::sha256_of_two(input, input));
        Ok(Vec::new())
    }
}
