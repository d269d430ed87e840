package etee.connector.exception;

/** A technical failure. Its cause is most often an {@link etee.EteeException}. */
public class TechnicalConnectorException extends ConnectorException {
    private static final long serialVersionUID = 1;

    private final TechnicalConnectorExceptionValues value;

    /** A failure of a kind. */
    public TechnicalConnectorException(TechnicalConnectorExceptionValues value) {
        this(value, (Throwable) null);
    }

    /** A failure of a kind, with its cause. */
    public TechnicalConnectorException(
            TechnicalConnectorExceptionValues value, Throwable cause) {
        super(message(value, cause), value.getErrorCode(), cause);
        this.value = value;
    }

    private static String message(TechnicalConnectorExceptionValues value, Throwable cause) {
        return cause == null || cause.getMessage() == null
                ? value.getMessage() : value.getMessage() + ": " + cause.getMessage();
    }

    /** The kind. */
    public TechnicalConnectorExceptionValues getValue() {
        return value;
    }
}
