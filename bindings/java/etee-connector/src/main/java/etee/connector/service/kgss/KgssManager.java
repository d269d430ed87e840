package etee.connector.service.kgss;

import static etee.connector.exception.TechnicalConnectorExceptionValues.ERROR_KGSS;

import etee.AccessList;
import etee.EncryptionToken;
import etee.EteeException;
import etee.Identity;
import etee.Kgss;
import etee.connector.config.ConfigFactory;
import etee.connector.config.Library;
import etee.connector.exception.Failures;
import etee.connector.exception.TechnicalConnectorException;
import etee.connector.service.kgss.domain.CredentialType;
import etee.connector.service.kgss.domain.KeyResult;
import etee.connector.session.Session;
import etee.connector.session.SessionItem;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes and gets keys at the KGSS, as the session says who asks, and keeps them. */
public final class KgssManager {
    private static final KgssManager INSTANCE = new KgssManager();

    private final Map<String, KeyResult> kept = new ConcurrentHashMap<>();

    /** The one of the program. */
    public static KgssManager getInstance() {
        return INSTANCE;
    }

    /** The key with an identifier, kept or got; the token is that of the caller. */
    public KeyResult get(String keyId, byte[] myEtk) throws TechnicalConnectorException {
        KeyResult key = kept.get(keyId);
        if (key == null) {
            key = ask(myEtk, (kgss, session) ->
                    kgss.key(Base64.getDecoder().decode(keyId), session));
            kept.put(keyId, key);
        }
        return key;
    }

    /** Makes a key that those on the list can get. */
    public KeyResult getNewKeyFromKgss(List<CredentialType> allowedReaders, byte[] myEtk)
            throws TechnicalConnectorException {
        return ask(myEtk, (kgss, session) -> {
            try (AccessList list = listOf(allowedReaders)) {
                return kgss.newKey(list);
            }
        });
    }

    /** Makes a key, and keeps it under its identifier. */
    public void add(List<CredentialType> allowedReaders, byte[] myEtk)
            throws TechnicalConnectorException {
        KeyResult key = getNewKeyFromKgss(allowedReaders, myEtk);
        kept.put(key.getKeyId(), key);
    }

    /** Makes a key, and keeps it under a name. */
    public void add(String cacheId, List<CredentialType> allowedReaders, byte[] myEtk)
            throws TechnicalConnectorException {
        kept.put(cacheId, getNewKeyFromKgss(allowedReaders, myEtk));
    }

    /** Forgets a key that is kept, and returns it; null if it was not kept. */
    public KeyResult remove(String keyId) {
        return kept.remove(keyId);
    }

    /** Whether a key is kept. */
    public boolean containsKey(String keyId) {
        return kept.containsKey(keyId);
    }

    /** Forgets all keys that are kept. */
    public void flushCache() {
        kept.clear();
    }

    private interface Question {
        etee.SecretKey ask(Kgss kgss, etee.Session session);
    }

    private static KeyResult ask(byte[] myEtk, Question question)
            throws TechnicalConnectorException {
        SessionItem session = Session.getInstance().getSession();
        try (Identity identity = session.newEncryptionIdentity();
                EncryptionToken token = EncryptionToken.of(Library.context(), myEtk);
                Kgss kgss = kgss(identity).setToken(token)) {
            return KeyResult.of(question.ask(kgss, session.getSAMLToken().getSession()));
        } catch (EteeException failure) {
            throw Failures.of(failure, ERROR_KGSS);
        }
    }

    private static Kgss kgss(Identity identity) throws TechnicalConnectorException {
        String url = ConfigFactory.getConfigValidator().getProperty("endpoint.kgss");
        return url == null
                ? new Kgss(Library.context(), Library.environment(), Library.depot(), identity)
                : new Kgss(Library.context(), url, Library.depot(), identity);
    }

    private static AccessList listOf(List<CredentialType> readers) {
        AccessList list = new AccessList();
        for (CredentialType reader : readers) {
            if (reader.getValues().isEmpty()) {
                list.allow(reader.getNamespace(), reader.getName(), null);
            }
            for (String value : reader.getValues()) {
                list.allow(reader.getNamespace(), reader.getName(), value);
            }
        }
        return list;
    }

    private KgssManager() {}
}
