package etee.connector.service.kgss.domain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A key of the KGSS and its identifier in base64. */
public class KeyResult {
    private static final Pattern KEY = Pattern.compile("\"k\"\\s*:\\s*\"([^\"]*)\"");

    private SecretKey secretKey;
    private String keyId;

    /** A key and its identifier. */
    public KeyResult(SecretKey secretKey, String keyId) {
        this.secretKey = secretKey;
        this.keyId = keyId;
    }

    /** A key of the library, which is closed. */
    public static KeyResult of(etee.SecretKey key) {
        byte[] json = null;
        try (etee.SecretKey open = key; etee.Jwk jwk = open.toJwk()) {
            json = jwk.toPrivateJson();
            Matcher member = KEY.matcher(new String(json, StandardCharsets.US_ASCII));
            if (!member.find()) {
                throw new IllegalStateException("a symmetric key without octets");
            }
            byte[] octets = Base64.getUrlDecoder().decode(member.group(1));
            return new KeyResult(new SecretKeySpec(octets, "AES"),
                    Base64.getEncoder().encodeToString(open.identifier()));
        } finally {
            if (json != null) {
                Arrays.fill(json, (byte) 0);
            }
        }
    }

    /** The key in the library, to be closed. */
    public etee.SecretKey toNative() {
        byte[] octets = secretKey.getEncoded();
        try {
            return etee.SecretKey.of(Base64.getDecoder().decode(keyId), octets);
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    /** The key. */
    public SecretKey getSecretKey() {
        return secretKey;
    }

    /** Sets the key. */
    public void setSecretKey(SecretKey secretKey) {
        this.secretKey = secretKey;
    }

    /** The identifier in base64. */
    public String getKeyId() {
        return keyId;
    }

    /** Sets the identifier. */
    public void setKeyId(String keyId) {
        this.keyId = keyId;
    }
}
