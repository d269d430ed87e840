package etee.connector.session;

import static etee.connector.exception.TechnicalConnectorExceptionValues.ERROR_CONFIG;
import static etee.connector.exception.TechnicalConnectorExceptionValues.NO_VALID_SESSION;
import static etee.connector.exception.TechnicalConnectorExceptionValues.STS_ERROR_RESPONSE;

import etee.EteeException;
import etee.Identity;
import etee.LogOn;
import etee.TokenService;
import etee.connector.config.ConfigFactory;
import etee.connector.config.Configuration;
import etee.connector.config.Library;
import etee.connector.exception.SessionManagementException;
import etee.connector.exception.TechnicalConnectorException;
import etee.connector.service.sts.security.Credential;
import etee.connector.service.sts.security.KeyManager;
import etee.connector.service.sts.security.Keys;
import etee.connector.service.sts.security.impl.KeyStoreCredential;
import java.security.KeyStore;
import java.time.Duration;

/**
 * A {@link SessionManager} of the library. What is said of the caller and what is asked stands in
 * the properties {@code sessionmanager.samlattribute.n} (namespace, name and values, separated by
 * commas) and {@code sessionmanager.samlattributedesignator.n} (namespace and name).
 */
final class SessionManagerImpl implements SessionManager {
    private static final String PREFIX = "sessionmanager.";
    private static final int DAY_IN_HOURS = 24;

    private SessionItem session;

    @Override
    public SessionItem createSession(String password) throws TechnicalConnectorException {
        return createSession(password, password);
    }

    @Override
    public synchronized SessionItem createSession(String password, String encryptionPassword)
            throws TechnicalConnectorException {
        Credential holderOfKey = credential("holderofkey", password);
        SessionItem opened = new SessionItem(new SAMLToken(logOn(holderOfKey, password)),
                holderOfKey);
        loadEncryptionKeys(opened, encryptionPassword);
        session = opened;
        return opened;
    }

    private static KeyStore keyStore(String role, String password)
            throws TechnicalConnectorException {
        String property = PREFIX + role + ".keystore";
        String path = ConfigFactory.getConfigValidatorFor(property).getProperty(property);
        return Library.keyStore(path, password.toCharArray());
    }

    private static Credential credential(String role, String password)
            throws TechnicalConnectorException {
        String alias = ConfigFactory.getConfigValidator()
                .getProperty(PREFIX + role + ".alias", "authentication");
        return new KeyStoreCredential(keyStore(role, password), alias, password);
    }

    private static etee.Session logOn(Credential holderOfKey, String password)
            throws TechnicalConnectorException {
        Configuration configuration = ConfigFactory.getConfigValidator();
        Credential caller = configuration.hasProperty(PREFIX + "identification.keystore")
                ? credential("identification", password) : holderOfKey;
        try (Identity key = Keys.identity(Library.context(), holderOfKey);
                Identity identity = Keys.identity(Library.context(), caller);
                LogOn logOn = new LogOn(key).setIdentification(identity);
                TokenService service = Library.tokenService()) {
            fill(logOn, configuration);
            return service.logOn(logOn);
        } catch (EteeException failure) {
            throw new SessionManagementException(STS_ERROR_RESPONSE, failure);
        }
    }

    private static void fill(LogOn logOn, Configuration configuration)
            throws TechnicalConnectorException {
        int hours = configuration.getIntegerProperty(PREFIX + "validity.token", DAY_IN_HOURS);
        logOn.setValidity(Duration.ofHours(hours));
        for (String attribute : configuration.getMatchingProperties(PREFIX + "samlattribute")) {
            String[] parts = parts(attribute, 3);
            for (int i = 2; i < parts.length; i++) {
                logOn.addAttribute(parts[0], parts[1], parts[i]);
            }
        }
        for (String designator
                : configuration.getMatchingProperties(PREFIX + "samlattributedesignator")) {
            String[] parts = parts(designator, 2);
            logOn.addDesignator(parts[0], parts[1]);
        }
    }

    private static String[] parts(String property, int atLeast)
            throws TechnicalConnectorException {
        String[] parts = property.split(",");
        if (parts.length < atLeast) {
            throw new TechnicalConnectorException(ERROR_CONFIG,
                    new IllegalStateException("an attribute has too few parts"));
        }
        return parts;
    }

    @Override
    public synchronized SessionItem getSession() throws TechnicalConnectorException {
        if (session == null) {
            throw new SessionManagementException(NO_VALID_SESSION, null);
        }
        return session;
    }

    @Override
    public synchronized void unloadSession() {
        session = null;
    }

    @Override
    public synchronized boolean hasValidSession() {
        return session != null && session.getSAMLToken().checkValidity();
    }

    @Override
    public synchronized void loadEncryptionKeys(String password)
            throws TechnicalConnectorException {
        loadEncryptionKeys(getSession(), password);
    }

    private static void loadEncryptionKeys(SessionItem item, String password)
            throws TechnicalConnectorException {
        String role = ConfigFactory.getConfigValidator()
                .hasProperty(PREFIX + "encryption.keystore") ? "encryption" : "holderofkey";
        item.setEncryptionCredential(credential(role, password));
        item.setEncryptionPrivateKeys(
                KeyManager.getDecryptionKeys(keyStore(role, password), password.toCharArray()));
    }
}
