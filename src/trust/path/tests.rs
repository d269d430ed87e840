use super::*;
use crate::context::Context;
use crate::limits::Limits;
use std::fs;
use std::path::Path;

/// 2026-11-21T20:00:00Z, the clock of the official verdicts.
const NOW: i64 = 1_795_291_200;

fn read(name: &str) -> Certificate {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/synthetic/pki");
    Certificate::from_der(&fs::read(folder.join(format!("{name}.cer"))).unwrap()).unwrap()
}

fn read_all(names: &str) -> Vec<Certificate> {
    names.split_whitespace().map(read).collect()
}

fn context() -> Context {
    Context::new()
}

/// What the official library and what the search say of the first certificate.
type Outcomes = (Result<(), PathFault>, Result<usize, PathFault>);

fn judge(context: &Context, leaf: &str, others: &str, anchors: &str) -> Outcomes {
    let (leaf, anchors) = (read(leaf), read_all(anchors));
    let mut pool = read_all(others);
    let position = pool.iter().position(|other| *other == leaf);
    if position.is_none() {
        pool.insert(0, leaf.clone());
    }
    let path = build_path(context, &leaf, &pool, &anchors, NOW);
    (
        official_path(&leaf, &pool, &anchors, NOW),
        path.map(|path| path.len()),
    )
}

const UNTRUSTED: PathFault = PathFault::Untrusted;

#[test]
fn what_is_embedded() {
    for (leaf, others, anchors, official, strict) in [
        ("alice", "ca", "root", Ok(()), Ok(3)),
        ("alice", "ca root", "root", Ok(()), Ok(3)),
        ("alice", "root ca alice", "root", Ok(()), Ok(3)),
        ("alice", "root ca", "root", Ok(()), Ok(3)),
        ("leaf-sub", "ca leaf-sub sub", "root", Ok(()), Ok(4)),
        ("alice", "", "ca", Ok(()), Ok(2)),
        // All must be part of the path, or need not.
        ("alice", "ca mallory", "root", Err(UNTRUSTED), Ok(3)),
        ("alice", "ca root-untrusted", "root", Err(UNTRUSTED), Ok(3)),
        ("alice", "ca ca", "root", Err(UNTRUSTED), Ok(3)),
        // An anchor ends the path, or must stand above it.
        ("alice", "ca", "ca", Err(UNTRUSTED), Ok(2)),
        ("alice", "", "alice", Err(UNTRUSTED), Ok(1)),
        ("self-signed", "", "self-signed", Ok(()), Ok(1)),
        // Nothing leads to an anchor.
        ("alice", "", "root", Err(UNTRUSTED), Err(UNTRUSTED)),
        ("leaf-sub", "ca", "root", Err(UNTRUSTED), Err(UNTRUSTED)),
        ("alice", "ca", "", Err(UNTRUSTED), Err(UNTRUSTED)),
        (
            "alice",
            "ca",
            "root-untrusted",
            Err(UNTRUSTED),
            Err(UNTRUSTED),
        ),
        (
            "leaf-untrusted",
            "ca-untrusted",
            "root",
            Err(UNTRUSTED),
            Err(UNTRUSTED),
        ),
    ] {
        let outcomes = judge(&context(), leaf, others, anchors);
        assert_eq!(outcomes, (official, strict), "{leaf}: {others}, {anchors}");
    }
}

#[test]
fn what_certificates_say() {
    for (leaf, others, expected) in [
        ("leaf-ca", "ca", Ok(())),
        ("leaf-nobc", "ca", Ok(())),
        ("eku-crit", "ca", Ok(())),
        ("crit-ext", "ca", Err(UNTRUSTED)),
        ("leaf-ca-nobc", "ca-nobc", Err(UNTRUSTED)),
        ("leaf-ca-nosign", "ca-nosign", Err(UNTRUSTED)),
        ("leaf-ca-noku", "ca-noku", Ok(())),
        ("leaf-pl", "ca-pl0-sub ca-pl0", Err(UNTRUSTED)),
        ("leaf-ca-expired", "ca-expired", Err(PathFault::Expired)),
        ("expired", "ca", Err(PathFault::Expired)),
        ("leaf-md5", "ca", Err(UNTRUSTED)),
    ] {
        let (official, strict) = judge(&context(), leaf, others, "root");
        assert_eq!(official, expected, "{leaf}");
        assert_eq!(strict.map(drop), expected, "{leaf}");
    }
}

#[test]
fn sha1_needs_a_legacy_anchor() {
    let legacy = context().with_legacy_trust_anchor(read("root"));
    for (leaf, others) in [("leaf-sha1", "ca"), ("leaf-ca-sha1", "ca-sha1")] {
        let outcomes = judge(&context(), leaf, others, "root");
        assert_eq!(outcomes, (Ok(()), Err(UNTRUSTED)), "{leaf}");
        let outcomes = judge(&legacy, leaf, others, "root");
        assert_eq!(outcomes, (Ok(()), Ok(3)), "{leaf}");
    }
    let (_, strict) = judge(&legacy, "leaf-md5", "ca", "root");
    assert_eq!(strict, Err(UNTRUSTED));
}

/// Alice's certificate is no authority, so a certificate by her key is not to be trusted, even
/// if she is.
#[test]
fn an_anchor_that_is_no_authority_issues_nothing() {
    let outcomes = judge(&context(), "leaf-ca-nobc", "", "ca-nobc");
    assert_eq!(outcomes, (Ok(()), Err(UNTRUSTED)));
    let outcomes = judge(&context(), "leaf-ca-nosign", "", "ca-nosign");
    assert_eq!(outcomes, (Ok(()), Err(UNTRUSTED)));
}

#[test]
fn the_search_is_bounded() {
    let narrow = |path_length, path_signatures| {
        context().with_limits(Limits {
            path_length,
            path_signatures,
            ..Limits::default()
        })
    };
    let search = |context: &Context| judge(context, "leaf-sub", "sub ca", "root").1;
    assert_eq!(search(&narrow(4, 64)), Ok(4));
    assert_eq!(search(&narrow(3, 64)), Err(UNTRUSTED));
    // Three links, each looked at once when it is found and once when the path is judged.
    assert_eq!(search(&narrow(4, 6)), Ok(4));
    assert_eq!(search(&narrow(4, 5)), Err(UNTRUSTED));
    // However many certificates lead in circles, the search ends.
    let crowd = ["ca"; 60].join(" ") + " sub";
    let outcome = judge(&context(), "leaf-sub", &crowd, "root-untrusted").1;
    assert_eq!(outcome, Err(UNTRUSTED));
}
