using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// Why a call failed. Hundreds are families: 1xx the caller, 2xx the bytes, 3xx the keys, 4xx the
    /// trust, 5xx the services, 6xx the host, 9xx the library. Be ready for numbers that have no
    /// name here: a newer library may have some.
    /// </summary>
    public enum EteeStatus
    {
        /// <summary>The call succeeded.</summary>
        Ok = NativeStatus.ETEE_OK,

        /// <summary>A pointer that must not be null was null.</summary>
        NullPointer = NativeStatus.ETEE_NULL_POINTER,

        /// <summary>An argument has a value that the function does not take.</summary>
        InvalidArgument = NativeStatus.ETEE_INVALID_ARGUMENT,

        /// <summary>Text that must be UTF-8 is not.</summary>
        InvalidUtf8 = NativeStatus.ETEE_INVALID_UTF8,

        /// <summary>The handle is not in the state that this call needs (for example read before finish).</summary>
        WrongState = NativeStatus.ETEE_WRONG_STATE,

        /// <summary>Another thread is using this handle.</summary>
        Busy = NativeStatus.ETEE_BUSY,

        /// <summary>An earlier call on this handle panicked; it can only be freed.</summary>
        Poisoned = NativeStatus.ETEE_POISONED,

        /// <summary>Too much output waits to be read; read it, then repeat the call.</summary>
        OutputPending = NativeStatus.ETEE_OUTPUT_PENDING,

        /// <summary>The room that the caller gave is too small for the results.</summary>
        TooSmall = NativeStatus.ETEE_TOO_SMALL,

        /// <summary>The bytes are not what they should be (ASN.1, CMS, certificate, JSON or XML).</summary>
        Malformed = NativeStatus.ETEE_MALFORMED,

        /// <summary>The bytes end too early.</summary>
        Truncated = NativeStatus.ETEE_TRUNCATED,

        /// <summary>The bytes are well-formed but use an algorithm or a structure that is not supported.</summary>
        Unsupported = NativeStatus.ETEE_UNSUPPORTED,

        /// <summary>A size, depth or count limit of the context was exceeded.</summary>
        LimitExceeded = NativeStatus.ETEE_LIMIT_EXCEEDED,

        /// <summary>The key store cannot be read: not PKCS#12, or damaged.</summary>
        StoreMalformed = NativeStatus.ETEE_STORE_MALFORMED,

        /// <summary>The password does not open the key store.</summary>
        WrongPassword = NativeStatus.ETEE_WRONG_PASSWORD,

        /// <summary>The key store has no key for this purpose.</summary>
        KeyNotFound = NativeStatus.ETEE_KEY_NOT_FOUND,

        /// <summary>A key has a type or size that cannot be used here.</summary>
        KeyUnsupported = NativeStatus.ETEE_KEY_UNSUPPORTED,

        /// <summary>The message is not addressed to any of the given keys.</summary>
        NotAddressed = NativeStatus.ETEE_NOT_ADDRESSED,

        /// <summary>The message could not be decrypted. One code for every cause, on purpose.</summary>
        UnsealFailed = NativeStatus.ETEE_UNSEAL_FAILED,

        /// <summary>Nothing can be sealed for this recipient.</summary>
        RecipientUnsupported = NativeStatus.ETEE_RECIPIENT_UNSUPPORTED,

        /// <summary>A message needs at least one recipient.</summary>
        NoRecipient = NativeStatus.ETEE_NO_RECIPIENT,

        /// <summary>A signature is wrong or could not be verified.</summary>
        SignatureInvalid = NativeStatus.ETEE_SIGNATURE_INVALID,

        /// <summary>The certificate of the signer is missing.</summary>
        CertificateMissing = NativeStatus.ETEE_CERTIFICATE_MISSING,

        /// <summary>The certificate of the signer is not fit for its use, or does not lead to a trust anchor.</summary>
        CertificateUntrusted = NativeStatus.ETEE_CERTIFICATE_UNTRUSTED,

        /// <summary>The certificate of the signer was not valid at the time of signing.</summary>
        CertificateExpired = NativeStatus.ETEE_CERTIFICATE_EXPIRED,

        /// <summary>The message breaks the platform's rules in another way; the report says how.</summary>
        Refused = NativeStatus.ETEE_REFUSED,

        /// <summary>The certificate of the signer had been revoked.</summary>
        CertificateRevoked = NativeStatus.ETEE_CERTIFICATE_REVOKED,

        /// <summary>The service cannot be reached.</summary>
        ServiceUnreachable = NativeStatus.ETEE_SERVICE_UNREACHABLE,

        /// <summary>The service did not answer in time.</summary>
        ServiceTimeout = NativeStatus.ETEE_SERVICE_TIMEOUT,

        /// <summary>The service answered with an error; the error carries its own code.</summary>
        ServiceRefused = NativeStatus.ETEE_SERVICE_REFUSED,

        /// <summary>The service has no match for the search.</summary>
        NotFound = NativeStatus.ETEE_NOT_FOUND,

        /// <summary>There are several matches where one was asked for.</summary>
        Ambiguous = NativeStatus.ETEE_AMBIGUOUS,

        /// <summary>The answer of the service cannot be understood.</summary>
        BadReply = NativeStatus.ETEE_BAD_REPLY,

        /// <summary>The host asked to stop.</summary>
        Cancelled = NativeStatus.ETEE_CANCELLED,

        /// <summary>A function that the host supplied failed.</summary>
        HostFailed = NativeStatus.ETEE_HOST_FAILED,

        /// <summary>A file could not be read or written.</summary>
        Io = NativeStatus.ETEE_IO,

        /// <summary>The library panicked; a defect. The handle of the call is poisoned, all else lives on.</summary>
        Panic = NativeStatus.ETEE_PANIC,

        /// <summary>The library failed in a way that should not happen; a defect, or no randomness.</summary>
        Internal = NativeStatus.ETEE_INTERNAL,
    }
}
