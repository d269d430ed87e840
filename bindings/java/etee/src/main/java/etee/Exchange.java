package etee;

import static etee.Natives.NATIVE;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * A call of a service on its way, for programs with an asynchronous HTTP client: it says what to
 * send, and takes what came back, until there is nothing left to send; then the result is taken.
 * A call may need several requests, or none. One thread at a time.
 *
 * @param <T> what the call results in
 */
public final class Exchange<T> extends Handle {
    private final Function<Exchange<T>, T> taker;

    Exchange(long address, Function<Exchange<T>, T> taker) {
        super(address, NATIVE::etee_exchange_free);
        this.taker = taker;
    }

    /** The request to send now; null when there is none left to send. */
    public @Nullable Request request() {
        try {
            long request = NATIVE.etee_exchange_request(enter());
            return request == 0 ? null : Request.read(request);
        } finally {
            leave();
        }
    }

    /** Takes the answer to the request and goes on. Throws what the call throws. */
    public void answer(Reply reply) {
        run((self, call) -> {
            call.check(NATIVE.etee_reply_new(call.result(), call.error()));
            long filled = call.made();
            try {
                reply.write(filled);
                return NATIVE.etee_exchange_answer(self, filled, call.error());
            } finally {
                NATIVE.etee_reply_free(filled);
            }
        });
    }

    /**
     * Says that there is no answer to the request, and why: {@link Status#SERVICE_UNREACHABLE},
     * {@link Status#SERVICE_TIMEOUT} or {@link Status#CANCELLED}. Returns if the call goes on all
     * the same, at another endpoint or from a cache; else throws.
     */
    public void fail(int status) {
        run((self, call) -> NATIVE.etee_exchange_fail(self, status, call.error()));
    }

    /** Takes the result, once; null after a deletion, which has none. */
    public T result() {
        return taker.apply(this);
    }

    static EncryptionToken takeToken(Exchange<EncryptionToken> exchange) {
        return new EncryptionToken(exchange.make((self, call) ->
                NATIVE.etee_exchange_take_token(self, call.result(), call.error())));
    }

    static List<EncryptionToken> takeTokens(Exchange<List<EncryptionToken>> exchange) {
        return Several.take(exchange, (self, call, places, room) ->
                NATIVE.etee_exchange_take_tokens(
                        self, places, room, call.count(), call.error()), EncryptionToken::new);
    }

    static List<Holder> takeMatches(Exchange<List<Holder>> exchange) {
        return Depot.holders(exchange.makeOctets((self, call) ->
                NATIVE.etee_exchange_take_matches(self, call.result(), call.error())));
    }

    static SecretKey takeSecretKey(Exchange<SecretKey> exchange) {
        return new SecretKey(exchange.make((self, call) ->
                NATIVE.etee_exchange_take_secret_key(self, call.result(), call.error())));
    }

    static Session takeSession(Exchange<Session> exchange) {
        return new Session(exchange.make((self, call) ->
                NATIVE.etee_exchange_take_session(self, call.result(), call.error())));
    }

    static AccessToken takeAccessToken(Exchange<AccessToken> exchange) {
        return new AccessToken(exchange.makeOctets((self, call) ->
                NATIVE.etee_exchange_take_access_token(self, call.result(), call.error())));
    }

    static Jwk takeJwk(Exchange<Jwk> exchange) {
        return new Jwk(exchange.make((self, call) ->
                NATIVE.etee_exchange_take_jwk(self, call.result(), call.error())));
    }

    static List<Jwk> takeJwks(Exchange<List<Jwk>> exchange) {
        return Several.take(exchange, (self, call, places, room) ->
                NATIVE.etee_exchange_take_jwks(
                        self, places, room, call.count(), call.error()), Jwk::new);
    }

    static KeyHolder takeKeyHolder(Exchange<KeyHolder> exchange) {
        return KeyHolder.read(exchange.make((self, call) ->
                NATIVE.etee_exchange_take_key_holder(self, call.result(), call.error())));
    }

    static String takeChallenge(Exchange<String> exchange) {
        return new String(exchange.makeOctets((self, call) ->
                NATIVE.etee_exchange_take_challenge(self, call.result(), call.error())),
                StandardCharsets.UTF_8);
    }

    static RegisteredKey takeRegisteredKey(Exchange<RegisteredKey> exchange) {
        return new RegisteredKey(exchange.make((self, call) ->
                NATIVE.etee_exchange_take_registered_key(self, call.result(), call.error())));
    }

    static List<RegisteredKey> takeRegisteredKeys(Exchange<List<RegisteredKey>> exchange) {
        return Several.take(exchange, (self, call, places, room) ->
                NATIVE.etee_exchange_take_registered_keys(
                        self, places, room, call.count(), call.error()), RegisteredKey::new);
    }

    static Attestation takeAttestation(Exchange<Attestation> exchange) {
        return new Attestation(exchange.make((self, call) ->
                NATIVE.etee_exchange_take_attestation(self, call.result(), call.error())));
    }

    static Void finish(Exchange<Void> exchange) {
        exchange.run((self, call) -> NATIVE.etee_exchange_finish(self, call.error()));
        return null;
    }
}
