//! Broken messages: whatever was done to one, it is refused with an error of a fitting family,
//! and nothing of its content comes out.

use crate::support::official::{context, identity, token, unsealer, vectors};
use etee::{Refusal, Sealer, Status, Unsealer};
use std::fs;
use std::sync::Arc;

/// Our two forms, an EC signer, and one of the official library.
fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let content = b"confidential: twenty-odd octets and some more".as_slice();
    let sealer = |signer: &str| {
        let mut sealer = Sealer::new(Arc::new(context()), identity(signer)).unwrap();
        sealer.add_recipient(&token("bob")).unwrap();
        sealer
    };
    let alice = sealer("alice");
    let mut streamed = Vec::new();
    let mut stream = alice.begin(None).unwrap();
    stream.write(content, &mut streamed).unwrap();
    stream.finish(&mut streamed).unwrap();
    vec![
        ("definite", alice.seal(content).unwrap()),
        ("streamed", streamed),
        ("elliptic", sealer("eve").seal(content).unwrap()),
        (
            "official",
            fs::read(vectors().join("msg/small-bob.cms")).unwrap(),
        ),
    ]
}

fn refused(unsealer: &Unsealer, what: &str, message: &[u8]) -> Refusal {
    let refusal = match unsealer.unseal(message) {
        Ok(unsealed) => panic!("{what}: released {} octets", unsealed.content.len()),
        Err(refusal) => refusal,
    };
    let family = refusal.error.status().code() / 100;
    assert!((2..=4).contains(&family), "{what}: {refusal:?}");
    let report = refusal
        .report
        .as_ref()
        .unwrap_or_else(|| panic!("{what}: no report"));
    assert!(!report.released() && report.content_length().is_none());
    assert!(
        report.fatal().is_some() || !report.errors().is_empty(),
        "{what}: {refusal:?}"
    );
    refusal
}

#[test]
fn truncated_at_every_octet() {
    let bob = unsealer(&["bob"]);
    for (name, message) in samples() {
        for end in 0..message.len() {
            let refusal = refused(&bob, &format!("{name} cut at {end}"), &message[..end]);
            assert_eq!(
                refusal.error.status(),
                Status::Truncated,
                "{name} cut at {end}"
            );
        }
        assert!(bob.unseal(&message).is_ok());
    }
}

/// Whether the octet is in a root that came along. It is trusted already and the copy is not
/// needed, so a broken one does no harm (RFC 5280, 6.1: the anchor is no part of the path).
fn is_in_root(message: &[u8], octet: usize) -> bool {
    context().trust_anchors().unwrap().iter().any(|root| {
        let root = root.as_der();
        let place = message.windows(root.len()).position(|part| part == root);
        place.is_some_and(|start| (start..start + root.len()).contains(&octet))
    })
}

#[test]
fn one_bit_flipped_at_5000_places() {
    let bob = unsealer(&["bob"]);
    let mut random = 0x2545_f491_4f6c_dd1du64;
    for (name, message) in samples() {
        let whole = bob.unseal(&message).unwrap().content;
        let content = whole.as_bytes();
        for _ in 0..1250 {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            let bit = usize::try_from(random >> 8).unwrap() % (message.len() * 8);
            let mut broken = message.clone();
            broken[bit / 8] ^= 1 << (bit % 8);
            if is_in_root(&message, bit / 8)
                && let Ok(unsealed) = bob.unseal(&broken)
            {
                assert_eq!(unsealed.content.as_bytes(), content);
                continue;
            }
            refused(
                &bob,
                &format!("{name}, bit {} of octet {}", bit % 8, bit / 8),
                &broken,
            );
        }
    }
}

#[test]
fn more_octets_after_the_end() {
    let bob = unsealer(&["bob"]);
    for (name, mut message) in samples() {
        message.push(0);
        assert_eq!(
            refused(&bob, name, &message).error.status(),
            Status::Malformed
        );
    }
}
