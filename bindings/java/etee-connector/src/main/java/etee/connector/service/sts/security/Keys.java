package etee.connector.service.sts.security;

import static etee.connector.exception.TechnicalConnectorExceptionValues.SECURITY_NO_CERTIFICATE;

import etee.Context;
import etee.EteeException;
import etee.Identity;
import etee.connector.exception.Failures;
import etee.connector.exception.TechnicalConnectorException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** What credentials and decryption keys are in the library. Not for programs. */
public final class Keys {
    private static final String ENCRYPTION = "PBEWithSHA1AndDESede";

    /** The identity that signs with a credential. */
    public static Identity identity(Context context, Credential credential)
            throws TechnicalConnectorException {
        X509Certificate[] chain = Arrays.copyOf(credential.getCertificateChain(),
                credential.getCertificateChain().length, X509Certificate[].class);
        PrivateKey key = credential.getPrivateKey();
        byte[] encoded = key.getEncoded();
        try {
            return encoded == null
                    ? Identity.fromPrivateKey(context, key, chain)
                    : Identity.fromPkcs8(context, encoded, chain);
        } catch (EteeException failure) {
            throw Failures.of(failure, SECURITY_NO_CERTIFICATE);
        } finally {
            if (encoded != null) {
                Arrays.fill(encoded, (byte) 0);
            }
        }
    }

    /** The identity that opens messages with keys by their serial numbers. */
    public static Identity identity(Context context, Map<String, PrivateKey> keys)
            throws TechnicalConnectorException {
        return identity(context, null, keys);
    }

    /**
     * The identity that signs with a credential and opens messages with keys by their serial
     * numbers. They take the way of a key store in memory, which is how the library knows keys
     * without certificates; a credential whose key is on a card cannot take it.
     */
    public static Identity identity(
            Context context, Credential credential, Map<String, PrivateKey> keys)
            throws TechnicalConnectorException {
        char[] password = "in memory only".toCharArray();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            if (credential != null) {
                store.setKeyEntry("authentication", encrypt(credential.getPrivateKey(), password),
                        credential.getCertificateChain());
            }
            for (Map.Entry<String, PrivateKey> entry : keys.entrySet()) {
                store.setKeyEntry(entry.getKey(), encrypt(entry.getValue(), password), null);
            }
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            store.store(octets, password);
            return Identity.fromPkcs12(context, octets.toByteArray(), password);
        } catch (GeneralSecurityException | IOException failure) {
            throw new TechnicalConnectorException(SECURITY_NO_CERTIFICATE, failure);
        } catch (EteeException failure) {
            throw Failures.of(failure, SECURITY_NO_CERTIFICATE);
        }
    }

    private static byte[] encrypt(PrivateKey key, char[] password)
            throws GeneralSecurityException, IOException {
        SecretKeyFactory factory = SecretKeyFactory.getInstance(ENCRYPTION);
        Cipher cipher = Cipher.getInstance(ENCRYPTION);
        cipher.init(Cipher.ENCRYPT_MODE, factory.generateSecret(new PBEKeySpec(password)));
        byte[] encoded = key.getEncoded();
        if (encoded == null) {
            throw new InvalidKeyException("a key that cannot be read cannot open messages");
        }
        try {
            return new EncryptedPrivateKeyInfo(cipher.getParameters(), cipher.doFinal(encoded))
                    .getEncoded();
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    private Keys() {}
}
