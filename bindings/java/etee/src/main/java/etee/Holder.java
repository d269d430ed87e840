package etee;

/**
 * Who holds an encryption token: the type of an identifier ("NIHII", "SSIN", "CBE",
 * "NIHII-HOSPITAL"; the list is open), its value, and an application. A search without an
 * application (null) finds any; "" is a token without one.
 */
public final class Holder {
    private final String type;
    private final String identifier;
    private final String application;

    /** A holder whatever the application. */
    public Holder(String type, String identifier) {
        this(type, identifier, null);
    }

    /** A holder and an application: null for any, "" for none. */
    public Holder(String type, String identifier, @Nullable String application) {
        this.type = type;
        this.identifier = identifier;
        this.application = application;
    }

    /** The type of the identifier. */
    public String type() {
        return type;
    }

    /** The identifier. */
    public String identifier() {
        return identifier;
    }

    /** The application; null for any, "" for none. */
    public @Nullable String application() {
        return application;
    }

    /** The type and whether an application is named: no personal data. */
    @Override
    public String toString() {
        return type + (application == null || application.isEmpty() ? "" : "/" + application);
    }
}
