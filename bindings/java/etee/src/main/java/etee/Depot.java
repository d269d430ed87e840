package etee;

import static etee.Natives.NATIVE;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
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
    private interface Search {
        int run(long self, Call.Octets type, Call.Octets identifier, Call.Octets application);
    }

    private static int search(long self, Call call, Holder holder, Search search) {
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
        return takeTokens((self, call, places, room) -> search(self, call, holder,
                (depot, type, identifier, application) -> NATIVE.etee_depot_tokens(depot,
                        type.address, type.length, identifier.address, identifier.length,
                        application.address, application.length, places, room, call.count(),
                        call.error())), this);
    }

    /** A function that hands out several tokens, if there is room for them. */
    interface Taker {
        int take(long self, Call call, long places, long room);
    }

    static List<EncryptionToken> takeTokens(Taker taker, Handle handle) {
        long room = 16;
        for (;;) {
            try (Call call = new Call()) {
                long places = call.place(room * Long.BYTES);
                int status = taker.take(call.use(handle), call, places, room);
                long count = NATIVE.getLong(call.count());
                if (status == Status.TOO_SMALL) {
                    room = count;
                    NATIVE.etee_error_free(NATIVE.getLong(call.error()));
                    continue;
                }
                call.check(status);
                List<EncryptionToken> tokens = new ArrayList<>();
                for (long i = 0; i < count; i++) {
                    tokens.add(new EncryptionToken(NATIVE.getLong(places + i * Long.BYTES)));
                }
                return tokens;
            }
        }
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
