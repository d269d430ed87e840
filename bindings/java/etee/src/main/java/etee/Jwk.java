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
}
