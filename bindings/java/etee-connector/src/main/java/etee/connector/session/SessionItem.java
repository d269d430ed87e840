package etee.connector.session;

import static etee.connector.exception.TechnicalConnectorExceptionValues.NO_VALID_SESSION_WITH_ENCRYPTION;

import etee.Identity;
import etee.connector.config.Library;
import etee.connector.exception.SessionManagementException;
import etee.connector.exception.TechnicalConnectorException;
import etee.connector.service.sts.security.Credential;
import etee.connector.service.sts.security.Keys;
import java.security.PrivateKey;
import java.util.Map;

/** A session with the keys of who opened it. */
public final class SessionItem {
    private final SAMLToken samlToken;
    private final Credential holderOfKey;
    private Credential encryption;
    private Map<String, PrivateKey> encryptionKeys;

    SessionItem(SAMLToken samlToken, Credential holderOfKey) {
        this.samlToken = samlToken;
        this.holderOfKey = holderOfKey;
    }

    /** The session. */
    public SAMLToken getSAMLToken() {
        return samlToken;
    }

    /** The credential that the session is bound to. */
    public Credential getHolderOfKeyCredential() {
        return holderOfKey;
    }

    /** The credential that signs messages; null until it is loaded. */
    public Credential getEncryptionCredential() {
        return encryption;
    }

    /** Sets the credential that signs messages. */
    public void setEncryptionCredential(Credential credential) {
        encryption = credential;
    }

    /** The keys that open messages; null until they are loaded. */
    public Map<String, PrivateKey> getEncryptionPrivateKeys() {
        return encryptionKeys;
    }

    /** Sets the keys that open messages. */
    public void setEncryptionPrivateKeys(Map<String, PrivateKey> keys) {
        encryptionKeys = keys;
    }

    /** The identity of the session's key in the library, to be closed. */
    public Identity newHolderOfKeyIdentity() throws TechnicalConnectorException {
        return Keys.identity(Library.context(), holderOfKey);
    }

    /** The identity of the encryption credential in the library, with its keys; to be closed. */
    public Identity newEncryptionIdentity() throws TechnicalConnectorException {
        if (encryption == null || encryptionKeys == null) {
            throw new SessionManagementException(NO_VALID_SESSION_WITH_ENCRYPTION, null);
        }
        return Keys.identity(Library.context(), encryption, encryptionKeys);
    }
}
