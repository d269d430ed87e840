//! The shipped library as a file: what it exports, what it needs, how it is loaded.
//!
//! Looks at what `make lib` built, or at the shared library that `ETEE_LIBRARY` names.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

/// The newest glibc symbol version that may be needed. 2.34 is what a link on Debian 12 yields:
/// `make lib` builds for the machine that it runs on. Another library (`ETEE_LIBRARY`) is one that
/// is released, and has to load on older systems.
const GLIBC_CEILING: (u32, u32) = (2, 34);
const GLIBC_CEILING_OF_RELEASES: (u32, u32) = (2, 28);

/// The size of the static library that shows whether link-time optimisation survived: 20 MiB
/// with it, 53 MiB without, as when crate types are built together (the shared library, 5.9 and
/// 6.4 MiB, tells less). To be raised knowingly when the library really grows.
const ARCHIVE_CEILING: u64 = 32 * 1024 * 1024;

/// What every Linux system with glibc has.
const NEEDED: &[&str] = &[
    "ld-linux-aarch64.so.1",
    "ld-linux-x86-64.so.2",
    "libc.so.6",
    "libdl.so.2",
    "libgcc_s.so.1",
    "libm.so.6",
    "libpthread.so.0",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The newest change under a path.
fn changed(path: &Path) -> SystemTime {
    let own = fs::metadata(path)
        .and_then(|metadata| metadata.modified())
        .expect("a modification time");
    if !path.is_dir() {
        return own;
    }
    fs::read_dir(path)
        .expect("a readable directory")
        .map(|entry| changed(&entry.expect("an entry").path()))
        .fold(own, SystemTime::max)
}

/// The library to look at, or nothing (and the test is skipped) where none was built.
fn library() -> Option<PathBuf> {
    if let Some(path) = std::env::var_os("ETEE_LIBRARY") {
        return Some(PathBuf::from(path));
    }
    let path = root().join("target/lib/libetee.so");
    if !path.exists() {
        support::skip("library: target/lib/libetee.so is not built (make lib)");
        return None;
    }
    let newest_source = ["src", "Cargo.toml", "Cargo.lock", "build.rs"]
        .iter()
        .map(|source| changed(&root().join(source)))
        .max();
    if newest_source > Some(changed(&path)) {
        support::skip("library: target/lib/libetee.so is older than the sources (make lib)");
        return None;
    }
    Some(path)
}

/// What a tool of binutils says about the library, or nothing where the tool is missing.
fn inspect(tool: &str, arguments: &[&str], library: &Path) -> Option<String> {
    let output = match Command::new(tool)
        .args(arguments)
        .arg(library)
        .env("LC_ALL", "C")
        .output()
    {
        Ok(output) => output,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            support::skip(&format!("library: {tool} is not installed"));
            return None;
        }
        Err(error) => panic!("{tool}: {error}"),
    };
    assert!(
        output.status.success(),
        "{tool} {}: {}",
        library.display(),
        String::from_utf8_lossy(&output.stderr)
    );
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The values of a tag in what `readelf -d` prints: `0x… (TAG) text: [value]`.
fn dynamic<'a>(text: &'a str, tag: &str) -> Vec<&'a str> {
    let tag = format!("({tag})");
    text.lines()
        .filter_map(|line| line.split_once(&tag))
        .map(|(_, value)| value.trim())
        .collect()
}

fn bracketed(value: &str) -> Option<&str> {
    value.split_once('[')?.1.strip_suffix(']')
}

#[test]
fn the_soname_carries_the_abi_version() {
    let Some(library) = library() else { return };
    let Some(text) = inspect("readelf", &["-d"], &library) else {
        return;
    };
    let expected = match env!("CARGO_PKG_VERSION_MAJOR") {
        "0" => concat!("libetee.so.0.", env!("CARGO_PKG_VERSION_MINOR")).to_owned(),
        major => format!("libetee.so.{major}"),
    };
    let found: Vec<_> = dynamic(&text, "SONAME")
        .into_iter()
        .filter_map(bracketed)
        .collect();
    assert_eq!(found, [expected.as_str()]);
    // The file itself goes by that name, so that a program finds at run time what it linked.
    let file = library.canonicalize().expect("an existing file");
    if std::env::var_os("ETEE_LIBRARY").is_none() {
        assert_eq!(
            file.file_name().and_then(|name| name.to_str()),
            Some(expected.as_str())
        );
    }
}

#[test]
fn it_is_bound_at_load_and_never_unloaded() {
    let Some(library) = library() else { return };
    let Some(dynamic_section) = inspect("readelf", &["-d"], &library) else {
        return;
    };
    let Some(segments) = inspect("readelf", &["--wide", "-l"], &library) else {
        return;
    };
    let flags = dynamic(&dynamic_section, "FLAGS").join(" ");
    assert!(flags.contains("BIND_NOW"), "FLAGS: {flags}");
    let flags_1 = dynamic(&dynamic_section, "FLAGS_1").join(" ");
    for flag in ["NOW", "NODELETE"] {
        assert!(
            flags_1.split_whitespace().any(|found| found == flag),
            "FLAGS_1: {flags_1}"
        );
    }
    assert!(segments.contains("GNU_RELRO"), "no GNU_RELRO segment");
    let stack = segments
        .lines()
        .find(|line| line.contains("GNU_STACK"))
        .expect("a GNU_STACK segment");
    assert!(!stack.contains('E'), "an executable stack: {stack}");
}

#[test]
fn it_needs_nothing_but_the_c_library() {
    let Some(library) = library() else { return };
    let Some(text) = inspect("readelf", &["-d"], &library) else {
        return;
    };
    let foreign: Vec<_> = dynamic(&text, "NEEDED")
        .into_iter()
        .filter_map(bracketed)
        .filter(|name| !NEEDED.contains(name))
        .collect();
    assert!(foreign.is_empty(), "{foreign:?}");
    assert!(dynamic(&text, "RPATH").is_empty() && dynamic(&text, "RUNPATH").is_empty());
}

#[test]
fn it_loads_on_the_oldest_supported_glibc() {
    let Some(library) = library() else { return };
    let Some(text) = inspect("nm", &["-D", "--undefined-only"], &library) else {
        return;
    };
    let ceiling = if std::env::var_os("ETEE_LIBRARY").is_some() {
        GLIBC_CEILING_OF_RELEASES
    } else {
        GLIBC_CEILING
    };
    let mut newer = Vec::new();
    for line in text.lines() {
        let Some((_, version)) = line.split_once("@GLIBC_") else {
            continue;
        };
        let mut numbers = version
            .split('.')
            .map(|number| number.parse().unwrap_or(u32::MAX));
        let version = (
            numbers.next().unwrap_or(u32::MAX),
            numbers.next().unwrap_or(0),
        );
        if version > ceiling {
            newer.push(line.trim());
        }
    }
    assert!(text.contains("@GLIBC_"), "no versioned symbol was found");
    assert!(newer.is_empty(), "newer than {ceiling:?}: {newer:#?}");
}

/// The features that `make lib` was given, unless another library is looked at.
fn features() -> Option<String> {
    if std::env::var_os("ETEE_LIBRARY").is_some() {
        return None;
    }
    fs::read_to_string(root().join("target/lib/features")).ok()
}

#[test]
fn it_exports_what_the_symbol_list_names() {
    let Some(library) = library() else { return };
    let Some(text) = inspect("nm", &["-D", "--defined-only"], &library) else {
        return;
    };
    let mut exported: BTreeSet<&str> = text
        .lines()
        .filter_map(|line| line.split_whitespace().last())
        .collect();
    // What a JVM calls, in libraries with the natives of the Java wrapper.
    exported.remove("JNI_OnLoad");
    let foreign: Vec<_> = exported
        .iter()
        .filter(|name| !name.starts_with("etee_"))
        .collect();
    assert!(foreign.is_empty(), "{foreign:?}");

    let list = root().join("include/etee.symbols");
    if !list.exists() {
        support::skip("library: there is no include/etee.symbols");
        return;
    }
    let list = fs::read_to_string(list).expect("a readable file");
    let (mut always, mut simulator) = (BTreeSet::new(), BTreeSet::new());
    for line in list.lines() {
        let line = line.split('#').next().unwrap_or(line);
        match line.split_whitespace().collect::<Vec<_>>().as_slice() {
            [] => {}
            [name, _since] => assert!(always.insert(*name), "{name} is listed twice"),
            [name, _since, "simulator"] => {
                assert!(simulator.insert(*name), "{name} is listed twice");
            }
            _ => panic!("include/etee.symbols: {line}"),
        }
    }
    // A library of unknown features has all of the simulator or nothing of it.
    let with_simulator = features().map_or_else(
        || !simulator.is_disjoint(&exported),
        |features| {
            features
                .split([' ', ',', '\n'])
                .any(|name| name == "simulator")
        },
    );
    let expected: BTreeSet<&str> = if with_simulator {
        always.union(&simulator).copied().collect()
    } else {
        always
    };
    let missing: Vec<_> = expected.difference(&exported).collect();
    let unlisted: Vec<_> = exported.difference(&expected).collect();
    assert!(
        missing.is_empty() && unlisted.is_empty(),
        "listed but not exported: {missing:#?}; exported but not listed: {unlisted:#?}"
    );
}

#[test]
fn the_static_library_kept_link_time_optimisation() {
    let Some(library) = library() else { return };
    let archive = library.with_file_name("libetee.a");
    let size = fs::metadata(&archive)
        .expect("a static library beside the shared one")
        .len();
    assert!(
        size < ARCHIVE_CEILING,
        "{size} bytes, at most {ARCHIVE_CEILING}"
    );
}
