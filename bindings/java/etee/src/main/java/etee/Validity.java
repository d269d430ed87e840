package etee;

/** What the judgement on a layer came to. */
public enum Validity {
    /** The judgement did not come to this, or was not asked for it. */
    NOT_JUDGED(Constants.VALIDITY_NOT_JUDGED),
    /** Nothing was found wrong. */
    GOOD(Constants.VALIDITY_GOOD),
    /** Something was found wrong. */
    BAD(Constants.VALIDITY_BAD);

    final int number;

    Validity(int number) {
        this.number = number;
    }

    static Validity of(int number) {
        for (Validity value : values()) {
            if (value.number == number) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of a later version: " + number);
    }
}
