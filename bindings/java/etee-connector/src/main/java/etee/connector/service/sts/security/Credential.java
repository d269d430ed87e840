package etee.connector.service.sts.security;

import etee.connector.exception.TechnicalConnectorException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;

/** A private key and its certificates. */
public interface Credential {
    /** The subject of the certificate. */
    String getIssuer() throws TechnicalConnectorException;

    /** The issuer of the certificate. */
    String getIssuerQualifier() throws TechnicalConnectorException;

    /** The public key. */
    PublicKey getPublicKey() throws TechnicalConnectorException;

    /** The private key, of whatever provider. */
    PrivateKey getPrivateKey() throws TechnicalConnectorException;

    /** The certificate of the key. */
    X509Certificate getCertificate() throws TechnicalConnectorException;

    /** The certificate of the key, then those of the authorities above it. */
    Certificate[] getCertificateChain() throws TechnicalConnectorException;

    /** The name of the provider that the key is to be used with; null for any. */
    String getProviderName();

    /** The key store of the credential; null if it has none. */
    KeyStore getKeyStore() throws TechnicalConnectorException;
}
