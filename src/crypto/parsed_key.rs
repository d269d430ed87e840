//! What the backend makes of a public key.

use super::SignatureAlgorithm;
use aws_lc_rs::digest::Digest;
use aws_lc_rs::signature::{ParsedPublicKey, UnparsedPublicKey, VerificationAlgorithm};
use core::fmt;
use std::sync::OnceLock;

/// A public key that is parsed when it first verifies. To parse an RSA key costs a sixth of a
/// verification, and the keys of trust anchors and of signers verify more than once.
///
/// The backend binds what it parsed to an algorithm. A key is hardly ever used with a second
/// one, so only the first is kept.
#[derive(Default)]
pub(super) struct ParsedKey(OnceLock<(SignatureAlgorithm, Option<ParsedPublicKey>)>);

impl ParsedKey {
    /// Whether the signature over a message with this digest was made with the key `octets`,
    /// which is the same at every call. `verification` is how the backend does `algorithm`.
    pub(super) fn verifies(
        &self,
        octets: &[u8],
        (algorithm, verification): (SignatureAlgorithm, &'static dyn VerificationAlgorithm),
        digest: &Digest,
        signature: &[u8],
    ) -> bool {
        let parse = || {
            let parsed = ParsedPublicKey::new(verification, octets);
            (algorithm, parsed.ok())
        };
        match self.0.get_or_init(parse) {
            (first, parsed) if *first == algorithm => parsed
                .as_ref()
                .is_some_and(|key| key.verify_digest_sig(digest, signature).is_ok()),
            _ => UnparsedPublicKey::new(verification, octets)
                .verify_digest(digest, signature)
                .is_ok(),
        }
    }
}

/// Shows whether the key was parsed yet.
impl fmt::Debug for ParsedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ParsedKey({})", self.0.get().is_some())
    }
}
