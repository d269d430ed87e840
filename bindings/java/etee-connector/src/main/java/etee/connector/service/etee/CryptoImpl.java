package etee.connector.service.etee;

import static etee.connector.exception.TechnicalConnectorExceptionValues.ERROR_CRYPTO;
import static etee.connector.exception.TechnicalConnectorExceptionValues.ERROR_INPUT_PARAMETER_NULL;

import etee.Context;
import etee.EteeException;
import etee.Identity;
import etee.OcspPolicy;
import etee.Report;
import etee.Sealer;
import etee.Unsealer;
import etee.connector.config.ConfigFactory;
import etee.connector.config.Library;
import etee.connector.exception.Failures;
import etee.connector.exception.TechnicalConnectorException;
import etee.connector.exception.TechnicalConnectorExceptionValues;
import etee.connector.exception.UnsealConnectorException;
import etee.connector.service.etee.domain.EncryptionToken;
import etee.connector.service.etee.domain.UnsealedData;
import etee.connector.service.kgss.domain.KeyResult;
import etee.connector.service.sts.security.Credential;
import etee.connector.service.sts.security.Keys;
import java.security.PrivateKey;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A {@link Crypto} of the library. */
final class CryptoImpl implements Crypto {
    private static final String IGNORED = "be.ehealth.technicalconnector.service.etee.cryptoimpl"
            + ".ignored_notification_errors";

    private final Map<SigningPolicySelector, Context> contexts =
            new EnumMap<>(SigningPolicySelector.class);
    private final Identity signing;
    private final Identity opening;

    CryptoImpl(Credential credential, Map<String, PrivateKey> keys, OcspPolicy policy)
            throws TechnicalConnectorException {
        for (SigningPolicySelector selector : SigningPolicySelector.values()) {
            contexts.put(selector, Library.newContext(
                    policy, selector == SigningPolicySelector.WITH_NON_REPUDIATION));
        }
        Context context = contexts.get(SigningPolicySelector.WITHOUT_NON_REPUDIATION);
        signing = credential == null ? null : Keys.identity(context, credential);
        opening = keys == null || keys.isEmpty() ? null : Keys.identity(context, keys);
    }

    @Override
    public byte[] seal(SigningPolicySelector selector, EncryptionToken token, byte[] content)
            throws TechnicalConnectorException {
        return seal(selector, Collections.singleton(token), null, content);
    }

    @Override
    public byte[] seal(SigningPolicySelector selector, Set<EncryptionToken> tokens,
            byte[] content) throws TechnicalConnectorException {
        return seal(selector, tokens, null, content);
    }

    @Override
    public byte[] seal(SigningPolicySelector selector, KeyResult key, byte[] content)
            throws TechnicalConnectorException {
        return seal(selector, Collections.emptySet(), key, content);
    }

    @Override
    public byte[] seal(SigningPolicySelector selector, Set<EncryptionToken> tokens,
            KeyResult key, byte[] content) throws TechnicalConnectorException {
        require(content);
        if (signing == null) {
            throw new TechnicalConnectorException(
                    TechnicalConnectorExceptionValues.SECURITY_NO_CERTIFICATE);
        }
        try (Sealer sealer = new Sealer(contexts.get(selector), signing)) {
            for (EncryptionToken token : tokens) {
                sealer.addRecipient(token.getEtk());
            }
            if (key != null) {
                try (etee.SecretKey secret = key.toNative()) {
                    sealer.addRecipient(secret);
                }
            }
            return sealer.seal(content);
        } catch (EteeException failure) {
            throw Failures.of(failure, ERROR_CRYPTO);
        }
    }

    @Override
    public UnsealedData unseal(SigningPolicySelector selector, byte[] message)
            throws TechnicalConnectorException {
        return unseal(selector, null, message);
    }

    @Override
    public UnsealedData unseal(SigningPolicySelector selector, KeyResult key, byte[] message)
            throws TechnicalConnectorException {
        require(message);
        try (Unsealer unsealer = new Unsealer(contexts.get(selector))) {
            if (opening != null) {
                unsealer.addIdentity(opening);
            }
            if (key != null) {
                try (etee.SecretKey secret = key.toNative()) {
                    unsealer.addKey(secret);
                }
            }
            return judged(unsealer, message);
        }
    }

    /** Every error refuses a message; warnings do where some are ignored and these are not. */
    private static UnsealedData judged(Unsealer unsealer, byte[] message)
            throws TechnicalConnectorException {
        byte[] content;
        try {
            content = unsealer.unseal(message);
        } catch (EteeException refusal) {
            throw new UnsealConnectorException(refusal, refusal.report());
        }
        List<String> ignored = ConfigFactory.getConfigValidator().getMatchingProperties(IGNORED);
        Report report = unsealer.report();
        if (!ignored.isEmpty() && !ignored.containsAll(report.warnings())) {
            throw new UnsealConnectorException(null, report);
        }
        UnsealedData data = new UnsealedData(content, report);
        report.close();
        return data;
    }

    private static void require(Object argument) throws TechnicalConnectorException {
        if (argument == null) {
            throw new TechnicalConnectorException(ERROR_INPUT_PARAMETER_NULL);
        }
    }
}
