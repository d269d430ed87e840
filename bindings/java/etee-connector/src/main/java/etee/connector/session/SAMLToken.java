package etee.connector.session;

import java.nio.charset.StandardCharsets;
import java.util.Date;

/** A session that the token service opened. */
public final class SAMLToken {
    private final etee.Session session;

    SAMLToken(etee.Session session) {
        this.session = session;
    }

    /** The session of the library. */
    public etee.Session getSession() {
        return session;
    }

    /** The assertion as the service signed it. It is personal data. */
    public String getAssertion() {
        return new String(session.export(), StandardCharsets.UTF_8);
    }

    /** Whether the session is valid now. */
    public boolean checkValidity() {
        return session.isValid();
    }

    /** When the session ends. */
    public Date getNotOnOrAfter() {
        return Date.from(session.notOnOrAfter());
    }
}
