//! Stores of every kind, whole and broken.

use super::bag::{Bag, Value};
use super::container::Container;
use super::encryption::Scheme;
use super::password::Password;
use super::{Entry, Store, reencrypt};
use crate::asn1::{Element, oid, tag, write, write_oid};
use crate::error::{Result, Status};
use crate::limits::Limits;
use crate::secret::Secret;
use crate::x509::Certificate;

const ALICE: &[u8] = include_bytes!("../../../tests/vectors/official/keys/alice.p12");
const HOSPITAL: &[u8] = include_bytes!("../../../tests/vectors/official/keys/hospital.p12");
const EVE: &[u8] = include_bytes!("../../../tests/vectors/official/keys/eve.p12");
const CAROL: &[u8] = include_bytes!("../../../tests/vectors/p256/carol.p12");
const CAROL_LEGACY: &[u8] = include_bytes!("../../../tests/vectors/p256/carol-legacy.p12");
const CAROL_BER: &[u8] = include_bytes!("../../../tests/vectors/p256/carol-ber.p12");
const CAROL_RENEWED: &[u8] = include_bytes!("../../../tests/vectors/p256/carol-renewed.p12");

fn read(bytes: &[u8], password: &str) -> Result<Store> {
    Store::read(bytes, password, &Limits::default())
}

fn refusal(bytes: &[u8], password: &str) -> Status {
    read(bytes, password).unwrap_err().status()
}

fn aliases<'a>(store: &'a Store) -> Vec<&'a str> {
    let alias = |entry: &'a Entry| match entry {
        Entry::Key { alias, .. } | Entry::Certificate { alias, .. } => alias.as_str(),
    };
    store.entries.iter().map(alias).collect()
}

fn keys<'a>(store: &'a Store) -> Vec<(&'a str, &'a Secret, &'a [Certificate])> {
    let key = |entry: &'a Entry| match entry {
        Entry::Key {
            alias,
            private_key,
            chain,
            ..
        } => Some((alias.as_str(), private_key, chain.as_slice())),
        Entry::Certificate { .. } => None,
    };
    store.entries.iter().filter_map(key).collect()
}

/// A store over this AuthenticatedSafe content, with a right MAC.
fn sealed(content: &[u8], password: &str) -> Vec<u8> {
    let mut mac = Vec::new();
    super::mac::write_mac(&mut mac, password, content).unwrap();
    let mut pfx = Vec::new();
    write(&mut pfx, tag::SEQUENCE, |out| {
        out.extend([2, 1, 3]);
        write(out, tag::SEQUENCE, |out| {
            write_oid(out, &oid::ID_DATA);
            write(out, tag::context(0), |out| {
                write(out, tag::OCTET_STRING, |out| out.extend(content));
            });
        });
        out.extend(mac);
    });
    pfx
}

/// The same store without its MAC.
fn without_mac(bytes: &[u8]) -> Vec<u8> {
    let mut members = Element::parse(bytes).unwrap().children();
    let (version, safe) = (members.read().unwrap(), members.read().unwrap());
    let mut pfx = Vec::new();
    write(&mut pfx, tag::SEQUENCE, |out| {
        out.extend(version.raw);
        out.extend(safe.raw);
    });
    pfx
}

#[test]
fn every_encoding_gives_the_same_keys() {
    let modern = read(CAROL, "test").unwrap();
    assert_eq!(keys(&modern).len(), 2);
    for bytes in [CAROL_LEGACY, CAROL_BER] {
        let old = read(bytes, "test").unwrap();
        assert_eq!(keys(&old).len(), 2);
        assert!(keys(&old).iter().all(|key| keys(&modern).contains(key)));
    }
    let renewed = read(CAROL_RENEWED, "test").unwrap();
    assert_eq!(keys(&renewed).len(), 3);
    let trusted = renewed.entries.len() - 3;
    assert!(trusted >= 3, "{trusted}");
}

#[test]
fn chains_lead_from_the_leaf_to_the_root() {
    for bytes in [ALICE, HOSPITAL, EVE, CAROL, CAROL_BER] {
        let store = read(bytes, "test").unwrap();
        for (alias, _, chain) in keys(&store) {
            if alias == "authentication" {
                assert_eq!(chain.len(), 3);
                assert!(chain[0].is_signed_by(chain[1].public_key()));
                assert!(chain[1].is_signed_by(chain[2].public_key()));
                assert!(chain[2].is_self_issued());
            } else {
                // Issued in the name of the holder, where Java ends a chain as well.
                assert_eq!(chain.len(), 1);
                assert_eq!(chain[0].serial_decimal(), alias);
            }
        }
    }
}

#[test]
fn what_is_written_reads_back() {
    for bytes in [ALICE, EVE, CAROL_BER, CAROL_RENEWED] {
        let store = read(bytes, "test").unwrap();
        let written = store.write("päss €").unwrap();
        let again = read(&written, "päss €").unwrap();
        assert_eq!(keys(&again), keys(&store));
        assert_eq!(aliases(&again), aliases(&store));
        assert_eq!(read(&again.write("x").unwrap(), "x").unwrap(), again);
        assert_eq!(refusal(&written, "pass €"), Status::WrongPassword);
    }
}

#[test]
fn chain_members_without_an_entry_are_written() {
    let store = read(ALICE, "test").unwrap();
    let only_keys = Store {
        entries: store
            .entries
            .into_iter()
            .filter(|entry| matches!(entry, Entry::Key { .. }))
            .collect(),
    };
    let again = read(&only_keys.write("x").unwrap(), "x").unwrap();
    assert_eq!(again, only_keys);
}

/// A key goes with the certificate of its public key, whatever the attributes say.
#[test]
fn wrong_bindings_are_seen_through() {
    let mut store = read(CAROL, "test").unwrap();
    for entry in &mut store.entries {
        if let Entry::Key { local_key_id, .. } = entry {
            *local_key_id = Some(b"Time 1280160267022".to_vec());
        }
    }
    let again = read(&store.write("x").unwrap(), "x").unwrap();
    assert_eq!(keys(&again), keys(&store));
    // Where only the certificate of the other key is left, there is none.
    let authentication = keys(&store)[0].2[0].clone();
    let encryption = store.entries.remove(1);
    let alias = aliases(&read(CAROL, "test").unwrap())[1].to_owned();
    let mut container = super::entries::container(&[encryption]);
    container.groups[1] = vec![
        Bag::bare(Value::Certificate(authentication.as_der().to_vec()))
            .with_alias(&alias)
            .with_local_key_id(b"Time 1280160267022"),
    ];
    let again = read(&container.write("x").unwrap(), "x").unwrap();
    assert_eq!(keys(&again)[0].2, []);
    assert_eq!(again.entries.len(), 2);
}

#[test]
fn a_wrong_password_is_told_from_a_broken_store() {
    for bytes in [ALICE, CAROL_LEGACY, CAROL_BER] {
        for wrong in ["", "Test", "test "] {
            assert_eq!(refusal(bytes, wrong), Status::WrongPassword);
        }
        // Damage in the last encrypted octets, well before the MAC.
        let mut damaged = bytes.to_vec();
        let place = damaged.len() - 200;
        damaged[place] ^= 1;
        assert_eq!(refusal(&damaged, "test"), Status::StoreMalformed);
        assert_eq!(
            refusal(&bytes[..bytes.len() - 1], "test"),
            Status::StoreMalformed
        );
        let longer = [bytes, &[0]].concat();
        assert_eq!(refusal(&longer, "test"), Status::StoreMalformed);
    }
    for nonsense in [&b""[..], b"\0", b"nonsense", b"-----BEGIN", &[0x30, 0x80]] {
        assert_eq!(refusal(nonsense, "test"), Status::StoreMalformed);
    }
}

#[test]
fn without_a_mac_decryption_is_the_proof() {
    for bytes in [ALICE, CAROL_LEGACY] {
        let bare = without_mac(bytes);
        assert_eq!(read(&bare, "test").unwrap(), read(bytes, "test").unwrap());
        assert_eq!(refusal(&bare, "wrong"), Status::WrongPassword);
    }
    let mut unprotected = Vec::new();
    write(&mut unprotected, tag::SEQUENCE, |_| {});
    let bare = without_mac(&sealed(&unprotected, "test"));
    assert_eq!(refusal(&bare, "test"), Status::StoreMalformed);
}

#[test]
fn parts_under_another_password_are_damage() {
    let other = read(CAROL, "test").unwrap().write("other").unwrap();
    let mut members = Element::parse(&other).unwrap().children();
    members.read().unwrap();
    let mut safe = members.read().unwrap().children();
    safe.read().unwrap();
    let safe = Element::parse(safe.read().unwrap().content).unwrap();
    let mixed = sealed(safe.content, "test");
    assert_eq!(refusal(&mixed, "test"), Status::StoreMalformed);
}

#[test]
fn the_empty_password_has_two_forms() {
    let store = read(CAROL, "test").unwrap();
    let with_terminator = store.write("").unwrap();
    assert_eq!(keys(&read(&with_terminator, "").unwrap()), keys(&store));
    let mut password = Password::new("", &Limits::default());
    assert_eq!(password.forms().len(), 2);
    assert!(password.settle(Secret::is_empty));
    assert_eq!(password.forms().len(), 1);
    assert_eq!(Password::new("x", &Limits::default()).forms().len(), 1);
}

#[test]
fn limits_hold() {
    let limits = Limits::default();
    for narrow in [
        Limits {
            store_size: CAROL.len() - 1,
            ..limits.clone()
        },
        Limits {
            store_entries: 5,
            ..limits.clone()
        },
        Limits {
            password_iterations: 39_999,
            ..limits.clone()
        },
    ] {
        let error = Store::read(CAROL, "test", &narrow).unwrap_err();
        assert_eq!(error.status(), Status::LimitExceeded, "{narrow:?}");
    }
    let enough = Limits {
        store_size: CAROL.len(),
        store_entries: 6,
        password_iterations: 40_000,
        ..limits
    };
    Store::read(CAROL, "test", &enough).unwrap();
}

fn nested(depth: usize) -> Vec<u8> {
    let mut contents = vec![0x30, 0];
    for _ in 0..depth {
        let mut outer = Vec::new();
        write(&mut outer, tag::SEQUENCE, |out| {
            write(out, tag::SEQUENCE, |out| {
                write_oid(out, &oid::SAFE_CONTENTS_BAG);
                write(out, tag::context(0), |out| out.extend(&contents));
            });
        });
        contents = outer;
    }
    let bag = Bag::bare(Value::Other {
        kind: oid::SAFE_CONTENTS_BAG,
        value: contents,
    });
    let groups = vec![vec![bag]];
    Container { groups }.write("x").unwrap()
}

#[test]
fn nesting_is_followed_and_bounded() {
    assert_eq!(read(&nested(7), "x").unwrap().entries, []);
    assert_eq!(refusal(&nested(8), "x"), Status::LimitExceeded);
}

#[test]
fn bags_of_no_use_survive_reencryption() {
    let mut container = Container::read(CAROL_BER, "test", &Limits::default()).unwrap();
    container.groups[1].push(Bag::bare(Value::Other {
        kind: oid::ID_DATA,
        value: vec![5, 0],
    }));
    let bytes = container.write("one").unwrap();
    let limits = Limits::default();
    let new = reencrypt(&bytes, "one", "two", &limits).unwrap();
    new.check(new.bytes(), "two", &limits).unwrap();
    assert!(new.check(CAROL, "test", &limits).is_err());
    assert_eq!(
        read(new.bytes(), "two").unwrap(),
        read(CAROL_BER, "test").unwrap()
    );
    container.groups[1].push(Bag::bare(Value::Other {
        kind: oid::SECRET_BAG,
        value: vec![5, 0],
    }));
    let bytes = container.write("one").unwrap();
    let error = reencrypt(&bytes, "one", "two", &limits).err().unwrap();
    assert_eq!(error.status(), Status::Unsupported);
}

#[test]
fn every_truncation_is_refused() {
    for bytes in [CAROL, CAROL_LEGACY, CAROL_BER] {
        for end in 0..bytes.len() {
            assert_eq!(refusal(&bytes[..end], "test"), Status::StoreMalformed);
        }
    }
}

/// The store with its bags in the clear and no MAC: nothing proves the password, but all
/// of it is read.
fn in_the_clear(store: &Container) -> Vec<u8> {
    let mut bags = Vec::new();
    write(&mut bags, tag::SEQUENCE, |out| {
        for bag in store.bags() {
            match &bag.value {
                Value::Key(key) => write(out, tag::SEQUENCE, |out| {
                    write_oid(out, &oid::KEY_BAG);
                    write(out, tag::context(0), |out| out.extend(key.as_bytes()));
                }),
                _ => bag.write(out, "").unwrap(),
            }
        }
    });
    let mut safe = Vec::new();
    write(&mut safe, tag::SEQUENCE, |out| {
        write(out, tag::SEQUENCE, |out| {
            write_oid(out, &oid::ID_DATA);
            write(out, tag::context(0), |out| {
                write(out, tag::OCTET_STRING, |out| out.extend(bags));
            });
        });
    });
    without_mac(&sealed(&safe, ""))
}

#[test]
fn flipped_bits_are_refused_or_change_nothing() {
    let whole = read(CAROL_BER, "test").unwrap();
    let clear = in_the_clear(&Container::read(CAROL, "test", &Limits::default()).unwrap());
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for (bytes, protected, rounds) in [
        (CAROL_BER, true, 60),
        // Damage reaches the readers of what was decrypted, and the linking of keys.
        (&without_mac(CAROL), false, 300),
        (&clear, false, 20_000),
    ] {
        for _ in 0..rounds {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let mut damaged = bytes.to_vec();
            let place = (state >> 8) as usize % damaged.len();
            damaged[place] ^= 1 << (state & 7);
            match read(&damaged, "test") {
                Ok(store) => assert!(!protected || store == whole, "octet {place}"),
                Err(error) => assert!(
                    matches!(
                        error.status(),
                        Status::StoreMalformed
                            | Status::WrongPassword
                            | Status::LimitExceeded
                            | Status::Unsupported
                    ),
                    "octet {place}: {error:?}"
                ),
            }
        }
    }
}

#[test]
fn absurd_parameters_are_refused() {
    let algorithm = |iterations: &[u8]| {
        let mut der = Vec::new();
        write(&mut der, tag::SEQUENCE, |out| {
            write_oid(out, &oid::PBE_WITH_SHA_AND_40_BIT_RC2_CBC);
            write(out, tag::SEQUENCE, |out| {
                out.extend([4, 1, 0]);
                out.extend(iterations);
            });
        });
        der
    };
    for (iterations, status) in [
        (&[2, 1, 0][..], Status::Malformed),
        (&[2, 1, 0xff], Status::Malformed),
        (&[2, 4, 0x7f, 0xff, 0xff, 0xff], Status::LimitExceeded),
    ] {
        let der = algorithm(iterations);
        let error = Scheme::parse(&Element::parse(&der).unwrap())
            .and_then(|scheme| {
                let mut password = Password::new("x", &Limits::default());
                scheme.decrypt(&mut password, &[0; 8])
            })
            .unwrap_err();
        assert_eq!(error.status(), status);
    }
}
