package etee.connector.service.etee;

import etee.connector.exception.TechnicalConnectorException;
import etee.connector.exception.UnsealConnectorException;
import etee.connector.service.etee.domain.EncryptionToken;
import etee.connector.service.etee.domain.UnsealedData;
import etee.connector.service.kgss.domain.KeyResult;
import java.util.Set;

/** Seals and unseals. Any number of threads may use it. */
public interface Crypto {
    /** Whether the author has to sign with a certificate for non-repudiation. */
    enum SigningPolicySelector {
        /** He has to. */
        WITH_NON_REPUDIATION,
        /** Any certificate for signatures will do. */
        WITHOUT_NON_REPUDIATION
    }

    /** Seals for one recipient. */
    byte[] seal(SigningPolicySelector selector, EncryptionToken token, byte[] content)
            throws TechnicalConnectorException;

    /** Seals for several recipients. */
    byte[] seal(SigningPolicySelector selector, Set<EncryptionToken> tokens, byte[] content)
            throws TechnicalConnectorException;

    /** Seals for whoever gets the key. */
    byte[] seal(SigningPolicySelector selector, KeyResult key, byte[] content)
            throws TechnicalConnectorException;

    /** Seals for recipients and for whoever gets the key. */
    byte[] seal(SigningPolicySelector selector, Set<EncryptionToken> tokens, KeyResult key,
            byte[] content) throws TechnicalConnectorException;

    /**
     * Unseals with the decryption keys.
     *
     * @throws UnsealConnectorException if the message is refused
     */
    UnsealedData unseal(SigningPolicySelector selector, byte[] message)
            throws TechnicalConnectorException, UnsealConnectorException;

    /**
     * Unseals with a key of the KGSS.
     *
     * @throws UnsealConnectorException if the message is refused
     */
    UnsealedData unseal(SigningPolicySelector selector, KeyResult key, byte[] message)
            throws TechnicalConnectorException, UnsealConnectorException;
}
