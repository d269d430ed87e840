package etee;

/** An HTTP client. Several threads use it at once. */
@FunctionalInterface
public interface HttpSender {
    /**
     * Sends a request and returns the answer, whatever its HTTP status is. Redirects must not be
     * followed, and the server's certificate must be verified.
     *
     * @throws Exception if there is no answer: an IOException means that the service cannot be
     *     reached, a SocketTimeoutException or TimeoutException that it took too long, a
     *     CancellationException that the caller asked to stop; all else is a failure of the
     *     sender. The exception is the cause of the one that the caller gets.
     */
    Reply send(Request request) throws Exception;
}
