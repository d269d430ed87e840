package etee;

/** How a digest is signed. */
public enum SignatureScheme {
    /** RSASSA-PSS (RFC 8017) with SHA-256, MGF1 with SHA-256, and a salt of 32 octets. */
    RSA_PSS_SHA256(Constants.SIGNATURE_RSA_PSS_SHA256),
    /** RSASSA-PKCS1-v1_5 (RFC 8017) with SHA-256. */
    RSA_PKCS1_SHA256(Constants.SIGNATURE_RSA_PKCS1_SHA256),
    /** ECDSA over a SHA-256 digest; the signature is an Ecdsa-Sig-Value in DER. */
    ECDSA_SHA256(Constants.SIGNATURE_ECDSA_SHA256),
    /** ECDSA over a SHA-384 digest; the signature is an Ecdsa-Sig-Value in DER. */
    ECDSA_SHA384(Constants.SIGNATURE_ECDSA_SHA384);

    final int number;

    SignatureScheme(int number) {
        this.number = number;
    }

    static SignatureScheme of(int number) {
        for (SignatureScheme value : values()) {
            if (value.number == number) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of a later version: " + number);
    }
}
