//! The password of a store, in the forms that its parts take it, and what it may cost.

use crate::error::{Error, Result, Status};
use crate::limits::Limits;
use crate::secret::Secret;
use core::num::NonZeroU32;

/// A password that is being tried on a store.
pub(super) struct Password<'a> {
    text: &'a str,
    /// As the derivation of PKCS #12 takes it (RFC 7292, B.1): big-endian UTF-16 with a
    /// terminator. For the empty password some tools leave out the terminator as well, so
    /// there are two forms of it until a MAC has shown which is meant.
    forms: Vec<Secret>,
    iterations_left: u32,
}

impl<'a> Password<'a> {
    pub(super) fn new(text: &'a str, limits: &Limits) -> Self {
        let mut forms = vec![with_terminator(text)];
        if text.is_empty() {
            forms.push(Secret::default());
        }
        Self {
            text,
            forms,
            iterations_left: limits.password_iterations,
        }
    }

    /// As PBKDF2 takes it: UTF-8.
    pub(super) fn utf8(&self) -> &[u8] {
        self.text.as_bytes()
    }

    pub(super) fn forms(&self) -> &[Secret] {
        &self.forms
    }

    /// Keeps only the first form that proves right; whether there is one.
    pub(super) fn settle(&mut self, is_right: impl Fn(&Secret) -> bool) -> bool {
        let right = self.forms.iter().find(|form| is_right(form)).cloned();
        match right {
            Some(form) => {
                self.forms = vec![form];
                true
            }
            None => false,
        }
    }

    /// Takes these iterations from what the limit leaves for the whole store.
    pub(super) fn spend(&mut self, iterations: u32) -> Result<NonZeroU32> {
        let count = NonZeroU32::new(iterations)
            .ok_or_else(|| Error::malformed("a number of iterations is zero"))?;
        self.iterations_left = self
            .iterations_left
            .checked_sub(iterations)
            .ok_or_else(|| {
                Error::new(
                    Status::LimitExceeded,
                    "the key store asks for more password iterations than the limit",
                )
            })?;
        Ok(count)
    }
}

/// Big-endian UTF-16 with a terminator.
pub(super) fn with_terminator(text: &str) -> Secret {
    let units = text.encode_utf16().chain([0]);
    let mut form = Secret::with_capacity(text.len().saturating_mul(2).saturating_add(2));
    for unit in units {
        form.extend(&unit.to_be_bytes());
    }
    form
}
