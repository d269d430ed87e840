package etee;

import static etee.Natives.NATIVE;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * The KeyDepot: public keys without certificates. Any number of threads may use it once it is set.
 */
public final class KeyDepot extends Handle {
    /** A KeyDepot of the platform. Nothing is sent yet. */
    public KeyDepot(Context context, Environment environment) {
        super(Call.make(call -> NATIVE.etee_key_depot_new(call.use(context), environment.number,
                call.result(), call.error())), NATIVE::etee_key_depot_free);
    }

    /** A KeyDepot at a URL, or at several that are separated by spaces. */
    public KeyDepot(Context context, String url) {
        super(Call.make(call -> {
            Call.Octets text = call.text(url);
            return NATIVE.etee_key_depot_new_at(call.use(context), text.address, text.length,
                    call.result(), call.error());
        }), NATIVE::etee_key_depot_free);
    }

    /** Shows the service these access tokens. */
    public KeyDepot setAccessTokens(@Nullable AccessTokens accessTokens) {
        run((self, call) -> NATIVE.etee_key_depot_set_access_tokens(
                self, call.use(accessTokens), call.error()));
        return this;
    }

    /** Speaks with the service in these names. */
    public KeyDepot setInterface(RestInterface restInterface) {
        run((self, call) -> NATIVE.etee_key_depot_set_interface(
                self, call.use(restInterface), call.error()));
        return this;
    }

    /** Believes answers only if they are signed with one of these keys. */
    public KeyDepot setTrustedKeys(List<Jwk> keys) {
        run((self, call) -> NATIVE.etee_key_depot_set_trusted_keys(
                self, Several.row(call, keys), keys.size(), call.error()));
        return this;
    }

    /** Takes attestations that were made for this relying party, as these origins saw it. */
    public KeyDepot setRelyingParty(String host, @Nullable String origins) {
        run((self, call) -> {
            Call.Octets name = call.text(host);
            Call.Octets places = call.text(origins);
            return NATIVE.etee_key_depot_set_relying_party(self, name.address, name.length,
                    places.address, places.length, call.error());
        });
        return this;
    }

    /** A challenge for an authenticator: the options of Web Authentication in JSON. */
    public String challenge() {
        return new String(makeOctets((self, call) ->
                NATIVE.etee_key_depot_challenge(self, call.result(), call.error())),
                StandardCharsets.UTF_8);
    }

    /** Registers a key of the caller's for a use. */
    public RegisteredKey register(WebKey webKey, Registration registration) {
        return new RegisteredKey(make((self, call) -> NATIVE.etee_key_depot_register(self,
                call.use(webKey), call.use(registration), call.result(), call.error())));
    }

    /** A function that takes the name of a key. */
    private interface Named {
        int run(long self, Call call, long name, long length);
    }

    private long make(String keyId, Named method) {
        return make((self, call) -> {
            Call.Octets name = call.text(keyId);
            return method.run(self, call, name.address, name.length);
        });
    }

    /** Changes what is said about a key of the caller's. */
    public RegisteredKey addInformation(String keyId, KeyInformation information) {
        return new RegisteredKey(make(keyId, (self, call, name, length) ->
                NATIVE.etee_key_depot_add_information(self, name, length,
                        call.use(information), call.result(), call.error())));
    }

    /** The key of this name. */
    public RegisteredKey key(String keyId) {
        return new RegisteredKey(make(keyId, (self, call, name, length) ->
                NATIVE.etee_key_depot_key(self, name, length, call.result(), call.error())));
    }

    /** The keys of a holder; of a moment, or of today if that is null. Each is to be closed. */
    public List<RegisteredKey> keys(Holder holder, KeyUse use, @Nullable Instant moment) {
        return Several.take(this, (self, call, places, room) -> Depot.search(self, call, holder,
                (depot, type, identifier, application) -> NATIVE.etee_key_depot_keys(depot,
                        type.address, type.length, identifier.address, identifier.length,
                        application.address, application.length, use.number,
                        Depot.seconds(moment), places, room, call.count(), call.error())),
                RegisteredKey::new);
    }

    /** What an authenticator said about a key, verified. */
    public Attestation attestation(String keyId) {
        return new Attestation(make(keyId, (self, call, name, length) ->
                NATIVE.etee_key_depot_attestation(
                        self, name, length, call.result(), call.error())));
    }

    /** Whose a key is. */
    public KeyHolder keyHolder(String keyId) {
        return KeyHolder.read(make(keyId, (self, call, name, length) ->
                NATIVE.etee_key_depot_key_holder(
                        self, name, length, call.result(), call.error())));
    }

    /** Deletes a key of the caller's. */
    public void delete(String keyId) {
        run((self, call) -> {
            Call.Octets name = call.text(keyId);
            return NATIVE.etee_key_depot_delete(self, name.address, name.length, call.error());
        });
    }

    /** Deletes keys of the caller's, all or none. */
    public void deleteAll(List<String> keyIds) {
        run((self, call) -> {
            Names names = new Names(call, keyIds);
            return NATIVE.etee_key_depot_delete_all(
                    self, names.addresses, names.lengths, keyIds.size(), call.error());
        });
    }

    /** Texts in a row, as the library takes them. */
    private static final class Names {
        final long addresses;
        final long lengths;

        Names(Call call, List<String> texts) {
            addresses = call.place(Math.max(1, texts.size()) * (long) Long.BYTES);
            lengths = call.place(Math.max(1, texts.size()) * (long) Long.BYTES);
            for (int i = 0; i < texts.size(); i++) {
                Call.Octets text = call.text(texts.get(i));
                NATIVE.putLong(addresses + i * (long) Long.BYTES, text.address);
                NATIVE.putLong(lengths + i * (long) Long.BYTES, text.length);
            }
        }
    }

    /** Asks for a challenge in two halves. */
    public Exchange<String> beginChallenge() {
        return new Exchange<>(make((self, call) -> NATIVE.etee_key_depot_begin_challenge(
                self, call.result(), call.error())), Exchange::takeChallenge);
    }

    /** Registers a key in two halves. */
    public Exchange<RegisteredKey> beginRegister(WebKey webKey, Registration registration) {
        return new Exchange<>(make((self, call) -> NATIVE.etee_key_depot_begin_register(self,
                call.use(webKey), call.use(registration), call.result(), call.error())),
                Exchange::takeRegisteredKey);
    }

    /** Changes what is said about a key in two halves. */
    public Exchange<RegisteredKey> beginAddInformation(
            String keyId, KeyInformation information) {
        return new Exchange<>(make(keyId, (self, call, name, length) ->
                NATIVE.etee_key_depot_begin_add_information(self, name, length,
                        call.use(information), call.result(), call.error())),
                Exchange::takeRegisteredKey);
    }

    /** Looks up a key in two halves. */
    public Exchange<RegisteredKey> beginKey(String keyId) {
        return new Exchange<>(make(keyId, (self, call, name, length) ->
                NATIVE.etee_key_depot_begin_key(
                        self, name, length, call.result(), call.error())),
                Exchange::takeRegisteredKey);
    }

    /** Looks up the keys of a holder in two halves. */
    public Exchange<List<RegisteredKey>> beginKeys(
            Holder holder, KeyUse use, @Nullable Instant moment) {
        return new Exchange<>(make((self, call) -> Depot.search(self, call, holder,
                (depot, type, identifier, application) -> NATIVE.etee_key_depot_begin_keys(depot,
                        type.address, type.length, identifier.address, identifier.length,
                        application.address, application.length, use.number,
                        Depot.seconds(moment), call.result(), call.error()))),
                Exchange::takeRegisteredKeys);
    }

    /** Looks up an attestation in two halves. */
    public Exchange<Attestation> beginAttestation(String keyId) {
        return new Exchange<>(make(keyId, (self, call, name, length) ->
                NATIVE.etee_key_depot_begin_attestation(
                        self, name, length, call.result(), call.error())),
                Exchange::takeAttestation);
    }

    /** Looks up whose a key is in two halves. */
    public Exchange<KeyHolder> beginKeyHolder(String keyId) {
        return new Exchange<>(make(keyId, (self, call, name, length) ->
                NATIVE.etee_key_depot_begin_key_holder(
                        self, name, length, call.result(), call.error())),
                Exchange::takeKeyHolder);
    }

    /** Deletes a key in two halves. */
    public Exchange<Void> beginDelete(String keyId) {
        return new Exchange<>(make(keyId, (self, call, name, length) ->
                NATIVE.etee_key_depot_begin_delete(
                        self, name, length, call.result(), call.error())), Exchange::finish);
    }

    /** Deletes keys in two halves. */
    public Exchange<Void> beginDeleteAll(List<String> keyIds) {
        return new Exchange<>(make((self, call) -> {
            Names names = new Names(call, keyIds);
            return NATIVE.etee_key_depot_begin_delete_all(self, names.addresses, names.lengths,
                    keyIds.size(), call.result(), call.error());
        }), Exchange::finish);
    }
}
