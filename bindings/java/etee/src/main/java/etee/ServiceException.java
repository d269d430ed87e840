package etee;

/** The services: not reached, no answer in time, a refusal, no match (5xx). */
public final class ServiceException extends EteeException {
    private static final long serialVersionUID = 1;

    ServiceException(Facts facts) {
        super(facts);
    }
}
