//! The words of the official library for what it finds in a message or a token, and what they
//! mean for the person at the desk.

use crate::error::Status;
use core::ffi::CStr;
pub use language::Language;

mod language;

/// Gives every value of the types a sentence in one language; a value without one does not
/// compile.
macro_rules! sentences {
    ($method:ident: $($type:ident {
        $($($name:ident)|+: $sentence:literal,)+
    })+) => {
        $(impl $type {
            pub(super) const fn $method(self) -> &'static CStr {
                let sentence = match self {
                    $($(Self::$name)|+ => concat!($sentence, "\0"),)+
                };
                match CStr::from_bytes_with_nul(sentence.as_bytes()) {
                    Ok(sentence) => sentence,
                    Err(_) => c"",
                }
            }
        })+
    };
}

mod dutch;
mod english;
mod french;
mod german;

macro_rules! words {
    ($(#[doc = $about:literal])+ $type:ident { $($(#[doc = $doc:literal])+ $name:ident = $word:literal => $status:ident;)+ }) => {
        $(#[doc = $about])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $type {
            $($(#[doc = $doc])+ $name,)+
        }

        impl $type {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The constant of the official library, and of the reports of this one.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $word),+ }
            }

            /// The status that a call answers if this decides.
            pub const fn status(self) -> Status {
                match self { $(Self::$name => Status::$status),+ }
            }

            /// One plain sentence for the person at the desk: what it means and, where that
            /// helps, what to do. Values with the same name have the same sentence.
            pub fn text(self, language: Language) -> &'static str {
                self.text_with_nul(language).to_str().unwrap_or_default()
            }

            /// The same sentence as C reads it.
            pub(crate) const fn text_with_nul(self, language: Language) -> &'static CStr {
                match language {
                    Language::English => self.in_english(),
                    Language::Dutch => self.in_dutch(),
                    Language::French => self.in_french(),
                    Language::German => self.in_german(),
                }
            }

            /// The first value with this name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.name() == name)
            }
        }
    };
}

words! {
    /// What ends the judgement of a message (the official NotificationFatal).
    Fatal {
        /// The outer layer is no SignedData.
        OuterStructure = "OUTER_SIGNED_DATA_STRUCTURE_INCORRECT" => Malformed;
        /// The outer layer has no content.
        OuterContentMissing = "OUTER_SIGNED_DATA_CONTENT_MISSING" => Malformed;
        /// The outer layer has not exactly one signer.
        OuterSignerCount = "MESSAGE_OUTER_SIGNED_PART_HAS_MORE_THAN_ONE_SIGNER_INFORMATION" => Malformed;
        /// A certificate of the outer layer cannot be decoded.
        OuterCertificates = "MESSAGE_OUTER_SIGNED_PART_CONTAINS_INCORRECTLY_ENCODED_CERTIFICATES_SET" => Malformed;
        /// The certificate of the outer signer is not in the message (strict only: the official library
        /// calls this an error and goes on).
        OuterCertificateMissing = "OUTER_CERTIFICATE_EXPECTED_BUT_NOT_PRESENT" => CertificateMissing;
        /// The envelope is no EnvelopedData.
        EnvelopeStructure = "ENVELOPED_DATA_STRUCTURE_INCORRECT" => Malformed;
        /// The envelope cannot be opened, for whatever reason; same name, other status.
        NotDecrypted = "ENVELOPED_DATA_STRUCTURE_INCORRECT" => UnsealFailed;
        /// No recipient is named by a certificate.
        NoKeyTransRecipient = "ENVELOPED_DATA_CONTAINS_NO_KEYTRANSRECIPIENTINFOS" => NotAddressed;
        /// No recipient is named by a key of the KGSS, and only such keys were given.
        NoKekRecipient = "ENVELOPED_DATA_CONTAINS_NO_KEKRECIPIENTINFOS" => NotAddressed;
        /// None of the given keys of the KGSS is one that the message was sealed with.
        SecretKeyMismatch = "SECRET_KEY_CAN_NOT_DECRYPT_KEKRECIPIENTINFOS" => NotAddressed;
        /// None of the recipients is one of the given keys.
        PrivateKeyNotFound = "DECRYPTION_PRIVATE_KEY_NOT_FOUND" => NotAddressed;
        /// The inner layer is no SignedData (parity only: strict does not tell it from
        /// [`Fatal::NotDecrypted`]).
        InnerStructure = "INNER_SIGNED_DATA_STRUCTURE_INCORRECT" => Malformed;
        /// The inner layer has no content.
        InnerContentMissing = "INNER_SIGNED_DATA_CONTENT_MISSING" => Malformed;
        /// The inner layer has not exactly one signer.
        InnerSignerCount = "MESSAGE_INNER_SIGNED_PART_HAS_MORE_THAN_ONE_SIGNER_INFORMATION" => Malformed;
        /// A certificate of the inner layer cannot be decoded.
        InnerCertificates = "MESSAGE_INNER_SIGNED_PART_CONTAINS_INCORRECTLY_ENCODED_CERTIFICATES_SET" => Malformed;
        /// No path could be checked, because there is no trust anchor.
        CertificationPathCheckFailed = "CERTIFICATION_PATH_CHECK_FAILED" => CertificateUntrusted;
        /// The status of a certificate could not be asked for or understood.
        OcspCheckFailed = "OCSP_CHECK_FAILED" => Refused;
        /// A certificate revocation list could not be loaded or understood.
        CrlCheckFailed = "CRL_CHECK_FAILED" => Refused;
        /// The time-stamp token cannot be understood, or does not belong to the message.
        StampFailed = "STAMP_FAILED" => Refused;
    }
}

words! {
    /// What is wrong with a message or a token (the official NotificationError).
    Finding {
        /// The content-encryption key, or the key that wraps it, has a length that is not allowed.
        ContentKeyLength = "DECRYPTION_SYMMETRIC_KEY_LENGTH_UNAUTHORIZED" => Refused;
        /// The content is encrypted with something else than AES-128 in CBC mode.
        ContentAlgorithm = "DECRYPTION_SYMMETRIC_KEY_ALGORITHM_UNAUTHORIZED" => Refused;
        /// The content is padded in another way than that of PKCS #7. Known to the official library,
        /// but not reached there.
        ContentPadding = "DECRYPTION_SYMMETRIC_KEY_ALGORITHM_PADDING_UNAUTHORIZED" => Refused;
        /// Our own decryption key is shorter than 2048 bits.
        DecryptionKeyLength = "DECRYPTION_ASYMMETRIC_KEY_LENGTH_UNAUTHORIZED" => Refused;
        /// The content-encryption key is encrypted with something else than RSAES-PKCS1-v1_5 or
        /// AES-128 key wrap.
        KeyTransportAlgorithm = "DECRYPTION_ASYMMETRIC_KEY_ALGORITHM_UNAUTHORIZED" => Refused;
        /// Inner and outer layer do not belong together.
        Integrity = "MESSAGE_INTEGRITY_INVALID" => Refused;
        /// The outer signature algorithm is not one of the platform.
        OuterAlgorithm = "OUTER_SIGNATURE_ALGORITHM_UNAUTHORIZED" => Refused;
        /// The outer digest algorithm is not SHA-256.
        OuterDigestAlgorithm = "OUTER_SIGNATURE_DIGEST_ALGORITHM_UNAUTHORIZED" => Refused;
        /// The key of the outer signer is too short.
        OuterKeyLength = "OUTER_SIGNATURE_KEY_LENGTH_UNAUTHORIZED" => Refused;
        /// The certificate of the outer signer is not in the message.
        OuterCertificateMissing = "OUTER_CERTIFICATE_EXPECTED_BUT_NOT_PRESENT" => CertificateMissing;
        /// The certificate of the outer signer is not for signatures.
        OuterKeyUsage = "OUTER_CERTIFICATE_HAS_INVALID_KEYUSAGE" => CertificateUntrusted;
        /// The certificate of the outer signer had been revoked.
        OuterRevoked = "OUTER_CERTIFICATE_REVOKED" => CertificateRevoked;
        /// Whether the certificate of the outer signer was revoked could not be found out.
        OuterStatusUnknown = "OUTER_CERTIFICATE_STATUS_UNKNOWN" => CertificateUntrusted;
        /// The certificate of the outer signer had expired.
        OuterExpired = "OUTER_CERTIFICATE_EXPIRED" => CertificateExpired;
        /// The certificate of the outer signer was not yet valid.
        OuterNotYetValid = "OUTER_CERTIFICATE_NOT_YET_VALID" => CertificateExpired;
        /// The certificate of the outer signer leads to no trust anchor.
        OuterChain = "OUTER_CERTIFICATE_CHAIN_NOT_TRUSTED" => CertificateUntrusted;
        /// The outer signature was made with another key.
        OuterMismatch = "OUTER_SIGNATURE_DOES_NOT_MATCH_AUTHENTICATION_CERTIFICATE" => SignatureInvalid;
        /// The outer signer is none of those that the caller expects.
        OuterNotExpected = "AUTHENTICATION_CERTIFICATE_NOT_IN_LIST_EXPECTED_SIGNERS" => CertificateUntrusted;
        /// The outer signature does not cover what it should, or its key is not known.
        OuterNotVerified = "OUTER_SIGNATURE_COULD_NOT_BE_VERIFIED" => SignatureInvalid;
        /// The inner signature algorithm is not one of the platform.
        InnerAlgorithm = "INNER_SIGNATURE_ALGORITHM_UNAUTHORIZED" => Refused;
        /// The inner digest algorithm is not SHA-256.
        InnerDigestAlgorithm = "INNER_SIGNATURE_DIGEST_ALGORITHM_UNAUTHORIZED" => Refused;
        /// The key of the inner signer is too short.
        InnerKeyLength = "INNER_SIGNATURE_KEY_LENGTH_UNAUTHORIZED" => Refused;
        /// The certificate of the inner signer is not for signatures.
        InnerKeyUsage = "INNER_CERTIFICATE_HAS_INVALID_KEYUSAGE" => CertificateUntrusted;
        /// The certificate of the inner signer had been revoked.
        InnerRevoked = "INNER_CERTIFICATE_REVOKED" => CertificateRevoked;
        /// Whether the certificate of the inner signer was revoked could not be found out.
        InnerStatusUnknown = "INNER_CERTIFICATE_STATUS_UNKNOWN" => CertificateUntrusted;
        /// The certificate of the inner signer had expired.
        InnerExpired = "INNER_CERTIFICATE_EXPIRED" => CertificateExpired;
        /// The certificate of the inner signer was not yet valid.
        InnerNotYetValid = "INNER_CERTIFICATE_NOT_YET_VALID" => CertificateExpired;
        /// The certificate of the inner signer leads to no trust anchor.
        InnerChain = "INNER_CERTIFICATE_CHAIN_NOT_TRUSTED" => CertificateUntrusted;
        /// The inner signature was made with another key.
        InnerMismatch = "INNER_SIGNATURE_DOES_NOT_MATCH_SIGNATURE_CERTIFICATE" => SignatureInvalid;
        /// The inner signer is none of those that the caller expects.
        InnerNotExpected = "SIGNATURE_CERTIFICATE_NOT_IN_LIST_EXPECTED_SIGNERS" => CertificateUntrusted;
        /// The inner signature does not cover what it should, or its key is not known.
        InnerNotVerified = "INNER_SIGNATURE_COULD_NOT_BE_VERIFIED" => SignatureInvalid;
        /// The message does not say when it was signed, and no time-stamp does (strict only: the
        /// official library warns).
        SigningTimeMissing = "SIGNING_TIME_MISSING" => Refused;
        /// The message was not signed just now, and no time-stamp shows when (strict only: the
        /// official library warns).
        SigningTimeExpired = "SIGNING_TIME_EXPIRED" => Refused;
        /// The message has no OCSP response in it, and one is mandatory.
        OcspNotEmbedded = "OCSP_NOT_EMBEDDED" => CertificateUntrusted;
        /// The OCSP response says nothing of the certificate.
        OcspResponseInvalid = "OCSP_RESPONSE_INVALID" => CertificateUntrusted;
        /// The signer of the OCSP response is not to be trusted.
        OcspResponderTrust = "OCSP_RESPONDER_TRUST_FAILED" => CertificateUntrusted;
        /// A certificate of the OCSP responder has expired.
        OcspResponderExpired = "OCSP_RESPONDER_CHAIN_EXPIRED" => CertificateUntrusted;
        /// A certificate of the OCSP responder has been revoked.
        OcspResponderRevoked = "OCSP_RESPONDER_CHAIN_REVOKED" => CertificateUntrusted;
        /// The time-stamp token was made for another signature.
        TimeStampMismatch = "TIMESTAMPTOKEN_DOES_NOT_MATCH_OUTER_SIGNATURE" => Refused;
        /// The time-stamp token is broken, or was made for another signature.
        TimeStampInvalid = "TIMESTAMPTOKEN_INVALID" => Refused;
        /// The authority that made the time-stamp is not to be trusted.
        TimeStampTrust = "TIMESTAMPTOKEN_TRUST_FAILED" => CertificateUntrusted;
        /// A certificate of the time-stamping authority has expired.
        TimeStampExpired = "TIMESTAMPTOKEN_CHAIN_EXPIRED" => CertificateUntrusted;
        /// A certificate of the time-stamping authority has been revoked.
        TimeStampRevoked = "TIMESTAMPTOKEN_CHAIN_REVOKED" => CertificateUntrusted;
        /// The signer of a certificate revocation list is not to be trusted.
        CrlTrust = "CRL_TRUST_FAILED" => CertificateUntrusted;
        /// The encryption certificate of a token was not signed with the holder's authentication key.
        TokenSignature = "ETK_ENCRYPTION_CERT_SIGNATURE_NOT_VALID" => SignatureInvalid;
        /// The authentication key of a token's holder cannot have signed the encryption certificate.
        TokenAuthenticationKey = "ETK_AUTHENTICATION_CERT_HAS_INVALID_KEY" => CertificateUntrusted;
        /// The certificates of a token are not fit for their use.
        TokenCertificates = "ETK_CERTS_INVALID" => CertificateUntrusted;
        /// The encryption certificate of a token has expired.
        TokenEncryptionExpired = "ETK_ENCRYPTION_CERT_EXPIRED" => CertificateExpired;
        /// The encryption certificate of a token is not yet valid.
        TokenEncryptionNotYetValid = "ETK_ENCRYPTION_CERT_NOT_YET_VALID" => CertificateExpired;
        /// The authentication certificate of a token, or one above it, has expired.
        TokenAuthenticationExpired = "ETK_AUTHENTICATION_CERT_EXPIRED" => CertificateExpired;
        /// The authentication certificate of a token is not yet valid.
        TokenAuthenticationNotYetValid = "ETK_AUTHENTICATION_CERT_NOT_YET_VALID" => CertificateExpired;
        /// The encryption certificate of a token is not for encryption.
        TokenEncryptionKeyUsage = "ETK_ENCRYPTION_CERT_HAS_INVALID_KEYUSAGE" => CertificateUntrusted;
        /// The authentication certificate of a token is not for signatures.
        TokenAuthenticationKeyUsage = "ETK_AUTHENTICATION_CERT_HAS_INVALID_KEYUSAGE" => CertificateUntrusted;
        /// The two certificates of a token have different holders.
        TokenHolders = "ETK_CERTS_DO_NOT_MATCH" => CertificateUntrusted;
        /// The authentication certificate of a token has been revoked.
        TokenAuthenticationRevoked = "ETK_AUTHENTICATION_CERT_REVOKED" => CertificateRevoked;
        /// The authentication certificate of a token leads to no trust anchor, or its status is unknown.
        TokenAuthenticationUnknown = "ETK_AUTHENTICATION_CERT_STATUS_UNKNOWN" => CertificateUntrusted;
        /// The certificate of the registration authority that signed a token has expired (strict only).
        TokenAuthorityExpired = "ETK_RA_CERT_EXPIRED" => CertificateExpired;
        /// The certificate of the registration authority that signed a token has been revoked (strict
        /// only).
        TokenAuthorityRevoked = "ETK_RA_CERT_REVOKED" => CertificateRevoked;
        /// The signature of the registration authority on a token is wrong, or the authority is not to
        /// be trusted (strict only).
        TokenAuthorityUnknown = "ETK_RA_CERT_STATUS_UNKNOWN" => SignatureInvalid;
    }
}

words! {
    /// What the recipient should know but may accept (the official NotificationWarning).
    Warning {
        /// The message does not say when it was signed.
        SigningTimeMissing = "SIGNING_TIME_MISSING" => Refused;
        /// The message was not signed just now.
        SigningTimeExpired = "SIGNING_TIME_EXPIRED" => Refused;
        /// The message has no OCSP response in it.
        OcspNotEmbedded = "OCSP_NOT_EMBEDDED" => CertificateUntrusted;
        /// A certificate revocation list was used whose issuer is not known.
        CrlTrustNotVerified = "CRL_TRUST_NOT_VERIFIED" => CertificateUntrusted;
    }
}

impl Finding {
    /// Whether this only says that nobody stands for the time when a message was signed.
    pub(crate) const fn is_about_age(self) -> bool {
        matches!(self, Self::SigningTimeMissing | Self::SigningTimeExpired)
    }

    /// Whether this says something of the signer (certificate, path, revocation, time) rather
    /// than of the message itself.
    pub(crate) const fn is_about_trust(self) -> bool {
        !matches!(
            self,
            Self::ContentKeyLength
                | Self::ContentAlgorithm
                | Self::ContentPadding
                | Self::DecryptionKeyLength
                | Self::KeyTransportAlgorithm
                | Self::Integrity
                | Self::OuterAlgorithm
                | Self::InnerAlgorithm
                | Self::OuterDigestAlgorithm
                | Self::InnerDigestAlgorithm
                | Self::OuterKeyLength
                | Self::InnerKeyLength
                | Self::OuterCertificateMissing
                | Self::OuterMismatch
                | Self::InnerMismatch
                | Self::OuterNotVerified
                | Self::InnerNotVerified
                | Self::TimeStampMismatch
                | Self::TimeStampInvalid
        )
    }
}

/// The sentence for whatever has this name.
pub(crate) fn text_of_name(name: &str, language: Language) -> Option<&'static CStr> {
    let finding = || Some(Finding::from_name(name)?.text_with_nul(language));
    let warning = || Some(Warning::from_name(name)?.text_with_nul(language));
    let fatal = || Some(Fatal::from_name(name)?.text_with_nul(language));
    finding().or_else(warning).or_else(fatal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// Every name with its sentence, those that occur more than once included.
    fn sentences(language: Language) -> Vec<(&'static str, &'static str)> {
        let fatals = Fatal::ALL.iter().map(|f| (f.name(), f.text(language)));
        let findings = Finding::ALL.iter().map(|f| (f.name(), f.text(language)));
        let warnings = Warning::ALL.iter().map(|w| (w.name(), w.text(language)));
        fatals.chain(findings).chain(warnings).collect()
    }

    #[test]
    fn one_name_has_one_sentence() {
        for language in Language::ALL {
            let mut known = BTreeMap::new();
            for (name, sentence) in sentences(*language) {
                assert_eq!(*known.entry(name).or_insert(sentence), sentence, "{name}");
                let found = text_of_name(name, *language).unwrap();
                assert_eq!(found.to_str().unwrap(), sentence);
            }
            let different: BTreeSet<_> = known.values().collect();
            assert_eq!(different.len(), known.len(), "{language:?}");
        }
        assert!(text_of_name("ALL", Language::Dutch).is_none());
    }

    #[test]
    fn sentences_are_short_and_whole() {
        for language in Language::ALL {
            for (name, sentence) in sentences(*language) {
                let length = sentence.chars().count();
                assert!((30..=200).contains(&length), "{name}: {length}: {sentence}");
                assert!(sentence.ends_with('.'), "{sentence}");
                assert!(sentence.starts_with(char::is_uppercase), "{sentence}");
                assert!(
                    !sentence.contains("  ") && !sentence.contains('\n'),
                    "{sentence}"
                );
            }
        }
    }

    /// A program that names a finding means one of them.
    #[test]
    fn the_names_of_findings_are_different() {
        let names: BTreeSet<_> = Finding::ALL.iter().map(|f| f.name()).collect();
        assert_eq!(names.len(), Finding::ALL.len());
    }
}
