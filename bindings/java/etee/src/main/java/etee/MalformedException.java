package etee;

/** The bytes: not what they should be, cut off, too large, or not supported (2xx). */
public final class MalformedException extends EteeException {
    private static final long serialVersionUID = 1;

    MalformedException(Facts facts) {
        super(facts);
    }
}
