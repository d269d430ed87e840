//! The vectors of the standard, and attestations that are wrong in one point.

use super::{Attestation, AttestationRules, RelyingParty};
use crate::crypto::{Digest, DigestAlgorithm, NewKey, SignatureAlgorithm, SigningKey};
use crate::error::{Result, Status};
use crate::jose::Jwk;
use crate::limits::Limits;
use base64ct::{Base64UrlUnpadded, Encoding};
use serde_json::Value;

fn party() -> RelyingParty {
    RelyingParty::new("example.org", Vec::new())
}

fn verify(object: &[u8], client_data: &[u8], challenge: Option<&[u8]>) -> Result<Attestation> {
    let rules = AttestationRules {
        relying_party: &party(),
        challenge,
        limits: &Limits::default(),
    };
    rules.verify(object, client_data)
}

fn status(object: &[u8], client_data: &[u8]) -> Status {
    verify(object, client_data, None).err().unwrap().status()
}

/// A registration of the standard: the attestation object, and what the client saw.
fn vector(name: &str) -> (Vec<u8>, Vec<u8>) {
    let text = include_str!("../../tests/vectors/webauthn/level3.json");
    let all: Value = serde_json::from_str(text).unwrap();
    let octets = |member: &str| {
        let text = all[name][member].as_str().unwrap();
        Base64UrlUnpadded::decode_vec(text).unwrap()
    };
    (octets("attestationObject"), octets("clientDataJSON"))
}

/// The octets with others in the place of some.
fn replaced(octets: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut windows = octets.windows(from.len());
    let at = windows.position(|window| window == from).unwrap();
    [&octets[..at], to, &octets[at + from.len()..]].concat()
}

#[test]
fn vectors_of_the_standard() {
    for (name, kind, certificates, verified, model) in [
        ("packed-self.ES256", "EC", 0, true, 0xdf),
        ("packed.ES256", "EC", 1, true, 0x87),
        ("packed.RS256", "RSA", 1, true, 0x42),
    ] {
        let (object, client_data) = vector(name);
        let said: Value = serde_json::from_slice(&client_data).unwrap();
        let challenge = said["challenge"].as_str().unwrap();
        let challenge = Base64UrlUnpadded::decode_vec(challenge).unwrap();
        let read = verify(&object, &client_data, Some(&challenge)).unwrap();
        assert_eq!(read.format(), "packed", "{name}");
        assert_eq!(read.key().key_type(), kind);
        assert_eq!(read.key().key_id().map(str::len), Some(27));
        assert_eq!(read.certificates().len(), certificates);
        assert_eq!(read.is_user_verified(), verified);
        assert_eq!((read.model().len(), read.model()[0]), (16, model));
        assert!(read.object() == object && read.client_data() == client_data);
        assert!(read.registered_at().is_none());
        assert_eq!(format!("{read:?}"), "Attestation(packed)");

        let other = verify(&object, &client_data, Some(b"other")).err().unwrap();
        assert_eq!(other.status(), Status::Refused);
        // The client data says the same, but is not what was signed.
        let spaced = [client_data.as_slice(), b" "].concat();
        assert_eq!(status(&object, &spaced), Status::SignatureInvalid);
    }
    let (object, client_data) = vector("none.ES256.crossOrigin");
    assert_eq!(status(&object, &client_data), Status::Refused);
    let alone = replaced(
        &client_data,
        b"\"crossOrigin\":true",
        b"\"crossOrigin\":false",
    );
    let read = verify(&object, &alone, None).unwrap();
    assert!(read.format() == "none" && read.is_user_verified());
}

#[test]
fn what_a_client_saw() {
    let (object, client_data) = vector("none.ES256.crossOrigin");
    let client_data = replaced(&client_data, b"true", b"false");
    for (from, to, expected) in [
        ("webauthn.create", "webauthn.get", Status::Refused),
        ("\"type\"", "\"kind\"", Status::Refused),
        (
            "https://example.org",
            "https://example.com",
            Status::Refused,
        ),
        ("https://example.org", "http://example.org", Status::Refused),
        ("\"origin\"", "\"place\"", Status::Refused),
        ("\"challenge\"", "\"question\"", Status::Malformed),
        ("\"challenge\":\"", "\"challenge\":\"=", Status::Malformed),
        ("false", "false,\"origin\":\"\"", Status::Malformed),
        ("\"type\":", "\"type\":[", Status::Malformed),
        ("{", "", Status::Malformed),
    ] {
        let changed = replaced(&client_data, from.as_bytes(), to.as_bytes());
        assert_eq!(status(&object, &changed), expected, "{from} {to}");
    }
    let below = replaced(&client_data, b"https://", b"https://app.");
    assert!(verify(&object, &below, None).is_ok());
    let rules = AttestationRules {
        relying_party: &RelyingParty::new("example.com", vec!["https://example.org".to_owned()]),
        challenge: None,
        limits: &Limits::default(),
    };
    // The client was where it should be, but the key is for somebody else.
    let error = rules.verify(&object, &client_data).err().unwrap();
    assert_eq!(error.status(), Status::Refused);
    let large = vec![b' '; Limits::default().element_size + 1];
    assert_eq!(status(&large, &client_data), Status::LimitExceeded);
    assert_eq!(status(&object, &large), Status::LimitExceeded);
}

#[test]
fn certificates_of_authenticators() {
    let (object, client_data) = vector("packed.ES256");
    for (from, to, expected) in [
        // Another unit of the organisation, and no BasicConstraints.
        (
            &b"tor Attestation1"[..],
            &b"tor Attestatiom1"[..],
            Status::CertificateUntrusted,
        ),
        (
            &[0x1d, 0x13, 1, 1, 0xff],
            &[0x1d, 0x1f, 1, 1, 0xff],
            Status::CertificateUntrusted,
        ),
        (b"cx5c\x81\x59", b"cx5d\x81\x59", Status::SignatureInvalid),
        (b"cx5c\x81\x59", b"cx5c\x80\x59", Status::Malformed),
        (b"calg\x26", b"calg\x27", Status::Unsupported),
        // An algorithm that the key does not have.
        (b"calg\x26", b"calg\x38\x24", Status::SignatureInvalid),
        (b"csig", b"cbig", Status::Malformed),
        (b"fpacked", b"fpucked", Status::Unsupported),
        (b"cfmt", b"cfmu", Status::Malformed),
        (b"gattStmt", b"gattStmu", Status::Malformed),
        (b"hauthData", b"hauthDatb", Status::Malformed),
    ] {
        let changed = replaced(&object, from, to);
        assert_eq!(status(&changed, &client_data), expected, "{from:?}");
    }
}

/// A CBOR head with its argument.
fn head(major: u8, argument: usize) -> Vec<u8> {
    match u8::try_from(argument) {
        Ok(short @ 0..24) => vec![major << 5 | short],
        _ => [&[major << 5 | 25][..], &(argument as u16).to_be_bytes()].concat(),
    }
}

fn octets(octets: &[u8]) -> Vec<u8> {
    [head(2, octets.len()), octets.to_vec()].concat()
}

fn negative(number: usize) -> Vec<u8> {
    head(1, number - 1)
}

/// A COSE key.
fn cose(key: &Jwk, algorithm: usize) -> Vec<u8> {
    let json: Value = serde_json::from_str(&key.to_json().unwrap()).unwrap();
    let member = |name: &str| {
        let text = json[name].as_str().unwrap();
        octets(&Base64UrlUnpadded::decode_vec(text).unwrap())
    };
    let algorithm = [&[3][..], &negative(algorithm)].concat();
    match json["crv"].as_str() {
        Some(curve) => {
            let curve = [0x20, if curve == "P-256" { 1 } else { 2 }];
            let (x, y) = (member("x"), member("y"));
            [
                &[0xa5, 1, 2],
                &algorithm[..],
                &curve,
                &[0x21],
                &x,
                &[0x22],
                &y,
            ]
            .concat()
        }
        None => {
            let (n, e) = (member("n"), member("e"));
            [&[0xa4, 1, 3], &algorithm[..], &[0x20], &n, &[0x21], &e].concat()
        }
    }
}

/// Authenticator data with these flags, and this behind the name of the key.
fn data(flags: u8, key: &[u8]) -> Vec<u8> {
    let party = Digest::of(DigestAlgorithm::Sha256, b"example.org");
    let fixed = [&party[..], &[flags], &[0; 4], &[7; 16], &[0, 2, 8, 9]].concat();
    [fixed, key.to_vec()].concat()
}

fn object(format: &str, statement: &[u8], data: &[u8]) -> Vec<u8> {
    let format = [head(3, format.len()), format.as_bytes().to_vec()].concat();
    let members = [
        &b"\xa3cfmt"[..],
        &format,
        b"gattStmt",
        statement,
        b"hauthData",
    ];
    [members.concat(), octets(data)].concat()
}

const CLIENT_DATA: &[u8] =
    br#"{"type":"webauthn.create","challenge":"AAAA","origin":"https://example.org"}"#;

const SEEN: u8 = 0x41;

#[test]
fn keys_that_sign_for_themselves() {
    use DigestAlgorithm::{Sha256, Sha384};
    use SignatureAlgorithm::{Ecdsa, RsaPkcs1, RsaPss};
    let rsa = NewKey::rsa().unwrap();
    let (p256, p384) = (NewKey::ec_p256().unwrap(), NewKey::ec_p384().unwrap());
    for (key, algorithm, number) in [
        (&rsa, RsaPkcs1(Sha256), 257),
        (&rsa, RsaPss(Sha256), 37),
        (&p256, Ecdsa(Sha256), 7),
        (&p384, Ecdsa(Sha384), 35),
    ] {
        let public = Jwk::from_spki(&key.to_spki().unwrap()).unwrap();
        let data = data(SEEN, &cose(&public, number));
        let signer = SigningKey::from_pkcs8(key.to_pkcs8().unwrap().as_bytes()).unwrap();
        let signed = [&data[..], &Digest::of(Sha256, CLIENT_DATA)].concat();
        let signature = octets(&signer.sign(algorithm, &signed).unwrap());
        let statement =
            |number| [&b"\xa2calg"[..], &negative(number), b"csig", &signature].concat();
        let read = verify(
            &object("packed", &statement(number), &data),
            CLIENT_DATA,
            None,
        );
        let read = read.unwrap();
        assert!(!read.is_user_verified() && read.certificates().is_empty());
        assert_eq!(read.key().thumbprint(), public.thumbprint());
        assert_eq!(
            read.key().subject_key_identifier(),
            public.subject_key_identifier()
        );
        // The statement has to name the algorithm of the key.
        let other = if number == 7 { 35 } else { 7 };
        let other = object("packed", &statement(other), &data);
        assert_eq!(status(&other, CLIENT_DATA), Status::Malformed);
    }
}

#[test]
fn authenticator_data() {
    let key = NewKey::ec_p256().unwrap();
    let public = Jwk::from_spki(&key.to_spki().unwrap()).unwrap();
    let cose = cose(&public, 7);
    let none = |data: &[u8]| object("none", &[0xa0], data);
    let read = |flags: u8, key: &[u8]| verify(&none(&data(flags, key)), CLIENT_DATA, None);
    assert!(read(SEEN, &cose).is_ok() && read(SEEN | 0x1c, &cose).unwrap().is_user_verified());
    let extended = [&cose[..], b"\xa1ccre\xf5"].concat();
    assert!(read(SEEN | 0x80, &extended).is_ok());
    for (flags, key, expected) in [
        // Nobody was there, there is no key, extensions are missing or not announced.
        (0x40, cose.clone(), Status::Refused),
        (0x01, cose.clone(), Status::Malformed),
        (SEEN | 0x80, cose.clone(), Status::Malformed),
        (SEEN, extended.clone(), Status::Malformed),
        (
            SEEN | 0x80,
            [&extended[..], &[0]].concat(),
            Status::Malformed,
        ),
        (
            SEEN | 0x80,
            [&cose[..], &[0x80]].concat(),
            Status::Malformed,
        ),
        (SEEN, Vec::new(), Status::Malformed),
        (SEEN, vec![0x80], Status::Malformed),
        // Another type of key, another algorithm than its own, a point off the curve.
        (
            SEEN,
            replaced(&cose, &[0xa5, 1, 2], &[0xa5, 1, 1]),
            Status::Unsupported,
        ),
        (
            SEEN,
            replaced(&cose, &[3, 0x26], &[3, 0x38, 0x22]),
            Status::Unsupported,
        ),
        (
            SEEN,
            replaced(&cose, &[3, 0x26], &[3, 0x27]),
            Status::Unsupported,
        ),
        (
            SEEN,
            replaced(&cose, &[3, 0x26], &[4, 0x26]),
            Status::Malformed,
        ),
        (
            SEEN,
            replaced(&cose, &[0x20, 1], &[0x20, 2]),
            Status::Malformed,
        ),
        (
            SEEN,
            replaced(&cose, &[0x20, 1], &[0x20, 3]),
            Status::Unsupported,
        ),
        (
            SEEN,
            replaced(&cose, &[0x22, 0x59], &[0x23, 0x59]),
            Status::Malformed,
        ),
    ] {
        let error = read(flags, &key).err().unwrap();
        assert_eq!(error.status(), expected, "{flags:#x} {:?}", key.get(..8));
    }
    let whole = data(SEEN, &cose);
    for length in 0..whole.len() {
        let error = verify(&none(&whole[..length]), CLIENT_DATA, None)
            .err()
            .unwrap();
        assert_eq!(error.status(), Status::Malformed, "{length}");
    }
    let stated = object("none", b"\xa1csig\x40", &whole);
    assert_eq!(status(&stated, CLIENT_DATA), Status::Malformed);
    let ecdaa = object("packed", b"\xa3calg\x26csig\x40jecdaaKeyId\x40", &whole);
    assert_eq!(status(&ecdaa, CLIENT_DATA), Status::Unsupported);
}
