package etee.connector.exception;

/** There is no session, or it was not opened. */
public class SessionManagementException extends TechnicalConnectorException {
    private static final long serialVersionUID = 1;

    /** A failure of a kind, with its cause, which may be null. */
    public SessionManagementException(
            TechnicalConnectorExceptionValues value, Throwable cause) {
        super(value, cause);
    }
}
