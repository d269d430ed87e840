use super::*;
use serde_json::{Value, json};

const RFC_7515: &str = include_str!("../../../tests/vectors/jose/rfc7515.json");
const RFC_7517: &str = include_str!("../../../tests/vectors/jose/rfc7517.json");
const RFC_7520: &str = include_str!("../../../tests/vectors/jose/rfc7520.json");

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn read(key: &Value) -> Jwk {
    Jwk::from_json(key.to_string().as_bytes(), &Limits::default()).unwrap()
}

/// The payload if one of the keys signed the token by any algorithm we have.
fn verify(keys: &[Jwk], token: &str) -> Result<Vec<u8>> {
    let verification = Verification {
        algorithms: &JwsAlgorithm::ALL,
        keys,
        token_type: None,
        limits: &Limits::default(),
    };
    verification.verify(token)
}

fn plain(algorithm: JwsAlgorithm) -> Signing<'static> {
    Signing {
        algorithm,
        token_type: None,
        key_id: None,
        key: None,
    }
}

/// A key of the RFCs for this algorithm, or one of ours for ES384, for which they have none.
fn private_key(algorithm: JwsAlgorithm) -> Jwk {
    match algorithm {
        JwsAlgorithm::Ps256 | JwsAlgorithm::Rs256 => read(&value(RFC_7515)[1]["key"]),
        JwsAlgorithm::Es256 => read(&value(RFC_7515)[2]["key"]),
        JwsAlgorithm::Es384 => {
            let pkcs8 = include_bytes!("../../../tests/vectors/agreement/p384.key.der");
            Jwk::from_pkcs8(pkcs8).unwrap()
        }
    }
}

fn sign(signing: &Signing<'_>, key: &Jwk, payload: &[u8]) -> Result<String> {
    let key = SigningKey::from_pkcs8(key.to_pkcs8()?.as_bytes())?;
    signing.sign(&key, payload)
}

#[test]
fn vectors_verify_or_are_refused() {
    let (signed, cookbook) = (value(RFC_7515), value(RFC_7520));
    let tokens = signed.as_array().unwrap().iter();
    let tokens: Vec<&Value> = tokens
        .chain(cookbook["signed"].as_array().unwrap())
        .collect();
    assert_eq!(tokens.len(), 9);
    let mut covered = 0;
    for vector in tokens {
        let token = vector["token"].as_str().unwrap();
        let keys = match vector["alg"].as_str().unwrap() {
            "none" => Vec::new(),
            _ => vec![read(&vector["key"])],
        };
        if JwsAlgorithm::from_name(vector["alg"].as_str().unwrap()).is_none() {
            let error = verify(&keys, token).unwrap_err();
            assert_eq!(error.status(), Status::Unsupported, "{}", vector["alg"]);
            continue;
        }
        let payload = base64url::decode(vector["payload"].as_str().unwrap()).unwrap();
        assert_eq!(verify(&keys, token).unwrap(), *payload);
        covered += 1;
    }
    assert_eq!(covered, 3);
}

/// RSASSA-PKCS1-v1_5 has no chance in it, and our headers are written as these were.
#[test]
fn vectors_are_signed_alike() {
    let (signed, cookbook) = (value(RFC_7515), value(RFC_7520));
    let bilbo = &cookbook["keys"]["3.4"];
    for (vector, key) in [
        (&signed[1], &signed[1]["key"]),
        (&cookbook["signed"][0], bilbo),
    ] {
        let key = read(key);
        let signing = Signing {
            key_id: key.key_id(),
            ..plain(JwsAlgorithm::Rs256)
        };
        let payload = base64url::decode(vector["payload"].as_str().unwrap()).unwrap();
        assert_eq!(sign(&signing, &key, &payload).unwrap(), vector["token"]);
    }
}

#[test]
fn what_we_sign_verifies_and_changed_it_does_not() {
    for algorithm in JwsAlgorithm::ALL {
        let key = private_key(algorithm);
        let signing = Signing {
            token_type: Some("JWT"),
            key_id: Some("a"),
            key: Some(&key),
            ..plain(algorithm)
        };
        let token = sign(&signing, &key, b"payload").unwrap();
        let keys = [key.to_public().unwrap()];
        assert_eq!(verify(&keys, &token).unwrap(), b"payload");
        let header = base64url::decode(token.split('.').next().unwrap()).unwrap();
        let header: Value = serde_json::from_slice(&header).unwrap();
        assert_eq!(header["alg"], algorithm.name());
        assert!(header["jwk"].get("d").is_none() && header["jwk"].get("kty").is_some());
        for at in token.match_indices('.').map(|(at, _)| at + 1) {
            let mut changed = token.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            let error = verify(&keys, &changed).unwrap_err();
            assert_eq!(error.status(), Status::SignatureInvalid);
        }
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let signature = base64url::decode(signature).unwrap();
        for wrong in [&signature[1..], &signature[..signature.len() - 1], &[]] {
            let wrong = format!("{signed}.{}", *base64url::encode(wrong));
            let error = verify(&keys, &wrong).unwrap_err();
            assert_eq!(error.status(), Status::SignatureInvalid);
        }
    }
}

#[test]
fn keys_sign_only_by_their_algorithms() {
    for algorithm in JwsAlgorithm::ALL {
        for other in JwsAlgorithm::ALL {
            let signed = sign(&plain(algorithm), &private_key(other), b"");
            let is_rsa = |name: &str| !name.starts_with("ES");
            let fits = algorithm == other || is_rsa(algorithm.name()) && is_rsa(other.name());
            assert_eq!(signed.is_ok(), fits);
        }
    }
}

/// Header and payload as they are, with a signature that is right for them by this algorithm.
fn forged(header: &Value, algorithm: JwsAlgorithm, key: &Jwk) -> String {
    let signed = format!(
        "{}.{}",
        *base64url::encode(header.to_string().as_bytes()),
        *base64url::encode(b"payload")
    );
    let key = SigningKey::from_pkcs8(key.to_pkcs8().unwrap().as_bytes()).unwrap();
    let signature = key.sign(algorithm.signature_algorithm(), signed.as_bytes());
    let signature = signature.unwrap();
    let signature = match algorithm.number_size() {
        Some(size) => numbers_from_der(&signature, size).unwrap(),
        None => signature,
    };
    format!("{signed}.{}", *base64url::encode(&signature))
}

#[test]
fn headers_do_not_decide() {
    use Status::{KeyNotFound, Malformed, SignatureInvalid, Unsupported};
    let algorithm = JwsAlgorithm::Es256;
    let key = private_key(algorithm);
    let keys = [key.to_public().unwrap().with_key_id("a")];
    let attacker = read(&value(RFC_7517)["A.2"]["keys"][0]);
    let embedded: Value = serde_json::from_str(&attacker.to_json().unwrap()).unwrap();
    let token = forged(&json!({"alg":"ES256","kid":"a"}), algorithm, &key);
    assert_eq!(verify(&keys, &token).unwrap(), b"payload");
    for (header, signer, expected) in [
        (json!({"alg":"none"}), &key, Unsupported),
        (json!({"alg":"None"}), &key, Unsupported),
        (json!({"alg":"es256"}), &key, Unsupported),
        (json!({"alg":"HS256"}), &key, Unsupported),
        (json!({"alg":"RS256"}), &key, KeyNotFound),
        (json!({"alg":"ES384"}), &key, KeyNotFound),
        (json!({"alg":["ES256"]}), &key, Malformed),
        (json!({"kid":"a"}), &key, Malformed),
        (json!({"alg":"ES256","kid":"b"}), &key, KeyNotFound),
        (json!({"alg":"ES256","kid":1}), &key, Malformed),
        (
            json!({"alg":"ES256","crit":["b64"],"b64":false}),
            &key,
            Unsupported,
        ),
        (json!({"alg":"ES256","crit":["x"],"x":1}), &key, Unsupported),
        (json!({"alg":"ES256","b64":false}), &key, Unsupported),
        (
            json!({"alg":"ES256","jwk":embedded}),
            &attacker,
            SignatureInvalid,
        ),
        (
            json!({"alg":"ES256","jku":"https://x.example"}),
            &attacker,
            SignatureInvalid,
        ),
        (
            json!({"alg":"ES256","x5u":"https://x.example"}),
            &attacker,
            SignatureInvalid,
        ),
        (
            json!({"alg":"ES256","x5c":["AAAA"]}),
            &attacker,
            SignatureInvalid,
        ),
    ] {
        let error = verify(&keys, &forged(&header, algorithm, signer)).unwrap_err();
        assert_eq!(error.status(), expected, "{header}");
    }
}

/// The public RSA key as the secret of an HMAC, the oldest of these attacks.
#[test]
fn a_public_key_is_no_secret() {
    let key = private_key(JwsAlgorithm::Rs256).to_public().unwrap();
    let signed = format!(
        "{}.{}",
        *base64url::encode(br#"{"alg":"HS256"}"#),
        *base64url::encode(b"payload")
    );
    let secret = key.to_spki().unwrap();
    let mac = crate::crypto::hmac(DigestAlgorithm::Sha256, &secret, signed.as_bytes());
    let token = format!("{signed}.{}", *base64url::encode(&mac.unwrap()));
    let secret = Jwk::from_symmetric(&secret).unwrap();
    let error = verify(&[key, secret.clone()], &token).unwrap_err();
    assert_eq!(error.status(), Status::Unsupported);
    let token = sign(
        &plain(JwsAlgorithm::Rs256),
        &private_key(JwsAlgorithm::Rs256),
        b"",
    );
    let error = verify(&[secret], &token.unwrap()).unwrap_err();
    assert_eq!(error.status(), Status::KeyNotFound);
}

#[test]
fn keys_for_something_else_do_not_verify() {
    let key = private_key(JwsAlgorithm::Rs256);
    let token = sign(&plain(JwsAlgorithm::Rs256), &key, b"").unwrap();
    let key = key.to_public().unwrap();
    assert!(
        verify(
            &[key.clone().with_use("sig").with_algorithm("RS256")],
            &token
        )
        .is_ok()
    );
    for other in [key.clone().with_use("enc"), key.with_algorithm("PS256")] {
        let error = verify(&[other], &token).unwrap_err();
        assert_eq!(error.status(), Status::KeyNotFound);
    }
}

#[test]
fn broken_tokens_are_refused() {
    let algorithm = JwsAlgorithm::Es256;
    let key = private_key(algorithm);
    let token = sign(&plain(algorithm), &key, b"payload").unwrap();
    let keys = [key.to_public().unwrap()];
    let parts: Vec<&str> = token.split('.').collect();
    let deep = format!("{{\"alg\":{}", "[".repeat(1000));
    let twice = br#"{"alg":"ES256","alg":"ES256"}"#;
    for wrong in [
        String::new(),
        parts[0].to_owned(),
        parts[..2].join("."),
        format!("{token}."),
        format!(".{}", parts[1..].join(".")),
        format!("{token}="),
        format!("{token}\n"),
        format!("{}=.{}.{}", parts[0], parts[1], parts[2]),
        format!(
            "{}.{}.{}",
            *base64url::encode(deep.as_bytes()),
            parts[1],
            parts[2]
        ),
        format!("{}.{}.{}", *base64url::encode(twice), parts[1], parts[2]),
        format!("{}.{}.{}", *base64url::encode(b"[]"), parts[1], parts[2]),
    ] {
        let error = verify(&keys, &wrong).unwrap_err();
        assert_eq!(error.status(), Status::Malformed, "{wrong}");
    }
    let huge = "A".repeat(Limits::default().jose_size + 1);
    assert_eq!(
        verify(&keys, &huge).unwrap_err().status(),
        Status::LimitExceeded
    );
}

#[test]
fn the_type_and_the_algorithm_are_the_callers_choice() {
    let key = private_key(JwsAlgorithm::Es256);
    let signing = Signing {
        token_type: Some("at+jwt"),
        ..plain(JwsAlgorithm::Es256)
    };
    let token = sign(&signing, &key, b"").unwrap();
    let status = |algorithms: &[JwsAlgorithm], token_type| {
        let verification = Verification {
            algorithms,
            keys: &[key.to_public().unwrap()],
            token_type,
            limits: &Limits::default(),
        };
        verification
            .verify(&token)
            .err()
            .map(|error| error.status())
    };
    assert_eq!(
        status(&[JwsAlgorithm::Es256], Some("application/at+jwt")),
        None
    );
    let other = status(&[JwsAlgorithm::Es256], Some("JWT"));
    assert_eq!(other, Some(Status::Refused));
    assert_eq!(
        status(&[JwsAlgorithm::Rs256], None),
        Some(Status::Unsupported)
    );
    assert_eq!(status(&[], None), Some(Status::Unsupported));
}
