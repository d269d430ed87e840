//! A time-stamping authority (RFC 3161) with the certificates of
//! `tests/vectors/synthetic/pki`, whose clock shows whatever a test wants.

use super::der::{self, element};
use super::synthetic;
use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use std::fs;
use x509_cert::der::{Decode, Encode};

const OID: u8 = 0x06;
const SET: u8 = 0x31;

const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
const CONTENT_TYPE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03];
const MESSAGE_DIGEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04];
/// `id-ct-TSTInfo`
const TST_INFO: &[u8] = &[
    0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x04,
];
/// `id-aa-signingCertificateV2`
const SIGNING_CERTIFICATE: &[u8] = &[
    0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x2f,
];
/// 1.2.3.4.1
const POLICY: &[u8] = &[0x2a, 0x03, 0x04, 0x01];
/// `id-sha256` as AlgorithmIdentifier.
const ALGORITHM: &[u8] = &[
    0x30, 0x0b, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01,
];

/// A TimeStampToken over these octets, made at this moment (seconds since 1970) by an authority
/// that puts these certificates into it.
pub fn token(octets: &[u8], moment: i64, authority: &str, certificates: &[&str]) -> Vec<u8> {
    let info = tst_info(octets, moment);
    let certificates: Vec<u8> = certificates
        .iter()
        .flat_map(|name| synthetic::certificate(name).as_der().to_vec())
        .collect();
    let certificates = match certificates.as_slice() {
        [] => Vec::new(),
        some => element(0xa0, &[some]),
    };
    let content = element(0xa0, &[&element(der::OCTET_STRING, &[&info])]);
    let signed_data = element(
        der::SEQUENCE,
        &[
            &integer(3),
            &element(SET, &[ALGORITHM]),
            &element(der::SEQUENCE, &[&element(OID, &[TST_INFO]), &content]),
            &certificates,
            &element(SET, &[&signer_info(&info, authority)]),
        ],
    );
    element(
        der::SEQUENCE,
        &[
            &element(OID, &[SIGNED_DATA]),
            &element(0xa0, &[&signed_data]),
        ],
    )
}

fn tst_info(octets: &[u8], moment: i64) -> Vec<u8> {
    let imprint = element(der::OCTET_STRING, &[&sha256(octets)]);
    element(
        der::SEQUENCE,
        &[
            &integer(1),
            &element(OID, &[POLICY]),
            &element(der::SEQUENCE, &[ALGORITHM, &imprint]),
            &integer(7),
            &der::time(moment),
        ],
    )
}

fn signer_info(info: &[u8], authority: &str) -> Vec<u8> {
    let der = fs::read(synthetic::pki(authority, "cer")).unwrap();
    let certificate = x509_cert::Certificate::from_der(&der).unwrap();
    let certificate = certificate.tbs_certificate();
    let meant = element(der::OCTET_STRING, &[&sha256(&der)]);
    let meant = element(der::SEQUENCE, &[&element(der::SEQUENCE, &[&meant])]);
    // In the order of DER: that of their lengths, here.
    let attributes = [
        attribute(CONTENT_TYPE, &element(OID, &[TST_INFO])),
        attribute(
            MESSAGE_DIGEST,
            &element(der::OCTET_STRING, &[&sha256(info)]),
        ),
        attribute(SIGNING_CERTIFICATE, &element(der::SEQUENCE, &[&meant])),
    ]
    .concat();
    let signature = sign(authority, &element(SET, &[&attributes]));
    element(
        der::SEQUENCE,
        &[
            &integer(1),
            &element(
                der::SEQUENCE,
                &[
                    &certificate.issuer().to_der().unwrap(),
                    &certificate.serial_number().to_der().unwrap(),
                ],
            ),
            ALGORITHM,
            &element(0xa0, &[&attributes]),
            der::SHA256_WITH_RSA,
            &element(der::OCTET_STRING, &[&signature]),
        ],
    )
}

fn attribute(kind: &[u8], value: &[u8]) -> Vec<u8> {
    element(
        der::SEQUENCE,
        &[&element(OID, &[kind]), &element(SET, &[value])],
    )
}

fn sign(authority: &str, octets: &[u8]) -> Vec<u8> {
    let key = RsaKeyPair::from_pkcs8(&synthetic::private_key(authority)).unwrap();
    let mut signature = vec![0; key.public_modulus_len()];
    let random = SystemRandom::new();
    key.sign(&RSA_PKCS1_SHA256, &random, octets, &mut signature)
        .unwrap();
    signature
}

fn sha256(octets: &[u8]) -> Vec<u8> {
    digest(&SHA256, octets).as_ref().to_vec()
}

fn integer(value: u8) -> Vec<u8> {
    element(der::INTEGER, &[&[value]])
}
