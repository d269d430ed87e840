package etee;

import static etee.Natives.NATIVE;

import java.time.Instant;

/** A public key of the KeyDepot with what its holder says about it. Immutable. */
public final class RegisteredKey extends Handle {
    RegisteredKey(long address) {
        super(address, NATIVE::etee_registered_key_free);
    }

    /** The key as messages are sealed for it, or verified with it. */
    public WebKey webKey() {
        return new WebKey(make((self, call) ->
                NATIVE.etee_registered_key_web_key(self, call.result(), call.error())));
    }

    /** The key as a JSON web key. */
    public Jwk jwk() {
        return new Jwk(make((self, call) ->
                NATIVE.etee_registered_key_jwk(self, call.result(), call.error())));
    }

    /** The name of the key ("kid"). */
    public String id() {
        return text(NATIVE::etee_registered_key_id);
    }

    /** The application of the holder that the key is for; null for none. */
    public @Nullable String application() {
        return text(NATIVE::etee_registered_key_application);
    }

    /** What the holder calls the key, or null. */
    public @Nullable String label() {
        return text(NATIVE::etee_registered_key_label);
    }

    /** When the key ends; null if it does not. */
    public @Nullable Instant expiry() {
        long seconds = longNumber(NATIVE::etee_registered_key_expiry);
        return seconds == 0 ? null : Instant.ofEpochSecond(seconds);
    }
}
