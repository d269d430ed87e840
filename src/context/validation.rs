//! The rules that messages and tokens are judged by.

/// Which of the two judgements is passed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Judgement {
    /// The official library's verdict and the defences that it lacks. What cannot be decrypted
    /// is one error whatever the cause, so the answer may be given to the sender.
    #[default]
    Strict,
    /// The official library's verdict, constant for constant: for comparison, and for programs
    /// that have to behave as it does. It tells apart why a message cannot be decrypted, so it
    /// must never be passed on to whoever sent the message (the Bleichenbacher attack).
    Parity,
}

impl Judgement {
    /// The word for it in reports: `strict` or `parity`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::Parity => "parity",
        }
    }
}

/// The rules that a signature was made under, told by its algorithm and its signer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SigningPolicy {
    /// An eHealth certificate with an RSA key of 2048 bits or more: RSASSA-PSS.
    EhealthCertificate,
    /// An eID card, RSA of 1024 bits or more: RSASSA-PKCS1-v1_5.
    Eid,
    /// A web key: RSASSA-PSS, a key identifier instead of a certificate, 2048 bits or more.
    WebAuthn,
    /// A certificate with an EC key on P-256 or P-384: ECDSA with SHA-256. The official library
    /// does not know this policy, so parity never applies it.
    EllipticCurve,
}

impl SigningPolicy {
    /// The constant of the official library: `EHEALTH_CERT`, `EID`, `WEB_AUTHN`; `EC_CERT`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::EhealthCertificate => "EHEALTH_CERT",
            Self::Eid => "EID",
            Self::WebAuthn => "WEB_AUTHN",
            Self::EllipticCurve => "EC_CERT",
        }
    }
}

/// Where the revocation status of a signer's certificate comes from (RFC 6960).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OcspPolicy {
    /// Revocation is not looked at.
    #[default]
    None,
    /// From the message if it is there; a warning if not.
    SenderOptional,
    /// From the message if it is there, else from the responder.
    ReceiverOptional,
    /// From the message; an error if it is not there.
    SenderMandatory,
    /// From the responder, whatever is in the message.
    ReceiverMandatory,
}

/// The rules of a judgement; the defaults are those of the official library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Validation {
    /// Strict or parity.
    pub judgement: Judgement,
    /// The policies that are accepted. Parity takes a message with a key identifier for
    /// [`SigningPolicy::WebAuthn`] whether it is listed or not.
    pub signing_policies: Vec<SigningPolicy>,
    /// Where the revocation status comes from.
    pub ocsp_policy: OcspPolicy,
    /// The responder to ask, instead of the one that the certificate names.
    pub ocsp_uri: Option<String>,
    /// How far clocks may differ, in seconds. Default 300.
    pub clock_skew: i64,
    /// For how long a signing time counts as just now, in seconds. Default 300.
    pub signing_time_expiration: i64,
    /// Whether the signer is believed when it says when it signed.
    pub trusts_signing_time: bool,
    /// Whether the inner certificate must have the key usage nonRepudiation.
    pub non_repudiation: bool,
}

impl Default for Validation {
    fn default() -> Self {
        Self {
            judgement: Judgement::Strict,
            signing_policies: vec![
                SigningPolicy::EhealthCertificate,
                SigningPolicy::Eid,
                SigningPolicy::EllipticCurve,
            ],
            ocsp_policy: OcspPolicy::None,
            ocsp_uri: None,
            clock_skew: 300,
            signing_time_expiration: 300,
            trusts_signing_time: false,
            non_repudiation: false,
        }
    }
}
