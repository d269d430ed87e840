package etee.connector.service.etee;

import static etee.connector.exception.TechnicalConnectorExceptionValues.ERROR_CONFIG;

import etee.OcspPolicy;
import etee.connector.exception.TechnicalConnectorException;
import etee.connector.service.sts.security.Credential;
import etee.connector.session.Session;
import etee.connector.session.SessionItem;
import java.security.PrivateKey;
import java.util.Map;

/** Makes {@link Crypto}s. */
public final class CryptoFactory {
    /** Signs with a credential, opens with keys, and does not look at revocation. */
    public static Crypto getCrypto(
            Credential encryption, Map<String, PrivateKey> decryptionKeys)
            throws TechnicalConnectorException {
        return getCrypto(encryption, decryptionKeys, "NONE");
    }

    /** Signs with a credential, opens with keys, and looks at revocation as a policy says. */
    public static Crypto getCrypto(Credential encryption,
            Map<String, PrivateKey> decryptionKeys, String ocspPolicy)
            throws TechnicalConnectorException {
        OcspPolicy policy;
        try {
            policy = OcspPolicy.valueOf(ocspPolicy);
        } catch (IllegalArgumentException unknown) {
            throw new TechnicalConnectorException(ERROR_CONFIG, unknown);
        }
        return new CryptoImpl(encryption, decryptionKeys, policy);
    }

    /** Signs and opens with the encryption credential of the session. */
    public static Crypto getCryptoFromSession() throws TechnicalConnectorException {
        SessionItem session = Session.getInstance().getSession();
        return getCrypto(session.getEncryptionCredential(), session.getEncryptionPrivateKeys());
    }

    private CryptoFactory() {}
}
