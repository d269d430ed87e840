//! Buffers that are wiped when they are dropped.

use core::fmt;
use core::ops::{Deref, DerefMut};
use subtle::ConstantTimeEq;
use zeroize::optimization_barrier;

/// Octets that are wiped on drop, with all that the buffer has room for. Whoever adds to them
/// makes room first: a buffer that moves by itself leaves them behind.
///
/// `Zeroizing` writes octet by octet, which for large contents takes a fifth of the time that
/// it takes to seal them; this fills.
#[derive(Default)]
pub(crate) struct Wiped(Vec<u8>);

impl Wiped {
    pub(crate) fn with_capacity(capacity: usize) -> Self {
        Self(Vec::with_capacity(capacity))
    }

    /// Makes room for more octets; where that moves the buffer, the old place is wiped.
    pub(crate) fn make_room(&mut self, more: usize) {
        let needed = self.0.len().saturating_add(more);
        if needed > self.0.capacity() {
            let mut larger = Self::with_capacity(needed);
            larger.extend_from_slice(&self.0);
            *self = larger;
        }
    }
}

impl Drop for Wiped {
    fn drop(&mut self) {
        self.0.clear();
        self.0.resize(self.0.capacity(), 0);
        // Nobody reads the zeros; the compiler must not know.
        optimization_barrier(self.0.as_slice());
    }
}

impl Deref for Wiped {
    type Target = Vec<u8>;

    fn deref(&self) -> &Vec<u8> {
        &self.0
    }
}

impl DerefMut for Wiped {
    fn deref_mut(&mut self) -> &mut Vec<u8> {
        &mut self.0
    }
}

/// Octets that must not outlive their use: keys, passwords, clear text.
///
/// They are wiped on drop, are not shown by `Debug`, and compare in constant time.
#[derive(Default)]
pub struct Secret(Wiped);

impl Secret {
    /// An empty buffer that never reallocates while it stays within `capacity`.
    pub fn with_capacity(capacity: usize) -> Self {
        Self(Wiped::with_capacity(capacity))
    }

    /// The octets.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The number of octets.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds octets; where that moves the buffer, the old place is wiped.
    pub fn extend(&mut self, bytes: &[u8]) {
        if self.0.len().saturating_add(bytes.len()) > self.0.capacity() {
            self.0.make_room(bytes.len().max(self.0.capacity()));
        }
        self.0.extend_from_slice(bytes);
    }

    /// Gives the octets away; whoever takes them must wipe them.
    pub fn into_vec(mut self) -> Vec<u8> {
        core::mem::take(&mut *self.0)
    }
}

impl Clone for Secret {
    fn clone(&self) -> Self {
        Self::from(self.as_bytes())
    }
}

impl From<Vec<u8>> for Secret {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Wiped(bytes))
    }
}

impl From<&[u8]> for Secret {
    fn from(bytes: &[u8]) -> Self {
        Self::from(bytes.to_vec())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({} octets)", self.len())
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes().ct_eq(other.as_bytes()).into()
    }
}

impl Eq for Secret {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grows_and_keeps_its_content() {
        let mut secret = Secret::with_capacity(1);
        for byte in 0..=255u8 {
            secret.extend(&[byte]);
        }
        assert_eq!(secret.as_bytes(), (0..=255).collect::<Vec<u8>>());
        assert_eq!(format!("{secret:?}"), "Secret(256 octets)");
    }
}
