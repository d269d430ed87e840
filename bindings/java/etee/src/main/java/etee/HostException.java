package etee;

/** The host: its files, and the functions that it supplied (6xx). */
public final class HostException extends EteeException {
    private static final long serialVersionUID = 1;

    HostException(Facts facts) {
        super(facts);
    }
}
