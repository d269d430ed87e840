package etee.connector.session;

/** Gives the one {@link SessionManager} of the program. */
public final class Session {
    private static final SessionManager INSTANCE = new SessionManagerImpl();

    /** The one of the program. */
    public static SessionManager getInstance() {
        return INSTANCE;
    }

    private Session() {}
}
