package etee.connector.exception;

import etee.EteeException;
import etee.Report;

/** A message that was refused, with all that was found in it. */
public class UnsealConnectorException extends TechnicalConnectorException {
    private static final long serialVersionUID = 1;

    private final transient Report report;

    /** A refusal with its report, which may be null where the message was not judged. */
    public UnsealConnectorException(EteeException cause, Report report) {
        super(TechnicalConnectorExceptionValues.ERROR_CRYPTO, cause);
        this.report = report;
    }

    /** What was found: errors, warnings, what ended the judgement. Null if nothing was judged. */
    public Report getUnsealResult() {
        return report;
    }
}
