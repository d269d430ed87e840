//! The conformance corpus, where `ETEE_CORPUS` names it, in the strict judgement: what the
//! official library accepts we release, with the same content, to those who know when it came
//! and still trust roots that sign with SHA-1; what it finds fault with we do not.

use crate::support::certificates::{certificates, files};
use crate::support::corpus::folder;
use crate::support::table::Table;
use crate::support::verdict::sha256;
use etee::{Context, Identity, Limits, Unsealer};
use std::fs;
use std::path::Path;
use std::sync::Arc;

fn context(corpus: &Path) -> Context {
    certificates(&corpus.join("trust"))
        .into_iter()
        .fold(Context::new(), Context::with_legacy_trust_anchor)
}

/// An unsealer with every key of the corpus.
fn unsealer(corpus: &Path, context: Context) -> Unsealer {
    let mut unsealer = Unsealer::new(Arc::new(context));
    for store in files(&corpus.join("keys"), "p12") {
        let store = fs::read(store).unwrap();
        let identity = Identity::from_pkcs12(&store, "test", &Limits::default()).unwrap();
        unsealer.add_identity(Arc::new(identity));
    }
    unsealer
}

#[test]
fn verdicts() {
    let Some(corpus) = folder() else { return };
    let mut unsealer = unsealer(&corpus, context(&corpus));
    let table = Table::read(&corpus.join("verdicts.tsv"));
    let (mut released, mut refused) = (Vec::new(), 0);
    for row in table.rows() {
        let file = row.get("file");
        let message = fs::read(corpus.join("msg").join(file)).unwrap();
        let claimed: Option<der::DateTime> = row.get("signingTime").parse().ok();
        let claimed = claimed.map(|time| time.unix_duration().as_secs().try_into().unwrap());
        unsealer.set_trusted_time(claimed);
        let judged = unsealer.unseal(&message);
        if row.get("fatal").is_empty() && row.get("errors").is_empty() {
            let unsealed = judged.unwrap_or_else(|e| panic!("{file}: {e:?}"));
            let digest = sha256(unsealed.content.as_bytes());
            assert_eq!(digest, row.get("contentSha256"), "{file}");
            released.push(file);
        } else {
            assert!(judged.is_err(), "{file}");
            refused += 1;
        }
    }
    for needed in [
        "triple_wrapped_correct.msg",
        "triple_wrapped_multi_recipients.msg",
        "message_from_alice_for_bob.msg",
    ] {
        assert!(released.contains(&needed), "{needed} was not released");
    }
    assert!(refused >= 20, "only {refused} were refused");
}
