use super::*;
use AuthenticatedCipher::{Aes128Gcm, Aes256Gcm};
use KeyManagement::{A128Kw, A256Kw, Direct, EcdhEs, EcdhEsA128Kw, EcdhEsA256Kw, RsaOaep256};
use serde_json::{Value, json};

const RFC_7516: &str = include_str!("../../../tests/vectors/jose/rfc7516.json");
const RFC_7517: &str = include_str!("../../../tests/vectors/jose/rfc7517.json");
const RFC_7518: &str = include_str!("../../../tests/vectors/jose/rfc7518.json");
const RFC_7520: &str = include_str!("../../../tests/vectors/jose/rfc7520.json");

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn read(key: &Value) -> Jwk {
    Jwk::from_json(key.to_string().as_bytes(), &Limits::default()).unwrap()
}

/// The clear text of a token by any algorithm we have.
fn decrypt(key: &Jwk, token: &str) -> Result<Secret> {
    let decryption = Decryption {
        key_managements: &KeyManagement::ALL,
        ciphers: &AuthenticatedCipher::ALL,
        limits: &Limits::default(),
    };
    decryption.decrypt(key, token)
}

fn encryption(key_management: KeyManagement, cipher: AuthenticatedCipher) -> Encryption<'static> {
    Encryption {
        key_management,
        cipher,
        content_type: None,
        parties: [b"", b""],
    }
}

/// Private keys that go with the way to give the key and with the cipher.
fn keys(key_management: KeyManagement, cipher: AuthenticatedCipher) -> Vec<Jwk> {
    let symmetric = |size: usize| vec![Jwk::from_symmetric(&vec![9; size]).unwrap()];
    let ec: [&[u8]; 3] = [
        include_bytes!("../../../tests/vectors/agreement/p256.key.der"),
        include_bytes!("../../../tests/vectors/agreement/p384.key.der"),
        include_bytes!("../../../tests/vectors/agreement/p521.key.der"),
    ];
    match key_management {
        RsaOaep256 => vec![read(&value(RFC_7517)["C.1"]["keys"][0])],
        EcdhEs | EcdhEsA128Kw | EcdhEsA256Kw => {
            ec.iter().map(|key| Jwk::from_pkcs8(key).unwrap()).collect()
        }
        A128Kw => symmetric(16),
        A256Kw => symmetric(32),
        Direct => symmetric(cipher.key_size()),
    }
}

#[test]
fn vectors_open_or_are_refused() {
    let (tokens, cookbook) = (value(RFC_7516), value(RFC_7520));
    let tokens = tokens.as_array().unwrap().iter();
    let tokens: Vec<&Value> = tokens
        .chain(cookbook["encrypted"].as_array().unwrap())
        .collect();
    assert_eq!(tokens.len(), 12);
    let mut covered = Vec::new();
    for vector in tokens {
        let token = vector["token"].as_str().unwrap();
        let key = match &vector["key"] {
            Value::Null => Jwk::from_symmetric(b"a password").unwrap(),
            key => read(key),
        };
        match decrypt(&key, token) {
            Ok(clear) => {
                assert_eq!(
                    *base64url::encode(clear.as_bytes()),
                    vector["clear"].as_str().unwrap()
                );
                covered.push(vector["section"].as_str().unwrap());
            }
            Err(error) => assert_eq!(error.status(), Status::Unsupported, "{vector}"),
        }
    }
    assert_eq!(covered, ["A.3", "5.4", "5.5", "5.6", "5.8"]);
}

/// RFC 7518, appendix C.
#[test]
fn known_key_agreement() {
    let vector = value(RFC_7518);
    let alice = read(&vector["alice"]).to_json().unwrap();
    let header = json!({
        "alg": "ECDH-ES", "enc": vector["enc"], "apu": vector["apu"], "apv": vector["apv"],
        "epk": value(&alice),
    });
    let header = base64url::encode(header.to_string().as_bytes());
    let limits = Limits::default();
    let header = Header::parse(&header, &limits).unwrap();
    let announced = Announced {
        key_management: EcdhEs,
        cipher: Aes128Gcm,
        encrypted_key: Vec::new(),
        agreement: content_key::Agreement::of(&header, EcdhEs, &limits).unwrap(),
    };
    let key = announced
        .content_key(&read(&vector["bob"]))
        .unwrap()
        .unwrap();
    assert_eq!(
        *base64url::encode(key.as_bytes()),
        vector["key"].as_str().unwrap()
    );
}

#[test]
fn what_we_encrypt_opens() {
    for &management in &KeyManagement::ALL {
        for &cipher in &AuthenticatedCipher::ALL {
            for key in keys(management, cipher) {
                let key = key.with_key_id("a");
                let recipient = key.to_public().unwrap_or_else(|_| key.clone());
                for clear in [&b""[..], b"clear", &[7; 5000]] {
                    let encryption = Encryption {
                        content_type: Some("jwk+json"),
                        parties: [b"Alice", b"Bob"],
                        ..encryption(management, cipher)
                    };
                    let token = encryption.encrypt(&recipient, clear).unwrap();
                    assert_eq!(decrypt(&key, &token).unwrap().as_bytes(), clear);
                    assert_ne!(token, encryption.encrypt(&recipient, clear).unwrap());
                }
                let other = recipient.with_key_id("b");
                let token = encryption(management, cipher).encrypt(&other, b"").unwrap();
                let error = decrypt(&key, &token).unwrap_err();
                assert_eq!(error.status(), Status::NotAddressed);
            }
        }
    }
}

/// Whatever is changed, and whichever key it is for, a failure looks the same.
#[test]
fn failures_are_uniform() {
    for &management in &KeyManagement::ALL {
        for &cipher in &AuthenticatedCipher::ALL {
            let key = keys(management, cipher).remove(0);
            let token = encryption(management, cipher)
                .encrypt(&key, b"clear")
                .unwrap();
            let parts: Vec<&str> = token.split('.').collect();
            for at in 1..5 {
                let mut octets = base64url::decode(parts[at]).unwrap();
                if octets.is_empty() {
                    continue;
                }
                octets[0] ^= 1;
                let changed = base64url::encode(&octets);
                let mut parts = parts.clone();
                parts[at] = &changed;
                fails_to_open(&key, &parts.join("."));
            }
            let mut parts = parts.clone();
            if !parts[1].is_empty() {
                for encrypted_key in ["", "AAAA", &"A".repeat(400)] {
                    parts[1] = encrypted_key;
                    fails_to_open(&key, &parts.join("."));
                }
            }
        }
    }
}

fn fails_to_open(key: &Jwk, token: &str) {
    let error = decrypt(key, token).unwrap_err();
    assert_eq!(error.status(), Status::UnsealFailed, "{error}");
    assert_eq!(error.message(), "the message could not be decrypted");
    assert!(error.cause().is_none());
}

#[test]
fn other_keys_do_not_open() {
    let alice = read(&value(RFC_7518)["alice"]);
    let bob = read(&value(RFC_7518)["bob"]);
    for management in [EcdhEs, EcdhEsA128Kw, EcdhEsA256Kw] {
        let token = encryption(management, Aes256Gcm)
            .encrypt(&alice, b"clear")
            .unwrap();
        fails_to_open(&bob, &token);
        // The ephemeral key is then on another curve than ours.
        fails_to_open(&keys(management, Aes256Gcm)[1], &token);
    }
    let mine = Jwk::from_symmetric(&[1; 16]).unwrap();
    let yours = Jwk::from_symmetric(&[2; 16]).unwrap();
    for management in [A128Kw, Direct] {
        let token = encryption(management, Aes128Gcm)
            .encrypt(&mine, b"clear")
            .unwrap();
        fails_to_open(&yours, &token);
    }
    let rsa = read(&value(RFC_7516)[1]["key"]);
    let token = encryption(RsaOaep256, Aes128Gcm)
        .encrypt(&rsa, b"clear")
        .unwrap();
    fails_to_open(&keys(RsaOaep256, Aes128Gcm)[0], &token);
}

#[test]
fn keys_go_with_algorithms() {
    let all = [
        read(&value(RFC_7516)[1]["key"]),
        read(&value(RFC_7518)["alice"]),
        Jwk::from_symmetric(&[1; 16]).unwrap(),
        Jwk::from_symmetric(&[1; 32]).unwrap(),
    ];
    for &management in &KeyManagement::ALL {
        let right = encryption(management, Aes256Gcm);
        let fits: Vec<usize> = match management {
            RsaOaep256 => vec![0],
            EcdhEs | EcdhEsA128Kw | EcdhEsA256Kw => vec![1],
            A128Kw => vec![2],
            A256Kw | Direct => vec![3],
        };
        let token = right.encrypt(&all[fits[0]], b"clear").unwrap();
        for (at, key) in all.iter().enumerate() {
            if fits.contains(&at) {
                continue;
            }
            let error = right.encrypt(key, b"").unwrap_err();
            assert_eq!(error.status(), Status::KeyUnsupported);
            let error = decrypt(key, &token).unwrap_err();
            assert_eq!(error.status(), Status::KeyUnsupported);
        }
        for other in [
            all[fits[0]].clone().with_use("sig"),
            all[fits[0]].clone().with_algorithm("RSA-OAEP"),
        ] {
            assert!(right.encrypt(&other, b"").is_err() && decrypt(&other, &token).is_err());
        }
    }
    let public = all[0].to_public().unwrap();
    let token = encryption(RsaOaep256, Aes256Gcm)
        .encrypt(&public, b"")
        .unwrap();
    assert_eq!(
        decrypt(&public, &token).unwrap_err().status(),
        Status::KeyNotFound
    );
}

#[test]
fn broken_and_unwanted_tokens_are_refused() {
    use Status::{Malformed, Unsupported};
    let key = read(&value(RFC_7518)["bob"]);
    let alice = value(&read(&value(RFC_7518)["alice"]).to_json().unwrap());
    let token = encryption(EcdhEs, Aes128Gcm)
        .encrypt(&key, b"clear")
        .unwrap();
    let rest = token.split_once('.').unwrap().1;
    let right = json!({"alg":"ECDH-ES","enc":"A128GCM","epk":alice});
    let with = |name: &str, member: Value| {
        let mut header = right.clone();
        header[name] = member;
        header
    };
    let epk = |name: &str, member: Value| {
        let mut header = right.clone();
        header["epk"][name] = member;
        header
    };
    for (header, expected) in [
        (with("alg", json!("RSA1_5")), Unsupported),
        (with("alg", json!("RSA-OAEP")), Unsupported),
        (with("alg", json!("none")), Unsupported),
        (with("alg", json!(1)), Malformed),
        (with("enc", json!("A192GCM")), Unsupported),
        (with("enc", json!("A256CBC-HS512")), Unsupported),
        (with("enc", Value::Null), Malformed),
        (with("zip", json!("DEF")), Unsupported),
        (with("crit", json!(["exp"])), Unsupported),
        (with("apu", json!("A")), Malformed),
        (with("apv", json!(7)), Malformed),
        (with("epk", json!("key")), Malformed),
        (json!({"alg":"ECDH-ES","enc":"A128GCM"}), Malformed),
        (epk("y", alice["x"].clone()), Malformed),
        (epk("crv", json!("P-384")), Malformed),
        (epk("d", value(RFC_7518)["alice"]["d"].clone()), Malformed),
        (with("epk", json!({"kty":"oct","k":"AAAA"})), Malformed),
    ] {
        let part = base64url::encode(header.to_string().as_bytes());
        let error = decrypt(&key, &format!("{}.{rest}", *part)).unwrap_err();
        assert_eq!(error.status(), expected, "{header}: {error}");
    }
    let part = base64url::encode(right.to_string().as_bytes());
    fails_to_open(&key, &format!("{}.{rest}", *part));
}

#[test]
fn parts_have_their_lengths() {
    let key = Jwk::from_symmetric(&[1; 16]).unwrap();
    let token = encryption(Direct, Aes128Gcm)
        .encrypt(&key, b"clear")
        .unwrap();
    let parts: Vec<&str> = token.split('.').collect();
    let with = |at: usize, part: &str| {
        let mut parts = parts.clone();
        parts[at] = part;
        parts.join(".")
    };
    for wrong in [
        parts[..4].join("."),
        format!("{token}."),
        with(1, "AAAA"),
        with(2, ""),
        with(2, parts[2].split_at(12).0),
        with(4, ""),
        with(4, parts[4].split_at(16).0),
        with(3, "="),
        with(0, "e30"),
        with(0, ""),
    ] {
        let error = decrypt(&key, &wrong).unwrap_err();
        assert_eq!(error.status(), Status::Malformed, "{wrong}");
    }
    let limits = Limits {
        jose_size: token.len() - 1,
        ..Limits::default()
    };
    let decryption = Decryption {
        key_managements: &KeyManagement::ALL,
        ciphers: &AuthenticatedCipher::ALL,
        limits: &limits,
    };
    let error = decryption.decrypt(&key, &token).unwrap_err();
    assert_eq!(error.status(), Status::LimitExceeded);
    let decryption = Decryption {
        key_managements: &[A128Kw],
        limits: &Limits::default(),
        ..decryption
    };
    let error = decryption.decrypt(&key, &token).unwrap_err();
    assert_eq!(error.status(), Status::Unsupported);
}
