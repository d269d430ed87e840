package etee.connector.service.sts.security.impl;

import etee.connector.exception.TechnicalConnectorException;
import etee.connector.service.sts.security.Credential;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;

/** A private key and its certificates, wherever they are from. */
public class KeyPairCredential implements Credential {
    private final PrivateKey privateKey;
    private final X509Certificate[] chain;

    /** A key and its certificate, and those of the authorities above it. */
    public KeyPairCredential(PrivateKey privateKey, X509Certificate... chain) {
        this.privateKey = privateKey;
        this.chain = chain.clone();
    }

    @Override
    public String getIssuer() {
        return chain[0].getSubjectX500Principal().getName();
    }

    @Override
    public String getIssuerQualifier() {
        return chain[0].getIssuerX500Principal().getName();
    }

    @Override
    public PublicKey getPublicKey() {
        return chain[0].getPublicKey();
    }

    @Override
    public PrivateKey getPrivateKey() {
        return privateKey;
    }

    @Override
    public X509Certificate getCertificate() {
        return chain[0];
    }

    @Override
    public Certificate[] getCertificateChain() {
        return chain.clone();
    }

    @Override
    public String getProviderName() {
        return null;
    }

    @Override
    public KeyStore getKeyStore() throws TechnicalConnectorException {
        return null;
    }
}
