//! `include/etee.h` is what `src/capi` says, and lists what `include/etee.symbols` lists.
//!
//! `ETEE_BLESS=1 cargo test --test header` writes the header anew. The header has one section
//! for each file of `src/capi`, in the order of [`SECTIONS`](abi::SECTIONS): its constants, its type, its
//! functions, under the title that the file's module comment gives.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use support::abi::{self, Section, Type};

const PREAMBLE: &str = r#"/*
 * libetee: end-to-end encryption (ETEE) for Belgian healthcare.
 *
 * 1. Every fallible function returns an etee_status (0 is ETEE_OK) and takes, as its last
 *    argument, a place for an error object, which may be NULL. The place is set to NULL on
 *    success and to an error on failure; the caller frees it with etee_error_free().
 * 2. Results go to places too. They are set to NULL or 0 on entry, and filled on ETEE_OK only.
 * 3. Arguments are borrowed for the call. Octets and text come as pointer and length; text is
 *    UTF-8 and needs no NUL; NULL with length 0 is empty.
 * 4. Handles may be freed in any order and on any thread; what was made with a handle keeps
 *    alive what it needs. Every ..._free() takes NULL, never fails, never blocks.
 * 5. A function that takes a const handle may be called on it by many threads at once. One that
 *    takes a non-const handle needs it alone: a second thread at a sealer or an unsealer is
 *    answered ETEE_BUSY. (Accessors on NULL answer with nothing: 0, NULL or "".)
 *
 * No environment variable changes what the library does; it prints nothing, installs no handler
 * and starts no thread, but for a batch whose context allows it, for host names that its HTTP
 * transport looks up, and for the simulator.
 * Text that it returns is English and holds no personal data, except where a function says so.
 * The whole contract: include/README.md in the source.
 *
 * Made from src/capi; change it there.
 */
"#;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn config() -> cbindgen::Config {
    cbindgen::Config::from_file(root().join("include/cbindgen.toml")).expect("a configuration")
}

fn section(section: &Section) -> String {
    let bindings = cbindgen::Builder::new()
        .with_config(config())
        .with_src(abi::path(section.name))
        .generate()
        .expect("bindings");
    let mut text = Vec::new();
    bindings.write(&mut text);
    let text = on_one_line(&String::from_utf8(text).expect("UTF-8"));
    let banner = format!(
        "/* ---- {} {} */",
        section.title,
        "-".repeat(86 - section.title.len())
    );
    let body = format!("\n{banner}\n\n{}\n", text.trim());
    if section.name == abi::SIMULATOR {
        format!("\n#if defined(ETEE_SIMULATOR)\n{body}\n#endif /* ETEE_SIMULATOR */\n")
    } else {
        body
    }
}

/// Comments of one line, on one line.
fn on_one_line(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        match lines.as_slice() {
            [.., start, only] if line.trim() == "*/" && start.trim() == "/**" => {
                let indent = start.trim_end_matches("/**");
                let text = only.trim_start().trim_start_matches("* ");
                let comment = format!("{indent}/** {text} */");
                lines.truncate(lines.len() - 2);
                lines.push(comment);
            }
            _ => lines.push(line.to_owned()),
        }
    }
    lines.join("\n")
}

fn header() -> String {
    let sections: String = abi::sections().iter().map(section).collect();
    format!(
        "{PREAMBLE}\n\
         #ifndef ETEE_H\n#define ETEE_H\n\n\
         #include <stddef.h>\n#include <stdint.h>\n\n\
         #if defined(_WIN32) && !defined(ETEE_STATIC)\n\
         #define ETEE_API __declspec(dllimport)\n\
         #else\n#define ETEE_API\n#endif\n\n\
         /* A string literal as pointer and length. */\n\
         #define ETEE_STR(literal) (literal), (sizeof(literal) - 1)\n\n\
         #ifdef __cplusplus\nextern \"C\" {{\n#endif\n\
         {sections}\n\
         #ifdef __cplusplus\n}} /* extern \"C\" */\n#endif\n\n\
         #endif /* ETEE_H */\n"
    )
}

#[test]
fn the_header_is_what_the_source_says() {
    let path = root().join("include/etee.h");
    let expected = header();
    if std::env::var_os("ETEE_BLESS").is_some() {
        fs::write(&path, &expected).expect("a writable header");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    if let Some((number, (is, should))) = committed
        .lines()
        .zip(expected.lines())
        .enumerate()
        .find(|(_, (is, should))| is != should)
    {
        panic!(
            "include/etee.h, line {}: is {is:?}, should be {should:?}; `make bless` rewrites it",
            number + 1
        );
    }
    assert!(
        committed == expected,
        "include/etee.h is cut off; `make bless` rewrites it"
    );
}

/// The functions that the header declares.
fn declared() -> BTreeSet<String> {
    let header = fs::read_to_string(root().join("include/etee.h")).expect("the header");
    let functions = header.split("\nETEE_API").skip(1);
    functions
        .map(|function| {
            let (before, _) = function.split_once('(').expect("a function");
            let name = before.rsplit([' ', '*']).next().expect("a name");
            name.to_owned()
        })
        .collect()
}

#[test]
fn the_list_of_symbols_is_that_of_the_header() {
    let list = fs::read_to_string(root().join("include/etee.symbols")).expect("the list");
    let lines: Vec<&str> = list.lines().filter(|line| !line.starts_with('#')).collect();
    let names: Vec<String> = lines
        .iter()
        .map(|line| {
            line.split_whitespace()
                .next()
                .unwrap_or_default()
                .to_owned()
        })
        .collect();
    assert!(
        names.windows(2).all(|pair| pair[0] < pair[1]),
        "the list is not sorted"
    );
    assert_eq!(names.into_iter().collect::<BTreeSet<_>>(), declared());
    for line in lines {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let of_simulator = line.starts_with("etee_simulator_");
        let right = match columns.as_slice() {
            [_, since] => !of_simulator && since.starts_with("0."),
            [_, since, "simulator"] => of_simulator && since.starts_with("0."),
            _ => false,
        };
        assert!(right, "{line}");
    }
}

/// Every exported function says since when it is there, and how what it hands out is freed.
#[test]
fn every_function_is_documented_in_full() {
    let mut checked = 0;
    for function in abi::sections()
        .iter()
        .flat_map(|section| &section.functions)
    {
        let comment = function.doc.join(" ");
        let name = &function.name;
        assert!(comment.contains("Since 0."), "{name}: since when?");
        let hands_out = function
            .parameters
            .iter()
            .filter(|parameter| matches!(parameter.ty, Type::Pointer { mutable: true, .. }))
            .filter_map(|parameter| parameter.ty.place_of_handle())
            .any(|handle| handle != "etee_error" && function.result == Some(Type::Status));
        assert!(
            !hands_out || comment.contains("freed with") || comment.contains("wnership as"),
            "{name}: who frees the result?"
        );
        checked += 1;
    }
    assert!(checked > 60, "only {checked} functions were found");
}
