// Made from src/capi by tests/bindings.rs; change it there.
package etee;

/** The numbers that cross the C ABI, by their names there. */
final class Constants {
    static final int ABI_MAJOR = 0;
    static final int ABI_MINOR = 1;
    static final int JUDGEMENT_STRICT = 1;
    static final int JUDGEMENT_PARITY = 2;
    static final int SIGNING_POLICY_EHEALTH_CERT = 1;
    static final int SIGNING_POLICY_EID = 2;
    static final int SIGNING_POLICY_WEB_AUTHN = 3;
    static final int SIGNING_POLICY_EC_CERT = 4;
    static final int OCSP_POLICY_NONE = 1;
    static final int OCSP_POLICY_SENDER_OPTIONAL = 2;
    static final int OCSP_POLICY_RECEIVER_OPTIONAL = 3;
    static final int OCSP_POLICY_SENDER_MANDATORY = 4;
    static final int OCSP_POLICY_RECEIVER_MANDATORY = 5;
    static final int LIMIT_ELEMENT_SIZE = 1;
    static final int LIMIT_CERTIFICATES = 2;
    static final int LIMIT_RECIPIENTS = 3;
    static final int LIMIT_MESSAGE_SIZE = 4;
    static final int LIMIT_SPOOL_MEMORY = 5;
    static final int LIMIT_PENDING_OUTPUT = 6;
    static final int LIMIT_STORE_SIZE = 7;
    static final int LIMIT_PASSWORD_ITERATIONS = 8;
    static final int LIMIT_TOKEN_SIZE = 9;
    static final int LIMIT_REPLY_SIZE = 10;
    static final int SIGNATURE_RSA_PSS_SHA256 = 1;
    static final int SIGNATURE_RSA_PKCS1_SHA256 = 2;
    static final int SIGNATURE_ECDSA_SHA256 = 3;
    static final int SIGNATURE_ECDSA_SHA384 = 4;
    static final int SIGNATURE_SIZE = 1024;
    static final long LENGTH_UNKNOWN = -1L;
    static final int LANGUAGE_ENGLISH = 1;
    static final int LANGUAGE_DUTCH = 2;
    static final int LANGUAGE_FRENCH = 3;
    static final int LANGUAGE_GERMAN = 4;
    static final int LAYER_OUTER = 1;
    static final int LAYER_ENCRYPTION = 2;
    static final int LAYER_INNER = 3;
    static final int VALIDITY_NOT_JUDGED = 0;
    static final int VALIDITY_GOOD = 1;
    static final int VALIDITY_BAD = 2;
    static final int RECIPIENT_KEY_TRANSPORT = 1;
    static final int RECIPIENT_KEY_AGREEMENT = 2;
    static final int RECIPIENT_SECRET_KEY = 3;
    static final int ENVIRONMENT_INTEGRATION = 1;
    static final int ENVIRONMENT_ACCEPTANCE = 2;
    static final int ENVIRONMENT_PRODUCTION = 3;
    static final int DEPOT_REST = 1;
    static final int DEPOT_SOAP = 2;
    static final int TOKEN_SERVICE_WS_TRUST = 1;
    static final int TOKEN_SERVICE_SAML = 2;
    static final int SIMULATOR_UNAVAILABLE = 1;
    static final int SIMULATOR_DROP_CONNECTION = 2;
    static final int SIMULATOR_GARBAGE = 3;
    static final int SIMULATOR_TRUNCATED = 4;
    static final int SIMULATOR_OVERSIZED = 5;
    static final int SIMULATOR_NOT_FOUND = 6;
    static final int SIMULATOR_DELAY = 7;
    static final int SIMULATOR_WRONG_CONTENT = 8;
    static final int SIMULATOR_SERVER_ERROR = 9;
    static final int SIMULATOR_BAD_SIGNATURE = 10;
    static final int SIMULATOR_EXPIRED = 11;
    static final int SIMULATOR_NOT_AUTHENTICATED = 12;
    static final int SIMULATOR_NOT_AUTHORISED = 13;
    static final int SIMULATOR_ANY = 0;
    static final int SIMULATOR_DEPOT_SOAP = 1;
    static final int SIMULATOR_DEPOT_REST = 2;
    static final int SIMULATOR_KGSS = 3;
    static final int SIMULATOR_WS_TRUST = 4;
    static final int SIMULATOR_SAML = 5;

    private Constants() {}
}
