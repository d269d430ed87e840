//! The words of the official library for what it finds in a message.

use crate::error::Status;

macro_rules! words {
    ($(#[doc = $about:literal])+ $type:ident { $($(#[doc = $doc:literal])+ $name:ident = $word:literal => $status:ident;)+ }) => {
        $(#[doc = $about])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $type {
            $($(#[doc = $doc])+ $name,)+
        }

        impl $type {
            /// The constant of the official library, and of the reports of this one.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $word),+ }
            }

            /// The status that a call answers if this decides.
            pub const fn status(self) -> Status {
                match self { $(Self::$name => Status::$status),+ }
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
        /// The inner layer has no content.
        InnerContentMissing = "INNER_SIGNED_DATA_CONTENT_MISSING" => Malformed;
        /// The inner layer has not exactly one signer.
        InnerSignerCount = "MESSAGE_INNER_SIGNED_PART_HAS_MORE_THAN_ONE_SIGNER_INFORMATION" => Malformed;
        /// A certificate of the inner layer cannot be decoded.
        InnerCertificates = "MESSAGE_INNER_SIGNED_PART_CONTAINS_INCORRECTLY_ENCODED_CERTIFICATES_SET" => Malformed;
    }
}

words! {
    /// What is wrong with a message (the official NotificationError).
    Finding {
        /// The content is encrypted with something else than AES-128 in CBC mode.
        ContentAlgorithm = "DECRYPTION_SYMMETRIC_KEY_ALGORITHM_UNAUTHORIZED" => Refused;
        /// The content-encryption key is encrypted with something else than RSAES-PKCS1-v1_5 or
        /// AES-128 key wrap.
        KeyTransportAlgorithm = "DECRYPTION_ASYMMETRIC_KEY_ALGORITHM_UNAUTHORIZED" => Refused;
        /// Our own decryption key is shorter than 2048 bits.
        DecryptionKeyLength = "DECRYPTION_ASYMMETRIC_KEY_LENGTH_UNAUTHORIZED" => Refused;
        /// Inner and outer layer do not belong together.
        Integrity = "MESSAGE_INTEGRITY_INVALID" => Refused;
        /// The outer digest algorithm is not SHA-256.
        OuterDigestAlgorithm = "OUTER_SIGNATURE_DIGEST_ALGORITHM_UNAUTHORIZED" => Refused;
        /// The inner digest algorithm is not SHA-256.
        InnerDigestAlgorithm = "INNER_SIGNATURE_DIGEST_ALGORITHM_UNAUTHORIZED" => Refused;
        /// The outer signature algorithm is not one of the platform.
        OuterAlgorithm = "OUTER_SIGNATURE_ALGORITHM_UNAUTHORIZED" => Refused;
        /// The inner signature algorithm is not one of the platform.
        InnerAlgorithm = "INNER_SIGNATURE_ALGORITHM_UNAUTHORIZED" => Refused;
        /// The key of the outer signer is too short.
        OuterKeyLength = "OUTER_SIGNATURE_KEY_LENGTH_UNAUTHORIZED" => Refused;
        /// The key of the inner signer is too short.
        InnerKeyLength = "INNER_SIGNATURE_KEY_LENGTH_UNAUTHORIZED" => Refused;
        /// The certificate of the outer signer is not in the message.
        OuterCertificateMissing = "OUTER_CERTIFICATE_EXPECTED_BUT_NOT_PRESENT" => CertificateMissing;
        /// The certificate of the outer signer is not for signatures.
        OuterKeyUsage = "OUTER_CERTIFICATE_HAS_INVALID_KEYUSAGE" => CertificateUntrusted;
        /// The certificate of the inner signer is not for signatures.
        InnerKeyUsage = "INNER_CERTIFICATE_HAS_INVALID_KEYUSAGE" => CertificateUntrusted;
        /// The certificate of the outer signer had expired.
        OuterExpired = "OUTER_CERTIFICATE_EXPIRED" => CertificateExpired;
        /// The certificate of the inner signer had expired.
        InnerExpired = "INNER_CERTIFICATE_EXPIRED" => CertificateExpired;
        /// The certificate of the outer signer was not yet valid.
        OuterNotYetValid = "OUTER_CERTIFICATE_NOT_YET_VALID" => CertificateExpired;
        /// The certificate of the inner signer was not yet valid.
        InnerNotYetValid = "INNER_CERTIFICATE_NOT_YET_VALID" => CertificateExpired;
        /// The certificate of the outer signer leads to no trust anchor.
        OuterChain = "OUTER_CERTIFICATE_CHAIN_NOT_TRUSTED" => CertificateUntrusted;
        /// The certificate of the inner signer leads to no trust anchor.
        InnerChain = "INNER_CERTIFICATE_CHAIN_NOT_TRUSTED" => CertificateUntrusted;
        /// The outer signature was made with another key.
        OuterMismatch = "OUTER_SIGNATURE_DOES_NOT_MATCH_AUTHENTICATION_CERTIFICATE" => SignatureInvalid;
        /// The inner signature was made with another key.
        InnerMismatch = "INNER_SIGNATURE_DOES_NOT_MATCH_SIGNATURE_CERTIFICATE" => SignatureInvalid;
        /// The outer signature does not cover what it should.
        OuterNotVerified = "OUTER_SIGNATURE_COULD_NOT_BE_VERIFIED" => SignatureInvalid;
        /// The inner signature does not cover what it should.
        InnerNotVerified = "INNER_SIGNATURE_COULD_NOT_BE_VERIFIED" => SignatureInvalid;
    }
}

words! {
    /// What the recipient should know but may accept (the official NotificationWarning).
    Warning {
        /// The message does not say when it was signed.
        SigningTimeMissing = "SIGNING_TIME_MISSING" => Refused;
        /// The message was not signed just now.
        SigningTimeExpired = "SIGNING_TIME_EXPIRED" => Refused;
    }
}
