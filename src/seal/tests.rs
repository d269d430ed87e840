//! Messages taken apart: what each layer says of its signer and its recipients.

use super::Sealer;
use crate::asn1::oid;
use crate::cms::{
    AlgorithmIdentifier, EntityIdentifier, EnvelopedDataReader, EnvelopedPart, RecipientInfo,
    SignedData, SignedDataReader, SignerInfo,
};
use crate::context::{Clock, Context, SigningPolicy};
use crate::crypto::{BLOCK, CbcDecryptor, Digest, DigestAlgorithm, SignatureAlgorithm, unpad};
use crate::error::Status;
use crate::finding::Finding;
use crate::keys::{Identity, SecretKey, Token, WebKey};
use crate::limits::Limits;
use crate::x509::Certificate;
use der::oid::ObjectIdentifier;
use std::sync::Arc;

/// Within the validity of all certificates here.
const NOW: i64 = 1_800_000_000;

macro_rules! vector {
    ($path:literal) => {
        &include_bytes!(concat!("../../tests/vectors/", $path))[..]
    };
}

fn context_at(moment: i64) -> Arc<Context> {
    Arc::new(Context::new().with_clock(Clock::Fixed(moment)))
}

fn chain(leaf: &[u8]) -> Vec<Certificate> {
    [
        leaf,
        vector!("synthetic/pki/ca.cer"),
        vector!("synthetic/pki/root.cer"),
    ]
    .map(|der| Certificate::from_der(der).unwrap())
    .to_vec()
}

fn identity(store: &[u8]) -> Arc<Identity> {
    Arc::new(Identity::from_pkcs12(store, "test", &Limits::default()).unwrap())
}

fn alice() -> Arc<Identity> {
    identity(vector!("official/keys/alice.p12"))
}

fn token(bytes: &[u8]) -> Token {
    Token::from_bytes(bytes, &Limits::default()).unwrap()
}

fn bob() -> Token {
    token(vector!("official/etk/bob.etk"))
}

fn eid_authentication() -> Identity {
    let key = vector!("synthetic/pki/eid-auth.key.der");
    Identity::from_pkcs8(key, chain(vector!("synthetic/pki/eid-auth.cer"))).unwrap()
}

fn eid_card() -> Arc<Identity> {
    let key = vector!("synthetic/pki/eid-sign.key.der");
    let signature = chain(vector!("synthetic/pki/eid-sign.cer"));
    Arc::new(
        eid_authentication()
            .with_signature_key(key, signature)
            .unwrap(),
    )
}

fn web_key() -> WebKey {
    WebKey::from_pkcs8(
        b"\x00web key\xff",
        vector!("synthetic/pki/eid-auth.key.der"),
    )
    .unwrap()
}

fn sealer_of(identity: Arc<Identity>, policy: SigningPolicy) -> Sealer {
    let mut sealer = Sealer::new(context_at(NOW), identity).unwrap();
    sealer.set_policy(policy).unwrap();
    sealer.add_recipient(&bob()).unwrap();
    sealer
}

/// The content sealed as a whole, then in parts: with definite and with indefinite lengths.
fn both_forms(sealer: &Sealer, content: &[u8]) -> [Vec<u8>; 2] {
    let (mut stream, mut message) = (sealer.begin(None).unwrap(), Vec::new());
    stream.write(content, &mut message).unwrap();
    stream.finish(&mut message).unwrap();
    [sealer.seal(content).unwrap(), message]
}

/// What a signed layer says, but for what is new in every message.
#[derive(Debug, PartialEq, Eq)]
struct Layer {
    version: u32,
    digest_algorithms: Vec<AlgorithmIdentifier>,
    content_type: Option<ObjectIdentifier>,
    certificates: usize,
    signer_version: u32,
    names_key: bool,
    digest_algorithm: AlgorithmIdentifier,
    signature_algorithm: AlgorithmIdentifier,
    /// In the order of the message.
    signed_attributes: Vec<ObjectIdentifier>,
    unsigned_attributes: usize,
    signature_len: usize,
}

impl Layer {
    fn of(data: &SignedData) -> Self {
        assert_eq!(data.signer_count(), 1);
        let info = data.signer_info().unwrap();
        assert!(info.algorithms_are_protected().unwrap());
        Self {
            version: data.version,
            digest_algorithms: data.digest_algorithms.clone(),
            content_type: data.content_type,
            certificates: data.certificates.len(),
            signer_version: info.version,
            names_key: matches!(info.signer, EntityIdentifier::SubjectKeyIdentifier(_)),
            digest_algorithm: info.digest_algorithm,
            signature_algorithm: info.signature_algorithm,
            signed_attributes: info
                .signed_attributes
                .unwrap()
                .iter()
                .map(|a| a.oid)
                .collect(),
            unsigned_attributes: info.unsigned_attributes.len(),
            signature_len: info.signature.len(),
        }
    }
}

fn read_signed(message: &[u8]) -> (SignedData, Vec<u8>) {
    let mut reader = SignedDataReader::new(&Limits::default());
    let (mut input, mut content) = (message, Vec::new());
    while let Some(piece) = reader.next(&mut input).unwrap() {
        content.extend_from_slice(piece);
    }
    assert!(input.is_empty());
    (reader.finish().unwrap(), content)
}

/// A message, opened without any judgement.
struct Opened {
    outer: SignedData,
    envelope: Vec<u8>,
    recipients: Vec<RecipientInfo>,
    inner: SignedData,
    content: Vec<u8>,
}

/// Opens with the key that `unwrap` makes of the recipients.
fn open(message: &[u8], unwrap: impl Fn(&RecipientInfo) -> Option<Vec<u8>>) -> Opened {
    let (outer, envelope) = read_signed(message);
    let mut reader = EnvelopedDataReader::new(&Limits::default());
    let (mut input, mut ciphertext) = (&envelope[..], Vec::new());
    while let Some(part) = reader.next(&mut input).unwrap() {
        if let EnvelopedPart::Ciphertext(piece) = part {
            ciphertext.extend_from_slice(piece);
        }
    }
    reader.finish().unwrap();
    let recipients = reader.recipients().to_vec();
    let key = recipients.iter().find_map(unwrap).unwrap();
    let algorithm = reader.content_encryption_algorithm().unwrap();
    let iv = &algorithm.parameters.as_ref().unwrap()[2..];
    let mut cipher = CbcDecryptor::new(&key, iv.try_into().unwrap()).unwrap();
    cipher.decrypt(&mut ciphertext).unwrap();
    let (right, kept) = unpad(ciphertext.last_chunk::<BLOCK>().unwrap());
    assert!(bool::from(right));
    ciphertext.truncate(ciphertext.len() - BLOCK + usize::from(kept));
    let (inner, content) = read_signed(&ciphertext);
    Opened {
        outer,
        envelope,
        recipients,
        inner,
        content,
    }
}

/// Opens as Bob, who has one decryption key.
fn open_as_bob(message: &[u8]) -> Opened {
    let bob = identity(vector!("official/keys/bob.p12"));
    let certificate = bob.decryption_keys()[0].certificate().unwrap().clone();
    open(message, |recipient| match recipient {
        RecipientInfo::KeyTrans(info) if info.recipient.matches(&certificate) => {
            let key = bob.decryption_keys()[0].rsa().unwrap();
            Some(key.decrypt(&info.encrypted_key, 16).as_bytes().to_vec())
        }
        _ => None,
    })
}

#[test]
fn an_eid_message_is_that_of_the_official_library() {
    let official = open_as_bob(vector!("official/msg/small-eid-bob.cms"));
    let sealer = sealer_of(eid_card(), SigningPolicy::Eid);
    for message in both_forms(&sealer, &official.content) {
        let ours = open_as_bob(&message);
        assert_eq!(Layer::of(&ours.outer), Layer::of(&official.outer));
        assert_eq!(Layer::of(&ours.inner), Layer::of(&official.inner));
        assert_eq!(ours.content, official.content);
        assert_eq!(ours.recipients.len(), official.recipients.len());
        for (layer, leaf) in [
            (&ours.outer, vector!("synthetic/pki/eid-auth.cer")),
            (&ours.inner, vector!("synthetic/pki/eid-sign.cer")),
        ] {
            let leaf = Certificate::from_der(leaf).unwrap();
            assert_eq!(layer.certificates[0], leaf.as_der());
            assert!(layer.signer_info().unwrap().signer.matches(&leaf));
        }
    }
    let layer = Layer::of(&official.inner);
    assert_eq!(
        layer.signature_algorithm.oid,
        oid::SHA256_WITH_RSA_ENCRYPTION
    );
    assert_eq!(
        layer.signed_attributes,
        [
            oid::ID_CONTENT_TYPE,
            oid::ID_SIGNING_TIME,
            oid::ID_CMS_ALGORITHM_PROTECTION,
            oid::ID_MESSAGE_DIGEST
        ]
    );
}

/// An empty set of unsigned attributes is there, not absent.
#[test]
fn messages_end_as_those_of_the_official_library() {
    let official = vector!("official/msg/small-eid-bob.cms");
    let sealer = sealer_of(eid_card(), SigningPolicy::Eid);
    let [definite, indefinite] = both_forms(&sealer, b"content");
    assert!(definite.ends_with(&[0xa1, 0]));
    for message in [official, &indefinite] {
        assert!(message.ends_with(&[0xa1, 0, 0, 0, 0, 0, 0, 0]));
    }
}

#[test]
fn one_credential_for_both_layers_leaves_the_inner_one_without_certificates() {
    let plain = Arc::new(eid_authentication());
    let twice = eid_authentication().with_signature_key(
        vector!("synthetic/pki/eid-auth.key.der"),
        chain(vector!("synthetic/pki/eid-auth.cer")),
    );
    for identity in [plain, Arc::new(twice.unwrap()), alice()] {
        let sealer = sealer_of(identity, SigningPolicy::Eid);
        let ours = open_as_bob(&sealer.seal(b"content").unwrap());
        assert_eq!(ours.outer.certificates.len(), 3);
        assert!(ours.inner.certificates.is_empty());
        let signers = [&ours.outer, &ours.inner].map(|data| data.signer_info().unwrap());
        assert_eq!(signers[0].signer, signers[1].signer);
    }
    // The signature key is for the eID policy alone.
    let sealer = sealer_of(eid_card(), SigningPolicy::EhealthCertificate);
    let ours = open_as_bob(&sealer.seal(b"content").unwrap());
    assert!(ours.inner.certificates.is_empty());
    assert_eq!(
        Layer::of(&ours.inner).signature_algorithm.oid,
        oid::ID_RSASSA_PSS
    );
}

#[test]
fn the_leaf_stands_once_in_a_chain() {
    let mut certificates = chain(vector!("synthetic/pki/eid-auth.cer"));
    certificates.insert(2, certificates[0].clone());
    let key = vector!("synthetic/pki/eid-auth.key.der");
    let identity = Identity::from_pkcs8(key, certificates).unwrap();
    assert_eq!(
        identity.certificate_chain(),
        chain(vector!("synthetic/pki/eid-auth.cer"))
    );
}

fn verifies(key: &WebKey, info: &SignerInfo, content: &[u8]) -> bool {
    let digest = info.signed_value(&oid::ID_MESSAGE_DIGEST).unwrap().unwrap();
    let algorithm = SignatureAlgorithm::RsaPss(DigestAlgorithm::Sha256);
    digest.content == Digest::of(DigestAlgorithm::Sha256, content)
        && key
            .public_key()
            .verifies(algorithm, &info.signed_octets().unwrap(), &info.signature)
}

#[test]
fn a_web_key_signs_and_receives_by_its_identifier() {
    let key = web_key();
    let public = WebKey::from_spki(b"other", &key.signing_key().unwrap().to_spki().unwrap());
    let mut sealer = Sealer::with_web_key(context_at(NOW), &key).unwrap();
    sealer.add_recipient(&bob()).unwrap();
    sealer.add_web_key_recipient(&public.unwrap()).unwrap();
    for message in both_forms(&sealer, b"content") {
        let ours = open(&message, |recipient| match recipient {
            RecipientInfo::KeyTrans(info)
                if info.recipient == EntityIdentifier::SubjectKeyIdentifier(b"other".to_vec()) =>
            {
                let content_key = key.rsa().unwrap().decrypt(&info.encrypted_key, 16);
                Some(content_key.as_bytes().to_vec())
            }
            _ => None,
        });
        assert_eq!(ours.recipients.len(), 2);
        for (data, content) in [
            (&ours.outer, &ours.envelope[..]),
            (&ours.inner, &ours.content),
        ] {
            let layer = Layer::of(data);
            assert_eq!((layer.version, layer.signer_version), (3, 3));
            assert_eq!(layer.certificates, 0);
            assert_eq!(layer.signature_algorithm.oid, oid::ID_RSASSA_PSS);
            let info = data.signer_info().unwrap();
            let identifier = key.identifier().to_vec();
            assert_eq!(
                info.signer,
                EntityIdentifier::SubjectKeyIdentifier(identifier)
            );
            assert!(verifies(&key, &info, content));
        }
        assert_eq!(ours.content, b"content");
        assert_eq!(
            versions(&ours.envelope),
            (2, vec![0, 2]),
            "of the envelope and of its recipients"
        );
    }
}

/// The versions of an EnvelopedData and of its KeyTransRecipientInfos.
fn versions(envelope: &[u8]) -> (u8, Vec<u8>) {
    use crate::asn1::{Element, tag};
    let version = |octets: &[u8]| octets[0];
    let info = Element::parse_as(envelope, tag::SEQUENCE).unwrap();
    let explicit = {
        let mut members = info.children();
        members.read().unwrap();
        members.read().unwrap()
    };
    let mut members = explicit.children().read().unwrap().children();
    let own = version(members.read_as(tag::INTEGER).unwrap().content);
    let mut recipients = members.read_as(tag::SET).unwrap().children();
    let mut all = Vec::new();
    while !recipients.is_empty() {
        let mut recipient = recipients.read().unwrap().children();
        all.push(version(recipient.read_as(tag::INTEGER).unwrap().content));
    }
    all.sort_unstable();
    (own, all)
}

#[test]
fn keys_that_a_policy_does_not_take() {
    let status = |refused: crate::error::Result<()>| refused.unwrap_err().status();
    let mut rsa = Sealer::new(context_at(NOW), alice()).unwrap();
    let eve = identity(vector!("official/keys/eve.p12"));
    let mut elliptic = Sealer::new(context_at(NOW), eve).unwrap();
    let mut web = Sealer::with_web_key(context_at(NOW), &web_key()).unwrap();
    let (unsupported, invalid) = (Status::KeyUnsupported, Status::InvalidArgument);
    for (sealer, policy, expected) in [
        (&mut elliptic, SigningPolicy::Eid, unsupported),
        (&mut web, SigningPolicy::Eid, invalid),
        (&mut rsa, SigningPolicy::EllipticCurve, unsupported),
    ] {
        assert_eq!(status(sealer.set_policy(policy)), expected);
    }
    let policy = SigningPolicy::EhealthCertificate;
    assert_eq!(status(elliptic.set_policy(policy)), unsupported);
    assert_eq!(status(rsa.set_policy(SigningPolicy::WebAuthn)), invalid);
    // What was set before stays.
    rsa.add_recipient(&bob()).unwrap();
    let ours = open_as_bob(&rsa.seal(b"content").unwrap());
    assert_eq!(
        Layer::of(&ours.outer).signature_algorithm.oid,
        oid::ID_RSASSA_PSS
    );

    let public = |identifier: &[u8]| {
        let spki = web_key().signing_key().unwrap().to_spki().unwrap();
        WebKey::from_spki(identifier, &spki).unwrap()
    };
    let signs = |key: &WebKey| Sealer::with_web_key(context_at(NOW), key).map(|_| ());
    assert_eq!(status(signs(&public(b"1"))), Status::KeyNotFound);
    let curve = WebKey::from_pkcs8(b"1", vector!("synthetic/pki/ec.key.der")).unwrap();
    assert_eq!(status(signs(&curve)), Status::KeyUnsupported);
    assert_eq!(
        status(rsa.add_web_key_recipient(&curve)),
        Status::RecipientUnsupported
    );
    // An old eID card: its keys are too short for the cryptography behind.
    let refused = Identity::from_pkcs8(
        vector!("synthetic/pki/eid-auth-1024.key.der"),
        chain(vector!("synthetic/pki/eid-auth-1024.cer")),
    );
    assert_eq!(refused.unwrap_err().status(), Status::KeyUnsupported);
    let foreign = Identity::from_pkcs8(
        vector!("synthetic/pki/eid-sign.key.der"),
        chain(vector!("synthetic/pki/eid-auth.cer")),
    );
    assert_eq!(foreign.unwrap_err().status(), Status::KeyUnsupported);
}

/// The name of the finding that refuses, and what seals in spite of it.
fn refused_then_accepted(
    sealer: &mut Sealer,
    finding: Finding,
    mut attempt: impl FnMut(&mut Sealer) -> crate::error::Result<()>,
) {
    let error = attempt(sealer).unwrap_err();
    assert_eq!(error.status(), finding.status());
    assert_eq!(error.cause().unwrap().message(), finding.name());
    sealer.accept(finding);
    assert!(attempt(sealer).is_ok(), "{finding:?}");
}

#[test]
fn tokens_that_are_not_in_order() {
    for (bytes, finding) in [
        (
            vector!("synthetic/etk/enc_nyv.etk"),
            Finding::TokenEncryptionNotYetValid,
        ),
        (
            vector!("synthetic/etk/enc_ke.etk"),
            Finding::TokenEncryptionKeyUsage,
        ),
        (
            vector!("synthetic/etk/enc_byca.etk"),
            Finding::TokenSignature,
        ),
    ] {
        let mut sealer = Sealer::new(context_at(NOW), alice()).unwrap();
        refused_then_accepted(&mut sealer, finding, |sealer| {
            sealer.add_recipient(&token(bytes))
        });
        assert!(sealer.seal(b"content").is_ok());
    }
    let mut sealer = Sealer::new(context_at(NOW), alice()).unwrap();
    for finding in Finding::ALL {
        sealer.accept(*finding);
    }
    for bytes in [
        vector!("synthetic/etk/enc_1024.etk"),
        vector!("synthetic/etk/enc_ec.etk"),
        vector!("official/etk/eve.etk"),
    ] {
        let error = sealer.add_recipient(&token(bytes)).unwrap_err();
        assert_eq!(error.status(), Status::RecipientUnsupported);
    }
    assert_eq!(
        sealer.seal(b"content").unwrap_err().status(),
        Status::NoRecipient
    );
}

#[test]
fn senders_that_are_not_in_order() {
    let of = |leaf, key| Arc::new(Identity::from_pkcs8(key, chain(leaf)).unwrap());
    let expired = of(
        vector!("synthetic/pki/expired.cer"),
        vector!("synthetic/pki/expired.key.der"),
    );
    let not_for_signatures = of(
        vector!("synthetic/pki/ku-ke.cer"),
        vector!("synthetic/pki/ku-ke.key.der"),
    );
    let two_people = eid_authentication().with_signature_key(
        vector!("synthetic/pki/eid-sign-other.key.der"),
        chain(vector!("synthetic/pki/eid-sign-other.cer")),
    );
    for (identity, policy, findings) in [
        (
            expired,
            SigningPolicy::EhealthCertificate,
            &[Finding::OuterExpired][..],
        ),
        (
            not_for_signatures,
            SigningPolicy::EhealthCertificate,
            &[Finding::OuterKeyUsage, Finding::InnerKeyUsage],
        ),
        (
            Arc::new(two_people.unwrap()),
            SigningPolicy::Eid,
            &[Finding::Integrity],
        ),
    ] {
        let mut sealer = sealer_of(identity, policy);
        let (last, before) = findings.split_last().unwrap();
        for finding in before {
            let error = sealer.seal(b"content").unwrap_err();
            assert_eq!(error.cause().unwrap().message(), finding.name());
            sealer.accept(*finding);
        }
        refused_then_accepted(&mut sealer, *last, |sealer| {
            sealer.seal(b"content").map(|_| ())
        });
    }
}

/// Whoever asks for nonRepudiation in what is read does not write messages without it.
#[test]
fn non_repudiation_is_asked_for_on_both_sides() {
    let validation = crate::context::Validation {
        non_repudiation: true,
        ..crate::context::Validation::default()
    };
    let context = Context::new()
        .with_clock(Clock::Fixed(NOW))
        .with_validation(validation);
    let context = Arc::new(context);
    let with_card = |identity| {
        let mut sealer = Sealer::new(Arc::clone(&context), identity).unwrap();
        sealer.set_policy(SigningPolicy::Eid).unwrap();
        sealer.add_recipient(&bob()).unwrap();
        sealer.seal(b"content")
    };
    assert!(with_card(eid_card()).is_ok());
    let error = with_card(Arc::new(eid_authentication())).unwrap_err();
    assert_eq!(
        error.cause().unwrap().message(),
        Finding::InnerKeyUsage.name()
    );
}

#[test]
fn the_kind_of_key_wrap_is_that_of_the_key() {
    for (size, expected) in [(16, oid::ID_AES128_WRAP), (32, oid::ID_AES256_WRAP)] {
        let secret = SecretKey::new(b"identifier", &vec![7; size]).unwrap();
        let mut sealer = Sealer::new(context_at(NOW), alice()).unwrap();
        sealer.add_secret_key(&secret);
        let opened = open(&sealer.seal(b"content").unwrap(), |recipient| {
            let RecipientInfo::Kek(info) = recipient else {
                return None;
            };
            assert_eq!(info.algorithm.oid, expected);
            assert_eq!(info.algorithm.parameters, None);
            let key = secret.key().unwrap(&info.encrypted_key)?;
            Some(key.as_bytes().to_vec())
        });
        assert_eq!(opened.content, b"content");
    }
}

#[test]
fn an_elliptic_recipient_is_sealed_for_where_that_is_allowed() {
    let eve = identity(vector!("official/keys/eve.p12"));
    let mut sealer = Sealer::new(context_at(NOW), alice()).unwrap();
    sealer.allow_key_agreement(true);
    sealer
        .add_recipient(&token(vector!("official/etk/eve.etk")))
        .unwrap();
    sealer.add_recipient(&bob()).unwrap();
    for message in both_forms(&sealer, b"content") {
        let ours = open(&message, |recipient| match recipient {
            RecipientInfo::KeyAgree(info) => {
                let key = &eve.decryption_keys()[0];
                assert!(info.user_keying_material.is_none());
                let encrypted = &info.encrypted_keys[0];
                assert!(encrypted.recipient.matches(key.certificate().unwrap()));
                let content_key = key.unwrap_agreed(info, &encrypted.encrypted_key)?;
                Some(content_key.as_bytes().to_vec())
            }
            _ => None,
        });
        assert_eq!(ours.content, b"content");
        assert_eq!(open_as_bob(&message).content, b"content");
    }
}
