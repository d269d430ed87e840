package etee;

/** The keys: store, password, a key that is missing or does not fit (3xx). */
public final class KeysException extends EteeException {
    private static final long serialVersionUID = 1;

    KeysException(Facts facts) {
        super(facts);
    }
}
