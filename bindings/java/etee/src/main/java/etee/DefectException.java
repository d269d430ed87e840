package etee;

/** The library itself: a defect, or no randomness (9xx). */
public final class DefectException extends EteeException {
    private static final long serialVersionUID = 1;

    DefectException(Facts facts) {
        super(facts);
    }
}
