//! Batches of messages, and who can open them.

use super::Batch;
use crate::context::Context;
use crate::error::Status;
use crate::keys::{Identity, SecretKey, Token};
use crate::limits::Limits;
use crate::seal::Sealer;
use crate::unseal::Unsealer;
use core::num::NonZeroUsize;
use std::sync::Arc;

macro_rules! vector {
    ($path:literal) => {
        &include_bytes!(concat!("../../tests/vectors/", $path))[..]
    };
}

fn identity(store: &[u8]) -> Arc<Identity> {
    Arc::new(Identity::from_pkcs12(store, "test", &Limits::default()).unwrap())
}

fn bob() -> Arc<Identity> {
    identity(vector!("official/keys/bob.p12"))
}

fn alice() -> Arc<Identity> {
    identity(vector!("official/keys/alice.p12"))
}

fn token(bytes: &[u8]) -> Token {
    Token::from_bytes(bytes, &Limits::default()).unwrap()
}

fn context(threads: usize) -> Arc<Context> {
    let threads = NonZeroUsize::new(threads).unwrap();
    Arc::new(Context::new().with_parallelism(threads))
}

/// Seals as Alice, for nobody yet.
fn sealer(context: &Arc<Context>) -> Sealer {
    Sealer::new(Arc::clone(context), alice()).unwrap()
}

fn sealer_for_bob(context: &Arc<Context>) -> Sealer {
    let mut sealer = sealer(context);
    sealer
        .add_recipient(&token(vector!("official/etk/bob.etk")))
        .unwrap();
    sealer
}

/// The content, or the status of the refusal.
fn open_as(identity: &Arc<Identity>, message: &[u8]) -> Result<Vec<u8>, Status> {
    let mut unsealer = Unsealer::new(context(1));
    unsealer.add_identity(Arc::clone(identity));
    open(&unsealer, message)
}

fn open(unsealer: &Unsealer, message: &[u8]) -> Result<Vec<u8>, Status> {
    unsealer
        .unseal(message)
        .map(|unsealed| unsealed.content.into_vec())
        .map_err(|refusal| refusal.error.status())
}

#[test]
fn messages_stand_where_their_contents_were_added() {
    let (alice, bob) = (alice(), bob());
    for threads in [1, 2, 5] {
        let context = context(threads);
        let (to_bob, mut to_alice) = (sealer_for_bob(&context), sealer(&context));
        to_alice
            .add_recipient(&token(vector!("official/etk/alice.etk")))
            .unwrap();
        let contents: Vec<Vec<u8>> = [40, 0, 100_000, 7, 5_000]
            .iter()
            .zip(b'a'..)
            .map(|(length, letter)| vec![letter; *length])
            .collect();
        let mut batch = Batch::new(&context);
        for (index, content) in contents.iter().enumerate() {
            let sealer = if index == 3 { &to_alice } else { &to_bob };
            assert_eq!(batch.add(sealer, content), index);
        }
        let messages = batch.seal();
        assert_eq!(messages.len(), contents.len());
        for (index, (message, content)) in messages.into_iter().zip(contents).enumerate() {
            let reader = if index == 3 { &alice } else { &bob };
            assert_eq!(open_as(reader, &message.unwrap()), Ok(content));
        }
    }
}

#[test]
fn the_largest_contents_come_first() {
    let context = context(1);
    let sealer = sealer(&context);
    let mut batch = Batch::new(&context);
    for content in [&b"bb"[..], b"", b"cccc", b"dd"] {
        batch.add(&sealer, content);
    }
    assert_eq!(batch.order(), [2, 0, 3, 1]);
}

#[test]
fn each_recipient_gets_a_message_of_its_own() {
    let context = context(2);
    let mut sealer = sealer_for_bob(&context);
    sealer
        .add_recipient(&token(vector!("official/etk/alice.etk")))
        .unwrap();
    let key = SecretKey::new(b"a key of the KGSS", &[7; 16]).unwrap();
    sealer.add_secret_key(&key);

    let mut batch = Batch::new(&context);
    assert_eq!(batch.add(&sealer, b"for all"), 0);
    assert_eq!(batch.add_each(&sealer, b"for one").unwrap(), 1..4);
    let messages: Vec<Vec<u8>> = batch.seal().into_iter().map(Result::unwrap).collect();

    let mut with_key = Unsealer::new(Arc::clone(&context));
    with_key.add_secret_key(&key);
    let (alice, bob) = (alice(), bob());
    for (index, message) in messages.iter().enumerate() {
        let opened = [
            open_as(&bob, message),
            open_as(&alice, message),
            open(&with_key, message),
        ];
        for (reader, opened) in (1..).zip(opened) {
            let expected = match index {
                0 => Ok(b"for all".to_vec()),
                _ if index == reader => Ok(b"for one".to_vec()),
                _ => Err(Status::NotAddressed),
            };
            assert_eq!(opened, expected, "message {index}, reader {reader}");
        }
    }
}

#[test]
fn nobody_is_no_recipient() {
    let context = context(2);
    let sealer = sealer(&context);
    let mut batch = Batch::new(&context);
    let error = batch.add_each(&sealer, b"for nobody").unwrap_err();
    assert_eq!(error.status(), Status::NoRecipient);
    assert!(batch.seal().is_empty());
}

#[test]
fn a_message_that_fails_does_not_touch_the_others() {
    let limits = Limits {
        message_size: 1000,
        ..Limits::default()
    };
    let threads = NonZeroUsize::new(2).unwrap();
    let context = Context::new().with_limits(limits).with_parallelism(threads);
    let context = Arc::new(context);
    let (to_bob, to_nobody) = (sealer_for_bob(&context), sealer(&context));
    let mut batch = Batch::new(&context);
    batch.add(&to_bob, b"first");
    batch.add(&to_nobody, b"second");
    batch.add(&to_bob, &[0; 1001]);
    batch.add(&to_bob, b"last");

    let bob = bob();
    let opened: Vec<_> = batch
        .seal()
        .into_iter()
        .map(|message| {
            let message = message.map_err(|error| error.status())?;
            open_as(&bob, &message)
        })
        .collect();
    let expected = [
        Ok(b"first".to_vec()),
        Err(Status::NoRecipient),
        Err(Status::LimitExceeded),
        Ok(b"last".to_vec()),
    ];
    assert_eq!(opened, expected);
}
