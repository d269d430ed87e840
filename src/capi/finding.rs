//! Finding: the official names in plain words.

use super::guard::guard_value;
use super::pointer::text;
use crate::error::{Error, Result, Status};
use crate::finding::{self, Finding, Language};
use core::ffi::{CStr, c_char};

/// English.
pub const ETEE_LANGUAGE_ENGLISH: i32 = 1;
/// Dutch.
pub const ETEE_LANGUAGE_DUTCH: i32 = 2;
/// French.
pub const ETEE_LANGUAGE_FRENCH: i32 = 3;
/// German.
pub const ETEE_LANGUAGE_GERMAN: i32 = 4;

pub(super) fn language(number: i32) -> Option<Language> {
    match number {
        ETEE_LANGUAGE_ENGLISH => Some(Language::English),
        ETEE_LANGUAGE_DUTCH => Some(Language::Dutch),
        ETEE_LANGUAGE_FRENCH => Some(Language::French),
        ETEE_LANGUAGE_GERMAN => Some(Language::German),
        _ => None,
    }
}

/// The errors that a caller accepts by an official name; "ALL" stands for every one.
pub(super) fn findings_named(name: &str) -> Result<&'static [Finding]> {
    if name == "ALL" {
        return Ok(Finding::ALL);
    }
    let named = Finding::ALL.iter().find(|finding| finding.name() == name);
    named
        .map(core::slice::from_ref)
        .ok_or_else(|| Error::new(Status::InvalidArgument, "there is no such finding"))
}

/// One plain sentence for the person at the desk on what a fatal finding, an error or a warning
/// means and, where that helps, what to do: by its official name, in a language (one of
/// ETEE_LANGUAGE_...), UTF-8, NUL-terminated. NULL for an unknown name or language. The text is
/// static and never freed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_finding_text(
    name: *const c_char,
    name_len: usize,
    language: i32,
) -> *const c_char {
    guard_value(core::ptr::null(), || {
        let name = text(name, name_len).ok()?;
        finding::text_of_name(name, self::language(language)?).map(CStr::as_ptr)
    })
}
