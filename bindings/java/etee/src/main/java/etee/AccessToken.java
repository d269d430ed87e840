package etee;

import java.nio.charset.StandardCharsets;

/** An access token: whoever has it is taken for its owner, so it is not for logs. */
public final class AccessToken {
    private final byte[] octets;

    AccessToken(byte[] octets) {
        this.octets = octets;
    }

    /** The token as it stands behind "Bearer ". */
    public String value() {
        return new String(octets, StandardCharsets.UTF_8);
    }

    /** Says what it is, and nothing of it. */
    @Override
    public String toString() {
        return "an access token";
    }
}
