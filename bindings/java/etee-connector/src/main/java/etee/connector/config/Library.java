package etee.connector.config;

import static etee.connector.exception.TechnicalConnectorExceptionValues.ERROR_CONFIG;
import static etee.connector.exception.TechnicalConnectorExceptionValues.ERROR_KEYSTORE_LOAD;

import etee.Context;
import etee.Depot;
import etee.DepotProtocol;
import etee.Environment;
import etee.OcspPolicy;
import etee.TokenService;
import etee.TokenServiceProtocol;
import etee.connector.exception.TechnicalConnectorException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collections;

/** The library as the configuration sets it. Not for programs. */
public final class Library {
    private static final String SIGNING = "be.fgov.ehealth.etee.crypto.policies.SigningOption.";

    private static long generation = -1;
    private static Context context;
    private static Depot depot;

    /** A context for what has no policy of its own. */
    public static synchronized Context context() throws TechnicalConnectorException {
        refresh();
        if (context == null) {
            context = newContext(OcspPolicy.NONE, false);
        }
        return context;
    }

    /** A context with the trust anchors and the options of the configuration. */
    public static Context newContext(OcspPolicy policy, boolean nonRepudiation)
            throws TechnicalConnectorException {
        Configuration configuration = ConfigFactory.getConfigValidator();
        Context made = new Context().setOcspPolicy(policy);
        for (X509Certificate anchor : anchors(configuration)) {
            made.addTrustAnchor(anchor);
        }
        if (nonRepudiation) {
            made.requireNonRepudiation();
        }
        Long skew = configuration.getLongProperty(SIGNING + "CLOCK_SKEW", null);
        if (skew != null) {
            made.setClockSkew(Duration.ofMillis(skew));
        }
        Long expiration = configuration.getLongProperty(SIGNING + "SIGNING_TIME_EXPIRATION", null);
        if (expiration != null) {
            made.setSigningTimeExpiration(Duration.ofMinutes(expiration));
        }
        if (configuration.getBooleanProperty(SIGNING + "SIGNING_TIME_TRUST_IMPLICIT", false)) {
            made.trustSigningTime();
        }
        return made;
    }

    /** The certificates of CAKEYSTORE_LOCATION; none without it. */
    private static Iterable<X509Certificate> anchors(Configuration configuration)
            throws TechnicalConnectorException {
        String location = configuration.getProperty("CAKEYSTORE_LOCATION");
        if (location == null) {
            return Collections.emptyList();
        }
        char[] password = configuration.getProperty("CAKEYSTORE_PASSWORD", "").toCharArray();
        KeyStore store = keyStore(location, password);
        java.util.List<X509Certificate> anchors = new java.util.ArrayList<>();
        try {
            for (String alias : Collections.list(store.aliases())) {
                Certificate certificate = store.getCertificate(alias);
                if (certificate instanceof X509Certificate) {
                    anchors.add((X509Certificate) certificate);
                }
            }
        } catch (java.security.KeyStoreException failure) {
            throw new TechnicalConnectorException(ERROR_KEYSTORE_LOAD, failure);
        }
        return anchors;
    }

    /** A key store of Java, by its path, which may be relative to KEYSTORE_DIR. */
    public static KeyStore keyStore(String path, char[] password)
            throws TechnicalConnectorException {
        Path file = file(path);
        String type = path.toLowerCase(java.util.Locale.ROOT).endsWith(".jks") ? "JKS" : "PKCS12";
        try (InputStream stream = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(type);
            store.load(stream, password);
            return store;
        } catch (java.io.IOException | java.security.GeneralSecurityException failure) {
            throw new TechnicalConnectorException(ERROR_KEYSTORE_LOAD, failure);
        }
    }

    private static Path file(String path) throws TechnicalConnectorException {
        Path file = Paths.get(path);
        String folder = ConfigFactory.getConfigValidator().getProperty("KEYSTORE_DIR");
        return file.isAbsolute() || folder == null ? file : Paths.get(folder, path);
    }

    /** The depot of the environment, or at endpoint.etk. */
    public static synchronized Depot depot() throws TechnicalConnectorException {
        refresh();
        if (depot == null) {
            String url = ConfigFactory.getConfigValidator().getProperty("endpoint.etk");
            depot = url == null
                    ? new Depot(context(), DepotProtocol.SOAP, environment())
                    : new Depot(context(), DepotProtocol.SOAP, url);
        }
        return depot;
    }

    /** The token service of the environment, or at endpoint.sts. */
    public static TokenService tokenService() throws TechnicalConnectorException {
        String url = ConfigFactory.getConfigValidator().getProperty("endpoint.sts");
        return url == null
                ? new TokenService(context(), TokenServiceProtocol.WS_TRUST, environment())
                : new TokenService(context(), TokenServiceProtocol.WS_TRUST, url);
    }

    /** The environment that the property of this name says; production without it. */
    public static Environment environment() throws TechnicalConnectorException {
        String name = ConfigFactory.getConfigValidator().getProperty("environment", "prd");
        switch (name) {
            case "prd":
                return Environment.PRODUCTION;
            case "acc":
                return Environment.ACCEPTANCE;
            case "int":
                return Environment.INTEGRATION;
            default:
                throw new TechnicalConnectorException(ERROR_CONFIG,
                        new IllegalStateException("environment is prd, acc or int"));
        }
    }

    private static void refresh() {
        if (generation != ConfigFactory.generation()) {
            generation = ConfigFactory.generation();
            context = null;
            depot = null;
        }
    }

    private Library() {}
}
