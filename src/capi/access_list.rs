//! Access list: who may get a key of the KGSS.

use super::error::etee_error;
use super::exclusive::Exclusive;
use super::guard::{guard, guard_free};
use super::log_on::attribute;
use super::pointer::{borrow, free, handle, optional_text, out};
use super::status::etee_status;
use crate::error::Result;
use crate::kgss::AccessList;
use core::ffi::c_char;

/// Who may get a key of the KGSS: whoever has one of the allowed attributes and none of the
/// excluded ones. It is read by the call that takes it and can be used again. One thread at a time;
/// freed with etee_access_list_free().
pub struct etee_access_list {
    list: Exclusive<AccessList>,
}

handle!(etee_access_list, b"ETEE_ACL");

impl etee_access_list {
    /// The list as it is now.
    pub(super) fn get(&self) -> Result<AccessList> {
        self.list.get()
    }
}

fn change(
    list: *mut etee_access_list,
    change: impl FnOnce(AccessList) -> AccessList,
) -> Result<()> {
    borrow(list.cast_const())?.list.change(change)
}

/// Makes a list that allows nobody yet.
///
/// `*list` is the caller's, to be freed with etee_access_list_free(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_access_list_new(
    list: *mut *mut etee_access_list,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        out(list)?.give(etee_access_list {
            list: Exclusive::new(AccessList::new()),
        });
        Ok(())
    })
}

/// Allows those whose session has an attribute: a namespace
/// ("urn:be:fgov:certified-namespace:ehealth"), a name ("urn:be:fgov:person:ssin:doctor:boolean"),
/// a value; NULL stands for any value. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_access_list_allow(
    list: *mut etee_access_list,
    namespace: *const c_char,
    namespace_len: usize,
    name: *const c_char,
    name_len: usize,
    value: *const c_char,
    value_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let names = ((namespace, namespace_len), (name, name_len));
        let attribute = attribute(names, optional_text(value, value_len)?)?;
        change(list, |list| list.allow(attribute))
    })
}

/// Excludes those whose session has an attribute, whatever else it has; see
/// etee_access_list_allow(). Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_access_list_exclude(
    list: *mut etee_access_list,
    namespace: *const c_char,
    namespace_len: usize,
    name: *const c_char,
    name_len: usize,
    value: *const c_char,
    value_len: usize,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || {
        let names = ((namespace, namespace_len), (name, name_len));
        let attribute = attribute(names, optional_text(value, value_len)?)?;
        change(list, |list| list.exclude(attribute))
    })
}

/// Sends the element DeletionStrategy, which the platform's schema has without content. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_access_list_set_deletion_strategy(
    list: *mut etee_access_list,
    error: *mut *mut etee_error,
) -> etee_status {
    guard(error, || change(list, AccessList::with_deletion_strategy))
}

/// Frees a list; NULL is allowed. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn etee_access_list_free(list: *mut etee_access_list) {
    guard_free(|| free(list))
}
