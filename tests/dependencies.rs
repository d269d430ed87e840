//! What this crate may depend on: licences, sources, versions.
//!
//! `cargo metadata` describes packages but draws the graph too wide (a weak feature such as
//! `ring?/std` counts as an edge), so the graph itself is taken from `cargo tree`, which
//! resolves features as the build does.

// What they look at is the same for each system, and Wine, which has the others run for Windows,
// does not run Cargo.
#![cfg(not(windows))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

/// Licences of what is linked into the shipped library.
const SHIPPED: &[&str] = &[
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CDLA-Permissive-2.0",
    "ISC",
    "Unicode-3.0",
    "Zlib",
];

/// Further licences of what only builds or tests it.
const TOOLS: &[&str] = &["MPL-2.0"];

/// Must not be linked: a second cryptographic library, or one that ties us to the system's.
const BANNED: &[&str] = &["native-tls", "openssl", "openssl-sys", "ring"];

/// Known advisories that stay, and why. An entry goes when its crate goes.
const ACCEPTED: &[(&str, &str, &str)] = &[(
    "RUSTSEC-2023-0071",
    "rsa",
    "timing of private-key operations; on the normal path these are done by aws-lc, and `rsa` \
     serves what aws-lc refuses: key sizes of long ago, and OAEP with two different digests",
)];

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

type Package = (String, String);

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--locked", "--all-features", "--color", "never"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "cargo {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("cargo speaks UTF-8")
}

fn metadata() -> Value {
    serde_json::from_str(&cargo(&["metadata", "--format-version", "1"])).expect("JSON")
}

/// The packages in our graph over the given kinds of edge; `target` may be `all`.
fn graph(edges: &str, target: &str) -> BTreeSet<Package> {
    let tree = cargo(&[
        "tree", "--edges", edges, "--target", target, "--prefix", "none", "--format", "{p}",
    ]);
    tree.lines()
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            let name = words.next()?;
            let version = words.next()?.strip_prefix('v')?;
            Some((name.to_owned(), version.to_owned()))
        })
        .collect()
}

fn packages(metadata: &Value) -> BTreeMap<Package, &Value> {
    metadata["packages"]
        .as_array()
        .expect("packages")
        .iter()
        .map(|package| {
            let text = |key: &str| package[key].as_str().expect(key).to_owned();
            ((text("name"), text("version")), package)
        })
        .collect()
}

/// Whether a licence expression can be met with the allowed licences.
///
/// The grammar is SPDX's (`AND` binds tighter than `OR`, `WITH` tighter still) plus the old
/// `/`, which always meant a choice.
fn satisfied(expression: &str, allowed: &dyn Fn(&str) -> bool) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    let result = choice(&mut rest, allowed);
    assert!(rest.is_empty(), "licence expression `{expression}`");
    result
}

fn choice(words: &mut &[&str], allowed: &dyn Fn(&str) -> bool) -> bool {
    let mut any = combination(words, allowed);
    while let ["OR", rest @ ..] = *words {
        *words = rest;
        any |= combination(words, allowed);
    }
    any
}

fn combination(words: &mut &[&str], allowed: &dyn Fn(&str) -> bool) -> bool {
    let mut all = term(words, allowed);
    while let ["AND", rest @ ..] = *words {
        *words = rest;
        all &= term(words, allowed);
    }
    all
}

fn term(words: &mut &[&str], allowed: &dyn Fn(&str) -> bool) -> bool {
    match *words {
        ["(", rest @ ..] => {
            *words = rest;
            let inner = choice(words, allowed);
            let [")", rest @ ..] = *words else {
                panic!("unclosed parenthesis before {words:?}");
            };
            *words = rest;
            inner
        }
        [licence, "WITH", exception, rest @ ..] => {
            *words = rest;
            allowed(&format!("{licence} WITH {exception}"))
        }
        [licence, rest @ ..] => {
            *words = rest;
            allowed(licence)
        }
        [] => panic!("a licence is missing"),
    }
}

#[test]
fn licence_expressions_are_understood() {
    let allowed = |name: &str| ["A", "B", "C WITH x"].contains(&name);
    for (expression, expected) in [
        ("A", true),
        ("Z", false),
        ("Z OR A", true),
        ("Z/A", true),
        ("A AND Z", false),
        ("Z AND A OR B", true),
        ("Z AND (A OR B)", false),
        ("A AND (Z OR B)", true),
        ("(A OR Z) AND B", true),
        ("C", false),
        ("C WITH x", true),
        ("C WITH y", false),
        ("Z OR C WITH x AND A", true),
    ] {
        assert_eq!(satisfied(expression, &allowed), expected, "{expression}");
    }
}

#[test]
fn every_licence_is_allowed() {
    let metadata = metadata();
    let packages = packages(&metadata);
    let shipped = graph("normal", "all");
    let mut wrong = Vec::new();
    for package in graph("normal,build,dev", "all") {
        let is_shipped = shipped.contains(&package);
        let allowed =
            |name: &str| SHIPPED.contains(&name) || (!is_shipped && TOOLS.contains(&name));
        match packages[&package]["license"].as_str() {
            Some(expression) if satisfied(expression, &allowed) => {}
            licence => wrong.push(format!("{package:?}: {licence:?}")),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_source_is_the_registry_or_this_repository() {
    let metadata = metadata();
    for (package, description) in packages(&metadata) {
        match description["source"].as_str() {
            Some(source) => assert_eq!(source, REGISTRY, "{package:?}"),
            None => {
                let manifest = description["manifest_path"].as_str().expect("a path");
                assert!(
                    Path::new(manifest).starts_with(env!("CARGO_MANIFEST_DIR")),
                    "{package:?} lies outside the repository"
                );
            }
        }
    }
}

#[test]
fn nothing_is_linked_twice() {
    let mut versions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, version) in graph("normal", "x86_64-unknown-linux-gnu") {
        versions.entry(name).or_default().push(version);
    }
    versions.retain(|_, found| found.len() > 1);
    assert!(versions.is_empty(), "{versions:#?}");
}

#[test]
fn banned_crates_are_absent() {
    let found: Vec<_> = graph("normal", "all")
        .into_iter()
        .filter(|(name, _)| BANNED.contains(&name.as_str()))
        .collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn pre_releases_are_pinned() {
    let metadata = metadata();
    let root = metadata["resolve"]["root"].as_str().expect("a root");
    let by_id: BTreeMap<&str, &Value> = metadata["packages"]
        .as_array()
        .expect("packages")
        .iter()
        .map(|package| (package["id"].as_str().expect("an id"), package))
        .collect();
    let node = metadata["resolve"]["nodes"]
        .as_array()
        .expect("nodes")
        .iter()
        .find(|node| node["id"] == root)
        .expect("our own node");
    let requirements = by_id[root]["dependencies"]
        .as_array()
        .expect("dependencies");
    for dependency in node["deps"].as_array().expect("deps") {
        let resolved = by_id[dependency["pkg"].as_str().expect("an id")];
        // What follows `+` is build metadata and may hold a hyphen too.
        let version = resolved["version"].as_str().expect("a version");
        let version = version.split('+').next().unwrap_or(version);
        if version.contains('-') {
            for requirement in requirements
                .iter()
                .filter(|requirement| requirement["name"] == resolved["name"])
            {
                assert_eq!(
                    requirement["req"].as_str(),
                    Some(format!("={version}").as_str()),
                    "{} is a pre-release and must be pinned",
                    resolved["name"]
                );
            }
        }
    }
}

#[test]
fn the_lock_file_is_committed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    assert!(root.join("Cargo.lock").exists());
    // A source archive has no repository to ask.
    if root.join(".git").exists() {
        let status = Command::new("git")
            .args(["ls-files", "--error-unmatch", "Cargo.lock"])
            .current_dir(root)
            .output()
            .expect("git runs")
            .status;
        assert!(status.success(), "Cargo.lock is not under version control");
    }
}

#[test]
fn accepted_advisories_are_about_something() {
    let linked = graph("normal", "all");
    for (advisory, krate, reason) in ACCEPTED {
        assert!(
            linked.iter().any(|(name, _)| name == krate),
            "{advisory} was accepted ({reason}) but {krate} is gone"
        );
    }
}
