package etee.connector.service.keydepot;

/** Gives the one {@link KeyDepotManager} of the program. */
public final class KeyDepotManagerFactory {
    private static final KeyDepotManager INSTANCE = new KeyDepotManagerImpl();

    /** The one of the program. */
    public static KeyDepotManager getKeyDepotManager() {
        return INSTANCE;
    }

    private KeyDepotManagerFactory() {}
}
