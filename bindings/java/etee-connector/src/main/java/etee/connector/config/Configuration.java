package etee.connector.config;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The properties of the connector: those of a file, and those that a program sets. */
public final class Configuration {
    private final Properties properties = new Properties();

    void load(InputStream from) throws IOException {
        properties.load(from);
    }

    /** The value of a property, or null. */
    public String getProperty(String key) {
        return getProperty(key, null);
    }

    /** The value of a property; names in braces stand for the values of others. */
    public synchronized String getProperty(String key, String otherwise) {
        String value = properties.getProperty(key);
        return value == null ? otherwise : resolve(value.trim());
    }

    private String resolve(String value) {
        StringBuilder resolved = new StringBuilder();
        int at = 0;
        for (int open = value.indexOf("${"); open >= 0; open = value.indexOf("${", at)) {
            int close = value.indexOf('}', open);
            if (close < 0) {
                break;
            }
            resolved.append(value, at, open)
                    .append(getProperty(value.substring(open + 2, close), ""));
            at = close + 1;
        }
        return resolved.append(value.substring(at)).toString();
    }

    /** The value of a property as a number. */
    public Integer getIntegerProperty(String key, Integer otherwise) {
        String value = getProperty(key);
        return value == null ? otherwise : Integer.valueOf(value);
    }

    /** The value of a property as a number. */
    public Long getLongProperty(String key, Long otherwise) {
        String value = getProperty(key);
        return value == null ? otherwise : Long.valueOf(value);
    }

    /** The value of a property as "true" or not. */
    public Boolean getBooleanProperty(String key, Boolean otherwise) {
        String value = getProperty(key);
        return value == null ? otherwise : Boolean.valueOf(value);
    }

    /** The values of the properties "key.1", "key.2" and so on. */
    public List<String> getMatchingProperties(String key) {
        List<String> values = new ArrayList<>();
        for (int i = 1; hasProperty(key + "." + i); i++) {
            values.add(getProperty(key + "." + i));
        }
        return values;
    }

    /** Whether there is a property. */
    public synchronized boolean hasProperty(String key) {
        return properties.containsKey(key);
    }

    /** Sets a property; null takes it away. What was made with the old one stays as it is. */
    public synchronized void setProperty(String key, String value) {
        if (value == null) {
            properties.remove(key);
        } else {
            properties.setProperty(key, value);
        }
        ConfigFactory.changed();
    }
}
