package etee.connector.exception;

import etee.ServiceException;

/** A refusal of a service, with its own code. */
public class SoaErrorException extends TechnicalConnectorException {
    private static final long serialVersionUID = 1;

    private final String serviceCode;

    /** A refusal. */
    public SoaErrorException(ServiceException cause) {
        super(TechnicalConnectorExceptionValues.ERROR_BUSINESS_CODE_REASON, cause);
        serviceCode = cause.serviceCode();
    }

    /** The service's own code, such as "SOA-01001". */
    @Override
    public String getErrorCode() {
        return serviceCode;
    }
}
