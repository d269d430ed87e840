//! How the key of the content comes to the recipient (RFC 7518, 4).

/// How the key of the content comes to the recipient. RSA with PKCS #1 v1.5 and OAEP with SHA-1
/// are left out on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyManagement {
    /// Encrypted with RSAES-OAEP, SHA-256 and MGF1 with SHA-256.
    RsaOaep256,
    /// Agreed on with an ephemeral key, and used as it is.
    EcdhEs,
    /// Wrapped with a key of 16 octets that is agreed on.
    EcdhEsA128Kw,
    /// Wrapped with a key of 32 octets that is agreed on.
    EcdhEsA256Kw,
    /// Wrapped with a symmetric key of 16 octets.
    A128Kw,
    /// Wrapped with a symmetric key of 32 octets.
    A256Kw,
    /// A symmetric key that both sides have.
    Direct,
}

impl KeyManagement {
    /// All of them.
    pub(crate) const ALL: [Self; 7] = [
        Self::RsaOaep256,
        Self::EcdhEs,
        Self::EcdhEsA128Kw,
        Self::EcdhEsA256Kw,
        Self::A128Kw,
        Self::A256Kw,
        Self::Direct,
    ];

    /// The value of `alg`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::RsaOaep256 => "RSA-OAEP-256",
            Self::EcdhEs => "ECDH-ES",
            Self::EcdhEsA128Kw => "ECDH-ES+A128KW",
            Self::EcdhEsA256Kw => "ECDH-ES+A256KW",
            Self::A128Kw => "A128KW",
            Self::A256Kw => "A256KW",
            Self::Direct => "dir",
        }
    }

    /// Octets of the key that the content's key is wrapped with; `None` where it is not wrapped.
    pub(super) fn wrapping_size(self) -> Option<usize> {
        match self {
            Self::EcdhEsA128Kw | Self::A128Kw => Some(16),
            Self::EcdhEsA256Kw | Self::A256Kw => Some(32),
            Self::RsaOaep256 | Self::EcdhEs | Self::Direct => None,
        }
    }

    /// Whether a key is agreed on.
    pub(super) fn agrees(self) -> bool {
        matches!(self, Self::EcdhEs | Self::EcdhEsA128Kw | Self::EcdhEsA256Kw)
    }

    /// The values of `key_ops` of which a recipient's public or symmetric key needs one.
    pub(super) fn operations_to_encrypt(self) -> &'static [&'static str] {
        match self {
            Self::RsaOaep256 | Self::A128Kw | Self::A256Kw => &["wrapKey", "encrypt"],
            Self::EcdhEs | Self::EcdhEsA128Kw | Self::EcdhEsA256Kw => &["deriveKey", "deriveBits"],
            Self::Direct => &["encrypt"],
        }
    }

    /// The values of `key_ops` of which our private or symmetric key needs one.
    pub(super) fn operations_to_decrypt(self) -> &'static [&'static str] {
        match self {
            Self::RsaOaep256 | Self::A128Kw | Self::A256Kw => &["unwrapKey", "decrypt"],
            Self::EcdhEs | Self::EcdhEsA128Kw | Self::EcdhEsA256Kw => &["deriveKey", "deriveBits"],
            Self::Direct => &["decrypt"],
        }
    }
}
