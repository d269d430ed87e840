package etee;

/** How messages are judged. */
public enum Judgement {
    /** The official library's verdict and the defences that it lacks. */
    STRICT(Constants.JUDGEMENT_STRICT),
    /**
     * The official library's verdict, constant for constant. It tells why a message cannot be
     * decrypted, so it must never be passed on to whoever sent the message.
     */
    PARITY(Constants.JUDGEMENT_PARITY);

    final int number;

    Judgement(int number) {
        this.number = number;
    }

    static Judgement of(int number) {
        for (Judgement value : values()) {
            if (value.number == number) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of a later version: " + number);
    }
}
