//! REST interface: the names that REST services use.

use super::adjustable::Adjustable;
use super::error::etee_error;
use super::guard::{guard, guard_free, guard_text};
use super::pointer::{borrow, free, handle, out, text};
use super::status::etee_status;
use crate::rest::RestInterface;
use core::ffi::c_char;
use std::ffi::CString;
use std::sync::OnceLock;

/// The paths, parameters, members, headers and media types of the platform's REST services. Those
/// of the KGSS and the KeyDepot have no public description, and are a design of this library:
/// whoever knows better replaces them here, without a new version of the library. What takes it
/// reads it as it is then. Freed with etee_rest_interface_free().
pub struct etee_rest_interface {
    interface: Adjustable<RestInterface>,
}

handle!(etee_rest_interface, b"ETEE_RIF");

impl etee_rest_interface {
    /// The names as they are now.
    pub(super) fn get(&self) -> RestInterface {
        self.interface.get()
    }
}

/// Every name with what stands under it and what it is for, for C.
fn names() -> &'static [[CString; 3]] {
    static NAMES: OnceLock<Vec<[CString; 3]>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let text = |text| CString::new(text).unwrap_or_default();
        let names = RestInterface::names();
        names
            .map(|(name, value, meaning)| [name, value, meaning].map(text))
            .collect()
    })
}

/// Makes a table with the names that this version knows.
///
/// `*rest_interface` is the caller's, to be freed with etee_rest_interface_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_rest_interface_new(
    rest_interface: *mut *mut etee_rest_interface,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        out(rest_interface)?.give(etee_rest_interface {
            interface: Adjustable::new(RestInterface::new()),
        });
        Ok(())
    })
}

/// Replaces what stands under a name, for example "kgss.keys" by "/kgss/keys".
///
/// Returns ETEE_INVALID_ARGUMENT if etee_rest_interface_name() has no such name, or the value could
/// not stand there. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_rest_interface_set(
    rest_interface: *mut etee_rest_interface,
    name: *const c_char,
    name_len: usize,
    value: *const c_char,
    value_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let (name, value) = (text(name, name_len)?, text(value, value_len)?);
        let table = &borrow(rest_interface.cast_const())?.interface;
        table.try_change(|names| names.with(name, value))
    })
}

/// A name of the REST interfaces, NUL-terminated: field 0 is the name itself, 1 what stands under it
/// unless replaced, 2 what it is for and whether it is assumed; NULL beyond the last name or field.
/// Lives for ever. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_rest_interface_name(index: usize, field: usize) -> *const c_char {
    guard_text(|| names().get(index)?.get(field))
}

/// Frees a table of names; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_rest_interface_free(rest_interface: *mut etee_rest_interface) {
    guard_free(|| free(rest_interface))
}
