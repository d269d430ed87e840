//! Buffers that are wiped when they are dropped.

use core::fmt;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, Zeroizing};

/// Octets that must not outlive their use: keys, passwords, clear text.
///
/// They are wiped on drop, are not shown by `Debug`, and compare in constant time.
#[derive(Clone, Default)]
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// An empty buffer that never reallocates while it stays within `capacity`.
    pub fn with_capacity(capacity: usize) -> Self {
        Self(Zeroizing::new(Vec::with_capacity(capacity)))
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
        let needed = self.0.len().saturating_add(bytes.len());
        if needed > self.0.capacity() {
            let mut moved = Vec::with_capacity(needed.max(self.0.capacity().saturating_mul(2)));
            moved.extend_from_slice(&self.0);
            let mut old = core::mem::replace(&mut *self.0, moved);
            old.zeroize();
        }
        self.0.extend_from_slice(bytes);
    }

    /// Gives the octets away; whoever takes them must wipe them.
    pub fn into_vec(mut self) -> Vec<u8> {
        core::mem::take(&mut *self.0)
    }
}

impl From<Vec<u8>> for Secret {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
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
