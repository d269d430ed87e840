//! What wrappers of other languages declare of the C ABI is what `src/capi` says.
//!
//! `ETEE_BLESS=1 cargo test --test bindings` writes the generated files anew.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod support;

#[path = "bindings/csharp.rs"]
mod csharp;
#[path = "bindings/java.rs"]
mod java;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use support::abi;

/// Compares a committed file with what it has to be, or writes it if that is wanted.
fn hold(file: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("ETEE_BLESS").is_some() {
        fs::write(&path, expected).expect("a writable file");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    let differing = committed
        .lines()
        .zip(expected.lines())
        .position(|(is, should)| is != should);
    assert!(
        committed == expected,
        "{file} is not what src/capi says, from line {}; `make bless` rewrites it",
        differing.map_or(committed.lines().count(), |line| line + 1)
    );
}

#[test]
fn the_imports_of_dotnet_are_what_the_source_says() {
    hold(csharp::FILE, &csharp::imports(&abi::sections()));
}

#[test]
fn the_providers_of_java_are_what_the_source_says() {
    for (file, text) in java::files(&abi::sections()) {
        hold(&file, &text);
    }
}

/// The words of a file that look like the name of an export.
fn names(file: &str, before: char, after: char) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = fs::read_to_string(path).expect("a readable file");
    let is_word = |character: char| character.is_ascii_alphanumeric() || character == '_';
    text.lines()
        .filter(|line| !line.trim_start().starts_with(['*', '/', '#']))
        .flat_map(|line| {
            line.match_indices("etee_").filter_map(move |(at, _)| {
                let name: String = line[at..].chars().take_while(|c| is_word(*c)).collect();
                let fits = line[..at]
                    .chars()
                    .next_back()
                    .is_none_or(|c| c == before || c == '*')
                    && line[at + name.len()..].starts_with(after);
                fits.then_some(name)
            })
        })
        .collect()
}

/// What a built library exports, or nothing where there is none that fits the sources.
fn exports() -> Option<BTreeSet<String>> {
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/lib/libetee.so");
    let library = std::env::var_os("ETEE_LIBRARY").map_or(library, Into::into);
    let modified = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
    let newest = abi::SECTIONS
        .iter()
        .filter_map(|name| modified(&abi::path(name)))
        .max();
    if modified(&library) < newest {
        support::skip("bindings: target/lib/libetee.so is missing or old (make lib)");
        return None;
    }
    let (tool, arguments): (_, &[&str]) = if library.extension().is_some_and(|end| end == "dll") {
        ("objdump", &["-p"])
    } else {
        ("nm", &["-D", "--defined-only"])
    };
    let Ok(output) = Command::new(tool).args(arguments).arg(library).output() else {
        support::skip("bindings: binutils are not installed");
        return None;
    };
    let text = String::from_utf8(output.stdout).expect("text");
    let names = text.lines().filter_map(|line| line.rsplit(' ').next());
    let names = names.map(|name| name.split('@').next().unwrap_or(name).to_owned());
    Some(names.filter(|name| name.starts_with("etee_")).collect())
}

/// What only one of two sets has.
fn difference(found: &BTreeSet<String>, expected: &BTreeSet<String>) -> Vec<String> {
    found.symmetric_difference(expected).cloned().collect()
}

/// Source, header, list, built library, and what each language imports.
#[test]
fn all_name_the_same_functions() {
    let sections = abi::sections();
    let functions = sections.iter().flat_map(|section| &section.functions);
    let expected: BTreeSet<String> = functions.map(|function| function.name.clone()).collect();
    let files = [
        ("include/etee.h", ' ', '('),
        ("include/etee.symbols", '\n', ' '),
        (csharp::FILE, ' ', '('),
    ];
    let providers = java::PROVIDERS.map(|file| (file, ' ', '('));
    for (file, before, after) in files.into_iter().chain(providers) {
        let only_one_has = difference(&names(file, before, after), &expected);
        assert!(only_one_has.is_empty(), "{file}: {only_one_has:?}");
    }
    if let Some(exports) = exports() {
        let only_one_has = difference(&exports, &expected);
        assert!(
            only_one_has.is_empty(),
            "the built library: {only_one_has:?}"
        );
    }
}
