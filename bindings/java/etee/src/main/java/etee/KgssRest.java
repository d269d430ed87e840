package etee;

import static etee.Natives.NATIVE;

/**
 * The keys of the KGSS over REST, by access tokens. Any number of threads may use it once it is
 * set.
 */
public final class KgssRest extends Handle {
    /** A KGSS of the platform. Nothing is sent yet. */
    public KgssRest(Context context, Environment environment, AccessTokens accessTokens) {
        super(Call.make(call -> NATIVE.etee_kgss_rest_new(call.use(context), environment.number,
                call.use(accessTokens), call.result(), call.error())),
                NATIVE::etee_kgss_rest_free);
    }

    /** A KGSS at a URL, or at several that are separated by spaces and tried in this order. */
    public KgssRest(Context context, String url, AccessTokens accessTokens) {
        super(Call.make(call -> {
            Call.Octets text = call.text(url);
            return NATIVE.etee_kgss_rest_new_at(call.use(context), text.address, text.length,
                    call.use(accessTokens), call.result(), call.error());
        }), NATIVE::etee_kgss_rest_free);
    }

    /** Speaks with the service in these names. */
    public KgssRest setInterface(RestInterface restInterface) {
        run((self, call) -> NATIVE.etee_kgss_rest_set_interface(
                self, call.use(restInterface), call.error()));
        return this;
    }

    /** Has answers encrypted for a fresh key each. */
    public KgssRest encryptAnswers() {
        run((self, call) -> NATIVE.etee_kgss_rest_encrypt_answers(self, call.error()));
        return this;
    }

    /** Makes a key that those on the list can get. */
    public SecretKey newKey(AccessList readers) {
        return new SecretKey(make((self, call) -> NATIVE.etee_kgss_rest_new_key(
                self, call.use(readers), call.result(), call.error())));
    }

    /** Gets the key with this identifier. */
    public SecretKey key(byte[] identifier) {
        return new SecretKey(make((self, call) -> {
            Call.Octets name = call.octets(identifier);
            return NATIVE.etee_kgss_rest_key(
                    self, name.address, name.length, call.result(), call.error());
        }));
    }

    /** Deletes the key with this identifier. */
    public void deleteKey(byte[] identifier) {
        run((self, call) -> {
            Call.Octets name = call.octets(identifier);
            return NATIVE.etee_kgss_rest_delete_key(
                    self, name.address, name.length, call.error());
        });
    }

    /** Makes a key in two halves. */
    public Exchange<SecretKey> beginNewKey(AccessList readers) {
        return new Exchange<>(make((self, call) -> NATIVE.etee_kgss_rest_begin_new_key(
                self, call.use(readers), call.result(), call.error())), Exchange::takeSecretKey);
    }

    /** Gets a key in two halves. */
    public Exchange<SecretKey> beginKey(byte[] identifier) {
        return new Exchange<>(make((self, call) -> {
            Call.Octets name = call.octets(identifier);
            return NATIVE.etee_kgss_rest_begin_key(
                    self, name.address, name.length, call.result(), call.error());
        }), Exchange::takeSecretKey);
    }

    /** Deletes a key in two halves. */
    public Exchange<Void> beginDeleteKey(byte[] identifier) {
        return new Exchange<>(make((self, call) -> {
            Call.Octets name = call.octets(identifier);
            return NATIVE.etee_kgss_rest_begin_delete_key(
                    self, name.address, name.length, call.result(), call.error());
        }), Exchange::finish);
    }
}
