package etee.connector.config;

import static etee.connector.exception.TechnicalConnectorExceptionValues.ERROR_CONFIG;

import etee.connector.exception.TechnicalConnectorException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Paths;

/** The one configuration of the program. */
public final class ConfigFactory {
    private static final String LOCATION =
            "be.ehealth.technicalconnector.config.location";
    private static final String DEFAULT = "/be.ehealth.technicalconnector.properties";

    private static String location = System.getProperty(LOCATION, DEFAULT);
    private static Configuration configuration;
    private static long generation;

    /** The configuration, read when it is first asked for. */
    public static synchronized Configuration getConfigValidator()
            throws TechnicalConnectorException {
        if (configuration == null) {
            Configuration read = new Configuration();
            try (InputStream stream = open()) {
                if (stream != null) {
                    read.load(stream);
                }
            } catch (IOException failure) {
                throw new TechnicalConnectorException(ERROR_CONFIG, failure);
            }
            configuration = read;
        }
        return configuration;
    }

    /** The configuration, in which these properties are expected. */
    public static Configuration getConfigValidatorFor(String... expected)
            throws TechnicalConnectorException {
        Configuration found = getConfigValidator();
        for (String property : expected) {
            if (!found.hasProperty(property)) {
                throw new TechnicalConnectorException(ERROR_CONFIG,
                        new IllegalStateException("there is no property " + property));
            }
        }
        return found;
    }

    /** A file, or else a resource; a program may do without both. */
    private static InputStream open() throws IOException {
        return Files.exists(Paths.get(location))
                ? Files.newInputStream(Paths.get(location))
                : ConfigFactory.class.getResourceAsStream(location);
    }

    /** Reads the configuration from another place: a file, or a resource. */
    public static synchronized void setConfigLocation(String place)
            throws TechnicalConnectorException {
        location = place;
        invalidate();
    }

    /** Where the configuration is read from. */
    public static synchronized String getConfigLocation() {
        return location;
    }

    /** Forgets the configuration: it is read again when it is next asked for. */
    public static synchronized void invalidate() {
        configuration = null;
        changed();
    }

    static synchronized void changed() {
        generation++;
    }

    /** A number that is another one after each change. */
    public static synchronized long generation() {
        return generation;
    }

    private ConfigFactory() {}
}
