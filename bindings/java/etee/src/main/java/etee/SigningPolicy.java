package etee;

/** The rules that a message is signed under. */
public enum SigningPolicy {
    /** An eHealth certificate with an RSA key of 2048 bits or more: RSASSA-PSS. */
    EHEALTH_CERT(Constants.SIGNING_POLICY_EHEALTH_CERT),
    /** An eID card, RSA of 1024 bits or more: RSASSA-PKCS1-v1_5. */
    EID(Constants.SIGNING_POLICY_EID),
    /** A web key, named by an identifier instead of a certificate. */
    WEB_AUTHN(Constants.SIGNING_POLICY_WEB_AUTHN),
    /** A certificate with a key on the curve P-256 or P-384. The official library does not know it. */
    EC_CERT(Constants.SIGNING_POLICY_EC_CERT);

    final int number;

    SigningPolicy(int number) {
        this.number = number;
    }
}
