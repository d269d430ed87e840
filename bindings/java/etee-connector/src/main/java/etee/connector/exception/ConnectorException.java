package etee.connector.exception;

/** A failure, with the code that programs compare. */
public class ConnectorException extends Exception {
    private static final long serialVersionUID = 1;

    private final String errorCode;

    /** A failure with its message, its code and its cause, which may be null. */
    public ConnectorException(String message, String errorCode, Throwable cause) {
        super(message, cause);
        this.errorCode = errorCode;
    }

    /** The code, "error.crypto" for example. */
    public String getErrorCode() {
        return errorCode;
    }
}
