package etee;

/** What the simulator does wrong on demand. */
public enum SimulatorFault {
    /** The services say that they are not available for now. */
    UNAVAILABLE(Constants.SIMULATOR_UNAVAILABLE),
    /** The connection ends without an answer. */
    DROP_CONNECTION(Constants.SIMULATOR_DROP_CONNECTION),
    /** The answer is no answer. */
    GARBAGE(Constants.SIMULATOR_GARBAGE),
    /** The answer is the first half of the right one. */
    TRUNCATED(Constants.SIMULATOR_TRUNCATED),
    /** The answer is larger than the default limit. */
    OVERSIZED(Constants.SIMULATOR_OVERSIZED),
    /** Nobody is found. */
    NOT_FOUND(Constants.SIMULATOR_NOT_FOUND),
    /** The right answer comes five seconds late. */
    DELAY(Constants.SIMULATOR_DELAY),
    /** The answer is a page for people, as a gateway in between may send. */
    WRONG_CONTENT(Constants.SIMULATOR_WRONG_CONTENT),
    /** HTTP 500 without a body. */
    SERVER_ERROR(Constants.SIMULATOR_SERVER_ERROR),
    /** What the service vouches for is not what it signed. */
    BAD_SIGNATURE(Constants.SIMULATOR_BAD_SIGNATURE),
    /** What the service vouches for is over. */
    EXPIRED(Constants.SIMULATOR_EXPIRED),
    /** The caller is not authenticated. */
    NOT_AUTHENTICATED(Constants.SIMULATOR_NOT_AUTHENTICATED),
    /** The caller is not authorised. */
    NOT_AUTHORISED(Constants.SIMULATOR_NOT_AUTHORISED);

    final int number;

    SimulatorFault(int number) {
        this.number = number;
    }
}
