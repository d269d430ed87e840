package etee;

/** What a public key is for. */
public enum KeyUse {
    /** Any use, in a search. */
    ANY(Constants.KEY_USE_ANY),
    /** Signatures are verified with the key. */
    SIGNATURE(Constants.KEY_USE_SIGNATURE),
    /** What is for its holder is encrypted with the key. */
    ENCRYPTION(Constants.KEY_USE_ENCRYPTION);

    final int number;

    KeyUse(int number) {
        this.number = number;
    }
}
