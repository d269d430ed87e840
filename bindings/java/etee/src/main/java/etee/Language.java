package etee;

/** A language for sentences to people. */
public enum Language {
    /** English. */
    ENGLISH(Constants.LANGUAGE_ENGLISH),
    /** Dutch. */
    DUTCH(Constants.LANGUAGE_DUTCH),
    /** French. */
    FRENCH(Constants.LANGUAGE_FRENCH),
    /** German. */
    GERMAN(Constants.LANGUAGE_GERMAN);

    final int number;

    Language(int number) {
        this.number = number;
    }
}
