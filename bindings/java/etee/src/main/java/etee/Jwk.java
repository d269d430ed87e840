package etee;

import static etee.Natives.NATIVE;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** A JSON web key: a key as the REST services write it. Immutable; any thread may use it. */
public final class Jwk extends Handle {
    Jwk(long address) {
        super(address, NATIVE::etee_jwk_free);
    }

    /** Reads a key. */
    public static Jwk of(Context context, String json) {
        return new Jwk(Call.make(call -> {
            Call.Octets text = call.text(json);
            return NATIVE.etee_jwk_from_json(call.use(context), text.address, text.length,
                    call.result(), call.error());
        }));
    }

    /** The public key of a certificate. */
    public static Jwk of(X509Certificate certificate) {
        return new Jwk(Call.make(call -> {
            Call.Octets der = call.octets(Certificates.encode(certificate));
            return NATIVE.etee_jwk_from_certificate(
                    der.address, der.length, call.result(), call.error());
        }));
    }

    /** The public key in JSON. */
    public String toJson() {
        return new String(makeOctets((self, call) ->
                NATIVE.etee_jwk_to_json(self, call.result(), call.error())),
                StandardCharsets.UTF_8);
    }

    /** The whole key in JSON (UTF-8), private parts included; to be overwritten after use. */
    public byte[] toPrivateJson() {
        return makeOctets((self, call) ->
                NATIVE.etee_jwk_to_private_json(self, call.result(), call.error()));
    }

    /** The name of the key ("kid"), or null. */
    public @Nullable String keyId() {
        return text(NATIVE::etee_jwk_key_id);
    }

    /** What the key is for ("use"), or null. */
    public @Nullable String use() {
        return text(NATIVE::etee_jwk_use);
    }

    /** The algorithm ("alg"), or null. */
    public @Nullable String algorithm() {
        return text(NATIVE::etee_jwk_algorithm);
    }

    /** The type ("kty"). */
    public String type() {
        return text(NATIVE::etee_jwk_type);
    }

    /** The thumbprint (RFC 7638) in base64url. */
    public String thumbprint() {
        return text(NATIVE::etee_jwk_thumbprint);
    }

    /** Whether the key has private parts. */
    public boolean isPrivate() {
        return isTrue(NATIVE::etee_jwk_is_private);
    }

    /** The certificates of the key ("x5c"), its own first. */
    public List<X509Certificate> certificates() {
        List<X509Certificate> certificates = new ArrayList<>();
        for (long i = 0;; i++) {
            long index = i;
            X509Certificate next = certificate((self, length) ->
                    NATIVE.etee_jwk_certificate(self, index, length));
            if (next == null) {
                return certificates;
            }
            certificates.add(next);
        }
    }

    /**
     * Signs a payload with this private key: a signed token in the compact form (RFC 7515).
     *
     * @param algorithm "PS256", "RS256", "ES256" or "ES384"
     */
    public String sign(String algorithm, byte[] payload) {
        return ascii(makeOctets((self, call) -> {
            Call.Octets name = call.text(algorithm);
            Call.Octets octets = call.octets(payload);
            return NATIVE.etee_jwk_sign(self, name.address, name.length, octets.address,
                    octets.length, call.result(), call.error());
        }));
    }

    /**
     * The payload of a signed token, if this public key signed it. Whom its claims are for, and
     * until when, is for the caller to read.
     *
     * @param algorithms those that are accepted, separated by spaces; "" for all that fit the key
     */
    public byte[] verify(Context context, String algorithms, String token) {
        return makeOctets((self, call) -> {
            Call.Octets names = call.text(algorithms);
            Call.Octets text = call.text(token);
            return NATIVE.etee_jwk_verify(call.use(context), self, names.address, names.length,
                    text.address, text.length, call.result(), call.error());
        });
    }

    /**
     * Encrypts for the holder of this key: an encrypted token in the compact form (RFC 7516).
     *
     * @param algorithm "RSA-OAEP-256", "ECDH-ES", "ECDH-ES+A128KW" or "ECDH-ES+A256KW" for a public
     *     key, "A128KW", "A256KW" or "dir" for a symmetric one
     * @param cipher "A128GCM", "A256GCM" or "A128CBC-HS256"
     */
    public String encrypt(String algorithm, String cipher, byte[] clear) {
        return ascii(makeOctets((self, call) -> {
            Call.Octets name = call.text(algorithm);
            Call.Octets second = call.text(cipher);
            Call.Octets octets = call.octets(clear);
            return NATIVE.etee_jwk_encrypt(self, name.address, name.length, second.address,
                    second.length, octets.address, octets.length, call.result(), call.error());
        }));
    }

    /**
     * The clear text of a token that is encrypted for this private or symmetric key.
     *
     * @param algorithms those that are accepted, separated by spaces; "" for all that fit the key
     */
    public byte[] decrypt(Context context, String algorithms, String token) {
        return makeOctets((self, call) -> {
            Call.Octets names = call.text(algorithms);
            Call.Octets text = call.text(token);
            return NATIVE.etee_jwk_decrypt(call.use(context), self, names.address, names.length,
                    text.address, text.length, call.result(), call.error());
        });
    }

    private static String ascii(byte[] octets) {
        return new String(octets, StandardCharsets.US_ASCII);
    }
}
