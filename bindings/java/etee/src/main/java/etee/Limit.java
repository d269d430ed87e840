package etee;

/** What a context limits. */
public enum Limit {
    /** Octets that one part of a message, such as a certificate, may have. */
    ELEMENT_SIZE(Constants.LIMIT_ELEMENT_SIZE),
    /** Certificates that one layer of a message may have. */
    CERTIFICATES(Constants.LIMIT_CERTIFICATES),
    /** Recipients that a message may have. */
    RECIPIENTS(Constants.LIMIT_RECIPIENTS),
    /** Octets that a message, or the clear text in it, may have. */
    MESSAGE_SIZE(Constants.LIMIT_MESSAGE_SIZE),
    /** Octets of clear text that unsealing from a stream keeps in memory. */
    SPOOL_MEMORY(Constants.LIMIT_SPOOL_MEMORY),
    /** Octets of output that may wait to be read; this wrapper reads them at once. */
    PENDING_OUTPUT(Constants.LIMIT_PENDING_OUTPUT),
    /** Octets that a key store may have. */
    STORE_SIZE(Constants.LIMIT_STORE_SIZE),
    /** Iterations of key derivation that a key store may ask for. */
    PASSWORD_ITERATIONS(Constants.LIMIT_PASSWORD_ITERATIONS),
    /** Octets that an encryption token may have. */
    TOKEN_SIZE(Constants.LIMIT_TOKEN_SIZE),
    /** Octets that the answer of a service may have. */
    REPLY_SIZE(Constants.LIMIT_REPLY_SIZE);

    final int number;

    Limit(int number) {
        this.number = number;
    }
}
