package etee;

/** A program that has access tokens, because its user logged on. Several threads use it at once. */
@FunctionalInterface
public interface AccessTokenSupplier {
    /**
     * The access token for a call, as it stands behind "Bearer ". It is asked for each call: the
     * supplier keeps the token and renews it in time.
     *
     * @throws Exception if there is none: a CancellationException means that the user did not log
     *     on. It is the cause of the exception that the caller gets.
     */
    String supply() throws Exception;
}
