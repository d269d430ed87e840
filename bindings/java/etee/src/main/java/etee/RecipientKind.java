package etee;

/** How a recipient gets at the content of a message. */
public enum RecipientKind {
    /** With the private key to an RSA certificate or web key. */
    KEY_TRANSPORT(Constants.RECIPIENT_KEY_TRANSPORT),
    /** With the private key to a certificate on an elliptic curve. */
    KEY_AGREEMENT(Constants.RECIPIENT_KEY_AGREEMENT),
    /** With the key of the KGSS. */
    SECRET_KEY(Constants.RECIPIENT_SECRET_KEY);

    final int number;

    RecipientKind(int number) {
        this.number = number;
    }

    static RecipientKind of(int number) {
        for (RecipientKind value : values()) {
            if (value.number == number) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of a later version: " + number);
    }
}
