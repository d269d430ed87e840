package etee.connector.service.keydepot;

import etee.connector.exception.TechnicalConnectorException;
import etee.connector.service.etee.domain.EncryptionToken;
import etee.connector.utils.IdentifierType;
import java.util.Set;

/** Looks up encryption tokens. */
public interface KeyDepotManager {
    /** Which of the caller's own tokens. */
    enum EncryptionTokenType {
        /** That of the holder of the session's key. */
        HOLDER_OF_KEY,
        /** That of the holder of the encryption credential. */
        ENCRYPTION
    }

    /** The caller's own token. */
    EncryptionToken getETK(EncryptionTokenType type) throws TechnicalConnectorException;

    /** The one token of a holder; an application of null finds any. */
    EncryptionToken getETK(IdentifierType type, Long value, String application)
            throws TechnicalConnectorException;

    /** All tokens of a holder. */
    Set<EncryptionToken> getETKs(IdentifierType type, Long value, String application)
            throws TechnicalConnectorException;
}
