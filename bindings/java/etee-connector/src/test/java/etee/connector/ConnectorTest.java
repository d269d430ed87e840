package etee.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import etee.Holder;
import etee.Simulator;
import etee.connector.config.ConfigFactory;
import etee.connector.config.Configuration;
import etee.connector.exception.TechnicalConnectorException;
import etee.connector.exception.TechnicalConnectorExceptionValues;
import etee.connector.service.etee.CryptoFactory;
import etee.connector.service.etee.domain.EncryptionToken;
import etee.connector.service.sts.security.impl.KeyStoreCredential;
import etee.connector.session.Session;
import etee.connector.utils.IdentifierType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** The words of the official connector. */
class ConnectorTest {
    /** The program of src/test/connector, in which only the imports were changed. */
    @Test
    void aProgramNeedsNothingButOtherImports(@TempDir Path folder) throws Exception {
        try (Simulator simulator = Simulator.start()) {
            String password = new String(simulator.password());
            Path pharmacy = write(folder, "pharmacy.p12",
                    simulator.store(new Holder("NIHII-PHARMACY", "30000120")));
            Path doctor = write(folder, "doctor.p12",
                    simulator.store(new Holder("NIHII", "10001490")));
            Path trust = folder.resolve("trust.p12");
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (X509Certificate anchor : simulator.trustAnchors()) {
                store.setCertificateEntry(anchor.getSerialNumber().toString(), anchor);
            }
            try (java.io.OutputStream out = Files.newOutputStream(trust)) {
                store.store(out, "trust".toCharArray());
            }
            Properties properties = new Properties();
            properties.setProperty("KEYSTORE_DIR", folder.toString());
            properties.setProperty("CAKEYSTORE_LOCATION", "trust.p12");
            properties.setProperty("CAKEYSTORE_PASSWORD", "trust");
            properties.setProperty("endpoint.etk", simulator.soapUrl());
            properties.setProperty("endpoint.kgss", simulator.kgssUrl());
            properties.setProperty("endpoint.sts", simulator.wsTrustUrl());
            properties.setProperty("user.nihii", "30000120");
            properties.setProperty(
                    "sessionmanager.holderofkey.keystore", pharmacy.getFileName().toString());
            String identification = "urn:be:fgov:identification-namespace,"
                    + "urn:be:fgov:ehealth:1.0:pharmacy:nihii-number,${user.nihii}";
            properties.setProperty("sessionmanager.samlattribute.1", identification);
            properties.setProperty("sessionmanager.samlattributedesignator.1",
                    "urn:be:fgov:certified-namespace:ehealth,urn:be:fgov:ehealth:1.0:pharmacy:"
                            + "nihii-number:recognisedpharmacy:boolean");
            Path location = folder.resolve("connector.properties");
            try (java.io.OutputStream out = Files.newOutputStream(location)) {
                properties.store(out, null);
            }
            program().getMethod("main", String[].class).invoke(null,
                    (Object) new String[] {location.toString(), password, doctor.toString()});
            TechnicalConnectorException wrong = assertThrows(TechnicalConnectorException.class,
                    () -> new KeyStoreCredential(doctor.toString(), "authentication", "wrong"));
            assertEquals("error.keystore.load", wrong.getErrorCode());
            ConfigFactory.setConfigLocation("/nowhere");
        }
    }

    /** tests/java-binding/run compiles the program with other imports; Maven does not. */
    private static Class<?> program() {
        try {
            return Class.forName("Letters");
        } catch (ClassNotFoundException notCompiled) {
            throw new TestAbortedException("src/test/connector was not compiled");
        }
    }

    private static Path write(Path folder, String name, byte[] octets) throws Exception {
        return Files.write(folder.resolve(name), octets);
    }

    @Test
    void identifiersHaveTheirDigits() {
        assertEquals("00012345", IdentifierType.NIHII.formatIdentifierValue(12345));
        assertEquals("10001490", IdentifierType.NIHII.formatIdentifierValue("10001490004"));
        assertEquals("NIHII-PHARMACY",
                IdentifierType.NIHII_PHARMACY.getType(IdentifierType.ETKDEPOT));
        assertEquals("NIHII", IdentifierType.NIHII_PHARMACY.getType(IdentifierType.EHBOX));
        assertEquals("PHARMACY", IdentifierType.NIHII_PHARMACY.getSubType(IdentifierType.EHBOX));
        assertThrows(IllegalArgumentException.class,
                () -> IdentifierType.getInstance("A-B-C", 8));
    }

    @Test
    void propertiesAreResolved() throws Exception {
        ConfigFactory.setConfigLocation("/nowhere");
        Configuration configuration = ConfigFactory.getConfigValidator();
        configuration.setProperty("a", "1");
        configuration.setProperty("b.1", "x${a}y");
        configuration.setProperty("b.2", "z");
        assertEquals("[x1y, z]", configuration.getMatchingProperties("b").toString());
        assertEquals(1, configuration.getIntegerProperty("a", 2));
        assertTrue(configuration.getBooleanProperty("c", true));
        assertThrows(TechnicalConnectorException.class,
                () -> ConfigFactory.getConfigValidatorFor("d"));
    }

    @Test
    void failuresHaveTheirCodes() {
        TechnicalConnectorException noToken = assertThrows(TechnicalConnectorException.class,
                () -> new EncryptionToken(new byte[] {1}));
        assertEquals(TechnicalConnectorExceptionValues.INVALID_TOKEN, noToken.getValue());
        TechnicalConnectorException noSession = assertThrows(TechnicalConnectorException.class,
                () -> Session.getInstance().getSession());
        assertEquals("no.valid.session", noSession.getErrorCode());
        TechnicalConnectorException noPolicy = assertThrows(TechnicalConnectorException.class,
                () -> CryptoFactory.getCrypto(null, null, "SOMETIMES"));
        assertEquals("error.config", noPolicy.getErrorCode());
    }
}
