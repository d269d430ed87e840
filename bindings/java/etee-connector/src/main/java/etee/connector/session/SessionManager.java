package etee.connector.session;

import etee.connector.exception.TechnicalConnectorException;

/** Opens and keeps the session of the program. */
public interface SessionManager {
    /** Opens a session with the key store that the configuration names, for everything. */
    SessionItem createSession(String password) throws TechnicalConnectorException;

    /** Opens a session; the key store for encryption has a password of its own. */
    SessionItem createSession(String password, String encryptionPassword)
            throws TechnicalConnectorException;

    /** The session; fails if there is none. */
    SessionItem getSession() throws TechnicalConnectorException;

    /** Forgets the session. */
    void unloadSession();

    /** Whether there is a session that is valid now. */
    boolean hasValidSession();

    /** Loads the keys for encryption from the key store that the configuration names. */
    void loadEncryptionKeys(String password) throws TechnicalConnectorException;
}
