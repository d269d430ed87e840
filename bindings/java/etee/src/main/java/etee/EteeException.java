package etee;

/**
 * Why a call failed. There is a subclass for each family of codes; its message is one English
 * sentence without personal data and without secrets, so that it can be logged.
 */
public abstract class EteeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What is known about a failure. */
    static final class Facts {
        final int code;
        String name;
        String message;
        String serviceCode;
        int httpStatus;
        int systemCode;
        boolean retryable;
        Throwable cause;

        Facts(int code) {
            this.code = code;
        }
    }

    private final int code;
    private final String name;
    private final String serviceCode;
    private final int httpStatus;
    private final int systemCode;
    private final boolean retryable;
    private transient Report report;

    EteeException(Facts facts) {
        super(facts.message, facts.cause);
        code = facts.code;
        name = facts.name;
        serviceCode = facts.serviceCode;
        httpStatus = facts.httpStatus;
        systemCode = facts.systemCode;
        retryable = facts.retryable;
    }

    /** The number of the failure, one of {@link Status} or of a later version. */
    public final int code() {
        return code;
    }

    /** The name of the number, "ETEE_NOT_FOUND" for example; null if the library has none. */
    public final @Nullable String name() {
        return name;
    }

    /** The code that a service gave to its refusal, such as "NO_MATCHING_ETK"; null without one. */
    public final @Nullable String serviceCode() {
        return serviceCode;
    }

    /** The HTTP status that a service answered with, or 0. */
    public final int httpStatus() {
        return httpStatus;
    }

    /** The error number of the operating system, with {@link Status#IO}, or 0. */
    public final int systemCode() {
        return systemCode;
    }

    /** Whether the same call may succeed later without any change. */
    public final boolean isRetryable() {
        return retryable;
    }

    /**
     * The report on the message, if it was one that an {@link Unsealer} or a {@link Checker}
     * refused; else null. It holds personal data, is not serialised, and may be closed.
     */
    public final @Nullable Report report() {
        return report;
    }

    final void attach(Report judgement) {
        report = judgement;
    }
}
