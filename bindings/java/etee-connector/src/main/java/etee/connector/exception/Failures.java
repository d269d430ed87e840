package etee.connector.exception;

import static etee.connector.exception.TechnicalConnectorExceptionValues.ERROR_CONFIG;
import static etee.connector.exception.TechnicalConnectorExceptionValues.ERROR_INPUT;
import static etee.connector.exception.TechnicalConnectorExceptionValues.ERROR_IOEXCEPTION;
import static etee.connector.exception.TechnicalConnectorExceptionValues.ERROR_KEYSTORE_LOAD;
import static etee.connector.exception.TechnicalConnectorExceptionValues.ERROR_KEYSTORE_PASSWORD;
import static etee.connector.exception.TechnicalConnectorExceptionValues.ERROR_WS;
import static etee.connector.exception.TechnicalConnectorExceptionValues.SECURITY_NO_CERTIFICATE;

import etee.EteeException;
import etee.ServiceException;
import etee.Status;

/** Turns the exceptions of the library into those of the connector. */
public final class Failures {
    /** What a failure is in the words of the connector; the others are of the kind at hand. */
    public static TechnicalConnectorException of(
            EteeException failure, TechnicalConnectorExceptionValues otherwise) {
        switch (failure.code()) {
            case Status.INVALID_ARGUMENT:
                return new TechnicalConnectorException(ERROR_INPUT, failure);
            case Status.STORE_MALFORMED:
                return new TechnicalConnectorException(ERROR_KEYSTORE_LOAD, failure);
            case Status.WRONG_PASSWORD:
                return new TechnicalConnectorException(ERROR_KEYSTORE_PASSWORD, failure);
            case Status.KEY_NOT_FOUND:
                return new TechnicalConnectorException(SECURITY_NO_CERTIFICATE, failure);
            case Status.WRONG_STATE:
                return new TechnicalConnectorException(ERROR_CONFIG, failure);
            case Status.SERVICE_UNREACHABLE:
            case Status.SERVICE_TIMEOUT:
            case Status.BAD_REPLY:
                return new TechnicalConnectorException(ERROR_WS, failure);
            case Status.SERVICE_REFUSED:
                return new SoaErrorException((ServiceException) failure);
            case Status.IO:
                return new TechnicalConnectorException(ERROR_IOEXCEPTION, failure);
            default:
                return new TechnicalConnectorException(otherwise, failure);
        }
    }

    private Failures() {}
}
