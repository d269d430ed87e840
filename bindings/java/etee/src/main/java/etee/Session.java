package etee;

import static etee.Natives.NATIVE;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the platform vouches for about a caller, bound to a key of his. Calls that need it renew it
 * when it comes to its end, once for all threads. Any number of threads may use it.
 */
public final class Session extends Handle {
    Session(long address) {
        super(address, NATIVE::etee_session_free);
    }

    /** From when on the session is valid. */
    public Instant notBefore() {
        return Instant.ofEpochSecond(longNumber(NATIVE::etee_session_not_before));
    }

    /** From when on the session is no longer valid, unless it is renewed. */
    public Instant notOnOrAfter() {
        return Instant.ofEpochSecond(longNumber(NATIVE::etee_session_not_on_or_after));
    }

    /** Whether the session is valid now. */
    public boolean isValid() {
        return isTrue(NATIVE::etee_session_is_valid);
    }

    /**
     * The present assertion (SAML 1.1), to be kept and taken up again by
     * {@link TokenService#load}. It is personal data.
     */
    public byte[] export() {
        return makeOctets((self, call) ->
                NATIVE.etee_session_export(self, call.result(), call.error()));
    }

    /** What the platform vouches for, in the order of the assertion. It is personal data. */
    public List<Attribute> attributes() {
        byte[] json = makeOctets((self, call) ->
                NATIVE.etee_session_attributes(self, call.result(), call.error()));
        List<Attribute> attributes = new ArrayList<>();
        for (Object entry : (List<?>) Json.parse(new String(json, StandardCharsets.UTF_8))) {
            attributes.add(new Attribute((Map<?, ?>) entry));
        }
        return attributes;
    }

    /** Renews the session if it comes to its end, as the calls that need it do themselves. */
    public void refresh() {
        run((self, call) -> NATIVE.etee_session_refresh(self, call.error()));
    }

    /** Renews the session now. If that fails, it stays as it is. */
    public void renew() {
        run((self, call) -> NATIVE.etee_session_renew(self, call.error()));
    }

    /** Something that the platform vouches for. */
    public static final class Attribute {
        private final String namespace;
        private final String name;
        private final List<String> values = new ArrayList<>();

        Attribute(Map<?, ?> members) {
            namespace = (String) members.get("namespace");
            name = (String) members.get("name");
            for (Object value : (List<?>) members.get("values")) {
                values.add((String) value);
            }
        }

        /** Whose words these are. */
        public String namespace() {
            return namespace;
        }

        /** What it is about. */
        public String name() {
            return name;
        }

        /** What is said. */
        public List<String> values() {
            return java.util.Collections.unmodifiableList(values);
        }
    }
}
