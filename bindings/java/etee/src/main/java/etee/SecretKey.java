package etee;

import static etee.Natives.NATIVE;

/**
 * A symmetric key that the KGSS keeps under an identifier, and gives to those who meet its
 * conditions. Immutable; any number of threads may use it.
 */
public final class SecretKey extends Handle {
    SecretKey(long address) {
        super(address, NATIVE::etee_secret_key_free);
    }

    /** A key of 16, 24 or 32 octets with its identifier. */
    public static SecretKey of(byte[] identifier, byte[] key) {
        return new SecretKey(Call.make(call -> {
            Call.Octets name = call.octets(identifier);
            Call.Octets octets = call.octets(key);
            return NATIVE.etee_secret_key_from_bytes(name.address, name.length, octets.address,
                    octets.length, call.result(), call.error());
        }));
    }

    /** A key and its identifier in base64, as the KGSS gives them. */
    public static SecretKey ofBase64(String identifier, String key) {
        return new SecretKey(Call.make(call -> {
            Call.Octets name = call.text(identifier);
            Call.Octets text = call.text(key);
            return NATIVE.etee_secret_key_from_base64(name.address, name.length, text.address,
                    text.length, call.result(), call.error());
        }));
    }

    /** The key of a JSON web key. */
    public static SecretKey of(Jwk jwk) {
        return new SecretKey(Call.make(call ->
                NATIVE.etee_secret_key_from_jwk(call.use(jwk), call.result(), call.error())));
    }

    /** The key as a JSON web key, to be kept: {@link Jwk#toPrivateJson} has it in it. */
    public Jwk toJwk() {
        return new Jwk(make((self, call) ->
                NATIVE.etee_secret_key_to_jwk(self, call.result(), call.error())));
    }

    /** The identifier of the key. */
    public byte[] identifier() {
        return octets(NATIVE::etee_secret_key_identifier);
    }
}
