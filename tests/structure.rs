//! The structure of `src/`: which room may use which, where `unsafe` may stand, and what no
//! file may contain.
//!
//! The rules have no exception for unit tests: a test that needs a higher room than the one it
//! stands in is an integration test.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use support::source::{split_comments, words_and_signs};
use syn::visit::{self, Visit};
use syn::{Item, ItemMod, Macro, UseTree, VisRestricted, Visibility};

/// The rooms and their level. A room may use rooms of a lower level.
const ROOMS: &[(&str, u8)] = &[
    ("capi", 11),
    ("simulator", 10),
    ("kgss", 9),
    ("auth", 8),
    ("batch", 8),
    ("depot", 8),
    ("addressing", 7),
    ("checker", 7),
    ("seal", 7),
    ("unseal", 7),
    ("trust", 6),
    ("verdict", 6),
    ("context", 5),
    ("keys", 5),
    ("measure", 5),
    ("webauthn", 5),
    ("cms", 4),
    ("jose", 4),
    ("rest", 5),
    ("soap", 4),
    ("transport", 4),
    ("x509", 4),
    ("asn1", 3),
    ("crypto", 3),
    ("file", 3),
    ("finding", 2),
    ("error", 1),
    ("limits", 1),
    ("lru", 1),
    ("secret", 1),
];

/// The arrows allowed between rooms of one level.
const NEIGHBOURS: &[(&str, &str)] = &[
    ("cms", "x509"),
    ("crypto", "asn1"),
    ("depot", "auth"),
    ("soap", "transport"),
    ("jose", "x509"),
    ("soap", "x509"),
    ("verdict", "trust"),
];

/// Files outside `capi` that may contain `unsafe`, relative to `src/`.
const UNSAFE_FILES: &[&str] = &["crypto/kernel/aarch64.rs", "crypto/kernel/x86_64.rs"];

const MAX_LINES: usize = 600;

fn source_directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every Rust file under `src/` by its path relative to it, with its text.
fn sources() -> BTreeMap<String, String> {
    fn collect(directory: &Path, prefix: &str, into: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(directory).expect("a readable directory") {
            let path = entry.expect("an entry").path();
            let name = path
                .file_name()
                .and_then(|name| name.to_str())
                .expect("a name");
            let relative = format!("{prefix}{name}");
            if path.is_dir() {
                collect(&path, &format!("{relative}/"), into);
            } else if name.ends_with(".rs") {
                into.insert(
                    relative,
                    fs::read_to_string(&path).expect("a readable file"),
                );
            }
        }
    }
    let mut files = BTreeMap::new();
    collect(&source_directory(), "", &mut files);
    files
}

/// The module a file holds: `cms/signed.rs` is `["cms", "signed"]`.
fn module_of(file: &str) -> Vec<String> {
    file.trim_end_matches(".rs")
        .split('/')
        .map(str::to_owned)
        .collect()
}

fn level(room: &str) -> Option<u8> {
    ROOMS
        .iter()
        .find(|(name, _)| *name == room)
        .map(|(_, level)| *level)
}

/// Collects the first name after the crate's root of every path in a file.
struct Uses {
    /// How deep the code at hand lies below the crate's root.
    depth: usize,
    found: Vec<String>,
}

impl Uses {
    /// Takes a path's segments from their start, with `None` where the path branches or ends.
    fn take(&mut self, segments: &[String]) {
        let supers = segments
            .iter()
            .take_while(|segment| *segment == "super")
            .count();
        let rest = match segments.first().map(String::as_str) {
            Some("crate") => &segments[1..],
            Some("self") if segments.get(1).is_some_and(|next| next == "super") => {
                return self.take(&segments[1..]);
            }
            Some("super") if supers == self.depth => &segments[supers..],
            _ => return,
        };
        self.found
            .push(rest.first().cloned().unwrap_or_else(|| "*".to_owned()));
    }

    fn take_tree(&mut self, tree: &UseTree, mut prefix: Vec<String>) {
        match tree {
            UseTree::Path(path) => {
                prefix.push(path.ident.to_string());
                self.take_tree(&path.tree, prefix);
            }
            UseTree::Name(name) => {
                prefix.push(name.ident.to_string());
                self.take(&prefix);
            }
            UseTree::Rename(rename) => {
                prefix.push(rename.ident.to_string());
                self.take(&prefix);
            }
            UseTree::Glob(_) => self.take(&prefix),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.take_tree(tree, prefix.clone());
                }
            }
        }
    }
}

impl<'ast> Visit<'ast> for Uses {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        self.depth += 1;
        visit::visit_item_mod(self, item);
        self.depth -= 1;
    }

    fn visit_use_tree(&mut self, tree: &'ast UseTree) {
        self.take_tree(tree, Vec::new());
    }

    /// `pub(crate)` is a scope, not a use.
    fn visit_vis_restricted(&mut self, _: &'ast VisRestricted) {}

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<String> = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        self.take(&segments);
        visit::visit_path(self, path);
    }

    /// A macro's arguments are only tokens, so paths in them are found by their shape.
    fn visit_macro(&mut self, item: &'ast Macro) {
        self.visit_path(&item.path);
        let tokens = item.tokens.to_string();
        let words: Vec<&str> = words_and_signs(&tokens);
        for (at, word) in words.iter().enumerate() {
            let starts_path = at < 1 || words[at - 1] != "::";
            if starts_path && matches!(*word, "crate" | "self" | "super") {
                let mut segments = vec![(*word).to_owned()];
                let mut next = at + 1;
                while words.get(next) == Some(&"::") && words.get(next + 1).is_some() {
                    segments.push(words[next + 1].to_owned());
                    next += 2;
                }
                if segments.len() > 1 {
                    self.take(&segments);
                }
            }
        }
    }
}

fn uses_of(file: &str, text: &str) -> Vec<String> {
    let tree = syn::parse_file(text).unwrap_or_else(|error| panic!("{file}: {error}"));
    let mut uses = Uses {
        depth: module_of(file).len(),
        found: Vec::new(),
    };
    uses.visit_file(&tree);
    uses.found
}

/// The names that `lib.rs` hands out at the root, and the room each comes from.
fn root_names(text: &str) -> BTreeMap<String, String> {
    fn leaves(tree: &UseTree, room: Option<&str>, into: &mut BTreeMap<String, String>) {
        match tree {
            UseTree::Path(path) => {
                let name = path.ident.to_string();
                match room {
                    None if name == "crate" || name == "self" => leaves(&path.tree, None, into),
                    None => leaves(&path.tree, Some(&name), into),
                    Some(room) => leaves(&path.tree, Some(room), into),
                }
            }
            UseTree::Name(name) => {
                if let Some(room) = room {
                    into.insert(name.ident.to_string(), room.to_owned());
                }
            }
            UseTree::Rename(rename) => {
                if let Some(room) = room {
                    into.insert(rename.rename.to_string(), room.to_owned());
                }
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    leaves(tree, room, into);
                }
            }
            UseTree::Glob(_) => {}
        }
    }
    let mut names = BTreeMap::new();
    for item in syn::parse_file(text).expect("lib.rs").items {
        if let Item::Use(item) = item
            && !matches!(item.vis, Visibility::Inherited)
        {
            leaves(&item.tree, None, &mut names);
        }
    }
    names
}

/// Why the room of `file` may not use `name` at the crate's root, if so.
fn objection(file: &str, name: &str, root: &BTreeMap<String, String>) -> Option<String> {
    let from = module_of(file).remove(0);
    let to = root.get(name).map_or(name, String::as_str);
    if from == to {
        return None;
    }
    let Some(from_level) = level(&from) else {
        return Some(format!(
            "{file}: place the room `{from}` in the table ROOMS"
        ));
    };
    let Some(to_level) = level(to) else {
        return Some(format!(
            "{file}: uses `crate::{name}`, which is no room of the table ROOMS and no name that \
             lib.rs hands out"
        ));
    };
    let allowed = to_level < from_level || NEIGHBOURS.contains(&(from.as_str(), to));
    (!allowed).then(|| format!("{file}: `{from}` ({from_level}) uses `{to}` ({to_level})"))
}

#[test]
fn arrows_point_down() {
    let files = sources();
    let root = root_names(&files["lib.rs"]);
    let mut wrong = Vec::new();
    // Programs are crates of their own, outside of the rooms: they reach what is public alone.
    let in_rooms = |file: &str| file != "lib.rs" && !file.starts_with("bin/");
    for (file, text) in files.iter().filter(|(file, _)| in_rooms(file)) {
        if level(&module_of(file)[0]).is_none() {
            wrong.push(format!("{file}: place its room in the table ROOMS"));
        }
        for name in uses_of(file, text) {
            wrong.extend(objection(file, &name, &root));
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn upward_arrows_are_seen() {
    let root = BTreeMap::from([
        ("Error".to_owned(), "error".to_owned()),
        ("Sealer".to_owned(), "seal".to_owned()),
    ]);
    for (file, text, expected) in [
        ("cms.rs", "use crate::asn1::Reader;", 0),
        ("cms.rs", "use crate::keys::Identity;", 1),
        (
            "cms/signed.rs",
            "use crate::{asn1, keys::Identity, Error};",
            1,
        ),
        ("cms/signed.rs", "use super::super::keys;", 1),
        ("cms/signed.rs", "use super::keys;", 0),
        ("cms.rs", "use super::seal::Sealer;", 1),
        ("cms.rs", "use self::super::seal::Sealer;", 1),
        ("cms.rs", "mod tests { use super::*; }", 0),
        ("cms.rs", "mod tests { use super::super::seal; }", 1),
        ("cms.rs", "use crate::Sealer as Other;", 1),
        ("cms.rs", "use crate::*;", 1),
        ("cms.rs", "fn f() -> crate::Error { crate::seal::f() }", 1),
        (
            "cms.rs",
            "fn f() { g!(1, crate::seal::f(), crate::asn1::h()) }",
            1,
        ),
        ("cms.rs", "fn f<T: crate::keys::Signer>() {}", 1),
        ("x509.rs", "use crate::cms::SignedData;", 1),
        ("cms.rs", "pub(crate) fn f() {} pub(super) fn g() {}", 0),
        ("seal.rs", "use crate::context::Context;", 0),
        ("context.rs", "use crate::seal::Sealer;", 1),
        ("attic.rs", "use crate::error::Error;", 1),
        ("cms.rs", "use crate::attic::Chest;", 1),
    ] {
        let found: Vec<String> = uses_of(file, text)
            .iter()
            .filter_map(|name| objection(file, name, &root))
            .collect();
        assert_eq!(found.len(), expected, "{file}: {text}: {found:?}");
    }
}

/// The lines, from 0, on which `word` stands, each with the word or sign that follows it.
fn occurrences(code: &str, word: &str) -> Vec<(usize, String)> {
    let words: Vec<(usize, &str)> = code
        .lines()
        .enumerate()
        .flat_map(|(line, text)| {
            words_and_signs(text)
                .into_iter()
                .map(move |word| (line, word))
        })
        .collect();
    words
        .iter()
        .enumerate()
        .filter(|(_, (_, found))| *found == word)
        .map(|(at, (line, _))| {
            let next = words.get(at + 1).map_or("", |(_, next)| next);
            (*line, next.to_owned())
        })
        .collect()
}

/// The lines, from 1, with an unsafe block or implementation that no `SAFETY:` comment
/// explains, on the lines of its statement or in the comment right above it.
fn unexplained_unsafe(text: &str) -> Vec<usize> {
    let (code, comments) = split_comments(text);
    let code_lines: Vec<&str> = code.lines().collect();
    let comment_lines: Vec<&str> = comments.lines().collect();
    let explained = |line: usize| {
        for above in (0..=line).rev() {
            if comment_lines[above].contains("SAFETY:") {
                return true;
            }
            let statement = code_lines[above].trim();
            let is_over = above < line && statement.ends_with([';', '{', '}']);
            let is_blank = statement.is_empty() && comment_lines[above].trim().is_empty();
            if is_over || is_blank {
                return false;
            }
        }
        false
    };
    occurrences(&code, "unsafe")
        .into_iter()
        .filter(|(line, next)| matches!(next.as_str(), "{" | "impl") && !explained(*line))
        .map(|(line, _)| line + 1)
        .collect()
}

fn may_be_unsafe(file: &str) -> bool {
    file == "capi.rs" || file.starts_with("capi/") || UNSAFE_FILES.contains(&file)
}

#[test]
fn unsafe_stays_in_capi_and_is_explained() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        if may_be_unsafe(&file) {
            for line in unexplained_unsafe(&text) {
                wrong.push(format!("{file}:{line}: no SAFETY comment"));
            }
        } else {
            for (line, _) in occurrences(&split_comments(&text).0, "unsafe") {
                wrong.push(format!("{file}:{}: unsafe", line + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn unexplained_unsafe_is_seen() {
    for (text, expected) in [
        ("fn f() { unsafe { g() } }", vec![1]),
        ("// SAFETY: known.\nunsafe { g() }", vec![]),
        ("// SAFETY: known,\n// and long.\nunsafe { g() }", vec![]),
        ("// SAFETY: known.\nlet a =\n    unsafe { g() };", vec![]),
        (
            "let a = // SAFETY: known.\n    unsafe\n    { g() };",
            vec![],
        ),
        ("// SAFETY: other.\nlet b = 1;\nunsafe { g() }", vec![3]),
        ("// SAFETY: other.\n\nunsafe { g() }", vec![3]),
        ("let s = \"// SAFETY: no\"; unsafe { g() }", vec![1]),
        ("/* SAFETY: known. */ unsafe impl Send for A {}", vec![]),
        ("unsafe impl Send for A {}", vec![1]),
        (
            "// unsafe { g() }\nlet s = r#\"unsafe { \"g() }\"#;",
            vec![],
        ),
        ("let c = '\"'; unsafe { g() } let d = '\\'';", vec![1]),
        ("fn f<'a>(b: &'a B) -> &'a B { unsafe { g(b) } }", vec![1]),
        ("pub unsafe extern \"C\" fn f() {}", vec![]),
    ] {
        assert_eq!(unexplained_unsafe(text), expected, "{text}");
    }
}

#[test]
fn nothing_is_left_unfinished() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let (code, _) = split_comments(&text);
        for word in ["todo", "unimplemented", "dbg"] {
            for (line, next) in occurrences(&code, word) {
                if next == "!" {
                    wrong.push(format!("{file}:{}: {word}!", line + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn files_are_short_and_named_after_their_module() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let lines = text.lines().count();
        if lines > MAX_LINES {
            wrong.push(format!("{file}: {lines} lines, at most {MAX_LINES}"));
        }
        if file.rsplit('/').next() == Some("mod.rs") {
            wrong.push(format!("{file}: name it after its module"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
