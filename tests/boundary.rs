//! The boundary of the C ABI: every export goes through the guard, is documented, and lives in
//! the file of its noun.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, ItemFn, Macro, Meta, Stmt};

/// Files whose noun is not their own name: the file is named after the room it opens.
const NOUNS: &[(&str, &str)] = &[("seal", "sealer"), ("unseal", "unsealer")];

/// Exports that belong to no noun, and their file.
const EXCEPTIONS: &[(&str, &str)] = &[("version", "etee_version"), ("version", "etee_abi_version")];

/// What a JVM looks for in a library, by a name and a type that are not ours to choose.
const OF_THE_JVM: &str = "JNI_OnLoad";

struct Export {
    name: String,
    file: String,
    flaws: Vec<&'static str>,
}

struct Exports<'a> {
    file: &'a str,
    found: Vec<Export>,
}

impl<'ast> Visit<'ast> for Exports<'_> {
    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        if item.attrs.iter().any(exports) {
            let name = item.sig.ident.to_string();
            self.found.push(Export {
                flaws: flaws(item, &name, self.file),
                file: self.file.to_owned(),
                name,
            });
        }
        visit::visit_item_fn(self, item);
    }

    fn visit_macro(&mut self, item: &'ast Macro) {
        let tokens = item.tokens.to_string();
        if tokens.contains("no_mangle") || tokens.contains("export_name") {
            self.found.push(Export {
                name: "a macro".to_owned(),
                file: self.file.to_owned(),
                flaws: vec!["hides exports from this test"],
            });
        }
    }
}

/// `#[unsafe(no_mangle)]`, and the spellings that must not be used for it.
fn exports(attribute: &Attribute) -> bool {
    let plain = |path: &syn::Path| path.is_ident("no_mangle") || path.is_ident("export_name");
    plain(attribute.path()) || is_unsafe_no_mangle(attribute) || {
        matches!(&attribute.meta, Meta::List(list)
            if list.path.is_ident("unsafe") && list.tokens.to_string().starts_with("export_name"))
    }
}

fn is_unsafe_no_mangle(attribute: &Attribute) -> bool {
    matches!(&attribute.meta, Meta::List(list)
        if list.path.is_ident("unsafe") && list.tokens.to_string() == "no_mangle")
}

fn flaws(item: &ItemFn, name: &str, file: &str) -> Vec<&'static str> {
    if name == OF_THE_JVM && is_guarded(item) {
        return Vec::new();
    }
    let mut flaws = Vec::new();
    if !item.attrs.iter().any(is_unsafe_no_mangle) {
        flaws.push("is exported otherwise than by #[unsafe(no_mangle)]");
    }
    if item
        .sig
        .abi
        .as_ref()
        .and_then(|abi| abi.name.as_ref())
        .map(syn::LitStr::value)
        != Some("C".to_owned())
    {
        flaws.push("is not extern \"C\"");
    }
    if !item
        .attrs
        .iter()
        .any(|attribute| attribute.path().is_ident("doc"))
    {
        flaws.push("is not documented");
    }
    if !is_guarded(item) {
        flaws.push("has a body that is not one call of the guard");
    }
    if !name.starts_with("etee_") {
        flaws.push("has a name that does not start with etee_");
    }
    if !is_at_home(name, file) {
        flaws.push("is not in the file of its noun");
    }
    flaws
}

fn is_guarded(item: &ItemFn) -> bool {
    let [Stmt::Expr(Expr::Call(call), None)] = item.block.stmts.as_slice() else {
        return false;
    };
    let Expr::Path(function) = call.func.as_ref() else {
        return false;
    };
    function
        .path
        .segments
        .iter()
        .any(|segment| segment.ident.to_string().starts_with("guard"))
}

fn is_at_home(name: &str, file: &str) -> bool {
    let noun = NOUNS
        .iter()
        .find(|(stem, _)| *stem == file)
        .map_or(file, |(_, noun)| noun);
    name.starts_with(&format!("etee_{noun}_")) || EXCEPTIONS.contains(&(file, name))
}

fn exports_of(source: &str, file: &str) -> Vec<Export> {
    let tree = syn::parse_file(source).unwrap_or_else(|error| panic!("{file}: {error}"));
    let mut exports = Exports {
        file,
        found: Vec::new(),
    };
    exports.visit_file(&tree);
    exports.found
}

fn rust_files(directory: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(directory).expect("a readable directory") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

#[test]
fn every_export_is_guarded_documented_and_at_home() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    if !source.join("capi").exists() {
        support::skip("boundary: there is no src/capi");
        return;
    }
    let mut exports = Vec::new();
    for path in rust_files(&source) {
        let file = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .expect("a name");
        let text = fs::read_to_string(&path).expect("a readable file");
        let found = exports_of(&text, file);
        assert!(
            found.is_empty() || path.parent() == Some(&source.join("capi")),
            "{} exports {}: exports live in src/capi",
            path.display(),
            found[0].name
        );
        exports.extend(found);
    }
    assert!(!exports.is_empty(), "src/capi exports nothing");
    let wrong: Vec<String> = exports
        .iter()
        .flat_map(|export| {
            export
                .flaws
                .iter()
                .map(move |flaw| format!("{}.rs: {} {flaw}", export.file, export.name))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_good_export_has_no_flaw() {
    for (file, source) in [
        (
            "token",
            r#"/// Frees.
            #[unsafe(no_mangle)]
            pub unsafe extern "C" fn etee_token_free(token: *mut Token) { guard::free(token) }"#,
        ),
        (
            "seal",
            r#"/// Makes.
            #[unsafe(no_mangle)]
            pub extern "C" fn etee_sealer_new() -> i32 { super::guard(|| { let a = 1; Ok(a) }) }"#,
        ),
        (
            "version",
            r#"/// Tells.
            #[unsafe(no_mangle)]
            pub extern "C" fn etee_abi_version() -> u32 { guard_value(0, || 1) }"#,
        ),
    ] {
        let found = exports_of(source, file);
        assert_eq!(found.len(), 1, "{file}");
        assert!(found[0].flaws.is_empty(), "{file}: {:?}", found[0].flaws);
    }
}

#[test]
fn every_flaw_is_seen() {
    for (flaw, source) in [
        (
            "is exported otherwise",
            r#"/// Frees.
            #[unsafe(export_name = "etee_token_free")]
            pub extern "C" fn etee_token_free() { guard::free() }"#,
        ),
        (
            "is not extern",
            "/// Frees.
            #[unsafe(no_mangle)]
            pub fn etee_token_free() { guard::free() }",
        ),
        (
            "is not documented",
            r#"#[unsafe(no_mangle)]
            pub extern "C" fn etee_token_free() { guard::free() }"#,
        ),
        (
            "has a body",
            r#"/// Frees.
            #[unsafe(no_mangle)]
            pub extern "C" fn etee_token_free() { let a = 1; guard::free(a) }"#,
        ),
        (
            "has a body",
            r#"/// Frees.
            #[unsafe(no_mangle)]
            pub extern "C" fn etee_token_free() { free() }"#,
        ),
        (
            "has a body",
            r#"/// Frees.
            #[unsafe(no_mangle)]
            pub extern "C" fn etee_token_free() { guard::free(); }"#,
        ),
        (
            "has a name",
            r#"/// Frees.
            #[unsafe(no_mangle)]
            pub extern "C" fn token_free() { guard::free() }"#,
        ),
        (
            "is not in the file",
            r#"/// Frees.
            #[unsafe(no_mangle)]
            pub extern "C" fn etee_buffer_free() { guard::free() }"#,
        ),
        (
            "hides exports",
            "macro_rules! frees { ($n:ident) => { #[unsafe(no_mangle)] pub fn $n() {} } }",
        ),
    ] {
        let found = exports_of(source, "token");
        assert_eq!(found.len(), 1, "{flaw}");
        assert!(
            found[0].flaws.iter().any(|found| found.starts_with(flaw)),
            "{flaw}: {:?}",
            found[0].flaws
        );
    }
}
