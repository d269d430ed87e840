package etee;

/** The caller: an argument that cannot be, a call at the wrong moment (1xx). */
public final class UsageException extends EteeException {
    private static final long serialVersionUID = 1;

    UsageException(Facts facts) {
        super(facts);
    }
}
