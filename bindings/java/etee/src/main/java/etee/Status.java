// Made from src/capi by tests/bindings.rs; change it there.
package etee;

/**
 * Why a call failed: the numbers that {@link EteeException#code()} answers with. Hundreds are families;
 * a number is never reused. Be ready for numbers that are not listed here.
 */
public final class Status {
    /** The call succeeded. */
    public static final int OK = 0;
    /** A pointer that must not be NULL was NULL. */
    public static final int NULL_POINTER = 101;
    /** An argument has a value that the function does not take. */
    public static final int INVALID_ARGUMENT = 102;
    /** Text that must be UTF-8 is not. */
    public static final int INVALID_UTF8 = 103;
    /** The handle is not in the state that this call needs (for example read before finish). */
    public static final int WRONG_STATE = 104;
    /** Another thread is using this handle. */
    public static final int BUSY = 105;
    /** An earlier call on this handle panicked; it can only be freed. */
    public static final int POISONED = 106;
    /** Too much output waits to be read; read it, then repeat the call. */
    public static final int OUTPUT_PENDING = 107;
    /** The room that the caller gave is too small for the results. */
    public static final int TOO_SMALL = 108;
    /** The bytes are not what they should be (ASN.1, CMS, certificate, JSON or XML). */
    public static final int MALFORMED = 201;
    /** The bytes end too early. */
    public static final int TRUNCATED = 202;
    /** The bytes are well-formed but use an algorithm or a structure that is not supported. */
    public static final int UNSUPPORTED = 203;
    /** A size, depth or count limit of the context was exceeded. */
    public static final int LIMIT_EXCEEDED = 204;
    /** The key store cannot be read: not PKCS#12, or damaged. */
    public static final int STORE_MALFORMED = 301;
    /** The password does not open the key store. */
    public static final int WRONG_PASSWORD = 302;
    /** The key store has no key for this purpose. */
    public static final int KEY_NOT_FOUND = 303;
    /** A key has a type or size that cannot be used here. */
    public static final int KEY_UNSUPPORTED = 304;
    /** The message is not addressed to any of the given keys. */
    public static final int NOT_ADDRESSED = 305;
    /** The message could not be decrypted. One code for every cause, on purpose. */
    public static final int UNSEAL_FAILED = 306;
    /** Nothing can be sealed for this recipient. */
    public static final int RECIPIENT_UNSUPPORTED = 307;
    /** A message needs at least one recipient. */
    public static final int NO_RECIPIENT = 308;
    /** A signature is wrong or could not be verified. */
    public static final int SIGNATURE_INVALID = 401;
    /** The certificate of the signer is missing. */
    public static final int CERTIFICATE_MISSING = 402;
    /** The certificate of the signer is not fit for its use, or does not lead to a trust anchor. */
    public static final int CERTIFICATE_UNTRUSTED = 403;
    /** The certificate of the signer was not valid at the time of signing. */
    public static final int CERTIFICATE_EXPIRED = 404;
    /** The message breaks the platform's rules in another way; the report says how. */
    public static final int REFUSED = 405;
    /** The certificate of the signer had been revoked. */
    public static final int CERTIFICATE_REVOKED = 406;
    /** The service cannot be reached. */
    public static final int SERVICE_UNREACHABLE = 501;
    /** The service did not answer in time. */
    public static final int SERVICE_TIMEOUT = 502;
    /** The service answered with an error; the error carries its own code. */
    public static final int SERVICE_REFUSED = 503;
    /** The service has no match for the search. */
    public static final int NOT_FOUND = 504;
    /** There are several matches where one was asked for. */
    public static final int AMBIGUOUS = 505;
    /** The answer of the service cannot be understood. */
    public static final int BAD_REPLY = 506;
    /** The host asked to stop. */
    public static final int CANCELLED = 601;
    /** A function that the host supplied failed. */
    public static final int HOST_FAILED = 602;
    /** A file could not be read or written. */
    public static final int IO = 603;
    /** The library panicked; a defect. The handle of the call is poisoned, all else lives on. */
    public static final int PANIC = 901;
    /** The library failed in a way that should not happen; a defect, or no randomness. */
    public static final int INTERNAL = 902;

    private Status() {}
}
