package etee;

import static etee.Natives.NATIVE;

/**
 * A public key, or a key pair, that messages name by an identifier instead of a certificate.
 * Immutable; any number of threads may use it.
 */
public final class WebKey extends Handle {
    WebKey(long address) {
        super(address, NATIVE::etee_web_key_free);
    }

    /** A public key as SubjectPublicKeyInfo: what {@code PublicKey.getEncoded()} gives. */
    public static WebKey ofPublicKey(byte[] identifier, byte[] spki) {
        return new WebKey(Call.make(call -> {
            Call.Octets name = call.octets(identifier);
            Call.Octets key = call.octets(spki);
            return NATIVE.etee_web_key_from_spki(name.address, name.length, key.address,
                    key.length, call.result(), call.error());
        }));
    }

    /** A private key as PKCS #8: what {@code PrivateKey.getEncoded()} of a key in memory gives. */
    public static WebKey ofPrivateKey(byte[] identifier, byte[] pkcs8) {
        return new WebKey(Call.make(call -> {
            Call.Octets name = call.octets(identifier);
            Call.Octets key = call.octets(pkcs8);
            return NATIVE.etee_web_key_from_pkcs8(name.address, name.length, key.address,
                    key.length, call.result(), call.error());
        }));
    }

    /** Makes a key pair; its identifier is the one that the platform computes of it. */
    public static WebKey generate(WebKeyKind kind) {
        return new WebKey(Call.make(call ->
                NATIVE.etee_web_key_generate(kind.number, call.result(), call.error())));
    }

    /** The key of a JSON web key. */
    public static WebKey of(Jwk jwk) {
        return new WebKey(Call.make(call ->
                NATIVE.etee_web_key_from_jwk(call.use(jwk), call.result(), call.error())));
    }

    /** The public key as a JSON web key. */
    public Jwk toJwk() {
        return new Jwk(make((self, call) ->
                NATIVE.etee_web_key_to_jwk(self, call.result(), call.error())));
    }

    /** The key pair as a JSON web key, to be kept. */
    public Jwk toPrivateJwk() {
        return new Jwk(make((self, call) ->
                NATIVE.etee_web_key_to_private_jwk(self, call.result(), call.error())));
    }

    /** The identifier of the key. */
    public byte[] identifier() {
        return octets(NATIVE::etee_web_key_identifier);
    }
}
