package etee.connector.service.keydepot;

import static etee.connector.exception.TechnicalConnectorExceptionValues.ERROR_ETK_NOTFOUND;

import etee.EteeException;
import etee.Holder;
import etee.Identity;
import etee.connector.config.Library;
import etee.connector.exception.Failures;
import etee.connector.exception.TechnicalConnectorException;
import etee.connector.service.etee.domain.EncryptionToken;
import etee.connector.session.Session;
import etee.connector.session.SessionItem;
import etee.connector.utils.IdentifierType;
import java.util.LinkedHashSet;
import java.util.Set;

/** A {@link KeyDepotManager} of the library. */
final class KeyDepotManagerImpl implements KeyDepotManager {
    @Override
    public EncryptionToken getETK(EncryptionTokenType type) throws TechnicalConnectorException {
        SessionItem session = Session.getInstance().getSession();
        try (Identity identity = type == EncryptionTokenType.ENCRYPTION
                ? session.newEncryptionIdentity() : session.newHolderOfKeyIdentity()) {
            return new EncryptionToken(Library.depot().ownToken(identity));
        } catch (EteeException failure) {
            throw Failures.of(failure, ERROR_ETK_NOTFOUND);
        }
    }

    private static Holder holder(IdentifierType type, Long value, String application) {
        return new Holder(type.getType(IdentifierType.ETKDEPOT),
                type.formatIdentifierValue(value), application);
    }

    @Override
    public EncryptionToken getETK(IdentifierType type, Long value, String application)
            throws TechnicalConnectorException {
        try {
            return new EncryptionToken(
                    Library.depot().token(holder(type, value, application)));
        } catch (EteeException failure) {
            throw Failures.of(failure, ERROR_ETK_NOTFOUND);
        }
    }

    @Override
    public Set<EncryptionToken> getETKs(IdentifierType type, Long value, String application)
            throws TechnicalConnectorException {
        try {
            Set<EncryptionToken> tokens = new LinkedHashSet<>();
            for (etee.EncryptionToken token
                    : Library.depot().tokens(holder(type, value, application))) {
                tokens.add(new EncryptionToken(token));
            }
            return tokens;
        } catch (EteeException failure) {
            throw Failures.of(failure, ERROR_ETK_NOTFOUND);
        }
    }
}
