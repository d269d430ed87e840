package etee.connector.service.sts.security;

import static etee.connector.exception.TechnicalConnectorExceptionValues.ERROR_KEYSTORE_PASSWORD;

import etee.connector.exception.TechnicalConnectorException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** Finds keys in key stores. */
public final class KeyManager {
    private static final int KEY_ENCIPHERMENT = 2;
    private static final int DATA_ENCIPHERMENT = 3;

    /** The keys that open messages, by the serial number of their certificates in decimal. */
    public static Map<String, PrivateKey> getDecryptionKeys(KeyStore store, char[] password)
            throws TechnicalConnectorException {
        Map<String, PrivateKey> keys = new HashMap<>();
        try {
            for (String alias : Collections.list(store.aliases())) {
                Key key = store.isKeyEntry(alias) ? store.getKey(alias, password) : null;
                X509Certificate certificate = (X509Certificate) store.getCertificate(alias);
                if (key instanceof PrivateKey && isForEncryption(certificate)) {
                    keys.put(certificate.getSerialNumber().toString(), (PrivateKey) key);
                }
            }
        } catch (GeneralSecurityException failure) {
            throw new TechnicalConnectorException(ERROR_KEYSTORE_PASSWORD, failure);
        }
        return keys;
    }

    private static boolean isForEncryption(X509Certificate certificate) {
        boolean[] usage = certificate == null ? null : certificate.getKeyUsage();
        return usage != null && usage[KEY_ENCIPHERMENT] && usage[DATA_ENCIPHERMENT];
    }

    private KeyManager() {}
}
