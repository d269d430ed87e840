package etee;

/** A kind of key pair. */
public enum WebKeyKind {
    /** For RSA with 2048 bits, which signs messages and opens them. */
    RSA(Constants.WEB_KEY_RSA),
    /** On the curve P-256, which signs messages. */
    EC(Constants.WEB_KEY_EC),
    /** On the curve P-384, which signs messages. */
    EC_P384(Constants.WEB_KEY_EC_P384);

    final int number;

    WebKeyKind(int number) {
        this.number = number;
    }
}
