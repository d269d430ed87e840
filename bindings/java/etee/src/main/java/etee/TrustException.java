package etee;

/** The trust: signature, certificate, the platform's rules for messages (4xx). */
public final class TrustException extends EteeException {
    private static final long serialVersionUID = 1;

    TrustException(Facts facts) {
        super(facts);
    }
}
