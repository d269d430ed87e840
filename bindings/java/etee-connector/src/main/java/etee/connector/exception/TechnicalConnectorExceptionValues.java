package etee.connector.exception;

/** The kinds of failures that this facade knows, with the codes of the official connector. */
public enum TechnicalConnectorExceptionValues {
    /** An argument cannot be. */
    ERROR_INPUT("error.input", "an argument cannot be used"),
    /** An argument is null. */
    ERROR_INPUT_PARAMETER_NULL("error.input.parameter.null", "an argument is null"),
    /** A service answered with an error of its own. */
    ERROR_BUSINESS_CODE_REASON("error.business.code.reason", "a service refused the request"),
    /** A certificate cannot be read. */
    INVALID_CERTIFICATE("invalid.certificate", "a certificate cannot be used"),
    /** There is no session. */
    NO_VALID_SESSION("no.valid.session", "there is no valid session"),
    /** The session has no credential to encrypt with. */
    NO_VALID_SESSION_WITH_ENCRYPTION("no.valid.session.with.encryption",
            "there is no valid session with an encryption credential"),
    /** A call of the token service failed. */
    STS_ERROR_RESPONSE("sts.error.response", "the token service did not open a session"),
    /** A key store cannot be read. */
    ERROR_KEYSTORE_LOAD("error.keystore.load", "a key store cannot be read"),
    /** A password is wrong. */
    ERROR_KEYSTORE_PASSWORD("error.keystore.password", "the password of a key store is wrong"),
    /** Sealing or unsealing failed. */
    ERROR_CRYPTO("error.crypto", "data cannot be sealed or unsealed"),
    /** The KGSS failed. */
    ERROR_KGSS("error.kgss", "the KGSS did not give a key"),
    /** A service cannot be reached. */
    ERROR_WS("error.ws", "a call of a service failed"),
    /** A certificate or a private key is missing. */
    SECURITY_NO_CERTIFICATE("security.nocertificate", "a certificate or private key is missing"),
    /** The configuration cannot be used. */
    ERROR_CONFIG("error.config", "the configuration cannot be used"),
    /** A property is missing. */
    PROPERTY_MISSING("property.missing", "a property is missing"),
    /** There is not exactly one token. */
    ERROR_ETK_NOTFOUND("error.etk.notfound", "there is no such encryption token, or several"),
    /** A type of identifiers cannot be. */
    INVALID_MAPPING("invalid.mapping", "there is no such type of identifiers"),
    /** A token cannot be read. */
    INVALID_TOKEN("invalid.token", "a token cannot be used"),
    /** A file cannot be read or written. */
    ERROR_IOEXCEPTION("error.ioexception", "a file cannot be read or written"),
    /** Anything else. */
    ERROR_TECHNICAL("error.technical", "a technical error");

    private final String errorCode;
    private final String message;

    TechnicalConnectorExceptionValues(String errorCode, String message) {
        this.errorCode = errorCode;
        this.message = message;
    }

    /** The code. */
    public String getErrorCode() {
        return errorCode;
    }

    /** What it means. */
    public String getMessage() {
        return message;
    }
}
