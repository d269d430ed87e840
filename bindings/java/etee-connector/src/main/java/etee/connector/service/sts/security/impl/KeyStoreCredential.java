package etee.connector.service.sts.security.impl;

import static etee.connector.exception.TechnicalConnectorExceptionValues.ERROR_KEYSTORE_PASSWORD;
import static etee.connector.exception.TechnicalConnectorExceptionValues.SECURITY_NO_CERTIFICATE;

import etee.connector.config.Library;
import etee.connector.exception.TechnicalConnectorException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;

/** An entry of a key store. */
public class KeyStoreCredential extends KeyPairCredential {
    private final KeyStore keyStore;

    /** An entry of a key store file, with one password for both. */
    public KeyStoreCredential(String path, String alias, String password)
            throws TechnicalConnectorException {
        this(path, password, alias, password);
    }

    /** An entry of a key store file. */
    public KeyStoreCredential(String path, String storePassword, String alias,
            String keyPassword) throws TechnicalConnectorException {
        this(Library.keyStore(path, storePassword.toCharArray()), alias, keyPassword);
    }

    /** An entry of a key store. */
    public KeyStoreCredential(KeyStore keyStore, String alias, String password)
            throws TechnicalConnectorException {
        super(privateKey(keyStore, alias, password), chain(keyStore, alias));
        this.keyStore = keyStore;
    }

    private static PrivateKey privateKey(KeyStore store, String alias, String password)
            throws TechnicalConnectorException {
        try {
            PrivateKey key = (PrivateKey) store.getKey(alias, password.toCharArray());
            if (key == null) {
                throw new TechnicalConnectorException(SECURITY_NO_CERTIFICATE);
            }
            return key;
        } catch (GeneralSecurityException failure) {
            throw new TechnicalConnectorException(ERROR_KEYSTORE_PASSWORD, failure);
        }
    }

    private static X509Certificate[] chain(KeyStore store, String alias)
            throws TechnicalConnectorException {
        try {
            Certificate[] chain = store.getCertificateChain(alias);
            return Arrays.copyOf(chain, chain.length, X509Certificate[].class);
        } catch (GeneralSecurityException failure) {
            throw new TechnicalConnectorException(SECURITY_NO_CERTIFICATE, failure);
        }
    }

    @Override
    public KeyStore getKeyStore() {
        return keyStore;
    }
}
