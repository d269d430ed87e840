package etee;

import static etee.Natives.NATIVE;

/** Makes exceptions of errors. */
final class Failures {
    /** The exception for a status and its error object, which is freed; 0 where there is none. */
    static EteeException take(int status, long error) {
        Throwable host = Hosts.takeFailure();
        try {
            Throwable cause = cause(NATIVE.etee_error_cause(error), host);
            return make(status, error, cause);
        } finally {
            NATIVE.etee_error_free(error);
        }
    }

    /** The chain of causes, at whose end stands what the host threw. */
    private static Throwable cause(long error, Throwable host) {
        if (error == 0) {
            return host;
        }
        return make(NATIVE.etee_error_code(error), error,
                cause(NATIVE.etee_error_cause(error), host));
    }

    private static EteeException make(int status, long error, Throwable cause) {
        EteeException.Facts facts = new EteeException.Facts(status);
        facts.name = Texts.read(NATIVE.etee_status_name(status));
        facts.message = Texts.read(NATIVE.etee_error_message(error));
        facts.serviceCode = Texts.read(NATIVE.etee_error_service_code(error));
        facts.httpStatus = NATIVE.etee_error_http_status(error);
        facts.systemCode = NATIVE.etee_error_system_code(error);
        facts.retryable = NATIVE.etee_error_is_retryable(error) != 0;
        facts.cause = cause;
        return of(facts);
    }

    /** By hundreds, so that numbers of later versions have their family too. */
    private static EteeException of(EteeException.Facts facts) {
        switch (facts.code / 100) {
            case 1:
                return new UsageException(facts);
            case 2:
                return new MalformedException(facts);
            case 3:
                return new KeysException(facts);
            case 4:
                return new TrustException(facts);
            case 5:
                return new ServiceException(facts);
            case 6:
                return new HostException(facts);
            default:
                return new DefectException(facts);
        }
    }

    private Failures() {}
}
