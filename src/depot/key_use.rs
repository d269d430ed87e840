//! What a key is for.

/// What a public key in a depot is for (`use` of RFC 7517).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyUse {
    /// Signatures of the holder are verified with it: of a certified key, that in the
    /// authentication certificate.
    Signature,
    /// What is for the holder is encrypted with it.
    Encryption,
}

impl KeyUse {
    /// The value of `use`: `sig` or `enc`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Signature => "sig",
            Self::Encryption => "enc",
        }
    }
}
