package etee;

import static etee.Natives.NATIVE;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Looks up encryption tokens in the ETK depot. Any number of threads may use it once its cache is
 * set.
 */
public final class Depot extends Handle {
    /** A depot of the platform. Nothing is sent yet. */
    public Depot(Context context, DepotProtocol protocol, Environment environment) {
        super(Call.make(call -> NATIVE.etee_depot_new(call.use(context), protocol.number,
                environment.number, call.result(), call.error())), NATIVE::etee_depot_free);
    }

    /** A depot at a URL, or at several that are separated by spaces and tried in this order. */
    public Depot(Context context, DepotProtocol protocol, String url) {
        super(Call.make(call -> {
            Call.Octets text = call.text(url);
            return NATIVE.etee_depot_new_at(call.use(context), protocol.number, text.address,
                    text.length, call.result(), call.error());
        }), NATIVE::etee_depot_free);
    }

    /** A function that takes a holder in three texts. */
    interface Search {
        int run(long self, Call.Octets type, Call.Octets identifier, Call.Octets application);
    }

    static int search(long self, Call call, Holder holder, Search search) {
        return search.run(self, call.text(holder.type()), call.text(holder.identifier()),
                call.text(holder.application()));
    }

    /**
     * The one token of a holder.
     *
     * @throws ServiceException with {@link Status#NOT_FOUND}, {@link Status#AMBIGUOUS} if there are
     *     several, or what went wrong with the service
     */
    public EncryptionToken token(Holder holder) {
        return new EncryptionToken(make((self, call) -> search(self, call, holder,
                (depot, type, identifier, application) -> NATIVE.etee_depot_token(depot,
                        type.address, type.length, identifier.address, identifier.length,
                        application.address, application.length, call.result(), call.error()))));
    }

    /** All tokens of a holder, at least one; each is to be closed. */
    public List<EncryptionToken> tokens(Holder holder) {
        return Several.take(this, (self, call, places, room) -> search(self, call, holder,
                (depot, type, identifier, application) -> NATIVE.etee_depot_tokens(depot,
                        type.address, type.length, identifier.address, identifier.length,
                        application.address, application.length, places, room, call.count(),
                        call.error())), EncryptionToken::new);
    }

    /** The token of the holder of an identity, by its authentication certificate. */
    public EncryptionToken ownToken(Identity identity) {
        return new EncryptionToken(make((self, call) -> NATIVE.etee_depot_own_token(
                self, call.use(identity), call.result(), call.error())));
    }

    /** What matches, at least one, to let somebody choose. */
    public List<Holder> matches(Holder holder) {
        return holders(makeOctets((self, call) -> search(self, call, holder,
                (depot, type, identifier, application) -> NATIVE.etee_depot_matches(depot,
                        type.address, type.length, identifier.address, identifier.length,
                        application.address, application.length, call.result(), call.error()))));
    }

    static List<Holder> holders(byte[] json) {
        List<Holder> holders = new ArrayList<>();
        for (Object match : (List<?>) Json.parse(new String(json, StandardCharsets.UTF_8))) {
            Map<?, ?> members = (Map<?, ?>) match;
            holders.add(new Holder((String) members.get("type"), (String) members.get("value"),
                    (String) members.get("application")));
        }
        return holders;
    }

    /** Looks up one token in two halves. */
    public Exchange<EncryptionToken> beginToken(Holder holder) {
        return new Exchange<>(make((self, call) -> search(self, call, holder,
                (depot, type, identifier, application) -> NATIVE.etee_depot_begin_token(depot,
                        type.address, type.length, identifier.address, identifier.length,
                        application.address, application.length, call.result(), call.error()))),
                Exchange::takeToken);
    }

    /** Looks up all tokens in two halves. */
    public Exchange<List<EncryptionToken>> beginTokens(Holder holder) {
        return new Exchange<>(make((self, call) -> search(self, call, holder,
                (depot, type, identifier, application) -> NATIVE.etee_depot_begin_tokens(depot,
                        type.address, type.length, identifier.address, identifier.length,
                        application.address, application.length, call.result(), call.error()))),
                Exchange::takeTokens);
    }

    /** Lists what matches in two halves. */
    public Exchange<List<Holder>> beginMatches(Holder holder) {
        return new Exchange<>(make((self, call) -> search(self, call, holder,
                (depot, type, identifier, application) -> NATIVE.etee_depot_begin_matches(depot,
                        type.address, type.length, identifier.address, identifier.length,
                        application.address, application.length, call.result(), call.error()))),
                Exchange::takeMatches);
    }

    /**
     * The certified public keys of a holder, at least one, for what is not ETEE's; of a moment, or
     * of today if that is null. Only the REST service has them. Each is to be closed.
     */
    public List<Jwk> keys(Holder holder, KeyUse use, @Nullable Instant moment) {
        return Several.take(this, (self, call, places, room) -> search(self, call, holder,
                (depot, type, identifier, application) -> NATIVE.etee_depot_keys(depot,
                        type.address, type.length, identifier.address, identifier.length,
                        application.address, application.length, use.number, seconds(moment),
                        places, room, call.count(), call.error())), Jwk::new);
    }

    /** The certified public key of this name. */
    public Jwk key(String keyId) {
        return new Jwk(make((self, call) -> {
            Call.Octets name = call.text(keyId);
            return NATIVE.etee_depot_key(
                    self, name.address, name.length, call.result(), call.error());
        }));
    }

    /** Whose the key of this name is. */
    public KeyHolder keyHolder(String keyId) {
        return KeyHolder.read(make((self, call) -> {
            Call.Octets name = call.text(keyId);
            return NATIVE.etee_depot_key_holder(
                    self, name.address, name.length, call.result(), call.error());
        }));
    }

    /** Looks up certified keys in two halves. */
    public Exchange<List<Jwk>> beginKeys(Holder holder, KeyUse use, @Nullable Instant moment) {
        return new Exchange<>(make((self, call) -> search(self, call, holder,
                (depot, type, identifier, application) -> NATIVE.etee_depot_begin_keys(depot,
                        type.address, type.length, identifier.address, identifier.length,
                        application.address, application.length, use.number, seconds(moment),
                        call.result(), call.error()))), Exchange::takeJwks);
    }

    /** Looks up a certified key in two halves. */
    public Exchange<Jwk> beginKey(String keyId) {
        return new Exchange<>(make((self, call) -> {
            Call.Octets name = call.text(keyId);
            return NATIVE.etee_depot_begin_key(
                    self, name.address, name.length, call.result(), call.error());
        }), Exchange::takeJwk);
    }

    /** Looks up whose a key is in two halves. */
    public Exchange<KeyHolder> beginKeyHolder(String keyId) {
        return new Exchange<>(make((self, call) -> {
            Call.Octets name = call.text(keyId);
            return NATIVE.etee_depot_begin_key_holder(
                    self, name.address, name.length, call.result(), call.error());
        }), Exchange::takeKeyHolder);
    }

    static long seconds(@Nullable Instant moment) {
        return moment == null ? 0 : moment.getEpochSecond();
    }

    /** Shows the REST service these access tokens. */
    public Depot setAccessTokens(@Nullable AccessTokens accessTokens) {
        run((self, call) -> NATIVE.etee_depot_set_access_tokens(
                self, call.use(accessTokens), call.error()));
        return this;
    }

    /** Speaks with the REST service in these names. */
    public Depot setInterface(RestInterface restInterface) {
        run((self, call) ->
                NATIVE.etee_depot_set_interface(self, call.use(restInterface), call.error()));
        return this;
    }

    /** Believes answers of the REST service only if they are signed with one of these keys. */
    public Depot setTrustedKeys(List<Jwk> keys) {
        run((self, call) -> NATIVE.etee_depot_set_trusted_keys(
                self, Several.row(call, keys), keys.size(), call.error()));
        return this;
    }

    /** Forgets the answers that are kept, in memory and in the file. */
    public void forget() {
        run((self, call) -> NATIVE.etee_depot_forget(self, call.error()));
    }

    /**
     * Keeps up to so many answers: tokens for {@code timeToLive} and never beyond the validity of
     * their certificates, for {@code staleIfError} if the depot cannot be asked, and for
     * {@code negative} that there is none. With a file, tokens are kept there too.
     */
    public Depot setCache(int entries, Duration timeToLive, Duration staleIfError,
            Duration negative, @Nullable Path file) {
        run((self, call) -> {
            Call.Octets path = call.text(file == null ? null : file.toString());
            return NATIVE.etee_depot_set_cache(self, entries, seconds(timeToLive),
                    seconds(staleIfError), seconds(negative), path.address, path.length,
                    call.error());
        });
        return this;
    }

    private static int seconds(Duration duration) {
        return Math.toIntExact(duration.getSeconds());
    }
}
