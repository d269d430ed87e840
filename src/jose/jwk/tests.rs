use super::*;
use serde_json::{Value, json};

const RFC_7517: &str = include_str!("../../../tests/vectors/jose/rfc7517.json");
const RFC_7520: &str = include_str!("../../../tests/vectors/jose/rfc7520.json");
const RFC_7638: &str = include_str!("../../../tests/vectors/jose/rfc7638.json");
const CERTIFICATES: [(&[u8], &str); 3] = [
    (
        include_bytes!("../../../tests/vectors/official/keys/alice-enc.cer"),
        "enc",
    ),
    (
        include_bytes!("../../../tests/vectors/official/keys/alice-auth.cer"),
        "sig",
    ),
    (
        include_bytes!("../../../tests/vectors/p256/carol-auth.cer"),
        "sig",
    ),
];
const PKCS8: [&[u8]; 4] = [
    include_bytes!("../../../tests/vectors/synthetic/pki/bob-enc.key.der"),
    include_bytes!("../../../tests/vectors/agreement/p256.key.der"),
    include_bytes!("../../../tests/vectors/agreement/p384.key.der"),
    include_bytes!("../../../tests/vectors/agreement/p521.key.der"),
];

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn read(key: &Value) -> Result<Jwk> {
    Jwk::from_json(key.to_string().as_bytes(), &Limits::default())
}

/// Every key in the RFCs.
fn keys() -> Vec<Value> {
    let (sets, cookbook) = (value(RFC_7517), value(RFC_7520));
    let in_sets = sets.as_object().unwrap().values();
    let in_sets = in_sets.flat_map(|set| set["keys"].as_array().unwrap().clone());
    let encrypted = cookbook["encrypted"].as_array().unwrap().iter();
    let encrypted = encrypted.map(|token| token["key"].clone());
    let keys = cookbook["keys"].as_object().unwrap().values().cloned();
    in_sets
        .chain(keys)
        .chain(encrypted.filter(|key| !key.is_null()))
        .collect()
}

#[test]
fn keys_of_the_rfcs_are_read_and_written_as_they_are() {
    let keys = keys();
    assert_eq!(keys.len(), 22);
    for expected in keys {
        let key = read(&expected).unwrap();
        let whole = key.to_private_json();
        assert_eq!(
            value(core::str::from_utf8(whole.as_bytes()).unwrap()),
            expected
        );
        let private = ["d", "k"].iter().any(|name| expected.get(name).is_some());
        assert_eq!(key.is_private(), private);
        let Ok(public) = key.to_json() else {
            assert_eq!(key.key_type(), "oct");
            continue;
        };
        for part in ["d", "p", "q", "dp", "dq", "qi", "k"] {
            assert!(value(&public).get(part).is_none());
        }
        assert_eq!(
            read(&value(&public)).unwrap().thumbprint(),
            key.thumbprint()
        );
    }
}

#[test]
fn known_thumbprint() {
    let vector = value(RFC_7638);
    let key = read(&vector["key"]).unwrap();
    assert_eq!(key.thumbprint(), vector["thumbprint"]);
}

#[test]
fn der_and_json_hold_the_same_key() {
    for key in keys().iter().map(|key| read(key).unwrap()) {
        let Ok(spki) = key.to_spki() else {
            assert!(key.to_pkcs8().is_err() && key.symmetric().is_some());
            assert!(key.subject_key_identifier().is_none());
            continue;
        };
        let public = Jwk::from_spki(&spki).unwrap();
        assert_eq!(public.thumbprint(), key.thumbprint());
        assert!(!public.is_private() && public.key_id().is_none());
        match key.to_pkcs8() {
            Ok(pkcs8) => {
                let private = Jwk::from_pkcs8(pkcs8.as_bytes()).unwrap();
                assert_eq!(private.thumbprint(), key.thumbprint());
                assert_eq!(private.to_pkcs8().unwrap(), pkcs8);
            }
            Err(error) => assert_eq!(error.status(), Status::KeyNotFound),
        }
    }
}

#[test]
fn keys_of_openssl() {
    for pkcs8 in PKCS8 {
        let key = Jwk::from_pkcs8(pkcs8).unwrap();
        let again = Jwk::from_json(key.to_private_json().as_bytes(), &Limits::default());
        let again = again.unwrap();
        assert_eq!(again.to_spki().unwrap(), key.to_spki().unwrap());
        assert_eq!(again.to_pkcs8().unwrap(), key.to_pkcs8().unwrap());
    }
}

#[test]
fn certificates_become_keys_as_the_depot_shows_them() {
    for (der, key_use) in CERTIFICATES {
        let certificate = Certificate::from_der(der).unwrap();
        let key = Jwk::from_certificate(&certificate).unwrap();
        let serial = certificate.serial_decimal();
        assert_eq!(key.key_id(), Some(format!("S{serial}").as_str()));
        assert_eq!(key.key_use(), Some(key_use));
        assert_eq!(key.to_spki().unwrap(), certificate.spki());
        let json = value(&key.to_json().unwrap());
        assert_eq!(json["x5t#S256"].as_str().unwrap().len(), 43);
        let again = read(&json).unwrap();
        assert_eq!(again.certificates()[0].as_der(), der);
        assert_eq!(again.certificate_thumbprint(), key.certificate_thumbprint());
    }
}

/// The identifier of RFC 5280 is that of the certificate, which its issuer computed.
#[test]
fn identifiers_are_computed_as_the_platform_does() {
    let mut compared = 0;
    for (der, _) in CERTIFICATES {
        let certificate = Certificate::from_der(der).unwrap();
        let key = Jwk::from_spki(certificate.spki()).unwrap();
        let computed = key.subject_key_identifier().unwrap();
        if let Some(stated) = certificate.subject_key_identifier() {
            let stated =
                Element::parse_as(stated, tag::OCTET_STRING).map_or(stated, |inner| inner.content);
            assert_eq!(stated, computed);
            compared += 1;
        }
        let key_id = key.with_computed_key_id().key_id().unwrap().to_owned();
        assert_eq!(key_identifier::decode(&key_id).unwrap(), computed);
    }
    assert!(compared > 0);
}

#[test]
fn the_modulus_may_have_one_leading_zero_octet() {
    let mut key = value(RFC_7638)["key"].clone();
    let thumbprint = read(&key).unwrap().thumbprint();
    let modulus = base64url::decode(key["n"].as_str().unwrap()).unwrap();
    let signed = [&[0], modulus.as_slice()].concat();
    key["n"] = json!(*base64url::encode(&signed));
    assert_eq!(read(&key).unwrap().thumbprint(), thumbprint);
    key["n"] = json!(*base64url::encode(&[&[0], signed.as_slice()].concat()));
    assert_eq!(read(&key).unwrap_err().status(), Status::Malformed);
}

/// A key of the RFCs with one member changed, or taken away for `null`.
fn changed(key: &Value, name: &str, member: Value) -> Value {
    let mut key = key.clone();
    match member {
        Value::Null => key.as_object_mut().unwrap().remove(name),
        member => key.as_object_mut().unwrap().insert(name.to_owned(), member),
    };
    key
}

#[test]
fn broken_and_unsupported_keys_are_refused() {
    use Status::{KeyUnsupported, Malformed};
    let sets = value(RFC_7517);
    let (ec, rsa) = (&sets["A.2"]["keys"][0], &sets["A.2"]["keys"][1]);
    let (x5c, oct) = (&sets["B"]["keys"][0], &sets["A.3"]["keys"][0]);
    let x = ec["x"].as_str().unwrap();
    let short = &*base64url::encode(&[1; 31]);
    let other = &value(RFC_7520)["keys"]["3.4"];
    for (key, name, member, expected) in [
        (ec, "kty", json!("OKP"), KeyUnsupported),
        (ec, "kty", json!("ec"), KeyUnsupported),
        (ec, "kty", Value::Null, Malformed),
        (ec, "kty", json!(1), Malformed),
        (ec, "crv", json!("secp256k1"), KeyUnsupported),
        (ec, "crv", json!("P-384"), Malformed),
        (ec, "crv", Value::Null, Malformed),
        (ec, "y", json!(x), Malformed),
        (ec, "y", Value::Null, Malformed),
        (ec, "x", json!(format!("{x}=")), Malformed),
        (ec, "x", json!(short), Malformed),
        (ec, "d", json!(short), Malformed),
        (ec, "d", json!(x), Malformed),
        (ec, "d", json!(*base64url::encode(&[0; 32])), Malformed),
        (ec, "d", json!(*base64url::encode(&[0xff; 32])), Malformed),
        (rsa, "n", Value::Null, Malformed),
        (rsa, "n", json!("AQAB"), KeyUnsupported),
        (rsa, "n", json!(""), Malformed),
        (rsa, "e", json!("AAEAAQ"), Malformed),
        (rsa, "e", json!("AQAB=="), Malformed),
        (rsa, "p", Value::Null, Malformed),
        (rsa, "d", Value::Null, Malformed),
        (rsa, "p", rsa["q"].clone(), Malformed),
        (rsa, "d", other["d"].clone(), Malformed),
        (rsa, "n", other["n"].clone(), Malformed),
        (rsa, "dp", json!("AA"), Malformed),
        (rsa, "oth", json!([]), KeyUnsupported),
        (rsa, "alg", json!(1), Malformed),
        (rsa, "key_ops", json!("sign"), Malformed),
        (rsa, "key_ops", json!(["sign", "sign"]), Malformed),
        (rsa, "x5t#S256", json!("AAAA"), Malformed),
        (rsa, "x5c", x5c["x5c"].clone(), Malformed),
        (x5c, "x5c", json!(["AAAA"]), Malformed),
        (x5c, "x5c", json!(["*"]), Malformed),
        (
            x5c,
            "x5t#S256",
            json!(*base64url::encode(&[1; 32])),
            Malformed,
        ),
        (oct, "k", json!(""), KeyUnsupported),
        (oct, "k", json!("a"), Malformed),
        (
            oct,
            "k",
            json!(*base64url::encode(&[1; 1025])),
            KeyUnsupported,
        ),
        (oct, "x5c", x5c["x5c"].clone(), Malformed),
    ] {
        let error = read(&changed(key, name, member)).unwrap_err();
        assert_eq!(error.status(), expected, "{name}: {error}");
    }
    let only_d = ["p", "q", "dp", "dq", "qi"].iter();
    let only_d = only_d.fold(rsa.clone(), |key, name| changed(&key, name, Value::Null));
    assert_eq!(read(&only_d).unwrap_err().status(), KeyUnsupported);
}

#[test]
fn text_and_sizes_are_checked() {
    let limits = Limits {
        jose_size: 300,
        certificates: 0,
        ..Limits::default()
    };
    let status = |text: &str| {
        let refusal = Jwk::from_json(text.as_bytes(), &limits).err();
        refusal.map(|error| error.status())
    };
    assert_eq!(status(r#"{"kty":"oct","k":"AAAA"}"#), None);
    for (text, expected) in [
        (r#"{"kty":"oct","k":"AAAA","k":"AAAA"}"#, Status::Malformed),
        (
            r#"{"kty":"oct","k":"AAAA","x":{"a":1,"a":1}}"#,
            Status::Malformed,
        ),
        (r#"{"kty":"oct","k":"AAAA"} "x""#, Status::Malformed),
        (r#"["oct"]"#, Status::Malformed),
        (&"[".repeat(300), Status::Malformed),
        (&"[".repeat(301), Status::LimitExceeded),
        (
            r#"{"kty":"oct","k":"AAAA","x5c":["AAAA"]}"#,
            Status::LimitExceeded,
        ),
    ] {
        assert_eq!(status(text), Some(expected), "{text}");
    }
}

#[test]
fn der_of_other_keys_is_refused() {
    let small = include_bytes!("../../../tests/vectors/legacy/rsa1024.key.der");
    assert_eq!(
        Jwk::from_pkcs8(small).unwrap_err().status(),
        Status::KeyUnsupported
    );
    for wrong in [&b""[..], b"no key", &PKCS8[0][..200]] {
        assert!(Jwk::from_pkcs8(wrong).is_err() && Jwk::from_spki(wrong).is_err());
    }
    assert!(Jwk::from_spki(PKCS8[0]).is_err());
    let mut off_curve = Jwk::from_pkcs8(PKCS8[1]).unwrap().to_spki().unwrap();
    *off_curve.last_mut().unwrap() ^= 1;
    assert_eq!(
        Jwk::from_spki(&off_curve).unwrap_err().status(),
        Status::Malformed
    );
}

#[test]
fn nothing_secret_is_shown() {
    for key in keys().iter().map(|key| read(key).unwrap()) {
        let shown = format!("{key:?}");
        let expected = format!(
            "Jwk {{ type: {:?}, private: {}, .. }}",
            key.key_type(),
            key.is_private()
        );
        assert_eq!(shown, expected);
    }
}

#[test]
fn labels_decide_on_the_use() {
    let key = Jwk::from_symmetric(&[1; 16]).unwrap();
    assert!(key.permits("enc", &["A128KW"], &["wrapKey"]));
    let key = key
        .with_use("enc")
        .with_algorithm("A128KW")
        .with_key_id("a");
    assert!(key.permits("enc", &["A128KW"], &["wrapKey"]) && key.key_id() == Some("a"));
    assert!(!key.permits("sig", &["A128KW"], &["wrapKey"]));
    assert!(!key.permits("enc", &["dir"], &["wrapKey"]));
    let limits = Limits::default();
    let text = br#"{"kty":"oct","k":"AAAA","key_ops":["wrapKey","unwrapKey"]}"#;
    let key = Jwk::from_json(text, &limits).unwrap();
    assert!(key.permits("enc", &["A128KW"], &["unwrapKey"]));
    assert!(!key.permits("enc", &["A128KW"], &["encrypt"]));
}
