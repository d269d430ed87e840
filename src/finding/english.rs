//! The findings in English.

use super::{Fatal, Finding, Warning};
use core::ffi::CStr;

sentences! { in_english:
    Fatal {
        OuterStructure: "This is not a sealed message, or it was damaged on its way; ask the \
            sender to send it again.",
        OuterContentMissing: "The sealed message has no content; ask the sender to send it again.",
        OuterSignerCount: "The message is not signed by exactly one sender; do not use it, and ask \
            the sender to send it again.",
        OuterCertificates: "A certificate of the sender is damaged and cannot be read; ask the \
            sender to send the message again.",
        OuterCertificateMissing: "The message does not show who sent it, because the sender's \
            certificate is missing; ask the sender to send it again.",
        EnvelopeStructure | NotDecrypted: "The message could not be opened; ask the sender to send \
            it again.",
        NoKeyTransRecipient: "The message is not addressed to a known recipient; it takes a key of \
            the eHealth key service (KGSS) to open it.",
        NoKekRecipient: "No key of the eHealth key service (KGSS) opens this message; try it with \
            your eHealth certificate.",
        SecretKeyMismatch: "The key of the eHealth key service (KGSS) does not fit this message; \
            fetch the key that belongs to it.",
        PrivateKeyNotFound: "The message was not sealed for your eHealth certificate; try your \
            older certificates, or ask the sender to send it again.",
        InnerStructure: "What is in the message is damaged; ask the sender to send it again.",
        InnerContentMissing: "The message was opened, but there is nothing in it; ask the sender \
            to send it again.",
        InnerSignerCount: "The content is not signed by exactly one author; do not use it, and ask \
            the sender to send it again.",
        InnerCertificates: "A certificate of the author is damaged and cannot be read; ask the \
            sender to send the message again.",
        CertificationPathCheckFailed: "The certificate could not be checked, because this program \
            does not know whom to trust; contact your software supplier.",
        OcspCheckFailed: "It was not possible to find out whether a certificate has been \
            withdrawn; try again later.",
        CrlCheckFailed: "The list of withdrawn certificates could not be read; try again later.",
        StampFailed: "The time-stamp cannot be read, or it does not belong to this message; ask \
            the sender to send it again.",
    }
    Finding {
        ContentKeyLength: "The message is encrypted with a key of a length that is not allowed; \
            ask the sender to update their software.",
        ContentAlgorithm: "The message is encrypted in a way that is not allowed; ask the sender \
            to update their software.",
        ContentPadding: "The end of the encrypted message is not made up in the way that is \
            allowed; ask the sender to update their software.",
        DecryptionKeyLength: "Your own key is too short to be safe; renew your eHealth \
            certificate.",
        KeyTransportAlgorithm: "The key of the message is protected in a way that is not allowed; \
            ask the sender to update their software.",
        Integrity: "The two signatures of the message do not belong together; do not rely on it, \
            and contact the sender.",
        OuterAlgorithm: "The sender's signature is of a kind that is not allowed; ask the sender \
            to update their software.",
        OuterDigestAlgorithm: "The sender's signature was calculated in a way that is not allowed; \
            ask the sender to update their software.",
        OuterKeyLength: "The sender's signature was made with a key that is not strong enough; ask \
            the sender to renew the certificate.",
        OuterCertificateMissing: "The message does not show who sent it, because the sender's \
            certificate is missing; ask the sender to send it again.",
        OuterKeyUsage: "The sender's certificate is not meant for signatures; ask the sender to \
            sign with the right certificate.",
        OuterRevoked: "The sender's certificate has been withdrawn; do not rely on the message, \
            and contact the sender.",
        OuterStatusUnknown: "It was not possible to find out whether the sender's certificate has \
            been withdrawn; try again later.",
        OuterExpired: "The sender's certificate has expired; ask the sender to renew it and to \
            send the message again.",
        OuterNotYetValid: "The sender's certificate was not yet valid; ask the sender to check the \
            certificate and the clock of the computer.",
        OuterChain: "The sender's certificate does not come from an authority that is trusted \
            here; check who sent the message before you use it.",
        OuterMismatch: "The sender's signature is wrong: the message was changed, or somebody else \
            signed it; do not use it.",
        OuterNotExpected: "The message was sent by somebody else than expected; check who sent it \
            before you use it.",
        OuterNotVerified: "The sender's signature could not be checked, and the message may have \
            been changed; do not use it.",
        InnerAlgorithm: "The author's signature is of a kind that is not allowed; ask the sender \
            to update their software.",
        InnerDigestAlgorithm: "The author's signature was calculated in a way that is not allowed; \
            ask the sender to update their software.",
        InnerKeyLength: "The author's signature was made with a key that is not strong enough; ask \
            the author to renew the certificate.",
        InnerKeyUsage: "The author's certificate is not meant for signatures; ask the author to \
            sign with the right certificate.",
        InnerRevoked: "The author's certificate has been withdrawn; do not rely on the content, \
            and contact the author.",
        InnerStatusUnknown: "It was not possible to find out whether the author's certificate has \
            been withdrawn; try again later.",
        InnerExpired: "The author's certificate has expired; ask the author to renew it and to \
            sign the content again.",
        InnerNotYetValid: "The author's certificate was not yet valid; ask the author to check the \
            certificate and the clock of the computer.",
        InnerChain: "The author's certificate does not come from an authority that is trusted \
            here; check who wrote the content before you use it.",
        InnerMismatch: "The author's signature is wrong: the content was changed, or somebody else \
            signed it; do not use it.",
        InnerNotExpected: "The content was signed by somebody else than expected; check who wrote \
            it before you use it.",
        InnerNotVerified: "The author's signature could not be checked, and the content may have \
            been changed; do not use it.",
        SigningTimeMissing: "The message does not say when it was signed; check that it is not an \
            old one.",
        SigningTimeExpired: "The message was not signed just now, and nothing proves when it was; \
            check that it is not an old one.",
        OcspNotEmbedded: "The message does not bring the proof that the certificate of its signer \
            was not withdrawn.",
        OcspResponseInvalid: "The service that knows of withdrawn certificates says nothing about \
            this one; try again later.",
        OcspResponderTrust: "The service that knows of withdrawn certificates is not one that is \
            trusted here; contact your software supplier.",
        OcspResponderExpired: "The service that knows of withdrawn certificates has an expired \
            certificate itself; try again later.",
        OcspResponderRevoked: "The service that knows of withdrawn certificates has had its own \
            certificate withdrawn; contact your software supplier.",
        TimeStampMismatch: "The time-stamp was made for another message; do not rely on the time \
            that it shows.",
        TimeStampInvalid: "The time-stamp is damaged or was made for another message; do not rely \
            on the time that it shows.",
        TimeStampTrust: "The time-stamp does not come from an authority that is trusted here; do \
            not rely on the time that it shows.",
        TimeStampExpired: "The authority that made the time-stamp has an expired certificate; do \
            not rely on the time that it shows.",
        TimeStampRevoked: "The authority that made the time-stamp has had its certificate \
            withdrawn; do not rely on the time that it shows.",
        CrlTrust: "The list of withdrawn certificates does not come from an authority that is \
            trusted here; contact your software supplier.",
        TokenSignature: "The recipient's encryption key was not confirmed by the recipient; send \
            nothing with it, and contact the recipient.",
        TokenAuthenticationKey: "The certificate behind the recipient's encryption key is not of \
            the right kind; ask the recipient to make a new encryption key.",
        TokenCertificates: "The certificates of the recipient's encryption key are not fit for \
            their use; ask the recipient to make a new encryption key.",
        TokenEncryptionExpired: "The recipient's encryption key has expired; ask the recipient to \
            renew it.",
        TokenEncryptionNotYetValid: "The recipient's encryption key is not valid yet; try again \
            later.",
        TokenAuthenticationExpired: "The certificate behind the recipient's encryption key has \
            expired; ask the recipient to renew it.",
        TokenAuthenticationNotYetValid: "The certificate behind the recipient's encryption key is \
            not valid yet; try again later.",
        TokenEncryptionKeyUsage: "The recipient's encryption key is not meant for encryption; ask \
            the recipient to make a new one.",
        TokenAuthenticationKeyUsage: "The certificate behind the recipient's encryption key is not \
            meant for signatures; ask the recipient to make a new encryption key.",
        TokenHolders: "The recipient's encryption key and the certificate behind it belong to \
            different holders; send nothing with it, and contact the recipient.",
        TokenAuthenticationRevoked: "The certificate behind the recipient's encryption key has \
            been withdrawn; send nothing with it, and contact the recipient.",
        TokenAuthenticationUnknown: "Whether the certificate behind the recipient's encryption key \
            can be trusted could not be found out; send nothing with it, and try again later.",
        TokenAuthorityExpired: "The authority that registered the recipient's encryption key has \
            an expired certificate; ask the recipient to renew the encryption key.",
        TokenAuthorityRevoked: "The authority that registered the recipient's encryption key has \
            had its certificate withdrawn; send nothing with it, and contact the recipient.",
        TokenAuthorityUnknown: "The recipient's encryption key was not registered by an authority \
            that is trusted here; send nothing with it, and contact the recipient.",
    }
    Warning {
        SigningTimeMissing: "The message does not say when it was signed; check that it is not an \
            old one.",
        SigningTimeExpired: "The message was not signed just now, and nothing proves when it was; \
            check that it is not an old one.",
        OcspNotEmbedded: "The message does not bring the proof that the certificate of its signer \
            was not withdrawn.",
        CrlTrustNotVerified: "A list of withdrawn certificates was used, but who made it could not \
            be checked.",
    }
}
